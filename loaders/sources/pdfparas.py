"""Printed lines to paragraphs, by where they end, where they begin and how far apart they are."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from minutegraph.loaders.sources.flow import Para, Run
from minutegraph.loaders.sources.pdfrows import Row, Segment, runs_of
from minutegraph.loaders.sources.pdfwords import Word

BULLETS = frozenset("•◦▪■●‣·–—-*»\uf0b7\uf0a7\uf0d8\u25cb\u2043o")
MARKER = re.compile(
    r"(?:[A-Z]{0,4}\d{1,4}(?:[./]\d{1,4}){1,3}[.):]?|[A-Z]?\d{1,3}[a-z]?[.):]|#\d{1,6}"
    r"|\(?(?:[a-z]|[ivx]{1,5})[.)])"
)
_BARE_MARKER = re.compile(r"\d{1,3}")
_COMPOUND = frozenset(
    "multi non co self well long short cross re pre sub post anti ex vice semi inter intra "
    "over under half full part high low mid two three four one first second third by "
    "all so up on in out off e".split()
)
_ACTION = re.compile(r"\W*(?:action|ap|resolved|agreed|decision)s?\b[^.:]{0,40}:", re.IGNORECASE)
_OPEN = frozenset("and or of the for to in on with by at from as that a an".split())
_TERMINAL = (".", "!", "?", ":", ";")


@dataclass(slots=True)
class Measure:
    """What is usual in a document.

    Attributes:
        pitch: distance of the lines of a paragraph, in heights of type.
        margin: where full lines end, for lines that are in no table.
        words: the words met, in lower case, to tell what a hyphen at a line's end is.
    """

    pitch: float = 1.2
    margin: float = 0.0
    words: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Printed:
    """A line of a paragraph.

    Attributes:
        text_left: where its text begins, behind a bullet or number.
        marked: it begins with a number or letter as lists do.
    """

    segments: list[Segment]
    base: float
    size: float
    page: int
    left: float
    text_left: float
    right: float
    bullet: Word | None = None
    marked: bool = False

    @property
    def runs(self) -> list[Run]:
        """Its text; a tab where columns are."""
        found: list[Run] = []
        for segment in self.segments:
            inside = runs_of(segment.words)
            if found:
                found.append(Run("\t", inside[0].bold, inside[0].italic, inside[0].size))
            found.extend(inside)
        return found


def printed(row: Row) -> Printed:
    """A row as a line of text, its bullet taken off."""
    segments = list(row.segments)
    first = segments[0].words[0]
    bullet = None
    if len(first.text) == 1 and first.text in BULLETS:
        rest = segments[0].words[1:]
        after = rest[0] if rest else (segments[1].words[0] if len(segments) > 1 else None)
        wide = after is not None and after.left - first.right > 0.45 * first.size
        if after is not None and (first.text not in "o-–—*·»" or wide or first.text in "-•"):
            bullet = first
            segments = [Segment(rest), *segments[1:]] if rest else segments[1:]
    marked = bullet is None and bool(MARKER.fullmatch(segments[0].words[0].text))
    if not marked and bullet is None and len(segments) > 1:
        marked = len(segments[0].words) == 1 and bool(
            _BARE_MARKER.fullmatch(segments[0].words[0].text)
        )
    text_left = segments[0].left
    if len(segments) == 2 and segments[0].words[-1].text.endswith(":"):
        # A label and its text, with a gap between that is no column.
        text_left = segments[1].left
        segments = [Segment([*segments[0].words, *segments[1].words])]
    if marked:
        words = segments[0].words
        behind = words[1] if len(words) > 1 else segments[1].words[0] if len(segments) > 1 else None
        text_left = behind.left if behind else text_left
        if len(words) == 1 and len(segments) > 1:
            # The number's own gap is no column.
            segments = [Segment([*words, *segments[1].words]), *segments[2:]]
    return Printed(
        segments, row.base, row.size, row.page, first.left, text_left, row.right, bullet, marked
    )


def measure(rows: list[list[Row]], widths: list[float]) -> Measure:
    """What is usual in the pages of a document."""
    found = Measure()
    rights: list[float] = []
    wrapped: list[float] = []  # of lines whose sentence goes on in the next one
    lefts: list[float] = []
    pitches: Counter[float] = Counter()
    for page in rows:
        for above, below in itertools.pairwise(page):
            distance = (above.base - below.base) / max(above.size, 1.0)
            if abs(above.size - below.size) < 0.5 and 0.9 < distance < 3:
                long = min(len(above.segments[-1].words), len(below.segments[-1].words)) > 4
                pitches[round(distance, 1)] += 3 if long else 1
                first, last = below.segments[0].words[0].text, above.segments[-1].words[-1].text
                if long and first[:1].islower() and not last.endswith(_TERMINAL):
                    wrapped.append(above.right)
        for row in page:
            lefts.append(row.left)
            if sum(len(s.words) for s in row.segments) > 6:
                rights.append(row.right)
            for segment in row.segments:
                found.words.update(w.text.strip(".,;:()'\"’”“").lower() for w in segment.words)
    if pitches:
        most = max(pitches.values())
        found.pitch = min(p for p, count in pitches.items() if count >= 0.4 * most)
    if len(rights) >= 5 or len(wrapped) >= 2:
        full = sorted(rights if len(rights) >= 5 else wrapped)
        found.margin = full[int(0.97 * (len(full) - 1))]
    elif lefts:
        found.margin = max(max(rights, default=0.0), max(widths, default=0.0) - min(lefts))
    return found


class Joiner:
    """Puts lines together to paragraphs; feed it lines from top to foot.

    Args:
        margin: where the lines are full.
    """

    def __init__(self, usual: Measure, margin: float) -> None:
        self.paras: list[Para] = []
        self._usual = usual
        self.margin = margin
        self._last: Printed | None = None
        self._begun: Printed | None = None
        self._bullets: list[float] = []
        self._ended = 0  # lines before this one that their author ended, close together

    def add(self, lines: Iterable[Printed]) -> None:
        """Take further lines."""
        for line in lines:
            if self._last is not None and line.bullet and self._is_dash(self._last, line):
                words = [line.bullet, *line.segments[0].words]
                line.segments[0], line.bullet = Segment(words), None
                line.text_left = line.left
            if self._last is not None and self._goes_on(self._last, line):
                self._extend(line)
            else:
                self._begin(line)
            self._last = line

    def cut(self) -> None:
        """Something else than text follows: nothing goes on over it."""
        self._last = None

    def _is_dash(self, last: Printed, line: Printed) -> bool:
        """Whether a dash at a line's beginning is one between words, where a full line broke."""
        mark, begun = line.bullet, self._begun
        if mark is None or begun is None or mark.text not in "-–—*·":
            return False
        full = self.margin - last.right < mark.right - mark.left + 0.4 * line.size
        sentence = last.segments[-1].words[-1].text.endswith(_TERMINAL)
        under = abs(line.left - begun.text_left) < 0.6 * line.size or last is not begun
        return full and not sentence and under and begun.left <= line.left

    def _goes_on(self, last: Printed, line: Printed) -> bool:
        begun = self._begun
        if begun is None or line.bullet or abs(last.size - line.size) > 0.08 * last.size:
            return False
        if len(line.segments) > 1 or len(last.segments) > 1:
            return False
        words = line.segments[0].words
        room = self.margin - last.right
        if room >= words[0].right - words[0].left + 0.4 * line.size:
            return False  # the first word would have fitted: the author ended the line
        text = last.segments[-1].words[-1].text
        sentence = text.rstrip("”\"')]").endswith(_TERMINAL)
        lower = words[0].text[:1].islower()
        if sentence and _ACTION.match(line.segments[0].text):
            return False
        if text.endswith(":") and words[0].text[:1].isupper():
            return False  # what the line announces begins below it
        if self._ended > 1 and last is begun and not (begun.bullet or lower or _is_open(text)):
            return False  # a list whose longest line happens to be full
        if line.marked and not (lower or not sentence and line.left > begun.left + line.size):
            aligned = abs(line.left - begun.left) < 0.5 * line.size or line.left < begun.left
            if aligned and (begun.marked or sentence):
                return False
        before = last.segments[-1].words[-1]
        if before.bold != words[0].bold and (_whole(last) or _whole(line)):
            return False
        if last.page != line.page:
            return abs(line.left - begun.text_left) < 3 * line.size and (lower or not sentence)
        if last.base - line.base > 1.28 * self._usual.pitch * line.size:
            return False
        if last is begun:
            # The second line stands at the margin, under the text behind a number, or hangs.
            return line.left > begun.left - 6 * line.size
        return abs(line.left - last.left) < 0.6 * line.size or lower

    def _begin(self, line: Printed) -> None:
        last = self._last
        gap = 1
        if last is not None and last.page == line.page:
            distance = (last.base - line.base) / (self._usual.pitch * max(last.size, line.size))
            gap = 0 if 0 <= distance < 1.28 else 1 if distance < 2.6 else 2
        self._ended = self._ended + 1 if not gap and last is self._begun else 0
        depth = self._depth(line)
        runs = line.runs
        self.paras.append(
            Para(
                runs,
                bullet="-" if line.bullet else None,
                depth=depth,
                gap=gap,
                hard=False,
                page=line.page,
            )
        )
        self._begun = line

    def _extend(self, line: Printed) -> None:
        runs, more = self.paras[-1].runs, line.runs
        last = runs[-1]
        cut = last.text[-2:-1].isalnum()  # a dash between words has a blank before it
        if cut and last.text.endswith(("-", "\u00ad", "\u2010")) and more[0].text[:1].islower():
            head = last.text.rsplit(None, 1)[-1].lstrip("(“\"'")
            tail = more[0].text.split(None, 1)[0]
            if not self._is_compound(head, tail):
                last.text = last.text[:-1]
        elif not (cut and last.text.endswith(("-", "–", "—", "/"))) and not self._is_cut_link():
            last.text += " "  # else "Tudor-" and "Rees", which the line's end parted
        if (last.bold, last.italic, last.size) == (more[0].bold, more[0].italic, more[0].size):
            last.text += more[0].text
            more = more[1:]
        runs.extend(more)

    def _is_cut_link(self) -> bool:
        """Whether the line before ends in a link that filled it up."""
        last = self._last
        if last is None or "://" not in last.segments[-1].words[-1].text:
            return False
        return self.margin - last.right < 0.8 * last.size

    def _is_compound(self, head: str, tail: str) -> bool:
        """Whether the hyphen at a line's end belongs to the word."""
        if head[-1] in "\u00ad\u2010":
            return False
        tail = tail.strip(".,;:()'\"’”“").lower()
        first = head[:-1].lower()
        if self._usual.words[first + tail]:
            return False
        if self._usual.words[f"{first}-{tail}"] or "-" in first:
            return True
        if first in _COMPOUND or not first.isalpha():
            return True
        return len(first) > 3 and bool(self._usual.words[first]) and bool(self._usual.words[tail])

    def _depth(self, line: Printed) -> int:
        """Nesting by where bullets stand."""
        if not line.bullet:
            if not any(line.left > left + 0.5 * line.size for left in self._bullets):
                self._bullets.clear()
            return sum(1 for left in self._bullets if line.left > left + 0.5 * line.size)
        while self._bullets and self._bullets[-1] > line.left + 0.5 * line.size:
            self._bullets.pop()
        if not self._bullets or self._bullets[-1] < line.left - 0.5 * line.size:
            self._bullets.append(line.left)
        return len(self._bullets) - 1


def _is_open(word: str) -> bool:
    """Whether a line that ends with this word has to go on."""
    return word.endswith((",", "-", "&", "–", "/")) or word.lower() in _OPEN


def _whole(line: Printed) -> bool:
    """Whether all of a line is in bold."""
    return all(word.bold for segment in line.segments for word in segment.words)
