"""Relationships that follow from others: worked out anew for a body when its meetings change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from minutegraph.graph import statements
from minutegraph.graph.actions.ledger import Held, Ledger
from minutegraph.graph.model import Relationship
from minutegraph.graph.references import links
from minutegraph.graph.store.base import Row, Transaction

_FOLLOWS = """
UNWIND $rows AS row
MATCH (:Organisation {key: row.key})<-[:MEETING_OF]-(:Meeting)-[r:FOLLOWS]->(:Meeting)
RETURN DISTINCT r AS r
"""
_CARRIED = """
UNWIND $rows AS row
MATCH (:Action {meeting: row.key})-[r:CARRIES_OVER|MAY_CARRY_OVER]->(:Action)
RETURN DISTINCT r AS r
"""


def derive(tx: Transaction, bodies: Iterable[str]) -> int:
    """Bring FOLLOWS, CARRIES_OVER, MAY_CARRY_OVER and REFERS_TO of bodies up to date.

    Args:
        bodies: keys of their Organisation nodes.

    Returns:
        How many relationships were created.
    """
    changed = set(bodies)
    if not changed:
        return 0
    ledger = Ledger(tx)
    ledger.read(changed)
    if further := ledger.going_on():
        ledger.read(further)
    here: list[Row] = [{"key": held.body} for held in ledger.held]
    created = update(tx, _relationships(tx, _FOLLOWS, here), _follows(ledger.held))
    meetings: list[Row] = [{"key": held.meeting} for held in ledger.held]
    carried = list(ledger.relationships())
    created += update(tx, _relationships(tx, _CARRIED, meetings), carried)
    found = links.linked(tx, ledger.held, ledger.numbered(carried))
    referred = {(each.start, each.end): each for each in found}  # of bodies that met together
    return created + update(tx, links.known(tx, meetings), referred.values())


def _follows(held: Iterable[Held]) -> Iterator[Relationship]:
    for _, meetings in groupby(held, key=lambda held: held.body):
        for earlier, later in pairwise(held for held in meetings if held.date):
            ends = ("Meeting", later.meeting), ("Meeting", earlier.meeting)
            yield Relationship(ends[0], "FOLLOWS", ends[1], {"document": later.document})


def _relationships(tx: Transaction, query: str, rows: list[Row]) -> Iterator[Relationship]:
    for row in tx.read(query, rows=rows).rows:
        relationship = row["r"]
        assert isinstance(relationship, Relationship)
        yield relationship


def update(tx: Transaction, known: Iterable[Relationship], wanted: Iterable[Relationship]) -> int:
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
