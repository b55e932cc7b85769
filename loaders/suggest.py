"""Drafts a layout profile from what the reader made nothing of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lists import read_label
from minutegraph.loaders.reader.names import is_person

_SEPARATORS = ("/", "|", "::", ">", "~", "=", "•", "·", ";")
_MARK = re.compile(r"(?P<mark>[^\w\s]{1,3}|[A-Z][A-Za-z]{1,11}(?=\s*[:>—–-]))\s*")
_ITEM = re.compile(r"(?P<word>[A-Z][a-z]{2,11})\s+\d{1,3}\s*(?P<mark>[—–:.-])\s+\S")
_TO_DO = re.compile(r"\b(?:to|will|shall)\s+[a-z]{3,}")
_HEAD = """\
# A draft: what it proposes stands in the document, what it means is for you to say.
# See docs/profiles.md; save it beside the minutes as minutegraph-profile.yaml.
"""


def suggest(minutes: Minutes, lines: Iterable[str]) -> str:
    """A draft profile as YAML, each entry with the lines that suggest it.

    Args:
        minutes: what was read of the document.
        lines: the document's lines.
    """
    texts = [line.strip().strip("*#").strip() for line in lines if line.strip()]
    known = {a.name for a in minutes.attendance}
    parts = [_HEAD]
    if sections := _sections(texts, known):
        parts.append("sections:\n")
        parts += [f"  {_quoted(label)}: {{capacity: member}}\n" for label in sections]
    if person := _person(texts, known):
        separator, line = person
        before = "name" if is_person(line.split(separator)[0].strip()) else "organisation"
        after = "organisation" if before == "name" else "name"
        mark = re.escape(separator)
        pattern = rf"(?P<{before}>[^{mark}]+?)\s*{mark}\s*(?P<{after}>.+)"
        parts.append(f"# as in: {line}\nperson: {_quoted(pattern)}\n")
    if item := _item(texts, minutes):
        word, mark, line = item
        pattern = rf"{word}\s+(?P<ref>\d+)\s*{re.escape(mark)}\s+(?P<title>.+)"
        parts.append(f"# as in: {line}\nitem: {_quoted(pattern)}\n")
    if action := _action(texts, minutes):
        mark, line = action
        pattern = re.escape(mark) + r"\s*(?P<text>.+)"
        parts.append(f"# as in: {line}\naction: {_quoted(pattern)}\n")
    if repeated := _repeated(texts):
        parts.append("ignore:\n")
        parts += [f"  - {_quoted(re.escape(line))}\n" for line in repeated]
    if len(parts) == 1:
        parts.append("# Nothing in it suggests a pattern of its own.\n{}\n")
    return "".join(parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sections(texts: list[str], known: set[str]) -> list[str]:
    """Short lines over at least two lines that name people nobody listed."""
    found = []
    for index, text in enumerate(texts[:-2]):
        label = text.rstrip(":").strip()
        if len(label) > 50 or is_person(label) or read_label(label) is not None:
            continue
        below = [re.split(r"\s*[,;/|(–—>~]\s*", t) for t in texts[index + 1 : index + 3]]
        if all(any(is_person(p) and p not in known for p in pieces) for pieces in below) and (
            not any(is_person(p) for p in re.split(r"\s*[,;/|(–—>~]\s*", label))
        ):
            found.append(label)
    return list(dict.fromkeys(found))[:6]


def _person(texts: list[str], known: set[str]) -> tuple[str, str] | None:
    """A separator that at least two lines have between somebody's name and something else."""
    hits: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text in texts:
        for separator in _SEPARATORS:
            pieces = [p.strip() for p in text.split(separator)]
            if len(pieces) != 2 or len(text) > 100:
                continue
            names = [p for p in pieces if is_person(p)]
            if len(names) == 1 and names[0] not in known:
                hits[separator] += 1
                first.setdefault(separator, text)
    best = hits.most_common(1)
    return (best[0][0], first[best[0][0]]) if best and best[0][1] >= 2 else None


def _item(texts: list[str], minutes: Minutes) -> tuple[str, str, str] | None:
    """A word with running numbers before short titles: "Topic 3 — Fees"."""
    titles = {i.title for i in minutes.items}
    hits: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for text in texts:
        match = _ITEM.match(text)
        if match and len(text) < 120 and not any(t and t in text for t in titles):
            hits[match["word"], match["mark"]] += 1
            first.setdefault((match["word"], match["mark"]), text)
    best = hits.most_common(1)
    if not best or best[0][1] < 2:
        return None
    return (*best[0][0], first[best[0][0]])


def _action(texts: list[str], minutes: Minutes) -> tuple[str, str] | None:
    """A mark that at least two lines begin with which say what somebody is to do."""
    read = [a.text for a in (*minutes.actions, *minutes.reviewed_actions)]
    hits: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text in texts:
        match = _MARK.match(text)
        if match is None or match["mark"] in {"-", "*", "•", "(", "[", "|"}:
            continue
        rest = text[match.end() :]
        if _TO_DO.search(rest) and not any(a[:30] in text for a in read):
            hits[match["mark"]] += 1
            first.setdefault(match["mark"], text)
    best = hits.most_common(1)
    return (best[0][0], first[best[0][0]]) if best and best[0][1] >= 2 else None


def _repeated(texts: list[str]) -> list[str]:
    """Lines that come at least three times, as running heads do."""
    counts = Counter(t for t in texts if 5 < len(t) < 90 and not t.startswith("|"))
    return [t for t, n in counts.items() if n >= 3 and len(t.split()) > 1][:5]
