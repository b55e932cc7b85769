"""Minutes kept as a table, a row an item: "Discussion point | Notes | Actions"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from minutegraph.loaders.reader.actions import is_owners_only, read_several
from minutegraph.loaders.reader.blocks import Block, split_number
from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.reader.sentences import sentences
from minutegraph.loaders.reader.told import Told

_TITLE = re.compile(
    r"(?:agenda\s+|discussion\s+)?(?:items?|points?|topics?|subjects?|headings?)|agenda|issue|matter",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?:(?:key\s+)?(?:notes?|discussions?|minutes?|summary|comments?|details?|points?(?: raised| discussed)?)"
    r"(?:\s*(?:/|&|and)\s*(?:notes?|decisions?|actions?(?: items?)?|outcomes?|comments?))*)",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"(?:(?:agreed\s+)?actions?(?:\s+(?:items?|points?|by|required|agreed))?|by whom|owners?|responsible|who)\b.{0,40}",
    re.IGNORECASE,
)
_DURATION = re.compile(r"(?<=\d)\s?(?:m|mins?|minutes|h)\b\.?", re.IGNORECASE)
_NOTHING = re.compile(r"(?:none|n/?a|nil|-+|–|—|\.)?$", re.IGNORECASE)
# Below the headings that a document can have by its format, above those by looks.
_LEVEL = 6


def spread(blocks: list[Block]) -> list[Block]:
    """The blocks with each row of such a table taken apart: its title, its text, its actions."""
    found: list[Block] = []
    table = 0
    where: tuple[int, int, int | None] | None = None
    for index, block in enumerate(blocks):
        line = block.line
        if not line.table or not line.cells:
            found.append(block)
            continue
        if line.table != table:
            table, where = line.table, _columns(line.cells)
            if where is not None and _only_numbers(blocks, index, where[1]):
                where = None  # how many minutes each item is given
            if where is not None:
                continue
        found += [block] if where is None else _row(block, line.cells, where)
    return found


def _columns(header: tuple[str, ...]) -> tuple[int, int, int | None] | None:
    """Where title, text and actions stand; None where the table is no minutes."""
    cells = [cell.strip(" :.").lower() for cell in header]
    title = next((i for i, c in enumerate(cells) if _TITLE.fullmatch(c)), None)
    text = next((i for i, c in enumerate(cells) if i != title and _TEXT.fullmatch(c)), None)
    if title is None or text is None:
        return None
    action = next((i for i, c in enumerate(cells) if i > text and _ACTION.fullmatch(c)), None)
    return title, text, action


def _only_numbers(blocks: list[Block], header: int, column: int) -> bool:
    """Whether a column says nothing but how long: an agenda's, not that of minutes."""
    table = blocks[header].line.table
    rows = itertools.takewhile(lambda b: b.line.table == table, blocks[header + 1 :])
    held = [b.line.cells[column] for b in rows if b.line.cells and column < len(b.line.cells)]
    return any(held) and not any(c.isalpha() for c in _DURATION.sub("", "".join(held)))


def _row(block: Block, cells: tuple[str, ...], where: tuple[int, int, int | None]) -> list[Block]:
    title, text, action = (
        cells[i].strip() if i is not None and i < len(cells) else "" for i in where
    )
    line = replace(block.line, cells=None, table=0)
    found: list[Block] = []
    if title:
        ref, rest, level = split_number(title)
        head = replace(line, text=title, heading=_LEVEL, gap=1)
        found.append(Block([head], title, ref, rest, level))
    if text and not _NOTHING.match(text):
        found.append(_paragraph(replace(line, text=text, gap=1)))
    if action and not _NOTHING.match(action):
        if is_owners_only(action) and text and found:
            found[-1].lines[0] = replace(found[-1].line, margin=action)
        else:
            found += _actions(replace(line, text=action), action)
    return found


def _paragraph(line: Line) -> Block:
    return Block([line], line.text, None, line.text, 0)


def _actions(line: Line, text: str) -> list[Block]:
    """One block an action, marked as such by the column it stands in."""
    pieces = [s for _, s in sentences(text)] if len(read_several(text)) > 1 else [text]
    found = []
    for piece in pieces:
        block = _paragraph(replace(line, text=piece))
        block.told = Told(action={"text": piece})
        found.append(block)
    return found
