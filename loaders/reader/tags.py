"""Pages of HTML inside Markdown to light markup, line for line, as exports of web sites have them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BLOCK = re.compile(
    r"<(?P<end>/?)(?P<tag>p|h[1-6]|li|ul|ol|tr|td|th|table|thead|tbody|blockquote|div|br|hr|dl|dt|dd)\b[^<>]*>",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:<!--[^<>]*-->\s*)*<(?:/?(?:p|h[1-6]|li|ul|ol|tr|td|th|table|blockquote)\b)",
    re.IGNORECASE,
)
_SEAM = re.compile(r"</(strong|b|em|i)>(\s*)<\1>", re.IGNORECASE)
_INLINE = (
    (re.compile(r"<(?:em|i)(?:\s[^<>]*)?>(\s*)(.*?)(\s*)</(?:em|i)>", re.IGNORECASE), "*"),
    (re.compile(r"<(?:strong|b)(?:\s[^<>]*)?>(\s*)(.*?)(\s*)</(?:strong|b)>", re.IGNORECASE), "**"),
)


def holds_page(text: str) -> bool:
    """Whether a text has lines of HTML that are paragraphs, headings, lists or tables."""
    return "<" in text and any(_BEGINS.match(line) for line in text.split("\n") if "<" in line)


def to_markup(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines, each with its number, whose HTML is written as light markup.

    A line that holds several paragraphs gives one for each, under the one number; lines without
    tags stay as they are.
    """
    page = _Page()
    for number, line in numbered:
        if page.inside or _BEGINS.match(line):
            page.read(number, line)
        else:
            page.out.append((number, _inline(line) if "<" in line else line))
    return page.out


@dataclass(slots=True)
class _Page:
    """What is open where the page is read.

    Attributes:
        lists: the open lists: the number of the last item, -1 of bullets.
        row: the cells of the table row that is open, with the line that it began on.
        mark: what the paragraph that follows begins with.
    """

    out: list[tuple[int, str]] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    row: tuple[int, list[str]] | None = None
    cell: bool = False
    mark: str = ""
    gap: bool = False

    @property
    def inside(self) -> bool:
        return bool(self.lists) or self.row is not None

    def read(self, number: int, line: str) -> None:
        at = 0
        for tag in _BLOCK.finditer(line):
            self._text(number, line[at : tag.start()])
            at = tag.end()
            self._tag(number, tag["tag"].lower(), bool(tag["end"]))
        self._text(number, line[at:])
        if not line.strip():
            self.out.append((number, ""))

    def _tag(self, number: int, tag: str, end: bool) -> None:
        if tag == "tr":
            if end and self.row is not None:
                first, cells = self.row
                self.out.append((first, "| " + " | ".join(cells) + " |"))
            self.row, self.cell = (None if end else (number, [])), False
        elif tag in {"td", "th"}:
            if not end and self.row is not None:
                self.row[1].append("")
            self.cell = not end
        elif self.row is not None:
            cells = self.row[1]  # what a cell holds stays in the cell
            if tag == "li" and not end and cells and cells[-1][-1:].isalnum():
                cells[-1] += ";"
        elif tag in {"ul", "ol"}:
            if not end:
                self.lists.append(0 if tag == "ol" else -1)
            elif self.lists:
                self.lists.pop()
            self.gap = self.gap or not self.lists
        elif tag == "li":
            self.mark = "" if end else self._item()
        elif tag[0] == "h" and tag[1:].isdigit():
            self.mark, self.gap = ("" if end else "#" * int(tag[1]) + " "), True
        elif tag != "br" and not self.lists:
            self.gap = True

    def _item(self) -> str:
        if not self.lists:
            return "- "
        indent = "  " * (len(self.lists) - 1)
        if self.lists[-1] < 0:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1]}. "

    def _text(self, number: int, text: str) -> None:
        text = _inline(text).strip()
        if not text:
            return
        if self.row is not None:
            cells = self.row[1]
            if self.cell and cells:
                cells[-1] = f"{cells[-1]} {text}".strip().replace("|", "\\|")
            return
        if self.gap:
            self.out.append((number, ""))
        self.out.append((number, self.mark + text))
        self.mark, self.gap = "", False


def _inline(text: str) -> str:
    """Text with bold and italics as Markdown marks them."""
    if "<" not in text:
        return text
    text = _SEAM.sub(r"\2", text)
    for pattern, mark in _INLINE:
        text = pattern.sub(
            lambda m, mark=mark: (  # type: ignore[misc]
                f"{m[1]}{mark}{m[2]}{mark}{m[3]}" if m[2].strip() else m[1] + m[3]
            ),
            text,
        )
    return text
