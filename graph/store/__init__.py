"""Where graphs are kept: one small protocol, and an engine for each kind of URL."""

from __future__ import annotations

import re
from pathlib import Path

from minutegraph.errors import StoreError, UsageError
from minutegraph.graph.store.base import Counts, Result, Store, Transaction

__all__ = ["Counts", "Result", "Store", "Transaction", "open_store"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def open_store(url: str, *, write: bool = False) -> Store:
    """Open a graph: a file that ends in .kgl.

    Args:
        write: whether it may be written; a file that does not exist is then made.

    Raises:
        UsageError: the URL names no graph.
        StoreError: there is no graph there, or it cannot be opened.
        StoreLockedError: another process is writing to it.
    """
    scheme = _SCHEME.match(url)
    if scheme:
        engine = scheme[1].partition("+")[0].lower()
        if engine in ("neo4j", "bolt"):
            raise StoreError(f"{url}: only graphs in .kgl files are opened by this version")
        raise UsageError(f"{url}: no graph begins with {scheme[0]}, give a file that ends in .kgl")
    path = Path(url)
    if path.suffix.lower() != ".kgl":
        raise UsageError(f"{url or 'the graph'}: give a file that ends in .kgl")
    from minutegraph.graph.store.embedded import EmbeddedStore

    return EmbeddedStore(url, path, write=write)
