"""Words of a page to the printed lines they stand in, and running heads and feet set apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from minutegraph.loaders.sources.flow import Run
from minutegraph.loaders.sources.pdfwords import Page, Word

_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.?|pg\.?)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)  # fmt: skip
_ZONE = 0.13  # of the page's height, at the top and at the foot
_DEEPEST_HEAD = 5
_COLUMN_GAP = 1.0  # in heights of type: wider than this, words stand in columns
_NO_GAP = 0.06


@dataclass(slots=True)
class Segment:
    """Words that follow each other in a line without a wide gap."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def text(self) -> str:
        return "".join(run.text for run in runs_of(self.words))


@dataclass(slots=True)
class Row:
    """A printed line: what stands on one height of a page, from left to right."""

    segments: list[Segment]
    base: float
    size: float
    page: int

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


@dataclass(slots=True)
class Sheet:
    """A page's lines from top to foot; heads and feet are those that run through the pages."""

    rows: list[Row]
    width: float
    height: float
    rules: list[tuple[float, float, float, float]]
    heads: list[Row] = field(default_factory=list)
    feet: list[Row] = field(default_factory=list)


def runs_of(words: list[Word]) -> list[Run]:
    """Words of one line as runs of one look."""
    runs: list[Run] = []
    before: Word | None = None
    for word in words:
        text = word.text
        if before is not None and word.left - before.right > _NO_GAP * word.size:
            text = " " + text
        last = runs[-1] if runs else None
        if last is not None and (last.bold, last.italic, last.size) == (
            word.bold,
            word.italic,
            word.size,
        ):
            last.text += text
        else:
            runs.append(Run(text, word.bold, word.italic, word.size))
        before = word
    return runs


def sheets_of(pages: list[Page]) -> list[Sheet]:
    """The lines of every page, without running heads, running feet and page numbers."""
    sheets = [
        Sheet(_rows(page.words, number), page.width, page.height, page.rules)
        for number, page in enumerate(pages, 1)
    ]
    _set_apart(sheets)
    return sheets


def _rows(words: list[Word], page: int) -> list[Row]:
    groups: list[tuple[list[Word], float, float]] = []  # words, base and size of the largest
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if groups:
            inside, base, size = groups[-1]
            large, small = max(size, word.size), min(size, word.size)
            reach = 0.3 if small > 0.85 * large else 0.55  # superscripts and small capitals
            if abs(base - word.base) <= reach * large:
                inside.append(word)
                if word.size > size:
                    groups[-1] = (inside, word.base, word.size)
                continue
        groups.append(([word], word.base, word.size))
    return [Row(segments_of(inside), base, size, page) for inside, base, size in groups]


def segments_of(words: list[Word]) -> list[Segment]:
    """Words of one line, parted where they stand in columns."""
    words.sort(key=lambda w: w.left)
    segments = [Segment([words[0]])]
    for word in words[1:]:
        last = segments[-1]
        if word.left - last.right > _COLUMN_GAP * max(word.size, last.words[-1].size):
            segments.append(Segment([word]))
        else:
            last.words.append(word)
    return segments


def _set_apart(sheets: list[Sheet]) -> None:
    """Move the rows that run through the pages from `rows` to `heads` and `feet`."""
    filled = [sheet for sheet in sheets if sheet.rows]
    # A table's header row is printed again where the table goes on over the page.
    headers = {
        _key(row)[0]
        for sheet in filled
        for row in sheet.rows
        if len(row.segments) > 2 and not _in_zone(sheet, row)
    }
    for at_top in (True, False):
        seen: Counter[tuple[str, int]] = Counter()
        for sheet in filled:
            seen.update({_key(row) for row in _outer(sheet, at_top)})
        least = max(2, round(0.4 * len(filled))) if len(filled) > 3 else 2
        for sheet in filled:
            taken = 0
            for row in _outer(sheet, at_top):
                repeated = any(seen[_key(row, shift)] >= least for shift in (-1, 0, 1))
                number = _PAGE_NUMBER.fullmatch(row.text) and any(c.isdigit() for c in row.text)
                if _key(row)[0] in headers:
                    break
                if not repeated and not (number and (not at_top or len(filled) > 1)):
                    break
                taken += 1
            if taken == len(sheet.rows) and len(filled) < 3:
                continue  # nothing else is on the page: it is no head
            if at_top:
                sheet.heads, sheet.rows = sheet.rows[:taken], sheet.rows[taken:]
            elif taken:
                sheet.feet, sheet.rows = sheet.rows[-taken:], sheet.rows[:-taken]


def _outer(sheet: Sheet, at_top: bool) -> list[Row]:
    """The outermost rows in the zone at the top or foot of a page, from outside in."""
    rows = sheet.rows[:_DEEPEST_HEAD] if at_top else sheet.rows[: -_DEEPEST_HEAD - 1 : -1]
    edge = sheet.height * (1 - _ZONE if at_top else _ZONE)
    return [row for row in rows if (row.base > edge if at_top else row.base < edge)]


def _in_zone(sheet: Sheet, row: Row) -> bool:
    return not sheet.height * _ZONE <= row.base <= sheet.height * (1 - _ZONE)


def _key(row: Row, shift: int = 0) -> tuple[str, int]:
    """What a running head keeps from page to page: its words and its height."""
    return _DIGITS.sub("#", row.text.lower()), round(row.base / 4) + shift
