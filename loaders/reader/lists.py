"""Labels of attendance lists: what a list's heading says about the people under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from minutegraph.loaders.minutes import Capacity, Status
from minutegraph.loaders.reader.names import initials_fit, is_given_name, is_person
from minutegraph.loaders.reader.signs import Guarded, any_of, signs

_STRONG = Guarded(
    "present attend apolog regrets absen excused sederunt participa roll dial joined call room meeting "
    "missing late tardy left anwesend entschuldigt pr excus asistentes aanwezig afwezig assenti teilnehmer närvarande",
    r"\b(?:present|attend(?:ing|ees?|ed)|attend[ae]nce|apolog(?:y|ies|ises)|regrets|"
    r"absent(?:ees)?|absences?|excused|sederunt|participants?|participating|roll[- ]call|"
    r"dial(?:l?ed)?[- ]in|joined by|on the call|in the (?:room|meeting|call)|missing|participated|tardy|"
    r"anwesend\w*|entschuldigt\w*|pr[ée]sents?|excus[ée]+s|asistentes|aanwezig|afwezig|presenti|assenti|"
    r"teilnehmer\w*|närvarande)\b",
    re.IGNORECASE,
)
_WEAK = Guarded(
    "member official officer guest visitor observ invit staff commissioner supervisor senator aldermen "
    "secretar trustee director council governor chair clerk scrib note minute remote online virtual "
    "phone telephone video via board committee represent delegate alternate public press facilitator "
    "speaker officio advis expert quorum voter leave liaison executive assessor contractor community "
    "team deput panel presid presenter keeper recorder host regulator rapporteur interpreter protokoll notulist vorsitz",
    r"\b(?:members?|officials?|officers?|guests?|visitors?|observers?|invitees|invited|staff|"
    r"commissioners|supervisors|senators|aldermen|"
    r"secretariat|trustees|directors|councillors|governors|chair(?:man|woman|person|s)?|"
    r"co-chairs?|secretary|clerk|scribes?|note[- ]?takers?|minute[- ]?takers?|minutes|notes|"
    r"remote(?:ly)?|online|virtual(?:ly)?|(?:by|on the) (?:phone|telephone|video)|via \w+|"
    r"board|committee|representatives?|delegates?|alternates?|public|press|facilitators?|"
    r"presenters?|speakers|ex[- ]officio|advis[eo]rs|experts|quorum|by invitation|voters|on leave|liaisons?|observing|represented by|executives|assessors|contractors|community|council|team|"
    r"deputies|panel|presiding|scribing|keeper|recorder|hosts?|protokoll\w*|notulist|vorsitz\w*|regulators|rapporteurs?|interpreters)\b",
    re.IGNORECASE,
)
# Words that make a heading about people something other than a list of who was there.
_NOT_LISTS = re.compile(
    r"\b(?:approv\w+|(?:elect(?:ed|ion\w*)|appoint\w+)(?!\s+(?:members|councill?ors|governors|directors|trustees|officials|representatives)\b)|nominat\w+|new members|propos\w+|review\w*|"
    r"report\w*|update\w*|recruit\w*|actions?|agenda|matters|minutes of|policy|terms|next|"
    r"previous|last|working groups?|joining|resign\w*|how|what|why|should|questions?|"
    r"discussion|feedback|presentations?|welcome|comments?|hearings?|input|remarks|petitions?|participation|vote[sd]?|voting(?!\s+(?:members?|attend\w+|represent\w+|"
    r"participants?|directors|delegates|board))|interests?|training|places)\b",
    re.IGNORECASE,
)
LABELS = any_of((_STRONG, _WEAK))  # what the label of any list has
_TAIL = re.compile(r"\s*[:.–—-]+\s*$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_WORDS = re.compile(r"[^\W\d_][\w'’&/-]*")
_DATED = re.compile(r"\d{4}|\d[:.]\d")
_FILLER = frozenset(
    "phone telephone the a an of in at for and or & / by on to from via with were was are is also those who that "
    "only all following other others non voting list names name part session sessions meeting "
    "person people held being not our please note received given sent recorded accepted had been "
    "were have individuals organisations organisation representing capacity additional further "
    "full department departments government departmental external internal independent "
    "elected appointed evening morning afternoon night tonight today attendees notice there half hour first future incoming prospective elect lay core permanent associate call room "
    "voting nonvoting non-voting excused invitation vacant positions tsc tac pro tem all their his her who either sending represented unable without roll".split()
)
_SESSION = Guarded(
    "session sitting part half meeting day=",
    r"\b(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|morning|afternoon|evening|opening|closing|"
    r"final|last|am|pm|open|closed|public|private)\s+(?:session|sitting|part|half|meeting)"
    r"|\b(?:session|sitting|part|day)\s+(?P<m>[1-9]|one|two|three|four|i{1,3}|iv|[A-D])\b",
    re.IGNORECASE,
)
_GROUPS = frozenset("council team community panel".split())
_TAKER = re.compile(r"\b(minute|note)s?\s+taker", re.IGNORECASE)
_SITTING = re.compile(
    r"\bmeetings? of\b|\b\w+['’]s\s+(?!absen|apolog|attend)|\bheld (?:by|at|in|on|via)\b",
    re.IGNORECASE,
)
# Who was there for a part of it: "Late: Ann Lee", "Left early: Bo Roe".
_PART = re.compile(
    r"(?:(?:members|directors|trustees|councill?ors|senators|governors)\s+)?(?:(?:arriv(?:ed|ing)|joined|came)\s+late|"
    r"late(?:\s+arrivals?|comers)?|tardy|left\s+early|early\s+departures?)",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"(?:(?:for|on behalf of)\s+)?(?:the\s+)?([A-Z].{1,60}?),?\s+represented by$", re.IGNORECASE
)
# "Heron Foundation Staff": whose they are.
_STAFF_OF = re.compile(
    r"(?P<org>(?:[A-Z][\w&-]*\s+){1,4}(?:Foundation|Consortium|Institute|Association|Society|Alliance|University|"
    r"Federation|Union))\s+[Ss]taff"
)
# "Attendance and apologies": whoever is listed under it was there, unless the entry says otherwise.
_BOTH = re.compile(r"\b(?<!non-)(?:attend\w+|present)\s*(?:and|&|/)\s*(?:apolog|regret|absen)")
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "morning": 1, "am": 1, "afternoon": 2, "pm": 2, "opening": 1, "evening": -1, "closing": -1,
    "final": -1, "last": -1, "one": 1, "two": 2, "three": 3, "four": 4, "i": 1, "ii": 2,
    "iii": 3, "iv": 4, "a": 1, "b": 2, "c": 3, "d": 4, "open": 1, "public": 1, "closed": -1,
    "private": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListLabel:
    """What the label of an attendance list says.

    Attributes:
        text: the label as written, without its colon.
        strong: it names attendance itself ("present", "apologies"), not only people.
        sessions: ordinals of the sessions it is for, -1 the last; empty: all.
        main: people listed as the meeting's own (members), not beside them.
        organisation: whom the people under it speak for ("The Trust represented by:").
    """

    text: str
    capacity: Capacity
    status: Status
    strong: bool
    sessions: tuple[int, ...] = ()
    main: bool = False
    organisation: str | None = None


def sessions_in(text: str) -> tuple[int, ...]:
    """Ordinals of the sessions a text names: "(first session only)" gives (1,)."""
    found: list[int] = []
    for match in _SESSION.finditer(text, signs(text)):
        word = (match["n"] or match["m"]).lower()
        number = int(word) if word.isdigit() else _ORDINALS.get(word)
        if number is not None and number not in found:
            found.append(number)
    return tuple(found)


@lru_cache(maxsize=2_000)
def read_label(text: str) -> ListLabel | None:
    """The attendance list a label opens, None where it opens none.

    >>> read_label("Officials present (first session only):").capacity
    'official'
    >>> read_label("Individual members approved") is None
    True
    """
    if len(text) > 100 or not (found := signs(text)) & LABELS:
        return None
    label = text.strip().strip("*_#").strip()
    label = _TAIL.sub("", label).replace("*", "")
    if "represented by" in label and (sender := _SENDER.match(label)):
        return ListLabel(label, "member", "present", True, main=True, organisation=sender[1])
    if not label or len(label) > 90:
        return None
    sender = _STAFF_OF.fullmatch(label) if label[-5:].lower() == "staff" else None
    core = _BRACKETS.sub(" ", label)
    words = _WORDS.findall(_TAKER.sub(r"\1-taker", core) if "aker" in core else core)
    if not words or len(words) > 10:
        return None
    part = _PART.fullmatch(core.strip())
    strong = bool(part or _STRONG.search(core, found))
    if not strong and not _WEAK.search(core, found):
        return None
    if _NOT_LISTS.search(core) or _SITTING.search(core):
        return None
    if _DATED.search(core):
        return None  # a date or time: a title, not a list
    unknown = [
        w
        for w in words
        if w.lower() not in _FILLER
        and not _STRONG.pattern.fullmatch(w)
        and not _WEAK.pattern.search(w)
    ]
    if part or unknown and _SESSION.search(core, found):
        unknown = []
    if (
        not strong
        and unknown
        and _GROUPS.issuperset(
            w.lower() for w in words if w not in unknown and w.lower() not in _FILLER
        )
    ):
        return None  # "Riverside District Council:" names a body
    if not strong and len(unknown) > 1 and not text.rstrip().endswith(":"):
        who = " ".join(unknown)
        named = is_given_name(unknown[0]) or _own_initials(label, who)
        if is_person(who) and (named or words == [words[0], *unknown] and _POST.match(words[0])):
            return None  # "Representative Ann Lee", "Ann Lee (AL) Chair": a person, and a post
    # The body's own name may stand in the label ("RR3 members present"), a sentence may not.
    lower_unknown = [w for w in unknown if w[0].islower()]
    if lower_unknown or len(unknown) > (5 if strong else 2):
        return None
    return ListLabel(
        label,
        _capacity(core.lower()),
        _status(core.lower()),
        strong,
        sessions_in(label),
        main=_is_main(core.lower()),
        organisation=sender["org"] if sender else None,
    )


_POST = re.compile(
    r"(?:representative|senator|delegate|observer|officer|director|governor|trustee|commissioner)$",
    re.IGNORECASE,
)


def _own_initials(label: str, who: str) -> bool:
    """Whether the brackets of a text hold the initials of the person it names."""
    return any(initials_fit(letters, who) for letters in re.findall(r"\(([A-Z]{2,4})\)", label))


def _status(label: str) -> Status:
    if _PART.fullmatch(label.strip()):
        return "partial"
    if _BOTH.search(label):
        return "present"
    if re.search(r"(?:without|no) (?:apolog|notice)", label):
        return "absent"
    if re.search(r"apolog|regret|excus|entschuldigt|on leave|leaves? of absence", label):
        return "apologies"
    if re.search(
        r"\babsen|not (?:present|in attendance|attending)|missing|afwezig|assenti|abwesend", label
    ):
        return "absent"
    if re.search(
        r"\b(?:remote|online|virtual|phone|telephone|video|dial|zoom|teams|(?<!roll )call(?! to\b))",
        label,
    ):
        return "remote"
    return "present"


def _capacity(label: str) -> Capacity:
    if re.search(r"\b(?:future|incoming|prospective|elect)\b", label):
        return "observer"
    if re.search(r"\b(?:observers?|observing|public|press)\b", label):
        return "observer"
    if re.search(
        r"\bofficials?\b|\bcivil servants?\b|\bgovernment\b|\bdepartment(?:s|al)?\b", label
    ):
        return "official"
    if re.search(
        r"\b(?:guests?|visitors?|invite(?:d|es)|by invitation|presenters?|speakers)\b", label
    ):
        return "guest"
    if re.search(
        r"\balternates?\b|\bsubstitutes?\b|\bdeput(?:y|ies)\b(?!\s+(?:clerk|secretary|chair|mayor))",
        label,
    ):
        return "alternate"
    if re.search(r"\bmembers?\b|\btrustees\b|\bgovernors\b|\bcouncillors\b|\bdirectors\b", label):
        return "member"
    if re.match(r"(?:co-?)?chair\w* (?:and|&|/)", label):
        return "chair"
    if re.search(r"\b(?:secretar(?:y|iat)|clerk|scribes?|protokoll\w*|notulist|scribing|keeper of|recorder|(?:note|minute)[- ]?takers?|"
                 r"minutes|notes)\b", label):  # fmt: skip
        return "secretary"
    if re.search(r"\b(?:co-)?chair|presiding|vorsitz|facilitator|moderator", label):
        return "chair"
    if re.search(r"\b(?:staff|executives|officers?|advis[eo]rs)\b", label):
        return "staff"
    if (
        re.search(r"\b(?:also|others?|additional|in attend[ae]nce)\b", label)
        and "members" not in label
    ):
        return "staff" if re.search(r"also|other|additional|^in attend", label) else "member"
    return "member"


def _is_main(label: str) -> bool:
    return not re.search(r"\balso\b|\bothers?\b|\badditional\b|^in attend", label)
