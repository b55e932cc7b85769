"""Who sits with whom: against the figures, by hand, and in a browser."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.analyse.together import Stay, Together, together
from minutegraph.graph.store import Store
from minutegraph.graph.views.co_attendance import LINKS, PEOPLE
from minutegraph.queries.shown.co_attendance import co_attendance, page, threshold_of
from tests.browser import opened
from tests.conftest import Shell


def rooms(*sizes: int) -> Together:
    """Sessions with the first so many of the same people."""
    return together(
        Stay(
            *(f"p{n:03}", f"Name {n}", f"s{session}", dt.date(2020, 1, 1 + session), None, None),
            *("Office", False, f"{session}.txt, line {n}"),
        )
        for session, size in enumerate(sizes)
        for n in range(size)
    )


@pytest.mark.parametrize(
    ("sizes", "least"),
    [
        ((40,), 1),
        ((160, 40), 2),  # 160 names cannot be read at once
        ((100, 60, 20), 2),  # 100 people in one room are 4,950 lines
        ((200, 200, 90, 10), 4),
        ((400,), 1),  # no threshold helps; the network then draws a part of it and says so
    ],
)
def test_the_threshold_leaves_what_can_be_told_apart(sizes: tuple[int, ...], least: int) -> None:
    found = rooms(*sizes)
    assert threshold_of(found) == least
    kept = found.pairs[found.sessions >= least]
    assert len(set(kept.ravel().tolist())) <= PEOPLE or sizes == (400,)
    assert len(kept) <= LINKS or sizes == (400,)


def test_says_what_the_figures_say(samples: Path, store: Store) -> None:
    data = co_attendance(store, {})
    name = {key: person.name for key, person in data.people.items()}

    def figures(kind: str) -> Any:
        done = Shell(samples)("analyse", kind, "--top", "0", "--format", "json")
        return json.loads(done.stdout)

    pairs = figures("co-attendance")
    assert data.total == len(data.ties) == len(pairs) > 300
    assert [(name[t.person], name[t.other], t.sessions, t.items) for t in data.ties] == [
        (row["person"], row["other"], row["sessions"], row["items"]) for row in pairs
    ]
    assert [[name[key] for key in each.people] for each in data.communities] == [
        row["members"] for row in figures("communities")
    ]
    assert [(name[b.person], b.links, [name[k] for k in b.between]) for b in data.brokers] == [
        (row["person"], row["links"], row["between"]) for row in figures("brokers")
    ]


def test_two_circles_and_who_links_them(store: Store) -> None:
    """The panel and the advisory group share nobody; each has one who came to one half only."""
    data = co_attendance(store, {})
    assert [len(each.people) for each in data.communities] == [25, 17]
    assert data.modularity == "modularity 0.500"
    assert (data.threshold, len(data.drawn)) == (1, 42)
    # Who stayed on after the officials had left links them and the one who came after.
    anne = next(b for b in data.brokers if data.of(b.person).name == "Anne Fox")
    assert (anne.side, anne.links, anne.government_met) == ("sector", 8, 8)
    assert data.of(anne.between[0]).name == "Peter Dawson"
    three = co_attendance(store, {"threshold": "3", "body": "canal"})
    assert all(tie.sessions >= 3 for tie in three.ties)
    assert "Tomasz Wilk" not in {three.of(key).name for key in three.drawn}
    assert "at least 3 sessions" in three.rule


def test_what_does_not_fit_is_one_line(store: Store) -> None:
    for given, message in (
        ({"threshold": "many"}, "threshold is many: give a whole number from 1"),
        ({"threshold": "0"}, "threshold is 0"),
        ({"threshold": "50"}, "no two shared more than 6 sessions"),
        ({"since": "2031-01-01"}, r"no two people in one session \(since: 2031-01-01\)"),
    ):
        with pytest.raises(UsageError, match=message):
            page(store, given)


def test_the_drawing_marks_communities_brokers_and_weights(
    browser: Any, samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "circle.html"
    assert Shell(samples)("view", "co-attendance", "-o", str(path)).returncode == 0
    with opened(browser, path) as (shown, seen):
        kinds = shown.locator("input[name=kind]").evaluate_all("all => all.map((e) => e.value)")
        assert kinds == [
            *("Community 1", "Community 1, broker", "Community 2", "Community 2, broker")
        ]
        weights = shown.locator("input[name=type]").evaluate_all("all => all.map((e) => e.value)")
        assert weights == ["1 session", "2 sessions", "3 to 4 sessions", "5 to 9 sessions"]
        widths = "() => [...new Set(drawnLinks.get().map((e) => e.width))].sort((a, b) => a - b)"
        assert shown.evaluate(widths) == [1, 1.75, 2.5, 3.25]
        # Without the weakest lines, those go who shared one session only.
        shown.uncheck("input[name=type][value='1 session']")
        status = shown.inner_text("#status")
        once = 42 - int(status.split()[1])
        shown.check("input[name=type][value='1 session']")
        assert once > 5
        assert "42 of 42" in shown.inner_text("#status")
        # Who is a broker says so, and between whom.
        shown.fill("#search", "anne fox")
        shown.keyboard.press("Enter")
        details = shown.inner_text("#details-body")
        assert "Community 1, broker" in details
        assert "8 pairs of the sector and government" in details
        assert "rr3-2020-06-16.yaml, line 40" in details
        assert seen.nothing_but(path), seen
    with opened(browser, path, java_script_enabled=False) as (shown, _):
        assert shown.locator("#pairs tbody tr").count() == 411
        assert shown.locator("#communities tbody tr").count() == 2


def test_a_phone_begins_with_as_much_of_the_drawing_as_fits(
    browser: Any, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "circle.html"
    path.write_text(page(store, {}), "utf-8")
    empty = """() => {
      const {left, right, top, bottom} = extent();
      const from = network.DOMtoCanvas({x: 0, y: 0});
      const to = network.DOMtoCanvas({x: stage.clientWidth, y: stage.clientHeight});
      const beside = (low, high, start, end) => {
        const spare = Math.max(0, (high - low) - (end - start)) / 2;
        return Math.max(start - low, high - end) - spare;
      };
      return Math.max(beside(from.x, to.x, left, right), beside(from.y, to.y, top, bottom));
    }"""
    with opened(browser, path, viewport={"width": 390, "height": 844}) as (shown, _):
        assert shown.evaluate("() => network.getScale()") == 0.75
        assert shown.evaluate(empty) < 25
