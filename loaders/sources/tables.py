"""What a table is for: rows of records, labelled values, minutes set in columns, or mere layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from minutegraph.loaders.reader.lists import read_label
from minutegraph.loaders.reader.scan import clean
from minutegraph.loaders.sources.flow import Cell, Flow, Para, Run, Table, Verbatim

_MOST_COLUMNS = 60
_LONGEST_REPEATED = 200  # a merged cell's text counts for each of its rows up to this length
_NUMBER = re.compile(
    r"(?:item\s+)?\(?(?:[A-Z]{0,4}\d{1,4}(?:[./]\d{1,4}){0,3}[a-z]?|[a-z]|[ivx]{1,5})[.):]{0,2}",
    re.IGNORECASE,
)
_VALUE_LABEL = re.compile(
    r"(?:date(?: and time)?|time|venue|location|place|start|end|meeting|title|subject|"
    r"status|version|author|circulation|distribution|next meeting|called by|type of meeting)",
    re.IGNORECASE,
)
_ACTION_HEADER = re.compile(r"\b(?:actions?|tasks?|decisions?|what)\b", re.IGNORECASE)
_OWNER_HEADER = re.compile(
    r"\b(?:action(?:ed)?(?: by| for)?|owner|lead|who|by|responsib\w+|assigned)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Row:
    """A row of records; `label` is set where the row is a heading across the table."""

    cells: tuple[str, ...] = ()
    header: bool = False
    label: Para | None = None
    page: int | None = None


@dataclass(slots=True)
class Records:
    """A table whose rows are records of one kind."""

    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Grid:
    """A table with its merged cells spread out: each place holds the cell that covers it."""

    rows: list[list[Cell]]
    texts: list[list[str]]
    head: int
    width: int


def read(table: Table) -> list[Para | Verbatim | Table | Records]:
    """The parts that a table comes down to, in reading order."""
    grid = _grid(table)
    if not grid.rows:
        return []
    used = [c for c in range(grid.width) if any(row[c] for row in grid.texts)]
    if len(used) < 2:
        return _unfolded(grid)
    if (column := _minutes_column(grid, used)) is not None:
        return _minutes(grid, column, table.page)
    if _holds_layout(table):
        return _unfolded(grid)
    if _is_labelled(grid, used):
        return _labelled(grid, used)
    if _is_sectioned(grid, used):
        return _sections(grid, used, table.page)
    return [_records(grid, used, table.page)]


def text_of(cell: Cell) -> str:
    """A cell's text in one line; what stands on lines of its own is set apart by semicolons."""
    pieces = [piece for piece in _pieces(cell.flow) if piece]
    apart = all(len(p) < 90 and not p.endswith((".", "!", "?", ":", ",", ";")) for p in pieces)
    return ("; " if apart else " ").join(pieces)


def _pieces(flow: list[Flow]) -> list[str]:
    found: list[str] = []
    for part in flow:
        if isinstance(part, Table):
            found.extend(text_of(cell) for row in part.rows for cell in row)
            continue
        text = " ".join(clean(part.text).split())
        if text and isinstance(part, Para) and part.number:
            text = f"{part.number} {text}"
        found.append(text)
    return found


def _grid(table: Table) -> _Grid:
    """Spread merged cells over the places that they cover."""
    rows: list[list[Cell]] = []
    texts: list[list[str]] = []
    open_rows: dict[int, tuple[int, Cell, str]] = {}  # column: rows still to go, cell, text
    nothing = Cell()
    for cells in table.rows:
        row: dict[int, tuple[Cell, str]] = {}
        for column, (left, cell, text) in list(open_rows.items()):
            row[column] = (cell, text)
            if left <= 1:
                del open_rows[column]
            else:
                open_rows[column] = (left - 1, cell, text)
        column = 0
        for cell in cells:
            while column in row:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            text = text_of(cell)
            repeated = text if len(text) <= _LONGEST_REPEATED else ""
            for offset in range(max(1, min(cell.columns, _MOST_COLUMNS - column))):
                place = column + offset
                row.setdefault(place, (cell, text if not offset else ""))
                if cell.rows > 1:
                    open_rows[place] = (cell.rows - 1, cell, repeated if not offset else "")
        width = max(row, default=-1) + 1
        rows.append([row.get(c, (nothing, ""))[0] for c in range(width)])
        texts.append([row.get(c, (nothing, ""))[1] for c in range(width)])
    kept = [n for n in range(len(rows)) if any(texts[n])]
    head = sum(1 for n in kept if n < table.head)
    rows, texts = [rows[n] for n in kept], [texts[n] for n in kept]
    width = max((len(row) for row in rows), default=0)
    for cells, line in zip(rows, texts, strict=True):
        cells += [nothing] * (width - len(cells))
        line += [""] * (width - len(line))
    return _Grid(rows, texts, head or _head(rows, texts), width)


def _head(rows: list[list[Cell]], texts: list[list[str]]) -> int:
    """How many rows at the top are headers by the format or by their looks."""
    if len(rows) < 2:
        return 0
    for number in range(min(2, len(rows) - 1)):
        filled = [c for c, text in zip(rows[number], texts[number], strict=True) if text]
        if len(filled) < 2:
            continue  # a heading across the table may stand above the headers
        marked = all(cell.header for cell in filled) or (
            all(_bold(cell) for cell in filled)
            and not all(_bold(c) for c, t in zip(rows[number + 1], texts[number + 1], strict=True) if t)
        )  # fmt: skip
        return number + 1 if marked else 0
    return 0


def _page(row: list[Cell]) -> int | None:
    return next((p.page for c in row for p in c.flow if isinstance(p, Para) and p.page), None)


def _bold(cell: Cell) -> bool:
    runs = [r for p in cell.flow if isinstance(p, Para) for r in p.runs if r.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _label_row(grid: _Grid, number: int) -> bool:
    """Whether a row is a heading across the table."""
    filled = [c for c in range(grid.width) if grid.texts[number][c]]
    if len(filled) != 1 or grid.width < 2:
        return False
    cell = grid.rows[number][filled[0]]
    spans = all(other is cell for other in grid.rows[number])
    return (spans or _bold(cell) and filled[0] == 0) and len(grid.texts[number][filled[0]]) < 120


def _label(grid: _Grid, number: int) -> Para:
    text = next(t for t in grid.texts[number] if t)
    return Para([Run(text, bold=True)])


def _unfolded(grid: _Grid) -> list[Para | Verbatim | Table | Records]:
    """Everything in the cells, row by row, as if there were no table."""
    found: list[Para | Verbatim | Table | Records] = []
    seen: set[int] = set()
    for row in grid.rows:
        for cell in row:
            if id(cell) not in seen:
                seen.add(id(cell))
                found.extend(cell.flow)
    return found


def _holds_layout(table: Table) -> bool:
    """Whether cells hold what only a page holds: tables of several rows, headings."""
    for row in table.rows:
        for cell in row:
            for part in cell.flow:
                if isinstance(part, Table) and len(part.rows) > 1:
                    return True
                if isinstance(part, Para) and part.heading and part.text.strip():
                    return True
    return False


def _minutes_column(grid: _Grid, used: list[int]) -> int | None:
    """The column that holds the running text of minutes set in columns; None in other tables."""
    body = range(grid.head, len(grid.rows))
    if not 2 <= len(used) <= 4 or len(body) < 2:
        return None
    sizes = {c: sum(len(grid.texts[r][c]) for r in body) for c in used}
    column = max(used, key=lambda c: sizes[c])
    if sizes[column] < 0.6 * sum(sizes.values()):
        return None
    header = grid.texts[grid.head - 1][column] if grid.head else ""
    if _ACTION_HEADER.search(header):
        return None
    filled = [r for r in body if grid.texts[r][column]]
    several = sum(1 for r in filled if sum(1 for p in _pieces(grid.rows[r][column].flow) if p) > 1)
    average = sizes[column] / max(1, len(filled))
    people = sum(1 for r in filled if read_label(grid.texts[r][used[0]]) is not None)
    if people > len(filled) / 3 or not (average > 200 or several > len(filled) / 3):
        return None
    narrow = all(
        sizes[c] <= 60 * max(1, sum(1 for r in body if grid.texts[r][c])) for c in used if c != column
    )  # fmt: skip
    return column if narrow and average > 60 else None


def _minutes(grid: _Grid, column: int, page: int | None) -> list[Para | Verbatim | Table | Records]:
    """Minutes set in columns as running text: number and title before it, owners behind it."""
    found: list[Para | Verbatim | Table | Records] = []
    for number in range(grid.head, len(grid.rows)):
        cells, texts = grid.rows[number], grid.texts[number]
        if _label_row(grid, number):
            found.append(_label(grid, number))
            continue
        ref: str | None = None
        titles: list[str] = []
        for c in range(column):
            text = texts[c]
            if not text or (number and grid.rows[number - 1][c] is cells[c]):
                continue  # empty, or merged with the row above
            if ref is None and not titles and _NUMBER.fullmatch(text):
                ref = text
            else:
                titles.append(text)
        if titles:
            runs = [Run(" ".join(titles), bold=True)]
            found.append(Para(runs, number=ref, page=page))
            ref = None
        flow = list(cells[column].flow)
        first = next((p for p in flow if isinstance(p, Para) and p.text.strip()), None)
        if ref is not None:
            if first is not None and first.number is None and first.bullet is None:
                flow[flow.index(first)] = replace(first, number=ref)
            else:
                found.append(Para([Run(ref)], page=page))
        found.extend(flow)
        for c in range(column + 1, grid.width):
            if texts[c]:
                found.append(_behind(grid, c, texts[c], page))
    return found


def _behind(grid: _Grid, column: int, text: str, page: int | None) -> Para:
    """What stands in a column behind the text, with the column's header before it."""
    header = grid.texts[grid.head - 1][column].rstrip(":") if grid.head else ""
    if header and _OWNER_HEADER.search(header):
        text = f"{header}: {text}"
    return Para([Run(text)], gap=0, page=page)


def _is_labelled(grid: _Grid, used: list[int]) -> bool:
    """Whether the rows are labels with their values: "Date | 14 May"."""
    if len(used) != 2 or grid.head:
        return False
    labels = [row[used[0]] for row in grid.texts if row[used[0]]]
    fits = sum(
        1
        for text in labels
        if text.endswith(":") or _VALUE_LABEL.fullmatch(text) or read_label(text) is not None
    )
    return bool(labels) and fits >= 0.6 * len(labels)


def _labelled(grid: _Grid, used: list[int]) -> list[Para | Verbatim | Table | Records]:
    """Labels with their values as lines: "Date: 14 May", or the label above several lines."""
    found: list[Para | Verbatim | Table | Records] = []
    for row, texts in zip(grid.rows, grid.texts, strict=True):
        label, value = texts[used[0]].rstrip(": "), texts[used[1]]
        lines = [p for p in row[used[1]].flow if not isinstance(p, Para) or p.text.strip()]
        if not value or not label:
            found.extend(row[used[0]].flow if label else row[used[1]].flow)
        elif len(lines) == 1 and isinstance(lines[0], Para) and not lines[0].bullet:
            runs = [Run(f"{label}: "), *lines[0].runs]
            found.append(Para(runs, gap=min(1, lines[0].gap), page=lines[0].page))
        else:
            found.append(Para([Run(f"{label}:")]))
            found.extend(lines)
    return found


def _is_sectioned(grid: _Grid, used: list[int]) -> bool:
    """Whether the first column only says, here and there, what the rows from there on are."""
    if len(used) < 3 or grid.head:
        return False
    labels = [row[used[0]] for row in grid.texts if row[used[0]]]
    fits = sum(1 for text in labels if read_label(text) is not None)
    return bool(labels) and fits == len(labels) and len(labels) < 0.7 * len(grid.texts)


def _sections(
    grid: _Grid, used: list[int], page: int | None
) -> list[Para | Verbatim | Table | Records]:
    """The lists that a first column of labels tells apart, each under its label."""
    found: list[Para | Verbatim | Table | Records] = []
    before: Cell | None = None
    for number, texts in enumerate(grid.texts):
        cell = grid.rows[number][used[0]]
        page = _page(grid.rows[number]) or page
        if texts[used[0]] and cell is not before:
            found.append(Para([Run(texts[used[0]].rstrip(": ") + ":")], page=page))
            found.append(Records())
        before = cell
        if not isinstance(found[-1] if found else None, Records):
            found.append(Records())
        records = found[-1]
        if isinstance(records, Records) and any(texts[c] for c in used[1:]):
            records.rows.append(Row(tuple(texts[c] for c in used[1:]), page=page))
    return [part for part in found if not isinstance(part, Records) or part.rows]


def _records(grid: _Grid, used: list[int], page: int | None) -> Records:
    """Rows of cells; columns that are empty throughout are left out."""
    records = Records()
    for number, texts in enumerate(grid.texts):
        if _label_row(grid, number):
            records.rows.append(Row(label=_label(grid, number)))
        else:
            cells = tuple(texts[c] for c in used)
            page = _page(grid.rows[number]) or page
            records.rows.append(Row(cells, header=number < grid.head, page=page))
    return records
