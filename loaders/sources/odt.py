"""ODT to a flow: the text of content.xml as a word processor would print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from minutegraph.loaders.sources import archive, looks
from minutegraph.loaders.sources.flow import Cell, Flow, Para, Run, Table
from minutegraph.loaders.sources.limits import Limits, Refused
from minutegraph.loaders.sources.odtstyles import (
    ListLevel,
    Look,
    count_of,
    levels_of,
    look_of,
    over,
    written,
)

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}"
_STYLE, _DRAW = f"{{{_NS}style:1.0}}", f"{{{_NS}drawing:1.0}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SKIPPED = frozenset(
    (
        f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_OFFICE}annotation",
        f"{_TEXT}alphabetical-index", f"{_OFFICE}forms", f"{_TEXT}sequence-decls",
    )
)  # fmt: skip
_APART = 4.0


def read_odt(data: bytes, limits: Limits) -> list[Flow]:
    """The flow of an ODT file.

    Raises:
        Refused: it is damaged, encrypted, too large when unpacked, or no text document.
    """
    archive.check(data, "ODT", limits)
    roots = []
    for name in ("content.xml", "styles.xml"):
        part = archive.part(data, name, "ODT")
        roots.append(None if part is None else _parsed(part))
    content, styles = roots
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if content is None or body is None:
        raise Refused(" is no ODT text document, or an encrypted or damaged one: save it again")
    reader = _Reader([root for root in (styles, content) if root is not None], limits)
    flow = list(reader.blocks(body, 0))
    flow += reader.notes
    looks.settle_titles(flow)
    looks.mark_headings(flow)
    heads = [] if styles is None else list(looks.everything(reader.heads(styles)))
    return [*looks.title_matter(heads, flow), *flow]


def _parsed(part: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except etree.LxmlError:
        raise Refused(" is a damaged ODT file: open it and save it again") from None


class _Reader:
    def __init__(self, roots: list[Any], limits: Limits) -> None:
        self.notes: list[Flow] = []
        self._limits = limits
        self._rows = 0
        self._styles: dict[tuple[str, str], tuple[Look, str | None, str]] = {}
        self._defaults: dict[str, Look] = {}
        self._whole: dict[tuple[str, str], Look] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._outline: dict[int, ListLevel] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._ended: dict[str, list[int | None]] = {}
        self._headings: list[int | None] = [None] * 10
        self._above: Look | None = None
        self._blank = 0
        for root in roots:
            self._collect(root)

    def _collect(self, root: Any) -> None:
        for element in root.iter(f"{_STYLE}style", f"{_STYLE}default-style"):
            family = element.get(f"{_STYLE}family", "")
            look = look_of(element)
            if element.tag == f"{_STYLE}default-style":
                self._defaults[family] = look
                continue
            name = element.get(f"{_STYLE}name", "")
            shown = element.get(f"{_STYLE}display-name", name).lower()
            parent = element.get(f"{_STYLE}parent-style-name")
            self._styles[family, name] = (look, parent, shown)
        for element in root.iter(f"{_TEXT}list-style"):
            self._lists[element.get(f"{_STYLE}name", "")] = levels_of(element)
        for element in root.iter(f"{_TEXT}outline-style"):
            self._outline = levels_of(element)

    def _of(self, family: str, name: str | None) -> Look:
        key = (family, name or "")
        if key not in self._whole:
            found, at, seen = Look(), name, 0
            while at is not None and (family, at) in self._styles and seen < 50:
                look, at, _ = self._styles[family, at]
                found, seen = over(found, look), seen + 1
            self._whole[key] = over(found, self._defaults.get(family, Look()))
        return self._whole[key]

    def _named(self, name: str | None, wanted: str) -> bool:
        """Whether a paragraph style is, or is based on, a style of a name."""
        seen = 0
        while name is not None and ("paragraph", name) in self._styles and seen < 50:
            _, parent, shown = self._styles["paragraph", name]
            if shown == wanted:
                return True
            name, seen = parent, seen + 1
        return name is not None and name.lower() == wanted

    def heads(self, styles: Any) -> Iterator[Flow]:
        """The first page's header."""
        header = next(styles.iter(f"{_STYLE}header-first", f"{_STYLE}header"), None)
        if header is not None:
            yield from self.blocks(header, 0)

    def blocks(self, parent: Any, depth: int) -> Iterator[Flow]:
        """The paragraphs and tables in an element."""
        for element in parent:
            tag = element.tag
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(element, depth, None, None)
            elif tag == f"{_TEXT}list":
                yield from self._list(element, None, 0, None)
            elif tag == f"{_TABLE}table":
                self._above = None
                yield self._table(element)
                self._above = None
            elif tag not in _SKIPPED and isinstance(tag, str):
                yield from self.blocks(element, depth)

    def _list(
        self, element: Any, style: str | None, level: int, counts: list[int | None] | None
    ) -> Iterator[Flow]:
        own = element.get(f"{_TEXT}style-name")
        if counts is None:
            style = own or style or self._list_style(element)
            before = element.get(f"{_TEXT}continue-list")
            if before is not None:
                counts = self._ended.get(before)
            elif element.get(f"{_TEXT}continue-numbering") == "true":
                counts = self._counts.get(style or "")
            counts = counts if counts is not None else [None] * 10
            self._counts[style or ""] = counts
            self._ended[element.get(_XML_ID, "")] = counts
        else:
            style = own or style
        if level >= 10:
            return
        for item in element:
            if item.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                continue
            marked = item.tag == f"{_TEXT}list-header"
            for child in item:
                if child.tag == f"{_TEXT}list":
                    yield from self._list(child, style, level + 1, counts)
                elif child.tag in (f"{_TEXT}p", f"{_TEXT}h") and not marked:
                    marked = True
                    number, bullet = self._marker(style, level, counts, item)
                    yield from self._paragraph(child, level, number, bullet)
                else:
                    yield from self.blocks([child], level + 1)

    def _list_style(self, element: Any) -> str | None:
        """The list style that the paragraphs of a list name, where the list names none."""
        first = next(element.iter(f"{_TEXT}p", f"{_TEXT}h"), None)
        name = None if first is None else first.get(f"{_TEXT}style-name")
        return self._of("paragraph", name).list

    def _marker(
        self, style: str | None, level: int, counts: list[int | None], item: Any
    ) -> tuple[str | None, str | None]:
        levels = self._lists.get(style or "", {})
        spec = levels.get(level + 1)
        if spec is None or spec.form is None:
            return None, "-"
        start = item.get(f"{_TEXT}start-value")
        if start is not None and start.isdigit():
            counts[level] = int(start)
        else:
            before = counts[level]
            counts[level] = spec.start if before is None else before + 1
        for deeper in range(level + 1, 10):
            counts[deeper] = None
        return written(levels, level, counts), None

    def _paragraph(
        self, element: Any, depth: int, number: str | None, bullet: str | None
    ) -> Iterator[Flow]:
        name = element.get(f"{_TEXT}style-name")
        look = self._of("paragraph", name)
        lines: list[list[Run]] = [[]]
        boxes: list[Flow] = []
        self._inline(element, look, lines, boxes)
        text = "".join(run.text for line in lines for run in line)
        level = 0
        if element.tag == f"{_TEXT}h":
            outline = element.get(f"{_TEXT}outline-level", "1")
            level = int(outline) if outline.isdigit() and 0 < int(outline) <= 10 else 1
            if number is None and text.strip() and level in self._outline:
                number = self._heading_number(level)
            level = min(6, level) if looks.is_heading_text(text) else 0
        elif self._named(name, "title") and looks.is_heading_text(text):
            level = -1
        filled = [line for line in lines if any(run.text.strip() for run in line)]
        if not filled:
            self._blank += 1
        for count, line in enumerate(filled):
            yield Para(
                line,
                heading=level,
                bullet=None if count else bullet,
                number=None if count else number,
                depth=depth,
                gap=0 if count else self._gap(look),
            )
        if filled:
            self._above = look
        yield from boxes

    def _heading_number(self, level: int) -> str | None:
        if self._outline[level].form == "none":
            return None
        before = self._headings[level - 1]
        start = self._outline[level].start
        self._headings[level - 1] = start if before is None else before + 1
        for deeper in range(level, 10):
            self._headings[deeper] = None
        return written(self._outline, level - 1, self._headings)

    def _gap(self, look: Look) -> int:
        gap, self._blank = self._blank, 0
        if gap or self._above is None:
            return max(gap, 1)
        return int(max(self._above.after or 0.0, look.before or 0.0) >= _APART)

    def _inline(self, element: Any, look: Look, lines: list[list[Run]], boxes: list[Flow]) -> None:
        def put(text: str | None) -> None:
            if text:
                flat = re.sub(r"[ \n\r\t]+", " ", text)
                lines[-1].append(Run(flat, bool(look.bold), bool(look.italic), look.size))

        put(element.text)
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}span":
                own = self._of("text", child.get(f"{_TEXT}style-name"))
                self._inline(child, over(own, look), lines, boxes)
            elif tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                put(" ")
                if count.isdigit() and int(count) > 2:
                    lines[-1].append(Run("  "))
            elif tag == f"{_TEXT}tab":
                lines[-1].append(Run("\t"))
            elif tag == f"{_TEXT}line-break":
                lines.append([])
            elif tag == f"{_TEXT}note":
                self._note(child)
            elif tag in (f"{_DRAW}frame", f"{_DRAW}text-box", f"{_DRAW}custom-shape"):
                held, self._above = self._above, None
                boxes.extend(self.blocks(child, 0))
                self._above = held
            elif tag not in _SKIPPED and isinstance(tag, str):
                self._inline(child, look, lines, boxes)
            put(child.tail)

    def _note(self, element: Any) -> None:
        mark = element.find(f"{_TEXT}note-citation")
        body = element.find(f"{_TEXT}note-body")
        if body is None:
            return
        held, self._above = self._above, None
        for number, part in enumerate(self.blocks(body, 0)):
            if not number and isinstance(part, Para) and mark is not None:
                part.number = f"[{mark.text or ''}]"
            self.notes.append(part)
        self._above = held

    def _table(self, element: Any) -> Table:
        table = Table([])
        for row in element.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not element:
                continue  # of a table inside a cell
            self._rows += 1
            if self._rows > self._limits.rows:
                raise Refused(f" has tables of more than {self._limits.rows:,} rows")
            cells: list[Cell] = []
            for item in row:
                if item.tag != f"{_TABLE}table-cell":
                    continue  # covered by a merged one
                cell = Cell(
                    [],
                    count_of(item.get(f"{_TABLE}number-columns-spanned")),
                    count_of(item.get(f"{_TABLE}number-rows-spanned")),
                )
                self._above = None
                cell.flow.extend(self.blocks(item, 0))
                cells.append(cell)
            table.rows.append(cells)
            parent = row.getparent()
            if parent is not None and parent.tag == f"{_TABLE}table-header-rows":
                table.head = len(table.rows)
        return table
