"""The documentation says what the program does."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from minutegraph import queries
from minutegraph.cli import cli
from minutegraph.overview import TEXT

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "cli.md").read_text("utf-8")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def paths(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command as the words that call it; named queries are one command here."""
    found = [path]
    if isinstance(command, click.Group) and path != ("query",):
        for child in command.commands.values():
            found += paths(child, (*path, str(child.name)))
    return found


def test_the_page_is_current() -> None:
    assert generator().generated(PAGE) == PAGE, "docs/cli.md is not current: run `make docs`"


@pytest.mark.parametrize("words", paths(cli), ids=" ".join)
def test_every_help_is_on_the_page_as_printed(words: tuple[str, ...]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "minutegraph", *words, "--help"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80"},
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout in PAGE
    if words and words[0] not in ("view",):
        assert "Example" in run.stdout


def test_every_named_query_is_on_the_page() -> None:
    for name in queries.names():
        section = re.search(rf"^### {name}\n(.*?)(?=^###|\Z)", PAGE, re.DOTALL | re.MULTILINE)
        assert section, name
        query = queries.get(name)
        assert query.question in section[1]
        for column in query.columns:
            assert f"`{column}`" in section[1]
        for param in query.params:
            assert f"`--{param.name.replace('_', '-')}`" in section[1]


def test_the_first_help_names_every_command() -> None:
    listed = dict(re.findall(r"^  (\w+)[^\n]*?  +([A-Z][^\n]+\.)$", TEXT, re.MULTILINE))
    shown = {
        str(command.name): command.get_short_help_str(limit=80)
        for command in cli.commands.values()
        if command.name != "completion"
    }
    assert listed == shown
    assert "`minutegraph completion SHELL`" in TEXT


def test_the_first_help_names_every_option() -> None:
    options = {option for param in cli.params for option in param.opts} | {"--help"}
    assert set(re.findall(r"^  (--[a-z]+)", TEXT, re.MULTILINE)) == options
    assert max(map(len, TEXT.splitlines())) <= 80
