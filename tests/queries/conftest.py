"""The samples of `tests/graph` in a graph of each engine, open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.vocabulary import parse_vocabulary
from minutegraph.loaders.minutes import Minutes

TOPICS = """
topics:
  Wildlife: {}
  Otters: {broader: Wildlife}
  Ministry: {aliases: [still open]}
  Walls: {aliases: [flood wall]}
"""
SAMPLES = Path(__file__).parents[1] / "graph" / "minutes"
ENGINES = ("embedded", pytest.param("neo4j", marks=pytest.mark.neo4j))


# Every golden answer is asked of each of these.
@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:  # fmt: skip
    """All samples."""
    if request.param == "neo4j":
        url = request.getfixturevalue("neo4j_url")
    else:
        url = str(tmp_path_factory.mktemp("queries") / "minutes.kgl")
    minutes = [
        Minutes.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(SAMPLES.glob("*.yaml"))
    ]
    with open_store(url, write=True) as writer:
        load_minutes(writer, minutes, vocabulary=parse_vocabulary(TOPICS, "topics.yaml"))
    with open_store(url) as reader:
        yield reader
