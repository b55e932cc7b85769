"""What `check` says of documents: the lines that were not understood, and what is doubtful."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from minutegraph.graph.views.text import visible
from minutegraph.loaders import LIMITS, Limits, SourceFile, loaders, read_source
from minutegraph.loaders.minutes import Minutes, ReaderWarning
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.scan import decode

COLUMNS = ("document", "line", "kind", "message", "candidates")

# The reader also warns of each block it did not understand; `Report.not_understood` has its lines.
_IN_LEDGER = "not-understood"


@dataclass(frozen=True, slots=True)
class Report:
    """One document; `not_understood` are (1-based line, its text)."""

    document: str
    lines: int
    understood: int
    not_understood: list[tuple[int, str]]
    warnings: list[ReaderWarning]

    @property
    def clean(self) -> bool:
        """Whether every line was understood and nothing is doubtful."""
        return not self.not_understood and not self.warnings

    def as_object(self) -> dict[str, object]:
        """For JSON; `share` is the part of the lines understood, 0 to 1."""
        return {
            "document": self.document,
            "lines": self.lines,
            "understood": self.understood,
            "share": round(_share(self.lines, self.understood), 4),
            "not_understood": [{"line": no, "text": text} for no, text in self.not_understood],
            "warnings": [warning.model_dump(mode="json") for warning in self.warnings],
        }

    def rows(self) -> list[dict[str, object]]:
        """A row for the document and one for each finding, with `COLUMNS`."""
        found: list[tuple[int | None, str, str, list[str]]] = [
            (None, "coverage", _understood(self.lines, self.understood), [])
        ]
        found += [(no, _IN_LEDGER, text, []) for no, text in self.not_understood]
        found += [(each.line, each.code, each.message, each.candidates) for each in self.warnings]
        return [dict(zip(COLUMNS, (self.document, *finding), strict=True)) for finding in found]


def report(minutes: Minutes, file: Path, limits: Limits = LIMITS) -> Report:
    """What was made of one document.

    Args:
        file: the document, for its lines to be quoted.
        limits: as it was read with.
    """
    lost = minutes.coverage.not_understood
    lines = lines_of(file, limits) if lost else {}
    return Report(
        document=minutes.document.path or "",
        lines=minutes.coverage.lines,
        understood=minutes.coverage.understood,
        not_understood=[(no, lines.get(no, "").strip()) for no in lost],
        warnings=[warning for warning in minutes.warnings if warning.code != _IN_LEDGER],
    )


def lines_of(file: Path, limits: Limits = LIMITS) -> dict[int, str]:
    """The lines of a document by number, as coverage counts them.

    A file of text has its own; of other formats they are those of the running text.

    Raises:
        DocumentError: it cannot be read.
    """
    source = read_source(file, max_bytes=sys.maxsize)
    for loader in loaders(limits):
        if isinstance(loader, _HasLines) and loader.claims(source):
            return {line.no: line.text for line in loader.lines(source).lines}
    text = decode(source.data, str(file)).replace("\r\n", "\n").replace("\r", "\n")
    return dict(enumerate(text.split("\n"), 1))


@runtime_checkable
class _HasLines(Protocol):
    """A loader of a format that has to be turned into lines first."""

    def claims(self, source: SourceFile) -> bool: ...

    def lines(self, source: SourceFile) -> Source: ...


def as_text(reports: Sequence[Report]) -> str:
    """For people; ends in a newline. With several documents the last line is their total."""
    parts = [_document(each) for each in reports]
    if len(reports) > 1:
        lines = sum(each.lines for each in reports)
        understood = sum(each.understood for each in reports)
        warnings = sum(len(each.warnings) for each in reports)
        parts.append(
            f"{len(reports)} documents: {_understood(lines, understood)}, {_count(warnings)}\n"
        )
    return "\n".join(parts)


def _document(each: Report) -> str:
    out = [f"{each.document}: {_understood(each.lines, each.understood)}, "]
    out[0] += _count(len(each.warnings))
    if each.not_understood:
        out.append("  not understood")
        out += [f"  {no:>6}  {text}" for no, text in each.not_understood]
    if each.warnings:
        out.append("  warnings")
    for warning in each.warnings:
        out.append(f"  {warning.line or '':>6}  {warning.message} [{warning.code}]")
        unsaid = [name for name in warning.candidates if name not in warning.message]
        out += [f"{'':>10}may be: {name}" for name in unsaid]
    return "".join(f"{visible(line)}\n" for line in out)


def _understood(lines: int, understood: int) -> str:
    if not lines:
        return "structured, nothing to understand"
    # Rounded down: 100 % is said only where it is so.
    share = int(_share(lines, understood) * 100)
    return f"{understood} of {lines} lines understood ({share} %)"


def _count(warnings: int) -> str:
    return "1 warning" if warnings == 1 else f"{warnings or 'no'} warnings"


def _share(lines: int, understood: int) -> float:
    return understood / lines if lines else 1.0
