"""What each document keeps in the graph, so that nobody need read it again to tell who is who.

`Cast` is the evidence of names: who and what a document speaks of, in its own terms. The whole
fragment is kept beside it, packed, and is written anew when somebody in it turns out to be
somebody else.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from minutegraph.graph.model import Fragment, Node, Relationship, Value
from minutegraph.graph.schema import Kind, Label, schema
from minutegraph.graph.sectors import Sector


class Somebody(NamedTuple):
    """A person as one document has them.

    Attributes:
        key: of the document's own node.
        listed: whether a list of the document has the person; entries of lists are different people.
        organisations: keys of the document's own nodes, as listed first.
    """

    key: str
    name: str
    titled: bool
    listed: bool
    organisations: tuple[str, ...]
    position: str | None


class Something(NamedTuple):
    """An organisation as one document has it; `key` is of the document's own node."""

    key: str
    name: str
    acronym: str | None
    spellings: tuple[str, ...]
    body: bool
    sector: Sector | None = None


class Cast(NamedTuple):
    """The people and organisations of one document.

    Attributes:
        body: key of the organisation that met.
        meetings: keys of meetings by their day, the document's own first; "" where it has no day.
    """

    document: str
    date: str
    body: str | None
    people: tuple[Somebody, ...]
    organisations: tuple[Something, ...]
    meetings: tuple[tuple[str, str], ...]


def cast_of(fragment: Fragment) -> Cast:
    """The evidence of names in what a document says."""
    listed: set[str] = set()
    spoken_of: set[str] = set()
    organisations: dict[str, list[str]] = defaultdict(list)
    positions: dict[str, str] = {}
    body = None
    for relationship in fragment.relationships:
        start, end = relationship.start[1], relationship.end[1]
        said = relationship.properties
        if relationship.kind == "AFFILIATED_WITH":
            organisations[start].append(end)
            stated = said.get("positions")
            if isinstance(stated, list) and stated[0]:
                positions.setdefault(start, str(stated[0]))
        elif relationship.kind == "MEMBER_OF":
            (listed if any(said["roles"]) else spoken_of).add(start)  # type: ignore[arg-type]
        elif relationship.kind in ("ATTENDED", "SENT_APOLOGIES"):
            listed.add(start)
            if said.get("position"):
                positions.setdefault(start, str(said["position"]))
        elif relationship.kind == "MEETING_OF":
            body = body or end
        for place in (relationship.start, relationship.end):
            if place[0] == "Person":
                spoken_of.add(place[1])
    people, things, meetings = [], [], []
    date = ""
    for node in fragment.nodes:
        said = node.properties
        if node.label == "Person":
            # Who is spoken of nowhere is in the lists, as absent.
            known = node.key in listed or node.key not in spoken_of
            people.append(
                Somebody(
                    node.key,
                    node.name,
                    bool(said.get("honorific")),
                    known,
                    tuple(organisations.get(node.key, ())),
                    positions.get(node.key),
                )
            )
        elif node.label == "Organisation":
            aliases = said.get("aliases")
            things.append(
                Something(
                    node.key,
                    node.name,
                    _text(said.get("acronym")),
                    tuple(map(str, aliases)) if isinstance(aliases, list) else (),
                    "Body" in node.labels,
                    _sector(said),
                )
            )
        elif node.label == "Meeting":
            day = said.get("date")
            meetings.append((day.isoformat() if isinstance(day, dt.date) else "", node.key))
            if said.get("status") == "recorded":
                date = meetings[-1][0]
    meetings.sort(key=lambda meeting: meeting[0] != date)
    return Cast(fragment.document, date, body, tuple(people), tuple(things), tuple(meetings))


def pack_cast(cast: Cast) -> str:
    """A cast as text."""
    return json.dumps(cast, ensure_ascii=False, separators=(",", ":"))


def read_cast(text: str) -> Cast:
    """A cast from its text.

    >>> cast = Cast("doc:a", "2020-06-16", None, (), (Something("org:a", "A", None, (), False),), ())
    >>> read_cast(pack_cast(cast)) == cast
    True
    """
    document, date, body, people, things, meetings = json.loads(text)
    return Cast(
        document,
        date,
        body,
        tuple(Somebody(k, n, t, on, tuple(o), p) for k, n, t, on, o, p in people),
        tuple(
            Something(k, n, a, tuple(s), b, Sector(*sector) if sector else None)
            for k, n, a, s, b, sector in things
        ),
        tuple((day, key) for day, key in meetings),
    )


def as_text(fragment: Fragment) -> str:
    """All that a document says, the same text for the same minutes."""
    said = [
        [[n.labels, n.key, n.properties] for n in fragment.nodes],
        [[*r.start, r.kind, *r.end, r.properties] for r in fragment.relationships],
    ]
    return json.dumps(said, ensure_ascii=False, default=dt.date.isoformat)


def pack(text: str) -> str:
    """A text in fewer characters."""
    return base64.b64encode(zlib.compress(text.encode(), 3)).decode()


def unpack(document: str, packed: str) -> Fragment:
    """What a document says, from what `pack` made of `as_text`."""
    nodes, relationships = json.loads(zlib.decompress(base64.b64decode(packed)))
    days = _days()
    return Fragment(
        document,
        [Node(tuple(names), key, _typed(raw, days[names[0]])) for names, key, raw in nodes],
        [
            Relationship((a, b), kind, (c, d), _typed(raw, days[kind]))
            for a, b, kind, c, d, raw in relationships
        ],
    )


@cache
def _days() -> Mapping[str, tuple[str, ...]]:
    """By label or kind, the properties that are dates."""
    known: dict[str, Label | Kind] = {**schema().labels, **schema().kinds}
    return {
        name: tuple(of for of, each in spec.properties.items() if each.type == "date")
        for name, spec in known.items()
    }


def _typed(raw: dict[str, Value], days: tuple[str, ...]) -> dict[str, Value]:
    for name in days:
        if (value := raw.get(name)) is not None:
            raw[name] = dt.date.fromisoformat(str(value))
    return raw


def _sector(said: Mapping[str, Value]) -> Sector | None:
    sector = _text(said.get("sector"))
    return Sector(sector, _text(said.get("sector_basis")) or "") if sector else None


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
