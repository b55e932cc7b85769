"""The facts of the paragraphs: movements, speech, actions, decisions, mentions."""

from __future__ import annotations

import re
from typing import Literal

from minutegraph.loaders.minutes import (
    Decision,
    GlossaryEntry,
    MembershipChange,
    Mention,
    Movement,
    Speaker,
    Votes,
)
from minutegraph.loaders.reader import decisions, mentions
from minutegraph.loaders.reader.actionlists import read_actions
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.glossary import definitions
from minutegraph.loaders.reader.movements import find_moves
from minutegraph.loaders.reader.names import fold, is_person, take_apart
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.phrases import Phrases
from minutegraph.loaders.reader.sentences import line_at
from minutegraph.loaders.reader.speech import (
    groups_speaking,
    label_speech,
    roles_speaking,
    spoken_by,
)

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
    ("leaves", re.compile(r"\b(?:is|are|was|will be|has|have)\s+(?:\w+ly\s+)?(?:step(?:ping|ped) down|standing down|stood down|resign(?:ing|ed)|retir(?:ing|ed)|leaving|left)\s+(?:from|as|the|his|her|their|after)\b|\bstepped down (?:from|as)\b|\bstood down (?:from|as)\b|\bresigned (?:from|as)\b")),
    ("elected", re.compile(r"\b(?:was|is|were|has been)\s+(?:\w+ly\s+)?(?:elected|appointed|re-?elected|co-opted)\b|\bproposed as (?:the )?new\b")),
    ("joins", re.compile(r"\b(?:is|was|as)\s+(?:a|our|the|its)\s+new(?:est)?\s+(?:\w+\s+)?member\b|\bnew member\s+(?=[A-Z])|\bjoin(?:s|ed|ing)\s+the\s+(?:board|committee|group|panel|council|trustees)\b(?!\s+(?:meeting|call))|\bwill be the new\b|\btakes? up (?:her|his|their|the) (?:seat|post|role)\b")),
)  # fmt: skip
_VOTES_BELOW = re.compile(
    r"^(?:moved|seconded|ayes|nays|in favou?r|vote)\b[^:]{0,20}:", re.IGNORECASE
)
_CHANGE_STEMS = re.compile(
    r"step|stood down|standing down|resign|retir|leaving|left|elected|appointed|co-opted|propos|"
    r"new|join|take|took"
)
_VOTE_LINE = re.compile(
    r"^(?P<who>[A-Z][\w .'’-]{1,50}?)\s*(?:[-–—:]|\s-\s)\s*(?P<vote>yes|no|aye|nay|abstain(?:ed|s)?|for|against|absent|recused?)\.?$",
    re.IGNORECASE,
)
_APPROVED_LIST = re.compile(
    r"\b(?:approved|agreed|adopted|elected|appointed|accepted)\s*:?$", re.IGNORECASE
)
_RESOLUTIONS = re.compile(
    r"^(?:conclusions?(?:\s*/\s*resolutions?)?|resolutions?|decisions?(?: (?:made|taken))?|resolved|outcomes?)$",
    re.IGNORECASE,
)


def read_facts(context: Context, blocks: list[Block]) -> None:
    """Fill the minutes with what the paragraphs say, in the order facts depend on each other."""
    _exclusions(context)
    _glossary(context, blocks)
    _movements(context)
    actions = read_actions(context)
    _speakers(context, actions)
    _decisions(context, actions)
    _changes(context)
    _mentions(context)


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
        for acronym, expansion, offset in definitions(block.text):
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
            text = part.rest if part.ref else part.text
            shift = len(part.text) - len(text)
            for move in find_moves(text):
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


def _speakers(context: Context, actions: set[int]) -> None:
    """Who speaks, paragraph by paragraph; a turn that goes on is one turn."""
    minutes = context.minutes
    labelled = _uses_labels(context)
    last: tuple[int | None, str] | None = None
    for ordinal, draft in context.paragraphs():
        said: list[tuple[str, str, int]] = []
        for part in draft.parts:
            if id(part) in actions:
                continue
            text = part.rest if part.ref else part.text
            shift = len(part.text) - len(text)
            if labelled and (label := label_speech(text)) is not None:
                for who in re.split(r"\s*(?:,|/|&|\band\b)\s*", label[0]):
                    if name := _labelled_speaker(context, who, draft, part):
                        said.append((name, who, part.no))
                if said:
                    continue
            elif text.startswith(("...", "…")):
                continue
            said.extend(_prose_speakers(context, draft, part, text, shift))
        turns = set()
        for name, written, line in said:
            if name in turns:
                continue
            turns.add(name)
            if labelled and last == (draft.item, name):
                continue
            last = (draft.item, name)
            minutes.speakers.append(
                Speaker(
                    name=name, as_written=written, ref=context.ref_of(draft),
                    item_ordinal=draft.item, paragraph=ordinal, line=line,
                    page=draft.parts[0].line.page,
                )
            )  # fmt: skip


def _uses_labels(context: Context) -> bool:
    """Whether the document writes speech as "Name: words"."""
    hits = 0
    for _, draft in context.paragraphs():
        label = label_speech(draft.parts[0].rest if draft.ref else draft.parts[0].text)
        if label is None:
            continue
        found = context.room.resolve(label[0])
        text = draft.parts[0].rest if draft.ref else draft.parts[0].text
        if (found.index is not None or found.candidates) and len(text[label[1] :].split()) > 2:
            hits += 1
    return hits >= 1


def _labelled_speaker(context: Context, who: str, draft: ParagraphDraft, part: Block) -> str | None:
    person = context.who(who, draft.item, "", part.no)
    if person is not None:
        return person.name
    if context.room.resolve(who).candidates:
        return None
    role = context.room.role(who)
    if role.index is not None:
        return context.minutes.attendance[role.index].name
    if (
        who.isupper()
        and 2 <= len(who) <= 4
        and any(a.isupper() for p in context.minutes.attendance for a in p.aliases)
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
        for offset, form in roles_speaking(text):
            role = context.room.role(form)
            if role.index is not None:
                found.append((offset, context.minutes.attendance[role.index].name, form))
    for offset, group in groups_speaking(text):
        found.append((offset, f"{group} (unnamed)", group))
    found.sort()
    return [(name, form, line_at(part, offset + shift)) for offset, name, form in found]


def _decisions(context: Context, actions: set[int]) -> None:
    minutes = context.minutes
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


def _parts_below(draft: ParagraphDraft, part: Block) -> list[Block]:
    """The lettered or bulleted parts of a paragraph below one that ends in a colon."""
    below = draft.parts[draft.parts.index(part) + 1 :]
    return [b for b in below if b.line.bullet or re.match(r"\(?[a-z]{1,3}[).]\s", b.text)]


def _decide(
    context: Context, draft: ParagraphDraft, ordinal: int, text: str, line: int, part: Block
) -> None:
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


def _changes(context: Context) -> None:
    """Members who join or leave, and posts that change hands."""
    if not context.minutes.attendance:
        return
    for ordinal, draft in context.paragraphs():
        for part in draft.parts:
            if not _CHANGE_STEMS.search(part.text):
                continue
            for offset, sentence in context.sentences(part):
                for change, pattern in _CHANGES:
                    match = pattern.search(sentence)
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


def _mentions(context: Context) -> None:
    """Listed people and organisations, acronyms, and names met only in the text."""
    minutes = context.minutes
    people = {fold(p.name) for p in minutes.attendance}
    orgs: dict[str, str] = {}
    for person in minutes.attendance:
        if person.organisation:
            orgs[person.organisation] = person.organisation
    for entry in minutes.glossary:
        canonical = next((o for o in orgs.values() if fold(o) == fold(entry.expansion)), None)
        if canonical or entry.expansion == minutes.body.name:
            orgs[entry.acronym] = canonical or entry.expansion
    if minutes.body.name:
        orgs[minutes.body.name] = minutes.body.name
    phrases = Phrases(orgs, ignore_case=True)
    lower = {form.lower(): name for form, name in orgs.items()}
    known = (
        people | {fold(o) for o in orgs} | {fold(a) for p in minutes.attendance for a in p.aliases}
    )
    for ordinal, draft in context.paragraphs():
        seen: set[tuple[str, str]] = set()
        evidence = draft.text
        for part in draft.parts:
            found: list[tuple[int, str, str, str, str | None, str | None]] = []
            if minutes.attendance:
                among = context.in_room(draft.item)
                for offset, form in context.named(part):
                    if context.room.lone_surname(form):
                        continue  # a word that may as well be a place or a thing
                    result = context.room.resolve(form, among=among, evidence=evidence)
                    if result.index is not None:
                        name = minutes.attendance[result.index].name
                        found.append((offset, "person", name, form, None, None))
            for offset, form in phrases.find(part.text):
                found.append((offset, "organisation", lower[form.lower()], form, None, None))
            for other in mentions.proper_names(part.text, known):
                resolved = context.room.resolve(other.name) if other.kind == "person" else None
                if resolved is not None and (resolved.index is not None or resolved.candidates):
                    continue
                found.append(
                    (other.start, other.kind, other.name, other.as_written, other.position,
                     orgs.get(other.organisation or "", other.organisation))
                )  # fmt: skip
            for meeting in mentions.meetings(part.text, day_first=context.day_first):
                found.append(
                    (meeting.start, "meeting", meeting.name, meeting.as_written, None, None)
                )
            for offset, kind, name, written, position, organisation in sorted(
                found, key=lambda f: f[:4]
            ):
                if (kind, name) in seen:
                    continue
                seen.add((kind, name))
                minutes.mentions.append(
                    Mention(
                        kind=kind, name=name, as_written=written, position=position,  # type: ignore[arg-type]
                        organisation=organisation, ref=context.ref_of(draft),
                        item_ordinal=draft.item, paragraph=ordinal,
                        line=line_at(part, offset), page=part.line.page,
                    )
                )  # fmt: skip
