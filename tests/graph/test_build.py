"""Minutes to a fragment: golden facts beside each sample, and what single rules do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from minutegraph.graph.build import build, unresolved
from minutegraph.graph.model import Fragment, Node, Relationship
from minutegraph.graph.schema import problems, schema
from minutegraph.loaders.minutes import (
    Action,
    Assignee,
    Attendee,
    Body,
    GlossaryEntry,
    Item,
    MeetingInfo,
    Mention,
    Minutes,
    Paragraph,
    Presence,
    Session,
    Speaker,
)

HERE = Path(__file__).parent
SAMPLES = sorted(path.stem for path in (HERE / "minutes").glob("*.yaml"))

Read = Callable[[str], Minutes]


def built(minutes: Minutes, path: str = "notes.txt") -> Fragment:
    fragment = build(minutes, document_key=f"doc:{path}", document_path=path)
    assert problems(fragment) == []
    return fragment


def node(fragment: Fragment, key: str) -> Node:
    return next(node for node in fragment.nodes if node.key == key)


def of_kind(fragment: Fragment, kind: str) -> list[Relationship]:
    return [r for r in fragment.relationships if r.kind == kind]


def ends(fragment: Fragment, kind: str) -> list[tuple[str, str]]:
    return [(r.start[1], r.end[1]) for r in of_kind(fragment, kind)]


def facts(fragment: Fragment) -> dict[str, list[str]]:
    """A fragment as lines, without the provenance that is tested by itself."""
    dull = {"document", "source", "page", *schema().internal}
    return {
        "nodes": sorted(
            f"{n.key} {'/'.join(n.labels)} {_words(n.properties, dull | {'meeting', 'name'})}".strip()
            for n in fragment.nodes
        ),
        "relationships": sorted(
            f"{r.start[1]} {r.kind} {r.end[1]} {_words(r.properties, dull)}".strip()
            for r in fragment.relationships
        ),
    }


def _words(properties: dict[str, object] | object, dull: set[str]) -> str:
    assert isinstance(properties, dict)
    return " ".join(f"{n}={v}" for n, v in sorted(properties.items()) if n not in dull)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(read: Read, name: str) -> None:
    minutes = read(name)
    expected = yaml.safe_load((HERE / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert facts(built(minutes, minutes.document.path or "")) == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_every_relationship_says_where(read: Read, name: str) -> None:
    fragment = built(read(name), "sub/notes.txt")
    for relationship in fragment.relationships:
        properties = relationship.properties
        document, source = properties["document"], properties["source"]
        if isinstance(document, list):  # a summary, here of one document
            assert isinstance(source, list)
            assert len(source) == 1
            document, source = document[0], source[0]
        assert document == "doc:sub/notes.txt"
        assert str(source).startswith("notes.txt")
        if "page" in properties:
            assert f"page {properties['page']}" in str(source)
        elif isinstance(properties.get("line"), int):
            assert f"line {properties['line']}" in str(source)


def test_source_names_document_place_and_paragraph(read: Read) -> None:
    fragment = built(read("river-2021-03-02"), "river-2021-03-02.txt")
    spoke = of_kind(fragment, "SPOKE_IN")[2]
    assert spoke.properties["source"] == "river-2021-03-02.txt, line 33, 2.2"
    later = built(read("river-2021-06-01"), "river-2021-06-01.txt")
    assert of_kind(later, "SPOKE_IN")[0].properties["source"] == "river-2021-06-01.txt, page 1, 1.1"


def test_building_is_pure_and_deterministic(read: Read) -> None:
    minutes = read("river-2021-03-02")
    before = minutes.model_copy(deep=True)
    assert built(minutes) == built(minutes)
    assert minutes == before


def test_nothing_unresolved_is_lost(read: Read) -> None:
    fragment = built(read("river-2021-03-02"))
    assert unresolved(fragment) == 2  # Jo, who speaks, and the secretariat, who owns
    paragraph = node(fragment, "paragraph:river-forum-advisory-group:2021-03-02:4.1")
    assert paragraph.properties["unresolved"] == ["Jo"]
    assert not any(n.key in ("person:jo", "person:secretariat") for n in fragment.nodes)


@pytest.mark.parametrize(
    ("first", "second", "keys"),
    [
        # One list: two people, told apart by organisation, else post, else place.
        ({"organisation": "HMPPS"}, {"organisation": "MoJ"}, ["~hmpps", "~moj"]),
        ({"organisation": "MoJ"}, {"organisation": "MoJ", "position": "Clerk"}, ["~1", "~clerk"]),
        ({}, {}, ["~1", "~2"]),
        # Two lists: the same person again, unless something speaks against it.
        ({"section": "Chair", "capacity": "chair"}, {"section": "Members"}, [""]),
        (
            {"section": "Chair", "organisation": "MoJ"},
            {"section": "Members", "organisation": "HMPPS"},
            ["~moj", "~hmpps"],
        ),
        ({"section": "Members"}, {"section": "Apologies", "status": "apologies"}, ["~1", "~2"]),
    ],
)
def test_same_name_twice(first: dict[str, str], second: dict[str, str], keys: list[str]) -> None:
    entries = [
        Attendee.model_validate({"name": "Chris Taylor", "line": line, **entry})
        for line, entry in enumerate((first, second), 1)
    ]
    fragment = built(Minutes(attendance=entries))
    people = [n.key for n in fragment.nodes if n.label == "Person"]
    assert people == [f"person:chris-taylor{key}" for key in keys]


def test_namesakes_attend_by_their_own_entries() -> None:
    """Without lines to tell whose interval it is, each is in what their own entry says."""
    minutes = Minutes(
        sessions=[Session(ordinal=1), Session(ordinal=2)],
        items=[Item(ordinal=1, session=1), Item(ordinal=2, session=2)],
        attendance=[
            Attendee(name="Al Ray", organisation="A", sessions=[1]),
            Attendee(name="Al Ray", organisation="B", sessions=[2]),
        ],
    )
    attended = of_kind(built(minutes), "ATTENDED")
    assert [(r.start[1], r.properties["from_ordinal"]) for r in attended] == [
        ("person:al-ray~a", 1),
        ("person:al-ray~b", 2),
    ]


def test_two_namesakes_in_the_room_are_nobody_for_certain() -> None:
    minutes = Minutes(
        items=[Item(ordinal=1)],
        paragraphs=[Paragraph(ordinal=1, item_ordinal=1, text="Al Ray spoke.")],
        attendance=[Attendee(name="Al Ray", organisation=o) for o in ("A", "B")],
        speakers=[Speaker(name="Al Ray", paragraph=1)],
    )
    fragment = built(minutes)
    assert of_kind(fragment, "SPOKE_IN") == []
    assert unresolved(fragment) == 1


def test_the_same_name_is_one_person_across_documents() -> None:
    one = built(Minutes(attendance=[Attendee(name="Zoë Ford", organisation="A")]), "one.txt")
    other = built(Minutes(attendance=[Attendee(name="Zoe Ford", organisation="B")]), "other.txt")
    assert ends(one, "AFFILIATED_WITH")[0][0] == ends(other, "AFFILIATED_WITH")[0][0]


def test_acronyms_join_organisations_within_a_document() -> None:
    minutes = Minutes(
        attendance=[
            Attendee(name="A B", organisation="Moj"),
            Attendee(name="C D", organisation="the Ministry of Justice"),
            Attendee(name="E F", organisation="Probation Office (PO)"),
            Attendee(name="G H", organisation="PO"),
            Attendee(name="I J", organisation="XY"),
        ],
        glossary=[
            GlossaryEntry(acronym="MoJ", expansion="Ministry of Justice"),
            GlossaryEntry(acronym="XY", expansion="Xylophone Yard"),
            GlossaryEntry(acronym="XY", expansion="Xenon Youth"),
        ],
    )
    fragment = built(minutes)
    assert [end for _, end in ends(fragment, "AFFILIATED_WITH")] == [
        "org:ministry-of-justice",
        "org:ministry-of-justice",
        "org:probation-office",
        "org:probation-office",
        "org:xy",  # two meanings: neither
    ]
    ministry = node(fragment, "org:ministry-of-justice").properties
    assert (ministry["name"], ministry["acronym"]) == ("Ministry of Justice", "MoJ")
    assert node(fragment, "org:probation-office").properties["acronym"] == "PO"


def test_sector_is_only_what_the_lists_show() -> None:
    minutes = Minutes(
        attendance=[
            Attendee(name="A B", organisation="Tax Office", capacity="official", section="Civil servants", line=4),
            Attendee(name="C D", organisation="Ministry of Silly Walks", capacity="member"),
        ]
    )  # fmt: skip
    fragment = built(minutes)
    office = node(fragment, "org:tax-office").properties
    assert office["sector"] == "government"
    assert office["sector_basis"] == "A B is listed under “Civil servants” (notes.txt, line 4)"
    assert "sector" not in node(fragment, "org:ministry-of-silly-walks").properties


def test_absence_is_neither_attendance_nor_apology() -> None:
    minutes = Minutes(
        body=Body(name="Harbour Board"),
        attendance=[
            Attendee(name="A B", status="absent", organisation="X"),
            Attendee(name="C D", status="apologies"),
        ],
    )
    fragment = built(minutes)
    assert of_kind(fragment, "ATTENDED") == []
    assert [start for start, _ in ends(fragment, "SENT_APOLOGIES")] == ["person:c-d"]
    assert [r.kind for r in fragment.relationships if r.start[1] == "person:a-b"] == [
        "AFFILIATED_WITH"
    ]


def test_stated_presence_of_somebody_unlisted() -> None:
    minutes = Minutes(
        items=[Item(ordinal=1), Item(ordinal=2)],
        presence=[
            Presence(name="Ann Guest", session=1, from_item=1, to_item=1, basis="in 1.1"),
            Presence(name="Ann", session=1, from_item=1, to_item=1, basis="in 1.1"),
            Presence(name="Ann Guest", session=1, from_item=2, to_item=2, basis="back in 2"),
        ],
    )
    attended = of_kind(built(minutes), "ATTENDED")
    assert [(r.start[1], r.properties["from_ordinal"]) for r in attended] == [
        ("person:ann-guest", 1),
        ("person:ann-guest", 2),
    ]


def test_owners() -> None:
    minutes = Minutes(
        paragraphs=[Paragraph(ordinal=1, text="…")],
        attendance=[Attendee(name="Ann Lee", aliases=["AL"], organisation="Red Trust")],
        mentions=[Mention(kind="person", name="Bo Kerr", paragraph=1)],
        actions=[
            Action(text="one", owners=["AL", "Red Trust", "Bo Kerr", "Cy Dunn", "all"]),
            Action(text="two", assignees=[Assignee(as_written="Red trust")]),
        ],
    )
    fragment = built(minutes)
    assert ends(fragment, "ASSIGNED_TO") == [
        ("action:notes.txt:1", "person:ann-lee"),
        ("action:notes.txt:1", "org:red-trust"),
        ("action:notes.txt:1", "person:bo-kerr"),
        ("action:notes.txt:2", "org:red-trust"),
    ]
    owners = node(fragment, "action:notes.txt:1").properties["owners_as_written"]
    assert owners == ["AL", "Red Trust", "Bo Kerr", "Cy Dunn", "all"]
    assert unresolved(fragment) == 2


def test_an_action_reviewed_and_kept_on_is_one() -> None:
    minutes = Minutes(
        paragraphs=[Paragraph(ordinal=1, ref="1.1", text="…")],
        actions=[
            Action(text="Write, again", ref="AP3", carried_over=True),
            Action(text="Dig the beds", ref="1.1", carried_over=True),
            Action(text="Something new", ref="1.1"),
        ],
        reviewed_actions=[
            Action(text="Write to the bank", ref="AP3", status="open", outcome="no answer yet"),
            Action(text="dig the beds!", status="late"),
            Action(text="Buy seeds", ref="1.1", status="done"),
        ],
    )
    fragment = built(minutes)
    assert [n.key for n in fragment.nodes if n.label == "Action"] == [
        "action:notes.txt:1",
        "action:notes.txt:2",
        "action:notes.txt:3",
        "action:notes.txt:reviewed-1",
    ]
    assert [
        (r.start[1], r.properties.get("status"), r.properties.get("as_written"))
        for r in of_kind(fragment, "REVIEWED_AT")
    ] == [
        ("action:notes.txt:1", "open", "no answer yet"),
        ("action:notes.txt:2", "late", None),
        ("action:notes.txt:reviewed-1", "done", None),
    ]
    assert len(of_kind(fragment, "RAISED_IN")) == 3


@pytest.mark.parametrize(
    ("name", "organisation", "key"),
    [
        ("2020-03-04", None, "meeting:harbour-board:2020-03-04"),
        ("the meeting of 2020-03-04", "Harbour Board", "meeting:harbour-board:2020-03-04"),
        ("2020-03", None, None),
        ("2020-03-44", None, None),
        ("2020-03-04", "Other Board", None),
        ("2020-06-16", None, None),  # the meeting itself
    ],
)
def test_meetings_referred_to(name: str, organisation: str | None, key: str | None) -> None:
    minutes = Minutes.model_validate(
        {
            "body": {"name": "Harbour Board"},
            "meeting": {"date": "2020-06-16"},
            "paragraphs": [{"ordinal": 1, "text": "…"}],
            "mentions": [
                {"kind": "meeting", "name": name, "organisation": organisation, "paragraph": 1}
            ],
        }
    )
    fragment = built(minutes)
    assert [end for _, end in ends(fragment, "MENTIONS")] == ([key] if key else [])
    if key:
        assert node(fragment, key).properties["status"] == "mentioned"


def test_paragraphs_under_no_item_belong_to_the_session_they_stand_in() -> None:
    minutes = Minutes(
        meeting=MeetingInfo(),
        sessions=[Session(ordinal=1, line=5), Session(ordinal=2, line=50)],
        paragraphs=[Paragraph(ordinal=n, text="…", line=line) for n, line in ((1, 9), (2, 60))],
    )
    assert ends(built(minutes), "HAS_PARAGRAPH") == [
        ("session:notes.txt:1", "paragraph:notes.txt:p1"),
        ("session:notes.txt:2", "paragraph:notes.txt:p2"),
    ]


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"name": "Board"}, "board"),
        ({"name": "TSC", "acronym": "TSC"}, "tsc"),
        ({"name": "Board of Commissioners"}, "board-of-commissioners"),
    ],
)
def test_the_board_of_one_document_is_not_that_of_another(body: dict[str, str], slug: str) -> None:
    """A body that is only called what it is has the document in its key."""
    minutes = Minutes.model_validate({"body": body, "meeting": {"date": "2024-03-12"}})
    found = [build(minutes, document_key=f"doc:{n}.md", document_path=f"{n}.md") for n in "ab"]
    bodies = [{n.key for n in f.nodes if "Body" in n.labels} for f in found]
    meetings = [{n.key for n in f.nodes if n.label == "Meeting"} for f in found]
    assert bodies == [{f"org:{slug}~a-md"}, {f"org:{slug}~b-md"}]
    assert meetings == [{"meeting:a.md:2024-03-12"}, {"meeting:b.md:2024-03-12"}]
