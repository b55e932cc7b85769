"""Who is who among thousands of invented people: precision, recall, and cost at doubling sizes.

    python benchmarks/identity.py                      5,000 people, and how the cost grows
    python benchmarks/identity.py --people 2000 --detail
    python benchmarks/identity.py --load               also into a graph, and a judgement applied

Needs Faker (`pip install faker`; its lists give names as often as they occur in Britain, and others).
People sit on bodies that meet for years; each meeting lists them as a secretary might: long or short
given names, initials, a letter wrong, accents left out, titles, no organisation. People move to other
organisations, some marry and change their names, and many share a name with somebody else. The
same seed always gives the same minutes.

Precision and recall are over pairs of entries of attendance lists: of the pairs that were joined,
how many are one person; of the pairs that are one person, how many were joined. No judgement is
given. Cost is processor time for names alone, of minutes that are read already.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from nicknames import NickNamer

from minutegraph.graph import keys
from minutegraph.graph.build import build
from minutegraph.graph.resolve.evidence import Cast, cast_of
from minutegraph.graph.resolve.identities import Resolution
from minutegraph.graph.resolve.registry import Judgement, Registry
from minutegraph.loaders.minutes import Attendee, Body, DocumentInfo, MeetingInfo, Minutes

_LOCALES = ("fr_FR", "de_DE", "es_ES", "sv_SE", "nl_NL", "it_IT", "pt_PT")
_FOREIGN = 0.15  # share of people with names of those
_MEMBERS = 16  # of a body
_MEETINGS = 8  # of a body, over four years
_MOVES, _MARRIES, _TWO_BODIES = 0.12, 0.02, 0.15
_NAMESAKES = 0.01  # people given somebody else's name, beside those who have it by chance
# How an entry is written: share of entries.
_SHORT, _INITIAL, _MISSPELT, _MIDDLE = 0.06, 0.04, 0.02, 0.03
_NO_ACCENT, _TITLE, _NO_ORGANISATION = 0.3, 0.15, 0.1
_TRADES = "Harbour Canal Orchard Library Ferry Archive Garden Bridge Forest Lantern".split()
_KINDS = (
    "Trust|Society|Federation|Charity|Department|Agency|Office|Union|Institute|Works Ltd".split("|")
)
_PLACES = "North South East West Upper Lower Old New Great Little Inner Outer".split()


@dataclass(slots=True)
class Human:
    """Somebody, with what they are called and where they work, and from which meeting on."""

    number: int
    given: str
    middle: str
    surname: str
    woman: bool
    organisation: str
    moves: tuple[int, str] | None = None
    marries: tuple[int, str] | None = None


@dataclass(slots=True)
class World:
    """Minutes, and who each entry of their lists is, by file and line."""

    minutes: list[Minutes] = field(default_factory=list)
    truth: dict[tuple[str, int], int] = field(default_factory=dict)


def world(people: int, seed: int) -> World:
    """The minutes of bodies that so many people sit on."""
    rng = random.Random(f"{seed} {people}")
    organisations = [_organisation(rng, number) for number in range(max(people // 8, 4))]
    humans = list(_humans(rng, people, organisations))
    bodies: list[list[Human]] = [[] for _ in range(math.ceil(people / _MEMBERS))]
    for human in humans:
        for _ in range(1 + (rng.random() < _TWO_BODIES)):
            bodies[rng.randrange(len(bodies))].append(human)
    made = World()
    for number, members in enumerate(bodies):
        _meetings(rng, number, list({m.number: m for m in members}.values()), made)
    return made


def _names() -> tuple[tuple[dict[str, float], dict[str, float], dict[str, float]], ...]:
    """Given names of men and of women and surnames, with how frequent each is."""
    from importlib import import_module

    found = []
    for locale in ("en_GB", *_LOCALES):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        lists = (
            getattr(provider, "first_names_male", provider.first_names),
            getattr(provider, "first_names_female", provider.first_names),
            provider.last_names,
        )
        found.append(
            tuple(x if isinstance(x, dict) else dict.fromkeys(x, 1.0) for x in map(_plain, lists))
        )
    return tuple(found)  # type: ignore[arg-type]


def _plain(names: object) -> object:
    return dict(names) if hasattr(names, "items") else list(names)  # type: ignore[call-overload]


def _humans(rng: random.Random, people: int, organisations: Sequence[str]) -> Iterator[Human]:
    lists = _names()

    def draw(names: dict[str, float]) -> str:
        return rng.choices(list(names), list(names.values()))[0]

    known: list[Human] = []
    for number in range(people):
        men, women, surnames = lists[0] if rng.random() > _FOREIGN else rng.choice(lists[1:])
        woman = rng.random() < 0.5
        human = Human(
            number, draw(women if woman else men), draw(women if woman else men), draw(surnames),
            woman, rng.choice(organisations),
        )  # fmt: skip
        if known and rng.random() < _NAMESAKES:
            other = rng.choice(known)
            human.given, human.surname, human.woman = other.given, other.surname, other.woman
        if rng.random() < _MOVES:
            human.moves = (rng.randrange(1, _MEETINGS), rng.choice(organisations))
        if woman and rng.random() < 2 * _MARRIES:
            human.marries = (rng.randrange(1, _MEETINGS), draw(surnames))
        known.append(human)
        yield human


def _organisation(rng: random.Random, number: int) -> str:
    place = f"{rng.choice(_PLACES)} {rng.choice(_TRADES)}"
    return f"{place} {rng.choice(_KINDS)} of District {_word(number)}"


def _word(number: int) -> str:
    """A made-up name of a place, another one for each number."""
    syllables = "ba del mor ven tus ka lin per ost wick rum field sha tor gan el".split()
    word = ""
    for _ in range(3):
        number, syllable = divmod(number, len(syllables))
        word += syllables[syllable]
    return word.title() + ("" if number == 0 else f" {number}")


def _meetings(rng: random.Random, number: int, members: list[Human], made: World) -> None:
    name = f"{_word(number)} {rng.choice(_TRADES)} {rng.choice(('Panel', 'Forum', 'Council'))}"
    begin = dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(600))
    for meeting in range(_MEETINGS):
        file = f"{keys.slug(name)}-{meeting}.txt"
        present = [m for m in members if rng.random() < 0.85]
        entries = []
        for line, human in enumerate(present, 10):
            entries.append(_entry(rng, human, meeting, line))
            made.truth[file, line] = human.number
        made.minutes.append(
            Minutes(
                document=DocumentInfo(path=file, sha256=f"{number:05d}{meeting}"),
                body=Body(name=name),
                meeting=MeetingInfo(date=begin + dt.timedelta(days=180 * meeting)),
                attendance=entries,
            )
        )


def _entry(rng: random.Random, human: Human, meeting: int, line: int) -> Attendee:
    given, surname, organisation = human.given, human.surname, human.organisation
    if human.moves and meeting >= human.moves[0]:
        organisation = human.moves[1]
    if human.marries and meeting >= human.marries[0]:
        surname = human.marries[1]
    how = rng.random()
    if how < _SHORT:
        given = rng.choice(_short_forms(given)).title()
    elif how < _SHORT + _INITIAL:
        given = f"{given[0]}."
    elif how < _SHORT + _INITIAL + _MISSPELT:
        surname = _misspelt(rng, surname)
    elif how < _SHORT + _INITIAL + _MISSPELT + _MIDDLE:
        given = f"{given} {human.middle[0]}."
    name = f"{given} {surname}"
    if rng.random() < _NO_ACCENT:
        name = " ".join(keys.slug(word).title() for word in name.split())
    titled = rng.random() < _TITLE
    return Attendee(
        name=name,
        honorific=rng.choice(("Ms", "Dr") if human.woman else ("Mr", "Dr")) if titled else None,
        organisation=None if rng.random() < _NO_ORGANISATION else organisation,
        section="Present",
        line=line,
    )


@cache
def _short_forms(given: str) -> list[str]:
    """What somebody of that name may be called, from the nicknames data set."""
    found = NickNamer().nicknames_of(given)
    return sorted(name for name in found if len(name) < len(given)) or [given]


def _misspelt(rng: random.Random, word: str) -> str:
    if len(word) < 4:
        return word
    place = rng.randrange(1, len(word) - 1)
    how = rng.randrange(3)
    if how == 0:
        return word[:place] + word[place + 1 :]
    if how == 1:
        return word[:place] + rng.choice("aeiorstln") + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def casts_of(made: World) -> tuple[list[Cast], dict[tuple[str, str], int]]:
    """The evidence in minutes, and who is who by document and the document's own key.

    Two of one name whom a document cannot tell apart are two all the same: they have two keys.
    """
    casts, who = [], {}
    for minutes in made.minutes:
        path = minutes.document.path or ""
        fragment = build(
            minutes, document_key=keys.document_key(path, None, ()), document_path=path
        )
        casts.append(cast_of(fragment))
        lines = {
            (relationship.start[1]): relationship.properties["line"]
            for relationship in fragment.relationships
            if relationship.kind == "ATTENDED"
        }
        for key, line in lines.items():
            who[fragment.document, key] = made.truth[path, int(str(line))]
    return casts, who


def score(resolution: Resolution, who: dict[tuple[str, str], int]) -> tuple[float, float]:
    """Pairwise precision and recall."""
    both: Counter[tuple[str, int]] = Counter()
    joined: Counter[str] = Counter()
    real: Counter[int] = Counter()
    for at, human in who.items():
        key = resolution.people.keys[at]
        both[key, human] += 1
        joined[key] += 1
        real[human] += 1

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = pairs(both)  # type: ignore[arg-type]
    return right / (pairs(joined) or 1), right / (pairs(real) or 1)  # type: ignore[arg-type]


def detail(resolution: Resolution, who: dict[tuple[str, str], int]) -> Iterator[str]:
    """Examples of what was joined wrongly and of what was not joined."""
    names = {at: resolution.people.keys[at] for at in who}
    texts: dict[str, set[int]] = {}
    people: dict[int, Counter[str]] = {}
    for at, human in who.items():
        texts.setdefault(names[at], set()).add(human)
        people.setdefault(human, Counter())[names[at]] += 1
    for key, humans in [x for x in texts.items() if len(x[1]) > 1][:25]:
        yield f"joined: {key} is {len(humans)} people"
    for counts in [x for x in people.values() if len(x) > 1][:40]:
        yield f"apart: {dict(counts)}"


def cost(people: int, seed: int) -> tuple[float, float, float, int]:
    """Processor seconds, precision, recall and entries."""
    casts, who = casts_of(world(people, seed))
    begin = time.process_time()
    resolution = Resolution(casts, Registry())
    spent = time.process_time() - begin
    return (spent, *score(resolution, who), len(who))


def into_graph(people: int, seed: int) -> dict[str, float]:
    """Processor seconds to load it all, to load it again, and to apply and undo a judgement."""
    from minutegraph.graph.load import judge, load_minutes
    from minutegraph.graph.store import open_store

    made = world(people, seed)
    first, *_, last = (attendee.name for each in made.minutes for attendee in each.attendance)
    same = Registry.model_validate({"people": {"same": [[first, last]]}})
    assert Judgement("people", "same", (first, last)) in list(same.judgements())
    found = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder) / "bench.kgl"), write=True) as store,
    ):
        for name, work in {
            "load": lambda: load_minutes(store, made.minutes),
            "load again": lambda: load_minutes(store, made.minutes),
            "judge": lambda: judge(store, same),
            "undo": lambda: judge(store, Registry()),
        }.items():
            begin = time.process_time()
            work()
            found[name] = time.process_time() - begin
    return found


def main() -> None:
    """Print a table, or the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--detail", action="store_true", help="examples of what went wrong")
    parser.add_argument("--load", action="store_true", help="also into a graph")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    sizes = [given.people // 4, given.people // 2, given.people, 2 * given.people]
    rows = [(size, *cost(size, given.seed)) for size in sizes]
    slopes = [math.log(b[1] / a[1]) / math.log(b[4] / a[4]) for a, b in pairwise(rows) if a[1] > 0]
    _, _, precision, recall, entries = next(row for row in rows if row[0] == given.people)
    result: dict[str, object] = {
        "people": given.people,
        "entries": entries,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "sizes": [
            {"people": size, "entries": n, "seconds": round(spent, 2), "precision": round(p, 4),
             "recall": round(r, 4)}
            for size, spent, p, r, n in rows
        ],
        "exponents": [round(slope, 2) for slope in slopes],
    }  # fmt: skip
    if given.load:
        result["graph"] = {k: round(v, 3) for k, v in into_graph(given.people, given.seed).items()}
    if given.json:
        print(json.dumps(result, indent=2))
    else:
        for name, value in result.items():
            print(f"{name}: {value}")
    if given.detail:
        casts, who = casts_of(world(given.people, given.seed))
        print(*detail(Resolution(casts, Registry()), who), sep="\n")


if __name__ == "__main__":
    main()
