"""Texts that concern an issue, and what the minutes say of each: all that `trace` tells.

A text is fetched once: what stands under an agenda item comes with its place and with who speaks
there, and what else is told is asked for in the end, of the texts that are. Each has a row for each
of its items and people, which takes an engine less than to group them; they are put together here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutegraph.graph.store.base import Row, Store

# Keys of one statement: what it gives must fit into a server's memory.
_AT_ONCE = 5_000

_TEXT = {"key": "x.key", "text": "x.text", "meeting": "x.meeting", "line": "coalesce(x.line, 0)"}
_PLACE = {"key": "x.key", "ref": "x.ref", "source": "x.source"}
_SPEAKERS = {"item": "of.name", "person": "w.name", "unresolved": "x.unresolved"}
_ACT = {"paragraph": "p.key", "item": "i.name", "own": "j.name"}


class _Query:
    """A statement for lists of values instead of rows, which a driver takes in much faster.

    Args:
        branches: of a UNION, each with the label of what it finds.
        columns: name to expression.
    """

    def __init__(self, columns: dict[str, str], **branches: str) -> None:
        # A number first: nothing but text could be taken for a list of names of properties.
        self.columns = ("number", *columns)
        values = ", ".join(("0", *columns.values()))
        self.text = " UNION ALL ".join(
            f"UNWIND $keys AS key {match} RETURN '{label}' AS label, collect([{values}]) AS found"
            for label, match in branches.items()
        )


_TO_SPEAKERS = """
OPTIONAL MATCH (x)<-[:HAS_PARAGRAPH]-(of:AgendaItem)
OPTIONAL MATCH (x)<-[:SPOKE_IN]-(w:Person)"""
_TO_PLACE = """
OPTIONAL MATCH (x)-[:{0}]->(p:Paragraph)
OPTIONAL MATCH (x)-[:{0}]->(:Paragraph)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
OPTIONAL MATCH (x)-[:{0}]->(j:AgendaItem)"""
_UNDER = _Query(
    _TEXT | _PLACE | _SPEAKERS | {"under": "i.key"},
    Paragraph="MATCH (i:AgendaItem {key: key})-[:HAS_PARAGRAPH]->(x:Paragraph)" + _TO_SPEAKERS,
)
_ACTS_UNDER = _Query(
    _TEXT | {"under": "i.key"},
    Action="MATCH (i:AgendaItem {key: key})-[:HAS_PARAGRAPH*0..1]->()<-[:RAISED_IN]-(x:Action)",
    Decision="MATCH (i:AgendaItem {key: key})-[:HAS_PARAGRAPH*0..1]->()<-[:TAKEN_IN]-(x:Decision)",
)
_SAME = _Query(
    _TEXT | {"of": "a.key", "name": "a.name", "date": "a.date"},
    earlier="MATCH (a:Action {key: key})-[:CARRIES_OVER*1..100]->(x:Action)",
    later="MATCH (a:Action {key: key})<-[:CARRIES_OVER*1..100]-(x:Action)",
)
_ACTIONS = _Query(
    _PLACE | _ACT | {
        "person": "w.name", "written": "r.as_written", "owners": "x.owners_as_written",
        "state": "x.state", "due": "x.due", "outcome": "x.outcome", "carried": "x.carried_over",
        "later": "EXISTS { MATCH (x)<-[:CARRIES_OVER]-(:Action) }",
    },
    Action="MATCH (x:Action {key: key})" + _TO_PLACE.format("RAISED_IN")
    + " OPTIONAL MATCH (x)-[r:ASSIGNED_TO]->(w)",
)  # fmt: skip
_DECISIONS = _Query(
    _PLACE | _ACT | {name: f"x.{name}" for name in ("proposer", "seconder", "votes", "by")},
    Decision="MATCH (x:Decision {key: key})" + _TO_PLACE.format("TAKEN_IN"),
)
_PARAGRAPHS = _Query(_PLACE | _SPEAKERS, Paragraph="MATCH (x:Paragraph {key: key})" + _TO_SPEAKERS)
_ITEMS = _Query(_PLACE | {"item": "x.name"}, AgendaItem="MATCH (x:AgendaItem {key: key})")


@dataclass(slots=True)
class Hit:
    """A text that concerns the issue, and why.

    Attributes:
        told: whether what stands below was read.
        item: name of the agenda item it stands under; of several the first by name.
        people: names of who speaks, is to act, proposed or seconded.
        paragraph: key of the paragraph that an action or decision is told in.
        beside: of a decision, who moved it, how it was voted and by whom.
    """

    label: str
    key: str
    text: str
    meeting: str
    line: int
    words: list[str]
    kind: str = ""
    open: bool = False
    told: bool = False
    item: object = None
    ref: object = None
    people: Sequence[str] = ()
    source: object = None
    state: object = None
    due: object = None
    outcome: object = None
    carried: bool = False
    later: bool = False
    paragraph: object = None
    beside: Sequence[str] = ()


Hits = dict[tuple[str, str], Hit]


def hit_of(label: str, row: Row, words: list[str]) -> Hit:
    """A text of a row like those of `Store.texts`."""
    line = row["line"]
    assert isinstance(line, int)
    return Hit(label, str(row["key"]), str(row["text"] or ""), str(row["meeting"]), line, words)


def below(store: Store, items: Iterable[str]) -> Iterator[tuple[str, list[Row]]]:
    """Label and rows of each text that stands under items; `under` is the item's key."""
    keys = sorted(items)
    yield from _of_each(store, _UNDER, keys)
    yield from _of_each(store, _ACTS_UNDER, keys)


def same_actions(store: Store, actions: Iterable[str]) -> Iterator[Row]:
    """What earlier and later minutes say of actions; `name` and `date` are of the one it is."""
    told = set()
    for _, rows in _of_each(store, _SAME, sorted(actions)):
        row = min(rows, key=lambda row: str(row["of"]))
        if row["key"] not in told:
            told.add(row["key"])
            yield row


def tell_acts(store: Store, hits: Hits) -> None:
    """Read what is told of actions and decisions, their states as well."""
    for label, query in (("Action", _ACTIONS), ("Decision", _DECISIONS)):
        for _, rows in _of_each(store, query, _keys(hits.values(), label)):
            hit = hits[label, str(rows[0]["key"])]
            _place(hit, rows)
            if hit.item is None:
                hit.item = _least(rows, "own")
            hit.paragraph = _least(rows, "paragraph")
            (_action if label == "Action" else _decision)(hit, rows)


def tell_paragraph(hit: Hit, rows: Sequence[Row]) -> None:
    """Note what the rows of a paragraph say."""
    _place(hit, rows)
    hit.people = [*_names(rows), *_list(rows[0]["unresolved"])]


def tell_rest(store: Store, hits: Iterable[Hit]) -> None:
    """Read what is told of paragraphs and agenda items, where that was not yet."""
    left = {(hit.label, hit.key): hit for hit in hits if not hit.told}
    for _, rows in _of_each(store, _PARAGRAPHS, _keys(left.values(), "Paragraph")):
        tell_paragraph(left["Paragraph", str(rows[0]["key"])], rows)
    for _, rows in _of_each(store, _ITEMS, _keys(left.values(), "AgendaItem")):
        _place(left["AgendaItem", str(rows[0]["key"])], rows)


def _action(hit: Hit, rows: Sequence[Row]) -> None:
    row = rows[0]
    written = {each["written"] for each in rows}
    hit.people = [*_names(rows), *(n for n in _list(row["owners"]) if n not in written)]
    hit.state, hit.due, hit.outcome = row["state"], row["due"], row["outcome"]
    hit.carried, hit.later = bool(row["carried"]), bool(row["later"])


def _decision(hit: Hit, rows: Sequence[Row]) -> None:
    row = rows[0]
    moved = (row["proposer"], row["seconder"])
    hit.people = [str(name) for name in moved if name is not None]
    hit.beside = [str(each) for each in (*moved, row["votes"], row["by"]) if each]


def _place(hit: Hit, rows: Sequence[Row]) -> None:
    row = rows[0]
    hit.told, hit.ref, hit.source = True, row["ref"], row["source"]
    hit.item = row["item"] if len(rows) == 1 else _least(rows, "item")


def _least(rows: Sequence[Row], column: str) -> str | None:
    return min((str(row[column]) for row in rows if row[column] is not None), default=None)


def _names(rows: Sequence[Row]) -> list[str]:
    return sorted({str(row["person"]) for row in rows if row["person"] is not None})


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def _keys(hits: Iterable[Hit], label: str) -> list[str]:
    return sorted(hit.key for hit in hits if hit.label == label)


def _of_each(store: Store, query: _Query, keys: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """The label and the rows of each text."""
    for begin in range(0, len(keys), _AT_ONCE):
        for branch in store.read(query.text, keys=keys[begin : begin + _AT_ONCE]).rows:
            found: dict[str, list[Row]] = {}
            rows = branch["found"]
            assert isinstance(rows, list)
            for values in rows:
                row = dict(zip(query.columns, values, strict=True))
                found.setdefault(row["key"], []).append(row)
            for each in found.values():
                yield str(branch["label"]), each
