"""A graph on a Neo4j server, or a cluster of them, through the official driver.

Reading is done in transactions that the server itself keeps from writing. Writers take turns: each
transaction of `transact` waits until that of another load has ended, so that none overwrites what
it has not seen. Passing faults, such as a cluster that chooses a new leader, are tried again by the
driver; bookmarks make sure that what was written here is read here, whichever server answers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import neo4j

from minutegraph import __version__
from minutegraph.errors import QueryError, ReadOnlyError, StoreError
from minutegraph.graph.schema import main_first, schema
from minutegraph.graph.store import guard
from minutegraph.graph.store.address import Address
from minutegraph.graph.store.base import Counts, Result, Row, T
from minutegraph.graph.store.server_errors import OLDEST, first_line, translated
from minutegraph.graph.store.server_values import Ends, end_of, row_of, unknown_ends
from minutegraph.graph.store.texts import Sought, in_index

_WAIT = 15.0  # seconds for a server to answer at first
_ROWS = 5_000  # rows a statement writes
_FETCH = 1_000  # rows that come over at a time

_ENDS = """
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id
RETURN id AS id, labels(n) AS labels, n.key AS key
"""
_COUNT_NODES = "MATCH (n) RETURN labels(n) AS labels, count(*) AS number"
_COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS number ORDER BY name"

# Warnings that are no matter of who asks; servers before 5.7 know no choice of them.
_NOT_TOLD = ("PERFORMANCE", "DEPRECATION", "HINT")

# The constraint makes a second writer wait for the key until the first one's transaction ends.
# The node is gone before anybody can see it.
_TAKE_TURN = "CREATE (d:Document {key: ':writing'}) DELETE d"

# Without a handler Python would print the driver's warnings.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class ServerStore:
    """See `Store`."""

    base: Path | None = None
    batch: int | None = 100  # a transaction must fit into the server's memory

    def __init__(self, address: Address, *, write: bool) -> None:
        """Make sure that a server answers, lets this user in, and is new enough.

        Raises:
            StoreError: any of these is not so.
        """
        self.url = address.url
        self._address = address
        self._write = write
        self._driver: neo4j.Driver | None = None
        options: dict[str, Any] = {}
        if address.timeout is not None:
            options["max_transaction_retry_time"] = address.timeout
        wait = min(address.timeout or _WAIT, _WAIT)
        with translated(address, opening=True):
            driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=address.auth,
                user_agent=f"minutegraph/{__version__}",
                connection_timeout=wait,
                connection_acquisition_timeout=2 * wait,
                **options,
            )
            try:
                agent = str(driver.get_server_info().agent)
            except BaseException:
                driver.close()
                raise
        found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if found and tuple(map(int, found.groups())) < OLDEST:
            driver.close()
            oldest = ".".join(map(str, OLDEST))
            raise StoreError(
                f"{self.url} is {agent.replace('/', ' ')}: {oldest} or later is needed"
            )
        self._driver = driver

    def read(self, cypher: str, /, **params: object) -> Result:
        guard.check(cypher)
        return self._managed("READ", self._bounded(lambda tx: _run(tx, cypher, params)))

    def stream(self, cypher: str, /, **params: object) -> Iterator[Row]:
        guard.check(cypher)
        with (
            translated(self._address),
            self._session("READ") as session,
            session.begin_transaction(timeout=self._address.timeout) as tx,
        ):
            result = _sent(tx, cypher, params)
            columns = result.keys()
            for record in result:
                yield row_of(columns, record, {})

    def texts(self, sought: Sought, meetings: Sequence[str] | None = None) -> Iterator[Row]:
        for cypher, params in in_index(sought, meetings):
            yield from self.stream(cypher, **params)

    def write(self, cypher: str, /, **params: object) -> Result:
        guard.check(cypher)
        self._may_write()
        return self._managed("WRITE", self._bounded(lambda tx: _run(tx, cypher, params)))

    def transact(self, work: Callable[[_Transaction], T]) -> T:
        self._may_write()

        def in_turn(tx: neo4j.ManagedTransaction) -> T:
            tx.run(_TAKE_TURN).consume()
            return work(_Transaction(tx))

        return self._managed("WRITE", in_turn, notifications_min_severity="OFF")

    def schema(self) -> None:
        known = {
            row["name"]
            for statement in ("SHOW CONSTRAINTS", "SHOW INDEXES")
            for row in self.read(statement).rows
        }
        # Labels are listed in the order in which a server first hears of them: main labels before.
        vocabulary = schema()
        declared = vocabulary.constraints() | vocabulary.indexes() | vocabulary.server_indexes()
        missing = [statement for name, statement in declared.items() if name not in known]
        for statement in missing:
            self.write(statement)
        if missing:
            self.read("CALL db.awaitIndexes(600)")

    def counts(self) -> Counts:
        nodes: dict[str, int] = {}
        for row in self.read(_COUNT_NODES).rows:
            labels: Any = row["labels"]
            label = next(iter(main_first(labels)), "")
            nodes[label] = nodes.get(label, 0) + _int(row["number"])
        relationships = self.read(_COUNT_RELATIONSHIPS).rows
        return Counts(
            dict(sorted(nodes.items())),
            {str(row["name"]): _int(row["number"]) for row in relationships},
        )

    def state(self) -> str | None:
        return None  # the server tells nobody whether anything was written

    def close(self) -> None:
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _may_write(self) -> None:
        if not self._write:
            raise ReadOnlyError(f"{self.url} is open for reading only: use --write")

    def _managed(
        self, mode: str, work: Callable[[neo4j.ManagedTransaction], T], **options: Any
    ) -> T:
        """Run `work` in one transaction, again where the driver sees a passing fault."""
        with translated(self._address), self._session(mode, **options) as session:
            return (session.execute_write if mode == "WRITE" else session.execute_read)(work)

    def _bounded(
        self, work: Callable[[neo4j.ManagedTransaction], T]
    ) -> Callable[[neo4j.ManagedTransaction], T]:
        """The same, stopped by the server after the time the address gives."""
        return neo4j.unit_of_work(timeout=self._address.timeout)(work)

    def _session(self, mode: str, **options: Any) -> neo4j.Session:
        assert self._driver is not None, "the store is closed"
        options.setdefault("notifications_disabled_classifications", _NOT_TOLD)
        return self._driver.session(
            database=self._address.database,
            default_access_mode=mode,
            fetch_size=_FETCH,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
            **options,
        )


class _Transaction:
    """See `Transaction`."""

    rows = _ROWS

    def __init__(self, tx: neo4j.ManagedTransaction) -> None:
        self._tx = tx

    def read(self, cypher: str, /, **params: object) -> Result:
        return _run(self._tx, cypher, params)

    write = read


def _run(tx: Any, cypher: str, params: dict[str, object]) -> Result:
    result = _sent(tx, cypher, params)
    records = [record.values() for record in result]
    columns = list(result.keys())
    warnings = [
        status.status_description.removeprefix("warn: ")
        for status in result.consume().gql_status_objects
        if status.severity == neo4j.NotificationSeverity.WARNING
    ]
    ids = {one for values in records for one in unknown_ends(values)}
    ends: Ends = {}
    if ids:
        found = tx.run(_ENDS, ids=sorted(ids))
        ends = {row["id"]: end_of(row["labels"], row["key"], row["id"]) for row in found}
    return Result(columns, [row_of(columns, values, ends) for values in records], warnings)


def _sent(tx: Any, cypher: str, params: dict[str, object]) -> neo4j.Result:
    try:
        result: neo4j.Result = tx.run(cypher, params)
    except (TypeError, ValueError, OverflowError) as error:
        raise QueryError(f"a parameter cannot be sent: {first_line(error)}") from None
    return result


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
