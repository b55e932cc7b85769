"""PDF with a text layer."""

from __future__ import annotations

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.sources.kinds import kind_of
from minutegraph.loaders.sources.limits import LIMITS, Limits, Refused


class PdfLoader:
    """Reads the text of PDFs by where it stands on the page."""

    name = "pdf"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits

    def claims(self, source: SourceFile) -> bool:
        """By content, whatever the suffix."""
        return kind_of(source) == "pdf"

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of a PDF.

        Raises:
            DocumentError: it is scanned, damaged or encrypted, breaks a limit, or holds no minutes.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of a PDF.

        Raises:
            DocumentError: it is scanned, damaged or encrypted, or breaks a limit.
        """
        from minutegraph.loaders.sources.emit import lines_of
        from minutegraph.loaders.sources.pdf import read_pdf

        try:
            document = read_pdf(source.data, self.limits)
            lines = lines_of(document.flow, self.limits)
        except Refused as refused:
            raise DocumentError(f"{source.path}{refused}") from None
        return Source(lines, "application/pdf", {}, pages=document.pages)
