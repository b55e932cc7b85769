"""Formats that are known and not read: each is refused with what to do about it."""

from __future__ import annotations

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.sources.kinds import foreign, kind_of


class OtherLoader:
    """Claims files that no loader can read, for the sake of a useful error."""

    name = "other"

    def claims(self, source: SourceFile) -> bool:
        """By content: old Word files, RTF, pictures, archives."""
        return kind_of(source) == "other"

    def load(self, source: SourceFile) -> Minutes:
        """Refuse the file.

        Raises:
            DocumentError: always.
        """
        what = foreign(source.data) or "in no format that is read here"
        raise DocumentError(f"{source.path} is {what}")
