"""Values read from YAML or JSON that remember the line they stand on."""

from __future__ import annotations

from typing import Any

MAX_DEPTH = 32
# Values that aliases (`*name`) may stand for in one file: enough for people, too few for a bomb.
MAX_ALIASED = 100_000


class Mapping(dict[str, Any]):
    """Keys and values; `line` is where it begins, `lines` where each key stands, from 1."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list[Any]):
    """Values in order; `line` is where it begins, `lines` where each value stands, from 1."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class Fault(Exception):
    """A text that cannot be read: what is wrong, and the line and column (from 1) of it."""

    def __init__(self, problem: str, line: int, column: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


class Builder:
    """Puts a tree together from what a parser meets, in order, without recursion."""

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[Mapping | Sequence] = []
        self._key: str | None = None
        self._keys: list[str | None] = []
        self._aliased = 0

    @property
    def wants_key(self) -> bool:
        """Whether the next scalar is a key."""
        return bool(self._open) and isinstance(self._open[-1], Mapping) and self._key is None

    def key(self, key: str, line: int) -> None:
        """Take the key of the value that follows.

        Raises:
            Fault: the mapping has it already.
        """
        mapping = self._open[-1]
        assert isinstance(mapping, Mapping)
        if key in mapping:
            first = mapping.lines[key]
            raise Fault(f"key {key!r} stands twice, first in line {first}: keep one", line)
        mapping.lines[key] = line
        self._key = key

    def value(self, value: Any, line: int) -> None:
        """Add a value to what is open.

        Raises:
            Fault: something other than a text stands where a key is wanted.
        """
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.append(value)
            parent.lines.append(line)
        elif self._key is None:
            raise Fault("a key is no text: write it as text", line)
        else:
            parent[self._key] = value
            self._key = None

    def open(self, container: Mapping | Sequence) -> None:
        """Add a container and fill it until `close`.

        Raises:
            Fault: it lies deeper than `MAX_DEPTH`.
        """
        if len(self._open) >= MAX_DEPTH:
            raise Fault(f"nested deeper than {MAX_DEPTH} levels", container.line)
        self.value(container, container.line)
        self._open.append(container)

    def close(self) -> None:
        """End the container opened last."""
        self._open.pop()

    def alias(self, value: Any, line: int) -> None:
        """Add a copy of a value that was read before, as if it stood here.

        Raises:
            Fault: it is not complete yet, or aliases stand for too much.
        """
        if any(value is container for container in self._open):
            raise Fault("an alias stands inside what it stands for", line)
        if isinstance(value, Mapping | Sequence):
            value = self._copy(value, line)
            value.line = line
        self.value(value, line)

    def _copy(self, value: Any, line: int) -> Any:
        self._aliased += 1
        if self._aliased > MAX_ALIASED:
            raise Fault(f"aliases stand for more than {MAX_ALIASED:,} values: write them out", line)
        if isinstance(value, Mapping):
            mapping = Mapping(value.line)
            mapping.update((key, self._copy(v, line)) for key, v in value.items())
            mapping.lines = dict(value.lines)
            return mapping
        if isinstance(value, Sequence):
            sequence = Sequence(value.line)
            sequence.extend(self._copy(v, line) for v in value)
            sequence.lines = list(value.lines)
            return sequence
        return value


def line_of(tree: Any, path: tuple[int | str, ...]) -> int:
    """The line of what a path leads to; of the nearest thing around it where that is not there."""
    line = int(getattr(tree, "line", 1))
    for step in path:
        if isinstance(tree, Mapping) and step in tree.lines:
            line = tree.lines[str(step)]
            tree = tree.get(str(step))
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.lines):
            line = tree.lines[step]
            tree = tree[step]
        else:
            break
    return line
