"""Meetings with all that their minutes say, read many at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row
from minutegraph.graph.views.record import (
    Apology,
    Decided,
    Item,
    Named,
    Presence,
    Record,
    Session,
    Statement,
    Task,
)

AT_ONCE = 100  # meetings; one round of queries each
_KINDS = (
    "meetings sessions items paragraphs speakers mentions attendance apologies offices decisions "
    "actions owners topics"
).split()
_FACTS = {
    "heading": "Title",
    "venue": "Place",
    "mode": "Held",
    "began": "Began",
    "closed": "Closed",
    "next_meeting": "Next meeting",
}


def records(store: Store, meetings: Sequence[str]) -> Iterator[Record]:
    """The meetings of some keys, in the order given; keys of no meeting are passed over."""
    for start in range(0, len(meetings), AT_ONCE):
        yield from _read(store, list(meetings[start : start + AT_ONCE]))


def wanted_meetings(store: Store, given: dict[str, str]) -> list[Row]:
    """The recorded meetings that options choose, by date: rows of key, name, date and body.

    Args:
        given: meeting (key, date, beginning of a date, or part of the name), body (part of the
            name, or acronym), since and until (days, ISO 8601); what is left out restricts nothing.

    Raises:
        UsageError: no meeting fits; the message names what there is.
    """
    rows = store.read(_text("chosen"), **{n: given.get(n) for n in ("meeting", "body")}).rows
    since, until = given.get("since"), given.get("until")
    found = [
        row
        for row in rows
        if (since is None or str(row["date"] or "") >= since)
        and (until is None or row["date"] is not None and str(row["date"])[: len(until)] <= until)
    ]
    if not found:
        asked = " and ".join(f"{name} {value}" for name, value in given.items())
        raise UsageError(
            f"{store.url} has no recorded meeting that fits {asked}: "
            "`minutegraph query meetings` lists them"
            if asked
            else f"{store.url} has no recorded meeting: `minutegraph load` brings one"
        )
    return found


def listed(store: Store, meetings: Sequence[str]) -> set[str]:
    """Keys of the people whom the lists of some meetings name, present or with apologies."""
    return {
        str(row["person"])
        for kind in ("attendance", "apologies")
        for row in store.read(_text(kind), meetings=list(meetings)).rows
    }


def several(count: int, given: dict[str, str]) -> str | None:
    """What to say where the latest of several meetings is shown."""
    if count < 2:
        return None
    return f"The latest of {count} meetings" + (" that fit." if given else ".")


@cache
def _text(name: str) -> str:
    folder = files("minutegraph.queries").joinpath("views", "record")
    return folder.joinpath(f"{name}.cypher").read_text("utf-8")


def _read(store: Store, meetings: list[str]) -> list[Record]:
    rows: dict[str, dict[str, list[Any]]] = {}
    for kind in _KINDS:
        grouped = rows[kind] = defaultdict(list)
        for row in store.read(_text(kind), meetings=meetings).rows:
            grouped[str(row["meeting"])].append(row)
    found = []
    for key in meetings:
        if head := rows["meetings"].get(key):
            found.append(_record(head[0], {kind: rows[kind].get(key, []) for kind in _KINDS}))
    return found


def _record(head: Any, rows: dict[str, list[Any]]) -> Record:
    topics: dict[str, list[Named]] = defaultdict(list)
    for row in rows["topics"]:
        topics[row["place"]].append(Named("Topic", row["topic"], row["name"]))
    anchors = _anchors(
        [("p", row["paragraph"]) for row in rows["paragraphs"]]
        + [("i", row["item"]) for row in rows["items"]]
        + [("s", row["session"]) for row in rows["sessions"]]
        + [("d", row["decision"]) for row in rows["decisions"]]
        + [("a", row["action"]) for row in rows["actions"]]
    )
    offices = {
        office: _each_once(
            Named("Person", row["person"], row["name"])
            for row in rows["offices"]
            if row["office"] == office
        )
        for office in ("chair", "notes")
    }
    return Record(
        key=head["meeting"],
        name=head["name"],
        date=head["date"],
        facts=[(word, str(head[name])) for name, word in _FACTS.items() if head[name]],
        body=Named("Organisation", head["body"], head["body_name"]) if head["body"] else None,
        documents=[
            Named("Document", key, name)
            for key, name in zip(head["documents"], head["files"], strict=True)
        ],
        before=head["before"],
        after=head["after"],
        sessions=[
            Session(row["session"], row["ordinal"] or 1, row["name"], row["basis"])
            for row in rows["sessions"]
        ],
        items=[
            Item(
                row["item"], row["session"], row["ordinal"] or 0, row["ref"], row["name"],
                row["source"],
            )
            for row in rows["items"]
        ],
        statements=_statements(rows, anchors, topics),
        presences=[
            Presence(
                Named("Person", row["person"], row["name"]), row["session"], row["capacity"],
                row["organisation"], row["organisation_key"], row["position"], row["status"],
                row["from_item"], row["to_item"], row["as_written"], row["basis"], row["source"],
            )
            for row in rows["attendance"]
        ],
        apologies=[
            Apology(
                Named("Person", row["person"], row["name"]), row["capacity"], row["organisation"],
                row["position"], row["reason"], row["as_written"], row["source"],
            )
            for row in rows["apologies"]
        ],
        chairs=offices["chair"],
        note_takers=offices["notes"],
        decisions=[
            Decided(
                row["decision"], anchors[row["decision"]], row["place"], row["text"] or "", row["by"],
                row["proposer"], row["seconder"], row["votes"], row["source"],
                topics.get(row["decision"], []),
            )
            for row in rows["decisions"]
        ],
        tasks=_tasks(rows, anchors, topics),
        anchors=anchors,
    )  # fmt: skip


def _statements(
    rows: dict[str, list[Any]], anchors: dict[str, str], topics: dict[str, list[Named]]
) -> list[Statement]:
    speakers: dict[str, list[Named]] = defaultdict(list)
    for row in rows["speakers"]:
        speakers[row["paragraph"]].append(Named("Person", row["person"], row["name"]))
    mentions: dict[str, list[Named]] = defaultdict(list)
    for row in rows["mentions"]:
        mentions[row["paragraph"]].append(Named(row["label"], row["other"], row["name"]))
    return [
        Statement(
            row["paragraph"], anchors[row["paragraph"]], row["place"], row["ref"], row["text"] or "",
            row["source"], _each_once(speakers.get(row["paragraph"], [])),
            _each_once(mentions.get(row["paragraph"], [])), topics.get(row["paragraph"], []),
        )
        for row in rows["paragraphs"]
    ]  # fmt: skip


def _tasks(
    rows: dict[str, list[Any]], anchors: dict[str, str], topics: dict[str, list[Named]]
) -> list[Task]:
    owners: dict[str, list[Any]] = defaultdict(list)
    for row in rows["owners"]:
        owners[row["action"]].append(row)
    found = []
    for row in rows["actions"]:
        known = owners.get(row["action"], [])
        written = {owner["as_written"] for owner in known}
        found.append(
            Task(
                row["action"], anchors[row["action"]], row["meeting"], row["place"], row["ref"],
                row["text"] or "", row["due"], row["due_date"], row["status"], row["outcome"],
                row["state"] or "unclear", bool(row["carried_over"]),
                _each_once(Named(o["label"], o["owner"], o["name"]) for o in known),
                [name for name in row["owners"] if name not in written],
                row["before"], row["after"], row["source"], topics.get(row["action"], []),
            )
        )  # fmt: skip
    return found


def _each_once(named: Iterable[Named]) -> list[Named]:
    return list(dict.fromkeys(named))


def _anchors(places: Iterable[tuple[str, str]]) -> dict[str, str]:
    """An anchor for each key of a meeting's page: "p-3-1" of a paragraph whose key ends in 3.1."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for letter, key in places:
        stem = re.sub(r"[^a-z0-9]+", "-", key.rsplit(":", 1)[-1].lower()).strip("-")
        name = base = f"{letter}-{stem or 'x'}"
        number = 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[key] = name
    return found
