"""What a person says in the registry that no document does: parent organisations, posts with dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from minutegraph.graph.derive import update
from minutegraph.graph.model import Relationship, Value
from minutegraph.graph.resolve.identities import Resolution
from minutegraph.graph.resolve.registry import Judgement, Post, Registry
from minutegraph.graph.store.base import Transaction

Find = Callable[[str], list[str]]

_SOURCE = "the registry"

_KNOWN = """
MATCH (:Organisation)-[r:PART_OF]->(:Organisation) RETURN r AS r
UNION ALL
MATCH (:Person)-[r:HOLDS_POST]->(:Organisation) RETURN r AS r
"""


class Given(NamedTuple):
    """The relationships of the registry, and which of its entries give none, one line each."""

    relationships: list[Relationship]
    problems: list[str]


def given(registry: Registry, resolution: Resolution) -> Given:
    """PART_OF and HOLDS_POST between people and organisations that documents speak of."""
    found: list[Relationship] = []
    problems: list[str] = []

    def one(find: Find, text: str, said: str) -> str | None:
        keys = find(text)
        if len(keys) > 1:
            problems.append(
                f"{said}: {text} can be {len(keys)} by what the documents say: "
                "write “@ organisation” or “@ doc:file” behind the name"
            )
        elif not keys and not said.endswith(f" of {text}"):  # else it is of other documents
            problems.append(f"{said}: no document speaks of {text}")
        return keys[0] if len(keys) == 1 else None

    for judgement in registry.judgements():
        of, value = judgement.of[0], judgement.value
        if judgement.verb == "parent":
            said = f"parent of {of}"
            child = one(resolution.organisations.found, of, said)
            parent = one(resolution.organisations.found, str(value), said) if child else None
            if child and parent and child != parent:
                ends = ("Organisation", child), ("Organisation", parent)
                found.append(Relationship(ends[0], "PART_OF", ends[1], {"source": _SOURCE}))
        elif judgement.verb == "post" and isinstance(value, Post):
            found += _post(judgement, value, resolution, one, problems)
    return Given(found, problems)


def write_given(tx: Transaction, wanted: list[Relationship]) -> int:
    """Bring PART_OF and HOLDS_POST up to date; how many were created."""

    def known() -> Iterator[Relationship]:
        for row in tx.read(_KNOWN).rows:
            assert isinstance(row["r"], Relationship)
            yield row["r"]

    return update(tx, known(), wanted)


def _post(
    judgement: Judgement,
    post: Post,
    resolution: Resolution,
    one: Callable[[Find, str, str], str | None],
    problems: list[str],
) -> Iterator[Relationship]:
    said = f"post {post.position} of {judgement.of[0]}"
    person = one(resolution.people.found, judgement.of[0], said)
    if person is None:
        return
    if post.organisation is None:
        problems.append(f"{said}: say of which organisation")
        return
    organisation = one(resolution.organisations.found, post.organisation, said)
    if organisation is None:
        return
    properties: dict[str, Value] = {"position": post.position, "source": _SOURCE}
    if post.since:
        properties["since"] = post.since
    if post.until:
        properties["until"] = post.until
    yield Relationship(("Person", person), "HOLDS_POST", ("Organisation", organisation), properties)
