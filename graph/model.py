"""Nodes, relationships and paths, the same whether they go into a store or come out of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

# Scalars and flat lists only: that is what both engines store as properties.
Scalar = str | int | float | bool | dt.date
Value = Scalar | list[str] | list[int] | None


def filled(properties: Mapping[str, Value]) -> dict[str, Value]:
    """The properties that say something: 0 and false do, None and an empty text or list do not."""
    return {name: value for name, value in properties.items() if value or value == 0}


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its labels (the main one first), its unique `key`, its other properties."""

    labels: tuple[str, ...]
    key: str
    properties: dict[str, Value] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The main label, which holds the uniqueness constraint on `key`."""
        return self.labels[0]

    @property
    def name(self) -> str:
        """The display name; the key where there is none."""
        return str(self.properties.get("name") or self.key)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between two nodes given by (main label, key)."""

    start: tuple[str, str]
    kind: str
    end: tuple[str, str]
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Path:
    """Nodes in order with the relationships between them; `len(nodes) == len(relationships) + 1`."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@dataclass(slots=True)
class Fragment:
    """What one document says, as nodes and relationships; `document` is its key."""

    document: str
    nodes: list[Node] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
