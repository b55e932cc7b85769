"""Text in any encoding, plain or with light markup, to lines.

One scanner serves plain text and Markdown: people write minutes in a mix of both, and the line
ledger needs every source line by its number, which block parsers of Markdown do not keep.
"""

from __future__ import annotations

import html
import re
import unicodedata

from minutegraph.errors import DocumentError
from minutegraph.loaders.reader.frontmatter import read_front
from minutegraph.loaders.reader.lines import Line, Source
from minutegraph.loaders.reader.tags import holds_page, to_markup

# Of characters; the longest paragraph of real minutes has some ten thousand.
MAX_LINE = 200_000

# Characters that carry no text (soft hyphen, zero-width, bidi controls, BOM), and rare blanks.
_INVISIBLE = (
    0xAD,
    0x61C,
    0xFEFF,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
)
_BLANK = (0xA0, 0x2007, 0x202F, 0x3000, 0x2009, 0x2002, 0x2003, 0x2028, 0x2029, 0x85, 0x0B)
_CLEAN = {**{chr(c): "" for c in _INVISIBLE}, **{chr(c): " " for c in _BLANK}}

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"([-*+•◦▪■●‣·–—»>]|#\.|o(?=\s{1,4}[A-Z]))\s+(?=\S)")
_BULLET_STARTS = frozenset("-*+•◦▪■●‣·–—»>#o")
_RULE = re.compile(r"(?:[-*_=~]\s*){3,}$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
_REFERENCED = re.compile(r"\[([^\[\]]{1,200})\]\[[^\[\]]{0,100}\]")  # "[text][ref]"
# "[text]: https://…": where the links of a text lead, written apart from it.
_DEFINITION = re.compile(
    r"\[[^\[\]]{1,100}\]:\s+<?(?:https?://|/|#|\.{1,2}/|mailto:)\S+(?:\s+[\"'(].{0,200})?$"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
# Tags of HTML; anything else in angle brackets is text: "<ann> I agree", "the <tide> element".
_TAG = re.compile(
    r"</?(?:a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|"
    r"colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|"
    r"html|i|iframe|img|input|ins|kbd|li|mark|meta|nav|ol|p|pre|q|s|samp|script|section|small|span|"
    r"strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video)"
    r"(?:\s[^<>]{0,200})?/?>|<!--[^<>]{0,400}-->",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"<sup>(st|nd|rd|th)</sup>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][\w.:-]+(?:\s+[#.][\w.:-]+)*\s*\}")
# A wiki's template or the place of its table of contents: neither says anything here.
_TEMPLATE = re.compile(r"`?\{\{[^{}]*\}\}`?(?:\{=\w+\})?$|\[{1,2}_?(?:TOC|toc)_?\]{1,2}$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])(.{1,400}?)(?<=[^\s*])\1(?![\w*])"
    r"|(?<!\w)(_{1,3})(?=[^\s_])(.{1,400}?)(?<=[^\s_])\3(?!\w)"
    r"|(?<!`)`([^`]{1,400})`(?!`)"
)
_LEAD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1(.*)$")
# What stands in italics or bold behind a sentence: "… to write to the Trust.   *Clerk*".
_TAIL = re.compile(r"(?<=[.;)])\s+([*_]{1,2})([^*_]{2,50})\1$")
_ITALIC = re.compile(r"([*_])(?![*_])(?=\S)([^*]+?)(?<=\S)\1[.,;:]?$")
_NUMBERED_MARKUP = re.compile(r"[\d.]+\)?\s+([*_]{1,3})")
_ONLY_NUMBER = re.compile(r"\(?[A-Z]{0,4}\d{1,4}(?:[./]\d{1,4})*[.):]*$|\(?[a-z]{1,4}[.)]$")
# Who is to act, in a column of its own: "…          Action Ann".
_ACTION_BY = re.compile(r"(?:ACTION|Action)\s*[:–-]?\s+(?P<who>[A-Z][\w.'’&/, -]{1,40})$")
_COLUMN_GAP = re.compile(r"\t+| {3,}")
_BREAKS = ("<br>", "<br/>", "<br />")
_ESCAPED = re.compile("[\ue000-\ue01f]")
_ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_TO_PRIVATE = {c: chr(0xE000 + i) for i, c in enumerate(_ESCAPABLE)}
_FROM_PRIVATE = {0xE000 + i: c for i, c in enumerate(_ESCAPABLE)}


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes, whatever its encoding.

    Raises:
        DocumentError: the bytes are no text.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    head = data[:4096]
    if b"\0" in head:
        for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
            if zeros.count(0) > 0.4 * len(zeros):
                try:
                    return data.decode(encoding)
                except UnicodeDecodeError:
                    continue
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows' Western encoding is what non-UTF-8 minutes are in practice; its five
        # undefined bytes fall back to Latin-1.
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) > 0.002 * len(sample) + 1:
        raise DocumentError(f"{name} is a binary file, not text: give minutes as text or Markdown")
    return text


def clean(text: str) -> str:
    """Text without characters that are not text, composed (NFC), blanks as plain blanks."""
    if text.isascii():
        return text
    for char, instead in _CLEAN.items():
        if char in text:
            text = text.replace(char, instead)
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """A line without inline markup, escapes and entities.

    >>> plain("[due to \\\\(PDPs\\\\)](#) **ACTION:** *left*")
    'due to (PDPs) ACTION: left'
    """
    if "\\" in text:
        # An escaped character is text, never markup: hide it while markup is taken off.
        text = _ESCAPE.sub(lambda m: _TO_PRIVATE[m[1]], text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "][" in text:
        text = _REFERENCED.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
        text = _ORDINAL.sub(r"\1", text)
        text = _TAG.sub(" ", text)
    if "*" in text or "_" in text or "`" in text:
        for _ in range(3):
            stripped = _EMPHASIS.sub(lambda m: m[2] or m[4] or m[5], text)
            if stripped == text:
                break
            text = stripped
            if "*" not in text and "_" not in text and "`" not in text:
                break
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "&" in text:
        text = html.unescape(text).replace("\xa0", " ")
    if not text.isascii() and _ESCAPED.search(text):
        text = text.translate(_FROM_PRIVATE)
    if "  " in text or "\t" in text:
        return " ".join(text.split())
    return text.strip()


def cells_of(row: str) -> tuple[str, ...]:
    """The cells of a `| a | b |` row."""
    row = row.strip().replace("\\|", "\ue000")
    row = row.removeprefix("|").removesuffix("|")
    return tuple(plain(cell.replace("\ue000", "|")) for cell in row.split("|"))


def scan(text: str, media_type: str) -> Source:
    """The lines of a text, with the structure that its looks and light markup give it.

    Args:
        media_type: what the source is recorded as, e.g. "text/markdown".
    """
    text = clean(text)
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lengths = list(map(len, raw))
    if (most := max(lengths)) > MAX_LINE:
        longest = lengths.index(most)
        raise DocumentError(
            f"line {longest + 1} has {most:,} characters, more than {MAX_LINE:,}: "
            "no minutes are written so; break the text into lines"
        )
    meta, start = read_front(raw, plain)
    meta_lines = tuple(n + 1 for n in range(start) if raw[n].strip())
    lines: list[Line] = []
    skipped: list[int] = []
    page = 1 if "\f" in text else None
    gap, table, tables, fenced = 0, 0, 0, False
    indents: list[int] = []
    ruled, titled = -1, False  # the last rule; whether the title has one above and below it
    numbered = list(enumerate(raw[start:], start))
    if holds_page(text):
        numbered = to_markup(numbered)
    for number, line in numbered:
        if page is not None and "\f" in line:
            page += line.count("\f")
            line = line.replace("\f", " ")
        body = line.strip()
        if not body or body == ">":
            if body:
                skipped.append(number + 1)  # an empty line of a quotation
            gap += 1
            table = 0
            continue
        first = body[0]
        if first in "`{[" and _TEMPLATE.match(body):
            skipped.append(number + 1)
            continue
        if first in "`~" and body.startswith(("```", "~~~")):
            fenced = not fenced
            skipped.append(number + 1)
            continue
        if "|" in body:
            if _TABLE_RULE.match(body) and "-" in body:
                skipped.append(number + 1)
                if lines and lines[-1].cells and not gap:
                    lines[-1].header = True
                continue
            open_left = body.endswith(" |") and body.count("|") > 1  # "Name | Post |"
            if body.startswith("|") or open_left or (table and body.count("|") >= 1):
                cells = cells_of(body)
                if not table:
                    tables += 1
                    table = tables
                lines.append(
                    Line(number + 1, " | ".join(c for c in cells if c), page, gap=gap,
                         cells=cells, table=table)
                )  # fmt: skip
                gap = 0
                continue
        table = 0
        if first in "-*_=~" and _RULE.match(body):
            skipped.append(number + 1)
            # A heading that is underlined, as in Markdown's setext headings.
            if lines and not gap and not lines[-1].heading and first in "=-" and len(body) > 2:
                before = lines[-1]
                if not before.bullet and not before.cells and len(before.text) < 100:
                    over = ruled == before.no - 1 and raw[ruled - 1].strip()[:1] == first
                    titled = titled or over and not any(one.heading for one in lines)
                    before.heading = (1 if first == "=" else 2) + (titled and not over)
            ruled = number + 1
            gap += 1
            continue
        if first == "[" and "]: " in body and _DEFINITION.match(body):
            skipped.append(number + 1)
            continue
        if first == "#" and (match := _HEADING.match(body)):
            lines.append(Line(number + 1, plain(match[2]), page, heading=len(match[1]), gap=gap))
            indents.clear()
            gap = 0
            if not lines[-1].text:
                lines.pop()
                skipped.append(number + 1)
            continue
        if body[-1] == "|" and body.count("|") == 1:  # a cell of a table torn apart
            body = body[:-1].rstrip()
            if not body:
                skipped.append(number + 1)
                continue
        indent = len(line) - len(line.lstrip()) if line[0] != first else 0
        bullet = None
        if first in _BULLET_STARTS and (match := _BULLET.match(body)):
            bullet, body = match[1], body[match.end() :]
        elif body[:2] == ": ":  # what a definition list says of the term above it
            body = body[2:].lstrip()
            if lines and not gap:
                lines[-1].hard = True
        hard = False
        if body[-1] == "\\":
            body, hard = body[:-1].rstrip(), True
            if not body:
                skipped.append(number + 1)
                continue
        elif line[-2:] == "  " or (body[-1] == ">" and body.lower().endswith(_BREAKS)):
            hard = True
        depth = _depth(indents, indent, bullet is not None, gap) if bullet or indents else 0
        entry = Line(
            number + 1, "", page, bullet=bullet, depth=depth, indent=indent, gap=gap, hard=hard
        )
        _looks(entry, body)
        if not entry.text:
            skipped.append(number + 1)
            continue
        lines.append(entry)
        gap = 0
    return Source(lines, media_type, meta, meta_lines + tuple(skipped), pages=page)


def _depth(indents: list[int], indent: int, bulleted: bool, gap: int) -> int:
    """Nesting of a line, by the indents of the list items above it."""
    if bulleted:
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        return len(indents) - 1
    if gap and indent == 0:
        indents.clear()
    return sum(1 for above in indents if above < indent) if indents else 0


# "Present:Ann Lee", "Present– Ann Lee": a label that its list stands too close to.
_TIGHT = re.compile(
    r"((?:Not |Also |Members |Those )?(?:[Pp]resent|[Aa]bsent|Apologies|Regrets|[Aa]ttendees|[Aa]ttending|Visitors?|"
    r"Guests?|PRESENT|ABSENT|APOLOGIES|In [Aa]ttendance|IN ATTENDANCE))(?::|\s*[–—]\s+)(?=[A-Z])"
)
_PRESENT = re.compile(r"(?:Present|PRESENT|In [Aa]ttendance|IN ATTENDANCE)")
_TIGHT_STARTS = frozenset("NAMTPRVGI")


def _looks(line: Line, body: str) -> None:
    """Fill in the text and what its looks say: bold, italic, a bold lead, columns."""
    if body[:2] in ("**", "__") and (match := _LEAD.match(body)):
        rest = match[3].strip()
        if not rest.strip(":.,; "):
            line.bold = True
        else:
            line.lead = plain(match[2])
    elif body[0] in "*_" and _ITALIC.match(body):
        line.italic = True
    elif ("   " in body or "\t" in body) and _COLUMN_GAP.search(body):
        parts = tuple(p for p in (plain(part) for part in _COLUMN_GAP.split(body)) if p)
        # "7   FINANCE" is a number and its heading, not two columns; nor is "1.   Present:   Ann".
        if len(parts) == 3 and _ONLY_NUMBER.match(parts[0]) and parts[1].endswith(":"):
            parts = (f"{parts[0]} {parts[1]}", parts[2])
        lead = len(parts) == 2 and (_ONLY_NUMBER.match(parts[0]) or parts[0].endswith(":"))
        if len(parts) == 2 and parts[1].startswith(("ACTION", "Action")):
            lead = True
            if owner := _ACTION_BY.match(parts[1]):
                body, line.margin = _COLUMN_GAP.split(body, 1)[0], owner["who"]
        if len(parts) == 2 and parts[1].startswith("The ") and _PRESENT.fullmatch(parts[0]):
            body = f"{parts[0]}: {parts[1]}"  # "PRESENT      The Mayor, Cllr A Lee (in the chair)"
        elif len(parts) > 1 and not lead:
            line.cells = parts
    line.text = plain(body)
    if body[-1] in "*_" and not line.bold and not line.italic and (behind := _TAIL.search(body)):
        line.tail = plain(behind[2])
    if line.text[:1] in _TIGHT_STARTS and (tight := _TIGHT.match(line.text)):
        line.text = f"{tight[1]}: {line.text[tight.end() :]}"
    # A numbered heading in italics or bold: "2. *Title*".
    marked = "*" in body or "_" in body
    if marked and body[0].isdigit() and (found := _NUMBERED_MARKUP.match(body)):
        rest = body[found.start(1) :]
        if rest.endswith(found[1]) and rest.count(found[1]) == 2:
            line.italic = len(found[1]) == 1
            line.bold = len(found[1]) > 1
