"""Periods as bars on one scale of days, in per cent of its width."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_LEAST = 1.5  # per cent a bar is wide at least: a single day must be seen
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # in any locale
_TICKS = 5
_LAST = 90.0  # per cent: the words of a tick beyond would not fit


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first to the last day; `ticks` are (per cent, words)."""

    first: dt.date
    last: dt.date
    ticks: tuple[tuple[float, str], ...]

    @classmethod
    def of(cls, days: Iterable[dt.date | None]) -> Scale | None:
        """The scale that holds all days; None where there is none."""
        known = sorted(day for day in days if day is not None)
        if not known:
            return None
        first, last = known[0], known[-1]
        years = last.year - first.year
        if years < 2:  # months tell more
            months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)]
            starts = [(dt.date(y, m, 1), f"{_MONTHS[m - 1]} {y}") for y, m in months]
        else:
            every = 1 + years // _TICKS
            starts = [
                (dt.date(year, 1, 1), str(year))
                for year in range(first.year + 1, last.year + 1)
                if year % every == 0
            ]
        inside = [each for each in starts if first <= each[0] <= last]
        step = -(-len(inside) // _TICKS) if inside else 1
        scale = cls(first, last, ())
        ticks = tuple((scale.place(day), words) for day, words in inside[::step])
        ticks = tuple(each for each in ticks if each[0] <= _LAST)
        return cls(first, last, ticks)

    def place(self, day: dt.date) -> float:
        """Per cent from the left."""
        whole = (self.last - self.first).days
        return round(100 * (day - self.first).days / whole, 2) if whole else 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins and how wide it is, in per cent."""

    left: float
    width: float

    @classmethod
    def of(cls, scale: Scale, first: dt.date | None, last: dt.date | None) -> Bar | None:
        """The bar from a first to a last day; None where neither is known."""
        start, end = first or last, last or first
        if start is None or end is None:
            return None
        left, right = scale.place(min(start, end)), scale.place(max(start, end))
        width = max(_LEAST, right - left)
        return cls(round(min(left, 100 - width), 2), round(width, 2))
