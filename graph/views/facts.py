"""What a page says about a node or link: its facts, where they are stated, the words, the dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.views.text import visible

# Properties that say where a fact comes from or in which words; shown apart from the others.
QUOTES = {"text": "Text", "as_written": "As written", "basis": "Basis"}
PLACES = ("source", "document", "page", "line")
_HIDDEN = {"key", "name", *QUOTES, *PLACES}

# A date is handed on from a meeting to what belongs to it: along a link, or against it.
_ALONG = ("HAS_SESSION", "HAS_ITEM", "HAS_PARAGRAPH", "RECORDED_IN")
_AGAINST = ("RAISED_IN", "TAKEN_IN")

Properties = Mapping[str, Value]
Span = tuple[str, str]  # first and last day, ISO 8601


@dataclass(frozen=True, slots=True)
class Facts:
    """`facts` and `quotes` are (label, words); `places` say document, page, line, paragraph."""

    facts: list[tuple[str, str]]
    places: list[str]
    quotes: list[tuple[str, str]]


def facts_of(
    properties: Properties,
    documents: Mapping[str, str],
    *,
    paragraph: str | None = None,
    also_in: Sequence[str] = (),
) -> Facts:
    """What to say about one node or link.

    Args:
        properties: of the node or link.
        documents: display name by document key.
        paragraph: number of the paragraph the fact is stated in, where one is known.
        also_in: keys of documents to name where the properties name none.
    """
    facts = [
        (visible(name.replace("_", " ").capitalize()), words(value))
        for name, value in sorted(properties.items())
        if name not in _HIDDEN and value not in (None, "", [], properties.get("name"))
    ]
    quotes = [
        (label, words(properties[name]))
        for name, label in QUOTES.items()
        if properties.get(name) not in (None, "", [])
    ]
    return Facts(facts, _places(properties, documents, paragraph, also_in), quotes)


def words(value: Value) -> str:
    """A property as a reader sees it."""
    if isinstance(value, list):
        return visible(", ".join(str(part) for part in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else visible(str(value))


def _places(
    properties: Properties,
    documents: Mapping[str, str],
    paragraph: str | None,
    also_in: Sequence[str],
) -> list[str]:
    """One entry a document: a fact stated in several keeps them all."""
    stated = _listed(properties.get("source"))
    named = _listed(properties.get("document")) or list(also_in)
    pages, lines = _listed(properties.get("page")), _listed(properties.get("line"))
    if len(named) == 1:  # several lines of one document
        pages, lines = [", ".join(pages)] if pages else [], [", ".join(lines)] if lines else []
    for document, page, line in zip_longest(named, pages, lines):
        parts = [
            documents.get(document, document) if document else "",
            f"page {page}" if page else "",
            f"line {line}" if line else "",
            f"paragraph {paragraph}" if paragraph and document else "",
        ]
        if any(parts):
            stated.append(", ".join(part for part in parts if part))
    if paragraph and not stated:
        stated.append(f"paragraph {paragraph}")
    return [visible(place) for place in dict.fromkeys(stated)]


def _listed(value: Value) -> list[str]:
    if value is None or value == "":
        return []
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def spans(
    nodes: Sequence[Node], relationships: Sequence[Relationship]
) -> tuple[dict[tuple[str, str], Span], list[Span | None]]:
    """The days a node or link belongs to, where the graph says so.

    Returns:
        by (label, key) for nodes that have a date or belong to something that has one; and one
        entry per relationship: its own date or period; that of the documents it rests on where
        neither end is dated; else None, as its ends say enough.
    """
    dated: dict[tuple[str, str], Span] = {}
    for node in nodes:
        own = _span(node.properties, ("date",), ("end_date", "date"))
        if own:
            dated[node.label, node.key] = own
    _hand_on(dated, relationships)
    documents = {key: span for (label, key), span in dated.items() if label == "Document"}
    periods: list[Span | None] = []
    for relationship in relationships:
        properties = relationship.properties
        period = _span(properties, ("date", "first_seen"), ("date", "last_seen", "first_seen"))
        if not period and not {relationship.start, relationship.end} & dated.keys():
            keys = _listed(properties.get("document"))
            period = _union(documents[key] for key in keys if key in documents)
        periods.append(period)
    return dated, periods


def _hand_on(dated: dict[tuple[str, str], Span], relationships: Iterable[Relationship]) -> None:
    steps: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for relationship in relationships:
        if relationship.kind in _ALONG:
            steps.setdefault(relationship.start, []).append(relationship.end)
        elif relationship.kind in _AGAINST:
            steps.setdefault(relationship.end, []).append(relationship.start)
    stated = set(dated)
    todo = sorted(dated)
    while todo:
        giver = todo.pop()
        for taker in steps.get(giver, []):
            if taker in stated:
                continue
            known = dated.get(taker)
            joined = _union([dated[giver], *([known] if known else [])])
            if joined and joined != known:
                dated[taker] = joined
                todo.append(taker)


def _union(periods: Iterable[Span]) -> Span | None:
    known = list(periods)
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def _span(properties: Properties, first: tuple[str, ...], last: tuple[str, ...]) -> Span | None:
    start = next((day for name in first if (day := _day(properties.get(name)))), None)
    end = next((day for name in last if (day := _day(properties.get(name)))), None)
    if not start or not end:
        return None
    return (start, end) if start <= end else (end, start)


def _day(value: Value) -> str | None:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value[:10]).isoformat()
        except ValueError:
            return None
    return None
