"""What a Word paragraph or run looks like, once its styles are followed up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading\s*([1-9])\b", re.IGNORECASE)
_DEEPEST = 50


@dataclass(slots=True)
class Look:
    """Properties as given in one place; None where it does not give them.

    Attributes:
        size: in points; before, after: space in points.
        level: outline level from 1; 0 for body text.
        indent: from the left margin, in points.
    """

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    before: float | None = None
    after: float | None = None
    contextual: bool | None = None
    level: int | None = None
    list: str | None = None
    list_level: int | None = None
    indent: float | None = None


_FIELDS = tuple(Look.__slots__)


def value_of(element: Any | None, name: str) -> str | None:
    """The value of a child element."""
    child = None if element is None else element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"-?\d{1,7}(?:\.\d+)?", text) else None


def _switch(element: Any | None, name: str) -> bool | None:
    child = None if element is None else element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val") not in {"0", "false", "off"}


def run_look(properties: Any | None) -> Look:
    """What a run's own properties say."""
    if properties is None:
        return Look()
    half = _number(value_of(properties, "sz"))
    return Look(
        _switch(properties, "b"),
        _switch(properties, "i"),
        _switch(properties, "vanish"),
        half / 2 if half else None,
    )


def paragraph_look(properties: Any | None) -> Look:
    """What a paragraph's own properties say."""
    look = Look()
    if properties is None:
        return look
    spacing = properties.find(f"{_W}spacing")
    if spacing is not None:
        for name in ("before", "after"):
            twentieths = _number(spacing.get(f"{_W}{name}"))
            if spacing.get(f"{_W}{name}Autospacing") in {"1", "true", "on"}:
                twentieths = 240.0
            setattr(look, name, None if twentieths is None else twentieths / 20)
    indent = properties.find(f"{_W}ind")
    if indent is not None:
        twentieths = _number(indent.get(f"{_W}left") or indent.get(f"{_W}start"))
        look.indent = None if twentieths is None else twentieths / 20
    look.contextual = _switch(properties, "contextualSpacing")
    outline = _number(value_of(properties, "outlineLvl"))
    if outline is not None:
        look.level = int(outline) + 1 if 0 <= outline < 6 else 0
    numbering = properties.find(f"{_W}numPr")
    if numbering is not None:
        look.list = value_of(numbering, "numId")
        level = _number(value_of(numbering, "ilvl"))
        look.list_level = None if level is None else int(level)
    return look


def over(upper: Look, lower: Look) -> Look:
    """One look on top of another."""
    found = Look()
    for name in _FIELDS:
        value = getattr(upper, name)
        setattr(found, name, getattr(lower, name) if value is None else value)
    return found


class Styles:
    """The styles of a document.

    Args:
        root: the styles part's element, or None.
    """

    def __init__(self, root: Any | None) -> None:
        self._own: dict[str, Look] = {}
        self._based: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self._whole: dict[str | None, Look] = {}
        self.default: str | None = None
        self.defaults = Look(size=10.0)
        if root is None:
            return
        holder = root.find(f"{_W}docDefaults")
        if holder is not None:
            run = holder.find(f"{_W}rPrDefault/{_W}rPr")
            paragraph = holder.find(f"{_W}pPrDefault/{_W}pPr")
            self.defaults = over(over(run_look(run), paragraph_look(paragraph)), self.defaults)
        for style in root.iterchildren(f"{_W}style"):
            key = style.get(f"{_W}styleId")
            if key is None:
                continue
            self._names[key] = (value_of(style, "name") or key).lower()
            self._based[key] = value_of(style, "basedOn")
            self._own[key] = over(
                run_look(style.find(f"{_W}rPr")), paragraph_look(style.find(f"{_W}pPr"))
            )
            if match := _HEADING.match(self._names[key]):
                look = self._own[key]
                look.level = min(6, int(match[1])) if look.level is None else look.level
            kind, default = style.get(f"{_W}type"), style.get(f"{_W}default")
            if kind == "paragraph" and default in {"1", "true", "on"}:
                self.default = key

    def name(self, key: str | None) -> str:
        """The style's name in lower case."""
        return self._names.get(key or self.default or "", "")

    def look(self, key: str | None) -> Look:
        """All that a paragraph or character style says, with what it is based on."""
        if key not in self._whole:
            look, at, seen = Look(), key, 0
            while at is not None and at in self._own and seen < _DEEPEST:
                look, at, seen = over(look, self._own[at]), self._based[at], seen + 1
            self._whole[key] = look
        return self._whole[key]

    def of_paragraph(self, key: str | None, properties: Any | None) -> Look:
        """The look of a paragraph of a style with properties of its own."""
        style = over(self.look(key or self.default), self.defaults)
        return over(paragraph_look(properties), style)
