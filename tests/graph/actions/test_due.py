"""Deadlines: the day that words and the meeting's date give, and none where they give none."""

from __future__ import annotations

import datetime as dt

import pytest

from minutegraph.graph.actions.due import due_date

HELD = dt.date(2024, 5, 14)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 June 2025", "2025-06-01"),
        ("2024-07-01", "2024-07-01"),
        ("1 June", "2024-06-01"),
        ("July 4th", "2024-07-04"),
        ("March", "2025-03-31"),
        ("the end of the month", "2024-05-31"),
        ("end of June 2024", "2024-06-30"),
        ("end of 2025", "2025-12-31"),
        ("within 10 days", "2024-05-24"),
        ("in two weeks", "2024-05-28"),
        ("in a month", "2024-06-14"),
        ("Friday", "2024-05-17"),
        ("next Friday", "2024-05-24"),
        ("next week", "2024-05-26"),
        ("next month", "2024-06-30"),
        ("week commencing 3 June", "2024-06-09"),
        ("the next meeting", "2024-09-10"),
    ],
)
def test_days(words: str, day: str) -> None:
    assert str(due_date(words, HELD, "Tuesday 10 September 2024 at 10:30")) == day


@pytest.mark.parametrize(
    "words",
    ["asap", "spring", "Q3", "03/04/2024", "1 May", "31 February", "as soon as may be",
     "three weeks before the fair", "the financial year", "every month", ""],
)  # fmt: skip
def test_no_day_is_guessed(words: str) -> None:
    assert due_date(words, HELD) is None


def test_without_the_meetings_date_only_full_dates_count() -> None:
    assert due_date("1 June 2025", None) == dt.date(2025, 6, 1)
    assert due_date("June 2025", None) == dt.date(2025, 6, 30)
    for words in ("1 June", "next week", "the next meeting"):
        assert due_date(words, None) is None
