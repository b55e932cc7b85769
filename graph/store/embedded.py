"""A graph in one file, through kglite: no server, one writer at a time, readers never wait.

Every commit is on the disk before it returns (durability "full"); readers in other processes see
the last save, which follows each transaction. A writer that was killed loses nothing it had
committed: whoever opens the graph next finds it in the log beside the file and saves it.
"""

from __future__ import annotations

import contextlib
import hashlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import kglite

from minutegraph.errors import QueryError, ReadOnlyError, StoreError, StoreLockedError
from minutegraph.graph.schema import schema
from minutegraph.graph.store import guard, values
from minutegraph.graph.store.base import Counts, Result, Row, T
from minutegraph.graph.store.texts import Sought, few_enough, in_documents, in_property

# The log's size while it holds nothing.
_EMPTY_LOG = 5

_NODES_BY_NUMBER = """
UNWIND $numbers AS number
MATCH (n) WHERE elementId(n) = number
RETURN number AS number, labels(n)[0] AS label, n.key AS key
"""
_COUNT_NODES = "MATCH (n) RETURN labels(n)[0] AS name, count(*) AS number ORDER BY name"
_COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS number ORDER BY name"

# A value of each type of property.
_EXAMPLES = {
    "string": "''",
    "integer": "0",
    "boolean": "false",
    "date": "date('2000-01-01')",
    "strings": "['']",
    "integers": "[0]",
}

# Warnings come back with results; the engine would print them.
kglite.set_query_warning_policy("silent")

_Execute = Callable[..., Any]


class EmbeddedStore:
    """See `Store`."""

    # The file is written anew after each transaction.
    batch: int | None = None

    def __init__(self, url: str, path: Path, *, write: bool) -> None:
        """Open a graph's file; for writing, one that does not exist is made.

        Raises:
            StoreError: there is no graph, or the file is none or damaged.
            StoreLockedError: another process is writing to it.
        """
        self.url = url
        self.base: Path | None = path.absolute().parent
        self._path = path
        self._write = write
        self._unsaved = False
        replayed = _left_behind(path)
        if replayed and not write:
            # Nobody writes any more, or the lock is held: then this is the writer's to save.
            with contextlib.suppress(StoreError):
                EmbeddedStore(url, path, write=True).close()
        self._seen = None if write or _left_behind(path) else _identity(path)
        self._graph: Any = _open(path) if write else _load(path)
        if write and replayed:
            self._unsaved = True
            self._save()
        if not write:
            self._graph.read_only(True)

    def read(self, cypher: str, /, **params: object) -> Result:
        guard.check(cypher)
        with self._reading():
            return _run(self._execute, cypher, params)

    def stream(self, cypher: str, /, **params: object) -> Iterator[Row]:
        guard.check(cypher)
        with self._reading(), _errors():
            view = self._execute(cypher, params)
        yield from values.convert(view, {})

    def texts(self, sought: Sought, meetings: Sequence[str] | None = None) -> Iterator[Row]:
        found = (
            str(row["key"])
            for cypher, params in in_documents(sought, meetings)
            for row in self.stream(cypher, **params)
        )
        some, those = few_enough(found, meetings)
        for cypher, params in in_property(sought, those) if some else ():
            yield from self.stream(cypher, **params)

    def write(self, cypher: str, /, **params: object) -> Result:
        guard.check(cypher)
        if not self._write:
            raise ReadOnlyError(f"{self._path} is open for reading only: use --write")
        result = _run(self._execute, cypher, params)
        self._unsaved = True
        return result

    def transact(self, work: Callable[[_Transaction], T]) -> T:
        if not self._write:
            raise ReadOnlyError(f"{self._path} is open for reading only: use --write")
        transaction = self._graph.begin(timeout_ms=0)
        inside = _Transaction(transaction.cypher)
        try:
            done = work(inside)
        except BaseException:
            transaction.rollback()
            raise
        with _errors():
            transaction.commit()
        self._unsaved |= inside.wrote
        self._save()
        return done

    def schema(self) -> None:
        known = {
            row["name"]
            for statement in ("SHOW CONSTRAINTS", "SHOW INDEXES")
            for row in self.read(statement).rows
        }
        declared = schema().constraints() | schema().indexes()
        missing = [statement for name, statement in declared.items() if name not in known]
        with _errors():
            # Every node has a name; for one without, the engine would then make one up.
            types = self._graph.schema()["node_types"]
            missing += [
                _introduced(label, unknown)
                for label in schema().labels.keys() & types.keys()
                if (
                    unknown := schema().kept(label).keys()
                    - {"name"}
                    - types[label]["properties"].keys()
                )
            ]
            if missing:
                with self._graph.begin() as transaction:
                    for statement in missing:
                        transaction.cypher(statement)
                self._unsaved = True

    def counts(self) -> Counts:
        nodes, relationships = self.read(_COUNT_NODES), self.read(_COUNT_RELATIONSHIPS)
        return Counts(*({str(r["name"]): _int(r["number"]) for r in found.rows}
                        for found in (nodes, relationships)))  # fmt: skip

    def state(self) -> str | None:
        # A save puts a new file in the place of this one, which is then not what was read.
        if self._seen is None or _left_behind(self._path):
            return None
        try:
            with self._path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        return digest if _identity(self._path) == self._seen else None

    def close(self) -> None:
        if self._graph is None:
            return
        try:
            self._save()
        finally:
            graph, self._graph = self._graph, None
            if self._write:
                # As after a failure: `close()` would write the whole file once more.
                graph.__exit__(StoreError, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """The engine refuses to write."""
        if not self._write:
            yield
            return
        self._graph.read_only(True)
        try:
            yield
        finally:
            self._graph.read_only(False)

    def _execute(self, cypher: str, params: dict[str, Any]) -> Any:
        return self._graph.cypher(cypher, params=params, hide_structural_keys=True)

    def _save(self) -> None:
        """Write the file anew, atomically, where anything changed."""
        if self._unsaved:
            try:
                with warnings.catch_warnings():
                    # How the engine lays out the file is no matter of the user's.
                    warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
                    self._graph.save()
            except (kglite.KgError, OSError, ValueError) as error:
                raise StoreError(f"{self._path} cannot be saved: {_line(error)}") from None
            self._unsaved = False


def _introduced(label: str, names: Iterable[str]) -> str:
    """What makes properties known: the engine refuses to create a node with one it never saw."""
    kept = schema().kept(label)
    values = ", ".join(f"n.`{name}` = {_EXAMPLES[kept[name].type]}" for name in sorted(names))
    return f"CREATE (n:{label} {{key: ':'}}) SET {values} DELETE n"


class _Transaction:
    """See `Transaction`."""

    rows = 2_000

    def __init__(self, execute: _Execute) -> None:
        self._cypher = execute
        self.wrote = False

    def read(self, cypher: str, /, **params: object) -> Result:
        return _run(self._execute, cypher, params)

    def write(self, cypher: str, /, **params: object) -> Result:
        self.wrote = True
        return _run(self._execute, cypher, params)

    def _execute(self, cypher: str, params: dict[str, Any]) -> Any:
        return self._cypher(cypher, params=params, timeout_ms=0)


def _left_behind(path: Path) -> bool:
    """Whether the log holds commits that the file lacks, of a writer that was killed."""
    log = Path(f"{path}-wal")
    return path.exists() and log.exists() and log.stat().st_size > _EMPTY_LOG


def _identity(path: Path) -> tuple[int, ...] | None:
    """What tells a file from the one that takes its place."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _open(path: Path) -> Any:
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a graph: name a file in it")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path} cannot be made: there is no folder {path.parent}")
    with _opening(path):
        # A checkpoint follows every transaction; the engine need not make its own.
        return kglite.open(str(path), durable="full", auto_checkpoint_wal_mib=0)


def _load(path: Path) -> Any:
    if not path.exists():
        raise StoreError(f"{path} holds no graph yet: load minutes first with minutegraph load")
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a graph: name a file in it")
    with _opening(path), warnings.catch_warnings():
        # That a writer has committed what it has not saved yet is no matter of the reader's.
        warnings.simplefilter("ignore", UserWarning)
        return kglite.load(str(path))


@contextlib.contextmanager
def _opening(path: Path) -> Iterator[None]:
    try:
        yield
    except kglite.WriterLeaseHeldError as error:
        if error.holder.get("self"):
            raise StoreLockedError(f"{path} is open for writing already") from None
        holder = error.holder.get("pid")
        raise StoreLockedError(
            f"{path} is being written by {f'process {holder}' if holder else 'another process'}: "
            "try again when it is done"
        ) from None
    except (kglite.FileFormatError, kglite.InternalError) as error:
        raise StoreError(f"{path} is no graph of minutegraph, or damaged: {_line(error)}") from None
    except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path} cannot be opened: {_line(error)}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's, on what it cannot decode
            raise
        raise StoreError(f"{path} is damaged: {_line(error)}") from None


def _run(execute: _Execute, cypher: str, params: dict[str, Any]) -> Result:
    with _errors():
        view = execute(cypher, params)
        rows: list[dict[str, Any]] = view.to_list()
        columns, warnings = list(view.columns), list(view.warnings)
        numbers = values.ends_in(rows)
        ends: dict[int, tuple[str, str]] = {}
        if numbers:
            found = execute(_NODES_BY_NUMBER, {"numbers": [str(n) for n in sorted(numbers)]})
            ends = {
                int(r["number"]): (r["label"], str(r["key"] or r["number"]))
                for r in found.to_list()
            }
    return Result(columns, list(values.convert(rows, ends)), warnings)


@contextlib.contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except kglite.ReadOnlyError:
        raise ReadOnlyError(
            "this statement writes, and only reading is allowed: use --write"
        ) from None
    except kglite.FileFormatError as error:
        raise StoreError(f"the graph is damaged: {_line(error)}") from None
    except kglite.FileIoError as error:
        raise StoreError(f"the graph cannot be written: {_line(error)}") from None
    except kglite.CypherTimeoutError:
        raise QueryError("the query took too long and was stopped: ask for less") from None
    except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise QueryError(_line(error)) from None


def _line(error: BaseException) -> str:
    """The first line of the engine's message, which has the position where there is one."""
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0].strip()


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
