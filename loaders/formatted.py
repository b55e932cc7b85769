"""What the loaders of formats with a layout of their own have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.sources.kinds import kind_of
from minutegraph.loaders.sources.limits import LIMITS, Limits, Refused


class FormattedLoader(ABC):
    """Reads one format, which is told by the content of a file whatever its suffix."""

    name: str

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits

    def claims(self, source: SourceFile) -> bool:
        """Whether a file is of the format."""
        return kind_of(source) == self.name

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of a file.

        Raises:
            DocumentError: as for `lines`, or it holds no minutes.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of a file.

        Raises:
            DocumentError: it is damaged, breaks a limit, or has no text to read.
        """
        try:
            return self._lines(source)
        except Refused as refused:
            raise DocumentError(f"{source.path}{refused}") from None

    @abstractmethod
    def _lines(self, source: SourceFile) -> Source:
        """The same; what a limit stops is `Refused`."""
