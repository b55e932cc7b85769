"""Rows of names as nodes and links to draw, by the patterns of `queries.pattern`.

A name stands for a node of the graph where exactly one node of the label has it. Where several have
it, the rows do not say which: they become one node that says so, never one of them by guess.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.views.palette import STYLES, readable
from minutegraph.queries.output import plain
from minutegraph.queries.pattern import Arrow, Pattern, Place

# Labels whose nodes are called by a text, which their name cuts short.
_TEXTS = ("Paragraph", "Action", "Decision")
_NAMED = "MATCH (n:{label}) WHERE n.{name} IN $names RETURN n AS n ORDER BY n.key"


@dataclass(slots=True)
class Drawing:
    """What rows draw, and what a reader of it must know."""

    nodes: list[Node] = field(default_factory=list)
    links: list[Relationship] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)  # names that several nodes of the graph have

    @property
    def note(self) -> str | None:
        """One line about names that can mean several; None where there are none."""
        if not self.shared:
            return None
        first = ", ".join(self.shared[:5]) + (" and others" if len(self.shared) > 5 else "")
        return (
            f"Drawn from the names in the rows. More than one in the graph is called {first}: "
            "each such name is drawn once."
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A place filled from a row."""

    labels: tuple[str, ...]
    name: str
    apart: tuple[str, ...]


def drawing_of(store: Store, rows: Sequence[Row], patterns: Iterable[Pattern]) -> Drawing:
    """What `rows` draw.

    A place whose column is empty draws nothing, nor does an arrow to it. A list is a node an entry.
    """
    patterns = list(patterns)
    wanted: dict[_Found, dict[str, Value]] = {}
    arrows: list[tuple[_Found, Arrow, _Found, dict[str, Value]]] = []
    for row in rows:
        for pattern in patterns:
            filled = [list(_filled(place, row)) for place in pattern.places]
            for place, found in zip(pattern.places, filled, strict=True):
                for each in found:
                    shown = wanted.setdefault(each, {})
                    shown |= {k: v for k, v in _shown(place.shown, row).items() if k not in shown}
            for arrow in pattern.arrows:
                shown = _shown(arrow.shown, row)
                for start, end in product(filled[arrow.start], filled[arrow.end]):
                    arrows.append((start, arrow, end, shown))
    known = _known(store, wanted)
    drawing = Drawing()
    nodes: dict[_Found, Node] = {}
    for place_found, properties in wanted.items():
        nodes[place_found] = _node(place_found, properties, known, drawing.shared)
    drawing.nodes = list(nodes.values())
    for first, arrow, last, shown in arrows:
        ends = [(node.label, node.key) for node in (nodes[first], nodes[last])]
        drawing.links.append(Relationship(ends[0], arrow.kind, ends[1], shown))
    drawing.shared = sorted(set(drawing.shared))
    return drawing


def _filled(place: Place, row: Row) -> Iterator[_Found]:
    value = row.get(place.name)
    labels = place.labels
    if place.label_column is not None:
        kind = plain(row.get(place.label_column))
        labels = (label_of(kind),) if kind else ("Name",)
    apart = tuple(plain(row.get(column)) for column in place.apart)
    for each in value if isinstance(value, list) else [value]:
        if name := plain(each).strip():
            yield _Found(labels, name, apart)


def label_of(kind: str) -> str:
    """The label that a word of a row means.

    >>> label_of("item"), label_of("person"), label_of("open question")
    ('AgendaItem', 'Person', 'Open question')
    """
    wanted = kind.lower()
    for label in STYLES:
        if readable(label).lower().split()[-1] == wanted or label.lower() == wanted:
            return label
    return kind[:1].upper() + kind[1:]


def _known(store: Store, wanted: Iterable[_Found]) -> dict[tuple[str, str], list[Node]]:
    """The nodes of the graph that bear a name, by label and name."""
    names: dict[str, set[str]] = {}
    for found in wanted:
        for label in found.labels:
            if label in STYLES:
                names.setdefault(label, set()).add(found.name)
    known: dict[tuple[str, str], list[Node]] = {}
    for label, asked in sorted(names.items()):
        name = "text" if label in _TEXTS else "name"
        query = _NAMED.format(label=label, name=name)
        for row in store.read(query, names=sorted(asked)).rows:
            node = row["n"]
            assert isinstance(node, Node)
            known.setdefault((label, str(node.properties[name])), []).append(node)
    return known


def _node(
    found: _Found,
    shown: dict[str, Value],
    known: dict[tuple[str, str], list[Node]],
    shared: list[str],
) -> Node:
    fits = [node for label in found.labels for node in known.get((label, found.name), [])]
    if len(fits) == 1:
        node = fits[0]
        return Node(node.labels, node.key, shown | node.properties)
    if fits and not found.apart:
        shared.append(found.name)
    # What the graph does not know by this name is of no kind that the row does not say.
    label = found.labels[0] if fits or len(found.labels) == 1 else "Name"
    key = "row:" + "|".join((found.name, *found.apart))
    return Node((label,), key, {**shown, "name": found.name})


def _shown(columns: Iterable[str], row: Row) -> dict[str, Value]:
    return {column: _value(row.get(column)) for column in columns if row.get(column) is not None}


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool | dt.date) else plain(value)
