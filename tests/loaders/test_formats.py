"""Every format gives the same minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.errors import DocumentError
from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.reader.scan import scan
from tests.loaders.format_helpers import HERE, LAYOUTS, PANEL, ROOT, SAMPLE, facts, formats, write


@pytest.mark.parametrize("suffix", formats.WRITERS)
@pytest.mark.parametrize("sample", PANEL, ids=lambda p: p.name)
def test_same_minutes_in_five_formats(sample: Path, suffix: str, tmp_path: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    copy = write(tmp_path, f"copy{suffix}", formats.WRITERS[suffix](text))
    assert facts(copy) == facts(sample)


def _convertible(text: str, suffix: str) -> bool:
    """Whether a format can hold what a layout is made of."""
    lines = scan(text, "text/markdown").lines
    if any((line.cells or line.indent > 8) and not line.table for line in lines):
        return False  # columns by blanks are text's own
    if suffix in (".docx", ".pdf") and any(map(_is_under_a_number, lines, lines[1:])):
        return False  # nor does a list stand under a line whose number is typed
    return suffix != ".pdf" or text.encode("cp1252", "ignore") == text.encode("cp1252", "replace")


def _is_under_a_number(above: Line, line: Line) -> bool:
    indented = line.bullet and line.indent and not line.depth
    return bool(indented and not above.bullet and above.text[:1].isdigit())


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf"])
@pytest.mark.parametrize("sample", LAYOUTS, ids=lambda p: p.name)
def test_same_minutes_of_other_layouts(sample: Path, suffix: str, tmp_path: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    if not _convertible(text, suffix):
        pytest.skip(
            "the layout needs columns by blanks, lists under typed numbers, or letters the PDF's fonts lack"
        )
    copy = write(tmp_path, f"copy{suffix}", formats.WRITERS[suffix](text))
    assert facts(copy) == facts(sample)


@pytest.mark.parametrize(
    "sample", [p for p in (*PANEL, *LAYOUTS) if p.suffix == ".txt"], ids=lambda p: p.name
)
def test_printed_text_reads_like_the_text(sample: Path, tmp_path: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    if text.encode("cp1252", "ignore") != text.encode("cp1252", "replace"):
        pytest.skip("letters the PDF's fonts lack")
    assert facts(write(tmp_path, "copy.pdf", formats.as_printout(text))) == facts(sample)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf"])
def test_files_saved_by_libreoffice(suffix: str) -> None:
    sample = ROOT / "examples" / "panel" / "2024-05-14.md"
    assert facts(HERE / "data" / "libreoffice" / f"panel{suffix}") == facts(sample)


def test_pages_are_cited(tmp_path: Path) -> None:
    minutes = loaders.load(write(tmp_path, "a.pdf", formats.as_pdf(SAMPLE)))
    assert minutes.document.pages and minutes.document.pages > 1
    assert minutes.items[-1].page == minutes.document.pages
    assert minutes.attendance[0].page == 1


# By content


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.txt", ".docx"), ("b", ".html"), ("c.docx", ".pdf"), ("d.pdf", ".html"), ("e.doc", ".docx"),
     ("f.docx", ".txt"), ("g.html", ".pdf"), ("h.txt", ".html")],
)  # fmt: skip
def test_format_is_told_by_content(name: str, suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path, name, formats.WRITERS[suffix](SAMPLE))
    assert len(loaders.load(path).attendance) == 13


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_html_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    page = formats.as_html(SAMPLE).decode().replace("charset='utf-8'", "charset='iso-8859-1'")
    minutes = loaders.load(write(tmp_path, "a.html", page.encode(encoding)))
    assert minutes.attendance[0].organisation == "Towpath Trust"
    assert any("£1.62 million" in p.text for p in minutes.paragraphs)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (b"{\\rtf1\\ansi Minutes}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "OCR"),
        (b"\x1f\x8b\x08" + bytes(50), "gzip"),
    ],
)
def test_known_formats_that_are_not_read(data: bytes, expected: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=expected):
        loaders.load(write(tmp_path, "minutes.doc", data))


# HTML
