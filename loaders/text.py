"""Plain text and Markdown."""

from __future__ import annotations

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.reader.scan import decode, scan

_MARKDOWN = (".md", ".markdown", ".mkd")


class TextLoader:
    """Reads text in any encoding, with or without light markup."""

    name = "text"

    def claims(self, source: SourceFile) -> bool:
        """Any file: text is what is left where no format's suffix or content fits."""
        return True

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of a text.

        Raises:
            DocumentError: the bytes are no text, or the text holds no minutes.
        """
        media_type = "text/markdown" if source.suffix in _MARKDOWN else "text/plain"
        try:
            lines = scan(decode(source.data, str(source.path)), media_type)
        except DocumentError as error:
            named = str(error).startswith(str(source.path))
            raise error if named else DocumentError(f"{source.path}: {error}") from None
        return read(lines, source)
