"""Acronyms as a text defines them: "Ministry of Justice (MoJ)", "MoJ (Ministry of Justice)"."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9&/-]{1,9})\)")
_REVERSED = re.compile(
    r"([A-Z](?<!\w.)[A-Za-z&]{1,7})\s+\(((?:[A-Z][\w'’-]+|of|for|and|the|in|on|&)(?:\s+(?:[A-Z][\w'’-]+|of|for|and|the|in|on|&)){1,8})\)"
)
_WORDS_BEFORE = 9


def definitions(text: str) -> list[tuple[str, str, int]]:
    """Acronyms a text defines, as (acronym, expansion, offset of the acronym).

    The expansion is the shortest run of words before the bracket that holds the acronym's letters
    in order and begins with its first, after Schwartz and Hearst, "A simple algorithm for
    identifying abbreviation definitions in biomedical text" (2003).

    >>> definitions("the Ministry of Justice (MoJ) said")
    [('MoJ', 'Ministry of Justice', 25)]
    """
    found = []
    if "(" not in text:
        return []
    for match in _BRACKETED.finditer(text):
        acronym = match[1]
        if sum(c.isupper() for c in acronym) < 2:
            continue
        letters = acronym[:-1] if acronym.endswith("s") and acronym[-2].isupper() else acronym
        before = re.split(r"[.;:()\n]\s", text[max(0, match.start() - 160) : match.start()])[-1]
        if expansion := _expansion(letters, before.rstrip()):
            found.append((acronym, expansion, match.start(1)))
    for match in _REVERSED.finditer(text):
        letters = match[1].rstrip("s")
        if sum(c.isupper() for c in letters) >= 2 and _expansion(letters, match[2]) == match[2]:
            found.append((match[1], match[2], match.start(1)))
    return found


def _expansion(acronym: str, before: str) -> str | None:
    """The shortest tail of a text that spells an acronym."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    position = len(before) - 1
    for number in range(len(letters) - 1, -1, -1):
        letter = letters[number]
        first = number == 0
        while position >= 0 and (
            before[position].lower() != letter
            or (first and position > 0 and before[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
        position -= 1
    expansion = before[position + 1 :].strip()
    words = expansion.split()
    if (
        not 2 <= len(words) <= max(_WORDS_BEFORE, len(letters) + 4)
        or len(words) > 2 * len(letters) + 1
    ):
        return None
    # Each capital must begin a word, or the match is chance: "the … report (HR)".
    starts = [w[0].lower() for part in words for w in re.split(r"[-/]", part) if w]
    hits, position = 0, 0
    for letter in letters:
        if letter in starts[position:]:
            position = starts.index(letter, position) + 1
            hits += 1
    return expansion if hits >= min(2, len(letters)) else None
