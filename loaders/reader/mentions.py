"""People, organisations and meetings a text refers to."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from itertools import pairwise

from minutegraph.loaders.reader.dates import DIGITS, find_dates, find_month
from minutegraph.loaders.reader.names import (
    fold,
    has_organisation_word,
    is_given_name,
    is_person,
    take_apart,
)
from minutegraph.loaders.reader.phrases import Capitals
from minutegraph.loaders.reader.signs import UNKNOWN, Guarded
from minutegraph.loaders.reader.words import HONORIFICS, POST_NOMINALS

_CAPITALS = re.compile(
    r"[A-Z][\w'’.-]*(?:\s+(?:(?:of|for|and|the|van|von|de|der|den|da|di|la|le|on|in)\s+)*[A-Z][\w'’.-]*){1,8}"
)
_SENTENCE_END = re.compile(r"(?P<word>\b(?:[A-Z][a-z'’-]{3,}|[A-Z]{2,6}))\.(?=\s)")
_BETWEEN = 60  # characters between two words of a run at most
_INNER = frozenset("of for and the on in".split())  # in a body's name, in no person's
# How the small words between them begin.
_SMALL = frozenset("of fo an th va vo de da di la le on in".split())
_HEAD = (
    r"(?:Trust|Association|Society|Foundation|Council|Committee|Commission|Commissioners|Ministry|Department|Agency|"
    r"Service|Authority|Group|Groups|Board|Panel|Taskforce|Task Force|Partnership|Federation|Network|Union|Institute|"
    r"University|College|Alliance|Consortium|Forum|Office|Inspectorate|Secretariat|Directorate|Parliament|Treasury|"
    r"Funders|Charity|Company|Ltd|Limited|CIC|Club|Fund|Bank|Church|Police|Museum|Archive|SIG|WG)"
)
_ENDS_ORG = re.compile(rf"\b{_HEAD}$")
_ORG_OF = re.compile(rf"^(?:{_HEAD})\s+(?:of|for)\b")
_POSITION = re.compile(
    r"^,\s+(?P<post>(?:[A-Z][\w&'’-]*\s+(?:(?:of|for|and|the|to)\s+)*){0,7}?(?:CEO|Chief Executive|Chair|Minister|Secretary(?: of State)?|Director|Head|"
    r"Commissioner|President|Manager|Officer|Adviser|Inspector|Under[- ]Secretary of State|Leader|Mayor)\b(?:\s+(?:of|for)(?:\s+(?:the\s+)?[A-Z]\w*)+)?)"
)
_SMALL_WORDS = (
    "The A An In On At For And But Since If This That These Those As Any Both Each Every No Not From With By "
    "To Of Our Their His Her Its When While After Before So Then Also Only Per Via About Should"
).split()
# How a sentence begins before the name in it: "As the Harbour Board".
_OPENING = re.compile(rf"(?:(?:{'|'.join(_SMALL_WORDS)})\s+(?:the\s+)?)+")
# Which one of its meetings it was: "October Harbour Board"; and who of it: "All Board members".
_BEFORE_BODY = re.compile(rf"(?:{'|'.join(month_name[1:])})\s+(?=\w+\s+\w)|All\s+(?=\w+$)")
_VERB_THE = re.compile(r"(?!Of\b)[A-Z]\w+\s+the\s+(?=[A-Z])")  # "Join the Harbour Group"
# "Staff of the Harbour Board", "Election of the …": not the name but of whom that is.
_PART_OF = re.compile(r"(?!Friends\b)[A-Z]\w+\s+of\s+the\s+(?=[A-Z])")
_TORN = re.compile(r"\s(?:of|for|and|the|on|in)\s+[\w'’.-]+$")  # "Data for Panel"
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
_GENITIVE = ("'s", "’s")
_AND = re.compile(r"\s+and\s+")
_YEAR = re.compile(r"\d\d")
_MEETING = Guarded("meeting minutes", r"\b(?:meetings?|minutes)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody or something a text refers to, and where."""

    kind: str
    name: str
    as_written: str
    start: int
    position: str | None = None
    organisation: str | None = None


def proper_names(text: str, known: set[str], capitals: Capitals) -> list[Found]:
    """People and organisations by the look of their names.

    A run of capitalised words is an organisation where its head is a word for one, a person
    where it begins with a given name of the names data set, has post-nominals or a post behind
    it; anything else is left alone.

    Args:
        known: folded names that are found elsewhere (listed people, bodies).
        capitals: the capitalised words of the text.
    """
    found: list[Found] = []
    for start, phrase in _phrases(text, known, capitals) if len(capitals) > 1 else ():
        start, phrase = _unopened(start, phrase)
        words = phrase.split()
        if len(words) < 2 or fold(phrase) in known:
            continue
        if _ORG_OF.match(phrase) or (_ENDS_ORG.search(phrase) and not _TORN.search(phrase)):
            if before := _BEFORE_BODY.match(phrase):
                start, phrase = start + before.end(), phrase[before.end() :]
                words = phrase.split()
            if len(words) > 1 and not any(c.isdigit() for c in words[0]):
                found.append(Found("organisation", phrase, phrase, start))
            continue
        person = _person_in(words)
        if person is None:
            continue
        name = take_apart(person)
        if fold(name.text) in known:
            continue
        after = text[start + len(person) :]
        post = _POSITION.match(after)
        sure = bool(name.post_nominals or name.honorific or post)
        parts = name.text.split()
        first, last = parts[0], parts[-1]
        if not sure and (
            not is_given_name(first)
            or {first.lower(), last.lower()} & _NUMBERS
            or (first.isupper() and len(first) > 1)
        ):
            continue  # "Day One", "ES Jobs"
        position = organisation = None
        if post:
            position = post["post"].strip()
            short = re.match(r"^([A-Z]{2,8})\s+(.*)$", position)
            if short:
                organisation, position = short[1], short[2]
        found.append(Found("person", name.text, person, start, position, organisation))
    return found


def _unopened(start: int, phrase: str) -> tuple[int, str]:
    """A run of capitalised words, and where it begins, without what only begins its sentence."""
    if opening := _OPENING.match(phrase):
        start, phrase = start + opening.end(), phrase[opening.end() :]
    before = None if _ORG_OF.match(phrase) else _VERB_THE.match(phrase) or _PART_OF.match(phrase)
    if before:
        start, phrase = start + before.end(), phrase[before.end() :]
    return start, phrase


def _phrases(text: str, known: set[str], capitals: Capitals) -> list[tuple[int, str]]:
    """Runs of capitalised words, cut at an "and" that joins two names rather than being in one."""
    found = []
    for start, phrase in _runs(text, capitals):
        while " and " in phrase and (cut := _cut(phrase, known)):
            found.append((start, _trimmed(phrase[: cut.start()])))
            start, phrase = start + cut.end(), phrase[cut.end() :]
            if phrase.startswith("the "):
                start, phrase = start + 4, phrase[4:]
        found.append((start, _trimmed(phrase)))
    return found


def _trimmed(phrase: str) -> str:
    """A phrase without a stop or a genitive behind it."""
    phrase = phrase.rstrip(".,'’")
    return phrase[:-2] if phrase.endswith(_GENITIVE) else phrase


def _runs(text: str, capitals: Capitals) -> list[tuple[int, str]]:
    """Runs of two capitalised words or more, with the small words between them."""
    found = []
    stop = 0
    for (start, after, _), (following, _, _) in pairwise(capitals):
        if start < stop or following - after > _BETWEEN or text[start - 1 : start] == ".":
            continue
        apart = following > after + 1 and text[after] == " "
        if apart and text[after + 1 : after + 3] not in _SMALL:
            continue  # another word stands between them
        if match := _CAPITALS.match(text, start):
            stop = start + _sentence_end(match[0])
            found.append((start, text[start:stop]))
    return found


def _sentence_end(run: str) -> int:
    """Where the sentence ends that a run may be the end of: "seconded by Ms Oru. Carried"."""
    for end in _SENTENCE_END.finditer(run) if "." in run else ():
        if end["word"].lower() not in HONORIFICS:
            return end.end()
    return len(run)


def _cut(phrase: str, known: set[str]) -> re.Match[str] | None:
    """The first "and" of a phrase that joins two names."""
    for cut in _AND.finditer(phrase):
        before, after = phrase[: cut.start()], phrase[cut.end() :]
        if after.startswith("the ") or any(_stands_alone(t, known) for t in (before, after)):
            return cut
    return None


def _stands_alone(text: str, known: set[str]) -> bool:
    """Whether a text is a name by itself: a known one, an acronym, a whole organisation's."""
    return (
        fold(text) in known
        or bool(re.fullmatch(r"[A-Z]{2,}[a-z]?", text))
        or bool(len(text.split()) > 2 and _ORG_OF.match(text))
    )


def _person_in(words: list[str]) -> str | None:
    """The person a run of capitalised words begins with."""
    for count in range(min(len(words), 5), 1, -1):
        if (
            count < len(words)
            and words[count] not in {"and"}
            and words[count - 1] not in POST_NOMINALS
        ):
            continue
        if not _INNER.isdisjoint(words[:count]):
            continue
        phrase = " ".join(words[:count])
        bare = [w for w in words[:count] if w.strip(".,") not in POST_NOMINALS]
        if not 2 <= len(bare) <= 4 or has_organisation_word(phrase):
            continue
        if is_person(phrase) and not any(w.isupper() and len(w) > 2 for w in bare):
            return phrase
    return None


def meetings(text: str, signs: int = UNKNOWN, *, day_first: bool | None = None) -> list[Found]:
    """Other meetings a sentence refers to by their date (ISO; year and month where no day is given)."""
    if not signs & DIGITS or not _MEETING.search(text, signs) or not _YEAR.search(text):
        return []
    found = []
    for date in find_dates(text, day_first=day_first):
        around = text[max(0, date.start - 70) : date.stop + 30]
        if date.date and _MEETING.search(around, UNKNOWN):
            found.append(
                Found("meeting", date.date.isoformat(), text[date.start : date.stop], date.start)
            )
    if not found and (month := find_month(text)):
        iso, start, stop = month
        if _MEETING.search(text[max(0, start - 50) : start], UNKNOWN):
            found.append(Found("meeting", iso, text[start:stop], start))
    return found
