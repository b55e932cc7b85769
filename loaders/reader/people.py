"""Lists to attendees: one entry a person, with capacity, status and sessions."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import Attendee, Capacity
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.lists import ListLabel
from minutegraph.loaders.reader.names import fold, initials_of
from minutegraph.loaders.reader.outline import Outline
from minutegraph.loaders.reader.qualifiers import Entry

_STAFF_POST = re.compile(
    r"\b(?:assistant|officer|manager|administrator|executive|coordinator|co-ordinator|clerk|"
    r"secretary|director|accountant|adviser|advisor|staff)\b",
    re.IGNORECASE,
)


_SECONDARY = re.compile(
    r"(?:also |others? )?in attend|also present|(?:others?|additional)\s+(?:attendees|attending|participants)",
    re.IGNORECASE,
)
_STRONG_SECTION = re.compile(r"present|attend|roll|participa|call|room", re.IGNORECASE)
_CAME = re.compile(r"\b(?:arrived|joined)\b", re.IGNORECASE)  # after all
_POST_INITIALS = re.compile(r"[A-Z][A-Z&]{1,4}")


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
    bracketed: set[int] = set()
    asides: dict[int, str] = {}
    for roster in outline.rosters:
        papers = roster.label.capacity == "observer" and "press" in roster.label.text.lower()
        for block, entry in roster.entries:
            if papers and len(entry.name.text.split()) > 3:
                continue  # a newspaper
            person = _attendee(roster.label, block, entry, main)
            if entry.in_brackets:
                bracketed.add(id(person))
            if entry.aside:
                asides[id(person)] = entry.aside
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
                twin.organisation = twin.organisation or person.organisation
                twin.position = twin.position or person.position
                continue
            order.append(person)
    if several:
        _settle(order, len(outline.sessions))
    else:
        order = _joined(order)
    _chair_of_officials(outline, order)
    _initials_behind(order)
    _posts_as_initials(order, bracketed)
    _called(outline, order, bracketed, asides)
    _join_roles(order)
    _join_short(order)
    _stand_ins(order)
    _resolve_sessions(order, len(outline.sessions))
    return order


def _chair_of_officials(outline: Outline, people: list[Attendee]) -> None:
    """Where nobody else chairs, the one official marked "(Chair)" does, and not some other body."""
    if any(person.capacity == "chair" for person in people):
        return
    told = [
        entry.name.text
        for label, _, entry in outline.entries
        if label.capacity == "official" and entry.capacity == "chair"
    ]
    fits = [p for p in people if p.capacity == "official" and p.name in told]
    if len(told) == 1 and len(fits) == 1:
        fits[0].capacity = "chair"


def _secondary(label: ListLabel) -> bool:
    return bool(_SECONDARY.match(label.text))


def _attendee(label: ListLabel, block: Block, entry: Entry, main: bool) -> Attendee:
    status = entry.status or label.status
    if label.status in ("apologies", "absent") and entry.status in (None, "partial", "remote"):
        came = entry.arrived and entry.arrived.lower() != "late" and _CAME.search(block.text)
        status = "partial" if came else label.status
    if label.status == "apologies" and entry.reason:
        status = label.status  # "(on leave)" says why
    sessions = entry.sessions or label.sessions
    if sessions and status == "present":
        status = "partial"
    return Attendee(
        name=entry.name.text,
        as_written=entry.as_written,
        honorific=entry.name.honorific,
        post_nominals=list(entry.name.post_nominals),
        organisation=label.organisation or entry.organisation,
        unit=entry.organisation if label.organisation else entry.unit,
        position=entry.position,
        capacity=_capacity(label, entry, main),
        status=status,
        sessions=list(sessions) if sessions else None,
        absent_sessions=[],
        arrived=entry.arrived,
        left=entry.left,
        reason=entry.reason,
        stands_for=entry.stands_for,
        aliases=list(dict.fromkeys(entry.aliases)),
        section=label.text or None,
        line=block.no,
        page=block.line.page,
    )


def _capacity(label: ListLabel, entry: Entry, main: bool) -> Capacity:
    if label.capacity in ("observer", "guest", "official") and entry.capacity in (
        "chair",
        "member",
    ):
        return label.capacity  # the chair, or a member, of another body
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
        p for p in order if " " not in key and re.split(r"[\s_.]", fold(p.name))[0] == key
    ]
    return fits[0] if len(fits) == 1 else None


def _initials_behind(people: list[Attendee]) -> None:
    """Take "AL" of "Ann Lee AL" for Ann Lee's initials, where lists write people so."""
    behind = []
    for person in people:
        name, _, last = person.name.rpartition(" ")
        if " " in name and last.isupper() and 1 < len(last) < 5 and initials_of(name) == last:
            behind.append((person, name, last))
    if len(behind) < 2:
        return
    for person, name, last in behind:
        person.name = name
        person.aliases.append(last)
    for person in people:  # letters that are a degree elsewhere: "Mark Dodd MD"
        if person.post_nominals == [initials_of(person.name)]:
            person.aliases.append(person.post_nominals.pop())


def _posts_as_initials(people: list[Attendee], bracketed: set[int]) -> None:
    """Where people are given with their initials, "(FD)" is what the text calls one by his post."""
    initials = sum(1 for p in people if any(a.isupper() and len(a) <= 4 for a in p.aliases))
    other = any(p.organisation and id(p) not in bracketed for p in people)
    if initials < 4 or initials < len(people) / 2 or other:
        return
    for person in (p for p in people if id(p) in bracketed):
        written = person.organisation or ""
        own = any(a.isupper() and len(a) <= 4 for a in person.aliases)
        if not own and _POST_INITIALS.fullmatch(written) and not person.position:
            person.organisation = None
            person.aliases.append(written)


def _called(
    outline: Outline, people: list[Attendee], bracketed: set[int], asides: dict[int, str]
) -> None:
    """Where each is given with what he is called, as "Ann Lee (heron)", that is no organisation.

    Each such word is one person's alone, some are in small letters, and the text has them act.
    """
    words = {id(p): p.organisation or "" for p in people if id(p) in bracketed} | asides
    if not asides or len(words) < max(4, 0.8 * len(people)):
        return
    called = {fold(w) for w in words.values() if " " not in w}
    if len(called) < len(words):
        return
    acting = {
        fold(match[1])
        for draft in outline.paragraphs
        for match in _ACTS.finditer(draft.whole())
        if fold(match[1]) in called
    }
    if len(acting) < max(3, len(words) / 3):
        return
    for person in people:
        if id(person) in words:
            person.organisation = None
            person.aliases.append(words[id(person)])


_ACTS = re.compile(
    r"([\w.@-]+)\s+(?:needs?|will|should|has|had|is|was|asked|said|says|raised|suggested|noted|agreed|handed|to)\b"
)


def _joined(people: list[Attendee]) -> list[Attendee]:
    """One entry a person: who is listed twice to one effect, or as absent and with apologies."""
    found: dict[str, Attendee] = {}
    kept: list[Attendee] = []
    for person in people:
        before = found.setdefault(fold(person.name), person)
        if before is person or " " not in person.name:
            kept.append(person)
            continue
        if not _agree(before, person):
            # On the list of members, and with apologies: away.
            listed = not _STRONG_SECTION.search(before.section or "")
            if not (person.status == "apologies" and before.status == "present" and listed):
                kept.append(person)
                continue
        if "apologies" in (before.status, person.status):
            before.status = "apologies"
        before.reason = before.reason or person.reason
        before.organisation = before.organisation or person.organisation
        before.position = before.position or person.position
        before.aliases = list(dict.fromkeys([*before.aliases, *person.aliases]))
        if before.capacity == "member":
            before.capacity = person.capacity
    return kept


def _agree(one: Attendee, other: Attendee) -> bool:
    """Whether two entries of one name can be one person's: not in two bodies, here and away."""
    away = ("apologies", "absent")
    a, b = fold(one.organisation or ""), fold(other.organisation or "")
    return (one.status in away) == (other.status in away) and (not a or not b or a in b or b in a)


def _join_roles(people: list[Attendee]) -> None:
    """ "Facilitator: Dr Lee" above the list that has Dr Ann Lee is one person."""
    for person in [p for p in people if p.capacity in ("chair", "secretary")]:
        key = fold(person.name)
        if " " in key or person.status not in ("present", "remote"):
            continue
        fits = [
            p
            for p in people
            if p is not person and key in (fold(p.name).split()[0], fold(p.name).split()[-1])
        ]
        if len(fits) == 1 and " " in fits[0].name:
            if fits[0].capacity == "member":
                fits[0].capacity = person.capacity
            fits[0].aliases = list(dict.fromkeys([*fits[0].aliases, *person.aliases]))
            people.remove(person)


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


def _stand_ins(people: list[Attendee]) -> None:
    """Whom alternates stand in for: "for Ann Lee", "for AL", where the lists have such a person."""
    for person in [p for p in people if p.stands_for]:
        who = fold(person.stands_for or "")
        fits = [
            other
            for other in people
            if other is not person
            and (
                fold(other.name) == who
                or who in map(fold, other.aliases)
                or who == "".join(word[0] for word in fold(other.name).split())
            )
        ]
        if len(fits) == 1:
            person.stands_for = fits[0].name
            person.capacity = "alternate" if person.capacity == "member" else person.capacity
        elif person.capacity != "alternate":
            person.stands_for = None  # "for Harbour Trust": whom they speak for


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
