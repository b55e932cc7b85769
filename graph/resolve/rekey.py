"""What a document says with the keys of the graph in place of its own."""

from __future__ import annotations

from collections.abc import Mapping

from minutegraph.graph.model import Fragment, Node, Relationship, Value
from minutegraph.graph.schema import identity, schema

Place = tuple[str, str]


def rekey(fragment: Fragment, keys: Mapping[Place, str]) -> Fragment:
    """The fragment with other keys; what becomes one is put together.

    Args:
        keys: new ones by label and own key of people, organisations and meetings. What belongs to
            a meeting goes with it.
    """
    if not keys:
        return fragment
    meetings = {
        own.removeprefix("meeting:"): key.removeprefix("meeting:")
        for (label, own), key in keys.items()
        if label == "Meeting"
    }

    def key_of(place: Place) -> str:
        if place in keys:
            return keys[place]
        if meetings and not schema().labels[place[0]].shared:
            kind, _, rest = place[1].partition(":")
            meeting, _, part = rest.rpartition(":")
            if meeting in meetings:
                return f"{kind}:{meetings[meeting]}:{part}"
        return place[1]

    nodes: dict[Place, Node] = {}
    for node in fragment.nodes:
        place = (node.label, key_of((node.label, node.key)))
        properties = dict(node.properties)
        meeting = str(properties.get("meeting", "")).removeprefix("meeting:")
        if meeting in meetings:
            properties["meeting"] = f"meeting:{meetings[meeting]}"
        new = Node(node.labels, place[1], properties)
        nodes[place] = _one_node(nodes[place], new) if place in nodes else new
    relationships: dict[tuple[object, ...], Relationship] = {}
    for old in fragment.relationships:
        properties = dict(old.properties)
        if isinstance(organisation := properties.get("organisation_key"), str):
            properties["organisation_key"] = key_of(("Organisation", organisation))
        moved = Relationship(
            (old.start[0], key_of(old.start)), old.kind, (old.end[0], key_of(old.end)), properties
        )
        name = identity(moved)
        known = relationships.get(name)
        relationships[name] = _one_relationship(known, moved) if known else moved
    return Fragment(fragment.document, list(nodes.values()), list(relationships.values()))


def _one_node(one: Node, other: Node) -> Node:
    """Two nodes of a document that are one: the first counts, and the other's names are known."""
    properties = {**other.properties, **one.properties}
    if "aliases" in schema().labels[one.label].properties:
        names = {other.name, *_texts(one, "aliases"), *_texts(other, "aliases")}
        properties["aliases"] = sorted(names - {one.name}) or None
    kept: dict[str, Value] = {n: v for n, v in properties.items() if v is not None}
    return Node((one.label, *sorted({*one.labels[1:], *other.labels[1:]})), one.key, kept)


def _one_relationship(one: Relationship, other: Relationship) -> Relationship:
    """Two statements of a document that are one: the first counts, lists add up."""
    properties: dict[str, Value] = {**other.properties, **one.properties}
    if schema().kinds[one.kind].kept == "summary":
        for name, value in one.properties.items():
            if value == [""]:
                properties[name] = other.properties[name]
    elif one.kind == "REPRESENTED_AT":
        pairs = [
            (str(who), during)
            for each in (one, other)
            for who, during in zip(_texts(each, "by"), _texts(each, "during"), strict=True)
        ]
        during = dict(reversed(pairs))
        properties["by"] = list(during)[::-1]
        properties["during"] = list(during.values())[::-1]
        items = {*_numbers(one, "items"), *_numbers(other, "items")}
        properties["items"] = sorted(items)
        capacities = [c for e in (one, other) for c in str(e.properties["capacity"]).split(", ")]
        properties["capacity"] = ", ".join(dict.fromkeys(capacities))
    return Relationship(one.start, one.kind, one.end, properties)


def _texts(of: Node | Relationship, name: str) -> list[str]:
    value = of.properties.get(name)
    return [str(part) for part in value] if isinstance(value, list) else []


def _numbers(of: Node | Relationship, name: str) -> list[int]:
    value = of.properties.get(name)
    return [int(part) for part in value] if isinstance(value, list) else []
