"""HTML to a flow of paragraphs and tables, by lxml's event parser: no tree, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from minutegraph.loaders.sources.flow import Cell, Flow, Para, Run, Table, Verbatim
from minutegraph.loaders.sources.limits import Limits, Refused

_SKIPPED = frozenset(
    "script style nav aside template noscript svg math canvas iframe object embed video audio "
    "dialog select textarea button datalist form-actions map head del applet".split()
)
_ROLES = frozenset("navigation banner contentinfo search complementary menu toolbar alert".split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
# Elements that stand apart by space; others of _BLOCKS only begin a line.
_SPACED = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure hr fieldset pre menu".split()
)
_BLOCKS = _SPACED | frozenset(
    "div section article main header footer address center form li dt dd figcaption details "
    "summary body legend caption tr td th thead tbody tfoot".split()
)
_BOLD = frozenset("b strong th dt".split())
_ITALIC = frozenset("i em cite dfn var address".split())
_VOID = frozenset("br hr img input meta link wbr col area base source track param".split())
_WEIGHT = re.compile(
    r"font-weight\s*:\s*(bold(?:er)?|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE
)
_SLANT = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*[\[(]?\s*[\d*†‡]{1,3}\s*[\])]?\s*")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 5_000


@dataclass(slots=True)
class _List:
    ordered: bool
    next: int = 1
    step: int = 1
    kind: str = "1"


@dataclass(slots=True)
class _OpenTable:
    table: Table
    flow: list[Flow]  # where the table itself goes
    lists: list[_List]
    in_head: bool = False
    row: list[Cell] | None = None


@dataclass(slots=True)
class _Open:
    """An open element, with what its end has to undo."""

    tag: str
    bold: bool = False
    italic: bool = False
    skipped: bool = False
    main: bool = False


@dataclass(slots=True)
class _Target:
    """What lxml tells of the document, as it reads along."""

    limits: Limits
    flow: list[Flow] = field(default_factory=list)
    title: str = ""
    main: list[Flow] | None = None
    skip: int = 0
    stack: list[_Open] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    top: list[Flow] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    heading: int = 0
    gap: int = 0
    bullet: str | None = None
    number: str | None = None
    terms: list[Para] = field(default_factory=list)
    pre: list[str] | None = None
    superscript: int | None = None
    in_title: bool = False
    rows: int = 0

    def __post_init__(self) -> None:
        self.top = self.flow

    # lxml calls these.

    def start(self, tag: Any, attributes: Any) -> None:
        tag = tag.lower() if isinstance(tag, str) else ""
        if tag == "title" and not self.title and not self.tables:
            self.in_title = True
        if tag in _VOID:
            if not self.skip:
                self._void(tag, attributes)
            return
        if len(self.stack) >= _DEEPEST:
            raise Refused(f" nests elements more than {_DEEPEST:,} deep: it is no document")
        entry = _Open(tag)
        self.stack.append(entry)
        if self.skip or tag in _SKIPPED or _is_hidden(tag, attributes):
            entry.skipped = True
            self.skip += 1
            if tag in _BLOCKS:
                self._flush()
            return
        style = attributes.get("style", "")
        weight = _WEIGHT.search(style) if style else None
        heavy = weight is not None and weight[1][0] in "bB6789"
        entry.bold = tag in _BOLD or heavy
        entry.italic = tag in _ITALIC or bool(style and _SLANT.search(style))
        self.bold += entry.bold
        self.italic += entry.italic
        if tag in _BLOCKS:
            self._flush()
            if tag in _SPACED and not (tag in {"ul", "ol"} and self.lists):
                self.gap = max(self.gap, 1)
            self._open_block(tag, attributes, entry)
        elif tag == "sup":
            self.superscript = len(self.runs)
            self.runs.append(Run("", self.bold > 0, self.italic > 0))  # to be taken off again

    def end(self, tag: Any) -> None:
        tag = tag.lower() if isinstance(tag, str) else ""
        if tag == "title":
            self.in_title = False
        if tag in _VOID or not self.stack:
            return
        entry = self.stack.pop()
        if entry.skipped:
            self.skip -= 1
            return
        if tag in _BLOCKS:
            self._flush()
            self._close_block(tag, entry)
            if tag in _SPACED and not (tag in {"ul", "ol"} and self.lists):
                self.gap = max(self.gap, 1)
        elif tag == "sup" and self.superscript is not None:
            raised = "".join(run.text for run in self.runs[self.superscript :])
            if _FOOTNOTE.fullmatch(raised) and self.superscript:
                del self.runs[self.superscript :]
            self.superscript = None
        self.bold -= entry.bold
        self.italic -= entry.italic

    def data(self, data: Any) -> None:
        if self.in_title and len(self.title) < 1000:
            self.title += data
        if self.skip or self.in_title:
            return
        if self.pre is not None:
            self.pre.append(data)
            return
        last = self.runs[-1] if self.runs else None
        bold, italic = self.bold > 0, self.italic > 0
        if last is not None and last.bold == bold and last.italic == italic:
            last.text += data
        else:
            self.runs.append(Run(data, bold, italic))

    def comment(self, text: Any) -> None:
        """Nothing in a comment is part of the document."""

    def pi(self, target: Any, data: Any = None) -> None:
        """Nor is a processing instruction."""

    def close(self) -> _Target:
        self._flush()
        while self.tables:
            self._close_table()
        return self

    # What they mean.

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            if self.pre is not None:
                self.pre.append("\n")
            elif any(run.text.strip() for run in self.runs):
                self._flush()
            else:
                self.gap = min(self.gap + 1, 3)
        elif tag == "hr":
            self._flush()
            self.gap = max(self.gap, 1)
        elif tag == "wbr":
            return
        elif tag == "input" and attributes.get("type", "").lower() == "checkbox":
            self.data("[x] " if "checked" in attributes else "[ ] ")
        elif tag == "img":
            self.data(" ")

    def _open_block(self, tag: str, attributes: dict[str, str], entry: _Open) -> None:
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        elif tag in {"ul", "ol", "menu"}:
            step = -1 if "reversed" in attributes else 1
            kind = attributes.get("type", "1")
            first = _integer(attributes.get("start"), 1)
            self.lists.append(_List(tag == "ol", first, step, kind))
        elif tag == "li":
            self._item(attributes)
        elif tag == "pre":
            self.pre = []
        elif tag == "table":
            self.tables.append(_OpenTable(Table([]), self.flow, self.lists))
            self.lists = []
        elif tag == "main" and self.main is None and not self.tables:
            entry.main = True
            self.main = self.flow = []
        elif self.tables:
            self._open_cell(tag, attributes)

    def _item(self, attributes: dict[str, str]) -> None:
        if not self.lists:
            self.bullet = "-"
            return
        current = self.lists[-1]
        if not current.ordered:
            self.bullet, self.number = "-", None
            return
        value = _integer(attributes.get("value"), current.next)
        self.bullet, self.number = None, f"{_counted(value, current.kind)}."
        current.next = value + current.step

    def _open_cell(self, tag: str, attributes: dict[str, str]) -> None:
        table = self.tables[-1]
        if tag == "thead":
            table.in_head = True
        elif tag == "tr":
            self.rows += 1
            if self.rows > self.limits.rows:
                raise Refused(f" has tables of more than {self.limits.rows:,} rows")
            table.row = []
            table.table.rows.append(table.row)
            if table.in_head:
                table.table.head = len(table.table.rows)
        elif tag in {"td", "th"}:
            if table.row is None:
                table.row = []
                table.table.rows.append(table.row)
            columns = _integer(attributes.get("colspan"), 1)
            rows = _integer(attributes.get("rowspan"), 1)
            cell = Cell([], max(1, columns), max(1, rows), header=tag == "th")
            table.row.append(cell)
            self.flow = cell.flow
            self.gap = 0

    def _close_block(self, tag: str, entry: _Open) -> None:
        if tag in _HEADINGS:
            self.heading = 0
        elif tag in {"ul", "ol", "menu"}:
            if self.lists:
                self.lists.pop()
        elif tag == "li":
            self.bullet = self.number = None
        elif tag == "pre" and self.pre is not None:
            text = "".join(self.pre)
            if text.strip():
                self.flow.append(Verbatim(text.removeprefix("\n"), max(self.gap, 1)))
            self.pre, self.gap = None, 1
        elif tag == "table" and self.tables:
            self._close_table()
        elif tag == "dt" and self.flow and isinstance(term := self.flow[-1], Para):
            self.terms.append(term)
        elif tag == "dl":
            _join_terms(self.flow, self.terms)
            self.terms = []
        elif entry.main:
            self.flow = self.top
            self.flow.extend(self.main or [])
        elif self.tables and tag == "thead":
            self.tables[-1].in_head = False
        elif self.tables and tag in {"td", "th"}:
            self.flow = []  # what stands between cells is in none of them

    def _close_table(self) -> None:
        closed = self.tables.pop()
        self.flow, self.lists = closed.flow, closed.lists
        if closed.table.rows:
            self.flow.append(closed.table)

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        runs, self.runs = self.runs, []
        self.superscript = None
        if not any(run.text.strip() for run in runs):
            return
        for run in runs:
            run.text = run.text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
            if "  " in run.text:
                run.text = re.sub(" {2,}", " ", run.text)
        inside = len(self.lists)
        marked = self.bullet is not None or self.number is not None
        self.flow.append(
            Para(
                runs,
                heading=self.heading,
                bullet=self.bullet,
                number=self.number,
                depth=inside - 1 if marked and inside else inside,
                gap=self.gap,
            )
        )
        self.bullet = self.number = None
        self.gap = 0


def _join_terms(flow: list[Flow], terms: list[Para]) -> None:
    """Write "Date" and its one-line definition as "Date: …"; a colon behind other terms."""
    marks = {id(term) for term in terms}
    after = len(flow)
    for index in range(len(flow) - 1, -1, -1):
        if not marks:
            break
        term = flow[index]
        if id(term) not in marks or not isinstance(term, Para):
            continue
        marks.discard(id(term))
        runs = [Run(term.text.strip().rstrip(":") + ": ")]
        value = flow[index + 1] if index + 2 == after else None
        if isinstance(value, Para) and not value.bullet:
            runs += value.runs
            del flow[index + 1]
        term.runs, after = runs, index


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in _ROLES and tag != "body":
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN.search(style))


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise


def _counted(value: int, kind: str) -> str:
    """A list item's number in the list's kind of numbering."""
    if kind in {"a", "A"} and 1 <= value <= 702:
        first, second = divmod(value - 1, 26)
        text = (chr(96 + first) if first else "") + chr(97 + second)
        return text.upper() if kind == "A" else text
    if kind in {"i", "I"} and 1 <= value < 100:
        text, rest = "", value
        for worth, letters in ((50, "l"), (40, "xl"), *_ROMAN):
            while rest >= worth and (worth != 40 or rest < 50):
                text += letters
                rest -= worth
        return text.upper() if kind == "I" else text
    return str(value)


def read_html(text: str, limits: Limits) -> tuple[list[Flow], str]:
    """The flow of an HTML document and its title.

    Raises:
        Refused: it nests too deep, or a table has too many rows.
    """
    from lxml import etree

    target = _Target(limits)
    parser = etree.HTMLParser(
        target=target, encoding="utf-8", recover=True, no_network=True, huge_tree=True
    )
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as error:
        raise Refused(f" is no HTML that can be read: {str(error)[:80]}") from None
    main = target.main
    if main is not None and _size(main) >= 0.5 * _size(target.flow):
        return main, target.title
    return target.flow, target.title


def _size(flow: list[Flow]) -> int:
    """Characters in a flow."""
    total = 0
    for part in flow:
        if isinstance(part, Table):
            total += sum(_size(cell.flow) for row in part.rows for cell in row)
        else:
            total += len(part.text)
    return total
