"""Every named query, asked of both engines about the same minutes: same rows, types and order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from minutegraph import loaders, queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.graph.views.profile import render
from minutegraph.loaders.minutes import Minutes
from minutegraph.queries import Param, Query
from minutegraph.queries.shown.co_attendance import co_attendance
from minutegraph.queries.shown.issue import issue
from minutegraph.queries.shown.profile import Of, profile_of
from minutegraph.queries.shown.sector_government import sector_government
from tests import made
from tests.neo4j.fixtures import COMPARED
from tests.neo4j.test_dialect import typed

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "minutes"
Both = tuple[Store, Store]
Given = dict[str, str]


TOPICS = Vocabulary.model_validate(
    {
        "topics": {
            "Works": {},
            "Lock gates": {"aliases": ["gates", "oak"], "broader": "Works"},
            "Budget": {"aliases": ["funding", "fund"], "related": ["Works"]},
        }
    }
)


def corpus() -> list[Minutes]:
    """All there are, together, since a server plans every query anew for each graph.

    The panel, the public facts of one meeting, the series of `tests/graph`, generated minutes, and
    those published where they are beside this checkout.
    """
    files = [
        ROOT / "examples" / "rr3-2020-06-16.yaml",
        *sorted((ROOT / "examples/panel").iterdir()),
    ]
    if SHARED.is_dir():
        files += [path for path in sorted(SHARED.iterdir()) if path.is_file()]
    minutes = [loaders.load(path) for path in files]
    for path in sorted((ROOT / "tests" / "graph" / "minutes").glob("*.yaml")):
        minutes.append(Minutes.model_validate(yaml.safe_load(path.read_text("utf-8"))))
    return minutes + [each.minutes for each in made.corpus().meetings(12, paragraphs=30, bodies=3)]


@pytest.fixture(scope="module")
def both(neo4j_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The same minutes in both engines."""
    minutes = corpus()
    file = str(tmp_path_factory.mktemp("same") / "minutes.kgl")
    for url in (file, neo4j_url):
        with open_store(url, write=True) as writer:
            load_minutes(writer, minutes, vocabulary=TOPICS)
    with open_store(file) as embedded, open_store(neo4j_url) as server:
        yield embedded, server


# What a parameter is given: values found in the graph, or words that are the same everywhere.
FOUND = {
    ("person", "other", "owner", "from", "to", "name"): "MATCH (n:Person) RETURN n.name AS value",
    ("organisation", "government", "name"): "MATCH (n:Organisation) RETURN n.name AS value",
    ("organisation", "body"): "MATCH (n:Organisation) RETURN n.acronym AS value",
    ("body",): "MATCH (n:Body) RETURN n.name AS value",
    ("meeting",): "MATCH (n:Meeting) RETURN toString(n.date) AS value",
    ("since", "until", "as_of"): "MATCH (n:Meeting) RETURN toString(n.date) AS value",
    ("issue", "topic"): "MATCH (n:AgendaItem) RETURN n.heading AS value",
}
WORDS = {
    "person": ("e",),
    "meeting": ("20",),
    "item": ("2", "1."),
    "session": ("1",),
    "status": ("open",),
    "state": ("open", "done"),
    "sector": ("voluntary", "government"),
    "from": ("e",),
    "to": ("a",),
    "limit": ("3",),
    "issue": ("the", "Works", "gates"),
    "topic": ("Works", "gat"),
}


@pytest.fixture(scope="module")
def values(both: Both) -> dict[str, list[str]]:
    """For each parameter of any query what it is tried with."""
    found: dict[str, list[str]] = {name: list(words) for name, words in WORDS.items()}
    for names, statement in FOUND.items():
        rows = both[0].read(statement).rows
        texts = sorted({str(row["value"]) for row in rows if row["value"]})
        for name in names:
            # Five, evenly spread: none is chosen for what it gives.
            found.setdefault(name, []).extend(texts[:: max(1, len(texts) // 5)][:5])
    return found


def given(query: Query, values: dict[str, list[str]]) -> list[Given]:
    """What a query is asked: nothing, each parameter's values, and neighbours in pairs."""

    def options(param: Param) -> list[str]:
        if param.choices:
            return [param.choices[0].upper(), *param.choices[1:]]
        return ["true"] if param.flag else values.get(param.name) or ["e"]

    base = {param.name: options(param)[0] for param in query.params if param.required}
    tried = [base]
    for param in query.params:
        tried += [base | {param.name: value} for value in options(param)]
    for one, other in zip(query.params[::2], query.params[1::2], strict=False):
        tried.append(base | {one.name: options(one)[0], other.name: options(other)[0]})
    return list({tuple(sorted(each.items())): each for each in tried}.values())


@pytest.mark.parametrize("name", queries.names())
def test_same_rows(both: Both, values: dict[str, list[str]], name: str) -> None:
    query = queries.get(name)
    answered = 0
    for params in given(query, values):
        here, there = (queries.run(store, name, **params).rows for store in both)
        assert typed(list(here)) == typed(list(there)), params
        assert [list(row) for row in here] == [list(row) for row in there]
        answered += bool(here)
        COMPARED["queries"] += 1
    assert answered, "nothing to compare: no question had an answer"


@pytest.mark.parametrize(("of", "label"), [("person", "Person"), ("organisation", "Organisation")])
def test_same_profiles(both: Both, of: Of, label: str) -> None:
    keys = [
        str(row["key"])
        for row in both[0].read(f"MATCH (n:{label}) RETURN n.key AS key ORDER BY key").rows
    ]
    for key in keys[:: max(1, len(keys) // 12)]:
        embedded, server = (profile_of(store, of, key) for store in both)
        assert embedded == server
        assert render(embedded) == render(server)


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        (sector_government, {}),
        (sector_government, {"body": "canal", "government": "NWA", "since": "2024-03-01"}),
        (co_attendance, {}),
        (co_attendance, {"threshold": "3", "until": "2024-09-30"}),
        (issue, {"issue": "gates"}),
        (issue, {"issue": "sector OR funding", "since": "2020-01-01"}),
    ],
)
def test_same_views(
    both: Both, shown: Callable[[Store, Mapping[str, str]], object], asked: Given
) -> None:
    embedded, server = (shown(store, asked) for store in both)
    assert embedded == server
