"""Known names in running text, in one pass over its capitalised words.

An alternation of all names costs every character of a text a try of each; looking capitalised
words up by the first word of the names costs a name only where it can begin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

# The look-behind stands behind the letter: so the search can skip from capital to capital.
CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏΑ-ΫЀ-Я](?<!\w.)\w*")
_HONORIFIC = frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Baroness Cllr Councillor Rev Revd "
    "Alderman Judge".split()
)
# Up to four words of a surname, particles and second parts included: "Van der Meer".
_NAME_RUN = re.compile(
    r"(?:(?:van|von|de|der|den|da|di|la|le|du|dos)\s+){0,2}[A-ZÀ-ÖØ-ÞĀ-ɏ]\w*(?:['’-]\w+)*"
    r"(?:\s+(?:(?:van|von|de|der|den|da|di|la|le|du|dos)\s+){0,2}[A-ZÀ-ÖØ-ÞĀ-ɏ]\w*(?:['’-]\w+)*){0,2}"
)
_RUN_END = re.compile(r"\w(?!\w)")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"[A-Z]\.? ")


class Phrases:
    """Finds any of a set of phrases, each of which begins with a capitalised word.

    Args:
        phrases: as they are written.
        surnames: words that, after any capitalised word or an honorific, make a name.
        ignore_case: letters after the first word's first may differ in case ("Moj", "MoJ").
    """

    def __init__(
        self, phrases: Iterable[str], surnames: Iterable[str] = (), *, ignore_case: bool = False
    ) -> None:
        self.ignore_case = ignore_case
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
            first = CAPITALISED.match(phrase)
            if first:
                self.by_first[self._key(first[0])].append(self._key(phrase))
        self.surnames = frozenset(surnames)
        self.surname_starts = frozenset(m[0] for s in self.surnames if (m := _WORD.match(s)))

    def _key(self, text: str) -> str:
        return text.lower() if self.ignore_case else text

    def find(self, text: str) -> list[tuple[int, str]]:
        """The phrases in a text as (offset, as written), the longest at each place."""
        searched = text.lower() if self.ignore_case else text
        if len(searched) != len(text):  # a letter whose lower case is longer
            searched = text
        found: list[tuple[int, str]] = []
        stop = 0
        for match in CAPITALISED.finditer(text):
            start = match.start()
            if start < stop:
                continue
            word = match[0]
            key = word.lower() if self.ignore_case else word
            end = self._longest(searched, start, key) if key in self.by_first else None
            if self.surnames and text.startswith((" ", ". "), match.end()):
                end = max(end or 0, self._surname(text, match.end(), word) or 0) or None
            if end is not None:
                found.append((start, text[start:end]))
                stop = end
        return found

    def _longest(self, text: str, start: int, word: str) -> int | None:
        for phrase in self.by_first.get(word, ()):
            end = start + len(phrase)
            if text.startswith(phrase, start) and not text[end : end + 1].isalnum():
                return end
        return None

    def _surname(self, text: str, position: int, word: str) -> int | None:
        """Where "Word Surname" or "Mr A. Surname" ends."""
        if word in _HONORIFIC:
            position += text.startswith(".", position)
            if initial := _INITIAL.match(text, position + 1):
                position = initial.end() - 1
        first = _WORD.match(text, position + 1)
        if not text.startswith(" ", position) or not first or first[0] not in self.surname_starts:
            return None
        after = _NAME_RUN.match(text, position + 1)
        if after is None:
            return None
        ends = [m.end() for m in _RUN_END.finditer(text, position + 1, after.end())]
        for end in reversed(ends):
            if text[position + 1 : end] in self.surnames and text[end : end + 1] not in "-’'":
                return end
            if text[position + 1 : end] in self.surnames and text[end : end + 2] in ("'s", "’s"):
                return end
        return None
