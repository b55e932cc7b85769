"""Whatever minutes are written out, the same are read back: from YAML and from JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from minutegraph.loaders import load
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.structured import StructuredLoader, dump_json, dump_yaml

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "minutes"
EXAMPLES = [p for p in (ROOT / "examples").rglob("*") if p.suffix in (".yaml", ".txt")]

# What YAML, people and secretariats make of text; a plain alphabet would seldom meet these.
AWKWARD = (
    "", " ", "no", "yes", "on", "null", "Null", "~", "true", "False", "1.10", "0x1F", "0o17", "1e3",
    "19:00", "2020-06-16", "2020-06-16T10:00:00", "<<", "=", ".inf", "-", "- a", "a: b", "a:", ": a",
    "#445", "Meeting #4", "* x", "&x", "*x", "!x", "%x", "@x", "`x`", "'", '"', "it's \"so\"", "[x",
    "x]", "{x", "x}", "a, b", "?", "? x", "|", ">", "a\nb", "a\n\nb\n", "\na", "a \nb", " a\n b", "a\r\nb",
    "\t", "a\tb", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ufffe", "Žižka, Łódź – “quoted”", "😀",
    "word " * 40 + "end", "word  " * 30 + "end", " " + "word " * 40, "x" * 300, "é: " * 80,
    "# not a comment " * 20, "line of words that goes on\n" * 8, "1.1", "1", "4.5", "4", "Any other business",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(max_size=30),
    st.lists(
        st.sampled_from("the panel noted: 1.5 – it’s # agreed ' \" - , said".split(" ")),
        max_size=60,
    ).map(" ".join),
)
ordinals = st.integers(1, 10**6)


def _values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation of the model."""
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if annotation is str:
        return texts
    if annotation is int:
        return ordinals
    if annotation is bool:
        return st.booleans()
    if annotation is dt.date:
        return st.dates()
    if annotation is type(None):
        return st.none()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _models(annotation)
    arguments = get_args(annotation)
    if get_origin(annotation) is list:
        return st.lists(_values(arguments[0]), max_size=3)
    if get_origin(annotation) is dict:
        return st.dictionaries(texts, _values(arguments[1]), max_size=2)
    if hasattr(annotation, "__metadata__"):
        return _values(arguments[0])
    return st.one_of(*map(_values, arguments))


def _models(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda data: model(**data),
        st.fixed_dictionaries(
            {n: _values(f.annotation) for n, f in model.model_fields.items() if f.is_required()},
            optional={
                n: _values(f.annotation)
                for n, f in model.model_fields.items()
                if not f.is_required()
            },
        ),
    )


@st.composite
def any_minutes(draw: st.DrawFn) -> Minutes:
    """Minutes with every kind of content, its references drawn among the ordinals there are."""
    minutes: Minutes = draw(_models(Minutes))
    known: dict[str, list[int]] = {}
    for key in ("sessions", "items", "paragraphs"):
        entries = getattr(minutes, key)
        in_order = list(range(1, len(entries) + 1))
        others = st.lists(ordinals, min_size=len(entries), max_size=len(entries), unique=True)
        known[key] = draw(st.one_of(st.just(in_order), st.permutations(in_order), others))
        for entry, ordinal in zip(entries, known[key], strict=True):
            entry.ordinal = ordinal
    known["sessions"] = known["sessions"] or [1]
    sessions = st.sampled_from(known["sessions"])
    items = st.sampled_from([None, *known["items"]])
    for attendee in minutes.attendance:
        attendee.sessions = draw(st.none() | st.lists(sessions, max_size=2))
        attendee.absent_sessions = draw(st.lists(sessions, max_size=2))
    for item in minutes.items:
        item.session = draw(sessions)
    for presence in minutes.presence:
        presence.session = draw(sessions)
        presence.from_item, presence.to_item = draw(items), draw(items)
    for key in Minutes.model_fields:
        entries = getattr(minutes, key)
        for entry in entries if isinstance(entries, list) else ():
            if hasattr(entry, "item_ordinal"):
                entry.item_ordinal = draw(items)
            if hasattr(entry, "paragraph"):
                entry.paragraph = draw(st.sampled_from([None, *known["paragraphs"]]))
    return minutes


def read(text: str, name: str) -> Minutes:
    return StructuredLoader().load(SourceFile(Path(name), text.encode()))


@settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(any_minutes())
def test_nothing_is_lost(minutes: Minutes) -> None:
    assert read(dump_yaml(minutes), "minutes.yaml") == minutes
    assert read(dump_json(minutes), "minutes.json") == minutes


@settings(
    derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), max_examples=200
)
@given(st.lists(texts | st.text(" \n:#-'\"ab,[]{}>|\t\u2028\x85é😀", max_size=200), max_size=4))
def test_no_text_is_bent(some: list[str]) -> None:
    minutes = Minutes.model_validate(
        {
            "attendance": [{"name": text, "aliases": some} for text in some],
            "glossary": [{"acronym": text, "expansion": text} for text in some],
            "decisions": [{"text": text, "votes": {"names": {text: some}}} for text in some],
        }
    )
    assert read(dump_yaml(minutes), "minutes.yaml") == minutes


@pytest.mark.parametrize("path", sorted(EXAMPLES), ids=lambda p: p.name)
def test_examples_are_written_and_read_back(path: Path) -> None:
    minutes = load(path)
    assert read(dump_yaml(minutes), "minutes.yaml") == minutes
    assert read(dump_json(minutes), "minutes.json") == minutes


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the shared real minutes are not beside the repository"
)
@pytest.mark.parametrize("path", sorted(REAL.glob("*")) or [REAL], ids=lambda p: p.name)
def test_real_minutes_are_written_and_read_back(path: Path) -> None:
    minutes = load(path)
    written = dump_yaml(minutes)
    assert read(written, "minutes.yaml") == minutes
    assert dump_yaml(read(written, "minutes.yaml")) == written
