"""The reader against labels made by reading: real minutes where they are at hand, and our own."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from minutegraph.loaders import load

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RR3 = SHARED / "minutes" / "rr3-2020-06-16.txt"
needs_shared = pytest.mark.skipif(
    not RR3.is_file(), reason="the shared real minutes are not beside the repository"
)


def _fidelity() -> ModuleType:
    """The benchmark's own measures, so that tests and report cannot disagree."""
    path = ROOT / "benchmarks" / "fidelity.py"
    spec = importlib.util.spec_from_file_location("fidelity", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fidelity"] = module
    spec.loader.exec_module(module)
    return module


def _below(minutes: Path, labels: Path, bars: dict[str, float], precision: float) -> list[str]:
    """The measures of a set that miss their bar, with the figures."""
    total, each = _fidelity().measure(minutes, labels)
    assert each, f"no labelled minutes in {minutes}"
    found = []
    for measure, bar in bars.items():
        figures = total.figures(measure)
        if figures is None:
            continue
        if figures[2] < bar:
            found.append(f"{measure}: F1 {figures[2]:.3f} < {bar}")
        if measure in {"attendance", "affiliation", "owners"} and figures[0] < precision:
            found.append(f"{measure}: precision {figures[0]:.3f} < {precision}")
    return found


@needs_shared
def test_the_real_set_is_read_as_well_as_promised() -> None:
    bars = {
        "attendance": 0.98, "affiliation": 0.97, "capacity": 0.9, "items": 0.93, "actions": 0.95,
        "owners": 0.95, "decisions": 0.85, "speakers": 0.92, "date": 1.0,
    }  # fmt: skip
    assert _below(SHARED / "minutes", SHARED / "gold", bars, 0.95) == []


def test_our_own_samples_are_read_as_labelled() -> None:
    bars = {
        "attendance": 1.0, "affiliation": 1.0, "capacity": 1.0, "items": 1.0, "actions": 1.0,
        "owners": 1.0, "decisions": 0.9, "speakers": 0.95, "date": 1.0,
    }  # fmt: skip
    assert _below(ROOT / "examples" / "panel", ROOT / "tests" / "gold", bars, 0.95) == []


def test_people_and_title_matter_of_many_secretariats() -> None:
    bars = {"attendance": 0.985, "affiliation": 0.98, "capacity": 0.95, "date": 1.0}
    assert _below(ROOT / "tests" / "layouts", ROOT / "tests" / "layouts", bars, 0.98) == []


@needs_shared
class TestTheMinutesOurUserWorksWith:
    """The meeting of 16 June 2020, fact by fact."""

    @pytest.fixture(scope="class")
    def gold(self) -> dict[str, object]:
        path = SHARED / "gold" / "rr3-2020-06-16.txt.gold.json"
        loaded: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        return loaded

    def test_every_measure(self, tmp_path: Path) -> None:
        labels = tmp_path / "gold"
        labels.mkdir()
        name = "rr3-2020-06-16.txt.gold.json"
        (labels / name).write_bytes((SHARED / "gold" / name).read_bytes())
        bars = {
            "attendance": 1.0, "affiliation": 1.0, "capacity": 1.0, "items": 1.0, "actions": 1.0,
            "owners": 1.0, "decisions": 0.9, "speakers": 0.97, "date": 1.0,
        }  # fmt: skip
        assert _below(SHARED / "minutes", labels, bars, 1.0) == []

    def test_paragraphs_per_item(self, gold: dict[str, object]) -> None:
        minutes = load(RR3)
        counts: dict[str, int] = {}
        for paragraph in minutes.paragraphs:
            counts[str(paragraph.item)] = counts.get(str(paragraph.item), 0) + 1
        assert counts == gold["paragraph_counts"]
        assert len({p.ref for p in minutes.paragraphs}) == 46

    def test_sentences_cut_by_page_breaks_are_whole(self) -> None:
        texts = {p.ref: p.text for p in load(RR3).paragraphs}
        assert "for their continued engagement" in texts["1.1"]
        assert "an orderly transition" in texts["2.4"]
        assert "challenge, evidence-based" in texts["6.1"]

    def test_who_was_in_the_room_item_by_item(self) -> None:
        minutes = load(RR3)
        counts = {
            item.ref: sum(
                1
                for p in minutes.presence
                if p.from_item and p.to_item and p.from_item <= item.ordinal <= p.to_item
            )
            for item in minutes.items
        }
        assert counts == {
            "1": 24, "2": 24, "3": 24, "4": 24, "5": 24, "6": 23, "7": 20, "8": 20, "9": 13,
        }  # fmt: skip

    def test_who_left_when(self, gold: dict[str, list[dict[str, object]]]) -> None:
        said = [(m.ref, sorted(m.names)) for m in load(RR3).movements]
        stated = [d for d in gold["departures"] if d["text"]]
        want = [(d["ref"], sorted(d["people"])) for d in stated]  # type: ignore[call-overload]
        assert said == want

    def test_two_sessions_under_three_headings(self) -> None:
        sessions = load(RR3).sessions
        assert [s.items for s in sessions] == [[str(n) for n in range(1, 9)], ["9"]]
        assert [len(s.headings) for s in sessions] == [2, 1]

    def test_short_names_are_who_they_must_be(self) -> None:
        mentions = {(m.ref, m.as_written): m.name for m in load(RR3).mentions if m.kind == "person"}
        assert mentions["6.6", "Chris"] == "Chris Taylor"
        assert mentions["6.6", "Sue"] == "Susan Leeming"
        assert mentions["3.3", "Sue Leeming"] == "Susan Leeming"
        assert mentions["8.5", "Anne"] == "Anne Fox"

    def test_outstanding_actions_and_membership(self) -> None:
        minutes = load(RR3)
        assert [(a.ref, a.status, a.carried_over) for a in minutes.reviewed_actions] == [
            ("9.2", "outstanding", True),
            ("9.2", "outstanding", True),
        ]
        assert [(c.ref, c.name, c.change) for c in minutes.membership_changes] == [
            ("9.13", "Mike Pattinson", "leaves")
        ]

    def test_acronyms(self) -> None:
        glossary = {g.acronym: g.expansion for g in load(RR3).glossary}
        assert glossary["HMPPS"] == "HM Prisons and Probation Service"
        assert glossary["SIG"] == "special interest group"
        assert glossary["BAME"] == "black, Asian and minority ethnic people"

    def test_people_met_only_in_the_text(self, gold: dict[str, list[dict[str, str]]]) -> None:
        minutes = load(RR3)
        listed = {a.name for a in minutes.attendance}
        only = {m.name for m in minutes.mentions if m.kind == "person"} - listed
        want = {p["name"] for p in gold["people_mentioned_only"]} - listed
        assert only == want

    def test_every_line_is_accounted_for(self) -> None:
        minutes = load(RR3)
        written = RR3.read_text(encoding="utf-8").split("\n")
        assert minutes.coverage.lines == sum(1 for line in written if line.strip())
        assert minutes.coverage.not_understood == []
        assert minutes.warnings == []


@needs_shared
@pytest.mark.parametrize(
    "path", sorted((SHARED / "minutes").glob("*")) or [RR3], ids=lambda p: p.name
)
def test_every_fact_stands_in_the_source(path: Path) -> None:
    """Nothing invented: each citation is a line of the file, and names are written in it."""
    minutes = load(path)
    lines = path.read_text(encoding="utf-8-sig").split("\n")  # as editors count lines
    everything = " ".join(" ".join(lines).split())
    for facts in (minutes.attendance, minutes.actions, minutes.decisions, minutes.mentions):
        for fact in facts:
            assert fact.line is not None and lines[fact.line - 1].strip(), fact
    for attendee in minutes.attendance:
        assert attendee.name in everything, attendee
        assert attendee.organisation is None or attendee.organisation in everything
    total = minutes.coverage
    assert total.lines == sum(1 for line in lines if line.strip())
    assert total.understood + len(total.not_understood) == total.lines
