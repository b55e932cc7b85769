"""The day an action is due, where its words and the meeting's date give one."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from minutegraph.loaders.reader.dates import find_dates
from minutegraph.loaders.reader.words import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<m2>{_MONTH})\b\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf"\b(?P<m>{_MONTH})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?", re.IGNORECASE)
_YEAR = re.compile(r"\bend of (?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:the|this|calendar|of|(?P<next>next|following))\s+(?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(r"\b(?:week (?:commencing|beginning|of)|w/c)\b", re.IGNORECASE)
_NUMBERS = {
    name: n for n, name in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1, "twelve": 12}
_COUNTED = [name for name in _NUMBERS if name != "a"]
_AFTER = re.compile(
    rf"\b(?P<n>\d{{1,3}}|(?:(?<=in )|(?<=within ))a|{'|'.join(_COUNTED)})\s+(?P<unit>day|week|month)s?\b(?!\s+(?:before|prior|ahead))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?P<next>next\s+)?(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_NEXT_MEETING = re.compile(r"\bnext (?:\w+ )?meeting\b", re.IGNORECASE)
_FARTHEST = 330  # days; a day without a year that is farther ahead may as well be past


def due_date(
    words: str | None, held: dt.date | None, next_meeting: str | None = None
) -> dt.date | None:
    """The last day on which an action is in time; None where its words give none for certain.

    A day without a year is the first such day from the meeting on. Of a week, month or year the
    last day counts, so that nothing is overdue early. "Spring", "as soon as possible", quarters
    (of which year?) and 03/04/2020 (which is the month?) give no day.

    Args:
        words: the deadline as written.
        held: the day of the meeting.
        next_meeting: what the minutes say of the next one, for "by the next meeting".

    >>> held = dt.date(2024, 5, 14)
    >>> [str(due_date(words, held)) for words in ("1 June", "by end of May", "in two weeks")]
    ['2024-06-01', '2024-05-31', '2024-05-28']
    """
    if not words:
        return None
    day = _day(words, held, next_meeting)
    return day + dt.timedelta(days=6) if day and _WEEK_OF.search(words) else day


def _day(words: str, held: dt.date | None, next_meeting: str | None) -> dt.date | None:
    if full := find_dates(words):
        return full[0].end or full[0].date
    if _NEXT_MEETING.search(words):
        stated = find_dates(next_meeting or "")
        return stated[0].date if len(stated) == 1 else None
    if match := _YEAR.search(words):
        return dt.date(int(match["y"]), 12, 31)
    if match := _DAY.search(words):
        month = MONTHS[(match["m"] or match["m2"]).lower()]
        return _from(held, match["y"] or match["y2"], month, int(match["d"] or match["d2"]))
    if match := _month(words):
        return _from(held, match["y"], MONTHS[match["m"].lower()], None)
    return _relative(words, held) if held else None


def _month(words: str) -> re.Match[str] | None:
    """The month a text names; "may" and "march" as verbs are none."""
    found = _IN_MONTH.finditer(words)
    return next((m for m in found if m["m"][0].isupper() or m["m"].lower() != "may"), None)


def _from(held: dt.date | None, year: str | None, month: int, day: int | None) -> dt.date | None:
    """A day (of a month alone: its last) in a year, else the first from the meeting on."""
    years = [int(year)] if year else [held.year, held.year + 1] if held else []
    for each in years:
        try:
            last = calendar.monthrange(each, month)[1]
            found = dt.date(each, month, last if day is None else day)
        except ValueError:
            continue
        if year or (held and 0 <= (found - held).days <= _FARTHEST):
            return found
    return None


def _relative(words: str, held: dt.date) -> dt.date | None:
    if match := _AFTER.search(words):
        count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"].lower()]
        unit = match["unit"].lower()
        if unit == "month":
            return _months_on(held, count)
        return held + dt.timedelta(days=count * (7 if unit == "week" else 1))
    if match := _WEEKDAY.search(words):
        ahead = (_WEEKDAYS.index(match["day"].lower()) - held.weekday()) % 7
        return held + dt.timedelta(days=ahead + (7 if match["next"] else 0))
    if match := _PERIOD.search(words):
        on = 1 if match["next"] else 0
        match match["unit"].lower():
            case "week":
                return held + dt.timedelta(days=6 - held.weekday() + 7 * on)
            case "month":
                return _last_day(_months_on(held.replace(day=1), on))
            case _:
                return dt.date(held.year + on, 12, 31)
    return None


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last_day(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
