"""All that is in a graph, streamed: nodes and relationships with the loader's bookkeeping.

Whatever is in the graph comes, also labels and properties that are not of the vocabulary.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from minutegraph.errors import StoreError
from minutegraph.graph import keys
from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.schema import main_first, schema
from minutegraph.graph.store.base import Store

_KEYLESS = "MATCH (n) WHERE n.key IS NULL RETURN labels(n) AS labels, count(*) AS number"
_RELATIONSHIPS = """
MATCH (a)-[r]->(b)
RETURN labels(a) AS start_labels, a.key AS start_key, type(r) AS kind,
       labels(b) AS end_labels, b.key AS end_key, properties(r) AS properties
"""


def all_nodes(store: Store, *, bookkeeping: bool) -> Iterator[Node]:
    """Every node, in no order.

    Args:
        bookkeeping: whether properties come that only the loader needs.
    """
    internal = list(schema().internal) if bookkeeping else []
    kept = "".join(f", n.{name} AS {name}" for name in internal)
    for row in store.stream(f"MATCH (n) RETURN n AS n{kept}"):
        node = row["n"]
        assert isinstance(node, Node)
        more: dict[str, Value] = {
            name: row[name]  # type: ignore[misc]
            for name in internal
            if row[name] is not None
        }
        yield Node(main_first(node.labels), node.key, {**node.properties, **more})


def all_relationships(store: Store) -> Iterator[Relationship]:
    """Every relationship, in no order."""
    for row in store.stream(_RELATIONSHIPS):
        start, end = (
            (main_first(row[f"{side}_labels"])[0], str(row[f"{side}_key"]))  # type: ignore[arg-type]
            for side in ("start", "end")
        )
        properties = row["properties"]
        assert isinstance(properties, dict)
        yield Relationship(start, str(row["kind"]), end, properties)


def check_keys(store: Store) -> None:
    """Refuse a graph with nodes that nothing tells apart.

    Raises:
        StoreError: there are nodes without a key.
    """
    rows = store.read(_KEYLESS).rows
    if rows:
        labels = sorted({str(label) for row in rows for label in row["labels"]})  # type: ignore[attr-defined]
        number = sum(int(row["number"]) for row in rows)  # type: ignore[call-overload]
        raise StoreError(
            f"{store.url} holds {number} nodes without a key ({', '.join(labels)}): "
            "give each a property `key` of its own first"
        )


@dataclass(slots=True)
class Tally:
    """What a graph holds: counts, and a hash in which order plays no part.

    Attributes:
        digest: the sum of the SHA-256 of each node and relationship, modulo 2^256.
    """

    nodes: int = 0
    relationships: int = 0
    digest: int = 0

    def add(self, thing: Node | Relationship) -> None:
        """Count one more."""
        if isinstance(thing, Node):
            self.nodes += 1
            said = ["node", thing.labels, thing.key, thing.properties]
        else:
            self.relationships += 1
            said = ["relationship", thing.start, thing.kind, thing.end, thing.properties]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=dt.date.isoformat)
        number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
        self.digest = (self.digest + number) % 2**256

    def __str__(self) -> str:
        return f"{self.digest:064x}"


def tally(store: Store) -> Tally:
    """What a store holds; paths of documents count as absolute ones."""
    found = Tally()
    for node in all_nodes(store, bookkeeping=True):
        found.add(placed(node, store, None))
    for relationship in all_relationships(store):
        found.add(relationship)
    return found


def placed(node: Node, source: Store, target: Store | None) -> Node:
    """A node as another store keeps it: paths of documents are relative to that one's folder.

    Args:
        target: None for absolute paths.
    """
    path = node.properties.get("path")
    # Minutes of no file have no hash, and a name in place of a path.
    if node.label != "Document" or not path or not node.properties.get("sha256"):
        return node
    whole = (source.base / str(path)) if source.base else str(path)
    base = target.base if target else None
    return Node(node.labels, node.key, {**node.properties, "path": keys.document_path(whole, base)})
