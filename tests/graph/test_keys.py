"""Keys: readable, stable, and different where what they name is different."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutegraph.graph import keys


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ministry of Justice", "ministry-of-justice"),
        ("  Anne   Fox ", "anne-fox"),
        ("Zoë Núñez-Łukasz", "zoe-nunez-lukasz"),
        ("Ørsted Straße", "orsted-strasse"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("St. Giles' Trust", "st-giles-trust"),
        ("Ανδρέας Παπαδόπουλος", "ανδρέασ-παπαδόπουλοσ"),
        ("Юлия Зайцева", "юлия-зайцева"),
        ("山田 太郎", "山田-太郎"),
        ("أحمد علي", "أحمد-علي"),
        ("क्षमा शर्मा", "क्षमा-शर्मा"),
        ("バ", "バ"),
        ("C++", "c-plus-plus"),
        ("C", "c"),
        ("R&D", "r-and-d"),
        ("Widgets™", "widgets"),
        ("???", "question-mark-question-mark-question-mark"),
        ("★", "black-star"),
        ("", "unnamed"),
        ("   ", "unnamed"),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert keys.slug(text) == slug


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("バ", "ハ"), ("Йод", "Иод"), ("RD", "R&D"), ("!", "?")]
)
def test_different_names_that_fold_alike_stay_apart(one: str, other: str) -> None:
    assert keys.slug(one) != keys.slug(other)


def test_long_slugs_are_cut_and_stay_apart() -> None:
    one, other = keys.slug("very " * 60 + "one"), keys.slug("very " * 60 + "other")
    assert one != other
    assert len(one) <= 80


@given(st.text())
@settings(derandomize=True, max_examples=300)
def test_any_text_has_a_slug_that_keys_can_hold(text: str) -> None:
    slug = keys.slug(text)
    assert slug
    assert not set(slug) & set(" :~\n\t")
    assert keys.slug(text) == slug


def test_organisations() -> None:
    assert keys.organisation_key("the Ministry of Justice (MoJ)") == "org:ministry-of-justice"
    assert keys.organisation_key("Unlock (Leeds)") == "org:unlock-leeds"
    assert keys.organisation_key("The") == "org:the"


def test_people() -> None:
    assert keys.person_key("Anne Fox") == "person:anne-fox"
    assert keys.person_key("Chris Taylor", "HMPPS") == "person:chris-taylor~hmpps"


@pytest.mark.parametrize(
    ("body", "date", "key"),
    [
        ("Garden Board", dt.date(2020, 6, 16), "meeting:garden-board:2020-06-16"),
        ("Garden Board", None, "meeting:garden-board:june.txt"),
        (None, dt.date(2020, 6, 16), "meeting:june.txt:2020-06-16"),
        (None, None, "meeting:june.txt"),
    ],
)
def test_meetings(body: str | None, date: dt.date | None, key: str) -> None:
    assert keys.meeting_key(body, date, "doc:june.txt") == key


def test_refs_repeat_or_lack() -> None:
    refs = keys.Refs("p")
    given = ["1.1", "1.1.", None, " ", "#445", "029/18", "p3"]
    parts = [refs.part(ref, place) for place, ref in enumerate(given, 1)]
    assert parts == ["1.1", "p2", "p3", "p4", "445", "029/18", "p7"]


def test_document_keys() -> None:
    taken = {"doc:june.txt"}
    first = keys.document_key("b/June.txt", "3fa2c1d0ee", taken)
    assert first == "doc:june.txt~3fa2c1d0"
    second = keys.document_key("c/June.txt", "3fa2c1d0ee", taken | {first})
    assert second not in taken | {first}
    assert second.startswith("doc:june.txt~")


def test_document_paths_do_not_depend_on_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "minutes").mkdir()
    (tmp_path / "graph").mkdir()
    monkeypatch.chdir(tmp_path)
    here = keys.document_path("minutes/June.txt", tmp_path / "graph")
    monkeypatch.chdir(tmp_path / "minutes")
    there = keys.document_path("June.txt", Path("..") / "graph")
    assert here == there == "../minutes/June.txt"
    assert keys.document_path("June.txt", None) == f"{os.path.realpath(tmp_path)}/minutes/June.txt"
