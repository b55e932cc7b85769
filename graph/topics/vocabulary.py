"""The vocabulary: issues and the words that show them, in one YAML file beside the graph.

    topics:
      Dredging:
        aliases: [silt removal, DRG]
        not: [dredging licence]
        broader: Harbour works
        related: [Moorings]

Each topic goes by its name. `aliases` are other words for it and its acronyms; `not` are phrases
that have its words and mean something else; `broader` is a topic that this one is part of;
`related` are others to look at, which of two topics it is enough that one names. A word of an entry
stands for its inflections (see `minutegraph.graph.topics.match`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml.comments import CommentedMap

from minutegraph.errors import RegistryError, UsageError
from minutegraph.graph.resolve.ledger import round_trip, write_whole
from minutegraph.graph.topics.match import Matcher, symbols
from minutegraph.loaders.structured.problems import near, shown_path
from minutegraph.loaders.structured.tree import Fault, line_of
from minutegraph.loaders.structured.yamltext import read_yaml

_MAX_BYTES = 20_000_000

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"\w")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Topic(_Part):
    """An issue: other words for it, phrases that are not it, topics it is part of or near to."""

    aliases: tuple[Words, ...] = Field((), strict=False)
    unlike: tuple[Words, ...] = Field((), alias="not", strict=False)
    broader: Words | None = None
    related: tuple[Words, ...] = Field((), strict=False)


class Vocabulary(_Part):
    """All topics by name."""

    topics: dict[Words, Topic] = {}

    def named(self, text: str) -> str | None:
        """The topic that has a text for its name or among its aliases, whatever their spelling."""
        wanted = symbols(text)
        for name, topic in self.topics.items():
            if wanted in [symbols(each) for each in (name, *topic.aliases)]:
                return name
        return None

    def within(self, name: str) -> list[str]:
        """A topic and all that are part of it, directly or not."""
        found = [name]
        for larger in found:
            found += [
                each
                for each, topic in self.topics.items()
                if topic.broader == larger and each not in found
            ]
        return found

    def above(self, name: str) -> list[str]:
        """The topics that one is part of, nearest first."""
        found: list[str] = []
        larger = self.topics[name].broader
        while larger is not None and larger not in found:
            found.append(larger)
            larger = self.topics[larger].broader
        return found

    def near(self, name: str) -> list[str]:
        """The topics that one names as related, and those that name it, by name."""
        back = {other for other, topic in self.topics.items() if name in topic.related}
        return sorted({*self.topics[name].related, *back} - {name})

    def matcher(self, names: Iterable[str]) -> Matcher:
        """What finds topics in texts, each by its name."""
        found = Matcher()
        for name in names:
            topic = self.topics[name]
            for term in (name, *topic.aliases):
                found.add(term, name)
            for term in topic.unlike:
                found.exclude(term, name)
        return found


class VocabularyFile:
    """The file, to be changed; comments in it stay."""

    def __init__(self, path: Path) -> None:
        """Read it; it need not exist.

        Raises:
            RegistryError: it cannot be read or does not fit; with the line.
        """
        self.path = path
        text = _text_of(path)
        self.vocabulary = parse_vocabulary(text, str(path))
        self._data: Any = round_trip().load(text) or {}

    def add(
        self,
        name: str,
        aliases: tuple[str, ...] = (),
        unlike: tuple[str, ...] = (),
        broader: str | None = None,
        related: tuple[str, ...] = (),
    ) -> None:
        """Add a topic, or words to one that is there.

        Raises:
            RegistryError: words that no text can have, or a file that cannot be written.
            UsageError: words are another topic's, or a topic named is not there.
        """
        there = self.vocabulary.named(name)
        for words in aliases:
            other = self.vocabulary.named(words)
            if other not in (None, there):
                raise UsageError(f"{words} is {other} already: minutegraph topics merge joins two")
        entry = self._entry(there or name)
        for key, new in (("aliases", aliases), ("not", unlike)):
            known = [symbols(str(each)) for each in entry.get(key) or ()]
            known += [symbols(there or name)] if key == "aliases" else []
            for words in new:
                if symbols(words) not in known:
                    known.append(symbols(words))
                    entry[key] = [*(entry.get(key) or ()), words]
        if broader is not None:
            larger = self._known(broader)
            if there and larger in self.vocabulary.within(there):
                raise UsageError(f"{larger} is {there} or part of it, so it cannot be broader")
            entry["broader"] = larger
        others = [self._known(each) for each in related]
        if new_ones := [o for o in others if o != there and o not in (entry.get("related") or ())]:
            entry["related"] = [*(entry.get("related") or ()), *dict.fromkeys(new_ones)]
        self._save()

    def merge(self, name: str, other: str) -> None:
        """Make one topic of two: the second's name and words become words of the first.

        Raises:
            UsageError: one of them is not there, or they are one.
        """
        one, gone = self._known(name), self._known(other)
        if one == gone:
            raise UsageError(f"{name} and {other} are one topic already")
        entry, taken = self._entry(one), self._entry(gone)
        del self._data["topics"][gone]
        words = [*(entry.get("aliases") or ()), gone, *(taken.get("aliases") or ())]
        entry["aliases"] = list(dict.fromkeys(words))
        if unlike := [*(entry.get("not") or ()), *(taken.get("not") or ())]:
            entry["not"] = list(dict.fromkeys(unlike))
        if related := [*(entry.get("related") or ()), *(taken.get("related") or ())]:
            entry["related"] = related
        for key, each in self._data["topics"].items():
            if each and each.get("broader") == gone:
                each["broader"] = one
            if each and key == one and each.get("broader") == one:
                del each["broader"]
            if each and each.get("related"):
                named = [one if other == gone else other for other in each["related"]]
                each["related"] = [other for other in dict.fromkeys(named) if other != key]
        self._save()

    def drop(self, name: str, alias: str | None = None) -> None:
        """Take a topic out, or one of its other words.

        Raises:
            UsageError: it is not there, or others are part of it.
        """
        known = self._known(name)
        if alias is not None:
            entry = self._entry(known)
            kept = [each for each in entry.get("aliases") or () if symbols(each) != symbols(alias)]
            if len(kept) == len(entry.get("aliases") or ()):
                raise UsageError(f"{known} has no other word {alias}")
            entry["aliases"] = kept
        else:
            parts = self.vocabulary.within(known)[1:]
            if parts:
                raise UsageError(f"{', '.join(parts)} is part of {known}: drop or merge that first")
            del self._data["topics"][known]
            for each in self._data["topics"].values():
                if each and known in (each.get("related") or ()):
                    each["related"] = [other for other in each["related"] if other != known]
        self._save()

    def propose(self, topics: Iterable[tuple[str, Iterable[str], str]]) -> int:
        """Add topics for a person to judge, each under a comment that says why.

        Words that are a topic's already are left out.

        Args:
            topics: name, aliases, comment.

        Returns:
            How many were added.
        """
        taken = {symbols(w) for n, t in self.vocabulary.topics.items() for w in (n, *t.aliases)}
        added = 0
        for name, aliases, comment in topics:
            if symbols(name) in taken:
                continue
            entry = self._entry(name)
            taken.add(symbols(name))
            for words in aliases:
                if symbols(words) not in taken:
                    taken.add(symbols(words))
                    entry["aliases"] = [*(entry.get("aliases") or ()), words]
            self._data["topics"].yaml_set_comment_before_after_key(name, before=comment, indent=2)
            added += 1
        self._save()
        return added

    def _known(self, name: str) -> str:
        found = self.vocabulary.named(name)
        if found is None:
            raise UsageError(f"no topic {name}{near(name, self.vocabulary.topics)}")
        return found

    def _entry(self, name: str) -> Any:
        topics = self._data.get("topics")
        if topics is None:
            topics = self._data["topics"] = CommentedMap()
        if topics.get(name) is None:
            topics[name] = {}
        return topics[name]

    def _save(self) -> None:
        out = io.StringIO()
        round_trip().dump(self._data, out)
        self.vocabulary = parse_vocabulary(out.getvalue(), str(self.path))
        write_whole(self.path, out.getvalue())


def read_vocabulary(path: Path | None) -> Vocabulary:
    """The topics of a file; none where there is no path or no file.

    Raises:
        RegistryError: it cannot be read or does not fit; with the line.
    """
    return parse_vocabulary(_text_of(path), str(path)) if path else Vocabulary()


def parse_vocabulary(text: str, path: str) -> Vocabulary:
    """The topics of a text.

    Args:
        path: how messages call it.

    Raises:
        RegistryError: it is no YAML or does not fit; with the line.
    """
    try:
        tree = read_yaml(text) or {}
    except Fault as fault:
        raise RegistryError(f"{path}, line {fault.line}: {fault.problem}") from None
    try:
        found = Vocabulary.model_validate(_without_empty(tree))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = tuple(step for step in first["loc"] if step != "[key]")
        said = str(first["msg"])
        if first["type"] == "extra_forbidden":
            said = (
                "unknown key: a topic has aliases, not, broader and related; all are under topics"
            )
        raise RegistryError(
            f"{path}, line {line_of(tree, where)}: {shown_path(where)}: {said}"
        ) from None
    owner: dict[tuple[str, ...], str] = {}
    for name, topic in found.topics.items():
        line = line_of(tree, ("topics", name))
        for other in (*([topic.broader] if topic.broader is not None else []), *topic.related):
            if other not in found.topics:
                raise RegistryError(f"{path}, line {line}: {name}: no topic {other}")
        for words in (name, *topic.aliases):
            if owner.setdefault(symbols(words), name) != name:
                raise RegistryError(
                    f"{path}, line {line}: {words} is {owner[symbols(words)]} already"
                )
    for name in found.topics:
        if name in found.above(name):
            line = line_of(tree, ("topics", name))
            raise RegistryError(f"{path}, line {line}: {name} is broader than itself")
    return found


def _without_empty(tree: Any) -> Any:
    """The tree without keys that say nothing; a topic may say nothing but its name."""
    if not isinstance(tree, dict) or not isinstance(tree.get("topics"), dict):
        return {k: v for k, v in tree.items() if v is not None} if isinstance(tree, dict) else tree
    topics = {
        name: {k: v for k, v in entry.items() if v is not None}
        if isinstance(entry, dict)
        else {}
        if entry is None
        else entry
        for name, entry in tree["topics"].items()
    }
    return {**tree, "topics": topics}


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise RegistryError(f"{path} is larger than {_MAX_BYTES:,} bytes: it holds no topics")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise RegistryError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RegistryError(f"{path} is not UTF-8 text") from None
