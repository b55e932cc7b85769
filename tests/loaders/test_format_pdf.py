"""The lines of PDF pages, in reading order."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from minutegraph import loaders
from minutegraph.errors import DocumentError
from minutegraph.loaders import Limits, SourceFile
from minutegraph.loaders.pdf import PdfLoader
from tests.loaders.format_helpers import SAMPLE, brief, formats, texts, write


def pdf(*pages: list[tuple[float, float, str]], size: float = 10, **options: Any) -> bytes:
    """A PDF with texts at places; the height counts from the top, "*" sets bold, "#" large."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1, **options)
    for page in pages:
        for x, y, text in page:
            font = "Helvetica-Bold" if text[0] in "*#" else "Helvetica"
            canvas.setFont(font, size * 1.6 if text[0] == "#" else size)
            canvas.drawString(x, 800 - y, text.lstrip("*#"))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_lines(data: bytes, **limits: int) -> list[dict[str, Any]]:
    source = SourceFile(Path("a.pdf"), data)
    return [brief(line) for line in PdfLoader(Limits(**limits)).lines(source).lines]


def column(x: float, y: float, *lines: str) -> list[tuple[float, float, str]]:
    return [(x, y + 13 * n, line) for n, line in enumerate(lines)]


def test_pdf_paragraphs_headings_and_bullets() -> None:
    lines = pdf_lines(pdf(
        column(70, 60, "#Canal Panel") + column(70, 90, "*1. Welcome")
        + column(70, 115, "1.1 Agnes Abbott opened the meeting and welcomed everyone who had come by",
                 "water, by road or on foot. The gates had been shut for weeks and nobody could",
                 "say when they would open.")
        + column(70, 170, "1.2 Nobody was sorry.") + [(90, 190, "•"), (104, 190, "first point"),
                                                     (90, 203, "•"), (104, 203, "second point")]
    ))  # fmt: skip
    assert texts(lines) == [
        "Canal Panel",
        "1. Welcome",
        (
            "1.1 Agnes Abbott opened the meeting and welcomed everyone who had come by water, by road or "
            "on foot. The gates had been shut for weeks and nobody could say when they would open."
        ),
        "1.2 Nobody was sorry.",
        "first point",
        "second point",
    ]
    assert lines[0]["heading"] == 1 and lines[1]["bold"]
    assert [line.get("bullet") for line in lines[4:]] == ["-", "-"]


def test_pdf_running_heads_and_page_breaks() -> None:
    prose = ["The panel heard how the dredging of the upper reach had gone on through a winter that",
             "nobody had thought would be as wet as it was, and it thanked all who had been out in",
             "it. Rhona Vickers asked whether the banks had held, and Hugo Lomax said that they"]  # fmt: skip
    rest = [
        "had, with two exceptions, which he would describe in writing before the summer to all."
    ]
    pages = [
        [(70, 40, "Canal Panel minutes"), *column(70, 100, *prose), (280, 770, "Page 1 of 3")],
        [(70, 40, "Canal Panel minutes"), *column(70, 100, *rest), (280, 770, "Page 2 of 3")],
        [(70, 40, "Canal Panel minutes"), *column(70, 100, "An end."), (280, 770, "Page 3 of 3")],
    ]
    lines = pdf_lines(pdf(*pages))
    assert "said that they had, with two exceptions" in lines[1]["text"]
    assert texts(lines)[0] == "Canal Panel minutes"  # the text itself names no body
    assert len(lines) == 3 and not any("Page" in text for text in texts(lines))


def test_pdf_words_cut_at_line_ends() -> None:
    wide = pdf(column(70, 60, *[
        "The committee, which had met three times, asked for a written account of all the main-",
        "tenance that was done in the winter by the people of the new and much enlarged multi-",
        "agency group, and of what was said to the members in the spring by Mr Gwilym Tudor-",
        "Rees, who had seen them at work, of the maintenance of gates.",
    ]))  # fmt: skip
    assert texts(pdf_lines(wide)) == [
        (
            "The committee, which had met three times, asked for a written account of all the "
            "maintenance that was done in the winter by the people of the new and much enlarged "
            "multi-agency group, and of what was said to the members in the spring by Mr Gwilym "
            "Tudor-Rees, who had seen them at work, of the maintenance of gates."
        )
    ]


def test_pdf_attendance_table_written_column_by_column() -> None:
    names = ["Agnes Abbott", "Hugo Lomax", "Rhona Vickers", "Nils Kessel"]
    bodies = ["Harbour Trust", "Tidal Data Centre", "Ministry of Waterways", "Coastal Archive"]
    initials = ["AA", "HL", "RV", "NK"]
    page = (
        column(70, 60, "#Canal Panel") + column(70, 90, "14 May 2024") + column(70, 120, "*Present")
    )
    page += column(70, 150, "Name", *names) + column(220, 150, "Organisation", *bodies)
    page += column(400, 150, "Initials", *initials)
    rows = [line["cells"] for line in pdf_lines(pdf(page)) if "cells" in line]
    assert rows[1:] == list(zip(names, bodies, initials, strict=True))


def test_pdf_two_columns_of_prose() -> None:
    left = [f"left column line {n} that runs to the very end" for n in range(1, 13)]
    right = [f"right column line {n} that runs to its end" for n in range(1, 13)]
    page = [item for pair in zip(column(60, 100, *left), column(320, 100, *right), strict=True) for item in pair]  # fmt: skip
    text = " ".join(texts(pdf_lines(pdf([(60, 60, "#Canal Panel"), *page]))))
    assert text.index("left column line 12") < text.index("right column line 1 ")


def test_pdf_without_text_says_that_it_is_scanned(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (80, 100), 200)), 0, 0, 500, 700)
    canvas.save()
    with pytest.raises(DocumentError, match="scanned.*OCR"):
        loaders.load(write(tmp_path, "a.pdf", out.getvalue()))


def test_pdf_with_a_password(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pdf([(70, 60, "Canal Panel")], encrypt=StandardEncryption("secret", ownerPassword="x"))
    with pytest.raises(DocumentError, match="encrypted"):
        loaders.load(write(tmp_path, "a.pdf", data))


def test_a_pdf_reader_that_dies_is_started_again(tmp_path: Path) -> None:
    from minutegraph.loaders.sources import pdfwords

    path = write(tmp_path, "a.pdf", formats.as_pdf(SAMPLE))
    loaders.load(path)
    process = pdfwords._worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert len(loaders.load(path).attendance) == 13
    assert pdfwords._worker._process is not process


# Org-mode and wiki text
