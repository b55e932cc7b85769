"""Lanes over a line of time: a column a meeting, a row a thing, words beside or above each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutegraph.graph.views.palette import Style
from minutegraph.graph.views.text import wrap

DRAWN = 40  # meetings
ROWS = 40  # of a lane
WIDE, NARROW = 1120, 350  # px, or more where there are many meetings
GUTTER = 330  # px for words beside a row
STEP = 19.0  # px between marks in a cell
HEAD = 30.0  # px for the days
TITLE = 34.0  # px for the name of a lane
SIZE, SMALL = 13.0, 12.0  # px of letters
LEADING = 16.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a meeting.

    Attributes:
        number: what it leads to.
        column: key of the meeting.
        path: shape around 0,0.
        said: what it stands for, in words.
        glyph: a sign in it.
        open: whether it is drawn as something that waits.
    """

    number: int
    column: str
    path: str
    style: Style
    said: str
    glyph: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Words, what is told below them, and marks in order of time; several are joined by a line."""

    words: str
    told: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A name and its rows."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Placed:
    mark: Mark
    x: float
    y: float


@dataclass(slots=True)
class Lanes:
    """A drawing: places in px from the left and the top.

    Attributes:
        days: what stands above each column, and its x.
        titles: name of each lane, and its base line.
        words: lines of text: what, class, x, base line.
        rules: between rows, y.
        joins: lines between steps: x1, x2, y.
        more: how many marks of a cell are not drawn: text, x, y.
        unseen: rows that are not drawn.
    """

    form: str
    width: float
    height: float = 0.0
    left: float = 0.0
    days: list[tuple[str, float]] = field(default_factory=list)
    titles: list[tuple[str, float]] = field(default_factory=list)
    words: list[tuple[str, str, float, float]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    joins: list[tuple[float, float, float]] = field(default_factory=list)
    marks: list[Placed] = field(default_factory=list)
    more: list[tuple[str, float, float]] = field(default_factory=list)
    unseen: int = 0


def draw(columns: Sequence[tuple[str, str]], lanes: Sequence[Lane], *, narrow: bool) -> Lanes:
    """The drawing; marks of meetings that are not among the columns are left out.

    Args:
        columns: key and day of each meeting, by time.
        narrow: words stand above their row, not beside it.
    """
    least = 84.0
    gutter = 0 if narrow else GUTTER
    room = max((NARROW if narrow else WIDE) - gutter, least * len(columns))
    wide = room / max(len(columns), 1)
    drawing = Lanes("narrow" if narrow else "wide", round(gutter + room, 1), left=gutter)
    middle = {key: gutter + wide * (place + 0.5) for place, (key, _) in enumerate(columns)}
    drawing.days = [(day, round(middle[key], 1)) for key, day in columns]
    across = max(1, int((wide - 10) // STEP))  # marks beside each other in a cell
    y = HEAD
    for lane in lanes:
        rows = [row for row in lane.rows if any(mark.column in middle for mark in row.marks)]
        if not rows:
            continue
        if len(lanes) > 1:
            drawing.titles.append((lane.name, y + 22))
            y += TITLE
        drawing.unseen += max(0, len(rows) - ROWS)
        for row in rows[:ROWS]:
            drawing.rules.append(y)
            y = _row(drawing, row, middle, across, y, narrow)
    drawing.height = y + 8
    return drawing


def _row(
    drawing: Lanes, row: Row, middle: dict[str, float], across: int, y: float, narrow: bool
) -> float:
    """Put a row at y; where the next one begins."""
    room = (NARROW if narrow else GUTTER) - 16
    lines = [(line, "words") for line in wrap(row.words, SIZE, room, 2)]
    lines += [(line, "told") for line in wrap(row.told, SMALL, room, 1)]
    high = LEADING * len(lines) + 10
    cells: dict[str, list[Mark]] = {}
    for mark in row.marks:
        if mark.column in middle:
            cells.setdefault(mark.column, []).append(mark)
    deep = max(-(-len(marks) // across) for marks in cells.values())
    deep = min(deep, 5)
    tall = deep * STEP + 10
    top = y + high if narrow else y
    height = high + tall if narrow else max(high, tall)
    start = y if narrow else y + (height - high) / 2
    for number, (line, what) in enumerate(lines):
        drawing.words.append((line, what, 0.0, round(start + 17 + LEADING * number, 1)))
    centre = top + tall / 2 if narrow else y + height / 2
    if len(cells) > 1 and row.told:
        ends = [middle[key] for key in cells]
        drawing.joins.append((round(min(ends), 1), round(max(ends), 1), round(centre, 1)))
    for key, marks in cells.items():
        most = across * deep
        shown = marks if len(marks) <= most else marks[: most - across]
        levels = -(-len(shown) // across) + (len(shown) < len(marks))
        for place, mark in enumerate(shown):
            level, column = divmod(place, across)
            beside = min(across, len(shown) - level * across)
            x = middle[key] + STEP * (column - (beside - 1) / 2)
            drawing.marks.append(
                Placed(mark, round(x, 1), round(centre + STEP * (level - (levels - 1) / 2), 1))
            )
        if len(shown) < len(marks):
            at = centre + STEP * ((levels - 1) / 2) + 4
            text = f"+{len(marks) - len(shown)}"
            drawing.more.append((text, round(middle[key], 1), round(at, 1)))
    return y + height
