"""Builds the site: meeting after meeting as they come, then what they say of everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from minutegraph.graph.views.attendance import Attendance, of_body, of_meeting
from minutegraph.graph.views.meeting import of_record
from minutegraph.graph.views.record import Named, Record
from minutegraph.graph.views.site.addresses import Addresses, relative, stem
from minutegraph.graph.views.site.folder import SiteFolder
from minutegraph.graph.views.site.gather import Gathered, lives_of
from minutegraph.graph.views.site.lists import Lists
from minutegraph.graph.views.site.model import Drawing, Life, Thing, World
from minutegraph.graph.views.site.networks import networks
from minutegraph.graph.views.site.pages import Pages, assets, excerpt
from minutegraph.graph.views.site.profiles import Profiles
from minutegraph.graph.views.site.search import Hit, Index, Text

COLUMNS = 40  # meetings in the attendance of a body
OPEN = ("open", "carried", "unclear")


@dataclass(frozen=True, slots=True)
class Summary:
    """Files of a site: how many of each fate, and the bytes of all that it has now."""

    written: int
    unchanged: int
    removed: int
    bytes: int


def build(
    world: World,
    records: Iterable[Record],
    folder: Path,
    *,
    name: str,
    made_from: str | None = None,
    step: Callable[[], object] = lambda: None,
) -> Summary:
    """Write the site.

    Args:
        records: of the meetings of `world.recorded`, in that order.
        folder, made_from: see `SiteFolder`.
        name: of the site.
        step: called `World.pages` times, or nearly.
    """
    with SiteFolder(folder, made_from) as out:
        site = _Site(world, out, name)
        for record in records:
            site.meeting(record)
            step()
        site.finish(step)
    return Summary(out.written, out.unchanged, out.removed, out.bytes)


class _Site:
    def __init__(self, world: World, out: SiteFolder, name: str) -> None:
        self.world, self.out = world, out
        self.first = lives_of(world.actions)
        self.gathered = Gathered(self.first)
        self.index = Index()
        self.profiles = Profiles(world)
        self.addresses = _addresses(world, self.first)
        self.sittings = {each.key: each for each in world.meetings}
        self.rooms: dict[str, Attendance] = {}
        self.drawn: set[str] = set()
        self._body: list[Record] = []
        self._earlier: set[str] = set()
        sections = [("Bodies", "bodies"), ("Meetings", "meetings"), ("People", "people")]
        sections += [("Organisations", "organisations")]
        sections += [("Issues", "issues")] if world.topics else []
        sections += [("Actions", "actions"), ("Documents", "documents")]
        self.pages = Pages(
            self.addresses, name, [(word, f"{folder}/index.html") for word, folder in sections]
        )

    def meeting(self, record: Record) -> None:
        """The page of a meeting, and what it says kept for other pages."""
        path = self.addresses.of("Meeting", record.key)
        self.addresses.place_all(path, dict(_anchors(record)))
        self.gathered.take(record)
        self._of_body(record)
        room = of_meeting(record) if record.presences or record.apologies else None
        self.out.put(
            path,
            self.pages.page(
                path, "meeting", record.name, over="Meeting", scripts=["filter.js"],
                record=record, data=of_record(record), room=room,
                before=self._beside(path, record.before), after=self._beside(path, record.after),
            ),
        )  # fmt: skip
        texts = [Text(s.anchor, "", s.ref or "", s.text) for s in record.statements]
        texts += [Text(d.anchor, "decision", "", d.text) for d in record.decisions]
        texts += [Text(t.anchor, "action", t.ref or "", t.text) for t in record.tasks]
        self.out.put(
            *self.index.meeting(record.key, record.name, str(record.date or ""), path, texts)
        )

    def _beside(self, path: str, key: str | None) -> tuple[str, str] | None:
        if key is None or ("Meeting", key) not in self.addresses.paths:
            return None
        sitting = self.sittings[key]
        return (
            relative(path, self.addresses.of("Meeting", key)),
            str(sitting.date or sitting.name),
        )

    def _of_body(self, record: Record) -> None:
        """Records come body by body: the matrix of one is made when the next begins."""
        if self._body and self._body[-1].body != record.body:
            self._close_body()
        bare = [replace(s, text="", mentions=(), topics=()) for s in record.statements]
        self._body.append(replace(record, statements=bare, items=()))
        if len(self._body) > COLUMNS:
            first = self._body.pop(0)
            if first.date:
                self._earlier.update(each.person.key for each in first.presences)
                self._earlier.update(each.person.key for each in first.apologies)

    def _close_body(self) -> None:
        body = self._body[-1].body if self._body else None
        if body:
            self.rooms[body.key] = of_body(body, self._body, earlier=self._earlier)
        self._body, self._earlier = [], set()

    def finish(self, step: Callable[[], object]) -> None:
        """Everything but the meetings."""
        self._close_body()
        self.gathered.close()
        for body, render in networks(self.world):
            self.drawn.add(body.key)
            page = self.addresses.of("Body", body.key)
            path = _drawing(page)
            self.out.put(path, render(self.pages.around(path, (body.name, page))).encode())
        for drawing in self.world.drawings:
            path, back = self._path_of(drawing), None
            if drawing.topic:
                back = (drawing.words, self.addresses.of("Topic", drawing.topic))
            self.out.put(path, drawing.render(self.pages.around(path, back)).encode())
        lives = self.gathered.lives()
        for pages in (
            self._people(lives),
            self._organisations(lives),
            self._topics(lives),
            self._actions(lives),
            self._documents(),
        ):
            for path, content in pages:
                self.out.put(path, content)
                step()
        for pages in (
            self._mentioned(),
            Lists(self.world, self.gathered, lives, self.pages).pages(),
            self.index.files(self._hits(lives)),
            assets(),
        ):
            for path, content in pages:
                self.out.put(path, content)

    def _path_of(self, drawing: Drawing) -> str:
        if drawing.topic is None:
            return f"views/{drawing.name}.html"
        return f"views/issues/{self.addresses.of('Topic', drawing.topic).rpartition('/')[2]}"

    def _people(self, lives: dict[str, Life]) -> Iterator[tuple[str, bytes]]:
        ties = defaultdict(list)
        for tie in self.world.ties:
            ties[tie.person.key].append(tie)
        for thing in self.world.people:
            path = self.addresses.of("Person", thing.key)
            about = self.gathered.of("Person", thing.key)
            own = sorted(ties[thing.key], key=lambda tie: str(tie.last or ""), reverse=True)
            there = {s.meeting.key for s in about.stays if not s.how.startswith("apologies")}
            yield path, self.pages.page(
                path, "person", thing.name, over=thing.kind.capitalize() or "Person",
                shown=self.profiles.of(thing, about), about=about, ties=own, there=len(there),
                lives=_latest(about.lives, lives),
            )  # fmt: skip

    def _organisations(self, lives: dict[str, Life]) -> Iterator[tuple[str, bytes]]:
        briefs = defaultdict(list)
        for brief in self.gathered.briefs.values():
            if brief.body:
                briefs[brief.body.key].append(brief)
        names = {thing.key: thing.node for thing in self.world.organisations}
        wholes, parts = defaultdict(list), defaultdict(list)
        for part, whole in self.world.parts:
            wholes[part].append(names[whole])
            parts[whole].append(names[part])
        unrecorded = defaultdict(list)
        for sitting in self.world.meetings:
            if not sitting.recorded and sitting.body:
                unrecorded[sitting.body].append(Named("Meeting", sitting.key, sitting.name))
        still_open = defaultdict(list)
        for life in lives.values():
            body = self.gathered.briefs[life.steps[-1][1].key].body
            if body and life.latest.state in OPEN:
                still_open[body.key].append(life.key)
        for thing in self.world.organisations:
            path = self.addresses.of("Organisation", thing.key)
            about = self.gathered.of("Organisation", thing.key)
            held = sorted(
                briefs[thing.key], key=lambda b: (str(b.date or ""), b.meeting.key), reverse=True
            )
            yield path, self.pages.page(
                path, "organisation", thing.name, over=_kind(thing, self.world),
                scripts=["filter.js"], shown=self.profiles.of(thing, about), about=about,
                wholes=wholes[thing.key], parts=parts[thing.key], briefs=held,
                drawing=relative(path, _drawing(path)) if thing.key in self.drawn else None,
                mentioned_meetings=unrecorded[thing.key], room=self.rooms.get(thing.key),
                room_note=f"The latest {COLUMNS} meetings." if len(held) > COLUMNS else None,
                open=_latest(still_open[thing.key], lives), lives=_latest(about.lives, lives),
            )  # fmt: skip

    def _topics(self, lives: dict[str, Life]) -> Iterator[tuple[str, bytes]]:
        drawn = {each.topic: self._path_of(each) for each in self.world.drawings if each.topic}
        for thing in self.world.topics:
            path = self.addresses.of("Topic", thing.key)
            about = self.gathered.of("Topic", thing.key)
            yield path, self.pages.page(
                path, "topic", thing.name, over="Issue", thing=thing, about=about,
                drawing=relative(path, drawn[thing.key]) if thing.key in drawn else None,
                lives=_latest(about.lives, lives),
            )  # fmt: skip

    def _actions(self, lives: dict[str, Life]) -> Iterator[tuple[str, bytes]]:
        for key, life in lives.items():
            path = self.addresses.of("Action", key)
            anchors = {task.key: stem(task.key) for _, _, task in life.steps}
            heading = excerpt(life.text, 160)
            yield (
                path,
                self.pages.page(path, "action", heading, over="Action", life=life, anchors=anchors),
            )

    def _documents(self) -> Iterator[tuple[str, bytes]]:
        for thing in self.world.documents:
            path = self.addresses.of("Document", thing.key)
            briefs = [self.gathered.briefs[key] for key in self.gathered.recorded_in[thing.key]]
            yield (
                path,
                self.pages.page(
                    path, "document", thing.name, over="Document", thing=thing, briefs=briefs
                ),
            )

    def _mentioned(self) -> Iterator[tuple[str, bytes]]:
        for sitting in self.world.meetings:
            if sitting.key not in self.gathered.briefs:
                path = self.addresses.of("Meeting", sitting.key)
                about = self.gathered.of("Meeting", sitting.key)
                yield (
                    path,
                    self.pages.page(path, "mentioned", sitting.name, over="Meeting", about=about),
                )

    def _hits(self, lives: dict[str, Life]) -> Iterator[Hit]:
        things = [
            *self.world.people, *self.world.organisations, *self.world.topics,
            *self.world.documents,
        ]  # fmt: skip
        for thing in things:
            kind = _kind(thing, self.world) if thing.label == "Organisation" else thing.label
            more = thing.kind if thing.label != "Organisation" else ""
            yield Hit(
                "Issue" if kind == "Topic" else kind, thing.name,
                self.addresses.of(thing.label, thing.key), more, thing.also,
            )  # fmt: skip
        for sitting in self.world.meetings:
            path = self.addresses.of("Meeting", sitting.key)
            yield Hit("Meeting", sitting.name, path, str(sitting.date or ""))


def _addresses(world: World, first: dict[str, str]) -> Addresses:
    addresses = Addresses()
    keys = [thing.key for thing in world.organisations]
    addresses.give("Organisation", [key for key in keys if key not in world.bodies])
    addresses.give("Body", [key for key in keys if key in world.bodies])
    addresses.give("Person", [thing.key for thing in world.people])
    addresses.give("Topic", [thing.key for thing in world.topics])
    addresses.give("Document", [thing.key for thing in world.documents])
    addresses.give("Meeting", [each.key for each in world.meetings])
    addresses.give("Action", set(first.values()))
    for key, root in first.items():
        if key != root:
            addresses.place("Action", key, addresses.of("Action", root), stem(key))
    return addresses


def _anchors(record: Record) -> Iterator[tuple[tuple[str, str], str]]:
    for label, things in (
        ("Session", record.sessions if len(record.sessions) > 1 else ()),
        ("AgendaItem", record.items),
        ("Paragraph", record.statements),
        ("Decision", record.decisions),
        ("Task", record.tasks),
    ):
        for thing in things:
            yield (label, thing.key), record.anchors[thing.key]


def _drawing(path: str) -> str:
    """Path of the network of a body whose page has the path given."""
    return f"networks/{path.rpartition('/')[2]}"


def _latest(keys: list[str], lives: dict[str, Life]) -> list[Life]:
    own = [lives[key] for key in keys]
    own.sort(key=lambda life: (str(life.last or ""), life.key), reverse=True)
    return sorted(own, key=lambda life: life.latest.state not in OPEN)


def _kind(thing: Thing, world: World) -> str:
    return "Body" if thing.key in world.bodies else "Organisation"
