"""What is around a page: other pages of a site, or nothing where a file stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Frame:
    """The site that a page is one of.

    Attributes:
        site: what it is called.
        page: path of the page from the site's top, with "/".
        sections: (word, path) of the pages that every page leads to.
        back: (words, path) of the page that this one belongs to, where it has one.
    """

    site: str
    page: str
    sections: Sequence[tuple[str, str]]
    back: tuple[str, str] | None = None

    @property
    def up(self) -> str:
        """What leads from the page to the site's top."""
        return "../" * self.page.count("/")


class Links(Protocol):
    """What a part asks when it names a node, and a page for what is around it."""

    @property
    def frame(self) -> Frame | None:
        """The site; None of a page that stands alone."""

    def to(self, label: str, key: str) -> str | None:
        """A relative URL of the node's page; None where it has none."""


class NoLinks:
    """Of a page that stands alone."""

    frame: Frame | None = None

    def to(self, label: str, key: str) -> str | None:
        """No page has another beside it."""
        return None
