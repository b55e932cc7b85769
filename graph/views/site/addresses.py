"""Where each node has its page: readable, stable, safe on every file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from minutegraph.graph.views.links import Frame

FOLDERS = {
    "Body": "bodies",
    "Meeting": "meetings",
    "Person": "people",
    "Organisation": "organisations",
    "Topic": "issues",
    "Action": "actions",
    "Document": "documents",
}
_LONGEST = 80  # characters of a name; paths on Windows end at 260
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index(?:-\d+)?)\Z")  # with any ending
_PLAIN = re.compile(r"[a-z0-9._:-]+\Z")


def stem(key: str) -> str:
    """A file name, without its ending, that stands for a node's key.

    >>> stem("meeting:garden-board:2020-06-16"), stem("person:con")
    ('garden-board-2020-06-16', 'con-ac5bd6e4')
    """
    own = key.partition(":")[2] or key
    name = _slug(own)
    if len(name) > _LONGEST or not _PLAIN.match(own) or not name or _RESERVED.match(name):
        return _apart(name, key)
    return name


def _slug(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def _apart(name: str, key: str) -> str:
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[:_LONGEST].rstrip('-')}-{digest}".lstrip("-")


@dataclass(slots=True)
class Addresses:
    """Paths of pages from the site's top, with "/", by label and key; an anchor may follow "#"."""

    paths: dict[tuple[str, str], str] = field(default_factory=dict)

    def give(self, label: str, keys: Iterable[str]) -> None:
        """A page of its own for each node of a kind of `FOLDERS`; a body is an Organisation too."""
        taken: set[str] = set()
        for key in sorted(keys):
            name = stem(key)
            if name in taken:
                name = _apart(name, key)
            taken.add(name)
            self.paths[label, key] = f"{FOLDERS[label]}/{name}.html"
            if label == "Body":
                self.paths["Organisation", key] = self.paths[label, key]

    def place(self, label: str, key: str, page: str, anchor: str) -> None:
        """A place on another node's page."""
        self.paths[label, key] = f"{page}#{anchor}"

    def place_all(self, page: str, anchors: Mapping[tuple[str, str], str]) -> None:
        """Many places on one page: anchors by label and key."""
        for (label, key), anchor in anchors.items():
            self.place(label, key, page, anchor)

    def of(self, label: str, key: str) -> str:
        """The path of a node that has one."""
        return self.paths[label, key]


@dataclass(frozen=True, slots=True)
class FromPage:
    """Links of one page."""

    addresses: Addresses
    frame: Frame

    def to(self, label: str, key: str) -> str | None:
        """A relative URL; None where the node has no page."""
        target = self.addresses.paths.get((label, key))
        return None if target is None else relative(self.frame.page, target)


def relative(page: str, target: str) -> str:
    """The URL of a path as seen from a page, both from the site's top.

    >>> relative("people/ann.html", "meetings/may.html#p-1"), relative("index.html", "people/a.html")
    ('../meetings/may.html#p-1', 'people/a.html')
    """
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    folder, slash, _ = page.rpartition("/")
    if slash and path.startswith(folder + slash):
        return path[len(folder) + 1 :] + mark + anchor
    return "../" * page.count("/") + path + mark + anchor
