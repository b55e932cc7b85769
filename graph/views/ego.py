"""A small network as SVG: somebody or something, and what is near, without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.layout import Box, positions
from minutegraph.graph.views.palette import Style, kind_of, outline, readable, styles
from minutegraph.graph.views.text import text_width, visible, wrap

ASPECTS = (2.0, 0.8)  # for a screen, and for a phone
FONT = 13  # px
LABEL_WIDTH = 128.0
LONG = 32  # characters of a name that an acronym or a day stands for
MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A node as drawn: its shape as a path around 0,0 and its name below, line by line."""

    label: str
    key: str
    name: str
    kind: str
    centre: bool
    x: float
    y: float
    path: str
    style: Style
    lines: tuple[tuple[float, str], ...]  # y of the baseline, text


@dataclass(frozen=True, slots=True)
class Line:
    """A link as drawn, and what it says."""

    x1: float
    y1: float
    x2: float
    y2: float
    faint: bool
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing; sizes in px."""

    form: str  # across or upright
    width: float
    height: float
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    kinds: tuple[tuple[str, str, Style], ...]  # words, path, style: the legend


def picture(
    nodes: Iterable[Node], relationships: Iterable[Relationship], centre: tuple[str, str]
) -> list[Picture]:
    """The drawing for a screen and for a phone; none where `centre` is linked to nothing.

    Several links of the same two nodes are one line that says all of them.
    """
    found, links = collect([{"nodes": list(nodes), "links": list(relationships)}])
    number = {(node.label, node.key): place for place, node in enumerate(found)}
    if centre not in number or not links:
        return []
    said: dict[tuple[int, int], list[tuple[bool, str]]] = {}
    for link in links:
        one, other = number[link.start], number[link.end]
        words = _words(link)
        text = f"{found[one].name} {words} {found[other].name}"
        about = centre in (link.start, link.end)
        said.setdefault((min(one, other), max(one, other)), []).append((about, text))
    kinds = styles([kind_of(node) for node in found])
    labels = [wrap(_short(node), FONT, LABEL_WIDTH, 3) for node in found]
    shapes = [kinds[kind_of(node)] for node in found]
    boxes = [
        Box(
            max([2.0 * style.size, *(text_width(line, FONT) for line in label)]) / 2 + 3,
            style.size + 3.0,
            style.size + 6.0 + FONT * 1.15 * len(label),
        )
        for style, label in zip(shapes, labels, strict=True)
    ]
    drawings = positions(boxes, said, ASPECTS)
    pictures = []
    for form, points in zip(("across", "upright"), drawings, strict=True):
        left = min(x - box.half_width for (x, _), box in zip(points, boxes, strict=True)) - MARGIN
        top = min(y - box.above for (_, y), box in zip(points, boxes, strict=True)) - MARGIN
        right = max(x + box.half_width for (x, _), box in zip(points, boxes, strict=True)) + MARGIN
        bottom = max(y + box.below for (_, y), box in zip(points, boxes, strict=True)) + MARGIN
        marks = []
        for node, (x, y), style, label in zip(found, points, shapes, labels, strict=True):
            lines = [
                (round(y - top + style.size + 4 + FONT * (0.9 + 1.15 * row), 1), line)
                for row, line in enumerate(label)
            ]
            marks.append(
                Mark(
                    node.label,
                    node.key,
                    visible(node.name),
                    readable(kind_of(node)),
                    (node.label, node.key) == centre,
                    round(x - left, 1),
                    round(y - top, 1),
                    outline(style),
                    style,
                    tuple(lines),
                )
            )
        lines_drawn = [
            Line(
                marks[one].x,
                marks[one].y,
                marks[other].x,
                marks[other].y,
                not any(about for about, _ in texts),
                visible("; ".join(dict.fromkeys(text for _, text in texts))),
            )
            for (one, other), texts in sorted(said.items())
        ]
        legend = tuple((readable(kind), outline(style), style) for kind, style in kinds.items())
        pictures.append(
            Picture(
                form,
                round(right - left, 1),
                round(bottom - top, 1),
                tuple(marks),
                tuple(lines_drawn),
                legend,
            )
        )
    return pictures


def _short(node: Node) -> str:
    """What stands on the drawing: an acronym or a day in place of a long name."""
    if len(node.name) <= LONG:
        return node.name
    day, acronym = node.properties.get("date"), node.properties.get("acronym")
    if node.label == "Meeting" and day:
        return f"Meeting of {day}"
    return str(acronym or node.name)


def _words(link: Relationship) -> str:
    words = readable(link.kind)
    sessions = link.properties.get("sessions")
    return f"{words} ({sessions} sessions)" if sessions else words
