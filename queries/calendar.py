"""Actions that are still to be done as tasks of a calendar: iCalendar (RFC 5545), VTODO."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import TYPE_CHECKING

from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.views.text import visible
from minutegraph.queries.query import parse

if TYPE_CHECKING:
    from icalendar import Todo

_PRODUCT = "-//minutegraph//actions of minutes//EN"
_STATUS = {"open": "NEEDS-ACTION", "carried": "IN-PROCESS"}
_UNDATED = dt.date(1970, 1, 1)


def ical(store: Store, *, owner: str | None = None, as_of: str | None = None) -> str:
    """The open actions as one calendar; the same graph gives the same text, byte by byte.

    Dates of minutes stand for times: a task's stamp is midnight UTC of the meeting that spoke of
    it last, and of 1 January 1970 where that has no date.

    Args:
        owner: only what somebody is to do: part of a name, resolved or as written.
        as_of: the day to answer for, as 2020-06-16.

    Raises:
        UsageError: `as_of` is no day.
    """
    from icalendar import Calendar

    text = files("minutegraph.queries").joinpath("calendar.cypher").read_text("utf-8")
    query = parse("calendar", text)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for row in store.read(query.text, **query.values({"as_of": as_of})).rows:
        if owner is None or any(owner.casefold() in name.casefold() for name in _names(row)):
            calendar.add_component(_todo(row))
    return str(calendar.to_ical(), "utf-8")


def _todo(row: Row) -> Todo:
    from icalendar import Todo

    seen, raised, due = row["seen"], row["raised"], row["due_date"]
    todo = Todo()
    todo.add("uid", f"{row['key']}@minutegraph")
    todo.add("dtstamp", _midnight(seen))
    todo.add("last-modified", _midnight(seen))
    if isinstance(raised, dt.date):
        todo.add("created", _midnight(raised))
    if isinstance(due, dt.date):
        todo.add("due", due)
    number = f"{row['number']} " if row["number"] else ""
    todo.add("summary", visible(f"{number}{row['action']}"))
    todo.add("status", _STATUS[str(row["state"])])
    todo.add("sequence", int(str(row["steps"])) - 1)
    if row["body"]:
        todo.add("categories", [visible(str(row["body"]))])
    owners, history = row["owners"], row["history"]
    for name in owners if isinstance(owners, list) else ():
        todo.add("contact", visible(str(name)))
    lines = [f"Due: {row['due']}"] if row["due"] else []
    lines += [str(step) for step in history] if isinstance(history, list) else []
    todo.add("description", visible("\n".join(lines)))
    return todo


def _names(row: Row) -> list[str]:
    lists = (row["owners"], row["as_written"])
    return [str(name) for names in lists if isinstance(names, list) for name in names]


def _midnight(day: object) -> dt.datetime:
    date = day if isinstance(day, dt.date) else _UNDATED
    return dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
