"""What a query returns as a page to look at."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from minutegraph.errors import UsageError
from minutegraph.graph.model import Node
from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.network import render
from minutegraph.queries.collection import Collection
from minutegraph.queries.output import plain
from minutegraph.queries.query import parse

# What `view network` can be of, beside a query: the option that names it, and the label it has.
CENTRES = {"meeting": "Meeting", "person": "Person", "organisation": "Organisation"}


def draw_part(store: Store, kind: str, given: Mapping[str, str]) -> str:
    """The page of a part of the graph.

    Args:
        kind: "network" for the whole, or one of `CENTRES`.
        given: parameters of the query of that name in queries/views/, as text.

    Raises:
        UsageError: a parameter the query has not, or nothing in the graph fits.
    """
    file = files("minutegraph.queries").joinpath("views", f"{kind}.cypher")
    query = parse(kind, file.read_text("utf-8"))
    rows = store.read(query.text, **query.values(given)).rows
    wanted = given.get(kind)
    nodes, _ = collect(rows)
    if not nodes:
        what = f"no {kind} that fits {wanted}" if wanted else "nothing to draw"
        raise UsageError(f"{store.url} has {what}: `minutegraph info` says what there is")
    return _page(rows, _heading(kind, wanted, nodes))


def draw_query(store: Store, known: Collection, name: str, given: Mapping[str, str]) -> str:
    """The page of what a named query of `known` returns.

    Raises:
        UsageError: no such query or parameter, or it returns nothing that can be drawn.
    """
    return _page(known.run(store, name, **given).rows, known.get(name).question)


def draw_cypher(store: Store, cypher: str, given: Mapping[str, object]) -> str:
    """The page of what a Cypher query returns.

    Raises:
        QueryError: the engine refuses it.
        UsageError: it returns nothing that can be drawn.
    """
    return _page(store.read(cypher, **given).rows, " ".join(cypher.split()))


def _page(rows: list[Row], heading: str) -> str:
    nodes, relationships = collect(rows)
    if not nodes:
        raise UsageError(
            "this query returns nothing to draw: return nodes, relationships or paths, "
            "such as MATCH p=(:Action)-->(:Person) RETURN p"
        )
    return render(nodes, relationships, heading=heading)


def _heading(kind: str, wanted: str | None, nodes: list[Node]) -> str:
    """The name of what the page is about, where it can be told from what was asked for."""
    if kind not in CENTRES:
        return "The whole graph"
    fits = [
        node
        for node in nodes
        if node.label == CENTRES[kind]
        and (
            wanted is None
            or wanted in (node.key, plain(node.properties.get("date")))
            or wanted.lower() in node.name.lower()
        )
    ]
    return fits[0].name if len(fits) == 1 else wanted or f"The latest {kind}"
