"""Minutes in our own words, and a fresh graph in every engine there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes

HERE = Path(__file__).parent
SERIES = ("garden", "river-2021-03-02", "river-2021-06-01", "river-2021-09-07")

Read = Callable[[str], Minutes]
Open = Callable[[bool], Store]


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


# Every test that takes `opened` or `store` is run on each of these; Neo4j joins them here.
@pytest.fixture(params=["embedded"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens one graph, empty at first, for writing or for reading."""
    urls = {"embedded": str(tmp_path / "graph" / "test.kgl")}
    (tmp_path / "graph").mkdir()
    return lambda write: open_store(urls[request.param], write=write)


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
