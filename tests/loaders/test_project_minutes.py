"""Habits of projects that keep minutes beside their code: each text is a document of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.loaders.minutes import Minutes
from tests.loaders.format_helpers import write

HEAD = "# Osprey TSC meeting 2022-03-01\n\n"
ATTENDEES = "## Attendees\n\n- Pam Sykes\n- Rudy Vance\n- Lou Castell\n\n"


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reading(text: str, name: str = "minutes.md") -> Minutes:
        return loaders.load(write(tmp_path, name, text))

    return reading


def test_boxes_companies_and_stand_ins(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + "## Voting member attendance\n\n"
        "* [x] Pam Sykes - Chairperson, Fen Animation Ltd\n* [x] Rudy Vance, Marsh Works\n"
        "* [x] Lou Castell for Ivy Noakes, Reed Systems\n\n## Other attendees\n\n"
        "* Mark Dodd, Jane Orchard (tideWorks)\n* Olaf Ringsted (Delta Foundation)\n\n"
        "## Release\n\nPam: the branch is cut.\n"
    )
    assert [(a.name, a.organisation, a.capacity) for a in minutes.attendance] == [
        ("Pam Sykes", "Fen Animation Ltd", "chair"),
        ("Rudy Vance", "Marsh Works", "member"),
        ("Lou Castell", "Reed Systems", "member"),
        ("Mark Dodd", None, "staff"),
        ("Jane Orchard", "tideWorks", "guest"),
        ("Olaf Ringsted", "Delta Foundation", "guest"),
    ]


def test_a_list_of_nobody_ends_where_something_else_begins(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + ATTENDEES + "Community/Other Attendees\n\n* None\n\nRecording: Osprey - 1 March\n\n"
        "Transcript: Osprey - 1 March\n\n## Release\n\nPam: the branch is cut.\n"
    )
    assert [a.name for a in minutes.attendance] == ["Pam Sykes", "Rudy Vance", "Lou Castell"]


def test_members_of_the_body_itself_have_no_organisation_of_its_name(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + "## Attending\n\n* Pam Sykes (@psykes) - TSC\n* Rudy Vance (@rudy) - Reedbed\n\n"
        "## Topics\n\n### Release\n\nNo change.\n\n### Budget\n\nNo change.\n"
    )
    assert [a.organisation for a in minutes.attendance] == [None, "Reedbed"]


def test_a_list_of_points_is_the_outline(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD
        + "Attendance: Pam Sykes, Rudy Vance, Lou Castell\n\n**Nothing was sent in before**\n\n"
        "- Check-in\n- Announcements\n    - Lou: the archive moves soon\n- Pam Sykes: Meeting times\n"
        "    - Rudy: could they be shorter? Lou: yes, weekly then.\n    - Pam: that is fine with me.\n- Close\n"
    )
    assert [i.title for i in minutes.items] == [
        "Check-in",
        "Announcements",
        "Meeting times",
        "Close",
    ]
    assert [s.name for s in minutes.speakers] == [
        "Lou Castell",
        "Rudy Vance",
        "Lou Castell",
        "Pam Sykes",
    ]


def test_an_agenda_apart_from_what_was_said(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "Agenda\n======\n\n* Open requests\n* Should labels have blanks?\n\nMinutes\n=======\n"
        "Present: Pam, Rudy and Lou\n\n* No open requests\n"
        "* It was agreed that labels have blanks\n",
        "tsc-2022-03-01.md",
    )
    assert [i.title for i in minutes.items] == ["Open requests", "Should labels have blanks?"]
    (decision,) = minutes.decisions
    assert decision.item_ordinal is None  # which of the items it belongs to nothing says


def test_items_beside_a_container_and_in_it(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "# Osprey Consortium\n\n## Minutes of the Advisory Council\n\n**Date**: 1 March 2022\n\n"
        "## Agenda and Minutes\n\n### Welcome\n\nPam opened the call.\n\n### Attendees\n\n"
        "* Pam Sykes (Reedbed)\n* Rudy Vance (Marsh Works)\n\n## Old business\n\nNone.\n\n"
        "## Summit\n\nThe call for papers ends soon.\n\n## Annual review\n\nLittle was done.\n"
    )
    assert [i.title for i in minutes.items] == [
        "Welcome",
        "Old business",
        "Summit",
        "Annual review",
    ]
    assert minutes.body.name == "Advisory Council"


def test_a_table_of_topics_below_a_dated_agenda(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + ATTENDEES + "## Agenda 1st March 2022\n\n* Release\n* Any other business\n\n"
        "## Decisions/Actions\n\nActions\n\n* **Pam & Lou:** write to the mirrors.\n\n"
        "| Topic | Discussion | Notes |\n| --- | --- | --- |\n| Quorum | Met. | None |\n"
        "| Release | Rudy asked for a week. | Fine. |\n| Mirrors | Two are slow. | |\n"
    )
    assert [i.title for i in minutes.items] == ["Quorum", "Release", "Mirrors"]
    assert [a.owners for a in minutes.actions] == [["Pam Sykes", "Lou Castell"]]


def test_the_summary_of_a_logged_chat(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "======================\n#osprey: Osprey Dev Call\n======================\n\n\n"
        "Meeting started by pam at 18:12:42 UTC. The full logs are at\n"
        "http://example.org/logs/osprey.2022-03-01-18.12.log.html\n\n\n\nMeeting summary\n"
        "---------------\n\n* LINK:\n  http://example.org/1  (rudy, 18:15:12)\n"
        "* ACTION: Lou will look at it  (pam, 18:16:00)\n* Releases  (pam, 18:17:00)\n"
        "  * LINK: http://example.org/2  (rudy, 18:17:30)\n\n* Mirrors  (pam, 18:18:00)\n"
        "  * ACTION: Rudy will ask the mirrors  (pam, 18:19:00)\n\n* Docs  (pam, 18:20:00)\n\n\n\n"
        "Meeting ended at 18:28:38 UTC.\n\n\n\nPeople present (lines said)\n"
        "---------------------------\n\n* pam (17)\n* rudy (4)\n* logbot (3)\n* lou (2)\n",
        "osprey.txt",
    )
    assert [(a.name, a.organisation) for a in minutes.attendance] == [
        ("pam", None),
        ("rudy", None),
        ("lou", None),
    ]
    assert [i.title for i in minutes.items] == ["Releases", "Mirrors", "Docs"]


def test_a_vote_that_passed_and_who_led(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + ATTENDEES + "- Lead by Rudy Vance\n\n## Branches\n\n"
        "**We held a vote, which passed unanimously, to cut a branch a month.**\n\n"
        "## Mirrors\n\nIf the vote passed, mirrors would follow.\n"
    )
    assert [a.capacity for a in minutes.attendance] == ["member", "chair", "member"]
    assert [d.text for d in minutes.decisions] == [
        "We held a vote, which passed unanimously, to cut a branch a month."
    ]
