"""The attendance view: of one meeting, or of a body's meetings."""

from __future__ import annotations

from collections import Counter

from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.graph.views import attendance
from minutegraph.graph.views.record import Named
from minutegraph.queries.shown.records import records, several, wanted_meetings


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
    return attendance.render(attendance.of_body(Named("Organisation", key, name), found))
