"""What is about a topic, in the graph: the same whichever order things were done in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.graph.load import dump, follow, judge, load_minutes, unload
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.resolve.registry import parse_registry
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.links import is_linked
from minutegraph.graph.topics.vocabulary import Vocabulary, parse_vocabulary
from minutegraph.loaders.minutes import Minutes
from tests.conftest import FORUM_JUNE, FORUM_MAY, Shell

ROOT = Path(__file__).resolve().parents[3]
RR3 = ROOT.parent / "shared" / "minutes" / "rr3-2020-06-16.txt"

BEACONS = parse_vocabulary(
    """
topics:
  Lights: {related: [Night closing]}
  Beacon:
    aliases: [north light]
    not: [old beacon]
    broader: Lights
  Night closing: {aliases: [close the north mole]}
  NL: {}
  nl: {}
""",
    "topics.yaml",
)


@pytest.fixture
def forums(tmp_path: Path) -> list[Minutes]:
    (tmp_path / "may.md").write_text(FORUM_MAY, "utf-8")
    (tmp_path / "june.md").write_text(FORUM_JUNE, "utf-8")
    return [loaders.load(tmp_path / name) for name in ("may.md", "june.md")]


def about(store: Store) -> list[tuple[object, ...]]:
    rows = store.read(
        "MATCH (x)-[r:ABOUT]->(t:Topic) "
        "RETURN x.name AS name, t.name AS topic, r.terms AS terms, r.basis AS basis, "
        "r.document AS document, r.line AS line, r.source AS source "
        "ORDER BY document, line, name, topic"
    ).rows
    assert all(row["source"] for row in rows)
    return [tuple(row.values())[:-1] for row in rows]


def test_what_has_the_words_and_what_stands_under_them(store: Store, forums: list[Minutes]) -> None:
    vocabulary = parse_vocabulary("topics: {Beacon: {not: [old beacon]}, Ordering: {}}", "t")
    load_minutes(store, forums, vocabulary=vocabulary)
    may, june = "doc:may.md", "doc:june.md"
    assert [(str(name).split(" ")[0], *rest) for name, *rest in about(store)] == [
        ("1", "Beacon", ["Beacon"], "text", june, 10),
        ("1.1", "Beacon", ["beacon"], "text", june, 12),
        ("1.1", "Ordering", ["ordered"], "text", june, 12),
        ("1.2", "Beacon", ["Beacon"], "item", june, 14),
        ("The", "Beacon", ["Beacon"], "item", june, 14),
        ("1", "Beacon", ["Beacon"], "text", may, 19),
        ("1.1", "Beacon", ["Beacon"], "item", may, 21),  # its own words are an old beacon's
        ("1.2", "Beacon", ["beacon"], "text", may, 23),
        ("Bo", "Beacon", ["beacon"], "text", may, 25),
    ]


def test_topics_say_what_they_are(store: Store) -> None:
    follow(store, BEACONS)
    assert is_linked(store, BEACONS) and not is_linked(store, Vocabulary())
    rows = store.read("MATCH (t:Topic) RETURN t AS t ORDER BY t.key").rows
    nodes = {row["t"].key: row["t"].properties for row in rows}  # type: ignore[attr-defined]
    assert nodes["topic:beacon"] == {
        "name": "Beacon",
        "aliases": ["north light"],
        "unlike": ["old beacon"],
        "broader": "Lights",
        "within": ["Lights"],
    }
    assert nodes["topic:lights"] == {"name": "Lights", "related": ["Night closing"]}
    assert nodes["topic:night-closing"]["related"] == ["Lights"]
    assert sorted(str(p["name"]) for p in nodes.values() if "l" in str(p["name"]).lower()) == [
        "Lights", "NL", "Night closing", "nl",
    ]  # fmt: skip


def test_order_plays_no_part(fresh: Callable[[], Store], forums: list[Minutes]) -> None:
    may, june = forums
    wanted = fresh()
    load_minutes(wanted, forums, vocabulary=BEACONS)
    content = dump(wanted)
    assert any(isinstance(x, Relationship) and x.kind == "ABOUT" for x in content)

    one = fresh()
    follow(one, BEACONS)
    load_minutes(one, [june])
    load_minutes(one, [may])  # by the topics that the graph has
    assert dump(one) == content

    other = fresh()
    load_minutes(other, forums, vocabulary=parse_vocabulary("topics: {Beacon: {}, x: {}}", "t"))
    assert dump(other) != content
    # What is taken out can be put back, and what it was stays without.
    told = follow(other, BEACONS)
    assert (told.nodes_added, told.nodes_removed) == (4, 1)
    assert dump(other) == content
    assert follow(other, BEACONS).relationships_added == 0
    unload(other, "may.md")
    load_minutes(other, [may], vocabulary=BEACONS)
    assert dump(other) == content
    # A document that says something else takes its links along.
    changed = may.model_copy(deep=True)
    changed.items[0].title = "Paint"
    load_minutes(other, [changed], vocabulary=BEACONS)
    assert ("1 Paint", "Beacon") not in [row[:2] for row in about(other)]
    assert len(about(other)) < len(about(wanted))
    load_minutes(other, [may], vocabulary=BEACONS)
    assert dump(other) == content
    # Who is who moves nodes; what they are about stays with them.
    named = parse_registry(
        "organisations: {same: [[Harbour Safety Forum, Harbour Charity]]}", "registry"
    )
    before = {n.key for n in dump(other) if isinstance(n, Node)}
    judge(other, named)
    assert {n.key for n in dump(other) if isinstance(n, Node)} != before
    assert [row[1:] for row in about(other)] == [row[1:] for row in about(wanted)]
    judge(other, parse_registry("", "registry"))
    assert dump(other) == content

    bare = fresh()
    load_minutes(bare, forums)
    follow(other, Vocabulary())
    assert dump(other) == dump(bare)
    assert not any(isinstance(x, Node) and x.label == "Topic" for x in dump(other))


def test_what_two_documents_record_is_searched_when_either_changes(
    fresh: Callable[[], Store], tmp_path: Path
) -> None:
    for name, beacon in (("a.md", "beacon"), ("b.md", "lamp")):
        text = FORUM_MAY.replace("the old beacon", f"that {beacon}").replace("beacon", beacon)
        (tmp_path / name).write_text(text.replace("## 1. Beacon", "## 1. Repairs"), "utf-8")
    one, other = (loaders.load(tmp_path / name) for name in ("a.md", "b.md"))
    stays, both = fresh(), fresh()
    load_minutes(stays, [one], vocabulary=BEACONS)
    load_minutes(both, [one, other], vocabulary=BEACONS)
    together = dump(both)
    assert len(about(both)) < len(about(stays))
    unload(both, "b.md")
    assert dump(both) == dump(stays)
    load_minutes(both, [other], vocabulary=BEACONS)
    assert dump(both) == together


# Read by hand, as in tests/queries/test_trace.py: what the graph has is what the text says.
@pytest.mark.skipif(
    not RR3.is_file(), reason="the shared real minutes are not beside the repository"
)
def test_a_real_document_by_hand(tmp_path: Path) -> None:
    wanted = {
        "Dynamic framework": "2.1 2.2 2.4 4.1 4.2 4.3 4.4 4.5 4.6 4.7 6.2 6.3",
        "Mentoring": "3.3",
        "Race": "8.2 9.5 9.8 9.9 9.10 9.11",
        "Sentencing white paper": "8.1 9.5 9.7 9.8 9.11",
    }
    vocabulary = parse_vocabulary(f"topics: {dict.fromkeys(wanted)}".replace("None", "{}"), "t")
    with open_store(str(tmp_path / "rr3.kgl"), write=True) as store:
        load_minutes(store, [loaders.load(RR3)], vocabulary=vocabulary)
        for topic, refs in wanted.items():
            rows = store.read(
                "MATCH (p:Paragraph)-[r:ABOUT]->(:Topic {name: $topic}) "
                "RETURN p.ref AS ref ORDER BY p.ordinal",
                topic=topic,
            ).rows
            assert [row["ref"] for row in rows] == refs.split(), topic


def test_the_command_line_keeps_the_graph_to_the_file(shell: Shell) -> None:
    file = shell.folder / "minutes.topics.yaml"

    def counted() -> list[int]:
        with open_store(str(shell.graph)) as store:
            return [store.counts().nodes.get("Topic", 0), len(about(store))]

    assert shell("topics", "add", "Beacon").returncode == 0
    assert not shell.graph.exists()
    assert shell("load", "minutes").returncode == 0
    assert counted() == [1, 8]
    run = shell("topics", "add", "Night closing", "close the north mole", "--related", "beacon")
    assert run.returncode == 0
    assert run.stderr.splitlines() == [
        "nodes: 1 added, 0 removed",
        "relationships: 2 added, 0 removed",
    ]
    assert counted() == [2, 10]
    file.write_text("topics: {Beacon: {}, Charity: {}, Ordering: {}}\n", "utf-8")
    assert shell("load", "minutes").stderr.splitlines()[0] == "documents: 2 unchanged"
    assert counted() == [3, 9]
    file.write_text("topics: {Beacon: {}}\n", "utf-8")
    assert shell("topics", "apply").returncode == 0
    assert counted() == [1, 8]
    assert shell("topics", "drop", "Beacon").returncode == 0
    assert counted() == [0, 0]
