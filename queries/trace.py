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
from dataclasses import dataclass
from typing import NamedTuple

from minutegraph.errors import StoreError, UsageError
from minutegraph.graph.load import outdated
from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.topics.links import is_linked, texts_about
from minutegraph.graph.topics.match import symbols
from minutegraph.graph.topics.search import Search, in_order
from minutegraph.queries.collection import answer, built_in
from minutegraph.queries.hits import (
    Hit,
    Hits,
    below,
    hit_of,
    same_actions,
    tell_acts,
    tell_paragraph,
    tell_rest,
)
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
_VOTES = ("Proposed", "Moved", "Seconded", "Carried", "Voting", "Vote")
_VOTE = re.compile(rf"(?<=[.;])\s+(?:{'|'.join(_VOTES)})\b.{{0,200}}", re.DOTALL)

_OF_BODY = """
MATCH (b:Organisation)
WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
MATCH (m:Meeting)-[:MEETING_OF]->(b)
RETURN DISTINCT m.key AS key
"""
_MEETINGS = """
UNWIND $keys AS key
MATCH (m:Meeting {key: key})
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
RETURN m.key AS key, m.date AS date, m.name AS name, min(b.key) AS body, min(b.name) AS of
"""


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
    if person is None and organisation is None:
        return [row for _, row in told(store, issue, limits)]
    query = built_in().get("issue-trace")
    path = path_of(store, issue, limits)
    asked: dict[str, object] = {param.name: None for param in query.params}
    asked |= {"issue": path, "person": person, "organisation": organisation}
    rows = answer(store, query, asked) if path else []
    for row in rows:
        place = row["place"]
        assert isinstance(place, int)
        row |= {name: path[place][name] for name in ("words", "open")}
    return [{column: row[column] for column in COLUMNS} for row in rows]


def told(store: Store, search: Search, limits: Limits) -> list[tuple[Hit, Row]]:
    """What concerns an issue, in order of time: texts, each with its row of `trace`.

    Raises:
        StoreError: as for `path_of`.
    """
    path, when = _path(store, search, limits)
    path = [hit for hit in path if hit.meeting in when]
    tell_rest(store, path)
    return [(hit, _row(hit, when[hit.meeting])) for hit in path]


def path_of(store: Store, search: Search, limits: Limits) -> list[Row]:
    """What concerns an issue, in order of time: what `issue-trace` is given for `$issue`.

    Returns:
        Rows of `label`, `key`, `meeting`, `place` (from 0), `kind`, `words` (what shows it) and
        `open` (of an action: whether the latest minutes that tell have it as still to be done).

    Raises:
        StoreError: an earlier version loaded documents, without what finds their texts.
    """
    path, _ = _path(store, search, limits)
    return [
        {"label": hit.label, "key": hit.key, "meeting": hit.meeting, "place": place,
         "kind": hit.kind, "words": hit.words, "open": hit.open}
        for place, hit in enumerate(path)
    ]  # fmt: skip


def texts_of(store: Store, search: Search, label: str) -> list[str]:
    """Keys of the texts of a label that have the words themselves.

    Raises:
        StoreError: as for `path_of`.
    """
    return [hit.key for hit in _having(store, search, None) if hit.label == label]


def _row(hit: Hit, meeting: Row) -> Row:
    return {
        "date": meeting["date"],
        "body": meeting["of"],
        "meeting": meeting["name"],
        "item": hit.item,
        "ref": hit.ref,
        "kind": hit.kind,
        "text": hit.text or None,
        "people": list(hit.people),
        "words": hit.words,
        "state": hit.state,
        "due": hit.due,
        "outcome": hit.outcome,
        "open": hit.open,
        "source": hit.source,
    }


def _path(store: Store, search: Search, limits: Limits) -> tuple[list[Hit], dict[str, Row]]:
    """What concerns an issue, in order of time, and the meetings by key."""
    meetings = None
    if limits.body is not None:
        meetings = [str(row["key"]) for row in store.read(_OF_BODY, body=limits.body).rows]
    hits = {(hit.label, hit.key): hit for hit in _having(store, search, meetings)}
    covered = _follow_items(store, search, hits)
    _follow_actions(store, hits)
    tell_acts(store, hits)
    _kinds(hits)
    keys = sorted({hit.meeting for hit in hits.values()})
    read = store.read(_MEETINGS, keys=keys).rows if keys else []
    when = {str(row["key"]): row for row in read}
    # Paragraphs told as actions and decisions are left out, and items of which something is told.
    kept = [
        h for h in hits.values() if h.kind and (h.label != "AgendaItem" or h.key not in covered)
    ]
    kept.sort(key=lambda hit: _place(hit, when))
    _raised(kept, when)
    path = []
    for hit in kept:
        day = when[hit.meeting]["date"] if hit.meeting in when else None
        if limits.kind in (None, hit.kind) and _within(day, limits):
            path.append(hit)
    return path, when


def _follow_items(store: Store, search: Search, hits: Hits) -> set[str]:
    """Add what stands under items; the keys of those of which something is told."""
    items = {hit.key: hit.text for hit in hits.values() if hit.label == "AgendaItem"}
    covered: set[str] = set()
    for label, rows in below(store, items):
        place = (label, str(rows[0]["key"]))
        hit = hits.get(place)
        above = sorted({str(row["under"]) for row in rows})
        if hit is None:
            hit = hit_of(label, rows[0], [f"under “{items[above[0]]}”"])
            if not search.allows(hit.text) or only_moves(hit.text):
                continue
            hits[place] = hit
        covered.update(above)
        if label == "Paragraph":
            tell_paragraph(hit, rows)
    return covered


def _follow_actions(store: Store, hits: Hits) -> None:
    """Add what earlier and later minutes say of actions, whatever words they use."""
    for row in same_actions(store, [key for label, key in hits if label == "Action"]):
        place = ("Action", str(row["key"]))
        if place not in hits:
            day = f" of {row['date']}" if row["date"] else ""
            hits[place] = hit_of("Action", row, [f"same as “{row['name']}”{day}"])


def _having(store: Store, search: Search, meetings: list[str] | None) -> Iterator[Hit]:
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
            yield hit_of(str(row["label"]), row, words)


def _about(store: Store, names: tuple[str, ...], meetings: list[str] | None) -> Iterator[Hit]:
    """The same of a topic that the graph has, without looking at a text."""
    found: Hits = {}
    for row in texts_about(store, names, meetings):
        hit = hit_of(str(row["label"]), row, [])
        hit = found.setdefault((hit.label, hit.key), hit)
        terms = row["terms"]
        assert isinstance(terms, list)
        hit.words = in_order([*hit.words, *terms], hit.text)
    yield from found.values()


def _kinds(hits: Hits) -> None:
    """The kinds of all but what is raised; a paragraph that is an action or decision has none."""
    acts: dict[str, list[_Act]] = defaultdict(list)
    for hit in hits.values():
        if hit.label == "Action":
            hit.kind = REVIEWED if hit.carried or hit.state in ("done", "dropped") else GIVEN
            hit.open = not hit.later and hit.state in ("open", "carried")
            acts[hit.meeting].append(_act(hit))
        elif hit.label == "Decision":
            hit.kind = DECIDED
            acts[hit.meeting].append(_act(hit))
    for hit in hits.values():
        if hit.label == "AgendaItem":
            hit.kind = DISCUSSED
        elif hit.label == "Paragraph":
            here = acts.get(hit.meeting, ())
            told = here and (_is(hit, here) or _lists(hit, here))
            hit.kind = "" if told else kind_of(hit.text)


class _Act(NamedTuple):
    """An action or decision: its text, the same in one line, all its words, its paragraph's key."""

    text: str
    line: str
    words: set[str]
    paragraph: object


def _act(hit: Hit) -> _Act:
    words = {word for text in (hit.text, *hit.beside) for word in symbols(text)}
    return _Act(hit.text, " ".join(hit.text.split()), words, hit.paragraph)


def _is(hit: Hit, acts: Iterable[_Act]) -> bool:
    """Whether a paragraph is an action or a decision, and hardly a word more."""
    line = " ".join(hit.text.split())
    near = [act for act in acts if act.paragraph == hit.key or (act.line and act.line in line)]
    if not near:
        return False
    voted = any(word in hit.text for word in _VOTES)  # many times faster than the pattern
    words = set(symbols(_VOTE.sub("", hit.text) if voted else hit.text))
    return any(len(words - act.words) <= _MORE for act in near)


def _lists(hit: Hit, acts: Iterable[_Act]) -> bool:
    """Whether a paragraph is a table whose lines that show the issue are told as actions."""
    if "|" not in hit.text or "\n" not in hit.text:
        return False
    shown = [line for line in hit.text.split("\n") if any(word in line for word in hit.words)]
    return bool(shown) and all(any(act.text and act.text in line for act in acts) for line in shown)


def _raised(hits: Iterable[Hit], when: dict[str, Row]) -> None:
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


def _place(hit: Hit, when: dict[str, Row]) -> tuple[object, ...]:
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
