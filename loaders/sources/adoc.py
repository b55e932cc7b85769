"""AsciiDoc to the light markup that the text scanner reads, line by line."""

from __future__ import annotations

import re

_HEADING = re.compile(r"(={1,6})\s+(\S.*?)(?:\s+=+)?$")
_ATTRIBUTE = re.compile(r":!?([A-Za-z][\w-]*)!?:\s*(.*)$")
_BLOCK_TITLE = re.compile(r"\.([^\s.].*)$")
_FENCE = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|_{4,}|={4,}|\*{4,}|/{4,}|--)$")
_BLOCK_LINE = re.compile(r"\[[^\[\]]*\]$")
_MACRO = re.compile(r"(?:include|image|video|audio|toc|ifdef|ifndef|endif|ifeval)::\S*\[.*\]$")
_ITEM = re.compile(r"(\*{1,6}|\.{1,6}|-)\s+(\S.*)$")
_CHECK = re.compile(r"\[([ xX*])\]\s+")
_LINK = re.compile(r"(?:link:|xref:|mailto:)?\b((?:https?://)?[^\s\[\]<>]+)\[([^\[\]]*)\]")
_CROSS = re.compile(r"<<[^<>,]+(?:,\s*([^<>]+))?>>")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])")
_MONO = re.compile(r"(?<!\w)[`+](?=\S)([^`+\n]{1,200}?)(?<=\S)[`+](?!\w)")
_RAISED = re.compile(r"[\^~]([^\^~\n]{1,80})[\^~]")
_TERM = re.compile(r"(\S.*?):{2,4}(?:\s+(.*))?$")
_CELL = re.compile(r"(?:\d*[.+*]?\d*[<^>]?[a-z]?)?\|")
_BAR = re.compile(r"(?:(?<=\s)\d*[.+*]?\d*[<^>]?[a-z]?)?\|")
_UNDER = re.compile(r"([=\-~^+])\1{2,}$")


def from_adoc(
    text: str,
) -> tuple[str, dict[str, str], tuple[int, ...], list[range], set[int]]:
    """AsciiDoc as light markup, line for line; a table's row stands on its last line.

    Returns:
        The text, its date where an attribute gives it ("revdate", "date"), that line, the lines
        that each table takes, and those of header rows.
    """
    meta: dict[str, str] = {}
    stated: list[int] = []
    out: list[str] = []
    hidden = False  # inside a comment
    table: list[tuple[int, str]] | None = None  # the cells of the open table and their lines
    wide = begun = 0  # how many cells a row of it has, and where it begins
    tables: list[range] = []
    headers: set[int] = set()
    titled = False  # the document's title stands right above
    for line in text.split("\n"):
        bare = line.strip()
        was, titled = titled, False
        out.append("")
        if hidden or bare == "////":
            hidden = hidden != (bare == "////")
        elif bare == "|===":
            if table is not None:
                tables.append(range(begun, len(out) + 1))
                headers |= _rows(out, table, wide)
            table, wide, begun = ([] if table is None else None), 0, len(out)
        elif table is not None:
            cells = _cells(bare)
            if not cells and table and bare:
                table[-1] = (len(out) - 1, f"{table[-1][1]} {_inline(bare)}")
            table += [(len(out) - 1, cell) for cell in cells]
            wide = wide or len(cells)
        elif not bare or bare.startswith("//") or _MACRO.match(bare):
            continue
        elif level := _underlines(out, bare):
            out[-2] = "#" * level + " " + out[-2].strip()
            titled = level == 1 and len(out) < 6
        elif match := _HEADING.match(bare):
            out[-1] = "#" * len(match[1]) + " " + _inline(match[2])
            titled = len(match[1]) == 1 and len(out) < 5
        elif match := _ATTRIBUTE.match(bare):
            if match[1].lower() in {"revdate", "date"} and match[2]:
                meta.setdefault("date", match[2])
                stated.append(len(out))
        elif was and "@" in bare and "<" in bare:
            continue  # who wrote the document
        elif bare == "+" or _BLOCK_LINE.match(bare) or _FENCE.match(bare):
            continue  # a list item goes on; what a block is, and its edges
        elif match := _BLOCK_TITLE.match(bare):
            out[-1] = f"{_inline(match[1]).rstrip(':')}:"
        elif match := _ITEM.match(bare):
            out[-1] = _item(match[1], match[2], line)
        elif match := _TERM.match(bare):
            out[-1] = f"{_inline(match[1])}: {_inline(match[2] or '')}".rstrip()
        else:
            out[-1] = _inline(line)
    return "\n".join(out), meta, tuple(stated), tables, headers


def _underlines(out: list[str], bare: str) -> int:
    """The level of the title that a line underlines; 0 where it does not."""
    above = out[-2].strip() if len(out) > 1 else ""
    if not above or above[0] in "#|" or not _UNDER.match(bare):
        return 0
    return "=-~^+".index(bare[0]) + 1 if abs(len(above) - len(bare)) < 4 else 0


def _cells(bare: str) -> list[str]:
    """The cells that a table's line begins."""
    if not _CELL.match(bare):
        return []
    return [_inline(cell.strip()) for cell in _BAR.split(bare)[1:]]


def _rows(out: list[str], table: list[tuple[int, str]], wide: int) -> set[int]:
    """Write a table's rows; the line of the first, where an empty line makes it a header."""
    header: set[int] = set()
    for first in range(0, len(table), wide or 1):
        row = table[first : first + wide]
        at = row[-1][0]
        out[at] = "| " + " | ".join(cell.replace("|", "\\|") for _, cell in row) + " |"
        if not first and len(table) > wide and table[wide][0] > at + 1:
            header.add(at + 1)
    return header


def _item(marks: str, text: str, line: str) -> str:
    depth = len(marks) - 1 if marks[0] != "-" else (len(line) - len(line.lstrip())) // 2
    text = _inline(text)
    if box := _CHECK.match(text):
        text = f"[{'x' if box[1] != ' ' else ' '}] {text[box.end() :]}"
    return "  " * depth + ("#. " if marks[0] == "." else "- ") + text


def _inline(text: str) -> str:
    hard = text.endswith(" +")
    text = text[:-2].rstrip() if hard else text
    if "[" in text:
        text = _LINK.sub(lambda m: m[2] or m[1], text)
    if "<<" in text:
        text = _CROSS.sub(lambda m: m[1] or "", text)
    if "*" in text:
        text = _BOLD.sub(r"**\1**", text)
    if "`" in text or "+" in text:
        text = _MONO.sub(r"\1", text)
    if "^" in text or "~" in text:
        text = _RAISED.sub(r"\1", text)
    return text + "\\" if hard else text
