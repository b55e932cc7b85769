"""The structure of HTML comes out as lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from minutegraph.loaders import Limits, SourceFile
from minutegraph.loaders.html import HtmlLoader
from tests.loaders.format_helpers import brief


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
