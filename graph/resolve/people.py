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
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from minutegraph.graph import keys
from minutegraph.graph.resolve.clusters import Clusters, near_words
from minutegraph.graph.resolve.evidence import Cast
from minutegraph.graph.resolve.judged import join_same, meant
from minutegraph.graph.resolve.names import Fit, Name, fit, one_letter, take_apart
from minutegraph.graph.resolve.organisations import Organisations
from minutegraph.graph.resolve.registry import People as Judged
from minutegraph.graph.resolve.registry import Ref

# Other given names with a surname from which on the same full name in another organisation and
# another body is no evidence of one person.
_COMMON_SURNAME = 6

Side = tuple[int, int]  # number of a judgement that two are different, and which of the two
Local = tuple[str, str]  # a document and the key of its own node
Unit = str  # what a person begins as: name, organisation and what else tells apart


class Mention(NamedTuple):
    """A person as one document has them, with organisations and body as the graph has them."""

    at: Local
    text: str
    name: Name
    listed: bool
    date: str
    body: str | None
    organisations: tuple[str, ...]
    position: str | None


@dataclass(slots=True)
class Person:
    """One person so far, and the evidence of all mentions."""

    mentions: list[Mention] = field(default_factory=list)
    names: set[Name] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    sides: set[Side] = field(default_factory=set)
    _best: Name | None = None

    def add(self, other: Person) -> None:
        """Take over what is known of another."""
        self.mentions += other.mentions
        self._best = None
        for name in ("names", "organisations", "bodies", "documents", "listed", "sides"):
            getattr(self, name).update(getattr(other, name))

    @property
    def days(self) -> tuple[str, str]:
        """The first and last day somebody speaks of them; empty where no day is known."""
        known = [mention.date for mention in self.mentions if mention.date]
        return (min(known), max(known)) if known else ("", "")

    def together(self, other: Person) -> bool:
        """Whether one document has both as two people."""
        if self.listed & other.listed:
            return True
        return bool(self.documents & other.documents) and not self.names.isdisjoint(other.names)

    def judged_apart(self, other: Person) -> bool:
        """Whether somebody judged the two to be different."""
        return any((number, 1 - side) in other.sides for number, side in self.sides)

    def apart(self, other: Person) -> bool:
        """Whether the two cannot be one."""
        return self.judged_apart(other) or self.together(other)

    @property
    def best(self) -> Name:
        """The name that says most; of several such the one in most documents."""
        if self._best is None:
            counts = Counter(mention.name for mention in self.mentions)
            self._best = max(counts, key=lambda name: (name.full, counts[name], name))
        return self._best

    def fit(self, other: Person) -> Fit | None:
        """How the names of the two fit, by the best of each."""
        return fit(self.best, other.best)

    def varies(self, other: Person) -> bool:
        """Whether this is what the other may be called, rather than the other way round.

        The shorter form is the variant, and of two spellings the rarer; both where neither is.
        """
        mine, theirs = self.best, other.best
        if mine.surname == theirs.surname and mine.given != theirs.given:
            if len(mine.given) != len(theirs.given):
                return len(mine.given) < len(theirs.given)
            how = fit(mine, theirs)
            if how and "letter" not in how.how:
                return len("".join(mine.given)) <= len("".join(theirs.given))
        if bool(mine.surname) != bool(theirs.surname):
            return not mine.surname
        return len(self.documents) <= len(other.documents)


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
        for mention in _mentions(casts, organisations):
            self._by_slug[mention.name.slug].append(mention)
        self._units: dict[Local, Unit] = {}
        self._clusters: Clusters[Unit] = Clusters()
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
                self.persons.setdefault(own, Person()).add(
                    Person(
                        [mention],
                        {mention.name},
                        set(mention.organisations),
                        {mention.body} if mention.body else set(),
                        {mention.at[0]},
                        {mention.at[0]} if mention.listed else set(),
                        set(sides.get(mention.at, ())),
                    )
                )

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
        names = {unit: named.get(unit) or _name(person) for unit, person in self.persons.items()}
        for unit, name in names.items():
            namesakes[keys.person_key(name)].append(unit)
        for units in namesakes.values():
            units.sort(key=lambda unit: min((m.date, m.at) for m in self.persons[unit].mentions))
            tellers = _tellers([self.persons[unit] for unit in units])
            for unit, apart in zip(units, tellers, strict=True):
                key = keys.person_key(names[unit], apart)
                self.identities[key] = Identity(key, names[unit], tuple(sorted(aliases[unit])))
                for mention in self.persons[unit].mentions:
                    self.keys[mention.at] = key


def _mentions(casts: Iterable[Cast], organisations: Organisations) -> Iterator[Mention]:
    for cast in casts:
        document = cast.document
        body = organisations.key(document, cast.body) if cast.body else None
        for key, text, titled, listed, of, position in cast.people:
            yield Mention(
                (document, key),
                text,
                take_apart(text, titled and " " not in text),
                listed,
                cast.date,
                body,
                tuple(dict.fromkeys(organisations.key(document, each) for each in of)),
                position,
            )


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


def _name(person: Person) -> str:
    """What to call a person: in full, as most documents have it, as the latest of them does."""
    by_slug = Counter(mention.name.slug for mention in person.mentions)
    return max(
        person.mentions,
        key=lambda m: (m.name.full, by_slug[m.name.slug], m.name.slug, m.date, m.at, m.text),
    ).text


def _tellers(people: Sequence[Person]) -> list[str | None]:
    """What tells people of one name apart in their keys: organisation, else post, body, place."""
    if len(people) == 1:
        return [None]
    marks: list[list[str]] = []
    for person in people:
        first = min(person.mentions, key=lambda m: (m.date, m.at))
        organisation = next((m.organisations[0] for m in person.mentions if m.organisations), "")
        marks.append(
            [
                organisation.removeprefix("org:"),
                keys.slug(first.position) if first.position else "",
                (first.body or "").removeprefix("org:"),
                first.at[0].removeprefix("doc:"),
            ]
        )
    found: list[str | None] = []
    for place, mine in enumerate(marks):
        others = marks[:place] + marks[place + 1 :]
        unique = (
            part
            for number, part in enumerate(mine)
            if part and all(other[number] != part for other in others)
        )
        found.append(next(unique, str(place + 1)))
    return found
