"""Layout profiles: a layout of its own taught, drafted, and refused where it does not fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutegraph.errors import DocumentError
from minutegraph.loaders import find, load
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.profile import Profile, read_profile
from minutegraph.loaders.suggest import suggest

HARBOUR = Path(__file__).parent / "profiles" / "harbour.txt"
PROFILE = HARBOUR.with_name("harbour.taught.yaml")
DRAFT = HARBOUR.with_name("harbour.draft.yaml")


def test_without_a_profile_the_layout_is_not_recognised() -> None:
    with pytest.raises(DocumentError, match="holds no minutes that can be recognised"):
        load(HARBOUR)


def test_a_profile_teaches_lists_items_actions_and_decisions() -> None:
    minutes = load(HARBOUR, profile=PROFILE)
    assert [(a.name, a.organisation, a.line) for a in minutes.attendance] == [
        ("Ann Lee", "Quay Trust", 6),
        ("Bob Roe", "Lock Society", 7),
        ("Cy Poe", "Weir Club", 8),
    ]
    assert [(i.ref, i.title) for i in minutes.items] == [("1", "Fees"), ("2", "Gates")]
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Bob Roe to write to the Trust", ["Bob Roe"]),
        ("Ann Lee to count the boats", ["Ann Lee"]),
    ]
    assert [d.text for d in minutes.decisions] == ["the gates stay shut."]
    assert [(s.name, s.ref) for s in minutes.speakers] == [("Ann Lee", "Fees")]
    assert minutes.coverage.not_understood == []


@pytest.mark.parametrize("name", ["minutegraph-profile.yaml", "harbour.profile.yaml"])
def test_a_profile_beside_the_minutes_is_found(tmp_path: Path, name: str) -> None:
    shutil.copy(HARBOUR, tmp_path / "harbour.txt")
    shutil.copy(PROFILE, tmp_path / name)
    assert len(load(tmp_path / "harbour.txt").attendance) == 3


def test_a_folder_with_its_profile_and_read_me_holds_one_document(tmp_path: Path) -> None:
    shutil.copy(HARBOUR, tmp_path / "harbour.txt")
    shutil.copy(PROFILE, tmp_path / "minutegraph-profile.yaml")
    (tmp_path / "README.md").write_text("About these minutes.\n", encoding="utf-8")
    assert find([tmp_path]) == [tmp_path / "harbour.txt"]


def test_the_draft_proposes_what_the_lines_show() -> None:
    lines = HARBOUR.read_text(encoding="utf-8").splitlines()
    assert suggest(Minutes(), lines) == DRAFT.read_text(encoding="utf-8")


def test_the_draft_is_a_profile_that_reads_the_minutes() -> None:
    minutes = load(HARBOUR, profile=DRAFT)
    assert len(minutes.attendance) == 3
    assert len(minutes.items) == 2
    assert len(minutes.actions) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sections: {Here: {capacity: boss}}", "sections.Here.capacity"),
        ("person: '(?P<name>['", "no regular expression"),
        ("person: '(.+)'", r"the group \(\?P<name>…\) is missing"),
        ("item: '(?P<title>.+)(?P<colour>.)'", r"unknown groups \['colour'\]"),
        ("colour: blue", "colour"),
        ("a: [", "line 1 is no YAML|is no YAML"),
    ],
)
def test_a_profile_that_does_not_fit_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=says) as error:
        read_profile(path)
    assert "\n" not in str(error.value)


def test_lines_to_ignore_count_as_understood(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    text = HARBOUR.read_text(encoding="utf-8").replace("Topic 2", "Harbour Forum, page 2\nTopic 2")
    path.write_text(text, encoding="utf-8")
    profile = read_profile(PROFILE)
    assert profile.ignores("Harbour Forum, page 2")
    assert all("page 2" not in p.text for p in load(path, profile=PROFILE).paragraphs)


def test_an_empty_profile_changes_nothing() -> None:
    assert Profile().labels == {}
    assert Profile().match("person", "Ann Lee") is None
