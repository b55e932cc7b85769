"""Word documents (.docx)."""

from __future__ import annotations

from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.formatted import FormattedLoader
from minutegraph.loaders.reader.lines import Source

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocxLoader(FormattedLoader):
    """Reads Word documents as they are printed: list numbers, merged cells, accepted changes."""

    name = "docx"

    def _lines(self, source: SourceFile) -> Source:
        from minutegraph.loaders.sources.docx import read_docx
        from minutegraph.loaders.sources.emit import lines_of

        document = read_docx(source.data, self.limits)
        lines = lines_of(document.flow, self.limits)
        return Source(lines, _MEDIA_TYPE, {}, pages=document.pages)
