"""Org-mode, MediaWiki, reStructuredText and AsciiDoc, told by their suffixes."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Line, Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.reader.scan import decode, scan
from minutegraph.loaders.sources.kinds import kind_of

_MEDIA = {"org": "text/org", "wiki": "text/x-wiki", "rst": "text/x-rst", "adoc": "text/asciidoc"}


class WikiLoader:
    """Reads .org, .wiki (.mediawiki, .mw), .rst and .adoc files; their lines keep their numbers."""

    name = "wiki"

    def claims(self, source: SourceFile) -> bool:
        """By suffix: such text looks like any other."""
        return kind_of(source) in _MEDIA

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
        text = decode(source.data, str(source.path)).replace("\r\n", "\n").replace("\r", "\n")
        kind = kind_of(source)
        light = _light(kind, text)
        found = scan(light.text, _MEDIA[kind])
        found.meta = {**light.meta, **found.meta}
        found.meta_lines += light.stated
        of = {number: table for table in light.tables for number in table}
        first: dict[range, Line] = {}
        for line in found.lines:
            table = of.get(line.no) if line.cells else None
            if table is None:
                continue
            line.header = line.no in light.headers
            if first.setdefault(table, line) is not line:
                line.table, line.gap = first[table].table, 0
        return found


@dataclass(slots=True)
class _Light:
    """A text as light markup, line for line.

    Attributes:
        meta: fields the text states, on the lines `stated`.
        tables: the lines each table takes; headers: those of header rows.
    """

    text: str
    meta: dict[str, str] = field(default_factory=dict)
    stated: tuple[int, ...] = ()
    tables: list[range] = field(default_factory=list)
    headers: set[int] = field(default_factory=set)


def _light(kind: str, text: str) -> _Light:
    """A text as light markup; each kind's patterns are made where it is met."""
    if kind == "org":
        from minutegraph.loaders.sources.markup import from_org

        return _Light(*from_org(text))
    if kind == "rst":
        from minutegraph.loaders.sources.rst import from_rst

        return _Light(*from_rst(text))
    if kind == "adoc":
        from minutegraph.loaders.sources.adoc import from_adoc

        return _Light(*from_adoc(text))
    from minutegraph.loaders.sources.markup import from_wiki

    light, tables, headers = from_wiki(text)
    return _Light(light, tables=tables, headers=headers)
