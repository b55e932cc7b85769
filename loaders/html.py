"""HTML: pages and mails that hold minutes."""

from __future__ import annotations

import codecs
import contextlib
import re

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.reader.scan import decode
from minutegraph.loaders.sources.kinds import kind_of
from minutegraph.loaders.sources.limits import LIMITS, Limits, Refused

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_ENCODING = re.compile(
    r"windows|cp|iso[-_]?(?:8859|2022)|koi8|mac|gb|big5|shift|sjis|euc|tis|ibm|latin"
)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")


class HtmlLoader:
    """Reads HTML; scripts, menus and hidden parts are no text, and nothing is fetched."""

    name = "html"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits

    def claims(self, source: SourceFile) -> bool:
        """By content, and by suffix where the content does not speak against it."""
        return kind_of(source) == "html"

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of a page.

        Raises:
            DocumentError: it is no text, breaks a limit, or holds no minutes.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of a page.

        Raises:
            DocumentError: it is no text, or breaks a limit.
        """
        from minutegraph.loaders.sources.emit import lines_of, squeeze
        from minutegraph.loaders.sources.html import read_html

        try:
            flow, title = read_html(_decoded(source), self.limits)
            lines = lines_of(flow, self.limits)
        except Refused as refused:
            raise DocumentError(f"{source.path}{refused}") from None
        meta = {"title": squeeze(title)} if title.strip() else {}
        return Source(lines, "text/html", meta)


def _decoded(source: SourceFile) -> str:
    """The text of a page in the encoding that it declares, else in the one it is in."""
    data = source.data
    head = data[:4096]
    if not head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = _XML_ENCODING.match(head.lstrip()) or _CHARSET.search(head)
        declared = found[1].decode("ascii").lower() if found else "utf-8"
        if declared in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
            declared = "windows-1252"  # what browsers take it for
        if not declared.startswith(("utf-8", "utf8", "utf-16", "utf-32")):
            with contextlib.suppress(LookupError, UnicodeDecodeError):
                if b"\0" not in head and _ENCODING.match(declared):
                    return data.decode(declared)
    return decode(data, str(source.path))
