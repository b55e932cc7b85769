"""What the tests of the formats share."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from minutegraph import loaders
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Line

Read = Callable[..., Minutes]  # a text, and the file's name where it matters

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def _make_formats() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_formats", HERE / "make_formats.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_formats"] = module
    spec.loader.exec_module(module)
    return module


formats = _make_formats()
PANEL = sorted(p for p in (ROOT / "examples" / "panel").iterdir() if p.suffix in {".txt", ".md"})
LAYOUTS = sorted(p for p in (ROOT / "tests" / "layouts").iterdir() if p.suffix in {".txt", ".md"})
SAMPLE = (ROOT / "examples" / "panel" / "2024-05-14.md").read_text(encoding="utf-8")


def facts(path: Path) -> Any:
    """All that a file's minutes say, but for where in the file they say it."""
    return _placeless(loaders.load(path).model_dump(mode="json"))


def _placeless(value: Any) -> Any:
    if isinstance(value, dict):
        skipped = {"line", "page", "document", "coverage"}
        return {k: _placeless(v) for k, v in value.items() if k not in skipped}
    if isinstance(value, list):
        return [_placeless(v) for v in value]
    return re.sub(r"\bline \d+", "line N", value) if isinstance(value, str) else value


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# The same minutes


KEYS = ("heading", "bullet", "depth", "gap", "bold", "italic", "lead", "cells", "table", "header")


def brief(line: Line) -> dict[str, Any]:
    """A line's text and those of its properties that say something."""
    marks = {key: getattr(line, key) for key in KEYS}
    return {"text": line.text} | {key: value for key, value in marks.items() if value}


def texts(lines: list[dict[str, Any]]) -> list[str]:
    return [line["text"] for line in lines]
