"""CSV files for `neo4j-admin database import full @import.args`, the fast way into a server.

The importer knows no list with an empty text as its only entry. Where there are such, a column
`_lone` says which properties they are, and `schema.cypher`, which is run afterwards, puts them in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import TextIOBase
from pathlib import Path

from minutegraph.errors import StoreError
from minutegraph.graph.content import all_nodes, all_relationships, check_keys, placed
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.schema import schema
from minutegraph.graph.store.base import Store

# The first that no text in a list holds parts the entries of lists.
_DELIMITERS = "\x1f\x1e\x1d\ue000\ue001\ue002\ue003"
_LONE = "_lone"
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Group = tuple[str, ...]  # a main label; or a relationship's start, kind and end


@dataclass(slots=True)
class _Columns:
    """What entities of one group carry: the importer's type by property."""

    types: dict[str, str] = field(default_factory=dict)
    lone: set[str] = field(default_factory=set)  # lists that somewhere are [""]

    def note(self, where: str, properties: dict[str, object]) -> None:
        for name, value in properties.items():
            kind = _type(value)
            if kind and self.types.setdefault(name, kind) != kind:
                raise StoreError(
                    f"{name} of {where} is {kind} in one place and {self.types[name]} in another"
                )
            if value == [""]:
                self.lone.add(name)


def admin(store: Store, path: Path) -> dict[str, int]:
    """Write a header and a file for each label and kind, `import.args` and `schema.cypher`.

    Raises:
        StoreError: nodes without a key, or a property with values of several types.
    """
    check_keys(store)
    columns: dict[Group, _Columns] = {}
    unfit = set(_DELIMITERS)
    for group, thing in _things(store):
        columns.setdefault(group, _Columns()).note(":".join(group), dict(thing.properties))
        for value in thing.properties.values():
            if isinstance(value, list) and any(isinstance(part, str) for part in value):
                unfit -= {mark for mark in unfit if any(mark in str(part) for part in value)}
    delimiter = next((mark for mark in _DELIMITERS if mark in unfit), None)
    if delimiter is None:
        raise StoreError("lists hold every character that could part their entries")
    names = _file_names(columns)
    counts = {"nodes": 0, "relationships": 0}
    with ExitStack() as stack:
        files: dict[Group, TextIOBase] = {}
        for group, found in columns.items():
            header = path / f"{names[group]}-header.csv"
            header.write_text(_header(group, found), "utf-8")
            data = (path / f"{names[group]}.csv").open("w", encoding="utf-8", newline="")
            files[group] = stack.enter_context(data)
        for group, thing in _things(store):
            counts["nodes" if isinstance(thing, Node) else "relationships"] += 1
            files[group].write(_line(thing, columns[group], delimiter))
    arguments = _arguments(names, delimiter)
    (path / "import.args").write_text("".join(f"{line}\n" for line in arguments), "utf-8")
    statements = [
        *schema().constraints().values(),
        *schema().indexes().values(),
        *schema().server_indexes().values(),
    ]
    statements += [line for group in columns for line in _mended(group, columns[group])]
    (path / "schema.cypher").write_text("".join(f"{line};\n" for line in statements), "utf-8")
    return counts


def _things(store: Store) -> Iterator[tuple[Group, Node | Relationship]]:
    for node in all_nodes(store, bookkeeping=True):
        yield (node.label,), placed(node, store, None)
    for each in all_relationships(store):
        yield (each.start[0], each.kind, each.end[0]), each


def _type(value: object) -> str:
    """The importer's name of a value's type; none for an empty list."""
    match value:
        case bool():
            return "boolean"
        case int():
            return "long"
        case float():
            return "double"
        case str():
            return "string"
        case dt.datetime():
            return "datetime" if value.tzinfo else "localdatetime"
        case dt.date():
            return "date"
        case dt.time():
            return "time" if value.tzinfo else "localtime"
        case [first, *_]:
            return f"{_type(first)}[]"
        case []:
            return ""
        case _:
            raise StoreError(f"neo4j-admin has no type for {value!r}")


def _file_names(groups: Iterable[Group]) -> dict[Group, str]:
    found: dict[Group, str] = {}
    for place, group in enumerate(groups):
        parts = [part if _PLAIN.fullmatch(part) else f"other{place}" for part in group]
        found[group] = "-".join(parts)
    return found


def _header(group: Group, columns: _Columns) -> str:
    properties = [f"{name}:{kind}" for name, kind in columns.types.items()]
    properties += [f"{_LONE}:string"] if columns.lone else []
    if len(group) == 1:
        row = [f"key:ID({group[0]})", *properties, ":LABEL"]
    else:
        row = [f":START_ID({group[0]})", f":END_ID({group[2]})", *properties, ":TYPE"]
    return ",".join(map(_cell, row)) + "\n"


def _line(thing: Node | Relationship, columns: _Columns, delimiter: str) -> str:
    values = [_text(thing.properties.get(name), delimiter) for name in columns.types]
    if columns.lone:
        lone = [name for name in sorted(columns.lone) if thing.properties.get(name) == [""]]
        values.append(f"|{'|'.join(lone)}|" if lone else None)
    if isinstance(thing, Node):
        row = [thing.key, *values, delimiter.join(thing.labels)]
    else:
        row = [thing.start[1], thing.end[1], *values, thing.kind]
    return ",".join("" if cell is None else _cell(cell) for cell in row) + "\n"


def _text(value: object, delimiter: str) -> str | None:
    match value:
        case None | []:
            return None
        case list():
            return delimiter.join(str(_text(part, delimiter)) for part in value)
        case bool():
            return str(value).lower()
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)


def _cell(text: str) -> str:
    """Always in quotes: an empty text is then told apart from none."""
    return '"' + text.replace('"', '""') + '"'


def _arguments(names: dict[Group, str], delimiter: str) -> Iterator[str]:
    yield "--id-type=string"
    yield f"--array-delimiter=U+{ord(delimiter):04X}"
    yield "--multiline-fields=true"
    yield "--ignore-empty-strings=false"
    yield "--input-encoding=UTF-8"
    for group, name in names.items():
        what = "nodes" if len(group) == 1 else "relationships"
        yield f"--{what}={name}-header.csv,{name}.csv"


def _mended(group: Group, columns: _Columns) -> Iterator[str]:
    start, kind, end = (f"`{part}`" for part in (*group, "", "")[:3])
    what = "(x:" + start + ")" if len(group) == 1 else f"(:{start})-[x:{kind}]->(:{end})"
    for name in sorted(columns.lone):
        yield f"MATCH {what} WHERE x.{_LONE} CONTAINS '|{name}|' SET x.`{name}` = ['']"
    if columns.lone:
        yield f"MATCH {what} REMOVE x.{_LONE}"
