"""Signs: words without which a pattern cannot match, looked for once and for all patterns together.

Every paragraph is asked what it decides, who left, when the next meeting is, and nearly every
answer is no. A regular expression needs microseconds for a no. Here each pattern declares the words
of which a match must hold one; a text's words are looked up once, and give the signs of all
patterns as the bits of one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

_WORD = re.compile(r"\w+")
UNKNOWN = -1  # every sign: of a text that nobody looked at
_REMEMBERED = 20_000  # distinct words; those of a language come back in every document


class _Known(dict[str, int]):
    """Words as they stand between blanks to the signs they are.

    Attributes:
        beginnings: the signs of beginnings of words; whole: of whole words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.beginnings: dict[str, int] = {}
        self.whole: dict[str, int] = {}
        self.longest = 0

    def __missing__(self, text: str) -> int:
        found = 0
        for word in _WORD.findall(text.lower()):
            found |= self.whole.get(word, 0)
            for length in range(1, min(len(word), self.longest) + 1):
                found |= self.beginnings.get(word[:length], 0)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = found
        return found


_known = _Known()
_given: dict[tuple[str, ...], int] = {}


def sign(words: str) -> int:
    """The bit that stands for a text having one of some words.

    Args:
        words: beginnings of words in lower case, between blanks; whole words end in "=".
    """
    given = tuple(sorted(words.split()))
    if given not in _given:
        bit = _given[given] = 1 << len(_given)
        for word in given:
            table = _known.whole if word.endswith("=") else _known.beginnings
            word = word.rstrip("=")
            table[word] = table.get(word, 0) | bit
            _known.longest = max(_known.longest, len(word))
        _known.clear()
    return _given[given]


def signs(text: str) -> int:
    """The signs that a text's words are."""
    found = 0
    for own in filter(None, map(_known.__getitem__, text.split())):
        found |= own
    return found


class Guarded:
    """A regular expression that is tried only on texts with the signs that it can match.

    Args:
        words: as of `sign`; every match holds one of them.
        pattern: the expression; flags: as for `re.compile`.
        also: more words of which every match holds one as well.
    """

    __slots__ = ("_flags", "_source", "also", "pattern", "sign")
    pattern: re.Pattern[str]

    def __init__(self, words: str, pattern: str, flags: int = 0, *, also: str = "") -> None:
        self.sign = sign(words)
        self.also = sign(also) if also else UNKNOWN
        self._source, self._flags = pattern, flags

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for: most documents need few of them."""
        if name != "pattern":
            raise AttributeError(name)
        self.pattern = re.compile(self._source, self._flags)
        return self.pattern

    def search(self, text: str, signs: int) -> re.Match[str] | None:
        """The first match in a text of these signs."""
        return self.pattern.search(text) if signs & self.sign and signs & self.also else None

    def match(self, text: str, signs: int, start: int = 0) -> re.Match[str] | None:
        """The match at an offset of a text of these signs."""
        return self.pattern.match(text, start) if signs & self.sign and signs & self.also else None

    def finditer(self, text: str, signs: int) -> Iterable[re.Match[str]]:
        """Every match in a text of these signs."""
        return self.pattern.finditer(text) if signs & self.sign and signs & self.also else ()


def any_search(patterns: Iterable[Guarded], text: str, signs: int) -> bool:
    """Whether any of some patterns is found in a text of these signs."""
    return any(signs & one.sign and one.search(text, signs) for one in patterns)


def any_of(patterns: Iterable[Guarded]) -> int:
    """The signs of texts that any of some patterns can match."""
    return reduce(or_, (pattern.sign for pattern in patterns))
