"""Who and what one document speaks of: its people and organisations, and what it says of each.

Only what the document itself decides: entries of one attendance list are different people even
where they share a name, an acronym stands for what the document says it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minutegraph.graph import keys
from minutegraph.graph.model import Node
from minutegraph.loaders.minutes import Attendee, Minutes

IN_ROOM = ("present", "remote", "partial")
_SEATS = {"member", "chair", "secretary", "alternate"}  # capacities that make one a member


@dataclass(slots=True)
class Person:
    """A person of the document; `entries` are theirs in the attendance lists, if any."""

    key: str
    name: str
    entries: list[Attendee] = field(default_factory=list)

    @property
    def attendee(self) -> Attendee:
        """The entry that says most: who is in the chair or takes notes before a plain one."""
        return min(
            self.entries,
            key=lambda e: (e.status not in IN_ROOM, e.capacity not in ("chair", "secretary")),
        )

    @property
    def organisation(self) -> str | None:
        """As listed."""
        return next((e.organisation for e in self.entries if e.organisation), None)

    @property
    def position(self) -> str | None:
        """As listed."""
        return next((e.position for e in self.entries if e.position), None)

    @property
    def capacities(self) -> set[str]:
        """What the person serves as; an entry among the absent shows nothing of that."""
        return {entry.capacity for entry in self.entries if entry.status != "absent"}

    def node(self) -> Node:
        """What the document says of the person."""
        served = (
            *(["Member"] if self.capacities & _SEATS else []),
            *(["Official"] if "official" in self.capacities else []),
        )
        aliases = {alias for entry in self.entries for alias in entry.aliases} - {self.name}
        return Node(
            ("Person", *served),
            self.key,
            {
                "name": self.name,
                "honorific": next((e.honorific for e in self.entries if e.honorific), None),
                "post_nominals": next(
                    (list(e.post_nominals) for e in self.entries if e.post_nominals), None
                ),
                "aliases": sorted(aliases) or None,
            },
        )


@dataclass(slots=True)
class Organisation:
    """An organisation of the document."""

    key: str
    name: str
    acronym: str | None = None
    spellings: set[str] = field(default_factory=set)
    body: bool = False
    sectors: dict[str, str] = field(default_factory=dict)  # with what each rests on

    def node(self) -> Node:
        """What the document says of the organisation."""
        shown = {self.name.casefold(), (self.acronym or "").casefold()}
        (sector, basis) = (
            next(iter(self.sectors.items())) if len(self.sectors) == 1 else (None,) * 2
        )
        return Node(
            ("Organisation", "Body") if self.body else ("Organisation",),
            self.key,
            {
                "name": self.name,
                "acronym": self.acronym,
                "aliases": sorted(s for s in self.spellings if s.casefold() not in shown) or None,
                "sector": sector,
                "sector_basis": basis,
            },
        )


class Organisations:
    """The organisations of one document by any name it uses for them."""

    def __init__(self, minutes: Minutes, document: str = "") -> None:
        self._found: dict[str, Organisation] = {}
        self._written: dict[str, Organisation] = {}
        body = minutes.body
        defined: dict[str, dict[str, str]] = defaultdict(dict)
        for acronym, expansion in _definitions(minutes):
            defined[acronym.casefold()].setdefault(keys.organisation_slug(expansion), expansion)
        if body.name and body.acronym:
            defined[body.acronym.casefold()] = {keys.organisation_slug(body.name): body.name}
        # An acronym with two meanings in one document stands for neither.
        self._expansions = {
            acronym: next(iter(meanings.values()))
            for acronym, meanings in defined.items()
            if len(meanings) == 1
        }
        self._acronyms: dict[str, str] = {}
        for acronym, expansion in _definitions(minutes):
            if acronym.casefold() in self._expansions:
                self._acronyms.setdefault(keys.organisation_slug(expansion), acronym)
        self.body: Organisation | None = None
        if body.name or body.acronym:
            name = body.name or body.acronym or ""
            self.body = self.get(name)
            if keys.names_no_body(name) and body.acronym in (None, "", name):
                # "The Board" of one document is not that of another unless a person says so.
                self.body.key = keys.organisation_key(name, document.removeprefix("doc:"))
            self.body.body = True
            self.body.acronym = body.acronym or self.body.acronym

    def get(self, name: str) -> Organisation:
        """The organisation of a name or acronym, noted with the spelling."""
        if name in self._written:
            return self._written[name]
        bare, acronym = keys.bare_organisation(name)
        full = self._expansions.get(bare.casefold(), bare)
        key = keys.organisation_key(full)
        found = self._found.get(key)
        if found is None:
            shown, _ = keys.bare_organisation(full)
            found = Organisation(key, shown, self._acronyms.get(keys.organisation_slug(full)))
            self._found[key] = found
        found.acronym = found.acronym or acronym
        found.spellings.add(bare)
        self._written[name] = found
        return found

    def find(self, name: str) -> Organisation | None:
        """The organisation of a name or acronym the document used before; None where there is none."""
        bare, _ = keys.bare_organisation(name)
        return self._found.get(keys.organisation_key(self._expansions.get(bare.casefold(), bare)))

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._found.values())


def _definitions(minutes: Minutes) -> Iterator[tuple[str, str]]:
    """Acronyms and what they stand for: of the glossary, and behind names in the lists."""
    for entry in minutes.glossary:
        yield entry.acronym, entry.expansion
    for attendee in minutes.attendance:
        bare, acronym = keys.bare_organisation(attendee.organisation or "")
        if acronym:
            yield acronym, bare


class People:
    """The people of one document: those its lists have, and others it names in full."""

    def __init__(self, minutes: Minutes, organisations: Organisations) -> None:
        self.listed: list[Person] = []
        self._named: dict[str, list[Person]] = {}
        self._aliases: dict[str, list[Person]] = defaultdict(list)
        self._others: dict[str, Person] = {}
        by_slug: dict[str, list[Attendee]] = defaultdict(list)
        for attendee in minutes.attendance:
            by_slug[keys.slug(attendee.name)].append(attendee)
        for slug, entries in by_slug.items():
            groups = _apart(entries, organisations)
            self._named[slug] = [
                Person(keys.person_key(group[0].name, apart), group[0].name, group)
                for group, apart in zip(groups, _tellers(groups, organisations), strict=True)
            ]
        place = {id(entry): number for number, entry in enumerate(minutes.attendance)}
        self.listed = sorted(
            (person for people in self._named.values() for person in people),
            key=lambda person: place[id(person.entries[0])],
        )
        for person in self.listed:
            for alias in {a.casefold() for e in person.entries for a in e.aliases}:
                self._aliases[alias].append(person)

    def namesakes(self, name: str) -> list[Person]:
        """The listed people of a name."""
        return self._named.get(keys.slug(name), [])

    def find(self, name: str, *, here: Iterable[str] | None = None) -> Person | None:
        """The listed person of a name or alias; None where there is none or several can be meant.

        Args:
            here: keys of those in the room, who come first where several share the name.
        """
        found = self.namesakes(name) or self._aliases.get(name.casefold(), [])
        if len(found) > 1 and here is not None:
            room = set(here)
            found = [person for person in found if person.key in room]
        return found[0] if len(found) == 1 else None

    def other(self, name: str) -> Person | None:
        """Somebody in no list who is named in full; None where the name is not a full one."""
        name = " ".join(name.split())
        if self.namesakes(name) or not _full_name(name):
            return None
        key = keys.person_key(name)
        return self._others.setdefault(key, Person(key, name))

    def __iter__(self) -> Iterator[Person]:
        return iter((*self.listed, *self._others.values()))


def _full_name(name: str) -> bool:
    """Whether a name can be one person's everywhere: two words, or a script without capitals.

    >>> [_full_name(n) for n in ("Ann Lee", "Ann", "the chair", "Members (unnamed)", "山田太郎")]
    [True, False, False, False, True]
    """
    words = name.split()
    if not words or "(" in name or words[0].casefold() == "the":
        return False
    if name.upper() == name.lower():
        return sum(char.isalpha() for char in name) >= 2
    return len(words) >= 2 and not words[0][0].islower()


def _apart(entries: list[Attendee], organisations: Organisations) -> list[list[Attendee]]:
    """Entries of one name as the people they stand for.

    Two of one list are two people. Two of different lists, such as the chair named again among
    the members, are one unless organisation or status speak against it.
    """
    groups: list[list[Attendee]] = []
    for entry in entries:
        for group in groups:
            if all(_one_person(entry, other, organisations) for other in group):
                group.append(entry)
                break
        else:
            groups.append([entry])
    return groups


def _one_person(one: Attendee, other: Attendee, organisations: Organisations) -> bool:
    if one.section == other.section:
        return False
    if (one.status in IN_ROOM) != (other.status in IN_ROOM):
        return False
    if one.organisation and other.organisation:
        return organisations.get(one.organisation) is organisations.get(other.organisation)
    return True


def _tellers(groups: list[list[Attendee]], organisations: Organisations) -> list[str | None]:
    """What tells people of one name apart in their keys: organisation, else post, else place."""
    if len(groups) == 1:
        return [None]
    posts: list[list[str]] = []
    for group in groups:
        organisation = next((e.organisation for e in group if e.organisation), None)
        position = next((e.position for e in group if e.position), None)
        where = organisations.get(organisation).key.removeprefix("org:") if organisation else ""
        posts.append([where, keys.slug(position) if position else ""])
    found: list[str | None] = []
    for place, post in enumerate(posts):
        others = posts[:place] + posts[place + 1 :]
        unique = (
            part
            for number, part in enumerate(post)
            if part and all(other[number] != part for other in others)
        )
        found.append(next(unique, str(place + 1)))
    return found
