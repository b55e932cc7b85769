"""Text from documents made fit for a page: visible, wrapped, measured."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Controls (all but tab and newline), surrogates, and marks that reorder or hide what follows them:
# a reader must see that something is there.
_HIDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
_NARROW = frozenset("iljtfrI.,:;'|!()[]{}-/ ")
_BROAD = frozenset("mwMW@%—")


def visible(text: str) -> str:
    """`text` with controls, reordering marks and lone surrogates replaced by U+FFFD."""
    return _HIDING.sub(REPLACEMENT, text)


def text_width(text: str, size: float) -> float:
    """Width of `text` in px at a font size in px, on the generous side of common sans-serifs."""
    return sum(_advance(char) for char in text) * size


def _advance(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if char in _NARROW:
        return 0.39
    if char in _BROAD:
        return 0.97
    return 0.71 if char.isupper() else 0.61


def wrap(text: str, size: float, width: float, lines: int) -> list[str]:
    """At most `lines` lines no wider than `width` px; an ellipsis says that more is left out.

    Words are kept whole where they fit; a word wider than a line is cut, after a
    hyphen or the like where there is one.
    """
    words = visible(text).split()
    done: list[str] = []
    line = ""
    while words:
        word = words.pop(0)
        trial = f"{line} {word}" if line else word
        if text_width(trial, size) <= width:
            line = trial
        elif not line:
            head = _head(word, size, width)
            done.append(head)
            words.insert(0, word[len(head) :])
        else:
            done.append(line)
            line = ""
            words.insert(0, word)
    if line:
        done.append(line)
    if len(done) <= lines:
        return done
    last = done[lines - 1]
    while last and text_width(last + "…", size) > width:
        last = last[:-1]
    return [*done[: lines - 1], last.rstrip() + "…"]


def _head(word: str, size: float, width: float) -> str:
    end = 1
    while end < len(word) and text_width(word[: end + 1], size) <= width:
        end += 1
    joint = max(word.rfind(mark, 0, end) for mark in "-_/.@:")
    return word[: joint + 1] if joint >= end // 2 else word[:end]
