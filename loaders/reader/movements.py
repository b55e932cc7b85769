"""Stage directions: who left or joined, and the clauses they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutegraph.loaders.reader.names import is_person, take_apart
from minutegraph.loaders.reader.signs import UNKNOWN, Guarded

_PERSON = r"(?:[A-Z][\w'’.-]*(?:\s+(?:(?:van|von|de|der|den|da|di|la|le)\s+)*[A-Z][\w'’.-]*){0,4})"
_LIST = rf"{_PERSON}(?:\s*\([^)]*\))?(?:(?:,\s*(?:and\s+|&\s+)?|\s+and\s+|\s+&\s+){_PERSON}(?:\s*\([^)]*\))?)*"
_LEFT = (
    r"(?:then\s+|now\s+|both\s+|all\s+|also\s+)?(?:had\s+)?(?:left|leaves|leave|departed|departs|dropped off|"
    r"withdrew|exited|logged off|signed off|had to (?:leave|go|drop)|retired from the meeting)"
)
_JOINED = (
    r"(?:then\s+|now\s+|both\s+|all\s+|also\s+)?(?:had\s+)?(?:joined|joins|join|arrived|arrives|entered|"
    r"returned|rejoined|re-joined|came in|dialled in|logged on|was admitted|were admitted)"
)
_TAIL = (
    r"(?:\s+(?:the|this)\s+(?:meeting|call|room|session|discussion|group|board|committee|virtual meeting|hall|chamber))?"
    r"(?:\s+(?:at|by|from|during|after|before|for|part[- ]?way|early|late|while|following|in person|remotely|via|on|"
    r"\(?\d{1,2}[:.]\d\d)\b[^.;]*)?"
)
_PATTERN = Guarded(
    "left= leave= leaves= departed= departs= drop= dropped= withdrew= exited= logged= signed= go= "
    "retired= join= joins= joined= arrived= arrives= entered= returned= rejoined= came= dialled= admitted=",
    rf"(?:^|(?<=[.;\[(*—–:]\s)|(?<=[\[(*])|(?<=\n))(?:(?:At|After|Before|Following|During)\b[^.,]*,\s*)?"
    rf"(?P<who>{_LIST})\s+(?P<verb>(?P<left>{_LEFT})|(?P<joined>{_JOINED}))(?P<tail>{_TAIL})\s*(?:[.;\])*]|$)",
)
MOVES = _PATTERN.sign
_SPLIT = re.compile(r",\s*(?:and\s+|&\s+)?|\s+and\s+|\s+&\s+")


@dataclass(frozen=True, slots=True)
class Move:
    """People leave or join: names as written, where in the text it says so."""

    names: tuple[str, ...]
    kind: str
    start: int
    end: int
    text: str


def find_moves(text: str, signs: int = UNKNOWN) -> list[Move]:
    """The stage directions of a text of these signs.

    >>> find_moves("She closed. Jim Barton, Al Roe and Sue Lee left.")[0].names
    ('Jim Barton', 'Al Roe', 'Sue Lee')
    """
    found = []
    for match in _PATTERN.finditer(text, signs):
        names = tuple(
            take_apart(re.sub(r"\([^)]*\)", "", n)).text
            for n in _SPLIT.split(match["who"])
            if n.strip()
        )
        if not all(is_person(n, single=True) or (n.isupper() and 2 <= len(n) <= 4) for n in names):
            continue
        kind = "left" if match["left"] else "joined"
        found.append(Move(names, kind, match.start("who"), match.end(), match[0].strip(" *[]()")))
    return found
