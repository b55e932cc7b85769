"""How a text refers to an earlier meeting or action: "the March meeting", "as agreed in March",
"minutes of 5 March", "minutes of the last meeting", "action 2.4".

Only wordings that can mean nothing but an earlier meeting of the same body count; whether there is
one such meeting is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from minutegraph.loaders.reader.words import MONTHS

PREVIOUS = "previous"

# Months in English alone: words such as `mars` and `mai` mean others there.
_NAMES = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
).split()
_MONTH = rf"(?P<month>{'|'.join(name.capitalize() for name in _NAMES)})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s+(?P<after>[0-3]?\d)(?:st|nd|rd|th)?\b)?"
_NO_YEAR = r"(?!,?\s+(?:19|20)\d\d|\s*[-–/]?\d)"
_REGULAR = r"(?:quarterly|monthly|regular|ordinary|last|previous)\s+"
_PAST = r"(?!\s+(?:will|shall|is|would|may|might|can|could|should)\b)"
_SINCE = rf"(?:held\s+)?(?:in|of|on)\s+(?:the\s+)?{_DATE}{_NO_YEAR}"
_DATED = (
    re.compile(
        rf"\b[Mm]inutes\s+(?:of|from|for)\s+(?:(?:the|our)\s+)?(?:{_REGULAR})?"
        rf"(?:meeting\s+)?(?:held\s+)?(?:of\s+|on\s+|in\s+)?(?:the\s+)?{_DATE}{_NO_YEAR}"
    ),
    re.compile(
        rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Ll]ast)\s+(?:{_REGULAR})?{_DATE}\s+"
        rf"(?:meeting|minutes)\b{_PAST}"
    ),
    re.compile(
        rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts)\s+(?:{_REGULAR})?meeting\s+{_SINCE}"
        rf"(?!\s+(?:with|between|of)\b){_PAST}"
    ),
    re.compile(
        r"\b[Aa]s\s+(?:(?:was|were|had\s+been|we)\s+)?"
        rf"(?:agreed|discussed|decided|resolved|noted|minuted|reported)\s+{_SINCE}"
    ),
)
_LATER = re.compile(
    r"\b(?:next|will|shall|forthcoming|upcoming|future|planned|plans?|propos\w+|due|schedul\w+|"
    r"would|arrang\w+|another)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?]\s")
_PREVIOUS = re.compile(
    r"\b(?:(?:minutes|actions?|action\s+points|matters\s+arising|notes|since|at|from|in|after)\b"
    r"(?:\s+(?:of|from|at|the|our|its))*)\s+(?:last|previous|preceding)\s+"
    r"(?:(?:quarterly|monthly|regular|ordinary)\s+)?meeting(?:'s|’s)?"
    r"(?:\s+minutes)?\b(?!\s+(?:of|with|between)\b)|"
    r"\b(?:last|previous)\s+meeting(?:'s|’s)\s+(?:minutes|actions)\b|"
    r"\b(?:last|previous)\s+minutes\b",
    re.IGNORECASE,
)
_ARISING = re.compile(r"\bmatters\s+arising\b", re.IGNORECASE)
_NUMBER = r"#?\d{1,3}(?:[./]\d{1,4})*[a-z]?\b(?![-–/.]\d)"
_ACTIONS = re.compile(
    rf"\b(?:actions?(?:\s+(?:points?|items?))?|AP)\s*(?:numbers?\s+|nos?\.?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s*,?\s+and\s+|\s*&\s*){_NUMBER})*)(?!\s*[%:])",
    re.IGNORECASE,
)
_SHOWN = 80  # letters of what is kept as written


class Reference(NamedTuple):
    """What is meant, and the words.

    Attributes:
        meant: `--03` (a month), `--03-05` (a day), `2020-03`, `previous`, or `action 2.4`.
    """

    meant: str
    as_written: str


def references(text: str) -> list[Reference]:
    """The references of a text, each once, in order of their kind.

    >>> references("The minutes of 5 March were approved; action 2.4 is done.")
    [Reference(meant='--03-05', as_written='minutes of 5 March'), \
Reference(meant='action 2.4', as_written='action 2.4')]
    """
    found = list(_found(text))
    first = {each.meant: each for each in reversed(found)}
    return [each for each in dict.fromkeys(found) if first[each.meant] is each]


def _found(text: str) -> Iterator[Reference]:
    for pattern in _DATED:
        for match in pattern.finditer(text):
            before = _SENTENCE.split(text[: match.start()])[-1]
            if not _LATER.search(before) and (meant := _date(match)):
                yield Reference(meant, _shown(match[0]))
    for match in _PREVIOUS.finditer(text):
        yield Reference(PREVIOUS, _shown(match[0]))
    for match in _ACTIONS.finditer(text):
        for number in re.findall(_NUMBER, match["numbers"]):
            yield Reference(f"action {number.lstrip('#')}", _shown(match[0]))


def arising(heading: str | None) -> Reference | None:
    """What a heading such as “Matters arising” says of all that stands under it."""
    match = _ARISING.search(heading or "") or _PREVIOUS.search(heading or "")
    return Reference(PREVIOUS, _shown(match[0])) if match else None


def _date(match: re.Match[str]) -> str | None:
    month = MONTHS[match["month"].lower()]
    day = match["day"] or match["after"]
    if day is None:
        return f"--{month:02d}"
    return f"--{month:02d}-{int(day):02d}" if 1 <= int(day) <= 31 else None


def _shown(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]
