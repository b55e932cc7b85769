"""An index of names and words as script files, which a page from disk may load where it may not fetch.

search/names-N.js     everything that has a page, by name
search/meetings.js    every meeting with its date and the number it has in the other files
search/words-XY.js    words that begin with XY: numbers of the meetings whose minutes hold them
search/texts/ID.js    the paragraphs, decisions and actions of one meeting
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutegraph.graph.views.text import visible

NAMES_AT_ONCE = 20_000  # of one file
# Letters that decompose to nothing simpler; search.js has the same.
_PLAINER = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Text as it is compared: small letters without accents. The script search.js does the same.

    >>> fold("Zoë Łukasz STRASSE")
    'zoe lukasz strasse'
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if not unicodedata.category(char).startswith("M"))
    return bare.lower().translate(_PLAINER)


def shard(word: str) -> str:
    """The part of a file's name that stands for how a folded word begins.

    >>> shard("beacon"), shard("x"), shard("маяк")
    ('be', 'x', 'u43c')
    """
    head = word[:2]
    return head if head.isascii() and head.isalnum() else f"u{ord(word[0]):x}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to be found by name: its kind in words, page, what says more."""

    kind: str
    name: str
    page: str
    more: str = ""
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of a meeting: its anchor on the meeting's page, what it is, its number and words."""

    anchor: str
    kind: str
    ref: str
    words: str


class Index:
    """Takes meetings one by one; what it keeps of them is which words they hold."""

    def __init__(self) -> None:
        self._meetings: list[tuple[str, str, str, str]] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        self._numbers: set[str] = set()

    def meeting(
        self, key: str, name: str, date: str, page: str, texts: Sequence[Text]
    ) -> tuple[str, bytes]:
        """The file of one meeting's texts."""
        number = self._number(key)
        place = len(self._meetings)
        self._meetings.append((number, name, date, page))
        found: set[str] = set()
        for text in texts:
            found.update(_WORD.findall(fold(visible(text.words))))
        for word in found:
            self._words[word].append(place)
        rows = [[text.anchor, text.kind, text.ref, text.words] for text in texts]
        return f"search/texts/{number}.js", _file(f"texts/{number}", rows)

    def _number(self, key: str) -> str:
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        length = 6
        while digest[:length] in self._numbers:
            length += 1
        self._numbers.add(digest[:length])
        return digest[:length]

    def files(self, hits: Iterable[Hit]) -> Iterator[tuple[str, bytes]]:
        """All other files of the index."""
        every = [[hit.kind, hit.name, hit.page, hit.more, *hit.also] for hit in hits]
        parts = [
            every[start : start + NAMES_AT_ONCE]
            for start in range(0, len(every) or 1, NAMES_AT_ONCE)
        ]
        for place, part in enumerate(parts):
            yield f"search/names-{place}.js", _file(f"names-{place}", part)
        shards: dict[str, dict[str, object]] = defaultdict(dict)
        for word in sorted(self._words):
            places = self._words[word]
            # A word that nearly every meeting has tells nothing of where it is.
            common = len(places) > 50 and len(places) * 2 > len(self._meetings)
            shards[shard(word)][word] = (
                0 if common else " ".join(sorted(self._meetings[place][0] for place in places))
            )
        for name in sorted(shards):
            yield f"search/words-{name}.js", _file(f"words-{name}", shards[name])
        newest = sorted(self._meetings, key=lambda each: (each[2], each[0]), reverse=True)
        data = {"names": len(parts), "words": sorted(shards), "meetings": newest}
        yield "search/meetings.js", _file("meetings", data)


def _file(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'minutegraph("{name}",{visible(text)});\n'.encode()
