"""Topics in the graph: a node for each of the vocabulary, and what is ABOUT it.

An agenda item, paragraph, action or decision is about a topic where its own words show it, and
where those of the item that it stands under do; `basis` says which. Each document is marked with
the words its texts were searched for, so that only new and changed ones are searched as long as the
vocabulary stays, and no document is read again when it does not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from minutegraph.graph import keys, statements
from minutegraph.graph.model import Node, Relationship, Value, filled
from minutegraph.graph.store.base import Row, Store, Transaction, Turns
from minutegraph.graph.topics.match import Matcher
from minutegraph.graph.topics.vocabulary import Topic, Vocabulary

_BATCH = 100  # documents
_SEARCHED = 1  # goes up when the same words are to find something else

_FOUND = """x.key AS key, x.{text} AS text, x.document AS documents,
  x.line AS line, x.page AS page, x.source AS source"""
_TEXTS = {
    "AgendaItem": """
UNWIND $rows AS row
MATCH (m:Meeting {key: row.key})-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(x:AgendaItem)
RETURN DISTINCT NULL AS item, """
    + _FOUND.format(text="heading"),
    "Paragraph": """
UNWIND $rows AS row
MATCH (x:Paragraph {meeting: row.key})
OPTIONAL MATCH (x)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
RETURN DISTINCT i.key AS item, """
    + _FOUND.format(text="text"),
    "Action": """
UNWIND $rows AS row
MATCH (x:Action {meeting: row.key})
OPTIONAL MATCH (x)-[:RAISED_IN]->(at:AgendaItem)
OPTIONAL MATCH (x)-[:RAISED_IN]->(:Paragraph)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
RETURN DISTINCT coalesce(at.key, i.key) AS item, """
    + _FOUND.format(text="text"),
    "Decision": """
UNWIND $rows AS row
MATCH (x:Decision {meeting: row.key})
OPTIONAL MATCH (x)-[:TAKEN_IN]->(at:AgendaItem)
OPTIONAL MATCH (x)-[:TAKEN_IN]->(:Paragraph)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
RETURN DISTINCT coalesce(at.key, i.key) AS item, """
    + _FOUND.format(text="text"),
}
_KNOWN = {
    label: f"UNWIND $rows AS row MATCH (x:{label} {{meeting: row.key}})-[r:ABOUT]->(:Topic) "
    "RETURN r AS r"
    for label in ("Paragraph", "Action", "Decision")
} | {
    "AgendaItem": """
UNWIND $rows AS row
MATCH (m:Meeting {key: row.key})-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(:AgendaItem)
  -[r:ABOUT]->(:Topic)
RETURN DISTINCT r AS r
"""
}
_TOPICS = """
MATCH (t:Topic)
RETURN t.key AS key, t.name AS name, t.aliases AS aliases, t.unlike AS unlike,
  t.broader AS broader, t.within AS within, t.related AS related
ORDER BY key
"""
_UNSEARCHED = """
MATCH (d:Document)
WHERE coalesce(d.linked, '') <> $linked
RETURN d.key AS key
ORDER BY key
"""
_MEETINGS = """
UNWIND $rows AS row
MATCH (:Document {key: row.key})<-[:RECORDED_IN]-(m:Meeting)
RETURN DISTINCT m.key AS key
ORDER BY key
"""
_MARK = "UNWIND $rows AS row MATCH (d:Document {key: row.key}) SET d.linked = row.linked"
_BESIDE = """
UNWIND $rows AS row
MATCH (:Document {key: row.key})<-[:RECORDED_IN]-(:Meeting)-[:RECORDED_IN]->(d:Document)
SET d.linked = NULL
"""
_LINKS = "MATCH (t:Topic {key: $key})<-[r:ABOUT]-() RETURN count(r) AS number"

Pair = tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Linked:
    """What was done to bring the graph to the topics of a vocabulary."""

    nodes_added: int = 0
    nodes_removed: int = 0
    relationships_added: int = 0
    relationships_removed: int = 0


def vocabulary_in(reader: Store | Transaction) -> Vocabulary:
    """The topics that a graph has."""
    return _vocabulary(_topics(reader).values())


def texts_about(
    store: Store, names: Sequence[str], meetings: Sequence[str] | None
) -> Iterator[Row]:
    """What is ABOUT topics by its own words: rows as those of `Store.texts`, with `terms`."""
    of_meetings = "" if meetings is None else "AND {} IN $meetings "
    for label in _TEXTS:
        query = f"MATCH (t:Topic)<-[r:ABOUT]-(x:{label}) "
        query += "WHERE t.name IN $names AND r.basis = 'text' "
        if label == "AgendaItem":
            query += "MATCH (x)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(m:Meeting) "
            query += "WHERE true " + of_meetings.format("m.key")
            query += "RETURN DISTINCT x.heading AS text, m.key AS meeting, "
        else:
            query += of_meetings.format("x.meeting")
            query += "RETURN x.text AS text, x.meeting AS meeting, "
        query += f"'{label}' AS label, x.key AS key, coalesce(x.line, 0) AS line, r.terms AS terms"
        yield from store.read(query, names=list(names), meetings=meetings).rows


def is_linked(reader: Store | Transaction, vocabulary: Vocabulary | None) -> bool:
    """Whether the graph has the topics of a vocabulary, in every document.

    Args:
        vocabulary: None for the topics that the graph has.
    """
    there = _topics(reader)
    wanted = _vocabulary(there.values()) if vocabulary is None else vocabulary
    return there == _nodes(wanted) and not _unsearched(reader, _digest(wanted))


def link(turns: Turns, vocabulary: Vocabulary | None, *, size: int | None = None) -> Linked:
    """Bring the graph to the topics of a vocabulary: what it lacks is linked, the rest goes.

    Args:
        vocabulary: None for the topics that the graph has.
        size: documents of one transaction; None where `turns` has but one.

    Raises:
        StoreError: what is written cannot be saved.
    """
    there = turns(_topics)
    wanted = _vocabulary(there.values()) if vocabulary is None else vocabulary
    nodes = _nodes(wanted)
    gone = [key for key in there if key not in nodes]
    done: Counter[str] = Counter(nodes_removed=len(gone))
    done["nodes_added"] = len(nodes.keys() - there.keys())
    for key in gone:
        done["relationships_removed"] += turns(partial(_remove, key=key))
    changed = [node for key, node in nodes.items() if node != there.get(key)]
    if changed:
        turns(lambda tx: statements.merge_nodes(tx, changed))
    digest = _digest(wanted)
    documents = turns(partial(_unsearched, digest=digest))
    matcher = wanted.matcher(sorted(wanted.topics))
    places = {node.name: key for key, node in nodes.items()}
    step = min(size or _BATCH, _BATCH)
    for begin in range(0, len(documents), step):
        rows: list[Row] = [
            {"key": key, "linked": digest or None} for key in documents[begin : begin + step]
        ]
        done.update(turns(partial(_search, documents=rows, matcher=matcher, places=places)))
    return Linked(**done)


def forget(tx: Transaction, documents: Iterable[str]) -> None:
    """Have documents searched again that record the same meeting as some that change or go."""
    rows: list[Row] = [{"key": key} for key in documents]
    if rows:
        tx.write(_BESIDE, rows=rows)


def _nodes(vocabulary: Vocabulary) -> dict[str, Node]:
    """By key, the nodes of its topics, whatever order they stand in."""
    slugs = Counter(keys.slug(name) for name in vocabulary.topics)
    found = {}
    for name in sorted(vocabulary.topics):
        topic = vocabulary.topics[name]
        slug = keys.slug(name)
        if slugs[slug] > 1:  # IT and it
            slug += f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        properties: dict[str, Value] = {
            "name": name,
            "aliases": sorted(topic.aliases),
            "unlike": sorted(topic.unlike),
            "broader": topic.broader,
            "within": vocabulary.above(name),
            "related": vocabulary.near(name),
        }
        found[f"topic:{slug}"] = Node(("Topic",), f"topic:{slug}", filled(properties))
    return dict(sorted(found.items()))


def _topics(reader: Store | Transaction) -> dict[str, Node]:
    """By key, the topics that a graph has."""
    found = {}
    for row in reader.read(_TOPICS).rows:
        key = str(row.pop("key"))
        found[key] = Node(("Topic",), key, filled(row))  # type: ignore[arg-type]
    return found


def _vocabulary(nodes: Iterable[Node]) -> Vocabulary:
    return Vocabulary(
        topics={
            node.name: Topic.model_validate(
                {
                    "aliases": node.properties.get("aliases", ()),
                    "not": node.properties.get("unlike", ()),
                    "broader": node.properties.get("broader"),
                    "related": node.properties.get("related", ()),
                }
            )
            for node in nodes
        }
    )


def _digest(vocabulary: Vocabulary) -> str:
    """A short text that stands for the words looked for; empty where there are none."""
    if not vocabulary.topics:
        return ""
    words = [
        [name, sorted(topic.aliases), sorted(topic.unlike)]
        for name, topic in sorted(vocabulary.topics.items())
    ]
    text = json.dumps([_SEARCHED, words], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _unsearched(reader: Store | Transaction, digest: str) -> list[str]:
    return [str(row["key"]) for row in reader.read(_UNSEARCHED, linked=digest).rows]


def _remove(tx: Transaction, *, key: str) -> int:
    number = tx.read(_LINKS, key=key).rows[0]["number"]
    statements.delete_nodes(tx, [("Topic", key)])
    assert isinstance(number, int)
    return number


def _search(
    tx: Transaction, *, documents: list[Row], matcher: Matcher, places: dict[str, str]
) -> dict[str, int]:
    """Link what the meetings of documents have; how many relationships came and went."""
    tx.write(_MARK, rows=documents)
    meetings = tx.read(_MEETINGS, rows=documents).rows
    if not meetings or not places:
        return {}
    known: dict[Pair, Relationship] = {}
    wanted: dict[Pair, Relationship] = {}
    under: dict[str, dict[str, list[str]]] = {}
    for label, query in _TEXTS.items():
        for row in tx.read(_KNOWN[label], rows=meetings).rows:
            assert isinstance(row["r"], Relationship)
            known[row["r"].start, row["r"].end] = row["r"]
        for row in tx.read(query, rows=meetings).rows:
            found = matcher.found(str(row["text"] or ""))
            if label == "AgendaItem" and found:
                under[str(row["key"])] = found
            above = under.get(str(row["item"]), {})
            for link in _about((label, str(row["key"])), row, found, above, places):
                wanted.setdefault((link.start, link.end), link)
    gone = [r for pair, r in known.items() if wanted.get(pair) != r]
    new = [r for pair, r in wanted.items() if known.get(pair) != r]
    statements.delete_relationships(tx, gone)
    statements.create_relationships(tx, new)
    return {"relationships_added": len(new), "relationships_removed": len(gone)}


def _about(
    start: tuple[str, str],
    row: Row,
    found: dict[str, list[str]],
    above: dict[str, list[str]],
    places: dict[str, str],
) -> Iterator[Relationship]:
    documents = row["documents"]
    for topic, terms in {**above, **found}.items():
        properties: dict[str, Value] = {
            "terms": terms,
            "basis": "text" if topic in found else "item",
            "document": str(documents[0]) if isinstance(documents, list) else None,
            "line": row["line"],  # type: ignore[dict-item]
            "page": row["page"],  # type: ignore[dict-item]
            "source": row["source"],  # type: ignore[dict-item]
        }
        yield Relationship(start, "ABOUT", ("Topic", places[topic]), filled(properties))
