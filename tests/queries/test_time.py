"""Posts, employers and seats that change over the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from minutegraph import queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.resolve.registry import parse_registry
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import (
    Attendee,
    Body,
    DocumentInfo,
    MeetingInfo,
    MembershipChange,
    Minutes,
    Session,
)


def meeting(
    day: str, *present: Attendee, away: tuple[str, ...] = (), leaves: str = "", joins: str = ""
) -> Minutes:
    changes = [
        MembershipChange(name=name, change=change, text=f"{name} {change}", line=40)  # type: ignore[arg-type]
        for name, change in ((leaves, "leaves"), (joins, "joins"))
        if name
    ]
    return Minutes(
        document=DocumentInfo(path=f"{day}.txt"),
        body=Body(name="Lock Keepers Board"),
        meeting=MeetingInfo(date=dt.date.fromisoformat(day)),
        sessions=[Session(ordinal=1)],
        attendance=[
            *present,
            *(Attendee(name=name, status="apologies", section="Apologies") for name in away),
        ],
        membership_changes=changes,
    )


def somebody(name: str, organisation: str, position: str = "", **more: str) -> Attendee:
    return Attendee(name=name, organisation=organisation, position=position or None, **more)  # type: ignore[arg-type]


YEARS = [
    meeting("2020-01-10", somebody("Ada Reef", "Canal Trust", "Clerk"), somebody("Bo Ek", "Barge Line")),
    meeting("2020-06-10", somebody("Ada Reef", "Canal Trust", "Clerk"), away=("Bo Ek",), joins="Cy Dunn"),
    meeting("2021-01-10", somebody("Ada Reef", "Canal Trust", "Director"), somebody("Cy Dunn", "Lock Works")),
    meeting(
        "2021-06-10",
        somebody("Ada Reef", "Canal Trust", "Director"),
        somebody("Di Rowe", "Barge Line", capacity="alternate", stands_for="Bo Ek"),
        leaves="Cy Dunn",
    ),
    meeting("2022-01-10", somebody("Ada Reef", "Boat Office", "Director"), somebody("Bo Ek", "Barge Line")),
]  # fmt: skip
JUDGED = """
people:
  posts:
    Bo Ek:
      - {position: Treasurer, organisation: Canal Trust, from: 2019-01-01, until: 2020-03-31}
      - {position: Chair, organisation: Canal Trust, from: 2021-04-01}
      - {position: Envoy}
"""


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    url = str(tmp_path_factory.mktemp("time") / "m.kgl")
    if request.param == "neo4j":
        url = request.getfixturevalue("neo4j_url")
    with open_store(url, write=True) as writer:
        writer.write("MATCH (n) DETACH DELETE n")
        told = load_minutes(writer, YEARS, registry=parse_registry(JUDGED, "registry")).notes
        assert told == ("post Envoy of Bo Ek: say of which organisation",)
        yield writer


def asked(store: Store, name: str, *columns: str, **params: str) -> list[tuple[str, ...]]:
    return [
        tuple(str(row[column]) for column in columns)
        for row in queries.run(store, name, **params).rows
    ]


def test_posts_one_after_another(store: Store) -> None:
    columns = ("organisation", "position", "first_seen", "last_seen", "source")
    assert asked(store, "affiliations", *columns, person="ada") == [
        ("Canal Trust", "Clerk", "2020-01-10", "2020-06-10", "2020-06-10.txt"),
        ("Canal Trust", "Director", "2021-01-10", "2021-06-10", "2021-06-10.txt"),
        ("Boat Office", "Director", "2022-01-10", "2022-01-10", "2022-01-10.txt"),
    ]
    assert asked(store, "affiliations", *columns, person="bo ek") == [
        ("Canal Trust", "Treasurer", "2019-01-01", "2020-03-31", "the registry"),
        ("Barge Line", "None", "2020-01-10", "2022-01-10", "2022-01-10.txt"),
        ("Canal Trust", "Chair", "2021-04-01", "None", "the registry"),
    ]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2019-12-31", []),
        ("2020-12-31", [("Canal Trust", "Clerk")]),
        ("2021-12-31", [("Canal Trust", "Director")]),
        ("2022-01-10", [("Boat Office", "Director")]),
    ],
)
def test_posts_on_a_day(store: Store, day: str, held: list[tuple[str, str]]) -> None:
    assert asked(store, "affiliations", "organisation", "position", person="ada", as_of=day) == held


@pytest.mark.parametrize(
    ("day", "posts"),
    [("2019-06-01", {"Treasurer"}), ("2020-04-01", {"None"}), ("2021-04-01", {"None", "Chair"})],
)
def test_judged_posts_on_a_day(store: Store, day: str, posts: set[str]) -> None:
    found = asked(store, "affiliations", "position", person="bo ek", as_of=day)
    assert {position for (position,) in found} == posts


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2020-01-09", set()),
        ("2020-01-10", {"Ada Reef", "Bo Ek"}),
        ("2020-06-10", {"Ada Reef", "Bo Ek", "Cy Dunn"}),
        ("2021-06-10", {"Ada Reef", "Bo Ek", "Cy Dunn", "Di Rowe"}),
        ("2021-06-11", {"Ada Reef", "Bo Ek", "Di Rowe"}),
    ],
)
def test_who_sat_on_the_board_on_a_day(store: Store, day: str, members: set[str]) -> None:
    assert {name for (name,) in asked(store, "membership", "person", as_of=day)} == members


def test_rates_count_the_meetings_of_a_membership(store: Store) -> None:
    columns = ("person", "meetings", "attended", "apologies", "absent", "rate")
    assert asked(store, "attendance-rate", *columns) == [
        ("Ada Reef", "5", "5", "0", "0", "1.0"),
        ("Bo Ek", "5", "2", "1", "2", "0.4"),
        ("Cy Dunn", "3", "1", "0", "2", "0.33"),
    ]
    assert asked(store, "attendance-rate", *columns, role="alternate") == [
        ("Di Rowe", "1", "1", "0", "0", "1.0")
    ]


def test_whom_an_alternate_stood_for(store: Store) -> None:
    asked_for = "MATCH (p)-[r:ATTENDED]->() WHERE r.stands_for = 'Bo Ek' RETURN p.name AS name"
    assert store.read(asked_for).rows == [{"name": "Di Rowe"}]
