"""JSON text to a tree of values that know their lines."""

from __future__ import annotations

import json
import re
from typing import Any

from minutegraph.loaders.structured.tree import MAX_DEPTH, Builder, Fault, Mapping, Sequence

# Only ever run over text that `json.loads` has accepted.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')
_CONSTANTS = {"null": None, "true": True, "false": False}


def read_json(text: str) -> Any:
    """The values of a JSON text; numbers stay as they are written.

    Raises:
        Fault: it is no JSON, is nested too deeply, has a key twice, or half a character.
    """
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Fault(f"not readable as JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise Fault(f"nested deeper than {MAX_DEPTH} levels", 1) from None
    builder = Builder()
    line, end = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        token = match[0]
        if token == "{":
            builder.open(Mapping(line))
        elif token == "[":
            builder.open(Sequence(line))
        elif token in "}]":
            builder.close()
        elif token[0] == '"':
            string = _string(token, line)
            (builder.key if builder.wants_key else builder.value)(string, line)
        elif token in ("NaN", "Infinity", "-Infinity"):
            raise Fault(f"not readable as JSON: {token} is no value of JSON", line)
        else:
            builder.value(_CONSTANTS.get(token, token), line)
    return builder.root


def _string(token: str, line: int) -> str:
    if "\\" not in token:
        return token[1:-1]
    text = str(json.loads(token, strict=False))
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Fault("a text holds half a character (a lone surrogate)", line)
    return text
