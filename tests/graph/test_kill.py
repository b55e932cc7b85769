"""Loads that are killed: what is there is whole, and the same command again does the rest.

Each is the command line in a process of its own, which gets SIGKILL from outside once it has used a
random amount of processor time: so the moments are spread over what a load does, however busy the
machine, and nothing in the program knows of them.
"""

from __future__ import annotations

import contextlib
import json
import math
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutegraph.graph.load import dump
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.store import is_server, open_store
from tests.conftest import FORUM_JUNE, FORUM_MAY
from tests.graph.conftest import stated
from tests.made import corpus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs clocks of processes")

HERE = Path(__file__).parent
MOMENTS = 30
DOCUMENTS = 9
BATCHES = (1, 4, 1000)  # documents

# Starts once, and forks a process for each command line that is not killed: starting takes longer
# than these loads.
FORKS = """
import json, os, sys
import minutegraph.cli
from minutegraph import keeping, loaders
from minutegraph.graph import load, store
from minutegraph.graph.store import embedded, server
loaders.load(sys.argv[1])
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        minutegraph.cli.cli(json.loads(line))
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""

Run = Callable[..., int]


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that share people, bodies and actions, enough for loading to be what takes time."""
    folder = tmp_path_factory.mktemp("kill") / "minutes"
    folder.mkdir()
    (folder / "may.md").write_text(FORUM_MAY, "utf-8")
    (folder / "june.md").write_text(FORUM_JUNE, "utf-8")
    for name in ("river-2021-03-02.yaml", "river-2021-06-01.yaml"):
        (folder / name).write_bytes((HERE / "minutes" / name).read_bytes())
    for number, each in enumerate(corpus().meetings(5, paragraphs=40, bodies=2)):
        (folder / f"{number}.json").write_text(each.minutes.model_dump_json(), "utf-8")
    return folder


@pytest.fixture
def run(minutes: Path) -> Iterator[Run]:
    """Runs a command line for its exit status."""
    command = [sys.executable, "-c", FORKS, str(minutes / "may.md")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as forks:
        assert forks.stdin and forks.stdout

        def run_one(*words: object) -> int:
            assert forks.stdin and forks.stdout
            forks.stdin.write(json.dumps([*map(str, words)]) + "\n")
            forks.stdin.flush()
            return int(forks.stdout.readline())

        yield run_one
        forks.stdin.close()


def killed(seconds: float, *words: object) -> int:
    """Exit status of a command line that is killed after some seconds of processor time."""
    command = [sys.executable, "-m", "minutegraph", *map(str, words)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as load:
        clock = (~load.pid << 3) | 2  # Linux: what a process has used, all its threads
        while time.clock_gettime(clock) < seconds:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return load.wait(0.001)
        load.kill()
        return load.wait()


def documents(found: list[Node | Relationship]) -> list[str]:
    return [n.key for n in found if isinstance(n, Node) and n.label == "Document"]


def test_thirty_moments(engine: str, minutes: Path, run: Run) -> None:
    def everything() -> list[Node | Relationship]:
        if not is_server(engine) and not Path(engine).exists():
            return []
        with open_store(engine) as store:
            return dump(store)

    def empty() -> None:
        if is_server(engine):
            with open_store(engine, write=True) as store:
                store.write("MATCH (n) DETACH DELETE n")
        else:
            for file in Path(engine).parent.glob(f"{Path(engine).name}*"):
                file.unlink()

    load = ("--quiet", "--graph", engine, "load", "--batch")
    for _ in range(2):  # the first meets cold caches
        empty()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert killed(math.inf, *load, 1, minutes) == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    measured = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    needed = dict.fromkeys(BATCHES, measured)
    whole = everything()
    expected = {document: stated(whole, document) for document in documents(whole)}
    assert len(expected) == DOCUMENTS and all(expected.values())
    chance = random.Random(20)
    moments, there = 0, set()
    for _ in range(10 * MOMENTS):
        empty()
        batch = BATCHES[moments % len(BATCHES)]
        # Until then Python starts and imports.
        status = killed(chance.uniform(0.7, 1) * needed[batch], *load, batch, minutes)
        assert status in (0, -signal.SIGKILL)
        if status == 0:  # it needed less than the one that was measured
            needed[batch] *= 0.95
            continue
        found = everything()
        there.add(len(documents(found)))
        for document in documents(found):
            assert stated(found, document) == expected[document], (moments, document)
        assert len(documents(found)) % batch == 0 or len(documents(found)) == DOCUMENTS
        assert run(*load, batch, minutes) == 0
        assert everything() == whole, moments
        moments += 1
        if moments == MOMENTS:
            break
    assert moments == MOMENTS
    assert len(there) > 2, "killed where there was nothing or all"
