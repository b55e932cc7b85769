"""What the styles of an ODT file say of paragraphs, runs and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from minutegraph.loaders.sources.numbering import counted

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_NS}text:1.0}}"
_STYLE, _FO = f"{{{_NS}style:1.0}}", f"{{{_NS}xsl-fo-compatible:1.0}}"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}  # fmt: skip
_LENGTH = re.compile(r"(-?[\d.]+)(pt|cm|mm|in|px)")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}


@dataclass(slots=True)
class Look:
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    before: float | None = None
    after: float | None = None
    level: int | None = None
    list: str | None = None


@dataclass(slots=True)
class ListLevel:
    form: str | None  # None for bullets
    prefix: str
    suffix: str
    shown: int
    start: int


def count_of(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) and int(text) else 1


def _points(text: str | None) -> float | None:
    match = _LENGTH.fullmatch(text) if text else None
    try:
        return float(match[1]) * _POINTS[match[2]] if match else None
    except ValueError:
        return None


def look_of(style: Any) -> Look:
    look = Look(list=style.get(f"{_STYLE}list-style-name") or None)
    text = style.find(f"{_STYLE}text-properties")
    if text is not None:
        weight, slant = text.get(f"{_FO}font-weight"), text.get(f"{_FO}font-style")
        look.bold = None if weight is None else weight in {"bold", "600", "700", "800", "900"}
        look.italic = None if slant is None else slant in {"italic", "oblique"}
        look.size = _points(text.get(f"{_FO}font-size"))
    paragraph = style.find(f"{_STYLE}paragraph-properties")
    if paragraph is not None:
        look.before = _points(paragraph.get(f"{_FO}margin-top"))
        look.after = _points(paragraph.get(f"{_FO}margin-bottom"))
    return look


def over(upper: Look, lower: Look) -> Look:
    found = Look()
    for name in Look.__slots__:
        value = getattr(upper, name)
        setattr(found, name, getattr(lower, name) if value is None else value)
    return found


def levels_of(element: Any) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for level in element:
        number = level.get(f"{_TEXT}level", "")
        if not number.isdigit():
            continue
        form: str | None = None
        if level.tag != f"{_TEXT}list-level-style-bullet":
            form = _FORMS.get(level.get(f"{_STYLE}num-format", ""), "none")
        start = level.get(f"{_TEXT}start-value", "1")
        found[int(number)] = ListLevel(
            form,
            level.get(f"{_STYLE}num-prefix", ""),
            level.get(f"{_STYLE}num-suffix", ""),
            count_of(level.get(f"{_TEXT}display-levels")),
            int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
        )
    return found


def written(levels: dict[int, ListLevel], level: int, counts: list[int | None]) -> str | None:
    """A number with those of the levels above it that are shown too."""
    spec = levels[level + 1]
    parts = []
    for place in range(max(0, level + 1 - spec.shown), level + 1):
        above = levels.get(place + 1)
        if above is None or above.form in {None, "none"}:
            continue
        count = counts[place]
        parts.append(counted(above.start if count is None else count, above.form or "decimal"))
    return f"{spec.prefix}{'.'.join(parts)}{spec.suffix}".strip() or None if parts else None
