"""What people ask of a graph: for every named query several sets of parameters, taken from the graph.

A parameter means the same in every query, so that a query that is new is measured as it comes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from minutegraph import queries
from minutegraph.graph.store import Store

_SETS = 3  # values of each parameter that keeps the answer small; of others one
_SEEN = {
    "person": "MATCH (p:Person)-[r:ATTENDED]->(:Session) WITH p, count(r) AS times WHERE times > 2 "
    "RETURN p.name AS value ORDER BY value",
    "organisation": "MATCH (o:Organisation)-[r:REPRESENTED_AT]->(:Session) "
    "WITH o, count(r) AS times WHERE times > 2 RETURN o.name AS value ORDER BY value",
    "government": "MATCH (o:Organisation {sector: 'government'}) "
    "RETURN o.name AS value ORDER BY value",
    "body": "MATCH (:Meeting)-[:MEETING_OF]->(b:Organisation) RETURN DISTINCT b.name AS value ORDER BY value",
    "topic": "MATCH (i:AgendaItem) RETURN DISTINCT toLower(i.heading) AS value ORDER BY value",
    "meeting": "MATCH (m:Meeting {status: 'recorded'}) RETURN DISTINCT toString(m.date) AS value "
    "ORDER BY value",
}  # fmt: skip
# Parameters that go by the values of another, and those that say how much or what kind.
_LIKE = {
    "owner": "person", "name": "person", "from": "person", "to": "person", "other": "person",
    "issue": "topic",
    "action": "topic", "words": "topic", "text": "topic",
}  # fmt: skip
_FIXED = {
    "status": ("open", "done"),
    "sector": ("government", "voluntary"),
    "session": ("1",),
    "item": ("3", "7"),
    "overdue": ("true",),
    "hops": ("2",),
    "limit": ("10",),
    "minimum": ("3",),
}


class Question(NamedTuple):
    """A named query with its parameters; `bounded` where they keep the answer small.

    Bounded is a question about one person, organisation, meeting or topic; one about a body, a
    sector or a span of years, or without any parameter, gives more the more is loaded.
    """

    query: str
    params: dict[str, str]
    bounded: bool


_BOUND = {
    "person",
    "organisation",
    "government",
    "meeting",
    "topic",
    "issue",
    "owner",
    "from",
    "name",
    "other",
    "action",
}


def questions(store: Store, seed: int = 7) -> Iterator[Question]:
    """Every named query with each parameter alone, several together, and without any."""
    chance = random.Random(seed)
    values = {name: [str(r["value"]) for r in store.read(q).rows] for name, q in _SEEN.items()}
    days = values["meeting"]

    def some(query: str, name: str, count: int) -> list[str]:
        if name in ("since", "until"):
            return [chance.choice(days) for _ in range(count)]
        own = next(p.choices for p in queries.get(query).params if p.name == name)
        known = own or values.get(_LIKE.get(name, name)) or _FIXED.get(_LIKE.get(name, name)) or ()
        return chance.sample(list(known), min(count, len(known)))

    for name in queries.names():
        query = queries.get(name)
        required = {p.name for p in query.params if p.required}
        optional = [p.name for p in query.params if not p.required]
        sets = [{}] if not required else []
        for param in optional or [None]:
            for _ in range(_SETS if param is None or param in _BOUND else 1):
                given = {p: v for p in sorted(required) for v in some(name, p, 1)}
                for value in some(name, param, 1) if param else ():
                    given[param] = value
                sets.append(given)
        together = [p for p in optional if p in ("person", "organisation", "since", "topic")]
        if len(together) > 1:
            for _ in range(_SETS):
                sets.append(
                    {p: v for p in (*sorted(required), *together) for v in some(name, p, 1)}
                )
        seen: set[str] = set()
        for params in sets:
            if repr(params) not in seen and required <= params.keys():
                seen.add(repr(params))
                yield Question(name, params, bool(_BOUND & params.keys()))
