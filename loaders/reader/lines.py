"""The lines every source format is turned into, before anyone asks what they mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Line:
    """One non-blank line of a document, with the structure that its format gives it.

    Attributes:
        no: 1-based line of the source (for formats without lines: of its running text).
        text: plain text; inline markup, escapes and bullets are gone, blanks are single.
        page: 1-based page, where the format has pages.
        heading: heading level 1 to 6 that the format marks; 0 is none.
        bullet: the list marker as written ("-", "3.", "a)"), None outside lists.
            A number that is part of the text ("1.1.", "7.") stays in `text` as well.
        depth: nesting of the list item or indent, 0 outermost.
        indent: column that the line begins at, 0 where the format has none.
        gap: blank lines (or a paragraph boundary: 1) before this line.
        bold: the whole line is bold; italic: the whole line is italic.
        lead: the bold run that the line begins with, where it is not the whole line.
        cells: texts of the cells, for a row of a table; `text` joins them.
        table: number of the table the row belongs to, from 1; 0 outside tables.
        header: the row is a header row of its table.
        margin: what stands in a right-hand column beside the line: who is to act.
        tail: the short run in bold or italics that the line ends with, behind a whole sentence.
        hard: the line ends where its author broke it (two blanks, a backslash, <br>).
    """

    no: int
    text: str
    page: int | None = None
    heading: int = 0
    bullet: str | None = None
    depth: int = 0
    indent: int = 0
    gap: int = 0
    bold: bool = False
    italic: bool = False
    lead: str | None = None
    cells: tuple[str, ...] | None = None
    table: int = 0
    header: bool = False
    hard: bool = False
    margin: str | None = None
    tail: str | None = None


@dataclass(slots=True)
class Source:
    """A document as lines, with what its format says of the whole.

    Attributes:
        meta: front matter or document properties, keys in lower case (e.g. "title", "date").
        meta_lines: source lines that `meta` stands on.
        pages: number of pages, where the format has them.
        warnings: (code, message, line) of what the format layer could not read.
    """

    lines: list[Line]
    media_type: str
    meta: dict[str, str]
    meta_lines: tuple[int, ...] = ()
    pages: int | None = None
    warnings: tuple[tuple[str, str, int | None], ...] = ()
