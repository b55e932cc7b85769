"""Fragments into a graph and out of it: a document's facts replaced, nothing else touched.

What belongs to one meeting is written batch by batch. What documents share (people,
organisations, meetings, summaries) is gathered and folded once at the end, so that the cost
is linear in the documents, however often somebody is named.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from minutegraph.graph import statements
from minutegraph.graph.derive import derive
from minutegraph.graph.fold import Said, found_by, node_of, said_in, summary_of
from minutegraph.graph.model import Fragment, Node, Relationship, Value
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.schema import identity, schema
from minutegraph.graph.store.base import Row, Transaction

Place = tuple[str, str]
Identity = tuple[object, ...]

_SHARED = {"person": "Person", "org": "Organisation", "meeting": "Meeting"}


class Merge:
    """One load or unload, in one transaction.

    Attributes:
        dates: of the meeting each document records, those that go included.
        registry: a person's judgements.
        shown: by place, what nodes show that no single document decides.
        nodes_added, relationships_added: so far.
    """

    def __init__(
        self, tx: Transaction, dates: Mapping[str, dt.date | None], registry: Registry
    ) -> None:
        self._tx = tx
        self.dates = dict(dates)
        self.registry = registry
        self.shown: Mapping[Place, Mapping[str, Value]] = {}
        self.nodes_added = 0
        self.relationships_added = 0
        self._gone: set[str] = set()
        self._removed: set[str] = set()
        self._documents: list[Node] = []
        self._shared: dict[Place, dict[str, Said]] = defaultdict(dict)
        self._summaries: dict[Identity, list[Relationship]] = defaultdict(list)
        self._ensured: set[Place] = set()
        self._bodies: set[str] = set()

    def replace(
        self,
        fragments: Iterable[Fragment],
        known: Iterable[str],
        kept: Mapping[str, Mapping[str, Value]],
    ) -> None:
        """Write what documents say.

        Args:
            known: which of them the graph has already; what they said before goes.
            kept: what the loader keeps with each for itself, beside what it supports.
        """
        batch = list(fragments)
        gone = set(known)
        before, owned_before = self._take_out(gone)
        owned: dict[Place, dict[str, Said]] = defaultdict(dict)
        after: dict[Identity, Relationship] = {}
        for fragment in batch:
            supports = []
            for node in fragment.nodes:
                place = (node.label, node.key)
                said = Said(node.labels[1:], node.properties)
                if node.label == "Document":
                    document = node
                elif schema().labels[node.label].shared:
                    self._shared[place][fragment.document] = said
                    supports.append(node.key)
                else:
                    owned[place][fragment.document] = said
            self._documents.append(
                Node(
                    document.labels,
                    document.key,
                    {
                        **document.properties,
                        **kept[fragment.document],
                        "supports": sorted(supports),
                        **found_by(fragment.nodes),
                    },
                )
            )
            date = document.properties.get("date")
            self.dates[fragment.document] = date if isinstance(date, dt.date) else None
            for relationship in fragment.relationships:
                if schema().kinds[relationship.kind].kept == "summary":
                    self._summaries[identity(relationship)].append(relationship)
                else:
                    after[identity(relationship)] = relationship
        self._ensure(batch)
        spoken = {place: owned.get(place, {}) for place in {*owned, *owned_before}}
        dead = self._write_nodes(spoken, gone)
        self._write_statements(before, after)
        statements.delete_nodes(self._tx, dead)

    def remove(self, documents: Iterable[str]) -> None:
        """Take out documents for good."""
        self._removed |= set(documents)
        before, owned = self._take_out(self._removed)
        dead = self._write_nodes({place: {} for place in owned}, self._removed)
        self._write_statements(before, {})
        statements.delete_nodes(self._tx, dead)

    def look_again(self, places: Iterable[Place]) -> None:
        """Bring shared nodes up to date that no document of this load speaks of."""
        for place in places:
            self._shared.setdefault(place, {})

    def finish(self) -> list[Node]:
        """Fold what documents share, derive what follows, delete what nothing supports.

        Returns:
            The meetings written, bookkeeping included.
        """
        self._write_summaries()
        statements.merge_nodes(self._tx, self._documents)
        written: list[Node] = []
        dead = self._write_nodes(self._shared, self._gone, written)
        dead += [("Document", document) for document in sorted(self._removed)]
        statements.delete_nodes(self._tx, dead)
        alive = self._bodies - {key for label, key in dead if label == "Organisation"}
        self.relationships_added += derive(self._tx, alive)
        return [node for node in written if node.label == "Meeting"]

    def _take_out(self, documents: set[str]) -> tuple[dict[Identity, Relationship], set[Place]]:
        """What documents said before: their statements and the nodes of their meetings."""
        self._gone |= documents
        if not documents:
            return {}, set()
        rows: list[Row] = [{"key": document} for document in sorted(documents)]
        for document in statements.nodes_by_key(self._tx, "Document", sorted(documents)):
            supports = document.properties.get("supports")
            for key in supports if isinstance(supports, list) else []:
                label = _SHARED[str(key).partition(":")[0]]
                self._shared.setdefault((label, str(key)), {})
        found: dict[Identity, Relationship] = {}
        seen = {("Document", document, document) for document in documents}
        frontier: dict[str, list[Row]] = {
            "Document": [{"key": row["key"], "document": row["key"]} for row in rows]
        }
        owned: set[Place] = set()
        while frontier:
            following: dict[str, list[Row]] = defaultdict(list)
            for label, at in frontier.items():
                for relationship in statements.relationships_at(self._tx, label, at):
                    if schema().kinds[relationship.kind].kept != "statement":
                        continue
                    found[identity(relationship)] = relationship
                    source = str(relationship.properties["document"])
                    for end in (relationship.start, relationship.end):
                        if end[0] in ("Person", "Organisation", "Document"):
                            if relationship.kind == "MEETING_OF" and end[0] == "Organisation":
                                self._bodies.add(end[1])
                            continue
                        if (*end, source) in seen:
                            continue
                        seen.add((*end, source))
                        following[end[0]].append({"key": end[1], "document": source})
                        if end[0] != "Meeting":
                            owned.add(end)
            frontier = following
        return found, owned

    def _ensure(self, batch: Iterable[Fragment]) -> None:
        """Make sure that the shared nodes and documents of a batch can be reached."""
        places = {
            (node.label, node.key): None
            for fragment in batch
            for node in fragment.nodes
            if node.label == "Document" or schema().labels[node.label].shared
        }
        new = [place for place in places if place not in self._ensured]
        self._ensured.update(new)
        statements.ensure_nodes(self._tx, new)

    def _write_nodes(
        self,
        said: Mapping[Place, Mapping[str, Said]],
        gone: set[str],
        written: list[Node] | None = None,
    ) -> list[Place]:
        """Bring nodes up to date with what documents say of them now.

        Args:
            said: by node and document, what is new; empty where a node is only looked at again.
            gone: documents of which what they said before goes.

        Returns:
            Those that no document speaks of any more.
        """
        by_label: dict[str, list[str]] = defaultdict(list)
        for label, key in sorted(said):
            by_label[label].append(key)
        dead: list[Place] = []
        for label, keys in by_label.items():
            there = {node.key: node for node in statements.nodes_by_key(self._tx, label, keys)}
            new: list[Node] = []
            changed: list[Node] = []
            for key in keys:
                old = there.get(key)
                before = said_in(old) if old else {}
                now = {d: s for d, s in before.items() if d not in gone}
                now |= said[label, key]
                if not now:
                    if old:
                        dead.append((label, key))
                    continue
                node = node_of(label, key, now, self.dates, self.shown.get((label, key)))
                self.nodes_added += not before
                if old is None:
                    new.append(node)
                elif node != old:
                    changed.append(node)
                if written is not None:
                    written.append(node)
            statements.create_nodes(self._tx, new)
            statements.merge_nodes(self._tx, changed)
        return dead

    def _write_statements(
        self, before: Mapping[Identity, Relationship], after: Mapping[Identity, Relationship]
    ) -> None:
        gone = [r for name, r in before.items() if not _same(r, after.get(name))]
        new = [r for name, r in after.items() if not _same(r, before.get(name))]
        self._bodies |= {r.end[1] for r in after.values() if r.kind == "MEETING_OF"}
        statements.delete_relationships(self._tx, gone)
        statements.create_relationships(self._tx, new)
        self.relationships_added += len(new)

    def _write_summaries(self) -> None:
        people = sorted({key for label, key in self._shared if label == "Person"})
        rows: list[Row] = [{"key": key} for key in people]
        known = {
            identity(r): r
            for r in statements.relationships_at(self._tx, "Person", rows, summaries=True)
        }
        gone, changed, new = [], [], []
        for name in known.keys() | self._summaries.keys():
            before = known.get(name)
            after = summary_of(before, self._gone, self._summaries.get(name, ()))
            if after is None:
                gone.extend([before] if before else [])
            elif before is None:
                new.append(after)
            elif not _same(before, after):
                changed.append(after)
        statements.delete_relationships(self._tx, _in_order(gone))
        statements.set_relationships(self._tx, _in_order(changed))
        statements.create_relationships(self._tx, _in_order(new))
        self.relationships_added += len(new)


def _same(one: Relationship, other: Relationship | None) -> bool:
    return other is not None and _filled(one) == _filled(other)


def _filled(relationship: Relationship) -> dict[str, object]:
    return {n: v for n, v in relationship.properties.items() if v not in (None, [])}


def _in_order(relationships: Iterable[Relationship]) -> list[Relationship]:
    return sorted(relationships, key=lambda r: (r.kind, r.start, r.end))
