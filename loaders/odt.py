"""OpenDocument text (.odt)."""

from __future__ import annotations

from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.formatted import FormattedLoader
from minutegraph.loaders.reader.lines import Source


class OdtLoader(FormattedLoader):
    """Reads the text documents of LibreOffice and its kin."""

    name = "odt"

    def _lines(self, source: SourceFile) -> Source:
        from minutegraph.loaders.sources.emit import lines_of
        from minutegraph.loaders.sources.odt import read_odt

        lines = lines_of(read_odt(source.data, self.limits), self.limits)
        return Source(lines, "application/vnd.oasis.opendocument.text", {})
