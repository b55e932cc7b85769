"""An issue's path: on both engines, by hand against a real document, and on the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.match import Matcher
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.loaders import load
from minutegraph.queries.trace import COLUMNS, matcher_of, trace
from tests.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]
RR3 = ROOT.parent / "shared" / "minutes" / "rr3-2020-06-16.txt"


def terms(*words: str) -> Matcher:
    found = Matcher()
    for each in words:
        found.add(each)
    return found


def test_both_engines_tell_the_same_in_order(store: Store) -> None:
    every = trace(store, terms("the", "a", "of", "to"))
    assert all(set(row) == set(COLUMNS) and row["source"] and row["words"] for row in every)
    assert {row["kind"] for row in every} >= {"paragraph", "action", "decision"}
    dates = [row["date"] for row in every if isinstance(row["date"], dt.date)]
    assert dates == sorted(dates) and len(set(dates)) > 1
    # Nothing twice, and nothing that the graph has with such words is left out.
    keys = [(row["kind"], row["text"], row["source"]) for row in every]
    counted = store.read(
        "MATCH (x:Paragraph) WHERE x.text CONTAINS ' the ' RETURN count(x) AS n"
    ).rows[0]["n"]
    assert len([k for k in keys if k[0] == "paragraph" and " the " in str(k[1])]) == counted
    heading = str(
        store.read(
            "MATCH (x:AgendaItem)-[:HAS_PARAGRAPH]->(:Paragraph) "
            "RETURN x.heading AS heading ORDER BY heading LIMIT 1"
        ).rows[0]["heading"]
    )
    under = [row for row in trace(store, terms(heading)) if row["kind"] == "paragraph"]
    assert [f"under “{heading}”"] in [row["words"] for row in under]
    later = trace(store, terms("the"), since=dates[-1])
    assert later and {row["date"] for row in later} == {dates[-1]}
    assert trace(store, terms("the"), until=dt.date(1900, 1, 1)) == []
    assert trace(store, terms("the"), body="no such body") == []


# Read by hand: every paragraph that names the issue, or stands under an item that does.
@pytest.mark.skipif(
    not RR3.is_file(), reason="the shared real minutes are not beside the repository"
)
def test_a_real_document_by_hand(tmp_path: Path) -> None:
    wanted = {
        "dynamic framework": "2.1 2.2 2.4 4.1 4.2 4.3 4.4 4.5 4.6 4.7 6.2 6.3",
        "mentoring": "3.3",
        "race": "8.2 9.5 9.8 9.9 9.10 9.11",
        "sentencing white paper": "8.1 9.5 9.7 9.8 9.11",
    }
    with open_store(str(tmp_path / "rr3.kgl"), write=True) as store:
        load_minutes(store, [load(RR3)])
        for issue, refs in wanted.items():
            rows = trace(store, matcher_of(Vocabulary(), issue))
            found = [row["ref"] for row in rows if row["kind"] == "paragraph"]
            assert found == refs.split(), issue


def test_topics_on_the_command_line(forum: Shell) -> None:
    def traced(*words: str) -> tuple[list[dict[str, object]], str]:
        run = forum("trace", *words, "--format", "json")
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout), run.stderr

    before = forum.dump()
    rows, _ = traced("beacons")
    assert [row["date"] for row in rows] == sorted(str(row["date"]) for row in rows)
    assert {row["date"] for row in rows} == {"2024-05-14", "2024-06-11"}
    assert "open" in [row["state"] for row in rows if row["kind"] == "action"]
    assert traced("beak") == ([], "0 rows\nnothing has these words\n")
    assert forum("topics", "add", "North light", "beacon", "--not", "old beacon").returncode == 0
    rows, _ = traced("North light", "--since", "2024-06-01")
    assert {row["date"] for row in rows} == {"2024-06-11"}
    _, said = traced("Noth light")
    assert "did you mean 'North light'?" in said
    listed = json.loads(forum("topics", "list", "--format", "json").stdout)
    assert listed == [
        {
            "topic": "North light",
            "aliases": ["beacon"],
            "not": ["old beacon"],
            "broader": None,
            "related": [],
        }
    ]
    run = forum("topics", "drop", "Nort light")
    assert (run.returncode, run.stderr) == (
        2, "Error: no topic Nort light: did you mean 'North light'?\n",
    )  # fmt: skip
    run = forum("--graph", "neo4j://nowhere", "topics", "add", "x")
    assert run.returncode == 2 and "--topics FILE" in run.stderr
    assert forum("topics", "drop", "beacon").returncode == 0
    assert traced("North light")[0] == []
    assert forum.dump() == before
