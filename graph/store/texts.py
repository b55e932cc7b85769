"""Texts that may have some words, from each engine's own means: a superset, to be looked at.

What is sought is a list of alternatives, each a list of parts that a text's `stems` must all hold
(see `minutegraph.graph.topics.match`). Both ways read what is stored with the text in the same
transaction, so neither can be behind it: the embedded engine goes through the property, the server
asks a full-text index whose words are parted at spaces and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutegraph.graph.schema import STEMS, schema
from minutegraph.graph.store.base import Row

Sought = Sequence[Sequence[str]]

# What holds of a node `x` beside its key, and how its meeting is found.
_OF = "x.key AS key, x.{text} AS text, {meeting} AS meeting, coalesce(x.line, 0) AS line"
_MEETING_OF_ITEM = "MATCH (x)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(m:Meeting)"
_AT_ONCE = 8  # alternatives of one statement


def in_property(sought: Sought, meetings: Sequence[str] | None) -> Iterator[tuple[str, Row]]:
    """Statements with their parameters that go through the texts themselves.

    An OR would keep the engine from its fast way through a property, so alternatives are a UNION.
    """
    for label in _texts():
        for begin in range(0, len(sought), _AT_ONCE):
            params: Row = {"meetings": meetings}
            branches = []
            for place, parts in enumerate(sought[begin : begin + _AT_ONCE]):
                conditions = []
                for number, part in enumerate(sorted(parts, key=len, reverse=True)):
                    params[f"part_{place}_{number}"] = f" {part} "
                    conditions.append(f"x.stems CONTAINS $part_{place}_{number}")
                branches.append(_branch(label, conditions, meetings))
            yield " UNION ".join(branches), params


def in_index(sought: Sought, meetings: Sequence[str] | None) -> Iterator[tuple[str, Row]]:
    """Statements with their parameters that ask the server's full-text index."""
    alternatives = [" AND ".join(f'"{part}"' for part in parts) for parts in sought]
    for begin in range(0, len(alternatives), _AT_ONCE * 8):
        asked = " OR ".join(f"({each})" for each in alternatives[begin : begin + _AT_ONCE * 8])
        params: Row = {"asked": asked, "meetings": meetings}
        call = f"CALL db.index.fulltext.queryNodes('{STEMS}', $asked) YIELD node AS x"
        for label in _texts():
            yield _found_by(call, label, meetings), params


def _texts() -> dict[str, str]:
    """Labels whose nodes have a text that is searched, and the property that holds it."""
    return {name: label.fulltext[0] for name, label in schema().labels.items() if label.fulltext}


def _branch(label: str, conditions: list[str], meetings: Sequence[str] | None) -> str:
    within = "m.key" if label == "AgendaItem" else "x.meeting"
    limit = [f"{within} IN $meetings"] if meetings is not None else []
    if label == "AgendaItem":
        where = f"MATCH (x:AgendaItem) WHERE {' AND '.join(conditions)} {_MEETING_OF_ITEM}"
        where += f" WHERE {limit[0]}" if limit else ""
    else:
        where = f"MATCH (x:{label}) WHERE {' AND '.join([*limit, *conditions])}"
    return f"{where} RETURN '{label}' AS label, {_values(label, within)}"


def _found_by(call: str, label: str, meetings: Sequence[str] | None) -> str:
    within = "m.key" if label == "AgendaItem" else "x.meeting"
    found = f"{call} WITH x WHERE x:{label}"
    if label == "AgendaItem":
        found += f" {_MEETING_OF_ITEM}"
        found += f" WHERE {within} IN $meetings" if meetings is not None else ""
    elif meetings is not None:
        found += f" AND {within} IN $meetings"
    return f"{found} RETURN DISTINCT '{label}' AS label, {_values(label, within)}"


def _values(label: str, meeting: str) -> str:
    return _OF.format(text=_texts()[label], meeting=meeting)
