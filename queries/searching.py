"""Parameters of named queries that are searched for before the Cypher is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from minutegraph.graph.store.base import Store
from minutegraph.queries.query import Query

if TYPE_CHECKING:
    from minutegraph.graph.topics.search import Search


def searched(
    store: Store, query: Query, values: Mapping[str, object], search: Search | None = None
) -> dict[str, object]:
    """The values of a query's parameters, with what was found in place of what is looked for.

    Args:
        search: what an issue means; None for what it means by the graph's own topics.

    Raises:
        UsageError: a search that is none.
        StoreError: the graph keeps nothing that finds its texts.
    """
    found = dict(values)
    for param in query.params:
        if not (param.words or param.issue) or values[param.name] is None:
            continue
        # A search loads what few queries need.
        from minutegraph.graph.topics.links import vocabulary_in
        from minutegraph.graph.topics.search import search_of
        from minutegraph.queries.trace import Limits, path_of, texts_of

        wanted = search or search_of(str(values[param.name]), vocabulary_in(store))
        if param.words:
            found[param.name] = texts_of(store, wanted, "Paragraph")
        else:
            since, until = values.get("since"), values.get("until")
            found[param.name] = path_of(
                store,
                wanted,
                Limits(
                    body=_text(values.get("body")),
                    since=since if isinstance(since, dt.date) else None,
                    until=until if isinstance(until, dt.date) else None,
                    kind=_text(values.get("kind")),
                ),
            )
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
