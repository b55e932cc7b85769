"""What the graph says of one person or organisation."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Literal

from minutegraph.errors import UsageError
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.resolve.registry import Judgement, Post, Ref, Registry
from minutegraph.graph.store.base import Row, Store
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.near import DRAWN, left_out, near
from minutegraph.graph.views.palette import kind_of
from minutegraph.graph.views.profile import (
    Counted,
    Presence,
    Profile,
    Role,
    Statement,
    Task,
    Written,
    render,
)
from minutegraph.queries.evidence import evidence
from minutegraph.queries.output import plain
from minutegraph.queries.query import parse

Of = Literal["person", "organisation"]
# Judgements in words, each with its place in the registry, by the folded names they are of.
Judged = Mapping[tuple[Of, str], Sequence[tuple[int, str]]]

SHOWN = 25  # statements, mentions and actions on the page
READ = 1000  # of each counted at most

_LABELS: dict[Of, str] = {"person": "Person", "organisation": "Organisation"}
_RELATIONS = {
    "AFFILIATED_WITH": ("belongs to", "belongs to it"),
    "MEMBER_OF": ("sits on", "sits on it"),
    "HOLDS_POST": ("holds the post, as judged", "holds the post, as judged"),
}


def person_page(store: Store, given: Mapping[str, str], *, registry: Registry) -> str:
    """The page of the person that `given["name"]` means; raises as `profile`."""
    return render(profile(store, "person", given["name"], registry))


def organisation_page(store: Store, given: Mapping[str, str], *, registry: Registry) -> str:
    """The page of the organisation or body that `given["name"]` means; raises as `profile`."""
    return render(profile(store, "organisation", given["name"], registry))


def find(store: Store, of: Of, wanted: str) -> str:
    """The key of the one that a key, name or alias means.

    Raises:
        UsageError: none or several fit; the message lists them.
    """
    rows = _rows(store, f"{of}-find", {of: wanted, "limit": None})
    if not rows:
        raise UsageError(
            f"{store.url} has no {of} that fits {wanted}: `minutegraph info` says what there is"
        )
    for fit in (0, 1, 2):
        fits = [row for row in rows if row["fit"] == fit]
        if len(fits) == 1 and (fit < 2 or len(rows) == 1):
            return str(fits[0]["key"])
        if fits and fit < 2:
            rows = fits
            break
    listed = "; ".join(_candidate(row) for row in rows[:8])
    more = " and others" if len(rows) > 8 else ""
    raise UsageError(f"{wanted} can be {listed}{more}: give the key, or more of the name")


def profile(store: Store, of: Of, wanted: str, registry: Registry | None = None) -> Profile:
    """Everything the page of a person or organisation shows.

    Args:
        wanted: key, name, part of the name, alias or acronym.
        registry: judgements about who is who; none are shown where it is None.

    Raises:
        UsageError: none or several fit; the message lists them.
    """
    return profile_of(store, of, find(store, of, wanted), registry)


def profile_of(store: Store, of: Of, key: str, registry: Registry | None = None) -> Profile:
    """The same of the one with that key.

    Raises:
        UsageError: the graph has none.
    """
    label = _LABELS[of]
    nodes, _ = collect(_rows(store, "profile-near", {"keys": [key]}))
    centre = next((node for node in nodes if (node.label, node.key) == (label, key)), None)
    if centre is None:
        raise UsageError(f"{store.url} has no {of} with the key {key}")
    roles = roles_of(_rows(store, "profile-roles", {"key": key}), of)
    presences = _presences(_rows(store, f"{of}-meetings", {"key": key}))
    asked = {"key": key, "limit": READ}
    said = [_statement(row) for row in _rows(store, f"{of}-said", asked)]
    actions = [_task(row) for row in _rows(store, "profile-actions", asked)]
    mentions = [_statement(row) for row in _rows(store, "profile-mentions", asked)]
    written = written_of(evidence(store, key), of)
    aliases = _listed(centre.properties, "aliases")
    names = [centre.name, *aliases, *(each.text for each in written)]
    known: Judged = judgements_by_name(registry) if registry else {}
    lists: dict[str, Sequence[object]] = {"said": said, "actions": actions, "mentions": mentions}
    return Profile(
        label=label,
        kind=kind_of(centre),
        key=key,
        name=centre.name,
        facts=facts_of(centre.properties),
        other_names=aliases,
        roles=tuple(roles),
        presences=tuple(presences),
        said=tuple(said[:SHOWN]),
        actions=tuple(actions[:SHOWN]),
        mentions=tuple(mentions[:SHOWN]),
        written=tuple(written),
        judgements=judged(known, of, names),
        may_be=_listed(centre.properties, "may_be"),
        left_out=left_out(label, roles, presences),
        near=_near(store, of, centre, roles, presences),
        counts={
            name: Counted(len(found), min(len(found), SHOWN), more=len(found) == READ)
            for name, found in lists.items()
        },
    )


def _rows(store: Store, name: str, given: Mapping[str, object]) -> list[Row]:
    file = files("minutegraph.queries").joinpath("views", f"{name}.cypher")
    return store.read(parse(name, file.read_text("utf-8")).text, **given).rows


def _candidate(row: Row) -> str:
    of = row["organisations"]
    belongs = f" of {of[0]}" if isinstance(of, list) and of else ""
    return f"{row['name']}{belongs} ({row['key']})"


def _text(row: Row, column: str) -> str:
    return plain(row.get(column))


def _day(value: object) -> dt.date | None:
    if isinstance(value, str):
        return dt.date.fromisoformat(value) if value else None
    return value if isinstance(value, dt.date) else None


def _listed(properties: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = properties.get(name)
    return tuple(str(part) for part in value) if isinstance(value, list) else ()


def facts_of(properties: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What a page says first of a person or organisation with these properties."""
    shown = (
        ("honorific", "Honorific"),
        ("post_nominals", "Post-nominals"),
        ("acronym", "Acronym"),
        ("sector", "Sector"),
        ("sector_basis", "Sector because"),
    )
    found = ((label, plain(properties.get(name))) for name, label in shown)
    return tuple((label, words) for label, words in found if words)


def roles_of(rows: Sequence[Row], of: Of) -> list[Role]:
    """A period for each post stated; where another is stated than before, the next begins.

    Args:
        rows: of queries/views/profile-roles.cypher.
    """
    roles = []
    for row in rows:
        words = _RELATIONS[str(row["relation"])][of == "organisation"]
        sources = row["sources"] if isinstance(row["sources"], list) else [row["sources"]]
        dates = row["dates"] if isinstance(row["dates"], list) else []
        positions = row["positions"] if isinstance(row["positions"], list) else []
        if row["relation"] == "HOLDS_POST":
            periods = [(0, 0, _day(row["since"]), _day(row["until"]))]
        else:
            periods = [
                (first, last, _day(dates[first]), _day(dates[last]))
                for first, last in _periods([str(each or "") for each in positions], len(dates))
            ]
        for number, (start, end, first, last) in enumerate(periods):
            stated = [str(each) for each in positions[start : end + 1] if each]
            roles.append(
                Role(
                    relation=words,
                    label=str(row["label"]),
                    key=str(row["key"]),
                    name=_text(row, "name"),
                    position=stated[0] if stated else "",
                    first=first,
                    last=last,
                    ended=_day(row["ended"]) if number == len(periods) - 1 else None,
                    sources=tuple(str(each) for each in sources[start : end + 1] if each),
                )
            )
    return sorted(
        roles, key=lambda role: (role.first or dt.date.max, role.relation, role.name, role.position)
    )


def _periods(positions: Sequence[str], count: int) -> list[tuple[int, int]]:
    """First and last statement of each post; one that states none goes on with the post before."""
    begins = [0]
    now = positions[0] if positions else ""
    for place in range(1, count):
        said = positions[place] if place < len(positions) else ""
        if said and now and said != now:
            begins.append(place)
        now = said or now
    return list(zip(begins, [*(each - 1 for each in begins[1:]), count - 1], strict=True))


def _presences(rows: Sequence[Row]) -> list[Presence]:
    """The latest meeting first; what several documents state alike is one, with all its sources."""
    found: dict[Presence, list[str]] = {}
    for each in map(_presence, rows):
        found.setdefault(replace(each, source=""), []).append(each.source)
    alike = [
        replace(each, source="; ".join(dict.fromkeys(sources))) for each, sources in found.items()
    ]
    # Sorting is stable: within a meeting the order of the query stays.
    return sorted(
        sorted(alike, key=lambda each: each.key),
        key=lambda each: each.date or dt.date.min,
        reverse=True,
    )


def _presence(row: Row) -> Presence:
    parts = [_text(row, name) for name in ("capacity", "position", "organisation")]
    first, last = _text(row, "from_item"), _text(row, "to_item")
    return Presence(
        date=_day(row["date"]),
        key=_text(row, "meeting_key"),
        name=_text(row, "meeting"),
        session=_text(row, "session"),
        how=_text(row, "how") or "present",
        as_what=", ".join(part for part in parts if part),
        items=first if first == last else f"{first} to {last}",
        quote=_text(row, "as_written"),
        basis=_text(row, "basis"),
        source=_text(row, "source"),
    )


def _statement(row: Row) -> Statement:
    return Statement(
        date=_day(row["date"]),
        meeting_key=_text(row, "meeting_key"),
        meeting=_text(row, "meeting"),
        item=_text(row, "item"),
        ref=_text(row, "ref"),
        key=_text(row, "key"),
        text=_text(row, "text"),
        who=_text(row, "who"),
        as_written=_text(row, "as_written"),
        source=_text(row, "source"),
    )


def _task(row: Row) -> Task:
    return Task(
        date=_day(row["date"]),
        meeting_key=_text(row, "meeting_key"),
        meeting=_text(row, "meeting"),
        key=_text(row, "key"),
        text=_text(row, "text"),
        state=_text(row, "state") or "unclear",
        due=_text(row, "due"),
        as_written=_text(row, "as_written") or _text(row, "role"),
        source=_text(row, "source"),
    )


def written_of(rows: Sequence[Row], of: Of) -> list[Written]:
    """The forms of the name, most often first; an organisation's people are no forms of it.

    Args:
        rows: of queries/evidence.cypher.
    """
    found: dict[tuple[str, str], Written] = {}
    for row in rows:
        if of == "organisation" and row["organisation"] is not None:
            continue
        place = (_text(row, "written"), _text(row, "organisation"))
        times = row["times"]
        known = found.get(place)
        count = (times if isinstance(times, int) else 1) + (known.times if known else 0)
        source = known.source if known else _text(row, "source")
        found[place] = Written(*place, count, source)
    return sorted(found.values(), key=lambda each: (-each.times, each.text, each.organisation))


def judgements_by_name(registry: Registry) -> Judged:
    """What the registry says, as a reader understands it."""
    found: dict[tuple[Of, str], list[tuple[int, str]]] = defaultdict(list)
    for place, judgement in enumerate(registry.judgements()):
        of: Of = "person" if judgement.kind == "people" else "organisation"
        for name in {Ref.parse(each).name.casefold() for each in judgement.of}:
            found[of, name].append((place, _said(judgement)))
    return found


def judged(known: Judged, of: Of, names: Iterable[str]) -> tuple[str, ...]:
    """What was judged about any of the names, in the order of the registry."""
    folded = {name.casefold() for name in names}
    found = {one for name in folded for one in known.get((of, name), ())}
    return tuple(text for _, text in sorted(found))


def _said(judgement: Judgement) -> str:
    several = " and ".join(judgement.of)
    if judgement.verb in ("same", "different"):
        return f"{several} are {'one' if judgement.verb == 'same' else 'different'}"
    if judgement.verb == "unsure":
        return f"{several}: not sure whether they are one"
    value = judgement.value
    if isinstance(value, Post):
        since = f" from {value.since}" if value.since else ""
        until = f" until {value.until}" if value.until else ""
        at = f", {value.organisation}" if value.organisation else ""
        return f"{several} holds the post {value.position}{at}{since}{until}"
    return f"the {judgement.verb} of {several} is {value}"


def _near(
    store: Store, of: Of, centre: Node, roles: Sequence[Role], presences: Sequence[Presence]
) -> tuple[tuple[Node, ...], tuple[Relationship, ...]]:
    asked = {"key": centre.key, "limit": DRAWN["company"]}
    company = [
        (str(row["key"]), int(str(row["sessions"]))) for row in _rows(store, f"{of}-company", asked)
    ]
    places, links = near((centre.label, centre.key), roles, presences, company)
    keys = list(dict.fromkeys(key for _, key in places))
    nodes, among = collect(_rows(store, "profile-near", {"keys": keys}))
    return tuple(nodes), (*among, *links)
