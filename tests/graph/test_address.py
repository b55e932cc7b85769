"""Addresses of servers, and who signs in."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.store import is_server
from minutegraph.graph.store.address import address_of

SIGNED_IN = {"NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "s3cret"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_address_goes_before_the_environment_and_that_before_dotenv(folder: Path) -> None:
    (folder / ".env").write_text("NEO4J_PASSWORD='from file'\nNEO4J_DATABASE=filed\nOTHER=$x\n")
    assert address_of("bolt://a:1", {}).auth == ("neo4j", "from file")
    assert address_of("bolt://a:1", {}).database == "filed"
    assert address_of("bolt://a:1", SIGNED_IN).auth == ("ann", "s3cret")
    named = {**SIGNED_IN, "NEO4J_DATABASE": "named"}
    assert address_of("bolt://a:1", named).database == "named"
    assert address_of("bolt://a:1?database=asked", named).database == "asked"


def test_options_that_are_not_ours_are_for_routing() -> None:
    address = address_of("neo4j+s://a:1?policy=eu&database=x&timeout=2.5", {})
    assert (address.uri, address.database, address.timeout, address.auth) == (
        "neo4j+s://a:1?policy=eu",
        "x",
        2.5,
        None,
    )
    assert address.url == "neo4j+s://a:1?policy=eu&database=x&timeout=2.5"


@pytest.mark.parametrize("url", ["neo4j://h", "BOLT+SSC://h", "neo4j+s://h", "bolt+odd://h"])
def test_what_is_a_server(url: str) -> None:
    assert is_server(url)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("bolt://h?policy=eu", "unknown option policy"),
        ("bolt+odd://h", "begins with neo4j://, neo4j\\+s://"),
        ("bolt://", "name a server"),
        ("bolt://h:port", "no address of a server"),
        ("bolt://h/db", "nothing may follow the port but options"),
        ("bolt://h?timeout=soon", "timeout is soon: give seconds"),
        ("bolt://h?timeout=-1", "timeout is -1: give seconds"),
    ],
)
def test_what_is_no_address(url: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        address_of(url, {})


@pytest.mark.parametrize("url", ["neo4j://ann:s3cret@h", "bolt://ann@h", "bolt://h/?u=ann:s3cret@"])
def test_no_secrets_in_addresses(url: str) -> None:
    with pytest.raises(UsageError, match="set NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        address_of(url, {})
    assert "s3cret" not in str(caught.value) and "ann" not in str(caught.value)
    assert "s3cret" not in repr(address_of("bolt://h", SIGNED_IN))


def test_a_user_without_a_password() -> None:
    with pytest.raises(UsageError, match="NEO4J_USERNAME is set and NEO4J_PASSWORD is not"):
        address_of("bolt://h", {"NEO4J_USERNAME": "ann"})
