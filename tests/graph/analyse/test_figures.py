"""Figures of small rooms, worked out by hand.

A room is written as a session a line: who was there, with the first and last item where it is told.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re

import pytest

from minutegraph.graph.analyse import figures
from minutegraph.graph.analyse.together import Stay, Together, together

Shared = dict[tuple[str, str], tuple[int, int]]


def room(text: str) -> list[Stay]:
    """Stays from lines such as `2020-01-09: Ann 1-5, Bo, Kit* 2-3`; * for officials."""
    found: list[Stay] = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        day, _, people = line.partition(":")
        for entry in people.split(","):
            match = re.fullmatch(r"\s*(\w+)(\*?)(?: (\d+)-(\d+))?", entry)
            assert match, entry
            name, official, first, last = match.groups()
            found.append(
                Stay(
                    person=f"person:{name.lower()}",
                    name=name,
                    session=f"session:{number}",
                    date=dt.date.fromisoformat(day.strip()),
                    first=int(first) if first else None,
                    last=int(last) if last else None,
                    organisation=f"{'Office' if official else 'Trust'} of {name}",
                    official=bool(official),
                    source=f"{number}.txt, line {len(found) + 1}",
                )
            )
    return found


def shared(found: Together) -> Shared:
    """By names, the sessions and items each pair shared."""
    return {
        (found.people[one].name, found.people[other].name): (int(sessions), int(items))
        for (one, other), sessions, items in zip(
            found.pairs, found.sessions, found.items, strict=True
        )
    }


def test_two_share_a_session_when_they_are_there_at_once() -> None:
    """Ann and Kit share items 2 and 3; Kit has left before Bo comes; of Cy nothing is told."""
    found = together(room("2020-01-09: Ann 1-5, Bo 4-5, Kit* 2-3, Cy"))
    assert shared(found) == {
        ("Ann", "Bo"): (1, 2),
        ("Ann", "Cy"): (1, 0),
        ("Ann", "Kit"): (1, 2),
        ("Bo", "Cy"): (1, 0),
        ("Cy", "Kit"): (1, 0),
    }


def test_who_comes_back_shares_the_session_once() -> None:
    """Ann is out for item 3; two documents list Bo, one of them for a shorter time."""
    found = together(room("2020-01-09: Ann 1-2, Ann 4-5, Bo 1-5, Bo 2-3"))
    assert shared(found) == {("Ann", "Bo"): (1, 4)}


@pytest.mark.parametrize("many", [1, 1_000_000])
def test_pairs_are_those_of_a_plain_count(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are held before they are added up."""
    monkeypatch.setattr("minutegraph.graph.analyse.together._MANY", many)
    chance = random.Random(3)
    stays, wanted = [], dict[tuple[str, str], list[tuple[str, int]]]()
    for number in range(40):
        here: dict[str, tuple[int, int]] = {}
        for name in chance.sample("ABCDEFGHIJ", chance.randint(1, 7)):
            first = chance.randint(1, 6)
            here[name] = (first, chance.randint(first, 6))
        day = dt.date(2020, 1, 1) + dt.timedelta(days=7 * number)
        session = f"s{number:02}"
        stays += [
            Stay(name, name, session, day, first, last, None, False, f"{session} {name}")
            for name, (first, last) in here.items()
        ]
        for one, other in itertools.combinations(sorted(here), 2):
            items = set(range(here[one][0], here[one][1] + 1))
            items &= set(range(here[other][0], here[other][1] + 1))
            if items:
                wanted.setdefault((one, other), []).append((session, len(items)))
    chance.shuffle(stays)
    found = together(stays)
    assert shared(found) == {
        pair: (len(met), sum(items for _, items in met)) for pair, met in wanted.items()
    }
    place = {person.name: index for index, person in enumerate(found.people)}
    for (one, other), met in wanted.items():
        assert found.shared(place[one], place[other]) == (met[0][0], met[-1][0])


def test_pairs_come_with_first_and_last_session() -> None:
    rows = figures.co_attendance(
        together(
            room("""
                2020-03-01: Ann 1-4, Bo 1-4
                2020-01-09: Ann 1-5, Bo 1-5, Cy 1-5
                2020-02-02: Ann 1-3, Cy 1-3
                2020-04-01: Ann 1-2, Bo 1-2
            """)
        )
    ).rows
    assert rows[0] == {
        "person": "Ann",
        "other": "Bo",
        "sessions": 3,
        "items": 11,
        "first": dt.date(2020, 1, 9),
        "last": dt.date(2020, 4, 1),
        "source": ["2.txt, line 3", "4.txt, line 8"],
    }
    assert [(r["person"], r["other"], r["sessions"], r["items"]) for r in rows[1:]] == [
        ("Ann", "Cy", 2, 8),
        ("Bo", "Cy", 1, 5),
    ]


# Two rooms that Kit alone goes between: Ann, Bo and Kit; Kit, Lu and Mo.
TWO_ROOMS = """
2020-01-09: Ann, Bo, Kit*
2020-02-09: Kit*, Lu*, Mo
2020-03-09: Kit*, Lu*, Mo
"""


def test_who_stands_between_two_rooms() -> None:
    """Of the six pairs of the other four, four have Kit on their one shortest way."""
    rows = figures.centrality(together(room(TWO_ROOMS)), by="betweenness").rows
    assert [row["person"] for row in rows] == ["Kit", "Ann", "Bo", "Lu", "Mo"]
    kit, ann = rows[0], rows[1]
    assert (kit["sessions"], kit["people"]) == (3, 4)
    assert kit["betweenness"] == pytest.approx(4 / 6, abs=1e-6)
    assert (ann["sessions"], ann["people"], ann["betweenness"]) == (1, 2, 0)
    assert sum(float(str(row["pagerank"])) for row in rows) == pytest.approx(1, abs=1e-5)
    assert kit["source"] == ["1.txt, line 3", "3.txt, line 7"]
    assert (kit["first"], kit["last"]) == (dt.date(2020, 1, 9), dt.date(2020, 3, 9))


def test_a_large_network_is_estimated_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """With leave to walk 12 of the 6 edges each, from two people; twice the same."""
    monkeypatch.setattr(figures, "_STEPS", 12)
    found = together(room(TWO_ROOMS))
    first, again = figures.centrality(found), figures.centrality(found)
    assert first == again
    assert first.notes == ["betweenness is estimated from 2 of 5 people, drawn with seed 7"]


def test_brokers_link_who_never_met() -> None:
    """Ann sat with Kit and Lu of government, and Bo and Cy with neither of these alone.

    Bo and Kit never met, nor Bo and Lu, nor Cy and Kit: Ann links (Bo, Kit), (Bo, Lu) and, as
    Mo* does too, (Cy, Kit). Cy and Lu met themselves.
    """
    found = together(
        room("""
            2020-01-09: Ann, Bo
            2020-01-16: Ann, Kit*
            2020-01-23: Ann, Lu*
            2020-02-09: Ann, Cy
            2020-02-16: Mo*, Cy
            2020-02-23: Mo*, Kit*
            2020-03-09: Cy, Lu*
        """)
    )
    rows = figures.brokers(found).rows
    told = {row["person"]: (row["side"], row["links"], row["share"]) for row in rows}
    # Cy links Ann with Mo*, and Kit* does too.
    assert told == {
        "Ann": ("sector", 3, 2.5),
        "Mo": ("government", 1, 0.5),
        "Cy": ("sector", 1, 0.5),
        "Kit": ("government", 1, 0.5),
    }
    ann = rows[0]
    assert (ann["sector_met"], ann["government_met"]) == (2, 2)
    assert ann["between"] == ["Bo", "Kit"]
    assert ann["source"] == ["1.txt, line 1", "2.txt, line 3"]
    assert figures.brokers(together(room("2020-01-09: Ann, Bo, Kit*"))).rows == []


def test_communities_are_the_rooms_people_sit_in() -> None:
    """Two rooms of four that share one person once; she belongs where she sits most."""
    text = "\n".join(
        [f"2020-01-{day:02}: Ann, Bo, Cy, Di" for day in range(1, 9)]
        + [f"2020-02-{day:02}: Kit*, Lu, Mo, Ny" for day in range(1, 8)]
        + ["2020-03-01: Ann, Kit*"]
    )
    found = figures.communities(together(room(text)))
    assert [(row["community"], row["people"], row["sessions"]) for row in found.rows] == [
        (1, 4, 9),
        (2, 4, 8),
    ]
    assert found.rows[0]["members"] == ["Ann", "Bo", "Cy", "Di"]
    assert found.rows[1]["members"] == ["Kit", "Lu", "Mo", "Ny"]
    assert found.rows[0]["source"] == ["1.txt, line 1", "16.txt, line 61"]
    # 8 sessions of 6 pairs, 7 of 6, and 1 between: 48 and 42 of 91 inside, less what chance gives.
    inside, strengths, weight = (48, 42), (97, 85), 91
    wanted = sum(i / weight - (s / (2 * weight)) ** 2 for i, s in zip(inside, strengths, strict=True))  # fmt: skip
    assert found.notes == [f"modularity {wanted:.3f}"]


@pytest.mark.parametrize("kind", figures.KINDS)
def test_nobody_gives_no_rows(kind: str) -> None:
    for text in ("", "2020-01-09: Ann"):
        found = figures.KINDS[kind](together(room(text) if text else []), None)
        assert len(found.rows) == (1 if text and kind == "centrality" else 0)


@pytest.mark.parametrize("kind", figures.KINDS)
def test_rows_have_the_columns_that_are_printed(kind: str) -> None:
    found = figures.KINDS[kind](together(room(TWO_ROOMS)), 2)
    assert 0 < len(found.rows) <= 2
    for row in found.rows:
        assert tuple(row) == figures.COLUMNS[kind]
