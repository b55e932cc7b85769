"""The numbers that Word puts before paragraphs, written out: they are nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    indent: float | None = None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, _Level] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)  # paragraph style: level
    link: str | None = None  # the numbering style that holds the levels instead
    own_style: str | None = None


@dataclass(slots=True)
class _Number:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts a document's lists; ask for each numbered paragraph once, in order.

    Args:
        root: the numbering part's element, or None.
    """

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, _Abstract] = {}
        self._numbers: dict[str, _Number] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in root.iterchildren(f"{_W}abstractNum"):
            key = element.get(f"{_W}abstractNumId")
            if key is not None:
                self._abstract[key] = _abstract(element)
        for element in root.iterchildren(f"{_W}num"):
            key, target = element.get(f"{_W}numId"), element.find(f"{_W}abstractNumId")
            if key is not None and target is not None:
                self._numbers[key] = _number(element, target.get(f"{_W}val", ""))
        styled = {a.own_style: key for key, a in self._abstract.items() if a.own_style}
        for number in self._numbers.values():
            found = self._abstract.get(number.abstract)
            if found is not None and not found.levels and found.link in styled:
                number.abstract = styled[found.link]

    def level_of(self, number: str, style: str) -> int | None:
        """The level that a list gives to paragraphs of a style."""
        found = self._numbers.get(number)
        abstract = self._abstract.get(found.abstract) if found else None
        return abstract.styles.get(style) if abstract else None

    def indent(self, number: str, level: int) -> float | None:
        """How far a list indents the paragraphs of a level, in points."""
        found = self._numbers.get(number)
        if found is None:
            return None
        abstract = self._abstract.get(found.abstract, _Abstract())
        spec = found.levels.get(level) or abstract.levels.get(level)
        return spec.indent if spec else None

    def next(self, number: str, level: int) -> tuple[str | None, bool]:
        """The marker of the next paragraph of a list, and whether it is a bullet."""
        found = self._numbers.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return None, False
        abstract = self._abstract.get(found.abstract, _Abstract())
        spec = found.levels.get(level) or abstract.levels.get(level)
        if spec is None:
            return None, False
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if level in found.starts and (number, level) not in self._begun:
            counts[level] = found.starts[level]
        else:
            before = counts[level]
            counts[level] = spec.start if before is None else before + 1
        self._begun.add((number, level))
        for deeper in range(level + 1, _LEVELS):
            below = found.levels.get(deeper) or abstract.levels.get(deeper)
            if below is None or below.restart is None or 0 < level + 1 <= below.restart:
                counts[deeper] = None
        if spec.form == "bullet":
            return "-", True
        if spec.form == "none" and not spec.text:
            return None, False

        def written(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = found.levels.get(place) or abstract.levels.get(place) or _Level()
            count = counts[place]
            form = "decimal" if spec.legal and place < level else other.form
            return counted(other.start if count is None else count, form)

        return _PLACE.sub(written, spec.text).strip() or None, False


def counted(value: int, form: str) -> str:
    """A count in one of Word's number formats.

    >>> [counted(4, f) for f in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
    ['4', 'd', 'IV', '04']
    """
    if form in {"lowerLetter", "upperLetter"} and 0 < value <= 780:
        times, rest = divmod(value - 1, 26)
        text = chr(97 + rest) * (times + 1)
    elif form in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        text, left = "", value
        for worth, letters in _ROMAN:
            text += letters * (left // worth)
            left %= worth
    elif form == "decimalZero":
        text = f"{value:02}"
    elif form == "ordinal":
        tail = "th" if 10 < value % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        text = f"{value}{tail}"
    elif form == "none":
        text = ""
    else:
        text = str(value)
    return text.upper() if form.startswith("upper") else text


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


def _levels(element: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in element.iterchildren(f"{_W}lvl"):
        restart = _value(level, "lvlRestart")
        found[_integer(level.get(f"{_W}ilvl"), 0)] = _Level(
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            _integer(_value(level, "start"), 0),
            None if restart is None else _integer(restart, 0),
            level.find(f"{_W}isLgl") is not None,
            _indent(level),
        )
    return found


def _indent(level: Any) -> float | None:
    """A level's indent in points."""
    found = level.find(f"{_W}pPr/{_W}ind")
    text = None if found is None else found.get(f"{_W}left") or found.get(f"{_W}start")
    return int(text) / 20 if text and re.fullmatch(r"-?\d{1,6}", text) else None


def _abstract(element: Any) -> _Abstract:
    abstract = _Abstract(
        _levels(element), {}, _value(element, "numStyleLink"), _value(element, "styleLink")
    )
    for level in element.iterchildren(f"{_W}lvl"):
        style = _value(level, "pStyle")
        if style:
            abstract.styles[style] = _integer(level.get(f"{_W}ilvl"), 0)
    return abstract


def _number(element: Any, abstract: str) -> _Number:
    number = _Number(abstract)
    for override in element.iterchildren(f"{_W}lvlOverride"):
        level = _integer(override.get(f"{_W}ilvl"), 0)
        start = _value(override, "startOverride")
        if start is not None:
            number.starts[level] = _integer(start, 1)
        number.levels.update(_levels(override))
    return number
