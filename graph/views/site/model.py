"""What the pages of a site show, beside the records of meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from minutegraph.graph.views.links import Links
from minutegraph.graph.views.profile import Profile
from minutegraph.graph.views.record import Named, Task

# How somebody belongs to an organisation, in words, and the relationship that says so.
RELATIONS = {
    "belongs to": "AFFILIATED_WITH",
    "sits on": "MEMBER_OF",
    "holds the post": "HOLDS_POST",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A node that has a page of its own.

    Attributes:
        facts: (what, words).
        also: other names, to be found by.
        kind: as a chip says it, such as official; "" where there is nothing to say.
    """

    label: str
    key: str
    name: str
    facts: Sequence[tuple[str, str]] = ()
    also: Sequence[str] = ()
    kind: str = ""

    @property
    def node(self) -> Named:
        """As other pages name it."""
        return Named(self.label, self.key, self.name)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting in short; `recorded` where there are minutes of it."""

    key: str
    name: str
    date: dt.date | None
    body: str | None
    recorded: bool


@dataclass(frozen=True, slots=True)
class Step:
    """An action in one meeting's minutes: key, words, and the key of the same one before."""

    key: str
    text: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody's belonging to an organisation or body.

    Attributes:
        relation: one of `RELATIONS`.
        position: post or role as stated; "" where none is.
        first, last: days of the first and last statement of it.
        sources: where it is stated.
    """

    person: Named
    organisation: Named
    relation: str
    position: str
    first: dt.date | None
    last: dt.date | None
    ended: dt.date | None
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A view that stands on a page of its own: of an issue, or (`topic` is None) of the whole.

    Attributes:
        name: of its file, without a suffix; of an issue's, that of the issue's page counts.
        words: what the link to it says.
        render: gives the page, for what is around it.
    """

    name: str
    words: str
    render: Callable[[Links], str]
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Everything that has a page, and what ties it together; in the order of names or dates.

    Attributes:
        profiles: of people and organisations by (label, key), without what comes from meetings.
        company: keys of those whom each was in a room with most often, with the sessions shared.
    """

    people: Sequence[Thing]
    organisations: Sequence[Thing]
    bodies: frozenset[str]
    topics: Sequence[Thing]
    documents: Sequence[Thing]
    meetings: Sequence[Sitting]
    actions: Sequence[Step]
    ties: Sequence[Tie]
    parts: Sequence[tuple[str, str]]
    profiles: Mapping[tuple[str, str], Profile]
    company: Mapping[tuple[str, str], Sequence[tuple[str, int]]]
    drawings: Sequence[Drawing] = ()

    @property
    def pages(self) -> int:
        """How many there are, about: an action through several meetings has one."""
        things = (self.people, self.organisations, self.topics, self.documents, self.actions)
        return len(self.recorded) + sum(map(len, things))

    @property
    def recorded(self) -> list[str]:
        """Keys of the meetings with minutes, body by body, by date."""
        found = [each for each in self.meetings if each.recorded]
        found.sort(key=lambda each: (each.body or "", str(each.date or ""), each.key))
        return [each.key for each in found]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, decision or action of a meeting, as other pages quote it."""

    date: dt.date | None
    meeting: Named
    label: str
    key: str
    ref: str | None
    text: str
    source: str
    people: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """A person or organisation at a meeting.

    Attributes:
        how: present, remote, apologies, in the chair, …
        as_what: for a person post and organisation as listed.
        people: for an organisation those who came.
    """

    date: dt.date | None
    meeting: Named
    how: str
    as_what: str
    items: str
    as_written: str | None
    basis: str | None
    source: str
    people: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """An action through the meetings: its steps by date, each with the meeting."""

    key: str
    steps: Sequence[tuple[dt.date | None, Named, Task]]

    @property
    def latest(self) -> Task:
        """What the last minutes that speak of it say."""
        return self.steps[-1][2]

    @property
    def text(self) -> str:
        """What is to be done, in the words in which it was given, where there are minutes of that."""
        return self.steps[0][2].text

    @property
    def last(self) -> dt.date | None:
        """Day of these minutes."""
        return self.steps[-1][0]

    @property
    def owners(self) -> list[Named]:
        """All who ever were to do it, each once, the latest first."""
        return list(
            dict.fromkeys(who for _, _, task in reversed(self.steps) for who in task.owners)
        )

    @property
    def topics(self) -> list[Named]:
        """The issues it concerns."""
        return list(dict.fromkeys(topic for _, _, task in self.steps for topic in task.topics))


@dataclass(slots=True)
class Brief:
    """What lists say of a meeting."""

    meeting: Named
    date: dt.date | None
    body: Named | None
    people: int
    decisions: int
    actions: int
    items: Sequence[str]


@dataclass(slots=True)
class About:
    """What the meetings say of one person, organisation or issue."""

    stays: list[Stay] = field(default_factory=list)
    said: list[Passage] = field(default_factory=list)
    mentioned: list[Passage] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    lives: list[str] = field(default_factory=list)
