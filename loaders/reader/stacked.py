"""People whose lines stand in a numbered list, below heads of columns or in pieces."""

from __future__ import annotations

from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.entries import parse_line
from minutegraph.loaders.reader.names import initials_fit, is_person, take_apart
from minutegraph.loaders.reader.qualifiers import Entry

_HERE_OR_NOT = frozenset("present apologies absent regrets".split())


def lines_below(
    blocks: list[Block], index: int, before: tuple[int, str]
) -> tuple[Entry, str] | None:
    """The person of lines below one another, as cells of torn tables are: a name, a post, initials.

    Args:
        before: the index of the line before that tells of the person, and what was told so far.
    """
    block, (last, told) = blocks[index], before
    text = block.text
    if last != index - 1 or block.gap or block.line.bullet or block.level or block.line.cells:
        return None
    if len(text) > 60 or text.endswith((":", ".")):
        return None
    name = told.split(",")[0]
    if not _initials_of(text, name) and not (told != name and text.lower() in _HERE_OR_NOT):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after is None or after.gap or "," in text or not is_person(name):
            return None
        if not _initials_of(after.text, name) and after.text.lower() not in _HERE_OR_NOT:
            return None
    if is_person(text):
        return None
    if _initials_of(text, name):
        found = parse_line(told)
        if found and len(found) == 1:
            found[0].aliases.append(text)
            return found[0], told
        return None
    found = parse_line(f"{told}, {text}")
    return (found[0], f"{told}, {text}") if found and len(found) == 1 else None


def _initials_of(text: str, name: str) -> bool:
    """Whether a line is a name's initials, middle names told or not: "LHM" of Lee Moor."""
    if not 1 < len(text) < 5 or not text.isupper() or not text.isalpha():
        return False
    words = name.split()
    return initials_fit(text, name) or (text[0] == words[0][0] and text[-1] == words[-1][0])


def column_heads(blocks: list[Block], index: int) -> bool:
    """Whether a line is the heads of columns of people with titles: "Assessors   Specialists"."""
    heads, below = blocks[index].line.cells, blocks[index + 1 : index + 2]
    under = below[0].line.cells if below else None
    if not heads or not under or len(heads) < 2 or len(under) > len(heads):
        return False
    return all(len(h) < 40 for h in heads) and all(
        is_person(cell) and take_apart(cell).honorific for cell in under
    )


def numbered_person(block: Block) -> Entry | None:
    """The one person of a numbered line: "3. Ann Lee (Chair)", in columns or not."""
    cells = block.line.cells or ()
    text = block.rest
    if len(cells) > 1 and len(block.lines) == 1:
        text = ", ".join((cells[0].removeprefix(block.ref or "").lstrip(" .)"), *cells[1:]))
    found = parse_line(text, single=False) if len(text) < 120 else None
    return found[0] if found and len(found) == 1 and " " in found[0].name.text else None


def numbered_until(blocks: list[Block], start: int) -> int:
    """The end of a list numbered from 1 whose lines each name a person; `start` where none is."""
    index = start
    while index < len(blocks) and blocks[index].ref == str(index - start + 1):
        if blocks[index].line.heading or numbered_person(blocks[index]) is None:
            break
        index += 1
    return index if index - start > 2 else start
