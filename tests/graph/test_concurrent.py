"""Two who write at once, and one who reads meanwhile: what each sees."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from minutegraph.errors import StoreError
from minutegraph.graph.load import dump, load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes

Open = Callable[[bool], Store]

_DOCUMENTS = "MATCH (d:Document) RETURN d.key AS key ORDER BY key"
_WAITING = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status"


def test_a_reader_sees_what_is_saved(engine: str, opened: Open, series: list[Minutes]) -> None:
    """Of a load only its batches that have ended, and each as a whole."""
    seen: list[int] = []

    def look(place: int, total: int, path: str) -> None:
        with open_store(engine) as reader:
            seen.append(len(reader.read(_DOCUMENTS).rows))

    store = opened(True)
    store.write("CREATE (:Topic {key: 'topic:before'})")
    load_minutes(store, series[:1])
    load_minutes(store, series, batch=2, on_progress=look)
    assert seen == [1, 1, 1, 3]  # one is unchanged; then two and one are written
    assert len(store.read(_DOCUMENTS).rows) == 4


@pytest.mark.neo4j
def test_a_second_writer_waits_its_turn(neo4j_empty: str, series: list[Minutes]) -> None:
    """Two loads of documents that share people, one begun in the midst of the other's first batch."""
    with open_store(neo4j_empty, write=True) as store:
        load_minutes(store, series)
        expected = dump(store)
        store.write("MATCH (n) DETACH DELETE n")
    inside, others = threading.Event(), threading.Event()

    def first(place: int, total: int, path: str) -> None:
        inside.set()
        assert others.wait(60)

    def load(part: list[Minutes], step: Callable[[int, int, str], None] | None) -> None:
        with open_store(neo4j_empty, write=True) as store:
            load_minutes(store, part, batch=1, on_progress=step)

    with ThreadPoolExecutor() as pool, open_store(neo4j_empty) as watcher:
        one = pool.submit(load, series[::2], first)
        assert inside.wait(60)
        other = pool.submit(load, series[1::2], None)
        while not watcher.read(_WAITING).rows:
            assert not other.done()
        assert watcher.read(_DOCUMENTS).rows == []
        others.set()
        one.result(60)
        other.result(60)
        assert dump(watcher) == expected


@pytest.mark.neo4j
def test_two_documents_of_one_name_at_once(
    neo4j_empty: str, series: list[Minutes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is written over: the second load is told, and done again it has a key of its own."""
    here, there = (each.model_copy(deep=True) for each in (series[0], series[0]))
    here.document.path, there.document.path = "here/garden.txt", "there/garden.txt"
    there.document.sha256 = "5" * 16
    monkeypatch.chdir(tmp_path)

    with open_store(neo4j_empty, write=True) as one, open_store(neo4j_empty, write=True) as two:
        turns = one.transact

        def interrupted(work: Callable[..., object]) -> object:
            if not two.counts().nodes:
                load_minutes(two, [there])
            return turns(work)

        first = iter([turns])  # the plan is made before the other comes
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(one, "transact", lambda work: next(first, interrupted)(work))
            with pytest.raises(StoreError, match="another load took its key: load again"):
                load_minutes(one, [here])
        load_minutes(one, [here])
        keys = [row["key"] for row in one.read(_DOCUMENTS).rows]
    assert keys == ["doc:garden.txt", "doc:garden.txt~44444444"]
