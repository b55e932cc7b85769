"""Who was in the room, who was not, whom they stood for and where they sit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minutegraph.graph.cast import IN_ROOM, Organisation, Person
from minutegraph.graph.draft import Draft, place
from minutegraph.graph.sectors import by_heading
from minutegraph.loaders import presence
from minutegraph.loaders.minutes import Presence

_SEATS = ("chair", "secretary", "alternate", "member")  # of several, the first is the role


def add_attendance(draft: Draft) -> None:
    """ATTENDED, REPRESENTED_AT, CHAIRED, TOOK_NOTES, SENT_APOLOGIES, AFFILIATED_WITH."""
    represented: dict[tuple[int, str], dict[str, tuple[Person, set[int]]]] = defaultdict(dict)
    for interval, person in _intervals(draft):
        organisation = _organisation(draft, person)
        draft.room[interval.session].append((person.key, interval.from_item, interval.to_item))
        _attended(draft, interval, person, organisation)
        if organisation:
            there = represented[interval.session, organisation.key]
            items = there.setdefault(person.key, (person, set()))[1]
            items.update(_items(draft, interval))
    for (session, key), there in represented.items():
        people = [person for person, _ in there.values()]
        draft.relate(
            ("Organisation", key),
            "REPRESENTED_AT",
            draft.sessions[session],
            people[0].attendee,
            capacity=", ".join(dict.fromkeys(p.attendee.capacity for p in people)),
            by=[person.name for person in people],
            during=[" ".join(map(str, sorted(items))) for _, items in there.values()],
            items=sorted({item for _, items in there.values() for item in items}),
        )
    for person in draft.people.listed:
        _listed(draft, person)


def _items(draft: Draft, interval: Presence) -> Iterator[int]:
    """Ordinals of the session's items in an interval."""
    for ordinal, (_, item) in draft.items.items():
        start, end = interval.from_item or ordinal, interval.to_item or ordinal
        if item.session == interval.session and start <= ordinal <= end:
            yield ordinal


def add_membership(draft: Draft) -> None:
    """MEMBER_OF, from seats at the meeting and from what it says of who joins or leaves."""
    if draft.body is None:
        return
    body = place(draft.body)
    for person in draft.people.listed:
        seat = next((seat for seat in _SEATS if seat in person.capacities), None)
        if seat:
            draft.summarise(
                place(person), "MEMBER_OF", body, person.attendee, roles=seat, changes=""
            )
    for change in draft.minutes.membership_changes:
        changing = draft.people.find(change.name) or draft.people.other(change.name)
        if changing and change.change in ("joins", "leaves"):
            draft.summarise(
                place(changing), "MEMBER_OF", body, change, roles="", changes=change.change
            )


def _intervals(draft: Draft) -> Iterator[tuple[Presence, Person]]:
    """Intervals with whose they are. People of one name are told apart by their entries' lines;
    where no interval gives a line, theirs are those of their own entries."""
    minutes = draft.minutes
    placed: set[str] = set()
    for interval in minutes.presence or presence.derive(minutes):
        named = draft.people.namesakes(interval.name)
        person: Person | None
        if len(named) > 1:
            named = [
                p
                for p in named
                if interval.line and any(e.line == interval.line for e in p.entries)
            ]
            person = named[0] if len(named) == 1 else None
        else:
            person = draft.people.find(interval.name) or draft.people.other(interval.name)
        if person and interval.session in draft.sessions:
            placed.add(person.key)
            yield interval, person
    for person in draft.people.listed:
        if person.key not in placed and len(draft.people.namesakes(person.name)) > 1:
            alone = {"attendance": [person.attendee], "movements": []}
            for interval in presence.derive(minutes.model_copy(update=alone)):
                yield interval, person


def _attended(
    draft: Draft, interval: Presence, person: Person, organisation: Organisation | None
) -> None:
    entry = person.attendee if person.entries else None
    draft.relate(
        place(person),
        "ATTENDED",
        draft.sessions[interval.session],
        entry or interval,
        capacity=entry.capacity if entry else None,
        organisation=person.organisation,
        organisation_key=organisation.key if organisation else None,
        unit=entry.unit if entry else None,
        position=person.position,
        status=entry.status if entry else None,
        from_ordinal=interval.from_item,
        to_ordinal=interval.to_item,
        arrived=entry.arrived if entry else None,
        left=entry.left if entry else None,
        stands_for=entry.stands_for if entry else None,
        as_written=(entry.as_written or entry.name) if entry else interval.name,
        basis=interval.basis,
    )


def _listed(draft: Draft, person: Person) -> None:
    """What an entry of the lists says beside when its person was in the room."""
    entry = person.attendee
    organisation = _organisation(draft, person)
    if entry.status in IN_ROOM:
        if "chair" in person.capacities:
            draft.relate(place(person), "CHAIRED", draft.meeting, entry)
        if "secretary" in person.capacities:
            draft.relate(place(person), "TOOK_NOTES", draft.meeting, entry)
    elif entry.status == "apologies":
        draft.relate(
            place(person),
            "SENT_APOLOGIES",
            draft.meeting,
            entry,
            capacity=entry.capacity,
            organisation=person.organisation,
            position=person.position,
            as_written=entry.as_written or entry.name,
            reason=entry.reason,
        )
    if organisation is None:
        return
    draft.summarise(
        place(person),
        "AFFILIATED_WITH",
        place(organisation),
        entry,
        positions=person.position or "",
    )
    for each in person.entries:
        sector = "government" if each.capacity == "official" else by_heading(each.section)
        if sector:
            where = f"under “{each.section}”" if each.section else f"as {each.capacity}"
            source = draft.source(each.line, each.page)
            organisation.sectors.setdefault(sector, f"{person.name} is listed {where} ({source})")


def _organisation(draft: Draft, person: Person) -> Organisation | None:
    return draft.organisations.get(person.organisation) if person.organisation else None
