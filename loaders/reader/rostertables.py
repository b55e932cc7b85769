"""Attendance in tables: a row a person, with columns for the rest, or cells that hold lists."""

from __future__ import annotations

import itertools
import re

from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.entries import GROUP, parse_line
from minutegraph.loaders.reader.inline import parse_inline
from minutegraph.loaders.reader.lists import ListLabel, read_label
from minutegraph.loaders.reader.names import has_organisation_word, has_position_word, is_person
from minutegraph.loaders.reader.qualifiers import CHAIR, NO_ORGANISATION, Entry, read_qualifier
from minutegraph.loaders.reader.roster import Roster

_NAME_COLUMN = re.compile(
    r"^(?:(?:full|first|last|attendee|member|participant|director|trustee|committee|board|voting|tsc|tac)\s+)*"
    r"(?:name|member|attendee|participant|director|trustee|commissioner|delegate|governor)s?(?:\s*/\s*\w+)?$|"
    r"^(?:present|who|person)$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]*\)$")  # "Name (Affiliation)"
_ORG_COLUMN = re.compile(
    r"organi[sz]ation|affiliation|company|institut|employer|representing|body|agency|department",
    re.IGNORECASE,
)
_ROLE_COLUMN = re.compile(r"role|position|job|post|title|capacity|function", re.IGNORECASE)
_CATEGORY_COLUMN = re.compile(r"^(?:category|constituency|type)\b", re.IGNORECASE)
_INITIAL_COLUMN = re.compile(r"initial|abbrev|handle|github|^ini\b", re.IGNORECASE)
_STATUS_COLUMN = re.compile(r"status|attend|present|here|apolog", re.IGNORECASE)
_BUSINESS_COLUMN = re.compile(
    r"action|task|due|deadline|owner|votes?\b(?!r)|motion|item|topic|decision|term|date|subject|amount|e-?mail",
    re.IGNORECASE,
)
_ARRIVED_COLUMN = re.compile(r"^(?:arriv|joined|time in)", re.IGNORECASE)
_LEFT_COLUMN = re.compile(r"^(?:left|depart|time out)", re.IGNORECASE)
_YES = re.compile(r"^(?:y|yes|x|[✓✔✅☑🟢]\ufe0f?|present|p|in person|attended)$", re.IGNORECASE)
_REMOTE = re.compile(r"remote|online|virtual|phone|zoom|teams|dial", re.IGNORECASE)
_APOLOGIES = re.compile(r"apolog|regret|^[ar]$|^apols?", re.IGNORECASE)
_ABSENT = re.compile(r"absent|^n$|^no$|[✗❌☒✘🔴☐]|not present", re.IGNORECASE)


def table_roster(blocks: list[Block], start: int) -> Roster | None:
    """The attendance that a table holds whose head names people and how they were there."""
    header = blocks[start].line.cells or ()
    if blocks[start].line.table == (blocks[start - 1].line.table if start else 0):
        return None
    kinds = _kinds(header)
    if kinds.count("name") != 1 or not ({"status", "organisation", "role"} & set(kinds)):
        return None
    if any(_BUSINESS_COLUMN.search(cell) for cell in header):
        return None
    strong = "status" in kinds
    roster = Roster(ListLabel("", "member", "present", strong=strong, main=True), [])
    read_table(blocks, start, roster)
    return roster if roster.entries and (strong or start < 15) else None


# "… and Bo Roe Independent Members: Ann Lee", lines of one cell that became one.
_KINDS_WITHIN = re.compile(
    r"\s+(?:[A-Z][a-z-]+\s)?(?:Members|Officers|Councillors|Observers|Guests|Staff|Trustees|Representatives):\s+"
)


def table_sections(blocks: list[Block], start: int, over: ListLabel | None = None) -> list[Roster]:
    """The lists of a table whose rows begin with labels: "Present", and people in the rows below.

    A label stands alone on its row or in a column of its own, with people beside it.

    Args:
        over: the label of the rows before the first such row, which stands above the table.
    """
    table = blocks[start].line.table
    if table == (blocks[start - 1].line.table if start else 0):
        return []
    rosters = [Roster(over, [start - 1])] if over else []
    rows: list[list[tuple[Block, tuple[str, ...]]]] = [[] for _ in rosters]
    beside = False  # whether labels have a column of their own
    whole = list(itertools.takewhile(lambda b: b.line.table == table, blocks[start:]))
    side = _side([block.line.cells or () for block in whole])
    for index, block in enumerate(whole, start):
        cells = tuple(cell.strip() for cell in (block.line.cells or ())[:side])
        first = cells[0] if cells else ""
        full = {cell for cell in cells if cell}
        label = read_label(first) if first and not is_person(first) else None
        if label is not None and (label.strong or rosters):
            rosters.append(Roster(label, [index]))
            rows.append([])
            beside = len(full) > 1
            if beside and not _heads(cells):
                rows[-1].append((block, cells[1:]))
            beside = beside and not _heads(cells)
        elif not rosters:
            if not full or _heads(("name", *cells[1:])) and index == start:
                continue  # "Name | Position" over the first label
            return []
        else:
            rosters[-1].indexes.append(index)
            if full:
                rows[-1].append((block, cells[1:] if beside and not first else cells))
    for roster, own in zip(rosters, rows, strict=True):
        kinds = _by_content([(0, b, cells) for b, cells in own])
        for block, cells in own:
            if kinds:
                roster.entries.extend((block, entry) for entry in _row(cells, kinds))
                continue
            apologies = roster.label.status == "apologies"
            for cell in cells:
                for text in _KINDS_WITHIN.split(cell):
                    found = parse_line(text, single=False, apologies=apologies) or []
                    inline, rest = parse_inline(text, apologies=apologies)
                    found = inline if len(inline) > len(found) and not rest else found or inline
                    roster.entries.extend((block, entry) for entry in found)
    if side is not None and rosters:
        _beside(whole, side, rosters[-1])
    if over and len(rosters) < 2:
        return []
    people = sum(len(roster.entries) for roster in rosters)
    told = [r for r in rosters if r.entries or r.label.status != "present"]
    return rosters if people >= 2 and len(told) == len(rosters) else []


def _heads(cells: tuple[str, ...]) -> bool:
    """Whether the cells beside a label say what the columns hold: "Present | Organisation"."""
    others = [cell for cell in cells[1:] if cell]
    return bool(others) and all(_column(cell) and not is_person(cell) for cell in others)


def read_table(blocks: list[Block], start: int, roster: Roster) -> None:
    """A table of people: a row a person, or cells that hold lists."""
    table = blocks[start].line.table
    rows = []
    for index in range(start, len(blocks)):
        if blocks[index].line.table != table:
            break
        rows.append((index, blocks[index]))
        roster.indexes.append(index)
    header = rows[0][1].line.cells or ()
    kinds = _kinds(header)
    body = rows
    side = None
    if "name" in kinds:
        body = rows[1:]
    else:
        side = _side([b.line.cells or () for _, b in rows])
        kinds = _by_content([(i, b, (b.line.cells or ())[:side]) for i, b in rows])
    column = kinds.index("status") if "status" in kinds else -1
    rows_of = [(b.line.cells or ())[:side] for _, b in body]
    legend = _legend(blocks[rows[-1][0] + 1 : rows[-1][0] + 4]) if column >= 0 else {}
    if legend:
        rows_of = [_spelt_out(cells, column, legend) for cells in rows_of]
    marked = [cells[column] for cells in rows_of if len(cells) > column >= 0]
    told = sum(1 for mark in marked if _YES.match(mark.strip())) > 1
    for (_, block), cells in zip(body, rows_of, strict=True):
        if kinds:
            found = _row(cells, kinds)
            if told and column >= 0 and not "".join(cells[column : column + 1]).strip():
                for entry in found:
                    entry.status = "absent"  # no mark, where those who came have one
            roster.entries.extend((block, e) for e in found)
            continue
        for cell in cells:
            found = parse_line(cell) or parse_inline(cell)[0]
            roster.entries.extend((block, e) for e in found)
    if side is not None:
        _beside([block for _, block in rows], side, roster)


def _side(rows: list[tuple[str, ...]]) -> int | None:
    """The column of the labels of lists that stand beside the list of a table's first columns."""
    for column in range(1, max(map(len, rows)) - 1):
        if not any(len(cells) > column + 1 and cells[column + 1].strip() for cells in rows):
            continue
        told = [cells[column].strip() for cells in rows if len(cells) > column]
        labels = [cell for cell in told if cell]
        if labels and all(cell.endswith(":") and len(cell) < 30 for cell in labels):
            return column
    return None


def _beside(rows: list[Block], side: int, roster: Roster) -> None:
    """Add the people of the lists beside a list, as their labels say they were there or away."""
    label: ListLabel | None = None
    for block in rows:
        cells = block.line.cells or ()
        if len(cells) > side and cells[side].strip():
            label = read_label(cells[side])
        if label is None:
            continue  # "Venue:", "Copies to:"
        for cell in cells[side + 1 :]:
            for entry in parse_line(cell, single=False) or []:
                entry.status = entry.status or label.status
                if label.capacity != "member":
                    entry.capacity = entry.capacity or label.capacity
                roster.entries.append((block, entry))


_MEANS = re.compile(r"(?<!\w)(\w|[✓✔✅❌✗])\s*(?:=|:|–|-|means)\s*([a-z]+)", re.IGNORECASE)


def _legend(blocks: list[Block]) -> dict[str, str]:
    """What the marks of a table mean where it says so: "P = present, A = absent"."""
    for block in blocks:
        said = {mark.lower(): word for mark, word in _MEANS.findall(block.text)}
        if len(said) > 1 and "present" in " ".join(said.values()).lower():
            return said
    return {}


def _spelt_out(cells: tuple[str, ...], column: int, legend: dict[str, str]) -> tuple[str, ...]:
    """A row with its mark of presence in words."""
    if len(cells) <= column:
        return cells
    mark = re.match(r"\S(?!\w)", cells[column].strip())
    said = legend.get(mark[0].lower()) if mark else None
    if mark is None or said is None:
        return cells
    return (*cells[:column], said + cells[column].strip()[mark.end() :], *cells[column + 1 :])


def _by_content(rows: list[tuple[int, Block, tuple[str, ...]]]) -> list[str]:
    """The columns of a table without header words: names first, then what follows them."""
    cells = [own for _, _, own in rows if any(own)]
    if not cells or len(cells[0]) < 2:
        return []
    if not all(is_person(re.sub(r"\s*\([^)]*\)", "", row[0])) for row in cells if row):
        return []
    kinds = ["name"]
    for column in range(1, len(cells[0])):
        values = [row[column].strip() for row in cells if len(row) > column and row[column].strip()]
        if values and all(len(v) <= 5 and v[:2].isupper() and " " not in v for v in values):
            kinds.append("initials")
        elif values and all(is_person(v) for v in values):
            return []
        else:
            roles = sum(1 for v in values if has_position_word(v))
            kinds.append("role" if roles * 2 >= len(values) else "organisation")
    return kinds


def _kinds(header: tuple[str, ...]) -> list[str]:
    """What a table's columns hold; "Present" beside a column of names is how they were there."""
    kinds = [_column(cell) for cell in header]
    if kinds.count("name") > 1:
        for number, cell in enumerate(header):
            if cell.strip(" ?:").lower() == "present":
                kinds[number] = "status"
    return kinds


def _column(header: str) -> str:
    header = _IN_BRACKETS.sub("", header).strip(" ?:")
    for kind, pattern in (
        ("name", _NAME_COLUMN),
        ("initials", _INITIAL_COLUMN),
        ("organisation", _ORG_COLUMN),
        ("role", _ROLE_COLUMN),
        ("category", _CATEGORY_COLUMN),
        ("status", _STATUS_COLUMN),
        ("arrived", _ARRIVED_COLUMN),
        ("left", _LEFT_COLUMN),
    ):
        if pattern.search(header):
            return kind
    return ""


def _row(cells: tuple[str, ...], kinds: list[str]) -> list[Entry]:
    """The person of a table's row."""
    entry: Entry | None = None
    values = dict(zip(kinds, cells, strict=False))
    found = parse_line(values.get("name", ""))
    if not found:
        return []
    entry = found[0]
    if organisation := values.get("organisation", "").strip():
        *_, inside = GROUP.findall(organisation) or [""]
        if inside and CHAIR.fullmatch(inside) and organisation.endswith(")"):
            entry.capacity = entry.capacity or "chair"
            organisation = organisation[: organisation.rindex("(")].strip()
        if organisation.lower() not in NO_ORGANISATION:
            entry.organisation = organisation or entry.organisation
    if values.get("initials"):
        entry.aliases.append(values["initials"])
    entry.arrived = values.get("arrived", "").strip() or entry.arrived
    entry.left = values.get("left", "").strip() or entry.left
    if role := values.get("role") or values.get("category"):
        said = parse_line(f"{entry.name.text}, {role}")
        if said:
            entry.capacity = entry.capacity or said[0].capacity
            entry.status = entry.status or said[0].status
            entry.items = entry.items or said[0].items
        if not (said and said[0].capacity and not said[0].position):
            post = re.sub(r"\s*\([^)]*\)", "", role).strip() or None
            if (
                post
                and "role" in values
                and has_organisation_word(post)
                and not has_position_word(post)
            ):
                entry.organisation = entry.organisation or post
            else:
                entry.position = post
    status = values.get("status", "").strip()
    if "(" in status and _YES.match(said_first := status.split("(")[0].strip()):
        for group in GROUP.findall(status):  # "P (from 6.20 pm)"
            read_qualifier(entry, group)
        status = said_first
    if status and not _YES.match(status):
        if _REMOTE.search(status):
            entry.status = "remote"
        elif _APOLOGIES.search(status):
            entry.status = "apologies"
        elif _ABSENT.search(status):
            entry.status = "absent"
    return [entry]
