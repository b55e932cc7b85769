"""The attendance view: of one meeting, or of a body's meetings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.store.base import Row
from minutegraph.graph.views import attendance
from minutegraph.graph.views.record import Named
from minutegraph.queries.shown.records import listed, records, several, wanted_meetings


def page(store: Store, given: dict[str, str]) -> str:
    """The page of `minutegraph view attendance`.

    Args:
        given: options as of `wanted_meetings`; with a body its meetings, else one meeting, the
            latest of those that fit.

    Raises:
        UsageError: nothing fits, or the body is one of several.
    """
    rows = wanted_meetings(store, given)
    if "meeting" in given or "body" not in given:
        (record,) = records(store, [str(rows[-1]["meeting"])])
        return attendance.render(
            attendance.of_meeting(record, quotes=True), note=several(len(rows), given)
        )
    bodies = Counter((str(row["body"]), str(row["body_name"])) for row in rows)
    if len(bodies) > 1:
        names = ", ".join(name for _, name in sorted(bodies))
        raise UsageError(f"{given['body']} is part of several names: {names}; give more of one")
    ((key, name),) = bodies
    found = records(store, [str(row["meeting"]) for row in rows])
    return attendance.render(
        attendance.of_body(Named("Organisation", key, name), found, **_beyond(store, key, rows))
    )


def _beyond(store: Store, body: str, rows: Sequence[Row]) -> dict[str, set[str]]:
    """Whom the body's meetings before and after those chosen list."""
    days = [row["date"] for row in rows if isinstance(row["date"], dt.date)]
    if not days:
        return {}
    before, after = [], []
    for row in wanted_meetings(store, {"body": body}):
        if row["body"] == body and isinstance(row["date"], dt.date):
            if row["date"] < min(days):
                before.append(str(row["meeting"]))
            elif row["date"] > max(days):
                after.append(str(row["meeting"]))
    return {"earlier": listed(store, before), "later": listed(store, after)}
