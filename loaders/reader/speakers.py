"""Who speaks in the paragraphs."""

from __future__ import annotations

import re

from pydantic import TypeAdapter

from minutegraph.loaders.minutes import (
    Speaker,
)
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.sentences import line_at
from minutegraph.loaders.reader.speech import (
    asker,
    dashed,
    groups_speaking,
    label_speech,
    roles_speaking,
    spoken_by,
    within,
)

_SPEAKERS = TypeAdapter(list[Speaker])  # checked together, which costs half of one by one
_SEVERAL = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_VOTE_ONLY = re.compile(r"(?:[+-]\s?1|±0|[+-]?0|present\+)\W*$")


def read_speakers(context: Context, actions: set[int]) -> None:
    """Who speaks, paragraph by paragraph; a turn that goes on is one turn."""
    minutes = context.minutes
    labels: dict[int, tuple[str, int] | None] = {}  # by the ids of the blocks
    turns_said, turns_dashed = _labelled_turns(context, labels)
    by_dash = turns_dashed >= 3
    labelled = turns_said > 0 or by_dash
    last: tuple[str | None, str] | None = None
    stated: list[dict[str, str | int | None]] = []
    for ordinal, draft in context.paragraphs():
        said: list[tuple[str, str, int]] = []
        marked: set[int] = set()  # which of those are labels: each is a turn of its own
        for part in draft.parts:
            if id(part) in actions:
                continue
            text = part.rest if part.ref else part.text
            shift = len(part.text) - len(text)
            if (who := asker(text)) and (name := _labelled_speaker(context, who, draft, part, 0)):
                marked.add(len(said))
                said.append((name, who, part.no))
                continue
            if labelled and len(text) < 40 and text.endswith(":") and part.line.bullet:
                # "Ann:" over list items that hold what she says
                alone = text[:-1].strip("() ")
                if name := _labelled_speaker(context, alone, draft, part, 0):
                    marked.add(len(said))
                    said.append((name, alone, part.no))
                    continue
            label = labels[id(part)] if labelled else None
            if label is not None and not (text[label[1] - 2] in "-–—" and not by_dash):
                if _VOTE_ONLY.match(text, label[1]):
                    continue
                for who in _SEVERAL.split(label[0]):
                    if name := _labelled_speaker(context, who, draft, part, turns_said):
                        marked.add(len(said))
                        said.append((name, who, part.no))
                if len(said) - 1 in marked and said[-1][2] == part.no:
                    if turns_said >= 3 and text.count(": ") > 1:
                        for who in within(text, label[1]):
                            if name := _labelled_speaker(context, who, draft, part, 0):
                                marked.add(len(said))
                                said.append((name, who, part.no))
                    continue
            elif text.startswith(("...", "…")):
                continue
            if labelled and not said and text.startswith("<"):
                last = None  # somebody who is in no list: the turn before has ended
            said.extend(_prose_speakers(context, draft, part, text, shift))
        turns = set()
        ref = context.ref_of(draft) if said else None
        for number, (name, written, line) in enumerate(said):
            if name in turns and number not in marked:
                continue
            turns.add(name)
            here = (ref, name)
            if labelled and last == here:
                continue
            last = here
            stated.append({
                "name": name, "as_written": written, "ref": ref,
                "item_ordinal": draft.item, "paragraph": ordinal, "line": line,
                "page": draft.parts[0].line.page,
            })  # fmt: skip
    minutes.speakers = _SPEAKERS.validate_python(stated)


def _labelled_turns(context: Context, labels: dict[int, tuple[str, int] | None]) -> tuple[int, int]:
    """How often the document writes a listed person's speech as "Name: words", and "Name – words".

    Args:
        labels: filled with what stands where such a label does, by the ids of the blocks.
    """
    hits = [0, 0]
    for _, draft in context.paragraphs():
        for part in draft.parts:
            text = part.rest if part.ref else part.text
            label = labels[id(part)] = label_speech(text)
            if label is None:
                continue
            found = context.room.resolve(label[0])
            if (found.index is not None or found.candidates) and len(text[label[1] :].split()) > 2:
                hits[dashed(text)] += 1
    return hits[0], hits[1]


def _labelled_speaker(
    context: Context, who: str, draft: ParagraphDraft, part: Block, turns: int
) -> str | None:
    person = context.who(who, draft.item, "", part.no)
    if person is not None:
        # Of two given names for one person whose full name no list has, the one that is used.
        if " " not in person.name and who in person.aliases and who.istitle():
            return who
        return person.name
    if context.room.resolve(who).candidates:
        return None
    role = context.room.role(who)
    if role.index is not None:
        return context.minutes.attendance[role.index].name
    if (
        who.isupper()
        and 2 <= len(who) <= 4
        and turns >= 5  # where speech is written so throughout, and the letters are no body's
        and any(a.isupper() for p in context.minutes.attendance for a in p.aliases)
        and not any(who in (p.organisation, p.unit) for p in context.minutes.attendance)
        and who not in {g.acronym for g in context.minutes.glossary}
    ):
        context.warn("unlisted-speaker", f"“{who}” speaks but is in no list", part.no)
        return f"{who} (unlisted)"
    return None


def _prose_speakers(
    context: Context, draft: ParagraphDraft, part: Block, text: str, shift: int
) -> list[tuple[str, str, int]]:
    found: list[tuple[int, str, str]] = []
    if context.minutes.attendance:
        for offset, form in spoken_by(text, context.named(part, shift)):
            line = line_at(part, offset + shift)
            person = context.who(form, draft.item, draft.text, line)
            if person is not None and person.status not in ("apologies", "absent"):
                found.append((offset, person.name, form))
        posts = roles_speaking(text, context.capitals(part), shift) if context.room.posts else ()
        for offset, form in posts:
            role = context.room.role(form)
            if role.index is not None:
                found.append((offset, context.minutes.attendance[role.index].name, form))
    for offset, group in groups_speaking(text, part.signs):
        found.append((offset, f"{group} (unnamed)", group))
    found.sort()
    return [(name, form, line_at(part, offset + shift)) for offset, name, form in found]
