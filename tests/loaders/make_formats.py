"""Writes minutes that are given as text or Markdown in every format, with the formats' own tools.

    python tests/loaders/make_formats.py examples/panel/2024-05-14.md FOLDER

HTML comes from markdown-it, DOCX from python-docx, PDF from ReportLab. What stands in the source
is written as a secretary would: headings in heading styles, lists as lists, running heads and
page numbers on the pages of the PDF.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from minutegraph.loaders.reader.blocks import Block, blocks_of
from minutegraph.loaders.reader.scan import scan

_SPECIAL = re.compile(r"([\\`*_<>\[\]#])")


def blocks(text: str) -> list[Block]:
    """The paragraphs, headings, list items and rows of a text or Markdown file."""
    found = blocks_of(scan(text, "text/markdown").lines)
    joined: list[Block] = []
    for block in found:
        if block.run_in and joined and joined[-1].run_in and block.lines[0] is joined[-1].line:
            joined[-1] = Block(block.lines, f"{joined[-1].text} {block.text}")
        else:
            joined.append(block)
        if block.line.bullet and block.line.indent and not block.line.depth:
            block.line.depth = 1  # under a line with a number
    return joined


def stanzas(text: str) -> Iterator[list[Block]]:
    """Blocks that stand together without a blank line; rows of a table, items of a list."""
    group: list[Block] = []
    for block in blocks(text):
        last = group[-1] if group else None
        if last is not None and (block.gap or last.line.heading or _kind(last) != _kind(block)):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _kind(block: Block) -> str:
    line = block.line
    if line.heading:
        return f"heading {line.heading}"
    return "table" if line.table else "list" if line.bullet else "lines"


def as_text(text: str) -> bytes:
    """Plain text: headings underlined, no emphasis."""
    out: list[str] = []
    for group in stanzas(text):
        for block in group:
            line = block.line
            body = re.sub(r"\s+", " ", block.text)
            if line.table:
                out.append("| " + " | ".join(line.cells or ()) + " |")
                if line.header:
                    out.append("|" + " --- |" * len(line.cells or ()))
            elif line.heading:
                out += [body, ("=" if line.heading == 1 else "-") * len(body)]
            else:
                out.append("  " * line.depth + ("- " if line.bullet else "") + body)
        out.append("")
    return "\n".join(out).encode()


def as_markdown(text: str) -> bytes:
    """Markdown, its special characters escaped, lines kept apart by hard breaks."""
    out: list[str] = []
    for group in stanzas(text):
        for place, block in enumerate(group):
            line = block.line
            if line.table:
                cells = [_marked(cell).replace("|", "\\|") for cell in line.cells or ()]
                out.append("| " + " | ".join(cells) + " |")
                if line.header or not place and not any(b.line.header for b in group):
                    out.append("|" + " --- |" * len(cells))
            elif line.heading:
                out.append("#" * line.heading + " " + _marked(block.text))
            else:
                body = _emphasised(block)
                last = place == len(group) - 1
                mark = "- " if line.bullet else ""
                out.append("    " * line.depth + mark + body + ("" if last or mark else "  "))
        out.append("")
    return "\n".join(out).encode()


def _marked(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def _emphasised(block: Block) -> str:
    line, text = block.line, re.sub(r"\s+", " ", block.text)
    if line.bold or line.italic:
        mark = "**" if line.bold else "*"
        return f"{mark}{_marked(text)}{mark}"
    if line.lead and text.startswith(line.lead):
        return f"**{_marked(line.lead)}**{_marked(text[len(line.lead) :])}"
    return _marked(text)


def as_html(text: str) -> bytes:
    """A page as a site would print it, with a menu and a script that are no part of it."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark").enable("table").render(as_markdown(text).decode())
    head = "<meta charset='utf-8'><script>document.title = '<p>Present: Nobody</p>'</script>"
    menu = "<nav><ul><li><a href='/'>Home</a></li><li>All meetings</li></ul></nav>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<main>{body}</main></body></html>"
    return page.encode()


def as_docx(text: str) -> bytes:
    """A Word document with styles, real lists and real tables."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    for group in stanzas(text):
        if group[0].line.table:
            width = max(len(block.line.cells or ()) for block in group)
            table = document.add_table(0, width, style="Table Grid")
            for block in group:
                cells = table.add_row().cells
                for cell, content in zip(cells, block.line.cells or (), strict=False):
                    run = cell.paragraphs[0].add_run(content)
                    run.bold = block.line.header or None
            continue
        for place, block in enumerate(group):
            line = block.line
            style = "Normal"
            if line.heading:
                style = "Title" if line.heading == 1 else f"Heading {line.heading - 1}"
            elif line.bullet:
                style = f"List Bullet {min(line.depth, 2) + 1}" if line.depth else "List Bullet"
            paragraph = document.add_paragraph(style=style)
            spacing = paragraph.paragraph_format
            spacing.space_after = Pt(8 if place == len(group) - 1 else 0)
            for content, bold in _runs(block):
                run = paragraph.add_run(content)
                run.bold, run.italic = bold or None, line.italic or None
    # A header and a page number, which are no part of the text.
    document.sections[0].header.paragraphs[0].text = "Page 1"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _runs(block: Block) -> list[tuple[str, bool]]:
    line, text = block.line, re.sub(r"\s+", " ", block.text)
    if line.lead and text.startswith(line.lead):
        return [(line.lead, True), (text[len(line.lead) :], False)]
    return [(text, line.bold)]


def as_pdf(text: str) -> bytes:
    """Pages with a running head and page numbers, justified text, ruled tables."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    def build(pages: int) -> tuple[bytes, int]:
        def furniture(canvas: Any, _: Any) -> None:
            if pages > 1:  # what stands on one page only does not run
                canvas.drawString(72, A4[1] - 40, "Draft for approval")
            if pages:
                canvas.drawCentredString(A4[0] / 2, 36, f"Page {canvas.getPageNumber()} of {pages}")

        out = io.BytesIO()
        document = SimpleDocTemplate(out, pagesize=A4, title="Minutes", invariant=1)
        document.build(_story(text), onFirstPage=furniture, onLaterPages=furniture)
        return out.getvalue(), document.page

    return build(build(0)[1])[0]


def _story(text: str) -> list[Any]:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", styles["BodyText"], spaceBefore=0, spaceAfter=0, alignment=4)
    lines = ParagraphStyle("lines", body, alignment=0)
    small = ParagraphStyle("small", lines, fontSize=8, leading=10)
    story: list[Any] = []
    for group in stanzas(text):
        if group[0].line.table:
            width = max(len(block.line.cells or ()) for block in group)
            cells = [[*(block.line.cells or ()), *[""] * width][:width] for block in group]
            rows = [
                [Paragraph(_tagged(cell, block.line.header), small) for cell in row]
                for block, row in zip(group, cells, strict=True)
            ]
            ruled = TableStyle(
                [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            )
            story += [
                Table(rows, colWidths=_widths(cells), style=ruled, repeatRows=1),
                Spacer(1, 9),
            ]
            continue
        for block in group:
            line = block.line
            content = "".join(_tagged(run, bold, line.italic) for run, bold in _runs(block))
            if line.heading:
                style = styles["Title" if line.heading == 1 else f"Heading{line.heading}"]
                story.append(Paragraph(content, style))
            elif line.bullet:
                indent = 14 * (line.depth + 1)
                style = ParagraphStyle("item", lines, leftIndent=indent, bulletIndent=indent - 10)
                story.append(Paragraph(content, style, bulletText="\u2022"))
            else:
                story.append(Paragraph(content, body if len(group) == 1 else lines))
        story.append(Spacer(1, 9))
    return story


def _widths(rows: list[list[str]]) -> list[float]:
    """Column widths in proportion to what stands in them, no word cut."""
    columns = list(zip(*rows, strict=True))
    words = [
        max((len(w) for cell in column for w in cell.split()), default=1) for column in columns
    ]
    longest = [max(len(cell) for cell in column) for column in columns]
    shares = [max(word + 5, min(size, 40)) for word, size in zip(words, longest, strict=True)]
    return [450.0 * share / sum(shares) for share in shares]


def _tagged(text: str, bold: bool, italic: bool = False) -> str:
    found = escape(text)
    found = f"<b>{found}</b>" if bold else found
    return f"<i>{found}</i>" if italic else found


def as_printout(text: str) -> bytes:
    """A text as a printer would put it on paper: one fixed pitch, its own line ends, columns."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    lines = text.expandtabs().split("\n")
    for start in range(0, len(lines), 58):
        canvas.setFont("Courier", 8)
        for place, line in enumerate(lines[start : start + 58]):
            canvas.drawString(50, A4[1] - 70 - 12 * place, line)
        canvas.drawCentredString(A4[0] / 2, 36, f"- {canvas.getPageNumber()} -")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


WRITERS: dict[str, Callable[[str], bytes]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
}


def main(source: Path, folder: Path) -> None:
    """Write a source in all formats into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, write in WRITERS.items():
        path = folder / f"{source.stem}{suffix}"
        path.write_bytes(write(source.read_text(encoding="utf-8")))
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
