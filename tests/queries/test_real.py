"""The published minutes, read and loaded: answers somebody counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from minutegraph import loaders, queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store

MINUTES = Path(__file__).resolve().parents[2].parent / "shared" / "minutes"
PROBATION = MINUTES / "rr3-2020-06-16.txt"

pytestmark = pytest.mark.skipif(
    not PROBATION.exists(), reason="the published minutes are not beside this checkout"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = str(tmp_path_factory.mktemp("real") / "minutes.kgl")
    with open_store(url, write=True) as writer:
        load_minutes(writer, [loaders.load(PROBATION)])
        yield writer


@pytest.mark.parametrize(
    ("item", "people"),
    [*((str(item), 24) for item in range(1, 6)), ("6", 23), ("7", 20), ("8", 20), ("9", 13)],
)
def test_who_is_in_the_room(store: Store, item: str, people: int) -> None:
    answer = queries.run(store, "present-at", meeting="2020-06-16", item=item)
    assert len(answer.rows) == people


def test_everybody(store: Store) -> None:
    assert len(queries.run(store, "present-at", meeting="2020-06-16").rows) == 25
    assert len(queries.run(store, "apologies").rows) == 2


def test_who_met_the_government(store: Store) -> None:
    rows = queries.run(store, "sector-government").rows
    departments = {str(row["government"]) for row in rows}
    assert departments == {"HM Prisons and Probation Service", "Ministry of Justice"}
    assert all((row["sessions"], row["items"]) == (1, 8) for row in rows)
    assert "Clinks" in {row["organisation"] for row in rows}
