"""What a Neo4j server or its driver says, as one line that tells what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from neo4j import exceptions as native

from minutegraph.errors import MinutegraphError, QueryError, ReadOnlyError, StoreError
from minutegraph.graph.store.address import Address

OLDEST = (5, 26)

_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.LockClientStopped",
)
_READ_ONLY_SERVER = ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",)
_NO_DATABASE = ("Neo.ClientError.Database.DatabaseNotFound",)
_OUT_OF_MEMORY = (
    "Neo.TransientError.General.OutOfMemoryError",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
    "Neo.TransientError.General.StackOverFlowError",
)


@contextlib.contextmanager
def translated(address: Address, *, opening: bool = False) -> Iterator[None]:
    """Errors of the driver as ours.

    Args:
        opening: whether this is the first contact: what is lost then was never there.
    """
    try:
        yield
    except native.Neo4jError as error:
        raise _of_server(error, address) from None
    except (native.DriverError, OSError) as error:
        raise _of_driver(error, address, opening) from None


def _of_server(error: native.Neo4jError, address: Address) -> MinutegraphError:
    code, line = error.code or "", first_line(error)
    if code == "Neo.ClientError.Statement.AccessMode":
        return ReadOnlyError("this statement writes, and only reading is allowed: use --write")
    if code in _TIMED_OUT:
        return QueryError("the query took too long and was stopped: ask for less")
    if code in _READ_ONLY_SERVER:
        return _takes_no_writes(address)
    if code in _NO_DATABASE:
        name = address.database or "of this user"
        return StoreError(f"{address.url} has no database {name}: see ?database= or NEO4J_DATABASE")
    if code in _OUT_OF_MEMORY:
        return StoreError(
            f"{address.url} has too little memory for this ({line}): load with a smaller --batch, "
            "or raise server.memory.heap.max_size"
        )
    if code == "Neo.ClientError.Security.CredentialsExpired":
        return StoreError(f"{address.url} wants the password changed first: ALTER CURRENT USER")
    if code == "Neo.ClientError.Security.AuthenticationRateLimit":
        return StoreError(f"{address.url} had too many wrong passwords: wait a little, try again")
    if isinstance(error, native.AuthError) and code != "Neo.ClientError.Security.Forbidden":
        if address.auth is None:
            return StoreError(
                f"{address.url} asks who you are: set NEO4J_USERNAME and NEO4J_PASSWORD, in the "
                "environment or in a .env file of this folder"
            )
        return StoreError(
            f"{address.url} refuses user {address.auth[0]}: look at "
            "NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if isinstance(error, native.ClientError):
        return QueryError(line)
    return StoreError(f"{address.url} cannot do this now: {line}")


def _of_driver(
    error: native.DriverError | OSError, address: Address, opening: bool
) -> MinutegraphError:
    if isinstance(error, native.IncompleteCommit):
        return StoreError(
            f"{address.url} was lost while it saved: whether it did is not known; do it again, "
            "what is there already stays as it is"
        )
    said = _all_of(error)
    if isinstance(error, native.WriteServiceUnavailable):
        return _takes_no_writes(address)
    if isinstance(error, native.UnsupportedServerProduct):
        return StoreError(f"{address.url}: no Neo4j that is new enough: 5.26 or later is needed")
    if "certificate" in said.lower():
        return StoreError(
            f"{address.url} shows a certificate that is not trusted: +ssc in place of +s takes any"
        )
    if isinstance(error, native.ServiceUnavailable | native.SessionExpired | OSError):
        if not opening:
            return StoreError(
                f"the connection to {address.url} was lost: "
                "what was not saved by then is not there; do it again"
            )
        if "ssl" in said.lower() or "eof occurred" in said.lower():
            return StoreError(f"{address.url}: the server does not speak TLS: leave out +s or +ssc")
        return StoreError(
            f"{address.url}: no Neo4j answers there: start it, or look at the address"
        )
    return StoreError(f"{address.url}: {first_line(error)}")


def _takes_no_writes(address: Address) -> StoreError:
    if address.uri.startswith("neo4j"):
        return StoreError(f"{address.url} has no server that takes writes now: try again later")
    return StoreError(
        f"{address.url} is a copy for reading only: name the server that takes writes, or any of "
        "the cluster with neo4j:// in place of bolt://"
    )


def _all_of(error: BaseException | None) -> str:
    """What an error and those that led to it say."""
    said = ""
    while error is not None:
        said += f" {type(error).__name__} {error}"
        error = error.__cause__ or error.__context__
    return said


def first_line(error: BaseException) -> str:
    """The first line of a message, which has the position where there is one."""
    said = getattr(error, "message", None) or (error.args[0] if error.args else None)
    text = str(said or "").strip() or type(error).__name__
    return text.splitlines()[0].strip()
