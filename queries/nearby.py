"""What may have been meant where nothing has an issue's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from minutegraph.graph.store.base import Store
from minutegraph.graph.topics.match import symbols
from minutegraph.graph.topics.search import Search, search_of
from minutegraph.graph.topics.vocabulary import Vocabulary

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CLOSE = 0.75  # of 1: how like a word or topic is
_HEADINGS = "MATCH (i:AgendaItem) RETURN DISTINCT i.heading AS heading ORDER BY heading"


def nearby(store: Store, search: Search, vocabulary: Vocabulary) -> list[str]:
    """Topics and words near those that nothing has, one line each; each has been tried.

    Words come from the titles of agenda items and from the topics.
    """
    if search.topic is not None:
        return [f"no text has the words of the topic {search.topic}"]
    missing = [phrase for phrase in search.phrases if not _has(store, phrase)]
    if not missing:
        return ["each of these is in the minutes, but not as it is asked for here"]
    names = [each for name, t in vocabulary.topics.items() for each in (name, *t.aliases)]
    lines = []
    for phrase in missing:
        words = _WORD.findall(phrase)
        meant = [f"'{name}'" for name in _close(phrase, names)]
        apart = " AND ".join(words)
        if len(words) > 1 and _has(store, apart, vocabulary):
            lines.append(
                f"nothing has “{phrase}” as it stands, but texts have its words: '{apart}'"
            )
            continue
        if not meant:
            headings = [str(row["heading"]) for row in store.read(_HEADINGS).rows]
            meant = [f"'{each}'" for each in _mended(store, words, headings)]
        asked = f": did you mean {' or '.join(meant[:3])}?" if meant else ""
        lines.append(f"nothing has these words{asked}" if len(missing) == 1
                     else f"nothing has “{phrase}”{asked}")  # fmt: skip
    return lines


def _mended(store: Store, words: list[str], headings: list[str]) -> Iterator[str]:
    """The words with the nearest that agenda items have in place of those that nothing has."""
    known: dict[str, str] = {}
    for heading in headings:
        for word in _WORD.findall(heading):
            known.setdefault(word.casefold(), word)
    mended = []
    for word in words:
        if _has(store, word):
            mended.append([word])
        else:
            mended.append([each.lower() for each in _close(word.casefold(), list(known))])
    if all(mended):
        for place in range(max(map(len, mended))):
            tried = " ".join(each[min(place, len(each) - 1)] for each in mended)
            if _has(store, tried):
                yield tried
            elif len(words) > 1 and _has(store, " AND ".join(tried.split())):
                yield " AND ".join(tried.split())


def _close(word: str, known: list[str]) -> list[str]:
    folded = {each.casefold(): each for each in reversed(known)}
    near = difflib.get_close_matches(word.casefold(), folded, n=3, cutoff=_CLOSE)
    return [folded[each] for each in near]


def _has(store: Store, text: str, vocabulary: Vocabulary | None = None) -> bool:
    if not symbols(text):
        return False
    search = search_of(text, vocabulary or Vocabulary())
    return any(
        search.words(str(row["text"] or "")) is not None for row in store.texts(search.sought)
    )
