"""The Minutes model: what one document says, in the document's own terms.

It is the hinge of minutegraph. Readers produce it from prose, people may write or correct it as
YAML or JSON, and the graph is built from nothing else. Facts that the document does not state
are `None` or empty, never guessed. `line` is the 1-based line of the source file (of the running
text where a format has no lines), `page` its 1-based page where the format has pages.

References between facts use ordinals that count from 1 in document order: `session` a session's
`ordinal`, `item_ordinal` an item's `ordinal`, `paragraph` a paragraph's `ordinal`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Capacity = Literal[
    "member", "official", "guest", "staff", "observer", "chair", "secretary", "alternate"
]
Status = Literal["present", "remote", "partial", "apologies", "absent"]
MentionKind = Literal["person", "organisation", "meeting"]

Ordinal = Annotated[int, Field(strict=False, ge=1)]
Count = Annotated[int, Field(strict=False, ge=0)]
Flag = Annotated[bool, Field(strict=False)]
Date = Annotated[dt.date, Field(strict=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, validate_assignment=False)


class _Stated(_Part):
    """Anything the document states at one place."""

    line: Ordinal | None = Field(default=None, description="Line of the source, from 1.")
    page: Ordinal | None = Field(default=None, description="Page of the source, from 1.")


class DocumentInfo(_Part):
    """The file the minutes were read from."""

    path: str | None = Field(default=None, description="Path as given to the loader.")
    sha256: str | None = Field(default=None, description="Of the file's bytes, in hex.")
    media_type: str | None = None
    title: str | None = Field(default=None, description="The document's own title line.")
    pages: Ordinal | None = None


class Body(_Stated):
    """The committee, group or board that met."""

    name: str | None = None
    acronym: str | None = None


class MeetingInfo(_Stated):
    """The sitting the minutes record."""

    title: str | None = None
    date: Date | None = Field(default=None, description="First day of the meeting, ISO 8601.")
    end_date: Date | None = Field(default=None, description="Last day, where there are several.")
    mode: str | None = Field(default=None, description="How people met, e.g. by video call.")
    venue: str | None = None
    start: str | None = Field(default=None, description="Time as written.")
    end: str | None = Field(default=None, description="Time as written.")
    next_meeting: str | None = Field(default=None, description="As written.")


class Session(_Stated):
    """A part of the meeting with its own attendance; every meeting has at least one."""

    ordinal: Ordinal
    title: str | None = None
    headings: list[str] = Field(default=[], description="Headings the session is printed under.")
    items: list[str] = Field(default=[], description="Refs (else titles) of its items, in order.")
    basis: str | None = Field(default=None, description="Why the session begins here.")


class Attendee(_Stated):
    """One entry of an attendance list."""

    name: str = Field(description="Without honorific and post-nominals.")
    as_written: str | None = None
    honorific: str | None = None
    post_nominals: list[str] = []
    organisation: str | None = None
    unit: str | None = Field(default=None, description="Part of the organisation, as listed.")
    position: str | None = None
    capacity: Capacity = "member"
    status: Status = "present"
    sessions: list[Ordinal] | None = Field(default=None, description="None: every session.")
    absent_sessions: list[Ordinal] = []
    arrived: str | None = Field(default=None, description="Time or paragraph, as the text says.")
    left: str | None = Field(default=None, description="Time or paragraph, as the text says.")
    reason: str | None = Field(default=None, description="Of an apology.")
    stands_for: str | None = Field(
        default=None, description="Whom an alternate stands in for, as listed if listed."
    )
    aliases: list[str] = Field(default=[], description="Initials, handle, short names used.")
    section: str | None = Field(default=None, description="The list's heading, as written.")


class Item(_Stated):
    """An agenda item."""

    ordinal: Ordinal
    ref: str | None = Field(default=None, description="Its number, as the document numbers it.")
    title: str | None = None
    session: Ordinal = 1
    section: str | None = Field(default=None, description="The heading it stands under.")


class Paragraph(_Stated):
    """A numbered minute, or a paragraph where none are numbered."""

    ordinal: Ordinal
    ref: str | None = None
    item: str | None = Field(default=None, description="Ref, else title, of its item.")
    item_ordinal: Ordinal | None = None
    text: str


class _InText(_Stated):
    """Anything stated in the running text."""

    ref: str | None = Field(
        default=None, description="Paragraph number, else the item's number or title."
    )
    item_ordinal: Ordinal | None = None
    paragraph: Ordinal | None = None


class Speaker(_InText):
    """Somebody speaks in a paragraph."""

    name: str = Field(description="As in the attendance list where it resolves there.")
    as_written: str | None = None


class Presence(_Stated):
    """Somebody is in the room from one item to another, both included."""

    name: str
    session: Ordinal
    from_item: Ordinal | None = Field(default=None, description="None where there are no items.")
    to_item: Ordinal | None = None
    basis: str = Field(description="What the interval rests on, e.g. a line of the list.")


class Assignee(_Part):
    """One owner of an action: as written, and who that is where the document decides it."""

    as_written: str
    name: str | None = None
    role: str | None = None


class Action(_InText):
    """Something somebody is to do."""

    number: str | None = Field(
        default=None, description="The action's own, where `ref` may be its paragraph's."
    )
    text: str = Field(description="Without the marker that makes it an action.")
    owners: list[str] = Field(default=[], description="Resolved names, else as written.")
    assignees: list[Assignee] = []
    due: str | None = Field(default=None, description="As written.")
    status: str | None = Field(default=None, description="As written.")
    carried_over: Flag = False
    outcome: str | None = Field(default=None, description="What a review of it says.")


class Votes(_Part):
    """Counts and names of a vote, as stated."""

    for_: Count | None = Field(default=None, alias="for")
    against: Count | None = None
    abstained: Count | None = None
    names: dict[str, list[str]] = Field(default={}, description="Vote to people who cast it.")

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Decision(_InText):
    """Something the meeting decided."""

    text: str
    by: str | None = Field(default=None, description="Who decided, as written.")
    proposer: str | None = None
    seconder: str | None = None
    votes: Votes | None = None
    result: str | None = Field(default=None, description="Of a motion, as written: carried, …")


class MembershipChange(_InText):
    """Somebody joins, leaves or changes a seat or post."""

    name: str
    change: Literal["joins", "leaves", "elected", "changes"]
    text: str


class Movement(_InText):
    """People arrive or leave during the meeting."""

    names: list[str]
    kind: Literal["left", "joined"]
    text: str


class GlossaryEntry(_Stated):
    """An acronym as the document defines it."""

    acronym: str
    expansion: str


class Mention(_InText):
    """A person, organisation or meeting is referred to."""

    kind: MentionKind
    name: str
    as_written: str | None = None
    position: str | None = None
    organisation: str | None = None


class ReaderWarning(_Stated):
    """Something a reader should know about how the document was understood."""

    code: str
    message: str
    name: str | None = Field(default=None, description="As written, where a name is ambiguous.")
    candidates: list[str] = []


class Coverage(_Part):
    """The line ledger: every non-blank line is understood or listed."""

    lines: Count = 0
    understood: Count = 0
    not_understood: list[Ordinal] = []


class Minutes(_Part):
    """One meeting's minutes."""

    document: DocumentInfo = DocumentInfo()
    body: Body = Body()
    meeting: MeetingInfo = MeetingInfo()
    sessions: list[Session] = []
    attendance: list[Attendee] = []
    items: list[Item] = []
    paragraphs: list[Paragraph] = []
    speakers: list[Speaker] = []
    presence: list[Presence] = []
    actions: list[Action] = Field(default=[], description="Given at this meeting, or kept on.")
    reviewed_actions: list[Action] = Field(
        default=[], description="From earlier meetings, with what this one says came of them."
    )
    decisions: list[Decision] = []
    membership_changes: list[MembershipChange] = []
    movements: list[Movement] = []
    glossary: list[GlossaryEntry] = []
    mentions: list[Mention] = []
    warnings: list[ReaderWarning] = []
    coverage: Coverage = Coverage()
