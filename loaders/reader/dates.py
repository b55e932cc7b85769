"""Dates and times as minutes write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from minutegraph.loaders.reader.signs import sign
from minutegraph.loaders.reader.words import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# Any word where a month may stand: looking it up costs less than trying every month there.
_WORD = r"[^\W\d_]+"
_DAY = r"(?P<{0}>[0-3]?\d)(?:\s?(?:st|nd|rd|th)|\.)?"
_DAY_FIRST = re.compile(
    rf"\b{_DAY.format('d')}(?:\s*(?:-|–|to|and|&)\s*{_DAY.format('d2')})?(?:\s*(?:(?:of|de)\s+)?|[-/])"
    rf"(?P<m>{_WORD})\b(?:\.?,?\s+(?:de\s+)?|[-/])(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_WORD})\b(?:\.?\s+|[-/]){_DAY.format('d')}(?:\s*(?:-|–|to|and|&)\s*{_DAY.format('d2')})?"
    rf"(?:,?\s+|[-/])(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"\b(?P<y>(?:19|20)\d\d)(?:,?\s+|[-/])(?P<m>{_WORD})\b(?:\.?\s+|[-/]){_DAY.format('d')}\b",
    re.IGNORECASE,
)
# A year of two digits is one behind a weekday, an apostrophe or a hyphened month only.
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_BEFORE = r"(?:\b(?P<w>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+(?:the\s+)?)?"
_SHORT_YEAR = r"(?P<q>['’])?(?P<y>\d\d)\b(?=\s*(?:$|[,.;:)|–—-](?!\d)|at\b|from\b|in\b|\d{1,2}[:.]\d|\d{1,2}\s?[ap]m))"
_SHORT_DAY_FIRST = re.compile(
    rf"{_WEEKDAY_BEFORE}\b{_DAY.format('d')}(?P<s>\s+(?:of\s+)?|[-/])(?P<m>{_WORD})\b(?:\.?,?\s+|(?P<s2>[-/])){_SHORT_YEAR}",
    re.IGNORECASE,
)
_SHORT_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY_BEFORE}\b(?P<m>{_WORD})\b\.?\s+{_DAY.format('d')},?\s+{_SHORT_YEAR}",
    re.IGNORECASE,
)
_SHORT_MARK = re.compile(r"[-/'’](?:(?<=['’])\d\d\b|(?<=[-/])[A-Za-z]{3,9}[-/]\d\d\b)")
_WEEKDAY_HINT = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s")
# What a number behind counts, which is no day: "Slot 1", "Meeting 12".
_COUNTED = re.compile(
    r"\b(?:slot|session|part|day|meeting|call|telecon|week|no\.?|number|#)\s*#?$", re.IGNORECASE
)
_BEGUN = re.compile(
    rf"\b(?:(?P<m>{_WORD})\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<m2>{_WORD}))"
    r"\s*(?:-|–|—|to|until)\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?$",
    re.IGNORECASE,
)
_ENDS_IN_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+$", re.IGNORECASE)
_YEAR_MONTH = re.compile(
    rf"\b(?:(?:19|20)\d\d[-–]?(?:{_MONTH})|(?:{_MONTH})[-–](?:19|20)\d\d)\b", re.IGNORECASE
)
_ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)[-./](?P<m>0?[1-9]|1[0-2])[-./](?P<d>[0-3]?\d)\b")
_NUMERIC = re.compile(
    r"\b(?P<a>[0-3]?\d)(?P<s>[-./])(?P<b>[0-3]?\d)(?P=s)(?P<y>(?:(?:19|20)\d\d)|\d\d)\b"
)
_MONTH_BEFORE = re.compile(rf"\b(?P<m>{_WORD})\s+$")
_LONGEST = max(map(len, MONTHS)) + 3
_SHORT_MONTHS = tuple(sorted({name[:3] for name in MONTHS}))
_HINT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE_YEAR = re.compile(rf"{_YEAR.pattern}\b")
_DOTTED = re.compile(r"\.[0-3]?\d\.\d\d")
_SEPARATED = re.compile(r"\d[-./][0-3]?\d[-./]\d\d")
DIGITS = sign("0 1 2 3 4 5 6 7 8 9")  # what any date has

TIME = re.compile(
    r"(?<![£$€\d.,/])\b(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)(?:\s?(?:am|pm|a\.m\.|p\.m\.|hrs|h))?(?:\s?(?:[A-Z]{2,4}T|[A-Z]ST|GMT|UTC|CET|BST))?\b"
    r"|\b(?:1[0-2]|0?[1-9])\s?(?:am|pm|a\.m\.|p\.m\.|noon)(?:\s?(?:[A-Z]{2,4}T|GMT|UTC))?",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?:\b(?:at|from)\s+)?(?:{TIME.pattern})(?:\s*(?:to|until|till|[-–—])\s*(?:{TIME.pattern}))?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b,?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: its first and (of a range) last day, where it stands, whether it is sure.

    `ambiguous` is True for 03/04/2020, which is read day first only where the document shows
    that it counts so; `date` is None then.
    """

    date: dt.date | None
    end: dt.date | None
    start: int
    stop: int
    ambiguous: bool = False


def _make(year: str, month: int, day: str) -> dt.date | None:
    try:
        number = int(year)
        if number < 100:
            number += 2000 if number < 70 else 1900
        return dt.date(number, month, int(day))
    except ValueError:
        return None


def find_dates(text: str, *, day_first: bool | None = None) -> list[DateFound]:
    """The full dates in a text, in order.

    Args:
        day_first: how 03/04/2020 is read; None leaves it ambiguous.

    >>> [str(d.date) for d in find_dates("Tuesday 16th June 2020, March 5th 2020 and 2015-04-01")]
    ['2020-06-16', '2020-03-05', '2015-04-01']
    """
    return list(_dates(text, day_first)) if _HINT.search(text) else []


@lru_cache(maxsize=500)
def _dates(text: str, day_first: bool | None) -> tuple[DateFound, ...]:
    """The dates of a text; a title line is asked for them again and again."""
    found: list[DateFound] = []
    for low, high in _windows(text):
        part = text[low:high]
        for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST):
            for m in pattern.finditer(part):
                month = MONTHS.get(m["m"].lower())
                if month and (date := _make(m["y"], month, m["d"])):
                    last = m["d2"] if pattern is not _YEAR_FIRST else None
                    if last and pattern is _DAY_FIRST and _COUNTED.search(part, 0, m.start()):
                        if date := _make(m["y"], month, last):  # "Slot 1 – 8 July 2026"
                            found.append(DateFound(date, None, low + m.start("d2"), low + m.end()))
                        continue
                    end = _make(m["y"], month, last) if last else None
                    found.append(DateFound(date, end, low + m.start(), low + m.end()))
        for m in _ISO.finditer(part):
            if date := _make(m["y"], int(m["m"]), m["d"]):
                found.append(DateFound(date, None, low + m.start(), low + m.end()))
    found += _with_short_year(text)
    for m in _numeric(text):
        a, b = int(m["a"]), int(m["b"])
        if a > 12 >= b:
            date, ambiguous = _make(m["y"], b, m["a"]), False
        elif b > 12 >= a:
            date, ambiguous = _make(m["y"], a, m["b"]), False
        elif told := _by_weekday(text, m):
            date, ambiguous = told, False
        elif day_first is None and a != b:
            date, ambiguous = None, a <= 12 and b <= 12
        else:
            day, month = (a, b) if day_first else (b, a)
            date, ambiguous = (_make(m["y"], month, str(day)) if month <= 12 else None), False
        if date or ambiguous:
            found.append(DateFound(date, None, m.start(), m.end(), ambiguous))
    found.sort(key=lambda d: (d.start, -d.stop))
    kept: list[DateFound] = []
    for date_found in found:
        if not kept or date_found.start >= kept[-1].stop:
            kept.append(_with_first_day(text, date_found))
    return tuple(kept)


def _with_first_day(text: str, last: DateFound) -> DateFound:
    """A date as the end of a range that begins in the month before: "30 April – 3 May 2019"."""
    match = _BEGUN.search(text, max(0, last.start - 40), last.start)
    if match is None or last.date is None or last.end is not None:
        return last
    month = MONTHS.get((match["m"] or match["m2"]).lower())
    first = _make(str(last.date.year), month, match["d"] or match["d2"]) if month else None
    if first is None or not 0 < (last.date - first).days < 32:
        return last
    return DateFound(first, last.date, match.start(), last.stop)


def _with_short_year(text: str) -> Iterator[DateFound]:
    """Dates like "Tue 2 Mar 21", "Mar 2 '21" and "02-Mar-21"."""
    low = text.lower()
    weekday = any(day in low for day in _WEEKDAYS) and _WEEKDAY_HINT.search(low)
    if not (weekday or _SHORT_MARK.search(text)) or not has_month(low):
        return
    for pattern in (_SHORT_DAY_FIRST, _SHORT_MONTH_FIRST):
        for m in pattern.finditer(text):
            month = MONTHS.get(m["m"].lower())
            hyphened = pattern is _SHORT_DAY_FIRST and m["s"] in "-/" and m["s"] == m["s2"]
            if month and (m["w"] or m["q"] or hyphened) and (date := _make(m["y"], month, m["d"])):
                start = m.start("d") if pattern is _SHORT_DAY_FIRST else m.start("m")
                yield DateFound(date, None, start, m.end())


def _by_weekday(text: str, match: re.Match[str]) -> dt.date | None:
    """The reading of a numeric date that falls on the weekday right before it, where one does."""
    before = _ENDS_IN_WEEKDAY.search(text, max(0, match.start() - 14), match.start())
    if before is None or match["a"] == match["b"]:
        return None
    day = _WEEKDAYS.index(before[1].lower())
    readings = (
        _make(match["y"], int(match["b"]), match["a"]),
        _make(match["y"], int(match["a"]), match["b"]),
    )
    fit = [date for date in readings if date is not None and date.weekday() == day]
    return fit[0] if len(fit) == 1 else None


_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")


def compact_date(text: str) -> dt.date | None:
    """The date in "20190530 Meeting notes"; only titles and file names are asked."""
    m = _COMPACT.search(text)
    return _make(m[1], int(m[2]), m[3]) if m else None


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches around the years of a text, where its dates must be."""
    found: list[tuple[int, int]] = []
    for m in _YEAR.finditer(text):
        low, high = max(0, m.start() - 45), m.end() + 18
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def has_month(text: str) -> bool:
    """Whether a text can name a month at all."""
    low = text.lower()
    return any(month in low for month in _SHORT_MONTHS)


def find_month(text: str) -> tuple[str, int, int] | None:
    """The first "March 2020" of a text as ("2020-03", start, stop)."""
    for year in _WHOLE_YEAR.finditer(text):
        start = max(0, year.start() - _LONGEST)
        m = _MONTH_BEFORE.search(text, start, year.start())
        if m and (month := MONTHS.get(m["m"].lower())):
            return f"{year[0]}-{month:02d}", m.start(), year.end()
    return None


def _numeric(text: str) -> Iterator[re.Match[str]]:
    """What looks like 03/04/2020 or 3.4.2020 in a text."""
    return _NUMERIC.finditer(text) if _has_numeric(text) else iter(())


def _has_numeric(text: str) -> bool:
    """Whether a text can hold 03/04/2020 or 3.4.2020."""
    separated = text.count("/") > 1 or text.count("-") > 1 or _DOTTED.search(text)
    return bool(separated) and _SEPARATED.search(text) is not None


def day_first(texts: list[str]) -> bool | None:
    """How a document writes numeric dates, from those that can be read only one way."""
    votes = {True: 0, False: 0}
    sure: set[dt.date] | None = None
    found = _has_numeric("\n".join(texts))
    for m in (m for text in texts for m in _numeric(text)) if found else ():
        a, b = int(m["a"]), int(m["b"])
        if a > 12 >= b:
            votes[True] += 1
        elif b > 12 >= a:
            votes[False] += 1
        elif a != b and a <= 12 and b <= 12:
            # One of its readings is a date that the document writes out elsewhere.
            if sure is None:
                sure = {d.date for t in texts for d in find_dates(t) if d.date}
            first = _make(m["y"], b, m["a"]) in sure
            if first != (_make(m["y"], a, m["b"]) in sure):
                votes[first] += 1
    if bool(votes[True]) == bool(votes[False]):
        return None
    return bool(votes[True])


@lru_cache(maxsize=500)
def without_dates(text: str) -> str:
    """A text less its dates, weekdays and times, with the punctuation around them tidied."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + " " + text[found.stop :]
    if found_month := find_month(text):
        text = text[: found_month[1]] + " " + text[found_month[2] :]
    if _HINT.search(text):
        text = _TIMES.sub(" ", _YEAR_MONTH.sub(" ", text))
    text = WEEKDAY.sub(" ", text)
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = re.sub(r"\s+(?:on|of|held on|at|dated|from|,|-|–|—|:)\s*$", "", text.strip())
    return " ".join(text.split()).strip(" ,;:-–—|/")


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else: "Monday, 3 May 2021"."""
    if len(text) > 90 or not find_dates(text):
        return False
    if "(" in text or "[" in text:
        text = _ASIDE.sub(" ", text)
    return len(text) < 60 and not without_dates(text).strip(" .,:()-–—")


# "17 May 2023 (recording)", a link beside a date; "3 May, 10:15 (Leyden time)".
_ASIDE = re.compile(
    r"[(\[][A-Z][\w /-]{1,25}\btime[)\]]|"
    r"[(\[]\s*(?:(?:video|audio|youtube|zoom)\s*)?(?:recording|video|youtube|slides|transcript|notes|link|agenda)s?\s*[)\]]",
    re.IGNORECASE,
)
