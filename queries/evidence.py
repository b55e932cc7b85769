"""What a graph says of somebody or something, for a person who judges who is who."""

from __future__ import annotations

from importlib.resources import files

from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row


def evidence(store: Store, key: str) -> list[Row]:
    """How a person or organisation is written, most often first.

    Returns:
        Rows of `written`, `organisation`, `position`, `times`, and `source` of the first.
    """
    query = files("minutegraph.queries").joinpath("evidence.cypher")
    return store.read(query.read_text("utf-8"), key=key).rows
