"""What people and organisations have in common: joining things into clusters, and near words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Things joined into clusters (union-find); some may be held apart."""

    def __init__(self, apart: Iterable[tuple[T, T]] = ()) -> None:
        self._parent: dict[T, T] = {}
        self._members: dict[T, list[T]] = {}
        self._apart: dict[T, set[T]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def root(self, thing: T) -> T:
        """What stands for the cluster of a thing."""
        parent = self._parent.get(thing, thing)
        while (above := self._parent.get(parent, parent)) != parent:
            self._parent[thing], thing, parent = above, parent, above
        return parent

    def members(self, thing: T) -> list[T]:
        """All in the cluster of a thing."""
        root = self.root(thing)
        return self._members.get(root, [root])

    def may_join(self, one: T, other: T) -> bool:
        """Whether nothing holds the clusters of two things apart."""
        if not self._apart:
            return True
        mine, theirs = self.members(one), set(self.members(other))
        return not any(self._apart[thing] & theirs for thing in mine if thing in self._apart)

    def join(self, one: T, other: T) -> None:
        """Make one cluster of two."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        mine, theirs = self.members(one), self.members(other)
        if len(mine) < len(theirs):
            one, other, mine, theirs = other, one, theirs, mine
        self._parent[other] = one
        self._members[one] = mine + theirs if one not in self._members else mine
        if self._members[one] is mine:
            mine.extend(theirs)
        self._members.pop(other, None)


def near_words(
    words: Iterable[str], alike: Callable[[str, str], bool]
) -> Mapping[str, frozenset[str]]:
    """For each word the others that are alike among those one letter apart.

    Words are put under everything that is left when one letter is taken out, so that no two need
    be compared that share nothing (symmetric deletion).

    >>> sorted(near_words(["goetz", "gotz", "lee"], lambda a, b: True)["gotz"])
    ['goetz']
    """
    under: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        for left in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            under[left].append(word)
    found: dict[str, set[str]] = defaultdict(set)
    for together in under.values():
        for one in together:
            found[one].update(other for other in together if other is not one and alike(one, other))
    return {word: frozenset(others) for word, others in found.items()}
