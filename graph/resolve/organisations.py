"""Which organisations of many documents are one.

Joined without a judgement, in this order: names that differ by a legal form or an abbreviated
word; one said to be another's former name; a body called by the end of its own name in its own
minutes; an acronym with the one name that documents define it for, those of the same body first;
spellings one letter apart in minutes of one body; bodies whose names differ by the word for what
they are (committee, group) where most of their people are the same and no day is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from minutegraph.graph import keys
from minutegraph.graph.resolve.clusters import Clusters, near_words
from minutegraph.graph.resolve.evidence import Cast, Something
from minutegraph.graph.resolve.judged import by_cluster, join_same, meant
from minutegraph.graph.resolve.names import one_letter
from minutegraph.graph.resolve.registry import Organisations as Judged
from minutegraph.graph.resolve.registry import Ref
from minutegraph.graph.sectors import Sector, sector_of

_LEGAL = frozenset(
    "ltd limited plc inc incorporated llc llp lp cic cio gmbh ag bv nv sa sarl srl spa ab oy as pty".split()
)  # fmt: skip
_SHORT = {"dept": "department", "govt": "government", "assoc": "association", "univ": "university",
          "intl": "international", "natl": "national", "ctte": "committee", "cttee": "committee",
          "co": "company", "corp": "corporation"}  # fmt: skip
_FORMER = re.compile(
    r"^(?P<now>.+?)[\s,(]+(?:formerly|previously|also)(?: known as| called)? (?P<before>[^()]+)\)?$",
    re.IGNORECASE,
)
_KINDS = frozenset("committee group panel board forum council team network commission".split())
_LEAST_LETTERS = 12  # of a name that may be misspelt
_LEAST_SHARED = 3  # people that two names of one body must have in common, and half of the fewer


@dataclass(slots=True)
class _Known:
    """What documents say under one key."""

    names: Counter[str] = field(default_factory=Counter)
    latest: dict[str, tuple[str, str]] = field(default_factory=dict)
    acronyms: dict[str, set[str | None]] = field(default_factory=dict)
    bodies: set[str | None] = field(default_factory=set)
    sectors: list[tuple[str, str, Sector]] = field(default_factory=list)  # date, document


class Identity(NamedTuple):
    """An organisation of the graph; `acronym` and `aliases` are what judgements say of it."""

    key: str
    name: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    sector: Sector | None = None


class Organisations:
    """Who is who among the organisations of casts, by the keys of documents' own nodes.

    Attributes:
        identities: by their keys in the graph.
        used: keys of those that the graph has.
        problems: judgements that do not hold, one line each.
    """

    def __init__(self, casts: Sequence[Cast], registry: Judged) -> None:
        self._judged = registry
        self._known: dict[str, _Known] = defaultdict(_Known)
        self._meant: dict[
            tuple[str, str], str
        ] = {}  # document and key: where only that one says so
        for cast in casts:
            for something in cast.organisations:
                self._note(cast, something)
        self._by_slug: dict[str, list[str]] = defaultdict(list)
        for key, known in self._known.items():
            for slug in {keys.organisation_slug(name) for name in known.names}:
                self._by_slug[slug].append(key)
        apart = [
            (one, other)
            for group in registry.different
            for first, second in combinations(group, 2)
            for one in self._find(first)
            for other in self._find(second)
            if one != other
        ]
        self._clusters: Clusters[str] = Clusters(apart)
        self._join_spellings()
        self._join_ends_of_names(casts)
        self._join_acronyms(casts)
        self._join_typos()
        self._join_bodies(casts)
        aliases = [[name, *also] for name, also in registry.aliases.items()]
        self.problems = join_same(self._clusters, [*registry.same, *aliases], apart, self._find)
        self.identities: dict[str, Identity] = {}
        self._keys: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._name_all()
        self._different = {
            frozenset(self._keys[self._clusters.root(key)] for key in pair) for pair in apart
        }
        self.used = {self.key(c.document, each.key) for c in casts for each in c.organisations}

    def key(self, document: str, key: str) -> str:
        """The key in the graph of a document's own node."""
        return self._keys[self._clusters.root(self._meant.get((document, key), key))]

    def judged_apart(self, one: str, other: str) -> bool:
        """Whether a person judged two identities to be different, given by their keys."""
        return frozenset((one, other)) in self._different

    def mentioned(self, text: str) -> list[str]:
        """Keys of documents' nodes that a name of the registry can mean."""
        return self._find(text)

    def names(self, key: str) -> list[str]:
        """All names of an identity, as documents have them."""
        return sorted({name for each in self._members[key] for name in self._known[each].names})

    def acronyms(self, key: str) -> set[str]:
        """Acronyms of an identity, in lower case."""
        given = self.identities[key].acronym
        stated = {a for each in self._members[key] for a in self._known[each].acronyms}
        return {acronym.casefold() for acronym in (*stated, *([given] if given else []))}

    def found(self, text: str) -> list[str]:
        """Keys in the graph of those that a name of the registry can mean."""
        return sorted({self._keys[self._clusters.root(key)] for key in self._find(text)})

    def _note(self, cast: Cast, something: Something) -> None:
        known = self._known[something.key]
        at = (cast.date, cast.document)
        known.names[something.name] += 1
        known.latest[something.name] = max(known.latest.get(something.name, at), at)
        known.bodies.add(cast.body)
        if something.sector:
            known.sectors.append((*at, something.sector))
        if something.acronym:
            known.acronyms.setdefault(something.acronym, set()).add(cast.body)

    def _find(self, text: str) -> list[str]:
        """Keys of documents' nodes that a name of the registry can mean."""
        ref = Ref.parse(text)
        if ref.name in self._known:
            return [ref.name]
        slug = keys.organisation_slug(ref.name)
        found = self._by_slug.get(slug)
        if found is None:  # the name may be one that a person gave
            found = [
                key
                for of, name in self._judged.names.items()
                if keys.organisation_slug(name) == slug
                for key in self._by_slug.get(keys.organisation_slug(Ref.parse(of).name), ())
            ]
        return list(dict.fromkeys(found))

    def _join(self, one: str, other: str) -> None:
        if self._clusters.may_join(one, other):
            self._clusters.join(one, other)

    def _join_spellings(self) -> None:
        plain: dict[str, str] = {}
        for key in sorted(self._known):
            for name in sorted(self._known[key].names):
                if not keys.names_no_body(name):
                    self._join(plain.setdefault(_plain(name), key), key)
        for key in sorted(self._known):
            for name in sorted(self._known[key].names):
                if former := _FORMER.match(name):
                    for part in (former["now"], former["before"]):
                        for other in sorted(self._by_slug.get(keys.organisation_slug(part), ())):
                            self._join(key, other)

    def _join_ends_of_names(self, casts: Iterable[Cast]) -> None:
        """ "The Steering Committee" in the minutes of the Harbour Steering Committee."""
        for cast in casts:
            if cast.body is None:
                continue
            whole = cast.body.removeprefix("org:").split("-")
            for something in cast.organisations:
                words = something.key.removeprefix("org:").split("-")
                if (
                    len(words) < len(whole)
                    and words[-1] in _KINDS
                    and whole[-len(words) :] == words
                    and self._clusters.may_join(cast.body, something.key)
                ):
                    self._meant[cast.document, something.key] = cast.body

    def _join_acronyms(self, casts: Iterable[Cast]) -> None:
        defined: dict[str, dict[str, set[str | None]]] = defaultdict(dict)
        judged = {
            key: {acronym: set[str | None]()}
            for text, acronym in self._judged.acronyms.items()
            for key in self._find(text)
        }
        for key, known in self._known.items():
            for acronym, bodies in {**known.acronyms, **judged.get(key, {})}.items():
                slug = keys.organisation_slug(acronym)
                if slug != keys.organisation_slug(key.removeprefix("org:")):
                    defined[slug].setdefault(key, set()).update(bodies)
        several: dict[str, dict[str, set[str | None]]] = {}
        for slug in sorted(defined):
            meanings: dict[str, set[str | None]] = defaultdict(set)
            for key, bodies in sorted(defined[slug].items()):
                meanings[self._clusters.root(key)] |= bodies
            for key in self._by_slug.get(slug, ()):
                if len(meanings) == 1:
                    self._join(key, next(iter(meanings)))
                else:
                    several[key] = meanings
        for cast in casts:
            for something in cast.organisations:
                here = [
                    meaning
                    for meaning, bodies in several.get(something.key, {}).items()
                    if cast.body in bodies
                ]
                if len(here) == 1 and self._clusters.may_join(here[0], something.key):
                    self._meant[cast.document, something.key] = here[0]

    def _join_typos(self) -> None:
        words = {slug: slug.split("-") for slug in self._by_slug}
        near = near_words(
            (slug for slug in words if len(slug) >= _LEAST_LETTERS),
            lambda one, other: _misspelt(words[one], words[other]),
        )
        for slug in sorted(near):
            for other in sorted(near[slug]):
                for key in self._by_slug[slug]:
                    for second in self._by_slug[other]:
                        if (self._known[key].bodies & self._known[second].bodies) - {None}:
                            self._join(key, second)

    def _join_bodies(self, casts: Iterable[Cast]) -> None:
        people: dict[str, set[str]] = defaultdict(set)
        days: dict[str, set[str]] = defaultdict(set)
        for cast in casts:
            if cast.body:
                people[cast.body] |= {
                    keys.slug(person.name) for person in cast.people if person.listed
                }
                days[cast.body].add(cast.date)
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for body in sorted(people):
            *rest, kind = body.removeprefix("org:").split("-")
            if kind in _KINDS and len(rest) > 1:
                alike[tuple(rest)].append(body)
        for bodies in alike.values():
            for one, other in combinations(bodies, 2):
                shared = len(people[one] & people[other])
                fewer = min(len(people[one]), len(people[other]))
                if shared >= max(_LEAST_SHARED, fewer / 2) and not days[one] & days[other]:
                    self._join(one, other)

    def _name_all(self) -> None:
        judged = self._judgements(self._judged.names)
        acronyms = self._judgements(self._judged.acronyms)
        sectors = self._judgements(self._judged.sectors)
        aliases: dict[str, set[str]] = defaultdict(set)
        for text, also in self._judged.aliases.items():
            for root in {self._clusters.root(key) for key in self._find(text)}:
                aliases[root] |= set(also)
        taken: Counter[str] = Counter()
        clusters = by_cluster(self._clusters, self._known)
        for root in sorted(clusters, key=lambda root: min(clusters[root])):
            members = clusters[root]
            name = judged.get(root) or self._name(members)
            key = keys.organisation_key(name)
            if root not in judged and key not in members:
                key = min(members)  # a body called only "the Board", told apart by its document
            taken[key] += 1
            if taken[key] > 1:
                key = f"{key}~{taken[key]}"
            self._keys[root] = key
            self._members[key] = members
            self.identities[key] = Identity(
                key,
                name,
                acronyms.get(root),
                tuple(sorted(aliases[root])),
                self._sector(name, members, sectors.get(root)),
            )

    def _sector(self, name: str, members: Iterable[str], judged: str | None) -> Sector | None:
        known = [self._known[key] for key in members]
        names = sorted({called for each in known for called in each.names} - {name})
        stated = sorted(entry for each in known for entry in each.sectors)
        return sector_of([name, *names], judged, [sector for *_, sector in stated])

    def _judgements(self, values: Mapping[str, str]) -> dict[str, str]:
        """What is judged of clusters, by what stands for them."""
        found: dict[str, str] = {}
        for text, value in sorted(values.items()):
            root = meant(self._clusters, text, self._find, self.problems, f"{text}: {value}")
            if root is not None:
                found.setdefault(root, value)
        return found

    def _name(self, members: Iterable[str]) -> str:
        """What to call it: no acronym, as most documents have it, as the latest of them does."""
        counts: Counter[str] = Counter()
        latest: dict[str, tuple[str, str]] = {}
        acronyms = set()
        for key in members:
            known = self._known[key]
            counts.update(known.names)
            latest |= known.latest
            acronyms |= {keys.organisation_slug(acronym) for acronym in known.acronyms}
        by_slug: Counter[str] = Counter()
        for name, count in counts.items():
            by_slug[keys.organisation_slug(name)] += count
        return max(
            counts,
            key=lambda name: (
                keys.organisation_slug(name) not in acronyms,
                by_slug[keys.organisation_slug(name)],
                latest[name],
                name,
            ),
        )


def _plain(name: str) -> str:
    """A name's slug without legal form, and without shortened words.

    >>> _plain("Boat Works Ltd."), _plain("The Dept. for Boats")
    ('boat-works', 'department-for-boats')
    """
    words = [_SHORT.get(word, word) for word in keys.organisation_slug(name).split("-")]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return "-".join(words)


def _misspelt(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one word is spelt two ways and the others are the same."""
    if len(one) != len(other):
        return False
    differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differ) == 1 and one_letter(*differ[0])
