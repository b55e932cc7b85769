"""A Neo4j server as users meet it: signing in, errors, lines that break, copies for reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from minutegraph.errors import QueryError, ReadOnlyError, StoreError
from minutegraph.graph.content import tally
from minutegraph.graph.load import dump, load_minutes
from minutegraph.graph.model import Node
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes
from tests.conftest import Shell
from tests.graph.conftest import stated
from tests.neo4j.server import Server
from tests.neo4j.wire import breaking, speaking

Fresh = Callable[[], Store]

pytestmark = pytest.mark.neo4j


def refused(url: str) -> str:
    """What opening it and asking something says; the kind of error is that of stores."""
    with pytest.raises(StoreError) as caught, open_store(url) as store:
        store.read("RETURN 1 AS x")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_nobody_is_there() -> None:
    with speaking("closed") as port:
        pass
    assert refused(f"bolt://127.0.0.1:{port}") == (
        f"bolt://127.0.0.1:{port}: no Neo4j answers there: start it, or look at the address"
    )
    assert "no Neo4j answers there" in refused("neo4j://nowhere.invalid?timeout=1")


@pytest.mark.parametrize(
    ("agent", "bolt"),
    [("Neo4j/4.4.38", (4, 4)), ("Neo4j/5.25.1", (5, 4)), ("Neo4j/3.5.1", (0, 0))],
)
def test_a_server_that_is_too_old(agent: str, bolt: tuple[int, int]) -> None:
    with speaking(agent, bolt=bolt) as port:
        said = refused(f"bolt://127.0.0.1:{port}")
    assert said.endswith("5.26 or later is needed")
    assert agent.replace("/", " ") in said or bolt == (0, 0)


@pytest.mark.parametrize("code", ["Cluster.NotALeader", "General.ForbiddenOnReadOnlyDatabase"])
def test_a_copy_for_reading_only(code: str) -> None:
    with speaking("Neo4j/5.26.0", refusal=f"Neo.ClientError.{code}") as port:
        said = refused(f"bolt://127.0.0.1:{port}?timeout=1")
    assert "is a copy for reading only" in said and "neo4j:// in place of bolt://" in said


def test_who_signs_in(neo4j_server: Server, neo4j_url: str, forum: Shell) -> None:
    if neo4j_server.password is None:
        pytest.skip("this server asks for no password")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", "s3cret-but-wrong")
        said = refused(neo4j_url)
        assert "refuses user neo4j: look at NEO4J_USERNAME and NEO4J_PASSWORD" in said
        patch.delenv("NEO4J_USERNAME")
        patch.delenv("NEO4J_PASSWORD")
        assert "asks who you are: set NEO4J_USERNAME and NEO4J_PASSWORD" in refused(neo4j_url)
    run = forum("--graph", neo4j_url, "info", NEO4J_PASSWORD="s3cret-but-wrong")
    assert (run.returncode, run.stderr.count("\n"), run.stdout) == (1, 1, "")
    assert run.stderr.startswith("Error: ") and "s3cret" not in run.stderr
    (forum.folder / ".env").write_text(f"NEO4J_PASSWORD={neo4j_server.password}\n")
    assert forum("--graph", neo4j_url, "info").returncode == 0
    (forum.folder / ".env").unlink()


def test_a_database_that_is_not_there(neo4j_url: str) -> None:
    said = f"{neo4j_url}?database=lost has no database lost: see ?database= or NEO4J_DATABASE"
    assert refused(f"{neo4j_url}?database=lost") == said
    with open_store(f"{neo4j_url}?database=neo4j") as store:
        assert store.read("RETURN 1 AS x").rows == [{"x": 1}]


def test_tls_where_there_is_none(neo4j_url: str) -> None:
    where = urlsplit(neo4j_url).netloc
    assert "the server does not speak TLS" in refused(f"bolt+s://{where}")


def test_a_query_that_takes_too_long(neo4j_url: str) -> None:
    query = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN max(a * b) AS x"
    with (
        open_store(f"{neo4j_url}?timeout=0.5") as store,
        pytest.raises(QueryError, match="took too long and was stopped: ask for less"),
    ):
        store.read(query)


@pytest.mark.parametrize(
    "cypher",
    ["CREATE USER eve SET PASSWORD 'abcdefgh'", "DROP USER neo4j", "STOP DATABASE neo4j"],
)
def test_reading_does_not_administer(neo4j_url: str, cypher: str) -> None:
    with open_store(neo4j_url) as store, pytest.raises(ReadOnlyError):
        store.read(cypher)


def test_times_and_places(neo4j_url: str, fresh: Fresh) -> None:
    query = """
    RETURN datetime('2020-01-01T10:00:00Z') AS moment, localdatetime('2020-01-01T10:00:00') AS there,
      time('10:00') AS clock, localtime('10:00') AS here, date('2020-01-01') AS day,
      duration('P1Y2M3DT4H') AS long, duration('PT0.5S') AS short,
      point({latitude: 1.5, longitude: 2}) AS place, 7 / 2 AS whole, 7 / 2.0 AS part
    """
    with open_store(neo4j_url) as store:
        assert store.read(query).rows == fresh().read(query).rows


@pytest.mark.parametrize("times", [1, 50])
@pytest.mark.parametrize("after", [6_000, 21_000, 47_000])
def test_a_line_that_breaks(
    neo4j_empty: str, fresh: Fresh, series: list[Minutes], after: int, times: int
) -> None:
    """Once: the driver tries again. For good: what is there is whole, and the next load ends it."""
    port = urlsplit(neo4j_empty).port
    assert port
    with open_store(neo4j_empty, write=True) as direct:
        load_minutes(direct, series)
        expected = dump(direct)
        direct.write("MATCH (n) DETACH DELETE n")
        with breaking(port, after, times=times) as here:
            patience = "?timeout=1" if times > 1 else ""
            try:
                with open_store(f"bolt://127.0.0.1:{here}{patience}", write=True) as store:
                    load_minutes(store, series, batch=1)
            except StoreError as error:
                assert "lost" in str(error) and "\n" not in str(error)
                assert times > 1
        found = dump(direct)
        there = [n.key for n in found if isinstance(n, Node) and n.label == "Document"]
        for document in there:
            assert stated(found, document) == stated(expected, document) != []
        assert times > 1 or found == expected
        load_minutes(direct, series)
        assert dump(direct) == expected


def test_every_command(neo4j_server: Server, neo4j_empty: str, shell: Shell, tmp_path: Path) -> None:  # fmt: skip
    environment = {**neo4j_server.environment, "MINUTEGRAPH_GRAPH": neo4j_empty}

    def run(*words: object) -> str:
        done = shell(*words, **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("load", "minutes")
    assert "2 documents unchanged" in shell("load", "minutes", **environment).stderr
    assert shell("--graph", "minutes.kgl", "load", "minutes").returncode == 0
    for words in (
        ("query", "attendance", "--format", "csv"),
        ("query", "said", "--person", "ann", "--format", "csv"),
        ("cypher", "MATCH (p:Person) RETURN p.name AS name ORDER BY name"),
        ("analyse", "centrality"),
        ("export", "ical"),
    ):
        assert run(*words) == shell("--graph", "minutes.kgl", *words).stdout != ""
    assert "may.md" in run("info", "--format", "json")
    run("view", "network", "-o", "network.html")
    assert "Kit Marsh" in (shell.folder / "network.html").read_text("utf-8")
    run("export", "jsonl", "-o", "graph.jsonl")
    run("copy", neo4j_empty, "copy.kgl")
    run("unload", "june.md")
    assert "june.md" not in run("info", "--format", "json")
    run("copy", "copy.kgl", neo4j_empty, "--replace")
    with open_store(neo4j_empty) as server, open_store(str(shell.folder / "copy.kgl")) as file:
        assert tally(server) == tally(file)
    refused = shell("cypher", "CREATE (n:Person)", **environment)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
