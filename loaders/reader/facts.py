"""The facts of the paragraphs: movements, speech, actions, decisions, mentions."""

from __future__ import annotations

import re
from typing import Literal

from minutegraph.loaders.minutes import (
    GlossaryEntry,
    MembershipChange,
    Movement,
)
from minutegraph.loaders.reader.actionlists import read_actions
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.glossary import definitions
from minutegraph.loaders.reader.movements import MOVES, find_moves
from minutegraph.loaders.reader.names import initials_of, is_person, take_apart
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.references import read_mentions
from minutegraph.loaders.reader.rulings import read_decisions
from minutegraph.loaders.reader.sentences import line_at
from minutegraph.loaders.reader.signs import Guarded, any_of
from minutegraph.loaders.reader.speakers import read_speakers
from minutegraph.loaders.reader.words import SPEECH_VERBS

_EXCLUDED = re.compile(
    r"\b(?:without|excluding|except(?:ing)?|less)\s+(?:the\s+)?(?P<who>officials?|guests?|observers?|staff|officers|"
    r"public|visitors?)\b|\b(?P<only>members|trustees|directors|governors)\s+only\b|\bin camera\b",
    re.IGNORECASE,
)
_CAPACITIES = {
    "official": {"official"}, "guest": {"guest"}, "visitor": {"guest"}, "observer": {"observer"},
    "public": {"observer"}, "staff": {"staff"}, "officers": {"staff"},
}  # fmt: skip
_CHANGES = (
    ("leaves", Guarded("stepping= stepped= standing= stood= resign retir leaving= left=", r"\b(?:is|are|was|will be|has|have)\s+(?:\w+ly\s+)?(?:step(?:ping|ped) down|standing down|stood down|resign(?:ing|ed)|retir(?:ing|ed)|leaving|left)\s+(?:from|as|the|his|her|their|after)\b|\bstepped down (?:from|as)\b|\bstood down (?:from|as)\b|\bresigned (?:from|as)\b")),
    ("elected", Guarded("elected appointed reelected opted proposed", r"\b(?:was|is|were|has been)\s+(?:\w+ly\s+)?(?:elected|appointed|re-?elected|co-opted)\b|\bproposed as (?:the )?new\b")),
    ("joins", Guarded("new= newest= join= joins= joined= joining= take= takes=", r"\b(?:is|was|as)\s+(?:a|our|the|its)\s+new(?:est)?\s+(?:\w+\s+)?member\b|\bnew member\s+(?=[A-Z])|\bjoin(?:s|ed|ing)\s+the\s+(?:board|committee|group|panel|council|trustees)\b(?!\s+(?:meeting|call))|\bwill be the new\b|\btakes? up (?:her|his|their|the) (?:seat|post|role)\b")),
)  # fmt: skip
# Look-behinds stand behind the first letter, to which the search can skip.
_SPEAKS = re.compile(r"([A-Z](?<![^.;–—-]\s.)(?<!\S.)[A-Z]{1,3})\s([a-z]+)\b")
_INITIALS = re.compile(r"([A-Z]{2,4}):\s+\S")
_CHANGED = any_of(pattern for _, pattern in _CHANGES)


def read_facts(context: Context, blocks: list[Block]) -> None:
    """Fill the minutes with what the paragraphs say, in the order facts depend on each other."""
    _exclusions(context)
    _glossary(context, blocks)
    _initials(context)
    _movements(context)
    actions = read_actions(context)
    read_speakers(context, actions)
    read_decisions(context, actions)
    _changes(context)
    read_mentions(context)


def _exclusions(context: Context) -> None:
    """A heading like "Session without officials" says who was not there."""
    minutes = context.minutes
    for session in minutes.sessions:
        match = _EXCLUDED.search(" ".join(session.headings))
        if match is None or len(minutes.sessions) < 2:
            continue
        who = (match["who"] or "").lower().rstrip("s")
        gone = _CAPACITIES.get(who) or _CAPACITIES.get(who + "s") or {
            "official", "guest", "observer"
        }  # fmt: skip
        for person in minutes.attendance:
            if person.capacity in gone and person.status not in ("apologies", "absent"):
                before = person.sessions or [s.ordinal for s in minutes.sessions]
                person.sessions = [s for s in before if s != session.ordinal]
                person.status = "partial" if person.status == "present" else person.status


def _initials(context: Context) -> None:
    """Where speech is written by initials that no list gives, they are those of the people listed."""
    room = context.room
    if room.printed or len(context.minutes.attendance) < 2:
        return
    theirs = {initials_of(person.name) for person in context.minutes.attendance}
    parts = [part for draft in context.outline.paragraphs for part in draft.parts]
    used = {word for part in parts for _, _, word in context.capitals(part)}
    if len(theirs & used) < 2:
        return
    texts = [part.rest if part.ref else part.text for part in parts]
    labels = [match[1] for text in texts if (match := _INITIALS.match(text))]
    if not labels:  # "AB asked why": only where they speak, as other letters stand for bodies
        labels = [
            match[1]
            for text in texts
            for match in _SPEAKS.finditer(text)
            if match[2] in SPEECH_VERBS
        ]
    fit = [label for label in labels if label in theirs]
    if len(fit) >= 4 and len(set(fit)) >= 2 and len(fit) >= 0.6 * len(labels):
        room.use_initials()


def _glossary(context: Context, blocks: list[Block]) -> None:
    minutes = context.minutes
    seen: set[str] = set()
    if minutes.body.name and minutes.body.acronym:
        minutes.glossary.append(
            GlossaryEntry(
                acronym=minutes.body.acronym, expansion=minutes.body.name, line=minutes.body.line
            )
        )
        seen.add(minutes.body.acronym)
    initials = {a for p in minutes.attendance for a in p.aliases}
    for block in blocks:
        for acronym, expansion, offset in definitions(block.text) if "(" in block.text else ():
            if acronym in seen or acronym in initials:
                continue
            seen.add(acronym)
            minutes.glossary.append(
                GlossaryEntry(
                    acronym=acronym,
                    expansion=expansion,
                    line=line_at(block, offset),
                    page=block.line.page,
                )
            )


def _movements(context: Context) -> None:
    minutes = context.minutes
    for ordinal, draft in context.paragraphs():
        for part in draft.parts:
            if not part.signs & MOVES:
                continue
            text = part.rest if part.ref else part.text
            shift = len(part.text) - len(text)
            for move in find_moves(text, part.signs):
                line = line_at(part, move.start + shift)
                names = []
                for name in move.names:
                    person = context.who(name, draft.item, draft.text, line)
                    if person is not None:
                        names.append(person.name)
                if not names:
                    continue
                kind: Literal["left", "joined"] = "left" if move.kind == "left" else "joined"
                minutes.movements.append(
                    Movement(
                        names=names, kind=kind, text=move.text, ref=context.ref_of(draft),
                        item_ordinal=draft.item, paragraph=ordinal, line=line, page=part.line.page,
                    )
                )  # fmt: skip
                for index, person in enumerate(minutes.attendance):
                    if person.name not in names or draft.item is None:
                        continue
                    if kind == "left":
                        context.moved(index, draft.item)
                        person.left = person.left or draft.ref or context.item_title(draft.item)
                    else:
                        context.moved(index, None)
                        person.arrived = (
                            person.arrived or draft.ref or context.item_title(draft.item)
                        )
                    if person.status == "present":
                        person.status = "partial"


def _changes(context: Context) -> None:
    """Members who join or leave, and posts that change hands."""
    if not context.minutes.attendance:
        return
    for ordinal, draft in context.paragraphs():
        for part in draft.parts:
            if not part.signs & _CHANGED:
                continue
            for offset, sentence in context.sentences(part):
                for change, pattern in _CHANGES:
                    match = pattern.search(sentence, part.signs)
                    if match is None:
                        continue
                    name = _changing(context, sentence, match, draft, part)
                    if name:
                        context.minutes.membership_changes.append(
                            MembershipChange(
                                name=name, change=change, text=sentence,  # type: ignore[arg-type]
                                ref=context.ref_of(draft), item_ordinal=draft.item,
                                paragraph=ordinal, line=line_at(part, offset),
                                page=part.line.page,
                            )
                        )  # fmt: skip
                    break


def _changing(
    context: Context, sentence: str, match: re.Match[str], draft: ParagraphDraft, part: Block
) -> str | None:
    """Whose seat or post changes: the name right before the words, or right after "new member"."""
    before = sentence[: match.start()].strip()
    forms = context.room.find(before)
    if forms and forms[-1][0] + len(forms[-1][1]) >= len(before) - 1:
        person = context.who(forms[-1][1], draft.item, draft.text, part.no)
        if person is not None:
            return person.name
    if found := re.search(r"((?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’.-]*)$", before):
        name = take_apart(found[1])
        if is_person(name.text):
            return name.text
    after = sentence[match.end() :].strip()
    found = re.match(r"((?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’.-]*)", after)
    if found and is_person(found[1]) and "new member" in match[0]:
        return take_apart(found[1]).text
    return None
