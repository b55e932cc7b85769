"""The figures themselves, each from who was together with whom to rows, best first.

Every row ends in where the minutes show it: the first and last session it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minutegraph.graph.analyse.together import Attender, Together

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Row = dict[str, object]

SEED = 7  # of whatever is drawn by lot, so that the same graph gives the same figures
_STEPS = 10_000_000  # edges that betweenness may walk along: some seconds


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows, and what to know about how they came about, one line each.

    `places` are the people of each row, as indices: of a pair two, of a community all,
    of a broker their own and then those of the pair.
    """

    rows: Sequence[Row]
    notes: Sequence[str] = ()
    places: Sequence[Sequence[int]] = ()


def co_attendance(found: Together, top: int | None = None) -> Figures:
    """Pairs of people by how many sessions they shared: `sessions`, and agenda `items` of them.

    A pair shares a session when both were in the room at the same time, as `together` tells.
    """
    order = np.lexsort((found.pairs[:, 1], found.pairs[:, 0], -found.items, -found.sessions))
    rows: list[Row] = []
    for place in order[:top]:
        one, other = map(int, found.pairs[place])
        ends = [found.keys[found.first[place]], found.keys[found.last[place]]]
        rows.append(
            {
                "person": found.people[one].name,
                "other": found.people[other].name,
                "sessions": int(found.sessions[place]),
                "items": int(found.items[place]),
                **_between(found, one, ends),
            }
        )
    return Figures(rows, places=[[int(end) for end in found.pairs[n]] for n in order[:top]])


def centrality(found: Together, top: int | None = None, by: str = "people") -> Figures:
    """People by their place in the network of who sat with whom.

    Columns:
        people: how many others they shared a session with (degree).
        pagerank: of the network weighted by sessions shared; the shares of all add up to 1
            (Brin and Page 1998).
        betweenness: the part of the shortest ways between any two others that lead through them,
            from 0 to 1, each step counting the same (Freeman 1977, by the algorithm of Brandes
            2001). Where the network is large it is estimated from the ways from some people only,
            drawn by lot with a fixed seed (Brandes and Pich 2007); a note says from how many.

    Args:
        by: the column to order by.
    """
    import networkx as nx

    graph, count = found.graph, len(found.people)
    notes = []
    enough = max(2, _STEPS // max(graph.number_of_edges(), 1))
    if enough < count:
        between = nx.betweenness_centrality(graph, k=enough, seed=SEED)
        notes.append(
            f"betweenness is estimated from {enough} of {count} people, drawn with seed {SEED}"
        )
    else:
        between = nx.betweenness_centrality(graph)
    rank = nx.pagerank(graph, weight="sessions") if count else {}
    rows: list[Row] = [
        {
            **_who(person),
            "sessions": person.sessions,
            "people": graph.degree(place),
            "pagerank": _rounded(rank[place]),
            "betweenness": _rounded(between[place]),
            **_first_and_last(person),
        }
        for place, person in enumerate(found.people)
    ]
    return Figures(_best(rows, by, top), notes)


def brokers(found: Together, top: int | None = None) -> Figures:
    """People through whom the sector and government are linked, who else would not be.

    A broker sat with somebody of the sector and with somebody of government who never sat with
    each other. These are the mediating roles of Gould and Fernandez (Structures of Mediation,
    Sociological Methodology 19, 1989) for two groups and ties without direction: a broker who is
    of the sector speaks for it (representative), one who is of government opens it (gatekeeper).
    Whoever came for government at least as often as not is counted there.

    Columns:
        sector_met, government_met: how many of each side they sat with.
        links: pairs of the two sides that they link.
        share: the same, each pair divided among all who link it, so that those whom nobody could
            replace come first.
        between: the pair they link that fewest others do.
    """
    from scipy.sparse import csr_array

    government = np.array([person.government for person in found.people], bool)
    inside, outside = np.flatnonzero(government), np.flatnonzero(~government)
    met = (found.weights > 0).astype(np.int64)
    to_sector, to_government = met[:, outside], met[:, inside]
    ways = (to_sector.T @ to_government).tocsr()  # how many people link each pair
    strangers = ways - ways.multiply(met[outside][:, inside])
    strangers.eliminate_zeros()
    each = csr_array(strangers, dtype=np.float64)
    each.data = 1 / each.data
    links = _through(to_sector, strangers > 0, to_government)
    shares = _through(to_sector, each, to_government)
    order = np.lexsort((np.arange(len(links)), -links, -np.round(shares, 9)))
    rows: list[Row] = []
    places = []
    for place in order[:top]:
        if not links[place]:
            break
        left = outside[to_sector[[place]].indices]
        right = inside[to_government[[place]].indices]
        pair = _rarest(strangers, np.searchsorted(outside, left), np.searchsorted(inside, right))
        ends = int(outside[pair[0]]), int(inside[pair[1]])
        places.append([int(place), *ends])
        person = found.people[place]
        rows.append(
            {
                **_who(person),
                "side": "government" if person.government else "sector",
                "sector_met": len(left),
                "government_met": len(right),
                "links": int(links[place]),
                "share": _rounded(shares[place]),
                "between": [found.people[end].name for end in ends],
                "source": _sources(
                    found.source(int(place), found.shared(int(place), end)[1]) for end in ends
                ),
            }
        )
    return Figures(rows, places=places)


def communities(found: Together, top: int | None = None) -> Figures:
    """Groups of people who sat with each other more than with others.

    By the method of Louvain (Blondel and others 2008) on the network weighted by sessions shared,
    with a fixed seed and people in the order of their keys, so that the same graph gives the same
    groups. The note says the modularity: 0 where the groups explain nothing, near 1 where hardly
    anybody sits outside their own.

    Columns:
        people: how many; `members` are their names, who sat most with the others of it first.
        sessions: how many any of them were in.
    """
    from networkx.algorithms.community import louvain_communities, modularity

    graph = found.graph
    if not graph.number_of_edges():
        return Figures([])
    groups = louvain_communities(graph, weight="sessions", seed=SEED)
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    notes = [f"modularity {modularity(graph, groups, weight='sessions'):.3f}"]
    rows: list[Row] = []
    for number, group in enumerate(ordered[:top], 1):
        inside = found.weights[group][:, group].sum(axis=1)
        members = [group[place] for place in np.lexsort((group, -inside))]
        whose = Counter(found.people[place].organisation for place in members)
        del whose[None]
        stays = [stay for place in group for stay in found.people[place].stays]
        everything = Attender("", "", sorted(stays, key=lambda s: found.order[s.session]))
        rows.append(
            {
                "community": number,
                "people": len(group),
                "members": [found.people[place].name for place in members],
                "organisations": [name for name, _ in whose.most_common(5)],
                "sessions": everything.sessions,
                **_first_and_last(everything),
            }
        )
    return Figures(rows, notes, ordered[:top])


KINDS: Mapping[str, Callable[[Together, int | None], Figures]] = {
    "brokers": brokers,
    "centrality": centrality,
    "co-attendance": co_attendance,
    "communities": communities,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "brokers": (
        *("person", "organisation", "side", "sector_met", "government_met"),
        *("links", "share", "between", "source"),
    ),
    "centrality": (
        *("person", "organisation", "sessions", "people", "pagerank", "betweenness"),
        *("first", "last", "source"),
    ),
    "co-attendance": ("person", "other", "sessions", "items", "first", "last", "source"),
    "communities": (
        *("community", "people", "members", "organisations", "sessions"),
        *("first", "last", "source"),
    ),
}


def _who(person: Attender) -> Row:
    return {"person": person.name, "organisation": person.organisation}


def _first_and_last(person: Attender) -> Row:
    first, last = person.stays[0], person.stays[-1]
    return {
        "first": first.date,
        "last": last.date,
        "source": _sources([first.source, last.source]),
    }


def _between(found: Together, person: int, ends: Sequence[str]) -> Row:
    stays = {stay.session: stay for stay in reversed(found.people[person].stays)}
    return {
        "first": stays[ends[0]].date,
        "last": stays[ends[1]].date,
        "source": _sources(stays[end].source for end in ends),
    }


def _sources(sources: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sources))


def _through(left: csr_array, pairs: csr_array, right: csr_array) -> np.ndarray:
    """For each person, the sum of `pairs` of which they sat with both."""
    return np.asarray((left @ pairs).multiply(right).sum(axis=1)).ravel()


def _rarest(pairs: csr_array, left: np.ndarray, right: np.ndarray) -> tuple[int, int]:
    """Of some pairs that are not 0 the smallest, as indices; the first of several."""
    part = pairs[left][:, right].tocoo()
    place = np.lexsort((part.col, part.row, part.data))[0]
    return int(left[part.row[place]]), int(right[part.col[place]])


def _best(rows: list[Row], by: str, top: int | None) -> list[Row]:
    return sorted(rows, key=lambda row: -float(str(row[by])))[:top]


def _rounded(value: float) -> float:
    """To what is stable from machine to machine."""
    return round(float(value), 6)
