"""Exports, read back by the tools they are for; the importer's files by the importer itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import networkx as nx
import pytest
import trustme

from minutegraph.errors import MinutegraphError, StoreError, UsageError
from minutegraph.exports import FORMATS as COMMANDS
from minutegraph.graph.content import all_nodes, all_relationships, tally
from minutegraph.graph.export import FORMATS, write
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes
from tests.conftest import Shell
from tests.neo4j.fixtures import another_server

Fresh = Callable[[], Store]

TLS = """\
server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.client_auth=NONE
dbms.ssl.policy.bolt.base_directory={folder}
"""
AWKWARD = 'A "quoted", \\ line\nand; more \x0c\ufffe é'


@pytest.fixture
def source(fresh: Fresh, series: list[Minutes]) -> Store:
    """The samples, with what formats stumble over."""
    store = fresh()
    load_minutes(store, series)
    store.write(
        "MATCH (p:Person {key: 'person:ben'}) SET p.`odd name` = 1.5, p.note = $text, p:VIP "
        "CREATE (p)-[:OWNS {since: date('2020-01-01'), kind: 'x', names: ['', $text], one: ['']}]->"
        "(:Boat {key: 'boat:1', afloat: true, name: $text, empty: '', sizes: [1, 2], none: ['']})",
        text=AWKWARD,
    )
    return store


def test_every_format_is_a_command() -> None:
    assert COMMANDS.keys() == FORMATS.keys()


def test_json_lines(source: Store, tmp_path: Path) -> None:
    counts = write(source, "jsonl", tmp_path / "graph.jsonl")
    lines = (tmp_path / "graph.jsonl").read_text("utf-8").split("\n")
    rows = [json.loads(line) for line in lines[:-1]]
    nodes = [row for row in rows if row["is"] == "node"]
    assert (len(nodes), len(rows) - len(nodes)) == (counts["nodes"], counts["relationships"])
    boat = next(row for row in nodes if row["key"] == "boat:1")
    assert (boat["labels"], boat["properties"]["name"]) == (["Boat"], AWKWARD)
    owns = next(row for row in rows if row.get("kind") == "OWNS")
    assert owns["start"] == {"label": "Person", "key": "person:ben"}
    assert owns["properties"] == {
        "since": "2020-01-01", "kind": "x", "names": ["", AWKWARD], "one": [""]
    }  # fmt: skip
    assert not any("told" in row["properties"] for row in rows)


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape"])
def test_networks(source: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"graph.{name}"
    write(source, name, path)
    if name == "graphml":
        graph = nx.read_graphml(path, force_multigraph=True)
    elif name == "gexf":
        graph = nx.read_gexf(path, version="1.2draft")
    else:
        graph = nx.cytoscape_graph(json.loads(path.read_text("utf-8")))
    assert set(graph) == {node.key for node in all_nodes(source, bookkeeping=False)}
    ends = sorted((each.start[1], each.end[1]) for each in all_relationships(source))
    assert sorted(graph.edges()) == ends
    ida = graph.nodes["person:ida-brook"]
    assert ida["label"] == "Ida Brook"
    assert ida["labels"] == (["Person", "Member"] if name == "cytoscape" else "Person; Member")
    assert graph.nodes["boat:1"]["name"] == AWKWARD.replace("\x0c", "\ufffd").replace(
        "\ufffe", "\ufffd"
    )
    (owns,) = graph["person:ben"]["boat:1"].values()
    assert (owns["since"], owns["label"]) == ("2020-01-01", "OWNS")


@pytest.mark.neo4j
def test_the_importer_makes_the_same_graph(source: Store, tmp_path: Path) -> None:
    """On a server that speaks TLS to whoever asks for it, which is thus tested as well."""
    folder = tmp_path / "csv"
    write(source, "neo4j-admin", folder)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_pem.write_to_path(str(tmp_path / "private.key"))
    certificate.cert_chain_pems[0].write_to_path(str(tmp_path / "public.crt"))
    settings = TLS.format(folder=tmp_path)
    with another_server(settings=settings, imported=folder) as url:
        secure = f"bolt+s://{urlsplit(url).netloc}"
        with open_store(secure.replace("+s", "+ssc"), write=True) as store:
            for statement in (folder / "schema.cypher").read_text("utf-8").split(";\n"):
                if statement:
                    store.write(statement)
            assert tally(store) == tally(source)
            before = store.read("SHOW CONSTRAINTS").rows
            store.schema()
            assert store.read("SHOW CONSTRAINTS").rows == before
        with pytest.raises(StoreError, match="shows a certificate that is not trusted: \\+ssc"):
            open_store(secure)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
            with open_store(secure) as store:
                assert store.read("RETURN 1 AS x").rows == [{"x": 1}]


def test_a_property_of_several_types(source: Store, tmp_path: Path) -> None:
    source.write("CREATE (:Boat {key: 'boat:2', afloat: 'perhaps'})")
    with pytest.raises(StoreError, match="afloat of Boat is (string|boolean) in one place and"):
        write(source, "neo4j-admin", tmp_path / "csv")
    assert list(tmp_path.glob("*csv*")) == []


def test_where_it_cannot_be_written(source: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(UsageError, match="name a new one"):
        write(source, "neo4j-admin", tmp_path / "full")
    with pytest.raises(UsageError, match="is a folder"):
        write(source, "jsonl", tmp_path / "full")
    with pytest.raises(MinutegraphError, match="cannot be written: No such file"):
        write(source, "gexf", tmp_path / "lost" / "x.gexf")


def test_the_command(forum: Shell, tmp_path: Path) -> None:
    run = forum("export", "jsonl", "-o", tmp_path / "graph.jsonl")
    assert (run.returncode, run.stdout) == (0, "")
    assert "nodes" in run.stderr and (tmp_path / "graph.jsonl").exists()
    assert forum("export", "jsonl").returncode == 2
