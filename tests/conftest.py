"""What tests of several kinds share."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from minutegraph.graph.load import dump
from minutegraph.graph.store import open_store
from tests.neo4j.fixtures import (
    neo4j_empty,
    neo4j_server,
    neo4j_url,
    pytest_itemcollected,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
    pytest_xdist_auto_num_workers,
)

__all__ = [
    "Shell",
    "neo4j_empty",
    "neo4j_server",
    "neo4j_url",
    "pytest_itemcollected",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_xdist_auto_num_workers",
]

Run = subprocess.CompletedProcess[str]

# Invented. Small, yet with what each command has something to say about.
FORUM_MAY = """\
# Harbour Safety Forum (HSF)

Minutes of the meeting held on 14 May 2024

## Present

- Ann Lee (Chair), Boatmen's Union
- Bo Ek, Harbour Charity
- Sam Poole, Lighthouse Trust

## In attendance

- Kit Marsh, Department for Harbours, Deputy Director (official)

## Apologies

- Dee Rowe, Harbour Charity

## 1. Beacon on the north mole

1.1 Ann Lee said that the old beacon had failed twice since March.

1.2 Kit Marsh said that the Department would pay for a new one.

ACTION: Bo Ek to write to the Department about the beacon by 1 June.

## 2. Any other business

2.1 The Forum agreed to meet again in June.
"""

FORUM_JUNE = """\
# Harbour Safety Forum (HSF)

Minutes of the meeting held on 11 June 2024

## Present

- Ann Lee (Chair), Boatmen's Union
- Bo Ek, Harbour Charity

## 1. Beacon on the north mole

1.1 Bo Ek reported that the Department had answered and the beacon was ordered.

1.2 The Forum agreed to close the north mole at night until then.
"""


@dataclass(frozen=True)
class Shell:
    """A folder to run the command line in, as a shell would."""

    folder: Path

    @property
    def graph(self) -> Path:
        """Where the graph is unless said otherwise."""
        return self.folder / "minutes.kgl"

    def command(self, *words: object) -> list[str]:
        """The command line with its first word."""
        return [sys.executable, "-m", "minutegraph", *map(str, words)]

    def environment(self, **more: str) -> dict[str, str]:
        """The environment it runs in: nothing of ours or Python's, a terminal of 80 columns."""
        ours = ("MINUTEGRAPH_", "NEO4J_", "PYTHON")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        return {**kept, "COLUMNS": "80", "PYTHONUTF8": "1", **more}

    def __call__(self, *words: object, stdin: str = "", **environment: str) -> Run:
        """Run it to its end; output is text."""
        return subprocess.run(
            self.command(*words),
            check=False,
            capture_output=True,
            encoding="utf-8",
            input=stdin,
            cwd=self.folder,
            env=self.environment(**environment),
        )

    def dump(self) -> list[object]:
        """Everything in the graph."""
        with open_store(str(self.graph)) as store:
            return list(dump(store))


def _shell(folder: Path) -> Shell:
    minutes = folder / "minutes"
    minutes.mkdir(parents=True)
    (minutes / "may.md").write_text(FORUM_MAY, "utf-8")
    (minutes / "june.md").write_text(FORUM_JUNE, "utf-8")
    return Shell(folder)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with the minutes of two meetings, minutes/may.md and june.md, and no graph."""
    return _shell(tmp_path / "shell")


@pytest.fixture(scope="session")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The same with the graph of both: for tests that leave it as it is."""
    made = _shell(tmp_path_factory.mktemp("forum") / "shell")
    run = made("load", "minutes")
    assert run.returncode == 0, run.stderr
    return made
