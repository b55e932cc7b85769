"""A person as the mentions of many documents have them, and what speaks for and against two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from minutegraph.graph import keys
from minutegraph.graph.resolve.evidence import Cast
from minutegraph.graph.resolve.names import Fit, Name, fit, take_apart
from minutegraph.graph.resolve.organisations import Organisations

Side = tuple[int, int]  # number of a judgement that two are different, and which of the two
Local = tuple[str, str]  # a document and the key of its own node


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

    @classmethod
    def of(cls, mention: Mention, sides: Iterable[Side]) -> Person:
        """The person of one mention."""
        return cls(
            [mention],
            {mention.name},
            set(mention.organisations),
            {mention.body} if mention.body else set(),
            {mention.at[0]},
            {mention.at[0]} if mention.listed else set(),
            set(sides),
        )

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


def mentions_of(casts: Iterable[Cast], organisations: Organisations) -> Iterator[Mention]:
    """Everybody that documents speak of, with organisations and bodies as the graph has them."""
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


def name_of(person: Person) -> str:
    """What to call a person: in full, as most documents have it, as the latest of them does."""
    by_slug = Counter(mention.name.slug for mention in person.mentions)
    return max(
        person.mentions,
        key=lambda m: (m.name.full, by_slug[m.name.slug], m.name.slug, m.date, m.at, m.text),
    ).text


def tellers(people: Sequence[Person]) -> list[str | None]:
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
        part = next(unique, str(place + 1))
        found.append(part if part not in found else f"{part}-{place + 1}")
    return found
