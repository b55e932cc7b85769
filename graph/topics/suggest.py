"""Words of the texts that may be topics, for a person to judge.

Phrases are counted in one pass, in which rare ones are let go now and then, so that memory stays
within bounds (lossy counting: Manku and Motwani, "Approximate frequency counts over data streams",
2002). Those that come most are counted again, exactly, and as a topic would be found. They are
ranked by how much they keep to some items of business while coming back in other meetings: what all
items have alike is no issue.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from minutegraph.graph.topics.corpus import Text
from minutegraph.graph.topics.match import Matcher, symbols
from minutegraph.graph.topics.phrases import phrases
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.loaders.reader.glossary import definitions

Key = tuple[str, ...]

_WINDOW = 100_000  # texts after which rare phrases are let go
_COUNTED = 1_000  # that are counted exactly, or twelve times the limit
_NOUN = 0.4  # of the places that say, those that must say it is a noun
_LAST = 0.3  # of all places, those where no further word may go with it
_WITHIN = 0.75  # of a phrase's places, those in a longer one, for the longer one to stand for it
_CAMEL = re.compile(r"[A-Za-z]*?[A-Z]?[a-z]+(?=[A-Z][a-z]|v?\d)")
_SHOWN = 100  # letters of an example
_SHORTEST = 5  # letters of a name that others begin with


class Suggestion(NamedTuple):
    """A candidate: words that may be one topic, and where they stand.

    Attributes:
        aliases: the same written apart or together, its acronym or what that stands for as the
            texts define it, names that begin with it.
        meetings, texts, headings: in how many it is.
        example: a text that has it.
        source: where that stands.
    """

    topic: str
    aliases: tuple[str, ...]
    meetings: int
    texts: int
    headings: int
    example: str
    source: str

    @property
    def comment(self) -> str:
        """On one line, where it comes and a text that has it."""
        said = " ".join("".join(c if c.isprintable() else " " for c in self.example).split())
        if len(said) > _SHOWN:
            said = said[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
        meetings = f"{self.meetings} meeting{'s' * (self.meetings != 1)}"
        texts = f"{self.texts} text{'s' * (self.texts != 1)}"
        return f"{meetings}, {texts}: “{said}” ({' '.join(self.source.split())})"


@dataclass(slots=True)
class _Seen:
    """A phrase so far; `since` is how often it may have come before that."""

    since: int
    texts: int = 0
    meetings: int = 0
    headings: int = 0
    nouns: int = 0
    others: int = 0
    places: int = 0
    lasts: int = 0
    at: str = ""
    written: Counter[str] = field(default_factory=Counter)


def suggest(
    texts: Callable[[], Iterable[Text]],
    *,
    names: Collection[str] = (),
    known: Vocabulary | None = None,
    bodies: Iterable[str] = (),
    limit: int = 60,
) -> list[Suggestion]:
    """Candidates, the likeliest first.

    Args:
        texts: gives the texts of the corpus, in the same order each time.
        names: words that are people's names, in lower case.
        known: what is a topic already is not suggested.
        bodies: names of bodies, which are in all that they do.
        limit: how many at most.
    """
    vocabulary = known or Vocabulary()
    owned = {symbols(w) for n, t in vocabulary.topics.items() for w in (n, *t.aliases)}
    owned |= {key for name in bodies for key in _parts(symbols(name))}
    seen, defined = _count(texts(), names)
    likely = _likely(seen, defined, owned, max(_COUNTED, 12 * limit))
    groups = _groups(likely, seen, defined)
    return _ranked(texts(), groups, limit)


def _count(
    coming: Iterable[Text], names: Collection[str]
) -> tuple[dict[Key, _Seen], dict[str, Counter[str]]]:
    """Phrases by key, and by acronym what texts say it stands for."""
    seen: dict[Key, _Seen] = {}
    defined: dict[str, Counter[str]] = defaultdict(Counter)
    for number, text in enumerate(coming, 1):
        here: set[Key] = set()
        for phrase in phrases(text.text, names, heading=text.heading):
            one = seen.get(phrase.key)
            if one is None:
                one = seen[phrase.key] = _Seen(number // _WINDOW)
            one.places += 1
            one.lasts += phrase.last
            if phrase.noun is not None:
                one.nouns += phrase.noun
                one.others += not phrase.noun
            if phrase.key in here:
                continue
            here.add(phrase.key)
            one.texts += 1
            one.headings += text.heading
            if one.at != text.meeting:
                one.at = text.meeting
                one.meetings += 1
            if phrase.written in one.written or len(one.written) < 8:
                one.written[phrase.written] += 1
        for acronym, expansion, _ in definitions(text.text):
            defined[acronym][expansion] += 1
        if number % _WINDOW == 0:
            window = number // _WINDOW
            seen = {k: one for k, one in seen.items() if one.texts + one.since > window}
    return seen, defined


def _likely(
    seen: dict[Key, _Seen], defined: dict[str, Counter[str]], owned: set[Key], number: int
) -> list[Key]:
    """Those that may be a topic and come most: in several meetings, in a heading, or defined."""
    known = {symbols(w) for acronym, said in defined.items() for w in (acronym, *said)}
    camel = {
        symbols(beginning)
        for one in seen.values()
        for beginning in _beginnings(next(iter(one.written)))
    }
    found = [
        key
        for key, one in seen.items()
        if key not in owned
        and (one.meetings > 1 or one.headings or key in known or key in camel)
        and one.nouns > 0
        and one.nouns >= _NOUN * (one.nouns + one.others)
        and one.lasts >= _LAST * one.places
    ]
    found.sort(key=lambda key: (-seen[key].meetings, -seen[key].texts, key))
    found = found[:number]
    held: Counter[Key] = Counter()
    for key in found:
        for part in _parts(key):
            if part != key:
                held[part] = max(held[part], seen[key].texts)
    return [key for key in found if held[key] < _WITHIN * seen[key].texts or key in known]


def _groups(
    likely: list[Key], seen: dict[Key, _Seen], defined: dict[str, Counter[str]]
) -> list[list[str]]:
    """The words of each candidate, its name first; what is one topic stands together."""
    name = {key: _name(seen[key].written) for key in likely}
    found: dict[Key, list[str]] = {key: [name[key]] for key in likely}
    of: dict[Key, Key] = {}

    def join(key: Key, other: Key, words: str) -> None:
        """Put the other and its words with the first."""
        key = of.get(key, key)
        if other == key or other in of or key not in found:
            return
        of[other] = key
        found[key] += [w for w in found.pop(other, [words]) if w not in found[key]]

    together = {key[0]: key for key in likely if len(key) == 1}
    initials = {
        "".join(word[0] for word in re.findall(r"\w+", name[key])).lower(): key
        for key in reversed(likely)
        if len(key) > 1
    }
    for key, one in sorted(seen.items()):
        if len(key) == 2:
            written = _name(one.written)
            joined = together.get(symbols(written.replace(" ", "").replace("-", ""))[-1])
            if joined:
                join(joined, key, written)
        elif len(key) == 1:
            written = _name(one.written)
            if sum(letter.isupper() for letter in written) > 1 and written.lower() in initials:
                join(initials[written.lower()], key, written)
    for acronym in sorted(defined):
        for expansion in sorted(defined[acronym]):
            full, short = symbols(expansion), symbols(acronym)
            if full in found:
                join(full, short, acronym)
            elif short in found:
                join(short, full, expansion)
    for key, one in sorted(seen.items()):
        if len(key) == 1:
            for beginning in _beginnings(written := next(iter(one.written))):
                join(symbols(beginning), key, written)
    return list(found.values())


def _ranked(coming: Iterable[Text], groups: list[list[str]], limit: int) -> list[Suggestion]:
    """Candidates as topics would be found, by how much they keep to some items."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.special import rel_entr

    matcher = Matcher()
    for number, words in enumerate(groups):
        for word in words:
            matcher.add(word, str(number))
    meetings: list[set[str]] = [set() for _ in groups]
    headings = [0] * len(groups)
    example: dict[int, Text] = {}
    rows: list[int] = []
    columns: list[int] = []
    sizes: list[int] = []
    meeting = ""
    for text in coming:
        if text.heading or text.meeting != meeting or not sizes:
            meeting = text.meeting
            sizes.append(0)
        sizes[-1] += 1
        for topic in matcher.found(text.text):
            number = int(topic)
            rows.append(number)
            columns.append(len(sizes) - 1)
            meetings[number].add(text.meeting)
            headings[number] += text.heading
            if number not in example or (example[number].heading and not text.heading):
                example[number] = text
    if not rows:
        return []
    counts = coo_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(groups), len(sizes))
    ).tocsr()
    total = counts.sum(axis=1)
    place = counts.tocoo()
    share = np.asarray(sizes) / sum(sizes)
    kept_to = np.zeros(len(groups))
    np.add.at(kept_to, place.row, rel_entr(place.data / total[place.row], share[place.col]))
    spread = np.log2(1 + np.array([len(each) for each in meetings]))
    score = total * kept_to * spread * np.where(np.array(headings) > 0, 2, 1)
    order = sorted(range(len(groups)), key=lambda n: (-round(float(score[n]), 6), groups[n]))
    return [
        Suggestion(
            groups[n][0],
            tuple(groups[n][1:]),
            len(meetings[n]),
            int(total[n]),
            headings[n],
            example[n].text,
            example[n].source,
        )
        for n in order
        if n in example
    ][:limit]


def _parts(key: Key) -> Iterator[Key]:
    for begin in range(len(key)):
        for end in range(begin + 1, len(key) + 1):
            yield key[begin:end]


def _beginnings(written: str) -> Iterator[str]:
    """The name that another is made of: Globus of GlobusOnline."""
    match = _CAMEL.match(written)
    if match and len(match[0]) >= _SHORTEST:
        yield match[0]


def _name(written: Counter[str]) -> str:
    """How it is written most, in small letters where that comes too."""
    return min(written, key=lambda form: (-written[form], form != form.lower(), form))
