"""What begins an item of business: running numbers, letters, topics, issues, a plan printed before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.dates import without_dates
from minutegraph.loaders.reader.names import fold
from minutegraph.loaders.reader.signs import sign
from minutegraph.loaders.reader.words import CONTAINER_HEADINGS

TOPIC = re.compile(r"(?:Topic|Item|Subject|Agenda [Ii]tem|TOPIC|ITEM|SUBJECT)\s*:\s+(?=\S)")
_TOPIC_STARTS = frozenset("TISA")
LETTERED_ITEM = re.compile(r"([A-Z]|[IVX]{2,5})\.\s+(?=[A-Z0-9])")
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)
# "[ann] The budget": who brings it.
PRESENTER = re.compile(r"\[[@\w. -]{1,24}\]\s+(?=\S)")
STAMP = re.compile(r"\s*\([\w.|-]+, \d\d:\d\d:\d\d\)\s*$")  # who logged a line, and when
# "#12", "(#12)", or with where it is kept: "tools#12".
TRAILING_REF = re.compile(r"\s*\(?(?:(?<![^\s(])[\w.-]+(?:/[\w.-]+)?)?(#\d{1,6})\)?\s*$")
_PLAN = frozenset(
    {
        "agenda", "contents", "content", "topics", "items", "agenda items", "agenda topics", "proposed agenda",
        "table of contents", "draft agenda", "meeting agenda", "order of business",
        "items for discussion", "discussion topics", "discussion items", "today's agenda",
    }
)  # fmt: skip
_PLANS = sign("agenda content topic item business")  # of which each of those holds one
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[-_./][a-z0-9]+){2,}")  # "draft-lee-harbour"
_DIGIT = re.compile(r"\d")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """An agenda printed before the minutes.

    Attributes:
        listed: indexes of its lines; begun: of the later blocks that repeat one as a heading.
    """

    listed: frozenset[int] = field(default_factory=frozenset)
    begun: frozenset[int] = field(default_factory=frozenset)


def is_container(title: str) -> bool:
    """Whether a heading says only that the items follow: "Agenda", "Minutes", "Agenda 3 May 2021"."""
    low = title.lower()
    if low in CONTAINER_HEADINGS:
        return True
    return len(low) < 40 and bool(_DIGIT.search(low)) and without_dates(low) in CONTAINER_HEADINGS


def find_plan(blocks: list[Block], headings: dict[int, int]) -> Plan:
    """The list under "Agenda" or "Contents" whose lines come again later, over the minutes."""
    for index, block in enumerate(blocks):
        if not block.signs & _PLANS or block.line.bullet or block.line.table:
            continue
        if _key(block.text) not in _PLAN:
            continue
        listed = [index]
        lines: list[tuple[int, str]] = []
        for later in range(index + 1, min(index + 80, len(blocks))):
            entry = blocks[later]
            marked = entry.line.bullet or entry.ref
            plain = bool(lines) and lines[0][0] not in headings
            heads = later in headings and (not marked or headings[later] < 7 or plain)
            if heads or (not marked and (entry.gap or not entry.line.indent)):
                break
            listed.append(later)
            lines.append((later, _key(entry.rest if entry.ref else entry.text)))
        known = {key for _, key in lines if len(key) > 2}
        begun = _repeated(blocks, listed[-1] + 1, known)
        if len(begun) >= 2 and len(begun) >= len(lines) // 3:
            alike = all(i in headings and headings[i] < 7 for i in begun)
            return Plan(frozenset(listed), frozenset() if alike else frozenset(begun))
    return Plan()


def _repeated(blocks: list[Block], start: int, known: set[str]) -> list[int]:
    """The blocks that say what a line of the agenda says, the first for each, from an index on."""
    left = set(known)
    starts: dict[str, list[str]] = defaultdict(list)
    for key in known:
        if len(key) > 11:
            starts[key[:12]].append(key)
    found: list[int] = []
    for index in range(start, len(blocks)):
        block = blocks[index]
        text = block.rest if block.ref else block.text
        if len(text) > 140 or block.line.table or block.line.depth:
            continue
        key = _key(text)
        if key not in left:
            near = [k for k in starts.get(key[:12], ()) if k.startswith(key) or key.startswith(k)]
            if len(near) != 1 or near[0] not in left:
                continue
            key = near[0]
        left.discard(key)
        found.append(index)
    return found


def _key(text: str) -> str:
    """A title's words, without its closing reference."""
    if "#" in text:
        text = TRAILING_REF.sub("", text)
    return _NOT_WORDS.sub(" ", fold(text)).strip()


_CALLED = re.compile(r"(?:agenda\s+)?item\b", re.IGNORECASE)


def numbered(blocks: list[Block], headings: dict[int, int], inside: set[int]) -> set[int]:
    """Blocks whose numbers run through the document: its numbered item headings."""
    found: list[tuple[int, int]] = []
    spare: list[tuple[int, int]] = []
    for index, block in enumerate(blocks):
        if block.ref is None or block.level != 1 or index in inside:
            continue
        cells = block.line.cells
        if cells and (block.line.table or len(cells) > 2 or cells[0].rstrip(".):") != block.ref):
            continue  # columns, unless they are a number and its title
        if block.ref.startswith("#"):
            continue
        title = block.rest.strip()
        if len(title) > 130 or not title:
            continue
        if block.line.depth and block.line.bullet and not block.line.bullet[0].isalnum():
            continue  # a point of a list below a point: "  * 2. Paint the gate"
        marked = bool(block.line.heading)  # a heading by its format, whatever its words
        if title[0].islower() and not (marked or _IDENTIFIER.match(title)):
            continue
        first, _, _ = block.ref.partition("/")
        if first.isalpha():  # "HB/23/114"
            first = block.ref.rpartition("/")[2]
        number = int(re.sub(r"\D", "", first) or 0)
        called = _CALLED.match(block.text)
        if title.endswith(".") and len(title.split()) > 6 and not (marked or called):
            if len(block.lines) == 1 and block.gap:
                spare.append((index, number))
            continue
        if block.line.bullet and index not in headings and len(block.lines) > 1:
            continue
        found.append((index, number))
    left = min((blocks[index].line.indent for index, _ in found), default=0)
    top = [pair for pair in found if blocks[pair[0]].line.indent == left]
    anew = any(number == 1 for index, number in found if blocks[index].line.indent > left)
    if anew and len(top) >= 3 and top[0][1] == 1 and len(_chain(blocks, top, 3)) == len(top):
        found = top  # the numbers of lists below a point begin anew
    # Where the titles are headings by their format, other numbers count points below them.
    titled = [pair for pair in found if pair[0] in headings and headings[pair[0]] < 7]
    if len(titled) >= 2 and len(_chain(blocks, titled, 3)) == len(titled):
        found, spare = titled, []
    # Where numbers are called those of items, bare ones count paragraphs.
    items = [pair for pair in found if _CALLED.match(blocks[pair[0]].text)]
    if len(items) >= 2 and len(_chain(blocks, items, 3)) == len(items):
        found, spare = items, []
    chain = _chain(blocks, found, 3)
    if len(chain) < 2 and found:
        # Numbers that run on through a year begin anywhere, but leave none out.
        tries = [_chain(blocks, found[n:], None) for n in range(min(len(found), 40))]
        long = max(tries, key=len)
        if len(long) >= 3:
            chain = long
    if len(chain) < 2 and len(parts := _parts_of_one(blocks, inside)) >= 3:
        return set(parts)
    return {index for index, _ in _filled(chain, spare)}


def _parts_of_one(blocks: list[Block], inside: set[int]) -> list[int]:
    """Titles numbered within one meeting's number: "58.1 Welcome", "58.2 Minutes", …"""
    chain: list[int] = []
    stem = ""
    for index, block in enumerate(blocks):
        if block.level != 2 or index in inside or block.line.cells or "." not in (block.ref or ""):
            continue
        first, _, second = (block.ref or "").rpartition(".")
        title = block.rest.strip()
        if (
            not second.isdigit()
            or len(title) > 100
            or title.endswith(".")
            or not title[:1].isupper()
        ):
            continue
        if int(second) == len(chain) + 1 and (not chain or first == stem):
            stem = first
            chain.append(index)
    return chain


def _chain(
    blocks: list[Block], found: list[tuple[int, int]], first: int | None
) -> list[tuple[int, int]]:
    """Numbers that go up in small steps, from one not above `first` where that is given.

    A list that begins anew under a later heading has numbers of its own.
    """
    chain: list[tuple[int, int]] = []
    step = 4 if first is not None else 2
    anew = -1  # index of the last block of such a list's section
    for index, number in found:
        if index <= anew:
            continue
        if chain and number == 1 and not blocks[index].line.heading:
            over = _heading_before(blocks, index)
            if over > chain[-1][0]:
                anew = _section_end(blocks, index)
                continue
        whole_year = "/" in (blocks[index].ref or "")
        if not chain:
            if first is not None and number > first and not whole_year:
                continue
        elif not (whole_year or chain[-1][1] < number <= chain[-1][1] + step):
            continue
        chain.append((index, number))
    return chain


def _heading_before(blocks: list[Block], index: int) -> int:
    """Index of the nearest heading by format above a block; -1 where there is none."""
    return next((i for i in range(index - 1, -1, -1) if blocks[i].line.heading), -1)


def _section_end(blocks: list[Block], index: int) -> int:
    """Index of the last block before the next heading by format."""
    after = (i for i in range(index + 1, len(blocks)) if blocks[i].line.heading)
    return next(after, len(blocks)) - 1


def _filled(chain: list[tuple[int, int]], spare: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A chain with the titles that read like sentences where just their number is missing."""
    if len(chain) < 2:
        return chain
    full = [chain[0]]
    for index, number in chain[1:]:
        before, last = full[-1]
        full += [s for s in spare if before < s[0] < index and last < s[1] < number][:1]
        full.append((index, number))
    return full


def issues(blocks: list[Block], headings: dict[int, int]) -> set[int]:
    """List items that are headings: they name an issue by number and discussion follows."""
    found: set[int] = set()
    discussed = 0
    if (
        sum("#" in blocks[i].text and bool(TRAILING_REF.search(blocks[i].text)) for i in headings)
        > 1
    ):
        return found  # where headings do so, lists only say what will come
    for index, block in enumerate(blocks[:-1]):
        if "#" not in block.text or not block.line.bullet or block.line.depth:
            continue
        if len(block.text) > 160 or not TRAILING_REF.search(block.text):
            continue
        after = blocks[index + 1]
        under = bool(after.line.bullet) and after.line.depth > 0
        text = not after.line.bullet and index + 1 not in headings and after.gap > 0
        discussed += under or text
        if block.gap or under or found:
            found.add(index)
    return found if len(found) >= 2 and discussed else set()


def nested(blocks: list[Block], start: int) -> set[int]:
    """List items with points below them, under "Agenda" or "Notes", in documents without titles.

    Args:
        start: where the attendance lists end; the list that follows them needs no heading.
    """
    found: set[int] = set()
    tops: list[int] = []
    under = False
    plan = True  # whether "Agenda" stands over them all, and not "Notes"
    for index, block in enumerate(blocks):
        line = block.line
        if not line.bullet:
            if under and not line.heading and (line.italic or (tops and not line.gap)):
                continue  # "*Add your items here!*"; what was said, below a list item
            if not line.depth:
                key = _key(block.text)
                first = start and start <= index and not tops
                under = bool(first) or key in _PLAN or key in CONTAINER_HEADINGS
                plan = plan and (not under or key in _PLAN)
            continue
        if not (under or start and index == start) or line.depth or _LOGGED.match(block.text):
            continue
        plan = plan and under
        under = True
        tops.append(index)
        after = blocks[index + 1].line if index + 1 < len(blocks) else None
        if (
            after
            and after.bullet
            and after.depth
            and len(block.text) < 100
            and not block.text.endswith(".")
            or after
            and not (after.bullet or after.gap or after.heading)
            and _in_bold(block)
            or STAMP.search(block.text)
            or found
            and len(block.text) < 60
            and PRESENTER.match(block.text)
        ):
            found.add(index)
    if len(found) < 2 or len(found) * 2 < len(tops):
        return set()
    short = all(len(blocks[i].text) < 80 and not blocks[i].text.endswith(".") for i in tops)
    return set(tops) if short or plan else found


def _in_bold(block: Block) -> bool:
    """Whether a list item is a title in bold, but for who brings it: "**Budget** (Ann)"."""
    line = block.line
    rest = block.text[len(line.lead) :].strip() if line.lead else ""
    return line.bold or rest[:1] == "(" and rest[-1] == ")"


# What a chat's log notes beside its topics: "LINK: …", "ACTION: …".
_LOGGED = re.compile(r"(?:LINK|ACTION|INFO|AGREED|IDEA|HELP|REJECTED|ACCEPTED):")


def planned(blocks: list[Block], headings: dict[int, int]) -> set[int]:
    """The list under "Agenda" where what was said stands apart, under a "Minutes" without titles."""
    order = sorted(headings)
    for place, index in enumerate(order[:-1]):
        if _key(blocks[index].text) not in _PLAN or headings[index] > 6:
            continue
        after = order[place + 1]
        if not is_container(blocks[after].text.rstrip(":").strip()):
            continue
        listed = [i for i in range(index + 1, after) if not blocks[i].line.depth]
        if len(listed) >= 2 and all(blocks[i].line.bullet for i in listed):
            return set(listed)
    return set()


def topics(blocks: list[Block]) -> set[int]:
    """Items that a label names: "Topic: Budget"."""
    found = {
        i
        for i, b in enumerate(blocks)
        if b.text[:1] in _TOPIC_STARTS and len(b.text) < 140 and TOPIC.match(b.text)
    }
    return found if len(found) >= 2 else set()


def lettered(blocks: list[Block]) -> set[int]:
    """Items "A. …", "B. …" or "I. …", "II. …" in order, each a short line of its own."""
    roman = _in_order(blocks, _ROMAN)
    if len(roman) >= 3:
        return set(roman)
    found = _in_order(blocks, [chr(ord("A") + n) for n in range(26)])
    return set(found) if len(found) >= 2 else set()


def _in_order(blocks: list[Block], marks: Sequence[str]) -> list[int]:
    """The blocks that begin with these marks, one after the other."""
    found: list[int] = []
    for index, block in enumerate(blocks):
        if "." not in block.text[1:6] or block.line.bullet or not block.line.gap:
            continue
        match = LETTERED_ITEM.match(block.text)
        if match is None or len(block.text) > 130:
            continue
        if len(found) == len(marks) or match[1] != marks[len(found)]:
            continue
        if block.text.endswith(".") and len(block.text.split()) > 8:
            continue
        found.append(index)
    return found
