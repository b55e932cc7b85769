"""One action named twice: inline and in a list, or again in a summary."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.names import fold

_WORD = re.compile(r"\w{4,}")


class Alike:
    """Finds the action that says mostly the same words as another."""

    def __init__(self, drafts: list[ActionDraft]) -> None:
        self.by_word: dict[str, list[tuple[frozenset[str], ActionDraft]]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: ActionDraft) -> None:
        """Make an action findable by its three longest words."""
        words = _words(draft.text)
        for word in _longest(words):
            self.by_word.setdefault(word, []).append((words, draft))

    def find(self, draft: ActionDraft) -> ActionDraft | None:
        """The first action alike, of those that share a long word."""
        words = _words(draft.text)
        for word in _longest(words):
            for other, found in self.by_word.get(word, ())[:50]:
                shared = len(words & other)
                if words == other or shared >= 3 and shared >= 0.7 * min(len(words), len(other)):
                    return found
        return None


def akin(draft: ActionDraft, other: ActionDraft) -> bool:
    """Whether two actions of one number can be one: each meeting may count anew from 1."""
    mine, theirs = (_words(each.text) - _words(" ".join(each.owners)) for each in (draft, other))
    return not mine or not theirs or 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def half_alike(draft: ActionDraft, other: ActionDraft) -> bool:
    """Whether two actions of the same owners say half the same words, and two at the least."""
    mine, theirs = (_words(each.text) - _words(" ".join(each.owners)) for each in (draft, other))
    shared = len(mine & theirs)
    return shared >= 2 and 2 * shared >= min(len(mine), len(theirs))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text[:2000])))


def _longest(words: frozenset[str]) -> list[str]:
    return sorted(sorted(words), key=len, reverse=True)[:3]
