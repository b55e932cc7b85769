"""The view of an issue: its path through the meetings, drawn and in words, to what is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from minutegraph.graph.views.lanes import DRAWN, Lane, Lanes, Mark, Row, draw
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.page import render_view
from minutegraph.graph.views.palette import STYLES, Style, outline

LISTED = 800  # entries on the page, the latest

SHAPES: Mapping[str, Style] = {
    "raised": STYLES["Topic"],
    "discussed": STYLES["Paragraph"],
    "asked": STYLES["AgendaItem"],
    "answered": STYLES["Organisation"],
    "decided": STYLES["Decision"],
    "action given": STYLES["Action"],
    "action reviewed": replace(STYLES["Meeting"], size=13),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that concerns the issue.

    Attributes:
        number: its place in time, from 1.
        label, key: of its node; `meeting` is a key.
        kind: what it does, such as decided.
        words: what shows that it concerns the issue.
        state, due, outcome, open: of an action, after that meeting.
    """

    number: int
    label: str
    key: str
    date: dt.date | None
    meeting: str
    meeting_name: str
    body: str
    item: str | None
    ref: str | None
    kind: str
    text: str
    people: tuple[str, ...]
    words: tuple[str, ...]
    state: str | None
    due: str | None
    outcome: str | None
    open: bool
    source: str

    @property
    def day(self) -> str:
        return self.date.isoformat() if self.date else "no date"

    @property
    def told(self) -> str:
        """Its kind, and what became of an action."""
        return (
            f"{self.kind}: {self.state}"
            if self.kind == "action reviewed" and self.state
            else self.kind
        )


@dataclass(frozen=True)
class Issue:
    """An issue's path.

    Attributes:
        name: of the topic, or as it was asked for.
        entries: in order of time; those that the limits leave.
        earlier: of an action the one it carries on, and why, by numbers of entries.
        left: actions that are open, whatever the limits.
        said: what was chosen, such as "since: 2020-01-01".
    """

    name: str
    entries: tuple[Entry, ...]
    earlier: Mapping[int, tuple[int, str]]
    left: tuple[Entry, ...]
    said: tuple[str, ...] = ()

    @cached_property
    def later(self) -> dict[int, int]:
        return {earlier: number for number, (earlier, _) in self.earlier.items()}

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The entries that the page has: the latest."""
        return self.entries[-LISTED:]

    @cached_property
    def first(self) -> int:
        """Number of the first entry that the page has."""
        return self.listed[0].number if self.listed else 1

    @cached_property
    def meetings(self) -> list[tuple[Entry, list[Entry]]]:
        """The entries of each meeting, by time, with the first of them."""
        grouped = groupby(self.listed, key=lambda entry: entry.meeting)
        found = [list(group) for _, group in grouped]
        return [(group[0], group) for group in found]

    @cached_property
    def bodies(self) -> list[str]:
        return list(dict.fromkeys(entry.body for entry in self.entries))

    @cached_property
    def counts(self) -> list[tuple[int, str, str]]:
        """How many, of one, of several."""
        decided = sum(entry.kind == "decided" for entry in self.entries)
        return [
            (len(self.entries), "entry", "entries"),
            (len({entry.meeting for entry in self.entries}), "meeting", "meetings"),
            (len(self.bodies), "body", "bodies"),
            (decided, "decision", "decisions"),
            (len(self.left), "action open", "actions open"),
        ]

    @cached_property
    def legend(self) -> list[tuple[str, str, Style]]:
        """Kinds that there are, as words, path and style."""
        kinds = {entry.kind for entry in self.entries}
        return [(kind, outline(style), style) for kind, style in SHAPES.items() if kind in kinds]

    def mark(self, kind: str) -> tuple[str, Style]:
        """Path around 0,0 and style."""
        return outline(SHAPES[kind]), SHAPES[kind]

    @cached_property
    def left_out(self) -> str | None:
        """What the drawing leaves out."""
        if len(self.meetings) <= DRAWN:
            return None
        return f"Drawn: the latest {DRAWN} of {len(self.meetings)} meetings. The table has all."

    @cached_property
    def unlisted(self) -> str | None:
        """What the page leaves out altogether."""
        count = len(self.entries)
        if count <= LISTED:
            return None
        return (
            f"The latest {LISTED} of {count:,} entries: a page of all would be too long to read. "
            "Choose with --body, --since and --until; minutegraph trace lists all."
        )

    @cached_property
    def drawings(self) -> list[Lanes]:
        """For a wide and a narrow page."""
        columns = [(first.meeting, first.day) for first, _ in self.meetings][-DRAWN:]
        lanes = [Lane(body, self._rows(body)) for body in self.bodies]
        return [draw(columns, lanes, narrow=narrow) for narrow in (False, True)]

    def from_listed(self, entry: Entry) -> bool:
        """Whether it carries on an action that the page has."""
        return entry.number in self.earlier and self.earlier[entry.number][0] >= self.first

    def _rows(self, body: str) -> list[Row]:
        """What was said in one row, then each decision, and each action with all its steps."""
        mine = [entry for entry in self.listed if entry.body == body]
        said = [entry for entry in mine if entry.label in ("AgendaItem", "Paragraph")]
        rows = [Row("What was said", "", tuple(map(_mark, said)))] if said else []
        for entry in mine:
            if entry.label == "Decision":
                rows.append(Row(entry.text, "decided", (_mark(entry),)))
            elif entry.label == "Action" and not self.from_listed(entry):
                steps = [entry]
                while steps[-1].number in self.later:
                    steps.append(self.entries[self.later[steps[-1].number] - 1])
                last = steps[-1]
                people = next((step.people for step in reversed(steps) if step.people), ())
                told = [*people[:2], *(["and others"] if len(people) > 2 else [])]
                state = "open" if last.open else last.state or "not heard of again"
                rows.append(Row(entry.text, "; ".join([state, *told]), tuple(map(_mark, steps))))
        return rows


def _mark(entry: Entry) -> Mark:
    style = SHAPES[entry.kind]
    glyph = (
        {"done": "✓", "dropped": "×"}.get(entry.state or "", "") if entry.label == "Action" else ""
    )
    said = f"{entry.day}, {entry.told}: {entry.text}"
    return Mark(entry.number, entry.meeting, outline(style), style, said, glyph, entry.open)


def render(data: Issue, *, links: Links | None = None) -> str:
    """The page of an issue: a drawing by meeting and body, every entry, and what is open."""
    return render_view(
        "issue",
        data,
        heading=data.name,
        note="; ".join(data.said) or None,
        styles=["issue.css"],
        links=links,
    )
