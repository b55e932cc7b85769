"""Attendance registers, one row a person, to the lines of an attendance list in a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from minutegraph.loaders.reader.dates import find_dates, without_dates
from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.sources import archive
from minutegraph.loaders.sources.emit import squeeze
from minutegraph.loaders.sources.limits import Limits, Refused

# What a column's header says of it; a header is taken for the first that fits.
_COLUMNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("first", r"(?:first|given|fore)[ _-]*names?"),
        ("last", r"(?:last|family|sur)[ _-]*names?"),
        ("organisation", r"org\.?|organi[sz]ations?(?: name)?|affiliations?|institutions?"),
        ("organisation", r"company|employer|agency|representing|department"),
        ("capacity", r"capacity|type|category|kind|member(?:ship)? type"),
        ("position", r"roles?|positions?|job(?: ?title)?|title|post|functions?"),
        ("initials", r"initials?|handle|abbreviation"),
        ("status", r"status|attendance|attended\??|present\??|attending|apologies|response|here"),
        ("arrived", r"arriv\w*(?: time)?|time in|in|joined(?: at)?"),
        ("left", r"left(?: at)?|departed|time out|out|leaving time"),
        ("sessions", r"sessions?"),
        ("date", r"(?:meeting )?dates?|held on|day"),
        ("body", r"meetings?(?: name)?|body|committee|group|board|panel|council"),
        ("honorific", r"honorific|prefix|salutation|title before name"),
        ("name", r"(?:full |attendee |member |participant |delegate )?names?"),
        ("name", r"attendees?|members?|participants?|delegates?|persons?|people|who"),
    )
)  # fmt: skip
_SHOWN = {
    "name": "Name",
    "organisation": "Organisation",
    "position": "Position",
    "initials": "Initials",
    "status": "Status",
}
_NOISE = re.compile(
    r"\b(?:attendance|attendees?|register|sign[ -]?in|list|sheet|minutes|of|for|v\d+|final|copy)\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"part(?:ial(?:ly)?|ly)?\b", re.IGNORECASE)
_DEEPEST_HEADER = 30


@dataclass(slots=True)
class Register:
    """A register's rows as lines, with the body and the day they are for.

    Attributes:
        unstated: row and name of people whose status the register leaves open.
    """

    lines: list[Line]
    unstated: list[tuple[int, str]] = field(default_factory=list)


_Rows = list[tuple[int, list[str]]]


def read_csv(text: str, name: PurePath, limits: Limits) -> Register:
    """The register in a CSV text.

    Raises:
        Refused: it is no register, or too long.
    """
    sample = text[:20_000]
    try:
        dialect: Any = csv.Sniffer().sniff(sample, ",;\t|")
        delimiter = dialect.delimiter
    except csv.Error:
        delimiter = max(",;\t|", key=sample.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: _Rows = []
    try:
        for cells in reader:
            if len(rows) >= limits.rows:
                raise Refused(f" has more than {limits.rows:,} rows")
            rows.append((reader.line_num, [squeeze(cell) for cell in cells[:200]]))
    except csv.Error as error:
        raise Refused(f":{reader.line_num}: no CSV that can be read: {error}") from None
    return _register(rows, name)


def read_xlsx(data: bytes, name: PurePath, limits: Limits) -> Register:
    """The register in the first sheet of a workbook that holds one.

    Raises:
        Refused: it is damaged, encrypted, too large when unpacked, or holds no register.
    """
    archive.check(data, "XLSX", limits)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not needed here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [list(_cells(sheet, limits)) for sheet in book.worksheets[:50]]
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises anything at all on a damaged workbook
        raise Refused(" is a damaged XLSX file: open it and save it again") from None
    for rows in sheets:
        if _header(rows) is not None:
            return _register(rows, name)
    return _register(sheets[0] if sheets else [], name)


def _cells(sheet: Any, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=200), 1):
        if number > limits.rows:
            raise Refused(f" has more than {limits.rows:,} rows")
        yield number, [_shown(value) for value in row]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return squeeze(str(value))


def _header(rows: _Rows) -> tuple[int, dict[str, int]] | None:
    """Which row is the header, and which column holds what."""
    for index, (_, cells) in enumerate(rows[:_DEEPEST_HEADER]):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells):
            text = cell.strip(" :*#").replace("_", " ")
            kind = next((k for k, pattern in _COLUMNS if pattern.fullmatch(text)), None)
            if kind is not None:
                found.setdefault(kind, column)
        if ("name" in found or {"first", "last"} <= set(found)) and len(found) > 1:
            return index, found
    return None


def _register(rows: _Rows, name: PurePath) -> Register:
    found = _header(rows)
    if found is None:
        raise Refused(
            " is no attendance register: no row of it names the columns, such as "
            "name, organisation, role and status"
        )
    start, columns = found
    people = [
        (number, {kind: cells[column] for kind, column in columns.items() if column < len(cells)})
        for number, cells in rows[start + 1 :]
    ]
    people = [(number, values) for number, values in people if _name(values)]
    if not people:
        raise Refused(" is an attendance register without people")
    above = [(number, " ".join(c for c in cells if c)) for number, cells in rows[:start]]
    above = [(number, text) for number, text in above if text]
    register = Register(_title(people, above, name))
    shown = [kind for kind in _SHOWN if kind == "name" or any(v.get(kind) for _, v in people)]
    header = tuple(_SHOWN[kind] for kind in shown)
    number = rows[start][0]
    register.lines.append(Line(number, "Attendance", gap=1, heading=2))
    register.lines.append(_row(number, header, header=True))
    for number, values in people:
        if "status" in shown and not values.get("status"):
            register.unstated.append((number, _name(values)))
            continue
        register.lines.append(_row(number, tuple(_value(values, kind) for kind in shown)))
    return register


def _row(number: int, cells: tuple[str, ...], *, header: bool = False) -> Line:
    text = " | ".join(cell for cell in cells if cell)
    return Line(number, text, cells=cells, table=1, header=header)


def _name(values: dict[str, str]) -> str:
    name = values.get("name") or " ".join(
        part for part in (values.get("first"), values.get("last")) if part
    )
    if "," in name and len(name.split(",")) == 2 and "(" not in name:
        last, first = (part.strip() for part in name.split(","))
        if first and last and len(first.split()) < 3 and len(last.split()) < 3:
            name = f"{first} {last}"  # "Abbott, Agnes", as registers are sorted
    honorific = values.get("honorific")
    return f"{honorific} {name}" if honorific and name else name


def _value(values: dict[str, str], kind: str) -> str:
    """A cell of the list; remarks on presence stand in brackets behind the name."""
    if kind != "name":
        return values.get(kind, "")
    remarks = [values.get("capacity", ""), values.get("sessions", "")]
    if (status := values.get("status")) and _PARTIAL.match(status):
        remarks.append("part of the meeting")
    remarks += [f"{k} {values[k]}" for k in ("arrived", "left") if values.get(k)]
    return _name(values) + "".join(f" ({remark.lower()})" for remark in remarks if remark)


def _title(
    people: list[tuple[int, dict[str, str]]], above: list[tuple[int, str]], name: PurePath
) -> list[Line]:
    """The body and the day: from columns, else from what stands above, else the file's name."""
    lines = [
        Line(number, text, heading=int(not place)) for place, (number, text) in enumerate(above)
    ]
    bodies = list(dict.fromkeys(v["body"] for _, v in people if v.get("body")))
    dates = list(dict.fromkeys(v["date"] for _, v in people if v.get("date")))
    for what, values in (("meetings", bodies), ("days", dates)):
        if len(values) > 1:
            raise Refused(
                f" is a register of several {what} ({values[0]}, {values[1]}, …): "
                "give each meeting a file of its own"
            )
    first = people[0][0]
    stem = re.sub(r"[_-]+(?!\d)|(?<!\d)[_-]+|_", " ", name.stem)
    if bodies:
        lines.insert(0, Line(first, bodies[0], heading=1))
    elif not above:
        body = squeeze(_NOISE.sub(" ", without_dates(stem)))
        if re.search(r"[A-Za-z]{3}", body):
            lines.insert(0, Line(first, body if body != body.lower() else body.title(), heading=1))
    if dates:
        lines.append(Line(first, f"Date: {dates[0]}"))
    elif not any(found.date for _, text in above for found in find_dates(text)):
        day = next((found.date for found in find_dates(stem) if found.date), None)
        if day is not None:
            lines.append(Line(first, f"Date: {day.isoformat()}"))
    return lines
