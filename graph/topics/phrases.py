"""Phrases of a text that can name an issue: runs of words between those that only join others.

A phrase has up to four words that mean something, with `of`, `for` or `in` between them (`terms of
reference`). It is taken for a noun where it stands after an article, a preposition or a possessive,
where it has capitals within a sentence, and in a heading: enough to tell `the website` from `agreed`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from minutegraph.graph.topics.match import symbols
from minutegraph.loaders.reader.words import MONTHS, SPEECH_VERBS

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENDS = re.compile(r"[.:;?!|\n\t\u2013\u2014]")
_JOINED = re.compile(r"[ \n\u00a0-]+| *& *")
_LONGEST = 4  # words that mean something
_WIDEST = 40  # letters of one; longer ones are addresses and hashes

# Words after which a noun begins.
_BEFORE_NOUNS = frozenset(
    "a an the this that these those its our your their his her my each every any some no all both "
    "of for in on at by with from into about regarding concerning under over between through "
    "via per against within without during after before towards upon".split()
)
_INNER = frozenset("of for in".split())
# Closed classes of English, numbers in words and what calendars say: they part phrases.
_PARTING = (
    _BEFORE_NOUNS
    | frozenset(MONTHS)
    | frozenset(
        "i we you he she it they me us him them who whom which what when where why how whose there "
        "here and or but nor so yet if because as than then while whether although though since until "
        "unless to up down out off again further once not only own same such too very just also both "
        "more most less least much many few several other another else "
        "be is are was were been being am have has had having do does did done doing will would shall "
        "should can could may might must ought cannot let get got go goes going went gone come came "
        "make makes made making take takes taken took taking give given gives giving "
        "one two three four five six seven eight nine ten first second third last next "
        "now still already ever never always often however therefore thus e.g i.e eg ie etc re vs "
        "yes please monday tuesday wednesday thursday friday saturday sunday day days week weeks "
        "month months year years today tomorrow yesterday am pm "
        "s t don isn aren wasn won www http https com org".split()
    )
    | {verb for verb in SPEECH_VERBS if verb.endswith("ed")}
    | frozenset("said says asks told thinks thought felt feels wants believes hopes".split())
)
# What every meeting has: no issue by itself.
_PROCEDURE = frozenset(
    symbols(word)[-1]
    for word in (
        "meeting minute action item agenda apology absence attendance attendee welcome introduction "
        "any other business matter arising arise date time place venue review update discussion "
        "discuss report note point previous current new old present chair chairman chairwoman "
        "committee group board panel council forum member people person everyone everybody aob "
        "conclusion close opening end start begin issue thing way lot number part question answer "
        "comment view example progress status summary detail information work decision motion "
        "actions approval approve approved agree agreed confirm set need use help good "
        "page line section document paper list name"
    ).split()
)


class Phrase(NamedTuple):
    """A phrase of a text.

    Attributes:
        key: what it is found by.
        noun: whether it stands as one; None where its place does not say, as within a longer phrase.
        last: whether no further word goes with it, as one does with `general`.
    """

    key: tuple[str, ...]
    written: str
    noun: bool | None
    last: bool


class _Word(NamedTuple):
    match: re.Match[str]
    inner: bool
    noun: bool | None


def phrases(text: str, names: Collection[str] = (), *, heading: bool = False) -> Iterator[Phrase]:
    """The phrases of a text, each place anew.

    Args:
        names: words of people's names, in lower case: no phrase goes over one with a capital.
        heading: whether the text is one.

    >>> [p.written for p in phrases("We agreed the terms of reference.") if p.noun]
    ['terms', 'terms of reference', 'reference']
    """
    run: list[_Word] = []
    end = 0
    before: bool | None = heading  # whether what stands before says that a noun follows
    starts = True  # of a sentence
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        if run and not _JOINED.fullmatch(between):
            yield from _of(run, text)
            run = []
        starts = starts or bool(_ENDS.search(between))
        kind = _kind(word[0], word[0][0].isupper() and word[0].lower() in names)
        if kind == "inner" and run:
            run.append(_Word(word, True, None))
        elif kind == "word":
            capitals = word[0] != word[0].lower() and (
                not starts or word[0][1:].lower() != word[0][1:]
            )
            run.append(_Word(word, False, True if heading or capitals else before))
        else:
            yield from _of(run, text)
            run = []
        before = heading or (None if kind == "word" else word[0].lower() in _BEFORE_NOUNS)
        starts = word[0].isdigit()
        end = word.end()
    yield from _of(run, text)


def _of(run: list[_Word], text: str) -> Iterator[Phrase]:
    for begin, first in enumerate(run):
        if first.inner:
            continue
        key: tuple[str, ...] = ()
        words = 0
        idle = _idle(first.match[0])
        if idle and begin + 1 < len(run) and run[begin + 1].inner:
            continue  # review of …
        for place, last in enumerate(run[begin:], begin):
            step = _step(last.match[0])
            key = (*key, step)
            if last.inner:
                continue
            words += 1
            idle = idle and _idle(last.match[0])
            if words > _LONGEST:
                break
            if not idle and (words > 1 or len(first.match[0]) > 1):
                written = text[first.match.start() : last.match.end()]
                yield Phrase(key, written, first.noun, place == len(run) - 1)


@lru_cache(maxsize=200_000)
def _step(word: str) -> str:
    return symbols(word)[-1]


def _idle(word: str) -> bool:
    return _step(word.lower()) in _PROCEDURE


@lru_cache(maxsize=200_000)
def _kind(word: str, name: bool) -> str:
    small = word.lower().replace("’", "'").removesuffix("'s")
    if small in _INNER and word == small:
        return "inner"
    if name or len(word) > _WIDEST or not word[0].isalpha():
        return "break"
    if small in _PARTING and not (word.isupper() and len(word) > 1):
        return "break"
    return "word"
