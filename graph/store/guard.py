"""What a statement may not do whatever the engine would allow, seen in its text."""

from __future__ import annotations

import re

from minutegraph.errors import QueryError

# Strings, quoted names and comments, in which nothing is code.
_NOT_CODE = re.compile(
    r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`|//[^\n]*|/\*.*?\*/", re.DOTALL
)
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_FORMAT = re.compile(r"\bFORMAT\s+CSV\s*;?\s*$", re.IGNORECASE)


def code_of(cypher: str) -> str:
    """A statement with strings, quoted names and comments blanked out, of the same length.

    >>> code_of("RETURN 'a;b' AS x // why").rstrip()
    'RETURN       AS x'
    """
    return _NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), cypher)


def check(cypher: str) -> None:
    """Refuse what no caller of a store is allowed.

    Raises:
        QueryError: no statement, two at once, or one that reads files.
    """
    code = code_of(cypher)
    if not code.strip(" \t\r\n;"):
        raise QueryError("the query is empty")
    first, semicolon, rest = code.partition(";")
    if semicolon and rest.strip():
        line = first.count("\n") + 1
        raise QueryError(f"one statement at a time: a second begins after the ';' on line {line}")
    if _LOAD_CSV.search(code):
        raise QueryError("LOAD CSV reads files or the network and is not allowed here")
    if _FORMAT.search(code):
        raise QueryError("FORMAT CSV is no Cypher: choose the output with --format csv")
