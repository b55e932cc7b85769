"""Tables that stay readable in a terminal, however wide the rows are.

Three shapes, the first that fits: a table with long texts folded; the same with the columns whose
value never changes told once, above it; a block for each row, without what is empty.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

GAP = 2  # blanks between columns
SHORT = 10  # cells up to this width, such as dates, are not folded
WORD = 14  # words up to this width are not cut in two
SOURCE = 22  # the same, in the column that says where a row comes from: file names are long
LINES = 5  # a longer cell gets more width, until a column has ...
TEXT = 30  # ... this much, in which any text can be read

Cells = Sequence[Sequence[str]]
Record = Sequence[tuple[str, str]]


def table(columns: Sequence[str], cells: Cells, numeric: Sequence[bool], width: int) -> str:
    """`cells` below their `columns`, in lines of at most `width` columns that end in a newline.

    Args:
        numeric: for each column, whether to align it to the right.
    """
    if not cells or not columns:
        return ""
    sizes = [_size(name, [row[i] for row in cells]) for i, name in enumerate(columns)]
    widths = _fit(sizes, width)
    if widths:
        return _grid(columns, cells, numeric, widths)
    steady = [len(cells) > 1 and len({row[i] for row in cells}) == 1 for i in range(len(columns))]
    told, left = _where(steady, True), _where(steady, False)
    above = _records([_filled(columns, cells[0], told)], width) if told else ""
    widths = _fit([sizes[i] for i in left], width)
    if widths:
        rest = [[row[i] for i in left] for row in cells]
        below = _grid([columns[i] for i in left], rest, [numeric[i] for i in left], widths)
    else:
        below = _records([_filled(columns, row, left) for row in cells], width)
    return f"{above}\n{below}" if above else below


def _filled(columns: Sequence[str], row: Sequence[str], places: Sequence[int]) -> Record:
    return [(columns[i], row[i]) for i in places if row[i]]


def _where(flags: Sequence[bool], wanted: bool) -> list[int]:
    return [i for i, flag in enumerate(flags) if flag is wanted]


def _size(name: str, cells: Sequence[str]) -> tuple[int, int]:
    """The width at which no cell of a column is folded, and the least at which it can be read."""
    from rich.cells import cell_len

    natural = max(cell_len(name), *map(cell_len, cells))
    if natural <= SHORT:
        return natural, natural
    word = max(cell_len(word) for cell in cells for word in (cell.split() or [""]))
    longest = min(word, SOURCE if name == "source" else WORD)
    return natural, min(natural, max(cell_len(name), longest, min(TEXT, natural // LINES)))


def _fit(sizes: Sequence[tuple[int, int]], width: int) -> list[int] | None:
    """A width for each column, or None where they cannot be had.

    What room there is goes to the column whose longest cell has most lines, one by one.
    """
    widths = [least for _, least in sizes]
    room = width - GAP * (len(sizes) - 1) - sum(widths)
    if room < 0:
        return None
    while room and any(size < natural for size, (natural, _) in zip(widths, sizes, strict=True)):
        tallest = max(range(len(sizes)), key=lambda i: sizes[i][0] / widths[i])
        widths[tallest] += 1
        room -= 1
    return widths


def _grid(
    columns: Sequence[str], cells: Cells, numeric: Sequence[bool], widths: Sequence[int]
) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    folded = any(cell_len(row[i]) > size for row in cells for i, size in enumerate(widths))
    grid = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
        leading=int(folded),  # an empty line keeps folded rows apart
    )
    for name, size, right in zip(columns, widths, numeric, strict=True):
        grid.add_column(
            Text(name), width=size, overflow="fold", justify="right" if right else "left"
        )
    for row in cells:
        grid.add_row(*map(Text, row))
    return _print(grid, sum(widths) + GAP * len(widths))


def _records(records: Sequence[Record], width: int) -> str:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    if not any(records):
        return ""
    label = max(len(name) for record in records for name, _ in record)
    blocks: list[Table | Text] = []
    for number, record in enumerate(records, start=1):
        if len(records) > 1:
            heading = f"── {number} of {len(records)} "
            blocks.append(Text(heading + "─" * max(0, min(width, 80) - len(heading))))
        grid = Table.grid(padding=(0, GAP, 0, 0))
        grid.add_column(width=label)
        grid.add_column(width=max(SHORT, width - label - GAP), overflow="fold")
        for name, value in record:
            grid.add_row(Text(name), Text(value))
        blocks.append(grid)
    return _print(Group(*blocks), width)


def _print(what: object, width: int) -> str:
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=width, color_system=None, legacy_windows=False, force_terminal=False
    )
    console.print(what)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
