"""An issue's path through the meetings: every text that concerns it, in order of time.

A text concerns an issue where it has its words; what stands under an agenda item that has them
continues it, unless NOT rules it out; an action that is the same as one that has them is followed
through the meetings. Each says which of these it is. `kinds` says what a paragraph does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from minutegraph.errors import StoreError, UsageError
from minutegraph.graph.load import outdated
from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.topics.links import is_linked, texts_about
from minutegraph.graph.topics.match import symbols
from minutegraph.graph.topics.search import Search, in_order
from minutegraph.queries.collection import answer, built_in
from minutegraph.queries.kinds import (
    DECIDED,
    DISCUSSED,
    GIVEN,
    KINDS,
    RAISED,
    REVIEWED,
    kind_of,
    only_moves,
)
from minutegraph.queries.query import unknown

COLUMNS = (
    "date", "body", "meeting", "item", "ref", "kind", "text", "people", "words", "state", "due",
    "outcome", "open", "source",
)  # fmt: skip
_LABELS = ("AgendaItem", "Paragraph", "Action", "Decision")
# Words, as "ACTION 3: Chair", that a paragraph has beside the action or decision it is; how the vote
# on it went does not count.
_MORE = 4
_VOTE = re.compile(
    r"(?<=[.;])\s+(?:Proposed|Moved|Seconded|Carried|Voting|Vote)\b.{0,200}", re.DOTALL
)

_OF_BODY = """
MATCH (m:Meeting)-[:MEETING_OF]->(b:Organisation)
WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
RETURN DISTINCT m.key AS key
"""
_MEETINGS = """
UNWIND $rows AS row
MATCH (m:Meeting {key: row.key})
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
RETURN m.key AS key, m.date AS date, min(b.key) AS body
"""
_UNDER = """
UNWIND $rows AS row
MATCH (i:AgendaItem {key: row.key})-[:HAS_PARAGRAPH]->(x:Paragraph)
RETURN 'Paragraph' AS label, x.key AS key, x.text AS text, x.meeting AS meeting,
  coalesce(x.line, 0) AS line, i.key AS item, i.heading AS heading
UNION
UNWIND $rows AS row
MATCH (i:AgendaItem {key: row.key})-[:HAS_PARAGRAPH*0..1]->(p)<-[:RAISED_IN]-(x:Action)
RETURN 'Action' AS label, x.key AS key, x.text AS text, x.meeting AS meeting,
  coalesce(x.line, 0) AS line, i.key AS item, i.heading AS heading
UNION
UNWIND $rows AS row
MATCH (i:AgendaItem {key: row.key})-[:HAS_PARAGRAPH*0..1]->(p)<-[:TAKEN_IN]-(x:Decision)
RETURN 'Decision' AS label, x.key AS key, x.text AS text, x.meeting AS meeting,
  coalesce(x.line, 0) AS line, i.key AS item, i.heading AS heading
"""
_SAME = """
UNWIND $rows AS row
MATCH (a:Action {key: row.key})-[:CARRIES_OVER*1..100]->(x:Action)
RETURN x.key AS key, x.text AS text, x.meeting AS meeting, coalesce(x.line, 0) AS line,
  a.name AS name, a.date AS date
UNION
UNWIND $rows AS row
MATCH (a:Action {key: row.key})<-[:CARRIES_OVER*1..100]-(x:Action)
RETURN x.key AS key, x.text AS text, x.meeting AS meeting, coalesce(x.line, 0) AS line,
  a.name AS name, a.date AS date
"""
_ACTIONS = """
UNWIND $rows AS row
MATCH (x:Action {key: row.key})
OPTIONAL MATCH (x)-[:RAISED_IN]->(p:Paragraph)
RETURN x.key AS key, x.state AS state, coalesce(x.carried_over, false) AS carried,
  EXISTS { MATCH (x)<-[:CARRIES_OVER]-(:Action) } AS later, min(p.key) AS paragraph
"""
_DECISIONS = """
UNWIND $rows AS row
MATCH (x:Decision {key: row.key})
OPTIONAL MATCH (x)-[:TAKEN_IN]->(p:Paragraph)
RETURN x.key AS key, min(p.key) AS paragraph, [x.proposer, x.seconder, x.votes, x.by] AS vote
"""


@dataclass(slots=True)
class _Hit:
    """A text that concerns the issue, and why."""

    label: str
    key: str
    text: str
    meeting: str
    line: int
    words: list[str]
    kind: str = ""
    open: bool = False
    under: set[str] = field(default_factory=set)  # items


@dataclass(frozen=True, slots=True)
class Limits:
    """What of an issue's path is wanted.

    Attributes:
        body: part of the body's name, or its acronym.
        since, until: first and last day; a meeting without a day is then left out.
        kind: one of `KINDS`.
    """

    body: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str | None = None


def trace(
    store: Store,
    issue: Search,
    *,
    person: str | None = None,
    organisation: str | None = None,
    limits: Limits = Limits(),
) -> list[Row]:
    """What concerns an issue, in order of time and of all bodies: the rows of `issue-trace`.

    Args:
        person: part of the name of somebody who speaks, moves or is to act, or an alias.
        organisation: part of the name of one they belong to, or its acronym.

    Returns:
        Rows of `COLUMNS`.

    Raises:
        UsageError: there is no such kind.
        StoreError: as for `path_of`.
    """
    if limits.kind is not None and limits.kind not in KINDS:
        raise UsageError(unknown("kind", limits.kind, KINDS))
    query = built_in().get("issue-trace")
    path = path_of(store, issue, limits)
    asked: dict[str, object] = {param.name: None for param in query.params}
    asked |= {"issue": path, "person": person, "organisation": organisation}
    rows = answer(store, query, asked) if path else []
    told = {each["place"]: each for each in path}
    for row in rows:
        for name in ("words", "open"):
            row[name] = told[row["place"]][name]
    return [{column: row[column] for column in COLUMNS} for row in rows]


def path_of(store: Store, search: Search, limits: Limits) -> list[Row]:
    """What concerns an issue, in order of time: what `issue-trace` is given for `$issue`.

    Returns:
        Rows of `label`, `key`, `meeting`, `place` (from 0), `kind`, `words` (what shows it) and
        `open` (of an action: whether the latest minutes that tell have it as still to be done).

    Raises:
        StoreError: an earlier version loaded documents, without what finds their texts.
    """
    hits = _found(store, search, limits.body)
    when = {
        str(row["key"]): row
        for row in _read(store, _MEETINGS, {hit.meeting for hit in hits.values()})
    }
    _same_actions(store, hits)
    _acts(store, hits)
    kept = sorted(_each_once(hits), key=lambda hit: _place(hit, when))
    _raised(kept, when)
    found: list[Row] = []
    for hit in kept:
        day = when[hit.meeting]["date"] if hit.meeting in when else None
        if limits.kind not in (None, hit.kind) or not _within(day, limits):
            continue
        found.append(
            {"label": hit.label, "key": hit.key, "meeting": hit.meeting, "place": len(found),
             "kind": hit.kind, "words": hit.words, "open": hit.open}
        )  # fmt: skip
    return found


def texts_of(store: Store, search: Search, label: str) -> list[str]:
    """Keys of the texts of a label that have the words themselves.

    Raises:
        StoreError: as for `path_of`.
    """
    return [hit.key for hit in _having(store, search, None) if hit.label == label]


def _found(store: Store, search: Search, body: str | None) -> dict[tuple[str, str], _Hit]:
    meetings = None
    if body is not None:
        meetings = [str(row["key"]) for row in store.read(_OF_BODY, body=body).rows]
    hits = {(hit.label, hit.key): hit for hit in _having(store, search, meetings)}
    items = {hit.key for hit in hits.values() if hit.label == "AgendaItem"}
    for row in _read(store, _UNDER, items):
        place, heading = (str(row["label"]), str(row["key"])), f"under “{row['heading']}”"
        hit = hits.get(place)
        if hit is None:
            text = str(row["text"] or "")
            if not search.allows(text) or only_moves(text):
                continue
            hit = hits[place] = _hit(row, [heading])
        hit.under.add(str(row["item"]))
    return hits


def _having(store: Store, search: Search, meetings: list[str] | None) -> Iterator[_Hit]:
    if meetings == []:
        return
    for old in outdated(store):
        raise StoreError(
            f"{old} was loaded by an earlier version, which kept less of its words: "
            "load the documents again with minutegraph load"
        )
    if search.names and is_linked(store, search.vocabulary):
        yield from _about(store, search.names, meetings)
        return
    seen: set[tuple[object, object]] = set()
    for row in store.texts(search.sought, meetings):
        if (row["label"], row["key"]) in seen:
            continue
        seen.add((row["label"], row["key"]))
        words = search.words(str(row["text"] or ""))
        if words is not None:
            yield _hit(row, words)


def _about(store: Store, names: tuple[str, ...], meetings: list[str] | None) -> Iterator[_Hit]:
    """The same of a topic that the graph has, without looking at a text."""
    found: dict[tuple[str, str], _Hit] = {}
    for row in texts_about(store, names, meetings):
        hit = _hit(row, [])
        hit = found.setdefault((hit.label, hit.key), hit)
        terms = row["terms"]
        assert isinstance(terms, list)
        hit.words = in_order([*hit.words, *terms], hit.text)
    yield from found.values()


def _hit(row: Row, words: list[str]) -> _Hit:
    line = row["line"]
    assert isinstance(line, int)
    label, key, text, meeting = (str(row[name]) for name in ("label", "key", "text", "meeting"))
    return _Hit(label, key, text, meeting, line, words)


def _same_actions(store: Store, hits: dict[tuple[str, str], _Hit]) -> None:
    """What earlier and later minutes say of an action, whatever words they use."""
    for row in _read(store, _SAME, {key for label, key in hits if label == "Action"}):
        place = ("Action", str(row["key"]))
        if place not in hits:
            day = f" of {row['date']}" if row["date"] else ""
            hits[place] = _hit({**row, "label": "Action"}, [f"same as “{row['name']}”{day}"])


def _acts(store: Store, hits: dict[tuple[str, str], _Hit]) -> None:
    """The kinds of all but what is raised; paragraphs that are an action or decision are told."""
    acts: dict[str, list[_Act]] = defaultdict(list)
    for row in _read(store, _ACTIONS, {key for label, key in hits if label == "Action"}):
        hit = hits["Action", str(row["key"])]
        hit.kind = REVIEWED if row["carried"] or row["state"] in ("done", "dropped") else GIVEN
        hit.open = not row["later"] and row["state"] in ("open", "carried")
        acts[hit.meeting].append(_Act(hit.text, set(symbols(hit.text)), row["paragraph"]))
    for row in _read(store, _DECISIONS, {key for label, key in hits if label == "Decision"}):
        hit = hits["Decision", str(row["key"])]
        hit.kind = DECIDED
        said = [hit.text, *(str(each) for each in (row["vote"] or ()) if each)]  # type: ignore[attr-defined]
        known = {each for text in said for each in symbols(text)}
        acts[hit.meeting].append(_Act(hit.text, known, row["paragraph"]))
    for hit in hits.values():
        if hit.label == "AgendaItem":
            hit.kind = DISCUSSED
        elif hit.label == "Paragraph":
            here = acts[hit.meeting]
            told = any(_is(hit, act) for act in here) or _lists(hit, [act.text for act in here])
            hit.kind = "" if told else kind_of(hit.text)


class _Act(NamedTuple):
    """An action or decision: its text, the words that belong to it, its paragraph's key."""

    text: str
    words: set[str]
    paragraph: object


def _is(hit: _Hit, act: _Act) -> bool:
    """Whether a paragraph is an action or a decision, and hardly a word more."""
    if act.paragraph != hit.key and " ".join(act.text.split()) not in " ".join(hit.text.split()):
        return False
    return len(set(symbols(_VOTE.sub("", hit.text))) - act.words) <= _MORE


def _lists(hit: _Hit, acts: Iterable[str]) -> bool:
    """Whether a paragraph is a table whose lines that show the issue are told as actions."""
    lines = hit.text.split("\n")
    if len(lines) < 2 or "|" not in hit.text:
        return False
    shown = [line for line in lines if any(word in line for word in hit.words)]
    return bool(shown) and all(any(act in line for act in acts) for line in shown)


def _each_once(hits: dict[tuple[str, str], _Hit]) -> Iterator[_Hit]:
    """Without paragraphs told as actions and decisions, and items of which something is told."""
    told = {item for hit in hits.values() for item in hit.under}
    for hit in hits.values():
        if hit.kind and not (hit.label == "AgendaItem" and hit.key in told):
            yield hit


def _raised(hits: Iterable[_Hit], when: dict[str, Row]) -> None:
    """Of each body, the first paragraph or item of the first meeting that has the issue."""
    first: dict[object, str] = {}
    done: set[object] = set()
    for hit in hits:
        body = when[hit.meeting]["body"] or hit.meeting if hit.meeting in when else hit.meeting
        if first.setdefault(body, hit.meeting) != hit.meeting or body in done:
            continue
        if hit.label in ("Paragraph", "AgendaItem"):
            hit.kind = RAISED
            done.add(body)


def _place(hit: _Hit, when: dict[str, Row]) -> tuple[object, ...]:
    day = when[hit.meeting]["date"] if hit.meeting in when else None
    iso = day.isoformat() if isinstance(day, dt.date) else "9999"
    return iso, hit.meeting, hit.line, _LABELS.index(hit.label), hit.key


def _within(day: object, limits: Limits) -> bool:
    if limits.since is None and limits.until is None:
        return True
    return isinstance(day, dt.date) and (
        (limits.since is None or day >= limits.since)
        and (limits.until is None or day <= limits.until)
    )


def _read(store: Store, query: str, keys: Iterable[str]) -> list[Row]:
    rows: list[Row] = [{"key": key} for key in sorted(keys)]
    return store.read(query, rows=rows).rows if rows else []
