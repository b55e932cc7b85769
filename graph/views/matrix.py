"""A matrix of people against items or meetings: marks that say it by letter, shape and word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutegraph.graph.views.record import Named


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell can say: `sign` is drawn, `word` is read out.

    Attributes:
        run: how a stay goes on to the cells beside it: "from", "through", "to", or "" where it does
            neither.
        meaning: what the legend says where a word is not enough.
    """

    name: str
    sign: str
    word: str
    run: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `group` is what it stands under, such as a session or a year."""

    node: Named
    short: str
    group: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a row rests on: in our words, where it is stated, and in which words if they are shown."""

    what: str
    where: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: whose it is, what is known of them, a mark or None a column, and the evidence.

    Attributes:
        told: for the list below the matrix.
    """

    node: Named
    note: str
    cells: Sequence[Mark | None]
    total: str
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading, such as the members."""

    heading: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole of it.

    Attributes:
        total: heads the column of totals.
        grouped: whether what the columns stand under is shown even where it is one.
    """

    corner: str
    columns: Sequence[Column]
    sections: Sequence[Section]
    total: str
    marks: Sequence[Mark]
    grouped: bool = False

    @property
    def groups(self) -> list[tuple[str, int]]:
        """What the columns stand under, with how many each has."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found
