"""Minutes back to text: all of it as JSON, and as YAML what a person would write."""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import Any

from pydantic import BaseModel

from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.structured.complete import IN_TEXT, complete, name_items

Data = dict[str, Any]

_LAST = ("item", "item_ordinal", "paragraph", "line", "page")
_ONE_LINE = ("speakers", "presence", "glossary", "mentions")
_LINE = 92


def dump_json(minutes: Minutes) -> str:
    """Every key there is, `null` or empty where the document says nothing."""
    data = _ordered(minutes.model_dump(mode="json", by_alias=True))
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def dump_yaml(minutes: Minutes) -> str:
    """YAML to read and edit: what the loader fills in by itself is left out.

    Ordinals are written where something refers to them; `document.path` always is, so that cited
    lines stay those of the file the minutes were read from.
    """
    from minutegraph.loaders.structured.yamltext import write_yaml

    return write_yaml(_styled(_ordered(short(minutes))))


def short(minutes: Minutes) -> Data:
    """The least data that `assemble` turns into these minutes again."""
    data = _least(minutes)
    # One thing written out changes what is filled in elsewhere; each round writes something.
    while (filled := assemble(copy.deepcopy(data))) != minutes:
        _restore(data, filled, minutes)
    for key, position, _, _ in complete(copy.deepcopy(data)):
        data[key][position]["item_ordinal"] = None  # it points nowhere, and is meant so
    name_items(data, [item.model_dump() for item in minutes.items])
    _keep_ordinals(data, minutes)
    return data


def assemble(data: Data) -> Minutes:
    """Complete data and make `Minutes` of it; presence is derived where it is not given.

    Raises:
        pydantic.ValidationError: it does not fit the model.
    """
    from minutegraph.loaders import presence

    derived = data.get("presence") is None
    complete(data)
    minutes = Minutes.model_validate(data)
    if derived:
        minutes.presence = presence.derive(minutes)
    return minutes


def _least(minutes: Minutes) -> Data:
    data = minutes.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document = minutes.document
    data["document"] = {
        "path": document.path,
        "sha256": document.sha256,
        **data.get("document", {}),
    }
    data.pop("presence", None)
    for key, dropped in (
        ("sessions", ["items"]),
        ("items", ["ordinal"]),
        ("paragraphs", ["ordinal", "item_ordinal"]),
        *((key, ["item_ordinal", "paragraph"]) for key in IN_TEXT),
    ):
        for entry in data.get(key, ()):
            for name in dropped:
                entry.pop(name, None)
    for paragraph in data.get("paragraphs", ()):
        if paragraph.get("ref") is not None:
            paragraph.pop("item", None)
    for key in ("actions", "reviewed_actions"):
        for action in data.get(key, ()):
            action.pop("assignees", None)
    if len(minutes.sessions) == 1 and minutes.sessions[0].title is None:
        data.pop("sessions")
    return data


def _restore(data: Data, filled: BaseModel, wanted: BaseModel) -> None:
    """Write out the fields that would be filled with something else."""
    differing = [n for n in type(wanted).model_fields if getattr(filled, n) != getattr(wanted, n)]
    for name in differing:
        have, want = getattr(filled, name), getattr(wanted, name)
        field = type(wanted).model_fields[name]
        if name == "item_ordinal" and {"paragraph", "item"} & set(differing):
            continue  # these may settle it
        key = field.alias or name
        if isinstance(want, BaseModel) and isinstance(have, BaseModel) and key in data:
            _restore(data[key], have, want)
        elif key in data and _entries(have) and _entries(want) and len(have) == len(want):
            for entry, a, b in zip(data[key], have, want, strict=True):
                _restore(entry, a, b)
        else:
            data[key] = _dumped(want)


def _entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, BaseModel) for v in value)


def _dumped(value: Any) -> Any:
    if isinstance(value, list):
        return [_dumped(v) for v in value]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return value


def _keep_ordinals(data: Data, minutes: Minutes) -> None:
    """Number what something left in the data refers to by its number."""
    referring = [e for key in ("paragraphs", *IN_TEXT) for e in data.get(key, ())]
    needed = {
        "items": any(e.get("item_ordinal") for e in referring) or "presence" in data,
        "paragraphs": any(e.get("paragraph") for e in referring),
    }
    for key, numbered in needed.items():
        if numbered:
            for entry, whole in zip(data.get(key, ()), getattr(minutes, key), strict=True):
                entry["ordinal"] = whole.ordinal


def _ordered(value: Any) -> Any:
    """Keys as people look for them: the number first, where it stands last."""
    if isinstance(value, list):
        return [_ordered(v) for v in value]
    if not isinstance(value, dict):
        return value
    first = [k for k in ("ref", "ordinal") if k in value]
    last = [k for k in _LAST if k in value]
    middle = [k for k in value if k not in first and k not in last]
    return {k: _ordered(value[k]) for k in (*first, *middle, *last)}


def _styled(data: Data) -> Data:
    from minutegraph.loaders.structured.yamltext import Flow, FlowMap

    def styled(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: styled(v) for k, v in value.items()}
        if isinstance(value, list):
            scalars = not any(isinstance(v, dict | list) for v in value)
            short_enough = sum(len(str(v)) + 2 for v in value) < _LINE - 24
            return Flow(value) if scalars and short_enough else [styled(v) for v in value]
        return value

    found: Data = {}
    for key, value in data.items():
        found[key] = styled(value)
        if key == "meeting":
            # Plain dates: quotes would say that they are something else.
            for day in {"date", "end_date"} & set(value):
                found[key][day] = value[day] and dt.date.fromisoformat(value[day])
        if key in _ONE_LINE:
            found[key] = [
                FlowMap(entry)
                if sum(len(k) + len(str(v)) + 4 for k, v in entry.items()) < _LINE
                else styled(entry)
                for entry in value
            ]
    return found
