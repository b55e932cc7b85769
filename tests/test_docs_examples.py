"""What README.md and docs/ show of the command line is what it prints.

A block that shows a command begins with `$ minutegraph`; of a line `…` stands for any number of
lines. Pages of docs/ are about the sample panel, loaded; README.md loads what it asks about.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ASKS = re.compile(r"minutegraph (?:query|cypher|trace|topics|analyse)\b")


@dataclass(frozen=True)
class Example:
    """A command as a page shows it, and what stands below it."""

    command: str
    printed: str


def examples(page: Path) -> list[Example]:
    """The examples of a page, in order."""
    found = []
    for block in re.findall(
        r"^```[a-z]*\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        for part in re.split(r"^\$ (?=minutegraph )", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            taken = 1
            while "\n".join(lines[:taken]).count("'") % 2 and taken < len(lines):
                taken += 1
            found.append(Example("\n".join(lines[:taken]), "\n".join(lines[taken:]).strip()))
    return found


def run(folder: Path, command: str) -> str:
    """What a command prints in a terminal of 80 columns; tables as a terminal shows them."""
    if ASKS.match(command) and "--format" not in command:
        command += " --format table"
    words = command.replace("minutegraph", f'"{sys.executable}" -m minutegraph', 1)
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        words, check=False, shell=True, cwd=folder, env=environment, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if examples(page)], ids=lambda page: page.name
)
def test_a_page_shows_what_is_printed(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    if page.name != "README.md":
        run(tmp_path, "minutegraph --quiet load examples/panel")
    for example in examples(page):
        printed = run(tmp_path, example.command)
        pattern = "\n".join(
            r"(?:.*\n?)*?" if line.strip() == "…" else re.escape(line.rstrip())
            for line in example.printed.splitlines()
        )
        lines = "\n".join(line.rstrip() for line in printed.splitlines())
        assert re.fullmatch(pattern, lines), f"{example.command}\nprints\n{printed}"
