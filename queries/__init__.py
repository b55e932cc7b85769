"""Named queries: `names()`, `get(name)`, `run(store, name, **params)`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from minutegraph.errors import UsageError
from minutegraph.graph.store.base import Row, Store
from minutegraph.queries.query import Param, Query, parse, unknown

__all__ = ["Param", "Query", "Rows", "get", "names", "run"]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: its columns in order, and a mapping of them a row."""

    columns: tuple[str, ...]
    rows: list[Row]


def names() -> list[str]:
    """The names of all queries, in order."""
    return sorted(_library())


def get(name: str) -> Query:
    """A query by name.

    Raises:
        UsageError: there is none; the message names those near it.
    """
    try:
        return _library()[name]
    except KeyError:
        raise UsageError(unknown("query", name, names())) from None


def run(store: Store, name: str, /, **params: str | bool | None) -> Rows:
    """Answer a query.

    Args:
        params: as text, flags as booleans; what is left out or None restricts nothing.

    Raises:
        UsageError: no such query or parameter, or a value that does not fit.
        QueryError: the engine refuses it.
    """
    query = get(name)
    result = store.read(query.text, **query.values(params))
    return Rows(query.columns, result.rows)


@cache
def _library() -> dict[str, Query]:
    folder = files("minutegraph.queries").joinpath("library")
    found = {}
    for file in folder.iterdir():
        name, _, suffix = file.name.rpartition(".")
        if suffix == "cypher":
            found[name] = parse(name, file.read_text(encoding="utf-8"))
    return found
