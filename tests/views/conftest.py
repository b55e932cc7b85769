"""What the tests of the views share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from minutegraph.graph.store import Store, open_store
from minutegraph.graph.views.network import render
from tests.browser import browser
from tests.conftest import Shell
from tests.views import sample

__all__ = ["browser", "page_file"]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented meeting as a page on disk."""
    path = tmp_path_factory.mktemp("views") / "meeting.html"
    nodes, links = sample.graph()
    path.write_text(render(nodes, links, heading="Tidewater Records Forum"), "utf-8")
    return path


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all our samples loaded into its minutes.kgl."""
    folder = tmp_path_factory.mktemp("samples")
    done = Shell(folder)("load", str(EXAMPLES))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def store(samples: Path) -> Iterator[Store]:
    """The graph of all our samples, open for reading."""
    with open_store(str(samples / "minutes.kgl")) as opened:
        yield opened
