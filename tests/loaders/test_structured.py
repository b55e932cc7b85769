"""Structured minutes: completed where people leave out what can be told, refused with the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutegraph import errors
from minutegraph.loaders import load
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.structured import (
    StructuredLoader,
    dump_json,
    dump_yaml,
    json_schema,
)

ROOT = Path(__file__).resolve().parents[2]
FAULTY = Path(__file__).parent / "structured"

HAND_WRITTEN = """\
# An evening's work of a secretary
meeting: {title: Autumn meeting, date: 2024-09-10, start: 19:00, venue: no 12}
attendance:
  - name: Ada Low
  - {name: Bo Hill, sessions: [1]}
  - name: Cy Mot
    status: apologies
sessions:
  - {title: Open, items: [1.10, Reports]}
  - title: Closed
items:
  - {ref: 1.10, title: Welcome}
  - title: Reports
  - {ref: 1.30, title: Any other business, session: 2}
paragraphs:
  - {ref: 1.10.1, text: Ada Low opened the meeting.}
  - item: Reports
    text: Bo Hill reported.
speakers:
  - {ref: 1.10.1, name: Ada Low}
  - {ref: Reports, name: Bo Hill}
  - {paragraph: 2, name: Bo Hill}
  - {ref: 1.30, name: Cy Mot}
actions:
  - {ref: 7, item: 1.30, text: Write to the Council, owners: [Ada Low, Treasurer]}
decisions:
  - {ref: 1.30, text: The meeting closes., votes: null}
glossary:
"""


def read(text: str, name: str = "autumn.yaml") -> Minutes:
    return StructuredLoader().load(SourceFile(Path(name), text.encode()))


def line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


class TestCompletion:
    minutes = read(HAND_WRITTEN)

    def test_texts_stay_as_written(self) -> None:
        assert self.minutes.meeting.start == "19:00"
        assert self.minutes.meeting.venue == "no 12"
        assert [i.ref for i in self.minutes.items] == ["1.10", None, "1.30"]
        assert str(self.minutes.meeting.date) == "2024-09-10"

    def test_ordinals_count_from_one(self) -> None:
        assert [i.ordinal for i in self.minutes.items] == [1, 2, 3]
        assert [p.ordinal for p in self.minutes.paragraphs] == [1, 2]
        assert [s.ordinal for s in self.minutes.sessions] == [1, 2]

    def test_sessions_and_items_know_each_other(self) -> None:
        assert [i.session for i in self.minutes.items] == [1, 1, 2]
        assert [s.items for s in self.minutes.sessions] == [["1.10", "Reports"], ["1.30"]]

    def test_paragraphs_belong_to_the_item_their_number_or_text_names(self) -> None:
        assert [(p.item, p.item_ordinal) for p in self.minutes.paragraphs] == [
            ("1.10", 1),
            ("Reports", 2),
        ]

    def test_refs_are_followed(self) -> None:
        where = [(s.ref, s.item_ordinal, s.paragraph) for s in self.minutes.speakers]
        assert where == [
            ("1.10.1", 1, 1),
            ("Reports", 2, None),
            ("Reports", 2, 2),
            ("1.30", 3, None),
        ]
        assert [(d.item_ordinal, d.paragraph) for d in self.minutes.decisions] == [(3, None)]
        assert [(a.ref, a.item_ordinal) for a in self.minutes.actions] == [("7", 3)]

    def test_owners_are_people_where_the_list_has_them(self) -> None:
        assignees = [(a.as_written, a.name) for a in self.minutes.actions[0].assignees]
        assert assignees == [("Ada Low", "Ada Low"), ("Treasurer", None)]

    def test_each_entry_cites_its_line(self) -> None:
        minutes = self.minutes
        assert minutes.attendance[1].line == line(HAND_WRITTEN, "- {name: Bo Hill")
        assert minutes.attendance[2].line == line(HAND_WRITTEN, "- name: Cy Mot")
        assert minutes.decisions[0].line == line(HAND_WRITTEN, "- {ref: 1.30, text")
        assert minutes.meeting.line == 2

    def test_presence_is_derived(self) -> None:
        rooms = [(p.name, p.session, p.from_item, p.to_item) for p in self.minutes.presence]
        assert rooms == [("Ada Low", 1, 1, 2), ("Ada Low", 2, 3, 3), ("Bo Hill", 1, 1, 2)]

    def test_contradictions_are_reported(self) -> None:
        assert [w.code for w in self.minutes.warnings] == ["speaks-but-absent"]
        assert self.minutes.warnings[0].line == line(HAND_WRITTEN, "- {ref: 1.30, name: Cy Mot")

    def test_the_file_describes_itself(self) -> None:
        document = self.minutes.document
        source = SourceFile(Path("autumn.yaml"), HAND_WRITTEN.encode())
        assert (document.path, document.sha256) == ("autumn.yaml", source.sha256)
        assert document.media_type == "application/yaml"
        lines = HAND_WRITTEN.count("\n")
        coverage = self.minutes.coverage
        assert (coverage.lines, coverage.understood, coverage.not_understood) == (lines, lines, [])


def test_without_sessions_there_is_one_with_every_item() -> None:
    minutes = read("items: [{ref: 1, title: Welcome}, {title: Reports}]\n")
    assert [(s.ordinal, s.items) for s in minutes.sessions] == [(1, ["1", "Reports"])]


def test_what_is_written_stands() -> None:
    minutes = read(
        "document: {media_type: text/x-typed}\n"
        "sessions: [{ordinal: 4, items: []}]\n"
        "items: [{ordinal: 9, ref: 1, session: 4, line: 70}]\n"
        "paragraphs: [{ref: 1.1, item_ordinal: null, text: Hello}]\n"
        "actions: [{text: Go, assignees: [{as_written: the chair, name: Ada Low}]}]\n"
        "presence: []\n"
    )
    assert minutes.document.media_type == "text/x-typed"
    assert [(i.ordinal, i.session, i.line) for i in minutes.items] == [(9, 4, 70)]
    assert [s.items for s in minutes.sessions] == [[]]
    assert minutes.paragraphs[0].item_ordinal is None
    assert minutes.actions[0].owners == ["Ada Low"]
    assert minutes.presence == []


def test_corrected_minutes_cite_the_file_they_were_read_from() -> None:
    minutes = read(
        "document: {path: autumn.pdf, sha256: ab12}\n"
        "attendance: [{name: Ada Low, line: 14}, {name: Bo Hill}]\n"
    )
    assert minutes.document.path == "autumn.pdf"
    assert minutes.document.media_type is None
    assert [a.line for a in minutes.attendance] == [14, None]
    assert minutes.coverage.lines == 0


def test_anchors_save_people_typing() -> None:
    minutes = read(
        "attendance:\n"
        "  - &ada {name: Ada Low, organisation: &trust Towpath Trust}\n"
        "  - {name: Bo Hill, organisation: *trust}\n"
        "  - *ada\n"
    )
    assert [(a.name, a.organisation, a.line) for a in minutes.attendance] == [
        ("Ada Low", "Towpath Trust", 2),
        ("Bo Hill", "Towpath Trust", 3),
        ("Ada Low", "Towpath Trust", 4),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark(encoding: str) -> None:
    source = SourceFile(Path("a.yaml"), "body: {name: Café}\nmeeting: {}\n".encode(encoding))
    assert StructuredLoader().load(source).body.name == "Café"


@pytest.mark.parametrize(
    ("name", "data", "claimed"),
    [
        ("a.yaml", b"x", True),
        ("a.YML", b"x", True),
        ("a.json", b"[]", True),
        ("minutes", b'\n{"meeting": {"date": "2024-09-10"}}', True),
        ("a.txt", b'\xef\xbb\xbf{"attendance": []}', True),
        ("a.txt", b'{"openapi": "3.1.0", "items": []}', False),
        ("a.txt", b"{draft} Minutes of the Panel", False),
        ("a.md", b"# Minutes\n\nmeeting: none\n", False),
    ],
)
def test_claims(name: str, data: bytes, claimed: bool) -> None:
    assert StructuredLoader().claims(SourceFile(Path(name), data)) is claimed


def test_every_faulty_file_has_its_message() -> None:
    names = {p.name for p in FAULTY.iterdir()}
    messages = {n for n in names if n.endswith(".expected")}
    assert {f"{n}.expected" for n in names - messages} == messages


@pytest.mark.parametrize("expected", sorted(FAULTY.glob("*.expected")), ids=lambda p: p.stem)
def test_faults_are_named_with_their_line(expected: Path) -> None:
    kind, message = expected.read_text("utf-8").splitlines()
    data = expected.with_suffix("").read_bytes()
    with pytest.raises(errors.DocumentError) as caught:
        StructuredLoader().load(SourceFile(Path(expected.stem), data))
    assert (type(caught.value).__name__, str(caught.value)) == (kind, message)


@pytest.mark.parametrize("name", ["deep.yaml", "deep.json"])
def test_nesting_cannot_exhaust_the_stack(name: str) -> None:
    with pytest.raises(errors.DocumentError, match=r"^deep\.\w+:1: nested deeper than 32 levels$"):
        read('{"items": ' + "[" * 200_000 + "]" * 200_000 + "}", name)


def test_yaml_is_what_a_person_would_write() -> None:
    path = ROOT / "examples" / "panel" / "2024-09-10.yaml"
    written = dump_yaml(load(path))
    assert "\n  date: 2024-09-10\n" in written
    assert "\n- ref: '3.1'\n  text: >-\n    Fiona Calder reported" in written
    assert "\n- {ref: '3.2', name: John Sefton, line: " in written
    assert "\npresence:" not in written and "ordinal: 3" not in written
    assert max(map(len, written.splitlines())) <= 110


def test_json_has_every_key() -> None:
    written = json.loads(dump_json(read("meeting: {title: Žižka}\n")))
    assert list(written) == list(Minutes.model_fields)
    assert written["meeting"]["date"] is None
    assert "Žižka" in dump_json(read("meeting: {title: Žižka}\n"))


def test_the_schema_asks_for_no_more_than_the_loader() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == set(Minutes.model_fields)
    assert schema["additionalProperties"] is False
    required = {name: d["required"] for name, d in schema["$defs"].items() if "required" in d}
    assert required["Attendee"] == ["name"]
    assert required["Paragraph"] == ["text"]
    assert "Item" not in required and "Session" not in required
    assert "item" in schema["$defs"]["Speaker"]["properties"]
    assert "for" in schema["$defs"]["Votes"]["properties"]


class TestTheMeetingOfJune2020:
    minutes = load(ROOT / "examples" / "rr3-2020-06-16.yaml")

    def test_who_was_in_the_room(self) -> None:
        counts = [
            sum(
                1
                for p in self.minutes.presence
                if p.from_item and p.to_item and p.from_item <= item.ordinal <= p.to_item
            )
            for item in self.minutes.items
        ]
        assert counts == [24, 24, 24, 24, 24, 23, 20, 20, 13]

    def test_what_was_decided(self) -> None:
        owners = [a.owners for a in self.minutes.actions]
        assert owners == [
            ["Chris Taylor"],
            ["secretariat"],
            ["secretariat", "Anne Fox"],
            ["Anne Fox", "secretariat", "BAME specialists on RR3"],
            ["secretariat"],
        ]
        assert [d.ref for d in self.minutes.decisions] == (
            ["1.2", "9.1", "9.5", "9.5", "9.8", "9.9", "9.11"]
        )
        assert [c.name for c in self.minutes.membership_changes] == ["Mike Pattinson"]
        assert self.minutes.warnings == []
