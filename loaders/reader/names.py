"""What a person's name looks like, and what stands around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from minutegraph.loaders.reader.words import (
    HONORIFICS,
    LONG_HONORIFICS,
    ORGANISATION_WORDS,
    PARTICLES,
    POSITION_WORDS,
    POST_NOMINALS,
    SPEECH_VERBS,
)

if TYPE_CHECKING:
    from nicknames import NickNamer

_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’.\-][^\W\d_]*)*\.?")
_GLUED = re.compile(r"\b([A-Z]\.)(?=[A-Z][a-z])")  # "B.Lee"
_ACRONYM = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,}")  # capitals without a vowel: no surname
_LONG = tuple(f"{long} " for long in LONG_HONORIFICS)
_LONG_STARTS = frozenset(long.split()[0] for long in LONG_HONORIFICS)
_SOMEBODY = re.compile(r"[A-Z][A-Za-z]?(?:[A-Z]){0,3}[a-z]?|(?:[A-Z]\.){2,4}")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){1,4}|[A-Z]{1,3}")
# Degrees and memberships of colleges, of which there are too many to list.
_DEGREE_STARTS = frozenset("BMDCFPR")
_DEGREE = re.compile(
    r"[BMD](?:Sc|Ed|Eng|Phil|Pharm|Med|Clin|Litt|Psych|Nurs|Chem|BChir|BCh|BChB|BBS|BS|DS|CH|CS)|"
    r"[BM]B|Ch[BM]|BCh|[MF]F?RC[A-Z][A-Za-z]{0,5}|[MF]RPharmS|F(?:RSE|MedSci|REng|Inst[A-Z]|RSS|RSC)|"
    r"[MF](?:CI|I|FP)[A-Z]{1,5}|Dip[A-Z]\w*|PG(?:Dip|CE|Cert)|C(?:Sci|Biol|Chem|Phys|Stat)|RGN"
)
# Words that begin sentences or headings and are never a given name on their own.
_NOT_NAMES = frozenset(
    "the a an this that these those all none nil no any some other others various several see "
    "item items action actions minutes meeting agenda apologies present absent attendance "
    "attendees attending regrets welcome introduction introductions members officials guests "
    "observers staff public press everyone everybody nobody date time venue location place next "
    "new board group committee council working party total quorum start end and or with from for "
    "to by on in at of as is was were are be been not also approved approval update updates "
    "report reports review discussion summary background note notes decision decisions resolved "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december since after before when where there "
    "here he she it they we i you his her their our my who what why how if but so then while "
    "recused himself herself themselves returned following further once please thanks thank many most both each every it's yes".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name taken apart; `text` is given names and surname as written."""

    text: str
    honorific: str | None = None
    post_nominals: tuple[str, ...] = ()


_FIRST_ACCENT = "\u0300"  # the first character that combines with others


@lru_cache(maxsize=4_000)
def fold(text: str) -> str:
    """Lower case without accents, for comparison."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text)
    for char in set(text):
        if char >= _FIRST_ACCENT and unicodedata.combining(char):
            text = text.replace(char, "")
    return text.casefold()


def unglued(text: str) -> str:
    """A text whose initials stand apart from surnames: "B.Lee" gives "B. Lee"."""
    return _GLUED.sub(r"\1 ", text) if "." in text else text


@lru_cache(maxsize=20_000)
def take_apart(text: str) -> Name:
    """Honorific, name and post-nominals of "Dr Ann Lee CBE"; anything else stays in the name.

    >>> take_apart("Lucy Frazer QC MP")
    Name(text='Lucy Frazer', honorific=None, post_nominals=('QC', 'MP'))
    >>> take_apart("The Rt Hon Ann Lee").honorific
    'The Rt Hon'
    """
    text = unglued(" ".join(text.split()).strip(" ,;:"))
    honorific = None
    low = text.lower()
    if low.partition(" ")[0] in _LONG_STARTS and low.startswith(_LONG):
        long = next(long for long in _LONG if low.startswith(long))
        honorific, text = text[: len(long) - 1], text[len(long) :].strip()
    words = text.split()
    taken: list[str] = []
    while len(words) > 1 and words[0].rstrip(".").lower() in HONORIFICS:
        taken.append(words.pop(0))
    if taken:
        honorific = " ".join(filter(None, [honorific, *taken]))
    post: list[str] = []
    while len(words) > 1 and is_post_nominal(words[-1].strip(".,"), known=len(words) < 3):
        post.insert(0, words.pop().strip(".,"))
    return Name(_uncapital(words), honorific, tuple(post))


def is_post_nominal(word: str, *, known: bool = False) -> bool:
    """Whether a word is a distinction, degree or membership: "OBE", "MBChB", "FRCPath".

    Args:
        known: only the best known count.
    """
    return word in POST_NOMINALS or (
        not known and word[:1] in _DEGREE_STARTS and _DEGREE.fullmatch(word) is not None
    )


def _uncapital(words: list[str]) -> str:
    """A name's words, with surnames in capitals ("Ann LEE") as names are written."""
    name = " ".join(words)
    if name.istitle() and name.replace(" ", "").isalpha():
        return name
    capitals = [w for w in words if len(w) > 2 and w.isupper()]
    if capitals and any(not w.isupper() for w in words):
        words = [
            w.title() if w.isupper() and (len(w) > 2 or w is not words[0]) and "." not in w else w
            for w in words
        ]
        words = [w.lower() if w.lower() in PARTICLES and i > 0 and words[i - 1].lower() in PARTICLES
                 else w for i, w in enumerate(words)]  # fmt: skip
    return " ".join(words).strip(" ,;:")


def is_initials(text: str) -> bool:
    """Whether a text looks like somebody's initials: "BM", "SDGR", "J.H."."""
    return _SOMEBODY.fullmatch(text) is not None


@lru_cache(maxsize=20_000)
def is_person(text: str, *, single: bool = False) -> bool:
    """Whether a text has the shape of a person's name.

    Args:
        single: a lone given name counts ("Peter"), as in lists of people known to be people.

    >>> is_person("Andrew van der Stock"), is_person("Prison Reform Trust"), is_person("Peter")
    (True, False, False)
    """
    name = take_apart(text)
    words = name.text.split()
    if not 1 <= len(words) <= 6 or len(name.text) > 60:
        return False
    if len(words) == 1 and not (single or name.honorific):
        return False
    if words[-1].lower() in _PLACES and not name.honorific:
        return False
    if len(words) > 1 and _ACRONYM.fullmatch(words[-1]):
        return False  # "GW SWG"
    lead = words[0].lower()
    if lead in _SERVICES and words[0].isupper():
        return False  # "DG MARE"
    if lead in SPEECH_VERBS and not name.honorific and not is_given_name(words[0]):
        return False  # "Confirmed NK"
    if len(words) == 1 and not name.honorific and lead.rstrip("s") in POSITION_WORDS:
        return False
    capitals = 0
    for position, word in enumerate(words):
        low = word.lower()
        if len(word) > 1 and word[0].isupper() and word.isalpha() and low not in _TELLING:
            capitals += 1
            continue
        low = low.strip(".,")
        if low in PARTICLES and 0 < position < len(words) - 1:
            continue
        if low in PARTICLES and position == 0 and len(words) > 1 and word.islower():
            continue
        if low in ORGANISATION_WORDS and not (name.honorific or low in _SURNAMES):
            return False
        if len(word.rstrip(".")) == 1 and word[0].isupper() and len(words) > 1:
            capitals += 1
            continue
        surname = bool(position) or name.honorific is not None
        calendar = (low in _MONTH_NAMES and len(words) > 1) or (surname and low in _DAY_NAMES)
        if low in _NOT_NAMES and not calendar:
            if low == "of" and name.honorific and name.honorific.lower() in _PEERS:
                continue
            return False
        if low in POSITION_WORDS and low != "dean" and not (surname and low in _SURNAMES):
            return False
        if position and low in POSITION_WORDS and words[0].lower() in _MODIFIERS:
            return False
        if word[0] in "\"“(‘'" and word[-1] in "\"”)’'":  # a nickname inside the name
            continue
        if not (_WORD.fullmatch(word) or _INITIALS.fullmatch(word)):
            return False
        if not word[0].isupper() and not word[0].isalpha():
            return False
        if word[0].islower() and not _mixed(word):
            return False
        capitals += 1
    if len(words) == 1:
        return len(words[0]) > 1 and (
            name.honorific is not None or not words[0].isupper() or len(words[0]) > 4
        )
    return capitals >= 2 or (capitals == 1 and bool(name.honorific))


# Words of the other lists that are surnames too.
_SURNAMES = frozenset(
    "parker bishop dean court bank abbott lab church parish school fund marshall mayor cook major "
    "judge partner principal nurse sheriff provost warden fellow surveyor governor head college "
    "chambers town county hall constable sergeant steward marshal ranger chaplain buyer host master "
    "trainer tutor commander".split()
)
# What stands before a post rather than before such a surname: "Parent Governor".
_MODIFIERS = frozenset(
    "parent staff foundation public lead elected local community senior junior associate acting "
    "interim assistant student lay independent former honorary general medical school".split()
)
# A name that ends so is a place's.
_PLACES = frozenset("campus street avenue building boulevard floor suite road house square".split())
_SERVICES = frozenset("dg eu un uk us nhs hm".split())
_PEERS = frozenset("lord lady baron baroness viscount viscountess".split())
_DAY_NAMES = frozenset("monday tuesday thursday friday sunday".split())
_MONTH_NAMES = frozenset("april may june august".split())
# Words that tell something of a name they stand in; all others may be anybody's.
_TELLING = PARTICLES | ORGANISATION_WORDS | POSITION_WORDS | _NOT_NAMES


def _mixed(word: str) -> bool:
    """Names written like "d'Arcy" or "deGrasse"."""
    return any(c.isupper() for c in word[1:])


def has_organisation_word(text: str) -> bool:
    """Whether a word of the text marks an organisation."""
    return not ORGANISATION_WORDS.isdisjoint(_plain_words(text))


def has_position_word(text: str) -> bool:
    """Whether a word of the text marks a post; "executive" alone may as well be a body."""
    if _BODY_EXECUTIVE.search(text):
        return False
    words = _plain_words(text)
    if "/" in text:
        words += [part for word in words for part in word.split("/")]
    if not POSITION_WORDS.isdisjoint(words):
        return not _BODY_OF_POSTS.fullmatch(text)
    return any(word.endswith(("ologist", "ographer")) for word in words)


def _plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without what stands around them."""
    return [word.strip(".,()") for word in text.lower().split()]


_BODY_EXECUTIVE = re.compile(
    r"^(?!.*\b(?:chief|non|account|deputy|senior)\b).*\w\s+executive$", re.IGNORECASE
)


# "Warden Service", "Governors Association": a body named for posts.
_BODY_OF_POSTS = re.compile(
    r"[A-Z][a-z]+ (?:Service|Association|Federation|Union|Society|Institute)"
)


def initials_of(name: str) -> str:
    """The capitals a name's words begin with: "Silvia Da Graca Ramos" gives "SDGR"."""
    return "".join(w[0].upper() for part in name.split() for w in part.split("-") if w)


def initials_fit(initials: str, name: str) -> bool:
    """Whether initials can stand for a name: its capitals in order, or its first letters.

    >>> initials_fit("AWB", "Allen Wirfs-Brock"), initials_fit("JHD", "Jordan Harband")
    (True, True)
    """
    letters = fold(initials).replace(".", "")
    words = [fold(w) for part in name.split() for w in part.split("-") if w]
    if not letters or not words or letters[0] != words[0][0]:
        return False
    if letters == "".join(w[0] for w in words):
        return True
    if len(words) == 1 and len(letters) == 2:
        return True  # of a surname that is not given: "Doug (DL)"
    remaining = iter("".join(words))
    return all(letter in remaining for letter in letters)


@lru_cache(maxsize=1)
def _namer() -> NickNamer:
    from nicknames import NickNamer

    return NickNamer()


@lru_cache(maxsize=4096)
def related_given_names(name: str) -> frozenset[str]:
    """Given names that are short or long forms of a name, from the nicknames data set.

    >>> "susan" in related_given_names("sue")
    True
    """
    key = fold(name)
    return frozenset(_namer().nicknames_of(key) | _namer().canonicals_of(key))


def is_given_name(word: str) -> bool:
    """Whether a word is a given name of the nicknames data set."""
    return bool(related_given_names(word))
