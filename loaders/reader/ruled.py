"""A decision put into the minutes: who moved it, how it ended, who voted how."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import Decision, Votes
from minutegraph.loaders.reader import decisions, motions
from minutegraph.loaders.reader.agenda import STAMP
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.signs import signs

_VOTES_BELOW = re.compile(
    r"^(?:moved|seconded|ayes|nays|in favou?r|vote)\b[^:]{0,20}:", re.IGNORECASE
)


def decide(
    context: Context, draft: ParagraphDraft, ordinal: int, text: str, line: int, part: Block
) -> None:
    """Add a decision in the words of a sentence."""
    found = decisions.ruling(text, signs(text))
    votes = None
    if found.for_ is not None or found.against is not None or found.abstained is not None:
        votes = Votes.model_validate(
            {"for": found.for_, "against": found.against, "abstained": found.abstained}
        )
    context.minutes.decisions.append(
        Decision(
            text=STAMP.sub("", text).strip().rstrip(":").strip(),
            by=found.by,
            proposer=named_as_listed(context, found.proposer, draft, line),
            seconder=named_as_listed(context, found.seconder, draft, line),
            votes=votes,
            ref=context.ref_of(draft),
            item_ordinal=draft.item,
            paragraph=ordinal,
            line=line,
            page=part.line.page,
        )
    )


def take_motion(
    context: Context, draft: ParagraphDraft, ordinal: int, part: Block, text: str
) -> bool:
    """Read a motion with its mover, result and votes; False where the block is none."""
    minutes = context.minutes
    if minutes.decisions and minutes.decisions[-1].result and _VOTES_BELOW.match(text):
        found = motions.read_motion("Motion: x. " + text)
        own = minutes.decisions[-1]
        if found and own.item_ordinal == draft.item:
            own.proposer = own.proposer or named_as_listed(context, found.proposer, draft, part.no)
            own.seconder = own.seconder or named_as_listed(context, found.seconder, draft, part.no)
            own.votes = votes_of(context, found, draft, part.no) or own.votes
            return True
    found = motions.read_motion(text, part.signs)
    if found is None:
        return False
    decide(context, draft, ordinal, found.text, part.no, part)
    own = minutes.decisions[-1]
    own.proposer = named_as_listed(context, found.proposer, draft, part.no)
    own.seconder = named_as_listed(context, found.seconder, draft, part.no)
    own.result = found.result or "moved"
    own.votes = votes_of(context, found, draft, part.no)
    return True


def votes_of(
    context: Context, motion: motions.Motion, draft: ParagraphDraft, line: int
) -> Votes | None:
    """A motion's counts and votes by name."""
    names: dict[str, list[str]] = {}
    for kind, name in motion.names:
        names.setdefault(kind, []).append(named_as_listed(context, name, draft, line) or name)
    counts = dict(zip(("for", "against", "abstained"), motion.counts, strict=True))
    for kind, count in counts.items():
        if count is None and kind in names:
            counts[kind] = len(names[kind])
    if not names and all(v is None for v in counts.values()):
        return None
    return Votes.model_validate({**counts, "names": names})


def named_as_listed(
    context: Context, written: str | None, draft: ParagraphDraft, line: int
) -> str | None:
    """A proposer or seconder as in the lists, else as written."""
    if written is None:
        return None
    person = context.who(written, draft.item, draft.text, line)
    return person.name if person is not None else written
