"""Who was in the room: people against the items of a meeting, or the meetings of a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from minutegraph.graph.views.matrix import Column, Entry, Mark, Matrix, Section, Told
from minutegraph.graph.views.page import render_view
from minutegraph.graph.views.record import Named, Presence, Record

PRESENT = Mark("present", "•", "in the room")
SPOKE = Mark("spoke", "S", "spoke")
CHAIRED = Mark("chaired", "C", "in the chair")
APOLOGIES = Mark("apologies", "A", "apologies")
REMOTE = Mark("remote", "R", "taking part from elsewhere")
AWAY = Mark(
    "away", "–", "not listed that day",
    meaning="listed neither as present nor with apologies that day, though before and after",
)  # fmt: skip
OUTSIDE = Mark(
    "outside", "/", "outside the time of being listed",
    meaning="before the first or after the last meeting that lists them, present or with apologies",
)  # fmt: skip

_EMPTY = "An empty column: the minutes list nobody, or have no date. "
_SECTIONS = {
    "chair": "Members",
    "member": "Members",
    "alternate": "Members",
    "secretary": "Staff and secretariat",
    "staff": "Staff and secretariat",
    "official": "Officials",
    "guest": "Guests and observers",
    "observer": "Guests and observers",
}
SECTIONS = ("Members", "Officials", "Staff and secretariat", "Guests and observers", "Others")


@dataclass(frozen=True, slots=True)
class Attendance:
    """The matrix with what stands around it.

    Attributes:
        figures: (number, what it counts).
        about: the meeting, or the body.
        more: what the matrix cannot say, commands in backticks; None where it says all.
    """

    about: Named
    figures: Sequence[tuple[str, str]]
    matrix: Matrix
    more: str | None = None


def of_meeting(record: Record, *, quotes: bool = False) -> Attendance:
    """People against the items of one meeting; its sessions where it has no items.

    Args:
        quotes: whether the evidence of who spoke has the words of the paragraphs.
    """
    order = {session.key: session.ordinal for session in record.sessions}
    names = {session.key: session.name for session in record.sessions}
    columns = [
        Column(
            Named("AgendaItem", item.key, f"{item.ref} {item.name}" if item.ref else item.name),
            item.ref or str(item.ordinal),
            names.get(item.session, ""),
        )
        for item in record.items
    ] or [Column(Named("Session", s.key, s.name), str(s.ordinal), "") for s in record.sessions]
    spoken = _spoken(record)
    stays: dict[Named, list[Presence]] = defaultdict(list)
    for presence in record.presences:
        stays[presence.person].append(presence)
    sections: dict[str, list[Entry]] = defaultdict(list)
    for person, own in stays.items():
        own.sort(key=lambda stay: (order.get(stay.session, 0), stay.from_item or 0))
        cells: list[Mark | None] = []
        for place, _ in enumerate(columns):
            if record.items:
                item = record.items[place]
                there = any(_covers(stay, item.ordinal, item.session) for stay in own)
                said = item.key in spoken.get(person.key, ())
            else:
                there = any(stay.session == record.sessions[place].key for stay in own)
                said = record.sessions[place].key in spoken.get(person.key, ())
            remote = any(stay.status == "remote" for stay in own)
            cells.append(SPOKE if said else (REMOTE if remote else PRESENT) if there else None)
        there_for = sum(cell is not None for cell in cells)
        told = _told(own, names) + _said(record, person, quotes)
        sections[section_of(own[0])].append(
            Entry(person, _note(own[0]), _joined(cells), str(there_for), told)
        )
    for apology in record.apologies:
        if apology.person in stays:
            continue
        words = ", ".join(w for w in (apology.position, apology.organisation) if w)
        because = f" ({apology.reason})" if apology.reason else ""
        sections["Apologies"].append(
            Entry(
                apology.person, words, [APOLOGIES for _ in columns], "0",
                [Told(f"apologies{because}", apology.source)],
            )
        )  # fmt: skip
    officials = len({p.person.key for p in record.presences if p.capacity == "official"})
    figures = [
        (str(len(stays)), "people in the room"),
        *([(str(officials), "officials among them")] if officials else []),
    ]
    # Minutes that record no speech do not say that nobody spoke; nor do others of apologies.
    for count, what in (
        (len({e.node.key for e in sections.get("Apologies", [])}), "with apologies"),
        (sum(person.key in spoken for person in stays), "who spoke"),
    ):
        if count:
            figures.append((str(count), what))
    total = "Items" if record.items else "Parts"
    return Attendance(
        record.node,
        figures,
        Matrix("Person", columns, _sorted(sections), total, _used(sections)),
        None if record.items else "The minutes have no items: the columns are the meeting's parts.",
    )


def of_body(
    body: Named,
    meetings: Iterable[Record],
    *,
    earlier: Collection[str] = (),
    later: Collection[str] = (),
) -> Attendance:
    """People against the meetings of a body, by date.

    Args:
        earlier, later: keys of those whom the body's meetings before and after these list.
    """
    records = sorted(meetings, key=lambda r: (str(r.date or ""), r.key))
    columns = [
        Column(r.node, r.date.strftime("%d %b") if r.date else "?", str(r.date.year) if r.date else "")
        for r in records
    ]  # fmt: skip
    cells: dict[Named, dict[int, Mark]] = defaultdict(dict)
    told: dict[Named, list[Told]] = defaultdict(list)
    latest: dict[Named, Presence] = {}
    for place, record in enumerate(records):
        spoken = _spoken(record)
        chairs = {chair.key for chair in record.chairs}
        day = str(record.date or record.name)
        for presence in record.presences:
            person = presence.person
            mark = REMOTE if presence.status == "remote" else PRESENT
            if person.key in chairs:
                mark = CHAIRED
            elif person.key in spoken:
                mark = SPOKE
            if place not in cells[person]:
                told[person].append(Told(f"{day}: {mark.word}", presence.source))
            cells[person][place] = mark
            latest[person] = presence
        for apology in record.apologies:
            if place not in cells[apology.person]:
                cells[apology.person][place] = APOLOGIES
                told[apology.person].append(Told(f"{day}: apologies", apology.source))
    sections: dict[str, list[Entry]] = defaultdict(list)
    for person, own in cells.items():
        last = latest.get(person)
        heading = section_of(last) if last else "Apologies only"
        there = sum(mark is not APOLOGIES for mark in own.values())
        sections[heading].append(
            Entry(
                person, _note(last) if last else "",
                _through(own, records, person.key in earlier, person.key in later),
                f"{there} of {len(columns)}", told[person],
            )
        )  # fmt: skip
    for entries in sections.values():
        entries.sort(key=lambda e: (-int(e.total.split()[0]), e.node.name.casefold()))
    figures = [(str(len(records)), "meetings"), (str(len(cells)), "people")]
    blank = not all(map(_tells, records))
    return Attendance(
        body,
        figures,
        Matrix("Person", columns, _sorted(sections), "There", _used(sections), grouped=True),
        f"{_EMPTY if blank else ''}Who was a member that day is another question: `minutegraph query "
        "attendance-rate` counts only the meetings held while somebody was one.",
    )


def _through(
    own: dict[int, Mark], records: Sequence[Record], earlier: bool, later: bool
) -> list[Mark | None]:
    """A mark for each meeting; none where it lists nobody, or nothing says when it was."""
    days = [place for place in own if records[place].date]
    days += [-1] if earlier else []
    days += [len(records)] if later else []
    return [
        own.get(place)
        or (
            (AWAY if min(days) < place < max(days) else OUTSIDE)
            if days and _tells(record)
            else None
        )
        for place, record in enumerate(records)
    ]


def _tells(record: Record) -> bool:
    """Whether not to be listed says something: there are lists, and a day."""
    return bool(record.date and (record.presences or record.apologies))


def render(attendance: Attendance, *, note: str | None = None) -> str:
    """The page of a matrix: the same matrix gives the same bytes."""
    return render_view(
        "attendance",
        attendance,
        heading=f"{attendance.about.name}: attendance",
        note=note,
        styles=["matrix.css"],
        scripts=["filter.js"],
    )


def section_of(stay: Presence) -> str:
    """The heading somebody stands under, by the capacity they came in."""
    return _SECTIONS.get(stay.capacity or "", "Others")


def _spoken(record: Record) -> dict[str, set[str]]:
    """For each person's key the keys of the items and sessions in which they speak."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in record.statements:
        for speaker in statement.speakers:
            found[speaker.key].add(statement.place)
    return found


def _covers(stay: Presence, ordinal: int, session: str) -> bool:
    if stay.from_item is None or stay.to_item is None:
        return stay.session == session
    return stay.session == session and stay.from_item <= ordinal <= stay.to_item


def _note(stay: Presence) -> str:
    return ", ".join(w for w in (stay.position, stay.organisation) if w)


def _joined(cells: Sequence[Mark | None]) -> list[Mark | None]:
    """The cells, each with how a stay goes on to those beside it."""
    found: list[Mark | None] = []
    for place, cell in enumerate(cells):
        before = place > 0 and cells[place - 1] is not None
        after = place + 1 < len(cells) and cells[place + 1] is not None
        run = "through" if before and after else "to" if before else "from" if after else ""
        found.append(replace(cell, run=run) if cell else None)
    return found


def _said(record: Record, person: Named, quotes: bool) -> list[Told]:
    """Where somebody speaks, paragraph by paragraph."""
    found = []
    for statement in record.statements:
        if any(speaker.key == person.key for speaker in statement.speakers):
            what = f"spoke in {statement.ref}" if statement.ref else "spoke"
            found.append(Told(what, statement.source, statement.text if quotes else None))
    return found


def _used(sections: dict[str, list[Entry]]) -> list[Mark]:
    """The marks that a legend needs."""
    names = {
        cell.name for own in sections.values() for entry in own for cell in entry.cells if cell
    }
    return [
        m for m in (CHAIRED, SPOKE, PRESENT, REMOTE, APOLOGIES, AWAY, OUTSIDE) if m.name in names
    ]


def _told(stays: Sequence[Presence], names: dict[str, str]) -> list[Told]:
    several = len(names) > 1
    found = []
    for stay in stays:
        words = [stay.capacity or "listed"]
        if stay.status and stay.status != "present":
            words.append(stay.status)
        if several:
            words.append(names.get(stay.session, ""))
        if stay.from_item is not None and stay.to_item is not None:
            one = stay.from_item == stay.to_item
            words.append(
                f"item {stay.from_item}" if one else f"items {stay.from_item} to {stay.to_item}"
            )
        if stay.basis:
            words.append(stay.basis)
        found.append(Told(", ".join(w for w in words if w), stay.source, _other_name(stay)))
    return found


def _other_name(stay: Presence) -> str | None:
    """The name as the list has it, where it is another."""
    return stay.as_written if stay.as_written != stay.person.name else None


def _sorted(sections: dict[str, list[Entry]]) -> list[Section]:
    known = [name for name in SECTIONS if name in sections]
    known += [name for name in sections if name not in SECTIONS]
    return [Section(name, sections[name]) for name in known]
