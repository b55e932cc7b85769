"""Lines to blocks: wrapped lines and pages joined again, numbering set apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.reader.lists import read_label
from minutegraph.loaders.reader.names import is_given_name, is_person
from minutegraph.loaders.reader.phrases import Capitals
from minutegraph.loaders.reader.signs import UNKNOWN, signs
from minutegraph.loaders.reader.told import Told

# 1, 1., 1.1, 7.2., 10.3.1, 1), A1., 029/18, C048/23, 23/041, #445, 12a.
_NUMBER = re.compile(
    r"(?P<ref>§{1,2}\s?\d{1,3}[a-z]?(?=[.:)]?\s)|[A-Z]{2,4}/\d{2,4}/\d{1,4}|(?:[A-Z]{1,4}\.)?[A-Z]{0,4}\d{1,4}(?:[./]\d{1,4}){1,3}|#\d{1,6}|[A-Z]{2,5}\d{1,4}(?=\.\s+[A-Z])|[A-Z]?\d{1,3}[a-z]?(?=[.):]))"
    r"(?P<mark>[.):]*)(?:\s+(?=\S)|(?<=\d\.)(?=[A-Z][a-z]{2}))"  # "1.Gate"
)
# A number of three digits without a mark is one only before a title in capitals.
_DIGIT_AHEAD = re.compile(r"\D{0,4}\d")  # of every number, whatever letters it begins with
_BARE_NUMBER = re.compile(r"(?P<ref>\d{1,2}|\d{3}(?=\s+[A-Z’'&]+(?:\s+[A-Z’'&]+|$)))\s+(?=[A-Z])")
_LABELS_OF_NUMBERS = frozenset({"agen", "item", "poin"})  # what each of those begins with
_LABELLED_NUMBER = re.compile(
    r"(?i:(?:agenda\s+)?(?:item|point)\s+(?:no\.?\s*)?)(?P<ref>[A-Z]?\d{1,3}[a-z]?)(?:\s*[:.–—-]\s*(?=\S)|\s+(?=[A-Z]))"
)
_RUN_IN = re.compile(r"(?P<title>[A-Z][A-Z0-9 ,'’&/()–-]{3,90}?)\.\s+(?=[A-Z])")
_CAPITAL_LABEL = re.compile(r"(?P<title>[A-Z][A-Z’' &/-]{3,50}?):(?:\s+|$)")
_NO_TITLES = frozenset(
    "present absent apologies attendance attending members staff guests chair chairman secretary "
    "action actions resolved agreed decision noted received reported considered approved recommended "
    "motion moved seconded second vote ayes nays noes yes no abstain date time venue location place "
    "note notes re subject resolution proposal proposed officers observers scribe regrets excused".split()
)
_DATED = re.compile(
    r"\d{1,2}(?:[./]\d{1,2}[./](?:\d\d)?\d\d\b|(?:st|nd|rd|th)?\s+"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)",  # "2 Declarations" is an item
    re.IGNORECASE,
)
_CLOCK_AHEAD = re.compile(r"(?:am|pm|a\.m|p\.m|hrs|hours|GMT|UTC|CE?S?T)\b", re.IGNORECASE)
# "[12-A3] Action for Ann: …", "[12-C1] Consensus: …": the number of what is marked behind it.
_TAGGED = re.compile(
    r"\[(?P<ref>(?=[^\]]*\d)[\w./#-]{1,14})\]:?\s+(?=(?:Action|ACTION|Consensus|Decision|DECISION|Motion|Resol|RESOL|Agreed|AGREED))"
)
_LETTERED = re.compile(r"\(?(?P<ref>[a-z]|[ivx]{1,5})[).]\s+(?=\S)")
_SERIAL = re.compile(
    r"(?P<ref>(?P<stem>\d{2,4}[/.-]\d{1,4}[/.-])(?P<n>\d{1,3}))\b[.:)]?\s*(?:[–—-]\s+)?(?=[A-Z])"
)
LABEL = re.compile(r"(?P<label>[A-Z@][^:.?!]{0,60}?)\s*:(?=\s|$)")
_NEXT_LABEL = re.compile(r"(?<=[.;)])\s+(?P<label>[A-Z][A-Za-z' /&-]{3,45}):(?=\s)")
# A list's label stands apart without a full stop before it: "Clerk: Ann Lee In attendance: Bo Roe".
_INNER_LABEL = re.compile(
    r"(?<=[\w)])\s+(?P<label>(?:Also\s+)?(?:[Ii]n\s+[Aa]ttendance|Present|Apologies(?:\s+(?:for\s+absence|received|from))?|"
    r"Absent|Regrets|Excused|Attending|Guests?|Visitors?|Observers?|Staff|Secretary|Clerk|Scribe|Chair(?:man|person|woman)?|"
    r"(?:Note|Minute)s?[- ]?[Tt]aker|Recorder|Members)):(?=\s)"
)
_TERMINAL = (".", "!", "?", ":", ";", ".”", '."', ".'", ".)", "]", "”", '"')
_TITLE_ENDS = tuple(
    f", {title}"
    for title in (
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Prof",
        "Professor",
        "Cllr",
        "Councillor",
        "Sir",
        "Rev",
    )
)
_OPEN_ENDS = frozenset(
    "the a an and or of to in on for with from by at as that which who is are was were be been "
    "has have had their his her its our this these those not between into about than more under "
    "over per will would should could can may".split()
)
_ACTIONISH = re.compile(r"\W*(?:action|ap|resolved|agreed|decision)\b", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table row, with the lines it was made from.

    Attributes:
        text: the whole text; rest: the text after the number it begins with.
        ref: the number as written, without closing dots ("1.1", "029/18", "#445").
        level: how many parts the number has (1 for "3.", 2 for "3.1"); 0 unnumbered.
        run_in: the block is a heading with text behind it on the line, or that text.
        led: the block is such a heading, set in bold.
        told: what a layout profile says of it, where one does.
        signs: what the words of its text can be about.
        line: the first of its lines; no: the number of that; gap: blank lines before it.
        capitals: its capitalised words; forms: the listed people's names in it, as (offset, as
            written); both None until somebody asks.
    """

    lines: list[Line]
    text: str
    ref: str | None = None
    rest: str = ""
    level: int = 0
    told: Told | None = None
    run_in: bool = False
    led: bool = False
    signs: int = UNKNOWN
    line: Line = field(init=False)
    no: int = field(init=False)
    gap: int = field(init=False)
    capitals: Capitals | None = field(default=None, init=False, compare=False)
    forms: list[tuple[int, str]] | None = field(default=None, init=False, compare=False)

    def __post_init__(self) -> None:
        self.line = line = self.lines[0]
        self.no, self.gap = line.no, line.gap


def split_number(text: str) -> tuple[str | None, str, int]:
    """The number a text begins with, the rest, and how many parts the number has.

    >>> split_number("7.2. Simon said"), split_number("16/06/2020 Minutes")
    (('7.2', 'Simon said', 2), (None, '16/06/2020 Minutes', 0))
    """
    first = text[:1]
    labelled = first in "aipAIP" and text[:4].lower() in _LABELS_OF_NUMBERS
    if labelled and (match := _LABELLED_NUMBER.match(text)):
        return match["ref"], text[match.end() :], 1
    if first.islower() or text[:5].isalpha():
        return None, text, 0
    if not _DIGIT_AHEAD.match(text) or _DATED.match(text):
        return None, text, 0
    match = _NUMBER.match(text)
    if match is None:
        match = _BARE_NUMBER.match(text)
        if match is None:
            return None, text, 0
        return match["ref"], text[match.end() :], 1
    ref = match["ref"]
    if len(ref) == 4 and ref.isdigit() and ref.startswith(("19", "20")):
        return None, text, 0
    rest = text[match.end() :]
    if rest[0] in "apAPhHgGuUcC" and _CLOCK_AHEAD.match(rest):
        return None, text, 0
    parts = ref.count(".") + 1 if "/" not in ref else 1
    return ref, rest, parts


def wrap_width(lines: list[Line]) -> int | None:
    """The column a document's lines were wrapped at, None where lines are whole paragraphs.

    A sentence that goes on in lower case on the next line was wrapped, and shows the column.
    """
    pairs = 0
    widths: list[int] = []
    for before, after in itertools.pairwise(lines):
        if after.gap or after.heading or after.bullet or before.heading or before.hard:
            continue
        if after.table or before.table:
            continue
        pairs += 1
        if before.text[-1:] not in (".", "!", "?", ":") and after.text[:1].islower():
            widths.append(before.indent + len(before.text))
    if len(widths) < 3 or len(widths) < 0.12 * pairs:
        return None
    widths.sort()
    width = widths[int(len(widths) * 0.9)]
    return width if 45 <= width <= 125 else None


def starts_block(line: Line) -> bool:
    """Whether a line begins something of its own whatever stands before it."""
    if line.heading or line.bullet or (line.cells and line.table) or line.bold:
        return True
    text = line.text
    if ":" in text and _ACTIONISH.match(text) and LABEL.match(text):
        return True
    ref, rest, parts = split_number(text)
    if ref is not None and (parts > 1 or (rest[:1].isupper() or not rest[:1].isalpha())):
        return True
    return (text[0] == "(" or text[1:2] in ".)" or text[0] in "ivx") and (
        bool(_LETTERED.match(text)) and len(text) > 8
    )


def blocks_of(lines: list[Line]) -> list[Block]:
    """Lines joined to blocks; every line ends up in exactly one block."""
    width = wrap_width(lines)
    blocks: list[Block] = []
    for line in lines:
        if blocks and _continues(blocks[-1], line, width):
            block = blocks[-1]
            block.lines.append(line)
            if _hyphenated(block.text, line.text):
                block.text = block.text[:-1] + line.text
            else:
                block.text = f"{block.text} {line.text}"
        else:
            blocks.append(Block([line], line.text))
    found: list[Block] = []
    for block in blocks:
        if block.line.table:
            block.rest = block.text
        else:
            block.ref, block.rest, block.level = split_number(block.text)
            if block.text[0] == "[" and (tag := _TAGGED.match(block.text)):
                block.ref, block.rest = tag["ref"], block.text[tag.end() :]
        for one in _run_in(block) if block.level == 1 else (block,):
            found += _labels_apart(one) if ":" in one.text else (one,)
    _serial(found)
    _amounts(found)
    found = _led(_labelled(found))
    for block in found:
        block.signs = signs(block.text)
    return found


def _labelled(blocks: list[Block]) -> list[Block]:
    """Titles in capitals and the text behind their colon taken apart, where a document has four."""
    like = {
        id(b): match
        for b in blocks
        if b.gap and b.text[:4].isupper() and not b.line.bullet and not b.line.table
        and (match := _CAPITAL_LABEL.match(b.text))
        and not any(word in _NO_TITLES for word in match["title"].lower().split())
    }  # fmt: skip
    # Titles do not come again; who speaks does: "RCA : We could wait", "ANNA: Yes".
    said = Counter(match["title"].strip() for match in like.values())
    like = {i: match for i, match in like.items() if said[match["title"].strip()] == 1}
    if len(like) < 4:
        return blocks
    found: list[Block] = []
    for block in blocks:
        match = like.get(id(block))
        rest = block.text[match.end() :] if match else ""
        if match is None or not rest:
            found.append(block)
            continue
        title = Block(block.lines[:1], match["title"], None, match["title"], 0)
        title.run_in = True
        body = Block(block.lines, rest, None, rest, 0)
        body.run_in = True
        found += [title, body]
    return found


_ABOUT = re.compile(
    r"\b(?:links?|type|organi[sz]ation|prepared|recording|duration|zoom|call|dial|passcode|format|next|minutes|"
    r"meeting|chaired|taken|status|owners?|deadline|due|background|discussion|summary|outcome|purpose)\b",
    re.IGNORECASE,
)


def _led(blocks: list[Block]) -> list[Block]:
    """Titles in bold and the text behind their colon taken apart, where these are a document's heads.

    Bold names before what people say come again and again; titles do not.
    """
    if sum(1 for b in blocks if b.line.heading) > 3:
        return blocks
    alone = sum(1 for b in blocks if b.line.bold and b.text.endswith(":") and not b.line.bullet)
    like: dict[int, str] = {}
    for block in blocks:
        if not (block.line.lead and block.gap) or block.line.bullet or block.line.table:
            continue
        lead = block.line.lead.strip()
        head = lead.rstrip(":").strip()
        if block.ref and (block.level != 1 or not lead.startswith(block.ref)):
            continue
        colon = lead.endswith(":") or block.text[len(lead) :].lstrip().startswith(":")
        if not colon or not block.text.startswith(lead) or not head or len(head.split()) > 7:
            continue
        words = (split_number(head)[1] if block.ref else head).lower().split()
        if block.ref:
            like[id(block)] = head
            continue
        if any(w in _NO_TITLES for w in words) or read_label(head) is not None:
            continue
        if _ABOUT.search(head) or len(block.text.split()) - len(words) < 5:
            continue
        if is_person(head) or (len(words) == 1 and is_given_name(head)):
            continue
        like[id(block)] = head
    if len(like) < 2 or len(like) + alone < 4 or len(set(like.values())) < len(like):
        return blocks
    found: list[Block] = []
    for block in blocks:
        head = like.get(id(block), "")
        rest = block.text[block.text.index(":", len(head)) + 1 :].strip() if head else ""
        if not rest:
            found.append(block)
            continue
        title = Block(block.lines[:1], head, block.ref, head, block.level)
        if block.ref:
            title.rest = split_number(head)[1]
        body = Block(block.lines, rest, None, rest, 0)
        title.run_in = body.run_in = title.led = True
        found += [title, body]
    return found


def _labels_apart(block: Block) -> list[Block]:
    """Lists of people that run on in one line taken apart: "Present: A, B. Apologies: C"."""
    text = block.text
    if text.count(":") < 2 or block.line.table or not (first := LABEL.match(block.rest)):
        return [block]
    if (opening := read_label(first["label"])) is None:
        return [block]
    cuts = [
        m.start("label")
        for m in (_NEXT_LABEL.finditer(text) if opening.strong else ())
        if (label := read_label(m["label"])) is not None and len(m["label"].split()) < 6
        and (label.strong or label.text[0].isupper())
    ]  # fmt: skip
    if not block.line.cells:
        inner = (m.start("label") for m in _INNER_LABEL.finditer(text, text.index(":")))
        cuts = sorted({*cuts, *inner})
    if not cuts:
        return [block]
    parts = [text[a:b].strip() for a, b in itertools.pairwise([0, *cuts, len(text)])]
    found = [Block(block.lines, parts[0], block.ref, split_number(parts[0])[1], block.level)]
    found += [Block(block.lines, part, None, part, 0) for part in parts[1:]]
    for one in found:
        one.run_in = True
    return found


def _serial(blocks: list[Block]) -> None:
    """Numbers that look like dates but count: "01/25/01 – Welcome", "01/25/02 – Minutes"."""
    like = [b for b in blocks if b.text[:2].isdigit() and _SERIAL.match(b.text)]
    if len(like) < 3:
        return
    numbers = [_SERIAL.match(b.text) for b in like]
    last = [int(m["n"]) for m in numbers if m]
    stems = {m["stem"] for m in numbers if m}
    if len(stems) > 1 or any(b != a + 1 for a, b in itertools.pairwise(last)):
        return
    for block, match in zip(like, numbers, strict=True):
        if match:
            block.ref, block.rest, block.level = match["ref"], block.text[match.end() :], 1


def _amounts(blocks: list[Block]) -> None:
    """Numbers that say how many, and count no list: bullets "2 Chairs to be bought", "34 North to come"."""
    bare = [
        b
        for b in blocks
        if b.ref and b.line.bullet and b.ref.isdigit() and b.text.startswith(f"{b.ref} ")
    ]
    numbers = [int(b.ref or 0) for b in bare]
    for at, block in enumerate(bare):
        if (
            numbers[at] + 1 not in numbers[at + 1 : at + 2]
            and numbers[at] - 1 not in numbers[max(at - 1, 0) : at]
        ):
            block.ref, block.rest, block.level = None, block.text, 0


def _run_in(block: Block) -> list[Block]:
    """A numbered heading in capitals and the text that runs in behind it, taken apart."""
    match = _RUN_IN.match(block.rest) if block.ref and block.level == 1 else None
    if match is None or sum(c.isalpha() for c in match["title"]) < 4:
        return [block]
    title = Block(block.lines[:1], f"{block.ref} {match['title']}", block.ref, match["title"], 1)
    rest = block.rest[match.end() :]
    body = Block(block.lines, rest, None, rest, 0)
    title.run_in = body.run_in = True
    return [title, body]


def _hangs(block: Block, line: Line) -> bool:
    """Whether a line hangs under the text of a label: "Present:  A, B," and below it "C"."""
    match = LABEL.match(block.text) if ":" in block.text else None
    if match is None or match.end() >= len(block.text) or line.cells or block.line.cells:
        return False
    if not re.search(r"(?:[,;&]|\band)$", block.text) and (
        block.text.count("(") <= block.text.count(")")
    ):
        *others, last = re.split(r"[,;]\s+", block.text)
        torn = len(others) > 1 and " " not in last and is_person(last, single=True)
        if torn:  # a name cut in two: "…; Ann Lee; Bo" over "Roe; …"
            return abs(line.indent - (block.line.indent + match.end())) <= 10
        return False  # one entry a line, which the list itself reads
    return abs(line.indent - (block.line.indent + match.end())) <= 10


def _hyphenated(before: str, after: str) -> bool:
    """A word cut at the end of a line; "multi-" + "agency" keeps its hyphen where unsure."""
    return before[-1:] == "\u2010" and after[:1].islower()


def _continues(block: Block, line: Line, width: int | None) -> bool:
    """Whether a line goes on with the block before it."""
    last = block.lines[-1]
    if last.heading or last.bold or line.lead:
        return False
    if (last.cells and last.table) or (line.cells and len(line.cells) > 1):
        return False
    # Across blank lines only a sentence that a page break cut in two.
    if line.gap and (line.gap > 3 or len(block.text) < 50 or block.text.endswith(_TERMINAL)):
        return False
    if starts_block(line):
        return False
    lower = line.text[:1].islower()
    if not line.gap:
        if last.hard:
            # A line set to end there ends a list only where its names are done.
            return (
                last.text.endswith(",") and bool(LABEL.match(block.text)) and "," in last.text[:-1]
            )
        if "," in last.text and last.text.endswith(_TITLE_ENDS) and not line.bullet:
            return True  # "…, Mr", and the name on the next line
        if (
            lower
            and " " not in line.text
            and len(last.text) < 50
            and (line.indent > last.indent or " " not in last.text)
        ):
            return False  # a list of logins, one a line
        if line.text[:1] == "(" and not _LETTERED.match(line.text) and "(" not in last.text[-30:]:
            return True
        end = last.text[-1:]
        if end == "," or (lower and end not in (".", "!", "?")):
            return True
        if len(last.text) > 40 and last.text.rsplit(" ", 1)[-1].lower() in _OPEN_ENDS:
            return True
        if line.indent >= max(8, block.line.indent + 4) and _hangs(block, line):
            return True
        if width is None or ":" in line.text and LABEL.match(line.text):
            return False
        first = line.text.find(" ")
        return (
            last.indent + len(last.text) + 1 + (first if first >= 0 else len(line.text)) > width - 4
        )
    if lower:
        return True
    tail = block.text.rsplit(" ", 1)[-1].strip("(“\"'").lower()
    return (block.text.endswith(",") or tail in _OPEN_ENDS) and len(block.text) > 80
