"""Rows as table, JSON, CSV and Markdown, with texts that mean harm."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from minutegraph import console
from minutegraph.graph.model import Node, Path, Relationship
from minutegraph.queries.output import FORMATS, plain, render

ANN = Node(("Person", "Official"), "person:ann", {"name": "Ann Lee", "aliases": ["AL"]})
FORUM = Node(("Organisation", "Body"), "org:forum", {"name": "Forum"})
SERVES = Relationship(
    ("Person", "person:ann"), "MEMBER_OF", ("Organisation", "org:forum"), {"role": "chair"}
)

COLUMNS = ("meeting", "date", "person", "organisation", "position", "text", "source")
ROWS: list[dict[str, object]] = [
    {
        "meeting": "Harbour Safety Forum",
        "date": dt.date(2024, 5, month),
        "person": person,
        "organisation": "Department for Harbours and Inland Waterways",
        "position": "Deputy director",
        "text": "The new beacon is to be lit before the autumn storms begin.",
        "source": f"forum-2024-{month:02}.md, line 12, 2.3",
    }
    for month, person in ((1, "Ann Lee"), (2, "Bo Ek"))
]


def test_the_command_line_offers_these_formats() -> None:
    assert console.FORMATS == FORMATS


def test_a_table_that_fits_has_a_line_a_row() -> None:
    rows: list[dict[str, object]] = [{"person": "Ann Lee", "sessions": 12}]
    assert render(("person", "sessions"), rows, "table").splitlines() == [
        "person   sessions",
        "─────────────────",
        "Ann Lee        12",
    ]


@pytest.mark.parametrize("width", [40, 80, 120, 300])
def test_a_table_is_never_wider_than_the_terminal(width: int) -> None:
    lines = render(COLUMNS, ROWS, "table", width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [40, 80, 120, 300])
def test_a_table_loses_nothing(width: int) -> None:
    text = " ".join(render(COLUMNS, ROWS, "table", width=width).split())
    for row in ROWS:
        for value in row.values():
            for word in plain(value).split():
                assert word in text


def test_long_texts_fold_between_words_and_the_source_stays() -> None:
    out = render(("person", "text", "source"), ROWS, "table", width=70)
    assert out.splitlines()[0].split() == ["person", "text", "source"]
    for word in ("Ann Lee", "beacon", "forum-2024-01.md,"):
        assert word in out
    assert len(out.splitlines()) > 4


def test_what_is_the_same_in_every_row_is_told_once_where_columns_do_not_fit() -> None:
    out = render(COLUMNS, ROWS, "table", width=80)
    assert out.startswith("meeting       Harbour Safety Forum\n")
    assert out.count("Harbour Safety Forum") == 1
    assert out.count("Ann Lee") == 1


def test_more_columns_than_fit_become_a_block_a_row() -> None:
    columns = [f"column{i}" for i in range(9)]
    rows: list[dict[str, object]] = [
        {**{name: f"indivisible-{row}-{name}" for name in columns}, "column3": None}
        for row in ("first", "second")
    ]
    lines = render(columns, rows, "table", width=80).splitlines()
    assert lines[0].startswith("── 1 of 2 ──")
    assert lines[1] == "column0  indivisible-first-column0"
    assert lines[4] == "column4  indivisible-first-column4", "what is empty is left out"
    assert lines[9].startswith("── 2 of 2 ──")


def test_no_rows() -> None:
    assert render(("a", "b"), [], "table") == ""
    assert render(("a", "b"), [], "json") == "[]\n"
    assert render(("a", "b"), [], "csv") == "a,b\n"
    assert render(("a", "b"), [], "markdown") == "| a | b |\n| --- | --- |\n"


def test_json_keeps_types() -> None:
    path = Path((ANN, FORUM), (SERVES,))
    values: dict[str, object] = {
        "date": dt.date(2024, 5, 1),
        "at": dt.datetime(2024, 5, 1, 9, 30),
        "count": 3,
        "share": 0.5,
        "not_a_number": float("nan"),
        "open": True,
        "none": None,
        "names": ["a", "b"],
        "node": ANN,
        "link": SERVES,
        "path": path,
    }
    node = {
        "labels": ["Person", "Official"],
        "key": "person:ann",
        "properties": {"name": "Ann Lee", "aliases": ["AL"]},
    }
    got = json.loads(render(list(values), [values], "json"))
    assert len(got) == 1
    assert got[0]["date"] == "2024-05-01" and got[0]["at"] == "2024-05-01T09:30:00"
    assert got[0]["count"] == 3 and got[0]["share"] == 0.5 and got[0]["open"] is True
    assert got[0]["not_a_number"] is None and got[0]["none"] is None
    assert got[0]["names"] == ["a", "b"] and got[0]["node"] == node
    assert got[0]["link"] == {
        "type": "MEMBER_OF",
        "start": {"label": "Person", "key": "person:ann"},
        "end": {"label": "Organisation", "key": "org:forum"},
        "properties": {"role": "chair"},
    }
    assert got[0]["path"]["nodes"][0] == node and len(got[0]["path"]["relationships"]) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0.1, "0.1"),
        (dt.date(2024, 5, 1), "2024-05-01"),
        (["a", None, 3], "a; ; 3"),
        (ANN, "(Ann Lee:Person)"),
        (SERVES, "(person:ann) -[:MEMBER_OF]-> (org:forum)"),
        (Path((ANN, FORUM), (SERVES,)), "(Ann Lee:Person) -[:MEMBER_OF]-> (Forum:Organisation)"),
        (Path((FORUM, ANN), (SERVES,)), "(Forum:Organisation) <-[:MEMBER_OF]- (Ann Lee:Person)"),
        ({"a": ["b"]}, '{"a": ["b"]}'),
    ],
)
def test_one_cell(value: object, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("+44", "+44"),
        ("-1.5e3", "-1.5e3"),
        (-5, "-5"),
        ("a = b", "a = b"),
    ],
)
def test_csv_starts_no_formula(cell: object, written: str) -> None:
    out = render(("x",), [{"x": cell}], "csv")
    assert list(csv.reader(io.StringIO(out))) == [["x"], [written]]


def test_a_column_name_starts_no_formula_either() -> None:
    assert render(("=1+1",), [], "csv") == "'=1+1\n"


def test_markdown_is_only_text() -> None:
    hostile = "a | b\n<img src=x onerror=alert(1)> ![x](http://x) `c` *d* &amp;"
    out = render(("x",), [{"x": hostile}], "markdown")
    assert out.splitlines()[2] == (
        r"| a \| b \<img src=x onerror=alert(1)\> !\[x\](http://x) \`c\` \*d\* &amp;amp; |"
    )


@pytest.mark.parametrize("form", FORMATS)
@given(text=st.text(st.characters(exclude_categories=())))
def test_nothing_that_acts_on_a_terminal_gets_out(form: str, text: str) -> None:
    hostile = f"\x1b[2J\x9b31m\u202e\u2066\x00\x07{text}"
    rows: list[dict[str, object]] = [{"x": hostile, "=\x1bname": hostile}]
    out = render(("x", "=\x1bname"), rows, form)
    out.encode("utf-8")
    acting = {c for c in out if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"}
    assert not acting | (set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
    if form == "json":
        assert json.loads(out) == [{"x": hostile, "=\x1bname": hostile}]


def test_markup_of_the_table_library_is_only_text() -> None:
    assert "[red]Ann[/red] :smile:" in render(("x",), [{"x": "[red]Ann[/red] :smile:"}], "table")
