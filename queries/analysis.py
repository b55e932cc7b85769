"""Figures about the whole graph: a linear query for the rows, `graph.analyse` for the figures."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from minutegraph.graph.analyse import figures
from minutegraph.graph.analyse.together import Stay, Together, together
from minutegraph.graph.store import Store
from minutegraph.queries.query import Query, parse


def analyse(
    store: Store,
    kind: str,
    given: Mapping[str, str | None],
    *,
    top: int | None = None,
    by: str | None = None,
) -> figures.Figures:
    """Figures of one of `figures.KINDS`, best first.

    Args:
        given: parameters of `queries/analyse/stays.cypher`, as text.
        top: rows at most; all where it is None.
        by: the column that orders centralities.

    Raises:
        UsageError: a parameter that does not fit.
    """
    found = everybody(store, given)
    if by:
        return figures.centrality(found, top, by)
    return figures.KINDS[kind](found, top)


def everybody(store: Store, given: Mapping[str, str | None]) -> Together:
    """Who was in a room with whom; `given` and what it raises are as of `analyse`."""
    query = _query()
    rows = store.read(query.text, **query.values(given)).rows
    return together(Stay(**{**row, "official": bool(row["official"])}) for row in rows)  # type: ignore[arg-type]


def _query() -> Query:
    file = files("minutegraph.queries").joinpath("analyse", "stays.cypher")
    return parse("stays", file.read_text("utf-8"))
