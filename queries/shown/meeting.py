"""The view of one meeting."""

from __future__ import annotations

from minutegraph.graph.store import Store
from minutegraph.graph.views import meeting
from minutegraph.queries.shown.records import records, several, wanted_meetings


def page(store: Store, given: dict[str, str]) -> str:
    """The page of `minutegraph view meeting`.

    Args:
        given: options as of `wanted_meetings`; the latest meeting that fits is shown.

    Raises:
        UsageError: no meeting fits.
    """
    rows = wanted_meetings(store, given)
    (record,) = records(store, [str(rows[-1]["meeting"])])
    return meeting.render(meeting.of_record(record), note=several(len(rows), given))
