"""Where the attendance lists of a document stand, under labels or without."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.inline import parse_inline
from minutegraph.loaders.reader.lists import LABELS, ListLabel, read_label
from minutegraph.loaders.reader.names import is_given_name
from minutegraph.loaders.reader.roster import Roster
from minutegraph.loaders.reader.rosters import (
    grouped_roster,
    inline_roster,
    read_roster,
    unlabelled_roster,
)
from minutegraph.loaders.reader.rostertables import table_roster, table_sections

_AFTER_LABEL = re.compile(r":\s+\S")


_TOP = 40  # blocks: where a list without a label may stand

# "1. Present Ann Lee, Bo Roe": a label without its colon.
_BARE_LABEL = re.compile(
    r"(?P<label>(?:Also )?(?:Present|PRESENT|In attendance|IN ATTENDANCE|Attendees|Attending|Apologies|APOLOGIES|Absent|Regrets))"
    r"[.;]?\s+(?=[A-Z])"
)


# "Member States: AT, BE, CY": who sent somebody, without saying whom.
_CODES = re.compile(r"[A-Z][\w ]{2,30}:(?:\s*[A-Z]{2,5}\b[,;.]?(?:\s+and\b)?)+")


def _after_bare_label(block: Block, index: int, bare: re.Match[str], text: str) -> Roster | None:
    label = read_label(bare["label"])
    entries, rest = parse_inline(text[bare.end() :])
    if label is None or not entries or rest:
        return None
    full = sum(1 for e in entries if " " in e.name.text or e.name.honorific)
    if full < len(entries) and (len(entries) < 3 or full < 2):
        return None
    if len(entries) == 1 and not (
        entries[0].name.honorific or is_given_name(entries[0].name.text.split()[0])
    ):
        return None  # "Present Value"
    return Roster(label, [index], [(block, e) for e in entries])


def _titled_below(blocks: list[Block], roster: Roster, headings: dict[int, int]) -> None:
    """Add lines below a list whose people all have titles that name such people and no more."""
    if not all(entry.name.honorific for _, entry in roster.entries):
        return
    for index in range(roster.indexes[-1] + 1, len(blocks)):
        block = blocks[index]
        if index in headings and headings[index] < 10 or block.ref or block.line.bullet:
            return
        entries, rest = parse_inline(block.text)
        if rest or not entries or not all(entry.name.honorific for entry in entries):
            return
        if block.text.endswith(".") or len(block.text) > 160:
            return
        roster.indexes.append(index)
        roster.entries.extend((block, entry) for entry in entries)


def _broken_off(blocks: list[Block], roster: Roster, headings: dict[int, int]) -> None:
    """Add what stands below a list that ends in a comma, if it names people and no more."""
    for index in range(roster.indexes[-1] + 1, len(blocks)):
        block, last = blocks[index], blocks[roster.indexes[-1]]
        if not last.text.endswith(",") or last.line.bullet or not roster.entries:
            return
        if headings.get(index, 10) < 10 or block.ref or block.line.bullet or block.line.table:
            return
        entries, rest = parse_inline(block.text)
        if rest or len(entries) < 2 or ":" in block.text:
            return
        roster.indexes.append(index)
        roster.entries.extend((block, entry) for entry in entries)


def _afterthought(blocks: list[Block], roster: Roster, headings: dict[int, int]) -> None:
    """Add "Ann Lee – Clerk and 3 members of the public", a line of its own right below a list."""
    index = roster.indexes[-1] + 1
    if roster.label.status != "present" or not roster.entries or index >= len(blocks):
        return
    block = blocks[index]
    if headings.get(index, 10) < 10 or block.ref or block.line.bullet or block.line.table:
        return
    if len(block.text) > 140 or not _PUBLIC.search(block.text) or ":" in block.text:
        return
    entries, rest = parse_inline(block.text)
    if entries and not rest and all(e.position or e.capacity or e.organisation for e in entries):
        roster.indexes.append(index)
        roster.entries.extend((block, entry) for entry in entries)


_PUBLIC = re.compile(r"\b(?:members?|residents?|representatives?) of (?:the )?(?:public|press)\W*$")


def find_rosters(blocks: list[Block], headings: dict[int, int]) -> dict[int, Roster]:
    """The attendance lists, by the index of the block that labels them."""
    found: dict[int, Roster] = {}
    index, seen_strong = 0, False
    ends: set[int] = set()  # indexes of the blocks that lists end in
    zone: ListLabel | None = None
    while index < len(blocks):
        block = blocks[index]
        roster = None
        text = block.rest if block.ref else block.text
        if block.told and block.told.section:
            written, meant = block.told.section
            own = ListLabel(written, meant.capacity, meant.status, strong=True, main=True)
            roster = read_roster(blocks, index, own, headings, near=True)
        if roster is None and block.line.table:
            if sections := table_sections(blocks, index):
                found.update((each.indexes[0], each) for each in sections)
                ends.update(each.indexes[-1] for each in sections)
                seen_strong = True
                index = sections[-1].indexes[-1] + 1
                continue
            roster = table_roster(blocks, index)
        labelled = bool(block.signs & LABELS)
        alone = (
            labelled
            and len(text) <= 100
            and (
                index in headings
                or block.ref
                or text.endswith(":")
                or block.line.bold
                or len(text) < 60
            )
        )
        label = None
        if alone and not block.line.table and not (":" in text and _AFTER_LABEL.search(text)):
            label = read_label(text)
        over = label if label is not None and label.strong and roster is None else None
        below = blocks[index + 1] if over and index + 1 < len(blocks) else None
        if over and below and below.line.table:
            sections = table_sections(blocks, index + 1, over)
            found.update((each.indexes[0], each) for each in sections)
            ends.update(each.indexes[-1] for each in sections)
            if sections:
                seen_strong = True
                index = sections[-1].indexes[-1] + 1
                continue
        if roster is None and label is not None:
            roster = read_roster(blocks, index, label, headings, near=seen_strong)
        if roster is None and labelled and ":" in text and (match := LABEL.match(text)):
            inline = read_label(match["label"])
            rest = text[match.end() :].strip()
            if inline is not None:
                follows = index - 1 in ends
                roster = inline_roster(
                    blocks, index, inline, rest, headings, near=seen_strong, follows=follows
                )
        bare = _BARE_LABEL.match(text) if labelled and text[:1] in "APIR" else None
        if roster is None and bare:
            roster = _after_bare_label(block, index, bare, text)
            if roster is not None:
                _titled_below(blocks, roster, headings)
        if roster is None and label is not None and label.strong and label.status == "present":
            # A heading over lists that have labels of their own, known or not.
            zone, seen_strong = label, True
        elif roster is None and (zone is not None or index - 1 in ends):
            roster = grouped_roster(blocks, index, headings, zone)
        if roster is None and not seen_strong and index < _TOP:
            roster = inline_roster(blocks, index, None, text, headings, near=False)
        if roster is None and not found and index < _TOP and block.line.bullet:
            roster = unlabelled_roster(blocks, index)
        if roster is not None:
            _broken_off(blocks, roster, headings)
            _afterthought(blocks, roster, headings)
            found[index] = roster
            ends.add(roster.indexes[-1])
            seen_strong = True
            index = roster.indexes[-1] + 1
        else:
            if zone is not None and label is None and not _CODES.fullmatch(text):
                zone = None
            index += 1
    return found
