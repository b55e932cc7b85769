"""A static site of the whole graph: a few linear queries a kind, whatever its size."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from minutegraph.errors import UsageError
from minutegraph.graph.model import Node, filled
from minutegraph.graph.resolve.registry import Registry
from minutegraph.graph.store import Store
from minutegraph.graph.views import co_attendance as sits
from minutegraph.graph.views import issue as paths
from minutegraph.graph.views import sector_government as meets
from minutegraph.graph.views.links import Links
from minutegraph.graph.views.record import Named
from minutegraph.graph.views.site.build import Summary, build
from minutegraph.graph.views.site.folder import same
from minutegraph.graph.views.site.model import (
    RELATIONS,
    Drawing,
    Sitting,
    Step,
    Thing,
    Tie,
    World,
)
from minutegraph.graph.views.site.program import program
from minutegraph.queries.analysis import everybody
from minutegraph.queries.shown import co_attendance, issue, sector_government
from minutegraph.queries.shown.everybody import (
    company_of_organisations,
    company_of_people,
    profiles,
)
from minutegraph.queries.shown.records import records

_RELATIONS = {kind: words for words, kind in RELATIONS.items()}


def publish(
    store: Store,
    folder: Path,
    *,
    name: str = "Minutes",
    registry: Registry | None = None,
    start: Callable[[int], Callable[[], object]] = lambda _: lambda: None,
) -> Summary:
    """Write the site of a graph to a folder.

    Where the graph's file, the program and the site's files are what they were at the last time,
    nothing is read or rendered.

    Args:
        folder: empty, or one that holds a site already: what is the same is not written again,
            and pages of what is gone are removed.
        name: what the site is called on each page.
        registry: judgements about who is who; none are shown where it is None.
        start: called with the number of pages, about; gives what is called after each.

    Raises:
        UsageError: the graph holds nothing, or the folder holds other things.
        MinutegraphError: the folder cannot be written.
    """
    made_from = _made_from(store, name, registry)
    if made_from and (kept := same(folder, made_from)):
        return Summary(written=0, unchanged=kept[0], removed=0, bytes=kept[1])
    world = read_world(store, registry)
    if not world.meetings:
        raise UsageError(f"{store.url} has no meeting: `minutegraph load` brings one")
    world = replace(world, drawings=_drawings(store, world))
    each = records(store, world.recorded)
    step = start(world.pages)
    return build(world, each, folder, name=name, made_from=made_from, step=step)


def _made_from(store: Store, name: str, registry: Registry | None) -> str | None:
    """What stands for all that decides the site; None where that cannot be told."""
    judgements = list(registry.judgements()) if registry else []
    parts = (store.state(), program(), name, judgements)
    if None in parts[:2]:
        return None
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read_world(store: Store, registry: Registry | None = None) -> World:
    """Everything that has a page."""

    def rows(name: str) -> list[dict[str, Any]]:
        file = files("minutegraph.queries").joinpath("views", "site", f"{name}.cypher")
        return store.read(file.read_text("utf-8")).rows

    people, organisations, ties = rows("people"), rows("organisations"), rows("ties")
    nodes = [*map(_person_node, people), *map(_organisation_node, organisations)]
    sat = everybody(store, {})
    return World(
        people=_by_name([_person(row) for row in people]),
        organisations=_by_name([_organisation(row) for row in organisations]),
        bodies=frozenset(row["key"] for row in organisations if row["body"]),
        topics=_by_name([_topic(row) for row in rows("topics")]),
        documents=_by_name([_document(row) for row in rows("documents")]),
        meetings=[
            Sitting(row["key"], row["name"], row["date"], row["body"], row["status"] == "recorded")
            for row in rows("meetings")
        ],
        actions=[Step(row["key"], row["text"], row["before"]) for row in rows("actions")],
        ties=[_tie(row) for row in ties],
        parts=[(row["part"], row["whole"]) for row in rows("parts")],
        profiles=profiles(nodes, ties, rows("written"), registry),
        company={**company_of_people(sat), **company_of_organisations(rows("represented"))},
    )


def _drawings(store: Store, world: World) -> list[Drawing]:
    """The views of the whole and of each issue; what would be empty is left out."""
    found = []
    with suppress(UsageError):
        met = _later(meets.render, sector_government.sector_government(store, {}))
        found.append(Drawing("sector-government", "Who meets whom: the sector and government", met))
    with suppress(UsageError):
        sat = _later(sits.render, co_attendance.co_attendance(store, {}))
        found.append(Drawing("co-attendance", "Who sits with whom", sat))
    for topic in world.topics:
        with suppress(UsageError):
            path = _later(paths.render, issue.issue(store, {"issue": topic.name}))
            found.append(Drawing(topic.name, topic.name, path, topic.key))
    return found


def _later(render: Callable[..., str], data: object) -> Callable[[Links], str]:
    return lambda links: render(data, links=links)


def _by_name(things: list[Thing]) -> list[Thing]:
    return sorted(things, key=lambda thing: (thing.name.casefold(), thing.key))


def _facts(*pairs: tuple[str, object]) -> list[tuple[str, str]]:
    return [
        (what, "; ".join(map(str, value)) if isinstance(value, list) else str(value))
        for what, value in pairs
        if value not in (None, "", [])
    ]


def _person(row: dict[str, Any]) -> Thing:
    kind = "official" if row["official"] else "member" if row["member"] else ""
    return Thing("Person", row["key"], row["name"], also=row["aliases"] or [], kind=kind)


def _person_node(row: dict[str, Any]) -> Node:
    roles = [label for label in ("Member", "Official") if row[label.lower()]]
    return Node(("Person", *roles), row["key"], filled(row))


def _organisation(row: dict[str, Any]) -> Thing:
    also = [word for word in (row["acronym"], *(row["aliases"] or [])) if word]
    return Thing("Organisation", row["key"], row["name"], also=also, kind=row["sector"] or "")


def _organisation_node(row: dict[str, Any]) -> Node:
    further = ("Body",) if row["body"] else ()
    return Node(("Organisation", *further), row["key"], filled(row))


def _topic(row: dict[str, Any]) -> Thing:
    return Thing(
        "Topic",
        row["key"],
        row["name"],
        _facts(
            ("Words", row["aliases"]),
            ("Not meant by", row["unlike"]),
            ("Part of", row["broader"]),
            ("Near to", row["related"]),
        ),
        row["aliases"] or [],
    )


def _document(row: dict[str, Any]) -> Thing:
    return Thing(
        "Document",
        row["key"],
        row["name"],
        _facts(
            ("Title", row["heading"]),
            ("File", row["file"]),
            ("Date", row["date"]),
            ("Kind", row["media_type"]),
            ("Pages", row["pages"]),
            ("SHA-256", row["sha256"]),
        ),
        [row["heading"]] if row["heading"] else [],
    )


def _tie(row: dict[str, Any]) -> Tie:
    sources = row["sources"] or []
    return Tie(
        Named("Person", row["person"], row["person_name"]),
        Named("Organisation", row["organisation"], row["organisation_name"]),
        _RELATIONS[row["relation"]],
        row["position"] or "",
        row["first"],
        row["last"],
        row["ended"],
        list(dict.fromkeys(sources if isinstance(sources, list) else [sources])),
    )
