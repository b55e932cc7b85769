"""The Cypher that both engines speak, statement by statement; and what only one of them does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from minutegraph.errors import QueryError
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.model import Path as GraphPath
from minutegraph.graph.store import Store, open_store
from tests.neo4j.fixtures import COMPARED

SUITE = yaml.safe_load(Path(__file__).with_name("dialect.yaml").read_text("utf-8"))
SAME = [
    pytest.param(case, id=f"{group}-{number}")
    for group, cases in SUITE["same"].items()
    for number, case in enumerate(cases, 1)
]
Engine = tuple[str, Store]


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The suite's graph in each engine."""
    if request.param == "neo4j":
        url = request.getfixturevalue("neo4j_url")
    else:
        url = str(tmp_path_factory.mktemp("dialect") / "suite.kgl")
    with open_store(url, write=True) as store:
        store.schema()
        begin_anew(store)
        yield request.param, store


def begin_anew(store: Store) -> None:
    store.write("MATCH (n) DETACH DELETE n")
    for statement in SUITE["graph"]:
        store.write(statement)


def answer(store: Store, case: dict[str, Any]) -> list[list[object]]:
    if "then" not in case:
        result = store.read(case["cypher"], **case.get("params", {}))
    else:
        try:
            store.write(case["cypher"], **case.get("params", {}))
            result = store.read(case["then"])
        finally:
            begin_anew(store)
    return [[plain(row[column]) for column in result.columns] for row in result.rows]


def plain(value: object) -> object:
    """As the suite has nodes, relationships and paths."""
    match value:
        case Node():
            return {"labels": list(value.labels), "key": value.key, "properties": value.properties}
        case Relationship():
            ends = {"start": value.start[1], "end": value.end[1]}
            return {"type": value.kind, **ends, "properties": value.properties}
        case GraphPath():
            kinds = [relationship.kind for relationship in value.relationships]
            return {"nodes": [node.key for node in value.nodes], "relationships": kinds}
        case list():
            return [plain(part) for part in value]
        case _:
            return value


def typed(value: object) -> object:
    """With the type of everything, so that 1, 1.0 and true differ."""
    if isinstance(value, dict):
        return {name: typed(part) for name, part in value.items()}
    if isinstance(value, list):
        return [typed(part) for part in value]
    return type(value), value


@pytest.mark.parametrize("case", SAME)
def test_both_answer_alike(engine: Engine, case: dict[str, Any]) -> None:
    name, store = engine
    assert typed(answer(store, case)) == typed(case["rows"])
    if name == "neo4j":
        COMPARED["statements"] += 1


@pytest.mark.parametrize("case", SUITE["differ"], ids=lambda case: case["why"].split(":")[0])
def test_what_only_one_does(engine: Engine, case: dict[str, Any]) -> None:
    """So that the documentation says what is so: where an engine learns it, this tells."""
    name, store = engine
    if case[name] == "error":
        with pytest.raises(QueryError):
            answer(store, case)
    else:
        assert typed(answer(store, case)) == typed(case[name])
