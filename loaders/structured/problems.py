"""What is wrong with structured minutes: where, and what is allowed there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.structured.complete import IN_TEXT, NUMBERED, Lost, Path
from minutegraph.loaders.structured.fields import fields_of, model_in

Problem = tuple[Path, str]

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = {
    "string": "a text is wanted",
    "list": "a list is wanted, as in [one, another]",
    "int": "a whole number is wanted",
    "bool": "true or false is wanted",
    "date": "a date is wanted, as in 2020-06-16",
}


def shown_path(path: Path) -> str:
    """`attendance[3].capacity`, counted from 0; `the file` for the whole of it."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).lstrip(".") or "the file"


def dates(data: dict[str, Any]) -> list[Problem]:
    """Dates in another form than ISO's; pydantic would take bare digits for seconds."""
    meeting = data.get("meeting")
    if not isinstance(meeting, dict):
        return []
    return [
        (("meeting", key), _wrong(("meeting", key), meeting[key], "date"))
        for key in ("date", "end_date")
        if isinstance(meeting.get(key), str) and not _ISO_DATE.fullmatch(meeting[key])
    ]


def of_validation(error: ValidationError) -> list[Problem]:
    """What pydantic found, in words for people who write minutes."""
    return [
        (tuple(e["loc"]), _message(e))
        for e in error.errors(include_url=False, include_context=True)
    ]


def of_lost(lost: list[Lost]) -> list[Problem]:
    """Refs that point to nothing."""
    found: list[Problem] = []
    for key, position, name, written in lost:
        path = (key, position, name)
        what = "item" if name == "item" else "paragraph or item"
        message = (
            f"{shown_path(path)} is {_shown(written)}: the number or title of no {what}, or of "
            "more than one"
        )
        found.append((path, message))
    return found


def of_references(minutes: Minutes) -> list[Problem]:
    """Ordinals that two entries share, and numbers that are nobody's ordinal."""
    found: list[Problem] = []
    known: dict[str, set[int]] = {}
    for key in NUMBERED:
        first: dict[int, int] = {}
        for position, entry in enumerate(getattr(minutes, key)):
            if first.setdefault(entry.ordinal, position) != position:
                path: Path = (key, position, "ordinal")
                other = shown_path((key, first[entry.ordinal]))
                found.append((path, f"{shown_path(path)} is {entry.ordinal}, like that of {other}"))
        known[key] = set(first)
    known["sessions"] = known["sessions"] or {1}
    for path, kind, number in _references(minutes):
        if number not in known[kind]:
            numbers = ", ".join(map(str, sorted(known[kind])[:12])) or "none are listed"
            message = (
                f"{shown_path(path)} is {number}: the ordinal of none of the {kind} ({numbers})"
            )
            found.append((path, message))
    return found


def _references(minutes: Minutes) -> Iterator[tuple[Path, str, int]]:
    for position, attendee in enumerate(minutes.attendance):
        for key in ("sessions", "absent_sessions"):
            for n, session in enumerate(getattr(attendee, key) or ()):
                yield ("attendance", position, key, n), "sessions", session
    for position, item in enumerate(minutes.items):
        yield ("items", position, "session"), "sessions", item.session
    for key in ("paragraphs", *IN_TEXT):
        for position, entry in enumerate(getattr(minutes, key)):
            if entry.item_ordinal is not None:
                yield (key, position, "item_ordinal"), "items", entry.item_ordinal
            if getattr(entry, "paragraph", None) is not None:
                yield (key, position, "paragraph"), "paragraphs", entry.paragraph
    for position, presence in enumerate(minutes.presence):
        yield ("presence", position, "session"), "sessions", presence.session
        for key in ("from_item", "to_item"):
            if getattr(presence, key) is not None:
                yield ("presence", position, key), "items", getattr(presence, key)


def _message(error: Any) -> str:
    path: Path = tuple(error["loc"])
    kind, value = str(error["type"]), error["input"]
    if kind == "extra_forbidden":
        holder = shown_path(path[:-1])
        allowed = keys_at(path[:-1])
        return f"{holder}: unknown key {str(path[-1])!r}{near(str(path[-1]), allowed)}"
    if kind == "missing":
        return f"{shown_path(path[:-1])} has no {str(path[-1])!r}, which it needs"
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        guess = near(str(value), allowed, say_all=False)
        return f"{shown_path(path)} is {_shown(value)}: one of {', '.join(allowed)}{guess}"
    if kind in ("greater_than_equal", "greater_than"):
        least = error["ctx"].get("ge", error["ctx"].get("gt"))
        return f"{shown_path(path)} is {_shown(value)}: a whole number of {least} or more is wanted"
    if kind.startswith(("model", "dict")):
        keys = [key for key in keys_at(path) if key not in ("line", "page")]
        such = f", such as {', '.join(keys[:3])}" if keys else ""
        return f"{shown_path(path)} is {_shown(value)}: keys with values are wanted{such}"
    return _wrong(path, value, kind.partition("_")[0], str(error["msg"]))


def _wrong(path: Path, value: Any, kind: str, otherwise: str = "") -> str:
    hint = ""
    if kind == "string" and isinstance(value, dict):
        hint = ": put a text that holds ': ' in quotes"
    elif kind == "string" and isinstance(value, bool):
        hint = ": put the word in quotes"
    return f"{shown_path(path)} is {_shown(value)}: {_KINDS.get(kind, otherwise)}{hint}"


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    text = repr(str(value))
    return text if len(text) <= 50 else f"{text[:48]}…'"


def near(name: str, allowed: Iterable[str], *, say_all: bool = True) -> str:
    """`: did you mean 'x'?`, else what is allowed."""
    allowed = list(allowed)
    by_lower = {a.casefold(): a for a in allowed}
    close = difflib.get_close_matches(name.casefold(), by_lower, n=1, cutoff=0.7)
    if close:
        return f": did you mean {by_lower[close[0]]!r}?"
    return f": one of {', '.join(allowed)}" if say_all and allowed else ""


def keys_at(path: Path) -> list[str]:
    """The keys that the model allows at a path; empty where it holds no keys of its own."""
    model: type[BaseModel] | None = Minutes
    for step in path:
        if isinstance(step, int):
            continue
        field = fields_of(model).get(step) if model else None
        model = model_in(field.annotation) if field else None
    keys = list(fields_of(model)) if model else []
    if path and path[0] in IN_TEXT and len(path) == 2:
        keys.append("item")
    return keys
