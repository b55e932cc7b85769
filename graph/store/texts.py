"""Texts that may have some words, from each engine's own means: a superset, to be looked at.

What is sought is a list of alternatives, each a list of parts that a text's `stems` must all hold
(see `minutegraph.graph.topics.match`). Both ways read what is stored with the text in the same
transaction, so neither can be behind it: the embedded engine goes through the property, the server
asks a full-text index whose words are parted at spaces and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from minutegraph.graph.schema import STEMS, schema
from minutegraph.graph.store.base import Row

Sought = Sequence[Sequence[str]]

_AT_ONCE = 8  # alternatives of one statement
_FEW = 2_000  # meetings that are looked up one by one; of more, all texts are gone through

# What a text is asked for.
_OF = "x.key AS key, x.{text} AS text, {meeting} AS meeting, coalesce(x.line, 0) AS line"
# Many times faster from meetings to what they hold than to compare the meeting of each text.
_EACH = "UNWIND $meetings AS one "
_MEETING_OF_ITEM = "MATCH (x)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(m:Meeting)"


def in_documents(
    sought: Sought, meetings: Sequence[str] | None = None
) -> Iterator[tuple[str, Row]]:
    """Statements with their parameters for the keys of meetings whose documents may have it all.

    A document is gone through as one text, which is many times faster than each of its texts is;
    its different words alone, which are few, are looked at before.
    """
    for conditions, params in _conditions("d", sought):
        wheres = [f"WHERE {' AND '.join(each)} " for each in conditions]
        if meetings is None:
            branches = [
                f"MATCH (d:Document) {where} MATCH (m:Meeting)-[:RECORDED_IN]->(d)"
                for where in wheres
            ]
        else:
            branches = [
                f"{_EACH}MATCH (m:Meeting {{key: one}})-[:RECORDED_IN]->(d:Document) {where}"
                for where in wheres
            ]
        yield (
            " UNION ".join(f"{branch} RETURN m.key AS key" for branch in branches),
            {**params, "meetings": meetings},
        )


def in_property(
    sought: Sought, meetings: Sequence[str] | None, labels: Iterable[str] | None = None
) -> Iterator[tuple[str, Row]]:
    """Statements with their parameters that go through the texts themselves, of all labels or some."""
    for label in labels or _texts():
        for conditions, params in _conditions("x", sought):
            branches = [_branch(label, each, meetings) for each in conditions]
            yield " UNION ".join(branches), {**params, "meetings": meetings}


def few_enough(
    found: Iterable[str], meetings: Sequence[str] | None
) -> tuple[bool, Sequence[str] | None]:
    """Of meetings that may have it and those wanted which to look through, and whether to look.

    None are all.
    """
    both = set(found) if meetings is None else set(found) & set(meetings)
    if len(both) > _FEW:
        return True, meetings
    return bool(both), sorted(both)


def in_index(sought: Sought, meetings: Sequence[str] | None) -> Iterator[tuple[str, Row]]:
    """Statements with their parameters that ask the server's full-text index.

    An agenda item does not say which meeting it is of: where they are few, those of the meetings are
    gone through, instead of going from each that has the words to its meeting.
    """
    few = meetings is not None and len(meetings) <= _FEW
    if meetings is None:
        within = f"OPTIONAL {_MEETING_OF_ITEM} WITH DISTINCT x, m"
    elif few:
        within = "WITH DISTINCT x WHERE x.meeting IN $meetings"
    else:
        within = f"OPTIONAL {_MEETING_OF_ITEM} WITH DISTINCT x, m"
        within += " WHERE coalesce(m.key, x.meeting) IN $meetings"
    of_meeting = "x.meeting" if few else "coalesce(m.key, x.meeting)"
    alternatives = [" AND ".join(f'"{part}"' for part in parts) for parts in sought]
    for begin in range(0, len(alternatives), _AT_ONCE * 8):
        asked = " OR ".join(f"({each})" for each in alternatives[begin : begin + _AT_ONCE * 8])
        labels = " ".join(f"WHEN x:{label} THEN '{label}'" for label in _texts())
        names = ", ".join(f"x.{name}" for name in dict.fromkeys(_texts().values()))
        yield (
            (
                f"CALL db.index.fulltext.queryNodes('{STEMS}', $asked) YIELD node AS x {within} "
                f"RETURN CASE {labels} END AS label, x.key AS key, coalesce({names}) AS text, "
                f"{of_meeting} AS meeting, coalesce(x.line, 0) AS line"
            ),
            {"asked": asked, "meetings": meetings},
        )
    if few:
        yield from in_property(sought, meetings, ["AgendaItem"])


def _conditions(node: str, sought: Sought) -> Iterator[tuple[list[list[str]], Row]]:
    """Conditions of some alternatives at a time, with the parameters in them.

    An OR would keep the engine from its fast way through a property, so each stands by itself; of
    several parts the longest is looked for first.
    """
    for begin in range(0, len(sought), _AT_ONCE):
        params: Row = {}
        alternatives = []
        for place, parts in enumerate(sought[begin : begin + _AT_ONCE]):
            conditions = []
            if node == "d":
                for number, word in enumerate(_rarest(parts)):
                    params[f"word_{place}_{number}"] = f" {word} "
                    conditions.append(f"d.bag CONTAINS $word_{place}_{number}")
            for number, part in enumerate(sorted(parts, key=len, reverse=True)):
                if node == "d" and " " not in part:
                    continue
                params[f"part_{place}_{number}"] = f" {part} "
                conditions.append(f"{node}.stems CONTAINS $part_{place}_{number}")
            alternatives.append(conditions)
        yield alternatives, params


def _rarest(parts: Sequence[str]) -> list[str]:
    """The words of parts, the longest first, which are likely the rarest."""
    return sorted({word for part in parts for word in part.split()}, key=lambda w: (-len(w), w))


def _texts() -> dict[str, str]:
    """Labels whose nodes have a text that is searched, and the property that holds it."""
    return {name: label.fulltext[0] for name, label in schema().labels.items() if label.fulltext}


def _branch(label: str, conditions: list[str], meetings: Sequence[str] | None) -> str:
    where = f"WHERE {' AND '.join(conditions)}"
    meeting = "m.key" if label == "AgendaItem" else "x.meeting"
    if meetings is None:
        start = f"MATCH (x:{label}) {where}"
        start += f" {_MEETING_OF_ITEM}" if label == "AgendaItem" else ""
    elif label == "AgendaItem":
        start = f"{_EACH}MATCH (m:Meeting {{key: one}})-[:HAS_SESSION]->(:Session)"
        start += f"-[:HAS_ITEM]->(x:AgendaItem) {where}"
    else:
        start = f"{_EACH}MATCH (x:{label} {{meeting: one}}) {where}"
    return f"{start} RETURN '{label}' AS label, {_values(label, meeting)}"


def _values(label: str, meeting: str) -> str:
    return _OF.format(text=_texts()[label], meeting=meeting)
