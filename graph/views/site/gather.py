"""From the records of meetings, one after another, to what they say of each person and thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from minutegraph.graph.views.record import Named, Presence, Record, Task
from minutegraph.graph.views.site.model import About, Brief, Life, Passage, Stay, Step


def lives_of(actions: Iterable[Step]) -> dict[str, str]:
    """For each action's key that of the first of the same, followed back through the meetings."""
    before = {step.key: step.before for step in actions}
    first: dict[str, str] = {}
    for key in before:
        trail: list[str] = []
        at = key
        while at not in first:
            trail.append(at)
            earlier = before.get(at)
            if earlier is None or earlier not in before or earlier in trail:
                first[at] = at
                break
            at = earlier
        for each in trail:
            first[each] = first[at]
    return first


class Gathered:
    """What has been read so far.

    Attributes:
        about: by (label, key); bodies are organisations here.
        briefs: by key of the meeting.
        decided: decisions by key of the body.
        recorded_in: meetings by key of the document.
    """

    def __init__(self, first: Mapping[str, str]) -> None:
        self.about: dict[tuple[str, str], About] = defaultdict(About)
        self.briefs: dict[str, Brief] = {}
        self.recorded_in: dict[str, list[str]] = defaultdict(list)
        self._first = first
        self._steps: dict[str, list[tuple[object, Named, Task]]] = defaultdict(list)

    def take(self, record: Record) -> None:
        """One meeting more."""
        self.briefs[record.key] = Brief(
            record.node,
            record.date,
            record.body,
            len(record.people),
            len(record.decisions),
            len(record.tasks),
            [item.name for item in record.items],
        )
        for document in record.documents:
            self.recorded_in[document.key].append(record.key)
        self._statements(record)
        self._room(record)
        for decided in record.decisions:
            passage = Passage(
                record.date,
                record.node,
                "Decision",
                decided.key,
                None,
                decided.text,
                decided.source,
            )
            for topic in decided.topics:
                self.about["Topic", topic.key].passages.append(passage)
        for task in record.tasks:
            life = self._first.get(task.key, task.key)
            self._steps[life].append((record.date, record.node, task))
            for owner in task.owners:
                _once(self.about[owner.label, owner.key].lives, life)
            for topic in task.topics:
                _once(self.about["Topic", topic.key].lives, life)

    def _statements(self, record: Record) -> None:
        came_for: dict[str, list[str]] = defaultdict(list)
        for stay in record.presences:
            if stay.organisation_key:
                _once(came_for[stay.person.key], stay.organisation_key)
        for each in record.statements:
            if not (each.speakers or each.mentions or each.topics):
                continue
            passage = Passage(
                record.date, record.node, "Paragraph", each.key, each.ref, each.text, each.source,
                each.speakers,
            )  # fmt: skip
            for speaker in each.speakers:
                self.about["Person", speaker.key].said.append(passage)
            for key in dict.fromkeys(k for who in each.speakers for k in came_for[who.key]):
                self.about["Organisation", key].said.append(passage)
            for other in each.mentions:
                self.about[other.label, other.key].mentioned.append(passage)
            for topic in each.topics:
                self.about["Topic", topic.key].passages.append(passage)

    def _room(self, record: Record) -> None:
        chairs = {chair.key for chair in record.chairs}
        notes = {one.key for one in record.note_takers}
        sent: dict[tuple[str, str], list[Presence]] = defaultdict(list)
        for stay in record.presences:
            how = [stay.status or "present"]
            how += ["in the chair"] if stay.person.key in chairs else []
            how += ["took the notes"] if stay.person.key in notes else []
            self.about["Person", stay.person.key].stays.append(
                Stay(
                    record.date, record.node, ", ".join(how), _as_what(stay), _items(record, stay),
                    stay.as_written, stay.basis, stay.source,
                )
            )  # fmt: skip
            if stay.organisation_key:
                sent["Organisation", stay.organisation_key].append(stay)
        listed = {stay.person.key for stay in record.presences}
        for key, how_else in [(key, "in the chair") for key in sorted(chairs)] + [
            (key, "took the notes") for key in sorted(notes - chairs)
        ]:
            if key not in listed:
                self.about["Person", key].stays.append(
                    Stay(record.date, record.node, how_else, "", "", None, None, "")
                )
        for apology in record.apologies:
            how_else = "apologies" + (f": {apology.reason}" if apology.reason else "")
            as_what = ", ".join(word for word in (apology.position, apology.organisation) if word)
            self.about["Person", apology.person.key].stays.append(
                Stay(
                    record.date, record.node, how_else, as_what, "", apology.as_written, None,
                    apology.source,
                )
            )  # fmt: skip
        for whom, stays in sent.items():
            people = list(dict.fromkeys(stay.person for stay in stays))
            self.about[whom].stays.append(
                Stay(
                    record.date, record.node, "represented", "", "", None, None, stays[0].source,
                    people,
                )
            )  # fmt: skip

    def of(self, label: str, key: str) -> About:
        """What the meetings say of one of them; a new one, empty, where they say nothing."""
        return self.about.get((label, key)) or About()

    def close(self) -> None:
        """No more meetings come: put what there is in order, the latest meeting first."""
        for about in self.about.values():
            for passages in (about.said, about.mentioned, about.passages):
                passages.sort(key=_day, reverse=True)
            about.stays.sort(key=_day, reverse=True)

    def lives(self) -> dict[str, Life]:
        """All actions through the meetings, by key of their first step."""
        found = {}
        for key, steps in self._steps.items():
            steps.sort(key=lambda step: (str(step[0] or ""), step[2].key))
            found[key] = Life(key, steps)  # type: ignore[arg-type]
        return found


def _day(each: Passage | Stay) -> tuple[str, str]:
    return str(each.date or ""), each.meeting.key


def _once(keys: list[str], key: str) -> None:
    if key not in keys:
        keys.append(key)


def _as_what(stay: Presence) -> str:
    words = (stay.position, stay.organisation)
    listed = ", ".join(word for word in words if word)
    return f"{stay.capacity}: {listed}" if stay.capacity and listed else stay.capacity or listed


def _items(record: Record, stay: Presence) -> str:
    """Which items a stay covers, where it is not all of them."""
    if stay.from_item is None or stay.to_item is None:
        return ""
    own = [item.ordinal for item in record.items if item.session == stay.session]
    if own and stay.from_item <= min(own) and stay.to_item >= max(own):
        several = len(record.sessions) > 1
        return (
            next((s.name for s in record.sessions if s.key == stay.session), "") if several else ""
        )
    if stay.from_item == stay.to_item:
        return f"item {stay.from_item}"
    return f"items {stay.from_item} to {stay.to_item}"
