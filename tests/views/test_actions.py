"""The board of actions, against what `query actions` says of our panel."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.views.actions import age
from minutegraph.queries.shown.actions import page, read
from tests.browser import opened
from tests.conftest import Shell

LAST_DAY = {"as_of": "2024-12-31"}


def test_each_action_stands_in_one_column_with_its_steps(store: Store) -> None:
    shown = read(store, LAST_DAY)
    columns = {name: cards for name, _, cards in shown.columns}
    assert [(card.due, card.owners) for card in columns["overdue"]] == [
        ("3 December 2024", ["Gwilym Tudor-Rees"])
    ]
    (done,) = [card for card in columns["done"] if "redraft" in card.text.lower()]
    assert [step.split(":")[0] for step in done.history] == [
        "2024-02-06",
        "2024-05-14",
        "2024-09-10",
    ]
    assert done.age is None
    everything = [card for cards in columns.values() for card in cards]
    assert len({(card.source, card.text) for card in everything}) == len(everything)
    waiting = [card for name in ("overdue", "open", "carried") for card in columns.get(name, [])]
    assert all(bool(card.age) == bool(card.raised) for card in waiting)
    assert columns["overdue"][0].age == "112 days"
    assert {card.body for card in everything} == {
        "Canal and Waterways Heritage Advisory Panel",
        "Reducing Reoffending Third Sector Advisory Group",
    }
    assert columns["overdue"][0].body == "Canal and Waterways Heritage Advisory Panel"


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        ("2024-12-30", "1 day"),
        ("2024-07-02", "182 days"),
        ("2024-06-30", "6 months"),
        ("2023-11-30", "13 months"),
        ("2023-01-01", "23 months"),
        ("2022-12-31", "2 years"),
        ("2016-10-20", "8 years"),
    ],
)
def test_age_in_words_counts_whole_months_and_years(raised: str, words: str) -> None:
    assert age(dt.date.fromisoformat(raised), dt.date(2024, 12, 31)) == words


def test_owner_and_body_choose(store: Store) -> None:
    of_raman = read(store, {"owner": "raman", **LAST_DAY})
    names = {owner for _, _, cards in of_raman.columns for card in cards for owner in card.owners}
    assert "Priya Raman" in names
    with pytest.raises(UsageError, match="no recorded meeting that fits body nowhere"):
        read(store, {"body": "nowhere"})
    with pytest.raises(UsageError, match="no action that fits"):
        read(store, {"owner": "nobody at all"})


def test_meetings_that_share_a_name_stay_apart(shell: Shell) -> None:
    """Two bodies of one acronym that meet on the same day."""
    for body in ("Foreshore Panel", "Ferry Panel"):
        given = {
            "body": {"name": body, "acronym": "FP"},
            "meeting": {"title": f"Minutes of the {body}", "date": "2024-06-11"},
            "attendance": [{"name": "Ann Lee"}],
            "items": [{"ref": "1", "title": "Matters arising"}],
            "actions": [{"ref": "1.1", "item": "1", "text": f"Write to the {body}"}],
        }
        (shell.folder / f"{body}.yaml").write_text(json.dumps(given), "utf-8")
        done = shell("load", f"{body}.yaml")
        assert done.returncode == 0, done.stderr
    with open_store(str(shell.graph)) as store:
        names = store.read("MATCH (m:Meeting) RETURN DISTINCT m.name AS name").rows
        both = read(store, {})
        (one,) = [card for _, _, cards in read(store, {"body": "ferry"}).columns for card in cards]
    assert len(names) == 1
    assert (one.text, one.body) == ("Write to the Ferry Panel", "Ferry Panel")
    assert {card.body for _, _, cards in both.columns for card in cards} == {
        "Ferry Panel",
        "Foreshore Panel",
    }


def test_the_filter_leaves_out_empty_columns(browser: Any, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "board.html"
    path.write_text(page(store, LAST_DAY), "utf-8")
    with opened(browser, path) as (shown, seen):
        shown.fill("[data-filter]", "redraft")
        groups = (
            "() => [...document.querySelectorAll('[data-group]')].filter((g) => !g.hidden).length"
        )
        assert shown.evaluate(groups) == 1
        assert shown.inner_text("[data-count]").startswith("1 of ")
        shown.locator(".card-done:not([hidden]) summary").focus()
        shown.keyboard.press("Enter")
        assert "2024-05-14.md, line 40" in shown.inner_text(".card-done:not([hidden]) .history")
        shown.fill("[data-filter]", "")
        shown.select_option("[data-field=owner]", "Priya Raman")
        shown.select_option("[data-field=state]", "Open")
        cards = shown.locator("[data-row]:visible")
        assert cards.count() == int(shown.inner_text("[data-count]").split(" of ")[0]) > 0
        assert all("Priya Raman" in words for words in cards.all_inner_texts())
        assert shown.locator("[data-group]:visible").count() == 1
        assert seen.nothing_but(path), seen
