"""One Neo4j server for all tests of a process that take it, and what is said where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.neo4j.server import HOW, NoServerError, Server, given, started

NO_SERVER = "no Neo4j server"

_PROCESSES = 4  # with a server of about a gigabyte each

# How many answers of both engines were the same, as the tests count them.
COMPARED = {"queries": 0, "statements": 0}


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A running server with nothing in it; NEO4J_USERNAME and NEO4J_PASSWORD are set to fit.

    It asks for a password unless NEO4J_AUTH is `none`. Where there is no server the test skips;
    where CI is set in the environment it fails.
    """
    named = given()
    if named is not None:
        if not named.empty():
            pytest.fail(f"{named.url} is not empty, and tests would empty it: name another")
        yield named
        named.wipe()
        return
    try:
        with (
            started(auth=os.environ.get("NEO4J_AUTH") != "none") as server,
            pytest.MonkeyPatch.context() as patch,
        ):
            for name, value in server.environment.items():
                patch.setenv(name, value)
            yield server
    except NoServerError as error:
        _missing(str(error))


@pytest.fixture(scope="module")
def neo4j_url(neo4j_server: Server) -> str:
    """Where the server is; its database is empty when a module of tests begins."""
    neo4j_server.wipe()
    return neo4j_server.url


@pytest.fixture
def neo4j_empty(neo4j_server: Server, neo4j_url: str) -> str:
    """The same, emptied for each test."""
    neo4j_server.wipe()
    return neo4j_url


@contextmanager
def another_server(*, settings: str = "", imported: Path | None = None) -> Iterator[str]:
    """The URL of a server of one's own that asks for no password; see `started`."""
    try:
        with (
            started(auth=False, settings=settings, imported=imported) as server,
            pytest.MonkeyPatch.context() as patch,
        ):
            for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD"):
                patch.delenv(name, raising=False)
            yield server.url
    except NoServerError as error:
        _missing(str(error))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that take the server, for `-m neo4j`."""
    if "neo4j_server" in getattr(item, "fixturenames", ()):
        item.add_marker("neo4j")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Processes for `-n auto`: each has a server of its own, so one where the server is named."""
    return 1 if given() is not None else min(os.cpu_count() or 1, _PROCESSES)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what a process of several has compared."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["compared"] = dict(COMPARED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what one process has compared."""
    for name, count in getattr(node, "workeroutput", {}).get("compared", {}).items():
        COMPARED[name] += count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line how many tests had no server, and what was compared where there was one."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", ())
        if NO_SERVER in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(f"skipped {len(skipped)}, {NO_SERVER}: {HOW}")
    if any(COMPARED.values()):
        terminalreporter.write_line(
            f"the same on both engines: {COMPARED['queries']} answers to named queries, "
            f"{COMPARED['statements']} statements of the dialect"
        )


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{NO_SERVER}: {reason}")
    pytest.skip(f"{NO_SERVER}: {reason}")
