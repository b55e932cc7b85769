"""The structure of Word files comes out as lines."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from minutegraph.loaders import SourceFile
from minutegraph.loaders.docx import DocxLoader
from tests.loaders.format_helpers import brief, texts

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
