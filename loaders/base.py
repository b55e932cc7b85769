"""What a loader is, and the file it is handed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from minutegraph.errors import DocumentError
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.profile import NO_PROFILE, Profile, profile_for, read_profile

MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file read once: its path as given, its bytes, and the layout profile it is read by."""

    path: Path
    data: bytes
    profile: Profile = NO_PROFILE

    @property
    def sha256(self) -> str:
        """Of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """Lower case, with its dot."""
        return self.path.suffix.lower()


class Loader(Protocol):
    """Turns files of one format into `Minutes`."""

    name: str

    def claims(self, source: SourceFile) -> bool:
        """Whether the file is of this format, by suffix and content."""

    def load(self, source: SourceFile) -> Minutes:
        """Read the file.

        Raises:
            DocumentError: it cannot be read, or holds no minutes.
        """


def read_source(
    path: Path | str, *, max_bytes: int = MAX_BYTES, profile: Path | str | None = None
) -> SourceFile:
    """Read a file's bytes, and the layout profile it is to be read by.

    Args:
        max_bytes: the largest file that is read, in bytes.
        profile: a layout profile; None takes the one beside the file, if there is one.

    Raises:
        DocumentError: no such file, a folder, unreadable, empty, or larger than `max_bytes`;
            or a profile that does not fit.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise DocumentError(f"{path} is a folder: name a file in it")
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError(
                f"{path} has {size:,} bytes, more than the limit of {max_bytes:,}: "
                "raise it with --max-bytes"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(f"{path}: no such file") from None
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror}") from None
    if not data.strip():
        raise DocumentError(f"{path} is empty")
    return SourceFile(path, data, read_profile(Path(profile)) if profile else profile_for(path))
