"""The search language: what an issue is, as people write it, and which texts have it.

    dynamic framework              the words next to each other, in this order
    "white paper" AND sentencing   both in one text; two quotations side by side mean AND
    (gates OR sluices) NOT steel   either, and not the third
    Dredging                       a topic of the vocabulary: any of its words

AND, OR and NOT are operators in capitals only; NOT binds first, then AND. What stands in quotation
marks is a phrase, whatever it is called. How words are compared: `minutegraph.graph.topics.match`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from minutegraph.errors import UsageError
from minutegraph.graph.topics.match import Matcher, needed, symbols
from minutegraph.graph.topics.vocabulary import Vocabulary

_TOKEN = re.compile(r'"[^"]*"|“[^”]*”|[()]|[^\s()"“”]+')
_QUOTED = re.compile('["“”]')
_LONGEST = 300  # words and signs
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_MOST = 64  # alternatives; of more, what narrows least is left to looking at the text

Alternatives = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Term:
    """A phrase, or all words of a topic."""

    matcher: Matcher
    sought: Alternatives

    def words(self, text: str) -> list[str] | None:
        return self.matcher.words(text) or None

    def allows(self, text: str) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class _Not:
    part: _Part

    @property
    def sought(self) -> Alternatives:
        return [[]]

    def words(self, text: str) -> list[str] | None:
        return None if self.part.words(text) is not None else []

    def allows(self, text: str) -> bool:
        return self.part.words(text) is None


@dataclass(frozen=True, slots=True)
class _And:
    parts: list[_Part]

    @property
    def sought(self) -> Alternatives:
        found: Alternatives = [[]]
        for part in sorted((part.sought for part in self.parts), key=len):
            if found == [[]] or len(found) * len(part) <= _MOST:
                found = [[*one, *other] for one in found for other in part]
        return found

    def words(self, text: str) -> list[str] | None:
        found: list[str] = []
        for part in self.parts:
            words = part.words(text)
            if words is None:
                return None
            found += words
        return found

    def allows(self, text: str) -> bool:
        return all(part.allows(text) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Or:
    parts: list[_Part]

    @property
    def sought(self) -> Alternatives:
        return [each for part in self.parts for each in part.sought]

    def words(self, text: str) -> list[str] | None:
        found = [words for part in self.parts if (words := part.words(text)) is not None]
        return [word for words in found for word in words] if found else None

    def allows(self, text: str) -> bool:
        return any(part.allows(text) for part in self.parts)


_Part = _Term | _Not | _And | _Or


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for.

    Attributes:
        text: as it was written.
        topic: the topic of the vocabulary that it is, where it is one and nothing more.
        vocabulary: the topics there are.
        names: of that topic, and of all that are part of it.
        phrases: what is looked for in it that is no topic's, as written.
    """

    text: str
    topic: str | None
    phrases: tuple[str, ...]
    _whole: _Part
    vocabulary: Vocabulary
    names: tuple[str, ...] = ()

    @property
    def sought(self) -> Alternatives:
        """What a store looks for (see `Store.texts`): all texts that have it are among those."""
        return self._whole.sought

    def words(self, text: str) -> list[str] | None:
        """The words of a text that show it, as written and in its order; None where it has none."""
        found = self._whole.words(text)
        return None if found is None else in_order(found, text)

    def allows(self, text: str) -> bool:
        """Whether a text has nothing that NOT rules out: one under an item that has the words."""
        return self._whole.allows(text)


def in_order(words: Iterable[str], text: str) -> list[str]:
    """Words of a text, each once, in the order in which they first stand there."""
    return sorted(set(words), key=lambda word: (text.find(word), word))


def search_of(text: str, vocabulary: Vocabulary) -> Search:
    """What an issue means, with the topics of a vocabulary.

    Raises:
        UsageError: there are no words in it, or an operator or parenthesis stands alone.
    """
    phrases: list[str] = []

    def term(words: str, *, literal: bool) -> _Part:
        topic = None if literal else vocabulary.named(words)
        if topic is not None:
            return of_topic(topic)
        if not symbols(words):
            raise UsageError(f"{text.strip()}: give words to look for beside its signs")
        phrases.append(words)
        matcher = Matcher()
        matcher.add(words)
        return _Term(matcher, needed(words))

    def of_topic(name: str) -> _Part:
        names = vocabulary.within(name)
        terms = [t for each in names for t in (each, *vocabulary.topics[each].aliases)]
        sought = [parts for each in terms for parts in needed(each)]
        return _Term(vocabulary.matcher(names), _without_narrower(sought))

    if not symbols(text):
        raise UsageError("no issue: give a topic or words")
    whole = None if _QUOTED.search(text) else vocabulary.named(text)
    if whole is not None:
        names = tuple(vocabulary.within(whole))
        return Search(text, whole, (), of_topic(whole), vocabulary, names)
    read = _Reader(text, term).whole()
    if [] in read.sought:
        raise UsageError(f"{text.strip()}: NOT alone finds nothing: say what is looked for as well")
    return Search(text, None, tuple(phrases), read, vocabulary)


def _without_narrower(sought: Iterable[Sequence[str]]) -> Alternatives:
    """Alternatives without those that another one finds as well."""
    found: Alternatives = []
    for parts in sorted({tuple(each) for each in sought}, key=lambda p: (sum(map(len, p)), p)):
        if not any(all(_holds(parts, part) for part in other) for other in found):
            found.append(list(parts))
    return found


def _holds(parts: Sequence[str], part: str) -> bool:
    return any(f" {part} " in f" {each} " for each in parts)


class _Reader:
    """Reads a search from left to right."""

    def __init__(self, text: str, term: Callable[..., _Part]) -> None:
        self._text = text.strip()
        self._tokens = _TOKEN.findall(text)
        self._term = term

    def whole(self) -> _Part:
        if len(self._tokens) > _LONGEST:
            raise UsageError(f"the issue is longer than {_LONGEST} words: give fewer")
        found = self._any()
        if self._tokens:
            raise self._wrong("a parenthesis too many")
        return found

    def _any(self) -> _Part:
        parts = [self._all()]
        while self._next() == "OR":
            self._tokens.pop(0)
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else _Or(parts)

    def _all(self) -> _Part:
        parts = [self._one()]
        while (following := self._next()) not in (None, "OR", ")"):
            if following == "AND":
                self._tokens.pop(0)
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else _And(parts)

    def _one(self) -> _Part:
        token = self._next()
        if token is None or token in ("AND", "OR", ")"):
            raise self._wrong(
                f"words are missing {f'before {token}' if token else 'at the end'}; "
                "to look for AND, OR and NOT themselves, put them in quotation marks"
            )
        self._tokens.pop(0)
        if token == "NOT":
            return _Not(self._one())
        if token == "(":
            return self._inside()
        if token[0] in '"“':
            return self._term(token.strip('"“”'), literal=True)
        words = [token]
        while (following := self._next()) and following[0] not in '()"“':
            if following in _OPERATORS:
                break
            words.append(self._tokens.pop(0))
        return self._term(" ".join(words), literal=False)

    def _inside(self) -> _Part:
        found = self._any()
        if self._next() != ")":
            raise self._wrong("a parenthesis is not closed")
        self._tokens.pop(0)
        return found

    def _next(self) -> str | None:
        return self._tokens[0] if self._tokens else None

    def _wrong(self, what: str) -> UsageError:
        return UsageError(f"{self._text}: {what}")
