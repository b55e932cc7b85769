"""JSON Lines: the neutral form, read by anything."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from minutegraph.graph.content import all_nodes, all_relationships
from minutegraph.graph.store.base import Store


def jsonl(store: Store, path: Path) -> dict[str, int]:
    """Nodes first, each line on its own: dates are text, what has no value is left out."""
    counts = {"nodes": 0, "relationships": 0}
    with path.open("w", encoding="utf-8", newline="\n") as file:

        def put(what: str, said: dict[str, object]) -> None:
            counts[what] += 1
            text = json.dumps(said, ensure_ascii=False, default=dt.date.isoformat)
            # A lone surrogate, as damaged files have them, is no text: its escape is.
            file.write(text.encode("utf-8", "backslashreplace").decode() + "\n")

        for node in all_nodes(store, bookkeeping=False):
            said = {"labels": node.labels, "key": node.key, "properties": node.properties}
            put("nodes", {"is": "node", **said})
        for each in all_relationships(store):
            ends = {
                side: {"label": label, "key": key}
                for side, (label, key) in (("start", each.start), ("end", each.end))
            }
            said = {"kind": each.kind, **ends, "properties": each.properties}
            put("relationships", {"is": "relationship", **said})
    return counts
