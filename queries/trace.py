"""An issue's path through the meetings: every text that has its words, in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.topics.match import Matcher
from minutegraph.graph.topics.vocabulary import Vocabulary

COLUMNS = (
    "date", "meeting", "item", "ref", "kind", "text", "people", "words", "state", "source",
)  # fmt: skip
_KINDS = {
    "AgendaItem": "item",
    "Paragraph": "paragraph",
    "Action": "action",
    "Decision": "decision",
}
_ITEMS = "MATCH (x:AgendaItem) RETURN x.key AS key, x.heading AS text"
_TEXTS = "MATCH (x:{label}) RETURN x.key AS key, x.text AS text"
_UNDER = """
UNWIND $rows AS row
MATCH (i:AgendaItem {key: row.key})-[:HAS_PARAGRAPH|RAISED_IN|TAKEN_IN*1..2]-(x)
WHERE x:Paragraph OR x:Action OR x:Decision
RETURN DISTINCT CASE WHEN x:Paragraph THEN 'Paragraph' WHEN x:Action THEN 'Action'
  ELSE 'Decision' END AS label, x.key AS key, i.heading AS heading
ORDER BY key, heading
"""
_MEETING = {
    "AgendaItem": "MATCH (x)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(m:Meeting)",
    "other": "MATCH (m:Meeting {key: x.meeting})",
}
_ROWS = """
UNWIND $rows AS row
MATCH (x:{label} {{key: row.key}})
{meeting}
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {{
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    }})
WITH DISTINCT x, m
OPTIONAL MATCH (x)-[:RAISED_IN|TAKEN_IN*0..1]->()<-[:HAS_PARAGRAPH*0..1]-(i:AgendaItem)
WITH x, m, min(i.name) AS item
OPTIONAL MATCH (x)-[r:SPOKE_IN|ASSIGNED_TO]-(w)
WITH x, m, item, r, w
ORDER BY w.name, w.key
WITH x, m, item, collect(DISTINCT w.name) AS known, collect(r.as_written) AS written
RETURN x.key AS key, m.key AS at, coalesce(x.line, 0) AS line, m.date AS date, m.name AS meeting,
  item AS item, x.ref AS ref, CASE WHEN x:AgendaItem THEN x.heading ELSE x.text END AS text,
  known + [name IN coalesce(x.owners_as_written, []) WHERE NOT name IN written]
    + coalesce(x.unresolved, [])
    + [name IN [x.proposer, x.seconder] WHERE name IS NOT NULL] AS people,
  x.state AS state, x.source AS source
"""

Found = dict[str, dict[str, list[str]]]  # label to key to the words that show it


def matcher_of(vocabulary: Vocabulary, issue: str) -> Matcher:
    """What finds an issue: a topic with all that are part of it, otherwise the phrase."""
    topic = vocabulary.named(issue)
    if topic is not None:
        return vocabulary.matcher(vocabulary.within(topic))
    found = Matcher()
    found.add(issue)
    return found


def trace(
    store: Store,
    issue: Matcher,
    *,
    body: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Row]:
    """Items, paragraphs, actions and decisions that concern an issue, of all bodies, by date.

    What stands under an item whose title has the issue's words concerns it as well; its `words`
    then say so. Every text in the graph is read for it, so it takes time in proportion to them.

    Args:
        body: part of the body's name, or its acronym.
        since: first day.
        until: last day.

    Returns:
        Rows of `COLUMNS`.
    """
    found: Found = {label: {} for label in _KINDS}
    for label in _KINDS:
        query = _ITEMS if label == "AgendaItem" else _TEXTS.format(label=label)
        for row in store.stream(query):
            if words := issue.words(str(row["text"] or "")):
                found[label][str(row["key"])] = words
    items: list[Row] = [{"key": key} for key in found["AgendaItem"]]
    for row in store.read(_UNDER, rows=items).rows if items else ():
        words = [f"under “{row['heading']}”"]
        found[str(row["label"])].setdefault(str(row["key"]), words)
    limits = {"body": body, "since": since, "until": until}
    rows = sorted(_rows(store, found, limits), key=_place)
    return [{column: row[column] for column in COLUMNS} for row in rows]


def _rows(store: Store, found: Found, limits: Mapping[str, object]) -> Iterator[Row]:
    for label, kind in _KINDS.items():
        if not found[label]:
            continue
        query = _ROWS.format(label=label, meeting=_MEETING.get(label, _MEETING["other"]))
        asked = [{"key": key} for key in found[label]]
        for row in store.read(query, rows=asked, **limits).rows:
            yield {**row, "kind": kind, "words": list(found[label][str(row["key"])])}


def _place(row: Row) -> tuple[object, ...]:
    date = row["date"]
    day = date.isoformat() if isinstance(date, dt.date) else "9999"
    kinds = list(_KINDS.values())
    return day, row["at"], row["line"], kinds.index(str(row["kind"])), row["key"]
