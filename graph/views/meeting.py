"""One meeting on one page: who was there, what was said, decided and given to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from minutegraph.graph.views.attendance import SECTIONS, section_of
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.page import render_view
from minutegraph.graph.views.record import (
    Decided,
    Item,
    Named,
    Presence,
    Record,
    Session,
    Statement,
    Task,
)

_MARK = 4  # words that a mark in front of an action or decision takes at most


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph with what came of it.

    Attributes:
        whole: "decided" or "task" where one decision or action is the paragraph itself.
    """

    statement: Statement
    decided: Sequence[Decided]
    tasks: Sequence[Task]

    @property
    def whole(self) -> str | None:
        """See the class."""
        outcomes: list[Decided | Task] = [*self.decided, *self.tasks]
        if len(outcomes) != 1:
            return None
        words, own = self.statement.text.split(), outcomes[0].text.split()
        # Its words end the paragraph, behind a mark such as "ACTION 3:" or "The group".
        if own and words[-len(own) :] == own and len(words) - len(own) <= _MARK:
            return "decided" if self.decided else "task"
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """An item, or what stands in a session before its first item (`item` is None)."""

    item: Item | None
    anchor: str
    said: Sequence[Said]
    decided: Sequence[Decided]
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True)
class There:
    """Somebody in the room: what they came as and for how long, in words, with the source."""

    person: Named
    organisation: Named | None
    words: str
    stay: str
    source: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the page shows.

    Attributes:
        lists: (heading, people) in the order of a list of attendance.
        sessions: each with its parts.
        elsewhere: decisions and actions of no paragraph or item, as one part; None where all have
            one.
        referred: other meetings that the paragraphs name, each once.
    """

    record: Record
    figures: Sequence[tuple[str, str]]
    lists: Sequence[tuple[str, Sequence[There]]]
    sessions: Sequence[tuple[Session, Sequence[Part]]]
    elsewhere: Part | None
    reviewed: Sequence[Task]
    referred: Sequence[Named]


def of_record(record: Record) -> Meeting:
    """The page's parts, in the order of the minutes."""
    decided: dict[str, list[Decided]] = defaultdict(list)
    for decision in record.decisions:
        decided[decision.place or ""].append(decision)
    tasks: dict[str, list[Task]] = defaultdict(list)
    for task in record.tasks:
        if not task.carried_over:
            tasks[task.place or ""].append(task)
    said: dict[str, list[Said]] = defaultdict(list)
    for statement in record.statements:
        key = statement.key
        said[statement.place].append(Said(statement, decided.pop(key, []), tasks.pop(key, [])))

    def part(place: str, item: Item | None) -> Part:
        anchor = record.anchors.get(place, "")
        return Part(item, anchor, said.pop(place, []), decided.pop(place, []), tasks.pop(place, []))

    sessions = []
    for session in record.sessions:
        parts = [part(session.key, None)]
        parts += [part(item.key, item) for item in record.items if item.session == session.key]
        sessions.append((session, [p for p in parts if p.item or p.said or p.decided or p.tasks]))
    rest_decided = [d for place in decided.values() for d in place]
    rest_tasks = [t for place in tasks.values() for t in place]
    reviewed = [task for task in record.tasks if task.carried_over]
    given = len(record.tasks) - len(reviewed)
    figures = [
        (str(len({p.person.key for p in record.presences})), "people in the room"),
        (str(len(record.items)), "items"),
        (str(len(record.statements)), "paragraphs"),
        (str(len(record.decisions)), "decisions"),
        (str(given), "actions given"),
        *([(str(len(reviewed)), "actions looked at again")] if reviewed else []),
    ]
    referred = {
        other.key: other
        for statement in record.statements
        for other in statement.mentions
        if other.label == "Meeting" and other.key != record.key
    }
    return Meeting(
        record,
        figures,
        _lists(record),
        sessions,
        Part(None, "", [], rest_decided, rest_tasks) if rest_decided or rest_tasks else None,
        reviewed,
        sorted(referred.values(), key=lambda other: other.key),
    )


def render(meeting: Meeting, *, note: str | None = None, links: Links | None = None) -> str:
    """The page: the same meeting gives the same bytes."""
    return render_view(
        "meeting",
        meeting,
        heading=meeting.record.name,
        note=note,
        styles=["meeting.css"],
        links=links,
    )


def _lists(record: Record) -> list[tuple[str, list[There]]]:
    names = {session.key: session.name for session in record.sessions}
    refs = {item.ordinal: item.ref or str(item.ordinal) for item in record.items}
    last = max(refs, default=0)
    stays: dict[Named, list[Presence]] = defaultdict(list)
    for presence in record.presences:
        stays[presence.person].append(presence)
    found: dict[str, list[There]] = defaultdict(list)
    for person, own in stays.items():
        first = own[0]
        heading = section_of(first)
        stay = _stay(own, names, refs, last)
        organisation = (
            Named("Organisation", first.organisation_key or "", first.organisation)
            if first.organisation
            else None
        )
        # What the heading or the stay says already is not said again.
        known = {"member", "official", "present", *(["partial"] if stay else [])}
        words = [first.capacity or "", first.position or "", first.status or ""]
        found[heading].append(
            There(
                person,
                organisation,
                ", ".join(w for w in words if w and w not in known),
                stay,
                "; ".join(dict.fromkeys(stay.source for stay in own)),
            )
        )
    for apology in record.apologies:
        words = [apology.position or "", apology.reason or ""]
        found["Apologies"].append(
            There(
                apology.person,
                Named("Organisation", "", apology.organisation) if apology.organisation else None,
                ", ".join(w for w in words if w),
                "",
                apology.source,
            )
        )
    return [(name, found[name]) for name in [*SECTIONS, "Apologies"] if name in found]


def _stay(stays: Sequence[Presence], names: dict[str, str], refs: dict[int, str], last: int) -> str:
    """For how long, where it was not for all of the meeting."""
    spans = sorted(
        (stay.from_item, stay.to_item)
        for stay in stays
        if stay.from_item is not None and stay.to_item is not None
    )
    if not spans:
        if len(stays) < len(names):
            return ", ".join(names.get(stay.session, "") for stay in stays)
        return ""
    joined = [spans[0]]
    for start, end in spans[1:]:
        if start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    if joined == [(min(refs, default=0), last)]:
        return ""
    return ", ".join(
        f"item {refs.get(a, a)}" if a == b else f"items {refs.get(a, a)} to {refs.get(b, b)}"
        for a, b in joined
    )
