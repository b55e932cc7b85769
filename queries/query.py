"""One question a file: a header that says what it asks, takes and gives, and the Cypher below it.

    // Who attended which sessions?
    // param person: part of a name; everybody where it is left out
    // param meeting: required: date, beginning of a date, or part of its name
    // param guests: flag: only guests
    // param since: first day, as 2020-06-16
    // column meeting, date, person, source
    // draw (person:Person)-[:ATTENDED {source}]->(meeting:Meeting)

The header ends with the first line that is no comment. In the Cypher a flag is true where it is
given and null where it is not; `since`, `until` and `as_of` are dates; all others are text. A param
that is marked `words:` is a search (see `minutegraph.graph.topics.search`), and in the Cypher the
keys of the paragraphs that have the words; one that is marked `issue:` must be given, and is the
rows of `minutegraph.queries.trace.path_of`.
`$today` is the day on which the question is asked, and no parameter.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutegraph.errors import UsageError
from minutegraph.queries.pattern import Pattern, read_pattern

_PARAM = re.compile(
    r"param\s+(?P<name>[a-z][a-z_]*)\s*:\s*"
    r"(?:(?P<kind>required|flag|words|issue|one of)\s*:\s*)?(?P<text>.+)"
)
_COLUMN = re.compile(r"(?P<kind>columns?|further)\s+(?P<names>\w+(?:\s*,\s*\w+)*)", re.ASCII)

# Parameters that are days, and numbers; all others that are no flags are text.
_DAYS = frozenset({"since", "until", "as_of"})
_NUMBERS = frozenset({"limit"})
# Parameters that every query may use and none declares.
PROVIDED = frozenset({"today"})
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: what it is for, whether it must be given, whether it is only given or not.

    Attributes:
        words: whether it is words to search paragraphs for; the Cypher gets the keys found.
        issue: whether it is an issue; the Cypher gets its path, in rows.
        choices: the values there are, in small letters; none where any text is one.
    """

    name: str
    text: str
    required: bool = False
    flag: bool = False
    words: bool = False
    issue: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A named query.

    Attributes:
        question: what it answers, one line.
        columns: of its rows, in order.
        further: columns its Cypher returns beside these, which only `trace` and the like ask for.
        text: the Cypher, header included.
        draws: what its rows draw, where they hold no nodes.
        folder: where its file is kept; None where it is built in.
    """

    name: str
    question: str
    params: tuple[Param, ...]
    columns: tuple[str, ...]
    text: str
    draws: tuple[Pattern, ...] = ()
    folder: Path | None = None
    further: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Its file, as messages name it."""
        name = f"{self.name}.cypher"
        return str(self.folder / name) if self.folder else name

    def values(self, given: Mapping[str, str | bool | None]) -> dict[str, object]:
        """Every parameter of the query with its value, None where it was not given.

        Raises:
            UsageError: no such parameter, one missing that is required, no date or number where
                one is asked for, or none of the values that there are.
        """
        names = [param.name for param in self.params]
        for name in given:
            if name not in names:
                raise UsageError(unknown(f"parameter of {self.name}", name, names))
        found: dict[str, object] = {"today": dt.date.today()} if "$today" in self.text else {}
        for param in self.params:
            value = given.get(param.name)
            if param.flag:
                found[param.name] = _flag(param.name, value)
            elif value is None or not str(value).strip():
                if param.required:
                    raise UsageError(f"{self.name} needs {param.name}: {param.text}")
                found[param.name] = None
            else:
                found[param.name] = _value(param, str(value))
        return found


def parse(name: str, text: str) -> Query:
    """Read a query from its file.

    Raises:
        ValueError: the header is not of the format; the message names the line.
    """
    question, params = "", []
    columns: list[str] = []
    further: list[str] = []
    draws: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        said = line[2:].strip()
        if number == 1:
            question = said
        elif match := _PARAM.fullmatch(said):
            kind = match["kind"]
            params.append(
                Param(
                    match["name"],
                    match["text"],
                    required=kind in ("required", "issue"),
                    flag=kind == "flag",
                    words=kind == "words",
                    issue=kind == "issue",
                    choices=_choices(match["text"]) if kind == "one of" else (),
                )
            )
        elif match := _COLUMN.fullmatch(said):
            named = [column.strip() for column in match["names"].split(",")]
            (further if match["kind"] == "further" else columns).extend(named)
        elif said.startswith("draw "):
            draws.append((number, said.removeprefix("draw ")))
        else:
            raise ValueError(
                f"{name}.cypher, line {number}: neither param nor column nor draw: {said}"
            )
    if not question.endswith("?"):
        raise ValueError(f"{name}.cypher, line 1: no question")
    if not columns:
        raise ValueError(f"{name}.cypher: no columns")
    patterns = []
    for number, pattern in draws:
        try:
            patterns.append(read_pattern(pattern, columns))
        except ValueError as error:
            raise ValueError(f"{name}.cypher, line {number}: {error}") from None
    return Query(
        name, question, tuple(params), tuple(columns), text, tuple(patterns), further=tuple(further)
    )


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """A line that says there is no such name, and which are near or there are.

    >>> unknown("query", "atendance", ["actions", "attendance"])
    'no query atendance: do you mean attendance?'
    """
    known = list(known)
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    if near:
        return f"no {what} {name}: do you mean {' or '.join(near)}?"
    return f"no {what} {name}: there {'is ' if len(known) == 1 else 'are '}" + (
        ", ".join(known) if known else "none"
    )


def _choices(text: str) -> tuple[str, ...]:
    """The values of "member, chair or alternate; all where it is left out"."""
    return tuple(re.split(r",\s*|\s+or\s+", text.partition(";")[0].strip()))


def _value(param: Param, value: str) -> object:
    name = param.name
    if param.choices:
        value = value.strip().lower()
        if value not in param.choices:
            raise UsageError(unknown(name, value, param.choices))
    try:
        if name in _DAYS:
            return dt.date.fromisoformat(value.strip())
        if name in _NUMBERS:
            return _positive(value)
    except ValueError:
        wanted = "a day as 2020-06-16" if name in _DAYS else "a whole number from 1"
        raise UsageError(f"{name} is {value}: give {wanted}") from None
    return value


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


def _flag(name: str, value: str | bool | None) -> bool | None:
    """True where a flag is given; None, which restricts nothing, where it is not."""
    said = str(value or "no").strip().lower()
    if said not in _YES | _NO:
        raise UsageError(f"{name} is {value}: it is given or left out, true or false")
    return True if said in _YES else None
