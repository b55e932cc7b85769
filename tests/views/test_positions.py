"""Layout: nothing overlaps, parts stand apart, the room wanted is used."""

from __future__ import annotations

import random

import pytest

from minutegraph.graph.views.layout import Box, positions
from minutegraph.graph.views.text import text_width, visible, wrap


def graph(kind: str, size: int) -> list[tuple[int, int]]:
    rng = random.Random(size)
    match kind:
        case "tree":
            return [(n, n // 3) for n in range(1, size)]
        case "star":
            return [(0, n) for n in range(1, size)]
        case "dense":
            return [(rng.randrange(size), rng.randrange(size)) for _ in range(4 * size)]
        case "parts":
            return [(n, n + 1) for n in range(size - 1) if n % 7]
        case _:
            return []


@pytest.mark.parametrize("size", [1, 2, 3, 60, 100, 300])
@pytest.mark.parametrize("kind", ["tree", "star", "dense", "parts", "alone"])
def test_no_boxes_overlap(kind: str, size: int) -> None:
    rng = random.Random(size)
    boxes = [Box(rng.uniform(8, 66), 11.0, rng.uniform(20, 60)) for _ in range(size)]
    drawings = positions(boxes, graph(kind, size), (1.6, 0.7))
    for aspect, points in zip((1.6, 0.7), drawings, strict=True):
        sides = [
            (x - box.half_width, x + box.half_width, y - box.above, y + box.below)
            for (x, y), box in zip(points, boxes, strict=True)
        ]
        for place, (left, right, top, bottom) in enumerate(sides):
            for other_left, other_right, other_top, other_bottom in sides[:place]:
                apart = left >= other_right or other_left >= right
                assert apart or top >= other_bottom or other_top >= bottom
        if size >= 60 and kind != "star":
            wide = max(side[1] for side in sides) - min(side[0] for side in sides)
            high = max(side[3] for side in sides) - min(side[2] for side in sides)
            assert 0.5 * aspect < wide / high < 2 * aspect


def test_linked_nodes_stand_nearer_than_others() -> None:
    links = graph("tree", 80)
    points = positions([Box(30.0, 10.0, 25.0)] * 80, links)[0]

    def apart(a: int, b: int) -> float:
        return float(
            ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5
        )

    linked = sorted(apart(a, b) for a, b in links)
    others = sorted(apart(a, b) for a in range(80) for b in range(a))
    assert linked[len(linked) // 2] < 0.5 * others[len(others) // 2]


def test_a_part_too_large_for_all_pairs_is_laid_out_too() -> None:
    links = graph("tree", 500)
    points = positions([Box(5.0, 5.0, 5.0)] * 500, links)[0]
    assert len(set(points)) == 500


def test_names_are_wrapped_within_their_room() -> None:
    assert wrap("Saltmarsh Family History Society", 13, 132, 3) == [
        "Saltmarsh Family",
        "History Society",
    ]
    long = wrap("Rhabarberbarbarabarbarbarenbartbarbierbier and so on and on", 13, 132, 3)
    assert len(long) == 3 and long[-1].endswith("…")
    assert all(text_width(line, 13) <= 132 for line in long)
    assert wrap("minutes-2024-03-14.final.md", 13, 132, 3) == ["minutes-2024-03-", "14.final.md"]
    assert wrap("", 13, 132, 3) == []


def test_what_reorders_or_controls_text_is_made_visible() -> None:
    assert visible("a\u202eb\x00c\td\u2066e\ud800") == "a�b�c\td�e�"
    ordinary = "Ödön Őrsi – עברית \u200f 👩\u200d🔬"
    assert visible(ordinary) == ordinary
