"""The board of actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row
from minutegraph.graph.views import actions
from minutegraph.graph.views.actions import Board, Card
from minutegraph.queries.collection import answer, built_in
from minutegraph.queries.shown.records import wanted_meetings

_STILL = ("open", "carried")


def page(store: Store, given: dict[str, str]) -> str:
    """The page of `minutegraph view actions`; raises as `read`."""
    of = [given[name] for name in ("body", "owner", "status") if name in given]
    return actions.render(
        read(store, given), heading=": ".join(["Actions", ", ".join(of)][: 1 + bool(of)])
    )


def read(store: Store, given: dict[str, str]) -> Board:
    """The board.

    Args:
        given: owner, status and as_of as of `minutegraph query actions`, and body.

    Raises:
        UsageError: no action fits, no such body, or as_of is no day.
    """
    asked = {name: value for name, value in given.items() if name != "body"}
    rows = _rows(store, asked)
    late = {row["key"] for row in _rows(store, {**asked, "overdue": True})}
    of = {"body": given["body"]} if "body" in given else {}
    bodies = {row["meeting"]: row["body_name"] for row in wanted_meetings(store, of)}
    if "body" in given:
        rows = [row for row in rows if row["at"] in bodies]
    if not rows:
        raise UsageError(
            f"{store.url} has no action that fits: `minutegraph query actions` lists them all"
        )
    as_of = dt.date.fromisoformat(given["as_of"]) if "as_of" in given else dt.date.today()
    cards = [_card(row, row["key"] in late, bodies.get(row["at"]), as_of) for row in rows]
    return actions.board(cards, as_of)


def _rows(store: Store, asked: Mapping[str, str | bool]) -> list[Row]:
    """Of `minutegraph query actions`, with the keys of each action's first step and its meeting."""
    query = built_in().get("actions")
    return answer(store, query, query.values(asked))


def _card(row: Row, late: bool, body: object, as_of: dt.date) -> tuple[str, Card]:
    status = str(row["status"] or "unclear")
    raised = row["raised"] if isinstance(row["raised"], dt.date) else None
    card = Card(
        text=str(row["action"]),
        owners=_texts(row["owners"]),
        due=str(row["due"]) if row["due"] else None,
        status=status,
        raised=raised,
        age=actions.age(raised, as_of) if raised and status in _STILL else None,
        meeting=str(row["meeting"] or ""),
        body=str(body) if body else None,
        history=_texts(row["history"]),
        source=str(row["source"]),
    )
    return ("overdue" if late else status if status in actions.COLUMNS else "unclear"), card


def _texts(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
