"""Parts of packed files (DOCX, ODT), unpacked in memory and within limits only."""

from __future__ import annotations

import io
import zipfile
import zlib

from minutegraph.loaders.sources.limits import Limits, Refused

_MOST_PARTS = 10_000
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
)


def check(data: bytes, what: str, limits: Limits) -> None:
    """Make sure that an archive is whole enough to open and small enough when unpacked.

    The sizes that it declares bind: Python's zipfile reads no part beyond its own.

    Args:
        what: the format, for the error: "DOCX".

    Raises:
        Refused: it is damaged, encrypted, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except DAMAGED:
        raise Refused(f" is no {what} file, or a damaged one: open it and save it again") from None
    if len(parts) > _MOST_PARTS:
        raise Refused(f" holds {len(parts):,} parts, more than a {what} file ever has")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(" is encrypted: save it without a password")
    size = sum(part.file_size for part in parts)
    if size > limits.expanded:
        raise Refused(
            f" unpacks to {size:,} bytes, more than the limit of {limits.expanded:,}: "
            "raise it with --max-expanded"
        )


def part(data: bytes, name: str, what: str) -> bytes | None:
    """The bytes of a part; None where there is no such part.

    Raises:
        Refused: the part is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if name not in archive.namelist():
                return None
            return archive.read(name)
    except DAMAGED:
        raise Refused(f" is a damaged {what} file ({name}): open it and save it again") from None
