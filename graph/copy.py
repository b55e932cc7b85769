"""A graph from one store into another: everything that is in it, and both compared afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from minutegraph.errors import MinutegraphError, StoreError
from minutegraph.graph.content import (
    Tally,
    all_nodes,
    all_relationships,
    check_keys,
    placed,
    tally,
)
from minutegraph.graph.schema import schema
from minutegraph.graph.store.base import Inside, Row, Store, Transaction, Turns

_ROWS = 2_000  # of one statement
_CHARACTERS = 4_000_000  # of one statement, about
_CLEARED = 10_000  # nodes deleted by one statement

_CLEAR = f"""
MATCH (n) WITH n LIMIT {_CLEARED}
DETACH DELETE n
RETURN count(*) AS gone
"""

Statement = tuple[str, list[Row]]


def copy(
    source: Store,
    target: Store,
    *,
    replace: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> Tally:
    """Copy a graph, and make sure that the copy is the same.

    Into a file it is one transaction. Into a server it is many; a copy that ended before its time
    is no graph to work with, and is made again with `replace`.

    Args:
        replace: whether what the target holds goes first; it must be a graph of minutegraph.
        on_progress: called with how many nodes and relationships more were written.

    Returns:
        What both hold.

    Raises:
        StoreError: the target is not empty, cannot be written, or is not the same afterwards.
    """
    check_keys(source)
    _may_be_written(target, replace)
    target.schema()
    counted = Tally()
    try:
        if target.batch is None:
            target.transact(lambda tx: _copy(source, target, Inside(tx), counted, on_progress))
        else:
            _copy(source, target, target.transact, counted, on_progress)
    except MinutegraphError as error:
        if target.batch is not None:  # a file is as it was
            error.add_note(f"{target.url} holds a part of the copy: copy again with --replace")
        raise
    found = tally(target)
    if found != counted:
        raise StoreError(
            f"{target.url} is not the same as {source.url}, which somebody may have changed "
            "meanwhile: copy again with --replace"
        )
    return found


def _may_be_written(target: Store, replace: bool) -> None:
    held = target.counts().nodes
    if not held:
        return
    if not replace:
        number = sum(held.values())
        raise StoreError(f"{target.url} holds {number:,} nodes: --replace takes their place")
    if foreign := [label or "none" for label in held if label not in schema().labels]:
        raise StoreError(
            f"{target.url} holds nodes that are not of minutegraph (label {', '.join(foreign)}): "
            "name another graph or database, or empty it yourself"
        )


def _copy(
    source: Store,
    target: Store,
    turns: Turns,
    counted: Tally,
    on_progress: Callable[[int], None] | None,
) -> None:
    while turns(_clear):
        pass
    for statement, rows in _statements(source, target, counted):
        turns(partial(_send, statement=statement, rows=rows))
        if on_progress:
            on_progress(len(rows))


def _clear(tx: Transaction) -> bool:
    return tx.write(_CLEAR).rows[0]["gone"] == _CLEARED


def _send(tx: Transaction, *, statement: str, rows: list[Row]) -> None:
    tx.write(statement, rows=rows)


def _statements(source: Store, target: Store, counted: Tally) -> Iterator[Statement]:
    """What writes the source's nodes and then its relationships, some at a time."""

    def nodes() -> Iterator[tuple[tuple[str, ...], Row]]:
        for node in all_nodes(source, bookkeeping=True):
            counted.add(placed(node, source, None))
            row: Row = {"key": node.key, **placed(node, source, target).properties}
            yield node.labels, row

    def relationships() -> Iterator[tuple[tuple[str, ...], Row]]:
        for each in all_relationships(source):
            counted.add(each)
            row: Row = {
                "from_key": each.start[1],
                "to_key": each.end[1],
                "properties": each.properties,
            }
            yield (each.start[0], each.kind, each.end[0]), row

    for labels, rows in _gathered(nodes()):
        yield _node_statement(labels, rows), rows
    for ends, rows in _gathered(relationships()):
        yield _relationship_statement(ends, rows), rows


def _gathered(
    coming: Iterable[tuple[tuple[str, ...], Row]],
) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
    """Rows of one kind together, as many as one statement takes."""
    waiting: dict[tuple[str, ...], list[Row]] = {}
    sizes: dict[tuple[str, ...], int] = {}
    for kind, row in coming:
        waiting.setdefault(kind, []).append(row)
        sizes[kind] = sizes.get(kind, 0) + sum(
            len(value) for value in row.values() if isinstance(value, str)
        )
        if len(waiting[kind]) >= _ROWS or sizes[kind] >= _CHARACTERS:
            yield kind, waiting.pop(kind)
            del sizes[kind]
    yield from waiting.items()


def _node_statement(labels: tuple[str, ...], rows: list[Row]) -> str:
    main, *further = map(_quoted, labels)
    names = sorted({name for row in rows for name in row} - {"key"})
    # The embedded engine refuses to create a node with a property that no such node has had.
    changes = [f"n.{name} = row.{name}" for name in map(_quoted, names)]
    changes += [f"n:{label}" for label in further]
    also = f" SET {', '.join(changes)}" if changes else ""
    return f"UNWIND $rows AS row CREATE (n:{main} {{key: row.key}}){also}"


def _relationship_statement(ends: tuple[str, ...], rows: list[Row]) -> str:
    start, kind, end = map(_quoted, ends)
    names = sorted({name for row in rows for name in row["properties"]})  # type: ignore[attr-defined]
    for row in rows:
        properties = row.pop("properties")
        row.update({f"p_{name}": properties[name] for name in properties})  # type: ignore[index, attr-defined]
    values = ", ".join(f"{_quoted(name)}: row.{_quoted('p_' + name)}" for name in names)
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{key: row.from_key}}) "
        f"MATCH (b:{end} {{key: row.to_key}}) CREATE (a)-[:{kind} {{{values}}}]->(b)"
    )


def _quoted(name: str) -> str:
    """A label or property name as Cypher takes it, whatever is in it."""
    return "`" + name.replace("`", "``") + "`"
