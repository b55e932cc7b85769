"""Minutes in our own words, and a fresh graph in every engine there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.schema import schema
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes

HERE = Path(__file__).parent
SERIES = ("garden", "river-2021-03-02", "river-2021-06-01", "river-2021-09-07")

Read = Callable[[str], Minutes]
Open = Callable[[bool], Store]


def stated(found: list[Node | Relationship], document: str) -> list[Relationship]:
    """What a document states, of all that is in a graph."""
    return [
        each
        for each in found
        if isinstance(each, Relationship)
        and schema().kinds[each.kind].kept == "statement"
        and each.properties["document"] == document
    ]


@pytest.fixture(scope="session")
def read() -> Read:
    """The minutes of a file in `minutes/`, read anew: tests may change them."""

    def read_file(name: str) -> Minutes:
        text = (HERE / "minutes" / f"{name}.yaml").read_text(encoding="utf-8")
        return Minutes.model_validate(yaml.safe_load(text))

    return read_file


@pytest.fixture
def series(read: Read) -> list[Minutes]:
    """All of them."""
    return [read(name) for name in SERIES]


# Tests that take `engine`, `opened` or `store` are run on each of these.
ENGINES = ("embedded", pytest.param("neo4j", marks=pytest.mark.neo4j))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a graph of one's own, empty when a module of tests begins."""
    if request.param == "neo4j":
        url: str = request.getfixturevalue("neo4j_url")
        return url
    return str(tmp_path_factory.mktemp("engine") / "test.kgl")


@pytest.fixture
def opened(engine: str) -> Iterator[Open]:
    """Opens one graph, empty at first, for writing or for reading."""
    with open_store(engine, write=True) as store:
        store.write("MATCH (n) DETACH DELETE n")
    made: list[Store] = []

    def open_one(write: bool) -> Store:
        made.append(open_store(engine, write=write))
        return made[-1]

    yield open_one
    for store in made:
        store.close()


@pytest.fixture
def store(opened: Open) -> Iterator[Store]:
    """An empty graph, open for writing."""
    with opened(True) as store:
        yield store


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens as many empty graphs as are asked for, all in one folder."""
    made: list[Store] = []
    (tmp_path / "fresh").mkdir()

    def make() -> Store:
        made.append(open_store(str(tmp_path / "fresh" / f"{len(made)}.kgl"), write=True))
        return made[-1]

    yield make
    for store in made:
        store.close()
