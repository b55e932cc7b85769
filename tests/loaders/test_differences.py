"""What a later reading says differently from a reviewed one."""

from __future__ import annotations

from pathlib import Path

from minutegraph.loaders import load
from minutegraph.loaders.differences import differences
from minutegraph.loaders.minutes import Attendee

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "panel" / "2024-02-06.txt"


def test_two_readings_of_one_file_do_not_differ() -> None:
    assert differences(load(SAMPLE), load(SAMPLE)) == []


def test_added_lost_and_changed_facts_are_told_apart() -> None:
    reviewed, read = load(SAMPLE), load(SAMPLE)
    gone = reviewed.attendance.pop(1)
    reviewed.attendance.append(Attendee(name="Nina Poe"))
    reviewed.attendance[0].organisation = "Another Trust"
    found = differences(reviewed, read)
    assert f"+ attendance: {gone.name}" in found
    assert "- attendance: Nina Poe" in found
    name, was = reviewed.attendance[0].name, read.attendance[0].organisation
    assert f"~ attendance {name}: organisation: Another Trust → {was}" in found


def test_a_reworded_action_is_a_change() -> None:
    reviewed, read = load(SAMPLE), load(SAMPLE)
    reviewed.actions[0].text += " At once."
    found = differences(reviewed, read)
    assert len(found) == 1 and found[0].startswith("~ actions: ")


def test_moved_lines_are_no_difference() -> None:
    reviewed, read = load(SAMPLE), load(SAMPLE)
    for attendee in read.attendance:
        attendee.line = (attendee.line or 0) + 7
    assert differences(reviewed, read) == []
