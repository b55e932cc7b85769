"""Markdown whose body is HTML, as exports of web sites have it."""

from __future__ import annotations

from pathlib import Path

from minutegraph import loaders
from tests.loaders.format_helpers import write

PAGE = """---
title: Harbour Lights Panel - 9 January 2024
---

<p><strong>HARBOUR LIGHTS PANEL</strong></p>
<p><strong>Present</strong><strong>:</strong></p>
<p>Pam Sykes, Quay Trust (Chair)</p>
<p>Rudy Vance, Ferry Union</p>
<p><strong>Apologies:</strong></p><p>Lou Castell, Ferry Union</p>
<p><strong>Lamps on the north pier</strong></p>
<p>Rudy asked for new lamps.</p>
<ul><li>They are old.</li>
<li>They are dim.</li>
</ul><p><strong>Action:</strong> Pam Sykes to ask for a price.</p>
<p><strong>Buoys &amp; bells</strong></p>
<p>The panel agreed to&nbsp;paint the bells.</p>
<table><tr><th>Action</th><th>Owner</th></tr>
<tr><td>Buy paint</td>
<td>Rudy Vance</td></tr></table>
"""


def test_its_paragraphs_titles_and_lists_are_read(tmp_path: Path) -> None:
    minutes = loaders.load(write(tmp_path, "minutes.md", PAGE))
    assert [(p.name, p.organisation, p.status) for p in minutes.attendance] == [
        ("Pam Sykes", "Quay Trust", "present"),
        ("Rudy Vance", "Ferry Union", "present"),
        ("Lou Castell", "Ferry Union", "apologies"),
    ]
    assert [(i.title, i.line) for i in minutes.items] == [
        ("Lamps on the north pier", 10),
        ("Buoys & bells", 15),
    ]
    assert [(d.text, d.line) for d in minutes.decisions] == [
        ("The panel agreed to paint the bells.", 16)
    ]
    assert [(a.text, a.owners, a.line) for a in minutes.actions] == [
        ("Pam Sykes to ask for a price.", ["Pam Sykes"], 14),
        ("Buy paint", ["Rudy Vance"], 18),
    ]


def test_tags_inside_a_sentence_or_a_table_of_markdown_change_nothing(tmp_path: Path) -> None:
    text = (
        "# Quay Board, 9 January 2024\n\nPresent: Pam Sykes, Rudy Vance\n\n## Gate\n\n"
        "The board agreed to <b>paint</b> the gate.\n\n| Action | Owner |\n| --- | --- |\n"
        "| Buy paint<br>and brushes | Rudy Vance |\n"
    )
    minutes = loaders.load(write(tmp_path, "minutes.md", text))
    assert [d.text for d in minutes.decisions] == ["The board agreed to paint the gate."]
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Buy paint and brushes", ["Rudy Vance"])
    ]
