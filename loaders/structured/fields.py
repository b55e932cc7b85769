"""The model's keys, as they stand in a file."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the key they have in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds: itself, in a list, or none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for arg in get_args(annotation) if (m := model_in(arg))), None)


def leave_out_empty(data: dict[str, Any], model: type[BaseModel]) -> None:
    """Take out keys with nothing after them where something else is meant by leaving them out.

    `items:` alone means that there are none, `status:` alone what it means to say nothing.
    """
    for key, field in fields_of(model).items():
        value = data.get(key)
        if key in data and value is None and not field.is_required() and field.default is not None:
            del data[key]
        inner = model_in(field.annotation)
        if inner is not None:
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, dict):
                    leave_out_empty(entry, inner)
