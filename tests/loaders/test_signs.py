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
MORE = "zqx"  # letters that a beginning of a word may go on with


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
    """Examples of matches that hold no word of a guard; none where each match holds one of each."""
    return _without(pattern, pattern.sign) | _without(pattern, pattern.also)


def _without(pattern: Guarded, wanted: int) -> set[str]:
    """Examples of matches that hold no word of a sign.

    Walks the expression with the beginnings of words that a match can have come to, each with an
    example of such a match; one that shows the pattern's sign is done and dropped.
    """

    def letters(states: dict[str, str], choice: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for word, text in states.items():
            for letter in choice.lower():
                if letter != ANY and not re.match(r"\w", letter):
                    if not whole(word):
                        found.setdefault("", text + letter)
                elif ANY in (letter, word):
                    found.setdefault(ANY, text + letter)
                elif not signs(f"{word}{letter}{MORE}") & wanted:
                    found.setdefault(word + letter, text + letter)
        return found

    def whole(word: str) -> bool:
        return signs(word) & wanted != 0

    def one_of(choices: Any) -> str:
        kinds = {str(kind) for kind, _ in choices}
        if kinds == {"LITERAL"} and len(choices) < 12:
            return "".join(chr(value) for _, value in choices)
        if kinds == {"CATEGORY"} and len(choices) == 1:
            digits = "0123456789"
            known = {"CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": " ", "CATEGORY_DIGIT": digits}
            return known.get(str(choices[0][1]), f" {ANY}")
        return f" {ANY}"

    def repeated(states: dict[str, str], tree: Any, least: int, most: int) -> dict[str, str]:
        for _ in range(min(least, 3)):
            states = walk(states, tree)
        for _ in range(min(most - least, 12)):
            more = walk(states, tree) | states
            if more.keys() == states.keys():
                break
            states = more
        return states

    def walk(states: dict[str, str], tree: Any) -> dict[str, str]:
        for kind, value in tree:
            match str(kind):
                case "LITERAL":
                    states = letters(states, chr(value))
                case "IN":
                    states = letters(states, one_of(value))
                case "ANY" | "NOT_LITERAL":
                    states = letters(states, f" {ANY}")
                case "BRANCH":
                    branches = [walk(states, branch) for branch in value[1]]
                    states = {word: text for each in branches for word, text in each.items()}
                case "SUBPATTERN":
                    states = walk(states, value[3])
                case "MAX_REPEAT" | "MIN_REPEAT":
                    states = repeated(states, value[2], value[0], int(value[1]))
                case "AT":
                    left = [text for word, text in states.items() if not whole(word)]
                    states = {"": min(left, key=len)} if left else {}
                case "ASSERT" | "ASSERT_NOT":
                    pass
                case other:
                    raise NotImplementedError(other)
        return states

    tree = parser.parse(pattern.pattern.pattern, pattern.pattern.flags)
    return set(walk({"": "", ANY: ANY}, tree).values())


@pytest.mark.parametrize("name", GUARDED)
def test_whatever_a_pattern_matches_holds_one_of_its_words(name: str) -> None:
    assert unguarded(GUARDED[name]) == set()


def test_a_pattern_that_matches_more_than_its_words_is_found() -> None:
    assert unguarded(Guarded("agree", r"\b(?:agreed|approved) to")) == {"approved to"}
    assert unguarded(Guarded("agree", r"agreed\b")) == {f"{ANY}agreed"}
    assert unguarded(Guarded("agree", r"\bwas (?:fully)?agreed\b")) == {"was fullyagreed"}
    assert unguarded(Guarded("agree", r"\b(?:re-?)?agreed")) == {"reagreed"}
    assert unguarded(Guarded("we=", r"\bwe(?:re)? agreed")) == {"were agreed"}
    assert unguarded(Guarded("we=", r"\bwe agreed", also="approv")) == {"we agreed"}
    assert unguarded(Guarded("we=", r"\bwe (?:all )?agreed", also="agree")) == set()
    assert unguarded(Guarded("agree approv", r"^\W*(?:re-)?a(?:gree|pprov)ed?\b")) == set()


def test_signs_are_those_of_beginnings_of_words() -> None:
    agreed, digits = sign("agree"), sign("1 2")
    assert signs("They AGREED: (re-agreed)") & agreed
    assert signs("They disagreed") & agreed == 0
    assert signs("on 17/3") & digits and not signs("on the day") & digits
    assert UNKNOWN & agreed and UNKNOWN & digits
    assert sign("agree") == agreed
    assert signs("we were") & sign("we=") and not signs("were") & sign("we=")
