"""Whose an action is, where only the people listed can tell: "Ann – to write", "Write it (AL)"."""

from __future__ import annotations

import re

from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.layout import REVIEW
from minutegraph.loaders.reader.names import (
    has_organisation_word,
    has_position_word,
    is_given_name,
    is_person,
)
from minutegraph.loaders.reader.reviews import DASH

_BEHIND = re.compile(
    r"\s+(?:[–—-]\s+(?P<dash>[^–—()\[\]]{2,60})|\((?P<paren>[^()]{2,60})\)|\[(?P<square>[^\[\]]{2,40})\])\s*\.?$"
)
_BRACKETED = re.compile(r"\[(?P<who>[^\[\]]{2,40})\]:?\s+(?=\S)")  # "[AL] Write the draft"
_NAME = r"[^\W\d][\w'’.-]*(?:\s[A-Z][\w'’-]+){0,2}"
# A name, or several, and the verb right behind.
_LEAD = re.compile(
    rf"(?P<who>{_NAME}(?:(?:,\s|\s?/\s?|\sand\s|\s?&\s){_NAME}){{0,3}})\s(?!and\b|or\b|of\b|to\b)(?=[a-z])"
)
_EVERYONE = re.compile(r"(Every(?:one|body))\s(?=[a-z])")
_OPENERS = frozenset("will may mark pat rob bill grant sue chase drew".split())
_STATE = re.compile(
    r"^(?:<[^<>\s]{1,30}>\s*|\[(?:new|done|open|closed|pending|ongoing)\]\s*)+(?=\S)", re.IGNORECASE
)


def names_owners(context: Context, text: str) -> bool:
    """Whether a text names nobody but listed people, and at least one."""
    parts = grammar.split_owners(text) if len(text) < 80 else []
    if not parts or len(parts) > 6:
        return False
    if not context.minutes.attendance:
        return all(
            is_person(p, single=True) and len(p.split()) < 4 and (" " in p or is_given_name(p))
            for p in parts
        )
    found = [context.room.resolve(p) for p in parts if not grammar.is_group_or_role(p)]
    return all(r.index is not None or r.candidates for r in found)


def check_label(context: Context, draft: ActionDraft) -> None:
    """Take back owners that a label only seemed to name: "Pre-work: read the paper".

    Where a list says who was there, a label names owners if they are listed, or look like a
    person, initials, a post, a group or an organisation.
    """
    if draft.label is None or not context.minutes.attendance:
        return
    for owner in draft.owners:
        plain = not (
            owner[0] == "@"
            or owner.isupper()
            or grammar.is_group_or_role(owner)
            or has_position_word(owner)
            or has_organisation_word(owner)
            or is_person(owner)
            or (" " not in owner and is_given_name(owner))
        )
        found = context.room.resolve(owner) if plain else None
        if found is not None and found.index is None and not found.candidates:
            draft.owners, draft.text = [], f"{draft.label}: {draft.text}"
            return


def is_speech(context: Context, draft: ActionDraft) -> bool:
    """Whether a review's "Ann: Little progress on that" is what Ann says.

    It is where the document writes speech so, unless it says what is to be done or how far it is.
    """
    told = draft.status or draft.text.startswith("to ") or grammar.is_status(draft.text)
    if draft.label is None or told:
        return False
    start = f"{draft.label}:"
    said = (
        part
        for _, paragraph in context.paragraphs()
        for part in paragraph.parts
        if (part.rest if part.ref else part.text).startswith(start)
        and not REVIEW.search(context.item_title(paragraph.item) or "")
    )
    return next(said, None) is not None and next(said, None) is not None


def set_apart(context: Context, text: str) -> tuple[str | None, str]:
    """The owners that a dash or brackets set apart: "Ann – to write", "Write the draft (AL)"."""
    if (match := _BRACKETED.match(text)) and (
        grammar.is_group_or_role(match["who"])
        or names_owners(context, match["who"])
        or _initialled(context, match["who"])
    ):
        return match["who"], text[match.end() :]
    label, colon, rest = text.partition(": ")
    if colon and len(label) < 60 and label[:1].islower() and names_owners(context, label):
        return label, rest  # a name in lower case: "ann: write to Bob"
    if (match := DASH.search(text)) and names_owners(context, text[: match.start()]):
        return text[: match.start()], text[match.end() :]
    if match := _BEHIND.search(text):
        who = match["dash"] or match["paren"] or match["square"]
        if names_owners(context, who):
            return who, text[: match.start()].rstrip()
        who, dash, state = who.partition(" - ")
        if dash and " " not in state and names_owners(context, who):
            return who, text  # "[Ann - sent]"
    return None, text


def _initialled(context: Context, text: str) -> bool:
    """Whether a text is initials, one or several, and some are those of listed people."""
    parts = grammar.split_owners(text)
    short = all(re.fullmatch(r"[A-Z]{2,4}", part) for part in parts)
    return short and any(context.room.initialled(part) for part in parts)


def lead(context: Context, draft: ActionDraft) -> None:
    """Take as owners the listed people that an action's words begin with: "Ann mend the gate".

    Owners that were read from more than the name ("Ann mend" of "Ann mend the gate to keep it")
    are put right as well.
    """
    if draft.source == "table":
        return
    if not draft.owners and (everyone := _EVERYONE.match(draft.text)):
        draft.owners = [everyone[1]]
    if not context.minutes.attendance:
        return
    match = _LEAD.match(draft.text)
    if match is None or match["who"].split()[0] in _OPENERS:
        return
    if draft.owners and match["who"] in ("All", "Everyone"):
        return  # "All members to …"
    if draft.owners and not draft.owners[-1].startswith(match["who"].split()[-1] + " "):
        return
    if match["who"][0].islower() and match["who"] not in _known(context):
        return
    if names_owners(context, match["who"]):
        draft.owners = grammar.split_owners(match["who"])


def _known(context: Context) -> set[str]:
    """The names and handles of the listed, exactly as written."""
    people = context.minutes.attendance
    return {p.name for p in people} | {alias for p in people for alias in p.aliases}


def bare(block: Block) -> str:
    """A block's text without its number, and without "[NEW]" or "<scribe>" before it."""
    text = block.rest if block.ref else block.text
    return _STATE.sub("", text) if text[:1] in ("[", "<") else text


def read_detail(action: ActionDraft, text: str) -> bool:
    """Owner, deadline or status on a line of its own under an action."""
    rest, fields = grammar.split_fields(text)
    if rest or not fields:
        return False
    grammar.apply_fields(action, fields)
    return True
