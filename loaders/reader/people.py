"""Lists to attendees: one entry a person, with capacity, status and sessions."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import Attendee, Capacity, Status
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.entries import Entry
from minutegraph.loaders.reader.inline import parse_inline
from minutegraph.loaders.reader.lists import ListLabel
from minutegraph.loaders.reader.names import fold, is_person
from minutegraph.loaders.reader.outline import Outline
from minutegraph.loaders.reader.signs import Guarded, sign

_STAFF_POST = re.compile(
    r"\b(?:assistant|officer|manager|administrator|executive|coordinator|co-ordinator|clerk|"
    r"secretary|director|accountant|adviser|advisor|staff)\b",
    re.IGNORECASE,
)
_PROSE_APOLOGIES = Guarded(
    "apologies",
    r"\bapologies(?: for absence)?\s+(?:\w+\s+){0,2}(?:received|noted|accepted|given|sent|tendered|were|from)\s*"
    r"(?:(?:from|by|for|on behalf of)\s+|:\s*)?(?P<who>[A-Z][^.;]*)",
    re.IGNORECASE,
)
_SENT = Guarded(
    "apologies",
    r"(?P<who>[A-Z][^.;:]{2,80}?)\s+(?:sent|gave|had sent|tendered)\s+(?:(?:his|her|their)\s+)?apologies\b",
)
_ABSENT = Guarded(
    "absent present",
    r"(?P<who>(?:[A-Z][\w'’.-]*\s+){1,4})(?:was|were) (?:also )?(?:absent|not present)\b",
)
_CHAIRED = Guarded(
    "chair led presided opened facilitated moderated",
    r"\b(?:(?:chaired|led|presided over|opened and chaired|facilitated|moderated)\s+by|chair(?:man|person)?\s*:|in the chair\s*:)\s+"
    r"(?P<who>(?:[A-Z][\w'’.-]*\s?){1,4})|(?P<who2>(?:[A-Z][\w'’.-]*\s){1,4})(?:took the chair|was in the chair|presided|chaired the meeting|in the chair)",
)
_NOTED = Guarded(
    "minute note scribe secretary",
    r"\b(?:minutes|notes)\s+(?:taken\s+|recorded\s+|written\s+)?by\s*:?\s+(?P<who>(?:[A-Z][\w'’.-]*\s?){1,4})|"
    r"\b(?:minute[- ]?taker|note[- ]?taker|scribe|secretary)\s*:\s+(?P<who2>(?:[A-Z][\w'’.-]*\s?){1,4})",
    re.IGNORECASE,
)

_PRESENT = Guarded(
    "present attendance",
    r"(?P<also>\b[Aa]lso )?\b(?:[Pp]resent|[Ii]n attendance)\b[^.:]{0,40}?\b(?:were|was)\b:?\s+"
    r"(?P<who>(?:[^.]|\.(?=\w))+)",
)
_PROSE_ROLES: tuple[tuple[Guarded, Capacity], ...] = (
    (_CHAIRED, "chair"),
    (_NOTED, "secretary"),
)
_PROSE = sign(
    "apolog absent chair by presid taker minutetaker notetaker present represent attendance"
)


def attendees(outline: Outline) -> list[Attendee]:
    """The people of a document's lists in order; one list a session are put together."""
    several = (
        len(outline.sessions) > 1
        and len({r.session for r in outline.rosters if r.label.strong}) > 1
    )
    main = any(
        r.label.main and r.label.status in ("present", "remote") and not _secondary(r.label)
        for r in outline.rosters
    )
    found: dict[str, Attendee] = {}
    order: list[Attendee] = []
    for roster in outline.rosters:
        for block, entry in roster.entries:
            person = _attendee(roster.label, block, entry, main)
            if several:
                _in_session(person, roster.session)
                key = fold(person.name)
                before = found.get(key) or _same(order, person)
                if before is not None:
                    _merge(before, person, roster.session)
                    continue
                found[key] = person
            elif (twin := _holds_role(order, person, roster.label)) is not None:
                twin.capacity = person.capacity
                continue
            order.append(person)
    if several:
        _settle(order, len(outline.sessions))
    _join_short(order)
    _resolve_sessions(order, len(outline.sessions))
    return order


def _secondary(label: ListLabel) -> bool:
    return bool(re.match(r"(?:also |others? )?in attend", label.text, re.IGNORECASE))


def _attendee(label: ListLabel, block: Block, entry: Entry, main: bool) -> Attendee:
    status = entry.status or label.status
    if label.status in ("apologies", "absent") and entry.status in (None, "partial", "remote"):
        status = label.status
    sessions = entry.sessions or label.sessions
    if sessions and status == "present":
        status = "partial"
    return Attendee(
        name=entry.name.text,
        as_written=entry.as_written,
        honorific=entry.name.honorific,
        post_nominals=list(entry.name.post_nominals),
        organisation=entry.organisation,
        unit=entry.unit,
        position=entry.position,
        capacity=_capacity(label, entry, main),
        status=status,
        sessions=list(sessions) if sessions else None,
        arrived=entry.arrived,
        left=entry.left,
        reason=entry.reason,
        aliases=list(dict.fromkeys(entry.aliases)),
        section=label.text or None,
        line=block.no,
        page=block.line.page,
    )


def _capacity(label: ListLabel, entry: Entry, main: bool) -> Capacity:
    if entry.capacity:
        return entry.capacity
    if label.capacity == "staff" and _secondary(label):
        if not main:
            return "member"
        if entry.organisation and not (entry.position and _STAFF_POST.search(entry.position)):
            return "guest"
    return label.capacity


def _in_session(person: Attendee, session: int) -> None:
    if person.status in ("apologies", "absent"):
        person.sessions, person.absent_sessions = [], [session]
    else:
        person.sessions = [session]


def _same(order: list[Attendee], person: Attendee) -> Attendee | None:
    """The one earlier entry of another session's list that a short form can only mean."""
    words = fold(person.name).split()
    if len(words) != 1:
        return None
    fits = [
        a
        for a in order
        if len(a.name.split()) == 1
        and min(len(words[0]), len(a.name)) >= 3
        and (fold(a.name).startswith(words[0]) or words[0].startswith(fold(a.name)))
    ]
    return fits[0] if len(fits) == 1 else None


def _merge(before: Attendee, person: Attendee, session: int) -> None:
    if fold(before.name) != fold(person.name):
        short, long = sorted((before.name, person.name), key=len)
        before.name = long
        before.aliases = list(dict.fromkeys([*before.aliases, short]))
    before.sessions = sorted({*(before.sessions or []), *(person.sessions or [])})
    before.absent_sessions = sorted({*before.absent_sessions, *person.absent_sessions})
    if before.status in ("apologies", "absent") and person.status not in ("apologies", "absent"):
        before.status = person.status
    before.organisation = before.organisation or person.organisation
    before.aliases = list(dict.fromkeys([*before.aliases, *person.aliases]))


def _holds_role(order: list[Attendee], person: Attendee, label: ListLabel) -> Attendee | None:
    """The person listed before whom "Chair: Ann Lee" or "Scribe: Ann" gives a role in the meeting."""
    if label.capacity not in ("chair", "secretary") or person.status not in ("present", "remote"):
        return None
    key = fold(person.name)
    fits = [p for p in order if fold(p.name) == key] or [
        p for p in order if " " not in key and fold(p.name).split()[0] == key
    ]
    return fits[0] if len(fits) == 1 else None


def _join_short(people: list[Attendee]) -> None:
    """A given name among the apologies is the one person of it who is listed as absent."""
    for person in [p for p in people if p.status == "apologies" and len(p.name.split()) == 1]:
        key = fold(person.name)
        fits = [
            p
            for p in people
            if p is not person and fold(p.name).split()[0] == key and len(p.name.split()) > 1
        ]
        if len(fits) == 1 and fits[0].status in ("absent", "apologies"):
            fits[0].status = "apologies"
            fits[0].reason = fits[0].reason or person.reason
            people.remove(person)


def _settle(people: list[Attendee], sessions: int) -> None:
    """Whoever was in some sessions only was there in part; in all: every session."""
    for person in people:
        if not person.sessions:
            person.sessions = [] if person.status in ("apologies", "absent") else None
        elif len(person.sessions) == sessions:
            person.sessions = None
        else:
            person.status = "partial" if person.status == "present" else person.status


def _resolve_sessions(people: list[Attendee], sessions: int) -> None:
    """Session words to ordinals: -1 is the last; more than there are, the last as well."""
    for person in people:
        if person.sessions:
            person.sessions = sorted({sessions if s == -1 else s for s in person.sessions})


def add_from_prose(people: list[Attendee], preface: list[Block], parts: list[Block]) -> None:
    """Attendance, apologies, chair and note-taker that sentences state, where the lists do not.

    Args:
        preface: what stands before the first item; it alone can say who was there.
        parts: the blocks of the paragraphs.
    """
    known = {fold(p.name): p for p in people}
    for number, block in enumerate((*preface, *parts)):
        if not block.signs & _PROSE:
            continue
        for who, status, capacity in _in_prose(block, number < len(preface)):
            entries, _ = parse_inline(who, apologies=status == "apologies")
            for entry in entries:
                name = entry.name.text
                if fold(name) in known or len(name.split()) < 2 or not is_person(name):
                    continue
                person = Attendee(
                    name=name,
                    as_written=entry.as_written,
                    honorific=entry.name.honorific,
                    post_nominals=list(entry.name.post_nominals),
                    organisation=entry.organisation,
                    position=entry.position,
                    capacity=entry.capacity or capacity,
                    status=status,
                    reason=entry.reason,
                    line=block.no,
                    page=block.line.page,
                )
                known[fold(name)] = person
                people.append(person)
        for pattern, capacity in _PROSE_ROLES:
            for match in pattern.finditer(block.text, block.signs):
                key = fold((match["who"] or match["who2"] or "").strip(" .,"))
                fits = [p for k, p in known.items() if k == key] or [
                    p for k, p in known.items() if key and k.split()[0] == key
                ]
                free = not any(p.capacity == capacity for p in people)
                if free and len(fits) == 1 and fits[0].capacity in ("member", "staff", "official"):
                    fits[0].capacity = capacity


def _in_prose(block: Block, preface: bool) -> list[tuple[str, Status, Capacity]]:
    """What a sentence lists: the people's text, their status and capacity."""
    text, signs = block.text, block.signs
    found: list[tuple[str, Status, Capacity]] = [
        (m["who"], "apologies", "member")
        for pattern in (_PROSE_APOLOGIES, _SENT)
        for m in pattern.finditer(text, signs)
    ]
    found += [(m["who"], "absent", "member") for m in _ABSENT.finditer(text, signs)]
    if preface:
        for m in _PRESENT.finditer(text, signs):
            # "… were 34 members, among them: Ann Lee (president), …"
            who = m["who"].rsplit(": ", 1)[-1]
            found.append((who, "present", "staff" if m["also"] else "member"))
    return found
