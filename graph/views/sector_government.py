"""The view of who meets whom: organisations of the sector on the left, departments on the right."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from minutegraph.graph.views.links import Links
from minutegraph.graph.views.page import render_view
from minutegraph.graph.views.ribbons import Column, Drawing, End, draw

WIDE, NARROW = 860, 356  # px of the drawing on a screen, and on a phone
DRAWN = 80  # lines drawn; more cannot be told apart, and are in the tables
DEPARTMENTS = 8
CITED = 8  # sessions cited for each pair, the latest
COLUMNS = 12  # meetings beside each other; more are taken together by year
UNKNOWN = "sector not known"
# Those the view has a colour for, in this order; others follow by name.
SECTORS = ("voluntary", "academic", "private", "local government")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who spoke: how many paragraphs, and where first."""

    name: str
    times: int
    paragraph: str
    source: str


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or a department, with what says that it is one.

    Attributes:
        sessions: in which it met somebody of the other side.
        times: paragraphs in which its people spoke there.
    """

    key: str
    name: str
    acronym: str | None
    sector: str | None
    basis: str | None
    sessions: int = 0
    times: int = 0

    @property
    def group(self) -> str:
        return self.sector or UNKNOWN


@dataclass(frozen=True, slots=True)
class Shared:
    """A session in which two were together.

    Attributes:
        items: agenda items that both were there for; 0 where the minutes have none.
        people, officials: who was there for either, by name.
        spoke, answered: those of them who spoke in these items.
        sources: where the minutes say that they were there.
    """

    meeting: str
    name: str
    date: dt.date | None
    session: str
    items: int
    people: tuple[str, ...]
    officials: tuple[str, ...]
    spoke: tuple[Voice, ...]
    answered: tuple[Voice, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An organisation and a department that met, by keys, with every session they shared."""

    organisation: str
    department: str
    shared: tuple[Shared, ...]

    @property
    def sessions(self) -> int:
        return len(self.shared)

    @property
    def items(self) -> int:
        return sum(each.items for each in self.shared)

    @property
    def cited(self) -> tuple[Shared, ...]:
        """The latest, latest first."""
        return self.shared[::-1][:CITED]

    @property
    def times(self) -> int:
        """Paragraphs in which somebody of either spoke."""
        return sum(voice.times for each in self.shared for voice in (*each.spoke, *each.answered))


@dataclass(frozen=True)
class SectorGovernment:
    """Who met whom.

    Attributes:
        organisations, departments: in the order in which they are shown, those who met nobody of
            the other side last.
        pairs: by keys of both.
        meetings: (key, name, date) of all looked at, by date.
        said: what was chosen, such as "since 2020-01-01".
    """

    organisations: tuple[Party, ...]
    departments: tuple[Party, ...]
    pairs: Mapping[tuple[str, str], Pair]
    meetings: tuple[tuple[str, str, dt.date | None], ...]
    said: tuple[str, ...] = ()

    @cached_property
    def met(self) -> tuple[Party, ...]:
        return tuple(party for party in self.organisations if party.sessions)

    @cached_property
    def alone(self) -> tuple[Party, ...]:
        """Organisations that no department was together with."""
        return tuple(party for party in self.organisations if not party.sessions)

    @cached_property
    def across(self) -> tuple[Party, ...]:
        return tuple(party for party in self.departments if party.sessions)

    @cached_property
    def together(self) -> tuple[str, ...]:
        """Keys of the meetings in which anybody met."""
        found = {each.meeting for pair in self.pairs.values() for each in pair.shared}
        return tuple(key for key, _, _ in self.meetings if key in found)

    @cached_property
    def everybody(self) -> bool:
        """Whether a drawing would say nothing: each met each, in one meeting."""
        return len(self.together) == 1 and len(self.pairs) == len(self.met) * len(self.across)

    @cached_property
    def most(self) -> int:
        return max((pair.sessions for pair in self.pairs.values()), default=0)

    def groups(self, parties: Iterable[Party] | None = None) -> list[tuple[str, str, list[Party]]]:
        """Sectors with a class for their colour, and the organisations of each."""
        found: dict[str, list[Party]] = defaultdict(list)
        for party in self.met if parties is None else parties:
            found[party.group].append(party)
        return [(name, self.colours[name], found[name]) for name in self.colours if name in found]

    @cached_property
    def colours(self) -> dict[str, str]:
        """A class for each sector, in the order in which sectors are shown."""
        names = {party.group for party in self.organisations}
        known = [name for name in SECTORS if name in names]
        others = sorted(names - set(SECTORS) - {UNKNOWN})
        places = {name: f"sector-{SECTORS.index(name)}" for name in known}
        places |= {name: f"sector-{len(SECTORS) + n % 2}" for n, name in enumerate(others)}
        return places | ({UNKNOWN: "sector-none"} if UNKNOWN in names else {})

    @cached_property
    def drawn(self) -> tuple[list[Party], list[Party]]:
        """The organisations and departments of the drawing, those with most sessions."""
        departments = _most(self.across, DEPARTMENTS)
        keys = {party.key for party in departments}
        lines = Counter(
            pair.organisation for pair in self.pairs.values() if pair.department in keys
        )
        linked = [party for party in self.met if party.key in lines]
        enough = list(accumulate(lines[party.key] for party in _most(linked)))
        return _most(linked, max(1, sum(total <= DRAWN for total in enough))), departments

    @cached_property
    def left_out(self) -> str | None:
        """What the drawing leaves out, and why."""
        organisations, departments = self.drawn
        parts = [
            f"{len(some)} of {len(every)} {what}"
            for some, every, what in (
                (organisations, self.met, "organisations"),
                (departments, self.across, "departments"),
            )
            if len(some) < len(every)
        ]
        if not parts:
            return None
        return (
            f"Drawn: {' and '.join(parts)}, those that met in most sessions: more cannot be told "
            "apart. The tables hold all."
        )

    def drawings(self) -> list[tuple[str, Drawing]]:
        """For a wide and a narrow page, each with a class."""
        return [("wide", self._drawing(WIDE)), ("narrow", self._drawing(NARROW))]

    def _drawing(self, width: int) -> Drawing:
        organisations, departments = self.drawn
        ends = {
            party.key: End(party.key, party.name, _told(party))
            for party in (*organisations, *departments)
        }
        left = [
            Column(name, colour, [ends[party.key] for party in parties])
            for name, colour, parties in self.groups(organisations)
        ]
        right = [Column("government", "government", [ends[party.key] for party in departments])]
        threads = {
            place: (
                pair.sessions,
                f"{pair.sessions} / {pair.items}" if pair.items else f"{pair.sessions}",
            )
            for place, pair in self.pairs.items()
            if place[0] in ends and place[1] in ends
        }
        return draw(left, right, threads, width)

    @cached_property
    def periods(self) -> list[tuple[str, str]]:
        """Columns of the table over time: (of a meeting's key or year, what stands above)."""
        chosen = [each for each in self.meetings if each[0] in self.together]
        if len(chosen) <= COLUMNS:
            return [(key, date.isoformat() if date else name) for key, name, date in chosen]
        return [(year, year) for year in dict.fromkeys(_year(date) for _, _, date in chosen)]

    @cached_property
    def by_year(self) -> bool:
        return len(self.together) > COLUMNS

    @cached_property
    def over_time(self) -> list[tuple[Party, list[tuple[int, int]]]]:
        """For each organisation and then each department: sessions and items with the other side.

        One entry for each of `periods`; an item that two departments were there for counts once.
        """
        found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for pair in self.pairs.values():
            for each in pair.shared:
                period = _year(each.date) if self.by_year else each.meeting
                for key in (pair.organisation, pair.department):
                    sessions = found[key, period]
                    sessions[each.session] = max(sessions.get(each.session, 0), each.items)
        return [
            (
                party,
                [
                    (len(cell), sum(cell.values()))
                    for period, _ in self.periods
                    for cell in (found.get((party.key, period), {}),)
                ],
            )
            for party in (*self.met, *self.across)
        ]

    @cached_property
    def most_at_once(self) -> tuple[int, int]:
        """The most sessions and items of any cell of `over_time`."""
        cells = [cell for _, row in self.over_time for cell in row]
        return max(sessions for sessions, _ in cells), max(items for _, items in cells)

    def shade(self, sessions: int, items: int) -> int:
        """0 to 4, for the table over time: by items, where there are some."""
        value, most = (items, self.most_at_once[1]) if items else (sessions, self.most_at_once[0])
        return min(4, 1 + 4 * value // (most + 1)) if value else 0


def render(data: SectorGovernment, *, links: Links | None = None) -> str:
    """The page: who met whom, drawn and as tables, with what says so."""
    heading = "Who meets whom: the sector and government"
    return render_view(
        "sector-government",
        data,
        heading=heading,
        note="; ".join(data.said) or None,
        styles=["sector-government.css"],
        scripts=["sector-government.js"],
        links=links,
    )


def _most(parties: Sequence[Party], limit: int | None = None) -> list[Party]:
    """Those who met in most sessions first; at most so many of them in the order they have."""
    kept = sorted(range(len(parties)), key=lambda n: (-parties[n].sessions, n))
    return [parties[n] for n in (kept if limit is None else sorted(kept[:limit]))]


def _told(party: Party) -> str:
    sessions = f"{party.sessions} session" + ("" if party.sessions == 1 else "s")
    spoke = {0: "nobody spoke", 1: "spoke once", 2: "spoke twice"}
    return f"{sessions}, {spoke.get(party.times, f'spoke {party.times} times')}"


def _year(date: dt.date | None) -> str:
    return str(date.year) if date else "undated"
