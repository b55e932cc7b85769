"""Which body met: its name in the title lines, or what else in a document tells of it."""

from __future__ import annotations

import re
from functools import lru_cache

from minutegraph.loaders.minutes import Body
from minutegraph.loaders.reader.dates import find_dates, without_dates
from minutegraph.loaders.reader.names import is_person
from minutegraph.loaders.reader.words import MONTHS

BODY_WORD = re.compile(
    r"\b(?:group|governing body|committee|sub-?committee|council|board|panel|task ?force|commission|forum|"
    r"trustees|governors|assembly|working party|cabinet|network|partnership|authority|"
    r"association|society|foundation|consortium|team|verein\w*|stiftung|vorstand|gemeinderat|ausschuss|comité|conseil|consejo|bestuur|styrelse|congress|senate|court|club|executive|exec|"
    r"trust|alliance|union|federation|wg|sig|tag|directors)\b",
    re.IGNORECASE,
)
KIND = (
    r"(?:public|regular|special|business|annual|ordinary|extraordinary|general|monthly|weekly|bi-?weekly|"
    r"fortnightly|quarterly|emergency|joint|online|virtual|in-?person|full|open|closed|private|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|inaugural|kick-?off|remote|agm|\d+(?:st|nd|rd|th))"
)
MEETING_WORDS = re.compile(
    r"\b(?:draft|unconfirmed|approved|confirmed|final)\b|"
    r"\b(?:minutes|notes|record|summary|transcript|agenda/minutes|agenda and minutes|agenda)\b"
    r"(?:\s+(?:of|from|for|on)\b)?(?:\s+(?:the|a|an)\b)?",
    re.IGNORECASE,
)
SITTING = re.compile(
    rf"(?:\b{KIND}\s+)*\b(?:meetings?|teleconferences?|telecons?|conference calls?|calls?|sittings?|"
    r"sync)\b(?:\s*(?:#|no\.?|number)?\s*\d{1,4}\b)?(?:\s+of\s+the)?",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:which was |that was |was )?(?:held|took place|convened)\b.*$|,?\s*\b(?:was )?called to order\b.*$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9&/-]{1,11})\)")
_BODY_IN_LABEL = re.compile(
    r"\b(?P<body>board|committee|council|panel|commission|group)\s+members?\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?:\d{8}\s*[-–—:]?\s*|\d{4}\s+[-–—:]\s+)")
_CALLED = re.compile(r"\s*\((?:the\s+)?[\"“][^\"”]*[\"”]\)")  # (the "Board")
_SITTING_OF = re.compile(
    r"\b(?:meetings?|calls?|sessions?|teleconferences?)\s+of\s+(?:the\s+)?(?P<name>[A-Z].*)",
    re.IGNORECASE,
)


_OF_TERM = re.compile(
    r"^(?:(?:term|week|semester|trimester)\s+\d{1,2}\b[\s,:–—-]*)+", re.IGNORECASE
)


@lru_cache(maxsize=500)
def body_name(title: str) -> str | None:
    """The body's name in a title: "Minutes of the ICAT Steering Group Meeting #3" less the rest.

    >>> body_name("Quarterly meeting of the Heritage Panel"), body_name("Meeting Notes")
    ('Heritage Panel', None)
    """
    if len(title) > 300 or "->" in title:  # the path to a page
        return None
    head = re.match(r"(?P<name>[^:]{4,80}):\s*\S", title)
    if (
        head
        and find_dates(title[head.end() - 1 :])
        and not find_dates(head["name"])
        and any(c.isalpha() for c in MEETING_WORDS.sub(" ", SITTING.sub(" ", head["name"])))
    ):
        title = head["name"]  # "Technical Council: 2024-05-16"
    elif head and re.fullmatch(KIND, title[head.end() - 1 :].strip(), re.IGNORECASE):
        title = head["name"]  # "Heron Community Group: Weekly"
    if " | " in title:
        parts = title.split(" | ")
        title = next((part for part in parts if BODY_WORD.search(part)), parts[0])
    if (sitting := _SITTING_OF.search(title)) and BODY_WORD.search(sitting["name"]):
        title = sitting["name"]
    if '"' in title or "“" in title:
        title = _CALLED.sub("", title)
    title = _NUMBERED.sub("", title)
    text = _HELD.sub("", without_dates(title))
    text = _OF_YEAR.sub(lambda m: m[1] or m[2], text)
    text = MEETING_WORDS.sub(" ", text)
    text = SITTING.sub(" ", text)
    text = _ACRONYM.sub(" ", text)
    if not _KIND_IN_NAME.match(text):
        text = re.sub(rf"^\s*(?:{KIND}\s+)+", "", text, flags=re.IGNORECASE)
    text = (
        re.sub(r"\s+(?:at|in|via|by)\s+.*$", "", text)
        if not BODY_WORD.search(re.sub(r".*\s+(?:at|in|via|by)\s+", "", text))
        else text
    )
    text = re.sub(r"\s+", " ", text).strip(" -–—,;:|/#()'’.*")
    text = _OF_TERM.sub("", text)
    text = re.sub(r"\s+[–—-]\s*(?:of|the|notes|minutes|\s)*$", "", text).strip(" -–—,")
    text = re.sub(r"^(?:of |the |a |an )+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:of|the|on|for)$", "", text)
    if not text or not any(c.isalpha() for c in text) or len(text) > 110:
        return None
    if slug := _TEAM.fullmatch(text):
        name, team = slug["name"], slug["team"]
        text = f"{name} {team.upper() if len(team) < 5 else team}"  # "harbour/tsc"
    if text.isupper() and (len(text) > 12 or (len(text) > 4 and BODY_WORD.search(text))):
        text = _TITLE_CASE.sub(lambda m: m[0].capitalize(), text.lower())
        text = text[0].upper() + text[1:]
    if "(" in text and ")" not in text:
        text = text.partition("(")[0].rstrip()  # what stood in brackets was of the sitting
    if twice := _TWICE.fullmatch(text):
        text = twice["name"]
    if text.lower() in {"public", "committee meeting", "and", "part", "date", "time", "agm", "egm"}:
        return None
    if text in _BARE or not text:
        return None  # "of the group": not by name
    return text


# "AGM 2021", "2021 AGM": the year is the sitting's.
_OF_YEAR = re.compile(r"\b([AE]GM),? (?:19|20)\d\d\b|\b(?:19|20)\d\d ([AE]GM)\b")
# A word for a kind of sitting that is of the name: "Open Standards Board", not "Open Board".
_KIND_IN_NAME = re.compile(
    rf"\s*(?:Open|Joint|General)\s+(?!(?i:{BODY_WORD.pattern}))(?:[A-Z][\w&'’-]*\s+)+(?i:{BODY_WORD.pattern})"
)
_TWICE = re.compile(r"(?P<name>\S.*\S)\s+(?P=name)")
_TEAM = re.compile(r"(?P<name>[\w.-]*[a-z][\w.-]*)/(?P<team>[A-Za-z][\w-]*)")
_TITLE_CASE = re.compile(r"\b(?!(?:of|and|the|on|for|in|to|with|at|by|a|an)\b)\w")


# A body named in passing, in lines that are no titles: "Recording: Harbour Steering Committee".
_BODY_PHRASE = re.compile(
    r"\b(?:[A-Z][\w&'’-]+\s+){1,5}(?:Committee|Board|Council|Commission|Panel|Working Group|Task Force|"
    r"Steering Group|Advisory Group|Assembly)\b(?! [Mm]embers)"
)
# "Harbour Working Group Contacts", over whom to write to.
_LISTED_BODY = re.compile(
    rf"^(?P<body>{_BODY_PHRASE.pattern})\s+(?:[Cc]ontacts?|[Mm]embers|[Aa]ttendees|[Pp]articipants)\s*:?$",
    re.MULTILINE,
)
_GENERIC = frozenset(
    "project team zoom staff community developer kickoff status planning previous next last past details "
    "attendance information info logistics".split()
)


def _names_body(title: str, name: str) -> bool:
    """Whether what a title leaves beside "meeting" or "call" is a proper name: "Harbour Call"."""
    words = [w for w in name.split() if w[0].isupper() and w.lower() not in _GENERIC]
    return bool(words) and SITTING.search(title) is not None and len(name.split()) <= 6


def _named_by_file(stem: str, whole: str) -> str | None:
    """The acronym that a file is named for and the text uses, where no title names a body."""
    for token in re.split(r"[^A-Za-z0-9]+", stem):
        acronym = token.upper()
        if not 2 < len(token) < 8 or not token[0].isalpha() or token.lower() in _NO_BODY:
            continue
        found = re.search(rf"(?<![\w-]){acronym}(?![\w-])", whole)
        if found and not whole[max(0, found.start() - 25) : found.end() + 25].isupper():
            return acronym
    return None


_NO_BODY = frozenset("minutes notes meeting agenda draft final readme".split()) | frozenset(MONTHS)
# Words that say what kind of body it is, not which.
_BARE = frozenset(
    "board committee council group panel commission forum directors trustees governors team working "
    "steering executive exec full of the and regular members".split()
)
_SELF = re.compile(
    r"\b[Tt]he (?P<body>board|committee|council|panel|commission)\s+(?:has |have )?(?:agreed|approved|noted|resolved|"
    r"decided|voted|discussed|accepted|considered)\b",
    re.IGNORECASE,
)
_SLUG_WORD = frozenset(
    "board committee council commission panel trustees governors senate tsc tac wg sig sg group court".split()
)


def _rank(title: str, name: str, first: bool) -> int | None:
    """How well a title line names a body.

    0 a body by its name, 1 a name, 2 a first line that is nothing but a name, 3 only "Board".
    """
    words = re.findall(r"[^\W\d_][\w'’&-]*", name)
    small = [w for w in words if w[0].islower() and w not in _STOP]
    if "," in title and is_person(title.split(",")[0]):
        return None  # who signed
    if _ROOM.match(name) or "->" in title or "»" in title:
        return None  # where they met; where a page stands among others
    if words and (words[0] in _PRONOUNS or {w.lower() for w in words} <= _WHEN_AND_WHERE):
        return None  # "We held a meeting", "Time and location"
    if len(words) > 5 and len(small) > len(words) / 3 or _TAIL.search(name):
        return None  # a sentence
    if BODY_WORD.search(name):
        return 3 if all(w.lower() in _BARE for w in words) else 0
    if re.search(r"[A-Z]{2,}", name) and not name.isupper() or _names_body(title, name):
        return 1
    plain = first and 1 < len(words) < 9 and not small and not MEETING_WORDS.search(title)
    return 2 if plain else (1 if re.search(r"[A-Z]{2,}", name) else None)


# Where they met: "Council Chambers, 400 Alder Street", "Board Room".
_ROOM = re.compile(
    r"(?:the\s+)?(?:\w+\s+){0,3}(?:chambers?|(?:board|committee|meeting)[- ]?rooms?|\w+ (?:hall|building|house|library|school))\b\s*(?:$|,|at\b)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[A-Z][^\d:|()]{4,70}(?:Inc|Ltd|Limited|Foundation|e\.V|LLC|Society|Trust)\.?")
_TAIL = re.compile(r"[A-Z]\w+ (?:[a-z]{3,} )+(?!and |of |the |for )[a-z]{4,}$")
_PARENT = re.compile(
    r"\b(?:council|trust|university|college|association|society|foundation|consortium|authority|company|inc|"
    r"limited|ltd|federation|union|alliance)\.?$",
    re.IGNORECASE,
)
_WHEN_AND_WHERE = frozenset("time date day place location venue and".split())
_PRONOUNS = frozenset("We They You He She It This There".split())
_STOP = frozenset("of and the on for in to with at by a an van von de".split())


def set_body(
    body: Body,
    named: list[tuple[str, int | None]],
    labels: list[str],
    heads: list[str],
    stem: str,
    whole: str,
) -> None:
    """Fill in the body from the best of the title lines, else from what else tells of it.

    Args:
        named: (title line, line number), in order.
        labels: labels of the attendance lists; "Board members" tells that a board met.
        heads: texts before the first item.
        stem: the file's name without suffix; whole: the document's text.
    """
    best: tuple[float, str, str, int | None] | None = None
    before: tuple[str, int] | None = None  # the title line before, and where it stands
    first = next((line for _, line in named if line is not None), 0)
    for number, (text, line) in enumerate(named):
        if line is not None and line > first + 15:
            break  # far below the title
        name = body_name(text)
        if number == 0 and _PLAIN.fullmatch(text) and not (name and BODY_WORD.search(name)):
            name = text  # "Software in the Common Interest, Inc.": nothing to take off
        rank = _rank(text, name, number < 2) if name else None
        if name is None or rank is None:
            continue
        # "Upton Borough Council" over "Planning Committee": the committee met.
        place = rank + (0.5 if rank == 0 and _PARENT.search(name) else 0)
        # "Third meeting of the Reed Expert Group", "Minutes of the …" below whose group it is.
        place -= 0.25 if rank == 0 and _MEETING_OF.search(text) else 0
        near = before is not None and line is not None and line - before[1] <= 3
        if before is not None and near and rank in (0, 3) and _NAMELESS.fullmatch(name):
            if before[0].split()[-1].lower() != name.split()[-1].lower():
                name = f"{before[0]} {name}"  # "University of Upton" over "Senate"
                place = -0.5
        elif near and best is not None and best[0] <= 0.5 and rank == 0 and _PART.search(name):
            place = min(place, best[0] - 0.1)  # "Upton Care Board" over "Finance Committee"
        if line is not None and rank is not None and not find_dates(text):
            before = (name, line)
        if best is None or place < best[0]:
            best = (place, name, text, line)
    if best is not None:
        _, body.name, text, body.line = best
        if match := _ACRONYM.search(text):
            body.acronym = match[1]
        elif body.name.isupper() and len(body.name) < 8 and (long := _spelt(body.name, heads)):
            body.name, body.acronym = long, body.name
        return
    for text in heads:
        if match := _BODY_PHRASE.search(text):
            body.name = match[0]
            return
    if match := _LISTED_BODY.search(whole):
        body.name = match["body"]
        return
    if own := _named_by_file(stem, whole):
        body.name = body.acronym = own
        return
    for label in labels:
        if match := _BODY_IN_LABEL.search(label):
            body.name = match["body"].capitalize()
            return
    if slug := _slug(stem):
        body.name = slug
    elif said := _SELF.search(whole):
        body.name = said["body"].capitalize()


# A body without a name of its own, which is that of whom the line above names.
_NAMELESS = re.compile(
    r"(?:full |governing |academic |city |town |village |county )?(?:board|court|senate|cabinet|trustees|governors|assembly|executive|council)"
    r"(?: of (?:directors|education|trustees|governors|regents|supervisors|commissioners|selectmen|managers|visitors|health))?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(?:sub-?)?committee|working group|expert group|steering group|advisory group|panel|forum|working party|"
    r"task ?force)\b",
    re.IGNORECASE,
)
_MEETING_OF = re.compile(
    r"^(?:the\s+)?(?:\d+(?:st|nd|rd|th)|[a-z-]*(?:first|second|third|th))\s+(?:\w+\s+)?(?:meeting|session)\s+of\s"
    r"|^(?:draft\s+)?minutes\s+of\s+the\s+(?!(?:\w+\s+){0,2}(?:meeting|session)\b)",
    re.IGNORECASE,
)


def _spelt(acronym: str, heads: list[str]) -> str | None:
    """The name that the title matter gives a body whose title has only its acronym."""
    for text in heads:
        for match in _BODY_PHRASE.finditer(text):
            words = match[0].split()
            for start in range(len(words)):
                if "".join(w[0] for w in words[start:]).upper() == acronym:
                    return " ".join(words[start:])
    return None


def _slug(stem: str) -> str | None:
    """The body a file is named for: "harbour-council-2024-05-16" gives "Harbour Council"."""
    words = [w for w in re.split(r"[^A-Za-z]+", stem) if w and w.lower() not in _NO_BODY]
    if not 1 < len(words) <= 6 or not _SLUG_WORD & {w.lower() for w in words}:
        return None
    return " ".join(w.upper() if len(w) < 4 else w.capitalize() for w in words)


def is_own(body: Body, organisation: str) -> bool:
    """Whether what stands behind a person's name is the body that met: "TSC" of the Harbour TSC."""
    if organisation in (body.acronym, body.name):
        return True
    words = (body.name or "").split()
    return len(words) > 1 and organisation.isupper() and organisation == words[-1]
