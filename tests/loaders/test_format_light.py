"""reStructuredText and AsciiDoc: the same small minutes in both."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph import loaders
from minutegraph.loaders.sources.adoc import from_adoc
from minutegraph.loaders.sources.rst import from_rst
from tests.loaders.format_helpers import write

RST = """\
Lantern Harbour group, 9 January 2024
#####################################
:date: 2024-01-12 18:09:22
:slug: lantern-january
:summary: What was said.

.. raw:: html

   <center>

.. figure:: boats.jpg
    :alt: Photo by Nobody Known

    Photo by `Nobody Known <https://example.org/nobody>`__

.. sidebar:: Participants

   * Pam Sykes (Harbour Trust) (chair)
   * Rudy Vance (Sea League)

.. contents:: Contents
   :local:

Agenda
======

* Boats

Minutes
=======

Boats
~~~~~

- see `the plan <https://example.org/plan>`_ and :doc:`other`
- ACTION: Rudy mend ``Kestrel``

Hut
~~~

| The roof
| leaks.

.. note:: It was agreed to close the hut in March.

+-----------------+-------+
| Action          | Owner |
+=================+=======+
| Call the roofer | Pam   |
+-----------------+-------+

.. _the list: https://example.org/list
"""

ADOC = """\
= Lantern Harbour group, 9 January 2024
Una Frost <una@example.org>
:revdate: 2024-01-12
:toc:

.Participants
* Pam Sykes (Harbour Trust) (chair)
* Rudy Vance (Sea League)

== Boats

// nobody reads this
* see https://example.org/plan[the plan] and <<hut,the hut>>
* ACTION: Rudy mend `Kestrel`

Hut
---

[NOTE]
The roof +
leaks. It was agreed to close the hut in March.

|===
|Action |Owner

|Call the roofer
|Pam
|===
"""


@pytest.mark.parametrize(("name", "text"), [("a.rst", RST), ("a.adoc", ADOC)])
def test_minutes(name: str, text: str, tmp_path: Path) -> None:
    minutes = loaders.load(write(tmp_path, name, text))
    assert str(minutes.meeting.date) == "2024-01-09"
    assert minutes.body.name == "Lantern Harbour group"
    assert [(p.name, p.organisation, p.capacity) for p in minutes.attendance] == [
        ("Pam Sykes", "Harbour Trust", "chair"),
        ("Rudy Vance", "Sea League", "member"),
    ]
    assert [i.title for i in minutes.items] == ["Boats", "Hut"]
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Rudy mend Kestrel", ["Rudy Vance"]),
        ("Call the roofer", ["Pam Sykes"]),
    ]
    assert [d.text for d in minutes.decisions] == ["It was agreed to close the hut in March."]
    assert any("see the plan and" in p.text for p in minutes.paragraphs)
    assert minutes.coverage.not_understood == []
    assert {a.line for a in minutes.actions} <= {n for n, _ in enumerate(text.split("\n"), 1)}


@pytest.mark.parametrize("to_light", [from_rst, from_adoc])
@pytest.mark.parametrize("text", [RST, ADOC, "", "=\n=\n", "..\n..", "|===\n|===", "::\n\n  a\n"])
def test_lines_keep_their_numbers(to_light, text: str) -> None:  # type: ignore[no-untyped-def]
    assert to_light(text)[0].count("\n") == text.count("\n")


def test_levels_of_titles_are_in_order_of_their_adornments() -> None:
    light, _, _ = from_rst("====\nA b\n====\n\nC d\n----\n\nE f\n~~~\n\nG h\n----\n\na - b\n")
    assert [line for line in light.split("\n") if line.startswith("#")] == [
        "# A b",
        "## C d",
        "### E f",
        "## G h",
    ]


def test_what_a_directive_or_comment_hides_is_no_text() -> None:
    light, _, _ = from_rst(
        "..\n   a comment\n\n.. code-block:: sh\n\n   rm boats\n\n.. tip:: Row\n\n   hard\n"
    )
    assert light.split() == ["Row:", "hard"]


def test_lists_and_boxes_of_asciidoc() -> None:
    light, *_ = from_adoc("* [x] a\n** b\n. c\nterm:: what *it* is\n")
    assert light.split("\n")[:4] == ["- [x] a", "  - b", "#. c", "term: what **it** is"]
