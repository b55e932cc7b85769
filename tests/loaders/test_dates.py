"""Dates in the many ways secretariats write them."""

import pytest

from minutegraph.loaders.reader.dates import find_dates


@pytest.mark.parametrize(
    "written",
    [
        "Tue 2 Mar 21", "Tuesday, 2nd March, 21", "Mar 2 '21", "2 March '21 at 7pm", "2021-Mar-02",
        "02-Mar-2021", "02-Mar-21", "2/Mar/2021", "2021 March 2", "2021, March 2", "Mar-2-2021",
        "Tuesday 2/3/21", "Tues 2.3.21",
    ],
)  # fmt: skip
def test_one_day_written_in_many_ways(written: str) -> None:
    assert [str(found.date) for found in find_dates(written)] == ["2021-03-02"]


@pytest.mark.parametrize(
    "written",
    ["Monday 2 March 10 people came", "Wed 2 March 19.30", "Tuesday 2 March 7pm", "see 2 March 12"],
)
def test_a_number_behind_a_day_is_no_year(written: str) -> None:
    assert find_dates(written) == []


def test_a_weekday_that_fits_neither_reading_decides_nothing() -> None:
    (found,) = find_dates("Friday 2/3/21")
    assert found.date is None and found.ambiguous
