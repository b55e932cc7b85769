"""Who sits with whom, from the graph: figures of `graph.analyse` with a threshold for a drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from minutegraph.errors import UsageError
from minutegraph.graph.analyse import figures
from minutegraph.graph.analyse.together import Together
from minutegraph.graph.store import Store
from minutegraph.graph.views.co_attendance import (
    LINKS,
    PEOPLE,
    Broker,
    CoAttendance,
    Community,
    Sitter,
    Tie,
    render,
)
from minutegraph.queries.analysis import everybody

BROKERS = 50


def page(store: Store, given: Mapping[str, str]) -> str:
    """The page; raises as `co_attendance`."""
    return render(co_attendance(store, given))


def co_attendance(store: Store, given: Mapping[str, str]) -> CoAttendance:
    """Who sat with whom, and what is worked out of it.

    Args:
        given: body, since and until, as of queries/analyse/stays.cypher, and threshold: the
            sessions that two must have shared; otherwise the least that leaves as many people and
            lines as can be told apart.

    Raises:
        UsageError: a parameter that does not fit, or nobody sat with anybody.
    """
    asked = dict(given)
    wanted = _number(asked.pop("threshold", None))
    found = everybody(store, asked)
    if not len(found.pairs):
        chosen = "; ".join(f"{name}: {value}" for name, value in asked.items())
        raise UsageError(
            f"{store.url} has no two people in one session{f' ({chosen})' if chosen else ''}: "
            "`minutegraph info` says what there is"
        )
    threshold = wanted or threshold_of(found)
    groups = figures.communities(found)
    linking = figures.brokers(found, BROKERS)
    pairs = figures.co_attendance(found)
    ties = [
        _tie(found, row, places) for row, places in zip(pairs.rows, pairs.places, strict=True)
        if _whole(row["sessions"]) >= threshold
    ]  # fmt: skip
    if not ties:
        most = max(int(n) for n in found.sessions)
        raise UsageError(f"threshold is {threshold}: no two shared more than {most} sessions")
    return CoAttendance(
        _people(found, groups, linking),
        tuple(ties),
        len(found.pairs),
        threshold,
        wanted is not None,
        tuple(_communities(found, groups)),
        tuple(_brokers(found, linking)),
        next(iter(groups.notes), None),
        tuple(f"{name}: {value}" for name, value in given.items()),
    )


def threshold_of(found: Together) -> int:
    """The least with at most `PEOPLE` people and `LINKS` lines; the most there is where none has."""
    most = int(found.sessions.max())
    for least in range(1, most + 1):
        kept = found.pairs[found.sessions >= least]
        if len(kept) <= LINKS and len(np.unique(kept)) <= PEOPLE:
            return least
    return most


def _number(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.strip().isdecimal() or int(value) < 1:
        raise UsageError(f"threshold is {value}: give a whole number from 1")
    return int(value)


def _people(
    found: Together, groups: figures.Figures, linking: figures.Figures
) -> dict[str, Sitter]:
    group_of = {place: n for n, group in enumerate(groups.places, 1) for place in group}
    broker_of = {places[0]: n for n, places in enumerate(linking.places, 1)}
    return {
        person.key: Sitter(
            person.key,
            person.name,
            person.organisation,
            "government" if person.government else "sector",
            person.sessions,
            group_of.get(place),
            broker_of.get(place),
            tuple(dict.fromkeys((person.stays[0].source, person.stays[-1].source))),
        )
        for place, person in enumerate(found.people)
    }


def _communities(found: Together, groups: figures.Figures) -> list[Community]:
    listed = []
    for number, (row, places) in enumerate(zip(groups.rows, groups.places, strict=True), 1):
        inside = found.weights[list(places)][:, list(places)].sum(axis=1)
        closest = [places[n] for n in np.lexsort((places, -inside))]
        listed.append(
            Community(
                number,
                tuple(found.people[place].key for place in closest),
                _texts(row["organisations"]),
                _whole(row["sessions"]),
                _day(row["first"]),
                _day(row["last"]),
                _texts(row["source"]),
            )
        )
    return listed


def _brokers(found: Together, linking: figures.Figures) -> list[Broker]:
    return [
        Broker(
            found.people[places[0]].key,
            str(row["side"]),
            _whole(row["sector_met"]),
            _whole(row["government_met"]),
            _whole(row["links"]),
            float(str(row["share"])),
            tuple(found.people[end].key for end in places[1:]),
            _texts(row["source"]),
        )
        for row, places in zip(linking.rows, linking.places, strict=True)
    ]


def _tie(found: Together, row: figures.Row, places: Sequence[int]) -> Tie:
    one, other = (found.people[place].key for place in places)
    return Tie(
        one,
        other,
        _whole(row["sessions"]),
        _whole(row["items"]),
        _day(row["first"]),
        _day(row["last"]),
        _texts(row["source"]),
    )


def _day(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in value)


def _whole(value: Any) -> int:
    return int(value)
