"""Lists that give surnames first, a line a person: "Lee, Ann; Harbour Trust", "Lee, Ann (chair)"."""

from __future__ import annotations

import re

from minutegraph.loaders.reader.entries import parse_line, split_tick
from minutegraph.loaders.reader.names import has_organisation_word, is_given_name, is_person
from minutegraph.loaders.reader.qualifiers import is_role
from minutegraph.loaders.reader.roster import Roster

_LINE = re.compile(
    r"(?P<surname>(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]a|[Ll]e|Mc|Mac|Ó|Ní)\s+){0,2}[A-Z][\w'’-]+),\s+"
    r"(?P<given>[A-Z][\w'’-]*\.?(?:\s+[A-Z]\.?)?)(?P<rest>\s*(?:[;(–—-].*)?)$"
)


def turned(text: str) -> str | None:
    """ "Ann Lee, Harbour Trust" for "Lee, Ann; Harbour Trust": its marks leave no doubt; else None."""
    if ";" not in text or "," not in text:
        return None
    bare, _ = split_tick(text)
    match = _match(bare)
    if match is None or not match["rest"].lstrip().startswith(";"):
        return None
    tick = text[: len(text) - len(bare)]
    return f"{tick}{match['given']} {match['surname']}, {match['rest'].strip(' ;')}"


def turn_list(roster: Roster) -> None:
    """Read a list anew with given names first, where nearly every line has them last.

    Of three lines at least, one each a person; some of what stands last must be known given names.
    """
    if len(roster.entries) < 3 or any("," not in block.text for block, _ in roster.entries[:3]):
        return
    lines = [_match(split_tick(block.text.rstrip(" .;"))[0]) for block, _ in roster.entries]
    fit = [
        match
        for match, (_, entry) in zip(lines, roster.entries, strict=True)
        if match and entry.name.text in (match["surname"], f"{match['given']} {match['surname']}")
    ]
    given = sum(1 for match in fit if is_given_name(match["given"].split()[0]))
    if len(fit) < 3 or len(fit) < 0.8 * len(lines) or given < max(2, len(fit) / 3):
        return
    for number, (match, (block, entry)) in enumerate(zip(lines, roster.entries, strict=True)):
        if match is None or match not in fit:
            continue
        text = f"{match['given']} {match['surname']}{match['rest']}"
        read = parse_line(text, apologies=roster.label.status == "apologies")
        if read and len(read) == 1:
            read[0].status = read[0].status or entry.status
            roster.entries[number] = (block, read[0])


def _match(text: str) -> re.Match[str] | None:
    match = _LINE.match(text)
    if match is None or is_role(match["given"]) or has_organisation_word(match["surname"]):
        return None
    return match if is_person(f"{match['given']} {match['surname']}") else None
