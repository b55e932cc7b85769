"""Who and what the paragraphs refer to."""

from __future__ import annotations

from operator import itemgetter

from pydantic import TypeAdapter

from minutegraph.loaders.minutes import (
    Mention,
)
from minutegraph.loaders.reader import mentions
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.dates import DIGITS
from minutegraph.loaders.reader.names import fold
from minutegraph.loaders.reader.phrases import Phrases
from minutegraph.loaders.reader.sentences import line_at

_MENTIONS = TypeAdapter(list[Mention])  # checked together, which costs half of one by one
_BY_PLACE = itemgetter(0, 1, 2, 3)  # what else is known of a mention puts it in no order


def read_mentions(context: Context) -> None:
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
    lone: dict[str, bool] = {}  # forms that may as well be a place or a thing
    stated: list[dict[str, str | int | None]] = []
    for ordinal, draft in context.paragraphs():
        seen: set[tuple[str, str]] = set()
        evidence, ref = draft.text, context.ref_of(draft)
        for part in draft.parts:
            found: list[tuple[int, str, str, str, str | None, str | None]] = []
            if minutes.attendance:
                among = context.in_room(draft.item)
                for offset, form in context.named(part):
                    if form not in lone:
                        lone[form] = context.room.lone_surname(form)
                    if lone[form]:
                        continue
                    result = context.room.resolve(form, among=among, evidence=evidence)
                    if result.index is not None:
                        name = minutes.attendance[result.index].name
                        found.append((offset, "person", name, form, None, None))
            capitals = context.capitals(part)
            for offset, form in phrases.find(part.text, capitals):
                found.append((offset, "organisation", lower[form.lower()], form, None, None))
            for other in mentions.proper_names(part.text, known, capitals):
                resolved = context.room.resolve(other.name) if other.kind == "person" else None
                if resolved is not None and (resolved.index is not None or resolved.candidates):
                    continue
                found.append(
                    (other.start, other.kind, other.name, other.as_written, other.position,
                     orgs.get(other.organisation or "", other.organisation))
                )  # fmt: skip
            if part.signs & DIGITS:
                found += [
                    (meeting.start, "meeting", meeting.name, meeting.as_written, None, None)
                    for meeting in mentions.meetings(
                        part.text, part.signs, day_first=context.day_first
                    )
                ]
            if len(found) > 1:
                found.sort(key=_BY_PLACE)
            for offset, kind, name, written, position, organisation in found:
                if (kind, name) in seen:
                    continue
                seen.add((kind, name))
                stated.append({
                    "kind": kind, "name": name, "as_written": written, "position": position,
                    "organisation": organisation, "ref": ref,
                    "item_ordinal": draft.item, "paragraph": ordinal,
                    "line": line_at(part, offset), "page": part.line.page,
                })  # fmt: skip
    minutes.mentions = _MENTIONS.validate_python(stated)
