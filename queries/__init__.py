"""Named queries: `names()`, `get(name)`, `run(store, name, **params)`; `with_folders` adds more."""

from __future__ import annotations

from minutegraph.graph.store.base import Store
from minutegraph.queries.collection import Collection, Rows, built_in, with_folders
from minutegraph.queries.query import Param, Query

__all__ = ["Collection", "Param", "Query", "Rows", "get", "names", "run", "with_folders"]


def names() -> list[str]:
    """The names of the built-in queries, in order."""
    return built_in().names()


def get(name: str) -> Query:
    """A built-in query; see `Collection.get`."""
    return built_in().get(name)


def run(store: Store, name: str, /, **params: str | bool | None) -> Rows:
    """Answer a built-in query; see `Collection.run`."""
    return built_in().run(store, name, **params)
