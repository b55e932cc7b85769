"""Pages printed in one fixed pitch: their text is put back as it was typed."""

from __future__ import annotations

import itertools
from collections import Counter

from minutegraph.loaders.sources.pdfrows import Sheet

_LEAST_WORDS = 30


def pitch_of(sheets: list[Sheet]) -> float | None:
    """The width of a character, where all text has one; None where it is set in another way."""
    widths: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            for segment in row.segments:
                for word in segment.words:
                    if len(word.text) > 2:
                        widths[round((word.right - word.left) / len(word.text), 1)] += 1
    total = sum(widths.values())
    if total < _LEAST_WORDS:
        return None
    width, _ = widths.most_common(1)[0]
    near = sum(count for other, count in widths.items() if abs(other - width) < 0.15)
    return width if width > 1 and near > 0.97 * total else None


def typed(sheets: list[Sheet], pitch: float) -> str:
    """The text of the pages with its columns and blank lines, a form feed between pages."""
    lefts = [row.left for sheet in sheets for row in sheet.rows]
    margin = min(lefts, default=0.0)
    distances = Counter(
        round(above.base - below.base)
        for sheet in sheets
        for above, below in itertools.pairwise(sheet.rows)
    )
    usual = [d for d, count in distances.items() if count >= 0.2 * max(distances.values())]
    step = max(1.0, float(min(usual, default=12)))
    pages: list[list[str]] = []
    for sheet in sheets:
        lines: list[str] = []
        for place, row in enumerate(sheet.rows):
            if place:
                blank = round((sheet.rows[place - 1].base - row.base) / step) - 1
                lines.extend([""] * min(max(blank, 0), 5))
            line = ""
            for segment in row.segments:
                for word in segment.words:
                    column = round((word.left - margin) / pitch)
                    line += " " * max(column - len(line), 1 if line else 0) + word.text
            lines.append(line)
        pages.append(lines)
    width = max((len(line) for lines in pages for line in lines), default=0)
    text = ""
    for lines in pages:
        if text and lines:
            last, first = text.rsplit("\n", 1)[-1], lines[0].split(" ", 1)[0]
            fits = len(last) + 1 + len(first) <= width
            ended = fits and not first[:1].islower()
            text += ("\n\n" if ended else "\n") + "\f"
        text += "\n".join(lines)
    return text
