"""Searching words: the language, and that each engine finds what reading every text would."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from minutegraph import queries
from minutegraph.errors import StoreError, UsageError
from minutegraph.graph.load import load_minutes, unload
from minutegraph.graph.store import Store, Transaction, open_store
from minutegraph.graph.topics.search import search_of
from minutegraph.graph.topics.vocabulary import Vocabulary, parse_vocabulary
from minutegraph.loaders.minutes import Minutes
from minutegraph.queries.trace import texts_of, trace
from tests.queries.conftest import ENGINES

TEXTS = [
    "The café policies of the RSO, and white-paper drafts.",
    "A whitepaper; two White Papers; paper that is white.",
    "IT is what it is: the RSOs' e-mail, O'Neill’s naïve façade.",
    'a:b +x -y "quoted" \\ * ? ~2 ^4 [1 TO 2] {x} AND OR NOT && || !',
    "ﷺ ½ ﬁnance Straße STRASSE İstanbul ΣΊΣΥΦΟΣ Σίσυφος 水质 вода́",
    "Fees rose; nobody feels feeble. The fee is due.",
    "x" * 300 + " and " + "y" * 70 + " stand apart.",
    "Dredging: silt, silting and the dredging licence_2024 of 1,000.5 m³.",
    "snake_case under_score 24/045 #445 7.2.",
]
SEARCHES = [
    "cafe policy", "CAFÉ-POLICIES", "white paper", "whitepaper", "paper white", "RSO", "rso", "RSOs",
    "IT", "it", "IT AND RSO", "fee", "feel OR feeble", "fee NOT licence", "o'neill", "O’Neills",
    "naive facade", "finance", "strasse", "Istanbul", "σισυφος", "水质", "вода", "½", "ﷺ", "a:b",
    '"AND OR NOT"', '"[1 TO 2]"', "+x -y", "~2", "x AND y", "x" * 300, "x" * 299, "y" * 70, "y" * 71,
    "licence_2024", "licence", "1,000.5 m³", "snake_case", "24/045", "#445", "7.2", "dredging licence",
    "(silt OR fee) AND NOT (cafe OR dredging)", "silt dredging OR paper", "e mail", "email", "the",
    "the AND (white OR IT OR silt)", '"white paper" drafts', "“white paper” OR “nothing such”",
]  # fmt: skip


def minutes(texts: list[str], path: str = "words.txt", day: str = "2022-02-02") -> Minutes:
    """A meeting whose paragraphs say these things, one item a title."""
    return Minutes.model_validate(
        {
            "document": {"path": path},
            "body": {"name": "Words Board"},
            "meeting": {"date": day},
            "sessions": [{"ordinal": 1, "items": ["1"]}],
            "items": [
                {"ref": "1", "ordinal": 1, "title": "Übersee: naïve plans", "session": 1, "line": 1}
            ],
            "paragraphs": [
                {"ref": f"1.{n}", "ordinal": n, "item": "1", "text": text, "line": n + 1}
                for n, text in enumerate(texts, 1)
            ],
        }
    )


@pytest.fixture(scope="module", params=ENGINES)
def words(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:  # fmt: skip
    """A graph of `TEXTS`, open for writing."""
    if request.param == "neo4j":
        url = request.getfixturevalue("neo4j_url")
    else:
        url = str(tmp_path_factory.mktemp("words") / "minutes.kgl")
    with open_store(url, write=True) as store:
        load_minutes(store, [minutes(TEXTS)])
        yield store


def found(store: Store, text: str, vocabulary: Vocabulary | None = None) -> list[str]:
    return texts_of(store, search_of(text, vocabulary or Vocabulary()), "Paragraph")


def read(store: Store, text: str) -> set[str]:
    """What reading every text finds."""
    search = search_of(text, Vocabulary())
    rows = store.read("MATCH (x:Paragraph) RETURN x.key AS key, x.text AS text").rows
    return {str(row["key"]) for row in rows if search.words(str(row["text"])) is not None}


def test_an_engine_finds_what_reading_every_text_finds(words: Store) -> None:
    answered = 0
    for text in SEARCHES:
        wanted = read(words, text)
        got = found(words, text)
        assert len(got) == len(set(got)) and set(got) == wanted, text
        answered += bool(wanted)
    assert answered > len(SEARCHES) * 0.8
    headings = [row["text"] for row in trace(words, search_of("ubersee", Vocabulary()))]
    assert headings == TEXTS  # what stands under the item


def test_within_meetings_an_engine_finds_the_same(words: Store) -> None:
    load_minutes(
        words, [minutes(TEXTS), minutes([*TEXTS[3:], "Naïve."], "later.txt", "2023-03-03")]
    )
    try:
        of = [str(row["key"]) for row in words.read("MATCH (m:Meeting) RETURN m.key AS key").rows]
        assert len(of) == 2
        for text in ("plans OR naive", "fee", "dredging AND silt", "naive plans", "otter"):
            sought = search_of(text, Vocabulary()).sought
            rows = sorted(words.texts(sought), key=str)
            for some in ([of[0]], [of[1]], of, [*of, *map(str, range(3_000))], ["none"]):
                wanted = [row for row in rows if row["meeting"] in some]
                assert sorted(words.texts(sought, some), key=str) == wanted, (text, len(some))
    finally:
        unload(words, "later.txt")


def test_what_is_found_follows_what_is_loaded(words: Store) -> None:
    assert found(words, "otter") == []
    load_minutes(words, [minutes([*TEXTS[1:], "An otter."])])
    assert len(found(words, "otters")) == 1 and found(words, "cafe") == []

    class Stopped(Exception):
        """A load that is killed in the middle."""

    def broken(tx: Transaction) -> None:
        tx.write("MATCH (x:Paragraph) SET x.stems = ' badger ', x.text = 'Badgers.'")
        raise Stopped

    with pytest.raises(Stopped):
        words.transact(broken)
    assert found(words, "badger") == [] and len(found(words, "otter")) == 1
    unload(words, "words.txt")
    assert found(words, "otter") == []
    load_minutes(words, [minutes(TEXTS)])
    assert len(found(words, "cafe")) == 1 and set(found(words, "the")) == read(words, "the")


def test_a_graph_of_an_earlier_version_is_loaded_again(words: Store) -> None:
    words.write("MATCH (d:Document) SET d.fingerprint = 'before'")
    words.write("MATCH (x:Paragraph) REMOVE x.stems")
    with pytest.raises(StoreError, match="words.txt was loaded by an earlier version"):
        found(words, "cafe")
    load_minutes(words, [minutes(TEXTS)])
    assert len(found(words, "cafe")) == 1


def test_a_query_finds_words_as_an_issue_does(store: Store) -> None:
    for text in ("otter", "otters NOT banks", "count AND otters", "walls OR letter"):
        rows = queries.run(store, "said", topic=text).rows
        search = search_of(text, Vocabulary())
        every = queries.run(store, "said").rows
        assert rows == [row for row in every if search.words(str(row["text"])) is not None]
        assert rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no issue: give a topic or words"),
        ("gates AND", "gates AND: words are missing at the end"),
        ("AND gates", "words are missing before AND"),
        ("a OR OR b", "words are missing before OR"),
        ("(gates", r"\(gates: a parenthesis is not closed"),
        ("gates)", r"gates\): a parenthesis too many"),
        ("NOT gates", "NOT alone finds nothing"),
        ("gates OR NOT oak", "NOT alone finds nothing"),
        ("gates AND --", "give words to look for"),
        ("x " * 301, "longer than 300"),
    ],
)
def test_what_cannot_be_searched_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        search_of(text, Vocabulary())


def test_topics_are_operands_and_quotation_marks_are_not() -> None:
    topics = {"Dredging": {"aliases": ["silt removal", "DRG"], "not": ["dredging licence"]}}
    vocabulary = parse_vocabulary(json.dumps({"topics": topics}), "topics.yaml")
    search = search_of("dredging NOT weir", vocabulary)
    assert search.topic is None
    assert search.words("The DRG and silt removal.") == ["DRG", "silt removal"]
    assert search.words("A dredging licence.") is None
    assert search.words("The DRG at the weir.") is None
    assert search_of("silt removal", vocabulary).topic == "Dredging"
    assert search_of('"dredging"', vocabulary).words("A dredging licence.") == ["dredging"]
