"""What every store does for writers: the same tests on each engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutegraph.errors import QueryError, ReadOnlyError
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.schema import schema
from minutegraph.graph.store import Store, Transaction
from tests.graph.test_store import one

Open = Callable[[bool], Store]


def test_a_refused_write_leaves_the_writer_able(store: Store) -> None:
    with pytest.raises(ReadOnlyError):
        store.read("CREATE (n:Person {key: 'x'})")
    store.write("CREATE (n:Person {key: 'after'})")
    assert store.counts().nodes == {"Person": 1}


def test_rows_come_as_they_are_asked_for(store: Store) -> None:
    store.write("UNWIND range(1, 2500) AS i CREATE (:Topic {key: 'topic:' + i, told: 'x'})")
    rows = store.stream("MATCH (t:Topic) RETURN t AS t, t.told AS told")
    assert next(rows)["told"] == "x"
    kept = [row["t"] for row in rows]
    assert len(kept) == 2499
    assert all(isinstance(node, Node) and node.properties == {} for node in kept)
    with pytest.raises(ReadOnlyError):
        list(store.stream("CREATE (n:Topic {key: 'x'}) RETURN n AS n"))
    with pytest.raises(QueryError, match="line 1, col"):
        list(store.stream("MATCH (n RETURN n"))


def test_writing(store: Store) -> None:
    store.schema()
    result = store.write("CREATE (t:Topic {key: 'topic:a', name: $name}) RETURN t AS t", name="Ä")
    assert result.rows == [{"t": Node(("Topic",), "topic:a", {"name": "Ä"})}]
    with pytest.raises(QueryError, match="topic:a"):
        store.write("CREATE (t:Topic {key: 'topic:a'})")
    assert store.counts().nodes == {"Topic": 1}


def test_nodes_of_somebody_else(store: Store) -> None:
    store.write("CREATE (a:Thing {size: 1})-[:LIKES {since: 2}]->(b:Thing)")
    relationship = one(store, "MATCH ()-[r:LIKES]->() RETURN r AS r")
    assert isinstance(relationship, Relationship)
    assert relationship.kind == "LIKES"
    assert relationship.start != relationship.end
    assert relationship.properties == {"since": 2}


def test_constraints_are_declared_once(store: Store) -> None:
    store.schema()
    before = store.read("SHOW CONSTRAINTS").rows
    store.schema()
    assert store.read("SHOW CONSTRAINTS").rows == before
    assert len(before) == len(schema().labels)


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    def work(tx: Transaction) -> object:
        tx.write("CREATE (t:Topic {key: 'topic:a'})")
        assert len(tx.read("MATCH (t:Topic) RETURN t.key AS key").rows) == 1
        tx.write("CREATE (t:Topic {key: 'topic:a'})")
        return None

    store.schema()
    with pytest.raises(QueryError):
        store.transact(work)
    assert store.counts().nodes == {}
    assert store.transact(lambda tx: tx.write("CREATE (t:Topic {key: 'b'})").rows) == []
    assert store.counts().nodes == {"Topic": 1}


def test_closing_twice(opened: Open) -> None:
    store = opened(True)
    store.schema()
    store.close()
    store.close()
    with opened(False) as again:
        assert again.counts().nodes == {}
