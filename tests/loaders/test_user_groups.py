"""Habits of the minutes of user groups and advisory committees: paragraphs, items, actions."""

from __future__ import annotations

import pytest

from tests.loaders.format_helpers import Read

HEAD = "Cedar Glen Panel\nMinutes of the meeting of 9 January 2024\n\nPresent: Pam Sykes (Chair), Rudy Vance\n\n"


def test_an_apology_by_the_short_form_of_a_listed_name(read: Read) -> None:
    minutes = read(
        HEAD
        + "Apologies: Robert Castell, Ida Moss\n\n1. Gate\n\nApologies were received from Rob Castell, "
        "Ida Moss and Sam Castell.\n\n2. Pool\n\nIt is new.\n"
    )
    assert [p.name for p in minutes.attendance if p.status == "apologies"] == [
        "Robert Castell",
        "Ida Moss",
        "Sam Castell",
    ]


def test_numbered_paragraphs_under_items_that_are_called_so(read: Read) -> None:
    minutes = read(
        HEAD + "Agenda Item 1: Gate\n\n1. The Chair welcomed attendees.\n\n"
        "2. The Chair said what was done since the last meeting:\n\n3. The minutes of May were approved.\n\n"
        "Agenda Item 2: Prices of tickets for the pool in May.\n\n4. Rudy Vance said they were high:\n"
    )
    assert [(i.ref, i.title) for i in minutes.items] == [
        ("1", "Gate"),
        ("2", "Prices of tickets for the pool in May."),
    ]
    assert [d.text for d in minutes.decisions] == ["The minutes of May were approved."]


def test_titles_right_behind_their_numbers(read: Read) -> None:
    minutes = read(HEAD + "1.Gate and fence\n\nIt is old.\n\n2.Pool\n\nIt cost 2.5 million.\n")
    assert [(i.ref, i.title) for i in minutes.items] == [("1", "Gate and fence"), ("2", "Pool")]


@pytest.mark.parametrize("mark", ["", "- "])
def test_actions_under_a_label_end_with_their_item(read: Read, mark: str) -> None:
    minutes = read(
        HEAD
        + "1. Gate\n- The Chair welcomed the Panel to the meeting.\n- Rudy Vance drove the Panel to the gate.\n"
        f"Actions:\n{mark}Secretariat to send the plan.\n{mark}Rudy Vance to mend it.\n"
        "2. Pool\n- Rudy Vance said it was new.\n"
    )
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Secretariat to send the plan.", ["Secretariat"]),
        ("Rudy Vance to mend it.", ["Rudy Vance"]),
    ]
