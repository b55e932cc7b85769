"""Pages set in two columns of prose, put in the order they are read in."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from minutegraph.loaders.sources.pdfrows import Row, Segment, Sheet

_LEAST_LINES = 8
_LEAST_WORDS = 4.0  # in a line of a prose column, on average


@dataclass(slots=True)
class Part(Sheet):
    """Rows of a page that are read together; `column` is where a prose column ends."""

    column: float | None = None


def in_reading_order(sheet: Sheet) -> list[Part]:
    """The parts of a page: all of it, or what is above, left, right and below."""
    whole = Part(sheet.rows, sheet.width, sheet.height, sheet.rules)
    found = _gutter(sheet)
    if found is None:
        return [whole]
    start, end, gutter = found
    inside = sheet.rows[start:end]
    parts = [
        _part(sheet, sheet.rows[:start], None),
        _side(sheet, inside, lambda s: s.right <= gutter + 1),
        _side(sheet, inside, lambda s: s.left >= gutter - 1),
        _part(sheet, sheet.rows[end:], None),
    ]
    return [part for part in parts if part.rows]


def _part(sheet: Sheet, rows: list[Row], column: float | None) -> Part:
    return Part(rows, sheet.width, sheet.height, sheet.rules, column=column)


def _side(sheet: Sheet, rows: list[Row], wanted: Callable[[Segment], bool]) -> Part:
    kept = []
    for row in rows:
        segments = [segment for segment in row.segments if wanted(segment)]
        if segments:
            kept.append(Row(segments, row.base, row.size, row.page))
    return _part(sheet, kept, max((row.right for row in kept), default=None))


def _gutter(sheet: Sheet) -> tuple[int, int, float] | None:
    """The rows from … to … that are set in two columns, and the place between these."""
    rows = sheet.rows
    starts: dict[int, int] = {}
    for row in rows:
        for before, after in itertools.pairwise(row.segments):
            middle = after.left
            if 0.3 * sheet.width < middle < 0.7 * sheet.width and len(before.words) > 1:
                starts[round(middle / 4)] = starts.get(round(middle / 4), 0) + 1
    if not starts:
        return None
    place = max(starts, key=lambda key: starts[key])
    gutter = place * 4 - 4.0
    if starts[place] < 5:
        return None
    best: tuple[int, int] | None = None
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and not _crosses(rows[end], gutter):
            end += 1
        if best is None or end - at > best[1] - best[0]:
            best = (at, end)
        at = end + 1
    if best is None:
        return None
    inside = rows[best[0] : best[1]]
    left = [s for row in inside for s in row.segments if s.right <= gutter + 1]
    right = [s for row in inside for s in row.segments if s.left >= gutter - 1]
    if _is_prose(left) and _is_prose(right) and not _is_ruled(sheet, inside, gutter):
        return best[0], best[1], gutter
    return None


def _crosses(row: Row, gutter: float) -> bool:
    return any(s.left < gutter - 1 and s.right > gutter + 1 for s in row.segments)


def _is_prose(segments: list[Segment]) -> bool:
    """Whether lines fill a column: most of them end at its right edge."""
    if len(segments) < _LEAST_LINES:
        return False
    words = sum(len(s.words) for s in segments) / len(segments)
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    full = sum(1 for s in segments if s.right > right - 0.15 * (right - left))
    return words >= _LEAST_WORDS and full >= 0.5 * len(segments)


def _is_ruled(sheet: Sheet, rows: list[Row], gutter: float) -> bool:
    """Whether lines drawn across the gutter make it a table's."""
    top, foot = rows[0].base + rows[0].size, rows[-1].base
    across = [
        r for r in sheet.rules if r[0] < gutter - 10 and r[2] > gutter + 10 and foot < r[1] < top
    ]
    return len(across) > 2
