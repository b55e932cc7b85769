"""The right-hand column of owners: "… write to the Council.          CLERK"."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.lines import Line, Source

_ROLE = r"(?:the\s+)?(?:clerk|chair(?:man|woman|person)?|vice[- ]chair|secretar(?:y|iat)|treasurer|convenor|director|head|registrar|principal|headteacher|all|officers?)"
_ONE = (
    rf"(?:[A-Z]{{2,4}}[a-z]?|(?i:{_ROLE})|(?:(?:Cllrs?|CLLRS?|Mr|Mrs|Ms|Dr|Prof|MR|MRS|MS|DR|PROF)\.?\s+)(?:[A-Z](?:\.|[\w’'-]*)\s+)?[A-Z][\w’'-]+"
    r"|[A-Z]\.?\s[A-Z][a-z’'-]+)"
)
_OWNERS = re.compile(rf"\(?{_ONE}(?:\s*(?:/|,|&|\+|\band\b)\s*{_ONE})*\)?")
_HEADER = re.compile(r"actions?(?:\s+(?:by|owner|on))?|by whom|owner", re.IGNORECASE)


def set_apart(source: Source) -> None:
    """Take the owners in the right-hand column off the lines they stand beside, into `margin`.

    A document has such a column where running text, at least twice, ends in a wide gap and a name
    or a post; or once, under a heading "Action" of the column.
    """
    found: list[tuple[Line, str]] = []
    headed: list[Line] = []
    before: Line | None = None
    behind: list[tuple[Line, str]] = []
    for line in source.lines:
        if line.tail and _OWNERS.fullmatch(line.tail) and len(line.text.split()) > 5:
            behind.append((line, line.tail))
        if line.cells and not line.table:
            owner = line.cells[-1]
            if len(line.cells) == 2 and _OWNERS.fullmatch(owner) and _running(line, before):
                found.append((line, owner))
            elif _HEADER.fullmatch(owner.rstrip(":")) and len(line.cells) < 4:
                headed.append(line)
        elif line.indent > 40 and _HEADER.fullmatch(line.text.rstrip(":")):
            headed.append(line)
        before = line
    if len(behind) > 2:
        _behind(source, behind)
    if len(found) + bool(headed) < 2:
        return
    for line, owner in found:
        line.margin = owner.strip("()")
        line.text, line.cells = (line.cells or ("",))[0], None
    alone = {line.no for line in headed if not line.cells}
    if alone:
        source.lines = [line for line in source.lines if line.no not in alone]
        source.meta_lines = (*source.meta_lines, *sorted(alone))
    for line in headed:
        if line.cells and len(line.cells) == 2:
            line.text, line.cells = line.cells[0], None


def _behind(source: Source, found: list[tuple[Line, str]]) -> None:
    """Take the owners in italics or bold behind sentences off them; one alone on a line, below."""
    for line, owner in found:
        line.margin = owner
        line.text = line.text.removesuffix(owner).rstrip()
    kept: list[Line] = []
    for line in source.lines:
        alone = (line.italic or line.bold) and not line.heading and _OWNERS.fullmatch(line.text)
        if alone and kept and not kept[-1].margin and len(kept[-1].text.split()) > 5:
            kept[-1].margin = line.text
            source.meta_lines = (*source.meta_lines, line.no)
            continue
        kept.append(line)
    source.lines = kept


def _running(line: Line, before: Line | None) -> bool:
    """Whether the first column is running text: a whole sentence, or the end of one."""
    text = (line.cells or ("",))[0]
    if len(text.split()) >= 6 or text.endswith(".") and len(text.split()) > 3:
        return True
    wrapped = before is not None and not line.gap and not before.cells and len(before.text) > 50
    return wrapped and text.endswith((".", ";"))
