"""Two columns of names and the lines between them, laid out so that no two names or numbers meet.

Every line has a place of its own at both of its ends, and its number stands at the left one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minutegraph.graph.views.text import wrap

THIN, BROAD = 1.5, 10.0  # px of lines
PORT = 15.0  # px between the numbers of two lines
GAP = 12.0  # px between two names
HEAD = 26.0  # px above the names of a group
MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class End:
    """A name with what is told of it below."""

    key: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Column:
    """A group of a side, with a class for its colour."""

    name: str
    colour: str
    ends: Sequence[End]


@dataclass(frozen=True, slots=True)
class Placed:
    """An end on the drawing; places in px.

    Attributes:
        x, y, height: of the bar at which its lines end.
        text_x: where its lines of text begin (right) or end (left).
        lines: text, size and y of the base line, from top to bottom; the last ones are `told`.
        left: whether it stands on the left.
    """

    end: End
    colour: str
    left: bool
    x: float
    y: float
    height: float
    text_x: float
    lines: list[tuple[str, str, float]]


@dataclass(frozen=True, slots=True)
class Thread:
    """A line: its path, width in px, and its number's place."""

    left: str
    right: str
    colour: str
    path: str
    width: float
    number: str
    x: float
    y: float


@dataclass(slots=True)
class Drawing:
    """Everything in it, in px, from the left and the top."""

    width: int
    height: int = 0
    heads: list[tuple[str, str, float, float, bool]] = field(default_factory=list)
    ends: list[Placed] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Measures that depend on the width."""

    names: float  # px for names of a side
    name_size: float
    told_size: float
    numbers: float

    @classmethod
    def of(cls, width: int) -> _Shape:
        if width >= 700:
            return cls(0.3 * width, 14, 12, 58)
        return cls(0.315 * width, 12.5, 11, 44)


Threads = Mapping[tuple[str, str], tuple[int, str]]


def draw(left: Sequence[Column], right: Sequence[Column], threads: Threads, width: int) -> Drawing:
    """The drawing of some threads.

    Args:
        left, right: groups in the order in which they stand.
        threads: by the keys of both ends: weight, and the number that is shown.
        width: of the whole, in px.
    """
    shape = _Shape.of(width)
    drawing = Drawing(width)
    most = max((weight for weight, _ in threads.values()), default=1)
    sides = {True: left, False: right}
    ports: dict[tuple[bool, str], list[tuple[str, str]]] = {}
    for one in [end.key for column in left for end in column.ends]:
        for other in [end.key for column in right for end in column.ends]:
            if (one, other) in threads:
                ports.setdefault((True, one), []).append((one, other))
                ports.setdefault((False, other), []).append((one, other))
    tall = {
        side: _heights(columns, side, ports, threads, most, shape)
        for side, columns in sides.items()
    }
    high = max(sum(each) + GAP * len(each) for each in tall.values())
    places: dict[tuple[bool, tuple[str, str]], float] = {}
    colours: dict[str, str] = {}
    for side, columns in sides.items():
        # The shorter side is spread over the height of the other.
        count = len(tall[side])
        gap = min(90.0, (high - sum(tall[side])) / max(count, 1))
        y = MARGIN + max(0.0, (high - sum(tall[side]) - gap * count) / 2)
        heights = iter(tall[side])
        for column in columns:
            bar = shape.names if side else width - shape.names - 8
            text_x = shape.names - 8 if side else bar + 16
            head_x = bar + 8 if side else bar
            drawing.heads.append((column.name, column.colour, head_x, _px(y + 13), side))
            next_head = HEAD
            for end in column.ends:
                height = next(heights) - next_head
                y += next_head
                next_head = 0.0
                lines = _lines(end, shape, y, height)
                drawing.ends.append(
                    Placed(end, column.colour, side, bar, _px(y), _px(height), text_x, lines)
                )
                mine = ports.get((side, end.key), [])
                step = height / max(len(mine), 1)
                for place, thread in enumerate(mine):
                    places[side, thread] = y + step * (place + 0.5)
                if side:
                    colours[end.key] = column.colour
                y += height + gap
    start, stop = shape.names + 8 + shape.numbers, width - shape.names - 8
    for (one, other), (weight, number) in threads.items():
        if (True, (one, other)) not in places or (False, (one, other)) not in places:
            continue
        a, b = places[True, (one, other)], places[False, (one, other)]
        middle = (start + stop) / 2
        path = f"M{start:g} {a:.1f}C{middle:g} {a:.1f} {middle:g} {b:.1f} {stop:g} {b:.1f}"
        drawing.threads.append(
            Thread(
                *(one, other, colours[one], path, _width(weight, most), number),
                *(_px(shape.names + 14), _px(a + 4)),
            )
        )
    drawing.height = round(high + 2 * MARGIN)
    return drawing


def _heights(
    columns: Sequence[Column],
    side: bool,
    ports: Mapping[tuple[bool, str], list[tuple[str, str]]],
    threads: Threads,
    most: int,
    shape: _Shape,
) -> list[float]:
    """Of each end, in order; the first of a group has its head as well."""
    found = []
    for column in columns:
        for place, end in enumerate(column.ends):
            mine = ports.get((side, end.key), [])
            least = PORT if side else 0.0
            lines = sum(max(least, _width(threads[each][0], most) + 2) for each in mine)
            if mine and side:
                lines = len(mine) * max(least, max(_width(threads[m][0], most) for m in mine) + 3)
            text = _text_height(end, shape)
            found.append(max(lines, text) + (0 if place else HEAD))
    return found


def _width(weight: int, most: int) -> float:
    if most <= 1:
        return 3.0
    return round(THIN + (BROAD - THIN) * weight / most, 1)


def _wrapped(end: End, shape: _Shape) -> list[tuple[str, str]]:
    room = shape.names - 16
    names = [("name", line) for line in wrap(end.name, shape.name_size, room, 3)]
    return names + [("told", line) for line in wrap(end.told, shape.told_size, room, 2)]


def _text_height(end: End, shape: _Shape) -> float:
    return sum(_leading(kind, shape) for kind, _ in _wrapped(end, shape)) + 2


def _leading(kind: str, shape: _Shape) -> float:
    return (shape.name_size if kind == "name" else shape.told_size) * 1.28


def _lines(end: End, shape: _Shape, y: float, height: float) -> list[tuple[str, str, float]]:
    """Lines of text, together in the middle of their bar."""
    wrapped = _wrapped(end, shape)
    at = y + (height - _text_height(end, shape)) / 2
    found = []
    for kind, line in wrapped:
        at += _leading(kind, shape)
        found.append((line, kind, _px(at - 2)))
    return found


def _px(value: float) -> float:
    return round(value, 1)
