"""Title matter: which body met, when, where and how."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from minutegraph.loaders.minutes import Body, MeetingInfo, ReaderWarning
from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.dates import TIME, find_dates, without_dates
from minutegraph.loaders.reader.signs import Guarded

_BODY_WORD = re.compile(
    r"\b(?:group|committee|sub-?committee|council|board|panel|task ?force|commission|forum|"
    r"trustees|governors|assembly|working party|cabinet|network|partnership|authority|"
    r"association|society|foundation|consortium|team|congress|senate|court|club|executive|"
    r"trust|alliance|union|federation|wg|sig|tag|directors)\b",
    re.IGNORECASE,
)
_KIND = (
    r"(?:public|regular|special|annual|ordinary|extraordinary|general|monthly|weekly|bi-?weekly|"
    r"fortnightly|quarterly|emergency|joint|online|virtual|in-?person|full|open|closed|private|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|inaugural|kick-?off|remote|agm|\d+(?:st|nd|rd|th))"
)
_MEETING_WORDS = re.compile(
    r"\b(?:draft|unconfirmed|approved|confirmed|final)\b|"
    r"\b(?:minutes|notes|record|summary|transcript|agenda/minutes|agenda and minutes|agenda)\b"
    r"(?:\s+(?:of|from|for))?(?:\s+(?:the|a|an))?",
    re.IGNORECASE,
)
_SITTING = re.compile(
    rf"(?:\b{_KIND}\s+)*\b(?:meetings?|teleconferences?|telecons?|conference calls?|calls?|sittings?|"
    r"sync)\b(?:\s*(?:#|no\.?|number)?\s*\d{1,4}\b)?(?:\s+of\s+the)?",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:which was |that was )?(?:held|took place|convened)\b.*$", re.IGNORECASE)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9&/-]{1,11})\)")
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
    r"^(?:date|meeting date|when|date and (?:time|location|venue|place)|date held|day|held on|date & time|time and date|date/time)\b",
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
    rf"\bnext\s+(?:(?:{_KIND}|general|board|committee|group|panel|council|steering|sc|ordinary)\s+){{0,4}}"
    r"meeting\b(?:\s+of\s+the\s+\w+)?\s+(?:is|was|will|would|shall|to)\s+(?:be\s+)?"
    r"(?:scheduled|arranged|held|on|for|in|at|a|by|via|\d|mon|tues|wednes|thurs|fri|satur|sun|colocated|face)"
    r"(?:[^.]|\.(?=\d))*",
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
    r"\b(?:held|meeting|meetings|took place|convened|minutes of)\b[^.]{0,120}?\bon\b|\bmeeting held\b|\bheld (?:in|at|via|by)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^(?:ref(?:erence)?|doc(?:ument)?|our ref|file)\b\.?:?\s*(?:no\.?\s*)?\S*[\d/]", re.IGNORECASE
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
_BODY_IN_LABEL = re.compile(
    r"\b(?P<body>board|committee|council|panel|commission|group)\s+members?\b", re.IGNORECASE
)


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
    preface: list[Block], meta: dict[str, str], labels: list[str], *, day_first: bool | None
) -> TitleMatter:
    """Body, date, venue and times from the blocks before the first item and from front matter.

    Args:
        labels: labels of the attendance lists; "Board members" tells that a board met.
    """
    info = MeetingInfo()
    body = Body()
    out = TitleMatter(body, info, None)
    named: list[tuple[str, int | None]] = []
    dates: list[tuple[int, str, int | None]] = []
    for number, block in enumerate(preface):
        understood = _labelled(block, info, dates, day_first) or _plain_line(
            block, number, preface, info, named, dates, day_first
        )
        if not understood:
            text = block.text
            sentence = text.endswith(".") and len(text.split()) >= 4
            if sentence or len(text.split()) >= 8 or block.line.bullet:
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
                dates.append((0, found.date.isoformat(), None))
    if meta.get("location") or meta.get("venue"):
        info.venue = info.venue or meta.get("location") or meta.get("venue")
    _set_dates(info, dates, out.warnings)
    _set_body(body, named, labels)
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


def _labelled(
    block: Block,
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
    if _DATE_LABEL.match(label):
        found = find_dates(rest, day_first=day_first)
        dates.extend((1, d.date.isoformat(), block.no) for d in found[:1] if d.date)
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
    return known or bool(_OTHER_LABEL.match(label)) and len(block.text) < 300


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
    if found and len(text) < 300 and (held or len(rest.split()) <= 14):
        first = next((d for d in found if held and d.start >= held.start()), found[0])
        if _REFERENCE.match(text):
            # "Ref. …  Brussels, 2 July": when it was written, not when the meeting was.
            dates.append((3, first.date.isoformat(), block.no)) if first.date else None
            return True
        if first.date:
            dates.append((0 if held else 1, first.date.isoformat(), block.no))
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
        if name and (heading or _BODY_WORD.search(name)) and not held:
            named.append((text, block.no))
        elif held:
            if name and _BODY_WORD.search(name):
                named.append((text, block.no))
        else:
            place = _MEETING_WORDS.sub(" ", _SITTING.sub(" ", rest)).strip(" -–—,;:|")
            place = re.sub(r"\s+", " ", place)
            if heading and not named:
                named.append((text, block.no))
            elif place and _MODE.search(place):
                info.mode = info.mode or place
            elif place and len(place) > 1:
                info.venue = info.venue or place
        return True
    if not re.sub(r"\W+", "", _SITTING.sub(" ", _MEETING_WORDS.sub(" ", text))):
        return True  # "Minutes of the quarterly meeting"
    if _MODE.search(text) and len(text) < 90 and not _BODY_WORD.search(text):
        info.mode = info.mode or text
        return True
    if heading or (_BODY_WORD.search(text) and len(text) < 120 and not text.endswith(".")):
        named.append((text, block.no))
        return True
    if _MEETING_WORDS.fullmatch(text.strip()) or _SITTING.fullmatch(text.strip()):
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
    ):
        info.venue = text
        return True
    return False


def read_times(block: Block, info: MeetingInfo) -> None:
    """Start, end and next meeting from a sentence of the running text."""
    text, signs = block.text, block.signs
    if info.start is None and (match := _START.search(text, signs)):
        when = TIME.search(text, match.end()) or TIME.search(text)
        info.start = when[0] if when else None
    if info.end is None and (match := _END.search(text, signs)):
        when = TIME.search(text, match.end()) or TIME.search(text)
        info.end = when[0] if when else None
    if info.next_meeting is None and (match := _NEXT_SENTENCE.search(text, signs)):
        info.next_meeting = match[0].strip()


def body_name(title: str) -> str | None:
    """The body's name in a title: "Minutes of the ICAT Steering Group Meeting #3" less the rest.

    >>> body_name("Quarterly meeting of the Heritage Panel"), body_name("Meeting Notes")
    ('Heritage Panel', None)
    """
    if len(title) > 300:
        return None
    head = re.match(r"(?P<name>[^:]{4,80}):\s*\S", title)
    if head and find_dates(title[head.end() - 1 :]) and not find_dates(head["name"]):
        title = head["name"]  # "Technical Council: 2024-05-16"
    text = _HELD.sub("", without_dates(title))
    text = _MEETING_WORDS.sub(" ", text)
    text = _SITTING.sub(" ", text)
    text = _ACRONYM.sub(" ", text)
    text = re.sub(rf"^\s*(?:{_KIND}\s+)+", "", text, flags=re.IGNORECASE)
    text = (
        re.sub(r"\s+(?:at|in|via|by)\s+.*$", "", text)
        if not _BODY_WORD.search(re.sub(r".*\s+(?:at|in|via|by)\s+", "", text))
        else text
    )
    text = re.sub(r"\s+", " ", text).strip(" -–—,;:|/#()'’.*")
    text = re.sub(r"\s+[–—-]\s*(?:of|the|notes|minutes|\s)*$", "", text).strip(" -–—,")
    text = re.sub(r"^(?:of |the |a |an )+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:of|the|on|for)$", "", text)
    if not text or not any(c.isalpha() for c in text) or len(text) > 110:
        return None
    if text.isupper() and len(text) > 12:
        text = _TITLE_CASE.sub(lambda m: m[0].capitalize(), text.lower())
        text = text[0].upper() + text[1:]
    if text.lower() in {"public", "committee meeting", "and", "part"}:
        return None
    return text


_TITLE_CASE = re.compile(r"\b(?!(?:of|and|the|on|for|in|to|with|at|by|a|an)\b)\w")


def _set_body(body: Body, named: list[tuple[str, int | None]], labels: list[str]) -> None:
    """The best of the title lines: one with a word for a body, else one that names something."""
    for needs_word in (True, False):
        for text, line in named:
            name = body_name(text)
            if name is None or (needs_word and not _BODY_WORD.search(name)):
                continue
            if not needs_word and not re.search(r"[A-Z]{2,}", name):
                continue
            body.name, body.line = name, line
            if match := _ACRONYM.search(text):
                body.acronym = match[1]
            return
    for label in labels:
        if match := _BODY_IN_LABEL.search(label):
            body.name = match["body"].capitalize()
            return
