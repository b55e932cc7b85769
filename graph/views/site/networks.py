"""The interactive network of a body: who sits on it, and where they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from minutegraph.graph.model import Node, Relationship, Value, filled
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.network import render
from minutegraph.graph.views.site.model import Thing, Tie, World

_KINDS = {
    "sits on": "MEMBER_OF",
    "belongs to": "AFFILIATED_WITH",
    "holds the post": "HOLDS_POST",
}
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
            _KINDS[tie.relation],
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
        [_node(things[end], world) for end in ends],
        relationships,
        heading=f"{body.name}: people and organisations",
        note="Who sits on it by its minutes, and where these people belong.",
        links=links,
    )


def _node(thing: Thing, world: World) -> Node:
    further = {"official": ("Official",), "member": ("Member",)}.get(thing.kind, ())
    if thing.label == "Organisation":
        further = ("Body",) if thing.key in world.bodies else ()
    properties: dict[str, Value] = {"name": thing.name, "aliases": list(thing.also)}
    if thing.label == "Organisation" and thing.kind:
        properties["sector"] = thing.kind
    return Node((thing.label, *further), thing.key, filled(properties))
