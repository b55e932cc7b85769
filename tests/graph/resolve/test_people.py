"""Who is joined without a judgement and who is not: invented lists, and who is who in them."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest

from minutegraph.graph.build import build
from minutegraph.graph.resolve.candidates import candidates
from minutegraph.graph.resolve.evidence import Cast, as_text, cast_of, pack, unpack
from minutegraph.graph.resolve.identities import Resolution
from minutegraph.graph.resolve.registry import Registry
from minutegraph.loaders.minutes import Attendee, Body, DocumentInfo, MeetingInfo, Minutes

Sitting = tuple[str, str, list[str]]  # body, date, entries: "name, organisation, post"


def cast(number: int, sitting: Sitting) -> Cast:
    body, date, entries = sitting
    attendance = []
    for line, entry in enumerate(entries, 1):
        name, organisation, post = [*(part.strip() for part in entry.split(",")), "", ""][:3]
        title, _, rest = name.partition(". ")
        honorific = title if title in ("Ms", "Mr", "Cllr") else None
        attendance.append(
            Attendee(
                name=rest if honorific else name,
                honorific=honorific,
                organisation=organisation or None,
                position=post or None,
                section="Present",
                line=line,
            )
        )
    minutes = Minutes(
        document=DocumentInfo(path=f"{number}.txt"),
        body=Body(name=body),
        meeting=MeetingInfo(date=dt.date.fromisoformat(date)),
        attendance=attendance,
    )
    fragment = build(minutes, document_key=f"doc:{number}.txt", document_path=f"{number}.txt")
    text = as_text(fragment)
    assert as_text(unpack(fragment.document, pack(text))) == text
    return cast_of(fragment)


def resolved(sittings: list[Sitting], registry: str | None = None) -> Resolution:
    casts = [cast(number, sitting) for number, sitting in enumerate(sittings)]
    return Resolution(casts, Registry.model_validate_json(registry or "{}"))


def people(resolution: Resolution) -> list[list[str]]:
    """The entries of each person: number of the sitting and name."""
    return sorted(
        sorted(f"{m.at[0][4:-4]} {m.text}" for m in person.mentions)
        for person in resolution.people.persons.values()
    )


def panel(*lists: list[str], body: str = "Harbour Panel") -> list[Sitting]:
    """Meetings of one body, a month apart."""
    return [(body, f"2021-{month:02d}-05", entries) for month, entries in enumerate(lists, 1)]


TOGETHER = {
    "one name, one organisation": panel(["Ann Lee, Boat Trust"], ["Ann Lee, Boat Trust"]),
    "accents": panel(["Zoë Götz, Boat Trust"], ["Zoe Gotz, Boat Trust"]),
    "another organisation": panel(["Ann Lee, Boat Trust"], ["Ann Lee, Ministry of Boats"]),
    "another organisation and body": [
        *panel(["Ann Lee, Boat Trust"]),
        ("Canal Forum", "2022-03-01", ["Ann Lee, Ministry of Boats"]),
    ],
    "Sue is Susan": panel(["Sue Leigh, Boat Trust"], ["Susan Leigh, Boat Trust"]),
    "Sue is Susan in one body": panel(["Sue Leigh"], ["Susan Leigh"]),
    "an initial": panel(["S. Leigh, Boat Trust"], ["Susan Leigh, Boat Trust"]),
    "initials": panel(["S.M. Leigh, Boat Trust"], ["Susan Mary Leigh, Boat Trust"]),
    "a surname alone": panel(["Cllr. Leigh"], ["Susan Leigh"]),
    "a further given name": panel(["Susan M. Leigh"], ["Susan Leigh"]),
    "a letter of the surname": panel(["Tom Goetz, ESB"], ["Tom Gotz, ESB"]),
    "three forms": panel(["Charlotte Bevan"], ["Lottie Bevan"], ["C. Bevan"]),
    "two misspellings": panel(["Carl Watson"], ["Carl Watsin"], ["Carl Wataon"], ["Carl Watson"]),
    "an acronym a document defines": panel(
        ["Ann Lee, Ministry of Boats (MoB)"], ["A. Lee, MoB"]
    ),
    "a legal form": [
        *panel(["Ann Lee, Boat Works Ltd"]),
        ("Canal Forum", "2021-03-01", ["A. Lee, The Boat Works"]),
    ],
}  # fmt: skip
APART = {
    "two of one list": panel(["Ann Lee, Boat Trust", "Ann Lee, Canal Union"]),
    "two of one name, organisation and list": panel(["Ann Lee, Boat Trust, Clerk", "Ann Lee, Boat Trust, Pilot"]),
    "a short name and a long one in one list": panel(["Sue Leigh, Boat Trust", "Susan Leigh, Boat Trust"]),
    "two of one first name": panel(["Kevin Knowles, Boat Trust"], ["Kevin Phipps, Boat Trust"]),
    "an initial in another organisation and body": [
        *panel(["S. Leigh, Boat Trust"]),
        ("Canal Forum", "2021-03-01", ["Susan Leigh, Ministry of Boats"]),
    ],
    "two known given names a letter apart": panel(["Tim Oakes, Boat Trust"], ["Tom Oakes, Boat Trust"]),
    "two organisations at once, nothing in common": [
        ("Harbour Panel", "2021-01-05", ["Ann Lee, Boat Trust"]),
        ("Canal Forum", "2021-02-05", ["Ann Lee, Ministry of Canals"]),
        ("Harbour Panel", "2021-03-05", []),
        ("Harbour Panel", "2021-04-05", ["Ann Lee, Boat Trust"]),
    ],
    "a surname changed": panel(["Ann Lee, Boat Trust"], ["Ann Marsh, Boat Trust"]),
}  # fmt: skip


@pytest.mark.parametrize("case", TOGETHER)
def test_together(case: str) -> None:
    assert len(people(resolved(TOGETHER[case]))) == 1


@pytest.mark.parametrize("case", APART)
def test_apart(case: str) -> None:
    assert len(people(resolved(APART[case]))) == 2


def test_where_two_can_be_meant_neither_is() -> None:
    found = resolved(
        panel(
            ["Susan Leigh, Boat Trust", "Simon Leigh, Boat Trust"],
            ["S. Leigh, Boat Trust"],
            ["Susan Leigh, Boat Trust"],
        )
    )
    assert people(found) == [["0 Simon Leigh"], ["0 Susan Leigh", "2 Susan Leigh"], ["1 S. Leigh"]]
    pairs = [(c.one, c.other, c.reasons[0]) for c in candidates(found)]
    assert pairs == [
        ("person:s-leigh", "person:simon-leigh", "initial"),
        ("person:s-leigh", "person:susan-leigh", "initial"),
    ]


def test_a_first_name_that_several_have_is_nobodys() -> None:
    one = resolved(
        panel(["Kevin Knowles, Boat Trust"], ["Kevin, Boat Trust"], ["Kevin, Boat Trust"])
    )
    assert people(one) == [["0 Kevin Knowles", "1 Kevin", "2 Kevin"]]
    two = resolved(
        panel(
            ["Kevin Knowles, Boat Trust"],
            ["Kevin, Boat Trust"],
            ["Kevin Phipps, Boat Trust"],
            ["Kevin, Boat Trust"],
        )
    )
    assert people(two) == [["0 Kevin Knowles"], ["1 Kevin"], ["2 Kevin Phipps"], ["3 Kevin"]]
    alone = resolved(panel(["Kevin"], ["Kevin"], ["Ann"]))
    assert people(alone) == [["0 Kevin", "1 Kevin"], ["2 Ann"]]


def test_namesakes_are_told_apart_by_organisation_and_a_third_is_left_open() -> None:
    found = resolved(
        panel(
            ["Ann Lee, Boat Trust", "Ann Lee, Canal Union"],
            ["Ann Lee, Canal Union"],
            ["Ann Lee, Lock Office"],
        )
    )
    assert people(found) == [["0 Ann Lee"], ["0 Ann Lee", "1 Ann Lee"], ["2 Ann Lee"]]
    assert sorted(found.people.identities) == [
        "person:ann-lee~boat-trust",
        "person:ann-lee~canal-union",
        "person:ann-lee~lock-office",
    ]


def test_a_maiden_name_is_a_candidate_and_a_judgement_joins_it() -> None:
    sittings = APART["a surname changed"]
    (candidate,) = candidates(resolved(sittings))
    assert candidate.reasons[0] == "same given name, one surname after the other"
    same = '{"people": {"same": [["Ann Lee", "Ann Marsh"]], "names": {"Ann Lee": "Ann Marsh"}}}'
    judged = resolved(sittings, same)
    assert people(judged) == [["0 Ann Lee", "1 Ann Marsh"]]
    assert list(judged.people.identities) == ["person:ann-marsh"]


def test_judgements_that_do_not_hold_are_said() -> None:
    sittings = panel(["Ann Lee, Boat Trust", "Ann Lee, Canal Union"], ["Bo Ek, Boat Trust"])
    found = resolved(sittings, '{"people": {"same": [["Ann Lee", "Bo Ek"]]}}')
    assert len(people(found)) == 3
    assert "Ann Lee can be 2" in found.problems[0]
    told = '{"people": {"same": [["Ann Lee @ Boat Trust", "Bo Ek"]]}}'
    assert len(people(resolved(sittings, told))) == 2
    against = (
        '{"people": {"same": [["Ann Lee @ Boat Trust", "Bo Ek"]], '
        '"different": [["Bo Ek", "Ann Lee @ Boat Trust"]]}}'
    )
    found = resolved(sittings, against)
    assert len(people(found)) == 3
    assert "others say that they are different" in found.problems[0]


def test_what_was_joined_wrongly_is_taken_apart() -> None:
    sittings = TOGETHER["another organisation"]
    apart = '{"people": {"different": [["Ann Lee @ Boat Trust", "Ann Lee @ Ministry of Boats"]]}}'
    assert len(people(resolved(sittings, apart))) == 2
    apart = '{"people": {"different": [["Ann Lee", "Ann Lee @ doc:1.txt"]]}}'
    assert len(people(resolved(sittings, apart))) == 2


def test_organisations_and_bodies() -> None:
    members = ["Ann Lee, MoB", "Bo Ek, Boat Trust", "Cy Orr, Otter Society", "Di Fox, EO"]
    found = resolved(
        [
            ("Inner Harbour Steering Committee", "2021-01-05", members),
            ("Inner Harbour Steering Group", "2021-02-05", members[1:]),
            ("Canal Forum", "2021-01-05", ["Ed Ray, Ministry of Boats (MoB)"]),
            ("Canal Forum", "2021-03-05", ["Ed Ray, Minstry of Boats"]),
            ("Canal Forum", "2021-04-05", ["Ed Ray, Ministry of Boats"]),
        ]
    )
    keys = {
        found.organisations.key(c.document, o.key) for c in found.casts for o in c.organisations
    }
    assert keys == {
        "org:boat-trust", "org:canal-forum", "org:eo", "org:inner-harbour-steering-group",
        "org:ministry-of-boats", "org:otter-society",
    }  # fmt: skip


def test_an_acronym_of_two_meanings_stands_for_that_of_its_body() -> None:
    found = resolved(
        [
            ("Harbour Panel", "2021-01-05", ["Ann Lee, Environment Office (EO)"]),
            ("Canal Forum", "2021-01-05", ["Bo Ek, Education Office (EO)"]),
            ("Canal Forum", "2021-02-05", ["Cy Orr, EO"]),
            ("Third Body", "2021-02-05", ["Di Fox, EO"]),
        ]
    )
    assert found.organisations.key("doc:2.txt", "org:eo") == "org:education-office"
    assert found.organisations.key("doc:3.txt", "org:eo") == "org:eo"


def test_the_order_of_documents_plays_no_part() -> None:
    everything = [
        (f"{case} {body}", date, entries)
        for case, sittings in (TOGETHER | APART).items()
        for body, date, entries in sittings
    ]
    casts = [cast(number, sitting) for number, sitting in enumerate(everything)]
    expected = Resolution(casts, Registry())
    for seed in range(3):
        other = Resolution(random.Random(seed).sample(casts, len(casts)), Registry())
        assert other.people.keys == expected.people.keys
        assert other.shown == expected.shown
        assert candidates(other) == candidates(expected)


def test_a_document_changes_only_names_it_touches() -> None:
    sittings = list(itertools.chain(*TOGETHER.values()))
    before = resolved(sittings)
    after = resolved([*sittings, ("New Body", "2023-01-01", ["Xan Quill, New Trust"])])
    kept = {at: key for at, key in after.people.keys.items() if "xan" not in key}
    assert kept == before.people.keys
