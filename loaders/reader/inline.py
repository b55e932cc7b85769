"""Long lists of people on one line to the people they name."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.entries import GROUP, parse_line, role_before
from minutegraph.loaders.reader.names import (
    Name,
    has_organisation_word,
    is_given_name,
    is_person,
    take_apart,
    unglued,
)
from minutegraph.loaders.reader.qualifiers import (
    AND,
    HEADCOUNT,
    Entry,
    is_role,
    read_bracket,
    read_qualifier,
    read_segment,
)
from minutegraph.loaders.reader.words import POSITION_WORDS

_AND_HEADCOUNT = re.compile(
    r",?\s+(?:(?:and|&|with|plus)\s+(?:\w+\s+)?|\d+\s+)(?:members?|residents?|representatives?|parishioners)\s+(?:of|from)\s+"
    r"(?:the\s+)?(?:public|press|audience)\b[^,;]*$",
    re.IGNORECASE,
)
# A new person begins where an honorific stands behind a complete name.
_TITLED = ("Dr", "Prof", "Mr", "Ms", "Miss", "Mx", "Sir", "Dame", "Cllr", "Cr ", "Rev")
_NEXT_PERSON = re.compile(
    r"(?<=[^\W\d_])(?<!County)(?<!Unitary)(?<!Borough)(?<!District)(?<!City)(?<!Town)(?<!Parish)(?<!Ward)(?<!Clinical)(?<!Distinguished)(?<!Honorary)(?<!Emerita)"
    r"(?<!Associate)(?<!Assistant)(?<!Emeritus)(?<!Adjunct)(?<!Visiting)(?<!Cllr)(?<!\sand)(?<!&)(?<!\bThe)(?<!\bthe)(?<!Hon)(?<!Prof)(?<!Professor)(?<!Dr)(?<!Sir)(?<!Rev)(?<!Rt)(?<!Assoc)\s+"
    r"(?=(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Cllr|Cr|Rev|Revd)\.?\s+(?:[A-Z]\.?\s|[A-Z][\w'’.-]+))"
)
# "Visitors included Ann Lee, …": the words before the list.
_LEAD = re.compile(
    r"(?:The\s+)?(?:[A-Za-z]+\s+)?(?:visitors?|guests?|members|observers?|liaisons?|staff|officers|present|attendees|"
    r"directors|participants|apologies)\b[^,.:;()]{0,30}?\b(?:were|was|included?|are)\b[^,.:;()A-Z]{0,15}:?\s+(?=[A-Z])",
    re.IGNORECASE,
)
# "and (in part) Ann Lee": the remark before the name.
_PART_BEFORE = re.compile(
    r"(^|,|;|\band)\s*\(((?:in )?part)\)\s+([A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*)", re.IGNORECASE
)
_MARK_BEHIND = re.compile(r"\s*[-–—]\s*(present|absent|excused|here)\b", re.IGNORECASE)
_ROLL_CALLED = re.compile(r"^[^.]*\bcalled the roll[.:]\s*")
# Behind brackets a new person begins, but not inside "Ann (Annie) Lee".
_AFTER_BRACKET = re.compile(
    r"(?P<nick>(?:^|[,;]\s*|\band\s+)[A-Z][\w'’-]+ \([A-Z][a-z]+\) (?=[A-Z][\w'’-]+(?:[,;.]|$)))|\)\.?\s+(?=[A-Z][a-z])"
)
_HANDLE = re.compile(r"[^\W\d][\w.-]{1,24}")
_SURNAME_FIRST = re.compile(
    r"(?P<surname>(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]a|[Ll]e|Mc|Mac|Ó|Ní)\s+){0,2}[A-Z][\w'’-]+),\s+"
    r"(?P<given>[A-Z][\w'’-]*\.?(?:\s+[A-Z]\.?)?)(?P<rest>\s*(?:\(.*)?)$"
)


# "…, Ex Officio: Ann Lee": a label inside a list.
_EX_OFFICIO = re.compile(r"[,;.]?\s*[-–—]?\s*\bEx[- ]Officio(?: members?)?\s*:\s*", re.IGNORECASE)
# "Ann Lee, Bo Roe – all Harbour Trust", "… (all Harbour Trust)"
_ALL_FROM = re.compile(
    r"\s+[-–—]\s+(?:all|both)\s+(?:from\s+|of\s+)?(?:the\s+)?(?P<org>[A-Z][^,;()]{1,60})$"
    r"|\s*\((?:all|both)\s+(?:from\s+|of\s+)?(?:the\s+)?(?P<other>[A-Z][^,;()]{1,60})\)$"
)


def of_all(text: str) -> re.Match[str] | None:
    """What a list says at its end of all its people: "Ann Lee, Bo Roe – all Harbour Trust"."""
    return _ALL_FROM.search(text) if "all " in text or "both " in text else None


def parse_inline(text: str, *, apologies: bool = False) -> tuple[list[Entry], list[str]]:
    """The people of one long list: "Name (Org), Name (Org) and Name", commas missing or not.

    Returns:
        The entries, and the pieces that are neither people nor say anything of one.
    """
    text = unglued(_AND_HEADCOUNT.sub("", text.strip().rstrip(".").lstrip("-–— ")))
    if "present" in text or "absent" in text:
        # "Councilman A Roe - present, Councilwoman B Lee - absent", after who called the roll.
        text = _ROLL_CALLED.sub("", _MARK_BEHIND.sub(r" (\1)", text))
    if "fficio" in text:
        text = _EX_OFFICIO.sub(", ", text)
    whole = of_all(text)
    if whole is not None:
        text = text[: whole.start()]
    if "(" in text:
        text = _PART_BEFORE.sub(r"\1 \3 (\2)", text)
    if lead := _LEAD.match(text):
        text = text[lead.end() :]
    text = _AFTER_BRACKET.sub(lambda m: m[0] if m["nick"] else "), ", text)
    text = split_at_honorifics(text)
    pieces = _split_outside(text, ";") if _semicolons(text) else _split_outside(text, ",")
    if len(pieces) > 1 and ";" in text:
        pieces = [part for piece in pieces for part in _names_within(piece)]
    if initials := _by_initials(pieces):
        return initials, []
    if sent := _sent_by_each(pieces):
        return sent, []
    parts: list[str] = []
    joined: set[str] = set()  # behind an "and": a person like the one before it
    for piece in pieces:
        halves = [p.strip() for p in _split_and(piece)]
        if len(halves) > 1 and all(_names_somebody(h) for h in halves):
            parts.extend(halves)
            joined.update(halves[1:])
        else:
            parts.append(_AND_BEFORE.sub("", piece.strip()))
    if logins := _logins(parts):
        return logins, []
    if turned := _surname_first(pieces):
        parts = turned
    elif len(parts) >= 3 and all(_HANDLE.fullmatch(part) for part in parts):
        return handles(parts), []
    entries: list[Entry] = []
    rest: list[str] = []
    several = sum(1 for p in parts if len(GROUP.sub("", p).split()) > 1)
    rare = len(parts) - several < 0.25 * len(parts)
    for part in parts:
        if not part or HEADCOUNT.fullmatch(part):
            continue
        bare = GROUP.sub("", part).strip()
        if not bare and entries:  # "Ann Lee, (Harbour Trust)"
            for group in GROUP.findall(part):
                read_bracket(entries[-1], group, apologies)
            continue
        alone = len(bare.split()) == 1
        post = (
            bool(entries)
            and not part.lower().startswith("the ")
            and bare.split()[-1].lower() in POSITION_WORDS
            and not ("," in bare and is_person(bare.split(",")[0]))
            and not is_given_name(bare.split()[0])
            and not take_apart(bare).honorific
        )
        lone_org = post or (
            alone
            and several > len(parts) / 3
            and bool(entries)
            and " " in entries[0].name.text
            and not GROUP.search(part)
            and (part not in joined or bare.isupper())
        )
        if lone_org and not post and rare and not (bare.isupper() or has_organisation_word(bare)):
            # Among full names a single odd word: a given name, or nobody can tell.
            lone_org = False
            if is_role(bare) and part not in joined:  # "Ann Lee (AL) Minutes"
                read_segment(entries[-1], bare)
                continue
            if not is_given_name(bare):
                rest.append(part)
                continue
        if not lone_org and (found := parse_line(part, single=True, apologies=apologies)):
            for entry in found:
                entry.as_written = bare if len(found) == 1 else entry.as_written
            entries.extend(found)
        elif entries and (
            lone_org or has_organisation_word(bare) or is_role(bare) or bare.isupper()
        ):
            if len(bare) == 1:
                continue  # a name that the line broke off at its first letter
            read_segment(entries[-1], bare)
            for group in GROUP.findall(part):
                read_bracket(entries[-1], group, apologies, after=bare)
        elif entries and read_qualifier(entries[-1], part):
            continue
        else:
            rest.append(part)
    share_title(entries)
    if whole is not None:
        for entry in entries:
            entry.organisation = entry.organisation or (whole["org"] or whole["other"]).strip()
    if sum(1 for e in entries if e.name.honorific) * 2 >= len(entries):
        # Among people with titles a lone bare word is a country or a body.
        for entry in [e for e in entries if not e.name.honorific and " " not in e.name.text]:
            if not entry.organisation and not entry.capacity and not entry.position:
                entries.remove(entry)
                rest.append(entry.as_written)
    return entries, rest


_AND_BEFORE = re.compile(r"^(?:and|&)\s+")
_LOGIN = re.compile(r"@([A-Za-z0-9][\w-]*)")


def _logins(parts: list[str]) -> list[Entry]:
    """The people of "@annlee, @bob-roe and 10 others", where all are given so; else none."""
    people = [p for p in parts if p and not HEADCOUNT.fullmatch(p)]
    found = [_LOGIN.fullmatch(p) for p in people]
    if len(found) < 2 or not all(found):
        return []
    return [Entry(Name(m[1]), m[0], aliases=[m[0]]) for m in found if m]


_SENT = re.compile(r"(?P<org>[^()]{2,60}?)\s*\((?P<who>(?:[A-Z]\.\s?)+[^\W\d][^()\d.]+)\)")


def _sent_by_each(pieces: list[str]) -> list[Entry]:
    """The people of "Heron Trust (A. Lee), Sea League (B. Roe)": whom each of several sends."""
    sent = [_SENT.fullmatch(piece.strip()) for piece in pieces] if len(pieces) > 1 else []
    if not sent or not all(match and is_person(match["who"]) for match in sent):
        return []
    return [
        Entry(take_apart(match["who"]), match["who"], organisation=match["org"])
        for match in sent
        if match
    ]


def _names_within(piece: str) -> list[str]:
    """The names of a part between semicolons that is a list itself: "and Members A Lee, B Roe"."""
    names = [p for part in _split_outside(piece, ",") for p in re.split(r"(?:^|\s+)and\s+", part)]
    names = [name for name in names if name]
    rest = [name for name in names[1:] if not is_person(GROUP.sub("", name).strip())]
    return names if len(names) > 1 and not rest and " " in names[0] else [piece]


_PLURAL = frozenset(
    "crs cllrs councillors commissioners supervisors senators messrs councilmembers trustees aldermen "
    "professors profs drs doctors mesdames".split()
)


_INITIALED = re.compile(r"(?:[A-Z]\.?\s?){1,3}\s[A-Z]")


def share_title(entries: list[Entry]) -> None:
    """A title in the plural is that of the lone surnames behind it too: "Commissioners Lee, Roe"."""
    title = None
    for entry in entries:
        if entry.name.honorific:
            last = entry.name.honorific.split()[-1].lower()
            title = entry.name.honorific if last in _PLURAL else None
        elif title and (" " not in entry.name.text or _INITIALED.match(entry.name.text)):
            entry.name = Name(entry.name.text, title)


def _by_initials(pieces: list[str]) -> list[Entry]:
    """People of whom a list gives only initials: "Dr Ann Lee, JL, MC, RM"; else none."""
    short = [1 < len(p) < 4 and p.isascii() and p.isalpha() and p.isupper() for p in pieces]
    if sum(short) < 3 or True not in short or not all(short[short.index(True) :]):
        return []
    named = [parse_line(p, single=False) for p in pieces[: short.index(True)]]
    if not all(named):
        return []
    people = [entry for found in named for entry in found or []]
    return people + handles(pieces[short.index(True) :])


def handles(parts: list[str]) -> list[Entry]:
    """People by first names or handles ("annlee, bob_roe, Carla"), capital letters or not."""
    return [Entry(Name(part), part) for part in parts if part not in _COMMANDS]


# Words of the list itself that stand among logins: "ann, present, bob_r".
_COMMANDS = frozenset("present present+ regrets regrets+ absent".split())


def _surname_first(pieces: list[str]) -> list[str]:
    """The pieces of "Lee, Ann (chair); Van Rijn, Els" with given names first; else none."""
    turned: list[str] = []
    for piece in pieces:
        match = _SURNAME_FIRST.match(piece)
        if match is None:
            return []
        turned.append(f"{match['given']} {match['surname']}{match['rest']}")
    return turned if len(turned) >= 2 else []


def _names_somebody(text: str) -> bool:
    """Whether a piece of a list names a person: "Ann Lee (Org)", "the Clerk (Ann Lee)"."""
    bare = GROUP.sub("", text).split(" – ")[0].strip()
    if is_person(bare, single=True) or role_before(bare, None) is not None:
        return True
    inside = GROUP.search(text)
    return inside is not None and is_person(inside[1]) and is_role(bare)


def split_at_honorifics(text: str) -> str:
    """Commas where a new honorific begins a new person: "Dr A Lee Mr B Roe"."""
    if not [title for title in _TITLED if title in text]:
        return text
    return _NEXT_PERSON.sub(", ", text)


def _semicolons(text: str) -> bool:
    return ";" in text and len(_split_outside(text, ";")) > 1


_MARKS = {mark: re.compile(rf"[()\[\]{mark}]") for mark in ",;"}


def _split_outside(text: str, mark: str) -> list[str]:
    """Split at a mark outside brackets."""
    parts, depth, start = [], 0, 0
    for found in _MARKS[mark].finditer(text):
        char = found[0]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : found.start()].strip())
            start = found.end()
    parts.append(text[start:].strip())
    return [p for p in parts if p]


def _split_and(text: str) -> list[str]:
    """Split at "and" or "&" outside brackets."""
    spans = [(m.start(), m.end()) for m in GROUP.finditer(text)]
    cuts = [m for m in AND.finditer(text) if not any(a <= m.start() < b for a, b in spans)]
    parts, start = [], 0
    for cut in cuts:
        parts.append(text[start : cut.start()])
        start = cut.end()
    parts.append(text[start:])
    return parts
