"""Every action of a document: inline marks, lists, tables; one action is one, however often named."""

from __future__ import annotations

import re

from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.actionsections import Sections
from minutegraph.loaders.reader.alike import Alike, akin
from minutegraph.loaders.reader.assign import to_action
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.ownership import (
    bare,
    check_label,
    is_speech,
    lead,
    names_owners,
    read_detail,
    set_apart,
)
from minutegraph.loaders.reader.retold import Retold
from minutegraph.loaders.reader.reviews import (
    OUTSTANDING,
    infer_status,
    noted,
    outstanding,
    reviewed,
)
from minutegraph.loaders.reader.sentences import line_at, sentences
from minutegraph.loaders.reader.steps import Step, is_review

_SAYS = re.compile(
    r"\b(?:to|will|shall|should|must|needs?|please|agreed|asked|offered|undertook)\b|[.!?]$"
)
_DOES = re.compile(
    r"^(?P<who>[^.;:]{1,60}?)(?:\s+(?:will|shall|should|must|can)\s+[a-z]+)?\s+to\s+"
    r"(?!(?:the|an?|all|this|that|these|those|their|his|her|its|our|everyone|everybody|members?)\b)(?=[a-z])"
)
_IS_TO = re.compile(
    r"(?P<who>[A-Z][^.;:]{1,60}?)\s+to\s+(?!(?:the|an?|his|her|their|our|this|that|all|be)\b)(?=[a-z])"
)
# "AL: Action item to write": whose it is stands before the mark.
_SAID_MARK = re.compile(
    r"(?P<who>[^:]{2,40}):\s+[Aa]ction(?:\s(?:item|point))?\s+to\s+(?P<text>[a-z].*)$", re.DOTALL
)
_DOER = re.compile(r"^(?P<who>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]+)?)\s+[a-z]+s\b")
_COMMON = frozenset("need needs try ask continue remember plan we all everyone someone".split())
_AGREED = re.compile(r"\W*(?:agreed|decided|decision|resolved|approved)\b", re.IGNORECASE)
_NICK = re.compile(r"<([^<>\s]{1,30})>\s")
# "Actions: for the Secretariat", over list items.
_LABEL_FOR = re.compile(
    r"^\W*actions?(?: (?:points?|items?))?\s*:?\s+(?:for|on)\s+(?P<who>(?:the\s+)?[A-Z][\w &]{2,40}?)\W*$",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"^\W*(?:actions?|action (?:points?|items?)|to[- ]?do)(?:,?\s+by\s+(?:person|owner|name))?\s*:?\W*$",
    re.IGNORECASE,
)


def read_actions(context: Context) -> set[int]:
    """Fill `minutes.actions` and `minutes.reviewed_actions`.

    Returns:
        Ids of the blocks that are actions, which hold neither speech nor decisions.
    """
    collected = _Collector(context)
    collected.paragraphs()
    sections = Sections(context)
    sections.read()
    collected.listed += sections.listed
    collected.reviewed += sections.reviewed
    collected.taken |= sections.taken
    collected.told_by_number()
    if not collected.listed and all(found.kept for found in collected.inline):
        collected.unmarked()
    collected.inline += collected.said
    minutes = context.minutes
    old = {d.ref: d for d in collected.reviewed if d.ref}
    for found in (*collected.inline, *collected.listed, *collected.bare):
        check_label(context, found)
        lead(context, found)
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
        self.said: list[ActionDraft] = []  # marked behind a name; others may go unmarked
        self.reviewed: list[ActionDraft] = []
        self.whose: str | None = None  # whose the list items under a mark are
        self.noted: list[ActionDraft] = []  # told of in prose, by number
        self.margins = any(
            True
            for _, draft in context.paragraphs()
            for part in draft.parts
            for line in part.lines
            if line.margin is not None
        )
        # Names by which a log of a chat calls those who write in it: "<ann> I agree".
        self.nicks: set[str] = set()
        self.steps = [
            Step(ordinal, draft, part, review, bare(part))
            for ordinal, draft in context.paragraphs()
            for review in (is_review(context, draft),)
            for part in draft.parts
        ]
        for step in self.steps:
            if step.part.text[:1] == "<" and (nick := _NICK.match(step.part.text)):
                self.nicks.add(nick[1])

    def paragraphs(self) -> None:
        """Collect from the running text."""
        index, table = 0, 0
        opened: int | None = None  # how deep a list stands that a mark alone is over
        item: int | None = None  # what that list is of; it ends with the item
        where: dict[str, int] | None = None
        while index < len(self.steps):
            step = self.steps[index]
            line = step.part.line
            if step.draft.item != item:
                opened, item = None, step.draft.item
            if line.table:
                if line.table != table:
                    table, where = line.table, grammar.columns(line.cells or ())
                elif where and (row := grammar.row_action(line.cells or (), where)):
                    (self.reviewed if step.review else self.listed).append(self._place(row, step))
                if where:
                    self.taken.add(id(step.part))
                index += 1
                continue
            marked = grammar.may_be_marked(step.text)
            whose = _LABEL_FOR.match(step.text) if marked and len(step.text) < 60 else None
            if whose and not grammar.is_owners_only(whose["who"]):
                whose = None
            if marked and (whose or _LABEL_ONLY.match(step.text)):
                self.whose = whose["who"] if whose else None
                after = self.steps[index + 1].part.line if index + 1 < len(self.steps) else line
                deeper = line.bullet and after.depth > line.depth
                opened = line.depth + 1 if deeper else line.depth if line.bullet else 0
                self.taken.add(id(step.part))
            elif opened is not None and line.bullet and line.depth >= opened:
                self._opened(step, line.depth - opened)
            elif opened == 0 and not line.bullet and not line.gap and self._does(step):
                self._opened(step, 0)
            else:
                opened = None
                index += self._step(index, step, marked)
                continue
            index += 1

    def _place(self, found: ActionDraft, step: Step, offset: int = 0) -> ActionDraft:
        found.line = line_at(step.part, offset)
        found.page = step.part.line.page
        found.paragraph, found.item = step.ordinal, step.draft.item
        return found

    def _opened(self, step: Step, depth: int) -> None:
        """A list item under a line that says only "Action:", so much deeper than the first."""
        self.taken.add(id(step.part))
        if self.inline and read_detail(self.inline[-1], step.text):
            return
        if depth and self.inline and grammar.is_status(step.text):
            self.inline[-1].status = step.text
        elif not (depth > 1 and self.inline):
            mark = grammar.MARKER.match(step.text)
            text = mark["text"] if mark and not mark["who"] and mark["text"] else step.text
            given, rest = set_apart(self.context, text)
            self.inline.append(self._place(grammar.read_text(rest, given or self.whose), step))

    def _step(self, index: int, step: Step, marked: bool) -> int:
        """Read one block, which may begin with a mark or not; the number of blocks taken."""
        text, part = step.text, step.part
        shift = len(part.text) - len(text)
        if part.told and part.told.action:
            self.taken.add(id(part))
            self.inline.append(self._place(_told(part.told.action), step))
            return 1
        before = self.steps[index - 1] if index else None
        if self.inline and before and id(before.part) in self.taken:
            aside = text[:1] == "[" and text[-1:] == "]" and "] " not in text
            if (aside and step.review) or read_detail(self.inline[-1], text):
                self.taken.add(id(part))
                return 1
        if marked and (alone := grammar.ALONE.match(text)):
            return self._below(index, step, alone["ref"])
        todo = grammar.TODO.match(text) if marked else None
        if todo and not _AGREED.match(todo["arrow"] or ""):
            self.taken.add(id(part))
            found = grammar.read_text(todo["text"] or todo["arrow"], todo["for"] or todo["at"])
            self.inline.append(self._place(found, step))
            return 1
        match = grammar.MARKER.match(text) if marked else None
        if match and match["text"].strip() and not match["who"]:
            return self._marked(index, step, match, shift)
        who = match["who"] if match and match["text"].strip() else None
        if match and who and grammar.looks_like_owners(who):
            self.taken.add(id(part))
            found = grammar.read_text(match["text"], who)
            found.ref = match["ref"]
            self.inline.append(self._place(found, step, shift))
            return 1
        said = _SAID_MARK.match(text) if "ction" in text[:60] else None
        if said and names_owners(self.context, said["who"]):
            self.taken.add(id(part))
            self.said.append(self._place(grammar.read_text(said["text"], said["who"]), step))
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
        if (
            text[:1] in "Ff"
            and text[:6].lower() == "follow"
            and (match := grammar.FOLLOW_UP.match(text))
        ):
            several = grammar.read_several(match["text"])
            if all(each.owners for each in several):
                self.taken.add(id(part))
                self.inline += [self._place(each, step) for each in several]
                return 1
        if text[:1] == "[" and (box := grammar.BOX.match(text)) and self._box(step, box):
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
        if "ction" in text or "CTION" in text or "TODO" in text:
            for offset, sentence in sentences(text) if " action" in f" {text.lower()}" else ():
                self.noted += [self._place(d, step, shift + offset) for d in noted(sentence)]
            self._inside(step, text, shift)
        if self.margins:
            self._margins(step)
        return 1

    def _margins(self, step: Step) -> None:
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

    def _review_line(self, step: Step) -> bool:
        """An earlier action named again with its owner: "Ann: to write", "Ann to write"."""
        found = grammar.read_text(step.text)
        if not found.owners or not names_owners(self.context, " and ".join(found.owners)):
            return False
        if is_speech(self.context, found):
            return False
        infer_status(found, step.text)
        self.taken.add(id(step.part))
        found.kept = True
        self.inline.append(self._place(found, step))
        return True

    def _box(self, step: Step, box: re.Match[str]) -> bool:
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

    def _marked(self, index: int, step: Step, match: re.Match[str], shift: int) -> int:
        """A block that begins with a mark and says what is to be done."""
        words = match["text"].strip()
        if grammar.is_owners_only(words) and not match["for"]:
            self._owners_below(index, step, words, match["ref"])
            return 1
        self.taken.add(id(step.part))
        given = match["for"]
        first, _, after = words.partition(" ")
        if not given and (first in self.nicks or (after.startswith("to ") and self._listed(first))):
            given = first
        found, *more = grammar.read_several(words, given)
        if not found.owners and not more:
            given, rest = set_apart(self.context, words)
            doer = _DOER.match(words) if given is None else None
            if doer and names_owners(self.context, doer["who"]):
                given, rest = doer["who"], words  # "Ann writes the draft"
            if given:
                found = grammar.read_text(rest, given)
        found.ref = match["ref"]
        found.kept = bool(match["state"] and re.search(r"carried|ongoing|open", match["state"]))
        if step.review:
            infer_status(found, words)
            found.kept = True
        self.inline += [self._place(each, step, shift) for each in (found, *more)]
        return 1

    def _listed(self, word: str) -> bool:
        """Whether a word in lower case is what a list calls somebody: "ann to write"."""
        return word.islower() and word not in _COMMON and names_owners(self.context, word)

    def _owners_below(self, index: int, step: Step, owners: str, ref: str | None) -> None:
        """ "Action: Clerk" on a line of its own: what is to be done is the sentence before it."""
        before = self.steps[index - 1] if index else None
        if before is None or before.draft.item != step.draft.item or id(before.part) in self.taken:
            return
        self.taken.add(id(step.part))
        offset, sentence = self.context.sentences(before.part)[-1]
        found = grammar.read_text(sentence, owners)
        found.ref = ref
        self.inline.append(self._place(found, before, offset))

    def _below(self, index: int, step: Step, ref: str | None) -> int:
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
            elif not read_detail(found, later.text):
                break
            self.taken.add(id(later.part))
            count += 1
        if found is not None:
            found.ref = ref
            self.inline.append(self._place(found, step))
        return count

    def _inside(self, step: Step, text: str, shift: int) -> None:
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
            alone = tail.start() == 0 and tail["who"] and names_owners(self.context, tail["who"])
            if not (tail["close"] or tail["sep"] or alone):
                continue
            body = sentence[: tail.start()].strip(" [(")
            owners = tail["who"] if tail["who"] and grammar.looks_like_owners(tail["who"]) else None
            if not body and number:
                offset, body = pieces[number - 1]
            if not body or not (tail["ref"] or owners or _SAYS.search(body)):
                continue  # "Budget (ACTION)" on an agenda: a kind of item, and nothing to do
            found = grammar.read_text(body)
            found.ref = tail["ref"]
            if owners:
                found.owners = grammar.split_owners(owners)
            # Named owners make it an action of its own; a number or a bare mark points to a list.
            (self.inline if owners else self.bare).append(self._place(found, step, shift + offset))

    def _does(self, step: Step) -> re.Match[str] | None:
        """Whether a text begins with people who are "to" do something."""
        match = _DOES.match(step.text)
        if match is None or not grammar.looks_like_owners(match["who"]):
            return None
        return match if names_owners(self.context, match["who"]) else None

    def unmarked(self) -> None:
        """Items and paragraphs "Ann to write …" where a document marks its actions in no other way."""
        found: list[tuple[Step, ActionDraft]] = []
        for step in self.steps:
            if step.review or " to " not in step.text:
                continue
            if step.part.line.bullet:
                found += self._behind(step)
            if not step.part.line.bullet and (
                not self.context.minutes.attendance or len(self.context.sentences(step.part)) > 1
            ):
                continue
            if match := self._does(step):
                found.append((step, grammar.read_text(step.text, match["who"])))
        if len(found) < 2:
            return
        for step, draft in found:
            if draft.line is None:
                self.taken.add(id(step.part))
                self._place(draft, step)
            self.inline.append(draft)

    def _behind(self, step: Step) -> list[tuple[Step, ActionDraft]]:
        """Later sentences of a list item that say no more than who is "to write" what."""
        found: list[tuple[Step, ActionDraft]] = []
        for offset, sentence in self.context.sentences(step.part)[1:]:
            match = _IS_TO.match(sentence)
            if match and names_owners(self.context, match["who"]):
                draft = grammar.read_text(sentence, match["who"])
                found.append((step, self._place(draft, step, offset)))
        return found

    def told_by_number(self) -> None:
        """What prose says of an action that a list has as well is said of that one."""
        known = {d.ref: d for d in (*self.inline, *self.listed, *self.reviewed) if d.ref}
        for draft in self.noted:
            ref = draft.ref or ""
            if (twin := known.get(ref)) is None:
                self.reviewed.append(draft)
                known[ref] = draft
            else:
                twin.status = twin.status or draft.status

    def joined(self) -> list[ActionDraft]:
        """Inline and listed actions without doubles: the list's words, the text's place."""
        result = list(self.listed)
        refs = {d.ref: d for d in self.listed if d.ref}
        pointers = {id(d) for d in self.bare}
        listed, known = Alike(self.listed), Alike(self.listed)
        told = Retold(self.context, self.listed, self.inline)
        for draft in [*self.inline, *self.bare]:
            twin = refs.get(draft.ref) if draft.ref else None
            twin = twin or listed.find(draft) or told.find(draft)
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


def _told(groups: dict[str, str]) -> ActionDraft:
    """The action of a line that a profile's pattern reads."""
    draft = grammar.read_text(groups["text"], groups.get("owner"))
    draft.ref = groups.get("ref")
    draft.due = groups.get("due") or draft.due
    return draft
