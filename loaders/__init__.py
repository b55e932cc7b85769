"""Files to `Minutes`: one loader a format, and exactly one may claim a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import MAX_BYTES, Loader, SourceFile, read_source
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.profile import FOLDER_PROFILE
from minutegraph.loaders.sources.limits import LIMITS, Limits

__all__ = [
    "LIMITS",
    "Limits",
    "Loader",
    "Minutes",
    "SourceFile",
    "find",
    "load",
    "loaders",
    "read_source",
]

ENTRY_POINTS = "minutegraph.loaders"
# What `find` takes from a folder; a file named outright is tried whatever its suffix.
# Registers (.csv, .xlsx) are tried only where they are named: most tables are none.
SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".org", ".wiki", ".mediawiki", ".rst", ".adoc"),
    *(".html", ".htm", ".xhtml", ".docx", ".odt", ".pdf", ".yaml", ".yml", ".json"),
)


def loaders(limits: Limits = LIMITS) -> tuple[Loader, ...]:
    """Every loader of a format of its own, ours first, then those other packages bring.

    They are imported here so that one format's library is not paid for by those who only list
    or look up files. Other packages register theirs under the entry-point group
    `minutegraph.loaders`; see `docs/loaders.md`.

    Args:
        limits: what a packed or paged file may cost; text and YAML are bounded by their size.

    Raises:
        DocumentError: a package's loader cannot be imported.
    """
    from minutegraph.loaders.docx import DocxLoader
    from minutegraph.loaders.html import HtmlLoader
    from minutegraph.loaders.odt import OdtLoader
    from minutegraph.loaders.other import OtherLoader
    from minutegraph.loaders.pdf import PdfLoader
    from minutegraph.loaders.register import RegisterLoader
    from minutegraph.loaders.structured import StructuredLoader
    from minutegraph.loaders.wiki import WikiLoader

    bounded = (HtmlLoader, DocxLoader, OdtLoader, PdfLoader, RegisterLoader)
    ours = (StructuredLoader(), WikiLoader(), *(loader(limits) for loader in bounded))
    return (*ours, OtherLoader(), *_others())


def _others() -> tuple[Loader, ...]:
    from importlib.metadata import entry_points

    found: list[Loader] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: p.name):
        try:
            found.append(point.load()())
        except Exception as error:
            raise DocumentError(
                f"the loader {point.name} ({point.value}) cannot be imported: {error}"
            ) from error
    return tuple(found)


def load(
    path: Path | str,
    *,
    max_bytes: int = MAX_BYTES,
    profile: Path | str | None = None,
    limits: Limits = LIMITS,
) -> Minutes:
    """The minutes that a file holds.

    Args:
        max_bytes: the largest file that is read, in bytes.
        profile: a layout profile; None takes the one beside the file, if there is one.
        limits: pages, unpacked size, time and memory that reading it may take.

    Raises:
        DocumentError: it cannot be read, holds no minutes, or more than one loader claims it.
    """
    source = read_source(path, max_bytes=max_bytes, profile=profile)
    claimants = [loader for loader in loaders(limits) if loader.claims(source)]
    if len(claimants) > 1:
        names = ", ".join(loader.name for loader in claimants)
        raise DocumentError(f"{path} is claimed by more than one loader: {names}")
    if claimants:
        return claimants[0].load(source)
    # What no format claims is read as text, or refused for being none.
    from minutegraph.loaders.text import TextLoader

    return TextLoader().load(source)


def _is_about(name: str) -> bool:
    """Whether a file of a folder is about its minutes and holds none: a profile, a read-me."""
    low = name.lower()
    return (
        low.startswith((".", "readme.")) or low == FOLDER_PROFILE or low.endswith(".profile.yaml")
    )


def find(paths: Iterable[Path | str]) -> list[Path]:
    """The files named, and the minutes below the folders named, sorted, each once.

    Raises:
        DocumentError: a path does not exist, or a folder holds nothing that is read here.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in SUFFIXES and p.is_file() and not _is_about(p.name)
            )
            if not inside:
                raise DocumentError(f"{path} holds no minutes: no {', '.join(SUFFIXES)} file")
            found.update(dict.fromkeys(inside))
        elif not path.exists():
            raise DocumentError(f"{path}: no such file")
        else:
            found[path] = None
    return list(found)


def passed_over(paths: Iterable[Path | str]) -> dict[str, int]:
    """How many files of each suffix `find` leaves out of the folders named, most first."""
    left = Counter(
        file.suffix.lower() or file.name
        for path in map(Path, paths)
        if path.is_dir()
        for file in path.rglob("*")
        if file.suffix.lower() not in SUFFIXES
        and not file.suffix.startswith(".kgl")  # a graph and what belongs to it
        and not any(map(_is_about, file.relative_to(path).parts))
        and file.is_file()
    )
    return dict(left.most_common())
