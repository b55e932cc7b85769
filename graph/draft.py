"""A fragment in the making: its nodes and relationships so far, and where facts stand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from pathlib import PurePosixPath

from minutegraph.graph import keys
from minutegraph.graph.cast import Organisation, Organisations, People, Person
from minutegraph.graph.model import Fragment, Node, Relationship, Value, filled
from minutegraph.graph.schema import schema
from minutegraph.loaders import minutes as model

Place = tuple[str, str]  # main label and key
Stated = model._Stated
InText = model._InText | model.Paragraph

_SHOWN = 72  # characters of a text in a name


class Draft:
    """What one document says so far.

    Attributes:
        items, paragraphs: by ordinal, with their nodes.
        room: by session, who is there (key) from which item's ordinal to which.
    """

    def __init__(self, minutes: model.Minutes, document: str, path: str) -> None:
        self.minutes = minutes
        self.document = document
        self.path = path
        self.file = PurePosixPath(path).name
        self.organisations = Organisations(minutes, document)
        self.people = People(minutes, self.organisations)
        self.date = minutes.meeting.date
        self.body = self.organisations.body
        self.meeting = self.meeting_of(self.date)
        self.nodes: dict[Place, Node] = {}
        self.relationships: dict[tuple[object, ...], Relationship] = {}
        self.sessions: dict[int, Place] = {}
        self.items: dict[int, tuple[Place, model.Item]] = {}
        self.paragraphs: dict[int, tuple[Place, model.Paragraph]] = {}
        self._sources: dict[tuple[int | None, int | None, str | None], str] = {}
        self._here: dict[int, list[str]] = {}
        self.room: dict[int, list[tuple[str, int | None, int | None]]] = defaultdict(list)

    @cached_property
    def places(self) -> set[str | None]:
        """What numbers and titles the document gives its paragraphs and items."""
        found = {paragraph.ref for paragraph in self.minutes.paragraphs}
        for item in self.minutes.items:
            found |= {item.ref, item.title}
        return found

    def fragment(self) -> Fragment:
        """All of it."""
        return Fragment(self.document, list(self.nodes.values()), list(self.relationships.values()))

    def meeting_of(self, date: dt.date | None) -> Place:
        """The body's meeting of a day."""
        body = self.body.name if self.body else None
        if (
            body
            and keys.names_no_body(body)
            and self.body
            and self.body.acronym in (None, "", body)
        ):
            body = None
        return "Meeting", keys.meeting_key(body, date, self.document)

    def key(self, kind: str, part: str | int) -> str:
        """Key of something in the meeting."""
        return keys.part_key(kind, self.meeting[1], part)

    def node(self, place: Place, properties: dict[str, Value], *also: str) -> Place:
        """Note a node; what is empty is left out."""
        label, key = place
        self.nodes[place] = Node((label, *also), key, filled(properties))
        return place

    def relate(
        self,
        start: Place,
        kind: str,
        end: Place,
        at: Stated | None,
        ref: str | None = None,
        **properties: Value,
    ) -> None:
        """State a relationship, with where; said twice, the first place counts.

        Args:
            ref: how the source names the paragraph or item.
        """
        line, page = (at.line, at.page) if at else (None, None)
        identity = schema().kinds[kind].identity
        name = (
            (start, kind, end, *(properties.get(each) for each in identity))
            if identity
            else (start, kind, end)
        )
        if name in self.relationships:
            return
        properties["document"] = self.document
        properties["line"], properties["page"] = line, page
        properties["source"] = self.source(line, page, ref)
        self.relationships[name] = Relationship(start, kind, end, filled(properties))

    def summarise(self, start: Place, kind: str, end: Place, at: Stated, **entry: str) -> None:
        """State this document's entry of a summary; what is said first counts."""
        known = self.relationships.get((start, kind, end))
        if known is None:
            lists: dict[str, Value] = {
                "document": [self.document],
                "line": [at.line or 0],
                "source": [self.source(at.line, at.page)],
                "dates": [self.date.isoformat() if self.date else ""],
                **{name: [value] for name, value in entry.items()},
            }
            self.relationships[start, kind, end] = Relationship(start, kind, end, lists)
            return
        for name, value in entry.items():
            if known.properties[name] == [""]:
                known.properties[name] = [value]

    def source(self, line: int | None, page: int | None, ref: str | None = None) -> str:
        """Where a fact stands, to be read: file, page or else line, paragraph or item."""
        # Several facts stand in one place: they share one text.
        found = self._sources.get((line, page, ref))
        if found is None:
            where = f"page {page}" if page else f"line {line}" if line else None
            found = ", ".join(part for part in (self.file, where, ref) if part)
            self._sources[line, page, ref] = found
        return found

    def item_of(self, stated: InText) -> model.Item | None:
        """The item of a paragraph or fact: by ordinal, else by the number or title it gives."""
        if stated.item_ordinal in self.items:
            return self.items[stated.item_ordinal or 0][1]
        named = stated.item if isinstance(stated, model.Paragraph) else stated.ref
        fits = [
            item for _, item in self.items.values() if named and named in (item.ref, item.title)
        ]
        return fits[0] if len(fits) == 1 else None

    def place_of(self, stated: model._InText) -> tuple[Place | None, str | None]:
        """Paragraph, else item, that a fact stands in, and how a source names it."""
        found = self.paragraphs.get(stated.paragraph or 0)
        if found is None and stated.ref:
            fits = [both for both in self.paragraphs.values() if both[1].ref == stated.ref]
            found = fits[0] if len(fits) == 1 else None
        if found:
            place, paragraph = found
            return place, paragraph.ref or item_ref(self.item_of(paragraph))
        item = self.item_of(stated)
        return (self.items[item.ordinal][0] if item else None), item_ref(item)

    def here(self, stated: model._InText) -> list[str]:
        """Keys of those in the room where a fact stands."""
        paragraph = self.paragraphs.get(stated.paragraph or 0)
        item = self.item_of(stated) or (self.item_of(paragraph[1]) if paragraph else None)
        if item is None:
            return [key for room in self.room.values() for key, _, _ in room]
        if item.ordinal not in self._here:
            self._here[item.ordinal] = [
                key
                for key, start, end in self.room[item.session]
                if (start or 0) <= item.ordinal <= (end or item.ordinal)
            ]
        return self._here[item.ordinal]


def place(who: Person | Organisation) -> Place:
    """The node of a person or organisation."""
    return type(who).__name__, who.key


def item_ref(item: model.Item | None) -> str | None:
    """How a source names an item."""
    if item is None:
        return None
    return f"item {item.ref}" if item.ref else short(item.title) or f"item {item.ordinal}"


def short(text: str | None) -> str:
    """The start of a text on one line, cut between words."""
    line = " ".join((text or "").split())
    if len(line) <= _SHOWN:
        return line
    return line[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + " …"
