"""Rows of names as a drawing: every named query, names that several bear, patterns that do not fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutegraph import queries
from minutegraph.errors import UsageError
from minutegraph.graph.model import Relationship
from minutegraph.graph.store import Store, Transaction, open_store
from minutegraph.graph.store.base import Row
from minutegraph.queries.drawing import draw_cypher, draw_query
from minutegraph.queries.fromrows import drawing_of
from minutegraph.queries.pattern import read_pattern

# What a query cannot do without; in the samples of tests/graph.
NEEDED = {
    "present-at": {"meeting": "2021-03-02"},
    "issue-trace": {"issue": "weir"},
    "paths": {"from": "Ada", "to": "Ben"},
}


@pytest.mark.parametrize("name", queries.names())
def test_every_named_query_says_what_its_rows_draw(store: Store, name: str) -> None:
    query = queries.get(name)
    assert query.draws
    rows = queries.run(store, name, **NEEDED.get(name, {})).rows
    drawing = drawing_of(store, rows, query.draws)
    assert bool(drawing.nodes) == bool(rows)
    ends = {(node.label, node.key) for node in drawing.nodes}
    assert len(ends) == len(drawing.nodes)
    assert all({link.start, link.end} <= ends for link in drawing.links)
    assert {str(node.properties.get("name")) for node in drawing.nodes} <= {
        text for row in rows for text in _texts(row)
    } | {str(node.properties.get("name")) for node in drawing.nodes if "text" in node.properties}


def _texts(row: Row) -> Iterator[str]:
    for value in row.values():
        yield from (str(part) for part in (value if isinstance(value, list) else [value]))


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two people of one name, one of another; a meeting."""

    def fill(transaction: Transaction) -> None:
        for key, name in (("a", "Ann Lee"), ("b", "Ann Lee"), ("c", "Bo Hay")):
            transaction.write("CREATE (:Person {key: $key, name: $name})", key=key, name=name)
        transaction.write("CREATE (:Meeting {key: 'm', name: 'May', date: date('2024-05-14')})")
        transaction.write("CREATE (:Organisation {key: 'o', name: 'Harbour Trust'})")

    with open_store(str(tmp_path_factory.mktemp("twins") / "g.kgl"), write=True) as opened:
        opened.schema()
        opened.transact(fill)
        yield opened


ATTENDED = "(person:Person)-[:ATTENDED {*}]->(meeting:Meeting)"
ROWS: list[Row] = [
    {"person": "Ann Lee", "meeting": "May", "source": "may.txt, line 4"},
    {"person": "Bo Hay", "meeting": "May", "source": "may.txt, line 5"},
    {"person": "Cy Orr", "meeting": "May", "source": "may.txt, line 6"},
    {"person": None, "meeting": "May", "source": "may.txt, line 7"},
]


def test_a_name_is_a_node_of_the_graph_only_where_one_alone_has_it(twins: Store) -> None:
    drawing = drawing_of(twins, ROWS, [read_pattern(ATTENDED, list(ROWS[0]))])
    assert sorted((node.label, node.key, node.name) for node in drawing.nodes) == [
        ("Meeting", "m", "May"),
        ("Person", "c", "Bo Hay"),
        ("Person", "row:Ann Lee", "Ann Lee"),
        ("Person", "row:Cy Orr", "Cy Orr"),
    ]
    assert drawing.shared == ["Ann Lee"]
    assert drawing.note is not None and "called Ann Lee" in drawing.note
    assert drawing.links[1] == Relationship(
        ("Person", "c"), "ATTENDED", ("Meeting", "m"), {"source": "may.txt, line 5"}
    )
    assert len(drawing.links) == 3
    meeting = next(node for node in drawing.nodes if node.label == "Meeting")
    assert meeting.properties["date"] == dt.date(2024, 5, 14)


def test_lists_kinds_and_several_labels(twins: Store) -> None:
    rows: list[Row] = [
        {"owners": ["Bo Hay", "Harbour Trust", "the clerk"], "name": "Mend it", "kind": "action"},
        {"owners": [], "name": "Mend it", "kind": "question"},
    ]
    pattern = read_pattern("(name:$kind)<-[:OWNS]-(owners:Person|Organisation)", list(rows[0]))
    drawing = drawing_of(twins, rows, [pattern])
    assert sorted((node.label, node.name) for node in drawing.nodes) == [
        ("Action", "Mend it"),
        ("Name", "the clerk"),
        ("Organisation", "Harbour Trust"),
        ("Person", "Bo Hay"),
        ("Question", "Mend it"),
    ]
    assert {link.end for link in drawing.links} == {("Action", "row:Mend it")}


def test_columns_tell_nodes_of_one_name_apart(twins: Store) -> None:
    rows: list[Row] = [{"item": "Welcome", "meeting": meeting} for meeting in ("May", "June")]
    pattern = read_pattern("(item, meeting:AgendaItem)", list(rows[0]))
    drawing = drawing_of(twins, rows, [pattern])
    assert [node.name for node in drawing.nodes] == ["Welcome", "Welcome"]
    assert len({node.key for node in drawing.nodes}) == 2
    assert drawing.note is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("person", "no pattern to draw at person"),
        ("(person:Person)-[:MET]->", "begins and ends with a place"),
        ("(person:Person)-[:MET]-(other:Person)", "points one way"),
        ("(person:Person)<-[:MET]->(other:Person)", "points one way"),
        ("(persom:Person)", "has persom, and the rows have person, other"),
        ("(person:Person {day})", "has day"),
        ("(person:$kind)", "has kind"),
        ("(person:Person) RETURN 1", "no pattern to draw at RETURN 1"),
    ],
)
def test_a_pattern_that_does_not_fit_is_refused(twins: Store, text: str, says: str) -> None:
    with pytest.raises(ValueError, match="pattern|arrow") as error:
        read_pattern(text, ["person", "other"])
    assert says in str(error.value)
    cypher = "MATCH (a:Person) RETURN a.name AS person, a.key AS other ORDER BY other"
    with pytest.raises(UsageError, match="--draw: "):
        draw_cypher(twins, cypher, {}, text)


def test_what_cannot_be_drawn_says_why(twins: Store) -> None:
    with pytest.raises(UsageError, match="returns no rows"):
        draw_query(twins, queries.with_folders([]), "attendance", {})
    with pytest.raises(UsageError, match="--draw"):
        draw_cypher(twins, "RETURN 1 AS x", {})
    page = draw_cypher(twins, "MATCH (p:Person) RETURN p.name AS who", {}, "(who:Person)")
    assert "More than one in the graph is called Ann Lee" in page


def test_a_file_of_ones_own_says_what_its_rows_draw(tmp_path: Path, twins: Store) -> None:
    (tmp_path / "who.cypher").write_text(
        "// Who is there?\n// column who\n// draw (who:Person)\n"
        "MATCH (p:Person) RETURN p.name AS who ORDER BY who\n",
        "utf-8",
    )
    known = queries.with_folders([tmp_path])
    assert "Nodes (2)" in draw_query(twins, known, "who", {})
    (tmp_path / "who.cypher").write_text("// Who?\n// column who\n// draw (whom:Person)\nRETURN 1")
    with pytest.raises(UsageError, match=r"who\.cypher, line 3: the pattern to draw has whom"):
        queries.with_folders([tmp_path])
