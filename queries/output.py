"""Rows as people and programs read them: a table, JSON, CSV or Markdown.

Names and texts come from documents, which nobody vouches for: what would move a terminal's cursor,
turn text around, start a formula in a spreadsheet or a link in Markdown is made harmless here.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path as FilePath

from minutegraph.errors import MinutegraphError
from minutegraph.graph.model import Node, Path, Relationship
from minutegraph.graph.views.text import visible
from minutegraph.queries.tables import table

__all__ = ["FORMATS", "as_json", "in_json", "plain", "render", "save"]

FORMATS = ("table", "json", "csv", "markdown")

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
# Inside JSON strings as they are, these act on a terminal or cannot be encoded: escapes instead.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

Row = Mapping[str, object]


def render(columns: Sequence[str], rows: Sequence[Row], form: str, *, width: int = 80) -> str:
    """`rows` as text that ends in a newline; "" where a table has no rows, or rows no columns.

    Args:
        columns: what to show of each row, in order; a row may lack some.
        form: one of `FORMATS`.
        width: columns of the terminal; only a table looks at it.
    """
    if not columns:
        return ""
    if form == "json":
        return as_json([{column: row.get(column) for column in columns} for row in rows])
    cells = [[plain(row.get(column)) for column in columns] for row in rows]
    if form == "csv":
        return _csv(columns, cells)
    if form == "markdown":
        return _markdown(columns, cells)
    numeric = [bool(rows) and all(_is_number(row.get(name)) for row in rows) for name in columns]
    return table(
        [visible(column) for column in columns],
        [[visible(" ".join(cell.split())) for cell in row] for row in cells],
        numeric,
        width,
    )


def plain(value: object) -> str:
    """A value as one text: lists joined by semicolons, nodes by their name, dates in ISO 8601."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dt.date() | dt.time():
            return value.isoformat()
        case Node():
            return f"({value.name}:{value.label})"
        case Relationship():
            return f"({value.start[1]}) -[:{value.kind}]-> ({value.end[1]})"
        case Path():
            return _plain_path(value)
        case Mapping():
            return json.dumps(in_json(value), ensure_ascii=False)
        case list() | tuple():
            return "; ".join(plain(part) for part in value)
        case _:
            return str(value)


def as_json(value: object) -> str:
    """`value` as indented JSON that ends in a newline."""
    text = json.dumps(in_json(value), ensure_ascii=False, indent=2, allow_nan=False)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def in_json(value: object) -> object:
    """`value` in what JSON has: dates as ISO text, nodes, relationships and paths as objects.

    Numbers that JSON has not (infinite, not a number) become null.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case dt.date() | dt.time():
            return value.isoformat()
        case Node():
            return {
                "labels": list(value.labels),
                "key": value.key,
                "properties": in_json(value.properties),
            }
        case Relationship():
            return {
                "type": value.kind,
                "start": {"label": value.start[0], "key": value.start[1]},
                "end": {"label": value.end[0], "key": value.end[1]},
                "properties": in_json(value.properties),
            }
        case Path():
            return {"nodes": in_json(value.nodes), "relationships": in_json(value.relationships)}
        case Mapping():
            return {str(name): in_json(part) for name, part in value.items()}
        case list() | tuple():
            return [in_json(part) for part in value]
        case _:
            return str(value)


def save(file: FilePath, text: str) -> None:
    """Write a file that is whole or as it was before.

    Raises:
        MinutegraphError: it cannot be written.
    """
    if file.is_file() or not file.exists():
        file = file.resolve()
        part = file.with_name(f".{file.name}.part")
    else:
        # A device or pipe is written to; putting a file in its place would take it away.
        part = file
    try:
        part.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        if part != file:
            part.replace(file)
    except OSError as error:
        with suppress(OSError):
            if part != file:
                part.unlink(missing_ok=True)
        raise MinutegraphError(f"{file} cannot be written: {error.strerror}") from None


def _plain_path(path: Path) -> str:
    if not path.nodes:
        return ""
    text = plain(path.nodes[0])
    for (_, after), link in zip(pairwise(path.nodes), path.relationships, strict=True):
        forward = link.end == (after.label, after.key)
        text += f" -[:{link.kind}]-> " if forward else f" <-[:{link.kind}]- "
        text += plain(after)
    return text


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _csv(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_no_formula(cell) for cell in row] for row in (columns, *cells))
    return out.getvalue()


def _no_formula(cell: str) -> str:
    """A spreadsheet would compute a cell that begins like a formula; an apostrophe makes it text."""
    acts = _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return visible(f"'{cell}" if acts else cell)


def _markdown(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    lines = [[no_markup(cell) for cell in row] for row in (columns, *cells)]
    lines.insert(1, ["---"] * len(columns))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def no_markup(cell: str) -> str:
    """A text on one line of Markdown, shown as it is."""
    return _MARKUP.sub(r"\\\1", visible(" ".join(cell.split()))).replace("&", "&amp;")
