"""One document's minutes to nodes and relationships: pure, nothing but what the document says."""

from __future__ import annotations

from collections import defaultdict

from minutegraph.graph import keys
from minutegraph.graph.attendance import add_attendance, add_membership
from minutegraph.graph.draft import Draft, Place, item_ref, place, short
from minutegraph.graph.facts import (
    add_actions,
    add_ambiguous,
    add_decisions,
    add_mentions,
    add_speech,
    meeting_name,
)
from minutegraph.graph.model import Fragment, Value
from minutegraph.graph.references.links import add_references
from minutegraph.loaders.minutes import Minutes, Paragraph, Session


def build(minutes: Minutes, *, document_key: str, document_path: str) -> Fragment:
    """What a document says, as nodes and relationships of the vocabulary.

    Summaries (AFFILIATED_WITH, MEMBER_OF) come with lists of one entry each; loading folds those
    of all documents into one relationship.

    Args:
        document_key: key of the Document node, as `keys.document_key` gives it.
        document_path: what the graph keeps as its path, as `keys.document_path` gives it.
    """
    draft = Draft(minutes, document_key, document_path)
    _add_meeting(draft)
    _add_agenda(draft)
    add_attendance(draft)
    add_membership(draft)
    add_speech(draft)
    add_actions(draft)
    add_decisions(draft)
    add_mentions(draft)
    add_ambiguous(draft)
    add_references(draft)
    _add_cast(draft)
    return draft.fragment()


def unresolved(fragment: Fragment) -> int:
    """How many speakers, owners of actions and others a document names without saying who."""
    assigned: dict[str, set[Value]] = defaultdict(set)
    for relationship in fragment.relationships:
        if relationship.kind == "ASSIGNED_TO":
            written = relationship.properties["as_written"]
            assigned[relationship.start[1]].add(written if isinstance(written, str) else None)
    count = 0
    for node in fragment.nodes:
        names = node.properties.get("unresolved") or node.properties.get("owners_as_written")
        if isinstance(names, list):
            count += sum(name not in assigned[node.key] for name in names)
        ambiguous = node.properties.get("ambiguous")
        count += len(ambiguous) if isinstance(ambiguous, list) else 0
    return count


def _add_meeting(draft: Draft) -> None:
    info, meeting = draft.minutes.document, draft.minutes.meeting
    document: Place = ("Document", draft.document)
    draft.node(
        document,
        {
            "name": draft.file,
            "path": draft.path,
            "file": draft.file,
            "sha256": info.sha256,
            "media_type": info.media_type,
            "pages": info.pages,
            "heading": info.title,
            "date": draft.date,
        },
    )
    draft.node(
        draft.meeting,
        {
            "name": meeting_name(draft, draft.date),
            "date": draft.date,
            "end_date": meeting.end_date,
            "heading": meeting.title,
            "mode": meeting.mode,
            "venue": meeting.venue,
            "began": meeting.start,
            "closed": meeting.end,
            "next_meeting": meeting.next_meeting,
            "status": "recorded",
        },
    )
    draft.relate(draft.meeting, "RECORDED_IN", document, meeting)
    if draft.body:
        draft.relate(draft.meeting, "MEETING_OF", place(draft.body), draft.minutes.body)


def _add_agenda(draft: Draft) -> None:
    minutes = draft.minutes
    stated = {session.ordinal: session for session in minutes.sessions}
    named = {i.session for i in minutes.items} | {p.session for p in minutes.presence}
    for ordinal in sorted(stated.keys() | named) or [1]:
        _add_session(draft, ordinal, stated.get(ordinal))
    refs = keys.Refs("i")
    for item in sorted(minutes.items, key=lambda item: item.ordinal):
        at: Place = ("AgendaItem", draft.key("item", refs.part(item.ref, item.ordinal)))
        draft.node(
            at,
            {
                "name": " ".join(part for part in (item.ref, short(item.title)) if part)
                or f"Item {item.ordinal}",
                "ref": item.ref,
                "ordinal": item.ordinal,
                "heading": item.title,
                "line": item.line,
                "page": item.page,
                "source": draft.source(item.line, item.page, item_ref(item)),
            },
        )
        draft.items[item.ordinal] = (at, item)
        draft.relate(draft.sessions[item.session], "HAS_ITEM", at, item, item_ref(item))
    refs = keys.Refs("p")
    for paragraph in sorted(minutes.paragraphs, key=lambda paragraph: paragraph.ordinal):
        part = refs.part(paragraph.ref, paragraph.ordinal)
        _add_paragraph(draft, paragraph, ("Paragraph", draft.key("paragraph", part)))


def _add_session(draft: Draft, ordinal: int, stated: Session | None) -> None:
    at: Place = ("Session", draft.key("session", ordinal))
    draft.sessions[ordinal] = at
    draft.node(
        at,
        {
            "name": short(stated.title if stated else None) or f"Session {ordinal}",
            "ordinal": ordinal,
            "heading": stated.title if stated else None,
            "basis": stated.basis if stated else None,
            "line": stated.line if stated else None,
            "page": stated.page if stated else None,
        },
    )
    draft.relate(draft.meeting, "HAS_SESSION", at, stated)


def _add_paragraph(draft: Draft, paragraph: Paragraph, at: Place) -> None:
    draft.paragraphs[paragraph.ordinal] = (at, paragraph)
    item = draft.item_of(paragraph)
    ref = paragraph.ref or item_ref(item)
    draft.node(
        at,
        {
            "name": " ".join(part for part in (paragraph.ref, short(paragraph.text)) if part)
            or f"Paragraph {paragraph.ordinal}",
            "ref": paragraph.ref,
            "text": paragraph.text,
            "ordinal": paragraph.ordinal,
            "meeting": draft.meeting[1],
            "line": paragraph.line,
            "page": paragraph.page,
            "source": draft.source(paragraph.line, paragraph.page, ref),
        },
    )
    owner = draft.items[item.ordinal][0] if item else _session_at(draft, paragraph.line)
    draft.relate(owner, "HAS_PARAGRAPH", at, paragraph, ref)


def _session_at(draft: Draft, line: int | None) -> Place:
    """The session of a line under no item: the last that begins before it."""
    begun = [s.ordinal for s in draft.minutes.sessions if s.line and line and s.line <= line]
    return draft.sessions[max(begun, default=min(draft.sessions))]


def _add_cast(draft: Draft) -> None:
    """Everybody listed, and the people and organisations that a relationship names."""
    used = {end for r in draft.relationships.values() for end in (r.start, r.end)}
    used |= {place(person) for person in draft.people.listed}
    for who in (*draft.people, *draft.organisations):
        if place(who) in used:
            node = who.node()
            draft.node(place(who), node.properties, *node.labels[1:])
