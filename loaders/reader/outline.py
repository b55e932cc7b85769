"""Blocks to the outline of a meeting: title matter, lists, sessions, items, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutegraph.loaders.reader.agenda import (
    LETTERED_ITEM,
    PRESENTER,
    STAMP,
    TOPIC,
    TRAILING_REF,
    is_container,
)
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.dates import is_date
from minutegraph.loaders.reader.layout import (
    ACTIONS_HEADING,
    META_HEADING,
    REVIEW,
    Layout,
)
from minutegraph.loaders.reader.lists import ListLabel
from minutegraph.loaders.reader.qualifiers import Entry
from minutegraph.loaders.reader.roster import Roster
from minutegraph.loaders.reader.signs import sign
from minutegraph.loaders.reader.words import CONTAINER_HEADINGS, END_MARKERS

# Actions and decisions count wherever they stand, under an item or not.
_MARKED = re.compile(
    r"\W*(?:ACTIONS?|Action|AP|RESOLVED|Resolved|RESOLUTION|Resolution|DECISION|Decision|AGREED)\b[^:]{0,30}:"
)

# A heading below an item's that says what was decided: "Decision: open the pool in May".
_DECIDED = re.compile(r"(?:Decision|Resolution|Resolved|Agreed)\b[^:]{0,12}:\s+\S", re.IGNORECASE)
_ENDS = sign("end= ends= fin=")  # of every end marker


# "Tuesday 13th March", "Tuesday 13th March, 2pm": when they meet again.
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d{1,2}(?:st|nd|rd|th)?\b", re.IGNORECASE
)


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
    """A paragraph: the block that begins it and those that belong to it.

    Attributes:
        text: the whole text, set when the outline is whole.
    """

    ref: str | None
    item: int | None
    parts: list[Block]
    heading: str | None = None
    text: str = ""

    def whole(self) -> str:
        """The whole text, list items on lines of their own."""
        if len(self.parts) == 1:
            return self.parts[0].rest if self.ref else self.parts[0].text
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
    action_blocks: list[tuple[Block, int | None, str]] = field(default_factory=list)
    not_understood: list[Block] = field(default_factory=list)

    @property
    def entries(self) -> list[tuple[ListLabel, Block, Entry]]:
        """Every entry of every list with its label and block."""
        return [(r.label, block, entry) for r in self.rosters for block, entry in r.entries]


def outline(blocks: list[Block]) -> Outline:
    """Walk the blocks once and say what each is."""
    return _Walk(blocks).run()


class _Walk:
    """One pass over the blocks; its state is where in the document it stands.

    `mode` is "preface" before the first item, "body", "actions" under a heading of actions, or
    "meta" under headings that are about the meeting ("Links", "Next meeting").
    """

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.layout = Layout(blocks)
        self.out = Outline(sessions=[SessionDraft(None, None, "the meeting")])
        self.running = {id(blocks[i]) for i in self.layout.running()}
        self.numbered = (
            bool(self.running) or len([b for b in blocks if b.level > 1 and not b.line.cells]) >= 3
        )
        self.section: str | None = None
        self.sub: str | None = None
        self.item: int | None = None
        self.mode = "preface"
        self.acting = 0  # level of the heading of the actions being read
        self.plan = 0  # level of an agenda's heading while its headings are passed over

    def run(self) -> Outline:
        """The outline of the blocks."""
        owners = {i: r for r in self.layout.rosters.values() for i in r.indexes}
        for index, block in enumerate(self.blocks):
            roster = owners.get(index)
            if roster is not None:
                if index == roster.indexes[0]:
                    roster.session = len(self.out.sessions)
                    self.out.rosters.append(roster)
                if index not in self.layout.numbered:
                    continue
            if block.signs & _ENDS and block.text.strip(" .*-").lower() in END_MARKERS:
                continue
            level = self.layout.headings.get(index)
            if self.plan and level is not None and level <= self.plan:
                self.plan = 0
            if self.plan or index in self.layout.plan.listed:
                continue
            if self.layout.is_item(index):
                title = block.rest.strip() if block.ref else block.text
                self._begin_item(block, title)
                bare = title.rstrip(":").strip()
                if ACTIONS_HEADING.match(bare) and not REVIEW.search(bare):
                    self.mode, self.sub = "actions", bare
            elif level is not None:
                self._heading(index, block, level)
            else:
                self._text(block)
        return self.out

    def _begin_item(self, block: Block, title: str) -> None:
        self.item = _add_item(self.out, block, title, self.section)
        self.mode, self.sub = "body", None

    def _heading(self, index: int, block: Block, level: int) -> None:
        """A heading: an item by its level, a session, a section, or one inside an item."""
        layout, out = self.layout, self.out
        bare = (block.rest if block.ref else block.text).strip().rstrip(":").strip()
        if self.mode == "actions" and level <= self.acting:
            self.mode = "body" if self.item is not None else "meta"
        if self.mode == "actions" and level > self.acting and len(bare) < 40:
            self.sub = bare  # whose actions follow
            return
        if ACTIONS_HEADING.match(bare):
            self.mode, self.sub, self.acting = "actions", bare, level
            if level == layout.level:
                self.item = _add_item(out, block, bare, self.section)
            return
        if layout.is_plan(index):
            self.plan = level
            return
        if layout.over_list(index):
            return
        if layout.over_bullets(index):
            if index == layout.title:
                out.preface.append(block)
            self.section = None if is_container(bare) else bare
            self.item, self.mode = None, "body"
            return
        if layout.planned and is_container(bare):
            self.item, self.mode = None, "body"
            return
        if self.mode == "meta" and _DAY.match(bare):
            return
        if self.item is None and is_date(bare):
            out.preface.append(block)
            return
        if bare.lower() in {"agenda", "proposed agenda"} and layout.over_points(index):
            self.item, self.sub, self.mode = None, bare, "body"  # what was planned
            return
        if bare.lower() in CONTAINER_HEADINGS and not layout.has_text(index):
            self.mode = "body" if out.rosters else self.mode
            return
        session = layout.is_session(index)
        if (
            layout.issues
            and layout.level is not None
            and level > layout.level
            and layout.has_text(index)
            and not META_HEADING.match(bare)
        ):
            self._begin_item(block, bare)
            return
        if level == layout.level and not session and index != layout.title:
            if META_HEADING.match(bare):
                self.mode, self.sub = "meta", None
            else:
                title = block.rest.strip() if block.ref else block.text
                self._begin_item(block, title)
            return
        if index == layout.title and self.item is None:
            out.preface.append(block)
        elif session:
            _add_session(out, block, bare)
            self.section, self.item, self.sub, self.mode = bare, None, None, "body"
        elif META_HEADING.match(bare):
            self.mode, self.sub = "meta", None
        elif layout.before_item(index) and (layout.level is None or level < layout.level):
            self._section(bare)
        elif is_container(bare):
            if bare.lower() not in CONTAINER_HEADINGS:
                out.preface.append(block)  # "Agenda 3 May 2021"
            self.mode = "body" if out.rosters else self.mode
        elif (
            self.item is None
            and layout.level is not None
            and level < layout.level
            and layout.has_text(index)
        ):
            self._begin_item(block, bare)
        elif self.item is not None and _DECIDED.match(bare):
            _add_paragraph(out, block, self.item, self.sub, numbered=False, begins=True)
        else:
            self.sub = bare
            if self.item is None and self.mode == "preface":
                out.preface.append(block)

    def _section(self, bare: str) -> None:
        """A heading over items that begins no session of its own."""
        self.section, self.sub, self.item = bare, None, None
        session = self.out.sessions[-1]
        if bare.lower() not in CONTAINER_HEADINGS:
            session.headings.append(bare)
            session.title = session.title or bare
        if self.mode != "preface" or self.out.rosters:
            self.mode = "body"

    def _text(self, block: Block) -> None:
        out = self.out
        if self.mode == "actions":
            before = out.action_blocks[-1][0] if out.action_blocks else None
            if not (before and before.line.table and not block.line.table):
                out.action_blocks.append((block, self.item, self.sub or ""))
                return
            self.mode = "body" if self.item is not None else "meta"
        if (
            self.item is None
            and self.mode in {"preface", "meta"}
            and block.level < 2
            and not _MARKED.match(block.text)
        ):
            out.preface.append(block)
            return
        begins = block.level >= 2 or id(block) in self.running or "/" in (block.ref or "")
        _add_paragraph(out, block, self.item, self.sub, numbered=self.numbered, begins=begins)


def _add_item(out: Outline, block: Block, title: str, section: str | None) -> int:
    ref = block.ref
    title = title.strip()
    if block.told and block.told.item is not None:
        ref, title = block.told.item
    if topic := TOPIC.match(title) or PRESENTER.match(title):
        title = title[topic.end() :]
    elif counted := _COUNTED.match(title):
        ref, title = ref or counted[1], title[counted.end() :]
    if ref is None and (lettered := LETTERED_ITEM.match(title)):
        ref, title = lettered[1], title[lettered.end() :]
    elif brought := _brought(out, title):
        title = title[brought:]
    title = STAMP.sub("", title)
    if ref is None and (match := TRAILING_REF.search(title)) and " " in title[: match.start()]:
        ref, title = match[1], title[: match.start()]
    out.items.append(ItemDraft(title.strip(), ref, block, len(out.sessions), section))
    return len(out.items)


_COUNTED = re.compile(r"(?:Agenda )?[Ii]tem #?(\d{1,3}): +(?=\S)")  # "Agenda Item #3: Hut"
_BRINGS = re.compile(r"(?:@(?P<at>[\w-]+)|(?P<who>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3})): (?=\S)")


def _brought(out: Outline, title: str) -> int:
    """Where the title begins in "Ann Lee: The budget", if a list has her; else 0."""
    match = _BRINGS.match(title)
    who = match and (match["at"] or match["who"])
    if match and any(entry.name.text == who for _, _, entry in out.entries):
        return match.end()
    return 0


def _add_session(out: Outline, block: Block, title: str) -> None:
    first = out.sessions[0]
    empty = len(out.sessions) == 1 and not out.items and first.block is None
    if empty and not first.headings:
        out.sessions[0] = SessionDraft(title, block, f"heading “{title}”", [title])
    else:
        out.sessions.append(SessionDraft(title, block, f"heading “{title}”", [title]))


def _add_paragraph(
    out: Outline, block: Block, item: int | None, sub: str | None, *, numbered: bool, begins: bool
) -> None:
    last = out.paragraphs[-1] if out.paragraphs else None
    same = last is not None and last.item == item
    if last is not None and same and block.line.table == last.parts[-1].line.table != 0:
        last.parts.append(block)
        return
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
