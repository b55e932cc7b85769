"""Who was in a room with whom: the pairs of people who shared sessions, counted.

Two people share a session when they were there at the same time: for at least one agenda item
where the minutes tell from which to which, and simply both where they tell of none.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

Indices = NDArray[np.int64]

_MANY = 4_000_000  # pairs of one session each that are held before they are added up


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was in a session from one item to another.

    Attributes:
        person, session: keys.
        name: of the person.
        date: of the meeting; None where the minutes do not say.
        first, last: ordinals of agenda items, both included; None where there are none.
        official: whether they were there for government.
        source: where the minutes say so.
    """

    person: str
    name: str
    session: str
    date: dt.date | None
    first: int | None
    last: int | None
    organisation: str | None
    official: bool
    source: str


@dataclass(slots=True)
class Attender:
    """A person with all their stays, by date."""

    key: str
    name: str
    stays: list[Stay] = field(default_factory=list)

    @property
    def organisation(self) -> str | None:
        """For whom they came last."""
        return next((s.organisation for s in reversed(self.stays) if s.organisation), None)

    @property
    def government(self) -> bool:
        """Whether they came for government at least as often as not."""
        counted = Counter(stay.official for stay in self.stays)
        return counted[True] >= counted[False]

    @property
    def sessions(self) -> int:
        """How many they were in."""
        return len({stay.session for stay in self.stays})


@dataclass(frozen=True)
class Together:
    """Everybody who attended, and every pair that shared a session.

    Attributes:
        people: by key; indices point here.
        pairs: two indices a row, the smaller first, in order.
        sessions: how many each pair shared.
        items: how many agenda items of them, as far as the minutes tell.
        first, last: the earliest and the latest of these sessions, as indices into `keys`.
        keys: of sessions, by date.
    """

    people: Sequence[Attender]
    pairs: Indices
    sessions: Indices
    items: Indices
    first: Indices
    last: Indices
    keys: Sequence[str]

    @cached_property
    def weights(self) -> csr_array:
        """People by people, symmetric: sessions shared."""
        from scipy.sparse import coo_array

        count = len(self.people)
        one, other = self.pairs[:, 0], self.pairs[:, 1]
        half = coo_array((self.sessions, (one, other)), shape=(count, count))
        return (half + half.T).tocsr()

    @cached_property
    def graph(self) -> nx.Graph[int]:
        """The same for networkx: nodes are indices, edges carry `sessions`."""
        import networkx as nx

        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(self.people)))
        graph.add_weighted_edges_from(
            (
                (int(one), int(other), int(sessions))
                for (one, other), sessions in zip(self.pairs, self.sessions, strict=True)
            ),
            weight="sessions",
        )
        return graph

    def source(self, person: int, session: str) -> str:
        """Where the minutes say that somebody was in a session."""
        return next(s.source for s in self.people[person].stays if s.session == session)

    def shared(self, one: int, other: int) -> tuple[str, str]:
        """Keys of the first and the last session of a pair.

        Raises:
            KeyError: they shared none.
        """
        place = self._places[min(one, other), max(one, other)]
        return self.keys[self.first[place]], self.keys[self.last[place]]

    @cached_property
    def order(self) -> dict[str, int]:
        """Place of each session by date."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def _places(self) -> dict[tuple[int, int], int]:
        return {(int(one), int(other)): place for place, (one, other) in enumerate(self.pairs)}


def together(stays: Iterable[Stay]) -> Together:
    """Count the sessions and agenda items that any two people shared."""
    ordered = sorted(
        stays, key=lambda s: (s.date or dt.date.max, s.session, s.person, s.first or 0, s.source)
    )
    people: dict[str, Attender] = {}
    for stay in ordered:
        people.setdefault(stay.person, Attender(stay.person, stay.name)).stays.append(stay)
    everybody = [people[key] for key in sorted(people)]
    number = {person.key: place for place, person in enumerate(everybody)}
    keys: list[str] = []
    tally = _Tally(len(everybody))
    for session, here in groupby(ordered, key=lambda stay: stay.session):
        tally.add(len(keys), _intervals(list(here)), number)
        keys.append(session)
    return Together(everybody, *tally.counted(), keys)


_Interval = tuple[str, int | None, int | None]


def _intervals(stays: list[Stay]) -> list[_Interval]:
    """Who was in one session from when to when, as intervals of a person that do not overlap.

    Two documents may record one session, and somebody may leave and come back.
    """
    known: dict[str, list[tuple[int, int]]] = {}
    for stay in stays:
        mine = known.setdefault(stay.person, [])
        if stay.first is not None and stay.last is not None:
            mine.append((stay.first, stay.last))
    found: list[_Interval] = []
    for person, intervals in known.items():
        joined: list[tuple[int, int]] = []
        for first, last in sorted(intervals):
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        found += [(person, *interval) for interval in joined] or [(person, None, None)]
    return found


class _Tally:
    """Pairs in the making: a code for each pair, and what its sessions add up to."""

    def __init__(self, people: int) -> None:
        self._people = people
        self._loose: list[tuple[Indices, Indices, Indices]] = []  # codes, items, sessions
        self._held = 0
        empty = np.zeros(0, np.int64)
        self._sums = (empty, empty, empty, empty, empty)

    def add(self, session: int, intervals: list[_Interval], number: dict[str, int]) -> None:
        """All pairs of one session."""
        who = np.array([number[person] for person, _, _ in intervals], np.int64)
        known = np.array([start is not None for _, start, _ in intervals], bool)
        first = np.array([start or 0 for _, start, _ in intervals], np.int64)
        last = np.array([end or 0 for _, _, end in intervals], np.int64)
        one, other = np.triu_indices(len(intervals), 1)
        both = known[one] & known[other]
        items = np.minimum(last[one], last[other]) - np.maximum(first[one], first[other]) + 1
        items = np.where(both, items, 0)
        met = (who[one] != who[other]) & (~both | (items > 0))
        low, high = np.minimum(who[one], who[other]), np.maximum(who[one], who[other])
        codes, items = (low * self._people + high)[met], items[met]
        if len(who) > len(set(who.tolist())):
            # Somebody came back: the items of a pair's stays add up, the session counts once.
            codes, place = np.unique(codes, return_inverse=True)
            items = np.bincount(place, items, len(codes)).astype(np.int64)
        self._loose.append((codes, items, np.full(len(codes), session, np.int64)))
        self._held += len(codes)
        if self._held > _MANY:
            self._add_up()

    def counted(self) -> tuple[Indices, Indices, Indices, Indices, Indices]:
        """Pairs, sessions, items, first and last session."""
        self._add_up()
        codes, sessions, items, first, last = self._sums
        pairs = np.stack([codes // max(self._people, 1), codes % max(self._people, 1)], axis=1)
        return pairs, sessions, items, first, last

    def _add_up(self) -> None:
        """Sessions come in order: of a pair's, the first met is the first, the last met the last."""
        known, sessions, items, first, last = self._sums
        loose = [np.concatenate(parts) for parts in zip(*self._loose, strict=True)]
        if not loose:
            return
        codes = np.concatenate([known, loose[0]])
        firsts, lasts = (np.concatenate([old, loose[2]]) for old in (first, last))
        codes, place = np.unique(codes, return_inverse=True)
        count = len(codes)
        total = np.bincount(place, np.concatenate([sessions, np.ones(len(loose[0]))]), count)
        shared = np.bincount(place, np.concatenate([items, loose[1]]), count)
        earliest = np.full(count, np.iinfo(np.int64).max)
        latest = np.zeros(count, np.int64)
        np.minimum.at(earliest, place, firsts)
        np.maximum.at(latest, place, lasts)
        self._sums = (codes, total.astype(np.int64), shared.astype(np.int64), earliest, latest)
        self._loose, self._held = [], 0
