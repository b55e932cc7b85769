"""Org-mode and MediaWiki text, told by their suffixes."""

from __future__ import annotations

from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Line, Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.reader.scan import decode, scan
from minutegraph.loaders.sources.kinds import kind_of


class WikiLoader:
    """Reads .org and .wiki (.mediawiki, .mw) files; their lines keep their numbers."""

    name = "wiki"

    def claims(self, source: SourceFile) -> bool:
        """By suffix: such text looks like any other."""
        return kind_of(source) in {"org", "wiki"}

    def load(self, source: SourceFile) -> Minutes:
        """Read the minutes of a text.

        Raises:
            DocumentError: the bytes are no text, or the text holds no minutes.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of a text.

        Raises:
            DocumentError: the bytes are no text.
        """
        from minutegraph.loaders.sources.markup import from_org, from_wiki

        text = decode(source.data, str(source.path)).replace("\r\n", "\n").replace("\r", "\n")
        if kind_of(source) == "org":
            light, meta, stated = from_org(text)
            found = scan(light, "text/org")
            found.meta = {**meta, **found.meta}
            found.meta_lines += stated
            return found
        light, tables, headers = from_wiki(text)
        found = scan(light, "text/x-wiki")
        of = {number: table for table in tables for number in table}
        first: dict[range, Line] = {}
        for line in found.lines:
            table = of.get(line.no) if line.cells else None
            if table is None:
                continue
            line.header = line.no in headers
            if first.setdefault(table, line) is not line:
                line.table, line.gap = first[table].table, 0
        return found
