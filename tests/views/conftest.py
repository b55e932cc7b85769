"""What the tests of the views share."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph.graph.views.network import render
from tests.browser import browser
from tests.views import sample

__all__ = ["browser", "page_file"]


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented meeting as a page on disk."""
    path = tmp_path_factory.mktemp("views") / "meeting.html"
    nodes, links = sample.graph()
    path.write_text(render(nodes, links, heading="Tidewater Records Forum"), "utf-8")
    return path
