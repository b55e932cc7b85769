"""Attendance lists: which blocks belong to one, and the people they name."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.entries import parse_line
from minutegraph.loaders.reader.inline import handles, parse_inline
from minutegraph.loaders.reader.lists import LABELS, ListLabel, read_label
from minutegraph.loaders.reader.names import (
    has_organisation_word,
    is_given_name,
    is_person,
    take_apart,
)
from minutegraph.loaders.reader.qualifiers import Entry, is_role, read_qualifier
from minutegraph.loaders.reader.roster import Roster
from minutegraph.loaders.reader.rosterlines import (
    DASHED,
    NOBODY,
    SENT_NOBODY,
    TOKEN,
    is_generic,
    is_logger,
    is_login,
    line_entries,
)
from minutegraph.loaders.reader.rostertables import read_table
from minutegraph.loaders.reader.sentences import sentences
from minutegraph.loaders.reader.stacked import (
    column_heads,
    lines_below,
    numbered_person,
    numbered_until,
)
from minutegraph.loaders.reader.surnames import turn_list
from minutegraph.loaders.reader.words import CONTAINER_HEADINGS, POSITION_WORDS

_ROLE_LABEL = re.compile(
    r"(?:co-?)?chairs?|chair(?:man|woman|person)s?|scribes?|secretar(?:y|ies)|clerk|(?:note|minute)s?[- ]?takers?|"
    r"facilitators?|recorder|host",
    re.IGNORECASE,
)


# "The following users were present.", between a label and its list.
_LEADS_IN = re.compile(
    r"(?:the\s+)?following\b[^.:]{0,80}\b(?:present|attend\w*|participat\w+|apologies|absent|excused)\b[^.:]{0,40}[.:]$",
    re.IGNORECASE,
)


def read_roster(
    blocks: list[Block], index: int, label: ListLabel, headings: dict[int, int], *, near: bool
) -> Roster | None:
    """The list under a label that stands alone; None where no list of people follows."""
    roster = Roster(label, [index])
    table = blocks[index + 1].line.table if index + 1 < len(blocks) else 0
    numbered = numbered_until(blocks, index + 1) if label.strong and not table else 0
    below, empty = (-1, ""), False
    if table:
        read_table(blocks, index + 1, roster)
    else:
        for later in range(index + 1, len(blocks)):
            block = blocks[later]
            if later < numbered:
                roster.indexes.append(later)
                if (person := numbered_person(block)) is not None:
                    roster.entries.append((block, person))
                continue
            if roster.entries and (more := lines_below(blocks, later, below)) is not None:
                below = (later, more[1])
                roster.indexes.append(later)
                roster.entries[-1] = (roster.entries[-1][0], more[0])
                continue
            if _ends(blocks, later, roster, headings) and not _inner_list(block, blocks[index]):
                break
            if empty and block.gap:
                break  # "None", and then what is no list
            nobody = NOBODY.match(block.text) or SENT_NOBODY.match(block.text)
            if nobody and len(block.text) < 60 or is_logger(block, label):
                empty = not roster.entries
                roster.indexes.append(later)
                continue
            if later == index + 1 and _LEADS_IN.match(block.text):
                roster.indexes.append(later)
                continue
            found = line_entries(block, label)
            if found is None and not roster.entries and column_heads(blocks, later):
                roster.indexes.append(later)
                continue
            if found is None and later == index + 1 and _is_note(blocks, later, label):
                continue
            if found is None and is_login(blocks, later, label):
                found = handles([re.sub(r"\s*\(.*|[^\w.-]+$", "", block.text)])
            if found is None and roster.entries and _about(block, roster.entries[-1][1]):
                roster.indexes.append(later)
                continue
            if found is None:
                if not roster.entries or block.gap or len(block.text) > 80:
                    break
                roster.rest.append((block, block.text))
                roster.indexes.append(later)
                continue
            roster.indexes.append(later)
            roster.entries.extend((block, entry) for entry in found)
            below = (later, block.text) if len(found) == 1 else (-1, "")
    if not roster.entries:
        return roster if label.strong and len(roster.indexes) > 1 else None
    turn_list(roster)
    _drop_untitled(roster)
    if not roster.entries:
        return None
    people = len(roster.entries)
    several = sum(1 for _, e in roster.entries if len(e.name.text.split()) > 1)
    role = label.capacity in ("chair", "secretary") and _ROLE_LABEL.fullmatch(label.text)
    sole = role and people == 1 and _before_list(blocks, roster)
    if not label.strong and not near and not sole and (people < 2 or several < people * 0.6):
        return None
    if not label.strong and near and several < people * 0.5 and not (role and people <= 3):
        return None
    while roster.rest and roster.indexes and roster.rest[-1][0] is blocks[roster.indexes[-1]]:
        roster.rest.pop()
        roster.indexes.pop()
    return roster


def _before_list(blocks: list[Block], roster: Roster) -> bool:
    """Whether a full name or one with a title stands right above the label of the next list."""
    after = roster.indexes[-1] + 1
    name = roster.entries[0][1].name
    below = read_label(blocks[after].text) if after < len(blocks) else None
    return below is not None and below.strong and bool(name.honorific or " " in name.text)


def _about(block: Block, entry: Entry) -> bool:
    """Read a sentence below a person's line that is about them: "Ann is … (Ann joined at 11am)"."""
    given = entry.name.text.split()[0]
    if block.gap or not re.match(
        rf"{re.escape(given)} (?:is|was|has|chairs|joined|left)\b", block.text
    ):
        return False
    if moved := re.search(r"\b(?:joined|left|arrived) at [^().]{2,20}", block.text):
        read_qualifier(entry, moved[0])
    return True


def _is_note(blocks: list[Block], index: int, label: ListLabel) -> bool:
    """Whether a sentence stands between a heading of a list and the list, which is in bullets."""
    text = blocks[index].text
    if not (label.strong and blocks[index - 1].line.heading and index + 1 < len(blocks)):
        return False
    note = text.startswith(("Note:", "Note that", "NOTE")) and not blocks[index].line.bullet
    below = blocks[index + 1]
    return note and bool(below.line.bullet) and line_entries(below, label) is not None


def _inner_list(block: Block, label: Block) -> bool:
    """Whether a numbered line below a numbered label is its list: "1. Attendees:", "1. A, B, C"."""
    if not block.ref or block.line.indent <= label.line.indent or "," not in block.rest:
        return False
    entries, rest = parse_inline(block.rest)
    return len(entries) > 2 and not rest and all(" " in e.name.text for e in entries)


def _drop_untitled(roster: Roster) -> None:
    """Take out what is no person where everybody else is given with a title: "Food Standards"."""
    titled = sum(1 for _, e in roster.entries if e.name.honorific)
    if titled >= 3 and 2 * titled >= len(roster.entries):
        _grouped_by_sender(roster)
        titled = sum(1 for _, e in roster.entries if e.name.honorific)
    if titled < 4 or titled < len(roster.entries) - 2:
        return
    for block, entry in list(roster.entries):
        if not entry.name.honorific and not (
            entry.organisation or entry.position or entry.capacity or entry.items
        ):
            roster.entries.remove((block, entry))
            roster.rest.append((block, block.text))


def _grouped_by_sender(roster: Roster) -> None:
    """Of people with titles: lines above them that say who sends them, and posts below them.

    "Canada", set apart from what is above it, over "Ms Ann Lee" over "Director, Inland Waters".
    """
    entries, kept = roster.entries, list[tuple[Block, Entry]]()
    sender: str | None = None
    for number, (block, entry) in enumerate(entries):
        after = entries[number + 1] if number + 1 < len(entries) else None
        if entry.name.honorific:
            if block.gap and kept:
                sender = None
            entry.organisation = entry.organisation or sender
        elif kept and _opens_with_post(block, entry):
            kept[-1][1].position = kept[-1][1].position or block.text
            continue
        elif (
            block.gap
            and after
            and after[1].name.honorific
            and not after[0].gap
            and not (entry.organisation or entry.position or entry.capacity)
            and not is_given_name(entry.name.text.split()[0])
        ):
            sender = block.text.rstrip(":")
            continue
        kept.append((block, entry))
    roster.entries[:] = kept


def _opens_with_post(block: Block, entry: Entry) -> bool:
    """Whether a line begins with a post and not with the name read from it."""
    first = block.text.partition(",")[0]
    begins = block.text.startswith((entry.as_written, entry.name.text))
    return not begins and "–" not in first and first.split()[-1].lower() in POSITION_WORDS


def _ends(blocks: list[Block], index: int, roster: Roster, headings: dict[int, int]) -> bool:
    """Whether a block begins something after the list."""
    block = blocks[index]
    if block.line.heading or block.level or block.line.table:
        return True
    if block.text.lower() in CONTAINER_HEADINGS:
        return True
    if block.signs & LABELS and not SENT_NOBODY.match(block.text):
        alone = block.text.endswith(":") or index in headings or _bare_label(block)
        if alone and read_label(block.text) is not None:
            return True
        match = LABEL.match(block.text) if ":" in block.text else None
        if match and read_label(match["label"]) is not None:
            return True
    if block.told and block.told.section:
        return True
    if index in headings and headings[index] != 10:
        # In capitals, a line of the list looks like a heading.
        titled = headings[index] == 7 and _TITLED_CAPITALS.match(block.text) is not None
        return not (titled or headings[index] == 7 and roster.entries and not block.gap)
    label = blocks[roster.indexes[0]].line
    if roster.entries and block.line.bullet and label.bullet and block.line.depth <= label.depth:
        return True
    if roster.entries and block.line.bullet is None and roster.entries[-1][0].line.bullet:
        return not (block.line.indent and _alike(block))
    if index in headings and roster.entries:
        # A heading by its looks only: a last name of the list looks the same, unless the list
        # gives every person an organisation and this line gives none.
        plain = sum(1 for _, e in roster.entries if e.organisation or e.position)
        return plain > len(roster.entries) / 2 and "," not in block.text
    return False


_TITLED_CAPITALS = re.compile(r"(?:MRS?|MS|MISS|DR|PROF|CLLR|REV|HON)\b\.?\s+[A-Z]")


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


# A vote's lists name people too: who is "absent" from it is no matter of attendance.
_VOTE = re.compile(
    r"(?:ayes?|noes|nays?|yeas?|abst\w+|mover|seconder|in favou?r|for|against|opposed|result|moved)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_QUORUM = re.compile(r"^(?:quorum|a quorum)\b[^.]{0,40}\.?$", re.IGNORECASE)


_NO_GROUP = re.compile(
    r"\b(?:dates?|times?|venue|location|place|next|actions?|agenda|apolog\w*|minutes|notes?|links?|recording|"
    r"contact|subject|topic|items?|decisions?|motion|vote|quorum|approved|moved|seconded|owner|status|purpose|"
    r"opened|closed|start|end|speakers?|favou?r|oppos\w+|support\w*|against|public|nominat\w+|proxies|proxy|chat|slides|distribution|copies|cc|resolved|welcome|author|from|to)\b",
    re.IGNORECASE,
)


def grouped_roster(
    blocks: list[Block], index: int, headings: dict[int, int], zone: ListLabel | None
) -> Roster | None:
    """People of a group whose name is all the label says, among lists of attendance.

    "Assessors:" over names, "Council: Ann, Bob" under "Attendance", "Board - Ann Lee, Bob Roe".

    Args:
        zone: the label that stands over all such groups, where one does.
    """
    block = blocks[index]
    if block.line.heading or block.line.table or block.level:
        return None
    match = LABEL.match(block.text) or DASHED.match(block.text)
    if match is None and len(block.text.split()) <= 3 and is_generic(block.text):
        match = re.match(r"(?P<label>.+)()$", block.text)  # "Commission", alone on its line
    if match is None:
        return None
    name, rest = match["label"].strip(), block.text[match.end() :].strip()
    if len(name.split()) > 6 or _NO_GROUP.search(name) or is_person(name) or is_role(name):
        return None
    generic = is_generic(name)
    label = ListLabel(
        name,
        zone.capacity if zone else "member",
        zone.status if zone else "present",
        strong=False,
        main=zone is None or zone.main,
    )
    if not rest:
        alone = ":" in match[0] or match.end() == len(block.text) and "-" not in match[0]
        return read_roster(blocks, index, label, headings, near=False) if alone else None
    entries, unread = parse_inline(rest)
    full = sum(1 for e in entries if len(e.name.text.split()) > 1 or e.name.honorific)
    if unread or not entries or full < (1 if generic else len(entries)):
        return None
    if not generic and has_organisation_word(name):
        for entry in entries:
            entry.organisation = entry.organisation or name
    return Roster(label, [index], [(block, e) for e in entries])


def _more(block: Block) -> list[Entry]:
    """The people of a line that is a list of three or more and nothing else."""
    if block.line.heading or block.level or LABEL.match(block.text) or "," not in block.text:
        return []
    entries, rest = parse_inline(block.text)
    named = all(e.name.honorific or " " in e.name.text for e in entries)
    return entries if len(entries) > 2 and named and not rest else []


def _alike(block: Block) -> bool:
    """Whether a line below a person's line names one more person and no more than that."""
    text = block.text
    if block.gap or block.line.bullet or len(text) > 70 or text.endswith((".", ":")):
        return False
    name = re.split(r"\s*[(,–—]|\s-\s", text)[0]
    return is_person(name.strip())


def _titled(block: Block, first: Entry) -> bool:
    """Whether a line set apart names one more person with a title, as the first of its list has one."""
    text = block.text
    if not first.name.honorific or block.gap != 1 or block.line.bullet or len(text) > 90:
        return False
    name = re.split(r"\s*[(,–—]|\s-\s", text)[0].strip()
    return not text.endswith((".", ":")) and is_person(name) and bool(take_apart(name).honorific)


def unlabelled_roster(blocks: list[Block], start: int) -> Roster | None:
    """Full names in a list of at least four that stands before anything else, under no label."""
    roster = Roster(ListLabel("", "member", "present", strong=True, main=True), [])
    before = blocks[start - 1] if start else None
    if before is not None and (before.text.endswith(("?", ":")) or before.ref):
        return None
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not block.line.bullet or block.line.depth != blocks[start].line.depth:
            break
        found = parse_line(block.text, single=False)
        if not found or len(found) > 1 or not is_person(found[0].name.text):
            return None
        if found[0].position and not found[0].capacity and "(" not in block.text:
            return None
        roster.indexes.append(index)
        roster.entries.append((block, found[0]))
    return roster if len(roster.entries) >= 4 else None


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
    if NOBODY.match(rest) and len(sentences(rest)) < 2:
        return Roster(label, [index]) if label.strong else None
    apologies = label.status == "apologies"
    pieces = [p.strip() for p in rest.rstrip(".").split(",")]
    if "(" in rest and sum(1 for p in pieces if p[:1].islower()) > len(pieces) / 2:
        pieces = [re.sub(r"\s*\([^()]*\)", "", p) for p in pieces]  # logins, with remarks
    if len(pieces) > 1 and all(TOKEN.fullmatch(p) for p in pieces) and (label.strong or follows):
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
    told = [text for text in unread if text[:1].isupper() or len(text.split()) > 7]
    if not entries or len(told) > max(1, len(entries) / 2) or len(unread) > 2 * len(entries):
        return None
    if any(len(text.split()) > 7 for text in unread):
        # The list, and a sentence behind it; else sentences, which are read as such.
        (_, first), *others = sentences(rest)
        entries, unread = parse_inline(first, apologies=apologies)
        if not others or len(entries) < 3 or len(unread) > len(entries) / 4:
            return None
        unread += [text for _, text in others]
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
    if len(entries) == 1 and label.strong and index + 1 < len(blocks):
        # "Present: Cllr A Lee - Chairman", and the others in a line of their own below.
        more, other = _more(blocks[index + 1]), blocks[index + 1]
        if more:
            roster.indexes.append(index + 1)
            roster.entries.extend((other, e) for e in more)
            return roster
    # Lines that hang under the label go on with its list, and people one a line.
    one_a_line = len(entries) == 1 and not unread and len(block.lines) == 1
    for later in range(index + 1, len(blocks)):
        below = blocks[later]
        if below.level or below.line.heading:
            break
        hangs = below.line.indent >= max(6, block.line.indent + 4)
        if not hangs and not (one_a_line and (_alike(below) or _titled(below, entries[0]))):
            break
        match = LABEL.match(below.text)
        if match and read_label(match["label"]) is not None:
            break
        found = line_entries(below, label)
        if found is None:
            break
        roster.indexes.append(later)
        roster.entries.extend((below, e) for e in found)
    return roster
