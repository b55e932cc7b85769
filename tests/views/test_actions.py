"""The board of actions, against what `query actions` says of our panel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.queries.shown.actions import page, read
from tests.browser import opened

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
    assert all(card.age == (shown.as_of - card.raised).days for card in waiting if card.raised)


def test_owner_and_body_choose(store: Store) -> None:
    of_raman = read(store, {"owner": "raman", **LAST_DAY})
    names = {owner for _, _, cards in of_raman.columns for card in cards for owner in card.owners}
    assert "Priya Raman" in names
    with pytest.raises(UsageError, match="no recorded meeting that fits body nowhere"):
        read(store, {"body": "nowhere"})
    with pytest.raises(UsageError, match="no action that fits"):
        read(store, {"owner": "nobody at all"})


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
        assert seen.nothing_but(path), seen
