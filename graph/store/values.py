"""Values as kglite gives them to the shapes of `graph.model`, without what the engine invents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from minutegraph.graph.model import Node, Path, Relationship
from minutegraph.graph.schema import schema

_NODE = {"id", "labels", "properties"}
_RELATIONSHIP = {"id", "start", "end", "type", "properties"}
_PATH = {"nodes", "relationships"}
_INVENTED = {"id", "type", "title"}
_NESTED = frozenset({dict, list})  # all other values stay as they come

Ends = Mapping[int, tuple[str, str]]


@cache
def hidden() -> frozenset[str]:
    """Properties no result shows: those the engine invents and the loader's bookkeeping."""
    return frozenset(_INVENTED | schema().internal.keys())


def ends_in(rows: Iterable[Mapping[str, object]]) -> set[int]:
    """The engine's numbers of the nodes that relationships in `rows` join."""
    found: set[int] = set()
    for row in rows:
        for value in row.values():
            if type(value) in _NESTED:
                _collect_ends(value, found)
    return found


def _collect_ends(value: object, found: set[int]) -> None:
    if isinstance(value, dict):
        if _is_relationship(value):
            found |= {value["start"], value["end"]}
        else:
            for part in value.values():
                _collect_ends(part, found)
    elif isinstance(value, list):
        for part in value:
            if type(part) in _NESTED:
                _collect_ends(part, found)


def convert(rows: Iterable[dict[str, Any]], ends: Ends) -> Iterator[dict[str, object]]:
    """The same rows with nodes, relationships and paths as such.

    Args:
        ends: main label and key by the engine's number, for all of `ends_in(rows)`.
    """
    drop = hidden()
    for row in rows:
        for name, value in row.items():
            if type(value) in _NESTED:
                row[name] = _convert(value, ends, drop)
        yield row


def _convert(value: Any, ends: Ends, drop: frozenset[str]) -> object:
    if isinstance(value, list):
        if _is_property_names(value):
            return [name for name in value if name not in drop]
        return [_convert(part, ends, drop) if type(part) in _NESTED else part for part in value]
    if not isinstance(value, dict):
        return value
    if _is_node(value):
        return _node(value, drop)
    if _is_relationship(value):
        return Relationship(
            ends[value["start"]],
            value["type"],
            ends[value["end"]],
            _without(value["properties"], drop),
        )
    if value.keys() == _PATH and all(map(_is_node, value["nodes"])):
        return Path(
            tuple(_node(node, drop) for node in value["nodes"]),
            tuple(_convert(r, ends, drop) for r in value["relationships"]),  # type: ignore[misc]
        )
    if _is_properties(value):
        value = _without(value, drop)
    return {name: _convert(part, ends, drop) for name, part in value.items()}


def _node(value: Mapping[str, Any], drop: frozenset[str]) -> Node:
    properties = _without(value["properties"], drop)
    return Node(tuple(value["labels"]), str(properties.pop("key", value["id"])), properties)


def _without(properties: Mapping[str, Any], drop: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in drop}


def _is_node(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == _NODE
        and isinstance(value["properties"], dict)
        and value["properties"].get("type") in (value["labels"] or ())
    )


def _is_relationship(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == _RELATIONSHIP
        and isinstance(value["start"], int)
        and isinstance(value["end"], int)
        and isinstance(value["properties"], dict)
    )


def _is_properties(value: Mapping[str, object]) -> bool:
    """Whether a mapping is what `properties(n)` or `n {.*}` gives: it has the engine's number."""
    return isinstance(value.get("id"), int) and isinstance(value.get("key"), str)


def _is_property_names(value: list[object]) -> bool:
    """Whether a list is what `keys(n)` gives."""
    return "id" in value and "key" in value and all(isinstance(part, str) for part in value)
