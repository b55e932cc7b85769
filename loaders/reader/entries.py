"""The people of a list's line: "Name (INI), Org, Unit", "Name – Org – Role", several of one body."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.names import (
    has_organisation_word,
    has_position_word,
    initials_of,
    is_given_name,
    is_person,
    take_apart,
)
from minutegraph.loaders.reader.qualifiers import (
    AND,
    CHAIR,
    LEGAL_FORM,
    SECRETARY,
    Entry,
    is_role,
    read_bracket,
    read_qualifier,
    read_segment,
)
from minutegraph.loaders.reader.words import POSITION_WORDS

_INITIAL_BEFORE = re.compile(r"^[A-Z]-[A-Z][a-z]+ [A-Z]")  # "I-Lin Kuo"
_BEFORE = re.compile(r"^(?:and|&)\s+|^(?:the|The)\s+(?=[A-Z][\w ]+\()")
_HIDDEN = re.compile(r"\s*\x00(\d+)\x00\s*")
GROUP = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_SEPARATOR = re.compile(r"\s+[–—|]\s*|\s*[–—|]\s+|\s+-\s+|\s+/\s+|,\s*|;\s*|:\s+|\t+")
_FROM = re.compile(r"\s+(?:from|of|representing)\s+(?=(?:the\s+)?[A-Z])", re.IGNORECASE)
_INITIALS_BEFORE = re.compile(r"\[(?P<initials>[A-Z]{2,4})\]\s+(?P<rest>.+)$")
_TICK = re.compile(r"^(?:\[(?P<mark>[ xX✓✔]?)\]|(?P<sign>[✓✔✅☑🟢☒❌✗✘☐🔴]))[\ufe0f\s]*")
_HANDLE = re.compile(r"(?<![\w(@/.])@([A-Za-z0-9][\w-]*)(?![\w.]*@)")
_MAIL = re.compile(r"[<(]?\b[\w.+-]+@[\w-]+\.[\w.-]+[>)]?|\bhttps?://\S+")
_AS_ROLE = re.compile(r"^(?P<who>[^,(]+?)\s+(?:acting\s+)?as\s+(?P<role>[\w -]{4,30})$")
# "Mr D L Roe Deputy Parish Clerk": a title, initials and a surname, and the post right behind.
_POST_BEHIND = re.compile(
    r"^(?P<who>[A-Z]\w+\.?\s+(?:[A-Z]\.?\s*){1,3}\s[A-Z][\w'’-]+)\s+(?P<post>[A-Z][\w/&-]+(?:\s.*)?)$"
)
_FOR_ANOTHER = re.compile(
    r"^(?P<who>[A-Z][^,:(]{2,40}?) (?P<for>for [A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3})(?=,|$)"
)
_HYPHENED = re.compile(r"^(.+[\w.])-([A-Z][A-Z ]+)$")
# Behind these a lone word is a surname: "Town Clerk Clayton".
_TITLES = frozenset(
    "clerk attorney counsel manager administrator planner engineer assessor superintendent chief "
    "legislator treasurer secretary supervisor solicitor comptroller collector inspector sheriff "
    "marshal councilman councilwoman councilmember justice".split()
)
_FIELDS = frozenset(
    "finance operations policy training services housing planning governance strategy research "
    "communications marketing engineering development education health support projects compliance "
    "works services infrastructure regulatory environmental community corporate procurement delivery quality safety security transport property assets risk audit".split()
)
_BEHIND_POST = frozenset("pro tem tem. tempore pro-tem pro-tempore elect emeritus emerita".split())
# A move told in words behind a name: "Ann Lee joined at 21:09".
_MOVED_BEHIND = re.compile(
    r"^(?P<who>[^,;:(]{3,50}?),?\s+(?:[-–—]\s+)?(?P<move>(?:joined|left|arrived|departed)\s+(?:at|@|the meeting|during|after|before|around)\s.{2,40})$"
)
_SENT_BY = re.compile(r"^(?P<org>[^()]{2,70}?)\s*\((?P<who>[^()]+)\)$")
_NICKNAMED = re.compile(r"^([A-Z][\w'’-]+)\s+\(([A-Z][\w'’-]+)\)\s+([A-Z][\w'’-]+(?:[\s,(/].*)?)$")
_ROLE_BEFORE = re.compile(
    r"^(?:(?:vice|deputy|acting|co|past|immediate past|honorary|hon)[- ])?(?:chair(?:man|woman|person)?|president|"
    r"commissioners?|members?|mayor|directors?|trustees?|secretary|treasurer|supervisors?|governors?|delegates?)s?$",
    re.IGNORECASE,
)
_PEER = re.compile(
    r"(?:the )?(?:Lord|Lady|Baron(?:ess)?|Earl|Viscount(?:ess)?|Bishop|Duke)\b", re.IGNORECASE
)
_LOWER_ROLE = re.compile(
    r"^(?:the\s+|our\s+)?(?P<role>[a-z][\w'-]*(?:\s+[a-z][\w'-]*){0,3})\s+(?=[A-Z])"
)
_SUFFIX_CHAIR = re.compile(r"\s*,?\s*in the chair$", re.IGNORECASE)


_CROSSES = "☒❌✗✘☐🔴"


def split_tick(text: str) -> tuple[str, bool | None]:
    """A line without the box before it, and whether that box says absent; None without one."""
    tick = None if text[:1].isalnum() else _TICK.match(text)
    if tick is None:
        return text, None
    absent = tick["sign"] in _CROSSES if tick["sign"] else not tick["mark"].strip()
    return text[tick.end() :], absent


def parse_line(text: str, *, single: bool = True, apologies: bool = False) -> list[Entry] | None:
    """The people of a list's line: "Name (INI), Org, Unit", "Name – Org – Role", several of one org.

    Args:
        single: lone given names count as people.
        apologies: the list is of apologies: what follows a name in brackets may be a reason.

    Returns:
        None where the line names nobody.
    """
    text, absent = split_tick(text.strip().rstrip(".;,").strip())
    text = text.rstrip("*†‡ ").lstrip("*†‡ ")
    if "(" in text and text.rfind("(") > text.rfind(")"):
        text += ")"  # "Ann Lee (Canal Trust", which nothing closes
    if (
        text[:1] == "["
        and (before := _INITIALS_BEFORE.match(text))
        and is_person(before["rest"].split(" (")[0])
    ):
        text = f"{before['rest']} ({before['initials']})"
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
    if text[:1] in ("a", "&", "t", "T"):
        text = _BEFORE.sub("", text)
    if not text or len(text) > 300:
        return None
    if "-" in text and (post := _HYPHENED.match(text)) and _post(post[2]) and is_person(post[1]):
        text = f"{post[1]}, {post[2]}"  # "MR. DANIEL ROE-COUNCILMAN"
    if " for " in text and (match := _FOR_ANOTHER.match(text)) and is_person(match["who"]):
        text = f"{match['who']} ({match['for']}){text[match.end() :]}"  # "Ann Lee for Bo Roe, Org"
    words = text.split()
    if len(words) > 3 and (initialled := _initials_between(words)):
        text = initialled
    half = len(words) // 2
    if len(words) > 3 and words[:half] == words[half:]:
        text = " ".join(words[:half])  # a name and its link's text
    if text.endswith(")") and (sent := _sent_by(text)):
        return sent
    if "(" in text and (nick := _NICKNAMED.match(text)):
        found = parse_line(f"{nick[1]} {nick[3]}", single=single, apologies=apologies)
        if found and len(found) == 1:
            found[0].aliases.append(nick[2])
            return found
    lower = _LOWER_ROLE.match(text) if text[0].islower() else None
    if lower and has_position_word(lower["role"]):
        found = parse_line(text[lower.end() :], single=single, apologies=apologies)
        for entry in found or []:
            entry.position = entry.position or lower["role"]
        return found
    told = "ed " in text or "left " in text
    if told and (moved := _MOVED_BEHIND.match(text)) and is_person(moved["who"]):
        text = f"{moved['who']} ({moved['move']})"
    groups: list[str] = []

    def hide(match: re.Match[str]) -> str:
        groups.append(match[1].strip())
        return f" \x00{len(groups) - 1}\x00 "

    flat = GROUP.sub(hide, text) if "(" in text or "[" in text else text
    chair = "chair" in flat[-5:].lower() and bool(_SUFFIX_CHAIR.search(flat))
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
    if len(segments) == 2 and (pair := _pair(segments, held)):
        return pair
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
    first = segments[0]
    for entry in entries:
        entry.as_written = entry.as_written or first
        _set_initials_apart(entry)
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


def _initials_between(words: list[str]) -> str | None:
    """ "Ann Mary Lee AML Lay Member" with brackets around the initials; None where none stand so."""
    for at in range(2, min(len(words) - 1, 6)):
        letters = words[at]
        if not (1 < len(letters) < 5 and letters[:2].isupper() and letters.isalpha()):
            continue
        name = take_apart(" ".join(words[:at])).text
        own = initials_of(name)
        if len(own) > 1 and letters.startswith(own) and words[at + 1][0].isupper():
            tail = letters[len(own) :]
            if (not tail or tail.islower()) and is_person(name):
                return f"{' '.join(words[:at])} ({letters}), {' '.join(words[at + 1 :])}"
    return None


def _set_initials_apart(entry: Entry) -> None:
    """Take a name's own initials, which stand right behind it, out of it: "Ann Mary Lee AML"."""
    *words, last = entry.as_written.split()
    if len(words) > 1 and last.isupper() and last.isalpha() and 1 < len(last) < 5:
        name = take_apart(" ".join(words))
        if not name.post_nominals and initials_of(name.text) == last:
            entry.name = name
            entry.aliases.append(last)


def _sent_by(text: str) -> list[Entry] | None:
    """The people of "Canal Works Inc. (Ann Lee, Bo Roe)", whom an organisation sends."""
    match = _SENT_BY.match(text)
    if match is None:
        return None
    organisation = match["org"].strip(" ,")
    if "," in organisation and is_person(organisation.split(",")[0]):
        return None  # "Ann Lee, Heron Labs (Elected Member)"
    if is_person(organisation) or is_role(organisation) or organisation[:4].lower() == "the ":
        return None
    people = [p.strip() for p in re.split(r",\s*|;\s*|\s+and\s+|\s+&\s+|/", match["who"])]
    if not all(is_person(p) for p in people):
        return None
    if len(people) < 2 and not (
        has_organisation_word(organisation) or LEGAL_FORM.match(organisation.split()[-1])
    ):
        return None
    return [Entry(take_apart(p), p, organisation=organisation) for p in people]


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
            if said and (CHAIR.fullmatch(said) or SECRETARY.fullmatch(said)):
                read_qualifier(entry, said)
        return [entry]
    return None


def _pair(segments: list[str], held: list[list[str]]) -> list[Entry] | None:
    """The people of "Ann Lee, Bob Roe (Org)", where the second's given name tells that it is one."""
    first, second = segments
    if (
        not (first and second)
        or held[0]
        or len(held[1]) != 1
        or is_role(held[1][0])
        or not (is_given_name(second.split()[0]) or _INITIAL_BEFORE.match(second))
    ):
        return None
    if not all(is_person(s) and not has_organisation_word(s) for s in segments):
        return None
    pair = [Entry(take_apart(s), s) for s in segments]
    read_bracket(pair[1], held[1][0], apologies=False)
    return pair


def _open_groups(segments: list[str], groups: list[str]) -> tuple[list[str], list[list[str]]]:
    """Segments without their brackets, and the brackets behind each; words behind a bracket are
    a segment of their own."""
    texts: list[str] = []
    held: list[list[str]] = []
    if not groups:
        return segments, [[] for _ in segments]
    for segment in segments:
        pieces = _HIDDEN.split(segment) if "\x00" in segment else [segment]
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
    if (match := _FROM.search(text)) and not _PEER.match(text):
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


def _post(text: str) -> bool:
    return is_role(text) or text.lower() in _TITLES


def role_before(text: str, organisation: str | None) -> Entry | None:
    """The person of "Vice Chair Ann Lee", "Community Development Director Bo Roe", "Chair Lee"."""
    words = text.split()
    last = max(
        (
            n
            for n, w in enumerate(words[:-1])
            if w.lower().rstrip("s") in POSITION_WORDS or w.lower() in _TITLES
        ),
        default=-1,
    )
    if last < 0 or last > 5:
        return None
    role, who = " ".join(words[: last + 1]), " ".join(words[last + 1 :])
    while last + 2 < len(words) and words[last + 1].lower() in _BEHIND_POST:
        last += 1  # "Mayor Pro Tem Bo Roe"
    role, who = " ".join(words[: last + 1]), " ".join(words[last + 1 :])
    titled = bool(_ROLE_BEFORE.match(role)) or (
        words[last].lower() in _TITLES and last < 3 and who.lower() not in _FIELDS
    )
    if not is_person(who, single=titled) or not words[0][0].isupper():
        return None
    entry = Entry(take_apart(who), text, organisation=organisation)
    if not re.fullmatch(r"members?", role, re.IGNORECASE) and not read_qualifier(entry, role):
        entry.position = role
    return entry


def _of_one_organisation(segments: list[str], single: bool) -> list[Entry] | None:
    """The people of "A, B and C from the Org", where the last piece says for whom all are."""
    several = " and " in segments[-1] or "&" in segments[-1]
    last = _people(segments[-1], single) if several else None
    if not last or len(last) < 2 or not last[0].organisation:
        return None
    if not all(is_person(s, single=single) for s in segments[:-1]):
        return None
    return [
        *(Entry(take_apart(s), s, organisation=last[0].organisation) for s in segments[:-1]),
        *last,
    ]
