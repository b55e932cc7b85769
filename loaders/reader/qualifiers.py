"""What stands behind a person's name in a list: posts, organisations, remarks on presence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from minutegraph.loaders.minutes import Capacity, Status
from minutegraph.loaders.reader.dates import TIME
from minutegraph.loaders.reader.lists import sessions_in
from minutegraph.loaders.reader.names import (
    Name,
    has_position_word,
    initials_fit,
    initials_of,
    is_initials,
    is_person,
    is_post_nominal,
    take_apart,
)

AND = re.compile(r"\s+(?:and|&)\s+")
CHAIR = re.compile(
    r"(?:the\s+|t[sa]c\s+|wg\s+|sig\s+|pmc\s+|in\s+the\s+|acting\s+|interim\s+|clinical\s+|independent\s+|meeting\s+|session\s+|[aes]gm\s+|group\s+|board\s+|"
    r"committee\s+|council\s+|panel\s+)*"
    r"(?:co-?\s?chair|chair(?:man|woman|person)?|convenor|convener|presiding|chairing|chaired(?: the)? meeting|moderator|vorsitz\w*|présidente?|"
    r"presidente|voorzitter|ordförande)s?"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:meeting|board|committee|group|panel|council|session|governors))?",
    re.IGNORECASE,
)
SECRETARY = re.compile(
    r"(?:min(?:ute)?s?\.?|sec\.?|hon\.? sec(?:retary)?\.?)$|"
    r"(?:the\s+|for\s+|taking\s+|acting\s+|interim\s+|meeting\s+|board\s+|committee\s+|group\s+|"
    r"council\s+|panel\s+|recording\s+|parish\s+|town\s+|district\s+|city\s+|village\s+|county\s+|borough\s+|township\s+|assistant\s+|deputy\s+)*"
    r"(?:notes?|minutes|note[- ]?tak\w+|minute[- ]?tak\w+|scribe|recorder|secretary|secretariat|"
    r"clerk|minutes?\s+secretary|minuting|protokoll\w*|schriftführer\w*|secrétaire|secretario|notulist|sekreterare)"
    r"(?:\s+(?:to|of|for)\s+(?:the\s+)?(?:\w+\s+){0,3}(?:commission|meeting|board|committee|group|panel|council|governors))?",
    re.IGNORECASE,
)
_OWN_POST = re.compile(
    r"(?:deputy|assistant|parish|town|district|city|village|county|borough|township|committee|board)\s(?:\w+\s)*(?:clerk|secretary)$"
)
_VICE = re.compile(r"\b(?:vice|deputy)[- ]?(?:chair|president|convenor|convener)", re.IGNORECASE)
_REMOTE = re.compile(
    r"(?:(?:attend(?:ed|ing)|join(?:ed|ing)|present|participat(?:ed|ing))\s+)?"
    r"(?:remote(?:ly)?|online|virtual(?:ly)?|(?:by|via|over|on)\s+(?:the\s+)?(?:tele)?(?:phone|video|zoom|"
    r"(?:ms |microsoft )?teams|skype|webex|link|conference|meet)[\w -]*|via\s+\w[\w ]*|dial(?:l?ed)?[- ]?in|zoom|"
    r"(?:ms )?teams|video(?: ?link)?|phone|tele-?con(?:ference)?|vc|tc)",
    re.IGNORECASE,
)
_ITEMS = re.compile(
    r"\b(?:for\s+)?(?:agenda\s+)?(?:items?|minutes?|points?)\s+([A-Z]{0,3}\d[\d./]*)"
    r"(?:\s*(?:-|–|to|and|&)\s*([A-Z]{0,3}\d[\d./]*))?",
    re.IGNORECASE,
)
_ALTERNATE = re.compile(
    r"\b(?:alternate|substitut\w+|deputi[sz]ing|on behalf of|proxy|standing in|in place of)\b",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"^(?i:(?:[a-z ]{0,20}\b(?:alternate|substitut\w+|deputi[sz]ing|deputy|proxy|stand(?:ing|s)?[ -]in)"
    r"\s+for|on behalf of|in place of|for))\s+"
    r"(?P<who>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3})$"
)
_ABSENT = re.compile(
    r"^(?:apologies|apols?\.?|regrets|sent apologies|absent|did not attend)\b", re.IGNORECASE
)
_THROUGHOUT = re.compile(
    r"present (?:throughout|for (?:all|the whole|the entire)(?: (?:the|of the))?(?: \w+){0,2})"
)
_ITEM_REF = re.compile(r"^([A-Z]{0,4}\s?\d+(?:[./]\d+)+)$")
# "(observer/Canal Trust)" says two things.
_IN_BRACKET = re.compile(
    r"[;,]\s*|\s+[–—-]\s+|(?<=\bobserver)\s?/\s?|(?<=\bguest)\s?/\s?", re.IGNORECASE
)
_CLERK_AND_MORE = re.compile(r"(?:[\w-]+\s+){0,2}(?:clerk|secretary)\s*(?:and|&|/)\s*\w[\w &-]*")
_CAPACITIES: dict[str, Capacity] = {
    "observer": "observer", "guest": "guest", "member": "member", "staff": "staff",
    "official": "official", "alternate": "alternate",
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_MOVED = re.compile(r"\b(?:arriv\w+|joined|left|late|until|part(?:ially| of|\b(?! of)))")
_AWAY = re.compile(
    r"^(?:(?:on|off)\s+)?(?:\w+\s+)?(?:leave|holidays?|vacation|pto|ooo|sick|out of office|travel(?:l?ing)?)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:observer|guest|visitor|member|staff|official|alternate|speaker)s?$", re.IGNORECASE
)
_PRONOUNS = re.compile(r"^(?:she|he|they|her|him|them)\s*/", re.IGNORECASE)
_LOWER_GROUP = re.compile(r" (?:team|group|wg|sig|lead)$")
_UNIT_WORD = re.compile(
    r"\b(?:Division|Department|Unit|Team|Directorate|Programme|Services|Operations)$"
)
_UNIT = re.compile(
    r"^(?:school|department|dept\.?|faculty|institute|division|unit|centre|center|laboratory)\b",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"\b(?:university|college|council|ministry|trust|service|institute)\b", re.IGNORECASE
)
LEGAL_FORM = re.compile(
    r"^(?:Inc|Ltd|LLC|LLP|Llc|PLC|plc|GmbH|S\.?A|Limited|Co|Corp|AG|BV|B\.V)\.?$"
)
_EXCUSED = re.compile(r"^(?:un)?excused(?: absence)?$", re.IGNORECASE)
HEADCOUNT = re.compile(
    r"\b(?:\w+\s+)?(?:members?|residents?|representatives?|parishioners|people)\s+(?:of|from)\s+(?:the\s+)?"
    r"(?:public|press|audience)\b.*|^(?:\d+|several|some|one|two|three|four|five|six)\s+(?:members|residents|others)\b.*"
    r"|^(?:a bunch|a few|a number|many|several|some|\d+)\s+(?:more|others)\b.*",
    re.IGNORECASE,
)
NO_ORGANISATION = frozenset(
    {
        "independent", "self", "unaffiliated", "none", "n/a", "-", "–", "individual", "and", "tbd",
        "individual member", "invited expert", "at large", "community", "community member",
        "freelance", "retired", "volunteer", "personal capacity", "no affiliation", "unknown",
        "individual contributor", "myself", "hons", "interested citizen", "private person",
    }
)  # fmt: skip


# A year and a post that is held in it, whatever letters it goes by: "2023 OCM".
_TERM = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\s+[A-Z]")
_POSTED = re.compile(
    r"co-?opted|ex[- ]officio|(?:elected|appointed)(?: \w+)?|non-voting|lay|parent|foundation|LA|local authority|primary|principal",
    re.IGNORECASE,
)
_CLAUSE = frozenset("who whose which as because due owing having".split())


@dataclass(slots=True)
class Entry:
    """A person as one line of a list gives them."""

    name: Name
    as_written: str
    organisation: str | None = None
    unit: str | None = None
    position: str | None = None
    capacity: Capacity | None = None
    status: Status | None = None
    sessions: tuple[int, ...] = ()
    items: tuple[str, str | None] | None = None
    arrived: str | None = None
    left: str | None = None
    reason: str | None = None
    stands_for: str | None = None
    aliases: list[str] = field(default_factory=list)
    aside: str | None = None  # a word in small letters in brackets behind the name
    in_brackets: bool = False  # the organisation stands in brackets right behind the name


@lru_cache(maxsize=1_000)
def is_role(text: str) -> bool:
    """Whether a text is a role in the meeting or a post: "Chair", "Head of Policy"."""
    return bool(
        CHAIR.fullmatch(text)
        or SECRETARY.fullmatch(text)
        or _ROLE.match(text)
        or has_position_word(text.split(" of ")[0].split(" for ")[0])
    )


def read_segment(entry: Entry, text: str) -> None:
    """What a text after the name says of the person."""
    if _is_body(text):
        _of(entry, text)
        return
    if HEADCOUNT.fullmatch(text):
        return
    if all(is_post_nominal(word.strip(".,")) for word in text.split()):
        entry.name = Name(
            entry.name.text, entry.name.honorific, (*entry.name.post_nominals, *text.split())
        )
    elif read_qualifier(entry, text):
        return
    elif is_initials(text) and initials_fit(text, entry.name.text) and len(text) <= 4:
        entry.aliases.append(text)
    elif is_role(text):
        if "/" in text and any(CHAIR.fullmatch(part.strip()) for part in text.split("/")):
            entry.capacity = entry.capacity or "chair"
        entry.position = f"{entry.position}, {text}" if entry.position else text
    else:
        _organisation(entry, text)


@lru_cache(maxsize=1_000)
def _is_body(text: str) -> bool:
    """Whether a text after a name is a body and nothing else; lists name one for each of its people."""
    nobody, found = Entry(Name(""), ""), Entry(Name(""), "", organisation=text)
    if HEADCOUNT.fullmatch(text) or all(is_post_nominal(w.strip(".,")) for w in text.split()):
        return False
    if not _says_nothing(text) or is_initials(text) or is_role(text):
        return False
    _organisation(nobody, text)
    return nobody == found


_SEAT = re.compile(r"\s#\d{1,2}$")
# Bodies that projects have, of which people are members and by which nobody is sent.
_COMMITTEES = frozenset("TSC TAC TOC TOB PMC CPC".split())


def _organisation(entry: Entry, text: str) -> None:
    if _POSTED.fullmatch(text):
        entry.position = f"{entry.position}, {text}" if entry.position else text
        return
    if text.partition(" ")[0].lower() in _CLAUSE:
        return  # "who was detained at work"
    if text.lower() in NO_ORGANISATION or text.isdigit() or _SEAT.search(text):
        return  # "(17)": how many lines were said; "Committee #2": a seat
    if text.islower() and " " not in text:
        entry.aside = text
        return
    if text in _COMMITTEES:
        entry.position = f"{entry.position}, {text}" if entry.position else text
        return
    if LEGAL_FORM.match(text):
        if entry.organisation and not entry.organisation.endswith(text):
            entry.organisation += f", {text}"
        return
    if AND.match(f" {text}") or (is_person(text) and take_apart(text).honorific):
        return  # another person, whom the list does not set apart
    _of(entry, text)


def _of(entry: Entry, text: str) -> None:
    """Note a body that a person is of, beside those already told."""
    if entry.organisation is None:
        entry.organisation = text
    elif _UNIT.match(entry.organisation) and _PARENT.search(text) and entry.unit is None:
        entry.organisation, entry.unit = text, entry.organisation
    elif entry.unit is None:
        entry.unit = text
    else:
        entry.unit = f"{entry.unit}, {text}"


def read_bracket(entry: Entry, group: str, apologies: bool, after: str = "") -> None:
    """What brackets behind a name (or, with `after`, behind a later segment) say."""
    parts = [p.strip() for p in _IN_BRACKET.split(group) if p.strip()]
    for part in parts:
        if not any(c.isalnum() for c in part):
            continue  # "(?)"
        if _EXCUSED.match(part):
            entry.reason = part
            entry.status = entry.status or "absent"
        elif part.startswith("@"):
            entry.aliases.append(part)
        elif _PRONOUNS.match(part) or read_qualifier(entry, part):
            continue
        elif (
            not after
            and is_initials(part)
            and len(part) <= 4
            and (initials_fit(part, entry.name.text) or _spelt(part, entry.name.text))
        ):
            entry.aliases.append(part)
        elif after and len(part) > 1 and part == initials_of(entry.name.text):
            entry.aliases.append(part)  # "Ann Lee – Chair (AL)"
        elif after and entry.position == after and re.fullmatch(r"[A-Z][A-Za-z&]{1,5}", part):
            entry.aliases.append(part)  # "Headteacher (HT)": how the text calls the post
        elif after and entry.organisation == after and re.fullmatch(r"[A-Z][A-Za-z&]{1,9}", part):
            if part.isupper() and len(part) <= 4 and _rather(part, entry.name.text, after):
                entry.aliases.append(part)  # "Ann Lee – Canal Trust (AXL)"
            continue  # "Canal Trust (CT)": the glossary holds it
        elif is_role(part) or _TERM.match(part) or part[:1].isupper() and _LOWER_GROUP.search(part):
            entry.position = f"{entry.position}, {part}" if entry.position else part
        elif part is not parts[0] and entry.position and _UNIT_WORD.search(part):
            entry.position = f"{entry.position}, {part}"
        elif apologies and part[:1].islower():
            entry.reason = f"{entry.reason}, {part}" if entry.reason else part
        elif part[:1].islower() and len(part.split()) > 1:
            continue  # a remark ("for the data portal"), no organisation
        else:
            entry.in_brackets = not after and entry.organisation is None
            _organisation(entry, part)


def _rather(initials: str, name: str, organisation: str) -> bool:
    """Whether letters are a person's rather than an organisation's."""
    if initials_fit(initials, organisation):
        return False
    first = initials[0] == name[:1].upper()
    return first and (initials[0] != organisation[0].upper() or initials_fit(initials, name))


def _spelt(initials: str, name: str) -> bool:
    """Initials that only share the name's first letter, as handles made up on the spot do."""
    return (
        len(initials) >= 2
        and initials[:2].isupper()
        and initials[0] == name[:1].upper()
        and len(initials) == len(name.split())
    )


def read_qualifier(entry: Entry, text: str) -> bool:
    """Read a remark on presence or role; False where the text is none."""
    return not _says_nothing(text) and _read_qualifier(entry, text)


@lru_cache(maxsize=1_000)
def _says_nothing(text: str) -> bool:
    """Whether a text is no such remark; most are organisations, which are named again and again."""
    nobody = Entry(Name(""), "")
    return not _read_qualifier(nobody, text) and nobody == Entry(Name(""), "")


def _read_qualifier(entry: Entry, text: str) -> bool:
    low = text.lower()
    if _PRONOUNS.match(text):
        return True
    if match := _STANDS_FOR.match(text):
        entry.stands_for = match["who"]  # "for Ann Lee"; whether she is a person the lists tell
    if CHAIR.fullmatch(text):
        entry.capacity = "chair"
        if " of " in text:
            entry.position = entry.position or text
        return True
    if ("clerk" in low or "secretary" in low) and _CLERK_AND_MORE.fullmatch(low):
        entry.capacity = "secretary"
        entry.position = text
        return True
    if _VICE.search(text) and len(text) < 40:
        entry.position = f"{entry.position}, {text}" if entry.position else text
        return True
    if SECRETARY.fullmatch(text):
        if text[:1].isupper() and _OWN_POST.match(low):
            entry.position = entry.position or text
        entry.capacity = entry.capacity if entry.capacity == "chair" else "secretary"
        return True
    if _ABSENT.match(text):
        entry.status = "absent" if low.startswith(("absent", "did not")) else "apologies"
        return True
    if capacity := _CAPACITIES.get(low.removesuffix("s")):
        entry.capacity = capacity
        return True
    if low in {"visitor", "speaker", "presenter", "invited", "by invitation"}:
        entry.capacity = "guest"
        return True
    if _ALTERNATE.search(text):
        entry.capacity = "alternate"
        return True
    if (sessions := sessions_in(text)) and len(text) < 60:
        entry.sessions = sessions
        entry.status = entry.status or "partial"
        return True
    if low in {"present", "here", "in attendance", "attended"}:
        return True
    if low.startswith("present ") and _THROUGHOUT.fullmatch(low):
        return True
    if _AWAY.match(text):
        entry.reason, entry.status = text, entry.status or "absent"
        return True
    digits = _DIGIT.search(text) is not None
    if digits and _ITEM_REF.match(text):
        entry.items, entry.status = (text, None), "partial"
        return True
    if digits and (match := _ITEMS.search(text)) and len(text) < 40:
        entry.items = (match[1].rstrip("."), match[2].rstrip(".") if match[2] else None)
        entry.status = "partial"
        return True
    if digits and TIME.search(text) or _MOVED.search(low):
        if re.fullmatch(r"(?:in )?part(?:ial(?:ly)?|[- ]time)?(?: (?:of (?:the )?)?meeting)?", low):
            entry.status = "partial"
            return True
        arrived = re.search(r"\b(?:arriv\w+|joined|joining|from|late)\b[^,;]*?", low)
        left = re.search(r"\b(?:left|leaving|until|till|departed)\b", low)
        if arrived or left:
            for kind, found in (("arrived", arrived), ("left", left)):
                if found:
                    tail = text[found.end() :]
                    when = TIME.search(tail)
                    words = re.sub(r"^\s*(?:at|the meeting|around|about)\s+", "", tail).strip()
                    stated = words if when and len(words) < 30 else (when[0] if when else words)
                    setattr(entry, kind, stated or text)
            entry.status = "partial"
            return True
    if _REMOTE.fullmatch(text):
        entry.status = entry.status or "remote"
        return True
    return False
