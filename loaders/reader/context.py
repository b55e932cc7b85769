"""What the passes over the paragraphs share: the meeting so far and who is in the room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minutegraph.loaders.minutes import Attendee, Minutes, ReaderWarning
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.names import initials_of
from minutegraph.loaders.reader.outline import Outline, ParagraphDraft
from minutegraph.loaders.reader.phrases import Capitals, capitalised
from minutegraph.loaders.reader.room import Resolved, Room
from minutegraph.loaders.reader.sentences import sentences


@dataclass(slots=True)
class Context:
    """The minutes being filled, the outline they come from, and the room.

    Attributes:
        gone: for each attendee's index, ordinal of the item after which they had left for good.
        day_first: how the document writes 03/04/2020; None where it does not show.
    """

    minutes: Minutes
    outline: Outline
    room: Room
    day_first: bool | None = None
    gone: dict[int, int] = field(default_factory=dict)
    rooms: dict[int | None, frozenset[int]] = field(default_factory=dict)
    listed: dict[int | None, frozenset[int]] = field(default_factory=dict)
    split: dict[tuple[int, int], list[tuple[int, str]]] = field(default_factory=dict)
    reported: set[tuple[str, str, int | None]] = field(default_factory=set)

    def paragraphs(self) -> Iterator[tuple[int, ParagraphDraft]]:
        """The paragraphs with their ordinals."""
        return enumerate(self.outline.paragraphs, 1)

    def item_title(self, item: int | None) -> str | None:
        """Title, else number, of an item by ordinal."""
        if item is None:
            return None
        found = self.minutes.items[item - 1]
        return found.title or found.ref

    def ref_of(self, draft: ParagraphDraft) -> str | None:
        """What facts of a paragraph are cited by: its number, else its item's title."""
        return draft.ref or self.item_title(draft.item)

    def in_room(self, item: int | None) -> frozenset[int]:
        """Indexes of the attendees who can be in the room at an item."""
        if item not in self.rooms:
            here = self._in_session(self.minutes.items[item - 1].session if item else None)
            gone = {index for index, last in self.gone.items() if item and item > last}
            self.rooms[item] = here - gone
        return self.rooms[item]

    def _in_session(self, session: int | None) -> frozenset[int]:
        """Indexes of the attendees whom the lists have in a session (None: in any)."""
        if session not in self.listed:
            self.listed[session] = frozenset(
                index
                for index, person in enumerate(self.minutes.attendance)
                if (person.sessions or person.status not in ("apologies", "absent"))
                and not (session and person.sessions is not None and session not in person.sessions)
            )
        return self.listed[session]

    def moved(self, index: int, item: int | None) -> None:
        """Note that an attendee left for good with an item, or (None) is back."""
        if item is None:
            self.gone.pop(index, None)
        else:
            self.gone[index] = item
        self.rooms.clear()

    def named(self, part: Block, shift: int = 0) -> list[tuple[int, str]]:
        """Forms of listed people in a block's text from an offset on, as (offset from there, form)."""
        if part.forms is None:
            part.forms = self.room.find(part.text, self.capitals(part))
        if not shift:
            return part.forms
        return [(start - shift, form) for start, form in part.forms if start >= shift]

    def capitals(self, part: Block) -> Capitals:
        """The capitalised words of a block's text."""
        if part.capitals is None:
            part.capitals = capitalised(part.text)
        return part.capitals

    def sentences(self, part: Block, shift: int = 0) -> list[tuple[int, str]]:
        """The sentences of a block's text from an offset on, as (offset from there, sentence)."""
        key = (id(part), shift)
        found = self.split.get(key)
        if found is None:
            found = self.split[key] = sentences(part.text[shift:])
        return found

    def who(self, text: str, item: int | None, evidence: str, line: int | None) -> Attendee | None:
        """The attendee a text means at an item; an ambiguous one is reported."""
        found = self.room.resolve(text, among=self.in_room(item), evidence=evidence)
        return self.settle(found, text, line)

    def initialled(self, written: str, item: int | None) -> Attendee | None:
        """The one person in the room whose initials these are, though no list gives them."""
        people = self.minutes.attendance
        if any(written in (p.organisation, p.unit) for p in people) or any(
            g.acronym == written for g in self.minutes.glossary
        ):
            return None
        found = [
            people[i] for i in sorted(self.in_room(item)) if initials_of(people[i].name) == written
        ]
        return found[0] if len(found) == 1 else None

    def settle(self, found: Resolved, text: str, line: int | None) -> Attendee | None:
        """The attendee of a resolution; ambiguity becomes a warning with the candidates."""
        if found.index is not None:
            return self.minutes.attendance[found.index]
        if len(found.candidates) > 1:
            names = [self.minutes.attendance[i].name for i in found.candidates]
            self.warn("ambiguous-name", f"“{text}” can be {' or '.join(names)}", line, names, text)
        return None

    def warn(
        self,
        code: str,
        message: str,
        line: int | None,
        candidates: Iterable[str] = (),
        name: str | None = None,
    ) -> None:
        """Report something once."""
        if (code, message, line) in self.reported:
            return
        self.reported.add((code, message, line))
        self.minutes.warnings.append(
            ReaderWarning(
                code=code, message=message, line=line, name=name, candidates=list(candidates)
            )
        )
