"""How a document marks its parts: which blocks are headings, lists and items."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from minutegraph.loaders.reader import agenda
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.dates import find_dates, has_month, is_date
from minutegraph.loaders.reader.decisions import TAKEN
from minutegraph.loaders.reader.lists import read_label
from minutegraph.loaders.reader.motions import RULED, outcome
from minutegraph.loaders.reader.rosterfinder import find_rosters

_SESSION_HEADING = re.compile(
    r"\b(?:session|sitting|breakout|plenary|in camera|part (?:[1-9ivx]+|[a-d]|one|two|three)|"
    r"(?:morning|afternoon|evening|closed|private|open|public) (?:session|meeting|part)|day (?:\d|one|two))\b",
    re.IGNORECASE,
)
ACTIONS_HEADING = re.compile(
    r"^(?:(?:new|summary of|list of|table of|remaining|outstanding|open|agreed|previous|past|last time['’]?s?|last meeting['’]?s?|review(?: of)?|follow[- ]up on|status of|update on)\s+)*"
    r"(?:follow[- ]ups?(?:\s+(?:items|actions|tasks))?|(?:assigned\s+)?tasks?(?:\s+list)?|actions?(?:\s+(?:items?|points?|list|log|summary|table|register))?|to[- ]?dos?)"
    r"(?:\s+(?:arising|agreed|from (?:this|the|our)(?: last| previous)? (?:meetings?|telechats?|calls?)|list|log|summary|table)|,?\s+by (?:person|owner|name|assignee))*"
    r"(?:\s+(?:relating to|related to|in relation to|arising from)\s.{2,60})?\s*:?$",
    re.IGNORECASE,
)
REVIEW = re.compile(
    r"\b(?:actions?|matters?)\b.{0,30}\b(?:previous|last|earlier|prior|past|outstanding|from (?:the )?(?:meeting|minutes))\b"
    r"|\b(?:last|previous|past|prior) (?:time|meeting|month|week|call|actions?)(?:['’]s)?\b.{0,20}\b(?:actions?|to-?dos?|tasks)\b"
    r"|\b(?:review|update|status|progress|follow[- ]?up)\w*\b.{0,20}\bactions?\b"
    r"|\b(?:previous|past|outstanding|open) action(?:s| items?| points?)\b|\bmatters arising\b|\baction review\b",
    re.IGNORECASE,
)
META_HEADING = re.compile(
    r"^(?:(?:meeting|connection|dial-in|call-in) (?:details|info\w*)|details|links?|metadata|logistics|next meeting|"
    r"upcoming meetings?|dates? of future meetings?|date of (?:the )?next meeting|future meetings?|dates?)\b|^(?:[\w-]+\s){0,4}contacts\W*$",
    re.IGNORECASE,
)
_SUB_HEADING = re.compile(
    r"^(?:conclusions?(?:\s*/\s*resolutions?)?|resolutions?|decisions?(?:\s*(?:/|&|and)\s*actions?)?|outcomes?|summary|"
    r"discussion|background|next steps?|notes?|recommendations?|motions?|votes?|"
    r"summary of (?:resolutions?|decisions?|motions?))\s*:?$",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", ";", ",")


class Layout:
    """The blocks of a document with what they are by their place and looks.

    Attributes:
        headings: index to level of the headings; levels by looks come after those of the format:
            7 capitals, 8 bold, 9 italic, 10 isolated.
        rosters: attendance lists by the index of the block that labels them.
        numbered: items by running numbers; bulleted: items that are list items; told: items that a
            profile names.
        planned: those are of an agenda, apart from what was said.
        level: level of the headings that are items; None where items are numbered.
        title: index of the document's title, None where no heading stands above all others.
    """

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.headings = _headings(blocks)
        for index in _title_block(blocks, self.headings):
            del self.headings[index]
        self.title = _title_index(blocks, self.headings)
        self.plan = agenda.find_plan(blocks, self.headings)
        self.rosters = find_rosters(blocks, self.headings)
        for index in self.plan.listed & self.rosters.keys():
            del self.rosters[index]
        for roster in self.rosters.values():
            roster.leave({i: blocks[i] for i in self.plan.listed})
        self.inside = {i for r in self.rosters.values() for i in r.indexes[1:]}
        self.told = {i for i, b in enumerate(blocks) if b.told and b.told.item is not None}
        self.bulleted: set[int] = set()
        self.issues: set[int] = set()
        self.within: set[int] = set()
        self.planned = False
        self.level: int | None = None
        inside = self.inside | self.plan.listed
        topics = agenda.topics(blocks)
        self.numbered = (
            set() if self.told or topics else agenda.numbered(blocks, self.headings, inside)
        )
        if len(self.numbered) < 2 or self._nested(self.numbered):
            self.numbered = set()
            if not self.told:
                self.bulleted = topics | agenda.lettered(blocks) | self.plan.begun
                self.issues = agenda.issues(blocks, self.headings)
                self.bulleted |= self.issues
                levels = self._levels()
                self.level = self._item_level(levels)
                if not self.bulleted and sum(levels.values()) < 2:
                    lists = [r.indexes[-1] for r in self.rosters.values() if r.entries]
                    self.bulleted = agenda.nested(blocks, max(lists, default=-1) + 1)
                    self.planned = not self.bulleted
                    if self.planned:
                        self.bulleted = agenda.planned(blocks, self.headings)
                    if self.bulleted:
                        self.level = None
                elif self.level is not None and self.level < 6:
                    self.within = self._within()

    def running(self) -> set[int]:
        """Paragraphs numbered 1, 2, 3 … through the whole document, whatever item they are in."""
        chain: list[int] = []
        last = 0
        for index, block in enumerate(self.blocks):
            if block.level != 1 or block.line.bullet or block.line.table or self.is_item(index):
                continue
            if index in self.inside or not (block.ref or "").isdigit():
                continue
            number = int(block.ref or 0)
            if number != last + 1:
                return set()
            last = number
            chain.append(index)
        return set(chain) if len(chain) >= 4 else set()

    def _nested(self, numbered: set[int]) -> bool:
        """Whether numbers run only below one of several headings that look alike."""
        for level in sorted(set(self.headings.values())):
            if level == 10:
                break
            alike = [i for i, v in self.headings.items() if v == level and i not in numbered]
            alike = [i for i in alike if i not in self.rosters]
            if len(alike) < 4:
                continue
            spans = {bisect_left(alike, n) for n in numbered}
            if len(spans) == 1 and 0 not in spans:
                return True
        return False

    @cached_property
    def _heading_order(self) -> list[int]:
        return sorted(self.headings)

    def is_item(self, index: int) -> bool:
        """Whether a block is an item by number, by list or by profile."""
        return (
            index in self.numbered
            or index in self.bulleted
            or index in self.told
            or index in self.within
        )

    def _item_level(self, counts: dict[int, int]) -> int | None:
        """The shallowest level that at least two headings of business have."""
        candidates = [level for level in sorted(counts) if counts[level] >= 2]
        container = self._container_level()
        if container is not None:
            candidates = [level for level in candidates if level > container] or candidates
        return candidates[0] if candidates else min(counts, default=None)

    def _levels(self) -> dict[int, int]:
        """How many headings of business each level has."""
        counts: dict[int, int] = {}
        for index, level in self.headings.items():
            if self._of_business(index):
                counts[level] = counts.get(level, 0) + 1
        return counts

    def _of_business(self, index: int) -> bool:
        """Whether a heading can be an item's: it is over no list, no session and no mere part."""
        bare = self.blocks[index].text.rstrip(":").strip()
        if index in self.inside or index == self.title or index in self.rosters:
            return False
        if self.over_list(index) or self.over_bullets(index) or self.session_like(index):
            return False
        return not (
            META_HEADING.match(bare)
            or _SUB_HEADING.match(bare)
            or ACTIONS_HEADING.match(bare)
            or agenda.is_container(bare)
            or is_date(bare)
        )

    def _container_level(self) -> int | None:
        """Level of a heading like "Agenda" or "Minutes" whose sub-headings are the items.

        None where business goes on beside it, under headings of its own level.
        """
        for index, level in self.headings.items():
            if not agenda.is_container(self.blocks[index].text.rstrip(":").strip()):
                continue
            below, beside = 0, 0
            open_ = True
            for later, other in self.headings.items():
                if later <= index:
                    continue
                open_ = open_ and other > level
                below += open_
                beside += other == level and self._of_business(later)
            if below >= 2:
                return level if beside < 2 else None
        return None

    def _within(self) -> set[int]:
        """Headings right below a container of the items' own level: items too."""
        found: set[int] = set()
        inner = 0
        for index, level in self.headings.items():
            if level == self.level:
                bare = self.blocks[index].text.rstrip(":").strip()
                inner = 0 if not agenda.is_container(bare) else level + 1
            elif inner and level == inner and self._of_business(index):
                found.add(index)
            elif level < (self.level or 0):
                inner = 0
        return found

    def over_list(self, index: int) -> bool:
        """A heading like "Attending" over a list that has a label of its own, or over nothing.

        The label may be a sentence: "Participants" over "The following users were present.".
        """
        if index in self.rosters or self.blocks[index].ref:
            return False
        for below in range(index + 1, min(index + 7, len(self.blocks) + 1)):
            if below in self.rosters:
                break  # behind at most some lines: "Host: Ann Lee"
            if below in self.headings or below == len(self.blocks):
                if below > index + 1 or not self.rosters:
                    return False
                break  # nothing is under it
        else:
            return False
        label = read_label(self.blocks[index].text.rstrip(":").strip())
        right_below = index + 1 in self.rosters
        members = right_below and label is not None and _MEMBERS.search(label.text) is not None
        return label is not None and (label.strong or members)

    def over_bullets(self, index: int) -> bool:
        """A heading over items that are list items: a section, not an item."""
        if not self.bulleted:
            return False
        order = self._heading_order
        place = bisect_right(order, index)
        after = order[place] if place < len(order) else len(self.blocks)
        return not self.bulleted.isdisjoint(range(index + 1, after))

    def session_like(self, index: int) -> bool:
        """A heading with an attendance list of its own below it, or that calls itself a session."""
        own = False
        for later in range(index + 1, min(index + 4, len(self.blocks))):
            if later in self.rosters:
                own = self.blocks[later].line.heading == 0
                break
            if later in self.headings:
                break
        text = self.blocks[index].text
        several = own and sum(1 for r in self.rosters.values() if r.label.strong) >= 3
        if several and not find_dates(text):  # "Minutes of the meeting of 3 May" is a title
            return True
        return bool(_SESSION_HEADING.search(text)) and len(text) < 70

    def is_session(self, index: int) -> bool:
        """Whether a heading begins a session: it looks like one, and a list or item follows."""
        return self.session_like(index) and (
            index in self.rosters
            or self.before_item(index)
            or any(r in self.rosters for r in range(index + 1, min(index + 4, len(self.blocks))))
        )

    def is_plan(self, index: int) -> bool:
        """An agenda printed before the minutes: its headings come again later."""
        text = self.blocks[index].text.rstrip(":").strip().lower()
        if text not in {"agenda", "proposed agenda", "items"}:
            return False
        level, stop = self.headings[index], len(self.blocks)
        plan: list[str] = []
        for later in range(index + 1, len(self.blocks)):
            if self.headings.get(later, 99) <= level:
                stop = later
                break
            plan.append(self.blocks[later].text)
        after = {block.text for block in self.blocks[stop:]}
        again = sum(1 for text in plan if text in after)
        return bool(plan) and again >= max(2, len(plan) // 3)

    def before_item(self, index: int) -> bool:
        """Whether the next thing after a heading is an item (or another heading above one)."""
        for later in range(index + 1, min(index + 12, len(self.blocks))):
            if self.is_item(later):
                return True
            level = self.headings.get(later)
            if level is not None:
                if self.level is not None and level == self.level:
                    return True
                if self.level is not None and level <= self.headings.get(index, 99):
                    return False
                continue
            if len(self.blocks[later].text) >= 60 or self.blocks[later].ref:
                return False
            if self.numbered:
                return False
        return False

    def over_points(self, index: int) -> bool:
        """Whether a heading stands over a list, none of whose items is an item of business."""
        order = self._heading_order
        place = bisect_right(order, index)
        after = order[place] if place < len(order) else len(self.blocks)
        below = range(index + 1, after)
        return bool(below) and all(
            (self.blocks[b].line.bullet or self.blocks[b].ref) and not self.is_item(b)
            for b in below
        )

    def has_text(self, index: int) -> bool:
        """Whether text follows a heading directly."""
        return index + 1 < len(self.blocks) and index + 1 not in self.headings


def _headings(blocks: list[Block]) -> dict[int, int]:
    """Index to level of the blocks that are headings by their format or their looks.

    Levels by looks come after those of the format: 7 capitals, 8 bold, 9 italic, 10 isolated.
    """
    found: dict[int, int] = {}
    over = _over_text(blocks)
    over |= _colons(blocks)
    for index, block in enumerate(blocks):
        line, text = block.line, block.text
        if line.heading:
            found[index] = line.heading
            continue
        if line.bullet or block.level > 1 or len(text) > 100 or len(block.lines) > 1 or line.cells:
            continue
        if (
            line.margin
            or text.endswith(_SENTENCE_END)
            or TAKEN.match(text, block.signs)
            or (block.signs & RULED and len(text) < 60 and outcome(text) is not None)
            or _NOTHING.match(text)
            or (not found and index < 8 and _STATE.fullmatch(text))
            or not (text[0].isalpha() or any(c.isalpha() for c in text))
        ):
            continue
        if line.depth and not line.gap and not line.bullet:
            continue  # what stands in bold in a list item goes on with it
        if (line.bold or block.led) and len(text) < 90:
            if not _MARKED_TEXT.match(text):
                found[index] = 8
        elif text.isupper() and sum(c.isalpha() for c in text) >= 4 and len(text.split()) < 12:
            if not (
                ":" in text[:-1] and (_MARK.match(text) or _BALLOT.match(text))
            ):  # "ACTION: AL"
                found[index] = 7
        elif line.italic and len(text) < 80 and line.gap:
            found[index] = 9
        elif block.ref is None and line.gap and (index in over or _isolated(blocks, index)):
            found[index] = 10
    return found


_MINUTES_OF = re.compile(
    r"(?:draft\s+)?(?:minutes|notes|record)\s+of\s+the\s+(?!(?:previous|last|prior|past)\b)(?-i:[A-Z])[^\d:]+$",
    re.IGNORECASE,
)


def _title_block(blocks: list[Block], headings: dict[int, int]) -> list[int]:
    """Lines that look like headings but stand above the meeting's date: its title matter."""
    over = [i for i, b in enumerate(blocks[:5]) if b.line.heading]
    for index in over[1:]:
        found = find_dates(blocks[index].text)
        if found and found[0].start < 12 and over[: index + 1] == list(range(index + 1)):
            return [i for i in headings if 0 < i < index]  # "# Minutes", "## Club", "### 3 May"
    if over[:2] == [0, 1] and _MINUTES_OF.match(blocks[1].text):
        return [1]  # "# Harbour Trust", "## Minutes of the Advisory Council"
    for index, block in enumerate(blocks[:10]):
        label = read_label(block.text)
        if index and block.line.heading or block.level or (label is not None and label.strong):
            break
        if find_dates(block.text) and len(block.text) < 300:
            if re.match(r"(?:ref|doc|our ref)", block.text, re.IGNORECASE):
                continue
            return [i for i in headings if i <= index and headings[i] >= 7]
        if index and index < 4 and label is None and _MINUTES_HELD.match(block.text):
            return [i for i in headings if 0 < i <= index and headings[i] >= 7]
    return []


_MINUTES_HELD = re.compile(
    r"(?:draft\s+)?(?:minutes|notes|record)\s+of\s+(?:the|a)\b[^.]*\bheld\b[^.]*$", re.IGNORECASE
)


_MARK = re.compile(
    r"\W*(?:action|ap\s?\d|owner|due|deadline|status|resolved|decision|agreed|present|apolog)",
    re.IGNORECASE,
)


# "Action - AL to mend the gate", in bold: what is marked, and no title.
_MARKED_TEXT = re.compile(
    r"\W*(?:ACTION|Action|DECISION|Decision|RESOLVED|Resolved)(?: [Pp]oint| [Ii]tem)?(?: [\d.]+)?(?::| [-–—]) ?\S"
)


_BALLOT = re.compile(r"\W*(?:vote|ayes?|nays?|noes|moved|motion|seconded|abst\w+)\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:members|officials|observers|guests)$", re.IGNORECASE)
_STATE = re.compile(
    r"\W*(?:draft|(?:un)?(?:confirmed|approved|ratified))(?: minutes)?\W*", re.IGNORECASE
)
_NOTHING = re.compile(r"\W*(?:none|nil|n/a)\W*$", re.IGNORECASE)
# "Agenda approved", "No other business": text of a heading, not one.
_SETTLED = re.compile(r"\b(?:approved|agreed|adopted|accepted|carried)$|^No\s")
_LEADS_IN = re.compile(
    r"\b(?:were|was|is|are|has|have|following|made|agreed|noted|include\w*|discussed|that|raised|"
    r"asked|said|as follows|e\.g)\b",
    re.IGNORECASE,
)


def _colons(blocks: list[Block]) -> set[int]:
    """Titles that end in a colon, each a short line of its own, where a document has three of them."""
    if sum(1 for b in blocks if b.line.heading or (b.level == 1 and not b.line.bullet)) >= 3:
        return set()
    found = set()
    for index, block in enumerate(blocks[:-1]):
        text = block.text
        if text[-1:] != ":" or not block.gap or len(block.lines) > 1 or block.line.bullet:
            continue
        if len(text.split()) > 7 or not text[0].isupper() or _LEADS_IN.search(text):
            continue
        if _MARK.match(text) or blocks[index + 1].line.bullet and not blocks[index + 1].gap:
            continue
        found.add(index)
    if len(found) < 3:
        return set()
    return {i for i in found if not agenda.is_container(blocks[i].text.rstrip(":").strip())}


def _over_text(blocks: list[Block]) -> set[int]:
    """Short lines that stand right over their text, where a document has at least three."""
    found = set()
    for index, block in enumerate(blocks[:-1]):
        text, after = block.text, blocks[index + 1]
        if not block.gap or block.line.bullet or not 2 < len(text) < 50:
            continue
        if len(block.lines) > 1 or text[-1] in ":.,;?" or not text[0].isupper() or ": " in text:
            continue
        if _MARK.match(text):
            continue
        sentence = after.text.endswith((".", "!", "?", ":")) and len(after.text.split()) > 4
        if not after.gap and sentence and not after.line.bullet and after.text[:1].isupper():
            found.add(index)
    return found if len(found) >= 3 else set()


def _isolated(blocks: list[Block], index: int) -> bool:
    """A short line on its own, before something longer or numbered: a heading in plain text."""
    text = blocks[index].text
    if len(text) > 75 or not (text[0].isupper() or text[0].isdigit()) or ":" in text.rstrip(":"):
        return False
    if _SETTLED.search(text) and sum(1 for b in blocks if b.line.heading) >= 3:
        return False
    if index + 1 >= len(blocks):
        return False
    after = blocks[index + 1]
    if not after.gap and not text.endswith(":"):
        return False
    if text.endswith(":"):
        if agenda.is_container(text.rstrip(":")):
            return False
        return read_label(text) is not None or bool(ACTIONS_HEADING.match(text))
    return after.level > 0 or len(after.text) > 90 or bool(ACTIONS_HEADING.match(text))


_TITLE = re.compile(
    r"\b(?:minutes|agenda|notes|meeting|call|teleconference)\b.*\b(?:of|for|meeting|call)\b",
    re.IGNORECASE,
)


def _title_index(blocks: list[Block], headings: dict[int, int]) -> int | None:
    """The heading that is the document's title: the first, where it stands above all others."""
    if not headings:
        return None
    first = min(headings)
    if first > 3:
        return None
    level = headings[first]
    return (
        first
        if first == 0
        or all(v > level for i, v in headings.items() if i != first)
        or (_TITLE.search(blocks[first].text) and has_month(blocks[first].text))
        else None
    )
