"""The vocabulary of the graph, read from `schema.yaml`: labels, relationships, what they carry.

Constraints, the statements that write, validation, documentation and colours are derived from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from minutegraph.graph.model import Fragment, Node, Relationship

Kept = Literal["statement", "summary", "derived"]

# The server's full-text index of what finds texts.
STEMS = "texts_stems"

_TYPES: dict[str, tuple[type, type | None]] = {
    "string": (str, None),
    "integer": (int, None),
    "boolean": (bool, None),
    "date": (dt.date, None),
    "strings": (list, str),
    "integers": (list, int),
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its type (`string`, `integer`, `boolean`, `date`, `strings`, `integers`)."""

    name: str
    type: str
    about: str

    def fits(self, value: object) -> bool:
        """Whether a value is of the type; None always is."""
        if value is None:
            return True
        outer, inner = _TYPES[self.type]
        if type(value) is not outer:
            return False
        return inner is None or all(type(part) is inner for part in value)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Label:
    """A main label.

    Attributes:
        colour: of the Okabe-Ito palette (and a grey), #rrggbb.
        shared: whether several documents may speak of one node.
        also: further labels a node may have, with their colours.
        union: properties whose values several documents add up.
        index: properties nodes are looked up by, beside the key.
        fulltext: properties whose words are searched.
        properties: all but `key`, in order; `name` first.
    """

    name: str
    about: str
    colour: str
    shared: bool
    also: Mapping[str, str]
    union: frozenset[str]
    index: tuple[str, ...]
    fulltext: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of relationship.

    Attributes:
        ends: pairs of main labels it may join, start first.
        identity: properties that tell two of one document and the same ends apart.
        properties: all it may carry, provenance included.
    """

    name: str
    about: str
    kept: Kept
    ends: tuple[tuple[str, str], ...]
    identity: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole vocabulary; `internal` are bookkeeping properties that no result shows."""

    labels: Mapping[str, Label]
    kinds: Mapping[str, Kind]
    internal: Mapping[str, Property]

    def colour(self, label: str) -> str | None:
        """The colour of a main or further label; None where it is unknown."""
        for known in self.labels.values():
            if label == known.name:
                return known.colour
            if label in known.also:
                return known.also[label]
        return None

    def kept(self, label: str) -> dict[str, Property]:
        """What nodes of a main label may carry beside their key, bookkeeping included."""
        if label == "Document":
            of_nodes = ("told", "shown")
            names = [name for name in self.internal if name not in of_nodes]
        else:
            names = ["told", "shown", *(["stems"] if self.labels[label].fulltext else [])]
        internal = {name: self.internal[name] for name in names}
        return {**self.labels[label].properties, **internal}

    def constraints(self) -> dict[str, str]:
        """Name to statement: `key` is unique in every main label."""
        return {
            name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE"
            for label in self.labels
            for name in (f"{label.lower()}_key",)
        }

    def indexes(self) -> dict[str, str]:
        """Name to statement: what nodes are looked up by beside their key, and searched for."""
        found = {
            f"{name.lower()}_{of}": f"CREATE INDEX {name.lower()}_{of} IF NOT EXISTS "
            f"FOR (n:{name}) ON (n.{of})"
            for name, label in self.labels.items()
            for of in label.index
        }
        for (name, of), index in self.fulltext().items():
            found[index] = (
                f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:{name}) ON EACH [n.{of}]"
            )
        return found

    def server_indexes(self) -> dict[str, str]:
        """Name to statement: what only a server has. Its words are parted at spaces alone."""
        labels = "|".join(name for name, label in self.labels.items() if label.fulltext)
        return {
            STEMS: f"CREATE FULLTEXT INDEX {STEMS} IF NOT EXISTS FOR (n:{labels}) "
            "ON EACH [n.stems] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
        }

    def fulltext(self) -> dict[tuple[str, str], str]:
        """Label and property to the name of the index that `db.index.fulltext.queryNodes` takes.

        Each index covers one property of one label: the embedded engine knows no others.
        """
        return {
            (name, of): f"{name.lower()}_{of}_words"
            for name, label in self.labels.items()
            for of in label.fulltext
        }


def main_first(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels in the order of the vocabulary, main labels first; others after them, by name.

    >>> main_first(["Official", "Person", "Member"])
    ('Person', 'Member', 'Official')
    """
    main = schema().labels
    return tuple(sorted(labels, key=lambda label: (label not in main, label)))


@cache
def schema() -> Schema:
    """The vocabulary this version writes."""
    import yaml

    text = files("minutegraph.graph").joinpath("schema.yaml").read_text(encoding="utf-8")
    # libyaml's loader where PyYAML was built with it: every command that opens a graph waits here.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _read(yaml.load(text, Loader=loader))


def _read(raw: Mapping[str, Any]) -> Schema:
    common = _properties(raw["common"])
    labels = {}
    for name, entry in raw["labels"].items():
        own = _properties(entry["properties"])
        shared = entry.get("shared", False) or name == "Document"
        labels[name] = Label(
            name,
            entry["about"],
            entry["colour"],
            shared,
            entry.get("also", {}),
            frozenset(entry.get("union", ())),
            tuple(entry.get("index", ())),
            tuple(entry.get("fulltext", ())),
            {
                "name": common["name"],
                **own,
                **({} if shared else {"document": common["document"]}),
            },
        )
    kinds = {}
    for name, entry in raw["relationships"].items():
        kept: Kept = entry["kept"]
        provenance = "provenance_of_summaries" if kept == "summary" else "provenance"
        kinds[name] = Kind(
            name,
            entry["about"],
            kept,
            tuple((start, end) for start, ends in entry["ends"].items() for end in ends),
            tuple(entry.get("identity", ())),
            {**_properties(entry.get("properties", {})), **_properties(raw[provenance])},
        )
    return Schema(labels, kinds, _properties(raw["internal"]))


def _properties(raw: Mapping[str, Any]) -> dict[str, Property]:
    return {name: Property(name, spec["is"], spec["about"]) for name, spec in raw.items()}


def identity(relationship: Relationship) -> tuple[object, ...]:
    """What makes two relationships one: ends, kind and, for a statement, its document."""
    kind = schema().kinds[relationship.kind]
    ends = (relationship.start, relationship.kind, relationship.end)
    if kind.kept == "summary":
        return ends
    if not kind.identity:
        return (*ends, relationship.properties["document"])
    own = (relationship.properties.get(name) for name in kind.identity)
    return (*ends, *own, relationship.properties["document"])


def problems(fragment: Fragment) -> list[str]:
    """What in a fragment does not fit the vocabulary, one line each; empty where all does."""
    found = [line for node in fragment.nodes for line in _node_problems(node)]
    known = {(node.label, node.key) for node in fragment.nodes}
    for relationship in fragment.relationships:
        found.extend(_relationship_problems(relationship))
        found.extend(
            f"{_say(relationship)}: no node {end}"
            for end in (relationship.start, relationship.end)
            if end not in known
        )
    return found


def _node_problems(node: Node) -> Iterator[str]:
    label = schema().labels.get(node.label)
    if label is None:
        yield f"{node.key}: unknown label {node.label}"
        return
    for further in node.labels[1:]:
        if further not in label.also:
            yield f"{node.key}: {node.label} has no further label {further}"
    if not node.properties.get("name"):
        yield f"{node.key}: no name"
    yield from _misfits(node.key, node.properties, label.properties)


def _relationship_problems(relationship: Relationship) -> Iterator[str]:
    kind = schema().kinds.get(relationship.kind)
    if kind is None:
        yield f"unknown relationship {relationship.kind}"
        return
    if (relationship.start[0], relationship.end[0]) not in kind.ends:
        yield f"{_say(relationship)}: joins no such labels"
    if not relationship.properties.get("document"):
        yield f"{_say(relationship)}: no document"
    yield from _misfits(_say(relationship), relationship.properties, kind.properties)


def _say(relationship: Relationship) -> str:
    return f"({relationship.start[1]})-[:{relationship.kind}]->({relationship.end[1]})"


def _misfits(
    where: str, values: Mapping[str, object], properties: Mapping[str, Property]
) -> Iterator[str]:
    for name, value in values.items():
        known = properties.get(name)
        if known is None:
            yield f"{where}: unknown property {name}"
        elif not known.fits(value):
            yield f"{where}: {name} is {value!r}, not {known.type}"
