"""An issue's path: against the minutes, against `trace`, and in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.views.issue import LISTED, SHAPES, Issue, render
from minutegraph.graph.views.lanes import DRAWN, Lane, Mark, Row, draw
from minutegraph.graph.views.palette import outline
from minutegraph.queries.shown.issue import issue, page
from tests.browser import opened
from tests.conftest import Shell

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("issue")
    assert Shell(path)("load", str(EXAMPLES)).returncode == 0
    assert Shell(path)("topics", "add", "Thornby gates", "lock gates").returncode == 0
    return path


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with open_store(str(folder / "minutes.kgl")) as reader:
        yield reader


def rows_of(data: Issue, narrow: bool = False) -> dict[str, tuple[str, list[str]]]:
    """What is told of each decision and action, and the days of its marks."""
    day = {entry.number: entry.day for entry in data.entries}
    (lane,) = (data._rows(body) for body in data.bodies)
    return {
        row.words[:40]: (row.told, [day[mark.number] for mark in row.marks]) for row in lane[1:]
    }


@pytest.mark.parametrize("asked", ["gates", "Thornby gates", '"match funding" OR coring'])
def test_has_the_rows_of_trace(folder: Path, store: Store, asked: str) -> None:
    told = json.loads(Shell(folder)("trace", asked, "--format", "json").stdout)
    data = issue(store, {"issue": asked})
    assert len(told) > 4
    assert [
        [entry.day, entry.meeting_name, entry.kind, entry.text, entry.source, entry.open]
        for entry in data.entries
    ] == [
        [row[name] for name in ("date", "meeting", "kind", "text", "source", "open")]
        for row in told
    ]
    assert [list(entry.words) for entry in data.entries] == [row["words"] for row in told]


def test_actions_are_followed_from_meeting_to_meeting(store: Store) -> None:
    data = issue(store, {"issue": "gates"})
    rows = rows_of(data)
    assert rows["Fiona Calder to send the Panel a costed "] == (
        "done; Fiona Calder",
        ["2024-02-06", "2024-05-14"],
    )
    assert rows["Find out from the five yards that can bu"] == (
        "open; Gwilym Tudor-Rees",
        ["2024-09-10", "2024-12-03"],
    )
    assert rows["The Panel agreed to ask the Minister for"] == ("decided", ["2024-02-06"])
    assert len(rows) == 10
    later = next(
        e for e in data.entries if e.kind == "action reviewed" and e.number in data.earlier
    )
    earlier, why = data.earlier[later.number]
    assert data.entries[earlier - 1].kind == "action given"
    assert "number 1" in why
    assert [(entry.text.split(" to ")[0], entry.due) for entry in data.left][1:] == [
        ("Ms Calder", "31 January 2025"),
        ("Dr Raman and Mrs Holm", "the end of January"),
    ]


def test_what_is_open_is_so_whatever_part_is_shown(store: Store) -> None:
    data = issue(store, {"issue": "gates", "until": "2024-06-30"})
    assert {entry.day for entry in data.entries} == {"2024-02-06", "2024-05-14"}
    assert {entry.day for entry in data.left} == {"2024-12-03"}


def test_a_topic_has_its_name_and_a_body_its_lane(store: Store) -> None:
    assert issue(store, {"issue": "lock gates"}).name == "Thornby gates"
    both = issue(store, {"issue": "gates OR sector"})
    assert len(both.bodies) == 2
    wide, narrow = both.drawings
    assert [name for name, _ in wide.titles] == both.bodies == [name for name, _ in narrow.titles]
    # Every entry has one mark in either drawing.
    for drawing in (wide, narrow):
        assert sorted(placed.mark.number for placed in drawing.marks) == [
            entry.number for entry in both.entries
        ]


def test_nothing_found_and_what_does_not_fit_is_one_line(store: Store) -> None:
    with pytest.raises(UsageError, match=r"has nothing about submarines"):
        page(store, {"issue": "submarines"})
    with pytest.raises(UsageError, match=r"nothing about gates \(since: 2031-01-01\)"):
        page(store, {"issue": "gates", "since": "2031-01-01"})
    with pytest.raises(UsageError, match="until is May: give a day"):
        page(store, {"issue": "gates", "until": "May"})


@pytest.mark.parametrize("narrow", [False, True])
def test_marks_and_words_stay_apart_however_many_there_are(narrow: bool) -> None:
    style = SHAPES["decided"]
    columns = [(f"m{n}", f"2024-01-{n + 1:02}") for n in range(DRAWN)]
    numbers = iter(range(10_000))

    def marks(*places: int) -> tuple[Mark, ...]:
        return tuple(
            Mark(next(numbers), f"m{place}", outline(style), style, "said") for place in places
        )

    rows = [
        Row("What was said", "", marks(*(n % DRAWN for n in range(30 * DRAWN)))),
        *(Row(f"Decision {n} of many words " * 4, "decided", marks(n)) for n in range(60)),
        Row("An action", "open; Ann Lee", marks(0, 7, 7, 30)),
    ]
    drawing = draw(columns, [Lane("One", rows[:30]), Lane("Two", rows[30:])], narrow=narrow)
    places = sorted((placed.y, placed.x) for placed in drawing.marks)
    assert len(set(places)) == len(places) > 300
    for (y, x), (below, beside) in pairwise(places):
        assert below - y >= 18.9 or abs(beside - x) >= 18.9
    if not narrow:  # words stand in the gutter, marks right of it
        assert min(placed.x for placed in drawing.marks) > drawing.left
    lines = sorted(y for _, _, _, y in drawing.words)
    assert all(b - a >= 15.9 for a, b in pairwise(lines))
    # What does not fit a cell is counted there.
    counted = sum(int(text[1:]) for text, _, _ in drawing.more)
    assert counted + len([m for m in drawing.marks if m.mark.number < 30 * DRAWN]) == 30 * DRAWN


def test_marks_lead_to_the_words_by_keyboard(browser: Any, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "gates.html"
    assert Shell(folder)("view", "issue", "gates", "-o", str(path)).returncode == 0
    for form, width in (("wide", 1280), ("narrow", 390)):
        viewport = {"width": width, "height": 800}
        with opened(browser, path, viewport=viewport, java_script_enabled=False) as (shown, seen):
            marks = shown.locator(f".lanes-scroll.{form} a")
            assert marks.count() == shown.locator("#entries tr[id]").count() == 42
            mark = shown.locator(f".lanes-scroll.{form} a[aria-label*='Confirm the match']")
            mark.first.focus()
            shown.keyboard.press("Enter")
            target = shown.locator("#entries tr:target")
            assert "Confirm the match funding" in target.inner_text()
            assert "2024-09-10.yaml, line 1" in target.inner_text()
            box = target.bounding_box()
            assert 0 <= box["y"] < 800
            target.locator("a", has_text="Taken up again on 2024-12-03").click()
            assert "Carried on from 2024-09-10" in shown.inner_text("#entries tr:target")
            assert shown.locator(".left li").count() == 3
            assert not seen.messages


def test_says_what_it_leaves_out(store: Store) -> None:
    data = issue(store, {"issue": "gates"})
    assert data.left_out is None
    many = tuple(
        replace(entry, number=n, meeting=f"m{n:03}") for n, entry in enumerate(data.entries * 2, 1)
    )
    html = render(Issue("gates", many, {50: (7, "number 1")}, ()))
    assert f"Drawn: the latest {DRAWN} of 84 meetings. The table has all." in html
    assert html.count('<tr id="entry-') == 84
    more = tuple(replace(many[n % 84], number=n + 1) for n in range(LISTED + 60))
    html = render(Issue("gates", more, {100: (7, "number 1")}, ()))
    assert f"The latest {LISTED} of 860 entries" in html
    numbers = [int(n) for n in re.findall(r'<tr id="entry-(\d+)"', html)]
    assert numbers == list(range(61, 861))
    assert {int(n) for n in re.findall(r'href="#entry-(\d+)"', html)} <= set(numbers)
