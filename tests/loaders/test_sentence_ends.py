"""A name ends where its sentence does."""

from __future__ import annotations

import pytest

from minutegraph.loaders.reader.mentions import proper_names
from minutegraph.loaders.reader.phrases import capitalised


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Proposed by Mrs Tarn, seconded by Mr Quill. Carried unanimously.", {"Tarn", "Quill"}),
        ("It was moved by Dr Ida Vole. Agreed.", {"Ida Vole"}),
        ("A letter came from Prof. Ada Marl. Noted.", {"Ada Marl"}),
        ("Thanks went to John P. Ferrow MBE.", {"John P. Ferrow"}),
    ],
)
def test_a_name_ends_where_its_sentence_does(text: str, people: set[str]) -> None:
    assert {found.name for found in proper_names(text, set(), capitalised(text))} == people
