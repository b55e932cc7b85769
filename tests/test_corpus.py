"""The corpus of the benchmarks: what its text says is what its rows say, whoever reads it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from minutegraph import loaders
from minutegraph.loaders.minutes import Minutes
from tests import made


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    return made.corpus()


def facts(minutes: Minutes) -> dict[str, list[tuple[object, ...]]]:
    """What matters to the graph, in an order of its own."""
    found: dict[str, list[tuple[object, ...]]] = {
        "body": [(minutes.body.name, minutes.body.acronym, minutes.meeting.date)],
        "attendance": [
            (a.name, a.organisation, a.position, a.capacity, a.status, a.aliases, a.line)
            for a in minutes.attendance
        ],
        "items": [(i.ordinal, i.ref, i.title, i.line) for i in minutes.items],
        "paragraphs": [(p.ref, p.text, p.item_ordinal, p.line) for p in minutes.paragraphs],
        "speakers": [(s.ref, s.name, s.as_written) for s in minutes.speakers],
        "actions": [(a.ref, a.text, a.owners, a.due, a.status) for a in minutes.actions],
        "reviewed": [(a.ref, a.text, a.owners, a.status) for a in minutes.reviewed_actions],
        "decisions": [(d.ref, d.text, d.by) for d in minutes.decisions],
        "movements": [(m.names, m.kind, m.item_ordinal) for m in minutes.movements],
        "mentions": [(m.ref, m.kind, m.name) for m in minutes.mentions],
    }
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def test_text_and_rows_say_the_same(corpus: ModuleType, tmp_path: Path) -> None:
    """With enough meetings that somebody leaves early and an action is carried over."""
    told: set[str] = set()
    for meeting in corpus.meetings(24, bodies=2, paragraphs=40):
        file = tmp_path / Path(meeting.path).name
        file.write_text(meeting.text, "utf-8")
        read = loaders.load(file)
        assert facts(read) == facts(meeting.minutes), meeting.text
        assert read.coverage.not_understood == []
        assert read.document.sha256 == meeting.minutes.document.sha256
        told |= {name for name, rows in facts(read).items() if rows}
    assert told == facts(read).keys()


def test_a_longer_corpus_begins_like_a_shorter_one(corpus: ModuleType) -> None:
    """And another seed gives another."""
    short = [meeting.text for meeting in corpus.meetings(6, bodies=3, paragraphs=20)]
    long = [meeting.text for meeting in corpus.meetings(9, bodies=3, paragraphs=20)]
    other = [meeting.text for meeting in corpus.meetings(6, bodies=3, paragraphs=20, seed=8)]
    assert long[:6] == short
    assert not set(other) & set(short)


def test_posts_change_and_people_stay(corpus: ModuleType) -> None:
    """Over ten years of one body: some stay, some go, some change their post."""
    posts: dict[str, set[str]] = {}
    seen: list[set[str]] = []
    for meeting in corpus.meetings(90, bodies=1, paragraphs=9):
        seen.append({a.name for a in meeting.minutes.attendance})
        for entry in meeting.minutes.attendance:
            if entry.position:
                posts.setdefault(entry.name, set()).add(entry.position)
    assert len(seen[0] & seen[8]) > len(seen[0]) * 0.6
    assert len(seen[0] & seen[-1]) < len(seen[0]) * 0.6
    assert any(len(held) > 1 for held in posts.values())
