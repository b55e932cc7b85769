"""The samples of `tests/graph` in a graph, open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.loaders.minutes import Minutes

SAMPLES = Path(__file__).parents[1] / "graph" / "minutes"


# Every golden answer is asked of each of these; Neo4j joins them here.
@pytest.fixture(scope="session", params=["embedded"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:  # fmt: skip
    """All samples."""
    urls = {"embedded": str(tmp_path_factory.mktemp("queries") / "minutes.kgl")}
    url = urls[request.param]
    minutes = [
        Minutes.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(SAMPLES.glob("*.yaml"))
    ]
    with open_store(url, write=True) as writer:
        load_minutes(writer, minutes)
    with open_store(url) as reader:
        yield reader
