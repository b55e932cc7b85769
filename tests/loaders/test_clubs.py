"""Ways in which clubs, societies and collaborations write minutes, each text a small document."""

from __future__ import annotations

import pytest

from minutegraph.loaders.minutes import Minutes
from tests.loaders.format_helpers import Read

HEAD = """# Lantern Canoe Club committee, 9 January 2024

Present: Pam Sykes (Chair), Rudy Vance, Lou Castell

"""


def owned(minutes: Minutes) -> list[tuple[str, list[str]]]:
    return [(action.text, action.owners) for action in minutes.actions]


def test_a_term_of_office_is_a_post_and_no_organisation(read: Read) -> None:
    minutes = read(
        "# Lantern Canoe Club AGM, 9 January 2024\n\nMembers present:\n\n"
        "- Pam Sykes (2023 President, AGM Chair)\n- Rudy Vance (2023 OCM)\n- Lou Castell\n"
    )
    assert [(p.name, p.position, p.organisation, p.capacity) for p in minutes.attendance] == [
        ("Pam Sykes", "2023 President", None, "chair"),
        ("Rudy Vance", "2023 OCM", None, "member"),
        ("Lou Castell", None, None, "member"),
    ]


def test_who_came_after_all_or_late_was_there_in_part(read: Read) -> None:
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


def test_the_secretary_who_took_the_minutes_was_there(read: Read) -> None:
    minutes = read(
        "# Lantern Canoe Club AGM - 9 January 2024\n\n"
        "Minutes taken by the Secretary, Lou Castell, and typed up by Pam Sykes.\n\n"
        "## Apologies\n\nApologies received from Rudy Vance.\n\n## Boats\n\nTwo leak.\n"
    )
    assert [(p.name, p.status, p.capacity) for p in minutes.attendance] == [
        ("Rudy Vance", "apologies", "member"),
        ("Lou Castell", "present", "secretary"),
    ]


def test_an_action_is_whose_name_it_begins_with(read: Read) -> None:
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


def test_initials_in_brackets_are_owners_though_one_is_of_nobody_listed(read: Read) -> None:
    minutes = read(HEAD + "## Boats\n\nText.\n\n## Actions\n\n- [XO, RV]  Buy a rope\n")
    assert owned(minutes) == [("Buy a rope", ["XO", "Rudy Vance"])]


def test_a_motion_is_nobody_who_is_to_act(read: Read) -> None:
    minutes = read(
        "# Lantern Canoe Club, 9 January 2024\n\n## Opening\n\n- Motion to approve by Pam\n\n"
        "## Closing\n\n- Motion to adjourn by Lou\n"
    )
    assert minutes.actions == []


def test_a_list_under_a_mark_ends_where_its_points_end(read: Read) -> None:
    minutes = read(
        HEAD
        + "1. Boats\n    * Repairs\n      * TODO:\n        * buy glue\n        * mend the keel\n"
        "    * The slipway is open again\n2. Hut\n    * Rent: paid\n"
    )
    assert owned(minutes) == [("buy glue", []), ("mend the keel", [])]


def test_next_action_is_a_mark(read: Read) -> None:
    minutes = read(
        HEAD + "## Boats\n\nThe keel is cracked. *Next action:* Rudy will call the yard.\n"
    )
    assert owned(minutes) == [("Rudy will call the yard.", ["Rudy Vance"])]


def test_the_summary_of_a_meeting_bot(read: Read) -> None:
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


FIELDS = {
    "yaml": '---\ntitle: "January 2024 Business Meeting Minutes"\ndate: 2024-02-11\n---\n',
    "toml": '+++\ndate = "2024-02-11T12:09:00-06:00"\ntitle = "January 2024 Business Meeting"\n+++\n',
    "bare": "Title: January Meeting\nDate: 2024-02-11 10:20\nSlug: january\nAuthors: Una Frost\n",
}


@pytest.mark.parametrize("front", FIELDS.values(), ids=FIELDS)
def test_front_matter_says_when_the_page_was_made_not_when_they_met(read: Read, front: str) -> None:
    minutes = read(
        f"{front}\n# Lantern Canoe Club, 9 January 2024\n\nPresent: Pam Sykes, Una Orr\n"
    )
    assert str(minutes.meeting.date) == "2024-01-09"
    assert minutes.body.name == "Lantern Canoe Club"
    assert not minutes.coverage.not_understood


def test_lines_that_minutes_open_with_are_no_front_matter(read: Read) -> None:
    minutes = read(
        "Title: Canoe Club\nDate: 9 January 2024\nPresent: Pam Sykes, Una Orr\n\nText.\n"
    )
    assert [p.name for p in minutes.attendance] == ["Pam Sykes", "Una Orr"]
    assert str(minutes.meeting.date) == "2024-01-09"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Meeting Notes: Rowing, Jan 9 2024", "Rowing"),
        ("Reed Boat meeting minutes: Tuesday January 9 2024", "Reed Boat"),
        ("Notes on the 21st ReedBuild conference call, 9 January 2024", "ReedBuild"),
    ],
)
def test_bodies_of_short_titles(read: Read, title: str, body: str) -> None:
    assert read(f"# {title}\n\nPresent: Pam Sykes, Una Orr\n").body.name == body


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Accepted without correction.", "Previous minutes: Accepted without correction."),
        ("The plan was put to a vote and passed unanimously.", None),
        ("Una stood down. Pam was proposed and elected unopposed.", None),
        ("The matter was discussed and the decision was made to buy two boats.", None),
        ("Result is 7-0 (1 abstention) in favour of buying two boats.", None),
        ("VOTED unanimously to buy two boats.", None),
        ("Draft agenda accepted.", None),
    ],
)
def test_what_was_decided(read: Read, text: str, decision: str | None) -> None:
    minutes = read(HEAD + f"## Previous minutes\n\n{text}\n\n## Hut\n\nThe roof leaks.\n")
    assert [d.text for d in minutes.decisions] == [decision or text.split(". ")[-1]]


def test_a_vote_its_counts_and_its_result_are_one_decision(read: Read) -> None:
    minutes = read(
        HEAD + "## Boats\n\nCan we buy two?\n\nVote on buying two boats.\n\n"
        "- Vote: 3 in favor, 0 opposed, 0 abstained\n- Resolution: Vote passed\n"
    )
    (decision,) = minutes.decisions
    assert decision.text.startswith("Vote on buying two boats.")
    assert decision.votes is not None and decision.votes.for_ == 3 and decision.result == "passed"


def test_a_motion_that_one_proposed_and_another_seconded(read: Read) -> None:
    minutes = read(
        HEAD + "## Minutes of last year\n\nRudy Vance proposed the minutes were true and correct. "
        "Lou Castell seconded the proposal.\n\nSome words were mended.\n\nMotion passed.\n"
    )
    assert [(d.proposer, d.seconder) for d in minutes.decisions] == [("Rudy Vance", "Lou Castell")]


def test_a_heading_below_an_item_says_what_was_decided(read: Read) -> None:
    minutes = read(
        HEAD + "### 1. Boats\n\n* _Rudy:_ Shall we?\n\n#### Decision: Buy two boats\n\n"
        "* _Lou:_ Fine.\n\n### 2. Hut\n\nThe roof leaks.\n"
    )
    assert [d.text for d in minutes.decisions] == ["Buy two boats"]
    assert [i.title for i in minutes.items] == ["Boats", "Hut"]


def test_a_ruling_in_a_word_rules_on_what_stands_before_or_above_it(read: Read) -> None:
    minutes = read(
        HEAD + "1. Boats\n   - Buy a screen for the hut (saves room)\n      - Carried.\n"
        "   - Rope: Lou has one; do we want it? Passed.\n2. Hut\n   - The roof leaks.\n"
    )
    assert [d.text for d in minutes.decisions] == [
        "Buy a screen for the hut (saves room) Carried.",
        "Rope: Lou has one; do we want it? Passed.",
    ]


def test_numbers_of_inner_lists_are_no_items(read: Read) -> None:
    minutes = read(
        "<p>Reed Boat Club Minutes<br>\n9 January 2024<br>\nAttendance: Pam Sykes, Una Maud Orr</p>\n"
        "<!--break--><ol>\n<li>Boats\n<ol>\n<li>We need two.</li>\n<li>TODO: Maud will ask.</li>\n"
        "</ol>\n</li><li>Pins\n<ol>\n<li>Gold</li>\n<li>Silver</li>\n<li>Iron</li>\n<li>Tin</li>\n"
        "</ol>\n</li><li>Hut\n<ol>\n<li>It leaks. TODO: find out why.</li>\n</ol>\n</li>\n</ol>\n"
    )
    assert [i.title for i in minutes.items] == ["Boats", "Pins", "Hut"]
    assert owned(minutes) == [("Maud will ask.", ["Una Maud Orr"]), ("find out why.", [])]


def test_what_each_is_called_in_brackets_is_no_organisation(read: Read) -> None:
    people = (
        "### Present\n\nPam Sykes (Heron)  \nRudy Vance (otter9)  \nLou Castell (moss)  \n"
        "Ida Roe (Dabchick)\n\n"
    )
    minutes = read(
        "# Reed Boat Club, 9 January 2024\n\n" + people + "## Boats\n\nHeron needs to buy two. "
        "otter9 will help, as moss has no time.\n\nDabchick said the red one leaks.\n\n"
        "## Keys\n\nAction: moss to cut two more keys\n"
    )
    assert [(p.organisation, p.aliases) for p in minutes.attendance] == [
        (None, ["Heron"]),
        (None, ["otter9"]),
        (None, ["moss"]),
        (None, ["Dabchick"]),
    ]
    assert owned(minutes) == [("moss to cut two more keys", ["Lou Castell"])]
    # Where nobody by those words does anything, they are whom the people are from.
    minutes = read("# Reed Boat Club, 9 January 2024\n\n" + people + "## Boats\n\nWe need two.\n")
    assert minutes.attendance[0].organisation == "Heron"


def test_a_list_goes_on_behind_a_comma_whatever_line_it_is_set_on(read: Read) -> None:
    minutes = read(
        '+++\ntitle = "Term 2 Week 3 Exec Minutes"\ndate = "2024-01-09"\n+++\n\n'
        "**Present:** Heron, Pam, Moss,  \nRudy, Lou\n\n##### Hut\n\nExec agreed this would be 70 pounds.\n\n"
        "##### Boats\n\nWe may need two.\n\nConclusion: the red one is to be sold\n"
    )
    assert [p.name for p in minutes.attendance] == ["Heron", "Pam", "Moss", "Rudy", "Lou"]
    assert minutes.body.name == "Exec"
    assert [d.text for d in minutes.decisions] == [
        "Exec agreed this would be 70 pounds.",
        "the red one is to be sold",
    ]


def test_a_sentence_below_the_title_names_no_body(read: Read) -> None:
    minutes = read(
        "+++\ntitle = 'Week 4 Crew Meeting Minutes'\ndate = '2024-01-09'\n+++\n\n"
        "We held a Crew Meeting, here are the minutes.\n\nPresent: Pam, Rudy, Lou\n\n"
        "### Hut\n\n  - It leaks.\n\n### Boats\n\n  - Two are left.\n"
    )
    assert minutes.body.name == "Crew"


def test_marks_of_a_wiki_and_of_pandoc_are_no_words_of_the_minutes(read: Read) -> None:
    minutes = read(
        "`{{TOCright}}`{=mediawiki}\n\n## Time and Location {#time_and_location}\n\n"
        "The hut, 9 January 2024\n\nPresent: Pam, Rudy, Lou\n\n## Agenda\n\n"
        "### Agenda Item #1: Boats. New ones? {#agenda_item_1_boats._new_ones}\n\n- We need two.\n\n"
        "### Agenda Item #2: Hut {#agenda_item_2_hut}\n\n- It leaks.\n\n"
        "### Agenda Item: Other. {#agenda_item_other.}\n\n- Nothing.\n",
        "Reed Board Meeting 2024 01 09.md",
    )
    assert [(i.ref, i.title) for i in minutes.items] == [
        ("1", "Boats. New ones?"),
        ("2", "Hut"),
        (None, "Other."),
    ]
    assert minutes.body.name == "Reed Board"
