"""`minutegraph analyse` as it is run."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Shell


def test_pairs_of_the_forum(forum: Shell) -> None:
    """Ann Lee and Bo Ek were at both meetings, of two items and of one."""
    run = forum("analyse", "co-attendance", "--top", "1", "--format", "json")
    assert (run.returncode, run.stderr) == (0, "1 row\n")
    assert json.loads(run.stdout) == [
        {
            "person": "Ann Lee",
            "other": "Bo Ek",
            "sessions": 2,
            "items": 3,
            "first": "2024-05-14",
            "last": "2024-06-11",
            "source": ["may.md, line 7", "june.md, line 7"],
        }
    ]


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        (("--top", "0"), 6),
        (("--since", "2024-06-01"), 1),
        (("--until", "2024-05-31"), 6),
        (("--body", "hsf"), 6),
        (("--body", "Council"), 0),
    ],
)
def test_options_choose_meetings(forum: Shell, options: tuple[str, ...], pairs: int) -> None:
    run = forum("analyse", "co-attendance", *options)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) == pairs + 1


def test_centrality_orders_as_asked(forum: Shell) -> None:
    run = forum("analyse", "centrality", "--by", "pagerank", "--format", "json")
    rows = json.loads(run.stdout)
    assert [row["person"] for row in rows[:2]] == ["Ann Lee", "Bo Ek"]
    assert {row["people"] for row in rows} == {3}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("friends",), "No such command 'friends'."),
        (("centrality", "--by", "fame"), "'fame' is not one of"),
        (("brokers", "--since", "May"), "since is May: give a day as 2020-06-16"),
    ],
)
def test_wrong_usage_is_one_line(forum: Shell, words: tuple[str, ...], said: str) -> None:
    run = forum("analyse", *words)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr and "Traceback" not in run.stderr
