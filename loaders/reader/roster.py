"""An attendance list as it is found: its label, its blocks, the people in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.lists import ListLabel
from minutegraph.loaders.reader.qualifiers import Entry


@dataclass(slots=True)
class Roster:
    """One attendance list.

    Attributes:
        indexes: the blocks it takes, the label's first.
        session: 1-based session whose heading it stands under; set by the outline.
        rest: (block, text) of what stands in the list and was not understood.
    """

    label: ListLabel
    indexes: list[int]
    entries: list[tuple[Block, Entry]] = field(default_factory=list)
    rest: list[tuple[Block, str]] = field(default_factory=list)
    session: int = 1

    def leave(self, others: dict[int, Block]) -> None:
        """Leave blocks, by their indexes, to what else they are."""
        ids = {id(block) for block in others.values()}
        self.indexes = [i for i in self.indexes if i not in others]
        self.entries = [e for e in self.entries if id(e[0]) not in ids]
        self.rest = [r for r in self.rest if id(r[0]) not in ids]
