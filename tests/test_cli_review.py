"""Review by a person, as it is done: parse to a file, correct it, load that; nothing overwritten."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "panel" / "2024-02-06.txt"
ODD = Path(__file__).resolve().parent / "loaders" / "profiles" / "harbour.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document and its corrected reading."""
    shutil.copy(SAMPLE, tmp_path / "m.txt")
    assert run(tmp_path, "parse", "m.txt", "-o", "m.yaml").returncode == 0
    path = tmp_path / "m.yaml"
    text = path.read_text(encoding="utf-8").replace("Susan Pellow", "Suzanne Pellow")
    path.write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`minutegraph` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "minutegraph", *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "COLUMNS": "80"},
    )


def test_a_reviewed_file_is_not_overwritten(folder: Path) -> None:
    before = (folder / "m.yaml").read_bytes()
    again = run(folder, "parse", "m.txt", "-o", "m.yaml")
    assert again.returncode == 1
    assert "~ attendance: Suzanne Pellow → Susan Pellow" in again.stdout.splitlines()
    assert again.stderr.startswith("Error: m.yaml is reviewed and not overwritten")
    assert again.stderr.count("\n") == 1
    assert (folder / "m.yaml").read_bytes() == before


def test_unless_asked(folder: Path) -> None:
    assert run(folder, "parse", "m.txt", "-o", "m.yaml", "--force").returncode == 0
    assert "Suzanne" not in (folder / "m.yaml").read_text(encoding="utf-8")


def test_the_corrections_are_loaded_and_cite_the_source(folder: Path) -> None:
    loaded = run(folder, "load", ".")
    assert loaded.returncode == 0
    assert "m.txt: taken as reviewed in m.yaml" in loaded.stderr
    rows = run(folder, "query", "attendance", "--person", "Pellow", "--format", "json")
    assert {(r["person"], r["source"]) for r in json.loads(rows.stdout)} == {
        ("Suzanne Pellow", "m.txt, line 12")
    }


def test_a_source_that_changed_since_is_named(folder: Path) -> None:
    with (folder / "m.txt").open("a", encoding="utf-8") as file:
        file.write("\n")
    loaded = run(folder, "load", ".")
    assert "m.txt has changed since it was reviewed" in loaded.stderr
    assert "minutegraph parse m.txt -o m.yaml" in loaded.stderr


def test_a_profile_is_drafted_taught_and_found(tmp_path: Path) -> None:
    shutil.copy(ODD, tmp_path / "harbour.txt")
    assert run(tmp_path, "load", "harbour.txt").returncode == 1
    draft = run(tmp_path, "check", "--suggest-profile", "harbour.txt")
    assert draft.returncode == 0
    (tmp_path / "harbour.profile.yaml").write_text(draft.stdout, encoding="utf-8")
    assert run(tmp_path, "load", "harbour.txt").returncode == 0
    rows = run(tmp_path, "query", "attendance", "--format", "json")
    assert [r["organisation"] for r in json.loads(rows.stdout)] == [
        "Quay Trust",
        "Lock Society",
        "Weir Club",
    ]
