"""A loader that another package brings through the entry-point group."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "loaders.md").read_text(encoding="utf-8")

MINUTES = "LEDGER 1\nDATE 2024-03-12\nHERE Ann Lee\nHERE Bob Roe\nITEM Fees\n"


def installed(folder: Path) -> None:
    """The documented example as a package on the path, with its entry point."""
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    (folder / "my_package").mkdir()
    (folder / "my_package" / "__init__.py").touch()
    (folder / "my_package" / "ledger.py").write_text(code[1], encoding="utf-8")
    info = folder / "my_package-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[minutegraph.loaders]\nledger = my_package.ledger:LedgerLoader\n"
    )


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`minutegraph` with the package at hand."""
    return subprocess.run(
        [sys.executable, "-m", "minutegraph", *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "80"},
        cwd=folder,
    )


def test_the_documented_example_reads_its_format(tmp_path: Path) -> None:
    installed(tmp_path)
    (tmp_path / "march.ledger").write_text(MINUTES, encoding="utf-8")
    assert run(tmp_path, "load", "march.ledger").returncode == 0
    rows = run(tmp_path, "query", "attendance", "--format", "json")
    assert [(r["person"], r["date"], r["source"]) for r in json.loads(rows.stdout)] == [
        ("Ann Lee", "2024-03-12", "march.ledger, line 3"),
        ("Bob Roe", "2024-03-12", "march.ledger, line 4"),
    ]


def test_the_example_is_short() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    lines = [line for line in code[1].splitlines() if line.strip() and "import" not in line]
    assert len(lines) <= 30


def test_an_error_of_it_is_one_line(tmp_path: Path) -> None:
    installed(tmp_path)
    (tmp_path / "march.ledger").write_text("LEDGER 1\nNONSENSE x\n", encoding="utf-8")
    failed = run(tmp_path, "load", "march.ledger")
    assert failed.returncode == 1
    assert "march.ledger, line 2: NONSENSE is no kind of entry" in failed.stderr
    assert failed.stdout == ""


def test_a_loader_that_cannot_be_imported_is_named(tmp_path: Path) -> None:
    installed(tmp_path)
    (tmp_path / "my_package" / "ledger.py").write_text("import nothing_of_that_name\n")
    (tmp_path / "minutes.txt").write_text("Present: Ann Lee, Bob Roe\n", encoding="utf-8")
    failed = run(tmp_path, "parse", "minutes.txt")
    assert failed.returncode == 1
    assert "the loader ledger (my_package.ledger:LedgerLoader) cannot be imported" in failed.stderr
    assert "Traceback" not in failed.stderr
