"""What is in a graph: counts, and the documents that were loaded."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from minutegraph.errors import DocumentError
from minutegraph.graph.keys import document_path
from minutegraph.graph.load import outdated
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.resolve.settle import is_judged
from minutegraph.graph.store import Store, is_server, open_store
from minutegraph.graph.store.base import Row
from minutegraph.graph.topics.links import is_linked
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.loaders import read_source
from minutegraph.queries.output import as_json, render

COLUMNS = ("kind", "name", "count")
DOCUMENT_COLUMNS = ("document", "path", "body", "meeting", "date", "sha256")


def documents(store: Store) -> list[Row]:
    """A row for each document and meeting it records, with `DOCUMENT_COLUMNS`."""
    query = files("minutegraph.queries").joinpath("documents.cypher")
    return store.read(query.read_text("utf-8")).rows


def loaded_already(
    url: str, paths: Iterable[Path], registry: Registry, vocabulary: Vocabulary | None
) -> tuple[set[Path], bool]:
    """Those of the files that a graph holds as they are, byte by byte; none where it is yet to be.

    Those that an earlier version loaded are to be loaded again.

    A file that cannot be read is none of them: who reads it next says why.

    Returns:
        The files, and whether who is who in the graph is as the registry judges, and its topics
        are those of the vocabulary.
    """
    if not is_server(url) and not Path(url).exists():
        return set(), True
    with open_store(url) as store:
        old = set(outdated(store))  # what is looked for in them needs their words anew
        known = {row["path"]: row["sha256"] for row in documents(store) if row["path"] not in old}
        judged = is_judged(store, registry) and is_linked(store, vocabulary)
    return {
        path
        for path in paths
        if (sha256 := known.get(document_path(path, store.base))) and sha256 == _sha256(path)
    }, judged


def _sha256(path: Path) -> str | None:
    try:
        return read_source(path).sha256
    except DocumentError:
        return None


def contents(store: Store, form: str, width: int) -> str:
    """Counts and documents as text that ends in a newline.

    CSV and Markdown hold the counts alone, documents among them as one kind of node.
    """
    counts = store.counts()
    listed = documents(store)
    if form == "json":
        return as_json(
            {
                "graph": store.url,
                "nodes": counts.nodes,
                "relationships": counts.relationships,
                "documents": listed,
            }
        )
    rows: list[Row] = [
        {"kind": kind, "name": name, "count": number}
        for kind, numbers in (("node", counts.nodes), ("relationship", counts.relationships))
        for name, number in numbers.items()
    ]
    if form != "table":
        return render(COLUMNS, rows, form)
    tables = [
        render(COLUMNS, rows, form, width=width),
        render(("path", "meeting", "date"), listed, form, width=width),
    ]
    return "\n".join(text for text in tables if text) or f"{store.url} is empty\n"
