"""How people are connected who have nothing in common but whom they sat with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minutegraph import queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import open_store
from minutegraph.loaders.minutes import Attendee, Body, DocumentInfo, MeetingInfo, Minutes, Session


def meeting(body: str, day: str, *names: str) -> Minutes:
    guests = [
        Attendee(name=name, capacity="guest", line=line) for line, name in enumerate(names, 5)
    ]
    return Minutes(
        document=DocumentInfo(path=f"{body.lower()}-{day}.txt"),
        body=Body(name=f"{body} Board"),
        meeting=MeetingInfo(date=dt.date.fromisoformat(day)),
        sessions=[Session(ordinal=1)],
        attendance=guests,
    )


MET = "Bo Ek → attended → Dyke Board 2020-01-10, Session 1 ← attended ← Ada Reef"
THROUGH = f"{MET} → attended → Weir Board 2021-01-10, Session 1 ← attended ← Cy Dunn"


@pytest.mark.parametrize(
    ("other", "way"), [("Ada Reef", MET), ("Cy Dunn", THROUGH), ("Di Rowe", "")]
)
def test_by_whom_they_sat_with(tmp_path: Path, other: str, way: str) -> None:
    """One session with each will do; through two others there is no way."""
    minutes = [
        meeting("Dyke", "2020-01-10", "Bo Ek", "Ada Reef"),
        meeting("Dyke", "2020-02-10", "Bo Ek"),
        meeting("Weir", "2021-01-10", "Cy Dunn", "Ada Reef"),
        meeting("Weir", "2021-02-10", "Cy Dunn", "Ada Reef"),
        meeting("Lock", "2022-01-10", "Cy Dunn", "Di Rowe"),
    ]
    with open_store(str(tmp_path / "minutes.kgl"), write=True) as store:
        load_minutes(store, minutes)
        rows = queries.run(store, "paths", **{"from": "Bo Ek", "to": other}).rows
    assert [row["path"] for row in rows] == [way] * bool(way)
    assert all(row["steps"] == way.count("attended") for row in rows)
    assert all(row["source"] for row in rows)
