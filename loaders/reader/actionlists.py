"""Every action of a document: inline marks, lists, tables; one action is one, however often named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.alike import Alike, akin
from minutegraph.loaders.reader.assign import to_action
from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.layout import REVIEW
from minutegraph.loaders.reader.names import is_person
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.reviews import (
    DASH,
    OUTSTANDING,
    infer_status,
    outstanding,
    reviewed,
)
from minutegraph.loaders.reader.sentences import line_at, sentences

_NICK = re.compile(r"<([^<>\s]{1,30})>\s")
_BEHIND = re.compile(r"\s+(?:[–—-]\s+(?P<dash>[^–—()]{2,60})|\((?P<paren>[^()]{2,60})\))\s*\.?$")
_STATE = re.compile(
    r"^(?:<[^<>\s]{1,30}>\s*|\[(?:new|done|open|closed|pending|ongoing)\]\s*)+(?=\S)", re.IGNORECASE
)
_LABEL_ONLY = re.compile(
    r"^\W*(?:actions?|action (?:points?|items?)|to[- ]?do)\s*:?\W*$", re.IGNORECASE
)


def read_actions(context: Context) -> set[int]:
    """Fill `minutes.actions` and `minutes.reviewed_actions`.

    Returns:
        Ids of the blocks that are actions, which hold neither speech nor decisions.
    """
    collected = _Collector(context)
    collected.paragraphs()
    collected.sections()
    minutes = context.minutes
    old = {d.ref: d for d in collected.reviewed if d.ref}
    for found in collected.joined():
        if (found.source == "table" or found.kept) and grammar.is_closed(found):
            collected.reviewed.append(found)
            continue
        action = to_action(context, found)
        before = old.get(found.ref) if found.ref else None
        action.carried_over = found.kept or (before is not None and akin(found, before))
        minutes.actions.append(action)
    refs = {d.ref for d in collected.listed if d.ref}
    for found in collected.reviewed:
        if found.source == "table" and found.ref not in refs and grammar.is_open(found):
            action = to_action(context, found)
            action.carried_over = True
            minutes.actions.append(action)
            continue
        action = to_action(context, found)
        action.carried_over = True
        minutes.reviewed_actions.append(action)
    return collected.taken


@dataclass(slots=True)
class _Step:
    """One block of the running text, with where it stands."""

    ordinal: int
    draft: ParagraphDraft
    part: Block
    review: bool

    @property
    def text(self) -> str:
        """The block's text without its number, and without a state or a scribe's name before it."""
        return _bare(self.part)


class _Collector:
    """The actions of a document as they are met.

    Attributes:
        inline: marked in the running text; listed: in tables and lists of their own; bare: marks
            that point to a list or whose words are the sentence before; reviewed: from earlier
            meetings.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.taken: set[int] = set()
        self.inline: list[ActionDraft] = []
        self.listed: list[ActionDraft] = []
        self.bare: list[ActionDraft] = []
        self.reviewed: list[ActionDraft] = []
        # Names by which a log of a chat calls those who write in it: "<ann> I agree".
        self.nicks: set[str] = set()
        self.steps = [
            _Step(ordinal, draft, part, review)
            for ordinal, draft in context.paragraphs()
            for review in (_is_review(context, draft),)
            for part in draft.parts
        ]
        for step in self.steps:
            if step.part.text.startswith("<") and (nick := _NICK.match(step.part.text)):
                self.nicks.add(nick[1])

    def paragraphs(self) -> None:
        """Collect from the running text."""
        index, opened, table = 0, False, 0
        where: dict[str, int] | None = None
        while index < len(self.steps):
            step = self.steps[index]
            line = step.part.line
            if line.table:
                if line.table != table:
                    table, where = line.table, grammar.columns(line.cells or ())
                elif where and (row := grammar.row_action(line.cells or (), where)):
                    (self.reviewed if step.review else self.listed).append(self._place(row, step))
                if where:
                    self.taken.add(id(step.part))
                index += 1
                continue
            if _LABEL_ONLY.match(step.text):
                opened = True
                self.taken.add(id(step.part))
            elif opened and line.bullet:
                self._opened(step)
            else:
                opened = False
                index += self._step(index, step)
                continue
            index += 1

    def _place(self, found: ActionDraft, step: _Step, offset: int = 0) -> ActionDraft:
        found.line = line_at(step.part, offset)
        found.page = step.part.line.page
        found.paragraph, found.item = step.ordinal, step.draft.item
        return found

    def _opened(self, step: _Step) -> None:
        """A list item under a line that says only "Action:"."""
        self.taken.add(id(step.part))
        first = step.draft.parts[0].line.depth
        if step.part.line.depth > first and self.inline and grammar.is_status(step.text):
            self.inline[-1].status = step.text
        elif not (step.part.line.depth > 1 and self.inline):
            self.inline.append(self._place(grammar.read_text(step.text), step))

    def _step(self, index: int, step: _Step) -> int:
        """Read one block; the number of blocks taken."""
        text, part = step.text, step.part
        shift = len(part.text) - len(text)
        if part.told and part.told.action:
            self.taken.add(id(part))
            self.inline.append(self._place(_told(part.told.action), step))
            return 1
        before = self.steps[index - 1] if index else None
        if self.inline and before and id(before.part) in self.taken:
            aside = text.startswith("[") and text.endswith("]") and "] " not in text
            if (aside and step.review) or _detail(self.inline[-1], text):
                self.taken.add(id(part))
                return 1
        if alone := grammar.ALONE.match(text):
            return self._below(index, step, alone["ref"])
        if todo := grammar.TODO.match(text):
            self.taken.add(id(part))
            found = grammar.read_text(todo["text"] or todo["arrow"], todo["for"] or todo["at"])
            self.inline.append(self._place(found, step))
            return 1
        match = grammar.MARKER.match(text)
        if match and match["text"].strip() and not match["who"]:
            return self._marked(step, match, shift)
        who = match["who"] if match and match["text"].strip() else None
        if match and who and grammar.looks_like_owners(who):
            self.taken.add(id(part))
            found = grammar.read_text(match["text"], who)
            found.ref = match["ref"]
            self.inline.append(self._place(found, step, shift))
            return 1
        if text[:1] == "A" and (told := grammar.NUMBERED.match(text)):
            found = grammar.read_text(told["text"])
            if found.owners:
                self.taken.add(id(part))
                found.ref, found.kept = told["ref"], step.review
                if step.review:
                    infer_status(found, text)
                self.inline.append(self._place(found, step))
                return 1
        if text[:6].lower() == "follow" and (match := grammar.FOLLOW_UP.match(text)):
            several = grammar.read_several(match["text"])
            if all(each.owners for each in several):
                self.taken.add(id(part))
                self.inline += [self._place(each, step) for each in several]
                return 1
        if text.startswith("[") and (box := grammar.BOX.match(text)) and self._box(step, box):
            return 1
        if step.review and part.line.bullet and self._review_line(step):
            return 1
        if step.review and part.line.bullet and (found_review := reviewed(text)):
            self.reviewed.append(self._place(found_review, step))
            return 1
        if "action" in text and (match := OUTSTANDING.search(text)):
            for found in outstanding(match):
                self.reviewed.append(self._place(found, step, shift + match.start("list")))
            return 1
        if "ction" in text or "CTION" in text:
            self._inside(step, text, shift)
        self._margins(step)
        return 1

    def _margins(self, step: _Step) -> None:
        """The sentences that have an owner beside them in the right-hand column."""
        end = 0
        for line in step.part.lines:
            end += len(line.text) + (end > 0)
            if line.margin is None:
                continue
            begun = [p for p in self.context.sentences(step.part) if p[0] < end]
            if begun:
                found = grammar.read_text(begun[-1][1], line.margin)
                self.inline.append(self._place(found, step, begun[-1][0]))

    def _review_line(self, step: _Step) -> bool:
        """An earlier action named again with its owner: "Ann: to write", "Ann to write"."""
        found = grammar.read_text(step.text)
        if not found.owners or not self._owners(" and ".join(found.owners)):
            return False
        self.taken.add(id(step.part))
        found.kept = True
        infer_status(found, step.text)
        self.inline.append(self._place(found, step))
        return True

    def _box(self, step: _Step, box: re.Match[str]) -> bool:
        """A box to tick in front of what somebody is to do; an agenda has boxes as well."""
        found = grammar.read_text(box["text"])
        if not (found.owners or step.review):
            return False
        done = bool(box["mark"].strip())
        found.status = "done" if done else found.status
        found.kept = step.review
        if done and not step.review:
            return False
        self.taken.add(id(step.part))
        (self.reviewed if done else self.inline).append(self._place(found, step))
        return True

    def _marked(self, step: _Step, match: re.Match[str], shift: int) -> int:
        """A block that begins with a mark and says what is to be done."""
        words = match["text"].strip()
        if grammar.is_owners_only(words) and not match["for"]:
            self._owners_below(step, words, match["ref"])
            return 1
        self.taken.add(id(step.part))
        given = match["for"]
        if not given and words.split(" ", 1)[0] in self.nicks:
            given = words.split(" ", 1)[0]
        found, *more = grammar.read_several(words, given)
        if not found.owners and not more:
            given, rest = self._apart(words)
            if given:
                found = grammar.read_text(rest, given)
        found.ref = match["ref"]
        found.kept = bool(match["state"] and re.search(r"carried|ongoing|open", match["state"]))
        if step.review:
            infer_status(found, words)
            found.kept = True
        self.inline += [self._place(each, step, shift) for each in (found, *more)]
        return 1

    def _owners_below(self, step: _Step, owners: str, ref: str | None) -> None:
        """ "Action: Clerk" on a line of its own: what is to be done is the sentence before it."""
        at = self.steps.index(step)
        before = self.steps[at - 1] if at else None
        if before is None or before.draft.item != step.draft.item or id(before.part) in self.taken:
            return
        self.taken.add(id(step.part))
        offset, sentence = self.context.sentences(before.part)[-1]
        found = grammar.read_text(sentence, owners)
        found.ref = ref
        self.inline.append(self._place(found, before, offset))

    def _below(self, index: int, step: _Step, ref: str | None) -> int:
        """A mark alone on its line: its text, owner and deadline stand on the lines below."""
        self.taken.add(id(step.part))
        found: ActionDraft | None = None
        count = 1
        for later in self.steps[index + 1 :]:
            starts = grammar.ALONE.match(later.text) or grammar.MARKER.match(later.text)
            if later.draft.item != step.draft.item or starts or (found and later.part.gap):
                break
            if found is None:
                found = grammar.read_text(later.text)
            elif not _detail(found, later.text):
                break
            self.taken.add(id(later.part))
            count += 1
        if found is not None:
            found.ref = ref
            self.inline.append(self._place(found, step))
        return count

    def _inside(self, step: _Step, text: str, shift: int) -> None:
        """Marks inside a block: "… [Action: Ann to write]", "Ann to write. ACTION: AL", "(Action 2)"."""
        cut = grammar.INLINE.search(text)
        if cut and not grammar.is_owners_only(text[cut.end() :]):
            found = grammar.read_text(text[cut.end() :])
            self.inline.append(self._place(found, step, shift + cut.start()))
            return
        pieces = sentences(text)
        for number, (offset, sentence) in enumerate(pieces):
            tail = grammar.TAIL.search(sentence)
            if tail is None:
                continue
            alone = tail.start() == 0 and tail["who"] and self._owners(tail["who"])
            if not (tail["close"] or tail["sep"] or alone):
                continue
            body = sentence[: tail.start()].strip(" [(")
            owners = tail["who"] if tail["who"] and grammar.looks_like_owners(tail["who"]) else None
            if not body and number:
                offset, body = pieces[number - 1]
            if not body:
                continue
            found = grammar.read_text(body)
            found.ref = tail["ref"]
            if owners:
                found.owners = grammar.split_owners(owners)
            # Named owners make it an action of its own; a number or a bare mark points to a list.
            (self.inline if owners else self.bare).append(self._place(found, step, shift + offset))

    def sections(self) -> None:
        """Collect from headings of their own: tables, or lists with owners."""
        where: dict[str, int] | None = None
        table = 0
        for block, item, heading in self.context.outline.action_blocks:
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
            self._section_line(block, item, review)

    def _section_line(self, block: Block, item: int | None, review: bool) -> None:
        text = _bare(block)
        last = self.listed[-1] if self.listed else None
        if last and _detail(last, text):
            return
        if last and block.line.bullet and block.line.depth:
            if grammar.is_status(text):
                last.status = text
            return
        box = grammar.BOX.match(text)
        text = box["text"] if box else text
        match = grammar.MARKER.match(text)
        given = (match["for"] or match["who"]) if match else None
        if match is None and " " in text:
            given, text = self._apart(text)
        words = match["text"] if match else text
        found = grammar.read_text(words, given)
        if match and not found.owners:
            given, words = self._apart(words)
            found = grammar.read_text(words, given)
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

    def _apart(self, text: str) -> tuple[str | None, str]:
        """The owners that a dash or brackets set apart: "Ann – to write", "Write the draft (AL)"."""
        if (match := DASH.search(text)) and self._owners(text[: match.start()]):
            return text[: match.start()], text[match.end() :]
        if match := _BEHIND.search(text):
            who = match["dash"] or match["paren"]
            if self._owners(who):
                return who, text[: match.start()].rstrip()
        return None, text

    def _owners(self, text: str) -> bool:
        """Whether a text names nobody but listed people, and at least one."""
        parts = grammar.split_owners(text) if len(text) < 80 else []
        if not parts or len(parts) > 6:
            return False
        if not self.context.minutes.attendance:
            return all(is_person(p, single=True) and len(p.split()) < 4 for p in parts)
        found = [self.context.room.resolve(p) for p in parts if not grammar.is_group_or_role(p)]
        return all(r.index is not None or r.candidates for r in found)

    def joined(self) -> list[ActionDraft]:
        """Inline and listed actions without doubles: the list's words, the text's place."""
        result = list(self.listed)
        refs = {d.ref: d for d in self.listed if d.ref}
        pointers = {id(d) for d in self.bare}
        listed, known = Alike(self.listed), Alike(self.listed)
        for draft in [*self.inline, *self.bare]:
            twin = refs.get(draft.ref) if draft.ref else None
            twin = twin or listed.find(draft)
            if twin is None and self.listed and id(draft) in pointers:
                # A mark without words of its own points to the list.
                continue
            if twin is not None:
                if twin.paragraph is None:
                    twin.paragraph, twin.item = draft.paragraph, draft.item
                twin.owners = twin.owners or draft.owners
                twin.due = twin.due or draft.due
                continue
            again = known.find(draft)
            if again is not None and again.owners == draft.owners:
                continue  # named again in a summary
            known.add(draft)
            result.append(draft)
        result.sort(key=lambda d: d.line or 0)
        return result


def _bare(block: Block) -> str:
    """A block's text without its number, and without "[NEW]" or "<scribe>" before it."""
    text = block.rest if block.ref else block.text
    return _STATE.sub("", text) if text.startswith(("[", "<")) else text


def _is_review(context: Context, draft: ParagraphDraft) -> bool:
    item = context.item_title(draft.item) or ""
    first = draft.parts[0]
    if draft.ref and len(draft.parts) > 1 and len(first.rest) < 90 and REVIEW.search(first.rest):
        return True  # "1.4 Actions from the last meeting" over a list
    return bool(REVIEW.search(item) or (draft.heading and REVIEW.search(draft.heading)))


def _told(groups: dict[str, str]) -> ActionDraft:
    """The action of a line that a profile's pattern reads."""
    draft = grammar.read_text(groups["text"], groups.get("owner"))
    draft.ref = groups.get("ref")
    draft.due = groups.get("due") or draft.due
    return draft


def _detail(action: ActionDraft, text: str) -> bool:
    """Owner, deadline or status on a line of its own under an action."""
    rest, fields = grammar.split_fields(text)
    if rest or not fields:
        return False
    grammar.apply_fields(action, fields)
    return True
