"""`minutegraph resolve`: judging on the command line, and taking judgements back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import FORUM_JUNE, FORUM_MAY, Shell
from .neo4j.server import Server

MINUTES = """\
# Harbour Safety Forum (HSF)

Minutes of the meeting held on {day} 2024

## Present

{people}

## 1. Beacons

1.1 The beacon had failed again.
"""
JULY = "- Ann Lee, Boatmen's Union\n- Bo Eck, Harbour Charity\n- S. Poole, Lighthouse Trust"
AUGUST = (
    "- Ann Marsh, Boatmen's Union\n- Sam Poole, Lighthouse Trust\n- Sid Poole, Lighthouse Trust"
)


def made(folder: Path) -> Shell:
    """The minutes of two meetings more: a name changed, and an initial that two share."""
    shell = Shell(folder)
    (folder / "minutes").mkdir(parents=True)
    (folder / "minutes" / "may.md").write_text(FORUM_MAY, "utf-8")
    (folder / "minutes" / "june.md").write_text(FORUM_JUNE, "utf-8")
    for day, people in (("9 July", JULY), ("13 August", AUGUST)):
        file = folder / "minutes" / f"{day.split()[1].lower()}.md"
        file.write_text(MINUTES.format(day=day, people=people), "utf-8")
    run = shell("load", "minutes")
    assert run.returncode == 0, run.stderr
    assert "of names may be one: `minutegraph resolve` asks about them" in run.stderr
    return shell


@pytest.fixture
def harbour(tmp_path: Path) -> Shell:
    """A graph to judge in."""
    return made(tmp_path / "harbour")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The same, for what changes nothing."""
    return made(tmp_path_factory.mktemp("still") / "harbour")


def listed(shell: Shell, status: str) -> list[dict[str, object]]:
    run = shell("resolve", "list", "--format", "json")
    assert run.returncode == 0, run.stderr
    return [row for row in json.loads(run.stdout) if row["status"] == status]


def test_one_command_joins_and_one_undoes(harbour: Shell) -> None:
    before = harbour.dump()
    for file in (harbour.folder / "minutes").iterdir():
        file.unlink()  # no document is read again
    run = harbour("resolve", "same", "Ann Lee", "Ann Marsh")
    assert run.returncode == 0, run.stderr
    rows = json.loads(harbour("query", "attendance", "--person", "Ann", "--format", "json").stdout)
    assert {row["person"] for row in rows} == {"Ann Lee"}
    assert {row["source"].split(",")[0] for row in rows} == {
        "may.md", "june.md", "july.md", "august.md",
    }  # fmt: skip
    assert "same" in (harbour.folder / "minutes.registry.yaml").read_text("utf-8")
    assert [row["names"] for row in listed(harbour, "judged")] == [["Ann Lee", "Ann Marsh"]]
    run = harbour("resolve", "undo", "same", "Ann Lee", "Ann Marsh")
    assert run.returncode == 0, run.stderr
    assert harbour.dump() == before


@pytest.mark.neo4j
def test_a_server_is_judged_like_a_file(
    harbour: Shell, neo4j_server: Server, neo4j_empty: str
) -> None:
    server = neo4j_server.environment
    before = harbour("--graph", neo4j_empty, "load", "minutes", **server)
    assert before.returncode == 0, before.stderr
    there = ("--graph", neo4j_empty, "--registry", "who.yaml")
    names = "MATCH (p:Person) RETURN p.key AS key, p.name AS name, p.aliases AS aliases"

    def people(*options: str) -> object:
        found = json.loads(harbour(*options, "cypher", names, "--format", "json", **server).stdout)
        return sorted(found, key=lambda row: str(row["key"]))

    plain = people(*there)
    assert plain == people()
    for command in (["same", "Ann Lee", "Ann Marsh"], ["name", "Bo Ek", "Boris Ek"]):
        run = harbour(*there, "resolve", *command, **server)
        assert run.returncode == 0, run.stderr
        assert harbour("resolve", *command).returncode == 0
    assert people(*there) == people() != plain
    assert harbour(*there, "resolve", "undo", "name", "Bo Ek", **server).returncode == 0
    undone = harbour(*there, "resolve", "undo", "same", "Ann Lee", "Ann Marsh", **server)
    assert undone.returncode == 0
    assert people(*there) == plain


def test_the_dialogue_remembers_every_answer(harbour: Shell) -> None:
    pairs = [row["names"] for row in listed(harbour, "candidate")]
    assert len(pairs) == 4
    run = harbour("resolve", stdin="n\ns\nq\n")
    assert run.returncode == 0, run.stderr
    assert "S. Poole, Lighthouse Trust – july.md, line 9" in run.stdout
    # The initial is not Sam's, so it can only be Sid's: one answer settles two pairs.
    assert "1 pair judged, 2 left" in run.stderr
    run = harbour("resolve", stdin="y\nu\n")
    assert run.returncode == 0, run.stderr
    assert not listed(harbour, "candidate")
    assert len(listed(harbour, "judged")) == 3
    assert harbour("resolve").returncode == 0
    rows = json.loads(harbour("query", "unresolved", "--format", "json").stdout)
    assert not [row for row in rows if row["kind"] == "person"]


def test_names_aliases_and_acronyms(harbour: Shell) -> None:
    before = harbour.dump()
    assert harbour("resolve", "name", "Bo Ek", "Boris Ek").returncode == 0
    assert harbour("resolve", "alias", "Boris Ek", "Bo the Beacon").returncode == 0
    assert harbour("resolve", "acronym", "Harbour Charity", "HC").returncode == 0
    assert harbour("resolve", "sector", "Harbour Charity", "private").returncode == 0
    assert harbour("resolve", "parent", "Harbour Charity", "Lighthouse Trust").returncode == 0
    query = (
        "MATCH (p:Person {key: 'person:boris-ek'})-[:AFFILIATED_WITH]->(o)"
        "-[:PART_OF]->(larger) "
        "RETURN p.name AS name, p.aliases AS aliases, o.acronym AS acronym, "
        "o.sector AS sector, larger.name AS parent"
    )
    (row,) = json.loads(harbour("cypher", query, "--format", "json").stdout)
    assert row == {
        "name": "Boris Ek", "aliases": ["Bo Ek", "Bo the Beacon"], "acronym": "HC",
        "sector": "private", "parent": "Lighthouse Trust",
    }  # fmt: skip
    for verb in ("sector", "parent"):
        assert harbour("resolve", "undo", verb, "Harbour Charity").returncode == 0
    assert harbour("resolve", "undo", "acronym", "Harbour Charity").returncode == 0
    assert harbour("resolve", "undo", "alias", "Bo Ek", "Bo the Beacon").returncode == 0
    assert harbour("resolve", "undo", "name", "Bo Ek").returncode == 0
    assert harbour.dump() == before


def test_a_registry_changed_by_hand_is_applied_by_the_next_load(harbour: Shell) -> None:
    registry = harbour.folder / "minutes.registry.yaml"
    registry.write_text("# mine\npeople:\n  names: {Bo Ek: Boris Ek}\n", "utf-8")
    assert harbour("load", "minutes").returncode == 0
    assert "Boris Ek" in harbour("query", "attendance", "--person", "Boris").stdout
    registry.write_text("people:\n  nams: {}\n", "utf-8")
    run = harbour("load", "minutes")
    assert run.returncode == 1
    assert run.stderr == (
        "Error: minutes.registry.yaml, line 2: unknown key 'nams': did you mean 'names'?\n"
    )


@pytest.mark.parametrize(
    "words, message",
    [
        (["same", "Ann Lee", "Bo Eckk"], "called Bo Eckk: near it are Bo Eck"),
        (["same", "Poole", "Ann Lee"], "near it are"),
        (["same", "Ann Lee", "ann lee"], "are one already: nothing to do"),
        (["same", "Ann Lee", "Harbour Charity"], "are a person and an organisation"),
        (["different", "Ann Lee", "person:ann-lee"], "say which parts of it are different"),
        (["acronym", "Ann Lee", "AL"], "Ann Lee is a person"),
        (["parent", "Harbour Charity", "Ann Lee"], "is no other organisation"),
        (["name", "Ann Lee", " "], "the name is empty"),
        (["undo", "same", "Ann Lee", "Bo Ek"], "nothing is judged as same"),
    ],
)
def test_what_is_wrong_is_one_line(still: Shell, words: list[str], message: str) -> None:
    run = still("resolve", *words)
    assert run.returncode == 2
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
    assert not (still.folder / "minutes.registry.yaml").exists()


def test_an_ambiguous_name_is_refused_with_the_list(shell: Shell) -> None:
    file = shell.folder / "minutes" / "july.md"
    people = "- Ann Lee, Boatmen's Union\n- Ann Lee, Harbour Charity\n- Bo Ek, Harbour Charity"
    file.write_text(MINUTES.format(day="9 July", people=people), "utf-8")
    assert shell("load", "minutes").returncode == 0
    run = shell("resolve", "same", "Ann Lee", "Bo Ek")
    assert run.returncode == 2
    assert "Ann Lee, Boatmen's Union (person:ann-lee~boatmens-union)" in run.stderr
    assert "Ann Lee, Harbour Charity (person:ann-lee~harbour-charity)" in run.stderr
    run = shell("resolve", "same", "Ann Lee @ Harbour Charity", "Bo Ek")
    assert run.returncode == 0, run.stderr
    run = shell("resolve", "different", "Bo Ek", "person:ann-lee~harbour-charity")
    assert run.returncode == 2


def test_a_server_needs_to_be_told_where_judgements_are(shell: Shell) -> None:
    run = shell("--graph", "neo4j://localhost:1", "resolve", "list")
    assert run.returncode == 2
    assert "--registry FILE" in run.stderr


OPEN = """\
# Harbour Safety Forum

Minutes of the meeting held on 3 September 2024

## Present

- Ann Lee (AL), Boatmen's Union
- Alan Lowe (AL), Harbour Charity
- Sam Poole, Lighthouse Trust
- Sam Reed, Lighthouse Trust

## Secretariat

- Max Dale, Harbour Office

## 1. Beacon

1.1 AL said that the beacon had failed.

1.2 Sam said that it had not.

ACTION: AL to look.

ACTION: secretariat to write to the Office.
"""


def test_all_that_is_ambiguous_is_listed_and_a_secretariat_is_whom_the_list_says(
    shell: Shell,
) -> None:
    (shell.folder / "open.md").write_text(OPEN, "utf-8")
    run = shell("load", "open.md")
    assert "3 names unresolved" in run.stderr
    rows = json.loads(shell("query", "unresolved", "--format", "json").stdout)
    assert [(row["name"], row["kind"], row["candidates"]) for row in rows] == [
        ("AL", "name", "Ann Lee or Alan Lowe"),
        ("Sam", "name", "Sam Poole or Sam Reed"),
        ("AL", "owner", None),
    ]
    actions = json.loads(shell("query", "actions", "--owner", "Dale", "--format", "json").stdout)
    assert [row["action"] for row in actions] == ["secretariat to write to the Office."]
