"""References to earlier meetings and actions, linked where one meeting or action fits them.

A month or day without a year means one of the twelve months before. The previous meeting is the one
recorded before only where nothing can lie between: where it names the day of this one as the next,
or where this one names the day of the minutes that it approves. Where several fit, nothing is linked.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minutegraph.graph.actions.ledger import Held, Numbered
from minutegraph.graph.draft import Draft
from minutegraph.graph.model import Relationship, Value
from minutegraph.graph.references.wording import PREVIOUS, Reference, arising, references
from minutegraph.graph.store.base import Row, Transaction
from minutegraph.loaders.reader.dates import find_dates

_KNOWN = """
UNWIND $rows AS row
MATCH (:Paragraph {meeting: row.key})-[r:REFERS_TO]->()
RETURN r AS r
"""
_REFERRING = """
UNWIND $rows AS row
MATCH (p:Paragraph {meeting: row.key})
WHERE p.refers_to IS NOT NULL
RETURN p.meeting AS meeting, p.key AS key, p.refers_to AS refers_to,
  p.refers_as_written AS as_written, p.document[0] AS document, p.line AS line, p.page AS page,
  p.source AS source
"""
_NAMED = """
UNWIND $rows AS row
MATCH (p:Paragraph {meeting: row.key})-[:MENTIONS]->(m:Meeting)
WHERE toLower(p.text) CONTAINS 'minutes'
RETURN DISTINCT row.key AS meeting, m.key AS named
"""
_NEXT = """
UNWIND $rows AS row
MATCH (m:Meeting {key: row.key})
WHERE m.next_meeting IS NOT NULL
RETURN m.key AS meeting, m.next_meeting AS next
"""
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
Sitting = tuple[dt.date, str]
_YEAR = dt.timedelta(days=366)


class _Here(NamedTuple):
    """A meeting, those of its body with their dates, and the one just before it."""

    date: dt.date
    sittings: list[Sitting]
    previous: str | None
    basis: str


def add_references(draft: Draft) -> None:
    """Put what paragraphs say of earlier meetings with them, for `linked` to tell which."""
    months: dict[int, list[Reference]] = defaultdict(list)
    for mention in draft.minutes.mentions:
        if mention.kind == "meeting" and mention.paragraph and _MONTH.fullmatch(mention.name):
            said = mention.as_written or mention.name
            months[mention.paragraph].append(Reference(mention.name, said))
    begun: set[int] = set()
    for ordinal, (at, paragraph) in draft.paragraphs.items():
        found = [*months.get(ordinal, ()), *references(paragraph.text)]
        item = draft.item_of(paragraph)
        if item and item.ordinal not in begun:
            begun.add(item.ordinal)
            headed = arising(item.title)
            found += [headed] if headed else []
        kept = {each.meant: each.as_written for each in reversed(found)}
        if kept:
            properties = draft.nodes[at].properties
            properties["refers_to"] = list(kept)
            properties["refers_as_written"] = list(kept.values())


def known(tx: Transaction, meetings: list[Row]) -> Iterator[Relationship]:
    """REFERS_TO of the paragraphs of meetings, as the graph has it."""
    for row in tx.read(_KNOWN, rows=meetings).rows:
        assert isinstance(row["r"], Relationship)
        yield row["r"]


def linked(
    tx: Transaction, held: Iterable[Held], actions: Mapping[str, Iterable[Numbered]]
) -> Iterator[Relationship]:
    """REFERS_TO of the meetings of bodies.

    Args:
        actions: those with a number, by body.
    """
    meetings = [each for each in held if each.date]
    rows: list[Row] = [{"key": key} for key in sorted({each.meeting for each in meetings})]
    if not rows:
        return
    referring: dict[str, list[Row]] = defaultdict(list)
    for row in tx.read(_REFERRING, rows=rows).rows:
        referring[str(row["meeting"])].append(row)
    if not referring:
        return
    named: dict[str, set[str]] = defaultdict(set)
    for row in tx.read(_NAMED, rows=rows).rows:
        named[str(row["meeting"])].add(str(row["named"]))
    follows = {
        str(row["meeting"]): {found.date for found in find_dates(str(row["next"]))}
        for row in tx.read(_NEXT, rows=rows).rows
    }
    by_body: dict[str, list[Sitting]] = defaultdict(list)
    for each in sorted(meetings, key=lambda each: (each.date or dt.date.min, each.meeting)):
        by_body[each.body].append((each.date or dt.date.min, each.meeting))
    for body, sittings in by_body.items():
        numbered: dict[str, list[Numbered]] = defaultdict(list)
        new: dict[str, set[str]] = defaultdict(set)
        for action in sorted(actions.get(body, ()), key=lambda each: (each.date, each.key)):
            numbered[action.number].append(action)
            if not action.carried:
                new[action.meeting].add(action.number)
        for date, meeting in sittings:
            if meeting in referring:
                here = _here(date, sittings, named[meeting], referring[meeting], follows)
                yield from _of_meeting(here, referring[meeting], numbered, new[meeting])


def _here(
    date: dt.date,
    sittings: list[Sitting],
    named: set[str],
    rows: Iterable[Row],
    follows: Mapping[str, set[dt.date | None]],
) -> _Here:
    here = _Here(date, sittings, None, "")
    place = bisect_left(sittings, (date, ""))
    before = sittings[max(0, place - 2) : place]
    if not before or (len(before) > 1 and before[0][0] == before[1][0]):
        return here
    last = before[-1][1]
    if date in follows.get(last, ()):
        return here._replace(previous=last, basis="its minutes name this day as the next")
    for row in rows:
        for reference in _references(row):
            if "inutes" in reference.as_written and _meeting_meant(reference.meant, here) == last:
                named = named | {last}
    if last in named:
        return here._replace(previous=last, basis="its minutes are named here by their date")
    return here


def _of_meeting(
    here: _Here, rows: Iterable[Row], numbered: Mapping[str, list[Numbered]], new: set[str]
) -> Iterator[Relationship]:
    for row in rows:
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for reference in _references(row):
            end: tuple[str, str] | None = None
            if reference.meant.startswith("action "):
                number = reference.meant.removeprefix("action ")
                same = () if number in new else numbered.get(number, ())
                key = _action_meant(here.date, same)
                end, basis = (("Action", key) if key else None), "its number"
            elif reference.meant == PREVIOUS:
                end, basis = (("Meeting", here.previous) if here.previous else None), here.basis
            else:
                key = _meeting_meant(reference.meant, here)
                end, basis = (("Meeting", key) if key else None), "the only meeting it fits"
            if end:
                found.setdefault(end, (reference.as_written, basis))
        for end, (as_written, basis) in found.items():
            properties: dict[str, Value] = {
                name: row[name]  # type: ignore[misc]
                for name in ("document", "line", "page", "source")
                if row[name] is not None
            }
            properties |= {"as_written": as_written, "basis": basis}
            yield Relationship(("Paragraph", str(row["key"])), "REFERS_TO", end, properties)


def _references(row: Row) -> list[Reference]:
    meant, written = row["refers_to"], row["as_written"]
    assert isinstance(meant, list) and isinstance(written, list)
    return [Reference(str(m), str(w)) for m, w in zip(meant, written, strict=True)]


def _meeting_meant(meant: str, here: _Here) -> str | None:
    """The one meeting before that a month or day means."""
    if meant == PREVIOUS or meant.startswith("action "):
        return None
    if meant.startswith("--"):
        within = _between(here.sittings, here.date - _YEAR, here.date)
        fits = [key for date, key in within if date.isoformat()[4:].startswith(meant[1:])]
    else:
        first = dt.date.fromisoformat(f"{meant}-01")
        last = min(here.date, (first + dt.timedelta(days=31)).replace(day=1))
        fits = [key for _, key in _between(here.sittings, first, last)]
    return fits[0] if len(fits) == 1 else None


def _between(sittings: list[Sitting], first: dt.date, last: dt.date) -> list[Sitting]:
    """Those from one day on, and before another."""
    begin = bisect_left(sittings, (first, ""))
    return sittings[begin : bisect_left(sittings, (last, ""), begin)]


def _action_meant(date: dt.date, same: Sequence[Numbered]) -> str | None:
    """The last entry of the one action before, of those that have a number."""
    begin = bisect_right(same, date - _YEAR, key=lambda each: each.date)
    fits = same[begin : bisect_left(same, date, key=lambda each: each.date)]
    return fits[-1].key if len({each.life for each in fits}) == 1 else None
