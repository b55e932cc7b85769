"""Files of a site in a folder: only what changed is written, only what the site wrote is removed."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from minutegraph.errors import MinutegraphError, UsageError

# Paths of the site's files, one a line, each with the SHA-256 of what was written.
MANIFEST = ".minutegraph-site"
_FIRST_LINE = "# Files that minutegraph site wrote here; it removes these and no others."
_MADE_FROM = "# Made from "
_SAFE = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9.-]*\Z")


class SiteFolder:
    """A folder that holds a site and is its own.

    Args:
        made_from: what stands for all that decides what is written, see `same`; None where nothing
            does.

    Raises:
        UsageError: the folder holds other things and no site.
        MinutegraphError: it cannot be read or written.
    """

    def __init__(self, path: Path, made_from: str | None = None) -> None:
        self.path = path
        self._made_from = made_from
        self.written = 0
        self.unchanged = 0
        self.removed = 0
        self.bytes = 0
        self._now: dict[str, str] = {}
        self._folders: set[Path] = set()
        try:
            self._before = self._open()
        except OSError as error:
            raise MinutegraphError(f"{path} cannot be used: {error.strerror}") from None

    def _open(self) -> set[str]:
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path} is a file: give a folder for the site")
        self.path.mkdir(parents=True, exist_ok=True)
        manifest = self.path / MANIFEST
        if not manifest.exists():
            if any(self.path.iterdir()):
                raise UsageError(
                    f"{self.path} holds other things: give an empty folder, or one that holds a site"
                )
            manifest.write_text(f"{_FIRST_LINE}\n", "utf-8", newline="\n")
        return set(_listed(manifest.read_text("utf-8")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()

    def put(self, name: str, content: bytes) -> None:
        """A file of the site; one that is the same already keeps its time.

        Args:
            name: path from the top, in small letters, with "/".

        Raises:
            MinutegraphError: it cannot be written, or a file that is not the site's is in its place.
        """
        if not _SAFE.match(name) or name in self._now:
            raise ValueError(f"{name} is no name for a file of a site, or is there twice")
        self._now[name] = hashlib.sha256(content).hexdigest()
        self.bytes += len(content)
        file = self.path / name
        try:
            if name in self._before:
                if _holds(file, content):
                    self.unchanged += 1
                    return
            else:
                if file.exists() or file.is_symlink():
                    raise UsageError(f"{file} is not of this site: move it away")
                # Noted before it is there: a build that breaks off leaves nothing unaccounted for.
                with (self.path / MANIFEST).open("a", encoding="utf-8", newline="\n") as manifest:
                    manifest.write(f"{name}\n")
            self._folder(file.parent)
            part = file.with_name(f".{file.name}.part")
            part.write_bytes(content)
            part.replace(file)
        except OSError as error:
            raise MinutegraphError(f"{file} cannot be written: {error.strerror}") from None
        self.written += 1

    def _folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        folder.mkdir(parents=True, exist_ok=True)
        if folder != self.path and folder.is_symlink():
            raise UsageError(f"{folder} is a link that leads out of the site: remove it")
        self._folders.add(folder)

    def finish(self) -> None:
        """Remove what the site wrote before and has no more, and say what is the site's now."""
        try:
            gone = self._before - self._now.keys()
            for name in sorted(gone):
                file = self.path / name
                if not file.parent.is_symlink():
                    with suppress(FileNotFoundError):
                        file.unlink()
                        self.removed += 1
            for folder in {(self.path / name).parent for name in gone}:
                if folder != self.path:
                    with suppress(OSError):  # something else is in it
                        folder.rmdir()
            lines = [_FIRST_LINE]
            if self._made_from:
                lines.append(f"{_MADE_FROM}{self._made_from}")
            lines += [f"{name} {digest}" for name, digest in sorted(self._now.items())]
            part = self.path / f"{MANIFEST}.part"
            part.write_text("\n".join([*lines, ""]), "utf-8", newline="\n")
            os.replace(part, self.path / MANIFEST)
        except OSError as error:
            raise MinutegraphError(f"{self.path} cannot be tidied: {error.strerror}") from None


def same(path: Path, made_from: str) -> tuple[int, int] | None:
    """Files and bytes of a site that was made from the same and is as it was written, else None."""
    try:
        text = (path / MANIFEST).read_text("utf-8")
        if f"{_MADE_FROM}{made_from}" not in text.splitlines():
            return None
        files, size = _listed(text), 0
        for name, digest in files.items():
            content = (path / name).read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                return None
            size += len(content)
    except (OSError, UnicodeDecodeError):
        return None
    return len(files), size


def _listed(manifest: str) -> dict[str, str]:
    """Digests by path; "" where a build broke off."""
    lines = (line.partition(" ") for line in manifest.splitlines())
    return {name: digest for name, _, digest in lines if _SAFE.match(name)}


def _holds(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False
