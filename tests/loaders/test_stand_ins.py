"""Who stands in for whom: alternates in an attendance list."""

from __future__ import annotations

from pathlib import Path

from minutegraph import loaders

TEXT = """\
# Quay Forum

Minutes of the meeting held on 5 March 2024

## Present

- Ann Lee (Chair), Quay Trust
- Bo Ek (for Dee Rowe), Harbour Charity
- Cy Dunn, Rope Works (alternate for MH)
- Di Poole, substituting for Ed Moss, Lock Works
- Finn Gale (for Weir Trust)

## Apologies

- Dee Rowe, Harbour Charity
- Max Hart, Rope Works

## 1. Buoys

1.1 Ann Lee opened the meeting.
"""


def test_alternates_say_for_whom(tmp_path: Path) -> None:
    file = tmp_path / "quay.md"
    file.write_text(TEXT, "utf-8")
    found = {p.name: (p.capacity, p.stands_for) for p in loaders.load(file).attendance}
    assert found == {
        "Ann Lee": ("chair", None),
        "Bo Ek": ("alternate", "Dee Rowe"),
        "Cy Dunn": ("alternate", "Max Hart"),
        "Di Poole": ("alternate", "Ed Moss"),
        "Finn Gale": ("member", None),
        "Dee Rowe": ("member", None),
        "Max Hart": ("member", None),
    }
