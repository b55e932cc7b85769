"""Who is meant: names, initials, short names and roles to the people of one meeting.

A short form resolves only among the people it can mean. Where the evidence leaves several, it
stays unresolved and the candidates are reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from minutegraph.loaders.minutes import Attendee
from minutegraph.loaders.reader.names import fold, initials_of, related_given_names, take_apart
from minutegraph.loaders.reader.phrases import Capitals, Phrases, capitalised
from minutegraph.loaders.reader.words import PARTICLES, POSITION_WORDS, POSTS_IN_SHORT

_IN_ROOM = ("present", "remote", "partial")
_SURNAME_AFTER = re.compile(r" ([A-ZÀ-ÖØ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-ÿ]+)?)\b")
_NO_SURNAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a text means: the attendee's index, or the candidates where it is not decided."""

    index: int | None
    candidates: tuple[int, ...] = ()


NOBODY = Resolved(None)


class Room:
    """The people of one meeting's lists and the forms they can be called by.

    Attributes:
        posts: whether a list gives anybody a post, or a part in the meeting that one is called by.
    """

    def __init__(self, people: list[Attendee]) -> None:
        self.people = people
        self.full: dict[str, list[int]] = defaultdict(list)
        self.given: dict[str, list[int]] = defaultdict(list)
        self.surname: dict[str, list[int]] = defaultdict(list)
        self.alias: dict[str, list[int]] = defaultdict(list)
        self.printed: dict[str, list[int]] = defaultdict(list)
        self._folded = [fold(person.name) for person in people]
        for index, person in enumerate(people):
            words = self._folded[index].split()
            self.full[" ".join(words)].append(index)
            self.given[words[0]].append(index)
            if len(words) > 1:
                self.surname[words[-1]].append(index)
                if len(words) > 2:
                    self.surname[" ".join(words[1:])].append(index)
            for alias in person.aliases:
                self.alias[fold(alias).lstrip("@")].append(index)
                if alias[:2].isupper() and len(alias) <= 5:
                    self.printed[alias].append(index)
        self.posts = any(p.position or p.capacity in ("chair", "secretary") for p in people)
        self._sure = [Resolved(index) for index in range(len(people))]
        self.initials: set[str] = set()  # of people whose lists give none, where they are used
        self._phrases: Phrases | None = None
        self._known: dict[str, tuple[tuple[int, ...], bool]] = {}
        self._own_initials()

    def _own_initials(self) -> None:
        """Where the lists give initials, those of people listed without any are theirs too."""
        if len(self.printed) >= 2:
            self.use_initials()

    def initialled(self, initials: str) -> bool:
        """Whether these are the initials of somebody listed."""
        return any(initials_of(p.name) == initials for p in self.people)

    def use_initials(self) -> None:
        """Let people whose initials no list gives be called by them."""
        for index, person in enumerate(self.people):
            initials = initials_of(person.name)
            if len(initials) > 1 and not any(a[:2].isupper() for a in person.aliases):
                self.alias.setdefault(fold(initials), []).append(index)
                self.initials.add(initials)
        self._phrases = None
        self._known.clear()

    def in_room(self, index: int) -> bool:
        """Whether a list has the person present, in whatever way."""
        return self.people[index].status in _IN_ROOM

    def resolve(
        self, text: str, *, among: AbstractSet[int] | None = None, evidence: str = ""
    ) -> Resolved:
        """Who a text means.

        Args:
            among: indexes of the people in the room at that point; None for everybody listed.
            evidence: text around it; a candidate named in full there is the one meant.
        """
        if text not in self._known:
            candidates, start = self._candidates(text)
            self._known[text] = tuple(dict.fromkeys(candidates)), start
        found, begins = self._known[text]
        if not found or begins and (among is None or evidence):
            return NOBODY  # the start of a name counts only as a speaker's label
        return self._sure[found[0]] if len(found) == 1 else self._one(found, among, evidence)

    def _by_double_name(self, letters: str) -> list[int]:
        """Whom the initials of a double given name can mean: "JC" Jean-Claude Roe, if nobody else."""
        named = [p.name for p in self.people]
        if not any("-" in n.split()[0] and initials_of(n.split()[0]) == letters for n in named):
            return []
        return [
            i for i, n in enumerate(named) if letters in (initials_of(n.split()[0]), initials_of(n))
        ]

    def _candidates(self, text: str) -> tuple[list[int], bool]:
        """Indexes of the people a text can mean, and whether it is only the start of a name."""
        name = take_apart(text.strip().rstrip(":"))
        key = fold(name.text).lstrip("@")
        words = key.split()
        if not words:
            return [], False
        if text.strip(" :") in self.printed:  # "JS" and "JSc" differ by case alone
            return self.printed[text.strip(" :")], False
        for table in (self.full, self.alias):
            if found := table.get(key):
                return found, False
        if len(words) == 1:
            # "Mr Lee" is a surname, "Lee" more likely a given name.
            tables = [self.given, self.surname]
            for table in reversed(tables) if name.honorific else tables:
                if found := table.get(key):
                    return self._same_title(found, name.honorific), False
            near = [
                i for given, people in self.given.items() if self._short(key, given) for i in people
            ]
            if near:
                return near, False
            if len(text) == 2 and text.isupper() and (twice := self._by_double_name(text)):
                return twice, False
            middle = [i for i, p in enumerate(self.people) if key in fold(p.name).split()[1:-1]]
            if len(middle) == 1 and key not in PARTICLES:
                return middle, False  # who goes by a second given name
            begins = [
                i
                for table in tables
                for known, people in table.items()
                if len(key) > 2 and known.startswith(key)
                for i in people
            ]
            return begins, True
        if (words[0] in PARTICLES or name.honorific) and (found := self.surname.get(key)):
            return self._same_title(found, name.honorific), False
        surname = self.surname.get(" ".join(words[1:])) or self.surname.get(words[-1]) or []
        given = words[0].rstrip(".")
        if given in POSITION_WORDS and given not in self.given:  # "Director Vance"
            return surname, False
        fits = [i for i in surname if _given_fits(given, self._folded[i].split()[0])]
        return fits or self._misspelt(words), False

    def _same_title(self, found: list[int], honorific: str | None) -> list[int]:
        """Of several people of one surname the one listed with the same title, if it is one."""
        if len(found) < 2 or honorific is None:
            return found
        title = fold(honorific).rstrip(".")
        same = [i for i in found if fold(self.people[i].honorific or "").rstrip(".") == title]
        return same if len(same) == 1 else found

    @staticmethod
    def _short(key: str, given: str) -> bool:
        return key in related_given_names(given) and len(key) > 1

    def _misspelt(self, words: list[str]) -> list[int]:
        """The same given name and a surname one letter off, where only one person fits."""
        found = [
            i
            for i in self.given.get(words[0], [])
            if len(self._folded[i].split()) == len(words)
            and _one_edit(words[-1], self._folded[i].split()[-1])
        ]
        return found if len(found) == 1 else []

    def _one(
        self, found: tuple[int, ...], among: AbstractSet[int] | None, evidence: str
    ) -> Resolved:
        if among is None:
            here = [i for i in found if self.in_room(i)]
        else:
            here = [i for i in found if i in among]
        if len(here) == 1:
            return self._sure[here[0]]
        pool = here or found
        if evidence:
            text = fold(evidence)
            named = [i for i in pool if self._folded[i] in text]
            if len(named) == 1:
                return self._sure[named[0]]
        return Resolved(None, tuple(pool))

    def role(self, text: str) -> Resolved:
        """Who holds a role: "the chair", "secretary", "the Minister", "the CEO"."""
        bare = re.sub(r"^[Tt]he\s+", "", text.strip())
        key = fold(POSTS_IN_SHORT.get(bare, text)).strip()
        key = re.sub(r"^(?:the|our|madam|mr)\s+", "", key)
        held: list[int] = []
        if re.fullmatch(r"(?:chair(?:man|woman|person)?|convenor|convener)", key):
            held = [
                i for i, p in enumerate(self.people) if p.capacity == "chair" and self.in_room(i)
            ]
        elif re.fullmatch(r"(?:secretary|clerk|minute[- ]taker|note[- ]taker|scribe)", key):
            held = [
                i
                for i, p in enumerate(self.people)
                if p.capacity == "secretary" and self.in_room(i)
            ]
        else:
            posts = [(i, fold(p.position)) for i, p in enumerate(self.people) if p.position]
            held = [i for i, post in posts if post == key and self.in_room(i)]
            held = held or [
                i
                for i, post in posts
                if re.search(rf"(?<!deputy )(?<!assistant )(?<!vice )\b{re.escape(key)}\b", post)
                and self.in_room(i)
            ]
        if len(held) == 1:
            return Resolved(held[0])
        return Resolved(None, tuple(held))

    def lone_surname(self, form: str) -> bool:
        """Whether a form is somebody's surname and nothing else."""
        key = fold(form)
        return key in self.surname and key not in self.given and key not in self.alias

    def find(self, text: str, capitals: Capitals | None = None) -> list[tuple[int, str]]:
        """Every form of a listed person in a text, as (offset, as written).

        Args:
            capitals: the capitalised words of the text, where they are known.
        """
        if self._phrases is None:
            forms: set[str] = set(self.initials)
            surnames: set[str] = set()
            for person in self.people:
                words = person.name.split()
                forms.add(person.name)
                forms.add(words[0])
                if len(words) > 1:
                    surnames.add(words[-1])
                    forms.add(" ".join([*words[:-1], words[-1].upper()]))  # "Ann LEE"
                    if len(words) > 2:
                        tail = " ".join(words[1:])
                        surnames |= {tail, tail[0].upper() + tail[1:]}
                    if len(words[-1]) > 2:
                        forms.add(words[-1])
                    for short in related_given_names(words[0]):
                        if len(short) > 2:
                            forms.add(short.title())
                forms.update(a for a in person.aliases if len(a) > 1)
                forms.update(
                    a.lstrip("@").title() for a in person.aliases if len(a) > 3 and a.islower()
                )
            self._phrases = Phrases(forms, surnames)
        found = self._phrases.find(text, capitalised(text) if capitals is None else capitals)
        return [
            (start, form)
            for start, form in found
            if " " in form or not self._of_another(form, text, start + len(form))
        ]

    def _of_another(self, form: str, text: str, end: int) -> bool:
        """Whether a given name begins the full name of somebody else: "Tom Gow" beside Tom Lee."""
        after = _SURNAME_AFTER.match(text, end)
        people = self.given.get(fold(form)) if after else None
        if not after or not people or after[1] in _NO_SURNAMES:
            return False
        word = fold(after[1])
        return not any(
            _one_edit(word, part) for i in people for part in self._folded[i].split()[1:]
        )


def _given_fits(given: str, listed: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, or short and long form."""
    if given == listed or given.rstrip(".") == listed[:1] or listed.rstrip(".") == given[:1]:
        return True
    return given in related_given_names(listed) or listed in related_given_names(given)


def _one_edit(a: str, b: str) -> bool:
    """Whether two words of four letters or more differ by one letter at most."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    start = 0
    while start < len(a) and a[start] == b[start]:
        start += 1
    return a[start:] == b[start + 1 :] or (len(a) == len(b) and a[start + 1 :] == b[start + 1 :])
