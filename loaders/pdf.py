"""PDF with a text layer."""

from __future__ import annotations

from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.formatted import FormattedLoader
from minutegraph.loaders.reader.lines import Source


class PdfLoader(FormattedLoader):
    """Reads the text of PDFs by where it stands on the page; one that is scanned is refused."""

    name = "pdf"

    def _lines(self, source: SourceFile) -> Source:
        from minutegraph.loaders.sources.emit import lines_of
        from minutegraph.loaders.sources.pdf import read_pdf

        document = read_pdf(source.data, self.limits)
        lines = lines_of(document.flow, self.limits)
        return Source(lines, "application/pdf", {}, pages=document.pages)
