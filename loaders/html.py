"""HTML: pages and mails that hold minutes."""

from __future__ import annotations

import codecs
import contextlib
import re

from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.formatted import FormattedLoader
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.scan import decode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_ENCODING = re.compile(
    r"windows|cp|iso[-_]?(?:8859|2022)|koi8|mac|gb|big5|shift|sjis|euc|tis|ibm|latin"
)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")


class HtmlLoader(FormattedLoader):
    """Reads HTML; scripts, menus and hidden parts are no text, and nothing is fetched."""

    name = "html"

    def _lines(self, source: SourceFile) -> Source:
        from minutegraph.loaders.sources.emit import lines_of, squeeze
        from minutegraph.loaders.sources.html import read_html

        flow, title = read_html(_decoded(source), self.limits)
        lines = lines_of(flow, self.limits)
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
