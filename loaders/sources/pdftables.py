"""Where the lines of a page form a table: columns by the gaps that no line crosses."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from minutegraph.loaders.reader.lists import read_label
from minutegraph.loaders.sources.flow import Cell, Table
from minutegraph.loaders.sources.pdfgrid import Grid, grids_of
from minutegraph.loaders.sources.pdfgrid import table_of as grid_table
from minutegraph.loaders.sources.pdfparas import (
    BULLETS,
    MARKER,
    Joiner,
    Measure,
    Printed,
    printed,
)
from minutegraph.loaders.sources.pdfrows import Row, Segment, Sheet

_NARROWEST = 0.7  # of a gap between columns, in heights of type
_PADDING = 12.0  # between the text of neighbouring cells, in points, as word processors set it
_MOST_COLUMNS = 40  # more gaps in a line are no columns, but letters set apart
_FARTHEST = 5.0  # between the lines of a table, in heights of type
_Gap = tuple[float, float]


@dataclass(slots=True)
class Region:
    """Consecutive rows that form a table; `gaps` part its columns, or a drawn grid does."""

    rows: list[Row]
    gaps: list[_Gap]
    grid: Grid | None = None


def regions(sheet: Sheet) -> Iterator[Row | Region]:
    """The rows of a page in order, those that form tables put together."""
    at = 0
    grids = grids_of(sheet)
    while at < len(sheet.rows):
        grid = next((g for g in grids if g.holds(sheet.rows[at])), None)
        end = at + 1
        while end < len(sheet.rows) and grid is next(
            (g for g in grids if g.holds(sheet.rows[end])), None
        ):
            end += 1
        inside = sheet.rows[at:end]
        if grid is not None:
            yield Region(inside, [], grid)
        else:
            yield from _undrawn(sheet, inside, at == 0)
        at = end


def _undrawn(sheet: Sheet, rows: list[Row], at_top: bool) -> Iterator[Row | Region]:
    """Tables without drawn cells, among rows that stand in no grid."""
    at = 0
    if at_top and (carried := _carried(sheet, rows)):
        yield carried
        at = len(carried.rows)
    while at < len(rows):
        end = _run(rows, at, sheet) if 1 < len(rows[at].segments) <= _MOST_COLUMNS else at + 1
        run = rows[at:end]
        gaps = _gaps(run)
        if len(run) > 2 and len(_gaps(run[1:])) > len(gaps):
            run = run[:1]  # a line in columns of its own above the table
        while len(run) > 2 and len(_gaps(run[:-1])) > len(gaps):
            run.pop()  # and one below it
            gaps = _gaps(run)
        if _is_table(run, gaps):
            yield Region(run, gaps)
            at += len(run)
        else:
            yield rows[at]
            at += 1


def _carried(sheet: Sheet, rows: list[Row]) -> Region | None:
    """A table at the top of a page that begins with the rest of the row before: lines that
    stand in its later columns only."""
    first = next((n for n, row in enumerate(rows) if len(row.segments) > 1), 0)
    if not 0 < first < 40 or len(rows[first].segments) > _MOST_COLUMNS:
        return None
    run = rows[first : _run(rows, first, sheet)]
    gaps = _gaps(run)
    if not _is_table(run, gaps):
        return None
    lead = rows[:first]
    inside = all(
        row.left >= gaps[0][1] - 1 and len(_free(row, gaps)) == len(gaps)
        and abs(row.size - run[0].size) < 1
        for row in lead
    )  # fmt: skip
    return Region([*lead, *run], _gaps([*lead, *run])) if inside else None


def _free(row: Row, gaps: list[_Gap]) -> list[_Gap]:
    """What is left of gaps when a row's words are laid over them."""
    for segment in row.segments:
        left: list[_Gap] = []
        for start, stop in gaps:
            if segment.right <= start or segment.left >= stop:
                left.append((start, stop))
                continue
            if segment.left - start >= _NARROWEST * row.size:
                left.append((start, segment.left))
            if stop - segment.right >= _NARROWEST * row.size:
                left.append((segment.right, stop))
        gaps = left
    return gaps


def _between(row: Row) -> list[_Gap]:
    return [(a.right, b.left) for a, b in itertools.pairwise(row.segments)]


def _run(rows: list[Row], at: int, sheet: Sheet) -> int:
    """The end of the rows from `at` on that leave gaps of the first one open.

    A line across all columns is a heading in the table where rows of the same columns follow.
    """
    gaps = _between(rows[at])
    end = at + 1
    widest = 0.0  # distance met between lines
    while end < len(rows):
        above, row = rows[end - 1], rows[end]
        distance = above.base - row.base
        lone = len(row.segments) == 1 and row.left < gaps[0][0]
        if end - at > 1 and distance > 1.4 * widest and lone:
            break
        widest = max(widest, distance)
        if distance > _FARTHEST * row.size and not _ruled(sheet, above, row):
            break
        left = _free(row, gaps)
        if left:
            gaps = left
            end += 1
            continue
        after = rows[end + 1] if end + 1 < len(rows) else None
        across = len(row.segments) == 1 and after is not None and len(after.segments) > 1
        if across and after is not None and len(_free(after, gaps)) == len(gaps) and end - at > 1:
            starts = {round(s.left / 3) for s in rows[end - 1].segments}
            if sum(1 for s in after.segments if round(s.left / 3) in starts) > 1:
                gaps = _free(after, gaps)
                end += 2
                continue
        break
    while end - at > 1 and len(rows[end - 1].segments) == 1 and _outside(rows[end - 1], gaps):
        end -= 1
    return end


def _outside(row: Row, gaps: list[_Gap]) -> bool:
    """Whether a last line stands left of all gaps at a distance: text after the table."""
    return row.right <= gaps[0][0] and row.segments[0].words[-1].text.endswith((".", ":"))


def _ruled(sheet: Sheet, above: Row, below: Row) -> bool:
    """Whether a line is drawn between two rows."""
    return any(rule[2] - rule[0] > 50 and below.base < rule[1] < above.base for rule in sheet.rules)


def _gaps(rows: list[Row]) -> list[_Gap]:
    """The gaps that no row closes; rows of one segment across the columns do not count."""
    if len(rows) < 2:
        return []
    inner = [row for row in rows if len(row.segments) > 1]
    if not inner:
        return []
    left, right = min(r.left for r in inner), max(r.right for r in inner)
    gaps: list[_Gap] = [(left, right)]
    for row in rows:
        kept = _free(row, gaps)
        if len(row.segments) > 1 or any(start > left or stop < right for start, stop in kept):
            gaps = kept
    return [(a, b) for a, b in gaps if a > left and b < right]


def _columns(row: Row, gaps: list[_Gap]) -> list[list[Segment]]:
    """A row's segments by column; a segment across several counts for its first."""
    found: list[list[Segment]] = [[] for _ in range(len(gaps) + 1)]
    middles = [(start + stop) / 2 for start, stop in gaps]
    for segment in row.segments:
        found[bisect_right(middles, segment.left)].append(segment)
    return found


def _is_table(rows: list[Row], gaps: list[_Gap]) -> bool:
    if not gaps:
        return False
    placed = [_columns(row, gaps) for row in rows]
    several = sum(1 for cells in placed if sum(1 for cell in cells if cell) > 1)
    if several < 2:
        return False
    first = [cells[0] for cells in placed if cells[0]]
    marks = sum(1 for cell in first if _is_marker(cell))
    # Numbers or bullets before text are no column of their own.
    return not (len(gaps) == 1 and marks > 0.6 * len(first))


def _is_marker(cell: list[Segment]) -> bool:
    words = cell[0].words
    if len(cell) > 1 or len(words) != 1:
        return False
    text = words[0].text
    return text in BULLETS or text.isdigit() and len(text) < 4 or bool(MARKER.fullmatch(text))


def table_of(region: Region, sheet: Sheet, usual: Measure, margin: float) -> Table:
    """The table of a region, each of its cells with its paragraphs."""
    if region.grid is not None:
        return grid_table(region.grid, region.rows, usual)
    groups = _grouped(region, sheet, usual)
    edges = [start for start, _ in region.gaps] + [margin]
    lefts = [stop for _, stop in region.gaps]
    limits = [
        max(_right(region, column), (lefts[column] if column < len(lefts) else margin) - _PADDING)
        for column in range(len(edges))
    ]
    table = Table([], page=region.rows[0].page)
    for group in groups:
        cells: list[Cell] = []
        across = len(group) == 1 and len(group[0].segments) == 1 and _crosses(group[0], region.gaps)
        if across:
            joiner = Joiner(usual, margin)
            joiner.add([printed(group[0])])
            table.rows.append([Cell([*joiner.paras], columns=len(edges))])
            continue
        for column in range(len(edges)):
            joiner = Joiner(usual, limits[column])
            joiner.add(_lines(group, region.gaps, column))
            cells.append(Cell([*joiner.paras]))
        table.rows.append(cells)
    return table


def _right(region: Region, column: int) -> float:
    """Where a column's longest line ends."""
    rights = [
        segments[-1].right
        for row in region.rows
        if (segments := _columns(row, region.gaps)[column]) and not _crosses(row, region.gaps)
    ]
    return max(rights, default=0.0)


def _crosses(row: Row, gaps: list[_Gap]) -> bool:
    segment = row.segments[0]
    return any(segment.left < start and segment.right > stop for start, stop in gaps)


def _lines(group: list[Row], gaps: list[_Gap], column: int) -> Iterator[Printed]:
    for row in group:
        inside = _columns(row, gaps)[column]
        if inside:
            yield printed(Row(inside, row.base, row.size, row.page))


def _grouped(region: Region, sheet: Sheet, usual: Measure) -> list[list[Row]]:
    """The printed lines that make up each row of the table."""
    rows = region.rows
    width = rows[0].right - rows[0].left
    breaks: set[int] = set()
    drawn = False
    for number in range(1, len(rows)):
        above, below = rows[number - 1], rows[number]
        if any(
            r[2] - r[0] > min(30, width / 3)
            and r[3] - r[1] <= 3
            and below.base + 0.2 * below.size < r[1] < above.base
            for r in sheet.rules
        ):
            breaks.add(number)
            drawn = drawn or number > 1
    if not drawn:
        anchor = _anchor(rows, region.gaps)
        first = [bool(_columns(row, region.gaps)[anchor]) for row in rows]
        filled = [sum(1 for cell in _columns(row, region.gaps) if cell) for row in rows]
        distances = [(a.base - b.base) / b.size for a, b in itertools.pairwise(rows)]
        close = min(distances, default=1.2)
        spaced = sum(1 for d in distances if d > 1.25 * close)
        apart = 0 < spaced < len(distances) and close < 1.35 * usual.pitch
        for number in range(1, len(rows)):
            far = distances[number - 1] > 1.25 * close
            begins = first[number] and filled[number] > 1
            lone = first[number] and filled[number] == 1 and filled[number - 1] == 1
            new = far or (begins and _all_short(rows)) if apart else begins or lone
            if new or _crosses(rows[number], region.gaps):
                breaks.add(number)
    groups: list[list[Row]] = [[]]
    for number, row in enumerate(rows):
        if number in breaks:
            groups.append([])
        groups[-1].append(row)
    return groups


def _anchor(rows: list[Row], gaps: list[_Gap]) -> int:
    """The column that has something in each row of the table: the first, or the second where
    the first holds labels of lists."""
    texts = [cells[0][0].text for row in rows if (cells := _columns(row, gaps))[0]]
    labels = sum(1 for text in texts if text.endswith(":") or read_label(text) is not None)
    return int(len(gaps) > 1 and labels > 0.6 * len(texts))


def _all_short(rows: list[Row]) -> bool:
    """Whether no cell of the rows can have been wrapped: every segment is of a few words."""
    return all(len(segment.words) < 6 for row in rows for segment in row.segments)
