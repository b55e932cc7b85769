"""The Cypher that both engines speak: every `.cypher` file keeps to it. `docs/cypher.md` says why."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from minutegraph.graph.store.guard import code_of
from minutegraph.queries.query import parse
from minutegraph.queries.trace import Limits

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("graph", "loaders", "queries", "examples", "docs")
    for path in (ROOT / folder).rglob("*.cypher")
)

# What not both engines can do, or do in the same way.
FORBIDDEN = {
    "label expression": r":\s*\w+\s*[&!]|:\s*!",
    "WHERE inside a pattern": r"[(\[]\s*\w*\s*:[\w|]+\s+WHERE\b",
    "quantified path pattern": r"\)\{\d|\)[+*]\s*\(",
    "unbounded path": r"\[[^\]]*\*\s*(?:\d+\s*\.\.\s*)?\]",
    "SHORTEST": r"\bSHORTEST\b|\bALL\s+SHORTEST\b",
    "WHERE right after shortestPath()": r"hortestPaths?\s*\(\([^\n]*\)\s*\n?\s*WHERE\b",
    "COLLECT subquery": r"\bCOLLECT\s*\{",
    "scoped subquery": r"\bCALL\s*\(",
    "percentileCont": r"\bpercentile",
    "timestamp()": r"\btimestamp\s*\(",
    "id()": r"(?<![\w.])id\s*\(",
    "elementId()": r"\belementId\s*\(",
    "place in labels()": r"\blabels\s*\(\s*\w+\s*\)\s*\[",
    "reserved property": r"\.\s*(?:id|type|title)\b",
    "full text": r"\bdb\.index\b",
    "apoc": r"\bapoc\b",
    "clock or chance": r"\b(?:rand|randomUUID|datetime|localdatetime|localtime|date|time)\s*\(\s*\)",
    "block comment": r"/\*",
    "two statements": r";",
    "writing": r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP)\b",
    "reading files": r"\bLOAD\s+CSV\b",
}  # fmt: skip


def breaches(code: str) -> list[str]:
    """What in a statement is not of the dialect."""
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, code)]
    # The embedded engine finds nothing, without a word, where a pattern's property is compared
    # with a relationship's, or with one of a node that the same subquery binds.
    given = set(re.findall(r"\{\s*\w+\s*:\s*(\w+)\.\w+\s*\}", code))
    if given & set(re.findall(r"\[(\w+)\s*[:\]]", code)):
        found.append("property of a relationship in a pattern")
    for inside in re.findall(r"\b(?:EXISTS|COUNT)\s*(\{(?:[^{}]|\{[^{}]*\})*\})", code):
        if re.search(r"\{\s*\w+\s*:\s*\w+\.\w+\s*\}", inside):
            found.append("property of a variable in a subquery's pattern")
    if any(len(rest.split(")")[0]) for rest in re.split(r"\bcollect\s*\(", code)[1:]) and (
        "ORDER BY" not in code
    ):
        found.append("list in no order")
    return found


def unnamed(code: str) -> list[str]:
    """Items of a RETURN that have no AS."""
    returns = re.findall(
        r"\bRETURN\b(?:\s+DISTINCT)?\s(.*?)(?=\bORDER BY\b|\bUNION\b|\}|$)", code.strip(), re.DOTALL
    )
    return [
        item for items in returns for item in split(items) if not re.search(r"\sAS\s+\w+\s*$", item)
    ]


def split(items: str) -> list[str]:
    """At commas outside brackets."""
    parts, depth = [""], 0
    for char in items:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def test_there_are_files() -> None:
    assert {"attendance", "paths", "documents", "network"} <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_keeps_to_the_dialect(path: Path) -> None:
    text = path.read_text("utf-8")
    code = code_of(text)
    assert breaches(code) == []
    assert unnamed(code) == []
    query = parse(path.stem, text)
    last = re.split(r"\bORDER BY\b|\bLIMIT\b", re.split(r"\bRETURN\b(?:\s+DISTINCT)?", code)[-1])
    names = [match[1] for item in split(last[0]) if (match := re.search(r"(\w+)\s*$", item))]
    assert tuple(names) == (*query.columns, *query.further)
    assert path.parent.name != "library" or last[1:], "rows in no order"
    asked = {param.name for param in query.params}
    used = set(re.findall(r"\$(\w+)", code)) - {"today"}
    # An issue's path is narrowed by these where it is found, before the Cypher gets it.
    narrowed = (
        {field.name for field in fields(Limits)} if any(p.issue for p in query.params) else set()
    )
    assert used <= asked <= used | narrowed
    assert all(len(line) <= 100 for line in text.splitlines() if not line.startswith("//"))


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Person&Member) RETURN n AS n",
        "MATCH (n:!Person) RETURN n AS n",
        "MATCH (n:Person WHERE n.key = 'x') RETURN n AS n",
        "MATCH (a)-[r:R*]->(b) RETURN a AS a",
        "MATCH (a)-[r:R*2..]->(b) RETURN a AS a",
        "MATCH p = SHORTEST 1 (a)-[:R]->(b) RETURN p AS p",
        "MATCH (a) ((b)-[:R]->(c)){1,3} (d) RETURN a AS a",
        "MATCH p = shortestPath((a)-[:R*1..3]-(b))\nWHERE length(p) > 1 RETURN p AS p",
        "MATCH (a) RETURN COLLECT { MATCH (b) RETURN b } AS x",
        "MATCH (a) CALL (a) { RETURN 1 AS x } RETURN x AS x",
        "MATCH (a) WHERE id(a) = 1 RETURN a AS a",
        "MATCH (n) RETURN n.title AS title",
        "MATCH (n) RETURN labels(n)[0] AS label",
        "MATCH (n) RETURN collect(n.name) AS names",
        "MATCH (n) SET n.x = 1",
        "MATCH (a)-[r:R]->(b) MATCH (c {key: r.to}) RETURN c AS c",
        "MATCH (a) WHERE EXISTS { MATCH (a)-->(x) MATCH (c {key: x.to}) } RETURN a AS a",
    ],
)
def test_the_rules_find(cypher: str) -> None:
    assert breaches(code_of(cypher))


def test_the_rules_find_what_is_not_named() -> None:
    assert unnamed("MATCH (n) RETURN n.name, count(*) AS number") == ["n.name"]
