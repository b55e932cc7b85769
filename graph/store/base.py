"""What every store does, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

T = TypeVar("T")

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a statement, the same from every engine.

    Values are text, numbers, booleans, None, `datetime.date`, and other dates and times as
    Python's; `Node`, `Relationship` and `Path` of `graph.model`; lists and mappings of these.

    Attributes:
        columns: in the order of RETURN.
        warnings: what the engine found odd, such as a label nothing has, one line each.
    """

    columns: list[str]
    rows: list[Row]
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counts:
    """Nodes by main label and relationships by kind; only those there are, by name."""

    nodes: dict[str, int]
    relationships: dict[str, int]

    @property
    def total(self) -> int:
        """Nodes and relationships."""
        return sum(self.nodes.values()) + sum(self.relationships.values())


class Transaction(Protocol):
    """Statements that take effect together; each sees what those before it wrote.

    Attributes:
        rows: how many a statement that takes `$rows` is best given at once.
    """

    rows: int

    def read(self, cypher: str, /, **params: object) -> Result:
        """Run a statement for its rows."""

    def write(self, cypher: str, /, **params: object) -> Result:
        """Run a statement that writes."""


class Turns(Protocol):
    """Runs work on the graph: each time in a transaction of its own, or always in the same."""

    def __call__(self, work: Callable[[Transaction], T], /) -> T: ...


@dataclass(frozen=True, slots=True)
class Inside:
    """All work in one transaction that has begun."""

    tx: Transaction

    def __call__(self, work: Callable[[Transaction], T], /) -> T:
        return work(self.tx)


class Store(Protocol):
    """A graph that is open.

    Attributes:
        url: as it was opened.
        base: folder that paths of documents are relative to; None where they are absolute.
        batch: documents that are best loaded in one transaction; None for all.
    """

    url: str
    base: Path | None
    batch: int | None

    def read(self, cypher: str, /, **params: object) -> Result:
        """Run one statement that only reads.

        Raises:
            ReadOnlyError: it writes.
            QueryError: the engine refuses it.
        """

    def stream(self, cypher: str, /, **params: object) -> Iterator[Row]:
        """Rows of a statement that only reads, as they come: for answers larger than memory.

        They must hold no relationships or paths.

        Raises:
            As `read`, at the first row.
        """

    def texts(
        self, sought: Sequence[Sequence[str]], meetings: Sequence[str] | None = None
    ) -> Iterator[Row]:
        """Texts that may have some words, and all that have them, in no order.

        Args:
            sought: alternatives; of each, parts of `stems` that a text has together.
            meetings: keys of those the texts are of; None for all.

        Returns:
            Rows of `label`, `key`, `text` (of an agenda item its heading), `meeting` (its key) and
            `line` (0 where it is not known).
        """

    def write(self, cypher: str, /, **params: object) -> Result:
        """Run one statement that may write; it takes effect as a whole or not at all.

        Raises:
            ReadOnlyError: the store is open for reading.
            QueryError: the engine refuses it.
        """

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction: all it writes is kept, or none where it raises.

        An engine may run `work` again after a passing fault, so it must not change anything else.
        """

    def schema(self) -> None:
        """Declare the vocabulary's constraints where they are missing."""

    def counts(self) -> Counts:
        """How much is in the graph."""

    def state(self) -> str | None:
        """What stands for all that this store reads: where it is the same, so is the graph.

        None where the engine has nothing that does, or the graph may be changing.
        """

    def close(self) -> None:
        """Save what was written and let go; again does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
