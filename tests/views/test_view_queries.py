"""The queries behind the drawn views, on the real engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.store import Store, Transaction, open_store
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.network import render
from tests.views import sample

QUERIES = Path(__file__).resolve().parents[2] / "queries" / "views"
NAMES = ["meeting", "network", "organisation", "person"]  # those of `view network`


def statement(name: str) -> str:
    return (QUERIES / f"{name}.cypher").read_text("utf-8")


def params(name: str) -> list[str]:
    return re.findall(r"^// param (\w+):", statement(name), re.MULTILINE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    nodes, links = sample.graph()
    with open_store(str(tmp_path_factory.mktemp("graph") / "g.kgl"), write=True) as opened:
        opened.schema()

        def fill(transaction: Transaction) -> None:
            for node in nodes:
                sets = "".join(f" SET n.{name} = $set_{name}" for name in node.properties)
                sets += "".join(f" SET n:{label}" for label in node.labels[1:])
                transaction.write(
                    f"MERGE (n:{node.label} {{key: $key}}){sets}",
                    key=node.key,
                    **{f"set_{name}": value for name, value in node.properties.items()},
                )
            for link in links:
                sets = "".join(f" SET r.{name} = $set_{name}" for name in link.properties)
                transaction.write(
                    f"MATCH (a:{link.start[0]} {{key: $a}}) MATCH (b:{link.end[0]} {{key: $b}}) "
                    f"MERGE (a)-[r:{link.kind}]->(b){sets}",
                    a=link.start[1],
                    b=link.end[1],
                    **{f"set_{name}": value for name, value in link.properties.items()},
                )

        opened.transact(fill)
        yield opened


def ask(store: Store, name: str, **given: object) -> tuple[list[Node], list[Relationship]]:
    every: dict[str, object] = dict.fromkeys(params(name))
    result = store.read(statement(name), **(every | given))
    assert result.columns == ["n", "r", "m"]
    return collect(result.rows)


def names(nodes: list[Node]) -> set[str]:
    return {node.name for node in nodes}


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_what_the_query_takes_and_gives(name: str) -> None:
    text = statement(name)
    lines = text.splitlines()
    assert re.match(r"// \w.*\?$", lines[0])
    code = "\n".join(line for line in lines if not line.startswith("//"))
    assert set(params(name)) == set(re.findall(r"\$(\w+)", code))
    assert "// column n, r, m" in lines
    assert ";" not in code and "//" not in code


def test_the_network_is_the_whole_graph(store: Store) -> None:
    nodes, links = sample.graph()
    assert ask(store, "network") == collect([{"nodes": nodes, "links": links}])


def test_the_network_can_be_narrowed(store: Store) -> None:
    nodes, links = ask(store, "network", label="Person")
    assert len(nodes) == 15 and not links
    nodes, links = ask(store, "network", relationship="ATTENDED", limit=22)
    assert {link.kind for link in links} == {"ATTENDED"}
    assert len(links) == 22
    assert {node.label for node in nodes} == {"Person", "Session"}


@pytest.mark.parametrize("meeting", [None, "trf-2024-03-14", "2024-03-14", "14 march"])
def test_a_meeting_with_its_people_organisations_and_outcomes(
    store: Store, meeting: str | None
) -> None:
    nodes, links = ask(store, "meeting", meeting=meeting)
    found = names(nodes)
    everybody = {person[0] for person in sample.PEOPLE.values()}
    assert everybody <= found
    assert {organisation[0] for organisation in sample.ORGANISATIONS.values()} <= found
    assert {action[0] for action in sample.ACTIONS.values()} <= found
    assert {decision[0] for decision in sample.DECISIONS.values()} <= found
    assert {"With officials", "Members only", "Minutes of 14 March 2024"} <= found
    paragraphs = {node.key for node in nodes if node.label == "Paragraph"}
    outcomes = [*sample.ACTIONS.values(), *sample.DECISIONS.values()]
    assert paragraphs == {f"p-{outcome[1]}" for outcome in outcomes}
    ends = {(node.label, node.key) for node in nodes}
    every = [link for link in sample.graph()[1] if {link.start, link.end} <= ends]
    assert links == collect([{"links": every}])[1]


def test_a_meeting_with_every_paragraph(store: Store) -> None:
    nodes, _ = ask(store, "meeting", paragraphs=True)
    assert sum(node.label == "Paragraph" for node in nodes) == 11


def test_a_meeting_nobody_recorded_further(store: Store) -> None:
    nodes, links = ask(store, "meeting", meeting="9 november")
    assert names(nodes) == {"TRF, 9 November 2023", "Tidewater Records Forum"}
    assert [link.kind for link in links] == ["MEETING_OF"]
    assert ask(store, "meeting", meeting="no such meeting") == ([], [])


def test_a_person_and_what_is_one_step_away(store: Store) -> None:
    nodes, links = ask(store, "person", person="DUBOIS")
    assert names(nodes) == {
        "Céline Dubois",
        "Quayside Genealogists",
        "With officials",
        "Members only",
        "2.2",
        "2. Scanning of the parish registers",
        "TRF, 14 March 2024",
        "Write to the Registrar about early images",
    }
    own = {link.kind for link in links if ("Person", "celine-dubois") in (link.start, link.end)}
    assert own == {"AFFILIATED_WITH", "ATTENDED", "SPOKE_IN", "ASSIGNED_TO"}
    assert ask(store, "person", person="nobody") == ([], [])


def test_a_person_and_what_is_two_steps_away(store: Store) -> None:
    one = names(ask(store, "person", person="celine-dubois")[0])
    two = names(ask(store, "person", person="celine-dubois", hops=2)[0])
    assert one < two
    assert {"Hanneke de Wit", "Amara Osei", "Lantern Archive Trust"} <= two - one
    few = names(ask(store, "person", person="celine-dubois", limit=2)[0])
    assert len(few) < len(one)


@pytest.mark.parametrize("asked", ["hro", "HRO", "harbour rec"])
def test_an_organisation(store: Store, asked: str) -> None:
    nodes, links = ask(store, "organisation", organisation=asked)
    assert names(nodes) == {"Harbour Records Office", "Leonie Brandt", "Marek Zieliński"}
    assert {link.kind for link in links} == {"AFFILIATED_WITH"}


def test_what_a_query_gives_can_be_drawn(store: Store) -> None:
    nodes, links = ask(store, "organisation", organisation="lantern", hops=2)
    page = render(nodes, links, heading="Lantern Archive Trust")
    assert f"Nodes ({len(nodes)})" in page and f"Links ({len(links)})" in page
