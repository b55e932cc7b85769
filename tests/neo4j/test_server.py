"""The server that other tests run on."""

from __future__ import annotations

import os

from tests.neo4j.server import Server


def test_it_answers_and_can_be_emptied(neo4j_server: Server, neo4j_url: str) -> None:
    assert neo4j_url == os.environ["NEO4J_URI"]
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE CONSTRAINT x FOR (n:Person) REQUIRE n.key IS UNIQUE")
        driver.execute_query("CREATE (:Person {key: 'a'})-[:KNOWS]->(:Person {key: 'b'})")
        assert not neo4j_server.empty()
        neo4j_server.wipe()
        assert neo4j_server.empty()
        left = driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name AS name").records
        assert left == []
