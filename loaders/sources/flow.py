"""A document as a flow of paragraphs and tables: what every marked-up format is turned into."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Run:
    """Text of one look.

    Attributes:
        size: height of the type in points, None where the format does not say.
    """

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None


@dataclass(slots=True)
class Para:
    """A paragraph, or a line that its author broke.

    Attributes:
        heading: level 1 to 6 that the format marks, 0 for none.
        bullet: the list marker where it is no number.
        number: the number or letter that the format puts before the text ("1.1", "a)").
        depth: nesting in lists, 0 outermost.
        gap: blank lines before it; 1 where the format sets it apart by space.
        hard: False for a printed line that may go on in the next one.
    """

    runs: list[Run]
    heading: int = 0
    bullet: str | None = None
    number: str | None = None
    depth: int = 0
    indent: int = 0
    gap: int = 1
    hard: bool = True
    page: int | None = None

    @property
    def text(self) -> str:
        """All of its text as it stands in the runs, without its number."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Verbatim:
    """Text whose line breaks and blanks count."""

    text: str
    gap: int = 1


@dataclass(slots=True)
class Cell:
    """A cell of a table: what stands in it, and how many columns and rows it covers."""

    flow: list[Flow] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    header: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells.

    Attributes:
        head: how many rows the format marks as headers.
    """

    rows: list[list[Cell]]
    head: int = 0
    page: int | None = None


Flow = Para | Table | Verbatim
