"""Relationships that follow from others: worked out anew for a body when its meetings change."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from minutegraph.graph import statements
from minutegraph.graph.keys import words
from minutegraph.graph.model import Relationship, Value
from minutegraph.graph.store.base import Row, Transaction

_MEETINGS = """
UNWIND $rows AS row
MATCH (:Organisation {key: row.key})<-[:MEETING_OF]-(m:Meeting)-[r:RECORDED_IN]->(:Document)
RETURN row.key AS body, m.key AS key, m.date AS date, min(r.document) AS document
"""
_FOLLOWS = """
UNWIND $rows AS row
MATCH (:Organisation {key: row.key})<-[:MEETING_OF]-(:Meeting)-[r:FOLLOWS]->(:Meeting)
RETURN DISTINCT r AS r
"""
_ACTIONS = """
UNWIND $rows AS row
MATCH (a:Action {meeting: row.key})
RETURN row.key AS meeting, a.key AS key, a.ref AS ref, a.number AS number, a.text AS text,
       a.carried_over AS carried_over, a.document[0] AS document, a.line AS line, a.page AS page,
       a.source AS source
"""
_CARRIES_OVER = """
UNWIND $rows AS row
MATCH (:Action {meeting: row.key})-[r:CARRIES_OVER]->(:Action)
RETURN r AS r
"""


@dataclass(frozen=True, slots=True)
class _Meeting:
    key: str
    date: dt.date
    document: str


def derive(tx: Transaction, bodies: Iterable[str]) -> int:
    """Bring FOLLOWS and CARRIES_OVER of bodies up to date.

    Args:
        bodies: keys of their Organisation nodes.

    Returns:
        How many relationships were created.
    """
    rows: list[Row] = [{"key": body} for body in sorted(bodies)]
    if not rows:
        return 0
    held: dict[str, list[_Meeting]] = defaultdict(list)
    undated: set[str] = set()
    for row in tx.read(_MEETINGS, rows=rows).rows:
        key, date = str(row["key"]), row["date"]
        if isinstance(date, dt.date):
            held[str(row["body"])].append(_Meeting(key, date, str(row["document"])))
        else:
            undated.add(key)
    for meetings in held.values():
        meetings.sort(key=lambda meeting: (meeting.date, meeting.key))
    created = _update(tx, _relationships(tx, _FOLLOWS, rows), _follows(held.values()))
    keys = {meeting.key for meetings in held.values() for meeting in meetings} | undated
    here: list[Row] = [{"key": key} for key in sorted(keys)]
    actions = _actions(tx, here)
    wanted = [link for meetings in held.values() for link in _carried(meetings, actions)]
    return created + _update(tx, _relationships(tx, _CARRIES_OVER, here), wanted)


def _follows(held: Iterable[list[_Meeting]]) -> Iterator[Relationship]:
    for meetings in held:
        for earlier, later in pairwise(meetings):
            ends = ("Meeting", later.key), ("Meeting", earlier.key)
            yield Relationship(ends[0], "FOLLOWS", ends[1], {"document": later.document})


def _carried(meetings: list[_Meeting], actions: dict[str, list[Row]]) -> Iterator[Relationship]:
    """Actions from earlier meetings with the latest earlier one of the same number or words."""
    if not any(row["carried_over"] for m in meetings for row in actions.get(m.key, ())):
        return
    numbered: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    worded: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    for meeting in meetings:
        for row in actions.get(meeting.key, ()):
            place = (meeting.date, str(row["key"]))
            if row["ref"]:
                numbered[_number(row["ref"])].append(place)
            worded[words(row["text"])].append(place)
    for meeting in meetings:
        for row in actions.get(meeting.key, ()):
            if not row["carried_over"]:
                continue
            basis = f"number {row['number']}"
            found = row["number"] and _before(numbered[_number(row["number"])], meeting.date)
            if not found:
                basis = "same words"
                found = _before(worded[words(row["text"])], meeting.date)
            if found:
                properties: dict[str, Value] = {
                    name: row[name]  # type: ignore[misc]
                    for name in ("document", "line", "page", "source")
                    if row[name] is not None
                }
                yield Relationship(
                    ("Action", str(row["key"])),
                    "CARRIES_OVER",
                    ("Action", str(found)),
                    properties | {"basis": basis},
                )


def _number(ref: object) -> str:
    return str(ref).strip("#. ").casefold()


def _before(places: list[tuple[dt.date, str]], date: dt.date) -> str | None:
    """The latest of places, in order, before a date."""
    place = bisect_left(places, (date, ""))
    return places[place - 1][1] if place else None


def _actions(tx: Transaction, meetings: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tx.read(_ACTIONS, rows=meetings).rows:
        found[str(row["meeting"])].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: str(row["key"]))
    return found


def _relationships(tx: Transaction, query: str, rows: list[Row]) -> Iterator[Relationship]:
    for row in tx.read(query, rows=rows).rows:
        relationship = row["r"]
        assert isinstance(relationship, Relationship)
        yield relationship


def _update(tx: Transaction, known: Iterable[Relationship], wanted: Iterable[Relationship]) -> int:
    """Delete what is there and not wanted, create what is wanted and not there."""
    there = {repr(relationship): relationship for relationship in map(_ordered, known)}
    asked = {repr(relationship): relationship for relationship in map(_ordered, wanted)}
    statements.delete_relationships(tx, [there[name] for name in there.keys() - asked.keys()])
    new = [asked[name] for name in sorted(asked.keys() - there.keys())]
    statements.create_relationships(tx, new)
    return len(new)


def _ordered(relationship: Relationship) -> Relationship:
    properties = dict(sorted(relationship.properties.items()))
    return Relationship(relationship.start, relationship.kind, relationship.end, properties)
