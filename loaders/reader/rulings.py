"""The decisions of the paragraphs, with movers and votes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from minutegraph.loaders.minutes import (
    Votes,
)
from minutegraph.loaders.reader import decisions, motions
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.names import fold
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.ruled import decide, named_as_listed, take_motion, votes_of
from minutegraph.loaders.reader.sentences import line_at
from minutegraph.loaders.reader.signs import Guarded, signs
from minutegraph.loaders.reader.speech import label_speech
from minutegraph.loaders.reader.votes import roll_calls

_APPROVED_LIST = re.compile(
    r"\b(?:approved|agreed|adopted|elected|appointed|accepted)\s*:?$", re.IGNORECASE
)
_POINTER = re.compile(r"see (?:also )?https?:", re.IGNORECASE)  # where more is told
_RESOLUTIONS = re.compile(
    r"^(?:summary of (?:resolutions|decisions)|conclusions?(?:\s*/\s*resolutions?)?|resolutions?|decisions?(?: (?:made|taken))?|resolved|outcomes?)$",
    re.IGNORECASE,
)


# Headings that name no matter of their own.
_GENERIC_TITLE = re.compile(
    r"^(?:any )?other(?: business)?$|^a\.?o\.?b\.?$|^(?:motions?|discussion|votes?|actions?|items?|agenda|new business|old business|"
    r"unfinished business|business|notes?|outcome|status|result|conclusion|summary|consent agenda|miscellaneous)\W*$",
    re.IGNORECASE,
)
_SECONDING = re.compile(
    r"\W*(?:motion\s+)?(?:was\s+)?second(?:ed)?(?:\s+by)?\s*:?\s+[A-Z][^:;]{1,50}\W*$"
    r"|\W*(?:(?:[A-Z][\w'’.-]*)\s+){1,4}seconded(?: the (?:motion|proposal|nomination)| it)?\W*$",
    re.IGNORECASE,
)
_SECONDED_THAT = re.compile(
    r"\b(?:proposed|moved)\b.{2,60}\bsecond(?:ed|s)\b.{0,60}?\b(?:that|to)\s"
    r"|\b(?:proposed|moved)\s+(?:the\s+)?(?:acceptance|approval|adoption)\b.{0,80}\bsecond(?:ed|s)\b",
    re.IGNORECASE,
)
_OF_MINUTES = re.compile(r"(?:minutes|notes)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*)?\s*:\s+)")
_COUNTS = re.compile(r"\b\d+\s*[-–]\s*\d+\b")
_BY_ACRONYM = Guarded(
    "agreed= approved= decided= endorsed= resolved= adopted=",
    r"(?:The\s+)?(?P<who>[A-Z]{2,6})\s+(?:unanimously\s+|also\s+)?(?:agreed|approved|decided|endorsed|resolved|adopted)\s+(?:to|that|the|on)\b",
)
_RULED_BY = Guarded(
    "approved= adopted= endorsed= ratified=",
    r"^(?:[^.;:]|\.(?=\d)){4,120}\s(?:approved|adopted|endorsed|ratified) by (?:the )?(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+){0,4})\.?$",
)
_PART_MARK = re.compile(r"^\(?(?:[a-z]{1,4}|\d{1,2})[).]\s+")
_PART = re.compile(
    r"^(?:\(?(?:[a-z]{1,4}|\d{1,2})[).]\s+)?(?:[Tt]hat|[Tt]o)\b|^\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s+"
)


def read_decisions(context: Context, actions: set[int]) -> None:
    """Fill `minutes.decisions` from the blocks that are no actions."""
    _Reader(context).run(actions)
    roll_calls(context)


@dataclass(slots=True)
class _Place:
    """A block with the paragraph it belongs to."""

    draft: ParagraphDraft
    ordinal: int
    part: Block


class _Reader:
    """One pass over the blocks, with what waits for its outcome.

    Attributes:
        proposal: a proposal that a later "RESOLVED" takes; motion: a sentence that moves something,
            which a later "Carried" decides; resolution: a resolution read out whose outcome may follow.
        stem: the last block was "RESOLVED" or "The group agreed:", and its parts follow.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.item: int | None = None
        self.begun: tuple[int | None, str | None] | None = None  # item and heading last read from
        self.marked: set[str] = set()  # what stood behind a mark, which a list may tell again
        self._forget()

    def _forget(self) -> None:
        self.proposal: tuple[str, _Place] | None = None
        self.motion: tuple[str, int, _Place] | None = None
        self.resolution: tuple[str, _Place] | None = None
        self.stem = False
        self.stem_said: tuple[str, int, _Place] | None = None  # what it says, till parts follow
        self.movers: tuple[str, str] | None = None  # told before or after "That …"
        self.that: tuple[str, _Place] | None = None
        self.above: tuple[str, _Place] | None = None  # the text before, under the same heading
        self.proposer: str | None = None  # of the motion, told on a line of its own

    def run(self, actions: set[int]) -> None:
        """Read every block."""
        for ordinal, draft in self.context.paragraphs():
            if draft.item != self.item:
                self._settle()
                self._forget()
                self.item = draft.item
            for part in draft.parts:
                if id(part) in actions:
                    continue
                place = _Place(draft, ordinal, part)
                if part.line.bullet and not part.line.depth and self._is_list(draft):
                    self._decide(place, part.rest if part.ref else part.text, part.no)
                else:
                    self._block(place)
                    self.above = (part.rest if part.ref else part.text, place)
        self._settle()

    def _is_list(self, draft: ParagraphDraft) -> bool:
        """Whether each list item of a paragraph is a decision: "Grants approved", "Resolutions"."""
        if draft.heading:
            return bool(_RESOLUTIONS.match(draft.heading.strip(": ")))
        return _is_of_approved(self.context.item_title(draft.item) or "")

    def _block(self, place: _Place) -> None:
        part = place.part
        text = part.rest if part.ref else part.text
        if part.told and part.told.decision:
            self._decide(place, part.told.decision, part.no)
            return
        if self.stem:
            if _PART.match(text) or part.line.bullet:
                self.stem_said = None
                self._decide(place, _PART_MARK.sub("", text), part.no)
                return
            self._unfollowed()
        head = text[:30]
        if ("ropos" in head or "ROPOS" in head) and (match := decisions.PROPOSAL.match(text)):
            self.proposal = (match["text"], place)
            return
        where = (place.draft.item, place.draft.heading)
        begins, self.begun = where != self.begun, where
        size = len(text)
        if size < 60:
            if begins and decisions.BARE.match(text, part.signs) and self._of_heading(place, text):
                return
            if self.proposal and decisions.TAKEN.match(text, part.signs):
                said, before = self.proposal
                self._decide(before, said, before.part.no, marked=True)
                self.proposal = None
                return
            if decisions.BARE.match(text, part.signs) and self._of_point(place, text):
                return
            if decisions.BARE_STEM.match(text, part.signs):
                self.stem = True
                return
        if size < 60 and (by := motions.PROPOSED_BY.match(text, part.signs)):
            self._proposed(place, by["who"])
            return
        if self._moved(place, text):
            return
        ruled = self.context.minutes.decisions
        moved = part.signs & motions.MOTIONS or (ruled and ruled[-1].result)
        if moved and take_motion(self.context, place.draft, place.ordinal, part, text):
            self.motion = None
            return
        if head[:4].lower() == "vote" and decisions.is_vote(text):
            if self.motion is not None:  # "Vote on the price", "Vote: 3 in favour, 0 against"
                said, at, before = self.motion
                self._decide(before, f"{said} … {text}", at)
            else:
                self._decide(place, _LABEL.sub("", text), part.no)
            self.motion = None
            return
        shift = len(part.text) - size
        mark = decisions.MARK.match(text, part.signs)
        if mark and self._told_again(place, mark["text"]):
            return
        if mark and not head.upper().startswith("MOTION"):
            first = self.context.sentences(part, shift + mark.start("text"))[0][1]
            if len(first) < 40 and motions.outcome(first) and self._resulted(place, first):
                return
            self.stem = _PART_MARK.match(first) is not None
            self._decide(place, _PART_MARK.sub("", first), part.no, marked=True)
            return
        if "RESOLVED" in text and ("BE IT" in text or text.startswith("WHEREAS")):
            self._settle()
            at = text.find("BE IT RESOLVED")
            self.resolution = (text[at if at >= 0 else text.find("RESOLVED") :], place)
            return
        if self.resolution and text.startswith("RESOLVED"):
            return  # one resolution with several parts
        if part.signs & decisions.MAY_DECIDE:
            self._sentences(place, shift)

    def _told_again(self, place: _Place, text: str) -> bool:
        """Whether a text behind a mark says only how the vote right before it ended."""
        last = self.context.minutes.decisions[-1] if self.context.minutes.decisions else None
        if last is None or last.votes is None or last.item_ordinal != place.draft.item:
            return False
        if place.ordinal - (last.paragraph or 0) > 2 or motions.outcome(text) is None:
            return False
        told = motions.read_result(text)
        last.result = last.result or (told.result if told else None)
        return True

    def _of_heading(self, place: _Place, text: str) -> bool:
        """ "Approved." and nothing else under a heading: what the heading names was approved."""
        title = place.draft.heading or self.context.item_title(place.draft.item) or ""
        if not title or _GENERIC_TITLE.match(title) or _RESOLUTIONS.match(title.strip(": ")):
            return False
        self._decide(place, f"{title.rstrip(' :.')}: {text}", place.part.no)
        return True

    def _resulted(self, place: _Place, text: str) -> bool:
        """ "Resolution: vote passed" right below what was decided says how that ended."""
        own = self.context.minutes.decisions[-1] if self.context.minutes.decisions else None
        if self.motion is not None or own is None or own.item_ordinal != place.draft.item:
            return False
        if place.ordinal - (own.paragraph or 0) > 2:
            return False
        told = motions.read_result(text)
        own.result = own.result or (told.result if told else None)
        return True

    def _proposed(self, place: _Place, who: str) -> None:
        """ "Proposed by: A" alone on a line: what stands above it was moved, else what the title says."""
        above, where = self.above, (place.draft.item, place.draft.heading)
        if above and (above[1].draft.item, above[1].draft.heading) == where:
            own = self.context.minutes.decisions
            if own and own[-1].line == above[1].part.no:
                own[-1].proposer = own[-1].proposer or named_as_listed(
                    self.context, who, place.draft, place.part.no
                )
                return
            self.motion = (above[0], above[1].part.no, above[1])
        else:
            title = place.draft.heading or self.context.item_title(place.draft.item) or ""
            if not title or _GENERIC_TITLE.match(title):
                return
            self.motion = (title.rstrip(" :"), place.part.no, place)
        self.proposer = who

    def _of_point(self, place: _Place, text: str) -> bool:
        """ "Carried." as a point of its own below another: what that one says was carried."""
        line, parts = place.part.line, place.draft.parts
        above = parts[: parts.index(place.part)]
        if not above or self.motion is not None:
            return False
        over = above[-1]
        if over.line.indent >= line.indent or len(over.text) > 300:
            return False
        said = over.rest if over.ref else over.text
        self._decide(place, f"{said} {text}", over.no)
        return True

    def _moved(self, place: _Place, text: str) -> bool:
        """ "Moved: A  Seconded: B", "That …" and "CARRIED" on lines of their own."""
        own = place.part.signs
        if len(text) < 140 and (match := motions.MOVERS.match(text, own)):
            self.movers = (match["moved"].strip(), match["seconded"].strip())
            if self.that is not None:
                said, at = self.that
                self.motion = (said, at.part.no, at)
            return True
        if text[:5] in ("That ", "THAT "):
            self.that = (text, place)
            if self.movers is not None:
                self.motion = (text, place.part.no, place)
            return self.movers is not None
        counted = motions.COUNTS.match(text, own) if len(text) < 100 else None
        if counted is None:
            return False
        last = self.context.minutes.decisions[-1] if self.context.minutes.decisions else None
        if self.motion is None and last and last.item_ordinal == place.draft.item:
            told = decisions.ruling(text)
            if last.votes is None and told.for_ is not None:
                last.votes = Votes.model_validate(
                    {"for": told.for_, "against": told.against, "abstained": told.abstained}
                )
            last.result = last.result or counted["how"]
            return True
        if self.motion is not None:
            said, at_line, moved = self.motion
            if counted["how"]:
                self.motion = None
                if not counted["how"].lower().startswith(("fail", "defeat", "lost")):
                    self._decide(moved, f"{said} … {text}", at_line)
            return True
        return False

    def _sentences(self, place: _Place, shift: int) -> None:
        part = place.part
        text = part.text[shift:]
        for offset, sentence in self.context.sentences(part, shift):
            own = signs(sentence)
            if not own & decisions.MAY_DECIDE:
                continue
            line = line_at(part, offset + shift)
            body = _LABEL.sub("", sentence) if ":" in sentence else sentence
            bare = offset and decisions.BARE.match(body, own) and self.motion is None
            if bare and self._of_sentence(place, text, offset, sentence, line):
                continue
            if self._outcome(place, body, line, own):
                continue
            if body[-1:] == ":" and decisions.STEM.search(body):
                if below := _parts_below(place.draft, part):
                    for each in below:
                        self._decide(place, _PART_MARK.sub("", each.text), each.no)
                    continue
                if len(body.split()) < 16:
                    self.stem, self.stem_said = True, (body, line, place)
                    continue
            if decisions.is_decision(body, own) or self._acronym(body, own):
                if len(body.split()) < 4 and len(text) < 300:
                    # "No objections." decides what stands before it.
                    label = label_speech(text)
                    body = text[label[1] :] if label else text
                self._decide(place, body, line)
                self.motion = None
            elif self.motion is not None and _SECONDING.match(body):
                said, at, moved = self.motion  # "Seconded by Bo Roe." goes on with what was moved
                self.motion = (f"{said} {body}" if moved.part is part else said, at, moved)
            elif decisions.MOVING.search(body, own):
                self.motion = (body, line, place)

    def _of_sentence(self, place: _Place, text: str, offset: int, sentence: str, line: int) -> bool:
        """ "Buy a rope. Passed.": a ruling in a word rules on what stands before it."""
        last = self.context.minutes.decisions[-1] if self.context.minutes.decisions else None
        at = (last.line or 0) if last and last.item_ordinal == place.draft.item else 0
        if at >= place.part.no:
            return False  # it goes on with a decision of the same block
        before = text[:offset].strip()
        if len(before) > 250:
            before = self.context.sentences(place.part)[-2][1]
        self._decide(place, f"{before} {sentence}", line)
        return True

    def _acronym(self, sentence: str, own: int) -> bool:
        """Whether the meeting's own body decides by its acronym: "TOC agreed to try it".

        Or is who something was "approved by".
        """
        match = _BY_ACRONYM.match(sentence, own) or _RULED_BY.search(sentence, own)
        if match is None:
            return False
        minutes = self.context.minutes
        who = match["who"].replace("-", " ").split()
        names = (minutes.body.acronym, minutes.body.name, minutes.meeting.title)
        return any(set(who) <= set((name or "").split()) for name in names)

    def _outcome(self, place: _Place, sentence: str, line: int, own: int) -> bool:
        """Read "Motion passed", "Carried 5-1", "Proposed A, seconded B": they decide what was moved."""
        if _trails(self.context, place, sentence, own):
            return True
        how = motions.outcome(sentence, own)
        if how is None:
            return False
        if self.resolution is not None and "motion" not in sentence.lower():
            self.resolution = None
            if how:
                self._decide(place, sentence, line)
            return True
        if self.motion is not None:
            said, at, moved = self.motion
            self.motion = None
            if how and self.movers is not None and self.that is not None:
                self._decide(moved, said, at)
                ruled = self.context.minutes.decisions[-1]
                ruled.proposer = named_as_listed(self.context, self.movers[0], moved.draft, at)
                ruled.seconder = named_as_listed(self.context, self.movers[1], moved.draft, at)
                told = motions.read_result(sentence)
                ruled.result = told.result if told else "carried"
                if told and ruled.votes is None:
                    ruled.votes = votes_of(self.context, told, moved.draft, at)
                self.movers = self.that = None
                return True
            self.movers = self.that = None
            if how:
                near = moved.part is place.part and said in place.part.text
                gap = " " if near and f"{said} {sentence}" in place.part.text else " … "
                self._decide(moved, f"{said}{gap}{sentence}", at)
                if self.proposer:
                    ruled = self.context.minutes.decisions[-1]
                    ruled.proposer = named_as_listed(self.context, self.proposer, moved.draft, at)
            self.proposer = None
            return True
        last = self.context.minutes.decisions[-1] if self.context.minutes.decisions else None
        if last is not None and (
            last.line in {each.no for each in place.part.lines}
            or (
                _COUNTS.search(sentence)
                and last.item_ordinal == place.draft.item
                and place.ordinal - (last.paragraph or 0) <= 1
            )
        ):
            told = motions.read_result(sentence)
            last.result = last.result or (told.result if told else None)
            return True
        return not how

    def _unfollowed(self) -> None:
        """A stem that no parts follow is the decision itself, where it says what was decided."""
        if self.stem_said is not None and len(self.stem_said[0].split()) > 7:
            said, at, place = self.stem_said
            self._decide(place, said, at)
        self.stem, self.stem_said = False, None

    def _settle(self) -> None:
        """What nothing says the outcome of stands as it was read: a resolution, or a motion that
        one person moved and another seconded."""
        self._unfollowed()
        if self.motion is not None and _SECONDED_THAT.search(self.motion[0]):
            said, at, place = self.motion
            self._decide(place, said, at)
            self.motion = None
        if self.resolution is not None:
            text, place = self.resolution
            self._decide(place, text, place.part.no)
            self.resolution = None

    def _decide(self, place: _Place, text: str, line: int, *, marked: bool = False) -> None:
        if _POINTER.match(text):
            return
        key = fold(text).strip(" .")
        if key in self.marked and (place.part.line.bullet or place.part.ref):
            return  # told again in a list at the end
        if marked:
            self.marked.add(key)
        decide(self.context, place.draft, place.ordinal, text, line, place.part)


@lru_cache(maxsize=256)
def _is_of_approved(title: str) -> bool:
    """Whether an item's title says that what it lists was approved."""
    return bool(_APPROVED_LIST.search(title)) and not _OF_MINUTES.match(title)


def _trails(context: Context, place: _Place, sentence: str, own: int) -> bool:
    """Read "Proposed A, seconded B. Carried." into the decision right before it, if one is there."""
    if not own & decisions.TRAILER.sign or not context.minutes.decisions:
        return False
    last, draft, line = context.minutes.decisions[-1], place.draft, place.part.no
    if last.item_ordinal != draft.item or place.ordinal - (last.paragraph or 0) > 1:
        return False
    if decisions.TRAILER.match(sentence, own) is None:
        return False
    found = decisions.ruling(sentence)
    last.proposer = last.proposer or named_as_listed(context, found.proposer, draft, line)
    last.seconder = last.seconder or named_as_listed(context, found.seconder, draft, line)
    if told := motions.read_result(sentence):
        last.result = last.result or told.result
        if last.votes is None and any(c is not None for c in told.counts):
            last.votes = votes_of(context, told, draft, line)
    return True


def _parts_below(draft: ParagraphDraft, part: Block) -> list[Block]:
    """The lettered or bulleted parts of a paragraph below one that ends in a colon."""
    below = draft.parts[draft.parts.index(part) + 1 :]
    return [b for b in below if b.line.bullet or re.match(r"\(?[a-z]{1,3}[).]\s", b.text)]
