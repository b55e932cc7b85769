"""An issue's path: on both engines, by hand against a real document, and on the command line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutegraph import queries
from minutegraph.errors import UsageError
from minutegraph.graph.load import follow, load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.search import Search, search_of
from minutegraph.graph.topics.vocabulary import Vocabulary, parse_vocabulary
from minutegraph.loaders import load
from minutegraph.loaders.minutes import Minutes
from minutegraph.queries.kinds import kind_of
from minutegraph.queries.trace import COLUMNS, Limits, trace
from tests.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]
RR3 = ROOT.parent / "shared" / "minutes" / "rr3-2020-06-16.txt"
GOLD = ROOT.parent / "shared" / "gold" / "rr3-2020-06-16.txt.gold.json"
KINDS = {
    "Paragraph": {"raised", "discussed", "asked", "answered"},
    "Action": {"action given", "action reviewed"},
    "Decision": {"decided"},
}
Row = dict[str, object]


def search(text: str) -> Search:
    return search_of(text, Vocabulary())


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The four meetings of the sample panel."""
    url = str(tmp_path_factory.mktemp("panel") / "minutes.kgl")
    with open_store(url, write=True) as store:
        load_minutes(store, [load(path) for path in sorted((ROOT / "examples/panel").iterdir())])
        yield store


def test_both_engines_tell_the_same_in_order(store: Store) -> None:
    every = trace(store, search("the OR a OR of OR to"))
    assert all(set(row) == set(COLUMNS) and row["source"] and row["words"] for row in every)
    assert {row["kind"] for row in every} >= {"raised", "discussed", "action given"}
    dates = [row["date"] for row in every if isinstance(row["date"], dt.date)]
    assert dates == sorted(dates) and len(set(dates)) > 1
    keys = [(row["kind"], row["text"], row["source"]) for row in every]
    assert len(set(keys)) == len(keys)
    heading = str(
        store.read(
            "MATCH (x:AgendaItem)-[:HAS_PARAGRAPH]->(:Paragraph) "
            "RETURN x.heading AS heading ORDER BY heading LIMIT 1"
        ).rows[0]["heading"]
    )
    under = trace(store, search(f'"{heading}"'))
    assert [f"under “{heading}”"] in [row["words"] for row in under]
    later = trace(store, search("the"), limits=Limits(since=dates[-1]))
    assert later and {row["date"] for row in later} == {dates[-1]}
    assert trace(store, search("the"), limits=Limits(until=dt.date(1900, 1, 1))) == []
    assert trace(store, search("the"), limits=Limits(body="no such body")) == []
    named = queries.run(store, "issue-trace", issue="the OR a OR of OR to").rows
    assert named == [{c: row[c] for c in queries.get("issue-trace").columns} for row in every]


def test_every_filter_takes_away_and_adds_nothing(panel: Store) -> None:
    whole = trace(panel, search("gates"))
    for kind in {str(row["kind"]) for row in whole}:
        some = trace(panel, search("gates"), limits=Limits(kind=kind))
        assert some == [row for row in whole if row["kind"] == kind]
    with pytest.raises(UsageError, match="no kind rasied: do you mean raised"):
        trace(panel, search("gates"), limits=Limits(kind="rasied"))
    pellow = trace(panel, search("gates"), person="pellow")
    assert pellow and pellow == [r for r in whole if "Susan Pellow" in r["people"]]  # type: ignore[operator]
    keepers = trace(panel, search("gates"), organisation="Lock Keepers")
    assert [r for r in pellow if r["kind"] != "decided"] == [
        r for r in keepers if r["kind"] != "decided"
    ]
    # Who proposed or seconded counts, whichever of them belongs there.
    moved = [row for row in whole if row["kind"] == "decided" and "Priya Raman" in row["people"]]  # type: ignore[operator]
    for organisation in ("Lock Keepers", "university of eastmere"):
        rows = trace(panel, search("gates"), organisation=organisation)
        assert moved and [row for row in rows if row["kind"] == "decided"] == moved
    days = Limits(since=dt.date(2024, 5, 1), until=dt.date(2024, 9, 30))
    some = trace(panel, search("gates"), limits=days)
    assert {str(row["date"]) for row in some} == {"2024-05-14", "2024-09-10"}
    assert trace(panel, search("gates"), limits=Limits(body="CWHAP")) == whole


# Read by hand, line by line.
def test_the_kinds_of_a_whole_path(panel: Store) -> None:
    rows = trace(panel, search("gates"))
    assert [(str(r["date"])[5:], r["ref"], r["kind"]) for r in rows if r["ref"]] == [
        ("02-06", "2.1", "raised"),
        ("02-06", "2.2", "discussed"),
        ("02-06", "2.3", "asked"),
        ("02-06", "2.4", "discussed"),
        ("02-06", "2.5", "asked"),
        ("02-06", "1", "action given"),
        ("02-06", "4.1", "discussed"),
        ("02-06", "6.1", "discussed"),
        ("02-06", "6.2", "discussed"),
        ("02-06", "6.3", "decided"),
        ("02-06", "3", "action given"),
        ("05-14", "1", "action reviewed"),
        ("05-14", "3", "action reviewed"),
        ("05-14", "4", "action given"),
        ("09-10", "3.1", "discussed"),
        ("09-10", "3.2", "discussed"),
        ("09-10", "3.3", "discussed"),
        ("09-10", "3.4", "asked"),
        ("09-10", "3.5", "discussed"),
        ("09-10", "3.6", "discussed"),
        ("09-10", "7", "action given"),
        ("09-10", "8", "action given"),
        ("09-10", "4", "action reviewed"),
        ("09-10", "3.6", "decided"),
        ("12-03", "7", "action reviewed"),
        ("12-03", "8", "action reviewed"),
        ("12-03", "10", "action given"),
        ("12-03", "THE OLD GATES", "decided"),
        ("12-03", "11", "action given"),
    ]
    answered = [str(r["text"]) for r in rows if r["kind"] == "answered"]
    assert [text[:9] for text in answered] == ["JO asked ", "Mr Sefton"]
    assert [r["ref"] for r in rows if r["open"]] == ["8", "10", "11"]
    texts = [str(row["text"]) for row in rows]
    # Who comes in late, and what is told as actions and decisions, is no entry of its own.
    assert not any(
        "arrived at" in t or t.startswith(("RESOLVED", "ACTION", "No. |")) for t in texts
    )


# Read by hand: every paragraph that names the issue, or stands under an item that does.
@pytest.mark.skipif(
    not RR3.is_file(), reason="the shared real minutes are not beside the repository"
)
def test_a_real_document_by_hand(tmp_path: Path) -> None:
    wanted = {
        "dynamic framework": "2.1 raised, 2.2 discussed, 2.4 discussed, 4.1 discussed, "
        "4.2 discussed, 4.3 asked, 4.4 discussed, 4.5 asked, 4.6 action given, 4.7 discussed, "
        "6.2 discussed, 6.3 asked",
        "mentoring": "3.3 raised",
        "race": "8.2 raised, 9.5 discussed, 9.5 decided, 9.8 discussed, 9.8 decided, "
        "9.9 discussed, 9.9 decided, 9.10 action given, 9.11 discussed",
        "sentencing white paper": "8.1 raised, 9.5 discussed, 9.5 decided, 9.7 action given, "
        "9.8 discussed, 9.11 discussed",
    }
    gold = json.loads(GOLD.read_text("utf-8"))
    labelled = {"action given": gold["actions"], "decided": gold["decisions"]}
    with open_store(str(tmp_path / "rr3.kgl"), write=True) as store:
        load_minutes(store, [load(RR3)])
        for issue, told in wanted.items():
            rows = trace(store, search(issue))
            found = {f"{row['ref']} {row['kind']}" for row in rows}
            right = set(told.split(", "))
            refs, true = ({each.split()[0] for each in some} for some in (found, right))
            assert len(refs & true) / len(refs) == 1.0, f"precision of {issue}: {refs - true}"
            assert len(refs & true) / len(true) == 1.0, f"recall of {issue}: {true - refs}"
            assert found == right, issue
            # The labels of the gold file agree on which of them are actions and decisions.
            for kind, labels in labelled.items():
                known = {label["ref"] for label in labels}
                assert {str(r["ref"]) for r in rows if r["kind"] == kind} <= known
                missed = {label["ref"] for label in labels if issue in label["text"].lower()} - {
                    str(r["ref"]) for r in rows if r["kind"] == kind
                }
                assert not missed, issue


def test_several_bodies_in_one_time_line(store: Store, panel: Store) -> None:
    bodies = {row["body"] for row in trace(store, search("the OR a"))}
    assert len(bodies) > 1
    for body in bodies:
        first = next(row for row in trace(store, search("the OR a")) if row["body"] == body)
        assert first["kind"] == "raised"
    raised = [row for row in trace(store, search("the OR a")) if row["kind"] == "raised"]
    assert {row["body"] for row in raised} == bodies and len(raised) == len(bodies)


def test_an_action_in_other_words_stands_where_its_meeting_does(tmp_path: Path) -> None:
    said = {2020: "Price the gates", 2021: "Ask the firms again", 2022: "Paint the gates"}
    minutes = [
        Minutes.model_validate(
            {
                "document": {"path": f"{year}.txt"},
                "body": {"name": "Weir Board"},
                "meeting": {"date": f"{year}-02-02"},
                "actions": [{"ref": str(year), "text": text, "line": 3}],
            }
        )
        for year, text in said.items()
    ]
    with open_store(str(tmp_path / "weir.kgl"), write=True) as store:
        load_minutes(store, minutes)
        store.write(
            "MATCH (x:Action {ref: '2021'}), (y:Action {ref: '2020'}) "
            "CREATE (x)-[:CARRIES_OVER {basis: 'its number'}]->(y)"
        )
        rows = trace(store, search("gates"))
        assert [row["text"] for row in rows] == list(said.values())
        assert rows[1]["words"] == ["same as “Price the gates” of 2020-02-02"]
        later = trace(store, search("gates"), limits=Limits(since=dt.date(2021, 1, 1)))
        assert later == rows[1:]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("JO AſKED HOW IT WAS.", "asked"),
        ("An ınquıry: Holm ınquıred about it.", "asked"),
        ("İNQUİRED, and no more.", "asked"),
        ("Quer\u0131ed by \u212ait.", "asked"),
        ("Said in REPLY.", "answered"),
        ("The tasks wore on and on.", "discussed"),
    ],
)
def test_kinds_whatever_the_letters(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_a_topic_of_the_graph_is_what_its_words_find(panel: Store, tmp_path: Path) -> None:
    vocabulary = parse_vocabulary(
        "topics: {Timber: {aliases: [boatyard]}, "
        "Gates: {aliases: [gate, oak], not: [oak gates], broader: Timber}}",
        "topics.yaml",
    )
    issue = search_of("timbers", vocabulary)
    assert issue.names == ("Timber", "Gates")
    by_words = trace(panel, issue)
    with open_store(str(tmp_path / "topics.kgl"), write=True) as store:
        load_minutes(store, [load(path) for path in sorted((ROOT / "examples/panel").iterdir())])
        follow(store, vocabulary)
        assert len(by_words) > 20 and trace(store, issue) == by_words
        named = queries.run(store, "issue-trace", issue="Timber").rows
        assert [row["text"] for row in named] == [row["text"] for row in by_words]
        # A file that was edited since: its words count, not what the graph has.
        edited = parse_vocabulary("topics: {Timber: {aliases: [boatyard]}}", "topics.yaml")
        assert trace(store, search_of("timber", edited)) != by_words


def test_topics_on_the_command_line(forum: Shell) -> None:
    def traced(*words: str) -> tuple[list[Row], str]:
        run = forum("trace", *words, "--format", "json")
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout), run.stderr

    before = forum.dump()
    rows, _ = traced("beacons")
    assert [row["date"] for row in rows] == sorted(str(row["date"]) for row in rows)
    assert {row["date"] for row in rows} == {"2024-05-14", "2024-06-11"}
    assert "open" in [row["state"] for row in rows if str(row["kind"]).startswith("action")]
    assert traced("beak")[0] == []
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


def test_a_briefing_cites_and_ends_with_what_is_open(forum: Shell) -> None:
    run = forum("trace", "beacon", "--format", "markdown")
    assert run.returncode == 0
    head, left = run.stdout.split("## What is open\n")
    lines = head.splitlines()
    assert lines[0] == "# beacon" and "2024-05-14 to 2024-06-11" in lines[2]
    bullets = [line for line in lines if line.startswith("- ")]
    rows = json.loads(forum("trace", "beacon", "--format", "json").stdout)
    assert len(bullets) == len(rows)
    for bullet, row in zip(bullets, rows, strict=True):
        assert bullet.startswith(f"- **{row['kind']}**") and bullet.endswith(f"({row['source']})")
    still = [row for row in rows if row["open"]]
    assert still and left.count("\n- ") == len(still)
    # What is open stands there whatever part is shown, and machines get rows alone.
    assert forum("trace", "beacon", "--kind", "decided", "--format", "markdown").stdout.endswith(
        left
    )
    table = forum("trace", "beacon", "--format", "table").stdout
    assert "\nOpen:\n\naction" in table
    said = forum("trace", "becon").stderr
    assert "nothing has these words: did you mean 'beacon'?" in said, said
    apart = forum("trace", "light beacon north").stderr
    assert "texts have its words" in apart or "nothing has these words" in apart
    for wrong in ("beacon AND", "(beacon", "NOT beacon", " "):
        run = forum("trace", wrong)
        assert run.returncode == 2 and run.stderr.startswith("Error: ")
