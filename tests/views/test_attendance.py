"""Who was in the room, as the matrices say it, against what the minutes say."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.views import attendance
from minutegraph.graph.views.attendance import Attendance
from minutegraph.graph.views.record import Named, Presence, Record, Session
from minutegraph.queries.shown.attendance import page
from minutegraph.queries.shown.records import records, wanted_meetings
from tests.browser import opened


def rows(shown: Attendance) -> dict[str, str]:
    """Each row's marks as letters, a blank where there is none."""
    return {
        entry.node.name: "".join(cell.sign if cell else " " for cell in entry.cells)
        for section in shown.matrix.sections
        for entry in section.entries
    }


def test_people_against_the_items_of_a_meeting(store: Store) -> None:
    (chosen,) = wanted_meetings(store, {"meeting": "2020-06-16"})
    (record,) = records(store, [str(chosen["meeting"])])
    shown = attendance.of_meeting(record)
    assert [column.short for column in shown.matrix.columns] == list("123456789")
    assert [(section.heading, len(section.entries)) for section in shown.matrix.sections] == [
        ("Members", 16),
        ("Officials", 8),
        ("Staff and secretariat", 1),
        ("Apologies", 2),
    ]
    got = rows(shown)
    assert got["Lucy Frazer"] == "•••••    "  # leaves in item 5
    assert got["Jim Barton"] == "••••••   "  # leaves in item 6
    assert got["George Barrow"] == "•••••••• "  # stays for the first session
    assert got["Peter Dawson"] == "        •"  # comes for the second
    assert got["Anne Fox"] == "•••••••••"
    entry = next(
        e for s in shown.matrix.sections for e in s.entries if e.node.name == "Lucy Frazer"
    )
    assert entry.total == "5"
    (told,) = entry.told
    assert "items 1 to 5" in told.what
    assert told.where == "rr3-2020-06-16.yaml, line 64"
    assert [cell.run for cell in entry.cells if cell] == ["from", *["through"] * 3, "to"]


def test_people_against_the_meetings_of_a_body(store: Store) -> None:
    chosen = wanted_meetings(store, {"body": "waterways"})
    found = list(records(store, [str(row["meeting"]) for row in chosen]))
    assert found[0].body is not None
    shown = attendance.of_body(found[0].body, found)
    assert [column.short for column in shown.matrix.columns] == [
        "06 Feb", "14 May", "10 Sep", "03 Dec",
    ]  # fmt: skip
    got = rows(shown)
    assert got["Margaret Ashdown"] == "CCCS"  # hands the chair over in December
    assert got["Idris Bowen"] == "SASC"
    assert got["Astrid Holm"] == "///S"  # first listed in December
    assert got["Tomasz Wilk"] == "AS//"
    assert got["Chidi Nwosu"] == "S–SA"  # in no list in May
    assert {"–", "/"} <= {mark.sign for mark in shown.matrix.marks if mark.meaning}


def test_meetings_before_those_chosen_tell_who_was_listed(store: Store) -> None:
    html = page(store, {"body": "waterways", "since": "2024-05-01", "until": "2024-09-30"})

    def words(name: str) -> list[str]:
        (row,) = re.findall(rf'<tr data-row="{name} .*?</tr>', html, re.DOTALL)
        return re.findall(r'<span class="unseen">([^:<]+)</span>', row)

    assert words("Chidi Nwosu") == ["not listed that day", "spoke"]  # listed in February
    assert words("Tomasz Wilk") == ["spoke", "outside the time of being listed"]


def listing(key: str, date: dt.date | None, *people: str) -> Record:
    """A meeting with nothing but people in the room."""
    return Record(
        key, key, date, (), None, (), None, None,
        presences=[
            Presence(Named("Person", name, name), key, "member", None, None, None, "present",
                     None, None, name, None, "a.txt, line 1")
            for name in people
        ],
        sessions=[Session(key, 1, key, None)],
    )  # fmt: skip


def test_minutes_without_lists_or_a_day_say_nothing_of_who_was_away() -> None:
    days = [dt.date(2024, month, 1) for month in range(1, 6)]
    meetings = [
        listing("a", days[0], "Ann"),
        listing("b", days[1], "Bo"),
        listing("c", days[2]),
        listing("d", days[3], "Ann", "Bo"),
        listing("e", days[4], "Ann"),
        listing("f", None, "Cy"),
    ]
    shown = attendance.of_body(Named("Organisation", "x", "Panel"), meetings)
    assert rows(shown) == {"Ann": " •– ••", "Bo": " /• •/", "Cy": "•     "}
    assert shown.more is not None and shown.more.startswith("An empty column")


def test_forty_meetings_fit_on_paper(browser: Any, tmp_path: Path) -> None:
    start = dt.date(2020, 1, 10)
    people = [f"Somebody Number {number}" for number in range(8)]
    meetings = [listing(f"m{n}", start + dt.timedelta(n * 31), *people[n % 3 :]) for n in range(40)]
    path = tmp_path / "wide.html"
    body = Named("Organisation", "x", "Panel")
    path.write_text(attendance.render(attendance.of_body(body, meetings)), "utf-8")
    across = 1009  # px of A4 on its side, less margins of 1.5 cm
    with opened(browser, path, viewport={"width": across, "height": 680}) as (shown, _):
        shown.emulate_media(media="print")
        assert 0.5 * across < shown.evaluate("() => attendance.offsetWidth") < across


def test_minutes_that_record_no_speech_do_not_count_who_spoke() -> None:
    silent = attendance.of_meeting(listing("a", dt.date(2024, 1, 1), "Ann", "Bo"))
    assert silent.figures == [("2", "people in the room")]


def test_what_fits_nothing_or_several_says_so(store: Store) -> None:
    with pytest.raises(UsageError, match="no recorded meeting that fits meeting 1999"):
        page(store, {"meeting": "1999"})
    with pytest.raises(UsageError, match="part of several names"):
        page(store, {"body": "a"})


def test_a_person_is_found_without_accents_and_by_parts(
    browser: Any, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(store, {"body": "waterways"}), "utf-8")
    with opened(browser, path) as (shown, seen):
        visible = (
            "() => [...document.querySelectorAll('[data-row]')].filter((r) => !r.hidden).length"
        )
        everybody = shown.evaluate(visible)
        shown.keyboard.press("Tab")
        shown.keyboard.type("tudor gwil")
        assert shown.evaluate(visible) == 1
        assert shown.inner_text("[data-count]") == f"1 of {everybody}"
        shown.fill("[data-filter]", "")
        assert shown.evaluate(visible) == everybody
        shown.select_option("[data-choose]", "Officials")
        assert shown.evaluate(visible) == 5
        assert shown.locator("[data-group]:visible").count() == 1
        shown.locator("tr:visible .total a").first.press("Enter")
        told = shown.inner_text(".told-of:target")
        assert told.startswith("Fiona Calder") and "2024-02-06: spoke" in told
        assert seen.nothing_but(path), seen
