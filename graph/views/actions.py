"""Actions as a board: what is overdue, open, carried over, done or dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from minutegraph.graph.views.links import Links
from minutegraph.graph.views.page import render_view

# Column, and what stands there; in the order of the board.
COLUMNS = {
    "overdue": "Overdue",
    "open": "Open",
    "carried": "Carried over",
    "unclear": "Not clear from the minutes",
    "done": "Done",
    "dropped": "Dropped",
}


@dataclass(frozen=True, slots=True)
class Card:
    """An action through all its meetings.

    Attributes:
        raised: the day it was given; None where the minutes loaded know it only from a review.
        age: in words on the day of the board; None where it is not known or no longer open.
        body: whose meeting gave it.
        history: its steps, each with its source.
    """

    text: str
    owners: Sequence[str]
    due: str | None
    status: str
    raised: dt.date | None
    age: str | None
    meeting: str
    body: str | None
    history: Sequence[str]
    source: str

    @property
    def words(self) -> str:
        """What a search looks through."""
        return " ".join([self.text, *self.owners, self.meeting])


@dataclass(frozen=True, slots=True)
class Board:
    """Columns of cards, the longest waiting first, on the day `as_of`."""

    as_of: dt.date
    columns: Sequence[tuple[str, str, Sequence[Card]]]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Number and name of each column."""
        return [(str(len(cards)), name.lower()) for _, name, cards in self.columns]

    @property
    def owners(self) -> list[str]:
        """Everybody who is to do something, by name."""
        return self._all(lambda card: card.owners)

    @property
    def bodies(self) -> list[str]:
        """The bodies whose meetings gave actions, by name."""
        return self._all(lambda card: [card.body] if card.body else [])

    def _all(self, of: Callable[[Card], Sequence[str]]) -> list[str]:
        found = {name for _, _, cards in self.columns for card in cards for name in of(card)}
        return sorted(found, key=lambda name: (name.casefold(), name))


def age(raised: dt.date, on: dt.date) -> str:
    """How long before a day another was, in words: "1 day", "112 days", "14 months", "4 years"."""
    days = (on - raised).days
    months = (on.year - raised.year) * 12 + on.month - raised.month - (on.day < raised.day)
    number, what = (months // 12, "year") if months >= 24 else (months, "month")
    if months < 6:
        number, what = days, "day"
    return f"{number} {what}{'' if number == 1 else 's'}"


def board(cards: Sequence[tuple[str, Card]], as_of: dt.date) -> Board:
    """The board of cards, each with the name of its column."""
    columns = []
    for name, heading in COLUMNS.items():
        own = [card for column, card in cards if column == name]
        own.sort(key=lambda card: (card.raised or dt.date.min, card.source, card.text))
        if own:
            columns.append((name, heading, own))
    return Board(as_of, columns)


def render(shown: Board, *, heading: str, links: Links | None = None) -> str:
    """The page: the same board gives the same bytes."""
    return render_view(
        "actions",
        shown,
        heading=heading,
        note=f"As of {shown.as_of.isoformat()}.",
        styles=["actions.css"],
        scripts=["filter.js"],
        links=links,
    )
