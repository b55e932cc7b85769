"""Names of people taken apart, and whether two can be one person's.

Given names are short and long forms of each other by the nicknames data set; spelling variants
differ by one letter (optimal string alignment: put in, left out, changed or swapped).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from minutegraph.graph.keys import slug
from minutegraph.loaders.reader.names import is_given_name, related_given_names
from minutegraph.loaders.reader.words import PARTICLES

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))
_SHORTEST = 5  # letters of the longer of two words that can be spellings of one


class Name(NamedTuple):
    """A person's name, in lower case without accents.

    Attributes:
        given: given names in order, initials as one letter each; none where only a surname is known.
        surname: the last word, with hyphens; empty where only a given name may be known.
        whole: the surname with its particles, such as `da-graca-ramos`.
        slug: the whole name, as keys have it.
    """

    given: tuple[str, ...]
    surname: str
    whole: str
    slug: str

    @property
    def full(self) -> bool:
        """Whether it has a surname and a given name that is spelt out."""
        return bool(self.surname) and any(len(given) > 1 for given in self.given)


@lru_cache(maxsize=1 << 16)
def take_apart(text: str, titled: bool = False) -> Name:
    """A name's parts.

    Args:
        text: without honorific and post-nominals.
        titled: whether an honorific stood before it: one word alone is then a surname.

    >>> take_apart("Silvia Da Graça Ramos")
    Name(given=('silvia',), surname='ramos', whole='da-graca-ramos', slug='silvia-da-graca-ramos')
    >>> take_apart("J.P. Ek").given, take_apart("EK, Jo").slug, take_apart("Ek", titled=True).surname
    (('j', 'p'), 'jo-ek', 'ek')
    """
    family, comma, first = text.partition(",")
    if comma and first.strip() and " " not in family.strip():
        text = f"{first} {family}"
    words: list[str] = []
    for place, word in enumerate(text.split()):
        part = slug(word)
        letters = word.replace(".", "")
        if place == 0 and letters.isupper() and len(letters) in (2, 3) and len(text.split()) > 1:
            words.extend(slug(letter) for letter in letters)
        else:
            words.extend(part.split("-") if "." in word.strip(".") else [part])
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words.pop()
    whole = "-".join(words)
    if len(words) == 1:
        return Name((), whole, whole, whole) if titled else Name((whole,), "", "", whole)
    begin = len(words) - 1
    while begin > 1 and words[begin - 1] in PARTICLES:
        begin -= 1
    given = tuple(words[:begin])
    # "da Graca Ramos": all after the first particle is the surname.
    for place, word in enumerate(given[1:], 1):
        if word in PARTICLES:
            given, begin = given[:place], place
            break
    return Name(given, words[-1], "-".join(words[begin:]), whole)


class Fit(NamedTuple):
    """How two names can be one person's: in words, and how much that says from 0 to 1."""

    how: str
    weight: float


@lru_cache(maxsize=1 << 18)
def fit(one: Name, other: Name) -> Fit | None:
    """How two names can be one person's; None where they cannot without a person's word.

    >>> def how(a, b):
    ...     found = fit(take_apart(a), take_apart(b))
    ...     return found and found.how
    >>> how("Sue Ek", "Susan Ek"), how("S Ek", "Susan Ek"), how("Tom Goetz", "Tom Götz")
    ('short and long form of a given name', 'initial', 'one letter of the surname')
    >>> how("Tom Ek", "Tim Ek"), how("Sue Ek", "Susan Oak"), how("S Goetz", "Sue Gotz")
    (None, None, None)
    """
    if one.slug == other.slug:
        return Fit("same name", 1.0)
    if not one.surname or not other.surname:
        return _one_word(one, other)
    surname = _surnames(one, other)
    if surname is None:
        return None
    given = _given(one.given, other.given)
    if given is None:
        return None
    if given.weight == 1.0:
        return surname if surname.weight < 1.0 else Fit("same name", 1.0)
    return given if surname.weight == 1.0 else None


def _one_word(one: Name, other: Name) -> Fit | None:
    """A name of one word with a longer one: that may be its given name."""
    short, long = (one, other) if not one.surname else (other, one)
    if short.surname or not long.surname or not long.given:
        return None
    if short.given[0] == long.given[0] and len(short.given[0]) > 1:
        return Fit("given name alone", 0.5)
    return Fit("surname alone", 0.5) if short.given[0] == long.surname else None


def _surnames(one: Name, other: Name) -> Fit | None:
    if one.surname == other.surname or one.whole == other.whole:
        return Fit("same surname", 1.0)
    if one_letter(one.surname, other.surname):
        return Fit("one letter of the surname", 0.8)
    return None


@lru_cache(maxsize=1 << 16)
def _given(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    if one == other:
        return Fit("same given names", 1.0)
    if not one or not other:
        return Fit("surname alone", 0.5)
    first = _first(one[0], other[0])
    if first is None:
        # "J. Robert Ek" and "Robert Ek".
        short, long = sorted((one, other), key=len)
        if len(long) > 1 and len(long[0]) == 1 and len(short[0]) > 1 and short[0] == long[1]:
            return Fit("second given name", 0.8)
        return None
    for mine, theirs in zip(one[1:], other[1:], strict=False):
        if mine != theirs and _first(mine, theirs) is None:
            return None
    if first.weight == 1.0:
        return Fit("a further given name", 0.9)
    return first


def _first(one: str, other: str) -> Fit | None:
    if one == other:
        return Fit("same given name", 1.0)
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return Fit("initial", 0.6) if long.startswith(short) else None
    if one in related_given_names(other) or other in related_given_names(one):
        return Fit("short and long form of a given name", 0.8)
    if _pet_forms(one, other):
        return Fit("two forms of a given name", 0.7)
    if one_letter(one, other) and not (is_given_name(one) and is_given_name(other)):
        return Fit("one letter of the given name", 0.7)
    return None


@lru_cache(maxsize=1 << 16)
def _pet_forms(one: str, other: str) -> bool:
    """Whether two short names, such as Bob and Rob, are of one long name."""
    shared = related_given_names(one) & related_given_names(other)
    return (
        one[0] == other[0]
        and any(len(name) > max(len(one), len(other)) for name in shared)
        or (one[1:] == other[1:] and bool(shared))
    )


@lru_cache(maxsize=1 << 18)
def one_letter(one: str, other: str) -> bool:
    """Whether two words, the longer of five letters or more, differ by one letter.

    >>> one_letter("goetz", "gotz"), one_letter("smith", "smiht"), one_letter("lee", "lees")
    (True, True, False)
    """
    from rapidfuzz.distance import OSA

    if one == other or max(len(one), len(other)) < _SHORTEST:
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1
