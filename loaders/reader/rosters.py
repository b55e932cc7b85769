"""Attendance lists: which blocks belong to one, and the people they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.entries import Entry, is_role, parse_line
from minutegraph.loaders.reader.inline import handles, parse_inline, split_at_honorifics
from minutegraph.loaders.reader.lists import ListLabel, read_label
from minutegraph.loaders.reader.names import (
    has_organisation_word,
    has_position_word,
    is_person,
    take_apart,
)

_NOBODY = re.compile(
    r"^(?:(?:none|nil|n/?a|no apologies|no one|nobody|tbc|all|everyone)\b\.?|[-–—]+$)",
    re.IGNORECASE,
)
_NAME_COLUMN = re.compile(
    r"^(?:(?:full|first|last|attendee|member|participant|director|trustee|committee|board|voting|tsc|tac)\s+)*"
    r"(?:name|member|attendee|participant|director|trustee|commissioner|delegate|governor)s?(?:\s*/\s*\w+)?$|"
    r"^(?:present|who|person)$",
    re.IGNORECASE,
)
_ORG_COLUMN = re.compile(
    r"organi[sz]ation|affiliation|company|institut|employer|representing|body|agency|department",
    re.IGNORECASE,
)
_ROLE_COLUMN = re.compile(r"role|position|job|post|title|capacity|function", re.IGNORECASE)
_INITIAL_COLUMN = re.compile(r"initial|abbrev|handle|github|^ini\b", re.IGNORECASE)
_STATUS_COLUMN = re.compile(r"status|attend|present|here|apolog", re.IGNORECASE)
_BUSINESS_COLUMN = re.compile(
    r"action|task|due|deadline|owner|votes?\b(?!r)|motion|item|topic|decision|term|date|subject|amount|e-?mail",
    re.IGNORECASE,
)
_ARRIVED_COLUMN = re.compile(r"^(?:arriv|joined|time in)", re.IGNORECASE)
_LEFT_COLUMN = re.compile(r"^(?:left|depart|time out)", re.IGNORECASE)
_YES = re.compile(r"^(?:y|yes|x|✓|✔|present|p|in person|attended)$", re.IGNORECASE)
_REMOTE = re.compile(r"remote|online|virtual|phone|zoom|teams|dial", re.IGNORECASE)
_APOLOGIES = re.compile(r"apolog|regret|^a$|^apols?", re.IGNORECASE)
_ABSENT = re.compile(r"absent|^n$|^no$|✗|not present", re.IGNORECASE)


_ROLE_LABEL = re.compile(
    r"(?:co-?)?chairs?|chair(?:man|woman|person)s?|scribes?|secretar(?:y|ies)|clerk|(?:note|minute)s?[- ]?takers?|"
    r"facilitators?|recorder|host",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Roster:
    """One attendance list.

    Attributes:
        indexes: the blocks it takes, the label's first.
        session: 1-based session whose heading it stands under; set by the outline.
        rest: (block, text) of what stands in the list and was not understood.
    """

    label: ListLabel
    indexes: list[int]
    entries: list[tuple[Block, Entry]] = field(default_factory=list)
    rest: list[tuple[Block, str]] = field(default_factory=list)
    session: int = 1


def read_roster(
    blocks: list[Block], index: int, label: ListLabel, headings: dict[int, int], *, near: bool
) -> Roster | None:
    """The list under a label that stands alone; None where no list of people follows."""
    roster = Roster(label, [index])
    table = blocks[index + 1].line.table if index + 1 < len(blocks) else 0
    if table:
        _read_table(blocks, index + 1, roster)
    else:
        for later in range(index + 1, len(blocks)):
            block = blocks[later]
            if _ends(blocks, later, roster, headings):
                break
            if _NOBODY.match(block.text) and len(block.text) < 60:
                roster.indexes.append(later)
                continue
            found = _entries(block, label)
            if found is None and _logins(blocks, later, label):
                found = handles([re.sub(r"[^\w.-]+$", "", block.text)])
            if found is None:
                if not roster.entries or block.gap or len(block.text) > 80:
                    break
                roster.rest.append((block, block.text))
                roster.indexes.append(later)
                continue
            roster.indexes.append(later)
            roster.entries.extend((block, entry) for entry in found)
    if not roster.entries:
        return roster if label.strong and len(roster.indexes) > 1 else None
    _drop_untitled(roster)
    if not roster.entries:
        return None
    people = len(roster.entries)
    several = sum(1 for _, e in roster.entries if len(e.name.text.split()) > 1)
    if not label.strong and not near and (people < 2 or several < people * 0.6):
        return None
    role = label.capacity in ("chair", "secretary") and _ROLE_LABEL.fullmatch(label.text)
    if not label.strong and near and several < people * 0.5 and not (role and people <= 3):
        return None
    while roster.rest and roster.indexes and roster.rest[-1][0] is blocks[roster.indexes[-1]]:
        roster.rest.pop()
        roster.indexes.pop()
    return roster


def _drop_untitled(roster: Roster) -> None:
    """Take out what is no person where everybody else is given with a title: "Food Standards"."""
    titled = sum(1 for _, e in roster.entries if e.name.honorific)
    if titled < 4 or titled < len(roster.entries) - 2:
        return
    for block, entry in list(roster.entries):
        if not entry.name.honorific and not (
            entry.organisation or entry.position or entry.capacity
        ):
            roster.entries.remove((block, entry))
            roster.rest.append((block, block.text))


def _ends(blocks: list[Block], index: int, roster: Roster, headings: dict[int, int]) -> bool:
    """Whether a block begins something after the list."""
    block = blocks[index]
    if block.line.heading or block.level or block.line.table:
        return True
    if read_label(block.text) is not None and (
        block.text.endswith(":") or index in headings or _bare_label(block)
    ):
        return True
    match = LABEL.match(block.text)
    if match and read_label(match["label"]) is not None:
        return True
    if block.told and block.told.section:
        return True
    if index in headings and headings[index] != 10:
        return True
    if roster.entries and block.line.bullet is None and roster.entries[-1][0].line.bullet:
        return True
    if index in headings and roster.entries:
        # A heading by its looks only: a last name of the list looks the same, unless the list
        # gives every person an organisation and this line gives none.
        plain = sum(1 for _, e in roster.entries if e.organisation or e.position)
        return plain > len(roster.entries) / 2 and "," not in block.text
    return False


def _bare_label(block: Block) -> bool:
    """A line that is a label and nothing else, without a colon: "Regrets", "Scribe"."""
    text = block.text
    return (
        block.line.bullet is None
        and len(text.split()) <= 3
        and "," not in text
        and not is_person(text)
        and not block.line.cells
    )


_TOKEN = re.compile(r"[^\W\d][\w.'’-]*")


def _tokens(text: str, label: ListLabel) -> bool:
    """Whether a line is a run of first names or handles: "ann, Bob, carla_r"."""
    pieces = [p.strip() for p in text.rstrip(".").split(",")]
    least = 2 if label.capacity in ("chair", "secretary") else 3
    return (
        len(pieces) >= least
        and all(_TOKEN.fullmatch(p) for p in pieces)
        and not any(has_position_word(p) or has_organisation_word(p) for p in pieces[1:])
    )


def _entries(block: Block, label: ListLabel) -> list[Entry] | None:
    """The people of a list's line, in columns, inline or one."""
    apologies = label.status == "apologies"
    if block.text.endswith(":") or len(block.text) > 60 and _SENTENCE.search(block.text):
        return None
    if block.told and block.told.person:
        return [told_entry(block.told.person)]
    cells = block.line.cells
    if cells and len(block.lines) == 1:
        several = [parse_line(c, single=False, apologies=apologies) for c in cells]
        roles = any(is_role(re.sub(r"\s*\([^)]*\)", "", c).split(",")[0]) for c in cells[1:])
        if len(cells) > 1 and all(several) and not roles:
            return [e for found in several for e in found or []]
        if not roles and all(is_person(c, single=False) for c in cells):
            return [e for c in cells for e in parse_line(c) or []]
        found = parse_line(", ".join(cells), apologies=apologies)
        if found:
            return found
    if grouped := _by_organisation(block.text, apologies):
        return grouped
    if "," in block.text and _tokens(block.text, label):
        return handles([p.strip() for p in block.text.rstrip(".").split(",")])
    text = split_at_honorifics(block.text)
    if len(text) > 160 or text != block.text or len(_TITLED.findall(text)) > 1:
        entries, rest = parse_inline(text, apologies=apologies)
        return entries if len(entries) >= 2 and len(rest) <= len(entries) / 3 else None
    people = [
        p.strip() for p in re.split(r",\s*|\s+and\s+", re.sub(r"\([^)]*\)", "", text).rstrip("."))
    ]
    if len(people) >= 3 and all(is_person(p) for p in people if p):
        return parse_inline(text, apologies=apologies)[0]
    return parse_line(text, apologies=apologies)


# A vote's lists name people too: who is "absent" from it is no matter of attendance.
_VOTE = re.compile(
    r"(?:ayes?|noes|nays?|yeas?|abst\w+|mover|seconder|in favou?r|for|against|opposed|result|moved)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_QUORUM = re.compile(r"^(?:quorum|a quorum)\b[^.]{0,40}\.?$", re.IGNORECASE)
_LOGIN = re.compile(r"[a-z][\w.-]{1,20}(?:\s*\([^\w()]*\))*$")
_SENTENCE = re.compile(r"\b(?:were|was|participated|attended|represents)\b(?![^(]*\))")
_DASHED = re.compile(r"(?P<label>[A-Z][^:.?!,–—]{1,60}?)\s+[-–—](?=\s)")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Rev|Revd)\b\.?\s+[A-Z]"
)


def _logins(blocks: list[Block], index: int, label: ListLabel) -> bool:
    """Whether a line is one of several that each hold a login and nothing else."""
    around = blocks[max(0, index - 2) : index + 3]
    alike = sum(1 for b in around if _LOGIN.fullmatch(b.text) and not b.gap)
    return label.strong and alike >= 2 and _LOGIN.fullmatch(blocks[index].text) is not None


def _by_organisation(text: str, apologies: bool) -> list[Entry] | None:
    """The people of "Harbour Trust: Ann Lee (Chair), Bob Roe", whom the label sends."""
    match = LABEL.match(text) or _DASHED.match(text)
    if match is None or match.end() >= len(text):
        return None
    label = match["label"].strip()
    generic = _generic(label)
    if not generic and (is_person(label) or is_role(label) or read_label(label) is not None):
        return None
    entries, rest = parse_inline(text[match.end() :], apologies=apologies)
    if not entries or rest or any(len(e.name.text.split()) < 2 for e in entries):
        return None
    if ":" not in match[0] and len(entries) < 2 and not generic:
        return None
    for entry in entries if not generic else []:
        entry.organisation = entry.organisation or label
    return entries


_GROUP_WORDS = frozenset(
    "board council team community staff committee deputies membership group members panel partners "
    "assessors delegates fellows contractors representatives trainees others steering".split()
)
_NO_GROUP = re.compile(
    r"\b(?:dates?|times?|venue|location|place|next|actions?|agenda|apolog\w*|minutes|notes?|links?|recording|"
    r"contact|subject|topic|items?|decisions?|motion|vote|quorum|approved|moved|seconded|owner|status|purpose|"
    r"opened|closed|start|end|speakers?|favou?r|oppos\w+|support\w*|against|public|nominat\w+|proxies|proxy|chat|slides|distribution|copies|cc|resolved|welcome|author|from|to)\b",
    re.IGNORECASE,
)


def _generic(label: str) -> bool:
    """Whether a label names people by what they are in the meeting: "Board", "Team", "Community"."""
    return all(w.lower() in _GROUP_WORDS for w in re.findall(r"\w+", label))


def grouped_roster(blocks: list[Block], index: int, headings: dict[int, int]) -> Roster | None:
    """People of a group whose name is all the label says, among lists of attendance.

    "Assessors:" over names, "Council: Ann, Bob" under "Attendance", "Board - Ann Lee, Bob Roe".
    """
    block = blocks[index]
    if block.line.heading or block.line.table or block.level:
        return None
    match = LABEL.match(block.text) or _DASHED.match(block.text)
    if match is None:
        return None
    name, rest = match["label"].strip(), block.text[match.end() :].strip()
    if len(name.split()) > 6 or _NO_GROUP.search(name) or is_person(name) or is_role(name):
        return None
    generic = _generic(name)
    label = ListLabel(name, "member", "present", strong=False, main=True)
    if not rest:
        return read_roster(blocks, index, label, headings, near=False) if ":" in match[0] else None
    entries, unread = parse_inline(rest)
    full = sum(1 for e in entries if len(e.name.text.split()) > 1 or e.name.honorific)
    if unread or not entries or full < (1 if generic else len(entries)):
        return None
    if not generic and has_organisation_word(name):
        for entry in entries:
            entry.organisation = entry.organisation or name
    return Roster(label, [index], [(block, e) for e in entries])


def told_entry(groups: dict[str, str]) -> Entry:
    """The person of a line that a profile's pattern reads."""
    name = groups["name"]
    entry = Entry(take_apart(name), name)
    entry.organisation = groups.get("organisation")
    entry.position = groups.get("position")
    if "initials" in groups:
        entry.aliases.append(groups["initials"])
    return entry


def inline_roster(
    blocks: list[Block],
    index: int,
    label: ListLabel | None,
    rest: str,
    headings: dict[int, int],
    *,
    near: bool,
    follows: bool = False,
) -> Roster | None:
    """The list that follows its label on the same line, or stands without any label.

    Without a label only a run of at least four full names that are set apart by initials or
    organisations in brackets is taken as the attendance.

    Args:
        follows: another list ends on the line before.
    """
    block = blocks[index]
    if index and label is not None and _VOTE.match(blocks[index - 1].text):
        return None
    if label is not None and _QUORUM.match(rest):
        rest = ""
    if label is None:
        if rest.count("(") < 4 or block.line.heading or block.line.cells:
            return None
        entries, unread = parse_inline(rest)
        marked = sum(1 for e in entries if e.aliases or e.organisation)
        full = sum(1 for e in entries if len(e.name.text.split()) > 1)
        if len(entries) < 4 or unread or marked < 0.8 * len(entries) or full < 0.8 * len(entries):
            return None
        label = ListLabel("", "member", "present", strong=True, main=True)
        return Roster(label, [index], [(block, e) for e in entries])
    if not rest:
        return read_roster(blocks, index, label, headings, near=near) or (
            Roster(label, [index]) if label.strong and label.status != "present" else None
        )
    if _NOBODY.match(rest):
        return Roster(label, [index]) if label.strong else None
    apologies = label.status == "apologies"
    pieces = [p.strip() for p in rest.rstrip(".").split(",")]
    if len(pieces) > 1 and all(_TOKEN.fullmatch(p) for p in pieces) and (label.strong or follows):
        return Roster(label, [index], [(block, e) for e in handles(pieces)])
    cells = block.line.cells or ("",)
    texts = [cells[0][match.end() :] if (match := LABEL.match(cells[0])) else cells[0], *cells[1:]]
    texts = [text for text in texts if text.strip()]
    own = [parse_line(c, single=False, apologies=apologies) for c in texts]
    if len(texts) > 1 and own[0] and not all(own) and len(block.lines) == 1:
        # "Members:   Ann Lee   Interim Chair": one person in columns.
        entries, unread = parse_line(", ".join(texts), apologies=apologies) or [], []
    elif len(own) > 1 and all(own) and len(block.lines) == 1:
        entries, unread = [e for found in own for e in found or []], []
    else:
        entries, unread = parse_inline(rest, apologies=apologies)
    if not entries or len(unread) > max(1, len(entries) / 2):
        return None
    if any(len(text.split()) > 7 for text in unread):
        return None  # sentences, which are read as such
    if (
        not label.strong
        and not (near and (block.run_in or follows))
        and (
            block.line.bullet
            or (not near and index > 12)
            or any(len(e.name.text.split()) < 2 and not e.organisation for e in entries)
        )
    ):
        return None
    roster = Roster(label, [index], [(block, e) for e in entries], [(block, u) for u in unread])
    # Lines that hang under the label go on with its list.
    for later in range(index + 1, len(blocks)):
        below = blocks[later]
        if below.line.indent < max(6, block.line.indent + 4) or below.level or below.line.heading:
            break
        match = LABEL.match(below.text)
        if match and read_label(match["label"]) is not None:
            break
        found = _entries(below, label)
        if found is None:
            break
        roster.indexes.append(later)
        roster.entries.extend((below, e) for e in found)
    return roster


def table_roster(blocks: list[Block], start: int) -> Roster | None:
    """The attendance that a table holds whose head names people and how they were there."""
    header = blocks[start].line.cells or ()
    if blocks[start].line.table == (blocks[start - 1].line.table if start else 0):
        return None
    kinds = [_column(cell) for cell in header]
    if kinds.count("name") != 1 or not ({"status", "organisation", "role"} & set(kinds)):
        return None
    if any(_BUSINESS_COLUMN.search(cell) for cell in header):
        return None
    strong = "status" in kinds
    roster = Roster(ListLabel("", "member", "present", strong=strong, main=True), [])
    _read_table(blocks, start, roster)
    return roster if roster.entries and (strong or start < 15) else None


def _read_table(blocks: list[Block], start: int, roster: Roster) -> None:
    """A table of people: a row a person, or cells that hold lists."""
    table = blocks[start].line.table
    rows = []
    for index in range(start, len(blocks)):
        if blocks[index].line.table != table:
            break
        rows.append((index, blocks[index]))
        roster.indexes.append(index)
    header = rows[0][1].line.cells or ()
    kinds = [_column(cell) for cell in header]
    body = rows
    if "name" in kinds:
        body = rows[1:]
    else:
        kinds = _by_content(rows)
    for _, block in body:
        cells = block.line.cells or ()
        if kinds:
            roster.entries.extend((block, e) for e in _row(cells, kinds))
            continue
        for cell in cells:
            found = parse_line(cell) or parse_inline(cell)[0]
            roster.entries.extend((block, e) for e in found)


def _by_content(rows: list[tuple[int, Block]]) -> list[str]:
    """The columns of a table without header words: names first, then what follows them."""
    cells = [block.line.cells or () for _, block in rows if any(block.line.cells or ())]
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


def _column(header: str) -> str:
    for kind, pattern in (
        ("name", _NAME_COLUMN),
        ("initials", _INITIAL_COLUMN),
        ("organisation", _ORG_COLUMN),
        ("role", _ROLE_COLUMN),
        ("status", _STATUS_COLUMN),
        ("arrived", _ARRIVED_COLUMN),
        ("left", _LEFT_COLUMN),
    ):
        if pattern.search(header.strip()):
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
    if values.get("organisation"):
        entry.organisation = values["organisation"]
    if values.get("initials"):
        entry.aliases.append(values["initials"])
    entry.arrived = values.get("arrived", "").strip() or entry.arrived
    entry.left = values.get("left", "").strip() or entry.left
    if role := values.get("role"):
        said = parse_line(f"{entry.name.text}, {role}")
        if said:
            entry.capacity = entry.capacity or said[0].capacity
            entry.status = entry.status or said[0].status
            entry.items = entry.items or said[0].items
        if not (said and said[0].capacity and not said[0].position):
            entry.position = re.sub(r"\s*\([^)]*\)", "", role).strip() or None
    status = values.get("status", "").strip()
    if status and not _YES.match(status):
        if _REMOTE.search(status):
            entry.status = "remote"
        elif _APOLOGIES.search(status):
            entry.status = "apologies"
        elif _ABSENT.search(status):
            entry.status = "absent"
    return [entry]
