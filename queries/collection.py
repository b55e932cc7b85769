"""Named queries together: the built-in ones, and those of folders that users keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from minutegraph.errors import QueryError, UsageError
from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.store.guard import code_of
from minutegraph.queries.query import PROVIDED, Query, parse, unknown
from minutegraph.queries.searching import searched

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Options that every query's command has.
_TAKEN = frozenset({"columns", "form", "format", "help"})


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: its columns in order, and a mapping of them a row."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Collection:
    """Queries by name."""

    queries: Mapping[str, Query]

    def names(self) -> list[str]:
        """The names of all queries, in order."""
        return sorted(self.queries)

    def get(self, name: str) -> Query:
        """A query by name.

        Raises:
            UsageError: there is none; the message names those near it.
        """
        try:
            return self.queries[name]
        except KeyError:
            raise UsageError(unknown("query", name, self.names())) from None

    def run(self, store: Store, name: str, /, **params: str | bool | None) -> Rows:
        """Answer a query.

        Args:
            params: as text, flags as booleans; what is left out or None restricts nothing.

        Raises:
            UsageError: no such query or parameter, or a value that does not fit.
            QueryError: the engine refuses it, or it returns other columns than its header says.
        """
        query = self.get(name)
        rows = answer(store, query, searched(store, query, query.values(params)))
        if query.further:
            rows = [{column: row[column] for column in query.columns} for row in rows]
        return Rows(query.columns, rows)


def answer(store: Store, query: Query, values: Mapping[str, object]) -> list[Row]:
    """The rows of a query, further columns included.

    Args:
        values: as the Cypher takes them.

    Raises:
        QueryError: the engine refuses it, or it returns other columns than its header says.
    """
    try:
        result = store.read(query.text, **values)
    except QueryError as error:
        if query.folder is None:
            raise
        raise QueryError(f"{query.file}: {error}") from None
    said = (*query.columns, *query.further)
    if set(result.columns) != set(said):
        raise QueryError(
            f"{query.file}: its header says columns {', '.join(said)}, "
            f"and it returns {', '.join(result.columns)}"
        )
    return result.rows


@cache
def built_in() -> Collection:
    """Those that come with the package."""
    found = {}
    for file in files("minutegraph.queries").joinpath("library").iterdir():
        name, _, suffix = file.name.rpartition(".")
        if suffix == "cypher":
            found[name] = parse(name, file.read_text(encoding="utf-8"))
    return Collection(found)


def with_folders(folders: Iterable[Path]) -> Collection:
    """The built-in queries and those of folders: a `.cypher` file a query, named as the file.

    Raises:
        UsageError: a folder cannot be read, a file is no named query, or two have one name. A
            built-in query is never replaced.
    """
    found = dict(built_in().queries)
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder of queries")
        for file in sorted(folder.glob("*.cypher")):
            query = _read(file)
            known = found.get(query.name)
            if known is not None:
                there = known.file if known.folder else "a built-in query"
                raise UsageError(f"{file} has the name of {there}: rename the file")
            found[query.name] = query
    return Collection(found)


def _read(file: Path) -> Query:
    if not _NAME.fullmatch(file.stem):
        raise UsageError(f"{file}: name it in lower-case letters, digits and hyphens")
    try:
        query = replace(parse(file.stem, file.read_text("utf-8")), folder=file.parent)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is no text in UTF-8") from None
    except ValueError as error:  # of the header
        raise UsageError(f"{file.parent}/{error}") from None
    declared = {param.name for param in query.params}
    used = set(re.findall(r"\$(\w+)", code_of(query.text)))
    if missing := sorted(used - declared - PROVIDED):
        raise UsageError(
            f"{file}: its header has no param {missing[0]}: add // param {missing[0]}: …"
        )
    if taken := sorted(declared & _TAKEN):
        raise UsageError(f"{file}: {taken[0]} cannot be a param, every query has that option")
    return query
