"""Where nodes stand: computed here, so that a page needs no physics and opens at rest.

Stress minimisation by stochastic gradient descent (Zheng, Pawar and Goodman 2018) gives each
connected part its form, overlapping boxes are then pushed apart, and the parts are packed in rows.
Plain Python with square roots only: the same graph gives the same positions on any machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import networkx as nx

SEED = 20240229
PADDING = 8.0  # px kept free around each box
TRIES = (
    (1.0, 1.0),
    (1.5, 1.0),
    (1.5, 1.3),
    (2.0, 1.0),
    (2.0, 1.3),
    (1.5, 1.7),
)  # room, stretch; best kept
TRIED = 160  # nodes of a part up to which all tries are made; beyond, the fourth alone
LINK = 190.0  # px the longest link of a part has at least
EXACT = 320  # nodes of a part up to which every pair counts; beyond, pairs with some pivots
PIVOTS = 32
EPOCHS = 18
COOLING = 0.62  # of the step, from one epoch to the next
SEPARATED = 1500  # nodes of a part up to which boxes are pushed apart
ROUNDS = 16  # of pushing before all is stretched by 3 %


@dataclass(frozen=True, slots=True)
class Box:
    """Space a node takes with its text, in px from its centre."""

    half_width: float
    above: float
    below: float


def positions(
    boxes: Sequence[Box], links: Iterable[tuple[int, int]], aspects: Sequence[float] = (1.5,)
) -> list[list[tuple[int, int]]]:
    """Centres in px for nodes 0..n-1, once for each width-to-height ratio in `aspects`.

    No two boxes of a connected part of up to 1,500 nodes overlap, nor do the parts.

    Args:
        boxes: one per node.
        links: pairs of node numbers; direction, repetition and loops do not matter.
        aspects: of the room the drawing is for, e.g. 1.5 for a screen and 0.7 for a phone.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    forms = [_stress(graph, sorted(part)) for part in nx.connected_components(graph)]
    among = [[pair for pair in graph.edges if pair[0] in form] for form in forms]
    drawings = []
    for aspect in aspects:
        parts = [
            _part({node: list(point) for node, point in form.items()}, boxes, pairs, aspect)
            for form, pairs in zip(forms, among, strict=True)
        ]
        placed = _pack(parts, boxes, aspect)
        drawings.append([placed[node] for node in range(len(boxes))])
    return drawings


Points = dict[int, list[float]]  # node -> [x, y] of the middle of its box


def _part(
    form: Points, boxes: Sequence[Box], links: list[tuple[int, int]], aspect: float
) -> Points:
    """The form in px: of a few tries the one that is small and keeps links off other names."""
    if len(form) == 1:
        return form
    _turn(form, across=aspect >= 1)
    best, least = form, float("inf")
    for room, stretch in TRIES if len(form) <= TRIED else TRIES[3:4]:
        points = _scaled(form, boxes, links, room, aspect * stretch)
        if len(points) <= SEPARATED:
            _separate(points, boxes)
        left, top, right, bottom = _frame(points, boxes)
        side = max((right - left) / aspect, bottom - top)
        cost = side * (1 + _crossed(points, boxes, links) / (3 * len(links)))
        if cost < least:
            best, least = points, cost
    return best


def _crossed(points: Points, boxes: Sequence[Box], links: list[tuple[int, int]]) -> int:
    """How many times a link runs through the box of a node it does not belong to."""
    if len(points) > TRIED:
        return 0
    frames = []
    for node, (x, y) in points.items():
        half = (boxes[node].above + boxes[node].below) / 2
        frames.append((node, x, y, boxes[node].half_width * 0.8, half * 0.8))
    count = 0
    for one, other in links:
        (ax, ay), (bx, by) = points[one], points[other]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy or 1.0
        for node, x, y, wide, high in frames:
            if node in (one, other):
                continue
            along = ((x - ax) * dx + (y - ay) * dy) / length
            if 0 < along < 1:
                off_x, off_y = abs(ax + along * dx - x), abs(ay + along * dy - y)
                count += off_x < wide and off_y < high
    return count


def _frame(points: Points, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    half = {node: (boxes[node].above + boxes[node].below) / 2 for node in points}
    return (
        min(x - boxes[node].half_width for node, (x, _) in points.items()),
        min(y - half[node] for node, (_, y) in points.items()),
        max(x + boxes[node].half_width for node, (x, _) in points.items()),
        max(y + half[node] for node, (_, y) in points.items()),
    )


def _stress(graph: nx.Graph[int], nodes: list[int]) -> Points:
    """Distances on paper near distances in the graph, from a seeded start."""
    rng = random.Random(SEED)
    points = {node: [rng.random(), rng.random()] for node in nodes}
    terms = _terms(graph, nodes)
    if not terms:
        return points
    step = max(distance for _, _, distance in terms) ** 2
    for _ in range(EPOCHS):
        rng.shuffle(terms)
        for one, other, distance in terms:
            a, b = points[one], points[other]
            dx, dy = a[0] - b[0], a[1] - b[1]
            apart = sqrt(dx * dx + dy * dy) or 1e-9
            share = min(1.0, step / (distance * distance)) * (apart - distance) / (2 * apart)
            a[0] -= share * dx
            a[1] -= share * dy
            b[0] += share * dx
            b[1] += share * dy
        step *= COOLING
    return points


def _terms(graph: nx.Graph[int], nodes: list[int]) -> list[tuple[int, int, float]]:
    """Pairs with the distance they should have: hops, links of well connected nodes longer."""
    weights = {
        (min(a, b), max(a, b)): 1.0 + 0.12 * sqrt(min(graph.degree(a), graph.degree(b)))
        for a, b in graph.edges(nodes)
    }

    def length(a: int, b: int, _: object) -> float:
        return weights[min(a, b), max(a, b)]

    def reach(source: int) -> dict[int, float]:
        found: dict[int, float] = nx.single_source_dijkstra_path_length(
            graph, source, weight=length
        )
        return found

    if len(nodes) <= EXACT:
        near = {node: reach(node) for node in nodes}
        return [(a, b, near[a][b]) for a, b in combinations(nodes, 2)]
    terms = {pair: weight for pair, weight in weights.items()}
    pivot = nodes[0]
    nearest = dict.fromkeys(nodes, float("inf"))
    for _ in range(PIVOTS):  # each pivot is the node farthest from those before it
        for node, distance in reach(pivot).items():
            nearest[node] = min(nearest[node], distance)
            if node != pivot:
                terms[min(node, pivot), max(node, pivot)] = distance
        pivot = max(nodes, key=lambda node: (nearest[node], -node))
    return [(a, b, distance) for (a, b), distance in sorted(terms.items())]


def _turn(points: Points, *, across: bool) -> None:
    """Lay the longest extent across, or upright."""
    count = len(points)
    mean_x = sum(x for x, _ in points.values()) / count
    mean_y = sum(y for _, y in points.values()) / count
    sxx = sum((x - mean_x) ** 2 for x, _ in points.values())
    syy = sum((y - mean_y) ** 2 for _, y in points.values())
    sxy = sum((x - mean_x) * (y - mean_y) for x, y in points.values())
    main = (sxx + syy) / 2 + sqrt(((sxx - syy) / 2) ** 2 + sxy * sxy)
    ax, ay = (sxy, main - sxx) if abs(sxy) > 1e-9 else ((1.0, 0.0) if sxx >= syy else (0.0, 1.0))
    norm = sqrt(ax * ax + ay * ay)
    ax, ay = ax / norm, ay / norm
    for point in points.values():
        dx, dy = point[0] - mean_x, point[1] - mean_y
        point[0], point[1] = dx * ax + dy * ay, dy * ax - dx * ay
        if not across:
            point[0], point[1] = -point[1], point[0]


def _scaled(
    form: Points, boxes: Sequence[Box], links: list[tuple[int, int]], room: float, aspect: float
) -> Points:
    """The form stretched to `room` times the area of its boxes, in the ratio wanted."""
    wide = max(x for x, _ in form.values()) - min(x for x, _ in form.values()) or 1e-9
    high = max(y for _, y in form.values()) - min(y for _, y in form.values()) or 1e-9
    wide, high = max(wide, high / 12), max(high, wide / 12)
    area = room * sum(
        (2 * boxes[node].half_width + PADDING) * (boxes[node].above + boxes[node].below + PADDING)
        for node in form
    )
    across, down = sqrt(area * aspect) / wide, sqrt(area / aspect) / high
    points = {node: [x * across, y * down] for node, (x, y) in form.items()}
    longest = max(
        abs(points[a][0] - points[b][0]) + abs(points[a][1] - points[b][1]) for a, b in links
    )
    grow = max(1.0, LINK / (longest or 1e-9))  # few small names alone would sit on each other
    return {node: [x * grow, y * grow] for node, (x, y) in points.items()}


def _separate(points: Points, boxes: Sequence[Box]) -> None:
    """Push overlapping boxes apart along the shorter way; give more room where that does not end."""
    nodes = list(points)
    x, y = [points[node][0] for node in nodes], [points[node][1] for node in nodes]
    wide = [boxes[node].half_width + PADDING / 2 for node in nodes]
    high = [(boxes[node].above + boxes[node].below + PADDING) / 2 for node in nodes]
    rounds = 0
    while _push(x, y, wide, high):
        rounds += 1
        if rounds % ROUNDS == 0:
            x = [value * 1.03 for value in x]
            y = [value * 1.03 for value in y]
    for place, node in enumerate(nodes):
        points[node] = [x[place], y[place]]


def _push(x: list[float], y: list[float], wide: list[float], high: list[float]) -> bool:
    """One sweep from left to right; whether any two boxes overlapped."""
    order = sorted(range(len(x)), key=lambda place: (x[place] - wide[place], place))
    moved = False
    for rank, one in enumerate(order):
        right, down = x[one] + wide[one], high[one]
        for other in order[rank + 1 :]:
            if x[other] - wide[other] >= right:
                break
            over_y = down + high[other] - abs(y[one] - y[other])
            if over_y <= 0.01:
                continue
            over_x = wide[one] + wide[other] - abs(x[one] - x[other])
            if over_x <= 0.01:
                continue
            moved = True
            values, over = (x, over_x) if over_x < over_y else (y, over_y)
            push = (over / 2 + 0.01) * (1 if values[one] >= values[other] else -1)
            values[one] += push
            values[other] -= push
            right = x[one] + wide[one]
    return moved


def _pack(parts: list[Points], boxes: Sequence[Box], aspect: float) -> dict[int, tuple[int, int]]:
    """Rows of parts, the largest first, the rows together in about the ratio wanted."""
    frames = []
    for points in parts:
        left, top, right, bottom = _frame(points, boxes)
        frames.append((bottom - top + 3 * PADDING, right - left + 3 * PADDING, left, top, points))
    frames.sort(key=lambda frame: (-len(frame[4]), -frame[0], min(frame[4])))
    room = sum(high * wide for high, wide, *_ in frames)
    across = max([sqrt(room * aspect), *(frame[1] for frame in frames)], default=0.0)
    placed: dict[int, tuple[int, int]] = {}
    x = y = row = 0.0
    for high, wide, left, top, points in frames:
        if x and x + wide > across:
            x, y, row = 0.0, y + row, 0.0
        for node, point in points.items():
            lift = (boxes[node].below - boxes[node].above) / 2  # box middle to shape centre
            placed[node] = (round(x + point[0] - left), round(y + point[1] - top - lift))
        x += wide
        row = max(row, high)
    return placed
