"""Values as Neo4j's driver gives them to the shapes of `graph.model`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from neo4j import graph as native
from neo4j import spatial, time

from minutegraph.graph.model import Node, Path, Relationship
from minutegraph.graph.schema import main_first, schema

Ends = Mapping[str, tuple[str, str]]

# Values that stay as they come, and hold no others: nearly all there are.
_PLAIN = frozenset({str, int, float, bool, type(None)})


def unknown_ends(values: Iterable[object]) -> set[str]:
    """Element ids of the nodes that relationships among values join and that came without them."""
    found: set[str] = set()
    for value in values:
        if type(value) in _PLAIN:
            continue
        if isinstance(value, native.Relationship):
            found |= {
                node.element_id for node in value.nodes if node is not None and not _known(node)
            }
        elif isinstance(value, list):
            found |= unknown_ends(value)
        elif isinstance(value, dict):
            found |= unknown_ends(value.values())
    return found


def row_of(columns: Iterable[str], values: Iterable[Any], ends: Ends) -> dict[str, object]:
    """A row of a result; see `convert`."""
    return {
        name: value if type(value) in _PLAIN else convert(value, ends)
        for name, value in zip(columns, values, strict=True)
    }


def convert(value: Any, ends: Ends) -> Any:
    """A value of a result, without the loader's bookkeeping.

    Args:
        ends: main label and key by element id, for all of `unknown_ends`.
    """
    match value:
        case list():
            return [
                part if type(part) in _PLAIN else convert(part, ends)
                for part in _property_names(value)
            ]
        case dict():
            return {name: convert(part, ends) for name, part in _properties(value).items()}
        case native.Node():
            return _node(value)
        case native.Relationship():
            return _relationship(value, ends)
        case native.Path():
            return Path(
                tuple(_node(node) for node in value.nodes),
                tuple(_relationship(relationship, ends) for relationship in value.relationships),
            )
        case time.Date() | time.DateTime() | time.Time():
            return value.to_native()
        case time.Duration():
            return _duration(value)
        case spatial.WGS84Point():
            return {"latitude": value.latitude, "longitude": value.longitude}
        case tuple():  # other points, and durations of old
            return list(value)
        case _:
            return value


def end_of(labels: Iterable[str], key: object, element_id: str) -> tuple[str, str]:
    """What names a node at the end of a relationship; one that is not ours has no key."""
    return next(iter(main_first(labels)), ""), str(key if key is not None else element_id)


def _known(node: native.Node) -> bool:
    return bool(node.labels or len(node))


def _node(node: native.Node) -> Node:
    properties = _visible(node)
    key = properties.pop("key", None)
    return Node(
        main_first(node.labels), str(key if key is not None else node.element_id), properties
    )


def _relationship(relationship: native.Relationship, ends: Ends) -> Relationship:
    start, end = (
        end_of(node.labels, node.get("key"), node.element_id)
        if _known(node)
        else ends.get(node.element_id, ("", node.element_id))
        for node in relationship.nodes
        if node is not None
    )
    return Relationship(start, relationship.type, end, _visible(relationship))


def _visible(entity: native.Entity) -> dict[str, Any]:
    hidden = schema().internal
    return {
        name: convert(value, {}) for name, value in sorted(entity.items()) if name not in hidden
    }


def _properties(value: dict[str, Any]) -> dict[str, Any]:
    """A mapping, without bookkeeping where it is what `properties(n)` or `n {.*}` gives."""
    if not isinstance(value.get("key"), str):
        return value
    return {name: part for name, part in value.items() if name not in schema().internal}


def _property_names(value: list[Any]) -> list[Any]:
    """A list, without bookkeeping where it is what `keys(n)` gives."""
    if "key" not in value or not all(isinstance(part, str) for part in value):
        return value
    return [name for name in value if name not in schema().internal]


def _duration(value: time.Duration) -> dict[str, int]:
    parts = {"months": value.months, "days": value.days, "seconds": value.seconds}
    return parts | ({"nanoseconds": value.nanoseconds} if value.nanoseconds else {})
