"""Wiki text, registers, OpenDocument, and the limits."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.errors import DocumentError
from minutegraph.loaders import Limits, SourceFile
from minutegraph.loaders.odt import OdtLoader
from minutegraph.loaders.reader.lines import Line
from minutegraph.loaders.register import RegisterLoader
from minutegraph.loaders.wiki import WikiLoader
from tests.loaders.format_helpers import HERE, SAMPLE, brief, formats, write


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
