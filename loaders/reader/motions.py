"""Motions: what was moved, by whom, and how it ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutegraph.loaders.reader.signs import UNKNOWN, Guarded, sign

# Who moved and who seconded, on a line of their own beside the motion's words.
MOVERS = Guarded(
    "moved",
    r"^\W*moved(?: by)?\s*:?\s+(?P<moved>(?:Cr|Cllr|Councill?or|Mr|Mrs|Ms|Dr|Mayor|Deputy Mayor)?\.?\s*[A-Z][^:;,.]{1,40}?)[,;/]?\s+"
    r"second(?:ed)?(?: by)?\s*:?\s+(?P<seconded>[A-Z][^:;]{1,40}?)\W*$",
    re.IGNORECASE,
)


# Who moved what stands right above, on a line of its own.
PROPOSED_BY = Guarded(
    "proposed moved motioned",
    r"^\W*(?:proposed|moved|motioned)\s+by\s*:?\s+(?P<who>[A-Z][\w'’.@ -]{0,40}?)\W*$",
    re.IGNORECASE,
)
COUNTS = Guarded(
    "yes= aye= ayes= favour= favor= for=",
    r"^\W*(?:yes|ayes?|in favou?r|for)\s*[:–-]\s*\d+\b.*?(?P<how>carried|passed|approved|failed|defeated|lost)?\W*$",
    re.IGNORECASE,
)


_OUTCOME = Guarded(
    "unanimous motion vote proposal resolution nomination order status result outcome carried carries pass approved "
    "adopted agreed accepted not= fail defeated lost lapsed rejected withdrawn tabled died "
    "0 1 2 3 4 5 6 7 8 9",
    r"^\W*(?:after [^,.]{3,40},\s*)?(?:(?:by )?(?:unanimous|general) consent[,;:]\s*)?(?:status|result|outcome|vote)?\W*(?:(?:the|this|both|all|special|amended|above)\s+)*(?:motions?|votes?|proposals?|resolutions?|nominations?|orders?)?"
    r"(?:\s+\d\w*)?(?:,[^,.]{0,80},)?\s*(?:as amended\s+)?(?:was\s+|were\s+|is\s+|has been\s+|then\s+)?(?:second(?:ed)? and\s+)?(?:unanimously\s+|duly\s+|then\s+)?"
    r"(?P<how>unanimous|carried|carries|passed|passes|approved|adopted|agreed(?!\s+(?:to|that|on)\s+\w)|accepted|not approved|failed|fails|defeated|lost|lapsed|rejected|withdrawn|tabled|died)\b"
    r"(?P<rest>.{0,80})\W*$",
    re.IGNORECASE,
)


RULED = sign("carried lapsed defeated lost passed failed")  # of an outcome that is no title


_COUNTED = Guarded(
    "vote",
    r"^\W*(?:the\s+)?(?:vote|voted)\W*(?:was\s+)?(\d+)\s*[-–]\s*(\d+)\b",
    re.IGNORECASE,
)


_AGAINST_IT = ("not", "lapse", "fail", "defeat", "lost", "reject", "withdr", "tabled", "died")


_MOTION_MARK = Guarded(
    "mot",
    r"^\W*Mot(?:ion)?(?:\s*#?\d+)?\s*:\s*(?:Motion\s+)?(?P<text>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)


_MOTION_FIELDS = re.compile(
    r"[\s.;(]+(?P<name>moved|proposed|proposer|seconded|seconder|second|sponsor|vote|ayes|nays|noes|"
    r"abstain(?:ed|ing)?|abstentions?|in favou?r|against|opposed|recused)(?:\s+by)?\s*:\s*",
    re.IGNORECASE,
)


_RESULT = re.compile(
    r"[\s.;(]*\b(?P<result>carried|passed|failed|defeated|lost|approved|adopted|tabled)\b[\s,]*"
    r"(?:by\s+)?(?:unanimously|(?P<for>\d{1,3})\s*[-–to/]+\s*(?P<against>\d{1,3})(?:\s*[-–]\s*(?P<abstain>\d{1,3}))?)?[^.]*\.?\s*$",
    re.IGNORECASE,
)


MOTIONS = _MOTION_MARK.sign  # of whatever `read_motion` reads
_MOTION_TO = Guarded(
    "motion",
    r"^\W*Motion to (?P<text>[^:]{4,200}):\s*(?P<how>(?:(?P<moved>[A-Z][\w'’. -]{1,40}?) moved)?,?\s*"
    r"(?:(?P<seconded>[A-Z][\w'’. -]{1,40}?) seconded)?.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion as moved: its words, mover and seconder, result, counts, and votes by name."""

    text: str
    proposer: str | None = None
    seconder: str | None = None
    result: str | None = None
    counts: tuple[int | None, int | None, int | None] = (None, None, None)
    names: tuple[tuple[str, str], ...] = ()


def _counts(result: re.Match[str] | None) -> tuple[int | None, int | None, int | None]:
    """The counts of "Carried 5-1-1"."""
    if result is None:
        return (None, None, None)
    found = [int(result[k]) if result[k] else None for k in ("for", "against", "abstain")]
    return (found[0], found[1], found[2])


def outcome(sentence: str, signs: int = UNKNOWN) -> bool | None:
    """Whether a sentence that says only how a motion ended says it was carried; None for others.

    >>> outcome("Motion passed with one abstention."), outcome("The motion was defeated.")
    (True, False)
    """
    if len(sentence) > 160:
        return None
    if counted := _COUNTED.match(sentence, signs):
        return int(counted[1]) > int(counted[2])
    match = _OUTCOME.match(sentence, signs)
    return None if match is None else not match["how"].lower().startswith(_AGAINST_IT)


def read_result(text: str) -> Motion | None:
    """What "Carried 5-1" says of a motion that stands before it."""
    found = _RESULT.search(text)
    return Motion("", result=found["result"].lower(), counts=_counts(found)) if found else None


def read_motion(text: str, signs: int = UNKNOWN) -> Motion | None:
    """The motion of "Motion: … Moved: A. Seconded: B. Carried 5-1."; None for other texts.

    >>> read_motion("Motion: Adjourn. Moved: Yoon. Seconded: Osgood. Carried 6-0.").proposer
    'Yoon'
    """
    if named := _MOTION_TO.match(text, signs):
        told = _RESULT.search(named["how"])
        if told is None or told["result"].lower() in {"failed", "defeated", "lost", "tabled"}:
            return None
        return Motion(
            named["text"].strip(),
            named["moved"],
            named["seconded"],
            told["result"].lower(),
            _counts(told),
        )
    match = _MOTION_MARK.match(text, signs)
    if match is None:
        return None
    head, *pieces = _MOTION_FIELDS.split(" " + match["text"])
    values: dict[str, str] = {}
    names: list[tuple[str, str]] = []
    result: re.Match[str] | None = None
    parts = [("text", head), *zip(pieces[::2], pieces[1::2], strict=True)]
    for name, value in parts:
        if found := _RESULT.search(value):
            result, value = found, value[: found.start()]
        low = name.lower()
        kind = (
            "proposer" if low.startswith(("moved", "propos", "sponsor"))
            else "seconder" if low.startswith("second")
            else "for" if low.startswith(("aye", "in fav"))
            else "against" if low.startswith(("nay", "noe", "against", "opposed"))
            else "abstained" if low.startswith("abst")
            else low
        )  # fmt: skip
        value = value.strip(" .;")
        if kind in {"for", "against", "abstained"} and not value.isdigit():
            names += [
                (kind, v.strip(" .")) for v in re.split(r",\s*|\s+and\s+", value) if v.strip(" .")
            ]
        values[kind] = value
    return Motion(
        values["text"],
        values.get("proposer"),
        values.get("seconder"),
        result["result"].lower() if result else None,
        _counts(result),
        tuple(names),
    )
