"""Who may be one, for a person to judge: pairs that were not joined, with a score and reasons.

The score is between 0 and 1: how well the names fit counts 0.6 at most, one organisation 0.25, one
body 0.15. It orders the pairs, and is no probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from minutegraph.graph import keys
from minutegraph.graph.resolve.identities import Resolution
from minutegraph.graph.resolve.names import Fit, fit
from minutegraph.graph.resolve.person import Person
from minutegraph.graph.resolve.registry import Kind
from minutegraph.loaders.reader.words import ORGANISATION_WORDS

_NAMES, _ORGANISATION, _BODY = 0.6, 0.25, 0.15
_MOST = 12  # people who share a given name or a name: beyond it says nothing


class Candidate(NamedTuple):
    """Two identities that may be one; `one` and `other` are their keys, in order."""

    kind: Kind
    score: float
    one: str
    other: str
    reasons: tuple[str, ...]


def candidates(resolution: Resolution) -> list[Candidate]:
    """All pairs, the likeliest first; without those a person judged or is unsure of."""
    found = [*_people(resolution), *_organisations(resolution)]
    unsure = resolution.unsure
    return sorted(
        (each for each in found if frozenset((each.one, each.other)) not in unsure),
        key=lambda each: (-each.score, each.one, each.other),
    )


def _people(resolution: Resolution) -> Iterator[Candidate]:
    seen: set[tuple[str, str]] = set()
    for one, other in _pairs(resolution):
        pair = (min(one, other), max(one, other))
        if one == other or pair in seen:
            continue
        seen.add(pair)
        first, second = resolution.person(pair[0]), resolution.person(pair[1])
        if first.apart(second):
            continue
        if how := _how(first, second):
            yield _candidate("people", pair, how, first, second)


def _pairs(resolution: Resolution) -> Iterator[tuple[str, str]]:
    people = resolution.people
    by_unit = {unit: people.keys[p.mentions[0].at] for unit, p in people.persons.items()}
    for one, other in people.near(lambda p: [*p.organisations, *p.bodies]):
        yield by_unit[one], by_unit[other]
    by_name: dict[str, set[str]] = defaultdict(set)
    by_given: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for unit, person in people.persons.items():
        key = by_unit[unit]
        for name in person.names:
            if name.full:
                by_name[name.slug].add(key)
                for organisation in person.organisations:
                    for body in person.bodies:
                        by_given[name.given[0], organisation, body].add(key)
    for together in (*by_name.values(), *by_given.values()):
        if len(together) <= _MOST:
            yield from combinations(sorted(together), 2)


def _how(one: Person, other: Person) -> Fit | None:
    """How the names of two people fit, the weakest of all pairs of them."""
    fits = [fit(a, b) for a in one.names for b in other.names]
    if all(fits):
        return min((each for each in fits if each), key=lambda each: each.weight)
    surnames = {n.surname for p in (one, other) for n in p.names}
    given = {n.given[:1] for p in (one, other) for n in p.names}
    if len(given) == 1 and "" not in surnames and one.organisations & other.organisations:
        parts = [{part for n in p.names for part in n.whole.split("-")} for p in (one, other)]
        if parts[0] & parts[1]:
            return Fit("a surname that holds the other", 0.6)
        (begin, end), (first, last) = one.days, other.days
        if begin and first and (end < first or last < begin):
            return Fit("same given name, one surname after the other", 0.1)
    return None


def _candidate(
    kind: Kind, pair: tuple[str, str], how: Fit, first: Person, second: Person
) -> Candidate:
    score = _NAMES * how.weight
    reasons = [how.how]
    if first.organisations & second.organisations:
        score += _ORGANISATION
        reasons.append("same organisation")
    elif first.organisations and second.organisations:
        reasons.append("different organisations")
    if first.bodies & second.bodies:
        score += _BODY
        reasons.append("same body, never in one list")
    return Candidate(kind, round(score, 2), *pair, tuple(reasons))


def _organisations(resolution: Resolution) -> Iterator[Candidate]:
    """Names that are another's initials, and those one person is listed with in one body."""
    identities = resolution.organisations.identities
    used = {key for key in resolution.organisations.used if key in identities}
    by_initials: dict[str, set[str]] = defaultdict(set)
    for key in used:
        words = keys.organisation_slug(identities[key].name).split("-")
        if len(words) > 1:
            for chosen in (words, [word for word in words if word not in _SMALL]):
                by_initials["".join(word[0] for word in chosen)].add(key)
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(used):
        slug = keys.organisation_slug(identities[key].name)
        for other in by_initials.get(slug, ()):
            if other != key:
                reasons[_pair(key, other)].append("initials")
    people = resolution.people.persons.values()
    for person in people:
        if not 1 < len(person.organisations) <= _MOST:
            continue
        name = person.mentions[0].text
        by_body: dict[str, set[str]] = defaultdict(set)
        for mention in person.mentions:
            if mention.body and mention.listed:
                by_body[mention.body].update(mention.organisations)
        for organisations in by_body.values():
            for pair in combinations(sorted(organisations), 2):
                if pair in reasons or _alike(*(identities[key].name for key in pair)):
                    reasons[pair].append(f"{name} is listed with both")
    for pair, said in sorted(reasons.items()):
        if not resolution.organisations.judged_apart(*pair):
            both = len(said) > 1
            yield Candidate("organisations", 0.8 if both else 0.5, *pair, tuple(said[:3]))


_SMALL = frozenset("of the and for in on to a an at".split())


def _alike(one: str, other: str) -> bool:
    """Whether a short name can stand for the other: same first letter, or a word in common."""
    first, second = (keys.organisation_slug(name).split("-") for name in (one, other))
    common = (set(first) & set(second)) - _SMALL - ORGANISATION_WORDS
    return bool(common) or (first[0][0] == second[0][0] and 1 in (len(first), len(second)))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (min(one, other), max(one, other))


def may_be(found: Iterable[Candidate], resolution: Resolution) -> dict[tuple[str, str], list[str]]:
    """For each node that may be one with others, which they are and why."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for candidate in found:
        label = "Person" if candidate.kind == "people" else "Organisation"
        for key, other in ((candidate.one, candidate.other), (candidate.other, candidate.one)):
            name = resolution.name(candidate.kind, other)
            said[label, key].append(f"{name} ({other}): {', '.join(candidate.reasons)}")
    return {place: sorted(texts) for place, texts in said.items()}
