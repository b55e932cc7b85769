"""The view of who sits together: a network above a threshold, its communities and its brokers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.network import render as render_network
from minutegraph.graph.views.palette import STYLES, Looks, Style

PEOPLE = 150  # drawn at most, where a threshold can do that: more names cannot be read at once
LINKS = 2500
OWN_LOOKS = 8  # communities that have one; the others share a grey one
BROKERS = 12  # marked on the drawing
BANDS = (1, 2, 3, 5, 10, 20, 50, 100)  # sessions shared from which a line is of the next kind

_SHAPES = (
    *("Member", "Organisation", "AgendaItem", "Action", "Meeting", "Session", "Topic", "Person"),
)
_OTHERS = "Another community"


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who sat with others.

    Attributes:
        side: sector or government, as whom they came for more often.
        community: its number, from 1.
        broker: their place among the brokers, from 1; None for most.
    """

    key: str
    name: str
    organisation: str | None
    side: str
    sessions: int
    community: int | None
    broker: int | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who shared sessions, by keys; days are ISO 8601."""

    person: str
    other: str
    sessions: int
    items: int
    first: str | None
    last: str | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """People who sat with each other more than with others, closest first, by keys."""

    number: int
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    sessions: int
    first: str | None
    last: str | None
    source: tuple[str, ...]

    @property
    def kind(self) -> str:
        return f"Community {self.number}" if self.number <= OWN_LOOKS else _OTHERS


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody through whom people of the sector and of government are linked, who else are not."""

    person: str
    side: str
    sector_met: int
    government_met: int
    links: int
    share: float
    between: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class CoAttendance:
    """Who sat with whom, from `threshold` sessions on.

    Attributes:
        people: by key, everybody who attended.
        ties: of all who shared as many sessions as the threshold says, most first.
        total: pairs in all.
        chosen: whether the threshold was asked for, not worked out.
        modularity: how much the communities explain, as a note says it.
        said: what was chosen, such as "since: 2020-01-01".
    """

    people: Mapping[str, Sitter]
    ties: tuple[Tie, ...]
    total: int
    threshold: int
    chosen: bool
    communities: tuple[Community, ...]
    brokers: tuple[Broker, ...]
    modularity: str | None = None
    said: tuple[str, ...] = ()

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """Keys of those who have a tie."""
        found = {tie.person for tie in self.ties} | {tie.other for tie in self.ties}
        return tuple(key for key in self.people if key in found)

    @cached_property
    def marked(self) -> int:
        """How many brokers the drawing marks."""
        return sum((self.of(key).broker or BROKERS + 1) <= BROKERS for key in self.drawn)

    @cached_property
    def rule(self) -> str:
        """What is drawn, and why no more."""
        sessions = "one session" if self.threshold == 1 else f"{self.threshold} sessions"
        line = (
            f"Drawn: the {len(self.ties):,} of {self.total:,} pairs that shared at least {sessions}, "
            f"{len(self.drawn):,} of {len(self.people):,} people."
        )
        if self.threshold > 1 and not self.chosen:
            return f"{line} With fewer sessions there would be too many to tell apart; --threshold draws them."
        return line

    def of(self, key: str) -> Sitter:
        return self.people[key]


def render(data: CoAttendance, *, links: Links | None = None) -> str:
    """The page: the network, then communities, brokers and pairs as tables."""
    return render_network(
        [_node(data, data.of(key)) for key in data.drawn],
        [_link(tie) for tie in data.ties],
        heading="Who sits with whom",
        note="; ".join(data.said) or None,
        limit=max(2 * PEOPLE, 1),
        looks=_looks(data),
        template="co-attendance.html.j2",
        styles=["co-attendance.css"],
        shown=data,
        links=links,
    )


def _kind(data: CoAttendance, person: Sitter) -> str:
    known = {community.number: community.kind for community in data.communities}
    kind = known.get(person.community or 0, _OTHERS)
    return f"{kind}, broker" if person.broker is not None and person.broker <= BROKERS else kind


def _looks(data: CoAttendance) -> Looks:
    """A shape and a colour for each community; brokers are larger, within a strong line."""
    styles: dict[str, Style] = {}
    names = [f"Community {number}" for number in range(1, OWN_LOOKS + 1)]
    for kind, shape in zip([*names, _OTHERS], [*_SHAPES, "Document"], strict=True):
        style = replace(STYLES[shape], size=9, line_width=1.5)
        styles[kind] = style
        styles[f"{kind}, broker"] = replace(style, size=14, line_width=4.5)
    kinds = {("Person", key): _kind(data, data.of(key)) for key in data.drawn}
    bands = [_band(least) for least in BANDS]
    thinnest = bands.index(_band(data.threshold))
    widths = {band: 1 + 0.75 * place for place, band in enumerate(bands[thinnest:])}
    return Looks(kinds, styles, bands, widths, arrows=False)


def _band(sessions: int) -> str:
    """The kind of a line, by how many sessions were shared: what the page can filter by.

    >>> [_band(n) for n in (1, 2, 4, 9, 1000)]
    ['1 session', '2 sessions', '3 to 4 sessions', '5 to 9 sessions', '100 sessions or more']
    """
    place = max(n for n, least in enumerate(BANDS) if least <= max(sessions, 1))
    least = BANDS[place]
    if place == len(BANDS) - 1:
        return f"{least} sessions or more"
    most = BANDS[place + 1] - 1
    if least == most:
        return f"{least} session" + ("" if least == 1 else "s")
    return f"{least} to {most} sessions"


def _node(data: CoAttendance, person: Sitter) -> Node:
    broker = data.brokers[person.broker - 1] if person.broker else None
    facts: dict[str, Value] = {
        "name": person.name,
        "organisation": person.organisation,
        "side": person.side,
        "sessions": person.sessions,
        "source": list(person.source),
    }
    if broker:
        facts["links"] = (
            f"{broker.links} pairs of the sector and government that never sat together, such as "
            + " and ".join(data.of(key).name for key in broker.between)
        )
    return Node(("Person",), person.key, facts)


def _link(tie: Tie) -> Relationship:
    days: dict[str, Value] = {"first_seen": tie.first, "last_seen": tie.last}
    return Relationship(
        ("Person", tie.person),
        _band(tie.sessions),
        ("Person", tie.other),
        {"sessions": tie.sessions, "items": tie.items, **days, "source": list(tie.source)},
    )
