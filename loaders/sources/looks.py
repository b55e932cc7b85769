"""Headings by the size of their type, and running heads that hold what a title page should."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from minutegraph.loaders.reader.dates import find_dates
from minutegraph.loaders.sources.flow import Flow, Para, Table

_LONGEST_HEADING = 120
_LARGER = 1.12
_BODY_WORD = re.compile(
    r"\b(?:board|committee|council|panel|group|forum|commission|assembly|trust|society|"
    r"association|team|minutes|meeting)\b",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*\d{0,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)


def paragraphs(flow: Iterable[Flow]) -> Iterator[Para]:
    """The paragraphs of a flow outside tables."""
    return (part for part in flow if isinstance(part, Para))


def is_heading_text(text: str) -> bool:
    """Whether a text that is styled as a heading can be one; whole minutes often are, for the
    sake of their numbers."""
    text = text.strip()
    if len(text) > _LONGEST_HEADING:
        return False
    return not (text.endswith((".", ";", ",")) and len(text.split()) > 8)


def size_of(para: Para) -> float | None:
    """The size of a paragraph's type, where all of it has one."""
    sizes = {round(run.size * 2) / 2 for run in para.runs if run.size and run.text.strip()}
    return sizes.pop() if len(sizes) == 1 else None


def settle_titles(flow: list[Flow]) -> None:
    """Give titles (heading -1) the first level and move headings of that level down."""
    marked = [para for para in everything(flow) if para.heading]
    titles = [para for para in marked if para.heading < 0]
    shift = bool(titles) and any(para.heading == 1 for para in marked)
    for para in marked:
        para.heading = 1 if para.heading < 0 else min(6, para.heading + shift)


def mark_headings(flow: list[Flow]) -> None:
    """Give short paragraphs in larger type a heading level, the largest the first.

    Levels that the format marks itself are kept; they move down under a title in larger type.
    """
    body = _body_size(flow)
    if body is None:
        return
    found: list[tuple[Para, float]] = []
    marked = [para for para in paragraphs(flow) if para.heading]
    for para in paragraphs(flow):
        if para.heading or para.bullet or not is_heading_text(para.text):
            continue
        size = size_of(para)
        if size is not None and size >= body * _LARGER:
            found.append((para, size))
    if not found:
        return
    if not marked:
        ranks = sorted({size for _, size in found}, reverse=True)
        for para, size in found:
            para.heading = min(6, ranks.index(size) + 1)
        return
    highest = max((size_of(para) or 0 for para in marked), default=0)
    place = {id(part): number for number, part in enumerate(flow)}
    first = place[id(marked[0])]
    above = [para for para, size in found if size > highest and place[id(para)] < first]
    if above and min(para.heading for para in marked) == 1:
        for para in marked:
            para.heading = min(6, para.heading + 1)
    for para in above:
        para.heading = 1


def _body_size(flow: list[Flow]) -> float | None:
    """The size that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for para in everything(flow):
        for run in para.runs:
            if run.size:
                sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else None


def everything(flow: Iterable[Flow]) -> Iterator[Para]:
    """The paragraphs of a flow, those in tables as well."""
    for part in flow:
        if isinstance(part, Para):
            yield part
        elif isinstance(part, Table):
            for row in part.rows:
                for cell in row:
                    yield from everything(cell.flow)


def title_matter(heads: list[Para], flow: list[Flow]) -> list[Para]:
    """The running heads that say what the first page does not: the body's name or a date."""
    top = [para.text for para, _ in zip(everything(flow), range(25), strict=False)]
    dated = any(found.date for text in top for found in find_dates(text[:300]))
    named = any(len(text) < 150 and _BODY_WORD.search(text) for text in top[:8])
    wanted: list[Para] = []
    for para in heads:
        text = para.text.strip()
        if not text or len(text) > 200 or _PAGE_NUMBER.fullmatch(text) or text in top:
            continue
        has_date = not dated and any(found.date for found in find_dates(text))
        if has_date or not named and _BODY_WORD.search(text):
            wanted.append(para)
    return wanted
