"""Where a page may lead: to other pages of a site, or nowhere from a file that stands alone."""

from __future__ import annotations

from typing import Protocol


class Links(Protocol):
    """What a part asks when it names a node."""

    def to(self, label: str, key: str) -> str | None:
        """A relative URL of the node's page; None where it has none."""


class NoLinks:
    """Of a page that stands alone."""

    def to(self, label: str, key: str) -> str | None:
        """No page has another beside it."""
        return None
