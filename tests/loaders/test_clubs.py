"""Ways in which clubs, societies and collaborations write minutes, each text a small document."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.loaders.minutes import Minutes
from tests.loaders.format_helpers import write

HEAD = """# Lantern Canoe Club committee, 9 January 2024

Present: Pam Sykes (Chair), Rudy Vance, Lou Castell

"""


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reading(text: str, name: str = "minutes.md") -> Minutes:
        return loaders.load(write(tmp_path, name, text))

    return reading


def owned(minutes: Minutes) -> list[tuple[str, list[str]]]:
    return [(action.text, action.owners) for action in minutes.actions]


def test_a_term_of_office_is_a_post_and_no_organisation(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "# Lantern Canoe Club AGM, 9 January 2024\n\nMembers present:\n\n"
        "- Pam Sykes (2023 President, AGM Chair)\n- Rudy Vance (2023 OCM)\n- Lou Castell\n"
    )
    assert [(p.name, p.position, p.organisation, p.capacity) for p in minutes.attendance] == [
        ("Pam Sykes", "2023 President", None, "chair"),
        ("Rudy Vance", "2023 OCM", None, "member"),
        ("Lou Castell", None, None, "member"),
    ]


def test_who_came_after_all_or_late_was_there_in_part(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + "Late: Ida Roe, Tom Bell\n\nQuorum present: Yes\n\nApologies:\n\n"
        "- Una Frost - arrived during the meeting\n- Max Orr\n"
    )
    assert [(p.name, p.status) for p in minutes.attendance[3:]] == [
        ("Ida Roe", "partial"),
        ("Tom Bell", "partial"),
        ("Una Frost", "partial"),
        ("Max Orr", "apologies"),
    ]


def test_the_secretary_who_took_the_minutes_was_there(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "# Lantern Canoe Club AGM - 9 January 2024\n\n"
        "Minutes taken by the Secretary, Lou Castell, and typed up by Pam Sykes.\n\n"
        "## Apologies\n\nApologies received from Rudy Vance.\n\n## Boats\n\nTwo leak.\n"
    )
    assert [(p.name, p.status, p.capacity) for p in minutes.attendance] == [
        ("Rudy Vance", "apologies", "member"),
        ("Lou Castell", "present", "secretary"),
    ]


def test_an_action_is_whose_name_it_begins_with(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + "## Boats\n\n- ACTION: Rudy e-mail the yard to ask for a price\n"
        "- ACTION: Lou and Pam paint the canoe\n- ACTION: Everyone join the mailing list\n"
        "- ACTION: Report will be posted on the board\n"
    )
    assert owned(minutes) == [
        ("Rudy e-mail the yard to ask for a price", ["Rudy Vance"]),
        ("Lou and Pam paint the canoe", ["Lou Castell", "Pam Sykes"]),
        ("Everyone join the mailing list", ["Everyone"]),
        ("Report will be posted on the board", []),
    ]


def test_initials_in_brackets_are_owners_though_one_is_of_nobody_listed(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(HEAD + "## Boats\n\nText.\n\n## Actions\n\n- [XO, RV]  Buy a rope\n")
    assert owned(minutes) == [("Buy a rope", ["XO", "Rudy Vance"])]


def test_a_motion_is_nobody_who_is_to_act(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "# Lantern Canoe Club, 9 January 2024\n\n## Opening\n\n- Motion to approve by Pam\n\n"
        "## Closing\n\n- Motion to adjourn by Lou\n"
    )
    assert minutes.actions == []


def test_a_list_under_a_mark_ends_where_its_points_end(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD
        + "1. Boats\n    * Repairs\n      * TODO:\n        * buy glue\n        * mend the keel\n"
        "    * The slipway is open again\n2. Hut\n    * Rent: paid\n"
    )
    assert owned(minutes) == [("buy glue", []), ("mend the keel", [])]


def test_next_action_is_a_mark(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        HEAD + "## Boats\n\nThe keel is cracked. *Next action:* Rudy will call the yard.\n"
    )
    assert owned(minutes) == [("Rudy will call the yard.", ["Rudy Vance"])]


def test_the_summary_of_a_meeting_bot(read) -> None:  # type: ignore[no-untyped-def]
    minutes = read(
        "# Reed Boat chat, 9 January 2024\n\nMeeting summary\n---------------\n"
        "* hello  (pam, 15:41:37)\n\n* Boats  (pam, 15:45:38)\n  * LINK:\n"
        "    https://example.org/plan (pam, 15:45:43)\n  * 1. sand the hull  (pam, 15:46:42)\n"
        "  * 2. Paint the hull  (pam, 15:46:59)\n  * 3. Launch  (pam, 15:47:08)\n"
        "  * ACTION: rudy22 sand for the paint  (pam, 15:48:51)\n\n"
        "* open floor  (pam, 16:16:35)\n  * AGREED: we meet at 1600 UTC  (pam, 16:19:11)\n\n"
        "Action Items\n------------\n* rudy22 sand for the paint\n* Lou_C call the yard\n\n"
        "Action Items, by person\n-----------------------\n* Lou_C\n  * Lou_C call the yard\n"
        "* rudy22\n  * rudy22 sand for the paint\n"
    )
    assert [i.title for i in minutes.items] == ["hello", "Boats", "open floor"]
    assert owned(minutes) == [
        ("rudy22 sand for the paint", ["rudy22"]),
        ("Lou_C call the yard", ["Lou_C"]),
    ]
    assert [d.text for d in minutes.decisions] == ["we meet at 1600 UTC"]
