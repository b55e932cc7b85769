"""Word documents (.docx)."""

from __future__ import annotations

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.sources.kinds import kind_of
from minutegraph.loaders.sources.limits import LIMITS, Limits, Refused

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocxLoader:
    """Reads Word documents as they are printed: list numbers, merged cells, accepted changes."""

    name = "docx"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits

    def claims(self, source: SourceFile) -> bool:
        """A package that holds a Word document, whatever its suffix."""
        return kind_of(source) == "docx"

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of a Word document.

        Raises:
            DocumentError: it is damaged, breaks a limit, or holds no minutes.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of a Word document.

        Raises:
            DocumentError: it is damaged, or breaks a limit.
        """
        from minutegraph.loaders.sources.docx import read_docx
        from minutegraph.loaders.sources.emit import lines_of

        try:
            document = read_docx(source.data, self.limits)
            lines = lines_of(document.flow, self.limits)
        except Refused as refused:
            raise DocumentError(f"{source.path}{refused}") from None
        return Source(lines, _MEDIA_TYPE, {}, pages=document.pages)
