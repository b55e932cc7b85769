"""Minutes into a graph: a changed document's facts replaced, an unloaded one's taken out."""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import gc
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from operator import itemgetter

from minutegraph import __version__
from minutegraph.errors import UsageError
from minutegraph.graph import keys
from minutegraph.graph.build import build, unresolved
from minutegraph.graph.fold import said_in
from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.resolve.settle import Evidence, Settled, is_judged, settle
from minutegraph.graph.store.base import Inside, Store, Transaction, Turns
from minutegraph.graph.topics.links import is_linked, link
from minutegraph.graph.topics.match import EDITION
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.loaders.minutes import Minutes

_DOCUMENTS = """
MATCH (d:Document)
RETURN d.key AS key, d.path AS path, d.file AS file, d.sha256 AS sha256, d.date AS date,
       d.fingerprint AS fingerprint, d.unsure AS unsure
ORDER BY key
"""
_OUTDATED = """
MATCH (d:Document)
WHERE d.fingerprint IS NULL OR NOT d.fingerprint STARTS WITH $edition
RETURN coalesce(d.path, d.key) AS path
ORDER BY path
"""
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
    minutes: Iterable[Minutes],
    *,
    registry: Registry | None = None,
    vocabulary: Vocabulary | None = None,
    batch: int | None = None,
    on_progress: Progress | None = None,
) -> LoadSummary:
    """Load minutes: all of them, or none where anything fails, or so for each batch of them.

    After each transaction the graph is what loading just those documents gives. Where a load ends
    before its time, to load the same again does what is left.

    Args:
        minutes: a sequence is put in order by path; others are taken one at a time as they come.
        registry: a person's judgements about who is who, for the whole graph.
        vocabulary: topics to be followed, for the whole graph; None for those it has.
        batch: documents of one transaction, where not what suits the store.
        on_progress: called with how many are done, how many there are (0 where that cannot be
            told), and the path of the last.

    Raises:
        StoreError: the graph cannot be written.
        UsageError: the same document comes a second time.
    """
    store.schema()

    def work(turns: Turns, size: int | None) -> LoadSummary:
        total = len(minutes) if isinstance(minutes, Sequence) else 0
        coming = _in_order(minutes, store)
        told = _load(turns, size, coming, registry or Registry(), step_of(total))
        return _linked(told, turns, vocabulary, size)

    def step_of(total: int) -> Callable[[int, str], None]:
        return lambda place, path: on_progress(place, total, path) if on_progress else None

    with _few_collections():
        return _in_turns(store, batch, work)


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """Loading makes millions of objects and hardly a cycle: to look for those took a quarter of it."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _in_order(minutes: Iterable[Minutes], store: Store) -> Iterator[tuple[str, Minutes]]:
    """Minutes with their paths, each path once."""
    if isinstance(minutes, Sequence):
        yield from sorted({_path(each, store): each for each in minutes}.items(), key=itemgetter(0))
        return
    seen: set[str] = set()
    for each in minutes:
        path = _path(each, store)
        if path in seen:
            raise UsageError(f"{path} comes a second time: give each document once")
        seen.add(path)
        yield path, each


def unload(store: Store, document: str, *, registry: Registry | None = None) -> LoadSummary:
    """Take out a document: what it says, and what nothing else speaks of.

    Args:
        document: its key, path or file name.
        registry: as for `load_minutes`.

    Raises:
        UsageError: the graph has no such document, or several.
    """
    documents = _documents(store)
    found = _find(documents, store, document)

    def work(turns: Turns, size: int | None) -> LoadSummary:
        settled = settle(turns, registry or Registry(), gone={found.key}, size=size)
        told = _summary(LoadSummary(removed=(found.key,)), settled)
        return _linked(told, turns, None, size)

    return _in_turns(store, None, work)


def judge(store: Store, registry: Registry) -> LoadSummary:
    """Bring the graph to what a person judged: no document is read for it.

    Raises:
        StoreError: the graph cannot be written.
    """

    def work(turns: Turns, size: int | None) -> LoadSummary:
        if turns(lambda tx: is_judged(tx, registry)):
            return LoadSummary()
        settled = settle(turns, registry, size=size)
        told = LoadSummary(notes=settled.problems, candidates=settled.candidates)
        return _linked(_summary(told, settled), turns, None, size)

    return _in_turns(store, None, work)


def follow(store: Store, vocabulary: Vocabulary) -> LoadSummary:
    """Bring the graph to the topics of a vocabulary: no document is read for it.

    Raises:
        StoreError: the graph cannot be written.
    """
    store.schema()
    return _in_turns(
        store, None, lambda turns, size: _linked(LoadSummary(), turns, vocabulary, size)
    )


def outdated(store: Store) -> list[str]:
    """Paths of the documents that an earlier version loaded, which kept less of their words."""
    return [str(row["path"]) for row in store.read(_OUTDATED, edition=EDITION).rows]


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


def _in_turns(
    store: Store, batch: int | None, work: Callable[[Turns, int | None], LoadSummary]
) -> LoadSummary:
    """Do work in one transaction, or in one for each batch of documents where that suits."""
    size = batch or store.batch
    if size is None:
        return store.transact(lambda tx: work(Inside(tx), None))
    return work(store.transact, size)


def _load(
    turns: Turns,
    size: int | None,
    minutes: Iterable[tuple[str, Minutes]],
    registry: Registry,
    step: Callable[[int, str], None],
) -> LoadSummary:
    known = {document.path: document for document in turns(_documents)}
    there = {document.key for document in known.values()}
    taken = set(there)
    fresh: dict[str, Evidence] = {}
    paths: dict[str, str] = {}
    changed: list[str] = []
    unchanged: list[str] = []
    names = warnings = 0
    places = count(1)

    def done(key: str) -> None:
        step(next(places), paths[key])

    for path, each in minutes:
        before, fingerprint = known.get(path), _fingerprint(each)
        key = before.key if before else keys.document_key(path, each.document.sha256, taken)
        taken.add(key)
        paths[key] = path
        warnings += len(each.warnings)
        if before and before.fingerprint == fingerprint:
            unchanged.append(key)
            names += before.unsure or 0
            done(key)
            continue
        fragment = build(each, document_key=key, document_path=path)
        unsure = unresolved(fragment)
        names += unsure
        changed += [key] if before else []
        fresh[key] = Evidence.of(fragment, {"fingerprint": fingerprint, "unsure": unsure})
    told = LoadSummary(
        added=tuple(key for key in fresh if key not in there),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        unresolved=names,
        warnings=warnings,
    )
    if not fresh and turns(lambda tx: is_judged(tx, registry)):
        return told
    settled = settle(turns, registry, fresh, size=size, done=done)
    notes = (*_twice({m.key: m for m in settled.meetings}.values()), *settled.problems)
    return _summary(replace(told, notes=notes, candidates=settled.candidates), settled)


def _summary(told: LoadSummary, settled: Settled) -> LoadSummary:
    return replace(
        told,
        nodes_added=settled.nodes_added,
        nodes_removed=settled.nodes_removed,
        relationships_added=settled.relationships_added,
        relationships_removed=settled.relationships_removed,
    )


def _linked(
    told: LoadSummary, turns: Turns, vocabulary: Vocabulary | None, size: int | None
) -> LoadSummary:
    """What a load did, with the topics linked in what it left."""
    if turns(lambda tx: is_linked(tx, vocabulary)):
        return told
    linked = link(turns, vocabulary, size=size)
    return replace(
        told,
        nodes_added=told.nodes_added + linked.nodes_added,
        nodes_removed=told.nodes_removed + linked.nodes_removed,
        relationships_added=told.relationships_added + linked.relationships_added,
        relationships_removed=told.relationships_removed + linked.relationships_removed,
    )


def _twice(meetings: Iterable[Node]) -> Iterator[str]:
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


def _fingerprint(minutes: Minutes) -> str:
    """Of everything a document says, and of the version that makes a graph of it."""
    said = minutes.model_dump_json(exclude={"document": {"path"}, "coverage": True})
    return EDITION + hashlib.sha256(f"{__version__}\n{said}".encode()).hexdigest()


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
