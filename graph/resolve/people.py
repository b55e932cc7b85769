"""Which people of many documents are one.

Everybody a document speaks of is a mention. Mentions of one name, organisation and side of a
judgement are one person to begin with; then persons are joined, the strongest evidence first:

1. one name: in minutes of one body; then anywhere, unless two have the name at once;
2. names that can be one person's (see `names.fit`): in one organisation and one body, then in one
   organisation, then in one body.

Nobody is joined with somebody listed in the same document, nor where a person judged them to be
different. Where somebody can be either of two who are not one, or a chain of joins would end in
such two, nothing of it is joined: those are candidates for a person to judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from minutegraph.graph import keys
from minutegraph.graph.resolve.clusters import Clusters, near_words
from minutegraph.graph.resolve.evidence import Cast
from minutegraph.graph.resolve.judged import join_same, meant
from minutegraph.graph.resolve.names import one_letter, take_apart
from minutegraph.graph.resolve.organisations import Organisations
from minutegraph.graph.resolve.person import (
    Local,
    Mention,
    Person,
    Side,
    mentions_of,
    name_of,
    tellers,
)
from minutegraph.graph.resolve.registry import People as Judged
from minutegraph.graph.resolve.registry import Ref

# Other given names with a surname from which on the same full name in another organisation and
# another body is no evidence of one person.
_COMMON_SURNAME = 6

Unit = str  # what a person begins as: name, organisation and what else tells apart


class Identity(NamedTuple):
    """A person of the graph; `aliases` are what judgements say."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


Edge = tuple[Unit, Unit]


class People:
    """Who is who among the people of casts.

    Attributes:
        persons: by what stands for them.
        identities: by their keys in the graph.
        keys: in the graph, by document and the key of its own node.
        problems: judgements that do not hold, one line each.
    """

    def __init__(
        self, casts: Sequence[Cast], organisations: Organisations, registry: Judged
    ) -> None:
        self._organisations = organisations
        self._judged = registry
        self.problems: list[str] = []
        self._by_slug: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions_of(casts, organisations):
            self._by_slug[mention.name.slug].append(mention)
        self._units: dict[Local, Unit] = {}
        self._clusters: Clusters[Unit] = Clusters()
        self._torn: set[Unit] = set()  # who may be either of two who are not one
        self.persons: dict[Unit, Person] = {}
        sides = self._sides()
        for slug in sorted(self._by_slug):
            self._begin(self._by_slug[slug], sides)
        self._common = self._common_surnames()
        by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit, person in self.persons.items():
            by_name[next(iter(person.names)).slug].append(unit)
        several = [units for units in by_name.values() if len(units) > 1]
        self._join(_pairs(several), _one_body)
        self._join(self._still(_pairs(several)), self._one_anywhere)
        for support in (_organisation_and_body, _organisation, _body):
            self._join(self.near(support), _one_by_name)
        self._part_first_names(sides)
        self._join_judged()
        self.identities: dict[str, Identity] = {}
        self.keys: dict[Local, str] = {}
        self._name_all()

    def found(self, text: str) -> list[str]:
        """Keys in the graph of those that a name of the registry can mean."""
        return sorted({self.keys[mention.at] for mention in self._find(text)})

    def mentioned(self, text: str) -> list[Local]:
        """The mentions that a name of the registry can mean."""
        return [mention.at for mention in self._find(text)]

    def near(self, support: Callable[[Person], Iterable[Hashable]]) -> Iterator[Edge]:
        """Pairs of persons with something in common whose names may be one person's."""
        surnames = {name.surname for p in self.persons.values() for name in p.names}
        near = near_words(surnames, one_letter)
        known: dict[Hashable, dict[str, list[Unit]]] = defaultdict(lambda: defaultdict(list))
        short: dict[Hashable, dict[str, list[Unit]]] = defaultdict(lambda: defaultdict(list))
        for unit, person in self.persons.items():
            for shared in support(person):
                for name in person.names:
                    known[shared][name.surname or name.slug].append(unit)
                    if name.surname and name.given:
                        short[shared][name.given[0]].append(unit)
        seen: set[Edge] = set()
        for shared, words in known.items():
            for word, units in words.items():
                others = [u for n in near.get(word, ()) if n > word for u in words.get(n, ())]
                # One word alone may be a given name as well as a surname.
                others += [u for u in short[shared].get(word, ())]
                pairs = (*combinations(units, 2), *((u, o) for u in units for o in others))
                for one, other in pairs:
                    edge = _ordered(one, other)
                    if one != other and edge not in seen:
                        seen.add(edge)
                        yield edge

    def _begin(self, mentions: list[Mention], sides: Mapping[Local, frozenset[Side]]) -> None:
        """Mentions of one name, organisation and side of judgements as one person."""
        groups: dict[Unit, list[Mention]] = defaultdict(list)
        for mention in mentions:
            where = next(iter(mention.organisations), None) or mention.body or mention.at[0]
            judged = sorted(sides.get(mention.at, ()))
            groups[_unit(mention.name.slug, where, *map(str, judged))].append(mention)
        for unit, group in groups.items():
            for own, mention in _told_apart(unit, group):
                self._units[mention.at] = own
                one = Person.of(mention, sides.get(mention.at, ()))
                self.persons.setdefault(own, Person()).add(one)

    def _sides(self) -> dict[Local, frozenset[Side]]:
        """For mentions that were judged to be different from others, on which side they are."""
        found: dict[Local, set[Side]] = defaultdict(set)
        number = 0
        for group in sorted(self._judged.different):
            for pair in combinations(group, 2):
                one, other = ({m.at for m in self._find(text)} for text in pair)
                # "Ann Lee" and "Ann Lee @ doc:may.md": the first is all others of the name.
                there = one and other
                one, other = (one - other, other) if one > other else (one, other - one)
                if there and not (one and other):
                    self.problems.append(f"different: {pair[0]} and {pair[1]} mean the same")
                for side, those in enumerate((one, other)):
                    for at in those:
                        found[at].add((number, side))
                number += 1
        return {at: frozenset(sides) for at, sides in found.items()}

    def _find(self, text: str) -> list[Mention]:
        """The mentions that a name of the registry can mean."""
        ref = Ref.parse(text)
        found = self._written(ref)
        if not found:  # the name may be one that a person gave
            for of, name in self._judged.names.items():
                if keys.slug(name) == keys.slug(ref.name):
                    of_ref = Ref.parse(of)
                    found |= self._written(
                        Ref(
                            of_ref.name,
                            of_ref.organisation or ref.organisation,
                            of_ref.document or ref.document,
                        )
                    )
        return list(found.values())

    def _written(self, ref: Ref) -> dict[Local, Mention]:
        """The mentions of a name as documents write it."""
        organisation = ref.organisation
        among = set(self._organisations.found(organisation)) if organisation else None
        return {
            mention.at: mention
            for mention in self._by_slug.get(take_apart(ref.name).slug, ())
            if ref.document in (None, mention.at[0])
            and (among is None or among & set(mention.organisations))
        }

    def _common_surnames(self) -> frozenset[str]:
        given: dict[str, set[str]] = defaultdict(set)
        for mentions in self._by_slug.values():
            name = mentions[0].name
            if name.full:
                given[name.surname].add(name.given[0])
        return frozenset(s for s, names in given.items() if len(names) >= _COMMON_SURNAME)

    def _still(self, edges: Iterable[Edge]) -> Iterator[Edge]:
        """Pairs of what stands for them now, without those that are one."""
        seen = set()
        for one, other in edges:
            edge = _ordered(self._clusters.root(one), self._clusters.root(other))
            if edge[0] != edge[1] and edge not in seen:
                seen.add(edge)
                yield edge

    def _one_anywhere(self, one: Person, other: Person) -> bool:
        """Whether one full name is one person's, in other bodies as well."""
        name = next(iter(one.names))
        if one.organisations & other.organisations:
            return True
        if not name.full or name.surname in self._common:
            return False
        if not (one.organisations and other.organisations):
            return True
        (begin, end), (first, last) = one.days, other.days
        return not (begin and first) or end < first or last < begin

    def _join(self, edges: Iterable[Edge], fits: Callable[[Person, Person], bool]) -> None:
        """Join everybody with whom they may vary, where that can be one person only."""
        bases: dict[Unit, set[Unit]] = defaultdict(set)
        for one, other in edges:
            first, second = self.persons[one], self.persons[other]
            if first.apart(second) or not fits(first, second):
                continue
            if first.varies(second):
                bases[one].add(other)
            if second.varies(first):
                bases[other].add(one)
        chains: Clusters[Unit] = Clusters()
        torn = {
            unit
            for unit, those in bases.items()
            if not all(self._may_be_one(*pair) for pair in combinations(sorted(those), 2))
        }
        self._torn |= torn
        for unit in sorted(bases.keys() - torn):
            for base in sorted(bases[unit] - torn):
                chains.join(unit, base)
        for chain in sorted({chains.root(unit) for unit in bases}):
            members = sorted(chains.members(chain))
            if not any(
                self.persons[one].apart(self.persons[other])
                for one, other in combinations(members, 2)
            ):
                for other in members[1:]:
                    self._merge(members[0], other)

    def _part_first_names(self, sides: Mapping[Local, frozenset[Side]]) -> None:
        """A first name that several have is not even one person's from document to document."""
        for unit in sorted(self._torn & self.persons.keys()):
            person = self.persons[unit]
            if person.best.surname or len(person.documents) == 1:
                continue
            del self.persons[unit]
            for mention in person.mentions:
                own = _unit(unit, *mention.at)
                self._units[mention.at] = own
                self.persons[own] = Person.of(mention, sides.get(mention.at, ()))

    def _may_be_one(self, one: Unit, other: Unit) -> bool:
        first, second = self.persons[one], self.persons[other]
        return first.fit(second) is not None and not first.apart(second)

    def _merge(self, one: Unit, other: Unit) -> None:
        one, other = self._clusters.root(one), self._clusters.root(other)
        if one != other:
            self._clusters.join(one, other)
            stays = self._clusters.root(one)
            self.persons[stays].add(self.persons.pop(other if stays == one else one))

    def _join_judged(self) -> None:
        clusters: Clusters[Unit] = Clusters()
        units = {at: self._clusters.root(unit) for at, unit in self._units.items()}
        apart = [(one, other) for one, other in self._judged_apart()]
        aliases = [[name, alias] for name, also in self._judged.aliases.items() for alias in also]
        self.problems += join_same(
            clusters,
            [*self._judged.same, *aliases],
            apart,
            lambda text: [units[mention.at] for mention in self._find(text)],
        )
        for unit in sorted(self.persons):
            root = clusters.root(unit)
            if root != unit:
                self._merge(root, unit)

    def _judged_apart(self) -> Iterator[Edge]:
        sided: dict[Side, list[Unit]] = defaultdict(list)
        for unit, person in self.persons.items():
            for side in person.sides:
                sided[side].append(unit)
        for (number, which), units in sided.items():
            if which == 0:
                yield from ((u, o) for u in units for o in sided.get((number, 1), ()))

    def _name_all(self) -> None:
        def find(text: str) -> list[Unit]:
            return [self._clusters.root(self._units[mention.at]) for mention in self._find(text)]

        named: dict[Unit, str] = {}
        for text, name in sorted(self._judged.names.items()):
            unit = meant(self._clusters, text, find, self.problems, f"name {name}")
            if unit is not None:
                named.setdefault(unit, name)
        aliases: dict[Unit, set[str]] = defaultdict(set)
        for text, also in self._judged.aliases.items():
            unit = meant(self._clusters, text, find, self.problems, f"alias {', '.join(also)}")
            if unit is not None:
                aliases[unit] |= set(also)
        namesakes: dict[str, list[Unit]] = defaultdict(list)
        names = {unit: named.get(unit) or name_of(person) for unit, person in self.persons.items()}
        for unit, name in names.items():
            namesakes[keys.person_key(name)].append(unit)
        for units in namesakes.values():
            units.sort(key=lambda unit: min((m.date, m.at) for m in self.persons[unit].mentions))
            apart_by = tellers([self.persons[unit] for unit in units])
            for unit, apart in zip(units, apart_by, strict=True):
                key = keys.person_key(names[unit], apart)
                self.identities[key] = Identity(key, names[unit], tuple(sorted(aliases[unit])))
                for mention in self.persons[unit].mentions:
                    self.keys[mention.at] = key


def _unit(*parts: str) -> Unit:
    return "\0".join(parts)


def _told_apart(unit: Unit, group: Sequence[Mention]) -> Iterator[tuple[Unit, Mention]]:
    """Two of one name and organisation in one document: by their posts, else each alone."""
    if max(Counter(mention.at[0] for mention in group).values()) == 1:
        yield from ((unit, mention) for mention in group)
        return
    by_post: dict[str, list[Mention]] = defaultdict(list)
    for mention in group:
        by_post[keys.slug(mention.position) if mention.position else ""].append(mention)
    for post, those in by_post.items():
        documents = Counter(mention.at[0] for mention in those)
        for mention in those:
            alone = documents[mention.at[0]] > 1
            yield _unit(unit, post, *(mention.at if alone else ())), mention


def _pairs(groups: Iterable[list[Unit]]) -> Iterator[Edge]:
    for units in groups:
        for one, other in combinations(units, 2):
            yield _ordered(one, other)


def _ordered(one: Unit, other: Unit) -> Edge:
    return (one, other) if one < other else (other, one)


def _one_body(one: Person, other: Person) -> bool:
    return bool(one.bodies & other.bodies or one.organisations & other.organisations)


def _one_by_name(one: Person, other: Person) -> bool:
    return one.fit(other) is not None


def _organisation_and_body(person: Person) -> Iterator[Hashable]:
    return ((o, b) for o in person.organisations for b in person.bodies)


def _organisation(person: Person) -> Iterable[Hashable]:
    return person.organisations


def _body(person: Person) -> Iterable[Hashable]:
    return person.bodies
