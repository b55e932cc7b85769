"""The named queries: their rows over the samples, and their headers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from minutegraph import queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
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
    "co-attendance": "person other sessions",
    "issue-trace": "date meeting item ref kind text people source",
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
    wanted = {"meeting": "2021", "issue": "otters", "from": "ida", "to": "lea"}
    given = {param.name: wanted[param.name] for param in query.params if param.required}
    answer = queries.run(store, name, **given)
    assert answer.rows
    assert all(tuple(row) == query.columns for row in answer.rows)
    if name in CONTRACT:
        assert " ".join(query.columns) == CONTRACT[name]
    if "source" in query.columns:
        assert query.columns[-1] == "source"
        assert all(row["source"] or row.get("status") == "mentioned" for row in answer.rows)
