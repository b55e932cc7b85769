"""Loading and unloading: what a document says comes and goes, and nothing else."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutegraph.errors import StoreError, UsageError
from minutegraph.graph.keys import document_path
from minutegraph.graph.load import LoadSummary, dump, judge, load_minutes, loaded_sha, unload
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.resolve.ledger import Ledger
from minutegraph.graph.resolve.registry import Judgement, Registry
from minutegraph.graph.store import Store
from minutegraph.loaders.minutes import Action, Minutes
from tests.graph.conftest import stated

Read = Callable[[str], Minutes]
Fresh = Callable[[], Store]
Open = Callable[[bool], Store]


def nodes(store: Store, label: str) -> dict[str, Node]:
    return {n.key: n for n in dump(store) if isinstance(n, Node) and n.label == label}


def kind(store: Store, name: str) -> list[Relationship]:
    return [r for r in dump(store) if isinstance(r, Relationship) and r.kind == name]


def paths(minutes: Sequence[Minutes]) -> list[str]:
    return [each.document.path or "" for each in minutes]


def comparable(store: Store) -> list[Node | Relationship]:
    """Everything in the graph, with the paths of documents whole: a file keeps relative ones."""
    base = store.base or Path()
    found = dump(store)
    for each in found:
        if isinstance(each, Node) and "path" in each.properties:
            each.properties["path"] = os.path.normpath(base / str(each.properties["path"]))
    return found


def loaded(store: Store, minutes: Sequence[Minutes]) -> list[Node | Relationship]:
    if minutes:
        load_minutes(store, minutes)
    return dump(store)


def test_first_load(store: Store, series: list[Minutes]) -> None:
    seen: list[tuple[int, int, str]] = []
    summary = load_minutes(store, series, on_progress=lambda *step: seen.append(step))
    counts = store.counts()
    assert [key for key in summary.added] == [
        "doc:garden.txt",
        "doc:river-2021-03-02.txt",
        "doc:river-2021-06-01.txt",
        "doc:river-2021-09-07.txt",
    ]
    assert (summary.changed, summary.removed, summary.unchanged) == ((), (), ())
    assert summary.nodes_added == sum(counts.nodes.values())
    assert summary.relationships_added == sum(counts.relationships.values())
    assert (summary.nodes_removed, summary.relationships_removed) == (0, 0)
    assert (summary.unresolved, summary.warnings) == (2, 1)
    assert [(done, of) for done, of, _ in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert seen[0][2].endswith("garden.txt")


@pytest.mark.parametrize("batch", [1, 3])
def test_batches_give_the_same_graph(
    store: Store, fresh: Fresh, series: list[Minutes], batch: int
) -> None:
    whole = fresh()
    told = load_minutes(whole, series)
    assert load_minutes(store, iter(series), batch=batch) == told
    assert comparable(store) == comparable(whole)


def test_what_ends_a_load_leaves_the_batches_before(
    opened: Open, fresh: Fresh, series: list[Minutes]
) -> None:
    def stop(place: int, total: int, path: str) -> None:
        if place == 3:
            raise StoreError("it is gone")

    store, whole = opened(True), fresh()
    expected = loaded(whole, series)
    with pytest.raises(StoreError, match="it is gone") as caught:
        load_minutes(store, series, batch=1, on_progress=stop)
    assert caught.value.__notes__ == ["2 documents are saved: load again for the others"]
    assert list(nodes(store, "Document")) == ["doc:garden.txt", "doc:river-2021-03-02.txt"]
    for document in nodes(store, "Document"):
        assert stated(dump(store), document) == stated(expected, document) != []
    summary = load_minutes(store, series)
    assert (len(summary.unchanged), len(summary.added)) == (2, 2)
    assert comparable(store) == comparable(whole)


def test_a_load_that_ended_before_its_last_batch_is_ended_by_the_next(
    opened: Open, fresh: Fresh, series: list[Minutes]
) -> None:
    """Also where that has nothing new: documents that others concern are then replaced."""
    store, whole = opened(True), fresh()
    loaded(whole, series)
    load_minutes(store, series)
    store.write("MATCH (d:Document {key: 'doc:garden.txt'}) SET d.judged = 'not yet', d.keys = ''")
    store.write("MATCH ()-[r:ATTENDED {document: 'doc:garden.txt'}]->() DELETE r")
    assert comparable(store) != comparable(whole)
    load_minutes(store, [])
    assert comparable(store) == comparable(whole)


def test_a_document_comes_once(store: Store, series: list[Minutes]) -> None:
    with pytest.raises(UsageError, match=r"garden\.txt comes a second time"):
        load_minutes(store, iter([*series, series[0]]))


def test_loading_again_changes_nothing(store: Store, series: list[Minutes]) -> None:
    before = loaded(store, series)
    summary = load_minutes(store, series)
    assert dump(store) == before
    assert len(summary.unchanged) == 4
    assert summary == LoadSummary(unchanged=summary.unchanged, unresolved=2, warnings=1)


def test_the_order_of_loading_plays_no_part(fresh: Fresh, series: list[Minutes]) -> None:
    expected = loaded(fresh(), series)
    for order in itertools.permutations(series):
        store = fresh()
        for minutes in order:
            load_minutes(store, [minutes])
        assert dump(store) == expected


def test_unloading_leaves_what_the_others_say(fresh: Fresh, series: list[Minutes]) -> None:
    for gone in range(len(series)):
        store = fresh()
        before = loaded(store, series)
        rest = series[:gone] + series[gone + 1 :]
        summary = unload(store, paths(series)[gone])
        assert dump(store) == loaded(fresh(), rest)
        assert len(summary.removed) == 1
        assert summary.nodes_removed > 0
        assert len(before) == (
            len(dump(store))
            + summary.nodes_removed
            + summary.relationships_removed
            - summary.relationships_added
        )


def test_unloading_everything_leaves_nothing(store: Store, series: list[Minutes]) -> None:
    load_minutes(store, series)
    for path in paths(series):
        unload(store, path)
    assert dump(store) == []


def test_a_changed_document_is_replaced(fresh: Fresh, read: Read, series: list[Minutes]) -> None:
    store = fresh()
    load_minutes(store, series)
    changed = read("river-2021-03-02")
    changed.meeting.venue = "Town hall"
    changed.attendance = [a for a in changed.attendance if a.name != "Max Dale"]
    changed.presence = [p for p in changed.presence if p.name != "Max Dale"]
    changed.paragraphs[1].text = "Lea Pool said nothing."
    changed.mentions = changed.mentions[:1]
    summary = load_minutes(store, [changed])
    assert summary.changed == ("doc:river-2021-03-02.txt",)
    assert summary.nodes_removed == 4  # Max Dale, the fund, its surveyor and the meeting before
    assert dump(store) == loaded(fresh(), [changed, *(m for m in series if m.meeting.date != changed.meeting.date)])  # fmt: skip
    assert load_minutes(store, [changed]).unchanged == ("doc:river-2021-03-02.txt",)


def test_a_document_that_moves_to_another_day(fresh: Fresh, read: Read, series: list[Minutes]) -> None:  # fmt: skip
    store = fresh()
    load_minutes(store, series)
    moved = read("river-2021-06-01")
    assert moved.meeting.date
    moved.meeting.date = moved.meeting.date.replace(year=2022)
    load_minutes(store, [moved])
    assert dump(store) == loaded(fresh(), [moved, *(m for m in series if m.document.path != moved.document.path)])  # fmt: skip


def variants(read: Read) -> list[Minutes]:
    """The samples, each also as it might read after somebody edited it."""
    found = []
    for name in ("garden", "river-2021-03-02", "river-2021-06-01"):
        plain, edited, twin = read(name), read(name), read(name)
        edited.document.sha256 = "edited"
        edited.attendance = list(reversed(edited.attendance[1:]))
        edited.paragraphs = edited.paragraphs[:-1]
        edited.actions = [*edited.actions, Action(text="Something new", carried_over=True)]
        twin.document.path = f"copy-of-{twin.document.path}"
        twin.paragraphs[0].text = "A copy that says something else."
        found += [plain, edited, twin]
    return found


JUDGEMENTS = (
    Judgement("people", "same", ("Jon Marsh", "Lea Pool")),
    Judgement("people", "same", ("Zoë Ford", "Ida Brook", "Ola Nagy")),
    Judgement("people", "different", ("Ida Brook", "Zoe Ford")),
    Judgement("people", "different", ("Ida Brook @ doc:river-2021-06-01.txt", "Ida Brook")),
    Judgement("people", "name", ("Zoe Ford",), "Zoë Marsh"),
    Judgement("people", "alias", ("Lea Pool",), "Max Dale"),
    Judgement("organisations", "same", ("Weir Trust", "Ford Charity")),
    Judgement("organisations", "name", ("Environment Office",), "Office of Rivers"),
    Judgement("organisations", "acronym", ("Ministry of Bridges",), "OS"),
    Judgement("organisations", "same", ("River Forum Advisory Group", "Garden Committee")),
)


def registry_of(judgements: Iterable[Judgement]) -> Registry:
    """The registry of judgements, in the order they come."""
    ledger = Ledger(Path("nowhere.yaml"))
    for judgement in judgements:
        ledger.add(judgement)
    return ledger.registry


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("load"), st.integers(0, 8)),
            st.tuples(st.just("unload"), st.integers(0, 8)),
            st.tuples(st.just("judge"), st.integers(0, len(JUDGEMENTS) - 1)),
        ),
        max_size=8,
    )
)
@settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_history_gives_the_graph_of_what_is_loaded_and_judged(
    fresh: Fresh, read: Read, steps: list[tuple[str, int]]
) -> None:
    """A judgement is made where it does not stand, and undone where it does."""
    known = variants(read)
    store = fresh()
    now: dict[str, Minutes] = {}
    standing: list[Judgement] = []
    for what, which in steps:
        registry = registry_of(standing)
        if what == "judge":
            judgement = JUDGEMENTS[which]
            (standing.remove if judgement in standing else standing.append)(judgement)
            judge(store, registry_of(standing))
            continue
        path = known[which].document.path or ""
        if what == "load":
            load_minutes(store, [known[which]], registry=registry)
            now[path] = known[which]
        elif path in now:
            unload(store, path, registry=registry)
            del now[path]
    again = fresh()
    load_minutes(again, list(now.values()), registry=registry_of(reversed(standing)))
    assert dump(store) == dump(again)


def test_undoing_a_judgement_gives_the_graph_as_it_was(store: Store, series: list[Minutes]) -> None:
    before = loaded(store, series)
    for judgement in JUDGEMENTS:
        summary = judge(store, registry_of([judgement]))
        changed = dump(store) != before
        # Two whom nothing joins are different already.
        assert changed == (judgement.of != ("Ida Brook", "Zoe Ford")), judgement
        assert summary.notes == ()
        judge(store, Registry())
        assert dump(store) == before, judgement


def test_a_graph_without_evidence_is_refused(store: Store, series: list[Minutes]) -> None:
    load_minutes(store, series[:1])
    store.write("MATCH (d:Document) REMOVE d.cast")
    with pytest.raises(StoreError, match="load the documents into a new graph"):
        load_minutes(store, series[1:])


def test_two_documents_of_one_meeting_are_put_together_and_said_so(
    fresh: Fresh, read: Read
) -> None:
    store = fresh()
    alone = loaded(store, [read("river-2021-06-01")])
    draft = read("river-2021-06-01")
    draft.document.path, draft.document.sha256 = "draft.txt", "5555"
    draft.meeting.venue, draft.meeting.mode = "Old barn", "in person"
    summary = load_minutes(store, [draft])
    both = "doc:draft.txt and doc:river-2021-06-01.txt"
    told = f"{both} record the same meeting, RFAG 2021-06-01: what they say is put together"
    assert summary.notes == (told,)
    assert len(nodes(store, "Meeting")) == 2
    meeting = nodes(store, "Meeting")["meeting:river-forum-advisory-group:2021-06-01"].properties
    assert (meeting["venue"], meeting["mode"]) == ("Boathouse", "in person")
    attended = [r for r in kind(store, "ATTENDED") if r.start[1] == "person:ida-brook"]
    assert [r.properties["document"] for r in attended] == [
        "doc:draft.txt",
        "doc:river-2021-06-01.txt",
    ]
    unload(store, "draft.txt")
    assert dump(store) == alone


def test_summaries_keep_every_document(store: Store, series: list[Minutes]) -> None:
    load_minutes(store, series)
    ida = next(
        r
        for r in kind(store, "AFFILIATED_WITH")
        if r.start[1] == "person:ida-brook" and r.end[1] == "org:weir-trust"
    ).properties
    assert ida["document"] == ["doc:river-2021-03-02.txt", "doc:river-2021-06-01.txt"]
    assert ida["line"] == [5, 4]
    assert ida["dates"] == ["2021-03-02", "2021-06-01"]
    assert ida["positions"] == ["Director", ""]
    assert ida["position"] == "Director"
    assert (str(ida["first_seen"]), str(ida["last_seen"])) == ("2021-03-02", "2021-06-01")
    zoe = {r.end[1] for r in kind(store, "AFFILIATED_WITH") if r.start[1] == "person:zoe-ford"}
    assert zoe == {"org:weir-trust", "org:harbour-trust"}
    person = nodes(store, "Person")["person:zoe-ford"]
    assert (person.name, person.properties["aliases"]) == ("Zoe Ford", ["Zoë Ford"])


def test_membership_ends_and_begins_again(store: Store, series: list[Minutes]) -> None:
    load_minutes(store, [m for m in series if "2021-09" not in (m.document.path or "")])

    def jon() -> dict[str, object]:
        found = [r for r in kind(store, "MEMBER_OF") if r.start[1] == "person:jon-marsh"]
        return dict(found[0].properties)

    assert str(jon()["ended"]) == "2021-03-02"
    load_minutes(store, [m for m in series if "2021-09" in (m.document.path or "")])
    assert "ended" not in jon()
    zoe = next(r for r in kind(store, "MEMBER_OF") if r.start[1] == "person:zoe-ford")
    assert zoe.properties["role"] == "chair"
    assert zoe.properties["roles"] == ["secretary", "chair", "chair"]


def test_meetings_follow_each_other(store: Store, series: list[Minutes]) -> None:
    load_minutes(store, [series[1], series[3]])
    body = "meeting:river-forum-advisory-group"
    assert [(r.start[1], r.end[1]) for r in kind(store, "FOLLOWS")] == [
        (f"{body}:2021-09-07", f"{body}:2021-03-02")
    ]
    load_minutes(store, [series[2]])
    assert [(r.start[1], r.end[1], r.properties["document"]) for r in kind(store, "FOLLOWS")] == [
        (f"{body}:2021-06-01", f"{body}:2021-03-02", "doc:river-2021-06-01.txt"),
        (f"{body}:2021-09-07", f"{body}:2021-06-01", "doc:river-2021-09-07.txt"),
    ]


def test_actions_carried_over_find_the_earlier_one(store: Store, series: list[Minutes]) -> None:
    load_minutes(store, series)
    action = "action:river-forum-advisory-group"
    assert [(r.start[1], r.end[1], r.properties["basis"]) for r in kind(store, "CARRIES_OVER")] == [
        (f"{action}:2021-06-01:1", f"{action}:2021-03-02:2", "number AP7, like words"),
        (f"{action}:2021-06-01:reviewed-1", f"{action}:2021-03-02:1", "number 2.2, same words"),
        (f"{action}:2021-09-07:1", f"{action}:2021-06-01:1", "same words, same owner"),
    ]


def test_meetings_only_mentioned_are_replaced_when_loaded(
    store: Store, series: list[Minutes]
) -> None:
    key = "meeting:river-forum-advisory-group:2021-03-02"
    load_minutes(store, [series[2]])
    assert nodes(store, "Meeting")[key].properties["status"] == "mentioned"
    load_minutes(store, [series[1]])
    meeting = nodes(store, "Meeting")[key].properties
    assert (meeting["status"], meeting["mode"]) == ("recorded", "video call")
    unload(store, "river-2021-03-02.txt")
    assert nodes(store, "Meeting")[key].properties["status"] == "mentioned"


def test_labels_come_and_go_with_the_documents(store: Store, read: Read) -> None:
    minutes = read("river-2021-06-01")
    load_minutes(store, [minutes])
    other = read("garden")
    other.attendance[0].name = "Lea Pool"
    load_minutes(store, [other])
    assert nodes(store, "Person")["person:lea-pool"].labels == ("Person", "Member", "Official")
    unload(store, "garden.txt")
    assert nodes(store, "Person")["person:lea-pool"].labels == ("Person", "Official")


def test_one_file_name_in_two_folders(store: Store, read: Read) -> None:
    one, other = read("garden"), read("river-2021-06-01")
    one.document.path, other.document.path = "a/notes.txt", "b/notes.txt"
    summary = load_minutes(store, [one, other])
    assert summary.added == ("doc:notes.txt", "doc:notes.txt~22222222")
    with pytest.raises(UsageError, match=r"notes\.txt can be .*a/notes\.txt or .*b/notes\.txt"):
        unload(store, "notes.txt")
    other.document.sha256 = "9999999999"
    assert load_minutes(store, [other]).changed == ("doc:notes.txt~22222222",)
    assert unload(store, "b/notes.txt").removed == ("doc:notes.txt~22222222",)


def test_minutes_of_no_file(store: Store, read: Read) -> None:
    minutes = read("river-2021-06-01")
    minutes.document.path = minutes.document.sha256 = None
    summary = load_minutes(store, [minutes])
    assert summary.added == ("doc:river-forum-advisory-group-2021-06-01",)
    assert load_minutes(store, [minutes]).unchanged == summary.added


def test_the_same_file_from_another_folder(
    store: Store, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "minutes").mkdir()
    monkeypatch.chdir(tmp_path)
    minutes = read("garden")
    minutes.document.path = "minutes/garden.txt"
    load_minutes(store, [minutes])
    assert loaded_sha(store, "minutes/garden.txt") == "4444444444444444"
    assert loaded_sha(store, "garden.txt") is None
    monkeypatch.chdir(tmp_path / "minutes")
    assert loaded_sha(store, "garden.txt") == "4444444444444444"
    minutes.document.path = "garden.txt"
    assert load_minutes(store, [minutes]).unchanged == ("doc:garden.txt",)
    document = nodes(store, "Document")["doc:garden.txt"]
    path = str(document.properties["path"])
    assert path == document_path(tmp_path / "minutes" / "garden.txt", store.base)
    assert path.startswith("/" if store.base is None else "../")


def test_unloading_what_is_not_there(store: Store, series: list[Minutes]) -> None:
    before = loaded(store, series)
    with pytest.raises(UsageError, match=r"no document river-2021-03 is loaded: near it are .*river-2021-03-02\.txt"):  # fmt: skip
        unload(store, "river-2021-03")
    with pytest.raises(UsageError, match="no document zzz is loaded$"):
        unload(store, "zzz")
    assert dump(store) == before


@pytest.mark.parametrize("by", ["doc:garden.txt", "garden.txt"])
def test_documents_are_named_by_key_or_file(store: Store, series: list[Minutes], by: str) -> None:
    load_minutes(store, series)
    assert unload(store, by).removed == ("doc:garden.txt",)


def test_a_load_that_fails_leaves_the_graph_as_it_was(store: Store, series: list[Minutes]) -> None:
    before = loaded(store, series[:2])

    def stop(done: int, of: int, path: str) -> None:
        if done == of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_minutes(store, series[2:], on_progress=stop)
    assert dump(store) == before
    assert len(load_minutes(store, series[2:]).added) == 2


def test_nothing_to_load(store: Store) -> None:
    assert load_minutes(store, []) == LoadSummary()
    assert dump(store) == []
