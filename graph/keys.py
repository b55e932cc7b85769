"""Readable, stable keys made from content: the same thing gets the same key from every document."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

_LONGEST = 80  # characters; a longer slug is cut and told apart by a hash

# Letters that Unicode does not decompose, and signs that tell names apart ("R&D", "C++").
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SIGNS = {"&": "and", "+": "plus", "@": "at", "%": "percent", "#": "number", "/": "-"}
_PLAIN = re.compile(r"[A-Za-z0-9 .,'()_-]+")  # what needs no look at single characters
_BETWEEN = re.compile(r"[^a-z0-9]+")
_DROPPED = str.maketrans(dict.fromkeys("'’ʼ`´™®©"))
_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"^(?P<name>.+?)\s*\((?P<acronym>[^\W\d_][\w&/.-]{1,11})\)$")


_KINDS_OF_BODY = frozenset(
    "board board-of-directors board-of-trustees board-meeting committee council group panel "
    "commission forum trustees governors governing-body governing-board directors executive "
    "steering-group steering-committee working-group advisory-group executive-committee "
    "advisory-council advisory-board advisory-committee technical-committee technical-steering-committee "
    "technical-advisory-council board-of-commissioners board-of-selectmen board-of-supervisors "
    "board-of-governors board-of-managers tsc tac".split()
)


@lru_cache(maxsize=1 << 16)
def slug(text: str, *, keep: str = "") -> str:
    """A text as lower-case words joined by hyphens; never empty.

    Accents go from Latin letters, other scripts stay as they are. Punctuation parts words; signs
    that can be all that tells two names apart are spelt out.

    Args:
        keep: punctuation to keep inside words, such as "." in file names.

    >>> slug("Zoë O'Brien-Łukasz"), slug("R&D"), slug("山田 太郎"), slug("★")
    ('zoe-obrien-lukasz', 'r-and-d', '山田-太郎', 'black-star')
    """
    if not keep and _PLAIN.fullmatch(text):
        result = _BETWEEN.sub("-", text.replace("'", "").lower()).strip("-")
        if result and len(result) <= _LONGEST:
            return result
    plain = unicodedata.normalize("NFKC", text.translate(_DROPPED)).casefold()
    found: list[str] = []
    latin = False
    for char in unicodedata.normalize("NFD", plain.translate(_LETTERS)):
        category = unicodedata.category(char)
        if category == "Mn" and latin:
            continue
        if category[0] in "LN":
            latin = "LATIN" in unicodedata.name(char, "")
            found.append(char)
        elif category[0] == "M" or char in keep:
            found.append(char)
        elif char in _SIGNS:
            found.append(f"-{_SIGNS[char]}-")
        elif category[0] == "S":
            found.append(f"-{_spelt(char)}-")
        else:
            found.append("-")
    joined = unicodedata.normalize("NFC", "".join(found))
    result = re.sub(r"-{2,}", "-", joined).strip("-" + keep)
    if not result:
        result = "-".join(_spelt(char) for char in text if not char.isspace()) or "unnamed"
    if len(result) > _LONGEST:
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        result = f"{result[: _LONGEST - 9].rstrip('-')}-{digest}"
    return result


def _spelt(char: str) -> str:
    return re.sub(r"\W+", "-", unicodedata.name(char, f"u{ord(char):04x}").lower())


def words(text: object) -> str:
    """A text's words alone, to tell whether two say the same.

    >>> words("Write to  the Trust.") == words("write to the trust")
    True
    """
    return " ".join(_WORD.findall(str(text).casefold()))


def bare_organisation(name: str) -> tuple[str, str | None]:
    """An organisation's name without an acronym in brackets behind it, and that acronym.

    >>> bare_organisation("Ministry of Justice (MoJ)"), bare_organisation("Unlock (Leeds branch)")
    (('Ministry of Justice', 'MoJ'), ('Unlock (Leeds branch)', None))
    """
    name = " ".join(name.split())
    match = _ACRONYM.match(name)
    if match and sum(char.isupper() for char in match["acronym"]) >= 2:
        return match["name"], match["acronym"]
    return name, None


def person_key(name: str, apart: str | None = None) -> str:
    """Key of a person; `apart` tells two people of one name apart.

    >>> person_key("Chris Taylor"), person_key("Chris Taylor", "HMPPS")
    ('person:chris-taylor', 'person:chris-taylor~hmpps')
    """
    return f"person:{slug(name)}" + (f"~{slug(apart)}" if apart else "")


def organisation_slug(name: str) -> str:
    """Slug of an organisation's name, without an article or an acronym behind it."""
    bare, _ = bare_organisation(name)
    return slug(re.sub(r"^the\s+(?=\S)", "", bare, flags=re.IGNORECASE))


def organisation_key(name: str, apart: str | None = None) -> str:
    """Key of an organisation; `apart` tells two of one name apart.

    >>> organisation_key("The Ministry of Justice (MoJ)")
    'org:ministry-of-justice'
    """
    return f"org:{organisation_slug(name)}" + (f"~{slug(apart)}" if apart else "")


def names_no_body(name: str) -> bool:
    """Whether a body's name says only what it is: every organisation has "the Board".

    >>> names_no_body("The Board"), names_no_body("Harbour Board")
    (True, False)
    """
    return organisation_slug(name) in _KINDS_OF_BODY


def meeting_key(body: str | None, date: dt.date | None, document: str) -> str:
    """Key of a meeting by the body's name and the date; where one is missing, by document key.

    >>> meeting_key("Garden Board", dt.date(2020, 6, 16), "doc:a.txt")
    'meeting:garden-board:2020-06-16'
    >>> meeting_key("Garden Board", None, "doc:a.txt")
    'meeting:garden-board:a.txt'
    """
    stand_in = document.removeprefix("doc:")
    when = date.isoformat() if date else None
    parts = [organisation_slug(body) if body else stand_in, when or (stand_in if body else "")]
    return "meeting:" + ":".join(part for part in parts if part)


def part_key(kind: str, meeting: str, part: str | int) -> str:
    """Key of something in a meeting.

    >>> part_key("item", "meeting:garden-board:2020-06-16", 5)
    'item:garden-board:2020-06-16:5'
    """
    return f"{kind}:{meeting.removeprefix('meeting:')}:{part}"


class Refs:
    """Key parts from numbers as a document gives them: each once, ordinals where there is none."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._taken: set[str] = set()

    def part(self, ref: str | None, ordinal: int) -> str:
        """The number, or the prefix and ordinal where there is none or it was there before.

        >>> refs = Refs("p")
        >>> [refs.part(ref, place) for place, ref in enumerate(["5.1.", None, "5.1"], 1)]
        ['5.1', 'p2', 'p3']
        """
        part = slug(ref.lstrip("#"), keep="./") if ref and ref.strip("#./ ") else None
        if part is None or part in self._taken:
            part = f"{self._prefix}{ordinal}"
            while part in self._taken:
                part += "~"
        self._taken.add(part)
        return part


def document_path(path: str | os.PathLike[str], base: Path | None) -> str:
    """A document's path as the graph keeps it, with forward slashes.

    Args:
        base: folder of an embedded graph, which paths are relative to; None for a server, where
            they are absolute.
    """
    given = Path(path).absolute()
    whole = Path(os.path.realpath(given.parent)) / given.name
    if base is None:
        return whole.as_posix()
    try:
        return Path(os.path.relpath(whole, os.path.realpath(base))).as_posix()
    except ValueError:  # another drive
        return whole.as_posix()


def document_key(path: str, sha256: str | None, taken: Collection[str]) -> str:
    """Key of a document by its file name; where that is taken, with a part of its hash.

    >>> document_key("a/June.txt", None, ()), document_key("b/June.txt", "3fa2c1d0ee", {"doc:june.txt"})
    ('doc:june.txt', 'doc:june.txt~3fa2c1d0')
    """
    key = f"doc:{slug(path.rsplit('/', 1)[-1], keep='._')}"
    if key not in taken:
        return key
    digests = (sha256 or "", hashlib.sha256(path.encode()).hexdigest())
    for candidate in (f"{key}~{digest[:8]}" for digest in digests if digest):
        if candidate not in taken:
            return candidate
    raise ValueError(f"no free key for {path}")
