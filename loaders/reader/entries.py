"""One line of an attendance list to the people it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutegraph.loaders.minutes import Capacity, Status
from minutegraph.loaders.reader.dates import TIME
from minutegraph.loaders.reader.lists import sessions_in
from minutegraph.loaders.reader.names import (
    Name,
    has_organisation_word,
    has_position_word,
    initials_fit,
    is_initials,
    is_person,
    take_apart,
)
from minutegraph.loaders.reader.words import POSITION_WORDS, POST_NOMINALS

GROUP = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_SEPARATOR = re.compile(r"\s+[–—|]\s*|\s*[–—|]\s+|\s+-\s+|\s+/\s+|,\s*|;\s*|:\s+|\t+")
AND = re.compile(r"\s+(?:and|&)\s+")
_FROM = re.compile(r"\s+(?:from|of|representing)\s+(?=(?:the\s+)?[A-Z])", re.IGNORECASE)
_CHAIR = re.compile(
    r"(?:the\s+|in\s+the\s+|acting\s+|interim\s+|meeting\s+|session\s+|group\s+|board\s+|"
    r"committee\s+|council\s+|panel\s+)*"
    r"(?:co-?\s?chair|chair(?:man|woman|person)?|convenor|convener|presiding|chairing|moderator)s?"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:meeting|board|committee|group|panel|council|session|governors))?",
    re.IGNORECASE,
)
_SECRETARY = re.compile(
    r"(?:min(?:ute)?s?\.?|sec\.?|hon\.? sec(?:retary)?\.?)$|"
    r"(?:the\s+|for\s+|taking\s+|acting\s+|interim\s+|meeting\s+|board\s+|committee\s+|group\s+|"
    r"council\s+|panel\s+|parish\s+|town\s+|assistant\s+|deputy\s+)*"
    r"(?:notes?|minutes|note[- ]?tak\w+|minute[- ]?tak\w+|scribe|recorder|secretary|secretariat|"
    r"clerk|minutes?\s+secretary|minuting)"
    r"(?:\s+(?:to|of|for)\s+(?:the\s+)?(?:\w+\s+)?(?:meeting|board|committee|group|panel|council|governors))?",
    re.IGNORECASE,
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
_ABSENT = re.compile(
    r"^(?:apologies|apols?\.?|regrets|sent apologies|absent|did not attend)\b", re.IGNORECASE
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
_TICK = re.compile(r"^(?:\[(?P<mark>[ xX✓✔]?)\]|(?P<sign>[✓✔✅☑🟢☒❌✗✘☐🔴]))[\ufe0f\s]*")
_HANDLE = re.compile(r"(?<![\w(@/.])@([A-Za-z0-9][\w-]*)(?![\w.]*@)")
_MAIL = re.compile(r"[<(]?\b[\w.+-]+@[\w-]+\.[\w.-]+[>)]?|\bhttps?://\S+")
_AS_ROLE = re.compile(r"^(?P<who>[^,(]+?)\s+(?:acting\s+)?as\s+(?P<role>[\w -]{4,30})$")
# "Mr D L Roe Deputy Parish Clerk": a title, initials and a surname, and the post right behind.
_POST_BEHIND = re.compile(
    r"^(?P<who>[A-Z]\w+\.?\s+(?:[A-Z]\.?\s*){1,3}\s[A-Z][\w'’-]+)\s+(?P<post>[A-Z][\w/&-]+(?:\s.*)?)$"
)
_NICKNAMED = re.compile(r"^([A-Z][\w'’-]+)\s+\(([A-Z][\w'’-]+)\)\s+([A-Z][\w'’-]+(?:[\s,(/].*)?)$")
_ROLE_BEFORE = re.compile(
    r"^(?:(?:vice|deputy|acting|co|past|immediate past|honorary|hon)[- ])?(?:chair(?:man|woman|person)?|president|"
    r"commissioners?|members?|mayor|directors?|trustees?|secretary|treasurer|supervisors?|governors?|delegates?)s?$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"^(?:Inc|Ltd|LLC|LLP|Llc|PLC|plc|GmbH|S\.?A|Limited|Co|Corp|AG|BV|B\.V)\.?$"
)
_EXCUSED = re.compile(r"^(?:un)?excused(?: absence)?$", re.IGNORECASE)
HEADCOUNT = re.compile(
    r"\b(?:\w+\s+)?(?:members?|residents?|representatives?|parishioners|people)\s+(?:of|from)\s+(?:the\s+)?"
    r"(?:public|press|audience)\b.*|^(?:\d+|several|some|one|two|three|four|five|six)\s+(?:members|residents|others)\b.*",
    re.IGNORECASE,
)
_LOWER_ROLE = re.compile(
    r"^(?:the\s+|our\s+)?(?P<role>[a-z][\w'-]*(?:\s+[a-z][\w'-]*){0,3})\s+(?=[A-Z])"
)
_SUFFIX_CHAIR = re.compile(r"\s*,?\s*in the chair$", re.IGNORECASE)


_CROSSES = "☒❌✗✘☐🔴"


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
    aliases: list[str] = field(default_factory=list)


def parse_line(text: str, *, single: bool = True, apologies: bool = False) -> list[Entry] | None:
    """The people of a list's line: "Name (INI), Org, Unit", "Name – Org – Role", several of one org.

    Args:
        single: lone given names count as people.
        apologies: the list is of apologies: what follows a name in brackets may be a reason.

    Returns:
        None where the line names nobody.
    """
    text = text.strip().rstrip(".;,").strip()
    absent = None
    if tick := _TICK.match(text):
        absent = tick["sign"] in _CROSSES if tick["sign"] else not tick["mark"].strip()
        text = text[tick.end() :]
    text = text.rstrip("*†‡ ")
    handles: list[str] = []
    if "@" in text or "http" in text:
        text = _MAIL.sub("", text).strip(" -–,")
        if not text.startswith("@"):
            handles = [f"@{handle}" for handle in _HANDLE.findall(text)]
            text = _HANDLE.sub("", text).strip(" -–,") if handles else text
    if " as " in text and (role := _AS_ROLE.match(text)) and is_role(role["role"]):
        text = f"{role['who']} ({role['role']})"
    if text[:4].lower() == "the " and "(" in text and (held_by := _of_post(text)):
        return held_by
    text = re.sub(r"^(?:and|&)\s+|^(?:the|The)\s+(?=[A-Z][\w ]+\()", "", text)
    if not text or len(text) > 300:
        return None
    words = text.split()
    half = len(words) // 2
    if len(words) > 3 and words[:half] == words[half:]:
        text = " ".join(words[:half])  # a name and its link's text
    if nick := _NICKNAMED.match(text):
        found = parse_line(f"{nick[1]} {nick[3]}", single=single, apologies=apologies)
        if found and len(found) == 1:
            found[0].aliases.append(nick[2])
            return found
    lower = _LOWER_ROLE.match(text)
    if lower and has_position_word(lower["role"]):
        found = parse_line(text[lower.end() :], single=single, apologies=apologies)
        for entry in found or []:
            entry.position = entry.position or lower["role"]
        return found
    groups: list[str] = []

    def hide(match: re.Match[str]) -> str:
        groups.append(match[1].strip())
        return f" \x00{len(groups) - 1}\x00 "

    flat = GROUP.sub(hide, text)
    chair = bool(_SUFFIX_CHAIR.search(flat))
    if chair:
        flat = _SUFFIX_CHAIR.sub("", flat)
    segments = [s.strip() for s in _SEPARATOR.split(flat) if s and s.strip()]
    if not segments:
        return None
    segments, held = _open_groups(segments, groups)
    first = segments[0]
    entries = _people(first, single)
    if entries is None and held[0] and is_role(first) and is_person(held[0][0]):
        # "The Librarian (Mrs C Lee)"
        entries, segments = _people(held[0][0], single), [held[0][0], first, *segments[1:]]
        held = [held[0][1:], [], *held[1:]]
    if len(segments) > 1 and (several := _of_one_organisation(segments, single)):
        return several
    if entries and len(entries) == 1 and len(segments) > 1 and " " not in first:
        other = _people(segments[1], False)
        if other and len(other) == 1 and not entries[0].name.honorific and not is_role(segments[1]):
            segments[0], segments[1] = segments[1], segments[0]
            held[0], held[1] = held[1], held[0]
            entries = other
    if entries is None and len(segments) > 1:
        swapped = _people(segments[1], single)
        if swapped and len(swapped) == 1 and (is_role(first) or has_organisation_word(first)):
            # "Chair: Ann Lee", "Canal Trust – Ann Lee"
            segments[0], segments[1] = segments[1], segments[0]
            held[0], held[1] = held[1], held[0]
            entries = swapped
    if entries is None:
        return None
    for entry in entries:
        entry.as_written = entry.as_written or first
        entry.aliases.extend(handles)
        for group in held[0]:
            read_bracket(entry, group, apologies)
        for number, segment in enumerate(segments[1:], 1):
            if segment and segment != first:
                read_segment(entry, segment)
            for group in held[number]:
                read_bracket(entry, group, apologies, after=segment)
        if chair:
            entry.capacity = "chair"
        if absent and entry.status is None:
            entry.status = "absent"
    return entries


def _of_post(text: str) -> list[Entry] | None:
    """The person of "the Deputy Warden of Convocation (Mr J Roe) in the Chair".

    Of several brackets the last that holds a name is the person's.
    """
    for group in reversed(list(GROUP.finditer(text))):
        written, rest = text[4 : group.start()].strip(), text[group.end() :].strip(" ,")
        if not is_person(group[1]) or len(rest.split()) > 4:
            continue
        if is_person(written) and not has_position_word(written):
            return None
        entry = Entry(take_apart(group[1]), group[1], position=written)
        for said in (written, rest):
            if said and (_CHAIR.fullmatch(said) or _SECRETARY.fullmatch(said)):
                read_qualifier(entry, said)
        return [entry]
    return None


def _open_groups(segments: list[str], groups: list[str]) -> tuple[list[str], list[list[str]]]:
    """Segments without their brackets, and the brackets behind each; words behind a bracket are
    a segment of their own."""
    texts: list[str] = []
    held: list[list[str]] = []
    for segment in segments:
        pieces = re.split(r"\s*\x00(\d+)\x00\s*", segment)
        texts.append(pieces[0].strip())
        held.append([])
        for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
            held[-1].append(groups[int(number)])
            if text.strip():
                texts.append(text.strip())
                held.append([])
    return texts, held


def _people(text: str, single: bool) -> list[Entry] | None:
    """The people a first segment names: one, or "A, B and C from the Org"."""
    if not text:
        return None
    text = text.lstrip("@")
    if is_person(text, single=single):
        return [Entry(take_apart(text), text)]
    organisation = None
    if (behind := _POST_BEHIND.match(text)) and is_person(behind["who"]):
        honorific = take_apart(behind["who"]).honorific
        post = behind["post"]
        if honorific and (is_role(post) or "/" in post or len(post.split()) > 2):
            if AND.search(post):
                return None
            found = Entry(take_apart(behind["who"]), behind["who"])
            if not read_qualifier(found, post):
                found.position = post
            return [found]
    if match := _FROM.search(text):
        organisation = text[match.end() :].strip()
        text = text[: match.start()].strip()
        if is_person(text, single=single):
            return [Entry(take_apart(text), text, organisation=organisation)]
    if before := role_before(text, organisation):
        return [before]
    parts = [p.strip() for p in AND.split(text)]
    if len(parts) > 1 and all(is_person(p, single=single) for p in parts):
        return [Entry(take_apart(p), p, organisation=organisation) for p in parts]
    return None


def role_before(text: str, organisation: str | None) -> Entry | None:
    """The person of "Vice Chair Ann Lee", "Community Development Director Bo Roe", "Chair Lee"."""
    words = text.split()
    last = max(
        (n for n, w in enumerate(words[:-1]) if w.lower().rstrip("s") in POSITION_WORDS), default=-1
    )
    if last < 0 or last > 5:
        return None
    role, who = " ".join(words[: last + 1]), " ".join(words[last + 1 :])
    titled = _ROLE_BEFORE.match(role)
    if not is_person(who, single=titled is not None) or not words[0][0].isupper():
        return None
    entry = Entry(take_apart(who), text, organisation=organisation)
    if not re.fullmatch(r"members?", role, re.IGNORECASE) and not read_qualifier(entry, role):
        entry.position = role
    return entry


def _of_one_organisation(segments: list[str], single: bool) -> list[Entry] | None:
    """The people of "A, B and C from the Org", where the last piece says for whom all are."""
    last = _people(segments[-1], single)
    if not last or len(last) < 2 or not last[0].organisation:
        return None
    if not all(is_person(s, single=single) for s in segments[:-1]):
        return None
    return [
        *(Entry(take_apart(s), s, organisation=last[0].organisation) for s in segments[:-1]),
        *last,
    ]


def is_role(text: str) -> bool:
    """Whether a text is a role in the meeting or a post: "Chair", "Head of Policy"."""
    return bool(
        _CHAIR.fullmatch(text)
        or _SECRETARY.fullmatch(text)
        or _ROLE.match(text)
        or has_position_word(text.split(" of ")[0].split(" for ")[0])
    )


def read_segment(entry: Entry, text: str) -> None:
    """What a text after the name says of the person."""
    if HEADCOUNT.fullmatch(text):
        return
    if all(word.strip(".,") in POST_NOMINALS for word in text.split()):
        entry.name = Name(
            entry.name.text, entry.name.honorific, (*entry.name.post_nominals, *text.split())
        )
    elif read_qualifier(entry, text):
        return
    elif is_initials(text) and initials_fit(text, entry.name.text) and len(text) <= 4:
        entry.aliases.append(text)
    elif is_role(text):
        entry.position = f"{entry.position}, {text}" if entry.position else text
    else:
        _organisation(entry, text)


def _organisation(entry: Entry, text: str) -> None:
    if re.fullmatch(
        r"co-?opted|ex[- ]officio|elected|appointed|non-voting|lay", text, re.IGNORECASE
    ):
        entry.position = f"{entry.position}, {text}" if entry.position else text
        return
    if text.lower() in {"independent", "self", "unaffiliated", "none", "n/a", "-", "–"}:
        return
    if _LEGAL_FORM.match(text):
        if entry.organisation and not entry.organisation.endswith(text):
            entry.organisation += f", {text}"
        return
    if AND.match(f" {text}") or (is_person(text) and take_apart(text).honorific):
        return  # another person, whom the list does not set apart
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
    parts = [p.strip() for p in re.split(r"[;,]\s*|\s+[–—-]\s+", group) if p.strip()]
    for part in parts:
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
        elif after and re.fullmatch(r"[A-Z][A-Za-z&]{1,5}", part) and entry.position == after:
            entry.aliases.append(part)  # "Headteacher (HT)": how the text calls the post
        elif after and re.fullmatch(r"[A-Z][A-Za-z&]{1,9}", part) and entry.organisation == after:
            continue  # "Canal Trust (CT)": the glossary holds it
        elif is_role(part) or part[:1].isupper() and _LOWER_GROUP.search(part):
            entry.position = f"{entry.position}, {part}" if entry.position else part
        elif part is not parts[0] and entry.position and _UNIT_WORD.search(part):
            entry.position = f"{entry.position}, {part}"
        elif apologies and part[:1].islower():
            entry.reason = f"{entry.reason}, {part}" if entry.reason else part
        elif part[:1].islower() and len(part.split()) > 1:
            continue  # a remark ("for the data portal"), no organisation
        else:
            _organisation(entry, part)


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
    low = text.lower()
    if _PRONOUNS.match(text):
        return True
    if _CHAIR.fullmatch(text):
        entry.capacity = "chair"
        if " of " in text:
            entry.position = entry.position or text
        return True
    if re.fullmatch(r"(?:[\w-]+\s+){0,2}(?:clerk|secretary)\s*(?:and|&|/)\s*\w[\w &-]*", low):
        entry.capacity = "secretary"
        entry.position = text
        return True
    if _VICE.search(text) and len(text) < 40:
        entry.position = f"{entry.position}, {text}" if entry.position else text
        return True
    if _SECRETARY.fullmatch(text):
        entry.capacity = "secretary"
        return True
    if _ABSENT.match(text):
        entry.status = "absent" if low.startswith(("absent", "did not")) else "apologies"
        return True
    if match := re.fullmatch(r"(observer|guest|member|staff|official|alternate)s?", low):
        entry.capacity = match[1]  # type: ignore[assignment]
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
    if (match := _ITEMS.search(text)) and len(text) < 40:
        entry.items = (match[1].rstrip("."), match[2].rstrip(".") if match[2] else None)
        entry.status = "partial"
        return True
    timed = bool(TIME.search(text))
    if timed or re.search(
        r"\b(?:arriv\w+|joined|left|late|until|part(?:ially| of|\b(?! of)))", low
    ):
        if re.fullmatch(r"part(?:ial(?:ly)?|[- ]time)?(?: of (?:the )?meeting)?", low):
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
