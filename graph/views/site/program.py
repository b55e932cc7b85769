"""What decides a site's bytes beside the graph: this program, and what it is installed with."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path


@cache
def program() -> str | None:
    """What stands for it: all files of the package, and the versions of all packages and Python.

    None where the files cannot be read, as of a package in an archive.
    """
    digest = hashlib.sha256(sys.version.encode())
    for line in sorted({f"{each.name}=={each.version}" for each in distributions()}):
        digest.update(f"{line}\n".encode())
    top = files("minutegraph")
    if not isinstance(top, Path):
        return None
    try:
        for folder, inside, names in os.walk(top, followlinks=True):
            # Caches change by themselves; samples are not of the program.
            inside[:] = sorted(set(inside) - {"__pycache__", "examples"})
            for name in sorted(names):
                file = Path(folder, name)
                content = file.read_bytes()
                digest.update(f"{file.relative_to(top)} {len(content)}\n".encode())
                digest.update(content)
    except OSError:
        return None
    return digest.hexdigest()
