"""The board of actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from minutegraph import queries
from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row
from minutegraph.graph.views import actions
from minutegraph.graph.views.actions import Board, Card
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
    rows = queries.run(store, "actions", **asked).rows
    late = {_identity(row) for row in queries.run(store, "actions", overdue=True, **asked).rows}
    bodies: dict[str, list[str]] = {}
    for row in wanted_meetings(store, {"body": given["body"]} if "body" in given else {}):
        own = bodies.setdefault(str(row["name"]), [])
        if row["body_name"] and row["body_name"] not in own:
            own.append(str(row["body_name"]))
    if "body" in given:
        rows = [row for row in rows if row["meeting"] in bodies]
    if not rows:
        raise UsageError(
            f"{store.url} has no action that fits: `minutegraph query actions` lists them all"
        )
    as_of = dt.date.fromisoformat(given["as_of"]) if "as_of" in given else dt.date.today()
    return actions.board([_card(row, _identity(row) in late, bodies, as_of) for row in rows], as_of)


def _card(
    row: Row, late: bool, bodies: Mapping[str, Sequence[str]], as_of: dt.date
) -> tuple[str, Card]:
    status = str(row["status"] or "unclear")
    raised = row["raised"] if isinstance(row["raised"], dt.date) else None
    meeting = str(row["meeting"] or "")
    card = Card(
        text=str(row["action"]),
        owners=_texts(row["owners"]),
        due=str(row["due"]) if row["due"] else None,
        status=status,
        raised=raised,
        age=actions.age(raised, as_of) if raised and status in _STILL else None,
        meeting=meeting,
        bodies=bodies.get(meeting, []),
        history=_texts(row["history"]),
        source=str(row["source"]),
    )
    return ("overdue" if late else status if status in actions.COLUMNS else "unclear"), card


def _identity(row: Row) -> tuple[object, object, object]:
    return row["source"], row["action"], row["raised"]


def _texts(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
