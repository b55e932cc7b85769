"""Real minutes of one series, loaded together: who was joined, against labels made by reading."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import open_store

SHARED = Path(__file__).resolve().parents[4] / "shared"
SERIES = sorted((SHARED / "gold").glob("series-*.gold.json"))

LISTED = """
MATCH (p:Person)-[r:ATTENDED|SENT_APOLOGIES]->()
RETURN DISTINCT p.key AS key, r.document AS document, r.as_written AS written
ORDER BY document, key
"""
BODIES = "MATCH (b:Body)<-[:MEETING_OF]-(:Meeting) RETURN DISTINCT b.name AS name"

Pair = frozenset[tuple[str, str]]


def pairs(entries: dict[tuple[str, str], str]) -> set[Pair]:
    """Pairs of entries that are one."""
    return {
        frozenset((one, other))
        for one, other in itertools.combinations(entries, 2)
        if entries[one] == entries[other]
    }


@pytest.mark.skipif(not SERIES, reason="no labelled series beside the checkout (../shared/gold)")
@pytest.mark.parametrize("gold", SERIES, ids=lambda path: path.name)
def test_people_of_a_series(gold: Path, tmp_path: Path) -> None:
    labels = json.loads(gold.read_text("utf-8"))
    files = [SHARED / "minutes" / each["file"] for each in labels["meetings"]]
    with open_store(str(tmp_path / "series.kgl"), write=True) as store:
        load_minutes(store, [loaders.load(file) for file in files])
        rows = store.read(LISTED).rows
        bodies = store.read(BODIES).rows
    # An entry of a list is a document and the name that is written there.
    known = {
        name: person["name"]
        for person in labels["people"]
        for name in (person["name"], *person.get("variants", ()))
    }
    found: dict[tuple[str, str], str] = {}
    real: dict[tuple[str, str], str] = {}
    for row in rows:
        written = str(row["written"])
        name = max((name for name in known if written.startswith(name)), key=len)
        entry = (str(row["document"]), name)
        found[entry], real[entry] = str(row["key"]), known[name]
    listed = sum(
        status in ("present", "apologies")
        for person in labels["people"]
        for status in person["status"].values()
    )
    assert len(found) == listed
    right = pairs(found) & pairs(real)
    assert len(right) == len(pairs(found)), "somebody was joined who is somebody else"
    assert len(right) >= 0.95 * len(pairs(real))
    # The body is one under all its names.
    assert len(bodies) == 1
