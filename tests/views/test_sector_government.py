"""Who meets whom: against the minutes, the named query, and what a browser draws."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from minutegraph import queries
from minutegraph.errors import UsageError
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.views.ribbons import Column, End, draw
from minutegraph.graph.views.sector_government import Pair, Party, SectorGovernment, Shared, render
from minutegraph.queries.shown.sector_government import page, sector_government
from tests.browser import opened
from tests.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT.parent / "shared" / "minutes"


def by_name(data: SectorGovernment) -> dict[tuple[str, str], Pair]:
    names = {party.key: party.name for party in (*data.organisations, *data.departments)}
    return {(names[one], names[other]): pair for (one, other), pair in data.pairs.items()}


def agrees(data: SectorGovernment, store: Store) -> bool:
    """Whether the named query says the same of every pair."""
    rows: list[dict[str, Any]] = queries.run(store, "sector-government").rows
    said = {
        (row["organisation"], row["government"]): (
            *(row["sessions"], row["items"]),
            sorted(row["people"]),
        )
        for row in rows
    }
    shown = {
        names: (
            *(pair.sessions, pair.items),
            sorted({name for each in pair.shared for name in each.people + each.officials}),
        )
        for names, pair in by_name(data).items()
    }
    return len(rows) > 20 and said == shown


def test_says_what_the_named_query_says(store: Store) -> None:
    assert agrees(sector_government(store, {}), store)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published minutes are not at hand")
def test_a_meeting_in_two_documents_counts_once(tmp_path: Path) -> None:
    done = Shell(tmp_path)("load", str(PUBLISHED), str(ROOT / "examples"))
    assert done.returncode == 0, done.stderr
    with open_store(str(tmp_path / "minutes.kgl")) as reader:
        data = sector_government(reader, {})
        assert agrees(data, reader)
        (shared,) = by_name(data)["Clinks", "Ministry of Justice"].shared
        assert len(shared.sources) == 4  # of both, in each document


def test_a_pair_with_what_the_minutes_say(store: Store) -> None:
    data = sector_government(store, {"body": "canal"})
    pairs = by_name(data)
    # Present at item 9 of December, after the department's man had left.
    assert [each.items for each in pairs["Towpath Trust", "National Waterways Agency"].shared] == [
        *(4, 7, 4, 9)
    ]
    rivers = pairs["Towpath Trust", "Department for Rivers and Ports"]
    assert [each.items for each in rivers.shared] == [4, 7, 4, 8]
    # Its director leaves before item 7.
    (may,) = pairs["Boatyard Skills Charity", "Office for Historic Structures"].shared
    assert (may.items, may.people, may.officials) == (6, ("Tomasz Wilk",), ("Leah Brandt",))
    assert [(voice.name, voice.times) for voice in may.spoke] == [("Tomasz Wilk", 2)]
    assert may.spoke[0].source == "2024-05-14.md, line 59, item 3"
    assert may.sources == ("2024-05-14.md, line 15", "2024-05-14.md, line 22")
    assert ("Inland Heritage Fund", "Office for Historic Structures") not in pairs
    assert not data.everybody


def test_sectors_with_what_they_rest_on(store: Store) -> None:
    data = sector_government(store, {"body": "canal"})
    assert [(name, [party.name for party in parties]) for name, _, parties in data.groups()][
        :3
    ] == [
        ("voluntary", ["Boatyard Skills Charity"]),
        ("academic", ["University of Eastmere"]),
        ("local government", ["Eastmere Borough Council"]),
    ]
    bases = {party.name: party.basis for party in (*data.departments, *data.organisations)}
    assert bases["University of Eastmere"] == "its name says “University of”"
    assert "listed as official (2024-09-10.yaml, line 54)" in str(
        bases["Office for Historic Structures"]
    )
    assert bases["Towpath Trust"] is None


def test_over_time_and_within_a_time(store: Store) -> None:
    data = sector_government(store, {"body": "canal"})
    assert [label for _, label in data.periods] == [
        *("2024-02-06", "2024-05-14", "2024-09-10", "2024-12-03")
    ]
    rows = {party.name: cells for party, cells in data.over_time}
    assert rows["Inland Heritage Fund"] == [(0, 0), (0, 0), (1, 4), (0, 0)]
    assert rows["Department for Rivers and Ports"] == [(1, 4), (1, 7), (1, 4), (1, 8)]
    later = sector_government(store, {"body": "canal", "since": "2024-06-01"})
    assert len(later.together) == 2
    only = sector_government(store, {"government": "NWA", "organisation": "towpath"})
    assert list(by_name(only)) == [("Towpath Trust", "National Waterways Agency")]


def test_one_meeting_of_everybody_is_a_table(store: Store) -> None:
    data = sector_government(store, {"body": "reducing"})
    assert data.everybody
    html = render(data)
    assert "every organisation met every department" in html
    assert "<svg" not in html
    assert html.count('id="pair-') == len(data.pairs) == 28


def test_nobody_to_draw_is_one_line(store: Store) -> None:
    with pytest.raises(UsageError, match=r"no organisation together with a department \(since: 2"):
        page(store, {"since": "2031-01-01"})
    with pytest.raises(UsageError, match="since is May"):
        page(store, {"since": "May"})


def test_no_two_names_meet_however_many_there_are() -> None:
    ends = [
        End(f"o{n}", f"Organisation for the {n} causes " * (1 + n % 3), "1 session")
        for n in range(30)
    ]
    departments = [End(f"d{n}", f"Department {n}", "3 sessions") for n in range(9)]
    threads = {
        (one.key, other.key): (1 + n % 7, "12 / 340")
        for n, one in enumerate(ends)
        for other in departments[: 1 + n % 9]
    }
    for width in (860, 356):
        drawing = draw(
            [Column("one", "a", ends[:10]), Column("two", "b", ends[10:])],
            [Column("government", "g", departments)],
            threads,
            width,
        )
        assert len(drawing.threads) == len(threads)
        for left in (True, False):
            bars = sorted((end.y, end.y + end.height) for end in drawing.ends if end.left is left)
            assert all(low[1] < high[0] for low, high in itertools.pairwise(bars))
            assert bars[0][0] > 0
            assert bars[-1][1] <= drawing.height
        for end in drawing.ends:  # their words stand beside their bars
            lines = [y for _, _, y in end.lines]
            assert end.y < lines[0] <= lines[-1] <= end.y + end.height
        numbers = sorted(thread.y for thread in drawing.threads)
        assert all(b - a >= 14.9 for a, b in itertools.pairwise(numbers))


def test_of_many_those_who_met_most_are_drawn() -> None:
    def party(kind: str, n: int, sector: str | None) -> Party:
        return Party(f"{kind}{n}", f"{kind} {n}", None, sector, None, sessions=60 - n)

    organisations = tuple(party("org", n, None) for n in range(50))
    departments = tuple(party("dept", n, "government") for n in range(10))
    shared = Shared("m", "Meeting", None, "s", 3, ("Ann",), ("Kit",), (), (), ("a.txt, line 1",))
    pairs = {
        (one.key, other.key): Pair(one.key, other.key, (shared,))
        for one in organisations
        for other in departments
    }
    meetings = (("m", "Meeting", None), ("n", "Other", None))
    data = SectorGovernment(organisations, departments, pairs, meetings)
    kept, met = data.drawn
    assert [len(kept), len(met)] == [10, 8]  # ten of eight lines each
    assert kept == list(organisations[:10])
    assert "10 of 50 organisations and 8 of 10 departments" in str(data.left_out)


def test_pointing_and_stepping_show_what_the_minutes_say(
    browser: Any, samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "links.html"
    done = Shell(samples)("view", "sector-government", "--body", "canal", "-o", str(path))
    assert done.returncode == 0, done.stderr
    with opened(browser, path) as (shown, seen):
        lit = "() => document.querySelectorAll('.ribbons.wide .thread.lit').length"
        end = shown.locator(".ribbons.wide .end", has_text="Inland Heritage Fund")
        end.hover()
        assert shown.evaluate(lit) == 2
        shown.mouse.move(2, 2)
        assert shown.evaluate(lit) == 0
        thread = shown.locator(
            ".ribbons.wide .thread[aria-label^='Boatyard Skills Charity and Office']"
        )
        thread.focus()
        assert shown.evaluate(lit) == 1
        said = shown.inner_text("#said")
        assert "Tomasz Wilk" in said
        assert "2024-05-14.md, line 59, item 3" in said
        shown.keyboard.press("Escape")
        assert shown.evaluate(lit) == 0
        # The drawing has a line for every pair of the table.
        assert shown.locator(".ribbons.wide .thread").count() == 29
        assert shown.locator("#matrix td a").count() == 29
        # A number of the table opens what is said of it.
        shown.locator("#matrix td a").first.click()
        assert shown.locator(".evidence details[open]").count() == 1
        assert seen.requests[0] == path.as_uri()
        assert not seen.messages


def test_words_stay_apart_in_the_browser(browser: Any, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "links.html"
    assert Shell(samples)("view", "sector-government", "-o", str(path)).returncode == 0
    boxes = """(kind) => [...document.querySelectorAll(`.ribbons.${kind} text`)].map((each) => {
      const box = each.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"""
    for kind, width in (("wide", 1280), ("narrow", 390)):
        with opened(browser, path, viewport={"width": width, "height": 800}) as (shown, _):
            found = shown.evaluate(boxes, kind)
            frame = shown.locator(f".ribbons.{kind}").bounding_box()
        assert len(found) > 80
        assert min(box[0] for box in found) >= frame["x"] - 8
        assert max(box[2] for box in found) <= frame["x"] + frame["width"] + 8
        # Boxes are as high as a line, with room above and below the letters.
        close = [
            (one, other)
            for place, one in enumerate(found)
            for other in found[place + 1 :]
            if min(one[2], other[2]) - max(one[0], other[0]) > 1
            and min(one[3], other[3]) - max(one[1], other[1]) > 4
        ]
        assert not close
