"""The view of one person or organisation: who it is, its roles over time, where it appears."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.views.bars import Bar, Scale
from minutegraph.graph.views.ego import Picture, picture
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.page import render_view
from minutegraph.graph.views.palette import readable


@dataclass(frozen=True, slots=True)
class Role:
    """One period of belonging to an organisation or body, or of somebody's belonging to it.

    Attributes:
        relation: how, in words: "belongs to", "sits on", "holds the post".
        label, key, name: of the other end.
        position: post or role as stated; "" where none is.
        first, last: days of the first and last statement; None where no date is known.
        ended: the day on which the minutes say that it ended.
        sources: where it is stated, the first first.
    """

    relation: str
    label: str
    key: str
    name: str
    position: str
    first: dt.date | None
    last: dt.date | None
    ended: dt.date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """One meeting: how the person or organisation was there.

    Attributes:
        how: present, remote, apologies, in the chair, represented, its own meeting, …
        as_what: capacity, post and organisation as listed; for an organisation those who came.
        items: from which to which item, where the minutes tell.
        quote: the entry as written; basis: what the interval or reason rests on.
    """

    date: dt.date | None
    key: str
    name: str
    session: str
    how: str
    as_what: str
    items: str
    quote: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph in which somebody speaks or is mentioned."""

    date: dt.date | None
    meeting_key: str
    meeting: str
    item: str
    ref: str
    key: str
    text: str
    who: str
    as_written: str
    source: str


@dataclass(frozen=True, slots=True)
class Task:
    """An action at its last step."""

    date: dt.date | None
    meeting_key: str
    meeting: str
    key: str
    text: str
    state: str
    due: str
    as_written: str
    source: str


@dataclass(frozen=True, slots=True)
class Written:
    """A form in which documents write the name."""

    text: str
    organisation: str
    times: int
    source: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Entries shown, how many were found, and whether there may be more than were looked for."""

    total: int
    shown: int
    more: bool = False

    @property
    def words(self) -> str:
        """How many there are.

        >>> Counted(1000, 25, more=True).words
        '1,000 or more'
        """
        return f"{self.total:,} or more" if self.more else f"{self.total:,}"

    @property
    def note(self) -> str | None:
        """What is left out; None where nothing is."""
        return None if self.shown == self.total else f"The latest {self.shown:,} of {self.words}."


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the page shows of one person or organisation.

    Attributes:
        label: Person or Organisation; kind: as drawn, such as Official or Body.
        facts: (label, words).
        counts: how many statements, mentions and actions there are, by section.
        near: nodes around it and the links between them, to draw.
        left_out: what is not drawn of it; "" where all is.
        judgements: what people judged about it, and what they are asked to, one line each.
    """

    label: str
    kind: str
    key: str
    name: str
    facts: tuple[tuple[str, str], ...]
    other_names: tuple[str, ...]
    roles: tuple[Role, ...]
    presences: tuple[Presence, ...]
    said: tuple[Statement, ...]
    actions: tuple[Task, ...]
    mentions: tuple[Statement, ...]
    written: tuple[Written, ...]
    judgements: tuple[str, ...]
    may_be: tuple[str, ...]
    left_out: str
    near: tuple[tuple[Node, ...], tuple[Relationship, ...]]
    counts: dict[str, Counted]

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day on which minutes speak of it."""
        days = [day for role in self.roles for day in (role.first, role.last) if day]
        days += [each.date for each in self.presences if each.date]
        return (min(days), max(days)) if days else None


@dataclass(frozen=True, slots=True)
class Shown:
    """What `parts/profile.html.j2` shows: a profile, its roles as bars, what is near as drawings.

    Attributes:
        company: the company most often kept, with the sessions shared.
    """

    profile: Profile
    kind: str
    bars: tuple[tuple[Role, Bar | None], ...]
    scale: Scale | None
    pictures: tuple[Picture, ...]
    company: tuple[tuple[Node, int], ...]

    @classmethod
    def of(cls, profile: Profile) -> Shown:
        """Lays out; the same profile gives the same drawings."""
        scale = Scale.of([day for role in profile.roles for day in (role.first, role.last)])
        bars = tuple(
            (role, Bar.of(scale, role.first, role.ended or role.last) if scale else None)
            for role in profile.roles
        )
        nodes, links = profile.near
        pictures = picture(nodes, links, (profile.label, profile.key))
        beside = {(node.label, node.key): node for node in nodes}
        company = tuple(
            (beside[link.end], sessions)
            for link in links
            if link.kind == "SAT_WITH"
            and isinstance(sessions := link.properties.get("sessions"), int)
        )
        return cls(profile, readable(profile.kind), bars, scale, tuple(pictures), company)


def render(profile: Profile, *, links: Links | None = None) -> str:
    """The page as one self-contained file; the same profile gives the same bytes."""
    shown = Shown.of(profile)
    return render_view("profile", shown, heading=profile.name, styles=["profile.css"], links=links)
