"""OpenDocument text (.odt)."""

from __future__ import annotations

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.sources.kinds import kind_of
from minutegraph.loaders.sources.limits import LIMITS, Limits, Refused


class OdtLoader:
    """Reads the text documents of LibreOffice and its kin."""

    name = "odt"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits

    def claims(self, source: SourceFile) -> bool:
        """A package that holds an OpenDocument text, whatever its suffix."""
        return kind_of(source) == "odt"

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of an OpenDocument text.

        Raises:
            DocumentError: it is damaged, breaks a limit, or holds no minutes.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of an OpenDocument text.

        Raises:
            DocumentError: it is damaged, or breaks a limit.
        """
        from minutegraph.loaders.sources.emit import lines_of
        from minutegraph.loaders.sources.odt import read_odt

        try:
            lines = lines_of(read_odt(source.data, self.limits), self.limits)
        except Refused as refused:
            raise DocumentError(f"{source.path}{refused}") from None
        return Source(lines, "application/vnd.oasis.opendocument.text", {})
