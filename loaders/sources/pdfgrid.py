"""Tables whose cells are drawn: the lines on the page say what belongs to which cell."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from minutegraph.loaders.sources.flow import Cell, Para, Table
from minutegraph.loaders.sources.pdfparas import Joiner, Measure, printed
from minutegraph.loaders.sources.pdfrows import Row, Sheet, segments_of
from minutegraph.loaders.sources.pdfwords import Word

_MOST_WORK = 3_000_000  # cells times lines; far beyond any table of minutes
_NEAR = 3.0  # points: lines closer than this are one
_Rule = tuple[float, float, float, float]


@dataclass(slots=True)
class Grid:
    """A drawn table.

    Attributes:
        columns: where the lines between columns stand, from left to right, both edges too.
        heights: where the lines between rows stand, from top to foot, both edges too.
        upright, across: the lines themselves, down and across.
    """

    columns: list[float]
    heights: list[float]
    upright: list[_Rule]
    across: list[_Rule]

    def holds(self, row: Row) -> bool:
        """Whether a printed line stands in the table."""
        middle = row.base + 0.3 * row.size
        return (
            self.heights[-1] < middle < self.heights[0]
            and row.left > self.columns[0] - _NEAR
            and row.right < self.columns[-1] + _NEAR
        )


def grids_of(sheet: Sheet) -> list[Grid]:
    """The drawn tables of a page, from top to foot."""
    upright = [r for r in sheet.rules if r[3] - r[1] > 6 and r[2] - r[0] <= _NEAR]
    across = [r for r in sheet.rules if r[2] - r[0] > 12 and r[3] - r[1] <= _NEAR]
    bands: list[list[_Rule]] = []
    foot = 0.0
    for rule in sorted(upright, key=lambda r: -r[3]):
        if bands and rule[3] >= foot - _NEAR:
            bands[-1].append(rule)
            foot = min(foot, rule[1])
        else:
            bands.append([rule])
            foot = rule[1]
    grids = []
    for band in bands:
        columns = _distinct([(r[0] + r[2]) / 2 for r in band])
        top, low = max(r[3] for r in band), min(r[1] for r in band)
        inside = [r for r in across if low - _NEAR <= r[1] and r[3] <= top + _NEAR]
        heights = _distinct([(r[1] + r[3]) / 2 for r in inside])[::-1]
        size = len(columns) * len(heights) * (len(band) + len(inside))
        if len(columns) > 2 and len(heights) > 2 and size < _MOST_WORK:
            grids.append(Grid(columns, heights, band, inside))
    return grids


def _distinct(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def table_of(grid: Grid, rows: list[Row], usual: Measure) -> Table:
    """The table that the rows of a page inside a grid form, merged cells as such."""
    bands = [*grid.heights]
    down, wide = len(bands) - 1, len(grid.columns) - 1
    held: dict[tuple[int, int], list[Row]] = {}
    falling = [-height for height in bands]
    for row in rows:
        place = min(max(bisect_left(falling, -(row.base + 0.3 * row.size)) - 1, 0), down - 1)
        cells: dict[int, list[Word]] = {}
        for segment in row.segments:
            for word in segment.words:
                middle = (word.left + word.right) / 2
                column = min(max(bisect_left(grid.columns, middle) - 1, 0), wide - 1)
                cells.setdefault(column, []).append(word)
        for column, words in cells.items():
            part = Row(segments_of(words), row.base, row.size, row.page)
            held.setdefault((place, column), []).append(part)
    table = Table([], page=rows[0].page if rows else None)
    covered: set[tuple[int, int]] = set()
    for place in range(down):
        line: list[Cell] = []
        for column in range(wide):
            if (place, column) in covered:
                continue
            columns = _columns(grid, place, column, wide)
            deep = _rows(grid, place, column, columns, down)
            area = [
                (p, c) for p in range(place, place + deep) for c in range(column, column + columns)
            ]
            covered.update(area)
            cell = Cell([], columns, deep)
            margin = grid.columns[column + columns] - _NEAR
            cell.flow.extend(_paragraphs([held.get(at, []) for at in area], usual, margin))
            line.append(cell)
        table.rows.append(line)
    return table


def _paragraphs(parts: list[list[Row]], usual: Measure, margin: float) -> list[Para]:
    """The paragraphs of a cell; words of one height that a grid line parts are one line again."""
    lines: dict[tuple[int, float], list[Word]] = {}
    sizes: dict[tuple[int, float], float] = {}
    for part in parts:
        for row in part:
            key = (row.page, -row.base)
            lines.setdefault(key, []).extend(w for s in row.segments for w in s.words)
            sizes[key] = row.size
    # Cells are padded: the text's own right edge tells how far it can reach.
    furthest = max((w.right for words in lines.values() for w in words), default=margin)
    joiner = Joiner(usual, max(furthest, margin - _NEAR))
    joiner.add(
        printed(Row(segments_of(lines[key]), -key[1], sizes[key], key[0])) for key in sorted(lines)
    )
    return joiner.paras


def _columns(grid: Grid, place: int, column: int, wide: int) -> int:
    """How many columns a cell covers: those between which no line is drawn at its height."""
    middle = (grid.heights[place] + grid.heights[place + 1]) / 2
    count = 1
    while column + count < wide:
        edge = grid.columns[column + count]
        if any(
            abs((r[0] + r[2]) / 2 - edge) <= _NEAR and r[1] <= middle <= r[3] for r in grid.upright
        ):
            break
        count += 1
    return count


def _rows(grid: Grid, place: int, column: int, columns: int, down: int) -> int:
    """How many rows a cell covers: those between which no line is drawn across it."""
    middle = (grid.columns[column] + grid.columns[column + columns]) / 2
    count = 1
    while place + count < down:
        edge = grid.heights[place + count]
        if any(
            abs((r[1] + r[3]) / 2 - edge) <= _NEAR and r[0] <= middle <= r[2] for r in grid.across
        ):
            break
        count += 1
    return count
