"""What minutes say of earlier meetings: the wordings, and which meeting or action is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.graph.load import dump, load_minutes, unload
from minutegraph.graph.references.wording import references
from minutegraph.graph.store import Store
from minutegraph.loaders.minutes import Minutes


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The minutes of 5 March were approved.", ["--03-05"]),
        ("Minutes of the meeting held on March 5th were agreed.", ["--03-05"]),
        ("the minutes of the last meeting were approved", ["previous"]),
        ("As agreed in March, the gate stays shut.", ["--03"]),
        ("as had been discussed in November", ["--11"]),
        ("At the March meeting it was said that", ["--03"]),
        ("At our quarterly meeting in March, she said", ["--03"]),
        ("Action points 2.1, 2.3 and 4 are done", ["action 2.1", "action 2.3", "action 4"]),
        ("AP12 is open", ["action 12"]),
        ("since the previous meeting", ["previous"]),
        # No reference to an earlier meeting of the body, or one that has its year with it.
        ("The minutes of 5 March 2020 were approved.", []),
        ("The next meeting in March will be long.", []),
        ("The March meeting will be in York. The group will meet at the May meeting.", []),
        ("The meeting in March with the Minister went well.", []),
        ("It was agreed to start in March.", []),
        ("The last meeting of the Trust was short.", []),
        ("since the last meeting of the Trust", []),
        ("The beacon had failed twice since March.", []),
        ("Action 3: Bo to write. Action on 50% of them", []),
        ("Action 23/118-1: Bo to write", []),
        ("In action for 3 years; the march meeting of trusts", []),
    ],
)
def test_wordings(text: str, meant: list[str]) -> None:
    assert [each.meant for each in references(text)] == meant


def minutes(folder: Path, day: str, *lines: str, next_: str = "") -> Minutes:
    """Minutes of a body of the test."""
    path = folder / f"{day.replace(' ', '-')}.md"
    paragraphs = "\n\n".join(f"1.{number} {line}" for number, line in enumerate(lines, 1))
    path.write_text(
        f"# Ferry Board (FB)\n\nMinutes of the meeting held on {day}\n\n## Present\n\n"
        "- Ann Lee (Chair), Boat Trust\n- Bo Ek, Harbour Office\n\n## 1. Matters arising\n\n"
        f"{paragraphs}\n\n{next_}\n",
        "utf-8",
    )
    return loaders.load(path)


@pytest.fixture
def board(tmp_path: Path) -> list[Minutes]:
    """Meetings over more than a year, two of them in one March."""
    return [
        minutes(tmp_path, "3 March 2020", "The slip was closed."),
        minutes(
            tmp_path, "5 March 2021", "The ramp is worn.",
            "ACTION 2.4: Bo Ek to have the ramp mended.",
        ),
        minutes(
            tmp_path, "4 May 2021", "Nothing had been heard of the timetable.",
            "The minutes of 5 March were approved.", "As agreed in March, the ramp is painted.",
            "It was said that action 2.4 is under way.",
            next_="Next meeting: 6 July 2021",
        ),
        minutes(
            tmp_path, "6 July 2021", "A signal was set.", "As agreed in March, a bell was bought.",
            "At the meeting in March 2020 the slip was closed.",
        ),
        minutes(tmp_path, "7 December 2021", "No reply came.", "See the minutes of 5 May."),
    ]  # fmt: skip


def referred(store: Store) -> set[tuple[str, ...]]:
    rows = store.read(
        "MATCH (p:Paragraph)-[r:REFERS_TO]->(x) RETURN p.meeting AS here, p.ref AS ref, "
        "r.as_written AS written, x.key AS key, r.basis AS basis, r.source AS source"
    ).rows
    assert all(row["source"] for row in rows)
    return {
        (str(row["here"])[-10:], *(str(row[name]) for name in ("ref", "written", "key", "basis")))
        for row in rows
    }


def test_the_meeting_that_is_meant(store: Store, board: list[Minutes]) -> None:
    load_minutes(store, board)
    march, may = "meeting:ferry-board:2021-03-05", "meeting:ferry-board:2021-05-04"
    only = "the only meeting it fits"
    rows = store.read("MATCH (a:Action) WHERE a.number = '2.4' RETURN a.key AS key").rows
    assert len(rows) == 1
    assert referred(store) == {
        ("2021-05-04", "1.1", "Matters arising", march, "its minutes are named here by their date"),
        ("2021-05-04", "1.2", "minutes of 5 March", march, only),
        ("2021-05-04", "1.3", "As agreed in March", march, only),
        ("2021-05-04", "1.4", "action 2.4", str(rows[0]["key"]), "its number"),
        ("2021-07-06", "1.1", "Matters arising", may, "its minutes name this day as the next"),
        ("2021-07-06", "1.2", "As agreed in March", march, only),
        ("2021-07-06", "1.3", "March 2020", "meeting:ferry-board:2020-03-03", only),
    }


def test_what_is_meant_does_not_depend_on_the_order(
    fresh: Callable[[], Store], board: list[Minutes], tmp_path: Path
) -> None:
    one, other = fresh(), fresh()
    load_minutes(one, board)
    for each in reversed(board):
        load_minutes(other, [each])
    assert dump(one) == dump(other)
    # A second meeting in that March: nobody can say which is meant.
    second = minutes(tmp_path, "19 March 2021", "The ramp was seen.")
    load_minutes(other, [second])
    written = {row[2] for row in referred(other)}
    assert "As agreed in March" not in written and "minutes of 5 March" in written
    assert "Matters arising" in written  # of July; between March and May nothing says which
    unload(other, "19-March-2021.md")
    assert dump(one) == dump(other)
    unload(other, "5-March-2021.md")
    assert {row[2] for row in referred(other)} == {"Matters arising", "March 2020"}
