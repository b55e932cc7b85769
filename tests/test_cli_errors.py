"""What a user can get wrong: one line on standard error, the right exit status, nothing changed."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from minutegraph.graph.store import open_store
from minutegraph.loaders import Limits
from tests.conftest import FORUM_MAY, Shell

BAD = {
    "missing.md": None,
    "empty.md": b"",
    "blank.md": b" \n\t\n",
    "binary.md": bytes(range(256)) * 40,
    "prose.md": b"It was a dark and stormy night.\n",
    "misfit.yaml": b"attendance:\n  - {name: Ann Lee, capacity: admiral}\n",
    "broken.yaml": b"attendance: [\n",
    "broken.json": b'{"attendance": [}',
    "no-suffix": bytes(range(256)) * 40,
}
# What the line says, beside the file's name.
SAYS = {
    "missing.md": "no such file",
    "empty.md": "is empty",
    "blank.md": "is empty",
    "binary.md": "binary",
    "prose.md": "no minutes",
    "misfit.yaml": "capacity",
    "broken.yaml": "broken.yaml:2:1: not readable as YAML",
    "broken.json": "broken.json:1:",
    "no-suffix": "binary",
}


@pytest.fixture
def bad(forum: Shell, tmp_path: Path) -> Path:
    """A folder with the bad files."""
    for name, data in BAD.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    return tmp_path


def assert_fails(shell: Shell, *words: object, status: int, says: str, stdin: str = "") -> None:
    """One line on standard error, nothing on standard output, the graph byte for byte as it was."""
    before = shell.graph.read_bytes()
    run = shell(*words, stdin=stdin)
    assert run.stdout == ""
    assert run.stderr.startswith("Error: ") and run.stderr.count("\n") == 1, run.stderr
    assert says in run.stderr
    assert run.returncode == status
    assert shell.graph.read_bytes() == before


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["parse", "check", "load"])
def test_a_bad_document(forum: Shell, bad: Path, command: str, name: str) -> None:
    assert_fails(forum, command, bad / name, status=1, says=SAYS[name])


@pytest.mark.parametrize("command", ["parse", "check", "load"])
def test_a_document_that_is_too_large(forum: Shell, command: str) -> None:
    again = ["--again"] if command == "load" else []
    words = [command, "--max-bytes", 100, *again, "minutes/may.md"]
    assert_fails(forum, *words, status=1, says="--max-bytes")


@pytest.mark.parametrize("limit", ["pages", "seconds", "expanded"])
def test_a_limit_can_be_raised(forum: Shell, limit: str) -> None:
    """The options that messages of the loaders name."""
    assert forum("parse", f"--max-{limit}", 5000, "minutes/may.md").returncode == 0
    assert f"--max-{limit} N" in forum("parse", "--help").stdout
    assert limit in {field.name for field in dataclasses.fields(Limits)}


def test_a_folder_to_parse(forum: Shell) -> None:
    assert_fails(forum, "parse", "minutes", status=1, says="is a folder")


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_folder_without_minutes(forum: Shell, tmp_path: Path, command: str) -> None:
    assert_fails(forum, command, tmp_path, status=1, says="holds no minutes")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("cypher", "MATCH (n RETURN n"), 1, "syntax error"),
        (("cypher", "RETURN"), 1, ""),
        (("cypher", "MATCH (n) SET n.name = 'x'"), 1, "--write"),
        (("cypher", "CREATE (:Person {key: 'x'})"), 1, "--write"),
        (("cypher", "MATCH (n) DETACH DELETE n"), 1, "--write"),
        (("cypher", "MERGE (n:Person {key: 'person:ann-lee'}) SET n.x = 1"), 1, "--write"),
        (("cypher", "DROP CONSTRAINT person_key"), 1, "--write"),
        (("cypher", "RETURN 1 AS one; MATCH (n) DETACH DELETE n"), 1, "one statement"),
        (("cypher", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"), 1, "LOAD CSV"),
        (("cypher", "RETURN $missing AS x"), 1, "missing"),
        (("cypher", "RETURN $x AS x", "-p", "x"), 2, "-p name=value"),
        (("cypher", "RETURN $x AS x", "-p", 'x={"a": 1}'), 2, "nested"),
        (("cypher", "RETURN $x AS x", "-p", "x=99999999999999999999"), 2, "too large"),
        (("cypher", " "), 2, "no query"),
        (("cypher",), 2, "no query"),
        (("query", "attendence"), 2, "attendance"),
        (("query", "attendance", "--columns", "persons"), 2, "person"),
        (("query", "said", "--since", "last year"), 2, "since"),
        (("unload", "march.md"), 2, "march.md"),
        (("view", "network", "--person", "Nobody", "-o", "x.html"), 2, "Nobody"),
        (("view", "network", "--meeting", "May", "--person", "Ann", "-o", "x.html"), 2, "one"),
        (("view", "network", "--cypher", "RETURN 1 AS x", "-o", "x.html"), 2, "nothing to draw"),
        (("view", "network", "--person", "Ann", "-p", "hop=2", "-o", "x.html"), 2, "hops"),
        (("view", "--query", "attendence", "-o", "x.html"), 2, "attendance"),
        (("view", "--query", "meetings", "-p", "meeting=x", "-o", "x.html"), 2, "meeting"),
        (("view", "--query", "said", "-p", "person=No", "-o", "x.html"), 2, "no rows"),
        (("view", "--query", "said", "--draw", "(x)", "-o", "x.html"), 2, "--draw: "),
        (("view", "network", "--draw", "(x:Y)", "-o", "x.html"), 2, "--cypher"),
        (("view", "--limit", "5", "--all", "--query", "said", "-o", "x.html"), 2, "--all"),
        (("view", "--limit", "5", "network", "-o", "x.html"), 2, "behind the kind"),
        (("view", "-o", "x.html"), 2, "draw what?"),
        (("view", "person", "Nobody", "-o", "x.html"), 2, "no person that fits Nobody"),
        (("view", "organisation", "Nobody", "-o", "x.html"), 2, "no organisation that fits"),
        (("view", "network", "-o", "no/such/folder/x.html"), 1, "cannot be written"),
        (("view", "network", "-o", "minutes"), 1, "cannot be written"),
        (("parse", "minutes/may.md", "-o", "no/such/folder/x.yaml"), 1, "cannot be written"),
        (("--graph", "other.kgl", "info"), 1, "no graph"),
        (("--graph", "other.kgl", "query", "meetings"), 1, "no graph"),
        (("--graph", "minutes/may.md", "info"), 2, ".kgl"),
        (("--graph", "https://example.org/x", "info"), 2, "https"),
        (("--graph", "", "load", "minutes"), 2, ".kgl"),
        (("--graph", "no/such/folder/x.kgl", "load", "minutes"), 1, "no folder"),
        ((), 2, "--help"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_one_line(forum: Shell, words: tuple[object, ...], status: int, says: str) -> None:
    assert_fails(forum, *words, status=status, says=says)
    assert not (forum.folder / "x.html").exists()
    assert not (forum.folder / "other.kgl").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("parse",),
        ("parse", "minutes/may.md", "--format", "csv"),
        ("query", "meetings", "--format", "xml"),
        ("query", "meetings", "--nonsense", "x"),
        ("load",),
        ("load", "--max-bytes", "0", "minutes"),
        ("view",),
        ("view", "hologram"),
        ("completion", "tcsh"),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_usage(forum: Shell, words: tuple[str, ...]) -> None:
    run = forum(*words)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Error: " in run.stderr.splitlines()[-1]


def test_a_graph_that_is_none(shell: Shell) -> None:
    shell.graph.write_bytes(b"this is no graph")
    assert_fails(shell, "info", status=1, says="minutes.kgl")
    assert_fails(shell, "load", "minutes", status=1, says="minutes.kgl")


def test_nothing_is_made_where_nothing_can_be_loaded(shell: Shell) -> None:
    run = shell("load", "missing.md")
    assert (run.returncode, run.stdout) == (1, "")
    assert [file.name for file in shell.folder.iterdir()] == ["minutes"]


def test_one_bad_file_does_not_stop_the_others(shell: Shell) -> None:
    (shell.folder / "minutes" / "empty.md").write_bytes(b"")
    run = shell("load", "minutes", "missing.md")
    assert (run.returncode, run.stdout) == (1, "")
    errors = [line for line in run.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 2
    assert "missing.md: no such file" in errors[0] and "empty.md is empty" in errors[1]
    assert (
        shell("query", "meetings", "--columns", "date").stdout == "date\n2024-05-14\n2024-06-11\n"
    )


def test_check_goes_on_after_a_bad_file(shell: Shell) -> None:
    run = shell("check", "missing.md", "minutes/may.md")
    assert run.returncode == 1
    assert run.stdout.startswith("minutes/may.md: 16 of 16 lines understood (100 %)")
    assert run.stderr == "Error: missing.md: no such file\n"


def test_a_graph_that_is_being_written(forum: Shell) -> None:
    with open_store(str(forum.graph), write=True):
        assert_fails(forum, "load", "--again", "minutes", status=1, says="is being written")
        assert forum("query", "meetings").returncode == 0, "readers need not wait"


def test_a_file_name_cannot_act_on_a_terminal(shell: Shell) -> None:
    run = shell("parse", "a\x1b[2J\nb\u202e.md")
    assert run.returncode == 1
    assert run.stderr == "Error: a\ufffd[2J b\ufffd.md: no such file\n"


def test_a_file_name_that_is_no_text(shell: Shell) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (shell.folder / name).write_text(FORUM_MAY, "utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    run = shell("load", ".")
    assert run.returncode == 1
    assert run.stderr.startswith("Error: caf\ufffd.md: rename it") and "Traceback" not in run.stderr
    assert (
        shell("query", "meetings", "--columns", "date").stdout == "date\n2024-05-14\n2024-06-11\n"
    )
    assert json.loads(shell("parse", name).stdout)["document"]["path"] == name


def test_what_an_earlier_version_loaded_is_loaded_again(shell: Shell) -> None:
    shell("load", "minutes")
    before = shell.dump()
    shell("cypher", "--write", "MATCH (d:Document) SET d.fingerprint = 'before'")
    shell("cypher", "--write", "MATCH (x:Paragraph) REMOVE x.stems")
    old = shell("trace", "beacon")
    assert old.returncode == 1
    assert old.stderr.endswith("load the documents again with minutegraph load\n")
    shell("load", "minutes")
    assert shell("trace", "beacon").returncode == 0
    assert shell.dump() == before


def test_files_of_a_folder_that_are_no_minutes_are_told(shell: Shell) -> None:
    folder = shell.folder / "minutes"
    (folder / "notes.rtf").write_text("Notes\n=====\n", "utf-8")
    (folder / "more.rtf").write_text("More\n====\n", "utf-8")
    (folder / "plan.pages").write_text("= Plan\n", "utf-8")
    told = "passed over, as no minutes are read from such files: .rtf (2), .pages (1)\n"
    assert told in shell("load", "minutes").stderr
    assert "passed over" not in shell("load", folder / "plan.pages").stderr


@pytest.mark.parametrize("option", ["--person", "--columns"])
def test_an_option_of_a_query_without_its_value_is_wrong_usage(forum: Shell, option: str) -> None:
    assert_fails(forum, "query", "attendance", option, status=2, says="requires an argument")


def test_a_query_of_ones_own_that_is_no_cypher_is_named(forum: Shell, tmp_path: Path) -> None:
    (tmp_path / "torn.cypher").write_text(
        "// What?\n// column a\nMATCH (n RETURN n.name AS a\n", "utf-8"
    )
    assert_fails(
        forum, "query", "--queries", tmp_path, "torn", status=1, says=f"{tmp_path}/torn.cypher: "
    )
