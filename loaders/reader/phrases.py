"""Known names in running text, in one pass over its capitalised words.

An alternation of all names costs every character of a text a try of each; looking capitalised
words up by the first word of the names costs a name only where it can begin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

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
_GENITIVE = ("'s", "’s")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"[A-Z]\.? ")


Capitals = list[tuple[int, int, str]]


def capitalised(text: str) -> Capitals:
    """The capitalised words of a text as (start, end, word)."""
    return [(*match.span(), match[0]) for match in CAPITALISED.finditer(text)]


_NO_MORE = (-1, -1, "")


# Phrases by the capitalised word right behind their first; those with none there under "".
_Groups = dict[str, list[str]]
_NONE: _Groups = {}


class _Begun(dict[str, _Groups]):
    """First words as a text writes them to the phrases that begin so, each looked up once."""

    def __init__(self, phrases: Iterable[str], key: Callable[[str], str]) -> None:
        super().__init__()
        self.key = key
        self.groups: dict[str, _Groups] = {}
        for phrase in phrases:
            if first := CAPITALISED.match(phrase):
                end = first.end()
                spaced = phrase[end : end + 1] == " "
                second = CAPITALISED.match(phrase, end + 1) if spaced else None
                group = self.groups.setdefault(key(first[0]), {})
                group.setdefault(key(second[0]) if second else "", []).append(key(phrase))

    def __missing__(self, word: str) -> _Groups:
        found = self[word] = self.groups.get(self.key(word), _NONE)
        return found


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
        self.key: Callable[[str], str] = str.lower if ignore_case else str
        self.begun = _Begun(set(phrases), self.key)
        # By their first word, as "Van" of "Van der Meer"; none ends in anything but a letter.
        self.surnames: dict[str, list[str]] = defaultdict(list)
        for surname in sorted(set(surnames), key=lambda s: (-len(s), s)):
            first = _WORD.match(surname)
            if first and _WORD.match(surname[-1]):
                self.surnames[first[0]].append(surname)
        self.particles = any(not CAPITALISED.match(first) for first in self.surnames)

    def find(self, text: str, capitals: Capitals) -> list[tuple[int, str]]:
        """The phrases in a text as (offset, as written), the longest at each place.

        Args:
            capitals: the capitalised words of the text.
        """
        found: list[tuple[int, str]] = []
        begun, surnames = self.begun, self.surnames
        searched: str | None = None
        stop = 0
        for (start, after, word), (following, _, behind) in pairwise([*capitals, _NO_MORE]):
            if start < stop:
                continue
            end = 0
            near = following == after + 1
            if groups := begun[word]:
                searched = self._searched(text) if searched is None else searched
                alike = groups.get("", [])
                if near and (second := self.key(behind)) in groups:
                    alike = [*groups[second], *alike]
                for phrase in alike:
                    until = start + len(phrase)
                    if until <= end or not searched.startswith(phrase, start):
                        continue
                    if not text[until : until + 1].isalnum():
                        end = until
            if surnames and (near and behind in surnames or self.particles or word in _HONORIFIC):
                end = max(end, self._surname(text, after, word))
            if end:
                found.append((start, text[start:end]))
                stop = end
        return found

    def _searched(self, text: str) -> str:
        """A text as phrases are looked for in it."""
        searched = self.key(text)
        return searched if len(searched) == len(text) else text  # a letter's lower case is longer

    def _surname(self, text: str, position: int, word: str) -> int:
        """Where "Word Surname" or "Mr A. Surname" ends; 0 where there is no surname."""
        if word in _HONORIFIC:
            position += text.startswith(".", position)
            if initial := _INITIAL.match(text, position + 1):
                position = initial.end() - 1
        start = position + 1
        first = _WORD.match(text, start)
        if not first or first[0] not in self.surnames or not text.startswith(" ", position):
            return 0
        run = _NAME_RUN.match(text, start)
        if run is None:
            return 0
        for surname in self.surnames[first[0]]:
            end = start + len(surname)
            if text.startswith(surname, start) and end <= run.end() and _ends(text, end):
                return end
        return 0


def _ends(text: str, end: int) -> bool:
    """Whether a name can end at an offset: "Lee" ends in "Lee’s", and does not in "Lee-Roe"."""
    after = text[end : end + 2]
    return after in _GENITIVE or bool(after) and not (after[0] in "-’'_" or after[0].isalnum())
