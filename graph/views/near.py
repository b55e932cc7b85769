"""What stands beside a person or organisation on a drawing: roles, the latest meetings, company."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from minutegraph.graph.model import Relationship
from minutegraph.graph.views.profile import Presence, Role

DRAWN = {"roles": 14, "meetings": 6, "company": 8}  # nodes at most

Place = tuple[str, str]


def near(
    centre: Place,
    roles: Sequence[Role],
    presences: Sequence[Presence],
    company: Sequence[tuple[str, int]],
) -> tuple[list[Place], list[Relationship]]:
    """A bounded neighbourhood: roles first, then meetings, then the company most often kept.

    Args:
        presences: the latest first.
        company: keys of people beside a person, of organisations beside one, with the sessions
            shared, most first.

    Returns:
        The nodes to draw, and the links that roles and belonging to bodies do not give.
    """
    meetings: dict[str, str] = {}
    for each in presences:
        if each.key in meetings or len(meetings) < DRAWN["meetings"]:
            meetings.setdefault(each.key, each.how)
    links = [
        Relationship(centre, _attended(centre[0], how), ("Meeting", key))
        for key, how in meetings.items()
    ]
    beside = [(centre[0], key) for key, _ in company[: DRAWN["company"]]]
    links += [
        Relationship(centre, "SAT_WITH", place, {"sessions": sessions})
        for place, (_, sessions) in zip(beside, company, strict=False)
    ]
    ends = _latest(roles)[: DRAWN["roles"]]
    drawn = [centre, *ends, *beside, *(("Meeting", key) for key in meetings)]
    return list(dict.fromkeys(drawn)), links


def left_out(label: str, roles: Sequence[Role], presences: Sequence[Presence]) -> str:
    """How much of how much the drawing shows; "" where it shows all."""
    others, meetings = len(_latest(roles)), len({each.key for each in presences})
    ends = "organisations" if label == "Person" else "people"
    parts = []
    if others > DRAWN["roles"]:
        parts.append(f"{DRAWN['roles']} of {others:,} {ends}, those seen last")
    if meetings > DRAWN["meetings"]:
        parts.append(f"the latest {DRAWN['meetings']} of {meetings:,} meetings")
    return f"Drawn: {'; '.join(parts)}. The tables have all." if parts else ""


def _attended(label: str, how: str) -> str:
    if label == "Organisation":
        return "HELD" if how.startswith("its own") else "REPRESENTED_AT"
    return "SENT_APOLOGIES" if how.startswith("apologies") else "ATTENDED"


def _latest(roles: Sequence[Role]) -> list[Place]:
    """The other ends of the roles, those seen last first."""
    last_first = sorted(roles, key=lambda role: role.last or dt.date.min, reverse=True)
    return list(dict.fromkeys((role.label, role.key) for role in last_first))
