"""The view of a person or organisation: its facts by hand from the samples, its page in a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutegraph import loaders
from minutegraph.errors import UsageError
from minutegraph.graph.load import load_minutes
from minutegraph.graph.resolve.registry import parse_registry
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.views import near
from minutegraph.graph.views.bars import Bar, Scale
from minutegraph.graph.views.profile import render
from minutegraph.queries.shown import profile as shown
from minutegraph.queries.shown.profile import _periods, find, profile
from tests.browser import opened

EXAMPLES = Path(__file__).parents[2] / "examples"
SEFTON = {"name": "John Sefton", "key": "person:john-sefton"}


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The four meetings of the samples' panel."""
    url = str(tmp_path_factory.mktemp("panel") / "minutes.kgl")
    with open_store(url, write=True) as store:
        load_minutes(store, [loaders.load(path) for path in loaders.find([EXAMPLES / "panel"])])
    with open_store(url) as store:
        yield store


def test_a_person_with_roles_meetings_words_and_names(panel: Store) -> None:
    found = profile(panel, "person", "john sefton")
    assert (found.key, found.kind, found.other_names) == (
        SEFTON["key"],
        "Member",
        ("J Sefton", "JS"),
    )
    assert [
        (role.relation, role.name, role.position, role.first, role.last, len(role.sources))
        for role in found.roles
    ] == [
        (
            "belongs to",
            "Friends of the Thornby Flight",
            "",
            dt.date(2024, 2, 6),
            dt.date(2024, 9, 10),
            3,
        ),
        (
            "sits on",
            "Canal and Waterways Heritage Advisory Panel",
            "member",
            dt.date(2024, 2, 6),
            dt.date(2024, 12, 3),
            4,
        ),
    ]
    assert [(str(each.date), each.how, each.items) for each in found.presences] == [
        ("2024-12-03", "present", "24/041 to 24/049"),
        ("2024-09-10", "present", "1 to 4"),
        ("2024-09-10", "present", "5 to 7"),
        ("2024-05-14", "apologies", ""),
        ("2024-02-06", "present", "1 to 4"),
        ("2024-02-06", "present", "5 to 7"),
    ]
    assert [each.source for each in found.said] == [
        "2024-12-03.txt, line 71, item 24/047",
        "2024-12-03.txt, line 39, item 24/044",
        "2024-09-10.yaml, line 123, 3.2",
        "2024-02-06.txt, line 113, 6.2",
        "2024-02-06.txt, line 47, 2.1",
    ]
    assert [(task.state, task.as_written, task.source) for task in found.actions] == [
        ("done", "JS", "2024-05-14.md, line 41, item 2")
    ]
    forms = {(each.text, each.organisation): each.times for each in found.written}
    assert forms["Mr J Sefton", ""] == 1 and forms["JS", ""] == 2


def test_an_organisation_with_its_people_and_what_they_said(panel: Store) -> None:
    found = profile(panel, "organisation", "NWA")
    assert found.name == "National Waterways Agency"
    assert ("Sector", "government") in found.facts
    assert [(role.name, role.position) for role in found.roles] == [
        ("Chidi Nwosu", "Regional Engineer"),
        ("Fiona Calder", "Director of Heritage"),
    ]
    assert [str(each.date) for each in found.presences] == [
        "2024-12-03",
        "2024-09-10",
        "2024-05-14",
        "2024-02-06",
    ]
    assert {each.who for each in found.said} == {"Fiona Calder", "Chidi Nwosu"}
    assert found.counts["said"].total == len(found.said) == 13
    body = profile(panel, "organisation", "CWHAP")
    assert body.kind == "Body"
    own = [each for each in body.presences if each.how == "its own meeting"]
    assert [str(each.date) for each in own] == [
        "2024-12-03",
        "2024-09-10",
        "2024-05-14",
        "2024-02-06",
    ]
    left = {role.name: role.ended for role in body.roles if role.ended}
    assert left == {"Tomasz Wilk": dt.date(2024, 5, 14)}


def test_what_is_near_is_bounded_and_hangs_together(panel: Store) -> None:
    for found in (profile(panel, "person", "John Sefton"), profile(panel, "organisation", "CWHAP")):
        nodes, links = found.near
        places = {(node.label, node.key) for node in nodes}
        assert 5 < len(nodes) <= 1 + 14 + 6 + 8
        assert all({link.start, link.end} <= places for link in links)
        reached = {place for link in links for place in (link.start, link.end)}
        assert reached == places


def test_what_is_not_drawn_or_shown_is_said(panel: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert profile(panel, "organisation", "NWA").left_out == ""
    monkeypatch.setattr(near, "DRAWN", {"roles": 2, "meetings": 3, "company": 1})
    monkeypatch.setattr(shown, "SHOWN", 4)
    monkeypatch.setattr(shown, "READ", 6)
    body, agency = (profile(panel, "organisation", name) for name in ("CWHAP", "NWA"))
    assert body.left_out == (
        "Drawn: 2 of 14 people, those seen last; the latest 3 of 6 meetings. The tables have all."
    )
    assert len(body.near[0]) == 6
    page = render(agency)
    assert "Said (6 or more)" in page and "The latest 4 of 6 or more." in page


def test_a_name_that_fits_several_lists_them_in_one_line(panel: Store) -> None:
    with pytest.raises(UsageError) as error:
        find(panel, "person", "John")
    said = str(error.value)
    assert said.startswith("John can be ") and "\n" not in said
    assert "John Sefton of Friends of the Thornby Flight (person:john-sefton)" in said
    assert "John Okafor" in said and said.endswith("give the key, or more of the name")
    with pytest.raises(UsageError, match="no person that fits Nobody"):
        find(panel, "person", "Nobody")
    assert find(panel, "person", SEFTON["key"]) == SEFTON["key"]


def test_judgements_of_people_are_shown(panel: Store) -> None:
    registry = parse_registry(
        "people:\n  same:\n    - [John Sefton, Jack Sefton]\n  posts:\n    John Sefton:\n"
        "      - {position: Chair, organisation: Towpath Trust, from: 2020-01-01}\n"
        "  different:\n    - [Ann Lee, Ann Leigh]\n",
        "minutes.registry.yaml",
    )
    found = profile(panel, "person", "John Sefton", registry)
    assert found.judgements == (
        "John Sefton and Jack Sefton are one",
        "John Sefton holds the post Chair, Towpath Trust from 2020-01-01",
    )
    assert "Judged by people" in render(found)


def test_a_new_post_begins_a_new_period() -> None:
    assert _periods(["Clerk", "", "Clerk", "Chair", ""], 5) == [(0, 2), (3, 4)]
    assert _periods(["", "Clerk", "Chair"], 3) == [(0, 1), (2, 2)]
    assert _periods(["", ""], 2) == [(0, 1)]


def test_bars_stand_where_their_days_are() -> None:
    first, last = dt.date(2020, 1, 1), dt.date(2024, 12, 31)
    scale = Scale.of([first, None, last])
    assert scale is not None
    assert [words for _, words in scale.ticks] == ["2021", "2022", "2023", "2024"]
    whole = Bar.of(scale, first, last)
    assert whole == Bar(0.0, 100.0)
    day = Bar.of(scale, last, None)
    assert day is not None and day.left + day.width == 100.0 and day.width > 1
    assert Bar.of(scale, None, None) is None
    assert Scale.of([None]) is None


def test_the_same_profile_gives_the_same_bytes(panel: Store) -> None:
    assert render(profile(panel, "person", "John Sefton")) == render(
        profile(panel, "person", SEFTON["key"])
    )


def test_its_page_draws_what_is_near_without_scripts(
    browser: Any, panel: Store, tmp_path: Path
) -> None:
    path = tmp_path / "john.html"
    found = profile(panel, "person", "John Sefton")
    path.write_text(render(found), "utf-8")
    with opened(browser, path, java_script_enabled=False) as (page, seen):
        assert page.locator("svg.ego:visible").count() == 1
        assert page.locator("svg.ego:visible .spot").count() == len(found.near[0])
        company = page.inner_text(".company")
        assert company.startswith("Most often in the same room: 5 sessions with Deborah Finch, ")
        assert company.endswith("; 4 sessions with Helena Marsh.")
        bars = page.locator(".bar-of")
        assert bars.count() == len(found.roles)
        wide = [bars.nth(n).bounding_box()["width"] for n in range(2)]
        assert 0.6 < wide[0] / wide[1] < 0.8  # February to September of February to December
        assert seen.nothing_but(path), seen
    with opened(browser, path, viewport={"width": 390, "height": 844}) as (page, _):
        assert page.locator("svg.ego:visible").get_attribute("class") == "ego upright"
