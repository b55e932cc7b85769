"""The decisions of the paragraphs, with movers and votes."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import (
    Decision,
    Votes,
)
from minutegraph.loaders.reader import decisions
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.names import fold
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.sentences import line_at
from minutegraph.loaders.reader.speech import (
    label_speech,
)

_VOTES_BELOW = re.compile(
    r"^(?:moved|seconded|ayes|nays|in favou?r|vote)\b[^:]{0,20}:", re.IGNORECASE
)
_VOTE_LINE = re.compile(
    r"^(?P<who>[A-Z][\w .'’-]{1,50}?)\s*(?:[-–—:]|\s-\s)\s*(?P<vote>yes|no|aye|nay|abstain(?:ed|s)?|for|against|absent|recused?)\.?$",
    re.IGNORECASE,
)
_APPROVED_LIST = re.compile(
    r"\b(?:approved|agreed|adopted|elected|appointed|accepted)\s*:?$", re.IGNORECASE
)
_RESOLUTIONS = re.compile(
    r"^(?:summary of (?:resolutions|decisions)|conclusions?(?:\s*/\s*resolutions?)?|resolutions?|decisions?(?: (?:made|taken))?|resolved|outcomes?)$",
    re.IGNORECASE,
)


def read_decisions(context: Context, actions: set[int]) -> None:
    minutes = context.minutes
    proposal: tuple[int | None, str, Block] | None = None
    for ordinal, draft in context.paragraphs():
        listed = draft.heading and _RESOLUTIONS.match(draft.heading.strip(": "))
        item = minutes.items[draft.item - 1] if draft.item else None
        approved = (
            item is not None
            and draft.heading is None
            and _APPROVED_LIST.search(item.title or "")
            and not re.match(r"(?:minutes|notes)\b", item.title or "", re.IGNORECASE)
        )
        for part in draft.parts:
            if id(part) in actions:
                continue
            text = part.rest if part.ref else part.text
            shift = len(part.text) - len(text)
            if "ropos" in text[:30] or "ROPOS" in text[:30]:
                if match := decisions.PROPOSAL.match(text):
                    proposal = (draft.item, match["text"], part)
                    continue
            elif (
                proposal
                and proposal[0] == draft.item
                and len(text) < 40
                and decisions.TAKEN.match(text)
            ):
                _decide(context, draft, ordinal, proposal[1], proposal[2].no, part)
                proposal = None
                continue
            if (listed or approved) and part.line.bullet and not part.line.depth:
                _decide(context, draft, ordinal, text, part.no, part)
                continue
            if part.told and part.told.decision:
                _decide(context, draft, ordinal, part.told.decision, part.no, part)
                continue
            if _motion(context, draft, ordinal, part, text):
                continue
            if (mark := decisions.MARK.match(text)) and not text.upper().startswith("MOTION"):
                first = context.sentences(part, shift + mark.start("text"))[:1]
                _decide(context, draft, ordinal, first[0][1], part.no, part)
                continue
            if not decisions.may_decide(text):
                continue
            for offset, sentence in context.sentences(part, shift):
                if not decisions.may_decide(sentence):
                    continue
                body = re.sub(r"^(?:[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*)?\s*:\s+)", "", sentence)
                if _trails(context, draft, ordinal, body, part):
                    continue
                if decisions.STEM.search(body) and _parts_below(draft, part):
                    for below in _parts_below(draft, part):
                        _decide(context, draft, ordinal, below.text, below.no, below)
                    continue
                if decisions.is_decision(body):
                    if len(body.split()) < 4 and len(text) < 300:
                        # "No objections." decides what stands before it.
                        label = label_speech(text)
                        body = text[label[1] :] if label else text
                    _decide(context, draft, ordinal, body, line_at(part, offset + shift), part)
    _roll_calls(context)


def _trails(
    context: Context, draft: ParagraphDraft, ordinal: int, sentence: str, part: Block
) -> bool:
    """Read "Proposed A, seconded B. Carried." into the decision right before it, if one is there."""
    own = context.minutes.decisions[-1] if context.minutes.decisions else None
    if own is None or own.item_ordinal != draft.item or ordinal - (own.paragraph or 0) > 1:
        return False
    if decisions.TRAILER.match(sentence) is None:
        return False
    found = decisions.ruling(sentence)
    own.proposer = own.proposer or _named(context, found.proposer, draft, part.no)
    own.seconder = own.seconder or _named(context, found.seconder, draft, part.no)
    if told := decisions.read_result(sentence):
        own.result = own.result or told.result
        if own.votes is None and any(c is not None for c in told.counts):
            own.votes = _votes(context, told, draft, part.no)
    return True


def _parts_below(draft: ParagraphDraft, part: Block) -> list[Block]:
    """The lettered or bulleted parts of a paragraph below one that ends in a colon."""
    below = draft.parts[draft.parts.index(part) + 1 :]
    return [b for b in below if b.line.bullet or re.match(r"\(?[a-z]{1,3}[).]\s", b.text)]


def _decide(
    context: Context, draft: ParagraphDraft, ordinal: int, text: str, line: int, part: Block
) -> None:
    if draft.heading and draft.heading.lower().startswith("summary"):
        key = fold(text).strip(" .")
        if any(fold(d.text).strip(" .") == key for d in context.minutes.decisions):
            return  # told again at the end
    found = decisions.ruling(text)
    votes = None
    if found.for_ is not None or found.against is not None or found.abstained is not None:
        votes = Votes.model_validate(
            {"for": found.for_, "against": found.against, "abstained": found.abstained}
        )
    context.minutes.decisions.append(
        Decision(
            text=text.strip().rstrip(":").strip(),
            by=found.by,
            proposer=_named(context, found.proposer, draft, line),
            seconder=_named(context, found.seconder, draft, line),
            votes=votes,
            ref=context.ref_of(draft),
            item_ordinal=draft.item,
            paragraph=ordinal,
            line=line,
            page=part.line.page,
        )
    )


def _motion(context: Context, draft: ParagraphDraft, ordinal: int, part: Block, text: str) -> bool:
    """Read a motion with its mover, result and votes; False where the block is none."""
    minutes = context.minutes
    if _VOTES_BELOW.match(text) and minutes.decisions and minutes.decisions[-1].result:
        found = decisions.read_motion("Motion: x. " + text)
        own = minutes.decisions[-1]
        if found and own.item_ordinal == draft.item:
            own.proposer = own.proposer or _named(context, found.proposer, draft, part.no)
            own.seconder = own.seconder or _named(context, found.seconder, draft, part.no)
            own.votes = _votes(context, found, draft, part.no) or own.votes
            return True
    found = decisions.read_motion(text)
    if found is None:
        return False
    _decide(context, draft, ordinal, found.text, part.no, part)
    own = minutes.decisions[-1]
    own.proposer = _named(context, found.proposer, draft, part.no)
    own.seconder = _named(context, found.seconder, draft, part.no)
    own.result = found.result or "moved"
    own.votes = _votes(context, found, draft, part.no)
    return True


def _votes(
    context: Context, motion: decisions.Motion, draft: ParagraphDraft, line: int
) -> Votes | None:
    """A motion's counts and votes by name."""
    names: dict[str, list[str]] = {}
    for kind, name in motion.names:
        names.setdefault(kind, []).append(_named(context, name, draft, line) or name)
    counts = dict(zip(("for", "against", "abstained"), motion.counts, strict=True))
    for kind, count in counts.items():
        if count is None and kind in names:
            counts[kind] = len(names[kind])
    if not names and all(v is None for v in counts.values()):
        return None
    return Votes.model_validate({**counts, "names": names})


def _named(context: Context, written: str | None, draft: ParagraphDraft, line: int) -> str | None:
    """A proposer or seconder as in the lists, else as written."""
    if written is None:
        return None
    person = context.who(written, draft.item, draft.text, line)
    return person.name if person is not None else written


def _roll_calls(context: Context) -> None:
    """Votes by name ("Ann Lee - Yes"), one a line, belong to the decision of their item."""
    groups: dict[int | None, list[tuple[str, str, Block, int]]] = {}
    for ordinal, draft in context.paragraphs():
        for part in draft.parts:
            if match := _VOTE_LINE.match(part.text):
                groups.setdefault(draft.item, []).append(
                    (match["who"], match["vote"], part, ordinal)
                )
    for item, rows in groups.items():
        if len(rows) < 2:
            continue
        names: dict[str, list[str]] = {}
        for who, vote, part, _ in rows:
            person = context.who(who, item, "", part.no)
            key = {"y": "for", "a": "for", "n": "against", "f": "for"}.get(vote[0].lower(), "for")
            low = vote.lower()
            if low.startswith(("abst", "absent", "recus")):
                key = "abstained" if low.startswith("abst") else "absent"
            elif low in {"against", "no", "nay"}:
                key = "against"
            names.setdefault(key, []).append(person.name if person else who)
        votes = Votes.model_validate(
            {
                "for": len(names.get("for", [])),
                "against": len(names.get("against", [])),
                "abstained": len(names.get("abstained", [])),
                "names": names,
            }
        )
        own = [d for d in context.minutes.decisions if d.item_ordinal == item]
        if own:
            own[0].votes = votes
            continue
        # The motion is what stands before the votes.
        first = rows[0][3]
        before = [
            p for p in context.minutes.paragraphs
            if p.item_ordinal == item and p.ordinal < first and not p.text.rstrip().endswith(":")
        ]  # fmt: skip
        if before:
            context.minutes.decisions.append(
                Decision(
                    text=before[-1].text, votes=votes, ref=before[-1].ref or before[-1].item,
                    item_ordinal=item, paragraph=before[-1].ordinal, line=before[-1].line,
                )
            )  # fmt: skip
