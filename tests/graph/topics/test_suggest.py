"""Candidates for topics: what comes back, where it stands, and that a series' issues are among them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutegraph.graph.store import open_store
from minutegraph.graph.topics.corpus import Text
from minutegraph.graph.topics.match import symbols
from minutegraph.graph.topics.suggest import Suggestion, suggest
from minutegraph.graph.topics.vocabulary import read_vocabulary
from tests.conftest import Shell

HERE = Path(__file__).parent
SHARED = HERE.parents[2].parent / "shared"
SERIES = SHARED / "gold" / "series-icat-sg.gold.json"


def of(*texts: str, **how: object) -> list[Suggestion]:
    """Suggestions of texts: "a# text" is a heading of meeting a, "a text" another text."""
    found = [
        Text(text[0], text[2:].strip(), f"{text[0]}.md, line {line}", text[1] == "#")
        for line, text in enumerate(texts, 1)
    ]
    return suggest(lambda: found, **how)  # type: ignore[arg-type]


def words(found: list[Suggestion]) -> dict[str, tuple[str, ...]]:
    return {each.topic: each.aliases for each in found}


def test_phrases_that_come_back_or_head_an_item() -> None:
    found = of(
        "a#1 Welcome",
        "a It was agreed that the sluice gates of the mill would be painted.",
        "a The Board for Rivers and Locks (BRL) has closed the office.",
        "b#2 Sluice gates",
        "b BRL had asked about the sluice gates and the web site.",
        "b Ann Poole said that Ann Poole had painted a bench.",
        "b A bench for the website.",
        "c Ann Poole will paint the website.",
        "c There was discussion of the minutes of the meeting.",
        names={"ann", "poole"},
    )
    assert words(found) == {
        "sluice gates": (),
        "BRL": ("Board for Rivers and Locks",),
        "website": ("web site",),
    }
    first = found[0]
    assert (first.topic, first.meetings, first.texts, first.headings) == ("sluice gates", 2, 3, 1)
    assert first.example.startswith("It was agreed that the sluice gates")
    assert first.source == "a.md, line 2"
    assert of("a#1 Sluice gates", "b#1 Sluice gates", bodies=["Sluice Gates Board"]) == []


def test_acronyms_and_longer_names_go_with_what_they_stand_for() -> None:
    found = of(
        "a We looked at the terms of reference.",
        "b Update of the ToR and of HarbourOnline.",
        "c The terms of reference and the Harbour again.",
    )
    assert words(found) == {"terms of reference": ("ToR",), "Harbour": ("HarbourOnline",)}


def test_rare_phrases_are_let_go_and_counts_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutegraph.graph.topics.suggest._WINDOW", 50)
    texts = [f"{'abc'[n % 3]} They saw the crane, and the number{n} pier{n}." for n in range(400)]
    found = of(*texts)
    assert [(s.topic, s.texts, s.meetings) for s in found] == [("crane", 400, 3)]


def test_the_command_line_writes_what_a_person_judges(shell: Shell) -> None:
    assert shell("load", "minutes").returncode == 0
    rows = json.loads(shell("topics", "suggest", "--format", "json").stdout)
    beacon = next(row for row in rows if row["topic"] == "beacon")
    assert (beacon["meetings"], beacon["headings"]) == (2, 2)
    assert "beacon" in beacon["example"].lower() and ".md, line" in beacon["source"]
    assert not {"Ann Lee", "Bo Ek", "Harbour Safety Forum"} & {row["topic"] for row in rows}
    run = shell("topics", "suggest", "-o", "new.yaml")
    assert run.returncode == 0 and "to be judged in new.yaml" in run.stderr
    text = (shell.folder / "new.yaml").read_text("utf-8")
    assert f"“{beacon['example']}” ({beacon['source']})\n  beacon: {{}}" in text
    assert list(read_vocabulary(shell.folder / "new.yaml").topics) == [r["topic"] for r in rows]
    assert shell("topics", "suggest", "-o", "new.yaml").returncode == 2
    assert shell("topics", "suggest", "-o", "x.yaml", "--add").returncode == 2
    # What is a topic already does not come again.
    assert shell("topics", "add", "Beacon").returncode == 0
    assert shell("topics", "suggest", "--add").returncode == 0
    kept = read_vocabulary(shell.folder / "minutes.topics.yaml").topics
    assert [name for name in kept if name.lower() == "beacon"] == ["Beacon"]
    assert len(kept) == len(rows)


@pytest.mark.skipif(not SERIES.is_file(), reason="the labelled series is not beside the repository")
def test_the_issues_of_a_series_with_what_was_suggested(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    gold = json.loads(SERIES.read_text("utf-8"))
    files = [SHARED / "minutes" / meeting["file"] for meeting in gold["meetings"]]
    assert shell("load", *files).returncode == 0
    rows = json.loads(shell("topics", "suggest", "--format", "json").stdout)
    assert len(rows) <= 60  # which a person reads in minutes
    suggested = {symbols(each) for row in rows for each in (row["topic"], *row["aliases"])}
    reviewed = HERE / "icat-sg.topics.yaml"
    topics = read_vocabulary(reviewed).topics
    kept = {each for name, topic in topics.items() for each in (name, *topic.aliases)}
    assert [each for each in kept if symbols(each) not in suggested] == []

    assert shell("topics", "apply", "--topics", reviewed).returncode == 0
    with open_store(str(shell.graph)) as store:
        rows = store.read(_PLACES).rows
    found = {
        (str(row["topic"]), f"{str(row['file'])[8:10]}", str(row["place"] or "")) for row in rows
    }
    wanted = set(_wanted(gold, list(topics)))
    meetings = {place[:2] for place in found}, {place[:2] for place in wanted}
    right = len(meetings[0] & meetings[1])
    assert right / len(meetings[0]) >= 0.95, meetings[0] - meetings[1]
    assert right / len(meetings[1]) >= 0.9, meetings[1] - meetings[0]
    # The labels name the main places of each issue, not all: there is recall of them.
    assert len(wanted & found) / len(wanted) >= 0.9, sorted(wanted - found)


_PLACES = """
MATCH (x)-[:ABOUT]->(t:Topic)
OPTIONAL MATCH (x)-[:HAS_PARAGRAPH|RAISED_IN|TAKEN_IN*0..2]-(i:AgendaItem)
OPTIONAL MATCH (d:Document {key: x.document[0]})
RETURN DISTINCT t.name AS topic, d.file AS file,
  CASE WHEN x:Action AND x.number IS NOT NULL THEN x.number ELSE i.ref END AS place
"""


def _wanted(gold: dict[str, object], topics: list[str]) -> Iterator[tuple[str, str, str]]:
    """Topic, meeting and place: an item's number, or an action's, which has a dot."""
    for entry in gold["topics"]:  # type: ignore[attr-defined]
        label = entry["topic"].lower()
        (topic,) = (name for name in topics if re.search(rf"\b{name.lower()}\b", label))
        for meeting, where in entry["where"].items():
            for first, last in re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?", where):
                whole, dot, part = first.rpartition(".")
                end = int((last or first).rpartition(".")[2])
                for number in range(int(part), end + 1):
                    yield topic, meeting, f"{whole}{dot}{number}"
