"""The part of a page that a person or organisation has in a view of its own as well."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from minutegraph.graph.model import Node, Relationship, Value, filled
from minutegraph.graph.views.near import Place, left_out, near
from minutegraph.graph.views.profile import Presence, Shown
from minutegraph.graph.views.site.model import RELATIONS, About, Sitting, Thing, World


class Profiles:
    """Nodes of the site, and what links those that may stand beside each other on a drawing."""

    def __init__(self, world: World) -> None:
        self._world = world
        things = (*world.people, *world.organisations)
        self._nodes = {(thing.label, thing.key): node_of(thing, world) for thing in things}
        self._links: dict[Place, list[Relationship]] = defaultdict(list)
        self._own: dict[str, list[Sitting]] = defaultdict(list)
        for meeting in world.meetings:
            place = ("Meeting", meeting.key)
            properties = filled({"name": meeting.name, "date": meeting.date})
            self._nodes[place] = Node(("Meeting",), meeting.key, properties)
            if meeting.body:
                self._own[meeting.body].append(meeting)
                self._link(place, "MEETING_OF", meeting.body)
        for tie in world.ties:
            if tie.relation != "holds the post":
                self._link(
                    ("Person", tie.person.key), RELATIONS[tie.relation], tie.organisation.key
                )
        for part, whole in world.parts:
            self._link(("Organisation", part), "PART_OF", whole)

    def _link(self, start: Place, kind: str, organisation: str) -> None:
        self._links[start].append(Relationship(start, kind, ("Organisation", organisation)))

    def of(self, thing: Thing, about: About) -> Shown:
        """What is shown of a person or organisation; `about` is what the meetings say of it."""
        place = (thing.label, thing.key)
        profile = self._world.profiles[place]
        presences = [_presence(s.date, s.meeting.key, s.meeting.name, s.how) for s in about.stays]
        presences += [
            _presence(
                each.date, each.key, each.name,
                "its own meeting" if each.recorded else "its own, mentioned",
            )
            for each in self._own.get(thing.key, ())
        ]  # fmt: skip
        presences.sort(key=lambda each: each.key)
        presences.sort(key=lambda each: each.date or dt.date.min, reverse=True)
        company = self._world.company.get(place, ())
        places, links = near(place, profile.roles, presences, company)
        drawn = set(places)
        among = [link for each in places for link in self._links[each] if link.end in drawn]
        return Shown.of(
            replace(
                profile,
                presences=tuple(presences),
                near=(tuple(self._nodes[each] for each in places), (*among, *links)),
                left_out=left_out(thing.label, profile.roles, presences),
            )
        )


def node_of(thing: Thing, world: World) -> Node:
    """A person or organisation as drawings take it."""
    profile = world.profiles[thing.label, thing.key]
    properties: dict[str, Value] = {
        "name": thing.name,
        "aliases": list(thing.also),
        "acronym": dict(profile.facts).get("Acronym"),
    }
    if thing.label == "Organisation" and thing.kind:
        properties["sector"] = thing.kind
    further = (profile.kind,) if profile.kind != thing.label else ()
    return Node((thing.label, *further), thing.key, filled(properties))


def _presence(date: dt.date | None, key: str, name: str, how: str) -> Presence:
    return Presence(date, key, name, "", how, "", "", "", "", "")
