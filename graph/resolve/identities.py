"""Who is who in a graph: a function of what its documents say and what a person judged.

Nothing else plays a part, neither the order of loading nor what was in the graph before, so that
the same documents and judgements always give the same graph.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations

from minutegraph.graph.model import Value
from minutegraph.graph.resolve.evidence import Cast
from minutegraph.graph.resolve.organisations import Organisations
from minutegraph.graph.resolve.people import People
from minutegraph.graph.resolve.person import Person
from minutegraph.graph.resolve.registry import Kind, Registry

Place = tuple[str, str]  # main label and key


class Resolution:
    """The identities of all documents.

    Attributes:
        problems: judgements that do not hold, one line each.
    """

    def __init__(self, casts: Sequence[Cast], registry: Registry) -> None:
        self.casts = casts
        self.organisations = Organisations(casts, registry.organisations)
        self.people = People(casts, self.organisations, registry.people)
        self._registry = registry
        self.problems = (*self.organisations.problems, *self.people.problems)

    def keys(self, cast: Cast) -> dict[Place, str]:
        """Keys in the graph of a document's own nodes, where they differ."""
        found: dict[Place, str] = {}
        for person in cast.people:
            found["Person", person.key] = self.people.keys[cast.document, person.key]
        for something in cast.organisations:
            at = self.organisations.key(cast.document, something.key)
            found["Organisation", something.key] = at
        for _, meeting in cast.meetings:
            found["Meeting", meeting] = self._meetings.get((cast.document, meeting), meeting)
        return {place: key for place, key in found.items() if key != place[1]}

    def name(self, kind: Kind, key: str) -> str:
        """The name of an identity."""
        people, organisations = self.people.identities, self.organisations.identities
        return people[key].name if kind == "people" else organisations[key].name

    def person(self, key: str) -> Person:
        """What is known of a person, by the key in the graph."""
        return self._persons[key]

    @cached_property
    def _persons(self) -> Mapping[str, Person]:
        people = self.people
        return {people.keys[p.mentions[0].at]: p for p in people.persons.values()}

    @cached_property
    def unsure(self) -> frozenset[frozenset[str]]:
        """Pairs of identities of which a person said that they cannot tell."""
        found: set[frozenset[str]] = set()
        sections = (
            (self._registry.people.unsure, self.people.found),
            (self._registry.organisations.unsure, self.organisations.found),
        )
        for groups, find in sections:
            for group in groups:
                for one, other in combinations(group, 2):
                    found |= {frozenset((a, b)) for a in find(one) for b in find(other)}
        return frozenset(found)

    @cached_property
    def shown(self) -> dict[Place, dict[str, Value]]:
        """What nodes show that no single document decides: names, and what judgements say."""
        found: dict[Place, dict[str, Value]] = {}
        for person in self.people.identities.values():
            found["Person", person.key] = {"name": person.name, "aliases": list(person.aliases)}
        for organisation in self.organisations.identities.values():
            said: dict[str, Value] = {
                "name": organisation.name,
                "aliases": list(organisation.aliases),
            }
            if organisation.acronym:
                said["acronym"] = organisation.acronym
            if organisation.sector:
                said["sector"], said["sector_basis"] = organisation.sector
            found["Organisation", organisation.key] = said
        return found

    @cached_property
    def _meetings(self) -> Mapping[tuple[str, str], str]:
        """By document and own key, the key of a meeting that several names of a body stand for."""
        known: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        recorded: set[str] = set()
        for cast in self.casts:
            if cast.body is None:
                continue
            body = self.organisations.key(cast.document, cast.body)
            for place, (day, key) in enumerate(cast.meetings):
                if day:
                    known[body, day][key].append(cast.document)
                if place == 0:
                    recorded.add(key)
        found = {}
        for keys in known.values():
            if len(keys) > 1:
                stays = min(keys, key=lambda key: (key not in recorded, key))
                for key, documents in keys.items():
                    found.update({(document, key): stays for document in documents})
        return found


def keys_as_text(keys: Mapping[Place, str]) -> str:
    """The keys of a document as one text, to tell whether they changed."""
    return json.dumps([[*place, key] for place, key in sorted(keys.items())], ensure_ascii=False)


def digest(registry: Registry) -> str:
    """A short text that stands for all judgements, whatever order they stand in."""
    lines = sorted(repr(judgement) for judgement in registry.judgements())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
