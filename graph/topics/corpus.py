"""The texts of a graph, meeting by meeting in order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from minutegraph.graph.store.base import Row, Store

_BATCH = 200  # meetings

_MEETINGS = "MATCH (m:Meeting {status: 'recorded'}) RETURN m.key AS key ORDER BY m.date, key"
_HEADINGS = """
UNWIND $rows AS row
MATCH (:Meeting {key: row.key})-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(x:AgendaItem)
RETURN DISTINCT row.key AS meeting, x.key AS key, x.heading AS text, coalesce(x.line, 0) AS line,
  x.source AS source
"""
_TEXTS = """
UNWIND $rows AS row
MATCH (x:{label} {{meeting: row.key}})
RETURN row.key AS meeting, x.key AS key, x.text AS text, coalesce(x.line, 0) AS line,
  x.source AS source
"""
_PEOPLE = "MATCH (p:Person) RETURN p.name AS name, p.aliases AS aliases"
_BODIES = """
MATCH (b:Organisation)<-[:MEETING_OF]-(:Meeting)
RETURN DISTINCT b.name AS name, b.acronym AS acronym, b.aliases AS aliases
"""


class Text(NamedTuple):
    """A heading, paragraph or action, the meeting it is of and where it stands."""

    meeting: str
    text: str
    source: str
    heading: bool


def texts(store: Store) -> Iterator[Text]:
    """Headings, paragraphs and actions of all meetings, in order of time and line."""
    meetings = store.read(_MEETINGS).rows
    for begin in range(0, len(meetings), _BATCH):
        rows = meetings[begin : begin + _BATCH]
        place = {str(row["key"]): number for number, row in enumerate(rows)}
        found: list[tuple[tuple[int, int, bool, str], Row]] = []
        for heading, query in (
            (True, _HEADINGS),
            (False, _TEXTS.format(label="Paragraph")),
            (False, _TEXTS.format(label="Action")),
        ):
            for row in store.read(query, rows=rows).rows:
                line = int(row["line"])  # type: ignore[call-overload]
                order = (place[str(row["meeting"])], line, not heading, str(row["key"]))
                found.append((order, row))
        for (_, _, under, _), row in sorted(found, key=lambda each: each[0]):
            if row["text"]:
                yield Text(
                    str(row["meeting"]), str(row["text"]), str(row["source"] or ""), not under
                )


def names(store: Store) -> set[str]:
    """The words of people's names, initials among them, in lower case."""
    return {
        word
        for row in store.read(_PEOPLE).rows
        for said in _texts_of(row)
        for word in re.findall(r"\w+", said.lower())
    }


def bodies(store: Store) -> list[str]:
    """What the bodies that meet are called."""
    return sorted({said for row in store.read(_BODIES).rows for said in _texts_of(row)})


def _texts_of(row: Row) -> Iterator[str]:
    for value in row.values():
        if isinstance(value, list):
            yield from map(str, value)
        elif value:
            yield str(value)
