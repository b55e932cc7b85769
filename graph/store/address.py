"""Where a Neo4j server is: a URL, and the environment or a `.env` file for what opens it.

    neo4j://HOST[:PORT][?database=NAME][&timeout=SECONDS]

`neo4j://` finds the servers of a cluster by itself, `bolt://` speaks to that one server; `+s` behind
either asks for TLS with a certificate that is trusted, `+ssc` for TLS with any certificate.
NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE are what Neo4j's own tools and its cloud use.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from minutegraph.errors import StoreError, UsageError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

_USERNAME, _PASSWORD, _DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"
_SECRETS = f"{_USERNAME} and {_PASSWORD}, in the environment or in a .env file of this folder"


@dataclass(frozen=True, slots=True)
class Address:
    """A server, and who asks.

    Attributes:
        url: as it was given; it holds no secret.
        uri: what the driver takes.
        database: None for the one the server has for this user.
        timeout: seconds a query may take and a lost connection is tried again, loads no shorter;
            None for as long as server and driver think right.
        auth: user and password; None where the server asks for none.
    """

    url: str
    uri: str
    database: str | None = None
    timeout: float | None = None
    auth: tuple[str, str] | None = field(default=None, repr=False)


def address_of(url: str, environ: Mapping[str, str] = os.environ) -> Address:
    """The address that a URL, the environment and a `.env` of the current folder give.

    What the URL says goes before the environment, and that before the `.env`.

    Raises:
        UsageError: the URL is none of a server, or holds a user or password.
    """
    parts = _split(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    known = {**_dotenv(), **{name: value for name, value in environ.items() if value}}
    database = options.pop("database", None) or known.get(_DATABASE)
    timeout = _seconds(url, options.pop("timeout", None))
    scheme = parts.scheme.lower()
    if options and not scheme.startswith("neo4j"):
        raise UsageError(
            f"{url}: unknown option {next(iter(options))}: database and timeout are known"
        )
    username, password = known.get(_USERNAME), known.get(_PASSWORD)
    if username and not password:
        raise UsageError(f"{_USERNAME} is set and {_PASSWORD} is not: set both")
    # What is left of the options is for the routing of a cluster, which the driver passes on.
    uri = f"{scheme}://{parts.netloc}" + (f"?{urlencode(options)}" if options else "")
    auth = (username or "neo4j", password) if password else None
    return Address(url, uri, database or None, timeout, auth)


def _split(url: str) -> SplitResult:
    shown = url.partition("://")[0] + "://…"
    if "@" in url:
        raise UsageError(
            f"{shown}: the address of a graph holds no user or password: set {_SECRETS}"
        )
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{url}: no address of a server: {error}") from None
    if parts.scheme.lower() not in SCHEMES:
        raise UsageError(f"{url}: a server's address begins with {'://, '.join(SCHEMES)}://")
    if not host:
        raise UsageError(f"{url}: name a server, as in {parts.scheme}://localhost:7687")
    if parts.path not in ("", "/") or parts.fragment:
        raise UsageError(f"{url}: nothing may follow the port but options: ?database=NAME")
    return parts


def _seconds(url: str, text: str | None) -> float | None:
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"{url}: timeout is {text or 'empty'}: give seconds, more than 0")
    return seconds


def _dotenv() -> dict[str, str]:
    """What a `.env` file in the current folder says; nothing goes into the environment."""
    path = Path(".env")
    if not path.is_file():
        return {}
    import dotenv

    try:
        found = dotenv.dotenv_values(path, interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f".env cannot be read: {error}") from None
    return {name: value for name, value in found.items() if value}
