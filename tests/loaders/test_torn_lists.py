"""Attendance as text taken out of web pages and tables has it: torn cells, labels without blanks."""

from __future__ import annotations

from pathlib import Path

from minutegraph import loaders
from minutegraph.loaders.minutes import Attendee

HEAD = "Quay Forum\n\nMinutes of the meeting held on 5 March 2024\n\n"
BODY = "\n1. Buoys\n\n1.1 The buoys were painted.\n"


def _people(folder: Path, lists: str) -> dict[str, Attendee]:
    file = folder / "quay.txt"
    file.write_text(HEAD + lists + BODY, "utf-8")
    return {p.name: p for p in loaders.load(file).attendance}


def test_cells_one_below_the_other(tmp_path: Path) -> None:
    found = _people(
        tmp_path,
        "Present:\nAnn Lee |\nVice Chair (Chaired Meeting) |\nAL |\nBo Ek |\nTreasurer |\nBRE |\n|\n"
        "In attendance:\nCy Dunn |\nHarbour Council |\nCD |\n|\n"
        "Apologies:/Absent:\nDi Poole |\nMember |\nApologies |\nEd Moss |\nMember |\nAbsent |\n",
    )
    assert {n: (p.status, p.organisation) for n, p in found.items()} == {
        "Ann Lee": ("present", None),
        "Bo Ek": ("present", None),
        "Cy Dunn": ("present", "Harbour Council"),
        "Di Poole": ("apologies", None),
        "Ed Moss": ("absent", None),
    }
    assert found["Ann Lee"].capacity == "chair"
    assert found["Bo Ek"].aliases == ["BRE"]


def test_labels_that_the_list_stands_too_close_to(tmp_path: Path) -> None:
    found = _people(
        tmp_path, "Present:Ann Lee, Bo Ek\n\nNot Present:Cy Dunn\n\nApologies– Di Poole, Ed Moss\n"
    )
    assert {n: p.status for n, p in found.items()} == {
        "Ann Lee": "present",
        "Bo Ek": "present",
        "Cy Dunn": "absent",
        "Di Poole": "apologies",
        "Ed Moss": "apologies",
    }


def test_what_is_said_of_an_absence_is_no_organisation(tmp_path: Path) -> None:
    found = _people(
        tmp_path,
        "Present: Ann Lee, Bo Ek\n\nApologies had been received from Cy Dunn (CD) who was detained.\n",
    )
    assert all(p.organisation is None for p in found.values())
