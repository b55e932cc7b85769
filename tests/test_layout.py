"""The shape of the repository: links, the direction of imports, public names, sizes."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import minutegraph

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "minutegraph"
LINKS = ("graph", "loaders", "queries", "cli.py", "examples")
CODE = ("graph", "loaders", "queries", "src/minutegraph", "tests", "docs", "benchmarks")

# Who may not be imported by whom: data flows one way.
FORBIDDEN = {
    "loaders": ("graph", "queries", "cli", "demo"),
    "graph": ("queries", "cli", "demo"),
    "queries": ("cli", "demo"),
}


def sources() -> list[Path]:
    found = [ROOT / "cli.py"]
    for folder in CODE:
        # Links are not followed: each file is met once, under its real name.
        found += [p for p in (ROOT / folder).rglob("*.py") if p.resolve() == p.absolute()]
    return sorted(set(found))


def modules() -> list[str]:
    names = [m.name for m in pkgutil.walk_packages(minutegraph.__path__, "minutegraph.")]
    return [name for name in names if name != "minutegraph.__main__"]


@pytest.mark.parametrize("name", LINKS)
def test_the_package_is_links_to_the_top_level(name: str) -> None:
    link = PACKAGE / name
    assert link.exists(), (
        f"{link} leads nowhere. On Windows links need developer mode and "
        "`git config core.symlinks true` before cloning; then clone again."
    )
    assert link.is_symlink() and link.resolve() == ROOT / name, (
        f"{link} is no link to {ROOT / name}: on Windows set `git config core.symlinks true` and "
        "check the files out again; elsewhere the archive tool has copied what the link leads to."
    )


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_imports_go_one_way(layer: str) -> None:
    against = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / layer).rglob("*.py")
        for name in imported(path)
        for upper in FORBIDDEN[layer]
        if f"{name}.".startswith(f"minutegraph.{upper}.")
    ]
    assert not against


def imported(path: Path) -> list[str]:
    """Modules and names that a file imports, wherever in it, as dotted names."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relative to itself: write minutegraph.…"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("name", modules())
def test_every_public_name_exists(name: str) -> None:
    module = importlib.import_module(name)
    missing = [public for public in getattr(module, "__all__", ()) if not hasattr(module, public)]
    assert not missing


def test_no_file_is_long() -> None:
    lengths = {p.relative_to(ROOT): p.read_text("utf-8").count("\n") for p in sources()}
    assert len(lengths) > 30
    assert not {path: lines for path, lines in lengths.items() if lines > 500}


def test_starting_imports_nothing_heavy() -> None:
    """`minutegraph --help` must not wait for what only some commands need."""
    heavy = {"pydantic", "kglite", "yaml", "networkx", "pyvis", "rich"}
    top = ast.parse((ROOT / "cli.py").read_text("utf-8")).body
    at_import = {
        alias.name.split(".")[0] if isinstance(node, ast.Import) else str(node.module).split(".")[0]
        for node in top
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not at_import & heavy
