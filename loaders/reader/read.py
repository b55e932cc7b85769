"""The reader's spine: lines to blocks, blocks to an outline, the outline to `Minutes`."""

from __future__ import annotations

import re

from pydantic import TypeAdapter

from minutegraph.errors import DocumentError
from minutegraph.loaders import contradictions, presence
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import (
    Coverage,
    DocumentInfo,
    Item,
    Minutes,
    Paragraph,
    ReaderWarning,
    Session,
)
from minutegraph.loaders.profile import NO_PROFILE
from minutegraph.loaders.reader import dates, margins
from minutegraph.loaders.reader.blocks import Block, blocks_of
from minutegraph.loaders.reader.bodies import is_own
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.facts import read_facts
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.minutetables import spread
from minutegraph.loaders.reader.outline import Outline, ParagraphDraft, outline
from minutegraph.loaders.reader.people import attendees
from minutegraph.loaders.reader.prose import ABOUT_PEOPLE, add_from_prose
from minutegraph.loaders.reader.room import Room
from minutegraph.loaders.reader.title import (
    TIMES,
    TitleMatter,
    late_date,
    read_times,
    read_title_matter,
)
from minutegraph.loaders.reader.told import told


def read(source: Source, file: SourceFile) -> Minutes:
    """The minutes in the lines of a document.

    Raises:
        DocumentError: nothing in it looks like minutes: nobody is listed, and no item, action
            or decision was found.
    """
    profile = file.profile
    if profile.ignore:
        source.lines = [line for line in source.lines if not profile.ignores(line.text)]
    margins.set_apart(source)
    blocks = spread(blocks_of(source.lines))
    if profile is not NO_PROFILE:
        for block in blocks:
            block.told = told(block.text, profile) or block.told
    out = outline(blocks)
    dated = [b.text for b in blocks if b.signs & dates.DIGITS]
    named = file.path.stem.replace("_", "-")
    order = dates.day_first([*dated, *source.meta.values(), named])
    labels = [r.label.text for r in out.rosters]
    title = read_title_matter(
        out.preface,
        source.meta,
        labels,
        day_first=order,
        stem=file.path.stem,
        whole="\n".join(b.text for b in blocks),
    )
    minutes = Minutes(
        document=DocumentInfo(
            path=file.path.as_posix(),
            sha256=file.sha256,
            media_type=source.media_type,
            title=title.title,
            pages=source.pages,
        ),
        body=title.body,
        meeting=title.meeting,
    )
    minutes.warnings.extend(title.warnings)
    minutes.warnings.extend(
        ReaderWarning(code=code, message=message, line=line)
        for code, message, line in source.warnings
    )
    if title.text:
        # Running text before the first item is paragraphs of no item.
        before = [ParagraphDraft(None, None, [block]) for block in title.text]
        out.paragraphs = sorted([*before, *out.paragraphs], key=lambda d: d.parts[0].no)
    # The marks of a torn table's rows are paragraphs that say nothing.
    out.paragraphs = [d for d in out.paragraphs if d.ref or any(part.text for part in d.parts)]
    if minutes.meeting.date is None:
        late_date(blocks, minutes.meeting, minutes.warnings, day_first=order)
    _fill_outline(minutes, out)
    minutes.attendance = attendees(out)
    for person in minutes.attendance:
        own = person.section or ""
        staff = own.lower().endswith("staff") and (person.organisation or "-") in (
            minutes.body.name or ""
        )
        if person.organisation and (staff or is_own(minutes.body, person.organisation)):
            person.organisation = None  # "Ann Lee (TSC)" in minutes of the TSC: a member of it
    parts = _with_subject(out)
    labelled = [(block, False) for r in out.rosters for block, _ in r.entries[:1]]
    titles = [(item.block, False) for item in out.items]
    before_items = [(block, True) for block in out.preface]
    add_from_prose(minutes.attendance, [*before_items, *parts, *titles, *labelled])
    for block, _ in parts:
        if block.signs & TIMES and len(block.text) < 400:
            read_times(block, minutes.meeting)
    context = Context(minutes, out, Room(minutes.attendance), day_first=order)
    read_facts(context, blocks)
    minutes.presence = presence.derive(minutes)
    minutes.warnings.extend(contradictions.find(minutes))
    minutes.coverage = _coverage(source, out, title, minutes)
    facts = minutes.attendance or minutes.items or minutes.actions or minutes.decisions
    if not facts and not _says_so(minutes, blocks):
        raise DocumentError(
            f"{file.path} holds no minutes that can be recognised: "
            "no attendance list, agenda item, action or decision was found in it"
        )
    return minutes


def _says_so(minutes: Minutes, blocks: list[Block]) -> bool:
    """Whether a document with a body, a date and text calls itself the record of a meeting."""
    if not (minutes.meeting.date and minutes.body.name and minutes.paragraphs):
        return False
    return any(_RECORD.search(block.text) for block in blocks[:5] if len(block.text) < 200)


_RECORD = re.compile(
    r"\bminutes\b|\b(?:record|report|notes|summary) of (?:the |a |an )?(?:\w+ ){0,3}(?:meeting|assembly)\b|"
    r"\b(?:meeting|assembly)\b.*\bheld\b",
    re.IGNORECASE,
)
_TOP = 25  # lines
_PARAGRAPHS = TypeAdapter(list[Paragraph])  # checked together, which costs half of one by one


def _with_subject(out: Outline) -> list[tuple[Block, bool]]:
    """The paragraphs' blocks, each with whether its item is about who is there."""
    about = [ABOUT_PEOPLE.search(item.title) is not None for item in out.items]
    listed = any(r.entries and r.label.status in ("present", "remote") for r in out.rosters)
    top = 0 if listed else _TOP  # where no list says so, the first sentences may
    return [
        (part, part.no < top or (draft.item is not None and about[draft.item - 1]))
        for draft in out.paragraphs
        for part in draft.parts
    ]


def _fill_outline(minutes: Minutes, out: Outline) -> None:
    """Sessions, items and paragraphs."""
    for number, draft in enumerate(out.items, 1):
        minutes.items.append(
            Item(
                ordinal=number,
                ref=draft.ref,
                title=draft.title,
                session=draft.session,
                section=draft.section,
                line=draft.block.no,
                page=draft.block.line.page,
            )
        )
    for number, session in enumerate(out.sessions, 1):
        minutes.sessions.append(
            Session(
                ordinal=number,
                title=session.title,
                headings=session.headings,
                items=[i.ref or i.title or "" for i in minutes.items if i.session == number],
                basis=session.basis,
                line=session.block.no if session.block else None,
            )
        )
    stated: list[dict[str, str | int | None]] = []
    for number, paragraph in enumerate(out.paragraphs, 1):
        item = minutes.items[paragraph.item - 1] if paragraph.item else None
        first = paragraph.parts[0]
        paragraph.text = paragraph.whole()
        stated.append(
            {
                "ordinal": number,
                "ref": paragraph.ref,
                "item": (item.ref or item.title) if item else None,
                "item_ordinal": paragraph.item,
                "text": paragraph.text,
                "line": first.no,
                "page": first.line.page,
            }
        )
    minutes.paragraphs = _PARAGRAPHS.validate_python(stated)


def _coverage(source: Source, out: Outline, title: TitleMatter, minutes: Minutes) -> Coverage:
    """The line ledger: lines of blocks nobody made anything of are not understood."""
    lost = [*title.not_understood, *out.not_understood]
    lost += [block for roster in out.rosters for block, _ in roster.rest]
    missing = sorted({line.no for block in lost for line in block.lines})
    for block in lost:
        text = block.text if len(block.text) < 80 else block.text[:77] + "…"
        minutes.warnings.append(
            ReaderWarning(
                code="not-understood",
                message=f"line not understood: {text}",
                line=block.no,
                page=block.line.page,
            )
        )
    lines = len({line.no for line in source.lines} | set(source.meta_lines))
    return Coverage(lines=lines, understood=lines - len(missing), not_understood=missing)
