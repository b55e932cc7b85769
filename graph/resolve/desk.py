"""Judging who is who: candidates, evidence, and judgements that are written and applied at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from minutegraph.errors import UsageError
from minutegraph.graph import keys
from minutegraph.graph.load import LoadSummary, judge
from minutegraph.graph.resolve.candidates import Candidate, candidates
from minutegraph.graph.resolve.identities import Resolution
from minutegraph.graph.resolve.ledger import Ledger
from minutegraph.graph.resolve.registry import PAIRS, Judgement, Kind, Ref, Verb
from minutegraph.graph.resolve.settle import resolution_of
from minutegraph.graph.store.base import Store

_PREFIX: dict[Kind, str] = {"people": "person:", "organisations": "org:"}


class Identity(NamedTuple):
    """Somebody or something of the graph."""

    kind: Kind
    key: str

    @property
    def label(self) -> str:
        """The main label of its node."""
        return "Person" if self.kind == "people" else "Organisation"


class Desk:
    """A graph and its registry, open to judge.

    Attributes:
        ledger: the registry.
        resolution: who is who now.
    """

    def __init__(self, store: Store, registry: Path) -> None:
        """Read both.

        Raises:
            RegistryError: the registry cannot be read or does not fit.
        """
        self._store = store
        self.ledger = Ledger(registry)
        self.resolution = resolution_of(store, self.ledger.registry)

    def candidates(self) -> list[Candidate]:
        """Pairs that may be one and were not judged, the likeliest first."""
        return candidates(self.resolution)

    def find(self, text: str) -> Identity:
        """The one that a name, key, acronym or “name @ organisation” means.

        Raises:
            UsageError: there is none, or several; with those near it.
        """
        found = self._found(text)
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(f"{self.words(each)} ({each.key})" for each in found[:8])
            raise UsageError(
                f"{text} can be {len(found)}: {listed}: give the key, or “name @ organisation”"
            )
        near = self._near(text)
        raise UsageError(
            f"nobody and nothing in the graph is called {text}"
            + (f": near it are {', '.join(near)}" if near else "")
        )

    def pair(self, verb: Verb, names: Sequence[str]) -> LoadSummary:
        """Judge people or organisations to be the same or different.

        Raises:
            UsageError: a name is unknown or ambiguous, or they are of two kinds, or what is said
                contradicts other judgements or what the graph has already.
        """
        if verb == "different" and (same := self._within(names)):
            return self.add(Judgement(same, verb, tuple(names)))
        found = [self.find(name) for name in names]
        kinds = {each.kind for each in found}
        if len(kinds) > 1:
            raise UsageError(f"{' and '.join(names)} are a person and an organisation")
        if len(set(found)) < len(found):
            if verb == "same":
                raise UsageError(f"{' and '.join(names)} are one already: nothing to do")
            raise UsageError(
                f"{' and '.join(names)} mean one in the graph: say which parts of it are different, "
                f"such as “{names[0]} @ organisation” or “{names[0]} @ doc:file”"
            )
        refs = tuple(self.ref(each, text) for each, text in zip(found, names, strict=True))
        return self.add(Judgement(found[0].kind, verb, refs))

    def value(self, verb: Verb, name: str, value: str) -> LoadSummary:
        """Judge what somebody or something is called, or what sector or parent it has.

        Raises:
            UsageError: the name is unknown or ambiguous, or the value does not fit.
        """
        found = self.find(name)
        if verb in ("acronym", "sector", "parent") and found.kind == "people":
            raise UsageError(f"{name} is a person: only organisations have a {verb}")
        if not value.strip():
            raise UsageError(f"the {verb} is empty: give a text")
        if verb == "parent":
            larger = self.find(value)
            if larger.kind == "people" or larger == found:
                raise UsageError(f"{value} is no other organisation, which a parent has to be")
            value = self.ref(larger, value)
        return self.add(Judgement(found.kind, verb, (self.ref(found, name),), value.strip()))

    def add(self, judgement: Judgement) -> LoadSummary:
        """Write a judgement down and bring the graph to it.

        Raises:
            UsageError: it stands already, or contradicts others.
        """
        if not self.ledger.add(judgement):
            raise UsageError(f"{said(judgement)} is judged already: nothing to do")
        after = resolution_of(self._store, self.ledger.registry)
        new = [line for line in after.problems if line not in self.resolution.problems]
        if new:
            self.ledger = Ledger(self.ledger.path)
            raise UsageError(new[0])
        return self._apply(after)

    def undo(self, verb: Verb, names: Sequence[str], value: str | None = None) -> LoadSummary:
        """Take a judgement back and bring the graph to what it is without.

        Raises:
            UsageError: there is no such judgement; with those that are near.
        """
        kinds: tuple[Kind, ...] = ("people", "organisations")
        for kind in kinds:
            if self.ledger.remove(Judgement(kind, verb, tuple(names), value)):
                return self._apply(resolution_of(self._store, self.ledger.registry))
        if verb not in PAIRS:
            for each in list(self.ledger.registry.judgements()):
                if (
                    each.verb == verb
                    and self._means(each, names[0])
                    and (value is None or keys.slug(str(each.value)) == keys.slug(value))
                ):
                    self.ledger.remove(each)
                    return self._apply(resolution_of(self._store, self.ledger.registry))
        known = [said(each) for each in self.ledger.registry.judgements() if each.verb == verb]
        if not known:
            raise UsageError(f"nothing is judged as {verb}: minutegraph resolve list shows what is")
        near = difflib.get_close_matches(f"{verb}: {', '.join(names)}", known, n=3, cutoff=0.0)
        raise UsageError(f"no judgement {verb}: {', '.join(names)}: there is {'; '.join(near)}")

    def ref(self, identity: Identity, text: str) -> str:
        """What the registry calls an identity: by the text where that means it and nothing else,
        else by a name of its own, if need be with its organisation or a document."""
        find = self._finder(identity.kind)
        for way in (text, *self._ways(identity)):
            if not way.startswith(_PREFIX[identity.kind]) and find(way) == [identity.key]:
                return way
        return identity.key

    def words(self, identity: Identity) -> str:
        """An identity in a few words: name, and organisations where they are known."""
        name = self.resolution.name(identity.kind, identity.key)
        if identity.kind == "organisations":
            return name
        person = self.resolution.person(identity.key)
        of = sorted(self.resolution.name("organisations", key) for key in person.organisations)
        return f"{name}, {' and '.join(of[:3])}" if of else name

    def _means(self, judgement: Judgement, name: str) -> bool:
        """Whether a judgement speaks of what a name means."""
        find = self._finder(judgement.kind)
        return bool(find(name)) and find(name) == find(judgement.of[0])

    def _apply(self, after: Resolution) -> LoadSummary:
        self.ledger.save()
        self.resolution = after
        return judge(self._store, self.ledger.registry)

    def _finder(self, kind: Kind) -> Callable[[str], list[str]]:
        people, organisations = self.resolution.people, self.resolution.organisations
        return people.found if kind == "people" else organisations.found

    def _found(self, text: str) -> list[Identity]:
        people, organisations = self.resolution.people, self.resolution.organisations
        if text in people.identities:
            return [Identity("people", text)]
        if text in organisations.used:
            return [Identity("organisations", text)]
        found = [Identity("people", key) for key in people.found(text)]
        found += [Identity("organisations", key) for key in organisations.found(text)]
        if not found:
            slug = keys.slug(text)
            found = [
                Identity("people", key)
                for key, identity in people.identities.items()
                if slug in {keys.slug(each) for each in (identity.name, *identity.aliases)}
            ]
            found += [
                Identity("organisations", key)
                for key in sorted(organisations.used)
                if slug == keys.slug(organisations.identities[key].name)
                or text.casefold() in organisations.acronyms(key)
            ]
        return found

    def _near(self, text: str) -> list[str]:
        names = {identity.name for identity in self.resolution.people.identities.values()}
        names |= {m.text for p in self.resolution.people.persons.values() for m in p.mentions}
        organisations = self.resolution.organisations
        names |= {organisations.identities[key].name for key in organisations.used}
        wanted = Ref.parse(text).name.casefold()
        by_fold = {name.casefold(): name for name in sorted(names)}
        near = difflib.get_close_matches(wanted, by_fold, n=5, cutoff=0.6)
        near += [n for n in by_fold if wanted in n.split() and n not in near][: 5 - len(near)]
        return [by_fold[each] for each in near]

    def _within(self, names: Sequence[str]) -> Kind | None:
        """The kind, where names mean parts of what is one in the graph."""
        kinds: tuple[Kind, ...] = ("people", "organisations")
        for kind in kinds:
            parts = [self._mentions(kind, name) for name in names]
            if all(parts) and all(
                one != other for i, one in enumerate(parts) for other in parts[i + 1 :]
            ):
                whole = {key for name in names for key in self._finder(kind)(name)}
                if len(whole) == 1:
                    return kind
        return None

    def _mentions(self, kind: Kind, text: str) -> frozenset[object]:
        people, organisations = self.resolution.people, self.resolution.organisations
        if kind == "people":
            return frozenset(people.mentioned(text))
        return frozenset(organisations.mentioned(text))

    def _ways(self, identity: Identity) -> Iterator[str]:
        if identity.kind == "organisations":
            yield self.resolution.name("organisations", identity.key)
            yield from self.resolution.organisations.names(identity.key)
            return
        person = self.resolution.person(identity.key)
        names = [self.resolution.name("people", identity.key)]
        names += [mention.text for mention in person.mentions]
        names = list(dict.fromkeys(names))
        yield from names
        for organisation in sorted(person.organisations):
            for name in names:
                yield str(Ref(name, self.resolution.name("organisations", organisation)))
        for mention in person.mentions:
            yield str(Ref(mention.text, None, mention.at[0]))


def said(judgement: Judgement) -> str:
    """A judgement on one line."""
    value = f" = {judgement.value}" if judgement.verb not in PAIRS else ""
    return f"{judgement.verb}: {', '.join(judgement.of)}{value}"
