"""The commands as users run them: what is printed where, what is written, what is left alone."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FORUM_MAY, Shell


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def on_a_terminal(shell: Shell, *words: object) -> str:
    """What the command prints where standard output is a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        shell.command("--quiet", *words), stdout=slave, cwd=shell.folder, env=shell.environment()
    ) as process:
        os.close(slave)
        shown = b""
        while part := _read(master):
            shown += part
    os.close(master)
    assert process.returncode == 0
    return shown.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux: the other side is closed
        return b""


class TestStart:
    def test_the_first_help_imports_nothing_but_its_text(self) -> None:
        code = (
            "import sys; sys.argv[1:] = ['--help']\n"
            "from minutegraph.__main__ import main; main()\n"
            "print([m for m in ('click', 'pydantic', 'kglite', 'rich') if m in sys.modules])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        assert run.stdout.splitlines()[0].startswith("Usage: minutegraph")
        assert run.stdout.splitlines()[-1] == "[]"

    @pytest.mark.parametrize("words", [["load", "--help"], ["--version"]])
    def test_other_help_imports_click_alone(self, words: list[str]) -> None:
        code = (
            f"import sys; sys.argv[1:] = {words!r}\n"
            "from minutegraph.__main__ import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "heavy = ('pydantic', 'kglite', 'yaml', 'networkx', 'pyvis', 'rich')\n"
            "print([m for m in heavy if m in sys.modules])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        assert run.stdout.splitlines()[-1] == "[]"

    def test_version(self, forum: Shell) -> None:
        assert re.fullmatch(r"minutegraph \d+\.\d+\.\d+\n", forum("--version").stdout)


class TestParse:
    def test_json(self, shell: Shell) -> None:
        run = shell("parse", "minutes/may.md")
        assert (run.returncode, run.stderr) == (0, "")
        found = json.loads(run.stdout)
        assert found["document"]["path"] == "minutes/may.md"
        assert found["meeting"]["date"] == "2024-05-14"
        assert [a["name"] for a in found["attendance"] if a["capacity"] == "official"] == [
            "Kit Marsh"
        ]
        assert found["actions"][0]["owners"] == ["Bo Ek"]

    def test_nothing_is_loaded(self, shell: Shell) -> None:
        shell("parse", "minutes/may.md")
        shell("check", "minutes/may.md")
        assert not shell.graph.exists()

    def test_yaml_is_corrected_and_loaded(self, shell: Shell) -> None:
        run = shell("parse", "minutes/may.md", "-o", "may.yaml")
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
        written = shell.folder / "may.yaml"
        assert (
            written.read_text("utf-8")
            == shell("parse", "minutes/may.md", "--format", "yaml").stdout
        )
        written.write_text(written.read_text("utf-8").replace("Sam Poole", "Samir Poole"), "utf-8")
        assert shell("load", "may.yaml").returncode == 0
        people = shell("query", "attendance", "--columns", "person").stdout.split("\n")
        assert "Samir Poole" in people and "Sam Poole" not in people


class TestCheck:
    def test_report(self, shell: Shell) -> None:
        (shell.folder / "odd.md").write_text(
            FORUM_MAY.replace("- Sam Poole, Lighthouse Trust", "- Ann Rowe, Lighthouse Trust")
            + "\n2.2 Ann said that the tide tables were late.\n",
            "utf-8",
        )
        run = shell("check", "odd.md", "minutes/june.md")
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout.startswith("odd.md: 17 of 17 lines understood (100 %), 1 warning\n")
        assert re.search(r"^ +31  .*Ann.*\[ambiguous-name\]$", run.stdout, re.MULTILINE)
        assert "Ann Lee" in run.stdout and "Ann Rowe" in run.stdout
        assert run.stdout.endswith("\n2 documents: 25 of 25 lines understood (100 %), 1 warning\n")
        assert shell("check", "--strict", "minutes/june.md").returncode == 0
        strict = shell("check", "--strict", "odd.md", "minutes/june.md")
        assert strict.returncode == 1
        assert strict.stdout == run.stdout

    def test_a_line_that_is_not_understood_is_quoted(self, shell: Shell) -> None:
        (shell.folder / "odd.md").write_text(
            FORUM_MAY.replace("## Present", "zzz ### qqq 12 ### zzz\n\n## Present"), "utf-8"
        )
        found = json.loads(shell("check", "odd.md", "--format", "json").stdout)
        assert [each["document"] for each in found] == ["odd.md"]
        assert found[0]["not_understood"] == [{"line": 5, "text": "zzz ### qqq 12 ### zzz"}]
        assert found[0]["lines"] == found[0]["understood"] + 1
        assert 0.9 < found[0]["share"] < 1
        assert "     5  zzz ### qqq 12 ### zzz\n" in shell("check", "odd.md").stdout
        listed = rows(shell("check", "odd.md", "--format", "csv").stdout)
        assert [(row["kind"], row["line"]) for row in listed] == [
            ("coverage", ""),
            ("not-understood", "5"),
        ]

    def test_a_line_of_a_format_without_lines_is_quoted_too(self, shell: Shell) -> None:
        paragraphs = [line for line in FORUM_MAY.splitlines() if line]
        paragraphs.insert(2, "zzz ### qqq 12 ### zzz")
        html = "".join(
            f"<h2>{line[3:]}</h2>" if line.startswith("## ") else f"<p>{line}</p>"
            for line in paragraphs
        )
        (shell.folder / "odd.html").write_text(f"<html><body>{html}</body></html>", "utf-8")
        found = json.loads(shell("check", "odd.html", "--format", "json").stdout)[0]
        assert "zzz ### qqq 12 ### zzz" in [line["text"] for line in found["not_understood"]]

    def test_a_profile_is_drafted_and_used(self, shell: Shell) -> None:
        odd = shell.folder / "odd.txt"
        odd.write_text(
            "Harbour Safety Forum\n\nMinutes of the meeting held on 14 May 2024\n\nPresent\n\n"
            "Ann Lee, Boatmen's Union\nBo Ek, Harbour Charity\n\n1. Beacon\n\n"
            "1.1 Ann Lee said that the beacon had failed.\n\n>> Bo Ek > to buy a lamp\n",
            "utf-8",
        )
        run = shell("check", "--suggest-profile", "odd.txt")
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout.startswith("# A draft")
        profile = shell.folder / "ours.yaml"
        profile.write_text("action: '>> (?P<owner>[^>]+) > (?P<text>.+)'\n", "utf-8")
        found = json.loads(shell("parse", "odd.txt", "--profile", "ours.yaml").stdout)
        assert [(a["text"], a["owners"]) for a in found["actions"]] == [
            ("to buy a lamp", ["Bo Ek"])
        ]


class TestLoad:
    def test_summary_goes_to_standard_error(self, shell: Shell) -> None:
        run = shell("load", "minutes")
        assert (run.returncode, run.stdout) == (0, "")
        assert "documents: 2 added\n" in run.stderr
        assert re.search(r"^nodes: \d+ added, 0 removed$", run.stderr, re.MULTILINE)

    def test_quiet(self, shell: Shell) -> None:
        run = shell("--quiet", "load", "minutes")
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")

    def test_loading_again_changes_nothing(self, shell: Shell) -> None:
        shell("load", "minutes")
        before = shell.dump()
        again = shell("load", "minutes/june.md", "minutes", "minutes/../minutes/may.md")
        assert again.stderr.endswith("documents unchanged\n")
        assert shell("load", "--again", "minutes").returncode == 0
        assert shell.dump() == before

    def test_a_changed_document_is_replaced(self, shell: Shell) -> None:
        shell("load", "minutes")
        before = shell.dump()
        may = shell.folder / "minutes" / "may.md"
        may.write_text(FORUM_MAY.replace("Sam Poole", "Sue Poole"), "utf-8")
        run = shell("load", "minutes")
        assert "documents: 1 changed, 1 unchanged\n" in run.stderr
        people = shell("query", "attendance", "--columns", "person").stdout
        assert "Sue Poole" in people and "Sam Poole" not in people
        may.write_text(FORUM_MAY, "utf-8")
        shell("load", "minutes")
        assert shell.dump() == before

    def test_unload_takes_out_one_document(self, shell: Shell) -> None:
        shell("load", "minutes/may.md")
        before = shell.dump()
        shell("load", "minutes/june.md")
        run = shell("unload", "minutes/june.md")
        assert (run.returncode, run.stdout) == (0, "")
        assert "documents: 1 removed\n" in run.stderr
        assert shell.dump() == before

    def test_the_graph_is_where_the_environment_says(self, shell: Shell) -> None:
        run = shell("load", "minutes", MINUTEGRAPH_GRAPH="other.kgl")
        assert run.returncode == 0
        assert (shell.folder / "other.kgl").exists() and not shell.graph.exists()
        assert shell("--graph", "other.kgl", "info", MINUTEGRAPH_GRAPH="no.kgl").returncode == 0


class TestQuery:
    def test_without_a_name_the_questions(self, forum: Shell) -> None:
        listed = rows(forum("query").stdout)
        assert {"name": "attendance", "question": "Who attended which sessions?"} in listed

    def test_help_of_one(self, forum: Shell) -> None:
        run = forum("query", "attendance", "--help")
        assert "Who attended which sessions?" in run.stdout
        assert "--capacity TEXT" in run.stdout
        assert "Columns: meeting, date, session, person" in run.stdout

    def test_its_parameters_are_options(self, forum: Shell) -> None:
        run = forum("query", "attendance", "--meeting", "2024-05-14", "--capacity", "official")
        assert run.stderr == "1 row\n"
        found = rows(run.stdout)
        assert [row["person"] for row in found] == ["Kit Marsh"]
        assert found[0]["source"] == "may.md, line 13"

    def test_json(self, forum: Shell) -> None:
        run = forum("query", "meetings", "--format", "json", "--columns", "date,items")
        assert json.loads(run.stdout) == [
            {"date": "2024-05-14", "items": 2},
            {"date": "2024-06-11", "items": 1},
        ]

    def test_the_format_may_stand_before_the_name(self, forum: Shell) -> None:
        words = ("meetings", "--columns", "date")
        assert forum("query", "--format", "json", *words).stdout.startswith("[")
        assert forum("query", "--format", "json", *words, "--format", "csv").stdout == (
            "date\n2024-05-14\n2024-06-11\n"
        )

    def test_a_table_on_a_terminal_and_csv_elsewhere(self, forum: Shell) -> None:
        words = ("query", "meetings", "--columns", "date,items")
        assert forum(*words).stdout == "date,items\n2024-05-14,2\n2024-06-11,1\n"
        assert on_a_terminal(forum, *words) == (
            "date        items\n─────────────────\n2024-05-14      2\n2024-06-11      1\n"
        )

    def test_no_rows(self, forum: Shell) -> None:
        run = forum("query", "said", "--topic", "submarines", "--format", "table")
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "0 rows\n")


class TestCypher:
    def test_parameters_are_typed(self, forum: Shell) -> None:
        names = {
            "i": ("3", 3),
            "f": ("0.5", 0.5),
            "b": ("true", True),
            "n": ("null", None),
            "l": ('["a", "b"]', ["a", "b"]),
            "s": ("Ann Lee", "Ann Lee"),
            "z": ("007", "007"),
            "q": ('"3"', "3"),
            "e": ("a=b", "a=b"),
            "nan": ("NaN", "NaN"),
        }
        query = "RETURN " + ", ".join(f"${name} AS {name}" for name in names)
        given = [word for name, (text, _) in names.items() for word in ("-p", f"{name}={text}")]
        run = forum("cypher", query, *given, "--format", "json")
        assert json.loads(run.stdout) == [{name: value for name, (_, value) in names.items()}]

    def test_a_parameter_is_never_cypher(self, forum: Shell) -> None:
        hostile = "' DETACH DELETE n //"
        run = forum("cypher", "MATCH (n:Person) WHERE n.name = $x RETURN n", "-p", f"x={hostile}")
        assert (run.returncode, run.stdout) == (0, "n\n")

    @pytest.mark.parametrize("words", [("cypher",), ("cypher", "-")])
    def test_from_standard_input(self, forum: Shell, words: tuple[str, ...]) -> None:
        run = forum(*words, stdin="MATCH (m:Meeting)\nRETURN m.date AS date ORDER BY date\n")
        assert run.stdout == "date\n2024-05-14\n2024-06-11\n"

    def test_a_node_in_json(self, forum: Shell) -> None:
        query = "MATCH (p:Person {name: 'Ann Lee'}) RETURN p"
        found = json.loads(forum("cypher", query, "--format", "json").stdout)[0]["p"]
        assert found["labels"] == ["Person", "Member"] and found["key"] == "person:ann-lee"
        assert not {"id", "type", "title"} & set(found["properties"])

    def test_write(self, shell: Shell) -> None:
        shell("load", "minutes")
        run = shell("cypher", "--write", "MATCH (p:Person {name: 'Bo Ek'}) SET p.honorific = 'Dr'")
        assert (run.returncode, run.stdout) == (0, "")
        query = "MATCH (p:Person) WHERE p.honorific = 'Dr' RETURN p.name AS name"
        assert shell("cypher", query).stdout == "name\nBo Ek\n"


class TestInfoAndSchema:
    def test_info(self, forum: Shell) -> None:
        found = json.loads(forum("info", "--format", "json").stdout)
        assert found["nodes"]["Meeting"] == 2 and found["relationships"]["FOLLOWS"] == 1
        assert [d["path"] for d in found["documents"]] == ["minutes/may.md", "minutes/june.md"]
        assert "Meeting" in forum("info", "--format", "table").stdout
        listed = rows(forum("info").stdout)
        assert {"kind": "node", "name": "Meeting", "count": "2"} in listed

    def test_schema_needs_no_graph(self, shell: Shell) -> None:
        listed = rows(shell("schema").stdout)
        assert [r for r in listed if r["pattern"] == "(:Person) -[:ATTENDED]-> (:Session)"]
        assert not shell.graph.exists()

    def test_json_schema(self, forum: Shell) -> None:
        schema = json.loads(forum("schema", "--json").stdout)
        assert {"attendance", "items", "actions"} <= set(schema["properties"])


class TestView:
    @pytest.mark.parametrize(
        ("words", "heading"),
        [
            ((), "The whole graph"),
            (("--meeting", "2024-05-14"), "HSF 2024-05-14"),
            (("--person", "ek", "-p", "hops=2"), "Bo Ek"),
            (("--organisation", "Harbour Charity"), "Harbour Charity"),
            (
                ("--cypher", "MATCH p=(:Action)-[:ASSIGNED_TO]->() RETURN p"),
                "MATCH p=(:Action)-[:ASSIGNED_TO]-&gt;() RETURN p",
            ),
        ],
    )
    def test_network(
        self, forum: Shell, tmp_path: Path, words: tuple[str, ...], heading: str
    ) -> None:
        page = tmp_path / "view.html"
        run = forum("view", "network", *words, "-o", page)
        assert (run.returncode, run.stdout) == (0, "")
        text = page.read_text("utf-8")
        assert f"<h1>{heading}</h1>" in re.sub(r"<h1[^>]*>\s*", "<h1>", text)
        assert "Bo Ek" in text
        assert [file.name for file in tmp_path.iterdir()] == ["view.html"]

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--query", "attendance", "-p", "person=Bo Ek"), ("Bo Ek", "HSF 2024-05-14")),
            (
                (
                    *("--cypher", "MATCH (p:Person)-[:ATTENDED]->() RETURN DISTINCT p.name AS who"),
                    *("--draw", "(who:Person)"),
                ),
                ("Bo Ek",),
            ),
            (("--query", "co-attendance", "--limit", "2"), ("Drawn: 2 of", "Bo Ek")),
            (("person", "Bo Ek"), ("Bo Ek", "Roles over time")),
            (("organisation", "Harbour Charity"), ("Harbour Charity", "People over time")),
        ],
        ids=lambda value: " ".join(value[:2]),
    )
    def test_without_a_kind_and_of_one(
        self, forum: Shell, tmp_path: Path, words: tuple[str, ...], says: tuple[str, ...]
    ) -> None:
        page = tmp_path / "view.html"
        run = forum("view", *words, "-o", page)
        assert (run.returncode, run.stdout) == (0, ""), run.stderr
        text = page.read_text("utf-8")
        assert all(each in text for each in says)

    def test_the_same_graph_gives_the_same_bytes(self, forum: Shell, tmp_path: Path) -> None:
        for name in ("a.html", "b.html"):
            forum("view", "network", "-o", tmp_path / name)
        assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


class TestShell:
    @pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
    def test_completion_script(self, forum: Shell, shell_name: str) -> None:
        assert "_MINUTEGRAPH_COMPLETE" in forum("completion", shell_name).stdout

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [("minutegraph unl", "unload"), ("minutegraph query apol", "apologies")],
    )
    def test_completion(self, forum: Shell, typed: str, offered: str) -> None:
        run = forum(
            _MINUTEGRAPH_COMPLETE="bash_complete",
            COMP_WORDS=typed,
            COMP_CWORD=str(len(typed.split()) - 1),
        )
        assert run.stdout.split() == [f"plain,{offered}"]

    def test_a_reader_that_has_seen_enough(self, forum: Shell) -> None:
        """`minutegraph … | head -1` ends without a word."""
        with subprocess.Popen(
            forum.command("cypher", "UNWIND range(1, 100000) AS number RETURN number"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=forum.folder,
            env=forum.environment(),
        ) as process:
            assert process.stdout and process.stderr
            assert process.stdout.readline() == b"number\n"
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 1

    def test_an_interrupt(self, forum: Shell) -> None:
        """Ctrl-C while it waits for the rest of its input."""
        # Where the tests run in the background, interrupts are ignored, and that is inherited.
        code = (
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from minutegraph.__main__ import main; main()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, "cypher", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=forum.folder,
            env=forum.environment(),
        ) as process:
            assert process.stdin and process.stdout and process.stderr
            # More than a pipe holds: written only once the other side is reading.
            process.stdin.write(b" " * 1_000_000)
            process.stdin.flush()
            # One that comes between two reads of the other side is noticed only at the next.
            for _ in range(100):
                process.send_signal(signal.SIGINT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=0.5)
                    break
            assert process.returncode == 130
            assert process.stdout.read() == process.stderr.read() == b""

    def test_a_device_is_not_replaced(self, forum: Shell) -> None:
        run = forum("parse", "minutes/may.md", "-o", "/dev/stdout")
        assert json.loads(run.stdout)["meeting"]["date"] == "2024-05-14"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    shell = Shell(tmp_path_factory.mktemp("demo"))
    run = shell("demo")
    assert (run.returncode, run.stderr) == (0, "")
    return shell, run.stdout


class TestDemo:
    def test_three_questions_are_answered(self, demo: tuple[Shell, str]) -> None:
        _, text = demo
        assert len(re.findall(r"^\d\. .*\?$", text, re.MULTILINE)) == 3
        for part in re.split(r"^\d\. ", text, flags=re.MULTILINE)[1:]:
            assert part.count("────") and len(part.splitlines()) > 8
        assert max(len(line) for line in text.splitlines() if "$ " not in line) <= 80

    def test_its_commands_can_be_typed(self, demo: tuple[Shell, str]) -> None:
        shell, text = demo
        commands = re.findall(r"^(?:\$|  )? ?(minutegraph --graph .*)$", text, re.MULTILINE)
        assert len(commands) >= 6
        for command in commands:
            run = shell(*shlex.split(command)[1:])
            assert run.returncode == 0, run.stderr

    def test_its_views_are_there(self, demo: tuple[Shell, str]) -> None:
        shell, text = demo
        named = re.findall(r"^  (demo/\w+\.html): ", text, re.MULTILINE)
        assert len(named) == 3
        for name in named:
            assert (shell.folder / name).read_text("utf-8").startswith("<!DOCTYPE html>")

    def test_again_over_the_first(self, demo: tuple[Shell, str]) -> None:
        shell, text = demo
        assert shell("demo").stdout == text

    def test_a_folder_that_cannot_be_made(self, shell: Shell) -> None:
        (shell.folder / "file").write_text("")
        run = shell("demo", "file/demo")
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.startswith("Error: ") and run.stderr.count("\n") == 1
