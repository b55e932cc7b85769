"""The pages that list: the home page, and everything of a kind, in parts where it is much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from minutegraph.graph.views.record import Named
from minutegraph.graph.views.site.gather import Gathered
from minutegraph.graph.views.site.model import Life, World
from minutegraph.graph.views.site.pages import Pages, excerpt

AT_ONCE = 500  # rows of a page
FRONT = 10  # meetings and actions on the home page
Row = Sequence[Any]  # text, a number, nodes to link, or {"state": word}


class Lists:
    """What is listed, by kind."""

    def __init__(
        self, world: World, gathered: Gathered, lives: Mapping[str, Life], pages: Pages
    ) -> None:
        self.world, self.gathered, self.pages_of = world, gathered, pages
        self.briefs = sorted(
            gathered.briefs.values(),
            key=lambda brief: (str(brief.date or ""), brief.meeting.key),
            reverse=True,
        )
        order = {"open": 0, "carried": 0, "unclear": 1}
        self.lives = sorted(
            sorted(lives.values(), key=lambda life: (str(life.last or ""), life.key), reverse=True),
            key=lambda life: order.get(life.latest.state, 2),
        )

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """All of them: path and content."""
        yield self._home()
        world = self.world
        roles: dict[str, list[Named]] = {}
        for tie in sorted(world.ties, key=lambda tie: str(tie.last or ""), reverse=True):
            if tie.relation == "belongs to":
                roles.setdefault(tie.person.key, []).append(tie.organisation)
        yield from self._list(
            "people", "People", ["Name", "Belongs to", "Meetings", "Spoke in", "Actions"],
            [self._person(thing.node, thing.key, roles) for thing in world.people],
            lambda row: row[0][0].name,
        )  # fmt: skip
        for folder, heading, bodies in (
            ("bodies", "Bodies", True),
            ("organisations", "Organisations", False),
        ):
            own = [each for each in world.organisations if (each.key in world.bodies) == bodies]
            yield from self._list(
                folder, heading,
                ["Name", "Meetings" if bodies else "Seen at meetings", "Mentioned", "Actions"],
                [self._organisation(each.node, bodies) for each in own],
                lambda row: row[0][0].name,
            )  # fmt: skip
        if world.topics:
            yield from self._list(
                "issues", "Issues", ["Name", "Words", "Passages", "Actions"],
                [
                    [
                        [each.node], "; ".join(each.also),
                        len(self.gathered.of("Topic", each.key).passages),
                        len(self.gathered.of("Topic", each.key).lives),
                    ]
                    for each in world.topics
                ],
                lambda row: row[0][0].name,
            )  # fmt: skip
        mentioned = [m for m in world.meetings if m.key not in self.gathered.briefs]
        yield from self._list(
            "meetings", "Meetings", ["Date", "Meeting", "People", "Decisions", "Actions"],
            [
                [str(b.date or "no date"), [b.meeting], b.people, b.decisions, b.actions]
                for b in self.briefs
            ]
            + [
                [str(m.date or "no date"), [Named("Meeting", m.key, m.name)], "mentioned only", "", ""]
                for m in mentioned
            ],
            lambda row: row[0],
        )  # fmt: skip
        yield from self._list(
            "actions", "Actions", ["State", "Action", "Owners", "Due", "Last seen"],
            [
                [
                    {"state": life.latest.state},
                    [Named("Action", life.key, excerpt(life.text))], life.owners,
                    life.latest.due or "", str(life.last or "no date"),
                ]
                for life in self.lives
            ],
            lambda row: f"{row[0]['state']} {row[4]}",
        )  # fmt: skip
        yield from self._list(
            "documents", "Documents", ["Document", "Minutes of"],
            [
                [
                    [each.node],
                    [self.gathered.briefs[key].meeting for key in self.gathered.recorded_in[each.key]],
                ]
                for each in world.documents
            ],
            lambda row: row[0][0].name,
        )  # fmt: skip

    def _person(self, node: Named, key: str, roles: Mapping[str, list[Named]]) -> Row:
        about = self.gathered.of("Person", key)
        there = {stay.meeting.key for stay in about.stays if not stay.how.startswith("apologies")}
        belongs = list(dict.fromkeys(roles.get(key, [])))
        return [[node], belongs, len(there), len(about.said), len(about.lives)]

    def _organisation(self, node: Named, body: bool) -> Row:
        about = self.gathered.of("Organisation", node.key)
        held = sum(b.body is not None and b.body.key == node.key for b in self.briefs)
        return [[node], held if body else len(about.stays), len(about.mentioned), len(about.lives)]

    def _list(
        self,
        folder: str,
        heading: str,
        columns: Sequence[str],
        rows: Sequence[Row],
        begins: Callable[[Row], str],
    ) -> Iterator[tuple[str, bytes]]:
        """The pages of one list; `begins` gives what a page is called after by its first row."""
        parts = [rows[start : start + AT_ONCE] for start in range(0, len(rows) or 1, AT_ONCE)]
        names = ["index.html", *(f"index-{number}.html" for number in range(2, len(parts) + 1))]
        for place, part in enumerate(parts):
            pages = [
                (names[number], excerpt(begins(each[0]), 24), number == place)
                for number, each in enumerate(parts)
                if each
            ]
            path = f"{folder}/{names[place]}"
            yield path, self.pages_of.page(
                path, "list", heading, note=f"{len(rows):,} in all", columns=columns, rows=part,
                pages=pages,
            )  # fmt: skip

    def _home(self) -> tuple[str, bytes]:
        world = self.world
        days = [str(brief.date) for brief in self.briefs if brief.date]
        note = f"From {min(days)} to {max(days)}" if days else "No meeting has a date"
        held: dict[str, int] = {}
        last: dict[str, Any] = {}
        for brief in self.briefs:
            if brief.body:
                held[brief.body.key] = held.get(brief.body.key, 0) + 1
                last.setdefault(brief.body.key, brief)
        bodies = [
            (each.node, held[each.key], last[each.key])
            for each in world.organisations
            if each.key in held
        ]
        counts = [
            (len(self.briefs), "meetings", "meetings/index.html"),
            (len(world.people), "people", "people/index.html"),
            (
                len(world.organisations) - len(world.bodies),
                "organisations",
                "organisations/index.html",
            ),
            (len(self.lives), "actions", "actions/index.html"),
        ]
        topics = [
            (each.node, len(self.gathered.of("Topic", each.key).passages)) for each in world.topics
        ]
        still = [life for life in self.lives if life.latest.state in ("open", "carried")]
        page = self.pages_of.page(
            "index.html", "home", self.pages_of.name, note=note, scripts=["search.js"],
            bodies=bodies, counts=counts, latest=self.briefs[:FRONT], open=still[:FRONT],
            topics=topics,
            drawings=[
                (each.words, f"views/{each.name}.html")
                for each in world.drawings
                if each.topic is None
            ],
        )  # fmt: skip
        return "index.html", page
