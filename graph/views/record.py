"""Everything about one meeting: what its pages and the matrices of several meetings show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Named:
    """A node as pages name it."""

    label: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph.

    Attributes:
        anchor: of its place on the meeting's page.
        place: key of the item, else the session, that it stands under.
        speakers, mentions, topics: each once, in order.
    """

    key: str
    anchor: str
    place: str
    ref: str | None
    text: str
    source: str
    speakers: Sequence[Named] = ()
    mentions: Sequence[Named] = ()
    topics: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda; `ordinal` is its place in the meeting, from 1."""

    key: str
    session: str
    ordinal: int
    ref: str | None
    name: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """A part of the meeting with its own attendance."""

    key: str
    ordinal: int
    name: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Presence:
    """One stay of a person in a session: items from and to, both included, None without items."""

    person: Named
    session: str
    capacity: str | None
    organisation: str | None
    organisation_key: str | None
    position: str | None
    status: str | None
    from_item: int | None
    to_item: int | None
    as_written: str | None
    basis: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Apology:
    """Somebody who is listed under apologies."""

    person: Named
    capacity: str | None
    organisation: str | None
    position: str | None
    reason: str | None
    as_written: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision; `place` is the key of the paragraph or item it was taken in."""

    key: str
    anchor: str
    place: str | None
    text: str
    by: str | None
    proposer: str | None
    seconder: str | None
    votes: str | None
    source: str
    topics: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """An action as one meeting's minutes give it or look at it again.

    Attributes:
        owners: as resolved; others: owners as written whom nothing resolves.
        before, after: keys of the same action in an earlier and a later meeting.
    """

    key: str
    anchor: str
    meeting: str
    place: str | None
    ref: str | None
    text: str
    due: str | None
    due_date: dt.date | None
    status: str | None
    outcome: str | None
    state: str
    carried_over: bool
    owners: Sequence[Named]
    others: Sequence[str]
    before: str | None
    after: str | None
    source: str
    topics: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One meeting with all that its minutes say, everything in the order of the minutes."""

    key: str
    name: str
    date: dt.date | None
    facts: Sequence[tuple[str, str]]
    body: Named | None
    documents: Sequence[Named]
    before: str | None
    after: str | None
    sessions: Sequence[Session] = ()
    items: Sequence[Item] = ()
    statements: Sequence[Statement] = ()
    presences: Sequence[Presence] = ()
    apologies: Sequence[Apology] = ()
    chairs: Sequence[Named] = ()
    note_takers: Sequence[Named] = ()
    decisions: Sequence[Decided] = ()
    tasks: Sequence[Task] = ()
    anchors: dict[str, str] = field(default_factory=dict)

    @property
    def node(self) -> Named:
        """The meeting as pages name it."""
        return Named("Meeting", self.key, self.name)

    @property
    def people(self) -> list[Named]:
        """Everybody who was there, each once, by name."""
        found = {p.person.key: p.person for p in self.presences}
        return sorted(found.values(), key=lambda person: (person.name.casefold(), person.key))
