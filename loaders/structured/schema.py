"""The published JSON Schema of structured minutes."""

from __future__ import annotations

from typing import Any

from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.structured.complete import IN_TEXT
from minutegraph.loaders.structured.fields import model_in


def json_schema() -> dict[str, Any]:
    """What people may write.

    It is the model, with what the loader fills in left optional; where texts are wanted numbers
    will do, as they stay as written.
    """
    schema = Minutes.model_json_schema(by_alias=True, mode="validation")
    for name in ("Session", "Item", "Paragraph"):
        required = [key for key in schema["$defs"][name].get("required", ()) if key != "ordinal"]
        schema["$defs"][name].pop("required", None)
        if required:
            schema["$defs"][name]["required"] = required
    item = {"description": "Number or title of the item it belongs to.", "type": "string"}
    for key in IN_TEXT:
        model = model_in(Minutes.model_fields[key].annotation)
        assert model is not None
        schema["$defs"][model.__name__]["properties"].setdefault("item", dict(item))
    _numbers_too(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "description": "One meeting's minutes, for minutegraph.",
    }


def _numbers_too(part: Any) -> None:
    if isinstance(part, dict):
        if part.get("type") == "string" and not {"enum", "format"} & set(part):
            part["type"] = ["string", "number"]
        for inner in part.values():
            _numbers_too(inner)
    elif isinstance(part, list):
        for inner in part:
            _numbers_too(inner)
