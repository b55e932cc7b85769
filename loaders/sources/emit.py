"""A flow of paragraphs and tables to the lines that the reader takes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.reader.scan import clean, scan
from minutegraph.loaders.sources import tables
from minutegraph.loaders.sources.flow import Flow, Para, Run, Table, Verbatim
from minutegraph.loaders.sources.limits import Limits, Refused

_CLOSING = ":.,; "
_COLUMN_GAP = re.compile(r" *\t\s*|\s{3,}")
_ONLY_NUMBER = re.compile(r"\(?[A-Za-z]{0,3}[\d.]+[A-Za-z]?[.)]?$|\(?[a-z]{1,4}[.)]$")
_NUMBER_RUN = re.compile(r"\s*[\d.]+\)?\s*$")


def lines_of(flow: Iterable[Flow], limits: Limits) -> list[Line]:
    """The lines of a flow, numbered from 1.

    Raises:
        Refused: it holds more text than the limits allow.
    """
    emitter = _Emitter()
    emitter.add(flow)
    longest = max((len(line.text) for line in emitter.lines), default=0)
    if longest > limits.paragraph:
        raise Refused(
            f" has a paragraph of {longest:,} characters, more than the limit of "
            f"{limits.paragraph:,}: no minutes have"
        )
    size = sum(len(line.text) for line in emitter.lines)
    if size > limits.characters:
        raise Refused(
            f" holds {size:,} characters of text, more than the limit of {limits.characters:,}: "
            "raise it with --max-characters"
        )
    return emitter.lines


def squeeze(text: str) -> str:
    """Text with single blanks and without characters that are not text."""
    return " ".join(clean(text).split())


class _Emitter:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.tables = 0
        self.number = 0

    def add(self, flow: Iterable[Flow]) -> None:
        for part in flow:
            if isinstance(part, Para):
                self.paragraph(part)
            elif isinstance(part, Table):
                self.table(part)
            else:
                self.verbatim(part)

    def paragraph(self, para: Para) -> None:
        line = line_of(para)
        if line is None:
            return
        self.number += 1
        line.no = self.number
        self.lines.append(line)

    def verbatim(self, part: Verbatim) -> None:
        inner = scan(part.text, "text/plain").lines
        for first, line in enumerate(inner):
            line.no += self.number
            if not first:
                line.gap = max(line.gap, part.gap)
        if inner:
            self.number = inner[-1].no
            self.lines.extend(inner)

    def table(self, table: Table) -> None:
        for part in tables.read(table):
            if isinstance(part, tables.Records):
                self.records(part)
            else:
                self.add([part])

    def records(self, part: tables.Records) -> None:
        """Rows as lines; under each heading that spans the table its header row counts again."""
        header: Line | None = None
        self.tables += 1
        gap = 1
        for row in part.rows:
            if row.label is not None:
                self.paragraph(row.label)
                self.tables += 1
                gap = 0
                if header is not None:
                    self.lines.append(_copy(header, self.tables))
                continue
            self.number += 1
            line = Line(
                self.number,
                " | ".join(cell for cell in row.cells if cell),
                row.page,
                gap=gap,
                cells=row.cells,
                table=self.tables,
                header=row.header,
            )
            gap = 0
            if row.header and header is None:
                header = line
            self.lines.append(line)


def _copy(line: Line, table: int) -> Line:
    return Line(
        line.no, line.text, line.page, cells=line.cells, table=table, header=line.header
    )  # fmt: skip


def line_of(para: Para) -> Line | None:
    """The line of a paragraph; None where it has no text."""
    runs = [run for run in para.runs if run.text]
    raw = "".join(run.text for run in runs)
    body = squeeze(raw)
    if not body:
        return None
    text = f"{para.number} {body}" if para.number else body
    line = Line(
        0,
        text,
        para.page,
        heading=para.heading,
        bullet=para.bullet,
        depth=para.depth,
        indent=para.indent,
        gap=para.gap,
        hard=para.hard,
    )
    if not para.heading:
        _looks(line, runs)
        if not line.bold and not line.italic and ("\t" in raw or "   " in raw):
            _columns(line, raw)
    return line


def _looks(line: Line, runs: list[Run]) -> None:
    """Bold, italic and a bold lead, from the runs."""
    inked = [run for run in runs if run.text.strip()]
    if len(inked) > 1 and _NUMBER_RUN.match(inked[0].text):
        # A number outside the emphasis of what it numbers.
        first, second = inked[0], inked[1]
        if (first.bold, first.italic) != (second.bold, second.italic):
            inked = inked[1:]
    if len(inked) > 1 and (inked[-1].bold or inked[-1].italic):
        before = "".join(run.text for run in runs[: runs.index(inked[-1])]).rstrip()
        line.tail = squeeze(inked[-1].text) if before.endswith((".", ";", ")")) else None
    plain = [run for run in inked if not run.bold and run.text.strip(_CLOSING)]
    if not plain:
        line.bold = any(run.bold for run in inked)
        if line.bold:
            return
    if inked and inked[0].bold and not line.bold:
        lead = "".join(run.text for run in itertools.takewhile(lambda run: run.bold, inked))
        line.lead = squeeze(lead) or None
        return
    if inked and all(run.italic or not run.text.strip(_CLOSING) for run in inked):
        line.italic = True


def _columns(line: Line, raw: str) -> None:
    """Columns that an author set with tabs or blanks; a number and a tab before text are none."""
    parts = tuple(p for p in (squeeze(part) for part in _COLUMN_GAP.split(raw)) if p)
    if len(parts) < 2 or len(parts) == 2 and _ONLY_NUMBER.match(parts[0]):
        return
    if max(map(len, parts)) <= 120:
        line.cells = parts
