"""Where graphs are kept: one small protocol, and an engine for each kind of URL."""

from __future__ import annotations

import re
from pathlib import Path

from minutegraph.errors import UsageError
from minutegraph.graph.store.address import address_of
from minutegraph.graph.store.base import Counts, Result, Store, Transaction

__all__ = ["Counts", "Result", "Store", "Transaction", "is_server", "open_store"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_WANTED = "give a file that ends in .kgl, or a server as neo4j://localhost:7687"


def is_server(url: str) -> bool:
    """Whether a URL is one of a server, and not a file's name."""
    scheme = _SCHEME.match(url)
    return bool(scheme and scheme[1].partition("+")[0].lower() in ("neo4j", "bolt"))


def open_store(url: str, *, write: bool = False) -> Store:
    """Open a graph: a file that ends in .kgl, or the address of a Neo4j server.

    Args:
        write: whether it may be written; a file that does not exist is then made.

    Raises:
        UsageError: the URL names no graph.
        StoreError: there is no graph there, or it cannot be opened.
        StoreLockedError: another process is writing to it.
    """
    if is_server(url):
        address = address_of(url)
        from minutegraph.graph.store.server import ServerStore

        return ServerStore(address, write=write)
    scheme = _SCHEME.match(url)
    if scheme:
        raise UsageError(f"{url}: no graph begins with {scheme[0]}: {_WANTED}")
    path = Path(url)
    if path.suffix.lower() != ".kgl":
        raise UsageError(f"{url or 'the graph'}: {_WANTED}")
    from minutegraph.graph.store.embedded import EmbeddedStore

    return EmbeddedStore(url, path, write=write)
