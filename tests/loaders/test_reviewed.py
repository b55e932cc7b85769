"""A person's corrections stand for their source, and are never overwritten unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutegraph.loaders import load
from minutegraph.loaders.reviewed import against_review, review_of, without_reviewed
from minutegraph.loaders.structured import dump_json, dump_yaml

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "panel" / "2024-02-06.txt"


@pytest.fixture(
    params=["", "a folder of minutes whose name is longer than a line of the file " * 2]
)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The sample, in a folder of its own."""
    path = tmp_path / str(request.param).strip() / "minutes.txt"
    path.parent.mkdir(exist_ok=True)
    shutil.copy(SAMPLE, path)
    return path


@pytest.fixture(params=[("reviewed.yaml", dump_yaml), ("reviewed.json", dump_json)])
def reviewed(request: pytest.FixtureRequest, source: Path) -> Path:
    """What was read of it, written out."""
    name, dump = request.param
    path = source.with_name(name)
    path.write_text(dump(load(source)), encoding="utf-8")
    return path


def test_a_written_reading_reviews_its_source(source: Path, reviewed: Path) -> None:
    review = review_of(reviewed)
    assert review is not None
    assert review.source.samefile(source)
    assert not review.changed


def test_a_changed_source_is_noticed(source: Path, reviewed: Path) -> None:
    source.write_bytes(source.read_bytes() + b"\n")
    review = review_of(reviewed)
    assert review is not None and review.changed


def test_the_reviewed_file_is_loaded_in_its_place(source: Path, reviewed: Path) -> None:
    files, reviews = without_reviewed([source, reviewed])
    assert files == [reviewed]
    assert [r.source.name for r in reviews] == ["minutes.txt"]


def test_structured_minutes_of_their_own_review_nothing() -> None:
    assert review_of(SAMPLE.with_name("2024-09-10.yaml")) is None


def test_a_new_reading_is_compared_and_not_written(source: Path) -> None:
    output = source.with_name("minutes.yaml")
    text = dump_yaml(load(source))
    output.write_text(text.replace("Susan Pellow", "Suzanne Pellow"), encoding="utf-8")
    found = against_review(load(source), source, output)
    assert found is not None
    assert any("Susan Pellow" in line for line in found)
    output.write_text(text, encoding="utf-8")
    assert against_review(load(source), source, output) == []


def test_another_file_is_no_review(source: Path) -> None:
    output = source.with_name("other.yaml")
    shutil.copy(SAMPLE.with_name("2024-09-10.yaml"), output)
    assert against_review(load(source), source, output) is None
