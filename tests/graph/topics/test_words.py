"""The words of issues: what they find in texts, and the file they are kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutegraph.errors import RegistryError, UsageError
from minutegraph.graph.topics.match import Matcher
from minutegraph.graph.topics.vocabulary import VocabularyFile, parse_vocabulary


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("fee", "Fees rose, we feel; the FEE is feeble.", ["Fees", "FEE"]),
        ("café policy", "The cafe policies and CAFÉ-POLICY.", ["cafe policies", "CAFÉ-POLICY"]),
        ("white paper", "A whitepaper.", ["whitepaper"]),
        ("white paper", "The paper is white; white, they said, paper.", []),
        ("RSO", "Two RSOs met the RSO's rso.", ["RSOs", "RSO's"]),
        ("IT", "It is it that IT does.", ["IT"]),
        ("race", "A race track, a race and race tracks.", ["race"]),
        ("race", "Grace embraced the terrace.", []),
    ],
)
def test_terms_are_found_as_words(term: str, text: str, words: list[str]) -> None:
    matcher = Matcher()
    matcher.add(term)
    matcher.exclude("race track")
    assert matcher.words(text) == words


def test_a_term_within_a_longer_one_of_the_topic_says_nothing_more() -> None:
    matcher = Matcher()
    for term, topic in (("flood wall", "Walls"), ("wall", "Walls"), ("flood", "Floods")):
        matcher.add(term, topic)
    assert matcher.found("Flood walls, walls and a flood wall.") == {
        "Floods": ["Flood", "flood"],
        "Walls": ["Flood walls", "walls", "flood wall"],
    }


def test_what_is_added_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "minutes.topics.yaml"
    path.write_text("# ours\ntopics:\n  Harbour works: {}  # the whole\n", "utf-8")
    file = VocabularyFile(path)
    file.add("Dredging", ("silt removal", "DRG"), ("dredging licence",), "harbour work")
    file.add("silt removals", ("mud",), (), None)  # a word of a topic is that topic
    file.add("Mooring", (), (), None)
    with pytest.raises(UsageError, match="mud is Dredging already"):
        file.add("Mooring", ("mud",), (), None)
    with pytest.raises(UsageError, match="Dredging is Harbour works or part of it"):
        file.add("Harbour works", (), (), "Dredging")
    with pytest.raises(UsageError, match="Dredging is part of Harbour works"):
        file.drop("Harbour works")
    file.drop("Dredging", "Silt removal")
    file.merge("dredging", "Mooring")
    text = path.read_text("utf-8")
    assert "# ours" in text and "# the whole" in text
    again = VocabularyFile(path).vocabulary
    assert again == file.vocabulary
    assert again.topics["Dredging"].aliases == ("DRG", "mud", "Mooring")
    assert again.within("Harbour works") == ["Harbour works", "Dredging"]
    found = again.matcher(again.within("Harbour works"))
    assert found.words("Moorings: a dredging licence; no silt removal.") == ["Moorings"]
    file.drop("mooring")
    assert VocabularyFile(path).vocabulary.within("Harbour works") == ["Harbour works"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("topics:\n  A:\n    alias: [b]\n", "line 3: .*unknown key"),
        ("topics:\n  A:\n    aliases: [b]\n  C:\n    aliases: [B]\n", "line 4: B is A already"),
        ("topics:\n  A:\n    broader: Z\n", "line 2: A: no topic Z"),
        ("topics:\n  A:\n    aliases: ['--']\n", "line 3: "),
        ("topics: [A]\n", "line 1: "),
        ("- A\n", "line 1: "),
        ("topics:\n  A: [\n", "line"),
    ],
)
def test_a_file_that_does_not_fit_is_told_by_line(text: str, said: str) -> None:
    with pytest.raises(RegistryError, match=f"topics.yaml, {said}"):
        parse_vocabulary(text, "topics.yaml")
