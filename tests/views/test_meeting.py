"""One meeting on one page, against what its minutes say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from minutegraph.graph.store import Store
from minutegraph.graph.views import meeting
from minutegraph.queries.shown.meeting import page
from minutegraph.queries.shown.records import records, wanted_meetings
from tests.browser import opened


def of(store: Store, day: str) -> meeting.Meeting:
    (chosen,) = wanted_meetings(store, {"meeting": day})
    (record,) = records(store, [str(chosen["meeting"])])
    return meeting.of_record(record)


def test_every_paragraph_decision_and_action_stands_once(store: Store) -> None:
    for day in ("2024-02-06", "2024-05-14", "2024-09-10", "2024-12-03"):
        shown = of(store, day)
        parts = [part for _, parts in shown.sessions for part in parts]
        said = [said.statement for part in parts for said in part.said]
        assert said == list(shown.record.statements)
        places = [*parts, *([shown.elsewhere] if shown.elsewhere else [])]
        decided = [d for part in places for d in part.decided]
        decided += [d for part in places for said in part.said for d in said.decided]
        assert sorted(d.key for d in decided) == sorted(d.key for d in shown.record.decisions)
        tasks = [t for part in places for t in part.tasks]
        tasks += [t for part in places for said in part.said for t in said.tasks]
        tasks += shown.reviewed
        assert sorted(t.key for t in tasks) == sorted(t.key for t in shown.record.tasks)


def test_what_came_of_a_paragraph_stands_under_it(store: Store) -> None:
    shown = of(store, "2024-02-06")
    said = {
        each.statement.ref: each
        for _, parts in shown.sessions
        for part in parts
        for each in part.said
    }
    assert [d.text for d in said["6.3"].decided] == [
        "The Panel agreed to ask the Minister for a decision on the gates before the end of the year."
    ]
    assert said["6.3"].whole == "decided"
    assert said["2.1"].whole is None
    (task,) = said["3.4"].tasks
    assert "redraft" in task.text.lower()
    assert task.after and not task.before  # carried over in May


def test_words_of_an_action_that_is_the_paragraph_stand_once(
    browser: Any, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "m.html"
    path.write_text(page(store, {"meeting": "2024-12-03"}), "utf-8")
    with opened(browser, path, java_script_enabled=False) as (shown, _):
        words = "Dr Raman and Mrs Holm to arrange the coring before the end of January."
        assert (shown.text_content("main") or "").count(words) == 1
        outcome = shown.inner_text(".whole-task:has-text('Mrs Holm') .outcome")
        assert "Action 11" in outcome and "Priya Raman" in outcome
        assert "due the end of January" in outcome


def test_who_came_late_is_said_with_the_items(store: Store) -> None:
    shown = of(store, "2024-12-03")
    people = {there.person.name: there for _, list_ in shown.lists for there in list_}
    assert people["Helena Marsh"].stay == "items 24/045 to 24/049"
    assert people["Astrid Holm"].stay == ""
    assert people["Astrid Holm"].source == "2024-12-03.txt, line 6"


def test_the_agenda_leads_to_its_items(browser: Any, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "m.html"
    path.write_text(page(store, {"meeting": "2024-12-03"}), "utf-8")
    with opened(browser, path) as (shown, _):
        anchors = shown.evaluate(
            "() => [...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.hash.slice(1))"
        )
        assert len(anchors) == 9
        ids = shown.evaluate("() => [...document.querySelectorAll('[id]')].map((e) => e.id)")
        assert len(ids) == len(set(ids))
        assert set(anchors) <= set(ids)
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        assert shown.evaluate("() => document.querySelector(':target h3').textContent").endswith(
            "WELCOME AND APOLOGIES"
        )
