"""Headers, parameters, and what a user is told who mistypes one."""

from __future__ import annotations

import datetime as dt

import pytest

from minutegraph import queries
from minutegraph.errors import UsageError
from minutegraph.graph.store import Store
from minutegraph.queries.query import Param, parse

TEXT = """\
// Who met whom?
// param person: part of a name: or all of it
// param meeting: required: its date
// param since: first day
// column person, other
// column source
MATCH (p:Person)
// param inside: not a header any more
RETURN p.name AS person
"""


def test_header() -> None:
    query = parse("met", TEXT)
    assert query.question == "Who met whom?"
    assert query.params == (
        Param("person", "part of a name: or all of it"),
        Param("meeting", "its date", required=True),
        Param("since", "first day"),
    )
    assert query.columns == ("person", "other", "source")
    assert query.text == TEXT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n) RETURN n", "met.cypher, line 1: no question"),
        ("// Who\n// column a\nRETURN 1 AS a", "line 1: no question"),
        ("// Who?\nRETURN 1 AS a", "no columns"),
        (
            "// Who?\n// params x: y\n// column a\n",
            "line 2: neither param nor column nor draw: params x",
        ),
        ("// Who?\n// param x\n// column a\n", "line 2"),
    ],
)
def test_broken_headers_are_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse("met", text)


def test_values() -> None:
    query = parse("met", TEXT)
    assert query.values({"meeting": "2020", "since": "2020-06-16"}) == {
        "person": None,
        "meeting": "2020",
        "since": dt.date(2020, 6, 16),
    }
    assert query.values({"meeting": "x", "person": "  "})["person"] is None
    assert query.values({"meeting": "x", "person": None})["person"] is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "met needs meeting: its date"),
        ({"meeting": " "}, "met needs meeting"),
        ({"meeting": "x", "persn": "y"}, "no parameter of met persn: do you mean person?"),
        ({"meeting": "x", "zzz": "y"}, "no parameter of met zzz: there are person, meeting, since"),
        ({"meeting": "x", "since": "June"}, "since is June: give a day as 2020-06-16"),
        ({"meeting": "x", "since": "2020-13-01"}, "give a day"),
    ],
)
def test_unfit_values(given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")):
        parse("met", TEXT).values(given)


def test_names() -> None:
    assert {"attendance", "present-at", "actions", "said", "sector-government"} <= set(
        queries.names()
    )
    assert queries.names() == sorted(queries.names())


def test_unknown_queries(store: Store) -> None:
    with pytest.raises(
        UsageError,
        match=r"no query atendance: do you mean attendance or co-attendance or attendance-rate\?",
    ):
        queries.get("atendance")
    with pytest.raises(UsageError, match="no query zzzz: there are action-history, actions"):
        queries.run(store, "zzzz")
    with pytest.raises(UsageError, match="present-at needs meeting"):
        queries.run(store, "present-at")


def test_parameters_are_values_never_code(store: Store) -> None:
    nasty = "x' OR true RETURN 1 //"
    assert queries.run(store, "attendance", person=nasty).rows == []


def test_a_parameter_of_few_values_takes_no_other() -> None:
    query = parse(
        "met", "// Who?\n// param role: one of: member, chair or clerk; or all\n// column a\n"
    )
    assert query.params[0].choices == ("member", "chair", "clerk")
    assert query.values({"role": " Chair "}) == {"role": "chair"}
    with pytest.raises(UsageError, match="no role chiar: do you mean chair"):
        query.values({"role": "chiar"})
