"""How alike two actions are worded: the same, shortened, partly, or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from minutegraph.graph.keys import words

_WORD = re.compile(r"[^\W_]+")
# Words that say nothing of what is to be done, and those that say how far it is.
_EMPTY = frozenset(
    "a about action actions after all an and any are as at be been before being by can carried "
    "closed complete completed deferred done dropped for forward from further had has have in into "
    "is it its not of on ongoing open or other outstanding over pending progress regarding report "
    "review reviewed see should so started that the their them then there these they this those to "
    "up update was were what when where which who will with yet".split()
)
_LONGEST = 2000  # characters


def without(text: str, names: Iterable[str]) -> str:
    """A text without the words of names: two things that one person does are not alike by that.

    >>> without("Ann Lee to write to the Trust", ["Ann Lee"])
    'to write to the Trust'
    """
    gone = {word for name in names for word in _WORD.findall(name.casefold())}
    kept = [word for word in text.split() if not gone.issuperset(_WORD.findall(word.casefold()))]
    return " ".join(kept)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings share.

    Attributes:
        same: all words are the same, in order.
        shared: how many stems both have.
        part: share of the shorter one's stems that the other has, 0 to 1.
    """

    same: bool
    shared: int
    part: float

    @property
    def strong(self) -> bool:
        """One says nearly all that the other says, and that is enough to tell it by."""
        return self.same or (self.shared >= 3 and self.part >= 0.8)


def likeness(one: str, other: str) -> Likeness:
    """Compare what two texts say.

    >>> likeness("Write to the Trust about the gates", "Writing to Trust about gates").part
    1.0
    """
    mine, theirs = stems(one), stems(other)
    shared = len(mine & theirs)
    least = min(len(mine), len(theirs))
    return Likeness(plain(one) == plain(other), shared, shared / least if least else 0.0)


def twin(number: str | None, text: str) -> str | None:
    """What an action has in common with itself in the minutes of a body under another name: its
    number and its words; None where it has no number or says too little to be told by."""
    if not number or len(stems(text)) < 2:
        return None
    return hashlib.sha256(f"{number_of(number)}\n{plain(text)}".encode()).hexdigest()[:16]


def number_of(ref: str | None) -> str | None:
    """A number to compare: "#12." and "12" are one."""
    return (ref or "").strip("#. ").casefold() or None


plain = lru_cache(maxsize=1 << 14)(words)


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> frozenset[str]:
    """Stems of the words that say what is to be done; numbers are none."""
    said = _WORD.findall(text[:_LONGEST].casefold())
    found = [word for word in said if word not in _EMPTY and not word.isdecimal()]
    return frozenset(_stem(word) for word in found)


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
