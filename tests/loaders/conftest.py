"""What tests of the reader share."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.loaders.minutes import Minutes
from tests.loaders.format_helpers import Read, write


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a text as a file of its own, Markdown unless its name says otherwise."""

    def reading(text: str, name: str = "minutes.md") -> Minutes:
        return loaders.load(write(tmp_path, name, text))

    return reading
