"""A first name in the text is the listed person's, unless a full name of somebody else goes on."""

from __future__ import annotations

from pathlib import Path

from minutegraph import loaders

TEXT = """\
Ferry Users Panel

Date: 4 March 2024

Present: Tom Griffin, Ada Brook, Piers Holm

1. Timetable

1.1 The film made by Tom Gowland was shown.

1.2 Tom Gowland asked for an earlier boat.

1.3 Tom said that the crew would not be there. Tom Griffen agreed.

1.4 On Tuesday Ada April asked whether the fare would rise.

1.5 Ada Monday last had said so.
"""


def test_a_full_name_of_somebody_else_is_not_the_person_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "panel.txt"
    path.write_text(TEXT, "utf-8")
    found = loaders.load(path)
    people = {(m.ref, m.name) for m in found.mentions if m.kind == "person"}
    assert {name for ref, name in people if ref in ("1.1", "1.2")} == {"Tom Gowland"}
    assert {name for ref, name in people if ref == "1.3"} == {"Tom Griffin"}
    speakers = {(s.ref, s.name) for s in found.speakers}
    assert not any(ref == "1.2" for ref, _ in speakers)
    assert ("1.3", "Tom Griffin") in speakers
    assert ("1.4", "Ada Brook") in people
    assert ("1.5", "Ada Brook") in people
