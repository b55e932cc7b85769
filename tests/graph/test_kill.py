"""Loads that are killed: what is there is whole, and the same command again does the rest.

A load is killed after a random amount of processor time, so that the moments are spread over what
it does, however busy the machine. The timer is the system's: nothing in the program knows of it,
and SIGPROF, which nobody handles, ends a process as SIGKILL does.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutegraph.graph.load import dump
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.store import is_server, open_store
from tests.conftest import FORUM_JUNE, FORUM_MAY
from tests.graph.conftest import stated

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and signals")

HERE = Path(__file__).parent
MOMENTS = 30

# Starts once, and forks a process for each command line: starting takes longer than these loads.
FORKS = """
import json, os, signal, sys
import minutegraph.cli
from minutegraph import keeping, loaders
from minutegraph.graph import load, store
from minutegraph.graph.store import embedded, server
loaders.load(sys.argv[1])
for line in sys.stdin:
    seconds, *words = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        minutegraph.cli.cli(words)
    _, status, used = os.wait4(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime]), flush=True)
"""

Run = Callable[..., tuple[int, float]]


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that share people, bodies and actions."""
    folder = tmp_path_factory.mktemp("kill") / "minutes"
    folder.mkdir()
    (folder / "may.md").write_text(FORUM_MAY, "utf-8")
    (folder / "june.md").write_text(FORUM_JUNE, "utf-8")
    for name in ("river-2021-03-02.yaml", "river-2021-06-01.yaml"):
        (folder / name).write_bytes((HERE / "minutes" / name).read_bytes())
    return folder


@pytest.fixture
def run(minutes: Path) -> Iterator[Run]:
    """Runs a command line, with seconds of processor time or 0 for all it needs."""
    command = [sys.executable, "-c", FORKS, str(minutes / "may.md")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as forks:
        assert forks.stdin and forks.stdout

        def run_one(seconds: float, *words: object) -> tuple[int, float]:
            assert forks.stdin and forks.stdout
            forks.stdin.write(json.dumps([seconds, *map(str, words)]) + "\n")
            forks.stdin.flush()
            status, used = json.loads(forks.stdout.readline())
            return status, used

        yield run_one
        forks.stdin.close()


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
    needed = []
    for _ in range(2):  # the first meets cold caches
        empty()
        status, used = run(0, *load, 1, minutes)
        assert status == 0
        needed.append(used)
    whole = everything()
    expected = {document: stated(whole, document) for document in documents(whole)}
    assert len(expected) == 4 and all(expected.values())
    chance = random.Random(20)
    killed, there = 0, set()
    for moment in range(MOMENTS):
        empty()
        batch = (1, 2, 1000)[moment % 3]
        status, _ = run(chance.uniform(0.1, 1) * needed[-1], *load, batch, minutes)
        assert status in (0, -signal.SIGPROF)
        killed += status != 0
        found = everything()
        there.add(len(documents(found)))
        for document in documents(found):
            assert stated(found, document) == expected[document], (moment, document)
        assert len(documents(found)) % batch == 0 or len(documents(found)) == 4
        status, _ = run(0, *load, batch, minutes)
        assert status == 0
        assert everything() == whole, moment
    assert killed >= MOMENTS // 2
    assert len(there) > 2, "killed where there was nothing or all"
