"""How the rows of a query are drawn: `draw` lines, written as patterns of Cypher over its columns.

    // draw (person:Person)-[:ATTENDED {capacity, source}]->(session, meeting:Session)

A row makes a node of each place in round brackets and a link of each arrow between two. The first
column of a place is its name, further ones tell nodes of one name apart; the label after the colon
may be several as `Person|Organisation`, or `$kind` where the column `kind` says it. In braces stand
the columns that the node or link shows, `{*}` all that are no place.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_COLUMNS = r"\w+(?:\s*,\s*\w+)*"
_SHOWN = rf"(?:\{{\s*(?P<shown>\*|{_COLUMNS})\s*\}}\s*)?"
_PLACE = re.compile(
    rf"\(\s*(?P<columns>{_COLUMNS})\s*:\s*(?P<labels>\$\w+|\w+(?:\|\w+)*)\s*{_SHOWN}\)", re.ASCII
)
_ARROW = re.compile(rf"(?P<back><)?-\[\s*:\s*(?P<kind>\w+)\s*{_SHOWN}\]-(?P<forth>>)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Columns that make a node.

    Attributes:
        name: the column that names it.
        apart: columns that tell nodes of one name apart.
        labels: what it can be; empty where `label_column` says it.
        shown: columns that become its properties.
    """

    name: str
    apart: tuple[str, ...]
    labels: tuple[str, ...]
    label_column: str | None
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link of two places, by their numbers in the pattern."""

    start: int
    kind: str
    end: int
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one row draws."""

    places: tuple[Place, ...]
    arrows: tuple[Arrow, ...]


def read_pattern(text: str, columns: Collection[str]) -> Pattern:
    """A pattern from its text.

    Args:
        columns: of the rows.

    Raises:
        ValueError: it is no such pattern, or names a column that the rows lack.
    """
    found: list[re.Match[str]] = []
    rest = text.strip()
    while rest:
        match = (_ARROW if len(found) % 2 else _PLACE).match(rest)
        if match is None:
            raise ValueError(f"no pattern to draw at {rest[:40]}")
        found.append(match)
        rest = rest[match.end() :].lstrip()
    if len(found) % 2 == 0:
        raise ValueError("a pattern to draw begins and ends with a place: (column:Label)")
    named = [_listed(match["columns"]) for match in found[::2]]
    others = [column for column in columns if not any(column in names for names in named)]
    places = []
    for match, names in zip(found[::2], named, strict=True):
        labels = match["labels"]
        by_column = labels[1:] if labels.startswith("$") else None
        labelled = () if by_column else tuple(labels.split("|"))
        shown = _shown(match["shown"], [name for name in others if name != by_column])
        places.append(Place(names[0], names[1:], labelled, by_column, shown))
    arrows = []
    for number, match in enumerate(found[1::2]):
        if bool(match["back"]) == bool(match["forth"]):
            raise ValueError(f"an arrow to draw points one way: {match[0]}")
        start, end = (number + 1, number) if match["back"] else (number, number + 1)
        arrows.append(Arrow(start, match["kind"], end, _shown(match["shown"], others)))
    pattern = Pattern(tuple(places), tuple(arrows))
    if unknown := sorted(_used(pattern) - set(columns)):
        raise ValueError(
            f"the pattern to draw has {unknown[0]}, and the rows have {', '.join(columns)}"
        )
    return pattern


def _used(pattern: Pattern) -> set[str]:
    used = {column for arrow in pattern.arrows for column in arrow.shown}
    for place in pattern.places:
        used |= {place.name, *place.apart, *place.shown}
        used |= {place.label_column} if place.label_column else set()
    return used


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _shown(text: str | None, others: list[str]) -> tuple[str, ...]:
    if text is None:
        return ()
    return tuple(others) if text == "*" else _listed(text)
