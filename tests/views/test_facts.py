"""What a page says of a node or link, and what is collected from a query's rows."""

from __future__ import annotations

import datetime as dt

from minutegraph.graph.model import Node, Path, Relationship
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.facts import facts_of, spans

A, B = Node(("Person",), "a", {"name": "Ann"}), Node(("Person",), "b", {"name": "Bo"})
MET = Relationship(("Person", "a"), "MET", ("Person", "b"), {"line": 3})


def test_collect_finds_each_thing_once_wherever_it_is() -> None:
    rows: list[dict[str, object]] = [
        {"n": A, "r": MET, "m": None, "count": 3},
        {"path": Path((A, B), (MET,)), "list": [[B], {"x": A}]},
        {"r": Relationship(("Person", "a"), "MET", ("Person", "b"), {"line": 4})},
    ]
    nodes, links = collect(rows)
    assert nodes == [A, B]
    assert [link.properties["line"] for link in links] == [3, 4]
    assert collect(reversed(rows)) == (nodes, links)


def test_collect_adds_ends_and_keeps_the_fuller_reading() -> None:
    bare = Node(("Person",), "a")
    nodes, links = collect([{"r": MET, "n": bare}, {"n": A}])
    assert nodes == [A, Node(("Person",), "b")]
    assert links == [MET]
    assert collect([{"count": 1, "none": None}]) == ([], [])


def test_a_fact_of_several_documents_keeps_them_all() -> None:
    facts = facts_of(
        {
            "document": ["may.txt", "june.txt"],
            "line": [4, 9],
            "as_written": "A. Lee",
            "capacity": "member",
            "present": True,
            "since": dt.date(2024, 5, 14),
            "reason": None,
            "name": "x",
        },
        {"may.txt": "Minutes of May"},
        paragraph="1.2",
    )
    assert facts.places == [
        "Minutes of May, line 4, paragraph 1.2",
        "june.txt, line 9, paragraph 1.2",
    ]
    assert facts.quotes == [("As written", "A. Lee")]
    assert facts.facts == [("Capacity", "member"), ("Present", "yes"), ("Since", "2024-05-14")]


def test_places_of_other_shapes() -> None:
    assert facts_of({"source": "may.txt, line 4"}, {}).places == ["may.txt, line 4"]
    assert facts_of({"document": "d", "line": [4, 5], "page": 1}, {}).places == [
        "d, page 1, line 4, 5"
    ]
    assert facts_of({"text": "x"}, {"d": "D"}, also_in=["d"]).places == ["D"]
    assert facts_of({}, {}, paragraph="7").places == ["paragraph 7"]
    assert facts_of({}, {}).places == []


def test_dates_come_from_the_meeting_a_thing_belongs_to() -> None:
    may, june = dt.date(2024, 5, 14), "2024-06-11"
    nodes = [
        Node(("Meeting",), "may", {"date": may}),
        Node(("Meeting",), "june", {"date": june}),
        *(Node((label,), label) for label in ("Session", "AgendaItem", "Action", "Person", "Body")),
        Node(("Document",), "d"),
    ]
    links = [
        Relationship(("Meeting", "may"), "HAS_SESSION", ("Session", "Session")),
        Relationship(("Session", "Session"), "HAS_ITEM", ("AgendaItem", "AgendaItem")),
        Relationship(("Action", "Action"), "RAISED_IN", ("AgendaItem", "AgendaItem")),
        Relationship(("Meeting", "june"), "RECORDED_IN", ("Document", "d")),
        Relationship(("Person", "Person"), "MEMBER_OF", ("Body", "Body"), {"document": "d"}),
        Relationship(
            ("Person", "Person"),
            "CHAIR_OF",
            ("Body", "Body"),
            {"first_seen": may, "last_seen": june, "document": "d"},
        ),
        Relationship(("Person", "Person"), "ATTENDED", ("Session", "Session"), {"document": "d"}),
        Relationship(("Person", "Person"), "KNOWS", ("Body", "Body"), {"document": "unknown"}),
    ]
    dated, periods = spans(nodes, links)
    day = ("2024-05-14", "2024-05-14")
    assert dated["Action", "Action"] == dated["Session", "Session"] == day
    assert ("Person", "Person") not in dated
    assert periods[4:] == [
        ("2024-06-11", "2024-06-11"),
        ("2024-05-14", "2024-06-11"),
        None,
        None,
    ]
