"""What every store does for readers: the same tests on each engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from minutegraph.errors import QueryError, ReadOnlyError
from minutegraph.graph.load import load_minutes
from minutegraph.graph.model import Node, Path, Relationship
from minutegraph.graph.schema import schema
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes
from tests.graph.conftest import SERIES

Read = Callable[[str], Minutes]
BODY = "river-forum-advisory-group"


@pytest.fixture(scope="module")
def loaded(engine: str, read: Read) -> Iterator[Store]:
    """The samples, open for reading."""
    with open_store(engine, write=True) as store:
        load_minutes(store, [read(name) for name in SERIES])
    with open_store(engine) as store:
        yield store


def one(store: Store, cypher: str, **params: object) -> object:
    result = store.read(cypher, **params)
    assert len(result.rows) == len(result.columns) == 1
    return result.rows[0][result.columns[0]]


def test_rows_are_mappings_in_the_order_of_return(loaded: Store) -> None:
    result = loaded.read(
        "MATCH (p:Person) WHERE p.key STARTS WITH $start "
        "RETURN p.name AS name, p.key AS key ORDER BY key",
        start="person:sam",
    )
    assert result.columns == ["name", "key"]
    assert result.rows == [
        {"name": "Sam Reed", "key": "person:sam-reed~environment-office"},
        {"name": "Sam Reed", "key": "person:sam-reed~otter-society"},
    ]


def test_no_rows_still_have_columns(loaded: Store) -> None:
    result = loaded.read("MATCH (p:Person {key: 'nobody'}) RETURN p.name AS name")
    assert (result.columns, result.rows) == (["name"], [])


def test_dates_are_dates_both_ways(loaded: Store) -> None:
    query = "MATCH (m:Meeting) WHERE m.date = $date RETURN m.date AS date"
    assert one(loaded, query, date=dt.date(2021, 6, 1)) == dt.date(2021, 6, 1)


def test_nodes(loaded: Store) -> None:
    node = one(loaded, "MATCH (p:Person {key: 'person:lea-pool'}) RETURN p AS p")
    assert node == Node(
        ("Person", "Official"),
        "person:lea-pool",
        {"name": "Lea Pool", "honorific": "Dr", "post_nominals": ["MP"]},
    )


def test_relationships(loaded: Store) -> None:
    relationship = one(
        loaded, "MATCH (:Person {key: 'person:ida-brook'})-[r:CHAIRED]->() RETURN r AS r"
    )
    assert relationship == Relationship(
        ("Person", "person:ida-brook"),
        "CHAIRED",
        ("Meeting", f"meeting:{BODY}:2021-03-02"),
        {
            "document": "doc:river-2021-03-02.txt",
            "line": 5,
            "source": "river-2021-03-02.txt, line 5",
        },
    )


def test_relationships_point_where_they_point(loaded: Store) -> None:
    """Whichever way they are matched."""
    query = (
        "MATCH (p:Paragraph {ref: '3.1'})<-[r:SPOKE_IN]-(q) "
        "RETURN r AS r, [r, q] AS list, {it: r} AS map"
    )
    row = loaded.read(query).rows[0]
    relationship = row["r"]
    assert isinstance(relationship, Relationship)
    assert relationship.start == ("Person", "person:sam-reed~otter-society")
    assert relationship.end == ("Paragraph", f"paragraph:{BODY}:2021-03-02:3.1")
    listed = row["list"]
    assert isinstance(listed, list)
    assert listed[0] == relationship
    assert isinstance(listed[1], Node)
    assert row["map"] == {"it": relationship}


def test_paths(loaded: Store) -> None:
    path = one(
        loaded,
        "MATCH p = (:Meeting {key: $key})-[:HAS_SESSION]->(:Session {ordinal: 2})-[:HAS_ITEM]->() "
        "RETURN p AS p",
        key=f"meeting:{BODY}:2021-03-02",
    )
    assert isinstance(path, Path)
    assert [node.label for node in path.nodes] == ["Meeting", "Session", "AgendaItem"]
    assert [r.kind for r in path.relationships] == ["HAS_SESSION", "HAS_ITEM"]
    assert path.relationships[1].start == ("Session", f"session:{BODY}:2021-03-02:2")


def test_shortest_paths(loaded: Store) -> None:
    path = one(
        loaded,
        "MATCH (a:Person {key: 'person:max-dale'}), (b:Person {key: 'person:ben'}) "
        "MATCH p = shortestPath((a)-[:ATTENDED|HAS_SESSION|AFFILIATED_WITH*..8]-(b)) "
        "RETURN length(p) AS hops",
    )
    assert path == 4


@pytest.mark.parametrize(
    "expression", ["properties(p)", "p {.*}", "[p {.*}][0]", "{in: properties(p)}.in"]
)
def test_what_engine_and_loader_invent_is_not_shown(loaded: Store, expression: str) -> None:
    query = f"MATCH (p:Person {{key: 'person:kim-lock'}}) RETURN {expression} AS p"
    assert one(loaded, query) == {"key": "person:kim-lock", "name": "Kim Lock"}


def test_names_of_properties(loaded: Store) -> None:
    names = one(loaded, "MATCH (p:Person {key: 'person:lea-pool'}) RETURN keys(p) AS k")
    assert isinstance(names, list)
    assert sorted(names) == ["honorific", "key", "name", "post_nominals"]
    names = one(
        loaded, "MATCH (:Person {key: 'person:ida-brook'})-[r:CHAIRED]->() RETURN keys(r) AS k"
    )
    assert isinstance(names, list)
    assert sorted(names) == ["document", "line", "source"]


def test_own_mappings_and_lists_are_left_alone(loaded: Store) -> None:
    query = "RETURN {id: 'x', type: 'y', title: 'z'} AS map, ['id', 'type'] AS list"
    assert loaded.read(query).rows == [
        {"map": {"id": "x", "type": "y", "title": "z"}, "list": ["id", "type"]}
    ]


def test_counts(loaded: Store) -> None:
    counts = loaded.counts()
    assert counts.nodes["Document"] == 4
    assert counts.relationships["CHAIRED"] == 3
    assert list(counts.nodes) == sorted(counts.nodes)
    assert set(counts.relationships) <= set(schema().kinds)


def test_a_label_nothing_has_is_warned_of(loaded: Store) -> None:
    result = loaded.read("MATCH (p:Preson) RETURN p AS p")
    assert result.rows == []
    assert any("Preson" in line for line in result.warnings)


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Person {key: 'x'})",
        "MERGE (n:Person {key: 'x'}) RETURN n",
        "MATCH (n:Person) SET n.name = 'x'",
        "MATCH (n:Person) SET n:Body",
        "MATCH (n:Person) REMOVE n.name",
        "MATCH (n:Person) DETACH DELETE n",
        "CREATE INDEX i FOR (n:Person) ON (n.name)",
        "CREATE CONSTRAINT c FOR (n:Person) REQUIRE n.name IS UNIQUE",
        "MATCH (n:Person) WITH n LIMIT 1 CREATE (m:Person {key: n.key + 'x'}) RETURN m",
        "FOREACH (x IN [1] | CREATE (:Person {key: 'x'}))",
    ],
)
def test_reading_never_writes(loaded: Store, engine: str, cypher: str) -> None:
    before = loaded.counts()
    with pytest.raises(ReadOnlyError, match=r"^this statement writes.*use --write$"):
        loaded.read(cypher)
    with pytest.raises(ReadOnlyError, match="open for reading only: use --write"):
        loaded.write(cypher)
    with open_store(engine, write=True) as writer:
        with pytest.raises(ReadOnlyError, match=r"^this statement writes.*use --write$"):
            writer.read(cypher)
        assert writer.counts() == before


@pytest.mark.parametrize(
    ("cypher", "message"),
    [
        ("MATCH (n RETURN n", "line 1, col"),
        ("MATCH (n)\nRETRUN n", "line 2, col"),
        ("", "[Ee]mpty"),
        ("RETURN nothing AS x", "nothing"),
        ("RETURN $lost AS x", "lost"),
        ("RETURN 1 / 0 AS x", "zero"),
        ("RETURN 1 AS x; MATCH (n) RETURN n", "one statement at a time.*line 1"),
        ("RETURN 1 AS x\n;\nRETURN 2 AS x", "line 2"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row", "LOAD CSV"),
        ("CALL { load /* */ csv FROM 'x' AS row RETURN row } RETURN row", "LOAD CSV"),
        ("MATCH (n) RETURN n.name AS n FORMAT CSV", "FORMAT CSV"),
    ],
)
def test_refusals_are_one_line_that_says_why(loaded: Store, cypher: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        loaded.read(cypher)
    assert "\n" not in str(caught.value)


def test_what_only_looks_like_two_statements(loaded: Store) -> None:
    assert one(loaded, "RETURN 'a; LOAD CSV' AS x // ; and more\n;") == "a; LOAD CSV"


def test_unfit_parameters(loaded: Store) -> None:
    with pytest.raises(QueryError):
        loaded.read("RETURN $x AS x", x=object())
