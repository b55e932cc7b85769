"""Actions under headings of their own: tables, and lists with owners."""

from __future__ import annotations

import itertools
import re

from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.layout import REVIEW
from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.reader.names import is_person
from minutegraph.loaders.reader.ownership import (
    bare,
    is_speech,
    names_owners,
    read_detail,
    set_apart,
)
from minutegraph.loaders.reader.reviews import infer_status

_OF_WHOM = re.compile(
    r"^(?P<who>(?:[A-Z@][\w’'.-]*|all|the)(?:(?:\s|\s*[,/&+]\s*|\sand\s)[\w’'.-]+){0,5}?)(?:\s+to)?\s*:$"
)
# "Write the draft (Ann)", "Update the pages: (All)": whose it is, where every line ends so.
_WHOSE = re.compile(
    r"\s*:?\s+\((?P<who>[A-Z][\w.'’-]*(?:(?:\s|\s*[,/&+]\s*|\sand\s)[\w.'’-]+){0,4})\)\.?$"
)

_BY_PERSON = re.compile(r"\bby (?:person|owner|name|assignee)$", re.IGNORECASE)
# "@ann: write to the Trust", "Unclaimed: mend the gate".
_OWN_LABEL = re.compile(
    r"(?:@[\w-]+|[Uu]nclaimed|[Uu]nassigned|TB[CD]|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?):\s+\S"
)


class Sections:
    """What the sections of actions hold.

    Attributes:
        listed: the actions; reviewed: those of earlier meetings, from tables of them; taken: ids of
            the blocks that were read.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.listed: list[ActionDraft] = []
        self.reviewed: list[ActionDraft] = []
        self.taken: set[int] = set()
        # Whose the list items below are ("Members to:"), and how deep that stands.
        self.group: tuple[str, int] | None = None
        self.by_person: set[int] = set()  # ids of actions that a list by person names again
        # The indent of a numbered action, under which list items go into its detail.
        self.under: int | None = None
        self.topic: int | None = None  # the depth of what the list items below are about
        self.in_brackets = _in_brackets([block for block, *_ in context.outline.action_blocks])

    def read(self) -> None:
        """Collect from headings of their own: tables, or lists with owners."""
        where: dict[str, int] | None = None
        table = 0
        told = self.context.outline.action_blocks
        for number, (block, item, heading) in enumerate(told):
            after = told[number + 1][0].line if number + 1 < len(told) else None
            if self._names_whose(block, after, heading) or self._names_what(told, number):
                self.taken.add(id(block))
                continue
            self.taken.add(id(block))
            review = bool(REVIEW.search(heading))
            if block.line.table:
                if block.line.table != table:
                    table = block.line.table
                    where = grammar.columns(block.line.cells or ())
                    if where:
                        continue
                row = grammar.row_action(block.line.cells or (), where) if where else None
                if row is None:
                    self.context.outline.not_understood.append(block)
                    continue
                row.line, row.page, row.item = block.no, block.line.page, item
                (self.reviewed if review else self.listed).append(row)
                continue
            self._line(block, item, review, heading)

    def _names_whose(self, block: Block, after: Line | None, heading: str) -> bool:
        """A name alone over list items that hang below it: "- ann" over what Ann is to do.

        Under "Action items, by person" a name is anybody's, listed or not.
        """
        if not block.line.bullet or block.line.table or after is None or not after.bullet:
            return False
        if after.depth <= block.line.depth or len(block.text.split()) > 4:
            return False
        who = block.text.rstrip(":")
        if not (_BY_PERSON.search(heading) or names_owners(self.context, who)):
            return False
        self.group = ("" if who.lower() == "unassigned" else who), block.line.depth
        return True

    def _names_what(self, told: list[tuple[Block, int | None, str]], number: int) -> bool:
        """What actions are about, over list items below it that each say whose they are."""
        block = told[number][0]
        depth = block.line.depth
        if not block.line.bullet or self.group is not None:
            return False
        if self.topic is not None and depth <= self.topic:
            self.topic = None
        below = list(
            itertools.takewhile(
                lambda b: b.line.bullet and b.line.depth > depth,
                (b for b, *_ in told[number + 1 :]),
            )
        )
        own = [b for b in below if b.line.depth == depth + 1]
        if not own or grammar.MARKER.match(block.text) or grammar.read_text(block.text).owners:
            return False
        if not all(_OWN_LABEL.match(b.text) for b in own):
            return False
        self.topic = depth
        return True

    def _told_before(self, found: ActionDraft) -> ActionDraft | None:
        """The same action in a list above: one that is told again by whose it is."""
        return next((each for each in self.listed if each.text == found.text), None)

    def _line(self, block: Block, item: int | None, review: bool, heading: str) -> None:
        text = bare(block)
        last = self.listed[-1] if self.listed else None
        if last and read_detail(last, text):
            return
        line, under = block.line, self.under
        if last and line.bullet and under is not None and (line.indent > under or line.depth):
            return
        numbered = bool(block.ref) and not block.line.bullet and len(text.split()) > 3
        self.under = block.line.indent if numbered else None
        depth = block.line.depth if block.line.bullet else 0
        if self.group and depth <= self.group[1]:
            self.group = None
        if text.endswith(":") and (of := _OF_WHOM.match(text)):
            self.group = of["who"], depth
            return
        whose = self.group[0] if self.group else None
        if (
            whose is None
            and grammar.is_owners_only(heading)
            and names_owners(self.context, heading)
        ):
            whose = heading
        if whose is not None:
            found = grammar.read_text(text, whose)
            if _BY_PERSON.search(heading) and (twin := self._told_before(found)):
                if id(twin) not in self.by_person:
                    self.by_person.add(id(twin))
                    twin.owners = []
                twin.owners += found.owners
                return
            found.line, found.page, found.item, found.source = (
                block.no,
                block.line.page,
                item,
                "list",
            )
            infer_status(found, text)
            found.kept = review or bool(found.status)
            self.listed.append(found)
            return
        least = 0 if self.topic is None else self.topic + 1
        if last and block.line.bullet and block.line.depth > least:
            if grammar.is_status(text):
                last.status = text
            return
        box = grammar.BOX.match(text)
        text = box["text"] if box else text
        match = grammar.MARKER.match(text)
        given = (match["for"] or match["who"]) if match else None
        if match is None and " " in text:
            given, text = set_apart(self.context, text)
        if given is None and self.in_brackets and (behind := _WHOSE.search(text)):
            given, text = behind["who"], text[: behind.start()]
        words = match["text"] if match else text
        found = grammar.read_text(words, given)
        if match and not found.owners:
            given, words = set_apart(self.context, words)
            found = grammar.read_text(words, given)
        if review and match is None and is_speech(self.context, found):
            self.context.outline.not_understood.append(block)
            return
        if not (block.line.bullet or block.ref or match or found.owners):
            if LABEL.match(text) or len(text) > 30:
                self.context.outline.not_understood.append(block)
            return
        found.ref = (match["ref"] if match else None) or (block.ref if block.level > 1 else None)
        found.line, found.page, found.item, found.source = block.no, block.line.page, item, "list"
        if box:
            found.status = "done" if box["mark"].strip() else found.status
        if review:
            infer_status(found, text)
            found.kept = True
        self.listed.append(found)


def _in_brackets(blocks: list[Block]) -> bool:
    """Whether the lines of a section end in who is to act, in brackets, whether listed or not."""
    lines = [b for b in blocks if (b.ref or b.line.bullet) and not b.line.indent]
    whose = [match["who"] for b in lines if (match := _WHOSE.search(b.text))]
    named = [w for w in whose if all(_is_owner(part) for part in grammar.split_owners(w))]
    return len(named) >= 2 and len(named) == len(whose) and 2 * len(named) >= len(lines)


def _is_owner(written: str) -> bool:
    return grammar.is_group_or_role(written) or is_person(written, single=True)
