"""The interactive network of a body: who sits on it, and where they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from minutegraph.graph.model import Relationship, filled
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.network import render
from minutegraph.graph.views.site.model import RELATIONS, Thing, Tie, World
from minutegraph.graph.views.site.profiles import node_of

_LEAST = 3  # people, for a drawing to say more than a list


def networks(world: World) -> Iterator[tuple[Thing, Callable[[Links], str]]]:
    """Each body whose people are worth drawing, and what gives the page for what is around it."""
    things: dict[tuple[str, str], Thing] = {
        (thing.label, thing.key): thing for thing in (*world.people, *world.organisations)
    }
    by_person, by_body = defaultdict(list), defaultdict(list)
    for tie in world.ties:
        by_person[tie.person.key].append(tie)
        if tie.organisation.key in world.bodies:
            by_body[tie.organisation.key].append(tie)
    for thing in world.organisations:
        people = list(dict.fromkeys(tie.person.key for tie in by_body[thing.key]))
        if len(people) < _LEAST:
            continue
        ties = [
            tie
            for person in people
            for tie in by_person[person]
            if tie.organisation.key == thing.key or tie.organisation.key not in world.bodies
        ]
        yield thing, partial(_page, thing, ties, things, world)


def _page(
    body: Thing,
    ties: list[Tie],
    things: Mapping[tuple[str, str], Thing],
    world: World,
    links: Links,
) -> str:
    ends = dict.fromkeys(
        end
        for tie in ties
        for end in (("Person", tie.person.key), ("Organisation", tie.organisation.key))
    )
    relationships = [
        Relationship(
            ("Person", tie.person.key),
            RELATIONS[tie.relation],
            ("Organisation", tie.organisation.key),
            filled(
                {
                    "position": tie.position,
                    "first_seen": tie.first,
                    "last_seen": tie.last,
                    "ended": tie.ended,
                    "source": list(tie.sources),
                }
            ),
        )
        for tie in ties
    ]
    return render(
        [node_of(things[end], world) for end in ends],
        relationships,
        heading=f"{body.name}: people and organisations",
        note="Who sits on it by its minutes, and where these people belong.",
        links=links,
    )
