"""The named queries: their rows over the samples, their headers, and the dialect they keep to."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from minutegraph import queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.store.guard import code_of
from minutegraph.loaders.minutes import Minutes

HERE = Path(__file__).parent
CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name in queries.names()
    for number, case in enumerate(
        yaml.safe_load((HERE / "rows" / f"{name}.yaml").read_text(encoding="utf-8")), 1
    )
]

# Columns that other tools rely on, of those there are so far.
CONTRACT = {
    "attendance": "meeting date session person capacity organisation position status from_item to_item source",
    "present-at": "person capacity organisation source",
    "sector-government": "organisation sector government sessions items people",
    "said": "date meeting item ref text source",
    "actions": "action owners due status raised meeting history source",
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), CASES)
def test_rows(store: Store, name: str, case: dict[str, object]) -> None:
    params = case["params"]
    assert isinstance(params, dict)
    answer = queries.run(store, name, **params)
    assert [[plain(row[c]) for c in answer.columns] for row in answer.rows] == case["rows"]


def samples() -> list[Minutes]:
    files = sorted((HERE.parent / "graph" / "minutes").glob("*.yaml"))
    return [Minutes.model_validate(yaml.safe_load(f.read_text(encoding="utf-8"))) for f in files]


def plain(value: object) -> object:
    """As YAML has it."""
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("present-at", {"meeting": "2021-03-02", "item": "1"}),
        ("sector-government", {}),
        ("said", {"person": "Lea"}),
        ("actions", {"meeting": "2021-06-01"}),
        ("decisions", {}),
        ("meetings", {}),
        ("bodies", {}),
        ("affiliations", {}),
        ("membership", {}),
    ],
)
def test_two_documents_of_one_meeting_count_once(
    store: Store, tmp_path: Path, name: str, params: dict[str, str]
) -> None:
    minutes = samples()
    drafts = [each.model_copy(deep=True) for each in minutes]
    for draft in drafts:
        draft.document.path = f"draft-of-{draft.document.path}"
        draft.meeting.date = draft.meeting.date or dt.date(2021, 1, 1)
    with open_store(str(tmp_path / "twice.kgl"), write=True) as twice:
        load_minutes(twice, [*minutes[1:], *drafts[1:], minutes[0]])
        there, here = (queries.run(s, name, **params).rows for s in (twice, store))
    told = [{k: v for k, v in row.items() if k not in ("source", "history")} for row in here]
    assert told == [
        {k: v for k, v in row.items() if k not in ("source", "history")} for row in there
    ]


def test_every_file_of_rows_has_a_query() -> None:
    assert {path.stem for path in (HERE / "rows").glob("*.yaml")} == set(queries.names())


@pytest.mark.parametrize("name", queries.names())
def test_rows_have_the_columns_of_the_header(store: Store, name: str) -> None:
    query = queries.get(name)
    given = {param.name: "2021" for param in query.params if param.required}
    answer = queries.run(store, name, **given)
    assert answer.rows
    assert all(tuple(row) == query.columns for row in answer.rows)
    if name in CONTRACT:
        assert " ".join(query.columns) == CONTRACT[name]
    if "source" in query.columns:
        assert query.columns[-1] == "source"
        assert all(row["source"] or row.get("status") == "mentioned" for row in answer.rows)


@pytest.mark.parametrize("name", queries.names())
def test_params_are_what_the_text_uses(name: str) -> None:
    query = queries.get(name)
    used = set(re.findall(r"\$(\w+)", code_of(query.text)))
    assert used - {"today"} == {param.name for param in query.params}


# What not both engines can do, or do in the same way.
FORBIDDEN = {
    "label expression": r":\s*\w+\s*[&!]|:\s*!",
    "WHERE inside a pattern": r"[(\[]\s*\w*\s*:[\w|]+\s+WHERE\b",
    "quantified path pattern": r"\)\{\d|\)[+*]\s*\(",
    "unbounded path": r"\[[^\]]*\*\s*(?:\d+\s*\.\.\s*)?\]",
    "SHORTEST": r"\bSHORTEST\b|\bALL\s+SHORTEST\b",
    "COLLECT subquery": r"\bCOLLECT\s*\{",
    "percentileCont": r"\bpercentile",
    "timestamp()": r"\btimestamp\s*\(",
    "id()": r"(?<![\w.])id\s*\(",
    "elementId()": r"\belementId\s*\(",
    "reserved property": r"\.\s*(?:id|type|title)\b",
    "apoc": r"\bapoc\b",
    "clock or chance": r"\b(?:rand|randomUUID|datetime|localdatetime|localtime|date|time)\s*\(\s*\)",
    "block comment": r"/\*",
    "two statements": r";",
    "writing": r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP)\b",
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
    return found


@pytest.mark.parametrize("name", queries.names())
def test_dialect(name: str) -> None:
    text = queries.get(name).text
    code = code_of(text)
    assert breaches(code) == []
    assert "ORDER BY" in code
    assert all(len(line) <= 100 for line in text.splitlines() if not line.startswith("//"))


@pytest.mark.parametrize("name", queries.names())
def test_everything_returned_is_named(name: str) -> None:
    """Each item of a RETURN has an AS; the last RETURN has the columns of the header."""
    query = queries.get(name)
    returns = re.findall(
        r"\bRETURN\b(?:\s+DISTINCT)?\s(.*?)(?=\bORDER BY\b|\bUNION\b|\}|$)",
        code_of(query.text).strip(),
        re.DOTALL,
    )
    assert returns
    for items in returns:
        assert all(re.search(r"\sAS\s+\w+\s*$", item) for item in _split(items)), items
    last = [re.search(r"(\w+)\s*$", item) for item in _split(returns[-1])]
    assert tuple(match[1] for match in last if match) == query.columns


def _split(items: str) -> list[str]:
    """At commas outside brackets."""
    parts, depth = [""], 0
    for char in items:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


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
        "MATCH (a) RETURN COLLECT { MATCH (b) RETURN b } AS x",
        "MATCH (a) WHERE id(a) = 1 RETURN a AS a",
        "MATCH (n) RETURN n.title AS title",
        "MATCH (n) SET n.x = 1",
        "MATCH (a)-[r:R]->(b) MATCH (c {key: r.to}) RETURN c AS c",
        "MATCH (a) WHERE EXISTS { MATCH (a)-->(x) MATCH (c {key: x.to}) } RETURN a AS a",
    ],
)
def test_the_dialect_test_finds(cypher: str) -> None:
    assert breaches(code_of(cypher))
