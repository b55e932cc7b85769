"""The vocabulary holds together, and misfits are named."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from minutegraph.graph.model import Fragment, Node, Relationship
from minutegraph.graph.schema import problems, schema

CONTRACT = {
    "Person": "honorific post_nominals aliases",
    "Organisation": "acronym aliases sector",
    "Meeting": "date mode venue status",
    "Session": "ordinal",
    "AgendaItem": "ref ordinal",
    "Paragraph": "ref text page line ordinal",
    "Action": "ref text due status",
    "Decision": "ref text",
    "Topic": "aliases",
    "Document": "path sha256 media_type pages",
}


def test_labels_are_those_of_the_contract() -> None:
    assert set(schema().labels) == set(CONTRACT)
    for label, names in CONTRACT.items():
        assert set(names.split()) <= set(schema().labels[label].properties)
    assert set(schema().labels["Person"].also) == {"Member", "Official"}
    assert set(schema().labels["Organisation"].also) == {"Body"}


def test_nothing_uses_names_the_embedded_engine_reserves() -> None:
    properties = [label.properties for label in schema().labels.values()]
    properties += [kind.properties for kind in schema().kinds.values()]
    assert not {"id", "type", "title", "key"} & {name for names in properties for name in names}


def test_everything_is_described_and_joined() -> None:
    for kind in schema().kinds.values():
        assert kind.about.endswith(".")
        assert {label for ends in kind.ends for label in ends} <= set(schema().labels)
        assert {"document", "line", "source"} <= set(kind.properties)
        assert set(kind.identity) <= set(kind.properties)
    for label in schema().labels.values():
        assert label.about.endswith(".")
        assert all(part.about.endswith(".") for part in label.properties.values())


def test_colours() -> None:
    okabe_ito = {"#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"}
    used = {label.colour for label in schema().labels.values()}
    assert used <= okabe_ito | {"#9aa0a6"}
    assert schema().colour("Official")
    assert schema().colour("Meeting") == "#cc79a7"
    assert schema().colour("Nobody") is None


def test_every_main_label_has_a_constraint() -> None:
    constraints = schema().constraints()
    assert len(constraints) == len(CONTRACT)
    assert constraints["person_key"] == (
        "CREATE CONSTRAINT person_key IF NOT EXISTS FOR (n:Person) REQUIRE n.key IS UNIQUE"
    )
    assert all(re.fullmatch(r"[a-z_]+", name) for name in schema().indexes())


@pytest.mark.parametrize(
    ("type_", "fit", "misfit"),
    [
        ("string", "x", 1),
        ("integer", 1, True),
        ("boolean", True, 1),
        ("date", dt.date(2020, 1, 1), "2020-01-01"),
        ("strings", ["x"], "x"),
        ("strings", [], [1]),
        ("integers", [1], ["1"]),
    ],
)
def test_types(type_: str, fit: object, misfit: object) -> None:
    known = {p.type: p for label in schema().labels.values() for p in label.properties.values()}
    for kind in schema().kinds.values():
        known |= {p.type: p for p in kind.properties.values()}
    assert known[type_].fits(fit)
    assert known[type_].fits(None)
    assert not known[type_].fits(misfit)


def test_problems_are_named() -> None:
    person = Node(("Person",), "person:a", {"name": "A"})
    fragment = Fragment(
        "doc:a",
        [
            person,
            Node(("Persn",), "x", {"name": "x"}),
            Node(("Person", "Body"), "person:b", {"name": "B"}),
            Node(("Person",), "person:c", {"honorific": 3, "colour": "red"}),
        ],
        [
            Relationship(("Person", "person:a"), "LIKES", ("Person", "person:b")),
            Relationship(
                ("Person", "person:a"), "ATTENDED", ("Person", "person:b"), {"document": "doc:a"}
            ),
            Relationship(("Person", "person:a"), "CHAIRED", ("Meeting", "meeting:m")),
        ],
    )
    assert problems(fragment) == [
        "x: unknown label Persn",
        "person:b: Person has no further label Body",
        "person:c: no name",
        "person:c: honorific is 3, not string",
        "person:c: unknown property colour",
        "unknown relationship LIKES",
        "(person:a)-[:ATTENDED]->(person:b): joins no such labels",
        "(person:a)-[:CHAIRED]->(meeting:m): no document",
        "(person:a)-[:CHAIRED]->(meeting:m): no node ('Meeting', 'meeting:m')",
    ]
