"""The embedded store as users meet it: files, locks, damage, and processes that are killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from minutegraph.errors import StoreError, StoreLockedError, UsageError
from minutegraph.graph.load import dump, load_minutes
from minutegraph.graph.store import open_store
from minutegraph.graph.store.embedded import EmbeddedStore
from minutegraph.loaders.minutes import Minutes

Read = Callable[[str], Minutes]

# Runs in a process of its own: loads the samples named, and may be killed on the way.
CHILD = """
import os, signal, sys
import yaml
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import open_store
from minutegraph.graph.store.embedded import EmbeddedStore
from minutegraph.loaders.minutes import Minutes

url, when, *files = sys.argv[1:]

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if when == "before saving":
    EmbeddedStore._save = killed
with open_store(url, write=True) as store:
    if when == "holding":
        print("open", flush=True)
        sys.stdin.read()
    minutes = [Minutes.model_validate(yaml.safe_load(open(f, encoding="utf-8"))) for f in files]
    load_minutes(store, minutes, on_progress=killed if when == "loading" else None)
"""


def child(path: Path, when: str, *names: str) -> subprocess.CompletedProcess[str]:
    files = [str(Path(__file__).parent / "minutes" / f"{name}.yaml") for name in names]
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(path), when, *files],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def graph(tmp_path: Path, read: Read) -> Path:
    """A graph of one document."""
    path = tmp_path / "minutes.kgl"
    with open_store(str(path), write=True) as store:
        load_minutes(store, [read("garden")])
    return path


def everything(path: Path) -> list[object]:
    with open_store(str(path)) as store:
        return list(dump(store))


def test_reading_what_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "minutes.kgl"
    with pytest.raises(StoreError, match=r"minutes\.kgl holds no graph yet: load minutes first"):
        open_store(str(path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_graph(tmp_path: Path, write: bool) -> None:
    folder = tmp_path / "folder.kgl"
    folder.mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(folder), write=write)
    (tmp_path / "text.kgl").write_text("These are minutes, not a graph.")
    with pytest.raises(StoreError, match=r"text\.kgl is no graph of minutegraph, or damaged"):
        open_store(str(tmp_path / "text.kgl"), write=write)
    (tmp_path / "empty.kgl").touch()
    with pytest.raises(StoreError, match="damaged"):
        open_store(str(tmp_path / "empty.kgl"), write=write)
    with pytest.raises(StoreError, match="no folder|holds no graph"):
        open_store(str(tmp_path / "lost" / "x.kgl"), write=write)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://example.org/x.kgl", "no graph begins with https://"),
        ("minutes.txt", "ends in .kgl"),
        ("", "ends in .kgl"),
    ],
)
def test_urls(url: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        open_store(url)


def test_damage_is_found_and_said_in_one_line(graph: Path, tmp_path: Path) -> None:
    whole, broken = graph.read_bytes(), tmp_path / "broken.kgl"
    before = everything(graph)
    chance = random.Random(7)
    for round_ in range(40):
        data = bytearray(whole)
        place = chance.randrange(len(data))
        if round_ % 2:
            del data[place:]
        else:
            data[place] ^= 1 << chance.randrange(8)
        broken.write_bytes(bytes(data))
        try:
            found = everything(broken)
        except StoreError as error:
            assert "\n" not in str(error)
        else:
            assert found == before


def test_reading_leaves_the_file_alone(graph: Path, read: Read) -> None:
    reader = open_store(str(graph))
    before = everything(graph)
    with open_store(str(graph), write=True) as store:
        load_minutes(store, [read("river-2021-06-01")])
    newer = graph.read_bytes()
    assert list(dump(reader)) == before  # what it opened
    reader.close()
    assert graph.read_bytes() == newer
    assert everything(graph) != before


def test_opening_to_write_without_writing_leaves_the_file_alone(graph: Path, read: Read) -> None:
    before = graph.stat().st_mtime_ns, graph.stat().st_ino
    with open_store(str(graph), write=True) as store:
        load_minutes(store, [read("garden")])
    assert (graph.stat().st_mtime_ns, graph.stat().st_ino) == before


def test_readers_see_each_load_while_the_writer_is_open(graph: Path, read: Read) -> None:
    with open_store(str(graph), write=True) as store:
        load_minutes(store, [read("river-2021-06-01")])
        assert everything(graph) == list(dump(store))


def test_a_second_writer_is_told_who_writes(graph: Path) -> None:
    command = [sys.executable, "-c", CHILD, str(graph), "holding"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin and holder.stdout
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(
            StoreLockedError, match=rf"minutes\.kgl is being written by process {holder.pid}: try"
        ):
            open_store(str(graph), write=True)
        assert everything(graph)  # readers do not wait
        holder.stdin.close()
        assert holder.wait(timeout=120) == 0
    with open_store(str(graph), write=True) as store:
        with pytest.raises(StoreLockedError, match="open for writing already"):
            open_store(str(graph), write=True)
        assert store.counts().nodes["Document"] == 1


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_load_that_is_killed_never_was(graph: Path, read: Read) -> None:
    before, bytes_before = everything(graph), graph.read_bytes()
    done = child(graph, "loading", "river-2021-03-02", "river-2021-06-01")
    assert done.returncode == -9, done.stderr
    assert graph.read_bytes() == bytes_before
    with open_store(str(graph), write=True) as store:
        assert list(dump(store)) == before
        load_minutes(store, [read("river-2021-03-02")])
    assert len(everything(graph)) > len(before)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("by", ["reader", "writer"])
def test_a_load_killed_between_commit_and_save_is_not_lost(
    graph: Path, tmp_path: Path, read: Read, by: str
) -> None:
    done = child(graph, "before saving", "river-2021-03-02")
    assert done.returncode == -9, done.stderr
    with open_store(str(tmp_path / "whole.kgl"), write=True) as store:
        load_minutes(store, [read("garden"), read("river-2021-03-02")])
        whole = list(dump(store))
    if by == "writer":
        open_store(str(graph), write=True).close()
    assert everything(graph) == whole  # found in the log, and saved


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_first_load_that_is_killed_leaves_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "minutes.kgl"
    assert child(path, "loading", "garden").returncode == -9
    with pytest.raises(StoreError, match="holds no graph yet"):
        open_store(str(path))
    assert child(path, "whole", "garden").returncode == 0
    assert everything(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written(graph: Path) -> None:
    graph.parent.chmod(0o555)
    try:
        with pytest.raises(StoreError, match=r"minutes\.kgl cannot be opened"):
            open_store(str(graph), write=True)
        assert everything(graph)
    finally:
        graph.parent.chmod(0o755)


def test_the_store_is_what_open_store_opens(graph: Path) -> None:
    with open_store(str(graph)) as store:
        assert isinstance(store, EmbeddedStore)
        assert store.base == graph.parent
        assert store.url == str(graph)
