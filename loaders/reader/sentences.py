"""Sentences of a text, with where each begins."""

from __future__ import annotations

import re
from string import ascii_lowercase

from minutegraph.loaders.reader.blocks import Block

# One set of characters comes first, so that the search can skip to them.
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|[.!?…]*[\"”’')\]*]*\s+(?=[\"“‘'(\[*]*[^\W\d_a-z]))")
_SHORT = frozenset(
    "mr mrs ms dr prof rev revd st cllr hon no nos vs etc cf al approx ltd inc co dept para paras fig "
    "vol ref pp sec doc docs art ext tel incl prop rt sgt capt lt col gen".split()
) | frozenset(ascii_lowercase)
_ABBREVIATION = re.compile(rf"(?:^|\W)(?:e\.g|i\.e|{'|'.join(sorted(_SHORT))})\.$", re.IGNORECASE)


def _abbreviated(end: str) -> bool:
    """Whether the last nine characters of a sentence, with its stop, end in an abbreviation."""
    word = end[:-1].rpartition(" ")[2]
    if word.isalpha():
        return end[-1] == "." and word.lower() in _SHORT
    return _ABBREVIATION.search(end) is not None


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text as (offset, sentence).

    >>> [s for _, s in sentences("Dr. Lee spoke. Mr. J. Roe left.")]
    ['Dr. Lee spoke.', 'Mr. J. Roe left.']
    """
    found: list[tuple[int, str]] = []
    start = 0
    for match in _END.finditer(text):
        at, end = match.span()
        if "\n" not in match[0] and _abbreviated(text[max(start, at - 8) : at + 1]):
            continue
        if piece := text[start:end].strip():
            found.append((start, piece))
        start = end
    if piece := text[start:].strip():
        found.append((start, piece))
    return found


def line_at(block: Block, offset: int) -> int:
    """The source line that holds an offset of a block's text."""
    if len(block.lines) == 1:
        return block.no
    end = 0
    for line in block.lines:
        end += len(line.text) + 1
        if offset < end:
            return line.no
    return block.lines[-1].no
