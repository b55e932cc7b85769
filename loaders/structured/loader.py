"""Minutes that somebody wrote as YAML or JSON, or had written so and corrected."""

from __future__ import annotations

import codecs
import json
from typing import Any

from minutegraph.errors import DocumentError, ModelError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.structured.tree import Fault, Mapping, line_of

_YAML = (".yaml", ".yml")
_TYPES = {".yaml": "application/yaml", ".yml": "application/yaml"}
# A file with none of these and more unknown keys than known ones is about something else.
_TELLING = frozenset({"meeting", "attendance", "paragraphs", "decisions"})


class StructuredLoader:
    """Reads YAML and JSON in the shape of the Minutes model."""

    name = "structured"

    def claims(self, source: SourceFile) -> bool:
        """YAML and JSON by suffix, and any other file that is JSON with keys of the model."""
        if source.suffix in (*_YAML, ".json"):
            return True
        if not source.data.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{"):
            return False
        try:
            data = json.loads(source.data)
        except (ValueError, RecursionError):
            return False
        return isinstance(data, dict) and _about_minutes(data)

    def load(self, source: SourceFile) -> Minutes:
        """Read the file, complete what is left out, and check all of it.

        Lines cited are those of this file where it is the source itself; where `document` names
        the file the minutes were read from, they stay as written.

        Raises:
            DocumentError: it is not YAML or JSON, or holds no minutes.
            ModelError: it does not fit the model.
        """
        text = _decoded(source)
        tree = _read(source, text)
        if not isinstance(tree, Mapping):
            kind = "a list" if isinstance(tree, list) else "a single value" if tree else "nothing"
            raise DocumentError(
                f"{source.path} holds no minutes: there is {kind} where keys such as meeting and "
                "attendance are wanted"
            )
        if not _about_minutes(tree):
            keys = ", ".join(list(tree)[:5])
            raise DocumentError(
                f"{source.path} holds no minutes: its keys ({keys}) are not those of minutes "
                "(meeting, attendance, items, …)"
            )
        return _minutes(source, text, tree)


def _minutes(source: SourceFile, text: str, tree: Mapping) -> Minutes:
    # Imported where they are needed: pydantic's errors cost those who only list files nothing.
    from pydantic import ValidationError

    from minutegraph.loaders import contradictions, presence
    from minutegraph.loaders.structured import problems
    from minutegraph.loaders.structured.complete import cite, complete
    from minutegraph.loaders.structured.fields import leave_out_empty

    leave_out_empty(tree, Minutes)
    itself = _is_source(tree, source)
    if itself:
        cite(tree)
        _describe(tree, source, text)
    found = problems.of_lost(complete(tree)) + problems.dates(tree)
    try:
        minutes = Minutes.model_validate(tree)
    except ValidationError as error:
        found += problems.of_validation(error)
    else:
        found += problems.of_references(minutes)
    if found:
        raise _first(source, tree, found)
    if "presence" not in tree:
        minutes.presence = presence.derive(minutes)
    if itself and "warnings" not in tree:
        minutes.warnings = contradictions.find(minutes)
    return minutes


def _first(source: SourceFile, tree: Mapping, found: list[tuple[Any, str]]) -> ModelError:
    by_path = {path: message for path, message in reversed(found)}
    lines = [(line_of(tree, path), path) for path in by_path]
    line, path = min(lines, key=lambda place: place[0])
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return ModelError(f"{source.path}:{line}: {by_path[path]}{more}")


def _decoded(source: SourceFile) -> str:
    data = source.data
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{source.path}:{line}: not UTF-8 (byte 0x{data[error.start]:02X}): save it as UTF-8"
        ) from None


def _read(source: SourceFile, text: str) -> Any:
    try:
        if source.suffix in _YAML:
            from minutegraph.loaders.structured.yamltext import read_yaml

            return read_yaml(text)
        from minutegraph.loaders.structured.jsontext import read_json

        return read_json(text)
    except Fault as fault:
        place = f"{fault.line}:{fault.column}" if fault.column else str(fault.line)
        raise DocumentError(f"{source.path}:{place}: {fault.problem}") from None


def _about_minutes(tree: dict[str, Any]) -> bool:
    known = set(tree) & set(Minutes.model_fields)
    return bool(known & _TELLING) or len(known) > len(set(tree) - known)


def _is_source(tree: Mapping, source: SourceFile) -> bool:
    """Whether lines and the file's description are those of this very file."""
    document = tree.get("document")
    if not isinstance(document, dict) or "path" not in document:
        return True
    own = (source.path.as_posix(), source.path.name)
    return document["path"] in own and "sha256" not in document


def _describe(tree: Mapping, source: SourceFile, text: str) -> None:
    """What the file knows of itself; every line of it is understood, or it is refused."""
    document = tree.setdefault("document", {})
    if isinstance(document, dict):
        document["path"] = source.path.as_posix()
        document.setdefault("sha256", source.sha256)
        document.setdefault("media_type", _TYPES.get(source.suffix, "application/json"))
    lines = sum(1 for line in text.split("\n") if line.strip())
    tree.setdefault("coverage", {"lines": lines, "understood": lines})
