"""Who met whom, from the graph: organisations of the sector, and departments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.views.sector_government import (
    Pair,
    Party,
    SectorGovernment,
    Shared,
    Voice,
    render,
)
from minutegraph.queries.query import parse

GOVERNMENT = "government"
_TIME = ("body", "since", "until")

Row = dict[str, Any]


def page(store: Store, given: Mapping[str, str]) -> str:
    """The page; raises as `sector_government`."""
    return render(sector_government(store, given))


def sector_government(store: Store, given: Mapping[str, str]) -> SectorGovernment:
    """Who met whom, by the rules of the named query sector-government.

    Args:
        given: parameters of queries/views/sector-government.cypher, as text.

    Raises:
        UsageError: a parameter that does not fit, or nobody met anybody.
    """
    rows = _read(store, "sector-government", given)
    times = {name: value for name, value in given.items() if name in _TIME}
    spoken = _voices(_read(store, "sector-government-spoke", times))
    sessions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sessions[str(row["session"])].append(row)
    several = _several(rows)
    shared: dict[tuple[str, str], list[Shared]] = defaultdict(list)
    for session, present in sessions.items():
        ours = [row for row in present if row["sector"] != GOVERNMENT]
        theirs = [row for row in present if row["sector"] == GOVERNMENT]
        for pair, rows_of_both in _pairs(ours, theirs).items():
            shared[pair].append(_shared(session, rows_of_both, spoken, several))
    pairs = {place: Pair(*place, tuple(each)) for place, each in sorted(shared.items())}
    if not pairs:
        chosen = "; ".join(_said(given))
        raise UsageError(
            f"{store.url} has no organisation together with a department"
            f"{f' ({chosen})' if chosen else ''}: `minutegraph info` says what there is, "
            "`minutegraph resolve sector` whose sector is known"
        )
    parties = _parties(rows, pairs)
    meetings = dict.fromkeys((str(r["meeting"]), str(r["called"]), r["date"]) for r in rows)
    organisations, departments = _ordered(parties, pairs)
    return SectorGovernment(organisations, departments, pairs, tuple(meetings), _said(given))


@dataclass(frozen=True, slots=True)
class _Both:
    """An organisation and a department in one session, as one document says it."""

    ours: Row
    theirs: Row
    items: tuple[int, ...]


def _pairs(ours: Sequence[Row], theirs: Sequence[Row]) -> dict[tuple[str, str], list[_Both]]:
    """Who was there for the same item; where the minutes have no items, in the same session."""
    found: dict[tuple[str, str], list[_Both]] = defaultdict(list)
    for one in ours:
        for other in theirs:
            if one["document"] != other["document"]:
                continue
            both = [n for n in one["items"] or () if n in (other["items"] or ())]
            if both or one["items"] is None:
                place = str(one["organisation"]), str(other["organisation"])
                found[place].append(_Both(one, other, tuple(both)))
    return found


Voices = Mapping[tuple[str, str], Sequence[tuple[int, Voice]]]  # session and organisation


def _shared(session: str, both: Sequence[_Both], spoken: Voices, several: frozenset[str]) -> Shared:
    """A session that two shared; what several documents record of it counts once."""
    row = both[0].ours
    fullest = max(both, key=lambda each: len(each.items))
    name = str(row["called"])
    if row["meeting"] in several:
        name = f"{name}, session {row['ordinal']}"
    items = set(fullest.items)
    return Shared(
        str(row["meeting"]),
        name,
        row["date"],
        session,
        len(items),
        _there(both, "ours"),
        _there(both, "theirs"),
        _spoke(spoken.get((session, str(row["organisation"])), ()), items),
        _spoke(spoken.get((session, str(both[0].theirs["organisation"])), ()), items),
        tuple(dict.fromkeys(str(r["source"]) for each in both for r in (each.ours, each.theirs))),
    )


def _there(both: Sequence[_Both], side: str) -> tuple[str, ...]:
    """Of several people, those who were there for one of the items shared."""
    found: dict[str, None] = {}
    for each in both:
        row: Row = getattr(each, side)
        wanted = {str(n) for n in each.items}
        for name, during in zip(row["people"], row["during"] or row["people"], strict=False):
            if len(row["people"]) == 1 or not wanted or wanted & set(str(during).split()):
                found.setdefault(str(name))
    return tuple(sorted(found))


def _spoke(voices: Sequence[tuple[int, Voice]], items: set[int]) -> tuple[Voice, ...]:
    """Who spoke in some items; in any where the minutes do not say which were shared."""
    found: dict[str, Voice] = {}
    for item, voice in voices:
        if not items or item in items:
            known = found.get(voice.name)
            found[voice.name] = replace(known, times=known.times + voice.times) if known else voice
    return tuple(sorted(found.values(), key=lambda voice: (-voice.times, voice.name)))


def _voices(rows: Iterable[Row]) -> Voices:
    found: dict[tuple[str, str], list[tuple[int, Voice]]] = defaultdict(list)
    for row in rows:
        voice = Voice(
            str(row["name"]), int(row["times"]), str(row["paragraph"]), str(row["source"])
        )
        found[str(row["session"]), str(row["organisation"])].append((int(row["item"]), voice))
    return found


def _several(rows: Iterable[Row]) -> frozenset[str]:
    """Meetings of more than one session."""
    sessions: dict[str, set[object]] = defaultdict(set)
    for row in rows:
        sessions[str(row["meeting"])].add(row["session"])
    return frozenset(meeting for meeting, known in sessions.items() if len(known) > 1)


def _parties(rows: Iterable[Row], pairs: Mapping[tuple[str, str], Pair]) -> dict[str, Party]:
    found = {}
    for row in rows:
        key = str(row["organisation"])
        found[key] = Party(key, row["name"], row["acronym"], row["sector"], row["basis"])
    sessions: dict[str, set[str]] = defaultdict(set)
    voices: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for pair in pairs.values():
        for each in pair.shared:
            for key, spoke in ((pair.organisation, each.spoke), (pair.department, each.answered)):
                sessions[key].add(each.session)
                for voice in spoke:
                    place = each.session, voice.name
                    voices[key][place] = max(voices[key].get(place, 0), voice.times)
    return {
        key: replace(party, sessions=len(sessions[key]), times=sum(voices[key].values()))
        for key, party in found.items()
    }


def _ordered(
    parties: Mapping[str, Party], pairs: Mapping[tuple[str, str], Pair]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Those who are linked near each other, then who met most; who met nobody last."""
    part = _parts(pairs)
    largest = sorted(set(part.values()), key=lambda n: (-sum(p == n for p in part.values()), n))
    rank = {number: place for place, number in enumerate(largest)}

    def order(party: Party) -> tuple[int, int, str, str]:
        place = rank[part[party.key]] if party.key in part else len(rank)
        return (place, -party.sessions, party.name, party.key)

    ordered = sorted(parties.values(), key=order)
    return (
        tuple(party for party in ordered if party.sector != GOVERNMENT),
        tuple(party for party in ordered if party.sector == GOVERNMENT),
    )


def _parts(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The connected part that each belongs to, numbered."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(pairs)
    parts = sorted(sorted(part) for part in nx.connected_components(graph))
    return {key: number for number, part in enumerate(parts) for key in part}


def _said(given: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}: {value}" for name, value in given.items())


def _read(store: Store, name: str, given: Mapping[str, str]) -> list[Row]:
    text = files("minutegraph.queries").joinpath("views", f"{name}.cypher").read_text("utf-8")
    query = parse(name, text)
    return store.read(query.text, **query.values(given)).rows
