"""The paragraphs and tables of a Word document, as Word would print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from minutegraph.loaders.sources import looks
from minutegraph.loaders.sources.docxstyles import Look, Styles, over, run_look, value_of
from minutegraph.loaders.sources.flow import Cell, Flow, Para, Run, Table
from minutegraph.loaders.sources.limits import Limits, Refused
from minutegraph.loaders.sources.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What only wraps text that counts: links, accepted insertions, content controls, fields.
_WRAPPERS = frozenset(
    _W + name
    for name in "hyperlink ins moveTo smartTag sdt sdtContent fldSimple bdo dir customXml".split()
)
_GONE = frozenset(_W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr"))
_BOXED = frozenset((f"{_MC}Fallback", f"{_W}txbxContent"))
_SYMBOLS = {"F0FC": "✓", "F0FE": "[x]", "F0A8": "[ ]", "F06F": "[ ]", "F0B7": "•", "F0E0": "→"}
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures")
_APART = 4.0  # points of space that set a paragraph apart


@dataclass(slots=True)
class _Text:
    """The lines of a paragraph as they are read, and what is anchored in it."""

    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    boxes: list[Flow] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)  # open fields: still in the code?
    notes: list[tuple[str, str]] = field(default_factory=list)


class Reader:
    """Walks a document's elements in order, counting its lists and pages."""

    def __init__(self, parts: dict[str, Any | None], limits: Limits, *, printed: bool) -> None:
        self.styles = Styles(parts["styles"])
        self.numbering = Numbering(parts["numbering"])
        self.page: int | None = 1 if printed else None
        self.notes: list[Flow] = []
        self._limits = limits
        self._rows = 0
        self._note_parts: dict[str, dict[str, Any]] = {}
        for kind in ("footnote", "endnote"):
            part = parts[f"{kind}s"]
            found = [] if part is None else list(part)
            self._note_parts[kind] = {note.get(f"{_W}id", ""): note for note in found}
        self._bases: dict[str | None, Look] = {}
        self._before: tuple[Look, str | None] | None = None
        self._blank = 0
        self._indents: list[float] = []  # of the bullets above, from outside in

    def heads(self, header: Any) -> list[Para]:
        """The paragraphs of a page header; no page is turned by them."""
        page, self.page = self.page, None
        found = [*looks.everything(list(self.blocks(header)))]
        self.page, self._before, self._blank = page, None, 0
        for para in found:
            para.gap = 1
        return found

    def blocks(self, parent: Any) -> Iterator[Flow]:
        """The paragraphs and tables in an element."""
        for element in parent:
            tag = element.tag
            if tag == f"{_W}p":
                yield from self._paragraph(element)
            elif tag == f"{_W}tbl":
                self._before = None
                page = self.page
                yield self._table(element, page)
                self._before = None
            elif tag in _WRAPPERS:
                yield from self.blocks(element)
            elif tag == f"{_MC}AlternateContent":
                chosen = _alternative(element)
                if chosen is not None:
                    yield from self.blocks(chosen)

    def _paragraph(self, element: Any) -> Iterator[Flow]:
        properties = element.find(f"{_W}pPr")
        key = value_of(properties, "pStyle")
        look = self.styles.of_paragraph(key, properties)
        name = self.styles.name(key)
        text = _Text()
        page = self.page
        self._inline(element, key, text)
        if page is not None and self.page != page and not _began(text):
            page = self.page
        filled = [line for line in text.lines if any(run.text.strip() for run in line)]
        if filled and look.list in {None, "0"}:
            self._indents.clear()
        number, bullet, depth = None, None, 0
        if filled or not _is_deleted(properties):
            number, bullet, depth = self._marker(look, key)
        if not filled:
            self._blank += 1
        elif not _CONTENTS.match(name):
            gap = self._gap(look, key)
            level = self._level(look, name, "".join(r.text for line in filled for r in line))
            for count, line in enumerate(filled):
                yield Para(
                    line,
                    heading=level,
                    bullet=bullet if not count else None,
                    number=number if not count else None,
                    depth=depth,
                    gap=gap if not count else 0,
                    page=page,
                )
        self._before = (look, key) if filled else self._before
        yield from text.boxes
        for kind, note in text.notes:
            self._note(kind, note)

    def _marker(self, look: Look, key: str | None) -> tuple[str | None, str | None, int]:
        """The number or bullet before a paragraph, and its depth in the list."""
        if look.list is None or look.list == "0":
            return None, None, 0
        level = look.list_level
        if level is None or level == 0:
            styled = self.numbering.level_of(look.list, key or "")
            level = styled if styled is not None else level or 0
        marker, is_bullet = self.numbering.next(look.list, level)
        if not is_bullet:
            return marker, None, level
        return None, marker, self._depth(look, level)

    def _depth(self, look: Look, level: int) -> int:
        """How deep a bullet stands among those before it, by their indents."""
        own = self.numbering.indent(look.list or "", level)
        indent = own if own is not None else look.indent
        if indent is None:
            return level
        while self._indents and self._indents[-1] > indent + 1:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent - 1:
            self._indents.append(indent)
        return len(self._indents) - 1

    def _level(self, look: Look, name: str, text: str) -> int:
        if not looks.is_heading_text(text):
            return 0
        if name == "title":
            return -1  # above all that have levels
        return look.level or 0

    def _gap(self, look: Look, key: str | None) -> int:
        """Blank paragraphs before this one, else whether space sets it apart."""
        gap, self._blank = self._blank, 0
        if gap or self._before is None:
            return max(gap, 1)
        before, above = self._before
        space = [before.after or 0.0, look.before or 0.0]
        if above == key and before.contextual:
            space[0] = 0.0
        if above == key and look.contextual:
            space[1] = 0.0
        return int(max(space) >= _APART)

    def _table(self, element: Any, page: int | None) -> Table:
        table = Table([], page=page)
        above: dict[int, Cell] = {}  # column: the cell that a vertical merge goes on from
        for row in _within(element, "tr"):
            self._rows += 1
            if self._rows > self._limits.rows:
                raise Refused(f" has tables of more than {self._limits.rows:,} rows")
            properties = row.find(f"{_W}trPr")
            if properties is not None and properties.find(f"{_W}del") is not None:
                continue
            cells: list[Cell] = []
            column = 0
            if properties is not None:
                column = _count(value_of(properties, "gridBefore"), 0)
                if column:
                    cells.append(Cell(columns=column))
            for item in _within(row, "tc"):
                column = self._cell(item, column, cells, above)
            table.rows.append(cells)
            header = properties is not None and properties.find(f"{_W}tblHeader") is not None
            if header and table.head == len(table.rows) - 1:
                table.head += 1
        return table

    def _cell(self, item: Any, column: int, cells: list[Cell], above: dict[int, Cell]) -> int:
        """Read a cell into its row; the column that the next one begins at."""
        properties = item.find(f"{_W}tcPr")
        columns = max(1, _count(value_of(properties, "gridSpan"), 1))
        merge = None if properties is None else properties.find(f"{_W}vMerge")
        going_on = merge is not None and merge.get(f"{_W}val") != "restart"
        if going_on and column in above:
            above[column].rows += 1
            return column + columns
        self._before = None
        cell = Cell([], columns)
        for part in self.blocks(item):
            if isinstance(part, Para) and not cell.flow:
                part.gap = 0
            cell.flow.append(part)
        cells.append(cell)
        if merge is not None:
            above[column] = cell
        else:
            above.pop(column, None)
        return column + columns

    def _note(self, kind: str, key: str) -> None:
        """A foot- or endnote, as a paragraph behind the text."""
        element = self._note_parts[kind].pop(key, None)
        if element is None:
            return
        held, self._before = self._before, None
        marked = False
        for part in self.blocks(element):
            if isinstance(part, Para) and not marked:
                part.number, marked = f"[{key}]", True
            self.notes.append(part)
        self._before = held

    def _inline(self, parent: Any, key: str | None, text: _Text) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{_W}r":
                self._run(element, key, text)
            elif tag in _WRAPPERS:
                self._inline(element, key, text)
            elif tag == f"{_MC}AlternateContent":
                chosen = _alternative(element)
                if chosen is not None:
                    self._inline(chosen, key, text)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                formula = "".join(t.text or "" for t in element.iter(f"{_M}t"))
                text.lines[-1].append(Run(formula))

    def _run(self, element: Any, key: str | None, text: _Text) -> None:
        look = self._run_look(element, key)
        if look.hidden:
            return
        written: list[str] = []

        def put() -> None:
            if written:
                run = Run("".join(written), bool(look.bold), bool(look.italic), look.size)
                text.lines[-1].append(run)
                written.clear()

        for child in element:
            tag = child.tag
            if tag == f"{_W}fldChar":
                _field(child.get(f"{_W}fldCharType"), text.codes)
            elif any(text.codes):
                continue  # a field's code, not its result
            elif tag == f"{_W}t":
                written.append(child.text or "")
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                written.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                put()
                text.lines.append([])
            elif tag == f"{_W}noBreakHyphen":
                written.append("-")
            elif tag == f"{_W}sym":
                written.append(_SYMBOLS.get((child.get(f"{_W}char") or "").upper(), ""))
            elif tag == f"{_W}lastRenderedPageBreak" and self.page is not None:
                self.page += 1
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = "footnote" if "foot" in tag else "endnote"
                text.notes.append((kind, child.get(f"{_W}id", "")))
            elif tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent"):
                self._boxes(child, text)
        put()

    def _run_look(self, element: Any, key: str | None) -> Look:
        base = self._bases.get(key)
        if base is None:
            base = over(self.styles.look(key or self.styles.default), self.styles.defaults)
            self._bases[key] = base
        properties = element.find(f"{_W}rPr")
        if properties is None:
            return base
        own = run_look(properties)
        style = value_of(properties, "rStyle")
        return over(own if style is None else over(own, self.styles.look(style)), base)

    def _boxes(self, element: Any, text: _Text) -> None:
        """The text boxes anchored in a run; of alternative forms of one only the first."""
        chosen = _alternative(element) if element.tag == f"{_MC}AlternateContent" else element
        if chosen is None:
            return
        held, self._before = self._before, None
        for box in chosen.iter(f"{_W}txbxContent"):
            if not any(up.tag in _BOXED for up in box.iterancestors() if up is not chosen):
                text.boxes.extend(self.blocks(box))
        self._before = held


def _alternative(element: Any) -> Any | None:
    choice = element.find(f"{_MC}Choice")
    return choice if choice is not None else element.find(f"{_MC}Fallback")


def _field(kind: str | None, codes: list[bool]) -> None:
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


def _is_deleted(properties: Any | None) -> bool:
    """Whether a paragraph's own mark is a deletion that is to be accepted."""
    return properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None


def _began(text: _Text) -> bool:
    """Whether any text stands before the last page break of a paragraph."""
    return any(run.text.strip() for run in text.lines[0])


def _within(parent: Any, name: str) -> Iterator[Any]:
    """Children of a name, also where content controls or insertions wrap them."""
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _within(element, name)


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text) else otherwise
