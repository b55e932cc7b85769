"""A graph as files of other tools: `write(store, format, path)`."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from minutegraph.errors import MinutegraphError, UsageError
from minutegraph.graph.store.base import Store


class Format(NamedTuple):
    """Who writes a format: a function that takes a store and a path where nothing is yet.

    It returns how much it wrote, by what it counts. Where `folder` is set the path is an empty one.
    """

    module: str
    function: str
    folder: bool = False


FORMATS = {
    "jsonl": Format("jsonl", "jsonl"),
    "graphml": Format("networks", "graphml"),
    "gexf": Format("networks", "gexf"),
    "cytoscape": Format("networks", "cytoscape"),
    "neo4j-admin": Format("admin", "admin", folder=True),
}


def write(store: Store, name: str, path: Path) -> dict[str, int]:
    """Write a graph in a format; the file is whole afterwards, or as it was before.

    Returns:
        How much was written: numbers by what they count.

    Raises:
        UsageError: the path is a folder and should not be, or the other way round.
        MinutegraphError: it cannot be written.
    """
    known = FORMATS[name]
    if known.folder:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"{path} exists: {name} is a folder of files, name a new one")
    elif path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    part = path.with_name(f".{path.name}.part")
    export: Callable[[Store, Path], dict[str, int]] = getattr(
        import_module(f"{__name__}.{known.module}"), known.function
    )
    try:
        if known.folder:
            part.mkdir()
        counts = export(store, part)
        part.replace(path)
    except OSError as error:
        raise MinutegraphError(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(part) if known.folder else part.unlink()
    return counts
