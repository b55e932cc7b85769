"""Formats that networkx writes. A node's id is its key; what no format keeps is made text."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx

from minutegraph.graph.content import all_nodes, all_relationships
from minutegraph.graph.store.base import Store

# What XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(store: Store, path: Path) -> dict[str, int]:
    """GraphML with a type for each property; lists are text, parted by semicolons."""
    graph = _network(store, flat=True)
    nx.write_graphml(graph, path, encoding="utf-8")
    return _counts(graph)


def gexf(store: Store, path: Path) -> dict[str, int]:
    """GEXF 1.2; lists are text, parted by semicolons."""
    graph = _network(store, flat=True)
    nx.write_gexf(graph, path, version="1.2draft")
    return _counts(graph)


def cytoscape(store: Store, path: Path) -> dict[str, int]:
    """Elements as Cytoscape.js takes them; dates are text, lists are lists."""
    graph = _network(store, flat=False)
    path.write_text(json.dumps(nx.cytoscape_data(graph)), "utf-8")
    return _counts(graph)


def _network(store: Store, *, flat: bool) -> Any:
    graph: Any = nx.MultiDiGraph()
    ids: dict[tuple[str, str], str] = {}
    for node in all_nodes(store, bookkeeping=False):
        name = node.key if node.key not in graph else f"{node.label}:{node.key}"
        ids[node.label, node.key] = name
        labels: list[str] = list(node.labels)
        said = {**node.properties, "label": node.name, "labels": labels}
        graph.add_node(name, **_values(said, flat))
    for place, each in enumerate(all_relationships(store)):
        said = {**each.properties, "label": each.kind}
        graph.add_edge(ids[each.start], ids[each.end], key=str(place), **_values(said, flat))
    if flat:
        _even([said for _, said in graph.nodes(data=True)])
        _even([said for *_, said in graph.edges(data=True)])
    return graph


def _even(rows: list[dict[str, Any]]) -> None:
    """One type for each property, of nodes and of relationships: the formats declare it once."""
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    mixed = {name for name, found in types.items() if len(found) > 1}
    for row in rows:
        row.update({name: str(row[name]) for name in mixed & row.keys()})


def _values(properties: dict[str, Any], flat: bool) -> dict[str, Any]:
    return {name: _value(value, flat) for name, value in properties.items() if value is not None}


def _value(value: Any, flat: bool) -> Any:
    if isinstance(value, list):
        parts = [_value(part, flat) for part in value]
        return "; ".join(map(str, parts)) if flat else parts
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str):
        return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def _counts(graph: Any) -> dict[str, int]:
    return {"nodes": graph.number_of_nodes(), "relationships": graph.number_of_edges()}
