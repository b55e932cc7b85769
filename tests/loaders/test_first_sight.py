"""Ways of writing minutes that only show in small: each text is a document of its own."""

from __future__ import annotations

import pytest

from tests.loaders.format_helpers import Read

HEAD = """Cedar Glen Board
Minutes of the meeting of 9 January 2024

Present: Pam Sykes (Chair), Rudy Vance, Lou Castell

"""


def test_a_motion_goes_on_with_who_seconded_it(read: Read) -> None:
    minutes = read(
        HEAD + "1. Gate\n\nRudy motioned to accept the bid. Seconded by Pam. Motion carried.\n\n"
        "2. Pool\n\nMoved: Lou Castell    Seconded: Pam Sykes\nThat the pool opens in May.\nLAPSED\n"
    )
    assert [d.text for d in minutes.decisions] == [
        "Rudy motioned to accept the bid. Seconded by Pam. Motion carried."
    ]


def test_a_ruling_alone_under_a_heading_rules_on_what_it_names(read: Read) -> None:
    minutes = read(HEAD + "1. Budget for 2024\n\nApproved.\n\n2. Other business\n\nApproved.\n")
    assert [d.text for d in minutes.decisions] == ["Budget for 2024: Approved."]


def test_bold_titles_that_run_in_are_items(read: Read) -> None:
    minutes = read(
        HEAD + "**1. Interests:** Rudy declared an interest in the gate.\n\n"
        "**2. Finance:** Lou explained the accounts. ACTION Lou to send them to all.\n\n"
        "**3. Grants:** It was resolved to award grants as follows:\n\n- Youth Theatre £400\n"
        "- Food Bank £250\n\n**4. Thanks:** Pam thanked the volunteers for their work.\n"
    )
    assert [i.title for i in minutes.items] == ["Interests", "Finance", "Grants", "Thanks"]
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Lou to send them to all.", ["Lou Castell"])
    ]
    assert [d.text for d in minutes.decisions] == ["Youth Theatre £400", "Food Bank £250"]


def test_a_label_names_owners_only_where_it_looks_like_them(read: Read) -> None:
    minutes = read(
        HEAD + "## Gate\n\nText.\n\n## Action items\n\n- For Rudy: sign the contract\n"
        "- Pre-work: read the parking policy\n- [LC] letter to lot 31\n"
    )
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("sign the contract", ["Rudy Vance"]),
        ("Pre-work: read the parking policy", []),
        ("letter to lot 31", ["Lou Castell"]),
    ]


def test_an_action_told_again_in_a_closing_table_is_one(read: Read) -> None:
    minutes = read(
        HEAD
        + "1. Gate\n\nThe hinge is broken.\nACTION: Rudy Vance to get quotes for the hinge.\n\n"
        "2. Summary\n\nThe actions were read out.\n\n"
        "| Item | Action | Owner |\n|---|---|---|\n| 1 | Hinge quotes | Rudy Vance |\n"
    )
    assert [(a.text, a.owners) for a in minutes.actions] == [("Hinge quotes", ["Rudy Vance"])]


def test_lists_by_who_sends_the_people(read: Read) -> None:
    minutes = read(
        "Rivers Committee\nMinutes of the meeting of 9 January 2024\n\nMembers present:\n\n"
        "Canada\nMs Denise Tremblay\nDirector, Inland Waters\n\nChile\nMr Rodrigo Salas\n\n"
        "Kenya\nMs Halima Odinga (Chair)\nMr Peter Mwangi\n\nThe Chair welcomed everyone.\n",
        "minutes.txt",
    )
    assert [(p.name, p.organisation) for p in minutes.attendance] == [
        ("Denise Tremblay", "Canada"),
        ("Rodrigo Salas", "Chile"),
        ("Halima Odinga", "Kenya"),
        ("Peter Mwangi", "Kenya"),
    ]


def test_an_assembly_without_lists_or_items_is_minutes_all_the_same(read: Read) -> None:
    minutes = read(
        "Assembly of the Willowbank Tenants' Association\nMinutes of 2 March 2021\n\n"
        "Around forty tenants gathered in the hall, and the landlord's plan was explained to them.\n"
    )
    assert str(minutes.meeting.date) == "2021-03-02" and minutes.paragraphs


def test_headings_by_their_format_are_items_whatever_their_words(read: Read) -> None:
    minutes = read(
        "# Grebe Group call of 9 January 2024\n\n## 1. Welcome\n\nText.\n\n"
        "## 2. A long talk about the old files and where they came from.\n\nText.\n\n"
        "## 3. grebe.example is live\n\nNo more to do\n\n- 1. Ask\n- 2. Wait\n\n## 4. Other\n\nText.\n"
    )
    assert [i.ref for i in minutes.items] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("marked", "owners"),
    [
        ("Action for Lou Castell: mend the gate.", ["Lou Castell"]),
        ("Action on Lou Castell and Rudy: mend the gate.", ["Lou Castell", "Rudy Vance"]),
        ("ACTION: Set a short date to mend the gate.", []),
        ("ACTION: The Open Doors Team to mend the gate.", ["Open Doors Team"]),
    ],
)
def test_owners_are_named_whole_or_not_at_all(read: Read, marked: str, owners: list[str]) -> None:
    (action,) = read(HEAD + f"## Gate\n\n{marked}\n\n## Other\n\nText.\n").actions
    assert action.owners == owners


def test_an_agenda_in_a_table_is_no_list_of_actions(read: Read) -> None:
    minutes = read(
        HEAD + "## Agenda\n\n| What | Topics | Who |\n| --- | --- | --- |\n"
        "| Gate | Its hinges | Rudy |\n\n## Gate\n\nText.\n\n## Pool\n\nText.\n"
    )
    assert minutes.actions == []


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("29 April - 2 May 2024", "2024-04-29", "2024-05-02"),
        ("Part 1 - 2 May 2024", "2024-05-02", None),
    ],
)
def test_days_of_a_title(read: Read, said: str, first: str, last: str | None) -> None:
    meeting = read(f"# Grebe Group, {said}\n\nPresent: Pam Sykes, Lou Castell\n").meeting
    assert (str(meeting.date), meeting.end_date and str(meeting.end_date)) == (first, last)


def test_people_of_one_bullet_share_the_organisation_at_its_end(read: Read) -> None:
    minutes = read(
        "# Grebe Group call, 14 January 2010\n\n## Connection Details\n\n- phone: 555\n\n"
        "## Attendees:\n\n- Pam Sykes, Lou Castell (GSV)\n- Rudy Vance, I-Lin Marsh (HRT)\n"
        "- Joan Pike (Heron Labs)\n\n## Gates\n\nText.\n"
    )
    assert [(p.name, p.organisation) for p in minutes.attendance] == [
        ("Pam Sykes", "GSV"),
        ("Lou Castell", "GSV"),
        ("Rudy Vance", "HRT"),
        ("I-Lin Marsh", "HRT"),
        ("Joan Pike", "Heron Labs"),
    ]
    assert [i.title for i in minutes.items] == ["Gates"]


def test_owners_end_before_what_they_will_do(read: Read) -> None:
    minutes = read(
        HEAD + "## Gate\n\n- The gate was mended\n  - The group will move to close this soon\n"
        "  - Rudy will try to paint it\n\n## Other\n\nText.\n"
    )
    assert [a.owners for a in minutes.actions] == [["The group"], ["Rudy Vance"]]


def test_amounts_that_open_bullets_are_no_numbers_of_theirs(read: Read) -> None:
    minutes = read(
        HEAD + "## Gate\n\nText.\n\n## Actions\n\n- 12 Chairs to be bought by Rudy\n"
        "- 34 North to set up the tent\n- Rudy to paint the gate\n"
    )
    assert [a.text for a in minutes.actions] == [
        "12 Chairs to be bought by Rudy",
        "34 North to set up the tent",
        "Rudy to paint the gate",
    ]


def test_what_stands_below_the_date_is_no_place_unless_it_looks_like_one(read: Read) -> None:
    for line, venue in [
        ("Ann Tarrow", None),
        ("Chair", None),
        ("12 members in attendance", None),
        ("2. Election of officers", None),
        ("Page contents", None),
        ("| Gate | Rudy | 5 |", None),
        ("The Boathouse, Upton", "The Boathouse, Upton"),
        ("Upton Café", "Upton Café"),
    ]:
        minutes = read(
            f"Cedar Glen Board\n9 January 2024\n{line}\n\nPresent: Pam Sykes, Lou Castell\n"
        )
        assert (line, minutes.meeting.venue) == (line, venue)


def test_a_title_gives_the_name_of_a_body_whole_and_nothing_beside_it(read: Read) -> None:
    for title, body in [
        ("Open Harbour Board meeting, 9 January 2024", "Open Harbour Board"),
        ("Open Board meeting, 9 January 2024", "Board"),
        ("Reed TSC meeting 9 January 2024 (first TSC meeting!)", "Reed TSC"),
        ("Reed Senate meeting Reed Senate/Minutes 9 January 2024", "Reed Senate"),
    ]:
        minutes = read(f"# {title}\n\nPresent: Pam Sykes, Lou Castell\n")
        assert (title, minutes.body.name) == (title, body)
    minutes = read(
        "Reed Harbour Advisory Group minutes: 9 January 2024\n\n"
        "Minutes from the meeting of the group on 9 January 2024.\n\nPresent: Pam Sykes, Lou Castell\n"
    )
    assert minutes.body.name == "Reed Harbour Advisory Group"


def test_an_organisation_named_in_a_sentence_is_that_without_the_sentence(read: Read) -> None:
    for sentence, names in [
        ("As the Harbour Board, we act.", ["Harbour Board"]),
        ("From the Harbour Heritage Service we heard nothing.", ["Harbour Heritage Service"]),
        ("Join the Upton Rowing Club today.", ["Upton Rowing Club"]),
        ("Staff of the Upton Harbour Commission came.", ["Upton Harbour Commission"]),
        ("Lou writes with Data for Panel. Balance in Bank is low.", []),
        ("All Board members vote. Ask the WG. That WG waits.", []),
        ("The October Harbour Board was short.", ["Harbour Board"]),
        ("The Institute of the Upton Museum lent it.", ["Institute of the Upton Museum"]),
        ("All Saints Church has room.", ["All Saints Church"]),
    ]:
        minutes = read(HEAD + f"1. Gate\n\n{sentence}\n")
        found = [m.name for m in minutes.mentions if m.kind == "organisation"]
        assert (sentence, found) == (sentence, names)


def test_the_marks_of_a_torn_table_are_no_paragraphs(read: Read) -> None:
    minutes = read(HEAD + "1. Gate\n\n|\n\n**No**\n\n |\n\nThe gate was seen to.\n\n|\n")
    assert [p.text for p in minutes.paragraphs if not p.text] == []
    assert "The gate was seen to." in [p.text for p in minutes.paragraphs]


def test_a_number_or_an_acronym_in_capitals_is_no_name_of_a_person(read: Read) -> None:
    minutes = read(
        HEAD
        + "1. Gate\n\nThe Day One plan suits One Planet. We thank Helen Carter for it. We like ES Jobs here.\n"
    )
    assert [m.name for m in minutes.mentions if m.kind == "person"] == ["Helen Carter"]
