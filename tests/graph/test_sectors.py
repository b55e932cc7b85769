"""Which sector organisations belong to, and what that rests on."""

from __future__ import annotations

import datetime as dt

import pytest

from minutegraph import queries
from minutegraph.graph.keys import organisation_slug
from minutegraph.graph.load import dump, judge, load_minutes, unload
from minutegraph.graph.resolve.registry import Organisations, Registry
from minutegraph.graph.sectors import by_heading, by_name, sector_of
from minutegraph.graph.store import Store
from minutegraph.loaders.minutes import (
    Attendee,
    Body,
    DocumentInfo,
    Item,
    MeetingInfo,
    Minutes,
    Session,
)

SECTORS = """
MATCH (o:Organisation) WHERE o.sector_basis IS NOT NULL
RETURN o.name AS name, o.sector AS sector, o.sector_basis AS basis ORDER BY name
"""


def minutes(day: int, *listed: tuple[str, str, str]) -> Minutes:
    return Minutes(
        document=DocumentInfo(path=f"quay-{day}.txt"),
        body=Body(name="Quay Forum"),
        meeting=MeetingInfo(date=dt.date(2024, 5, day)),
        sessions=[Session(ordinal=1)],
        items=[Item(ordinal=1, title="Buoys")],
        attendance=[
            Attendee(
                name=name,
                organisation=organisation,
                section=section,
                capacity="official" if section == "Officials" else "member",
                line=line,
            )
            for line, (name, organisation, section) in enumerate(listed, 1)
        ],
    )


FIRST = minutes(
    1,
    ("Ann Lee", "Harbour Trust", "Third sector members"),
    ("Kit Marsh", "Boat Office", "Officials"),
    ("Bo Ek", "HMPPS", "Also there"),
    ("Di Rowe", "Thornby Town Council", "Also there"),
    ("Ed Pool", "Rope Works", "Also there"),
)
SECOND = minutes(2, ("Ann Lee", "Harbour Trust", "Officials"))


def sectors(store: Store) -> dict[str, tuple[object, object]]:
    return {str(r["name"]): (r["sector"], r["basis"]) for r in store.read(SECTORS).rows}


def test_each_sector_with_its_basis(store: Store) -> None:
    load_minutes(store, [FIRST])
    assert sectors(store) == {
        "Boat Office": ("government", "Kit Marsh is listed under “Officials” (quay-1.txt, line 2)"),
        "HMPPS": ("government", "known as a UK executive agency or part of a department"),
        "Harbour Trust": (
            "voluntary",
            "Ann Lee is listed under “Third sector members” (quay-1.txt, line 1)",
        ),
        "Thornby Town Council": ("local government", "its name says “Town Council”"),
    }
    met = queries.run(store, "sector-government", sector="voluntary").rows
    assert [(row["organisation"], row["government"]) for row in met] == [
        ("Harbour Trust", "Boat Office"),
        ("Harbour Trust", "HMPPS"),
    ]


def test_documents_that_differ_decide_nothing_a_person_does(store: Store) -> None:
    load_minutes(store, [FIRST, SECOND])
    sector, basis = sectors(store)["Harbour Trust"]
    assert sector is None
    assert str(basis).startswith("documents differ: Ann Lee is listed under “Third sector")
    before = dump(store)
    judged = Registry(
        organisations=Organisations(sectors={"Harbour Trust": "voluntary", "HMPPS": "academic"})
    )
    judge(store, judged)
    assert sectors(store)["Harbour Trust"] == ("voluntary", "judged in the registry")
    assert sectors(store)["HMPPS"] == ("academic", "judged in the registry")
    judge(store, Registry())
    assert dump(store) == before, "taken out of the registry, it is undone"
    unload(store, "quay-2.txt")
    assert sectors(store)["Harbour Trust"][0] == "voluntary"


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Ministry of Boats", "government"),
        ("Department for Harbours", "government"),
        ("His Majesty's Inspectorate of Quays", "government"),
        ("London Borough of Eastquay", "local government"),
        ("University of Eastmere", "academic"),
        ("Saltern University", "academic"),
        ("Boatyard Skills Charity", "voluntary"),
        ("Rope Works plc", "private"),
    ],
)
def test_names_that_leave_no_doubt(name: str, sector: str) -> None:
    found = by_name(name)
    assert found is not None
    assert found.name == sector


@pytest.mark.parametrize(
    "name",
    ["Department of Physics", "Department for Continuing Education", "Arts Council", "Quay Trust",
     "Rope Works Ltd", "University of Eastmere Students' Union", "Friends of Saltern University"],
)  # fmt: skip
def test_names_that_leave_doubt(name: str) -> None:
    assert by_name(name) is None


def test_headings() -> None:
    assert by_heading("VCSE representatives") == "voluntary"
    assert by_heading("Local authority members") == "local government"
    assert by_heading("Officials and charities") is None
    assert by_heading("Members present") is None


def test_what_is_known_is_found_by_any_name() -> None:
    found = sector_of(["Prison Service", "HM Prison and Probation Service"], None)
    assert found is not None
    assert found.name == "government"
    assert organisation_slug("The Ministry of Justice (MoJ)") == "ministry-of-justice"


def test_parents_are_as_judged(store: Store) -> None:
    judged = Registry(
        organisations=Organisations(
            parents={"HMPPS": "Boat Office", "Rope Works": "No Such Office", "Nobody": "HMPPS"}
        )
    )
    told = load_minutes(store, [FIRST], registry=judged).notes
    assert told == ("parent of Rope Works: no document speaks of No Such Office",)
    parts = "MATCH (a)-[r:PART_OF]->(b) RETURN a.name AS part, b.name AS whole, r.source AS source"
    assert store.read(parts).rows == [
        {"part": "HMPPS", "whole": "Boat Office", "source": "the registry"}
    ]
    met = queries.run(store, "sector-government", government="boat office", sector="voluntary")
    assert [row["government"] for row in met.rows] == ["Boat Office", "HMPPS"]
    before = dump(store)
    judge(store, Registry())
    assert store.read(parts).rows == []
    judge(store, judged)
    assert dump(store) == before
    unload(store, "quay-1.txt")
    assert dump(store) == []
