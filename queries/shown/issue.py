"""An issue's path, from the graph: the entries of `trace`, with their nodes and what carries them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.topics.links import vocabulary_in
from minutegraph.graph.topics.search import Search, search_of
from minutegraph.graph.views.issue import Entry, Issue, render
from minutegraph.queries.hits import Hit
from minutegraph.queries.nearby import nearby
from minutegraph.queries.trace import Limits, told

_CARRIED = """
UNWIND $rows AS row
MATCH (x:Action {key: row.key})-[r:CARRIES_OVER]->(y:Action)
RETURN x.key AS later, y.key AS earlier, r.basis AS basis
ORDER BY later, earlier
"""


def page(store: Store, given: Mapping[str, str]) -> str:
    """The page; raises as `issue`."""
    return render(issue(store, given))


def issue(store: Store, given: Mapping[str, str]) -> Issue:
    """The path of an issue: what `minutegraph trace` says of it.

    Args:
        given: issue (a topic of the graph, or words as for `trace`), and body, since and until.

    Raises:
        UsageError: no issue, no day, or nothing in the graph concerns it.
        StoreError: an earlier version loaded documents, without what finds their texts.
    """
    asked = given["issue"]
    search = search_of(asked, vocabulary_in(store))
    limits = Limits(given.get("body"), _day("since", given), _day("until", given))
    entries = _entries(store, search, limits)
    if not entries:
        chosen = "; ".join(f"{name}: {value}" for name, value in given.items() if name != "issue")
        near = nearby(store, search, search.vocabulary)
        raise UsageError(
            "; ".join(
                [f"{store.url} has nothing about {asked}{f' ({chosen})' if chosen else ''}", *near]
            )
        )
    every = entries
    if limits.since or limits.until:  # what is open is so whatever part is shown
        every = _entries(store, search, Limits(limits.body))
    return Issue(
        search.topic or asked,
        tuple(entries),
        _carried(store, entries),
        tuple(entry for entry in every if entry.open),
        tuple(f"{name}: {value}" for name, value in given.items() if name != "issue"),
    )


def _entries(store: Store, search: Search, limits: Limits) -> list[Entry]:
    found = told(store, search, limits)
    return [_entry(number, hit, row) for number, (hit, row) in enumerate(found, 1)]


def _entry(number: int, hit: Hit, row: Mapping[str, Any]) -> Entry:
    return Entry(
        number,
        hit.label,
        hit.key,
        row["date"],
        hit.meeting,
        row["meeting"],
        row["body"] or row["meeting"],
        row["item"],
        row["ref"],
        row["kind"],
        row["text"] or "",
        tuple(dict.fromkeys(row["people"])),
        tuple(row["words"]),
        row["state"],
        row["due"],
        row["outcome"],
        row["open"],
        row["source"] or "",
    )


def _carried(store: Store, entries: Sequence[Entry]) -> dict[int, tuple[int, str]]:
    """The latest of the entries that each action carries on; each is carried on once."""
    number = {entry.key: entry.number for entry in entries if entry.label == "Action"}
    if not number:
        return {}
    found: dict[int, tuple[int, str]] = {}
    taken: set[int] = set()
    for row in store.read(_CARRIED, rows=[{"key": key} for key in sorted(number)]).rows:
        later, earlier = number[str(row["later"])], number.get(str(row["earlier"]))
        if earlier is None or earlier >= later or later in found or earlier in taken:
            continue
        found[later] = (earlier, str(row["basis"] or ""))
        taken.add(earlier)
    return found


def _day(name: str, given: Mapping[str, str]) -> dt.date | None:
    value = given.get(name)
    try:
        return dt.date.fromisoformat(value.strip()) if value else None
    except ValueError:
        raise UsageError(f"{name} is {value}: give a day as 2020-06-16") from None
