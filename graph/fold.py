"""What several documents say of one node or summary, put together; loading order plays no part.

A node keeps what each document says of it, so that a document can be taken out again: packed into
one text, `told`, as people and organisations may be named by thousands. A node that belongs to one
meeting needs none while one document alone records that meeting: it is what that one says.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minutegraph.graph.model import Node, Relationship, Value, filled
from minutegraph.graph.schema import Label, schema
from minutegraph.graph.topics.match import kept

# What summaries keep for each document, in parallel lists, and what stands for "not said".
_LISTS = {
    "AFFILIATED_WITH": ("line", "source", "dates", "positions"),
    "MEMBER_OF": ("line", "source", "dates", "roles", "changes"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says of a node: further labels and properties."""

    also: tuple[str, ...]
    properties: Mapping[str, Value]


def said_in(node: Node) -> dict[str, Said]:
    """By document, what each says of a node as it is stored, bookkeeping included."""
    told = node.properties.get("told")
    if told is None:
        documents = node.properties.get("document")
        added = ("document", "stems")
        properties = {name: v for name, v in node.properties.items() if name not in added}
        alone = documents[0] if isinstance(documents, list) else None
        return {str(alone): Said(node.labels[1:], properties)} if alone else {}
    known = schema().labels[node.label].properties
    found = {}
    for also, raw, documents in json.loads(zlib.decompress(base64.b64decode(str(told)))):
        dates = {
            name: dt.date.fromisoformat(value)
            for name, value in raw.items()
            if known[name].type == "date"
        }
        said = Said(tuple(also), raw | dates)
        found.update(dict.fromkeys(documents, said))
    return found


def node_of(
    label: str,
    key: str,
    said: Mapping[str, Said],
    dates: Mapping[str, dt.date | None],
    shown: Mapping[str, Value] | None = None,
) -> Node:
    """The node that what documents say of it makes, bookkeeping included.

    Of a property the latest document that states it counts; aliases add up, and other names
    become aliases. A meeting's own minutes count before what others mention of it.

    Args:
        said: by document, at least one.
        dates: of the meeting each document records.
        shown: what it shows whatever the latest document states; lists add up.
    """
    spec = schema().labels[label]
    properties: dict[str, Value]
    if len(said) == 1 and not spec.shared:
        ((document, alone),) = said.items()
        properties = filled(alone.properties)
        properties["document"] = [document]
        _put_stems(properties, spec)
        return Node((label, *sorted(alone.also)), key, properties)
    order = sorted(
        said,
        key=lambda d: (
            said[d].properties.get("status") != "mentioned",
            dates.get(d) or dt.date.min,
            d,
        ),
    )
    properties = {}
    for document in order:
        properties.update(said[document].properties)
    properties.update(shown or {})
    stated = [*(said[document].properties for document in order), *([shown] if shown else [])]
    for name in spec.union:
        properties[name] = _added_up(name, stated, properties)
    if not spec.shared:
        properties["document"] = sorted(said)
    if spec.shared or len(said) > 1:
        properties["told"] = _packed(said)
    if shown:
        properties["shown"] = shown_as_text(shown)
    also = {further for one in said.values() for further in one.also}
    _put_stems(properties, spec)
    return Node(
        (label, *sorted(also)),
        key,
        filled(properties),
    )


def found_by(nodes: Iterable[Node]) -> dict[str, Value]:
    """What finds a document: of all its texts the `stems`, a line each, and their `bag`."""
    lines = []
    for node in nodes:
        for name in schema().labels[node.label].fulltext:
            if text := node.properties.get(name):
                lines.append(kept(str(text)))
    stems = "\n".join(lines)
    return {"stems": stems, "bag": f" {' '.join(sorted(set(stems.split())))} "}


def _put_stems(properties: dict[str, Value], label: Label) -> None:
    """What finds it, made with the text it is of, so that the two never differ."""
    for name in label.fulltext:
        if text := properties.get(name):
            properties["stems"] = kept(str(text))


def shown_as_text(shown: Mapping[str, Value]) -> str:
    """What a node shows whatever documents state, as it is kept with the node."""
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def _added_up(
    name: str, stated: Iterable[Mapping[str, Value]], latest: Mapping[str, Value]
) -> list[str]:
    found: set[str] = set()
    for properties in stated:
        values = properties.get(name)
        found |= {str(value) for value in values} if isinstance(values, list) else set()
        found.add(str(properties["name"]))
    return sorted(found - {str(latest["name"]), str(latest.get("acronym"))})


def _packed(said: Mapping[str, Said]) -> str:
    """Each different thing said once, with the documents that say it."""
    by_text: dict[str, list[str]] = defaultdict(list)
    texts: dict[int, str] = {}  # many documents have one `Said`
    for document in sorted(said):
        one = said[document]
        if id(one) not in texts:
            texts[id(one)] = json.dumps(
                [sorted(one.also), dict(one.properties)],
                ensure_ascii=False,
                sort_keys=True,
                default=dt.date.isoformat,
            )
        by_text[texts[id(one)]].append(document)
    entries = [[*json.loads(text), by_text[text]] for text in sorted(by_text)]
    plain = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(plain.encode(), 6)).decode()


def summary_of(
    known: Relationship | None, without: Iterable[str], entries: Iterable[Relationship]
) -> Relationship | None:
    """A summary without what some documents said and with new entries; None where none is left.

    Args:
        known: the summary so far.
        without: keys of documents whose entries go.
        entries: summaries of one or more documents of the same ends.
    """
    gone = set(without)
    rows: dict[str, dict[str, str | int]] = {}
    like = known
    for relationship in (*([known] if known else []), *entries):
        like = relationship
        columns = {name: _list(relationship.properties[name]) for name in _LISTS[relationship.kind]}
        for place, document in enumerate(_list(relationship.properties["document"])):
            if relationship is known and document in gone:
                continue
            rows[str(document)] = {name: values[place] for name, values in columns.items()}
    if like is None or not rows:
        return None
    order = sorted(rows, key=lambda document: (str(rows[document]["dates"]), document))
    properties: dict[str, Value] = {"document": list(order)}
    for name in _LISTS[like.kind]:
        values = [rows[document][name] for document in order]
        properties[name] = (
            [int(value) for value in values] if name == "line" else [str(value) for value in values]
        )
    seen = [dt.date.fromisoformat(str(r["dates"])) for r in rows.values() if r["dates"]]
    properties["first_seen"] = min(seen, default=None)
    properties["last_seen"] = max(seen, default=None)
    latest = [rows[document] for document in order]
    if like.kind == "AFFILIATED_WITH":
        properties["position"] = _latest(latest, "positions")
    else:
        properties["role"] = _latest(latest, "roles")
        properties["ended"] = _ended(latest)
    kept: dict[str, Value] = {n: v for n, v in properties.items() if v is not None}
    return Relationship(like.start, like.kind, like.end, kept)


def _latest(rows: Iterable[Mapping[str, str | int]], name: str) -> str | None:
    stated = [str(row[name]) for row in rows if row[name]]
    return stated[-1] if stated else None


def _ended(rows: Iterable[Mapping[str, str | int]]) -> dt.date | None:
    """The day a meeting says the person leaves, unless a later one still has them."""
    ended: str | None = None
    for row in rows:
        day = str(row["dates"])
        if row["changes"] == "leaves":
            ended = day
        elif ended is not None and day > ended:
            ended = None
    return dt.date.fromisoformat(ended) if ended else None


def _list(value: Value) -> list[str] | list[int]:
    assert isinstance(value, list)
    return value
