"""From the rows of any query to the nodes and relationships in them, for drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from minutegraph.graph.model import Node, Path, Relationship

_Identity = tuple[tuple[str, str], str, tuple[str, str], str]


def collect(rows: Iterable[Mapping[str, object]]) -> tuple[list[Node], list[Relationship]]:
    """The nodes and relationships in `rows`, each once, in an order that rows do not decide.

    Values may be nodes, relationships, paths, or lists and mappings of them at any depth; all else
    (text, numbers, nulls) is passed over. Relationships are the same where their ends, type and
    properties are. An end that no row holds as a node becomes a node with nothing but its key.
    """
    nodes: dict[tuple[str, str], Node] = {}
    relationships: dict[_Identity, Relationship] = {}
    todo: list[object] = list(rows)
    while todo:
        value = todo.pop()
        if isinstance(value, Node):
            known = nodes.get((value.label, value.key))
            if known is None or _fullness(value) > _fullness(known):
                nodes[value.label, value.key] = value
        elif isinstance(value, Relationship):
            relationships[identity(value)] = value
        elif isinstance(value, Path):
            todo.extend(value.nodes)
            todo.extend(value.relationships)
        elif isinstance(value, Mapping):
            todo.extend(value.values())
        elif isinstance(value, list | tuple | set | frozenset):
            todo.extend(value)
    for relationship in relationships.values():
        for label, key in (relationship.start, relationship.end):
            nodes.setdefault((label, key), Node((label,), key))
    return (
        [nodes[place] for place in sorted(nodes)],
        [relationships[place] for place in sorted(relationships)],
    )


def identity(relationship: Relationship) -> _Identity:
    """What makes two relationships the same; also a stable order."""
    return (
        relationship.start,
        relationship.kind,
        relationship.end,
        repr(sorted(relationship.properties.items())),
    )


def _fullness(node: Node) -> tuple[int, int, str]:
    """A fuller reading of the same node wins; ties are broken by content, not by order."""
    return (
        len(node.properties),
        len(node.labels),
        repr((node.labels, sorted(node.properties.items()))),
    )
