"""Guards of patterns: whatever a pattern matches holds one of the words it is tried for."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

from minutegraph.loaders import reader
from minutegraph.loaders.reader.signs import UNKNOWN, Guarded, sign, signs

# How Python itself takes expressions apart; of its own since 3.11.
parser: Any = getattr(re, "_parser", None) or importlib.import_module("sre_parse")
ANY = "\0"  # stands for a word of which nothing is known


def _inside(value: object) -> Iterator[Guarded]:
    if isinstance(value, Guarded):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _inside(each)


def _guarded() -> dict[str, Guarded]:
    """Every guarded pattern of the reader by the names of its module and of itself."""
    found: dict[str, Guarded] = {}
    for module in pkgutil.iter_modules(reader.__path__, "minutegraph.loaders.reader."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_inside(value)):
                if pattern not in found.values():
                    found[f"{module.name.rpartition('.')[2]}.{name}.{number}"] = pattern
    return found


GUARDED = _guarded()


def unguarded(pattern: Guarded) -> set[str]:
    """The last words of matches that hold no word of the guard; empty where each holds one.

    Walks the expression with the beginnings of words that a match can have come to; one that
    shows the pattern's sign is done and dropped.
    """

    def letters(states: set[str], choice: set[str]) -> set[str]:
        found = set()
        for state in states:
            for letter in choice:
                if not re.match(r"\w", letter) and letter != ANY:
                    found.add("")
                elif ANY in (letter, state):
                    found.add(ANY)
                elif not signs(state + letter) & pattern.sign:
                    found.add(state + letter)
        return found

    def repeated(states: set[str], tree: Any, least: int, most: int) -> set[str]:
        for _ in range(min(least, 3)):
            states = walk(states, tree)
        for _ in range(min(most - least, 12)):
            if (more := states | walk(states, tree)) == states:
                break
            states = more
        return states

    def walk(states: set[str], tree: Any) -> set[str]:
        for kind, value in tree:
            match str(kind):
                case "LITERAL":
                    states = letters(states, {chr(value).lower()})
                case "IN" if len(value) < 12 and all(str(k) == "LITERAL" for k, _ in value):
                    states = letters(states, {chr(v).lower() for _, v in value})
                case "IN" if str(value) == "[(CATEGORY, CATEGORY_SPACE)]":
                    states = letters(states, {" "})
                case "IN" | "ANY" | "NOT_LITERAL" | "CATEGORY":
                    states = letters(states, {" ", ANY})
                case "BRANCH":
                    states = set().union(*(walk(states, branch) for branch in value[1]))
                case "SUBPATTERN":
                    states = walk(states, value[3])
                case "MAX_REPEAT" | "MIN_REPEAT":
                    states = repeated(states, value[2], value[0], int(value[1]))
                case "AT":
                    states = {""} if states else states
                case "ASSERT" | "ASSERT_NOT":
                    pass
                case other:
                    raise NotImplementedError(other)
        return states

    return walk({"", ANY}, parser.parse(pattern.pattern.pattern, pattern.pattern.flags))


@pytest.mark.parametrize("name", GUARDED)
def test_whatever_a_pattern_matches_holds_one_of_its_words(name: str) -> None:
    assert unguarded(GUARDED[name]) == set()


def test_a_pattern_that_matches_more_than_its_words_is_found() -> None:
    assert unguarded(Guarded("agree", r"\b(?:agreed|approved) to")) == {"to"}
    assert unguarded(Guarded("agree", r"agreed")) == {ANY}
    assert unguarded(Guarded("agree", r"\bwas (?:fully)?agreed")) == {"fullyagreed"}
    assert unguarded(Guarded("agree", r"\b(?:re-?)?agreed")) == {"reagreed"}
    assert unguarded(Guarded("agree approv", r"\b(?:re-)?a(?:gree|pprov)ed?")) == set()


def test_signs_are_those_of_beginnings_of_words() -> None:
    agreed, digits = sign("agree"), sign("1 2")
    assert signs("They AGREED: (re-agreed)") & agreed
    assert signs("They disagreed") & agreed == 0
    assert signs("on 17/3") & digits and not signs("on the day") & digits
    assert UNKNOWN & agreed and UNKNOWN & digits
    assert sign("agree") == agreed
