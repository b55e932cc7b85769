"""What the pages of a site say of each person and organisation, as their views do, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from minutegraph.graph.analyse.together import Together
from minutegraph.graph.model import Node
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.views.near import DRAWN, Place
from minutegraph.graph.views.palette import kind_of
from minutegraph.graph.views.profile import Profile
from minutegraph.queries.shown.profile import (
    Judged,
    Of,
    facts_of,
    judged,
    judgements_by_name,
    roles_of,
    written_of,
)

Rows = Sequence[Mapping[str, Any]]
Company = dict[Place, list[tuple[str, int]]]

_OF: dict[str, Of] = {"Person": "person", "Organisation": "organisation"}


def profiles(
    nodes: Iterable[Node], ties: Rows, written: Rows, registry: Registry | None
) -> dict[Place, Profile]:
    """Of each node what does not come from the meetings one by one; the rest is empty.

    Args:
        nodes: people and organisations with all their labels.
        ties, written: rows of the queries of that name in queries/views/site.
    """
    roles: dict[Place, list[dict[str, Any]]] = defaultdict(list)
    for row in ties:
        person, organisation = ("Person", row["person"]), ("Organisation", row["organisation"])
        roles[person].append(
            {
                **row,
                "label": "Organisation",
                "key": organisation[1],
                "name": row["organisation_name"],
            }
        )
        roles[organisation].append(
            {**row, "label": "Person", "key": person[1], "name": row["person_name"]}
        )
    forms: dict[Place, list[dict[str, Any]]] = defaultdict(list)
    for row in written:
        forms[row["label"], row["key"]].append(dict(row))
    known: Judged = judgements_by_name(registry) if registry else {}
    found = {}
    for node in nodes:
        place, of = (node.label, node.key), _OF[node.label]
        own = sorted(roles[place], key=lambda row: (row["relation"], row["name"], row["key"]))
        ways = written_of(forms[place], of)
        aliases, may_be = (
            tuple(map(str, value)) if isinstance(value, list) else ()
            for value in (node.properties.get("aliases"), node.properties.get("may_be"))
        )
        names = (node.name, *aliases, *(way.text for way in ways))
        found[place] = Profile(
            label=node.label,
            kind=kind_of(node),
            key=node.key,
            name=node.name,
            facts=facts_of(node.properties),
            other_names=aliases,
            roles=tuple(roles_of(own, of)),
            presences=(),
            said=(),
            actions=(),
            mentions=(),
            written=tuple(ways),
            judgements=judged(known, of, names),
            may_be=may_be,
            left_out="",
            near=((), ()),
            counts={},
        )
    return found


def company_of_people(found: Together) -> Company:
    """The people whom each sat with most often, with the sessions shared, most first."""
    names = [(person.name, person.key) for person in found.people]
    rank = np.empty(len(names), np.int64)
    rank[sorted(range(len(names)), key=lambda place: names[place])] = np.arange(len(names))
    one = np.concatenate([found.pairs[:, 0], found.pairs[:, 1]])
    other = np.concatenate([found.pairs[:, 1], found.pairs[:, 0]])
    sessions = np.concatenate([found.sessions, found.sessions])
    order = np.lexsort((rank[other], -sessions, one))
    one, other, sessions = one[order], other[order], sessions[order]
    # How many of the same person come before each row.
    before = np.arange(len(one)) - np.searchsorted(one, one)
    company: Company = defaultdict(list)
    for place in np.flatnonzero(before < DRAWN["company"]).tolist():
        whose = ("Person", found.people[one[place]].key)
        company[whose].append((found.people[other[place]].key, int(sessions[place])))
    return company


def company_of_organisations(rows: Rows) -> Company:
    """The organisations that were represented beside each most often, most first.

    Args:
        rows: of queries/views/site/represented.cypher.
    """
    rooms: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    names = {}
    for row in rows:
        rooms[row["session"], str(row["document"])].append(row)
        names[row["key"]] = row["name"]
    shared: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (session, _), here in rooms.items():
        during = [(row["key"], None if row["items"] is None else set(row["items"])) for row in here]
        for place, (one, mine) in enumerate(during):
            for other, theirs in during[place + 1 :]:
                if one != other and (mine is None or theirs is None or mine & theirs):
                    shared[one][other].add(session)
                    shared[other][one].add(session)
    return {
        ("Organisation", one): [
            (other, len(sessions))
            for other, sessions in sorted(
                beside.items(), key=lambda each: (-len(each[1]), names[each[0]], each[0])
            )[: DRAWN["company"]]
        ]
        for one, beside in shared.items()
    }
