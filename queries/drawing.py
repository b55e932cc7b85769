"""What a query returns as a page to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from minutegraph.errors import UsageError
from minutegraph.graph.model import Node
from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.network import DRAWN, render
from minutegraph.queries.collection import Collection
from minutegraph.queries.fromrows import drawing_of
from minutegraph.queries.output import plain
from minutegraph.queries.pattern import Pattern, read_pattern
from minutegraph.queries.query import parse

# What `view network` can be of, beside a query: the option that names it, and the label it has.
CENTRES = {"meeting": "Meeting", "person": "Person", "organisation": "Organisation"}


def draw_part(
    store: Store, kind: str, given: Mapping[str, str], *, limit: int | None = DRAWN
) -> str:
    """The page of a part of the graph.

    Args:
        kind: "network" for the whole, or one of `CENTRES`.
        given: parameters of the query of that name in queries/views/, as text.
        limit: nodes drawn at most; None for all.

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
    return _page(store, rows, _heading(kind, wanted, nodes), limit=limit)


def draw_query(
    store: Store,
    known: Collection,
    name: str,
    given: Mapping[str, str],
    pattern: str | None = None,
    *,
    limit: int | None = DRAWN,
) -> str:
    """The page of what a named query of `known` returns.

    Args:
        pattern: what a row draws, in place of what the query's file says.
        limit: nodes drawn at most; None for all.

    Raises:
        UsageError: no such query or parameter, or it returns nothing that can be drawn.
    """
    query = known.get(name)
    draws = _patterns(pattern, query.columns) or query.draws
    rows = known.run(store, name, **given).rows
    return _page(store, rows, query.question, draws, limit=limit)


def draw_cypher(
    store: Store,
    cypher: str,
    given: Mapping[str, object],
    pattern: str | None = None,
    *,
    limit: int | None = DRAWN,
) -> str:
    """The page of what a Cypher query returns.

    Args:
        pattern: what a row draws, as a `draw` line of a named query says it; None where the rows
            hold nodes, relationships or paths.
        limit: nodes drawn at most; None for all.

    Raises:
        QueryError: the engine refuses it.
        UsageError: it returns nothing that can be drawn.
    """
    result = store.read(cypher, **given)
    draws = _patterns(pattern, result.columns)
    return _page(store, result.rows, " ".join(cypher.split()), draws, limit=limit)


def _patterns(text: str | None, columns: Iterable[str]) -> list[Pattern]:
    try:
        return [read_pattern(text, list(columns))] if text else []
    except ValueError as error:
        raise UsageError(f"--draw: {error}") from None


def _page(
    store: Store,
    rows: list[Row],
    heading: str,
    draws: Sequence[Pattern] = (),
    *,
    limit: int | None,
) -> str:
    """The page of the nodes and links in rows, or of those that patterns make of them."""
    if not rows:
        raise UsageError("this query returns no rows: there is nothing to draw")
    if draws:
        drawing = drawing_of(store, rows, draws)
        nodes, relationships, note = drawing.nodes, drawing.links, drawing.note
    else:
        (nodes, relationships), note = collect(rows), None
    if not nodes:
        raise UsageError(
            "this query returns nothing to draw: return nodes, relationships or paths, such as "
            "MATCH p=(:Action)-->(:Person) RETURN p, or say what a row draws, such as "
            "--draw '(person:Person)-[:ATTENDED]->(meeting:Meeting)'"
        )
    most = limit or max(1, len(nodes) + 2 * len(relationships))
    return render(nodes, relationships, heading=heading, note=note, limit=most)


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
