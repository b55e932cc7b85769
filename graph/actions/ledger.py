"""The action ledger: the actions of a body's meetings, joined to lives across its minutes.

A body may go on under another name. Its first minutes then review the actions of the last ones
before; where several of them have the same number and the same words, they are the same actions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from minutegraph.graph.actions.lives import Link, Step, follow
from minutegraph.graph.actions.wording import without
from minutegraph.graph.keys import words
from minutegraph.graph.model import Relationship, Value
from minutegraph.graph.resolve.clusters import Clusters
from minutegraph.graph.store.base import Row, Transaction

_CONTINUES = 2  # actions that the minutes of two bodies share before one continues the other

_MEETINGS = """
UNWIND $rows AS row
MATCH (:Organisation {key: row.key})<-[:MEETING_OF]-(m:Meeting)-[r:RECORDED_IN]->(:Document)
RETURN row.key AS body, m.key AS key, m.date AS date, min(r.document) AS document
"""
_ACTIONS = """
UNWIND $rows AS row
MATCH (a:Action {meeting: row.key})
OPTIONAL MATCH (a)-[t:ASSIGNED_TO]->(w)
WITH a, collect(w.key) AS owners, collect(t.as_written) AS assigned
RETURN a.meeting AS meeting, a.key AS key, a.ref AS ref, a.number AS number, a.text AS text,
       a.carried_over AS carried_over, a.state AS state, a.twin AS twin,
       a.document[0] AS document, a.line AS line, a.page AS page, a.source AS source,
       owners AS owners, assigned AS assigned, a.owners_as_written AS written
"""
_TWINS = """
UNWIND $rows AS row
MATCH (a:Action {twin: row.twin})
MATCH (:Meeting {key: a.meeting})-[:MEETING_OF]->(b:Organisation)
WHERE b.key <> row.body
RETURN row.key AS key, row.body AS here, b.key AS body, a.date AS date,
       a.carried_over AS carried_over
"""
_LISTED = """
UNWIND $rows AS row
MATCH (a:Action)-[:CARRIES_OVER|MAY_CARRY_OVER]->(:Action {meeting: row.key})
MATCH (:Meeting {key: a.meeting})-[:MEETING_OF]->(b:Organisation)
RETURN DISTINCT b.key AS body
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A recorded meeting of a body, with the first document that records it."""

    body: str
    meeting: str
    date: dt.date | None
    document: str


class Numbered(NamedTuple):
    """An action with a number: `life` is the same for those that are one across meetings."""

    key: str
    number: str
    meeting: str
    date: dt.date
    carried: bool
    life: str


@dataclass(frozen=True, slots=True)
class _Twin:
    """An action of a body, and one of another's minutes with its number and its words."""

    step: str
    body: str
    other: str  # the other body
    date: dt.date  # when that one met
    carried: bool  # whether the other is from an earlier meeting


def held_by(tx: Transaction, bodies: Iterable[str]) -> list[Held]:
    """The recorded meetings of bodies, by body and date; the undated first."""
    rows: list[Row] = [{"key": body} for body in sorted(bodies)]
    found = [
        Held(
            str(row["body"]),
            str(row["key"]),
            row["date"] if isinstance(row["date"], dt.date) else None,
            str(row["document"]),
        )
        for row in (tx.read(_MEETINGS, rows=rows).rows if rows else ())
    ]
    return sorted(found, key=lambda held: (held.body, held.date or dt.date.min, held.meeting))


class Ledger:
    """The actions of bodies, as they are read.

    Attributes:
        held: the meetings of these bodies.
    """

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.held: list[Held] = []
        self._rows: dict[str, Row] = {}
        self._steps: dict[str, list[Step]] = {}  # by body
        self._twins: list[_Twin] = []

    def read(self, bodies: Iterable[str]) -> None:
        """Read the meetings and actions of more bodies."""
        held = held_by(self._tx, bodies)
        self.held += held
        asked: list[Row] = []
        for body, step, row in self._actions(held):
            self._rows[step.key] = row
            self._steps.setdefault(body, []).append(step)
            if row["twin"]:
                asked.append({"key": step.key, "body": body, "twin": row["twin"]})
        for row in self._tx.read(_TWINS, rows=asked).rows if asked else ():
            if isinstance(date := row["date"], dt.date):
                step_key, body, other = str(row["key"]), str(row["here"]), str(row["body"])
                self._twins.append(_Twin(step_key, body, other, date, bool(row["carried_over"])))

    def going_on(self) -> set[str]:
        """Other bodies whose minutes list, or listed so far, actions of these: their lives may
        change too."""
        rows: list[Row] = [{"key": each.meeting} for each in self.held]
        listed = {str(row["body"]) for row in self._tx.read(_LISTED, rows=rows).rows}
        listed |= {twin.other for twin in self._twins if twin.carried}
        return listed - {each.body for each in self.held}

    def relationships(self) -> Iterator[Relationship]:
        """CARRIES_OVER and MAY_CARRY_OVER of what was read."""
        earlier = self._earlier()
        for body, steps in self._steps.items():
            mine = {step.key for step in steps}
            for link in follow([*steps, *earlier.get(body, ())]):
                if link.later in mine:
                    yield self._relationship(link)

    def numbered(self, carried: Iterable[Relationship]) -> dict[str, list[Numbered]]:
        """By body, the actions that have a number.

        Args:
            carried: what `relationships` gives.
        """
        lives: Clusters[str] = Clusters()
        for each in carried:
            if each.kind == "CARRIES_OVER":
                lives.join(each.start[1], each.end[1])
        return {
            body: [
                Numbered(
                    step.key, step.number, step.meeting, step.date, step.carried,
                    lives.root(step.key),
                )
                for step in steps
                if step.number
            ]
            for body, steps in self._steps.items()
        }  # fmt: skip

    def _actions(self, held: Iterable[Held]) -> Iterator[tuple[str, Step, Row]]:
        """Actions of dated meetings with their bodies, as steps and as rows of `_ACTIONS`."""
        at = {each.meeting: (each.body, each.date) for each in held if each.date}
        rows: list[Row] = [{"key": meeting} for meeting in at]
        for row in self._tx.read(_ACTIONS, rows=rows).rows if rows else ():
            body, date = at[str(row["meeting"])]
            yield body, _step(row, date), row

    def _earlier(self) -> dict[str, list[Step]]:
        """By body, the actions of another that it continues: one that met no more when a meeting
        lists at least `_CONTINUES` of its actions."""
        steps = {step.key: step for each in self._steps.values() for step in each}
        shared: dict[tuple[str, str, dt.date], set[str]] = defaultdict(set)
        for twin in self._twins:
            step = steps[twin.step]
            if step.carried and twin.date < step.date:
                shared[twin.body, twin.other, step.date].add(step.key)
        begun: dict[tuple[str, str], dt.date] = {}
        for (body, other, date), keys in sorted(shared.items()):
            if len(keys) >= _CONTINUES:
                begun.setdefault((body, other), date)
        meetings: dict[str, list[Held]] = defaultdict(list)
        for held in held_by(self._tx, {other for _, other in begun}):
            meetings[held.body].append(held)
        found: dict[str, list[Step]] = defaultdict(list)
        for (body, other), date in begun.items():
            if all(held.date is None or held.date < date for held in meetings[other]):
                found[body] += [step for _, step, _ in self._actions(meetings[other])]
        return found

    def _relationship(self, link: Link) -> Relationship:
        row = self._rows[link.later]
        properties: dict[str, Value] = {
            name: row[name]  # type: ignore[misc]
            for name in ("document", "line", "page", "source")
            if row[name] is not None
        }
        return Relationship(
            ("Action", link.later),
            "CARRIES_OVER" if link.certain else "MAY_CARRY_OVER",
            ("Action", link.earlier),
            properties | {"basis": link.basis},
        )


def _step(row: Row, date: dt.date) -> Step:
    """A row of `_ACTIONS`: owners by key where they are known, and all by name as written."""
    known, assigned, written = (_texts(row[name]) for name in ("owners", "assigned", "written"))
    # What reads as an owner and is nobody's name, such as a phrase before a dash, is wording.
    names = [name for name in written if name in assigned or len(name.split()) <= 2]
    owners = [*known, *(words(name) for name in written)]
    return Step(
        key=str(row["key"]),
        meeting=str(row["meeting"]),
        date=date,
        text=without(str(row["text"] or ""), names),
        number=_text(row["number"]),
        ref=_text(row["ref"]),
        owners=frozenset(owners),
        carried=bool(row["carried_over"]),
        state=_text(row["state"]),  # type: ignore[arg-type]
    )


def _texts(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return None if value is None else str(value)
