"""Documents brought into the graph under the names they have there, and kept so.

What a document says is kept with it, packed. When other documents or a judgement change who is
who, the documents concerned are replaced from what is kept: nothing is read again.

Who is who is worked out once, for all documents there will be. They are then written in one
transaction, or in several: each leaves whole documents, and what they share put together. Until
the last has ended the graph counts as not judged, so that whoever loads next goes on from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import NamedTuple

from minutegraph.errors import StoreError
from minutegraph.graph.fold import shown_as_text
from minutegraph.graph.merge import Merge
from minutegraph.graph.model import Fragment, Node, Relationship, Value
from minutegraph.graph.resolve.candidates import Candidate, candidates, may_be
from minutegraph.graph.resolve.evidence import Cast, as_text, cast_of, pack, pack_cast, read_cast
from minutegraph.graph.resolve.evidence import unpack as unpacked
from minutegraph.graph.resolve.given import given, write_given
from minutegraph.graph.resolve.identities import Resolution, digest, keys_as_text
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.resolve.rekey import rekey
from minutegraph.graph.store.base import Row, Store, Transaction, Turns
from minutegraph.graph.topics.links import forget

Reader = Store | Transaction

_BATCH = 100  # documents
_UNSETTLED = "not yet"  # no digest of judgements

Shown = Mapping[tuple[str, str], Mapping[str, Value]]

_CASTS = """
MATCH (d:Document)
RETURN d.key AS key, d.cast AS cast, d.keys AS keys
ORDER BY key
"""
_EVIDENCE = """
UNWIND $rows AS row
MATCH (d:Document {key: row.key})
RETURN d.key AS key, d.evidence AS evidence, d.fingerprint AS fingerprint, d.unsure AS unsure
ORDER BY key
"""
_JUDGED = "MATCH (d:Document) RETURN DISTINCT d.judged AS judged"
_SET_JUDGED = """
MATCH (d:Document) WHERE coalesce(d.judged, '') <> $judged
SET d.judged = $judged
"""
_KNOWN = "MATCH (d:Document) RETURN d.key AS key, d.path AS path, d.date AS date ORDER BY key"
_NAMED = "MATCH (d:Document) RETURN d.key AS key, d.keys AS keys ORDER BY key"
_TOTALS = "MATCH (n) RETURN count(n) AS nodes"
_TOTAL_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS relationships"
_SHOWN = """
MATCH (n:Person) RETURN 'Person' AS label, n.key AS key, n.shown AS shown ORDER BY key
UNION ALL
MATCH (n:Organisation) RETURN 'Organisation' AS label, n.key AS key, n.shown AS shown ORDER BY key
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says, to be kept with it."""

    cast: Cast
    packed: str
    kept: Mapping[str, Value]

    @classmethod
    def of(cls, fragment: Fragment, kept: Mapping[str, Value]) -> Evidence:
        """Of a fragment with the document's own keys.

        Args:
            kept: what the loader keeps with it for itself.
        """
        return cls(cast_of(fragment), pack(as_text(fragment)), kept)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done to bring the graph to what documents and judgements say.

    Attributes:
        meetings: those written, bookkeeping included.
        problems: judgements that do not hold, one line each.
        candidates: how many pairs of names may be one.
    """

    meetings: tuple[Node, ...] = ()
    problems: tuple[str, ...] = ()
    candidates: int = 0
    nodes_added: int = 0
    nodes_removed: int = 0
    relationships_added: int = 0
    relationships_removed: int = 0

    def __add__(self, later: Settled) -> Settled:
        both = {f.name: getattr(self, f.name) + getattr(later, f.name) for f in fields(self)}
        return Settled(**both)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Who is who in all documents there will be, and what must be written for it.

    Attributes:
        texts: how each document's people and organisations are called, as it is kept.
        order: documents to be written.
        given: relationships that judgements state and no document does.
    """

    registry: Registry
    fresh: Mapping[str, Evidence]
    gone: Collection[str]
    casts: Mapping[str, Cast]
    problems: tuple[str, ...]
    candidates: int
    shown: Shown
    keys: Mapping[str, Mapping[tuple[str, str], str]]
    texts: Mapping[str, str]
    order: list[str]
    given: list[Relationship]


def resolution_of(reader: Reader, registry: Registry) -> Resolution:
    """Who is who among the documents of a graph, by these judgements."""
    return Resolution([_cast(row) for row in reader.read(_CASTS).rows], registry)


def is_judged(reader: Reader, registry: Registry) -> bool:
    """Whether the graph is as the judgements have it."""
    found = {row["judged"] for row in reader.read(_JUDGED).rows}
    return found <= {digest(registry)}


def settle(
    turns: Turns,
    registry: Registry,
    fresh: Mapping[str, Evidence] | None = None,
    *,
    gone: Collection[str] = (),
    size: int | None = None,
    done: Callable[[str], None] = lambda document: None,
) -> Settled:
    """Write what is new, take out what is gone, and replace what others now say differently.

    Args:
        fresh: evidence of documents that are new or changed, by key.
        gone: keys of documents that go.
        size: documents of one transaction; None where `turns` has but one.
        done: called for each fresh document that is written.

    Raises:
        StoreError: what is written cannot be saved, or an earlier version made the graph.
    """
    plan = turns(lambda tx: _plan(tx, registry, fresh or {}, gone))
    parts = list(_batches(plan.order, size or len(plan.order) or 1)) or [[]]
    settled = Settled()
    for place, documents in enumerate(parts):
        last = place == len(parts) - 1
        part = _Part(documents, plan.gone if place == 0 else (), last)
        try:
            settled += turns(partial(_write, plan=plan, part=part, done=done))
        except StoreError as error:
            if place:
                saved = sum(map(len, parts[:place]))
                error.add_note(f"{saved} documents are saved: load again for the others")
            raise
    settled = replace(settled, problems=plan.problems, candidates=plan.candidates)
    if turns(lambda tx: is_judged(tx, registry)):
        return settled
    again = settle(turns, registry, size=size)  # somebody else loaded meanwhile
    return replace(settled + again, problems=again.problems, candidates=again.candidates)


def _plan(
    tx: Transaction, registry: Registry, fresh: Mapping[str, Evidence], gone: Collection[str]
) -> _Plan:
    casts: dict[str, Cast] = {}
    before: dict[str, str] = {}
    for row in tx.read(_CASTS).rows:
        key = str(row["key"])
        if key not in gone and key not in fresh:
            casts[key] = _cast(row)
            before[key] = str(row["keys"])
    casts.update({key: evidence.cast for key, evidence in fresh.items()})
    resolution = Resolution([casts[key] for key in sorted(casts)], registry)
    found = candidates(resolution)
    keys = {key: resolution.keys(cast) for key, cast in casts.items()}
    texts = {key: keys_as_text(names) for key, names in keys.items()}
    moved = [key for key, text in before.items() if text != texts[key]]
    stated = given(registry, resolution)
    return _Plan(
        registry,
        fresh,
        gone,
        casts,
        (*resolution.problems, *stated.problems),
        len(found),
        _shown(resolution, found),
        keys,
        texts,
        [*fresh, *moved],
        stated.relationships,
    )


class _Part(NamedTuple):
    """What one transaction writes, and whether nothing is left after it."""

    documents: list[str]
    gone: Collection[str]
    last: bool


def _write(tx: Transaction, *, plan: _Plan, part: _Part, done: Callable[[str], None]) -> Settled:
    known = {str(row["key"]): row for row in tx.read(_KNOWN).rows}
    totals = _totals(tx)
    merge = Merge(tx, {key: _date(row["date"]) for key, row in known.items()}, plan.registry)
    merge.shown = plan.shown
    if part.gone:
        forget(tx, part.gone)
        merge.remove(part.gone)
    judged = digest(plan.registry) if part.last else _UNSETTLED
    new = 0
    for documents in _batches(part.documents, _BATCH):
        evidence = {key: plan.fresh[key] for key in documents if key in plan.fresh}
        evidence |= _kept(tx, [key for key in documents if key not in evidence], plan.casts)
        # What somebody else took out meanwhile has no evidence any more.
        fragments = [
            rekey(unpacked(key, each.packed), plan.keys[key]) for key, each in evidence.items()
        ]
        _of_another(fragments, known)
        for fragment in fragments:
            if fragment.document not in plan.fresh:
                _put_where_it_is(fragment, known)
        new += len(evidence.keys() - known.keys())
        forget(tx, [key for key in evidence if key in known])
        merge.replace(
            fragments,
            [key for key in evidence if key in known],
            {
                key: {
                    **each.kept,
                    "cast": pack_cast(each.cast),
                    "evidence": each.packed,
                    "keys": plan.texts[key],
                    "judged": judged,
                }
                for key, each in evidence.items()
            },
        )
        for key in evidence:
            if key in plan.fresh:
                done(key)
    if part.last:
        merge.look_again(_shown_differently(tx, plan.shown))
    meetings = merge.finish()
    if part.last:
        merge.relationships_added += write_given(tx, plan.given)
        tx.write(_SET_JUDGED, judged=judged if _as_planned(tx, plan) else _UNSETTLED)
    nodes, relationships = _totals(tx)
    nodes_added = merge.nodes_added + new
    return Settled(
        tuple(meetings),
        nodes_added=nodes_added,
        nodes_removed=totals[0] + nodes_added - nodes,
        relationships_added=merge.relationships_added,
        relationships_removed=totals[1] + merge.relationships_added - relationships,
    )


def _of_another(fragments: Iterable[Fragment], known: Mapping[str, Row]) -> None:
    """Refuse to write over a document of another path that came meanwhile under the same key."""
    for fragment in fragments:
        there = known.get(fragment.document)
        for node in fragment.nodes:
            if node.label == "Document" and there and node.properties["path"] != there["path"]:
                raise StoreError(
                    f"{node.properties['path']}: another load took its key: load again"
                )


def _put_where_it_is(fragment: Fragment, known: Mapping[str, Row]) -> None:
    """A document's path is no evidence: the graph may have been copied to another place."""
    for node in fragment.nodes:
        if node.label == "Document":
            node.properties["path"] = str(known[fragment.document]["path"])


def _as_planned(tx: Transaction, plan: _Plan) -> bool:
    """Whether the documents are those the plan is of, under the names it gives."""
    found = {str(row["key"]): row["keys"] for row in tx.read(_NAMED).rows}
    return found == plan.texts


def _totals(tx: Transaction) -> tuple[int, int]:
    nodes = tx.read(_TOTALS).rows[0]["nodes"]
    relationships = tx.read(_TOTAL_RELATIONSHIPS).rows[0]["relationships"]
    assert isinstance(nodes, int) and isinstance(relationships, int)
    return nodes, relationships


def _date(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _cast(row: Row) -> Cast:
    if row["cast"] is None:
        raise StoreError(
            f"{row['key']} was loaded by a version that kept no evidence of names: load the "
            "documents into a new graph"
        )
    return read_cast(str(row["cast"]))


def _kept(
    tx: Transaction, documents: Iterable[str], casts: Mapping[str, Cast]
) -> dict[str, Evidence]:
    rows: list[Row] = [{"key": key} for key in documents]
    found = {}
    for row in tx.read(_EVIDENCE, rows=rows).rows if rows else ():
        kept: dict[str, Value] = {
            name: row[name]  # type: ignore[misc]
            for name in ("fingerprint", "unsure")
        }
        key = str(row["key"])
        found[key] = Evidence(casts[key], str(row["evidence"]), kept)
    return found


def _shown(resolution: Resolution, found: Iterable[Candidate]) -> Shown:
    others = may_be(found, resolution)
    return {
        place: {**shown, "may_be": list(others[place])} if place in others else shown
        for place, shown in resolution.shown.items()
    }


def _shown_differently(tx: Transaction, shown: Shown) -> Iterator[tuple[str, str]]:
    """People and organisations that show something else than they should."""
    for row in tx.read(_SHOWN).rows:
        place = (str(row["label"]), str(row["key"]))
        wanted = shown.get(place)
        if wanted and row["shown"] != shown_as_text(wanted):
            yield place


def _batches(documents: list[str], size: int) -> Iterator[list[str]]:
    for begin in range(0, len(documents), size):
        yield documents[begin : begin + size]
