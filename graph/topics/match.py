"""Finding terms in texts: as words, whatever their inflection, accents, case and hyphens.

Each word is folded (case, accents) and stemmed by Snowball's English stemmer. A hyphen parts words
as a space does, and a term of several words is also found written as one (`white paper`,
`white-paper`, `whitepaper`). A term in capitals (`IT`, `RSO`) is found in capitals only, with or
without the s of a plural. All terms are looked for in one pass over a text's words, so how long
that takes hardly depends on how many there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+")
_END = ""  # no word
# How `kept` is made; documents loaded by a version that made it otherwise are loaded again.
EDITION = "3:"
_LONGEST = 64  # of a word that is kept; a full-text index may cut those that are very long


class Matcher:
    """Terms to be found, each of a topic."""

    def __init__(self) -> None:
        self._trie: dict[str, Any] = {}

    def add(self, term: str, topic: str = "") -> None:
        """Look for a term as well."""
        self._put(term, topic, True)

    def exclude(self, term: str, topic: str = "") -> None:
        """Take no notice of the topic's terms that stand within this one."""
        self._put(term, topic, False)

    def words(self, text: str) -> list[str]:
        """The places of a text that show a term, as written, each wording once.

        >>> matcher = Matcher()
        >>> matcher.add("white paper")
        >>> matcher.exclude("white paper towels")
        >>> matcher.words("Two White-Papers came, and white paper towels.")
        ['White-Papers']
        """
        return list(dict.fromkeys(each for found in self.found(text).values() for each in found))

    def found(self, text: str) -> dict[str, list[str]]:
        """By topic, the places of a text that show a term of it, as written, each wording once.

        >>> matcher = Matcher()
        >>> matcher.add("paper", "Stationery")
        >>> matcher.add("white paper", "Policy")
        >>> matcher.found("A white paper on paper.")
        {'Policy': ['white paper'], 'Stationery': ['paper']}
        """
        spans: dict[str, list[tuple[int, int]]] = {}
        without: dict[str, list[tuple[int, int]]] = {}
        for begin, end, topic, wanted in self._spans(_steps_of(text)):
            (spans if wanted else without).setdefault(topic, []).append((begin, end))
        if not spans:
            return {}
        last = max(end for places in spans.values() for _, end in places)
        words = [match.span() for match in islice(_WORD.finditer(text), last)]
        found = {}
        for topic, places in spans.items():
            kept = []
            reached = 0  # a term within a longer one says nothing more
            for begin, end in places:
                if end <= reached or any(
                    b <= begin and end <= e for b, e in without.get(topic, ())
                ):
                    continue
                reached = end
                kept.append(text[words[begin][0] : words[end - 1][1]])
            if kept:
                found[topic] = list(dict.fromkeys(kept))
        return found

    def _spans(self, steps: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, str, bool]]:
        firsts = self._trie.keys()
        if firsts.isdisjoint(chain.from_iterable(steps)):
            return
        for begin, first in enumerate(steps):
            if firsts.isdisjoint(first):  # as most words are
                continue
            places = [self._trie[step] for step in first if step in self._trie]
            longest: dict[tuple[str, bool], int] = {}
            end = begin + 1
            while places:
                for place in places:
                    for known in place.get(_END, ()):
                        longest[known] = end
                if end == len(steps):
                    break
                places = [p[step] for p in places for step in steps[end] if step in p]
                end += 1
            for (topic, wanted), last in longest.items():
                yield begin, last, topic, wanted

    def _put(self, term: str, topic: str, wanted: bool) -> None:
        for form in _forms(term):
            place = self._trie
            for step in form:
                place = place.setdefault(step, {})
            place.setdefault(_END, {})[topic, wanted] = None


def symbols(term: str) -> tuple[str, ...]:
    """What a term is found by, and two terms are the same by: its words' stems, its acronyms.

    >>> symbols("Sentencing white papers") == symbols("sentence White-Paper")
    True
    """
    return tuple(_steps(word)[-1] for word in _WORD.findall(term))


def kept(text: str) -> str:
    """What finds a text: its words' stems in order, then its acronyms, all between spaces.

    A text that has a term has its `needed` words here, in this order.

    >>> kept("Fees of the RSO")
    ' fee of the rso = =RSO '
    """
    steps = [_steps(word) for word in _WORD.findall(text)]
    stems = [each[0][:_LONGEST] for each in steps]
    acronyms = dict.fromkeys(each[1][:_LONGEST] for each in steps if len(each) > 1)
    return " " + " ".join([*stems, *(["=", *acronyms] if acronyms else [])]) + " "


def needed(term: str) -> list[list[str]]:
    """What of `kept` shows that a text may have a term: all parts of one of the alternatives.

    >>> needed("RSO white paper")
    [['=RSO', 'white paper'], ['rsowhitepap']]
    """
    found: list[list[str]] = []
    for steps in _forms(term):
        parts: list[str] = []
        run: list[str] = []
        for step in (each[:_LONGEST] for each in steps):
            if step.startswith("="):
                parts += [" ".join(run)] if run else []
                parts.append(step)
                run = []
            else:
                run.append(step)
        found.append([*parts, *([" ".join(run)] if run else [])])
    return found


def _forms(term: str) -> list[tuple[str, ...]]:
    """A term's words, and where it has several also as one word."""
    steps = symbols(term)
    if len(steps) < 2:
        return [steps]
    return [steps, (_stem("".join(_WORD.findall(_folded(term)))),)]


@lru_cache(maxsize=4)  # OR, AND and NOT look through a text for one term after another
def _steps_of(text: str) -> list[tuple[str, ...]]:
    return list(map(_steps, _WORD.findall(text)))


@lru_cache(maxsize=200_000)
def _steps(word: str) -> tuple[str, ...]:
    """A word's stem and, where it is in capitals, the acronym it can be."""
    stem = _stem(_folded(word))
    capitals = word.removesuffix("'s").removesuffix("’s").removesuffix("s")
    if not _ACRONYM.fullmatch(capitals):
        capitals = word
    return (stem, f"={capitals}") if _ACRONYM.fullmatch(capitals) else (stem,)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
