"""The people of one line of an attendance list, and lines that name nobody."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.entries import parse_line, split_tick
from minutegraph.loaders.reader.inline import handles, of_all, parse_inline, split_at_honorifics
from minutegraph.loaders.reader.lists import ListLabel, read_label
from minutegraph.loaders.reader.names import (
    has_organisation_word,
    has_position_word,
    is_given_name,
    is_person,
    take_apart,
)
from minutegraph.loaders.reader.qualifiers import Entry, is_role
from minutegraph.loaders.reader.surnames import turned

NOBODY = re.compile(
    r"^(?:(?:none|nil|n/?a|no apologies|no one|nobody|tbc|all|everyone)\b\.?|[-–—]+$)",
    re.IGNORECASE,
)


TOKEN = re.compile(r"[^\W\d][\w.'’-]*")
_BRACKETS = re.compile(r"\([^)]*\)")
_BETWEEN = re.compile(r",\s*|\s+and\s+")
_BOX = re.compile(r"^\[[ xX]\]\s*")


def _is_tokens(text: str, label: ListLabel) -> bool:
    """Whether a line is a run of first names or handles: "ann, Bob, carla_r"."""
    if " " in text.partition(",")[0].strip():
        return False
    pieces = [p.strip() for p in text.rstrip(".").split(",")]
    pair = label.capacity in ("chair", "secretary") or label.status in ("apologies", "absent")
    least = 2 if pair or len(pieces) == 2 and is_given_name(pieces[1]) else 3
    return (
        len(pieces) >= least
        and all(TOKEN.fullmatch(p) for p in pieces)
        and not any(has_position_word(p) or has_organisation_word(p) for p in pieces[1:])
    )


SENT_NOBODY = re.compile(
    r"[A-Z][^:]{1,40}:\s*(?:apologies|excused|absent|not (?:represented|present)|vacan\w+|none|[-–—])\W*$",
    re.IGNORECASE,
)


def line_entries(block: Block, label: ListLabel) -> list[Entry] | None:
    """The people of a list's line, in columns, inline or one."""
    apologies = label.status == "apologies"
    if block.text.endswith(":") or len(block.text) > 60 and _SENTENCE.search(block.text):
        return None
    if block.told and block.told.person:
        return [told_entry(block.told.person)]
    if turn := turned(block.text):
        return parse_line(turn, apologies=apologies)
    cells = block.line.cells
    if cells and len(cells) == 2 and _group_of_one(cells) and len(block.lines) == 1:
        cells = cells[1:]  # "Councillors    Cr Lee"
        return parse_line(cells[0], apologies=apologies)
    if cells and len(block.lines) == 1:
        several = [parse_line(c, single=False, apologies=apologies) for c in cells]
        bare = [re.sub(r"\s*\([^)]*\)", "", c).split(",")[0] for c in cells[1:]]
        roles = any(is_role(c) and not take_apart(c).honorific for c in bare)
        if len(cells) > 1 and all(several) and not roles:
            return [e for found in several for e in found or []]
        if not roles and all(is_person(c, single=False) for c in cells):
            return [e for c in cells for e in parse_line(c) or []]
        found = parse_line(", ".join(cells), apologies=apologies)
        if found:
            return found
    if grouped := _by_organisation(block.text, apologies):
        return grouped
    if "," in block.text and _is_tokens(block.text, label):
        return handles([p.strip() for p in block.text.rstrip(".").split(",")])
    if block.ref and block.level and "," in block.rest:
        return parse_inline(block.rest, apologies=apologies)[0] or None
    text = split_at_honorifics(block.text)
    if text.count(";") > 1 or of_all(text):
        entries, rest = parse_inline(text, apologies=apologies)
        return entries if len(entries) > 1 and not rest else None
    if len(text) > 160 or text != block.text or len(_TITLED.findall(text)) > 1:
        entries, rest = parse_inline(text, apologies=apologies)
        return entries if len(entries) >= 2 and len(rest) <= len(entries) / 3 else None
    plain = _BRACKETS.sub("", text) if "(" in text else text
    people = [p.strip() for p in _BETWEEN.split(plain.rstrip("."))]
    if text.startswith("[") and people:
        people[0] = _BOX.sub("", people[0])
    each = len(people) == 2 and text.count("(") == 2 and text.endswith(")")
    if each and all(is_person(p) for p in people) and (tick := parse_line(text)):
        pair = parse_inline(_BOX.sub("", text), apologies=apologies)[0]
        for entry in pair:
            entry.status = entry.status or tick[0].status
        return pair
    if (each or len(people) >= 3) and all(is_person(p) for p in people if p):
        found = parse_inline(text, apologies=apologies)[0]
    else:
        found = parse_line(text, apologies=apologies)
    if block.line.bullet and found and len(found) == len(people) > 1:
        _share_bracket(text, found)
    return found


def _share_bracket(text: str, entries: list[Entry]) -> None:
    """Give all of a bullet's people the organisation in brackets at its end: "Ann Lee, Bo Roe (Org)"."""
    organisation = entries[-1].organisation
    if not (organisation and text.endswith(f"({organisation})") and text.count("(") == 1):
        return
    if not any(e.organisation or e.position or e.capacity for e in entries[:-1]):
        for entry in entries:
            entry.organisation = organisation


def _group_of_one(cells: tuple[str, ...]) -> bool:
    """Whether a line's first column says what the people are whom its second column begins to list."""
    label = read_label(cells[0])
    plural = cells[0].rstrip(":").endswith("s") or is_generic(cells[0])
    return label is not None and label.status == "present" and plural and is_person(cells[1])


_LOGIN = re.compile(r"[a-z][\w.-]{1,20}(?:\s*\((?:[^\w()]*|\d+)\))*$")


_SENTENCE = re.compile(r"\b(?:were|was|participated|attended|represents)\b(?![^(]*\))")


DASHED = re.compile(r"(?P<label>[A-Z][^:.?!,–—]{1,60}?)\s+[-–—](?=\s)")


_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Cr|Councillor|Rev|Revd)\b\.?\s+[A-Z]"
)


def is_logger(block: Block, label: ListLabel) -> bool:
    """Whether a line is the program that logged a chat, which lists itself: "harbot (3)"."""
    return label.text.endswith("lines said)") and bool(re.match(r"[a-z]\w*bot\b", block.text))


def is_login(blocks: list[Block], index: int, label: ListLabel) -> bool:
    """Whether a line is one of several that each hold a login and nothing else."""
    around = blocks[max(0, index - 2) : index + 3]
    alike = sum(1 for b in around if _LOGIN.fullmatch(b.text) and not b.gap)
    return label.strong and alike >= 2 and _LOGIN.fullmatch(blocks[index].text) is not None


def _by_organisation(text: str, apologies: bool) -> list[Entry] | None:
    """The people of "Harbour Trust: Ann Lee (Chair), Bob Roe", whom the label sends."""
    text, absent = split_tick(text)
    text, regrets = _regrets_behind(text)
    match = LABEL.match(text) if ":" in text else None
    if match is None and ("-" in text or "–" in text or "—" in text):
        match = DASHED.match(text)
    if match is None or match.end() >= len(text):
        return None
    label = match["label"].strip()
    generic = is_generic(label)
    if not generic and (is_role(label) or read_label(label) is not None):
        return None
    entries, rest = parse_inline(text[match.end() :], apologies=apologies)
    if not generic and is_person(label):
        # "Heron Gauges: Ann Lee (Primary)": the colon says that no person is named first.
        told = len(entries) > 1 or any(e.capacity or e.position for e in entries)
        if ":" not in match[0] or not told:
            return None
    if not entries or rest or any(len(e.name.text.split()) < 2 for e in entries):
        return None
    if ":" not in match[0] and len(entries) < 2 and not generic:
        return None
    for entry in entries:
        if not generic:
            entry.organisation = entry.organisation or label
        if absent:
            entry.status = entry.status or "absent"
        if entry.name.text.split()[0] == regrets:
            entry.status = "apologies"
    return entries


_REGRETS = re.compile(
    r"\s+(?:--|[–—])\s*(?P<who>[A-Z][\w'’-]+) sent (?:regrets|apologies)\b[^,;]*$"
)


def _regrets_behind(text: str) -> tuple[str, str | None]:
    """A line without "– Ann sent regrets" behind it, and whose they are."""
    match = _REGRETS.search(text)
    return (text[: match.start()], match["who"]) if match else (text, None)


_GROUP_WORDS = frozenset(
    "board council team community staff committee deputies membership group members panel partners "
    "assessors delegates fellows contractors representatives trainees others steering commission authority "
    "governors trustees directors executive cabinet other".split()
)


def is_generic(label: str) -> bool:
    """Whether a label names people by what they are in the meeting: "Board", "Team", "Community"."""
    return all(w.lower() in _GROUP_WORDS for w in re.findall(r"\w+", label))


def told_entry(groups: dict[str, str]) -> Entry:
    """The person of a line that a profile's pattern reads."""
    name = groups["name"]
    entry = Entry(take_apart(name), name)
    entry.organisation = groups.get("organisation")
    entry.position = groups.get("position")
    if "initials" in groups:
        entry.aliases.append(groups["initials"])
    return entry
