"""The statements that write the vocabulary, made from `schema.yaml`; each takes `$rows`.

Labels and kinds cannot be parameters, so there is one statement for each; everything else is.
Properties are set by name: a property that a row lacks is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.schema import schema
from minutegraph.graph.store.base import Row, Transaction

Group = tuple[str, str, str]  # label of the start, kind, label of the end


def create_nodes(tx: Transaction, nodes: Iterable[Node]) -> None:
    """Create nodes of one meeting, that do not exist: several times faster than to merge them."""
    for label, group in _by_label(nodes).items():
        _write(tx, _create_node(label), _rows(group))


def merge_nodes(tx: Transaction, nodes: Iterable[Node]) -> None:
    """Create or bring up to date nodes by key, further labels included."""
    for label, group in _by_label(nodes).items():
        _write(tx, _merge(label), _rows(group))
        for further in schema().labels[label].also:
            have: list[Row] = [{"key": node.key} for node in group if further in node.labels]
            lack: list[Row] = [{"key": node.key} for node in group if further not in node.labels]
            _write(tx, f"{_match(label)} SET n:{further}", have)
            _write(tx, f"{_match(label)} WHERE n:{further} REMOVE n:{further}", lack)


def ensure_nodes(tx: Transaction, places: Iterable[tuple[str, str]]) -> None:
    """Make sure that nodes exist, so that relationships can reach them."""
    by_label: dict[str, list[Row]] = {}
    for label, key in places:
        by_label.setdefault(label, []).append({"key": key})
    for label, rows in by_label.items():
        _write(tx, f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}})", rows)


def delete_nodes(tx: Transaction, places: Iterable[tuple[str, str]]) -> None:
    """Delete nodes and whatever relationships are left to them."""
    by_label: dict[str, list[Row]] = {}
    for label, key in places:
        by_label.setdefault(label, []).append({"key": key})
    for label, rows in by_label.items():
        _write(tx, f"{_match(label)} DETACH DELETE n", rows)


def create_relationships(tx: Transaction, relationships: Iterable[Relationship]) -> None:
    """Create relationships between nodes that exist."""
    for group, rows in _grouped(relationships).items():
        _write(tx, _create(*group), rows)


def set_relationships(tx: Transaction, relationships: Iterable[Relationship]) -> None:
    """Bring summaries up to date, of which there is one for its ends."""
    for group, rows in _grouped(relationships).items():
        values = ", ".join(f"r.{name} = row.{name}" for name in schema().kinds[group[1]].properties)
        _write(tx, f"{_between(*group)} SET {values}", rows)


def delete_relationships(tx: Transaction, relationships: Iterable[Relationship]) -> None:
    """Delete relationships: of statements the one document's, of others the one for its ends."""
    for group, rows in _grouped(relationships).items():
        kind = schema().kinds[group[1]]
        conditions = ["r.document = row.document"] if kind.kept == "statement" else []
        apart = (*kind.identity, "document") if kind.kept == "derived" else kind.identity
        for name in apart:
            conditions.append(f"(r.{name} = row.{name} OR r.{name} IS NULL AND row.{name} IS NULL)")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        _write(tx, f"{_between(*group)}{where} DELETE r", rows)


def nodes_by_key(tx: Transaction, label: str, keys: Iterable[str]) -> Iterator[Node]:
    """The nodes of a label that exist, bookkeeping included."""
    names = schema().kept(label)
    values = ", ".join(f"n.{name} AS {name}" for name in names)
    query = f"{_match(label)} RETURN n.key AS key, labels(n) AS labels, {values}"
    for row in _read(tx, query, [{"key": key} for key in keys]):
        labels, key = row.pop("labels"), row.pop("key")
        assert isinstance(labels, list)
        properties = {name: value for name, value in row.items() if value not in (None, [])}
        yield Node((label, *sorted(set(labels) - {label})), str(key), properties)  # type: ignore[arg-type]


def relationships_at(
    tx: Transaction, label: str, rows: list[Row], *, summaries: bool = False
) -> Iterator[Relationship]:
    """The statements of documents at nodes of a label, or the summaries that start there.

    Args:
        rows: `key` of a node and, for statements, `document`.
    """
    if summaries:
        kinds = "|".join(name for name, kind in schema().kinds.items() if kind.kept == "summary")
        query = f"{_match(label)} MATCH (n)-[r:{kinds}]->() RETURN DISTINCT r AS r"
    else:
        query = f"{_match(label)} MATCH (n)-[r]-() WHERE r.document = row.document RETURN r AS r"
    for row in _read(tx, query, rows):
        relationship = row["r"]
        assert isinstance(relationship, Relationship)
        yield relationship


def _match(label: str) -> str:
    return f"UNWIND $rows AS row MATCH (n:{label} {{key: row.key}})"


def _by_label(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.label, []).append(node)
    return found


def _rows(nodes: Iterable[Node]) -> list[Row]:
    # What a row lacks is null in the statement.
    return [{**node.properties, "key": node.key} for node in nodes]


@cache
def _create_node(label: str) -> str:
    values = ", ".join(f"{name}: row.{name}" for name in schema().kept(label))
    return f"UNWIND $rows AS row CREATE (:{label} {{key: row.key, {values}}})"


@cache
def _merge(label: str) -> str:
    values = ", ".join(f"n.{name} = row.{name}" for name in schema().kept(label))
    return f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}) SET {values}"


def _ends(start: str, end: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{key: row.from_key}}) "
        f"MATCH (b:{end} {{key: row.to_key}})"
    )


@cache
def _create(start: str, kind: str, end: str) -> str:
    values = ", ".join(f"{name}: row.{name}" for name in schema().kinds[kind].properties)
    return f"{_ends(start, end)} CREATE (a)-[:{kind} {{{values}}}]->(b)"


def _between(start: str, kind: str, end: str) -> str:
    return f"{_ends(start, end)} MATCH (a)-[r:{kind}]->(b)"


def _grouped(relationships: Iterable[Relationship]) -> dict[Group, list[Row]]:
    groups: dict[Group, list[Row]] = {}
    for relationship in relationships:
        row: Row = {**relationship.properties}
        row["from_key"], row["to_key"] = relationship.start[1], relationship.end[1]
        group = (relationship.start[0], relationship.kind, relationship.end[0])
        groups.setdefault(group, []).append(row)
    return groups


def _write(tx: Transaction, statement: str, rows: list[Row]) -> None:
    for begin in range(0, len(rows), tx.rows):
        tx.write(statement, rows=rows[begin : begin + tx.rows])


def _read(tx: Transaction, statement: str, rows: list[Row]) -> Iterator[Row]:
    for begin in range(0, len(rows), tx.rows):
        yield from tx.read(statement, rows=rows[begin : begin + tx.rows]).rows
