"""The registry's file: what it may say, what is wrong with it, and how it is changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minutegraph.errors import RegistryError
from minutegraph.graph.resolve.ledger import Ledger
from minutegraph.graph.resolve.registry import (
    Judgement,
    Post,
    Registry,
    parse_registry,
    read_registry,
    registry_path,
)

ALL = [
    Judgement("people", "same", ("Solveig Ek", "S. Ek", "Sol Ek")),
    Judgement("people", "different", ("Ann Lee @ Boat Trust", "Ann Lee @ doc:may.md")),
    Judgement("people", "name", ("Sol Ek",), "Solveig Ek"),
    Judgement("people", "alias", ("Solveig Ek",), "no"),
    Judgement("people", "alias", ("Solveig Ek",), "Sol: the first"),
    Judgement(
        "people",
        "post",
        ("Solveig Ek",),
        Post.model_validate({"position": "Director", "from": dt.date(2021, 4, 1)}),
    ),
    Judgement("organisations", "same", ("Ministry of Boats", "Boat Office")),
    Judgement("organisations", "acronym", ("Ministry of Boats",), "MoB"),
    Judgement("organisations", "sector", ("Boat Trust",), "voluntary"),
    Judgement("organisations", "parent", ("Boat Office",), "Ministry of Boats"),
]
BY_HAND = """\
# Ours, as agreed in June.
organisations:
  acronyms:
    # so on every letter
    Ministry of Boats: MoB
people:
  same:
    - [Solveig Ek, "S. Ek"]   # her signature
    - [Ann Lee, Anne Lee]
"""


def by_name(registry: Registry) -> list[str]:
    return sorted(map(str, registry.judgements()))


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "minutes.registry.yaml"
    ledger = Ledger(path)
    for judgement in ALL:
        assert ledger.add(judgement)
        assert not ledger.add(judgement)
    ledger.save()
    assert by_name(read_registry(path)) == sorted(map(str, ALL))
    assert path.read_text().startswith("# Who is who")
    for judgement in ALL:
        assert ledger.remove(judgement)
        assert not ledger.remove(judgement)
    ledger.save()
    assert read_registry(path) == Registry()
    assert path.read_text().startswith("# Who is who")


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(BY_HAND)
    ledger = Ledger(path)
    ledger.add(Judgement("people", "alias", ("Solveig Ek",), "Sol"))
    assert ledger.remove(Judgement("people", "same", ("anne lee", "Ann Lee")))
    ledger.save()
    gone = "    - [Ann Lee, Anne Lee]\n"
    assert path.read_text() == BY_HAND.replace(gone, "  aliases:\n    Solveig Ek: [Sol]\n")


def test_of_three_that_are_the_same_one_goes(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "r.yaml")
    ledger.add(ALL[0])
    assert ledger.remove(Judgement("people", "same", ("Solveig Ek", "Sol Ek")))
    assert ledger.registry.people.same == [["Solveig Ek", "S. Ek"]]


@pytest.mark.parametrize(
    "text, message",
    [
        ("people:\n  same:\n  - [A]\n", "line 3: people.same[0]: two names or more are wanted"),
        ("people:\n  smae: []", "line 2: unknown key 'smae': did you mean 'same'?"),
        ("people:\n\n  posts:\n    A:\n    - {position: x, form: y}", "line 5: unknown key 'form'"),
        ("people: {posts: {A: [{position: x, from: soon}]}}", "a date is wanted, as in 2020-06-16"),
        ("people:\n  names:\n    ' @ x': y", "line 3: people.names. @ x: a name is wanted"),
        ("people:\n  names:\n    a: 1.10\n    b: [x]", "line 4: people.names.b: a valid string"),
        ("people: [", "not readable as YAML"),
        ("people: {}\npeople: {}", "line 2: key 'people' stands twice"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(RegistryError) as raised:
        parse_registry(text, "r.yaml")
    assert str(raised.value).startswith("r.yaml, line ")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_where_it_is() -> None:
    assert registry_path("a/minutes.kgl", None) == Path("a/minutes.registry.yaml")
    assert registry_path("neo4j://host", None) is None
    assert registry_path("neo4j://host", "who.yaml") == Path("who.yaml")
    assert read_registry(None) == Registry() == read_registry(Path("no/such/file.yaml"))


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        read_registry(tmp_path)
    with pytest.raises(RegistryError, match=r"no/r\.yaml cannot be written"):
        Ledger(tmp_path / "no" / "r.yaml").save()
    (tmp_path / "latin.yaml").write_bytes(b"people: \xe9")
    with pytest.raises(RegistryError, match="not UTF-8"):
        read_registry(tmp_path / "latin.yaml")
