"""Minutes into a graph: a changed document's facts replaced, an unloaded one's taken out."""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from minutegraph import __version__
from minutegraph.errors import UsageError
from minutegraph.graph import keys
from minutegraph.graph.build import build, unresolved
from minutegraph.graph.fold import said_in
from minutegraph.graph.merge import Merge
from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.resolve.settle import Evidence, is_judged, settle
from minutegraph.graph.store.base import Store, Transaction
from minutegraph.loaders.minutes import Minutes

_DOCUMENTS = """
MATCH (d:Document)
RETURN d.key AS key, d.path AS path, d.file AS file, d.sha256 AS sha256, d.date AS date,
       d.fingerprint AS fingerprint, d.unsure AS unsure
ORDER BY key
"""
_TOTALS = "MATCH (n) RETURN count(n) AS nodes"
_TOTAL_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS relationships"
_NODES = "MATCH (n) RETURN n AS n"
_RELATIONSHIPS = "MATCH ()-[r]->() RETURN r AS r"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load or unload did; documents by key.

    Attributes:
        unresolved: names in the documents loaded that are nobody's for certain.
        candidates: pairs of names in the whole graph that may be one.
        warnings: what readers of those documents warned of.
        notes: what a person should know, one line each.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    nodes_added: int = 0
    nodes_removed: int = 0
    relationships_added: int = 0
    relationships_removed: int = 0
    unresolved: int = 0
    candidates: int = 0
    warnings: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Document:
    key: str
    path: str
    file: str
    sha256: str | None
    fingerprint: str | None
    unsure: int | None
    date: dt.date | None


def load_minutes(
    store: Store,
    minutes: Sequence[Minutes],
    *,
    registry: Registry | None = None,
    on_progress: Progress | None = None,
) -> LoadSummary:
    """Load minutes in one transaction: all of them, or none where anything fails.

    Args:
        registry: a person's judgements about who is who, for the whole graph.
        on_progress: called with how many are done, how many there are, and the path of the last.

    Raises:
        StoreError: the graph cannot be written.
    """
    by_path = {_path(each, store): each for each in minutes}
    store.schema()
    return store.transact(lambda tx: _load(tx, by_path, registry or Registry(), on_progress))


def unload(store: Store, document: str, *, registry: Registry | None = None) -> LoadSummary:
    """Take out a document: what it says, and what nothing else speaks of.

    Args:
        document: its key, path or file name.
        registry: as for `load_minutes`.

    Raises:
        UsageError: the graph has no such document, or several.
    """
    return store.transact(lambda tx: _unload(tx, store, document, registry or Registry()))


def judge(store: Store, registry: Registry) -> LoadSummary:
    """Bring the graph to what a person judged: no document is read for it.

    Raises:
        StoreError: the graph cannot be written.
    """
    return store.transact(lambda tx: _judge(tx, registry))


def loaded_sha(store: Store, path: str) -> str | None:
    """SHA-256 of the file as it was loaded from a path; None where it was not."""
    wanted = keys.document_path(path, store.base)
    found = (d.sha256 for d in _documents(store) if d.path == wanted)
    return next(found, None)


def dump(store: Store) -> list[Node | Relationship]:
    """Everything in the graph in an order that loading does not decide: nodes, relationships."""
    nodes = [_node(row["n"]) for row in store.read(_NODES).rows]
    relationships = [_relationship(row["r"]) for row in store.read(_RELATIONSHIPS).rows]
    return [
        *sorted(nodes, key=lambda n: (n.label, n.key)),
        *sorted(relationships, key=lambda r: (r.kind, r.start, r.end, _json(r.properties))),
    ]


def _load(
    tx: Transaction,
    by_path: dict[str, Minutes],
    registry: Registry,
    on_progress: Progress | None,
) -> LoadSummary:
    known = {document.path: document for document in _documents(tx)}
    taken = {document.key for document in known.values()}
    totals = _totals(tx)
    merge = Merge(tx, {d.key: d.date for d in known.values()}, registry)
    fresh: dict[str, Evidence] = {}
    changed: list[str] = []
    unchanged: list[str] = []
    names = warnings = steps = 0
    paths: dict[str, str] = {}

    def done(key: str) -> None:
        nonlocal steps
        steps += 1
        if on_progress:
            on_progress(steps, len(by_path), paths[key])

    for path in sorted(by_path):
        minutes, before = by_path[path], known.get(path)
        fingerprint = _fingerprint(minutes)
        warnings += len(minutes.warnings)
        if before and before.fingerprint == fingerprint:
            key = before.key
            unchanged.append(key)
            names += before.unsure or 0
            paths[key] = path
            done(key)
            continue
        key = before.key if before else keys.document_key(path, minutes.document.sha256, taken)
        taken.add(key)
        paths[key] = path
        fragment = build(minutes, document_key=key, document_path=path)
        unsure = unresolved(fragment)
        names += unsure
        changed += [key] if before else []
        fresh[key] = Evidence.of(fragment, {"fingerprint": fingerprint, "unsure": unsure})
    there = {document.key for document in known.values()}
    told = LoadSummary(
        added=tuple(key for key in fresh if key not in there),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        unresolved=names,
        warnings=warnings,
    )
    if not fresh and is_judged(tx, registry):
        return told
    settled = settle(tx, merge, fresh, there, done=done)
    notes = (*_twice(settled.meetings), *settled.problems)
    told = replace(told, notes=notes, candidates=settled.candidates)
    return _summary(tx, merge, len(told.added), totals, told)


def _unload(tx: Transaction, store: Store, document: str, registry: Registry) -> LoadSummary:
    documents = _documents(tx)
    found = _find(documents, store, document)
    totals = _totals(tx)
    merge = Merge(tx, {d.key: d.date for d in documents}, registry)
    settle(tx, merge, {}, {d.key for d in documents}, {found.key})
    return _summary(tx, merge, 0, totals, LoadSummary(removed=(found.key,)))


def _judge(tx: Transaction, registry: Registry) -> LoadSummary:
    documents = _documents(tx)
    totals = _totals(tx)
    merge = Merge(tx, {d.key: d.date for d in documents}, registry)
    if is_judged(tx, registry):
        return LoadSummary()
    settled = settle(tx, merge, {}, {d.key for d in documents})
    told = LoadSummary(notes=settled.problems, candidates=settled.candidates)
    return _summary(tx, merge, 0, totals, told)


def _summary(
    tx: Transaction, merge: Merge, documents: int, before: tuple[int, int], told: LoadSummary
) -> LoadSummary:
    """The summary with its counts: what is gone is what was there and came, less what is there."""
    nodes, relationships = _totals(tx)
    nodes_added = merge.nodes_added + documents
    return replace(
        told,
        nodes_added=nodes_added,
        nodes_removed=before[0] + nodes_added - nodes,
        relationships_added=merge.relationships_added,
        relationships_removed=before[1] + merge.relationships_added - relationships,
    )


def _twice(meetings: Sequence[Node]) -> Iterator[str]:
    """Meetings that more than one document records: seldom meant."""
    for meeting in sorted(meetings, key=lambda meeting: meeting.key):
        records = sorted(
            document
            for document, said in said_in(meeting).items()
            if said.properties.get("status") == "recorded"
        )
        if len(records) > 1:
            yield (
                f"{' and '.join(records)} record the same meeting, {meeting.name}: "
                "what they say is put together"
            )


def _path(minutes: Minutes, store: Store) -> str:
    """What the graph keeps as a document's path; minutes of no file are named by what they are."""
    if minutes.document.path:
        return keys.document_path(minutes.document.path, store.base)
    date = minutes.meeting.date
    name = minutes.body.name or minutes.meeting.title or minutes.document.title or "minutes"
    return keys.slug(name) + (f"-{date.isoformat()}" if date else "")


def _documents(reader: Store | Transaction) -> list[_Document]:
    return [_Document(**row) for row in reader.read(_DOCUMENTS).rows]  # type: ignore[arg-type]


def _find(documents: Sequence[_Document], store: Store, asked: str) -> _Document:
    """The document of a key, path or file name."""
    path = keys.document_path(asked, store.base)
    for fits in (
        [d for d in documents if d.key == asked],
        [d for d in documents if d.path in (asked, path)],
        [d for d in documents if d.file == asked],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise UsageError(f"{asked} can be {' or '.join(d.path for d in fits)}: give the path")
    names = {name: d.path for d in documents for name in (d.key, d.path, d.file)}
    near = difflib.get_close_matches(asked, names, n=5, cutoff=0.5)
    listed = ", ".join(dict.fromkeys(names[name] for name in near))
    raise UsageError(
        f"no document {asked} is loaded" + (f": near it are {listed}" if listed else "")
    )


def _totals(tx: Transaction) -> tuple[int, int]:
    nodes = tx.read(_TOTALS).rows[0]["nodes"]
    relationships = tx.read(_TOTAL_RELATIONSHIPS).rows[0]["relationships"]
    assert isinstance(nodes, int) and isinstance(relationships, int)
    return nodes, relationships


def _fingerprint(minutes: Minutes) -> str:
    """Of everything a document says, and of the version that makes a graph of it."""
    said = minutes.model_dump_json(exclude={"document": {"path"}, "coverage": True})
    return hashlib.sha256(f"{__version__}\n{said}".encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=dt.date.isoformat)


def _node(value: object) -> Node:
    assert isinstance(value, Node)
    return Node(value.labels[:1] + tuple(sorted(value.labels[1:])), value.key, _sorted(value))


def _relationship(value: object) -> Relationship:
    assert isinstance(value, Relationship)
    return Relationship(value.start, value.kind, value.end, _sorted(value))


def _sorted(value: Node | Relationship) -> dict[str, Value]:
    return dict(sorted(value.properties.items()))
