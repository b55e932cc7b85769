"""Org-mode and MediaWiki text to the light markup that the text scanner reads, line by line."""

from __future__ import annotations

import re

_ORG_HEADING = re.compile(r"(\*{1,8})\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(.*?)\s*(:[\w@:]+:)?\s*$")
_ORG_KEYWORD = re.compile(r"#\+(\w+):\s*(.*)$")
_ORG_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]")
_ORG_ITALIC = re.compile(r"(?<![\w/:<])/(?=\S)([^/\n]{1,200}?)(?<=\S)/(?![\w/])")
_ORG_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])")
_ORG_CODE = re.compile(r"(?<![\w=~])([=~])(?=\S)([^=~\n]{1,200}?)(?<=\S)\1(?![\w=~])")
_ORG_RULE = re.compile(r"\|[-+]+\|?\s*$")
_ORG_STAMP = re.compile(
    r"[<\[](\d{4}-\d\d-\d\d)(?: [A-Za-z]{2,9}\.?)?(?: (\d\d?:\d\d)[^>\]]*)?[>\]]"
)

_WIKI_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*$")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_WIKI_URL = re.compile(r"\[(?:https?:|mailto:)[^\s\]]+\s*([^\]]*)\]")
_WIKI_LIST = re.compile(r"([*#:;]{1,8})\s*(.*)$")
_WIKI_DROP = re.compile(
    r"__[A-Z]{3,20}__|\[\[(?:File|Image|Category)\s*:[^\[\]]{0,300}\]\]|<ref[^<>]{0,200}/>"
    r"|<ref[^<>]{0,200}>[^<]{0,500}</ref>|<!--[^\n]{0,500}?-->|</?nowiki>",
    re.IGNORECASE,
)


def from_org(text: str) -> tuple[str, dict[str, str], tuple[int, ...]]:
    """Org-mode text as light markup, line for line.

    Returns:
        The text, its keywords ("title", "date"), and the lines that these stand on.
    """
    meta: dict[str, str] = {}
    stated: list[int] = []
    out: list[str] = []
    hidden: str | None = None  # what ends a drawer or block that is no text
    for line in text.split("\n"):
        bare = line.strip()
        low = bare.lower()
        if hidden is not None:
            hidden = None if low == hidden else hidden
            out.append("")
        elif low in {":properties:", ":logbook:"}:
            hidden = ":end:"
            out.append("")
        elif low.startswith("#+begin_comment"):
            hidden = "#+end_comment"
            out.append("")
        elif match := _ORG_KEYWORD.match(bare):
            if match[1].lower() in {"title", "date"}:
                meta.setdefault(match[1].lower(), _org_inline(match[2]))
                stated.append(len(out) + 1)
            out.append("")
        elif low.startswith(("#+", "# ")) or low in {"#", ":end:"}:
            out.append("")
        elif match := _ORG_HEADING.match(line):
            title = re.sub(r"^\[#[A-Z]\]\s*|\s*\[\d*(?:/\d*|%)\]", "", match[2])
            out.append("#" * min(6, len(match[1])) + " " + _org_inline(title))
        elif _ORG_RULE.match(bare):
            out.append(bare.replace("+", "|"))
        else:
            out.append(_org_inline(line.replace("- [X]", "- [x]")))
    return "\n".join(out), {k: v for k, v in meta.items() if v}, tuple(stated)


def _org_inline(text: str) -> str:
    if "[[" in text:
        text = _ORG_LINK.sub(lambda m: m[2] or m[1], text)
    if "*" in text:
        text = _ORG_BOLD.sub(r"**\1**", text)
    if "/" in text:
        text = _ORG_ITALIC.sub(r"*\1*", text)
    if "=" in text or "~" in text:
        text = _ORG_CODE.sub(r"\2", text)
    if "-" in text:
        text = _ORG_STAMP.sub(lambda m: " ".join(p for p in m.groups() if p), text)
    return text


def from_wiki(text: str) -> tuple[str, list[range], set[int]]:
    """MediaWiki text as light markup, line for line; a table's row stands on its last line.

    Returns:
        The text, the lines that each table takes, and those that hold header rows.
    """
    out: list[str] = []
    tables: list[range] = []
    begin = 0
    row: list[str] | None = None  # the cells of a table's open row
    head = False
    counts: list[int] = []
    headers: set[int] = set()

    def end_row() -> None:
        nonlocal row, head
        if row:
            # The row stands on its last line; a header row is followed by a rule.
            out[-1] = "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
            if head:
                headers.add(len(out))
        row, head = [], False

    inside = False
    for raw in text.split("\n"):
        line = _WIKI_DROP.sub("", raw) if "<" in raw or "_" in raw or "[" in raw else raw
        bare = line.strip()
        if inside:
            out.append("")
            if bare.startswith(("|}", "|-")):
                end_row()
                inside = not bare.startswith("|}")
                if not inside:
                    row = None
                    tables.append(range(begin, len(out) + 1))
            elif bare.startswith("|+"):
                out[-1] = _wiki_inline(bare[2:].strip())
            elif bare[:1] in {"|", "!"} and row is not None:
                head = head or bare[0] == "!"
                row.extend(_wiki_cells(bare))
            elif bare and row:
                row[-1] = f"{row[-1]} {_wiki_inline(bare)}"
            continue
        if bare.startswith("{|"):
            inside, row, head = True, [], False
            out.append("")
            begin = len(out)
            continue
        match = _WIKI_LIST.match(line)
        if match is None:
            counts.clear()
        if bare.startswith(("{{", "}}")) or bare.startswith("|") and "=" in bare:
            out.append("")  # a template's call and its parameters
        elif heading := _WIKI_HEADING.match(bare):
            out.append("#" * len(heading[1]) + " " + _wiki_inline(heading[2]))
        elif match and match[2]:
            out.append(_wiki_item(match[1], _wiki_inline(match[2]), counts))
        else:
            out.append(_wiki_inline(line))
    return "\n".join(out), tables, headers


def _wiki_cells(line: str) -> list[str]:
    """The cells of "| a || b" or "! a !! b", their attributes taken off."""
    found = []
    for cell in re.split(r"\|\||!!", line[1:]) if line[0] == "!" else line[1:].split("||"):
        before, bar, after = cell.partition("|")
        text = after if bar and "=" in before and "[[" not in before else cell
        found.append(_wiki_inline(text.strip()))
    return found


def _wiki_item(marks: str, text: str, counts: list[int]) -> str:
    depth = len(marks) - 1
    del counts[len(marks) :]
    counts.extend([0] * (len(marks) - len(counts)))
    if marks[-1] == "#":
        counts[-1] += 1
        return "  " * depth + f"{counts[-1]}. {text}"
    if marks[-1] == "*":
        return "  " * depth + f"- {text}"
    if marks == ";":
        term, colon, value = text.partition(" :")
        return f"{term.strip()}: {value.strip()}" if colon else f"{text.rstrip(':')}:"
    return text


def _wiki_inline(text: str) -> str:
    if "[[" in text:
        text = _WIKI_LINK.sub(r"\1", text)
    if "[" in text:
        text = _WIKI_URL.sub(r"\1", text)
    if "''" in text:
        text = text.replace("'''''", "***").replace("'''", "**").replace("''", "*")
    return text
