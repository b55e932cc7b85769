"""PDF to a flow: pages in reading order, heads and feet gone, paragraphs whole, tables as such."""

from __future__ import annotations

from dataclasses import dataclass

from minutegraph.loaders.sources import looks, pdfmono
from minutegraph.loaders.sources.flow import Cell, Flow, Para, Run, Table, Verbatim
from minutegraph.loaders.sources.limits import Limits
from minutegraph.loaders.sources.pdfcolumns import in_reading_order
from minutegraph.loaders.sources.pdfparas import Joiner, Measure, measure, printed
from minutegraph.loaders.sources.pdfrows import Row, Sheet, sheets_of
from minutegraph.loaders.sources.pdftables import Region, regions, table_of
from minutegraph.loaders.sources.pdfwords import words_of


@dataclass(slots=True)
class Document:
    """What a PDF holds: its flow, and on how many pages."""

    flow: list[Flow]
    pages: int


def read_pdf(data: bytes, limits: Limits) -> Document:
    """The flow of a PDF with a text layer.

    Raises:
        Refused: it is damaged, encrypted or scanned, or breaks a limit.
    """
    pages = words_of(data, limits)
    sheets = sheets_of(pages)
    if (pitch := pdfmono.pitch_of(sheets)) is not None:
        return Document([Verbatim(pdfmono.typed(sheets, pitch))], len(pages))
    body = _body_size(sheets)
    notes = [row for sheet in sheets for row in _footnotes(sheet, body)]
    parts = [part for sheet in sheets for part in in_reading_order(sheet)]
    usual = measure([part.rows for part in parts], [part.width for part in parts])
    flow: list[Flow] = []
    joiner = Joiner(usual, usual.margin)
    taken = 0
    for part in parts:
        margin = usual.margin if part.column is None else part.column
        if margin != joiner.margin:
            joiner = Joiner(usual, margin)
            taken = 0
        for piece in regions(part):
            if isinstance(piece, Row):
                joiner.add([printed(piece)])
                continue
            flow += joiner.paras[taken:]
            taken = len(joiner.paras)
            joiner.cut()
            _add_table(flow, piece, part, usual, margin)
        flow += joiner.paras[taken:]
        taken = len(joiner.paras)
    looks.mark_headings(flow)
    heads = [_head(row) for row in _first_heads(sheets)]
    below = Joiner(usual, usual.margin)
    below.add(printed(row) for row in notes)
    flow = [*looks.title_matter(heads, flow), *flow, *below.paras]
    return Document(flow, len(pages))


def _head(row: Row) -> Para:
    return Para(printed(row).runs, page=row.page)


def _first_heads(sheets: list[Sheet]) -> list[Row]:
    for sheet in sheets:
        if sheet.heads or sheet.feet:
            return [*sheet.heads, *sheet.feet]
    return []


def _add_table(
    flow: list[Flow], region: Region, sheet: Sheet, usual: Measure, margin: float
) -> None:
    """Add a table, to the one that the page before ends with where it goes on."""
    table = table_of(region, sheet, usual, margin)
    last = flow[-1] if flow else None
    if (
        isinstance(last, Table)
        and last.page != table.page
        and last.rows
        and region.rows[0] is sheet.rows[0]
        and max(len(r) for r in last.rows) == max(len(r) for r in table.rows)
    ):
        if _texts(table.rows[0]) == _texts(last.rows[0]):
            del table.rows[0]  # the header row, printed again
        if table.rows and not table.rows[0][0].flow and len(last.rows) > 1:
            _carry_on(last.rows[-1], table.rows.pop(0))
        last.rows.extend(table.rows)
        return
    flow.append(table)


def _carry_on(row: list[Cell], rest: list[Cell]) -> None:
    """Add the rest of a row, from the next page, to its cells."""
    for cell, more in zip(row, rest, strict=False):
        before = cell.flow[-1] if cell.flow else None
        after = more.flow[0] if more.flow else None
        if (
            isinstance(before, Para)
            and isinstance(after, Para)
            and not after.bullet
            and not before.text.rstrip().endswith((".", "!", "?", ";", ":"))
        ):
            before.runs += [Run(" "), *after.runs]
            del more.flow[0]
        cell.flow += more.flow


def _texts(row: list[Cell]) -> list[str]:
    return [" ".join(p.text for p in cell.flow if isinstance(p, Para)) for cell in row]


def _body_size(sheets: list[Sheet]) -> float:
    sizes: dict[float, int] = {}
    for sheet in sheets:
        for row in sheet.rows:
            words = sum(len(segment.words) for segment in row.segments)
            sizes[row.size] = sizes.get(row.size, 0) + words
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _footnotes(sheet: Sheet, body: float) -> list[Row]:
    """Take the footnotes off the foot of a page: smaller lines that begin with a mark."""
    at = len(sheet.rows)
    while at and sheet.rows[at - 1].size <= 0.92 * body:
        at -= 1
    notes = sheet.rows[at:]
    if not notes or at == 0 or len(notes) > 12:
        return []
    mark = notes[0].segments[0].words[0].text
    if not (mark.rstrip(".)").isdigit() and len(mark) < 4 or mark[0] in "*†‡"):
        return []
    sheet.rows = sheet.rows[:at]
    return notes
