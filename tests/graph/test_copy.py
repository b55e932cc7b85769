"""A graph from a file into each engine and back: the same, whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutegraph.errors import StoreError
from minutegraph.graph.content import tally
from minutegraph.graph.copy import copy
from minutegraph.graph.load import dump, load_minutes, unload
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes
from tests.conftest import Shell

Fresh = Callable[[], Store]
Open = Callable[[bool], Store]


@pytest.fixture
def source(fresh: Fresh, series: list[Minutes]) -> Store:
    """The samples, and what a user added who knows Cypher."""
    store = fresh()
    load_minutes(store, series)
    store.write("MATCH (p:Person {key: 'person:lea-pool'}) SET p.`odd name` = 1.5, p:VIP")
    store.write(
        "MATCH (p:Person {key: 'person:ben'}) "
        "CREATE (p)-[:OWNS {since: date('2020-01-01'), `end`: ['', 'b']}]->"
        "(:Boat {key: 'boat:1', afloat: true})"
    )
    return store


def test_there_and_back(source: Store, opened: Open, fresh: Fresh, series: list[Minutes]) -> None:
    there, back = opened(True), fresh()
    told = copy(source, there)
    assert (told.nodes, told.relationships) == (
        sum(source.counts().nodes.values()),
        sum(source.counts().relationships.values()),
    )
    assert told == tally(there) == copy(there, back)
    assert dump(back) == dump(source)
    # The copy is one to go on with: nothing is new in it, and what a document said goes with it.
    assert len(load_minutes(there, series).unchanged) == len(series)
    for store in (source, there):
        unload(store, "garden.txt")
    assert tally(there) == tally(source)
    found = there.read(
        "CALL db.index.fulltext.queryNodes('paragraph_text_words', 'ducks') YIELD node, score "
        "RETURN node.key AS key ORDER BY key"
    )
    assert found.rows == source.read("MATCH (p:Paragraph) WHERE toLower(p.text) CONTAINS 'ducks' RETURN p.key AS key ORDER BY key").rows  # fmt: skip


def test_what_is_there_is_not_written_over(
    source: Store, opened: Open, series: list[Minutes]
) -> None:
    there = opened(True)
    load_minutes(there, series[:1])
    before = tally(there)
    with pytest.raises(StoreError, match=r"holds \d+ nodes: --replace takes their place"):
        copy(source, there)
    assert tally(there) == before
    there.write("CREATE (:Ship {key: 'ship:1'})")
    with pytest.raises(StoreError, match=r"not of minutegraph \(label Ship\): name another"):
        copy(source, there, replace=True)
    there.write("MATCH (s:Ship) DELETE s")
    assert copy(source, there, replace=True) == tally(source) == tally(there)


def test_what_cannot_be_copied(source: Store, opened: Open) -> None:
    source.write("CREATE (:Boat), (:Raft)")
    there = opened(True)
    with pytest.raises(StoreError, match=r"holds 2 nodes without a key \(Boat, Raft\)"):
        copy(source, there)
    assert there.counts().nodes == {}


def test_a_copy_that_differs_is_told(
    source: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where somebody writes to the source while it is read."""
    there = opened(True)

    def meddle(written: int) -> None:
        source.write("MATCH (b:Boat) SET b.afloat = NOT b.afloat")

    assert copy(source, there, on_progress=meddle) != tally(source)
    there.write("MATCH (n) DETACH DELETE n")
    lost = there.transact

    def one_less(work: Callable[..., object]) -> object:
        return lost(lambda tx: (tx.write("MATCH (b:Boat) DETACH DELETE b"), work(tx))[1])

    monkeypatch.setattr(there, "transact", one_less)
    source.write("CREATE (:Topic {key: 'topic:last'})")
    if there.batch:  # an embedded graph is written in one transaction
        with pytest.raises(StoreError, match="is not the same as"):
            copy(source, there)


def test_the_command(forum: Shell, tmp_path: Path) -> None:
    copied = tmp_path / "elsewhere" / "copy.kgl"
    copied.parent.mkdir()
    run = forum("copy", forum.graph, copied)
    assert (run.returncode, run.stdout) == (0, "")
    assert f"{copied} is the same as {forum.graph}" in run.stderr
    again = forum("copy", forum.graph, copied)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "--replace" in again.stderr
    assert forum("copy", forum.graph, copied, "--replace").returncode == 0
    assert forum("copy", forum.graph, forum.graph).returncode == 2
    assert "2 documents unchanged" in forum("--graph", copied, "load", "minutes").stderr
    with open_store(str(copied)) as store:
        paths = store.read("MATCH (d:Document) RETURN d.path AS path ORDER BY path").rows
    assert [Path(str(row["path"])).name for row in paths] == ["june.md", "may.md"]
