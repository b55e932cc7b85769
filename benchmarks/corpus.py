"""A seeded corpus of invented minutes, of any size: bodies that meet for years, and what becomes of it.

    python benchmarks/corpus.py --meetings 1000 corpus/            Markdown files, a folder a body
    python benchmarks/corpus.py --meetings 1000 --rows rows/       the same as structured minutes

Members serve for years and officials for shorter; people change posts and organisations; some sit on
several bodies; apologies are sent, officials come for some items and leave; topics persist over many
meetings; actions are given, reviewed, carried over. The same arguments always give the same corpus,
and a longer one begins with a shorter one's meetings as long as there are as many bodies.

One meeting at a time is made and forgotten, so memory holds who sits where and no more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from minutegraph.loaders import minutes as model

PARAGRAPHS = 100  # of one meeting, unless said otherwise
SERIES = 125  # meetings of one body, where their number is not given
_PER_ITEM = 9  # paragraphs of an item, about
_INTERVAL = dt.timedelta(days=42)
_FIRST_DAY = dt.date(2001, 1, 9)

_ONSETS = "b br c d dr f g gr h j k l m n p r s st t tr v w".split()
_VOWELS = "a e i o u ae ia eo ai".split()
_CODAS = "n r l s m nd rt x th ck".split()
_ENDS = "son ford ley wick ham bury more field stone gate".split()
_PLACES = """Alderwick Brackmoor Cindermouth Dunhollow Eskerby Farrowgate Gannetsea Hollinford
Inchmarlow Jarrowfen Keldwater Lanternsea Mossgate Netherquay Oxbarrow Penhallet Quillmere
Rushcombe Saltersea Thrushwell Umberleigh Vinterby Wethersea Yarrowmouth Zellwick""".split()
_SUBJECTS = """Harbours Fisheries Canals Libraries Orchards Lighthouses Allotments Ferries Museums
Wetlands Quarries Markets Tramways Archives Reservoirs Woodlands""".split()
_GROUPS = ("Advisory Panel", "Forum", "Partnership Board", "Steering Group", "Committee", "Council")
_CHARITIES = ("Trust", "Society", "Federation", "Alliance", "Network", "Foundation", "Association")
_OFFICES = ("Department for", "Ministry of", "Agency for", "Office for", "Inspectorate of")


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("|")]


_POSTS = _parts("""Director|Treasurer|Policy Adviser|Head of Programmes|Trustee|Chief Executive|Coordinator|
Research Fellow|Curator|Regional Manager""")
_TITLES = _parts("""Deputy Director|Head of Policy|Team Leader|Senior Adviser|Private Secretary|Inspector|
Head of Grants|Programme Manager""")
_TOPICS = _parts("""repairs to the north quay|the grants scheme for volunteers|access for wheelchair users|
winter opening hours|the register of old boats|training of stewards|the survey of dry stone walls|
charges for moorings|the loan of exhibits|flood warnings|the apprentices' bursary|safety on ladders|
bilingual signs|the catalogue of maps|night ferries|water quality|the insurance of events|
the strategy for the next five years|the closure of the east path|how complaints are handled""")
_VERBS = "said reported noted explained suggested warned recalled".split()
_CLAIMS = _parts("""the figures had risen since the spring|two replies were still awaited|the costs were
within what had been set aside|the work would take until the autumn|few people had known of it|
the trial had gone better than feared|the wording should be plainer|nothing could be done before the
thaw|the lease ran for eleven more years|a smaller scheme might serve as well|volunteers had given
some four hundred hours|the consultation had closed with ninety responses""")
_TAILS = _parts("""and that the matter should come back|although opinions differed|as the paper set out|
which nobody disputed|and asked for patience|in spite of the weather""")
_TASKS = _parts("""write to the owners about|draft a short paper on|ask three firms to price|
circulate the figures on|meet the volunteers to talk about|find out who pays for""")
_OUTCOMES = ("Done", "Done, see paper", "Complete")
_MONTHS = "January February March April May June July August September October November December".split()  # fmt: skip


class Meeting(NamedTuple):
    """One meeting's minutes: as a file's text, and as what the text says."""

    path: str
    text: str
    minutes: model.Minutes


@dataclass
class _Person:
    name: str
    initials: str
    organisation: str
    position: str
    until: dt.date


@dataclass
class _Body:
    name: str
    acronym: str
    chance: random.Random
    date: dt.date
    members: list[_Person] = field(default_factory=list)
    officials: list[_Person] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    open: list[model.Action] = field(default_factory=list)
    last: dt.date | None = None
    actions: int = 0


def meetings(
    count: int, *, seed: int = 7, paragraphs: int = PARAGRAPHS, bodies: int | None = None
) -> Iterator[Meeting]:
    """Minutes of `count` meetings, body by body in turn, by date.

    Args:
        paragraphs: of each meeting, about.
        bodies: how many bodies take turns; one for each `SERIES` meetings unless given.
    """
    number = bodies or max(1, round(count / SERIES))
    world = _World(seed)
    groups = [world.body(place) for place in range(number)]
    for turn in range(count):
        yield world.hold(groups[turn % number], paragraphs)


class _World:
    """Who there is to choose from."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(f"{seed} world")
        self._names: set[str] = set()
        self._seats: dict[bool, deque[_Person]] = {True: deque(maxlen=60), False: deque(maxlen=200)}
        self._offices = [
            f"{kind} {subject}" for kind in _OFFICES for subject in self._some(_SUBJECTS, 3)
        ]
        self._shared = [_charity(self.chance) for _ in range(12)]

    def body(self, place: int) -> _Body:
        """A new body with its first members."""
        chance = random.Random(f"{self.seed} body {place}")
        where = _PLACES[place % len(_PLACES)]
        what = _SUBJECTS[place // len(_PLACES) % len(_SUBJECTS)]
        kind = chance.choice(_GROUPS)
        name = f"{where} {what} {kind}"
        body = _Body(name, _initials(name), chance, _FIRST_DAY + dt.timedelta(days=place % 28))
        body.organisations = [_charity(chance) for _ in range(7)] + chance.sample(self._shared, 4)
        body.offices = chance.sample(self._offices, 3)
        body.topics = [
            f"{topic} at {chance.choice(_PLACES)}" for topic in chance.sample(_TOPICS, 9)
        ]
        self._fill(body)
        return body

    def hold(self, body: _Body, paragraphs: int) -> Meeting:
        """The body's next meeting; afterwards it is another day."""
        self._fill(body)
        meeting = _Scribe(body, paragraphs).write()
        chance = body.chance
        if chance.random() < 0.4:
            body.topics.pop(0)
            body.topics.append(f"{chance.choice(_TOPICS)} at {chance.choice(_PLACES)}")
        if chance.random() < 0.1:
            mover = chance.choice(body.members)
            mover.position = chance.choice(_POSTS)
            if chance.random() < 0.4:
                mover.organisation = chance.choice(body.organisations)
        body.last, body.date = body.date, body.date + _INTERVAL
        return meeting

    def _fill(self, body: _Body) -> None:
        """New people for those whose time is over; a few already sit elsewhere."""
        chance, taken = body.chance, {p.initials for p in (*body.members, *body.officials)}
        for people, wanted, posts, places, years in (
            (body.members, 14, _POSTS, body.organisations, (3, 11)),
            (body.officials, 5, _TITLES, body.offices, (1, 4)),
        ):
            first = not people
            people[:] = [person for person in people if person.until > body.date]
            while len(people) < wanted:
                known = self._elsewhere(people is body.officials, taken)
                name = known.name if known else self._name(taken)
                taken.add(_initials(name))
                days = chance.randint(200 if first else years[0] * 365, years[1] * 365)
                until = body.date + dt.timedelta(days=days)
                where = known.organisation if known else chance.choice(places)
                post = known.position if known else chance.choice(posts)
                people.append(_Person(name, _initials(name), where, post, until))
                self._seats[people is body.officials].append(people[-1])

    def _elsewhere(self, official: bool, taken: set[str]) -> _Person | None:
        """Now and then somebody who has a seat already, on another body."""
        seats = self._seats[official]
        if seats and self.chance.random() < (0.3 if official else 0.1):
            person = self.chance.choice(seats)
            return None if person.initials in taken else person
        return None

    def _name(self, taken: set[str]) -> str:
        while True:
            first = self._syllables(self.chance.choice((1, 2))).capitalize()
            last = (self._syllables(1) + self.chance.choice(_ENDS)).capitalize()
            name = f"{first} {last}"
            if self.chance.random() < 0.25:
                name += f"-{(self._syllables(1) + self.chance.choice(_ENDS)).capitalize()}"
            # (TC) and (VC) behind a name say that somebody took part by telephone or video.
            if name not in self._names and _initials(name) not in taken | {"TC", "VC"}:
                self._names.add(name)
                return name

    def _syllables(self, count: int) -> str:
        choose = self.chance.choice
        return "".join(choose(_ONSETS) + choose(_VOWELS) + choose(_CODAS) for _ in range(count))

    def _some(self, things: list[str], count: int) -> list[str]:
        return self.chance.sample(things, count)


class _Scribe:
    """Writes one meeting down, as text and as minutes, line by line."""

    def __init__(self, body: _Body, paragraphs: int) -> None:
        self.body = body
        self.chance = body.chance
        self.wanted = paragraphs
        self.lines: list[str] = []
        self.made = model.Minutes.model_construct(
            sessions=[], attendance=[], items=[], paragraphs=[], speakers=[], actions=[],
            reviewed_actions=[], decisions=[], movements=[], mentions=[],
        )  # fmt: skip
        self.here: list[_Person] = []
        self.told: set[tuple[object, str]] = set()  # paragraph and who is mentioned in it
        self.number = 0

    def write(self) -> Meeting:
        body, made = self.body, self.made
        line = self.put(f"# {body.name} ({body.acronym})", "")
        made.body = model.Body(name=body.name, acronym=body.acronym, line=line)
        venue = f"{self.chance.choice(_PLACES)} Hall"
        line = self.put(f"Minutes of the meeting held on {_day(body.date)} at {venue}", "")
        made.meeting = model.MeetingInfo(date=body.date, venue=venue, line=line)
        self.attendance()
        known = list(dict.fromkeys(body.topics))
        places = self.chance.sample(_PLACES, 6)
        once = [f"{self.chance.choice(_TOPICS)} at {place}" for place in places]
        titles = [*self.chance.sample(known, min(8, len(known))), *once]
        count = min(max(2, round(self.wanted / _PER_ITEM)), len(titles))
        made.sessions = [model.Session.model_construct(
            ordinal=1, title=None, headings=[], items=[], basis=None, line=None, page=None
        )]  # fmt: skip
        self.review()
        leaver = self.chance.choice(body.officials) if self.chance.random() < 0.4 else None
        each = self.wanted / count
        for place, title in enumerate(titles[: count - 1], 2):
            until = round(each * place) if place < count else self.wanted
            self.item(place, title, max(1, until - len(made.paragraphs)))
            if leaver in self.here and place > 2 and self.chance.random() < 0.3:
                self.leaves(leaver)
                leaver = None
        text = "\n".join(self.lines) + "\n"
        folder = "".join(c if c.isalnum() else "-" for c in body.name.lower())
        path = f"{folder}/{folder}-{body.date.isoformat()}.md"
        made.document = model.DocumentInfo(
            path=path, sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/markdown",
            title=f"{body.name} ({body.acronym})",
        )  # fmt: skip
        return Meeting(path, text, made)

    def put(self, *lines: str) -> int:
        """Write lines; the number of the first of them."""
        self.lines += lines
        return len(self.lines) - len(lines) + 1

    def attendance(self) -> None:
        body, chance = self.body, self.chance
        away = set(map(id, (p for p in body.members[1:] if chance.random() < 0.15)))
        away |= set(map(id, (p for p in body.officials[1:] if chance.random() < 0.3)))
        self.here = [p for p in (*body.members, *body.officials) if id(p) not in away]
        chair = body.members[0]
        for heading, people, status in (
            ("Present", [p for p in body.members if id(p) not in away], "present"),
            ("Officials", [p for p in body.officials if id(p) not in away], "present"),
            ("Apologies", [p for p in (*body.members, *body.officials) if id(p) in away], "apologies"),
        ):  # fmt: skip
            if not people:
                continue
            self.put(f"## {heading}", "")
            for person in people:
                written = f"{person.name} ({person.initials}) – {person.organisation}"
                written += f" – {person.position}" if status == "present" else ""
                seat = " – Chair" if person is chair else ""
                line = self.put(f"- {written}{seat}")
                # Of those who sent apologies the list does not say that they are officials.
                official = heading == "Officials"
                capacity: model.Capacity = "official" if official else "chair" if seat else "member"
                self.made.attendance.append(model.Attendee.model_construct(
                    name=person.name, as_written=person.name, honorific=None, post_nominals=[],
                    organisation=person.organisation, unit=None,
                    position=person.position if status == "present" else None,
                    capacity=capacity, status=status, sessions=None, absent_sessions=[],
                    arrived=None, left=None, reason=None, aliases=[person.initials],
                    section=heading, line=line, page=None,
                ))  # fmt: skip
            self.put("")

    def heading(self, place: int, title: str) -> None:
        title = title[0].upper() + title[1:]
        line = self.put(f"## {place}. {title}", "")
        self.made.items.append(model.Item.model_construct(
            ordinal=place, ref=str(place), title=title, session=1, section=None, line=line,
            page=None,
        ))  # fmt: skip
        self.number = 0

    def paragraph(self, place: int, text: str, speaker: _Person | None, written: str = "") -> dict[str, object]:  # fmt: skip
        """Write a paragraph; what facts in it carry of where they stand."""
        self.number += 1
        ref = f"{place}.{self.number}"
        line = self.put(f"{ref} {text}", "")
        ordinal = len(self.made.paragraphs) + 1
        self.made.paragraphs.append(model.Paragraph.model_construct(
            ordinal=ordinal, ref=ref, item=str(place), item_ordinal=place, text=text, line=line,
            page=None,
        ))  # fmt: skip
        where: dict[str, object] = {
            "ref": ref, "item_ordinal": place, "paragraph": ordinal, "line": line, "page": None,
        }  # fmt: skip
        if speaker:
            self.made.speakers.append(model.Speaker.model_construct(
                name=speaker.name, as_written=written, **where
            ))  # fmt: skip
            self.mention(where, "person", speaker.name, written)
        return where

    def review(self) -> None:
        """The first item: the last minutes, and what became of actions."""
        body, chance = self.body, self.chance
        self.heading(1, "Minutes and actions of the last meeting")
        if body.last is None:
            self.paragraph(1, "This was the first meeting.", None)
            return
        text = f"The minutes of the meeting of {_day(body.last)} were agreed."
        where = self.paragraph(1, text, None)
        self.mention(where, "meeting", body.last.isoformat(), _day(body.last))
        self.decision(text, where)
        sitting = {person.name for person in (*body.members, *body.officials)}
        body.open = [action for action in body.open if action.owners[0] in sitting]
        if not body.open:
            return
        paragraph = self.made.paragraphs[-1]
        self.put("| No. | Action | Owner | Status |", "| --- | --- | --- | --- |")
        paragraph.text += "\nNo. | Action | Owner | Status"
        still: list[model.Action] = []
        for action in body.open:
            done = chance.random() < 0.6
            status = chance.choice(_OUTCOMES) if done else "Open"
            owner = action.assignees[0]
            line = self.put(f"| {action.ref} | {action.text} | {owner.as_written} | {status} |")
            paragraph.text += f"\n{action.ref} | {action.text} | {owner.as_written} | {status}"
            where = where | {"line": line}
            self.mention(where, "person", action.owners[0], owner.as_written)
            seen = action.model_copy(update={
                "status": status, "carried_over": True, "line": line, "paragraph": 1,
                "item_ordinal": 1,
            })  # fmt: skip
            if done:
                self.made.reviewed_actions.append(seen)
            else:
                self.made.actions.append(seen)
                still.append(action)
        self.put("")
        body.open = still[-12:]

    def item(self, place: int, title: str, count: int) -> None:
        body, chance = self.body, self.chance
        self.heading(place, title)
        for _ in range(count):
            speaker = chance.choice(self.here) if chance.random() < 0.9 else None
            written = chance.choice((speaker.name, speaker.initials)) if speaker else ""
            said = f"{chance.choice(_CLAIMS)} {chance.choice(_TAILS)}"
            said += f", as to {title}" if chance.random() < 0.2 else ""
            if speaker:
                text = f"{written} {chance.choice(_VERBS)} that {said}."
            else:
                text = f"It was noted that {said}."
            other = chance.choice(body.organisations + body.offices)
            named = chance.random() < 0.15
            if named:
                text += f" The letter from {other} was mentioned."
            where = self.paragraph(place, text, speaker, written)
            if named:
                self.mention(where, "organisation", other, other)
        if chance.random() < 0.45:
            agreed = (
                f"{title} should be looked at again in the {chance.choice(('spring', 'autumn'))}"
            )
            text = f"The {_kind(body.name)} agreed that {agreed}."
            self.decision(text, self.paragraph(place, text, None), f"The {_kind(body.name)}")
        if chance.random() < 0.4:
            self.action(place, title)

    def decision(self, text: str, where: dict[str, object], by: str | None = None) -> None:
        self.made.decisions.append(model.Decision.model_construct(
            text=text, by=by, proposer=None, seconder=None, votes=None, result=None, **where
        ))  # fmt: skip

    def action(self, place: int, title: str) -> None:
        body, chance = self.body, self.chance
        owner = chance.choice(self.here)
        body.actions += 1
        task = f"{chance.choice(_TASKS)} {title}"
        due = _day(body.date + dt.timedelta(days=chance.randint(10, 40)))
        number = str(body.actions)
        text = f"{owner.initials} to {task} by {due}."
        line = self.put(f"ACTION {number}: {text}", "")
        last = self.made.paragraphs[-1]
        last.text += f"\nACTION {number}: {text}"
        where: dict[str, object] = {"ref": last.ref, "item_ordinal": place, "paragraph": last.ordinal,
                                    "line": line, "page": None}  # fmt: skip
        self.mention(where, "person", owner.name, owner.initials)
        action = model.Action.model_construct(
            text=text, owners=[owner.name],
            assignees=[model.Assignee(as_written=owner.initials, name=owner.name)], due=due,
            status=None, carried_over=False, outcome=None, **where | {"ref": number},
        )  # fmt: skip
        self.made.actions.append(action)
        body.open.append(action)

    def leaves(self, person: _Person) -> None:
        text = f"{person.name} left the meeting."
        line = self.put(f"*{text}*", "")
        place, last = self.made.items[-1], self.made.paragraphs[-1]
        last.text += f"\n{text}"
        where: dict[str, object] = {"ref": last.ref, "item_ordinal": place.ordinal,
                                    "paragraph": last.ordinal, "line": line, "page": None}  # fmt: skip
        self.mention(where, "person", person.name, person.name)
        self.here = [each for each in self.here if each is not person]
        entry = next(each for each in self.made.attendance if each.name == person.name)
        entry.status = "partial"
        self.made.movements.append(model.Movement.model_construct(
            names=[person.name], kind="left", text=text, **where
        ))  # fmt: skip

    def mention(self, where: dict[str, object], kind: model.MentionKind, name: str, written: str) -> None:  # fmt: skip
        told = (where["paragraph"], name)
        if told in self.told:
            return
        self.told.add(told)
        self.made.mentions.append(model.Mention.model_construct(
            kind=kind, name=name, as_written=written, position=None, organisation=None, **where
        ))  # fmt: skip


def _charity(chance: random.Random) -> str:
    place, subject = chance.choice(_PLACES), chance.choice(_SUBJECTS)
    return f"{place} {subject} {chance.choice(_CHARITIES)}"


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _kind(body: str) -> str:
    return body.split()[-1]


def _day(date: dt.date) -> str:
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def main() -> None:
    """Write a corpus as files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meetings", type=int, default=100)
    parser.add_argument("--paragraphs", type=int, default=PARAGRAPHS, help="of each meeting")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rows", action="store_true", help="structured minutes, not text")
    options = parser.parse_args()
    made = meetings(options.meetings, seed=options.seed, paragraphs=options.paragraphs)
    for number, meeting in enumerate(islice(made, options.meetings), 1):
        path = options.folder / meeting.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if options.rows:
            from minutegraph.loaders.structured import dump_json

            path.with_suffix(".json").write_text(dump_json(meeting.minutes), "utf-8")
        else:
            path.write_text(meeting.text, "utf-8")
        if number % 1000 == 0:
            print(f"{number} meetings", file=sys.stderr)


if __name__ == "__main__":
    main()
