"""Title matter: which body met, when, where and how."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from minutegraph.loaders.minutes import Body, MeetingInfo, ReaderWarning
from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.bodies import (
    BODY_WORD,
    KIND,
    MEETING_WORDS,
    SITTING,
    body_name,
    set_body,
)
from minutegraph.loaders.reader.dates import TIME, compact_date, find_dates, without_dates
from minutegraph.loaders.reader.names import is_given_name, is_person
from minutegraph.loaders.reader.signs import Guarded, any_of
from minutegraph.loaders.reader.words import POSITION_WORDS

_MODE = re.compile(
    r"\b(?:(?:by|via|over|on|through)\s+)?(?:video|phone|tele)?\s?/?\s?(?:video[- ]?(?:call|conference|link|meeting)|"
    r"tele-?conference|telecon|conference call|video/phone|zoom|(?:ms |microsoft )?teams|webex|skype|"
    r"google meet|jitsi|bluejeans|online|virtual(?:ly)?|remote(?:ly)?|hybrid|in[- ]person|"
    r"phone call|by phone|by telephone)\b",
    re.IGNORECASE,
)
_VENUE_LABEL = re.compile(
    r"^(?:venue|location|place|where|held at|room|date and location|address)$", re.IGNORECASE
)
_DATE_LABEL = re.compile(
    r"^(?:date|datum|fecha|meeting date|when|date and (?:time|location|venue|place)|date held|day|held on|date & time|time and date|date/time)\b",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(
    r"(?:meeting (?:title|name)|name of (?:the )?(?:meeting|group|committee)|committee|meeting|group|forum|body)\s*:\s+(?=[A-Z])",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"^(?:time|start(?:ed|s)?(?: time)?|duration|commenced|opened)\b", re.IGNORECASE
)
_END_LABEL = re.compile(
    r"^(?:end(?:ed|s)?(?: time)?|finish(?:ed)?|closed|adjourned)\b", re.IGNORECASE
)
_NEXT = re.compile(r"^(?:date of (?:the )?)?(?:next|upcoming|future) meetings?\b", re.IGNORECASE)
_NEXT_SENTENCE = Guarded(
    "next",
    rf"\bnext\s+(?:(?:{KIND}|general|board|committee|group|panel|council|steering|sc|ordinary)\s+){{0,4}}"
    r"meeting\b(?:\s+of\s+the\s+\w+)?\s+(?:is|was|will|would|shall|to)\s+(?:be\s+)?"
    r"(?:scheduled|arranged|held|on|for|in|at|a|by|via|\d|mon|tues|wednes|thurs|fri|satur|sun|colocated|face)"
    r"(?:[^.]|\.(?=\d))*",
    re.IGNORECASE,
)
_NEXT_LINE = Guarded(
    "next",
    r"^\W*(?:date of (?:the )?)?next meeting\s*[:–-]\s*(?P<when>\S.{0,200})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:held|took place|meeting|convened)\b[^,.]{0,40}?\b(?:in|at)\s+(?P<place>(?:the\s+)?[A-Z].+?)"
    r"(?:,?\s+(?:on|at|from|commencing)\b|[,.]?$)"
)
_ABOUT = re.compile(r"^(?:meeting )?(?:details|info\w*|attendance|agenda)$", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:{TIME.pattern})\s*(?:to|until|till|[-–—])\s*(?P<end>{TIME.pattern})", re.IGNORECASE
)
_HELD_ON = re.compile(
    r"\b(?:held|met|meeting|meetings|took place|convened|minutes of)\b[^.]{0,120}?\bon\b|\bmet (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bmeeting held\b|\bheld (?:in|at|via|by)\b|^at [\d.:]+ ?[ap]\.?m\.? on\b",
    re.IGNORECASE,
)
_FILE_MARK = re.compile(
    r"(?=\S*[./])[A-Z]{2,}[A-Za-z]*[./][\w./()-]*(?: ?[\w./()-]*\d[\w./()-]*){0,2}"
)
_REFERENCE = re.compile(
    r"^(?:ref(?:erence)?|doc(?:ument)?|our ref|file)\b\.?:?\s*(?:no\.?\s*)?\S*[\d/]|"
    r"^(?:last |first )?(?:updated|published|issued|revised|printed|circulated|drafted|posted|modified)\b",
    re.IGNORECASE,
)
# The day in the address of a chat's log: "/logs/2023-05-02-16.00.html".
_LOGGED = re.compile(
    r"https?://\S*?\b((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b\S*log|"
    r"https?://\S*log\S*?\b((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b"
)
_ADDRESS = re.compile(r"<?https?://\S+>?")
# "Brussels, 4 November 2022", over the title: where and when the minutes were written.
_DATELINE = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,\s+(?:le\s+|den\s+)?\d{1,2}\b[^,:]{4,30}$"
)
_OTHER_LABEL = re.compile(r"^[A-Z][\w /&-]{1,40}$")
_START = Guarded(
    "called opened started began commenced convened",
    r"\b(?:meeting (?:was )?(?:called to order|opened|started|began|commenced|convened)|"
    r"called to order|(?:opened|started|commenced|began) (?:the meeting )?at|started at)\b",
    re.IGNORECASE,
)
_END = Guarded(
    "adjourned closed ended concluded finished",
    r"\b(?:meeting (?:was )?(?:adjourned|closed|ended|concluded|finished)|adjourned at|"
    r"(?:closed|ended|finished|concluded) (?:the meeting )?at)\b",
    re.IGNORECASE,
)


TIMES = any_of((_START, _END, _NEXT_LINE, _NEXT_SENTENCE))  # of what `read_times` can read


@dataclass(slots=True)
class TitleMatter:
    """What the title matter says, and the blocks of it that say nothing we understand."""

    body: Body
    meeting: MeetingInfo
    title: str | None
    warnings: list[ReaderWarning] = field(default_factory=list)
    not_understood: list[Block] = field(default_factory=list)
    text: list[Block] = field(default_factory=list)


def read_title_matter(
    preface: list[Block],
    meta: dict[str, str],
    labels: list[str],
    *,
    day_first: bool | None,
    stem: str = "",
    whole: str = "",
) -> TitleMatter:
    """Body, date, venue and times from the blocks before the first item and from front matter.

    Args:
        labels: labels of the attendance lists; "Board members" tells that a board met.
        stem: the file's name; whole: the whole text, asked only where no title names a body.
    """
    info = MeetingInfo()
    body = Body()
    out = TitleMatter(body, info, None)
    named: list[tuple[str, int | None]] = []
    dates: list[tuple[int, str, int | None]] = []
    for number, block in enumerate(preface):
        if _ADDRESS.fullmatch(block.text):
            continue  # a link, whatever words and numbers it is made of
        if (label := _NAME_LABEL.match(block.text)) and not find_dates(block.text):
            named.append((block.text[label.end() :].strip(), block.no))
            continue
        understood = _labelled(block, preface, info, dates, day_first) or _plain_line(
            block, number, preface, info, named, dates, day_first
        )
        if not understood:
            words = len(block.text.split())
            sentence = block.text.endswith(".") and words >= 4
            if sentence or words >= 8 or block.line.bullet:
                out.text.append(block)
            else:
                out.not_understood.append(block)
    for key in ("title", "subject", "name"):
        if meta.get(key):
            named.append((meta[key], None))
            for found in find_dates(meta[key], day_first=day_first):
                if found.date:
                    dates.append((1, found.date.isoformat(), None))
    if meta.get("date"):
        for found in find_dates(meta["date"], day_first=day_first):
            if found.date:
                # That of a page may be the day on which it was put there.
                dates.append((2, found.date.isoformat(), None))
    if meta.get("location") or meta.get("venue"):
        info.venue = info.venue or meta.get("location") or meta.get("venue")
    if not dates:
        compact = [(day, line) for text, line in named if (day := compact_date(text))]
        dates.extend((4, first.isoformat(), line) for first, line in compact[:1])
    if not dates:
        logs = (_LOGGED.search(block.text) for block in preface[:8])
        dates.extend((5, match[1] or match[2], None) for match in logs if match)
    if not dates:
        plain = find_dates(stem.replace("_", "-"))
        told = plain[0].date if plain else compact_date(stem)
        dates.extend([(5, told.isoformat(), None)] if told else [])
    _set_dates(info, dates, out.warnings)
    set_body(body, named, labels, [b.text for b in preface], stem, whole)
    own = (t for t, line in named if line is not None and not _ABOUT.match(t))
    title = next(own, None) or meta.get("title")
    out.title = title
    info.title = title
    return out


def _set_dates(
    info: MeetingInfo, dates: list[tuple[int, str, int | None]], warnings: list[ReaderWarning]
) -> None:
    if not dates:
        return
    dates.sort(key=lambda d: d[0])
    rank, iso, line = dates[0]
    info.date = dt.date.fromisoformat(iso)
    info.line = line
    others = sorted({d for r, d, _ in dates if r <= max(rank, 2)} - {iso})
    if others and info.end_date is None:
        message = f"the title matter gives {iso} and also {', '.join(others)}; {iso} is taken"
        warnings.append(ReaderWarning(code="two-dates", message=message, line=line))


def _mailed(preface: list[Block]) -> bool:
    """Whether the title matter is a mail's head, whose date is that of sending."""
    return sum(1 for b in preface[:6] if b.text.startswith(("From:", "To:", "Subject:"))) >= 2


_OTHER_DATE = re.compile(
    r"\b(?:next|previous|last|minutes of|approv\w+|deadline|due|by|until|since|updated|published|version)\b",
    re.IGNORECASE,
)


def late_date(
    blocks: list[Block],
    info: MeetingInfo,
    warnings: list[ReaderWarning],
    *,
    day_first: bool | None,
) -> None:
    """Take the date of a short line near the top where no title line has one."""
    for block in blocks[:15]:
        if len(block.text) > 110 or _OTHER_DATE.search(block.text):
            continue
        if _ADDRESS.fullmatch(block.text):
            continue
        found = [d.date for d in find_dates(block.text, day_first=day_first) if d.date]
        if found:
            info.date, info.line = found[0], block.no
            message = f"no title line has a date; {found[0].isoformat()} stands in a line below"
            warnings.append(ReaderWarning(code="late-date", message=message, line=block.no))
            return


def _labelled(
    block: Block,
    preface: list[Block],
    info: MeetingInfo,
    dates: list[tuple[int, str, int | None]],
    day_first: bool | None,
) -> bool:
    """Read "Date: …", "Venue: …" and other labelled lines."""
    match = LABEL.match(block.text)
    if match is None or (block.line.heading and find_dates(block.text)):
        return False
    label, rest = match["label"].strip(), block.text[match.end() :].strip()
    if not rest or len(label.split()) > 5:
        return False
    known = False
    if _NEXT.match(label):
        info.next_meeting = info.next_meeting or rest
        return True
    if MEETING_WORDS.search(label) and (stated := find_dates(rest, day_first=day_first)):
        # "Meeting Minutes: January 19, 2010"
        dates.extend((1, d.date.isoformat(), block.no) for d in stated[:1] if d.date)
        known = bool(dates)
    elif _DATE_LABEL.match(label):
        if _mailed(preface):
            return True  # when a mail was sent, not when the meeting was
        found = find_dates(rest, day_first=day_first)
        dates.extend((0, d.date.isoformat(), block.no) for d in found[:1] if d.date)
        if found and found[0].end:
            info.end_date = found[0].end
        known = True
        if "location" in label.lower() or "venue" in label.lower() or "place" in label.lower():
            info.venue = without_dates(rest) or None
        if info.start is None and (when := TIME.search(rest)):
            info.start = when[0]
    elif _VENUE_LABEL.match(label):
        info.venue = rest
        if _MODE.search(rest):
            info.mode = rest
        known = True
    elif _TIME_LABEL.match(label):
        stated = find_dates(rest, day_first=day_first)
        dates.extend((1, d.date.isoformat(), block.no) for d in stated[:1] if d.date)
        times = [m[0] for m in TIME.finditer(rest)]
        info.start = info.start or (times[0] if times else rest)
        if len(times) > 1:
            info.end = info.end or times[1]
        known = True
    elif _END_LABEL.match(label):
        info.end = info.end or rest
        known = True
    other = not block.line.heading and bool(_OTHER_LABEL.match(label))
    return known or other and len(block.text) < 300


def _plain_line(
    block: Block,
    number: int,
    preface: list[Block],
    info: MeetingInfo,
    named: list[tuple[str, int | None]],
    dates: list[tuple[int, str, int | None]],
    day_first: bool | None,
) -> bool:
    """Read a title, a date, a venue or a mode from a line that carries no label."""
    text = block.text
    found = find_dates(text, day_first=day_first)
    heading = bool(block.line.heading) or number == 0 or block.line.bold
    rest = without_dates(text)
    held = _HELD_ON.search(text)
    told = number > 2 and not heading and text.endswith(".") and len(text.split()) > 18
    if found and len(text) < 300 and not told and (held or len(rest.split()) <= 14):
        first = next((d for d in found if held and d.start >= held.start()), found[0])
        after = preface[number + 1].text if number + 1 < len(preface) else ""
        dateline = _DATELINE.match(text) and number < 8 and not heading
        if dateline and any(find_dates(b.text) for b in preface[number + 1 : number + 6]):
            dates.append((3, first.date.isoformat(), block.no)) if first.date else None
            return True
        if _REFERENCE.match(text) or (
            _FILE_MARK.fullmatch(after) and not MEETING_WORDS.search(text) and not heading
        ):
            # "Ref. …  Brussels, 2 July", "Updated 3 May": when it was written, not when they met.
            dates.append((3, first.date.isoformat(), block.no)) if first.date else None
            return True
        if first.date:
            titled = heading and MEETING_WORDS.search(text) is not None
            dates.append((0 if held or titled else 1, first.date.isoformat(), block.no))
            if first.end:
                info.end_date = first.end
        if span := _RANGE.search(text):
            info.start = info.start or TIME.search(span[0])[0]  # type: ignore[index]
            info.end = info.end or span["end"]
        if when := TIME.search(text):
            info.start = info.start or when[0]
        if span := _RANGE.search(text):
            info.end = info.end or span["end"]
        name = body_name(text)
        if held and (stated := _PLACE.search(text)):
            info.venue = info.venue or without_dates(stated["place"]) or None
        near_top = number < 5 and SITTING.search(text) is not None
        if name and (heading or near_top or BODY_WORD.search(name)) and not held:
            named.append((text, block.no))
        elif held:
            if name and BODY_WORD.search(name):
                named.append((text, block.no))
        else:
            place = MEETING_WORDS.sub(" ", SITTING.sub(" ", rest)).strip(" -–—,;:|")
            place = re.sub(r"\s+", " ", place)
            if heading and not named:
                named.append((text, block.no))
            elif place and _MODE.search(place):
                info.mode = info.mode or place
            elif place and len(place) > 1:
                info.venue = info.venue or _place(place)
        return True
    if number and _FILE_MARK.fullmatch(text):
        return True  # the reference of the file
    if not re.sub(r"\W+", "", SITTING.sub(" ", MEETING_WORDS.sub(" ", text))):
        return True  # "Minutes of the quarterly meeting"
    if (
        number < 5
        and len(text) < 90
        and SITTING.search(text)
        and body_name(text)
        and not text.endswith(".")
    ):
        named.append((text, block.no))
        return True
    if _MODE.search(text) and len(text) < 90 and not BODY_WORD.search(text):
        info.mode = info.mode or text
        return True
    ends = text.endswith(".") and not text.endswith(("e.V.", "Inc.", "Ltd."))
    if heading or (BODY_WORD.search(text) and len(text) < 120 and not ends):
        named.append((text, block.no))
        return True
    if MEETING_WORDS.fullmatch(text.strip()) or SITTING.fullmatch(text.strip()):
        return True
    if (when := TIME.search(text)) and len(text) < 60:
        info.start = info.start or when[0]
        return True
    if _START.search(text, block.signs) or _END.search(text, block.signs):
        read_times(block, info)
        return True
    near = preface[max(0, number - 2) : number]
    if (
        info.venue is None
        and any(find_dates(b.text) for b in near)
        and len(text) < 90
        and not text.endswith(".")
        and ":" not in text
        and (not block.gap or "," in text)
        and (stands := _place(text))
    ):
        info.venue = stands
        return True
    return False


def _place(text: str) -> str | None:
    """A line beside the date as the place where they met; None where it is something else.

    A person's name, an item of an agenda, a row of a table, the way to a page and what counts or
    names the people present are no places.
    """
    named = text.lower() in POSITION_WORDS or (is_person(text) and is_given_name(text.split()[0]))
    if named or _NO_PLACE.search(text) or not _WORD.search(text):
        return None
    return text


# "> Board", "| Budget | Ann |", "[ ]", "2. Elections", "12 members in attendance", "Minutes (open)".
_NO_PLACE = re.compile(
    r"^[>@\[*]|[|>»]|^\d+[.)]\s|\b(?:minutes|agenda|contents|members|attend\w+|present|apologies|draft|election\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")


def read_times(block: Block, info: MeetingInfo) -> None:
    """Start, end and next meeting from a sentence of the running text."""
    text, signs = block.text, block.signs
    if info.start is None and (match := _START.search(text, signs)):
        when = TIME.search(text, match.end()) or TIME.search(text)
        info.start = when[0] if when else None
    if info.end is None and (match := _END.search(text, signs)):
        when = TIME.search(text, match.end()) or TIME.search(text)
        info.end = when[0] if when else None
    if info.next_meeting is None and (match := _NEXT_LINE.search(text, signs)):
        info.next_meeting = match["when"].strip()
    if info.next_meeting is None and (match := _NEXT_SENTENCE.search(text, signs)):
        info.next_meeting = match[0].strip()
