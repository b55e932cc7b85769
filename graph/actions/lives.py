"""The lives of actions: which step at a later meeting is about which action of an earlier one.

A link is made only on evidence that leaves no doubt: the number with the wording or the owner,
the same words, or nearly the same words where one action alone fits. Weaker evidence makes a
candidate, to be told to a person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, groupby

from minutegraph.graph.actions.wording import Likeness, likeness, number_of, plain, stems
from minutegraph.loaders.states import State

_NEAR = 50  # latest lives looked at for one number or word: what is older is not carried over
_TELLING = 3  # rarest words of an action that others are looked up by
_TOLD = 3  # candidates told of one step


@dataclass(frozen=True, slots=True)
class Step:
    """An action as one meeting lists it.

    Attributes:
        number: its own; `ref` may be that of a paragraph or item.
        owners: keys where they are known (with a colon in them), and names as written.
        carried: whether the minutes say that it is from an earlier meeting.
    """

    key: str
    meeting: str
    date: dt.date
    text: str
    number: str | None = None
    ref: str | None = None
    owners: frozenset[str] = frozenset()
    carried: bool = False
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A step and the earlier one it carries over; only a candidate where that is not certain."""

    later: str
    earlier: str
    basis: str
    certain: bool


@dataclass(slots=True)
class _Life:
    steps: list[Step]
    numbers: set[str] = field(default_factory=set)  # its own
    refs: set[str] = field(default_factory=set)

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def open(self) -> bool:
        states = [step.state for step in self.steps if step.state]
        return not states or states[-1] not in ("done", "dropped")

    @property
    def owners(self) -> frozenset[str]:
        return next((s.owners for s in reversed(self.steps) if s.owners), frozenset())


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a step fits a life; `alone` where it is certain only if no other fits as well."""

    step: Step
    life: _Life
    rank: int
    basis: str
    alone: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """Best first: the evidence, then lives still open, then the latest."""
        last = self.life.last
        return (-self.rank, not self.life.open, -last.date.toordinal(), last.key, self.step.key)


_CANDIDATE = 1


def follow(steps: Iterable[Step]) -> list[Link]:
    """Link the steps of one body's meetings, in the order of their dates."""
    ordered = sorted(steps, key=lambda step: (step.date, step.meeting, step.key))
    lives = _Lives(_renumbered(ordered))
    links: list[Link] = []
    for _, here in groupby(ordered, key=lambda step: (step.date, step.meeting)):
        links += lives.meeting(list(here))
    return links


def _renumbered(steps: list[Step]) -> bool:
    """Whether one number stands for several actions, as each meeting counts from 1: two meetings
    give different ones the same number, or one is listed again under another."""
    given: dict[str, list[Step]] = defaultdict(list)
    worded: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for step in steps:
        number = number_of(step.number)
        if not number or not stems(step.text):
            continue
        if not step.carried:
            given[number].append(step)
        if len(stems(step.text)) > 1:
            others = worded[plain(step.text)]
            if step.carried and any(
                number != other and step.meeting != meeting for other, meeting in others
            ):
                return True
            others.add((number, step.meeting))
    return any(
        one.meeting != other.meeting and likeness(one.text, other.text).part < 0.5
        for same in given.values()
        for one, other in combinations(same[:_NEAR], 2)
    )


def _counts_on(number: str | None) -> bool:
    """Whether a number can be one of a count that goes on: "AP7", "42", "24/045"; an item's ("2.1")
    and a meeting's own ("3") come back.

    >>> [_counts_on(number) for number in ("ap7", "42", "24/045", "2.1", "3", None)]
    [True, True, True, False, False, False]
    """
    return bool(number and re.search(r"\d\d|[^\W\d_]+[ .-]?\d", number))


class _Lives:
    """The lives so far, found by number and words."""

    def __init__(self, renumbered: bool) -> None:
        self._renumbered = renumbered
        self._by_number: dict[str, list[_Life]] = defaultdict(list)
        self._by_text: dict[str, list[_Life]] = defaultdict(list)
        self._by_stem: dict[str, list[_Life]] = defaultdict(list)

    def meeting(self, steps: list[Step]) -> Iterator[Link]:
        """Link the steps of the next meeting, then count them in."""
        fits = {step.key: self._fits(step) for step in steps}
        taken: set[int] = set()
        linked: dict[str, _Life] = {}
        found: list[Link] = []
        everything = sorted((fit for each in fits.values() for fit in each), key=lambda f: f.order)
        for fit in everything:
            key = fit.step.key
            if fit.rank == _CANDIDATE or key in linked or id(fit.life) in taken:
                continue
            if fit.alone and _rivals(fit, [f for f in fits[key] if id(f.life) not in taken]):
                continue
            linked[key] = fit.life
            taken.add(id(fit.life))
            found.append(Link(key, fit.life.last.key, fit.basis, certain=True))
        for step in steps:
            left = [fit for fit in fits[step.key] if id(fit.life) not in taken]
            if step.carried and step.key not in linked:
                left.sort(key=lambda f: f.order)
                found += [Link(step.key, f.life.last.key, f.basis, False) for f in left[:_TOLD]]
        for step in steps:
            self._count_in(step, linked.get(step.key))
        yield from found

    def _count_in(self, step: Step, life: _Life | None) -> None:
        if life is None:
            life = _Life([])
        known = {plain(s.text) for s in life.steps}
        life.steps.append(step)
        if plain(step.text) not in known:
            self._by_text[plain(step.text)].append(life)
            for stem in stems(step.text):
                self._by_stem[stem].append(life)
        for numbers, ref in ((life.numbers, step.number), (life.refs, step.ref)):
            number = number_of(ref)
            if number and number not in numbers:
                numbers.add(number)
                if not (numbers is life.refs and number in life.numbers):
                    self._by_number[number].append(life)

    def _fits(self, step: Step) -> list[_Fit]:
        number = number_of(step.number)
        near: dict[int, _Life] = {}
        for life in self._by_number.get(number or "", [])[-_NEAR:]:
            near[id(life)] = life
        if not step.carried:
            logged = (self._logged(step, number, life) for life in near.values())
            return [fit for fit in logged if fit]
        for life in self._by_text.get(plain(step.text), [])[-_NEAR:]:
            near[id(life)] = life
        rarest = sorted(stems(step.text), key=lambda s: (len(self._by_stem.get(s, ())), s))
        for stem in [s for s in rarest if s in self._by_stem][:_TELLING]:
            for life in self._by_stem[stem][-_NEAR:]:
                near[id(life)] = life
        found = (self._fit(step, number, life) for life in near.values())
        return [fit for fit in found if fit]

    def _logged(self, step: Step, number: str | None, life: _Life) -> _Fit | None:
        """A step that nothing says is old: a running list that names open ones again, with the
        number they have for good ("AP42", "2.4", not "Action 3" of each meeting)."""
        if self._renumbered or number not in life.numbers or not life.open:
            return None
        running = sum(char.isdigit() for char in number or "") > 1
        like = _like(step, life)
        certain = like.same or like.strong and not _other_owner(step, life)
        if running and certain and like.shared >= 2:
            return _Fit(step, life, 8, f"number {step.number}, {_said(like.same)}")
        return None

    def _fit(self, step: Step, number: str | None, life: _Life) -> _Fit | None:
        like = _like(step, life)
        numbered = number and (number in life.numbers or number in life.refs)
        if not numbered and not like.same and like.shared < 2:
            return None  # as most: nothing below would hold
        same_owner, other_owner = bool(step.owners & life.owners), _other_owner(step, life)
        by = ", same owner" if same_owner else ""
        if numbered:
            named = f"number {step.number}"
            if like.same and like.shared:
                return _Fit(step, life, 9, f"{named}, same words")
            if like.part >= 0.5 or like.shared >= 2:
                return _Fit(step, life, 8, f"{named}, like words{by}")
            if not stems(step.text):
                return _Fit(step, life, 6, f"{named}{by}", alone=True)
            told = same_owner or ((like.shared or _counts_on(number)) and not other_owner)
            if told and not self._renumbered:
                return _Fit(step, life, 7, f"{named}{', like words' if like.shared else ''}{by}")
            return _Fit(step, life, _CANDIDATE, f"{named}, other words{by}")
        if number and life.numbers and not self._renumbered:
            if like.same and like.shared:
                return _Fit(step, life, _CANDIDATE, f"same words, other number{by}")
            return None
        if like.same and (like.shared >= 2 or same_owner):
            return _Fit(step, life, 5, f"same words{by}")
        shortened = like.part == 1 and like.shared >= 2 and same_owner
        if (like.strong and not other_owner and like.shared >= 3) or shortened:
            return _Fit(step, life, 4, f"like words{by}", alone=True)
        if (like.part >= 0.5 and like.shared >= 2) or like.same:
            return _Fit(step, life, _CANDIDATE, f"{_said(like.same)}{by}")
        return None


def _like(step: Step, life: _Life) -> Likeness:
    """How a step is worded against how the action was first and last."""
    first = likeness(step.text, life.steps[0].text)
    if len(life.steps) == 1:
        return first
    last = likeness(step.text, life.last.text)
    return max(first, last, key=lambda like: (like.same, like.part, like.shared))


def _said(same: bool) -> str:
    return "same words" if same else "like words"


def _other_owner(step: Step, life: _Life) -> bool:
    """Whether both have owners who are known, and no one has both: initials may be anybody's."""
    if step.owners & life.owners:
        return False
    return all(any(":" in owner for owner in each) for each in (step.owners, life.owners))


def _rivals(fit: _Fit, fits: list[_Fit]) -> bool:
    """Whether other lives fit as well: of those still open, where any is."""
    return any(
        other.life is not fit.life and other.rank >= fit.rank and other.life.open >= fit.life.open
        for other in fits
    )
