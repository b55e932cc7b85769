"""What stands above a text and says of it when and what it is: front matter of several kinds."""

from __future__ import annotations

import re
from collections.abc import Callable

_KEY = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:\s*(.*)$")
_TOML = re.compile(r"([A-Za-z][\w-]{0,40})\s*=\s*(.*)$")
# Fields of a static site's page, of which the first lines of no minutes have three.
_PAGE = frozenset(
    "title date modified author authors slug summary tags category status url save_as layout "
    "template lang permalink description type link hidetitle".split()
)
_LONGEST = 60  # lines


def read_front(raw: list[str], plain: Callable[[str], str]) -> tuple[dict[str, str], int]:
    """The fields that a text opens with, keys in lower case, and the number of lines they take.

    YAML between "---", TOML between "+++", or the bare "Title: …" lines of a page.

    Args:
        plain: takes the markup off a value.
    """
    first = next((n for n, line in enumerate(raw) if line.strip()), None)
    if first is None:
        return {}, 0
    mark = raw[first].strip()
    if mark == "---":
        return _between(raw, first, ("---", "..."), _KEY, plain)
    if mark == "+++":
        return _between(raw, first, ("+++",), _TOML, plain)
    return _bare(raw, first, plain) if mark[:1].isalpha() and ":" in mark else ({}, 0)


def _between(
    raw: list[str],
    first: int,
    ends: tuple[str, ...],
    field: re.Pattern[str],
    plain: Callable[[str], str],
) -> tuple[dict[str, str], int]:
    """Fields between two marks."""
    meta: dict[str, str] = {}
    for number in range(first + 1, min(len(raw), first + _LONGEST)):
        line = raw[number].strip()
        if line in ends:
            return meta, number + 1
        if not line:
            continue
        match = field.match(line)
        if match is None:
            if line.startswith(("-", "#", "[", "]", "}", '"')) or raw[number][0] in " \t":
                continue
            break
        meta.setdefault(match[1].lower(), plain(match[2].strip().strip("\"'")))
    return {}, 0


def _bare(raw: list[str], first: int, plain: Callable[[str], str]) -> tuple[dict[str, str], int]:
    """Fields that no marks enclose, down to the first blank line: "Title: …", "Slug: …"."""
    meta: dict[str, str] = {}
    for number in range(first, min(len(raw), first + _LONGEST)):
        line = raw[number].strip()
        if not line:
            known = _PAGE & meta.keys()
            # A place, a chair or a list among them is what minutes say of themselves.
            whole = len(known) >= 3 and len(meta) == len(known) and "title" in known
            return (meta, number) if whole else ({}, 0)
        match = _KEY.match(line)
        if match is None:
            return {}, 0
        meta.setdefault(match[1].lower(), plain(match[2].strip()))
    return {}, 0
