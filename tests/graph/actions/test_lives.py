"""Actions through meetings: each series read from its files, in every engine."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from minutegraph import loaders, queries
from minutegraph.graph.actions.lives import Step, follow
from minutegraph.graph.load import dump, load_minutes, unload
from minutegraph.graph.store import Store
from minutegraph.loaders.minutes import Action, Body, MeetingInfo, Minutes
from minutegraph.queries.calendar import ical

SERIES = Path(__file__).parents[1] / "series"
SHARED = Path(__file__).resolve().parents[3].parent / "shared"
GOLD = SHARED / "gold" / "series-icat-sg.gold.json"


def load(store: Store, *files: Path) -> None:
    load_minutes(store, [loaders.load(file) for file in files])


def files(name: str) -> list[Path]:
    return sorted(path for path in (SERIES / name).iterdir())


def asked(store: Store, **params: str | bool) -> dict[str, str]:
    """What is asked of actions, by their first words: their states."""
    rows = queries.run(store, "actions", **params).rows
    return {" ".join(str(row["action"]).split()[:4]): str(row["status"]) for row in rows}


def test_numbers_go_on_across_meetings(store: Store) -> None:
    """Reworded, shortened, handed to somebody else, dropped, not mentioned any more."""
    load(store, *files("ferry"))
    assert asked(store, as_of="2023-04-18") == {
        "Publish the figures for": "done",
        "Write to the harbour": "carried",
        "Measure the upper deck": "dropped",
        "Ask traders whether a": "open",
        "Count pupils on the": "open",
    }
    assert asked(store, status="open") == {
        "Ask traders whether a": "open",
        "Count pupils on the": "carried",
        "Draft a notice about": "open",
    }
    lamps = queries.run(store, "actions", number="42").rows
    assert [row["owners"] for row in lamps] == [["Hettie Moss"]]
    assert lamps[0]["history"] == [
        "2023-01-17: raised (2023-01-17.md, line 25, item 1)",
        "2023-04-18: carried, Ongoing, passed to HM, now Hettie Moss (2023-04-18.md, line 21, item 1)",
        "2023-07-11: Done, lamps lit since May (2023-07-11.md, line 16, item 1)",
    ]
    silent = queries.run(store, "actions", number="44").rows
    assert silent[0]["history"] == [
        "2023-01-17: raised (2023-01-17.md, line 37, item 2)",
        "last seen 2023-01-17",
    ]


def test_what_is_overdue(store: Store) -> None:
    load(store, *files("ferry"))
    traders, pupils = "Ask traders whether a", "Count pupils on the"
    assert asked(store, overdue=True, as_of="2023-03-31") == {"Publish the figures for": "open"}
    assert asked(store, overdue=True, as_of="2023-04-17").keys() == {
        "Publish the figures for",
        traders,
    }
    assert asked(store, overdue=True, as_of="2023-07-11").keys() == {traders}
    assert asked(store, overdue=True, as_of="2023-07-12").keys() == {traders, pupils}
    assert asked(store, overdue=True).keys() == {traders, pupils}, "today"
    assert asked(store, overdue=True, owner="hettie").keys() == {pupils}
    assert [ical(store, owner=name).count("BEGIN:VTODO") for name in ("Osric", "hm", "x")] == [
        2,
        1,
        0,
    ]


def test_each_meeting_counts_from_one(store: Store) -> None:
    load(store, *files("bells"))
    assert asked(store, as_of="2022-06-14") == {
        "Clement Oduya to ask": "carried",
        "Ruth Salter to write": "done",
        "Alma Reeve to order": "dropped",
        "Hugh Pargeter to book": "open",
        "Alma Reeve to print": "open",
    }
    assert asked(store) == {
        "Clement Oduya to ask": "done",
        "Ruth Salter to write": "done",
        "Alma Reeve to order": "dropped",
        "Hugh Pargeter to book": "done",
        "Alma Reeve to print": "carried",
        "Hugh Pargeter to splice": "open",
    }
    steps = queries.run(store, "action-history", action="estimates").rows
    assert [(str(s["date"]), s["state"], s["due_date"], s["basis"]) for s in steps] == [
        ("2022-03-08", "open", dt.date(2022, 4, 30), None),
        ("2022-06-14", "carried", None, "number 1, like words, same owner"),
        ("2022-09-13", "done", None, "like words, same owner"),
    ]


def test_reviews_that_give_a_number_and_a_remark(store: Store) -> None:
    """ "AP12: closed.", "AP13: levels are on the website. Closed.", "AP14 – ongoing; …"."""
    load(store, *files("dam"))
    assert asked(store, as_of="2021-05-05") == {
        "PF to send the": "done",
        "MO to publish weekly": "done",
        "LH to arrange a": "carried",
        "MO to ask the": "carried",
        "PF to draft new": "open",
    }
    assert asked(store) == {
        "PF to send the": "done",
        "MO to publish weekly": "done",
        "LH to arrange a": "done",
        "MO to ask the": "dropped",
        "PF to draft new": "carried",
    }
    owners = [row["owners"] for row in queries.run(store, "actions", number="15").rows]
    assert owners == [["Mary Orr"]], "a remark without an owner leaves it whose it was"


def test_a_running_log_and_a_sentence_that_closes(store: Store) -> None:
    """A log lists what is open again, unmarked; "the Board noted that action 23/02 was complete"."""
    load(store, *files("orchard"))
    assert asked(store, as_of="2023-03-14") == {
        "Circulate the audited accounts": "done",
        "Recruit two pruning tutors": "carried",
        "Order labels for the": "open",
    }
    assert asked(store) == {
        "Circulate the audited accounts": "done",
        "Recruit two pruning tutors": "done",
        "Order labels for the": "carried",
    }
    labels = queries.run(store, "actions", overdue=True, as_of="2023-07-01").rows
    assert [(row["owners"], row["due"]) for row in labels] == [(["Ben Marsh"], "30 June 2023")]


def test_a_body_goes_on_under_another_name(store: Store) -> None:
    """Its new minutes review the actions of the old ones, whichever was loaded first."""
    old, new = files("roads")
    load(store, new)
    load(store, old)
    assert len(queries.run(store, "bodies").rows) == 2
    assert asked(store, status="open") == {
        "Ask the county when": "carried",
        "Bring figures for the": "open",
    }
    both = dump(store)
    unload(store, new.name)
    assert set(asked(store).values()) == {"open"}
    load(store, new)
    assert dump(store) == both
    unload(store, old.name)
    assert len(asked(store)) == 4, "those of the new minutes alone"


def test_what_may_be_meant_is_told_and_not_joined(store: Store) -> None:
    given = Minutes(
        body=Body(name="Savings Circle"),
        meeting=MeetingInfo(date=dt.date(2024, 1, 8)),
        actions=[Action(text="Write to the bank about its charges", owners=["Treasurer"])],
    )
    later = Minutes(
        body=Body(name="Savings Circle"),
        meeting=MeetingInfo(date=dt.date(2024, 2, 5)),
        reviewed_actions=[Action(text="Bank charges letter", status="done", line=9)],
    )
    load_minutes(store, [given, later])
    assert asked(store) == {"Write to the bank": "open", "Bank charges letter": "done"}
    rows = queries.run(store, "unresolved").rows
    assert [(row["name"], row["candidates"]) for row in rows if row["kind"] == "action"] == [
        ("Bank charges letter", ["2024-01-08: Write to the bank about its charges (like words)"])
    ]


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled series are not beside this checkout")
def test_the_published_series(store: Store) -> None:
    """Every action's life as somebody labelled it by reading."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    load(store, *(SHARED / "minutes" / meeting["file"] for meeting in gold["meetings"]))
    dates = {m["file"].rsplit("-", 1)[1].removesuffix(".md"): m["date"] for m in gold["meetings"]}
    steps: dict[str, list[tuple[str, str]]] = {}
    for row in queries.run(store, "action-history").rows:
        if row["number"]:
            steps.setdefault(str(row["number"]), []).append((str(row["date"]), str(row["state"])))
    lives = {}
    for action in gold["actions"]:
        reviewed = {
            date: "done" if said == "Done" else "carried"
            for date, said in ((dates[m], said) for m, said in action.get("history", {}).items())
        }
        if action["closed"]:
            reviewed[dates[action["closed"]]] = "done"
        lives[action["ref"]] = [(dates[action["opened"]], "open"), *sorted(reviewed.items())]
    assert steps == lives
    for meeting, refs in gold["open_after"].items():
        rows = queries.run(store, "action-history", as_of=dates[meeting]).rows
        last = {str(row["number"]): row["state"] for row in rows if row["number"]}
        still = {number for number, state in last.items() if state in ("open", "carried")}
        assert still == set(refs), meeting
        listed = queries.run(store, "actions", as_of=dates[meeting], status="open").rows
        assert len(listed) == len(refs)


def step(key: str, day: int, text: str, number: str = "", owner: str = "", **more: object) -> Step:
    return Step(
        key,
        f"m{day}",
        dt.date(2024, 1, day),
        text,
        number or None,
        owners=frozenset({f"person:{owner}"} if owner else ()),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("steps", "links"),
    [
        pytest.param(
            [
                step("a", 1, "Write to the bank about charges", owner="ann"),
                step("b", 2, "Bank charges letter", owner="ann", carried=True),
            ],
            [("b", "a", False)],
            id="wording that is only partly the same is a candidate",
        ),
        pytest.param(
            [
                step("a", 1, "Visit the northern depot with the surveyor", owner="ann"),
                step("b", 1, "Visit the southern depot with the surveyor", owner="ann"),
                step("c", 2, "Visit the depot with the surveyor", owner="ann", carried=True),
            ],
            [("c", "a", False), ("c", "b", False)],
            id="two that fit as well are candidates both",
        ),
        pytest.param(
            [
                step("a", 1, "Paint the fence", "1", "ann"),
                step("b", 1, "Mend the gate", "2", "bo"),
                step("c", 2, "Call the plumber", "1", "cy"),
                step("d", 3, "Mend the gate", "1", "bo", carried=True),
                step("e", 3, "Sweep the yard", "1", "di", carried=True),
            ],
            [("d", "b", True), ("e", "c", False), ("e", "a", False)],
            id="a number that another meeting uses again does not join by itself",
        ),
        pytest.param(
            [
                step("a", 1, "Draft the leaflet", "AP7", "ann"),
                step("b", 2, "carried", "AP7", carried=True),
                step("c", 3, "Leaflet: done", "AP7", "bo", carried=True, state="done"),
            ],
            [("b", "a", True), ("c", "b", True)],
            id="a number that stands for one action alone joins without words",
        ),
        pytest.param(
            [
                step("a", 1, "Circulate the papers of the week", owner="ann"),
                step("b", 2, "Circulate the papers of the week", owner="ann"),
                step("c", 3, "Circulate the papers of the week", owner="ann", carried=True),
            ],
            [("c", "b", True)],
            id="what is given again is another action; the latest is carried",
        ),
        pytest.param(
            [
                step("a", 1, "Circulate the papers of the week", "1", "ann"),
                step("b", 2, "Circulate the papers of the week", "1", "ann"),
                step("c", 1, "Order the flags for the fair", "14", "bo"),
                step("d", 2, "Order the flags for the fair", "14", "bo"),
            ],
            [("d", "c", True)],
            id="a running list names its open actions again with their numbers",
        ),
    ],
)
def test_what_is_joined_and_what_is_told(
    steps: list[Step], links: list[tuple[str, str, bool]]
) -> None:
    assert [(link.later, link.earlier, link.certain) for link in follow(steps)] == links
    assert follow(reversed(steps)) == follow(steps)
