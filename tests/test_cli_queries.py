"""Named queries of one's own, in folders, as the command line takes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Shell

BEACON = """\
// Who spoke of the beacon?
// param person: part of a name; everybody where it is left out
// param since: first day, as 2020-06-16
// param loud: flag: only where it is written in capitals
// column person, ref, source
MATCH (p:Person)-[:SPOKE_IN]->(q:Paragraph)
MATCH (m:Meeting {key: q.meeting})
WHERE toLower(q.text) CONTAINS 'beacon'
  AND ($person IS NULL OR toLower(p.name) CONTAINS toLower($person))
  AND ($since IS NULL OR m.date >= $since)
  AND ($loud IS NULL OR q.text CONTAINS 'BEACON')
RETURN p.name AS person, q.ref AS ref, q.source AS source
ORDER BY person, m.date, ref
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "beacon-talk.cypher").write_text(BEACON, "utf-8")
    return tmp_path / "ours"


def answers(forum: Shell, *words: object, **environment: str) -> list[dict[str, object]]:
    run = forum("query", *words, "--format", "json", **environment)
    assert run.returncode == 0, run.stderr
    rows: list[dict[str, object]] = json.loads(run.stdout)
    return rows


def test_a_file_of_a_folder_is_a_query(forum: Shell, folder: Path) -> None:
    rows = answers(forum, "--queries", folder, "beacon-talk")
    assert [row["person"] for row in rows] == ["Ann Lee", "Bo Ek", "Kit Marsh"]
    assert all(row["source"] for row in rows)
    late = answers(forum, "beacon-talk", "--since", "2024-06-01", MINUTEGRAPH_QUERIES=str(folder))
    assert [row["person"] for row in late] == ["Bo Ek"]
    assert answers(forum, "--queries", folder, "beacon-talk", "--loud") == []
    assert answers(forum, "--queries", folder, "bodies"), "the built-in ones are there as well"


def test_its_header_is_its_help(forum: Shell, folder: Path) -> None:
    told = forum("query", "--queries", folder, "beacon-talk", "--help").stdout
    for words in ("Who spoke of the beacon?", "--person", "part of a name", "Columns: person"):
        assert words in told


def test_queries_are_listed_with_their_folder(forum: Shell, folder: Path) -> None:
    rows = {row["name"]: row for row in answers(forum, "--queries", folder)}
    assert rows["beacon-talk"]["folder"] == str(folder)
    assert rows["attendance"]["folder"] is None
    assert "folder" not in answers(forum)[0]


def test_what_is_drawn_may_be_one(forum: Shell, folder: Path, tmp_path: Path) -> None:
    (folder / "ties.cypher").write_text(
        "// Who is tied to whom?\n// column p, r, o\n"
        "MATCH (p:Person)-[r:AFFILIATED_WITH]->(o) RETURN p AS p, r AS r, o AS o ORDER BY p.key",
        "utf-8",
    )
    page = tmp_path / "ties.html"
    run = forum("view", "network", "--query", "ties", "--queries", folder, "-o", page)
    assert run.returncode == 0, run.stderr
    assert "Who is tied to whom?" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("attendance", BEACON, "has the name of a built-in query: rename the file"),
        ("No Good", BEACON, "name it in lower-case letters, digits and hyphens"),
        ("bare", "MATCH (n) RETURN n AS n", "bare.cypher, line 1: no question"),
        ("loose", BEACON.replace("// param person", "// parm person"), "loose.cypher, line 2"),
        ("less", BEACON.replace("$since", "$begin"), "has no param begin: add // param begin: …"),
        ("same", BEACON.replace("person:", "columns:"), "has no param person"),
        ("taken", BEACON.replace("person", "columns"), "columns cannot be a param"),
    ],
)
def test_a_file_that_is_none_is_named(
    forum: Shell, folder: Path, name: str, text: str, said: str
) -> None:
    (folder / f"{name}.cypher").write_text(text, "utf-8")
    run = forum("query", "--queries", folder, "beacon-talk")
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr and f"{name}.cypher" in run.stderr
    assert run.stderr.count("\n") == 1


def test_two_of_one_name(forum: Shell, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "beacon-talk.cypher").write_text(BEACON, "utf-8")
    run = forum("query", "--queries", folder, "--queries", tmp_path / "theirs")
    assert run.returncode == 2
    assert str(folder / "beacon-talk.cypher") in run.stderr


def test_no_folder(forum: Shell) -> None:
    run = forum("query", MINUTEGRAPH_QUERIES="nowhere")
    assert (run.returncode, run.stderr) == (2, "Error: nowhere is no folder of queries\n")


def test_other_columns_than_the_header_says(forum: Shell, folder: Path) -> None:
    (folder / "odd.cypher").write_text(
        BEACON.replace("// column person, ref, source", "// column person, number, source"), "utf-8"
    )
    run = forum("query", "--queries", folder, "odd")
    assert run.returncode == 1
    assert "its header says columns person, number, source, and it returns" in run.stderr


def test_it_cannot_write(forum: Shell, folder: Path) -> None:
    (folder / "wipe.cypher").write_text(
        "// All gone?\n// column n\nMATCH (n) DETACH DELETE n RETURN count(*) AS n", "utf-8"
    )
    before = forum.dump()
    run = forum("query", "--queries", folder, "wipe")
    assert run.returncode == 1 and "only reading is allowed" in run.stderr
    assert forum.dump() == before
