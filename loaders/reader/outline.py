"""Blocks to the outline of a meeting: title matter, lists, sessions, items, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.entries import Entry
from minutegraph.loaders.reader.lists import ListLabel, read_label
from minutegraph.loaders.reader.rosters import Roster, inline_roster, read_roster
from minutegraph.loaders.reader.words import CONTAINER_HEADINGS, END_MARKERS

_SESSION_HEADING = re.compile(
    r"\b(?:session|sitting|breakout|plenary|in camera|part (?:[1-9ivx]+|[a-d]|one|two|three)|"
    r"(?:morning|afternoon|evening|closed|private|open|public) (?:session|meeting|part)|day (?:\d|one|two))\b",
    re.IGNORECASE,
)
_ACTIONS_HEADING = re.compile(
    r"^(?:(?:new|summary of|list of|table of|outstanding|open|agreed)\s+)*"
    r"(?:actions?(?:\s+(?:items?|points?|list|log|summary|table|register))?|to[- ]?dos?)"
    r"(?:\s+(?:arising|agreed|from (?:this|the) meeting|list|log|summary|table))*\s*:?$",
    re.IGNORECASE,
)
_META_HEADING = re.compile(
    r"^(?:meeting (?:details|info\w*)|details|links?|metadata|logistics|next meeting|"
    r"upcoming meetings?|date of (?:the )?next meeting|future meetings?|dates?)\b",
    re.IGNORECASE,
)
_SUB_HEADING = re.compile(
    r"^(?:conclusions?(?:\s*/\s*resolutions?)?|resolutions?|decisions?|outcomes?|summary|"
    r"discussion|background|next steps?|notes?|recommendations?|motions?|votes?)\s*:?$",
    re.IGNORECASE,
)
_TRAILING_REF = re.compile(r"\s*(#\d{1,6})\s*$")
_SENTENCE_END = (".", "!", ";", ",")


@dataclass(slots=True)
class ItemDraft:
    """An agenda item as the outline finds it."""

    title: str
    ref: str | None
    block: Block
    session: int
    section: str | None


@dataclass(slots=True)
class ParagraphDraft:
    """A paragraph: the block that begins it and those that belong to it."""

    ref: str | None
    item: int | None
    parts: list[Block]
    heading: str | None = None

    @property
    def text(self) -> str:
        """The whole text, list items on lines of their own."""
        first, *rest = self.parts
        lines = [first.rest if self.ref else first.text]
        lines += [("- " if part.line.bullet else "") + part.text for part in rest]
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class SessionDraft:
    """A session: the headings it is printed under and why it begins."""

    title: str | None
    block: Block | None
    basis: str
    headings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What the blocks of a document are."""

    preface: list[Block] = field(default_factory=list)
    rosters: list[Roster] = field(default_factory=list)
    sessions: list[SessionDraft] = field(default_factory=list)
    items: list[ItemDraft] = field(default_factory=list)
    paragraphs: list[ParagraphDraft] = field(default_factory=list)
    action_blocks: list[tuple[Block, int | None]] = field(default_factory=list)
    not_understood: list[Block] = field(default_factory=list)

    @property
    def entries(self) -> list[tuple[ListLabel, Block, Entry]]:
        """Every entry of every list with its label and block."""
        return [(r.label, block, entry) for r in self.rosters for block, entry in r.entries]


@dataclass(slots=True)
class _Scheme:
    """How the document marks its items: by numbers, or by headings of one level."""

    numbered: set[int]
    level: int | None
    bulleted: set[int]
    headings: dict[int, int]


def outline(blocks: list[Block]) -> Outline:
    """Walk the blocks once and say what each is."""
    out = Outline(sessions=[SessionDraft(None, None, "the meeting")])
    headings = _headings(blocks)
    rosters = _find_rosters(blocks, headings)
    scheme = _scheme(blocks, headings, rosters)
    numbered_paragraphs = sum(1 for b in blocks if b.level > 1 and not b.line.cells) >= 3
    taken: dict[int, Roster] = {}
    for roster in rosters.values():
        taken.update(dict.fromkeys(roster.indexes, roster))
    section: str | None = None
    mode = "preface"  # preface, body, actions, meta
    sub: str | None = None
    item: int | None = None
    skip_agenda = 0
    for index, block in enumerate(blocks):
        level = headings.get(index)
        if index in taken:
            roster = taken[index]
            if index == roster.indexes[0]:
                roster.session = len(out.sessions)
                out.rosters.append(roster)
            if index not in scheme.numbered:
                continue
        if block.text.strip(" .*-").lower() in END_MARKERS:
            block.role = "end"
            continue
        if skip_agenda and level is not None and level <= skip_agenda:
            skip_agenda = 0
        if skip_agenda:
            block.role = "agenda"
            continue
        is_item = index in scheme.numbered or index in scheme.bulleted
        title = block.rest.strip() if block.ref else block.text
        if level is not None and not is_item:
            bare = title.rstrip(":").strip()
            if _ACTIONS_HEADING.match(bare):
                mode, sub = "actions", bare
                if level == scheme.level:
                    item = _add_item(out, block, bare, section)
                block.role = "heading"
                continue
            if _is_agenda_plan(blocks, index, headings, scheme):
                block.role, skip_agenda = "heading", level
                continue
            if _over_list(index, bare, rosters):
                block.role = "heading"
                continue
            if _over_bullets(index, scheme.bulleted, headings):
                block.role, section, item, mode = "heading", bare, None, "body"
                continue
            if (
                scheme.level is not None
                and level == scheme.level
                and not _is_session(blocks, index, headings, scheme, rosters)
            ):
                is_item = not _META_HEADING.match(bare)
                if not is_item:
                    mode, block.role, sub = "meta", "heading", None
                    continue
        if is_item:
            item = _add_item(out, block, title, section)
            mode, sub = "body", None
            continue
        if level is not None:
            block.role = "heading"
            bare = title.rstrip(":").strip()
            if index == _title_index(blocks, headings) and item is None:
                out.preface.append(block)
                continue
            if _is_session(blocks, index, headings, scheme, rosters):
                _add_session(out, block, bare)
                section, item, sub, mode = bare, None, None, "body"
                continue
            if _META_HEADING.match(bare):
                mode, sub = "meta", None
                continue
            if _followed_by_item(blocks, index, scheme, headings) and (
                scheme.level is None or level < scheme.level
            ):
                section, sub = bare, None
                if bare.lower() not in CONTAINER_HEADINGS:
                    out.sessions[-1].headings.append(bare)
                    if out.sessions[-1].title is None:
                        out.sessions[-1].title = bare
                item = None
                mode = "body" if mode != "preface" or out.rosters else mode
                continue
            if bare.lower() in CONTAINER_HEADINGS:
                mode = "body" if out.rosters else mode
                continue
            if (
                item is None
                and scheme.level is not None
                and level < scheme.level
                and _has_text(blocks, index, headings)
            ):
                item = _add_item(out, block, bare, section)
                mode, sub = "body", None
                continue
            sub = bare
            if item is None and mode == "preface":
                out.preface.append(block)
            continue
        if mode == "actions":
            before = out.action_blocks[-1][0] if out.action_blocks else None
            if not (before and before.line.table and not block.line.table):
                out.action_blocks.append((block, item))
                block.role = "action"
                continue
            mode = "body" if item is not None else "meta"
        if item is None and mode in {"preface", "meta"} and block.level < 2:
            out.preface.append(block)
            continue
        _add_paragraph(out, block, item, sub, numbered_paragraphs)
    return out


def _add_item(out: Outline, block: Block, title: str, section: str | None) -> int:
    ref = block.ref
    title = title.strip()
    if ref is None and (match := _TRAILING_REF.search(title)):
        ref, title = match[1], title[: match.start()]
    block.role = "item"
    out.items.append(ItemDraft(title.strip(), ref, block, len(out.sessions), section))
    return len(out.items)


def _add_session(out: Outline, block: Block, title: str) -> None:
    block.role = "session"
    first = out.sessions[0]
    empty = len(out.sessions) == 1 and not out.items and first.block is None
    if empty and not first.headings:
        out.sessions[0] = SessionDraft(title, block, f"heading “{title}”", [title])
    else:
        out.sessions.append(SessionDraft(title, block, f"heading “{title}”", [title]))


def _add_paragraph(
    out: Outline, block: Block, item: int | None, sub: str | None, numbered: bool
) -> None:
    block.role = "paragraph"
    last = out.paragraphs[-1] if out.paragraphs else None
    same = last is not None and last.item == item
    if last is not None and same and block.line.table == last.parts[-1].line.table != 0:
        last.parts.append(block)
        return
    begins = block.level >= 2 or (block.ref is not None and "/" in block.ref)
    if numbered and not begins and same and last is not None and last.ref:
        last.parts.append(block)
        return
    ref = block.ref if begins else None
    nested = block.line.bullet and block.line.depth > 0 and not begins
    if last is not None and same and nested and last.parts[0].line.bullet and last.heading == sub:
        # A nested list item belongs to the one above it.
        last.parts.append(block)
        return
    out.paragraphs.append(ParagraphDraft(ref, item, [block], sub))


def _headings(blocks: list[Block]) -> dict[int, int]:
    """Index to level of the blocks that are headings by their format or their looks.

    Levels by looks come after those of the format: 7 capitals, 8 bold, 9 italic, 10 isolated.
    """
    found: dict[int, int] = {}
    for index, block in enumerate(blocks):
        line, text = block.line, block.text
        if line.heading:
            found[index] = line.heading
            continue
        if len(block.lines) > 1 or line.cells or len(text) > 100 or block.level > 1:
            continue
        if line.bullet or text.endswith(_SENTENCE_END) or not any(c.isalpha() for c in text):
            continue
        letters = [c for c in text if c.isalpha()]
        if line.bold and len(text) < 90:
            found[index] = 8
        elif len(letters) >= 4 and text.isupper() and len(text.split()) < 12:
            found[index] = 7
        elif line.italic and len(text) < 80 and line.gap:
            found[index] = 9
        elif block.ref is None and line.gap and _isolated(blocks, index):
            found[index] = 10
    return found


def _isolated(blocks: list[Block], index: int) -> bool:
    """A short line on its own, before something longer or numbered: a heading in plain text."""
    text = blocks[index].text
    if len(text) > 75 or not (text[0].isupper() or text[0].isdigit()) or ":" in text.rstrip(":"):
        return False
    if index + 1 >= len(blocks):
        return False
    after = blocks[index + 1]
    if not after.gap and not text.endswith(":"):
        return False
    if text.endswith(":"):
        return read_label(text) is not None or bool(_ACTIONS_HEADING.match(text))
    return after.level > 0 or len(after.text) > 90 or bool(_ACTIONS_HEADING.match(text))


def _title_index(blocks: list[Block], headings: dict[int, int]) -> int | None:
    """The heading that is the document's title: the first, where it stands above all others."""
    if not headings:
        return None
    first = min(headings)
    if first > 3:
        return None
    level = headings[first]
    return (
        first if all(v > level for i, v in headings.items() if i != first) or first == 0 else None
    )


def _find_rosters(blocks: list[Block], headings: dict[int, int]) -> dict[int, Roster]:
    """The attendance lists, by the index of the block that labels them."""
    found: dict[int, Roster] = {}
    index, seen_strong = 0, False
    while index < len(blocks):
        block = blocks[index]
        roster = None
        text = block.rest if block.ref else block.text
        label = (
            read_label(text)
            if (
                index in headings
                or block.ref
                or text.endswith(":")
                or block.line.bold
                or len(text) < 60
            )
            else None
        )
        if label is not None:
            roster = read_roster(blocks, index, label, headings, near=seen_strong)
        if roster is None and (match := LABEL.match(text)):
            inline = read_label(match["label"])
            rest = text[match.end() :].strip()
            if inline is not None:
                roster = inline_roster(blocks, index, inline, rest, headings, near=seen_strong)
        if roster is None and not seen_strong and index < 12:
            roster = inline_roster(blocks, index, None, text, headings, near=False)
        if roster is not None:
            found[index] = roster
            seen_strong = True
            index = roster.indexes[-1] + 1
        else:
            index += 1
    return found


def _scheme(blocks: list[Block], headings: dict[int, int], rosters: dict[int, Roster]) -> _Scheme:
    """How the document marks its items."""
    inside = {i for r in rosters.values() for i in r.indexes[1:]}
    numbered = _numbered_items(blocks, headings, inside)
    levels = {i: v for i, v in headings.items() if i not in inside}
    if len(numbered) >= 2:
        return _Scheme(numbered, None, set(), levels)
    title = _title_index(blocks, headings)
    bulleted = _bulleted_items(blocks, headings)
    counts: dict[int, int] = {}
    for index, level in levels.items():
        bare = blocks[index].text.rstrip(":").strip()
        if _over_list(index, bare, rosters) or _over_bullets(index, bulleted, levels):
            continue
        if index == title or index in rosters or _META_HEADING.match(bare):
            continue
        if _SUB_HEADING.match(bare):
            continue
        if bare.lower() in CONTAINER_HEADINGS or _session_like(blocks, index, headings, rosters):
            continue
        if _ACTIONS_HEADING.match(bare):
            continue
        counts[level] = counts.get(level, 0) + 1
    candidates = [level for level in sorted(counts) if counts[level] >= 2]
    container = _container_level(blocks, levels)
    if container is not None:
        below = [level for level in candidates if level > container]
        candidates = below or candidates
    chosen = candidates[0] if candidates else min(counts, default=None)
    return _Scheme(set(), chosen, bulleted, levels)


def _over_list(index: int, text: str, rosters: dict[int, Roster]) -> bool:
    """A heading like "Attending" over a list that has a label of its own."""
    label = read_label(text)
    return label is not None and label.strong and index not in rosters and index + 1 in rosters


def _over_bullets(index: int, bulleted: set[int], headings: dict[int, int]) -> bool:
    """A heading over items that are list items: a section, not an item."""
    after = min((h for h in headings if h > index), default=10**9)
    return any(index < b < after for b in bulleted)


def _container_level(blocks: list[Block], levels: dict[int, int]) -> int | None:
    """Level of a heading like "Agenda" or "Minutes" whose sub-headings are the items."""
    for index, level in levels.items():
        if blocks[index].text.rstrip(":").strip().lower() in CONTAINER_HEADINGS:
            below = 0
            for later, other in levels.items():
                if later <= index:
                    continue
                if other <= level:
                    break
                below += 1
            if below >= 2:
                return level
    return None


def _numbered_items(blocks: list[Block], headings: dict[int, int], inside: set[int]) -> set[int]:
    """Blocks whose numbers run through the document: its numbered item headings."""
    found: list[tuple[int, str, int]] = []
    for index, block in enumerate(blocks):
        if block.ref is None or block.level != 1 or block.line.cells or index in inside:
            continue
        if block.ref.startswith("#"):
            continue
        title = block.rest.strip()
        sentence = title.endswith(".") and len(title.split()) > 6
        if len(title) > 130 or sentence or not title or title[0].islower():
            continue
        number = int(re.sub(r"\D", "", block.ref.split("/")[0]) or 0)
        found.append((index, block.ref, number))
    chain: list[int] = []
    last: int | None = None
    for index, ref, number in found:
        if "/" in ref or last is None or last < number <= last + 4:
            if last is None and number > 3 and "/" not in ref:
                continue
            block = blocks[index]
            if block.line.bullet and index not in headings and len(block.lines) > 1:
                continue
            chain.append(index)
            last = number
    return set(chain)


def _bulleted_items(blocks: list[Block], headings: dict[int, int]) -> set[int]:
    """List items that are headings: they name an issue by number and discussion follows."""
    found = set()
    for index, block in enumerate(blocks[:-1]):
        if not block.line.bullet or block.line.depth or not block.line.gap:
            continue
        if not _TRAILING_REF.search(block.text) or len(block.text) > 140:
            continue
        after = blocks[index + 1]
        if not after.line.bullet and index + 1 not in headings and after.gap:
            found.add(index)
    return found if len(found) >= 2 else set()


def _session_like(
    blocks: list[Block], index: int, headings: dict[int, int], rosters: dict[int, Roster]
) -> bool:
    """A heading with an attendance list of its own below it, or that calls itself a session."""
    text = blocks[index].text
    own = False
    for later in range(index + 1, min(index + 4, len(blocks))):
        if later in rosters:
            own = blocks[later].line.heading == 0
            break
        if later in headings:
            break
    if own and sum(1 for r in rosters.values() if r.label.strong) >= 3:
        return True
    return bool(_SESSION_HEADING.search(text)) and len(text) < 70


def _is_session(
    blocks: list[Block],
    index: int,
    headings: dict[int, int],
    scheme: _Scheme,
    rosters: dict[int, Roster],
) -> bool:
    if not _session_like(blocks, index, headings, rosters):
        return False
    return (
        index in rosters
        or _followed_by_item(blocks, index, scheme, headings)
        or any(later in rosters for later in range(index + 1, min(index + 4, len(blocks))))
    )


def _is_agenda_plan(
    blocks: list[Block], index: int, headings: dict[int, int], scheme: _Scheme
) -> bool:
    """An agenda printed before the minutes: its headings come again later."""
    if blocks[index].text.rstrip(":").strip().lower() not in {"agenda", "proposed agenda", "items"}:
        return False
    level = headings[index]
    plan: list[str] = []
    stop = len(blocks)
    for later in range(index + 1, len(blocks)):
        if later in headings and headings[later] <= level:
            stop = later
            break
        plan.append(blocks[later].text)
    after = {blocks[i].text for i in range(stop, len(blocks))}
    return bool(plan) and sum(1 for text in plan if text in after) >= max(2, len(plan) // 3)


def _followed_by_item(
    blocks: list[Block], index: int, scheme: _Scheme, headings: dict[int, int]
) -> bool:
    """Whether the next thing after a heading is an item (or another heading above one)."""
    for later in range(index + 1, min(index + 12, len(blocks))):
        if later in scheme.numbered or later in scheme.bulleted:
            return True
        if scheme.level is not None and headings.get(later) == scheme.level:
            return True
        if later in headings:
            if headings[later] <= headings.get(index, 99) and scheme.level is not None:
                return False
            continue
        if blocks[later].role or len(blocks[later].text) < 60 and not blocks[later].ref:
            if scheme.numbered:
                return False
            continue
        return False
    return False


def _has_text(blocks: list[Block], index: int, headings: dict[int, int]) -> bool:
    return index + 1 < len(blocks) and index + 1 not in headings
