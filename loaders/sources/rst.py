"""reStructuredText to the light markup that the text scanner reads, line by line."""

from __future__ import annotations

import re

_ADORNMENT = re.compile(r"([=\-`:.'\"~^_*+#<>])\1{2,}$")
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?([a-z][\w-]*)::\s*(.*)$")
_FOOTNOTE = re.compile(r"\.\.\s+\[[^\]]+\]\s+")
_FIELD = re.compile(r":([A-Za-z][\w -]{0,40}):\s*(.*)$")
_GRID = re.compile(r"\+(?:[-=]+\+)+$")
_LINK = re.compile(r"`([^`<>]+?)\s*<[^<>`]*>`__?")
_REFERENCE = re.compile(r"(?<!`)`([^`]+)`__?(?!\w)")
_ROLE = re.compile(r":[a-z][\w:+-]*:`([^`]+?)(?:\s*<[^<>`]*>)?`")
_CODE = re.compile(r"``([^`]+)``")
# Directives whose contents are no text of the minutes.
_DROPPED = frozenset(
    "raw figure image contents toctree code code-block sourcecode include literalinclude meta "
    "highlight index math replace unicode default-role target-notes sectnum".split()
)
# Fields of a site's page, which say nothing of a meeting but its title and date.
_PAGE = frozenset(
    "slug tags category author authors modified status summary lang template save_as url".split()
)


def from_rst(text: str) -> tuple[str, dict[str, str], tuple[int, ...]]:
    """reStructuredText as light markup, line for line.

    Returns:
        The text, its fields ("title", "date") where they are a page's, and the lines of these.
    """
    raw = text.split("\n")
    out = [""] * len(raw)
    levels: list[tuple[str, bool]] = []
    meta: dict[str, str] = {}
    stated: list[int] = []
    page = _page_fields(raw)
    at = 0
    while at < len(raw):
        line, bare = raw[at], raw[at].strip()
        if not bare:
            at += 1
            continue
        if (titled := _title(raw, at)) is not None:
            where, style = titled
            if style not in levels:
                levels.append(style)
            out[where] = "#" * min(6, levels.index(style) + 1) + " " + _inline(raw[where].strip())
            at = where + 2
            continue
        if bare.startswith("..") and (bare == ".." or bare[2] in " \t"):
            at = _explicit(raw, at, out)
            continue
        field = _FIELD.match(bare)
        if field and at in page:
            if field[1].lower() in {"title", "date"}:
                meta.setdefault(field[1].lower(), _inline(field[2]))
            stated.append(at + 1)
        elif field:
            out[at] = f"{field[1]}: {_inline(field[2])}"
        elif _GRID.match(bare):
            out[at] = bare.replace("+", "|").replace("=", "-")
        elif bare.startswith("| ") and not bare.endswith("|"):
            out[at] = _inline(bare[2:]) + "  "  # a line that ends where its author broke it
        elif bare != "::":
            ends = bare.endswith("::")
            out[at] = _inline(line.rstrip()[:-1] if ends else line)
        at += 1
    return "\n".join(out), {k: v for k, v in meta.items() if v}, tuple(stated)


def _title(raw: list[str], at: int) -> tuple[int, tuple[str, bool]] | None:
    """The line of the title that begins here, and how it is adorned: with what, above as well."""
    over = _ADORNMENT.match(raw[at].rstrip())
    where = at + 1 if over else at
    if where + 1 >= len(raw) or not raw[where].strip():
        return None
    under = _ADORNMENT.match(raw[where + 1].rstrip())
    if under is None or over and over[1] != under[1]:
        return None
    name = raw[where].strip()
    if not over and (raw[where][0] in " \t" or (at and raw[at - 1].strip() and _is_text(raw, at))):
        return None
    if len(under[0]) < min(4, len(name)) or _ADORNMENT.match(name):
        return None
    return where, (under[1], over is not None)


def _is_text(raw: list[str], at: int) -> bool:
    """Whether the line before is text that this line goes on with."""
    before = raw[at - 1].strip()
    return not _ADORNMENT.match(before) and not before.startswith("..")


def _page_fields(raw: list[str]) -> set[int]:
    """The lines of the fields at the top that a site's page has."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(raw[:40]):
        if match := _FIELD.match(line.strip()):
            found.append((number, match[1].lower()))
        elif found and line.strip() and line[0] not in " \t":
            break
    return {number for number, _ in found} if {key for _, key in found} & _PAGE else set()


def _explicit(raw: list[str], at: int, out: list[str]) -> int:
    """Read a directive, comment or target; the line after it. What it holds that is text stays."""
    bare = raw[at].strip()
    margin = len(raw[at]) - len(raw[at].lstrip())
    stop = at + 1
    while stop < len(raw) and (
        not raw[stop].strip() or len(raw[stop]) - len(raw[stop].lstrip()) > margin
    ):
        stop += 1
    if _FOOTNOTE.match(bare):
        out[at] = _inline(bare[2:].strip())
        return at + 1
    directive = _DIRECTIVE.match(bare)
    if directive is None or directive[1] in _DROPPED:
        return stop
    if directive[2]:
        out[at] = f"{_inline(directive[2]).rstrip(':')}:"
    below = [n for n in range(at + 1, stop) if raw[n].strip()]
    while below and _FIELD.match(raw[below[0]].strip()):
        below.pop(0)  # an option
    cut = min((len(raw[n]) - len(raw[n].lstrip()) for n in below), default=0)
    inner, _, _ = from_rst(
        "\n".join(raw[n][cut:] if n in below else "" for n in range(at + 1, stop))
    )
    for number, line in enumerate(inner.split("\n"), at + 1):
        if number < stop:
            out[number] = line
    return stop


def _inline(text: str) -> str:
    if "`" in text:
        text = _LINK.sub(r"\1", text)
        text = _ROLE.sub(r"\1", text)
        text = _CODE.sub(r"\1", text)
        text = _REFERENCE.sub(r"\1", text)
    return text
