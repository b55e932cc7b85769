"""Documents brought into the graph under the names they have there, and kept so.

What a document says is kept with it, packed. When other documents or a judgement change who is
who, the documents concerned are replaced from what is kept: nothing is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from minutegraph.graph.fold import shown_as_text
from minutegraph.graph.merge import Merge
from minutegraph.graph.model import Fragment, Node, Value
from minutegraph.graph.resolve.candidates import Candidate, candidates, may_be
from minutegraph.graph.resolve.evidence import Cast, as_text, cast_of, pack, pack_cast, read_cast
from minutegraph.graph.resolve.evidence import unpack as unpacked
from minutegraph.graph.resolve.identities import Resolution, digest, keys_as_text
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.resolve.rekey import rekey
from minutegraph.graph.store.base import Row, Store, Transaction

_BATCH = 100  # documents

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
_SET_JUDGED = "MATCH (d:Document) SET d.judged = $judged"
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


class Settled(NamedTuple):
    """What came of settling.

    Attributes:
        meetings: those written, bookkeeping included.
        problems: judgements that do not hold, one line each.
        candidates: how many pairs of names may be one.
    """

    meetings: list[Node]
    problems: tuple[str, ...]
    candidates: int


def resolution_of(reader: Store | Transaction, registry: Registry) -> Resolution:
    """Who is who among the documents of a graph, by these judgements."""
    casts = [read_cast(str(row["cast"])) for row in reader.read(_CASTS).rows]
    return Resolution(casts, registry)


def is_judged(reader: Store | Transaction, registry: Registry) -> bool:
    """Whether the graph is as the judgements have it."""
    found = {row["judged"] for row in reader.read(_JUDGED).rows}
    return found <= {digest(registry)}


def settle(
    tx: Transaction,
    merge: Merge,
    fresh: Mapping[str, Evidence],
    known: Collection[str],
    gone: Collection[str] = (),
    done: Callable[[str], None] = lambda document: None,
) -> Settled:
    """Write what is new, take out what is gone, and replace what others now say differently.

    Args:
        fresh: evidence of documents that are new or changed, by key.
        known: keys of the documents the graph has.
        gone: keys of those that go.
        done: called for each fresh document that is written.

    """
    casts: dict[str, Cast] = {}
    before: dict[str, str] = {}
    for row in tx.read(_CASTS).rows:
        key = str(row["key"])
        if key not in gone and key not in fresh:
            casts[key] = read_cast(str(row["cast"]))
            before[key] = str(row["keys"])
    casts.update({key: evidence.cast for key, evidence in fresh.items()})
    resolution = Resolution([casts[key] for key in sorted(casts)], merge.registry)
    found = candidates(resolution)
    merge.shown = _shown(resolution, found)
    if gone:
        merge.remove(gone)
    keys = {key: resolution.keys(cast) for key, cast in casts.items()}
    texts = {key: keys_as_text(found) for key, found in keys.items()}
    moved = [key for key, text in before.items() if text != texts[key]]
    judged = digest(merge.registry)
    for documents in _batches([*fresh, *moved]):
        evidence = {key: fresh[key] for key in documents if key in fresh}
        evidence |= _kept(tx, [key for key in documents if key not in fresh], casts)
        merge.replace(
            [rekey(unpacked(key, evidence[key].packed), keys[key]) for key in documents],
            [key for key in documents if key in known],
            {
                key: {
                    **each.kept,
                    "cast": pack_cast(each.cast),
                    "evidence": each.packed,
                    "keys": texts[key],
                    "judged": judged,
                }
                for key, each in evidence.items()
            },
        )
        for key in documents:
            if key in fresh:
                done(key)
    merge.look_again(_shown_differently(tx, merge.shown))
    meetings = merge.finish()
    if not is_judged(tx, merge.registry):
        tx.write(_SET_JUDGED, judged=judged)
    return Settled(meetings, resolution.problems, len(found))


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


def _batches(documents: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(documents), _BATCH):
        yield documents[begin : begin + _BATCH]
