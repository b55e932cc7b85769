"""Every format gives the same minutes, and each format's own structure comes out as lines."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from minutegraph import loaders
from minutegraph.errors import DocumentError
from minutegraph.loaders import Limits, SourceFile
from minutegraph.loaders.docx import DocxLoader
from minutegraph.loaders.html import HtmlLoader
from minutegraph.loaders.odt import OdtLoader
from minutegraph.loaders.pdf import PdfLoader
from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.reader.scan import scan
from minutegraph.loaders.register import RegisterLoader
from minutegraph.loaders.wiki import WikiLoader

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def _make_formats() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_formats", HERE / "make_formats.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_formats"] = module
    spec.loader.exec_module(module)
    return module


formats = _make_formats()
PANEL = sorted(p for p in (ROOT / "examples" / "panel").iterdir() if p.suffix in {".txt", ".md"})
LAYOUTS = sorted(p for p in (ROOT / "tests" / "layouts").iterdir() if p.suffix in {".txt", ".md"})
SAMPLE = (ROOT / "examples" / "panel" / "2024-05-14.md").read_text(encoding="utf-8")


def facts(path: Path) -> Any:
    """All that a file's minutes say, but for where in the file they say it."""
    return _placeless(loaders.load(path).model_dump(mode="json"))


def _placeless(value: Any) -> Any:
    if isinstance(value, dict):
        skipped = {"line", "page", "document", "coverage"}
        return {k: _placeless(v) for k, v in value.items() if k not in skipped}
    if isinstance(value, list):
        return [_placeless(v) for v in value]
    return re.sub(r"\bline \d+", "line N", value) if isinstance(value, str) else value


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# The same minutes


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
    return suffix != ".pdf" or text.encode("cp1252", "ignore") == text.encode("cp1252", "replace")


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf"])
@pytest.mark.parametrize("sample", LAYOUTS, ids=lambda p: p.name)
def test_same_minutes_of_other_layouts(sample: Path, suffix: str, tmp_path: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    if not _convertible(text, suffix):
        pytest.skip("the layout needs columns by blanks, or letters the PDF's fonts lack")
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

KEYS = ("heading", "bullet", "depth", "gap", "bold", "italic", "lead", "cells", "table", "header")


def brief(line: Line) -> dict[str, Any]:
    """A line's text and those of its properties that say something."""
    marks = {key: getattr(line, key) for key in KEYS}
    return {"text": line.text} | {key: value for key, value in marks.items() if value}


def html(body: str, **limits: int) -> list[dict[str, Any]]:
    source = SourceFile(Path("a.html"), f"<html><body>{body}</body></html>".encode())
    return [brief(line) for line in HtmlLoader(Limits(**limits)).lines(source).lines]


HTML = {
    "headings": ("<h1>A <i>b</i></h1><h3>C</h3>", [
        {"text": "A b", "heading": 1, "gap": 1}, {"text": "C", "heading": 3, "gap": 1}]),
    "breaks": ("<p>Date: 3 May<br>Venue: Hall<br><br>Ann", [
        {"text": "Date: 3 May", "gap": 1}, {"text": "Venue: Hall"}, {"text": "Ann", "gap": 1}]),
    "emphasis": (("<p><b>Ann:</b> yes<p><strong>All bold</strong>:<p><em>(left)</em>"
                 "<p style='font-weight: 700'>Heavy<p>1. <b>Title</b>"), [
        {"text": "Ann: yes", "gap": 1, "lead": "Ann:"}, {"text": "All bold:", "gap": 1, "bold": True},
        {"text": "(left)", "gap": 1, "italic": True}, {"text": "Heavy", "gap": 1, "bold": True},
        {"text": "1. Title", "gap": 1, "bold": True}]),
    "lists": ("<ol start=3><li>a<ol type=a><li>b<li>c<ul><li>d</ul></ol><li value=9>e</ol>", [
        {"text": "3. a", "gap": 1}, {"text": "a. b", "depth": 1}, {"text": "b. c", "depth": 1},
        {"text": "d", "bullet": "-", "depth": 2}, {"text": "9. e"}]),
    "terms": ("<dl><dt>Date<dd>3 May<dt>Present<dd>Ann<dd>Bo</dl>", [
        {"text": "Date: 3 May", "gap": 1}, {"text": "Present:"}, {"text": "Ann"}, {"text": "Bo"}]),
    "not text": (("<nav>Home</nav><script>x</script><style>y</style><div hidden>z</div>"
                 "<p style='display:none'>q</p><!-- c --><p>Text<sup><a href=#1>1</a></sup> of 4<sup>th"
                 "</sup> May<del>gone</del>"), [{"text": "Text of 4th May", "gap": 1}]),
    "main": ("<div>Sign in</div><main><p>Minutes of the panel</main><div>Imprint</div>", [
        {"text": "Minutes of the panel", "gap": 1}]),
    "merged cells": (("<table><tr><th>Name<th>Body<tr><td>Ann<td rowspan=2>Trust<tr><td>Bo"
                     "<tr><td colspan=2>Officials<tr><td>Cy<br>Di<td>MoW</table>"), [
        {"text": "Name | Body", "gap": 1, "cells": ("Name", "Body"), "table": 1, "header": True},
        {"text": "Ann | Trust", "cells": ("Ann", "Trust"), "table": 1},
        {"text": "Bo | Trust", "cells": ("Bo", "Trust"), "table": 1},
        {"text": "Officials", "gap": 1, "bold": True},
        {"text": "Name | Body", "cells": ("Name", "Body"), "table": 2, "header": True},
        {"text": "Cy; Di | MoW", "cells": ("Cy; Di", "MoW"), "table": 2}]),
    "labels in a table": ("<table><tr><td>Date<td>3 May<tr><td>Present:<td><p>Ann<p>Bo</table>", [
        {"text": "Date: 3 May"}, {"text": "Present:", "gap": 1}, {"text": "Ann", "gap": 1},
        {"text": "Bo", "gap": 1}]),
    "a page in a table": ("<table><tr><td><h1>Panel</h1><p>Text<td></table>", [
        {"text": "Panel", "heading": 1, "gap": 1}, {"text": "Text", "gap": 1}]),
    "typed text": ("<pre>one two\n\n  - three</pre>", [
        {"text": "one two", "gap": 1}, {"text": "three", "bullet": "-", "gap": 1}]),
}  # fmt: skip


@pytest.mark.parametrize("case", HTML)
def test_html(case: str) -> None:
    body, expected = HTML[case]
    assert html(body) == expected


def test_minutes_set_in_the_columns_of_a_table() -> None:
    long = "The panel heard at some length how the work had gone since the spring. " * 3
    rows = [
        f"<tr><td>1.{n}<td><p>{long}<p>It thanked all.<td>Ann to write {n}" for n in range(1, 4)
    ]
    lines = html("<table><tr><th>No.<th>Item<th>Action" + "".join(rows) + "</table>")
    assert [line["text"] for line in lines[:3]] == [
        f"1.1 {long.strip()}",
        "It thanked all.",
        "Action: Ann to write 1",
    ]


# DOCX

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def docx(body: str, **parts: str) -> list[dict[str, Any]]:
    """The lines of a Word document with a body in WordprocessingML and further parts."""
    source = SourceFile(Path("a.docx"), docx_bytes(body, **parts))
    return [brief(line) for line in DocxLoader().lines(source).lines]


def docx_bytes(body: str, **parts: str) -> bytes:
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{name.rstrip("0123456789")}+xml"/>'
        for name in parts
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{base}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            f'"/word/document.xml" ContentType="{main}"/>{kinds}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document {W} {MC} xmlns:r="{base}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}<w:t>{text}</w:t></w:r></w:p>"


def texts(lines: list[dict[str, Any]]) -> list[str]:
    return [line["text"] for line in lines]


def _level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">'
    + _level(0, "decimal", "%1.")
    + _level(1, "decimal", "%1.%2")
    + _level(2, "lowerLetter", "(%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "bullet", "\uf0b7", '<w:pPr><w:ind w:left="360"/></w:pPr>')
    + _level(1, "bullet", "o", '<w:pPr><w:ind w:left="720"/></w:pPr>')
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>'
)


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_docx_list_numbers_are_written_out() -> None:
    lines = docx(
        p("Welcome", num(1)) + p("Ann spoke", num(1, 1)) + p("Bo spoke", num(1, 1))
        + p("first", num(1, 2)) + p("plain") + p("Report", num(1)) + p("Cy spoke", num(1, 1))
        + p("point", num(2)) + p("deeper", num(2, 1)) + p("Later", num(3)),
        numbering=NUMBERING,
    )  # fmt: skip
    assert texts(lines) == [
        "1. Welcome", "1.1 Ann spoke", "1.2 Bo spoke", "(a) first", "plain", "2. Report",
        "2.1 Cy spoke", "point", "deeper", "7. Later",
    ]  # fmt: skip
    assert [(line.get("bullet"), line.get("depth", 0)) for line in lines[7:9]] == [
        ("-", 0),
        ("-", 1),
    ]


def test_docx_tracked_changes_fields_and_hidden_text() -> None:
    lines = docx(
        "<w:p><w:r><w:t>Ann </w:t></w:r><w:del><w:r><w:delText>refused</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>agreed</w:t></w:r></w:ins>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t> on 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:noBreakHyphen/><w:t>4</w:t><w:br/><w:t>next line</w:t></w:r></w:p>"
    )
    assert texts(lines) == ["Ann agreed on 3-4", "next line"]


def test_docx_text_boxes_and_footnotes() -> None:
    box = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>"
    note = f'<w:footnotes {W}><w:footnote w:id="2">{p("By telephone.")}</w:footnote></w:footnotes>'
    lines = docx(
        "<w:p><w:r><w:t>Body</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        + box + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback>"
        '</mc:AlternateContent></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("After"),
        footnotes=note,
    )  # fmt: skip
    assert texts(lines) == ["Body", "In the box", "After", "[2] By telephone."]


def test_docx_headings_by_looks() -> None:
    big, bold = '<w:sz w:val="36"/>', "<w:b/>"
    body = "".join(
        p(f"Ann reported on the works, and Bo asked for more of them {n}.") for n in "ab"
    )
    lines = docx(p("Canal Panel", run=big) + p("1. Welcome", run=bold) + body)
    assert lines[0]["heading"] == 1 and lines[1]["bold"] and "heading" not in lines[2]


def test_docx_heading_styles_on_whole_paragraphs_are_none() -> None:
    style = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    text = "Ann said that the gates would be hung before the winter, and Bo thanked her for it."
    lines = docx(
        p("Gates", '<w:pStyle w:val="H2"/>') + p(text, '<w:pStyle w:val="H2"/>'), styles=style
    )
    assert lines[0]["heading"] == 2 and "heading" not in lines[1]


def test_docx_merged_cells() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    lines = docx(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("Name") + cell("Body") + "</w:tr><w:tr>"
        + cell("Ann") + cell("Trust", '<w:vMerge w:val="restart"/>') + "</w:tr><w:tr>"
        + cell("Bo") + cell("", "<w:vMerge/>") + "</w:tr><w:tr>"
        + cell("Officials", '<w:gridSpan w:val="2"/>') + "</w:tr><w:tr>"
        + cell("Cy") + cell("MoW") + "</w:tr></w:tbl>"
    )  # fmt: skip
    assert [line.get("cells", line["text"]) for line in lines] == [
        ("Name", "Body"), ("Ann", "Trust"), ("Bo", "Trust"), "Officials", ("Name", "Body"),
        ("Cy", "MoW"),
    ]  # fmt: skip


def test_docx_header_counts_where_the_text_lacks_it() -> None:
    head = f"<w:hdr {W}>{p('Canal Panel, 14 May 2024')}{p('Page 1')}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/></w:sectPr>'
    names = p("Present:") + p("Agnes Abbott, Harbour Trust") + p("Hugo Lomax, Tidal Data Centre")
    assert texts(docx(names + section, header1=head))[0] == "Canal Panel, 14 May 2024"
    titled = p("Minutes of the Panel, 3 May 2024") + names
    assert texts(docx(titled + section, header1=head))[0].startswith("Minutes of the Panel")


# PDF


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


def wiki(name: str, text: str) -> list[Line]:
    return WikiLoader().lines(SourceFile(Path(name), text.encode())).lines


def test_org_mode() -> None:
    text = (
        "#+TITLE: Canal Panel\n#+DATE: <2024-05-14 Tue>\n* Present\n:PROPERTIES:\n:ID: 1\n:END:\n"
        "- *Agnes Abbott* (AA)\n** DONE [#A] Locks [1/2] :gates:\n[[https://x.example][The survey]] is /in/.\n"
        "| Name | Body |\n|------+------|\n| Bo | MoW |\n"
    )
    found = WikiLoader().lines(SourceFile(Path("a.org"), text.encode()))
    assert found.meta == {"title": "Canal Panel", "date": "2024-05-14"}
    assert set(found.meta_lines) >= {1, 2}
    assert [(line.no, line.text, line.heading) for line in found.lines] == [
        (3, "Present", 1), (7, "Agnes Abbott (AA)", 0), (8, "Locks", 2), (9, "The survey is in.", 0),
        (10, "Name | Body", 0), (12, "Bo | MoW", 0),
    ]  # fmt: skip


def test_mediawiki() -> None:
    lines = wiki(
        "a.wiki",
        "== Present ==\n* [[User:AA|Agnes Abbott]], '''Trust'''\n*# one\n*# two\n{| class=x\n! Name !! Body\n"
        '|-\n| style="a" | Bo || MoW\n|-\n| Cy\n| TDC\n|}\n[[Category:Minutes]]\n; Venue : Hall\n',
    )
    assert [(line.text, line.heading or line.cells) for line in lines] == [
        ("Present", 2), ("Agnes Abbott, Trust", None), ("1. one", None), ("2. two", None),
        ("Name | Body", ("Name", "Body")), ("Bo | MoW", ("Bo", "MoW")), ("Cy | TDC", ("Cy", "TDC")),
        ("Venue: Hall", None),
    ]  # fmt: skip
    assert len({line.table for line in lines if line.cells}) == 1


# Registers

REGISTER = [
    ["Surname", "First name", "Organisation", "Role", "Status", "E-mail"],
    ["Abbott", "Agnes", "Harbour Trust", "Chair", "Present", "a@x.example"],
    ["Lomax", "Hugo", "Tidal Data Centre", "", "Apologies", ""],
    ["Vickers", "Rhona", "Ministry of Waterways", "Head of Policy", "Online", ""],
    ["Kessel", "Nils", "Coastal Archive", "", "", ""],
]


def _as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _as_xlsx(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["csv", "semicolons", "xlsx"])
def test_register(kind: str, tmp_path: Path) -> None:
    name = "Canal-Users-Panel-2024-05-14-attendance"
    if kind == "xlsx":
        path = write(tmp_path, f"{name}.xlsx", _as_xlsx(REGISTER))
    else:
        path = write(
            tmp_path, f"{name}.csv", _as_csv(REGISTER, ";" if kind == "semicolons" else ",")
        )
    minutes = loaders.load(path)
    assert minutes.body.name == "Canal Users Panel"
    assert str(minutes.meeting.date) == "2024-05-14"
    assert [(a.name, a.organisation, a.status, a.line) for a in minutes.attendance] == [
        ("Agnes Abbott", "Harbour Trust", "present", 2),
        ("Hugo Lomax", "Tidal Data Centre", "apologies", 3),
        ("Rhona Vickers", "Ministry of Waterways", "remote", 4),
    ]
    assert minutes.attendance[0].capacity == "chair"
    assert [(w.code, w.line) for w in minutes.warnings] == [("no-status", 5)]


def test_register_with_body_and_date_above_or_in_columns(tmp_path: Path) -> None:
    above = [["Canal Users Panel"], ["Meeting of 14 May 2024"], [], ["Name", "Organisation"], ["Agnes Abbott", "Harbour Trust"], ["Hugo Lomax", "Trust"]]  # fmt: skip
    inside = [["Name", "Meeting", "Date"], ["Agnes Abbott", "Canal Users Panel", "2024-05-14"], ["Hugo Lomax", "Canal Users Panel", "2024-05-14"]]  # fmt: skip
    for rows in (above, inside):
        minutes = loaders.load(write(tmp_path, "list.csv", _as_csv(rows)))
        assert minutes.body.name == "Canal Users Panel"
        assert str(minutes.meeting.date) == "2024-05-14"
        assert [a.name for a in minutes.attendance] == ["Agnes Abbott", "Hugo Lomax"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", "b"], ["1", "2"]], "no attendance register"),
        ([["Name", "Date"], ["Agnes Abbott", "2024-05-14"], ["Hugo Lomax", "2024-06-14"]], "several days"),
        ([["Name", "Role"], ["", ""]], "without people"),
    ],
)  # fmt: skip
def test_register_refusals(rows: list[list[str]], expected: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=expected):
        loaders.load(write(tmp_path, "list.csv", _as_csv(rows)))


def test_odt_lists_and_merged_cells() -> None:
    data = (HERE / "data" / "libreoffice" / "lists.odt").read_bytes()
    lines = [brief(line) for line in OdtLoader().lines(SourceFile(Path("a.odt"), data)).lines]
    assert [line.get("cells", line["text"]) for line in lines] == [
        "Canal Panel", "intro", "1. Welcome", "2. Report", "a. alpha", "b. beta", "x", "y",
        ("Name", "Org"), ("A B", "C"), ("A B", "D"),
    ]  # fmt: skip


# Limits


@pytest.mark.parametrize(
    ("suffix", "limits", "expected"),
    [
        (".docx", Limits(expanded=10_000), "unpacks to [0-9,]+ bytes.*--max-expanded"),
        (".pdf", Limits(pages=1), "3 pages.*--max-pages"),
        (".html", Limits(characters=1_000), "characters of text.*--max-characters"),
        (".html", Limits(paragraph=100), "a paragraph of"),
        (".html", Limits(rows=3), "more than 3 rows"),
        (".docx", Limits(rows=3), "more than 3 rows"),
    ],
)
def test_limits(suffix: str, limits: Limits, expected: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"a{suffix}", formats.WRITERS[suffix](SAMPLE))
    with pytest.raises(DocumentError, match=expected) as caught:
        loaders.load(path, limits=limits)
    assert "\n" not in str(caught.value)
    assert loaders.load(path).attendance


def test_register_limits() -> None:
    source = SourceFile(Path("a.csv"), _as_csv(REGISTER).encode())
    with pytest.raises(DocumentError, match="more than 3 rows"):
        RegisterLoader(Limits(rows=3)).load(source)
