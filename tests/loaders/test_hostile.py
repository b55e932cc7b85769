"""Files made to hurt: each ends in time, in bounded memory and in one line that says why."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutegraph import loaders
from minutegraph.errors import MinutegraphError
from minutegraph.loaders.text import TextLoader

HERE = Path(__file__).parent
SECONDS = 12.0  # of processor time; the slowest case here takes a few on a slow machine
MEGABYTES = 1_000
SUFFIXES = (
    ".txt .md .html .docx .odt .pdf .org .wiki .rst .adoc .csv .tsv .xlsx .yaml .json .xml .doc .rtf .zip"
).split()

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits need a POSIX system")


def _make_formats() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_formats", HERE / "make_formats.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("make_formats", module)
    spec.loader.exec_module(module)
    return module


formats = _make_formats()
SAMPLE = (HERE.parents[1] / "examples" / "panel" / "2024-05-14.md").read_text(encoding="utf-8")
DOCX, PDF, HTML = formats.as_docx(SAMPLE), formats.as_pdf(SAMPLE), formats.as_html(SAMPLE)
ODT = (HERE / "data" / "libreoffice" / "panel.odt").read_bytes()


@dataclass(frozen=True)
class Outcome:
    """How reading a file ended, in a process of its own under limits."""

    kind: str  # read, refused, crashed
    message: str
    seconds: float
    megabytes: float


def attempt(*paths: Path) -> list[Outcome]:
    """Read files in a forked process that may use so much memory and time and no more."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        import resource

        from minutegraph.loaders.sources import pdfwords

        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        signal.alarm(110)
        found = []
        for path in paths:
            start = time.process_time()
            try:
                loaders.load(path)
                kind, message = "read", ""
            except MinutegraphError as error:
                kind, message = "refused", str(error)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is told
                kind, message = "crashed", f"{type(error).__name__}: {error}"[:300]
            used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            found.append([kind, message, time.process_time() - start, used / 1000])
        pdfwords._worker.stop()
        os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        answer = answers.read()
    _, status = os.waitpid(child, 0)
    if not answer:
        return [Outcome("crashed", f"ended by signal {os.WTERMSIG(status)}", 999.0, 0.0)]
    return [Outcome(*values) for values in json.loads(answer)]


def check(*paths: Path, refused: bool | None = True) -> str:
    """The refusal of the last file; None for `refused` lets them be read as well."""
    message = ""
    for outcome in attempt(*paths):
        assert outcome.kind != "crashed", outcome.message
        if refused is not None:
            assert (outcome.kind == "refused") is refused, outcome
        assert "\n" not in outcome.message and len(outcome.message) < 400
        assert outcome.seconds < SECONDS, outcome
        assert outcome.megabytes < MEGABYTES, outcome
        message = outcome.message
    return message


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_random_bytes_and_beginnings_of_formats(suffix: str, tmp_path: Path) -> None:
    source = random.Random(suffix)
    starts = (
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"%PDF-1.7\n",
        b"<html>",
        b"\xff\xfe",
        b"{",
        b"---\n",
    )
    files = [start + source.randbytes(3_000) for start in starts]
    files += [b"\0" * 5_000, b"x", b"\xff" * 999, b"\n\n \n"]
    paths = [tmp_path / f"{number}{suffix}" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    check(*paths)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_truncated(kind: str, share: float, tmp_path: Path) -> None:
    data = {"docx": DOCX, "odt": ODT, "pdf": PDF}[kind]
    path = tmp_path / f"a.{kind}"
    path.write_bytes(data[: int(len(data) * share)])
    assert "damaged" in check(path)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """An archive with its parts changed, or left out where the change is None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", 8) as after:
        for name in before.namelist():
            changed = change(name, before.read(name))
            if changed is not None:
                after.writestr(name, changed)
    return out.getvalue()


def in_body(inserted: bytes) -> bytes:
    """The sample DOCX with something at the end of its body."""
    return repacked(
        DOCX,
        lambda name, data: (
            data.replace(b"<w:sectPr", inserted + b"<w:sectPr", 1)
            if name == "word/document.xml"
            else data
        ),
    )


PARAGRAPH = b"<w:p><w:r><w:t>" + b"A" * 1000 + b"</w:t></w:r></w:p>"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1)) * 10) for n in range(1, 10)
)
SECRET = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/passwd">'


def with_entities(prologue: bytes) -> dict[str, bytes]:
    """Files of several formats whose text is an entity."""

    def document(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        body = data[data.index(b"<w:document") :]
        text = b"<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
        return prologue + b"]>" + body.replace(b"<w:body>", text, 1)

    def content(name: str, data: bytes) -> bytes:
        if name != "content.xml":
            return data
        body = data[data.index(b"<office:document-content") :]
        end = body.index(b"</office:text>")
        return prologue + b"]>" + body[:end] + b"<text:p>&l9;</text:p>" + body[end:]

    page = prologue + b"]><html><body><p>&l9;</p></body></html>"
    return {
        ".docx": repacked(DOCX, document),
        ".odt": repacked(ODT, content),
        ".html": page,
        ".xml": prologue + b"]><r>&l9;</r>",
    }


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html", ".xml"])
def test_entities_that_multiply(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(with_entities(LAUGHS)[suffix])
    check(path, refused=None)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html", ".xml"])
def test_entities_that_name_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(with_entities(SECRET)[suffix])
    check(path, refused=None)
    try:
        minutes = loaders.load(path)
    except MinutegraphError:
        return
    assert "root:" not in minutes.model_dump_json()


def test_a_small_docx_that_unpacks_to_400_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(in_body(PARAGRAPH * 400_000))
    assert path.stat().st_size < 2_000_000
    assert "unpacks to" in check(path)


def test_a_docx_of_just_the_size_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(in_body(PARAGRAPH * 55_000))
    assert "characters" in check(path)


def archive_of(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


ARCHIVES = {
    "nested": lambda: archive_of(("a.docx", DOCX), ("b.zip", archive_of(("a.docx", DOCX)))),
    "escaping": lambda: archive_of(("../../../word/document.xml", b"<x/>"), ("/word/x", b"")),
    "many parts": lambda: archive_of(*((f"word/{n}.xml", b"") for n in range(12_000))),
    "without parts": lambda: archive_of(("word/other.xml", b"<x/>")),
    "with a loop": lambda: repacked(
        DOCX,
        lambda name, data: (
            data.replace(b"word/document.xml", b"_rels/.rels") if name == "_rels/.rels" else data
        ),
    ),
    "deep": lambda: in_body(b"<w:p>" + b"<w:ins>" * 20_000 + b"</w:ins>" * 20_000 + b"</w:p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives(name: str, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.parent.iterdir()}
    path = tmp_path / "a.docx"
    path.write_bytes(ARCHIVES[name]())
    check(path)
    assert {path.name for path in tmp_path.parent.iterdir()} == before


PAGES = {
    "deep": b"<div>" * 100_000 + b"x",
    "deep and closed": b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
    "deep emphasis": b"<b>" * 100_000 + b"x",
    "deep tables": b"<table><tr><td>" * 20_000 + b"x",
    "deep lists": b"<ul><li>x" * 20_000,
    "wide cells": b"<table>"
    + (b"<tr><td colspan=9999 rowspan=65000>" + b"word " * 60 + b"<td>x") * 4_000,
    "attributes": b"<p " + b"a='b' " * 300_000 + b">x",
    "tags never closed": b"<a " * 400_000,
    "entities": b"&amp;" * 400_000 + b"&#x" + b"9" * 400_000,
    "comments": b"<!--" * 400_000,
    "one paragraph": b"<p>" + b"Agnes Abbott said, " * 500_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_html(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><body>" + PAGES[name])
    check(path)


def pdf_of(content: bytes, *, kids: bytes = b"3 0 R", count: int = 1, more: bytes = b"") -> bytes:
    """A PDF of a page with a packed content stream."""
    packed = zlib.compress(content, 9)
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\n" % (kids, count),
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R",
            b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n",
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
            b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed),
            packed,
            b"\nendstream endobj\n",
            more,
            b"trailer<</Root 1 0 R>>\n%%EOF",
        )
    )


PDFS = {
    "a million objects": lambda: pdf_of(
        b"", more=b"".join(b"%d 0 obj<</A %d>>endobj\n" % (n, n) for n in range(6, 1_000_000))
    ),
    "a stream that unpacks to 500 MB": lambda: pdf_of(b" " * 500_000_000),
    "half a million pieces of text": lambda: pdf_of(
        b"BT /F 10 Tf 50 700 Td " + b"(Agnes Abbott said) Tj " * 500_000 + b"ET"
    ),
    "a million lines drawn": lambda: pdf_of(
        b"0 0 m 90 0 l S " * 1_000_000 + b"BT /F 9 Tf (text) Tj ET"
    ),
    "pages within themselves": lambda: pdf_of(b"", kids=b"2 0 R 2 0 R", count=2_000_000_000),
    "a page many times": lambda: pdf_of(b"", kids=b"3 0 R " * 5_000, count=5_000),
}


@pytest.mark.parametrize("name", PDFS)
def test_pdf(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS[name]())
    check(path)


MINUTES = (
    "Canal Users Panel\n14 March 2023\n\nPresent:\nAgnes Abbott, Harbour Trust\n{}\n"
    "Rhona Vickers (RV), MoW\n\n1. Welcome\n\n1.1 Agnes Abbott welcomed everyone. {}\n\n"
    "2. Report\n\n2.1 {}\n"
)
# What regular expressions that read minutes may go back and forth over.
UNITS = (
    "a|A|A. |A B |Abc |Agnes Abbott, |Agnes Abbott and |(|()|(a |[|[x](|[x](y) |![|*|*a |**a|_a|`a|<|"
    "<a |<!-- |1|1.|1.1 |1/|#1 |- |– |: |Agnes: |\"|“a |'a |the |the Board of the |3 March |14/03/|"
    "10:00 |ACTION |ACTION: |Owner: Agnes |agreed that |noted that |Agnes to send |& |&amp;|\\|\\*|"
    "a\t|a    |\u200b|Harbour Trust (HT) |5 for, 2 against |moved by Agnes, |Mr |Dr A Abbott |@agnes |"
    "O'Mc|http://a.b/c |e-|RV, |first session |apologies from |members |Agnes Abbott (HT), |, |. "
).split("|")


@pytest.mark.parametrize("unit", UNITS)
def test_texts_that_make_patterns_explode(unit: str, tmp_path: Path) -> None:
    many = unit * (20_000 // len(unit))
    texts = [MINUTES.format(many, "", ""), MINUTES.format("", "", many), f"{many}\n\n{MINUTES}"]
    paths = [tmp_path / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    check(*paths, refused=None)


@pytest.mark.parametrize(
    "unit", ["a", "A b ", "* ", "1. ", "| ", "(", "Agnes Abbott, ", "ACTION: "]
)
def test_lines_of_ten_megabytes(unit: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(unit * (10_000_000 // len(unit)), encoding="utf-8")
    check(path, refused=None)


@pytest.mark.parametrize(
    "line", ["- a", "Agnes Abbott", "# Head\n", "ACTION: Agnes to go", "| a | b |"]
)
def test_many_lines(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MINUTES.format("", "", "") + f"{line}\n" * 10_000, encoding="utf-8")
    check(path, refused=None)


@pytest.mark.parametrize(
    "data", [b"name,org\n" + b"a" * 10_000_000, b"name,org\n" + b"Ann Lee,x\n" * 300_000]
)
def test_registers(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    check(path)


def workbook() -> bytes:
    """A small attendance register."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in (["Name", "Organisation", "Status"], ["Agnes Abbott", "Harbour Trust", "Present"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Fuzzing: whatever the bytes, `load` gives minutes or one of our errors.

BASES = {
    ".txt": formats.as_text(SAMPLE), ".md": SAMPLE.encode(), ".html": HTML, ".docx": DOCX, ".odt": ODT,
    ".pdf": PDF, ".org": b"* Present\n- Agnes Abbott\n", ".wiki": b"== Present ==\n* Agnes Abbott\n{|\n! a\n|-\n| b\n|}",
    ".csv": b"name,org\nAgnes Abbott,Trust\n",
    ".rst": b"Present\n=======\n\n* Agnes Abbott\n\n.. note:: a\n\n   b\n\n+---+\n| c |\n+---+\n",
    ".adoc": b"= Minutes\n\n.Present\n* Agnes Abbott\n\n|===\n|a |b\n\n|c\n|d\n|===\n",
}  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, suffix: str) -> bytes:
    """A file of a format, cut up, overwritten and put together again."""
    base = BASES[suffix]
    if suffix in {".docx", ".odt", ".xlsx"} and draw(st.booleans()):
        # Inside a part, so that the archive itself stays whole.
        name = draw(st.sampled_from(sorted(zipfile.ZipFile(io.BytesIO(base)).namelist())))
        return repacked(base, lambda n, data: _mutation(draw, data) if n == name else data)
    return _mutation(draw, base)


def _mutation(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 400)))
        data = data[:at] + draw(st.binary(max_size=60)) * draw(st.integers(0, 3)) + data[end:]
    return data


@pytest.mark.parametrize("suffix", BASES)
def test_fuzz(suffix: str) -> None:
    @settings(
        max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(mutated(suffix))
    def run(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"a{suffix}"
            path.write_bytes(data)
            try:
                minutes = loaders.load(path)
            except MinutegraphError as error:
                assert "\n" not in str(error)
            else:
                assert minutes.document.sha256

    run()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=400), st.sampled_from(SUFFIXES))
def test_fuzz_text_under_any_suffix(text: str, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            loaders.load(path)
        except MinutegraphError as error:
            assert "\n" not in str(error)


# What minutes are made of, for readings that random bytes never come to.
PIECES = (
    "\n~\n\n~, ~: ~. ~; ~ ~(~)~[~]~- ~# ~1. ~2.1 ~\\\n~**~|~\t~   ~Present: ~Apologies: ~In attendance: ~"
    "Agnes Abbott~Rhona Vickers (RV)~Dr Lee~the Clerk~(Harbour Trust)~()~(RV)~(chair)~Harbour Trust~"
    " and ~ left the meeting~   **Action** Agnes Abbott\n~ agreed to ~ACTION: ~Owner: ~by 3 May 2023~Motion: ~Seconded: ~5-1~"
    "RESOLVED that ~Decision: ~10:30 am~Date: ~Board~Minutes~said~apologies from "
).split("~")


@pytest.mark.parametrize("seed", range(4))
def test_fuzz_pieces_of_minutes_in_any_order(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(150):
        texts = ["".join(source.choices(PIECES, k=source.randint(1, 30))) for _ in range(3)]
        document = MINUTES.format(*texts) + f"\n\nApologies: {texts[0]}\n\n{texts[1]}"
        try:
            TextLoader().load(loaders.SourceFile(Path("a.txt"), document.encode()))
        except MinutegraphError as error:
            assert "\n" not in str(error)
