"""Actions as a board: what is overdue, open, carried over, done or dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
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
        age: in days on the day of the board; None where it is not known or no longer open.
        history: its steps, each with its source.
    """

    text: str
    owners: Sequence[str]
    due: str | None
    status: str
    raised: dt.date | None
    age: int | None
    meeting: str
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
