"""Who speaks: "Name: words", and sentences whose subject says, asks, thanks, …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutegraph.loaders.reader.phrases import Capitals
from minutegraph.loaders.reader.signs import UNKNOWN, Guarded
from minutegraph.loaders.reader.words import (
    GROUP_WORDS,
    PART_GROUPS,
    SPEECH_VERBS,
    WEAK_SPEECH_VERBS,
    WHOLE_GROUPS,
)

_ADVERBS = (
    r"(?:(?:later|also|then|again|further|briefly|subsequently|additionally|firstly|secondly|"
    r"finally|next|both|kindly|formally|warmly|now|however|has|have|first|initially|"
    r"clearly|strongly|particularly|once more|in turn|in response|in reply|herself|himself)\s+|,\s*)*"
)
_TITLE_TAIL = r"(?:\s+(?:QC|KC|MP|MSP|CBE|OBE|MBE|PhD))*(?:\s*\([^()]{1,60}\))?(?:,[^,.;:]{3,60},(?=\s+[a-z]))?"
_VERB = re.compile(rf"{_TITLE_TAIL},?\s+{_ADVERBS}(?P<verb>[a-z]+)\b")
_AFTER_VERB = re.compile(r"\s+(?P<next>(?:[^.;]|\.(?=\d)){0,80})")
# "Ann Lee, Bob Roe and Cy Poe asked": the verb comes after the last of them.
_JOINT_VERB = re.compile(
    rf"(?:,\s+[^,.;]{{2,40}}){{0,8}},?\s+(?:and|&)\s+[^,.;]{{2,40}}?\s+{_ADVERBS}(?P<verb>[a-z]+)\b"
    rf"(?:\s+(?P<next>[^.;]{{0,40}}))?"
)
_LABEL_SPEECH = re.compile(
    r"<?@?(?P<who>[^\W\d_][\w'’. &/-]{0,40}?)\s*(?P<mark>:|\s[–—-](?=\s)|\s[–—](?=\w)|(?<=\w)>)\s*(?=\S)"
)
_LABEL_MARK = re.compile("[:>–—-]")
_CLAUSE = re.compile(
    r"[.;:!?,–—-]\s$|\b(?:and|but|while|whilst|as|that|which|when|where|after|before|because|later|so)\s$",
    re.IGNORECASE,
)
_STOPS = frozenset(".;:!?,–—-")
_CLAUSE_LENGTH = 10  # of the longest word of those, with what stands around it
_TITLE_BEFORE = re.compile(
    r"(?:^|[.;:!?,]\s|\b(?:and|but|while|as|that|which|when|where)\s)(?:the\s+|The\s+)?"
    r"(?:[A-Z][\w'’.-]*,?\s+){1,3}$"
)
_GROUP_SPEECH = Guarded(
    GROUP_WORDS,
    rf"\b(?:(?:In|During|Following|After|On|Under|At|Upon|With)\s[^.,;:]{{2,60}}?,?\s+)??(?:(?:[Tt]he|[Ss]ome|[Ss]everal|[Oo]ther|[Mm]any|[Aa] number of)\s+)?(?P<who>(?i:{WHOLE_GROUPS}|{PART_GROUPS}))"
    rf"\s+{_ADVERBS}(?P<verb>[a-z]+)\b(?P<rest>[^.]*)",
)
_STOP = re.compile(r"[.!?] ")
_WHOLE = frozenset(WHOLE_GROUPS.split("|"))
_DECIDES = frozenset(
    "agreed approved resolved decided accepted endorsed adopted ratified recommended noted "
    "supported confirmed elected appointed received considered discussed reviewed".split()
)
_OPEN_AGREEMENT = re.compile(
    r"\s*(?:to|for|on|upon|unanimously)\b|\s*that\b.*\b(?:should|would|will|be)\b", re.IGNORECASE
)


def is_speech(verb: str, after: str) -> bool:
    """Whether a verb, with what follows, reports somebody speaking."""
    if verb not in SPEECH_VERBS:
        return False
    needs = WEAK_SPEECH_VERBS.get(verb)
    return needs is None or re.match(needs, after.strip()) is not None


def spoken_by(text: str, named: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Forms of listed people that are the subject of a verb of speech, as (offset, form).

    Args:
        named: every form of a listed person in the text, as (offset, form).
    """
    return [
        (start, form)
        for start, form in named
        if _speaks(text, start + len(form)) and _subject(text, start)
    ]


def _speaks(text: str, end: int) -> bool:
    """Whether a verb of speech comes after a name that ends at an offset."""
    verb = _VERB.match(text, end)
    if verb is not None and verb["verb"] != "and":
        if verb["verb"] not in WEAK_SPEECH_VERBS:
            return verb["verb"] in SPEECH_VERBS
        after = _AFTER_VERB.match(text, verb.end())
        return is_speech(verb["verb"], after["next"] if after else "")
    joint = _JOINT_VERB.match(text, end, end + 200)
    return joint is not None and is_speech(joint["verb"], joint["next"] or "")


def _subject(text: str, start: int) -> bool:
    """Whether a name stands where a subject stands: it opens a clause or joins one that does."""
    if not start or text[start - 1] == " " and text[start - 2 : start - 1] in _STOPS:
        return True
    before = text[max(0, start - 60) : start]
    opened = before.rstrip('"“(')
    if not opened.strip() or _CLAUSE.search(opened[-_CLAUSE_LENGTH:]):
        return True
    # A title of one's own may stand before: "Vice Chair Lee", "County Cllr Poe".
    words = before.split()
    return words[-1][0].isupper() and bool(_TITLE_BEFORE.search(before))


def label_speech(text: str) -> tuple[str, int] | None:
    """The speaker's label of "Name: words" (or "Name – words") and where the words begin."""
    match = _LABEL_SPEECH.match(text) if _LABEL_MARK.search(text, 0, 50) else None
    if match is None or len(match["who"].split()) > 4:
        return None
    return match["who"].strip(), match.end()


# "Ann: who writes it? Bob: I do.": turns that follow on one line.
_WITHIN = re.compile(r"(?<=[.?!]) (?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}): (?=\S)")


def within(text: str, start: int) -> list[str]:
    """The labels of further turns inside a text, behind the end of a sentence."""
    return [match["who"] for match in _WITHIN.finditer(text, start)]


def dashed(text: str) -> bool:
    """Whether a speaker's label ends in a dash: "Ann – we should wait"."""
    match = _LABEL_SPEECH.match(text)
    return match is not None and match["mark"].strip() in {"-", "–", "—"}


# "Q: …? (Ann)": who asks or answers stands behind.
_ASKED = re.compile(
    r"(?:Q|A|Question|Answer|Response|Challenge)\d{0,2}\s*[:.]\s.*\((?P<who>[^()]{2,40})\)\s*\.?$"
)


_ASKER_STARTS = frozenset("QARC")
_ASKS = re.compile(r"(?:Q|A|Question|Answer)\s*\((?P<who>[^()]{2,40})\)\s*:\s")


def asker(text: str) -> str | None:
    """Who stands in brackets behind a question or its answer."""
    if text[:1] not in _ASKER_STARTS:
        return None
    match = _ASKED.match(text) if text.endswith((")", ").")) else _ASKS.match(text)
    return match["who"] if match else None


_ROLE_BEFORE = re.compile(r"(?:^|[.;,]\s+|\b(?:and|that|as|while|but)\s+)$")
_ROLE_SPEECH = re.compile(
    rf"(?P<who>(?:The|the)\s+[A-Z][\w'’-]*(?:\s+(?:of\s+|for\s+)?[A-Z][\w'’-]*){{0,3}})"
    rf"(?:\s*\([^()]{{1,60}}\))?\s+{_ADVERBS}(?P<verb>[a-z]+)\b(?P<next>(?:[^.;]|\.(?=\d)){{0,80}})"
)


def roles_speaking(text: str, capitals: Capitals, shift: int = 0) -> list[tuple[int, str]]:
    """Posts that speak: "The Clerk replied", as (offset, "The Clerk").

    Args:
        capitals: the capitalised words of the text, their offsets larger by `shift`.
    """
    found = []
    stop = 0
    for at, _, _ in capitals:
        capital = at - shift
        start = capital - len("the ")
        if text[start + 1 : capital] != "he " or start < stop or text[start] not in "Tt":
            continue
        if not _ROLE_BEFORE.search(text, max(stop, start - _CLAUSE_LENGTH), start):
            continue
        if match := _ROLE_SPEECH.match(text, start):
            stop = match.end()
            if is_speech(match["verb"], match["next"]):
                found.append((start, match["who"]))
    return found


def groups_speaking(text: str, signs: int = UNKNOWN) -> list[tuple[int, str]]:
    """Groups that speak with nobody named: "Members asked", as (offset, "Members").

    A whole body that agrees or approves decides, which is no speech.
    """
    found = []
    for match in _group_speech(text, signs):
        verb, who = match["verb"], match["who"]
        group = who.lower()
        if group == "meeting" or not is_speech(verb, match["rest"]):
            continue
        if verb in _DECIDES:
            if group in _WHOLE or verb in {"noted", "received", "approved", "resolved"}:
                continue
            if group != "officials" and _OPEN_AGREEMENT.match(match["rest"]):
                continue
        elif group in _WHOLE and verb in {"thanked", "welcomed", "thanks"}:
            continue
        found.append((match.start("who"), who[0].upper() + who[1:]))
    return found


def _group_speech(text: str, signs: int) -> Iterator[re.Match[str]]:
    """Sentences that a group opens, where the sentence before is no part of what it says."""
    if not signs & _GROUP_SPEECH.sign:
        return
    stop = 0
    for start in _sentence_starts(text):
        if start < stop:
            continue
        if match := _GROUP_SPEECH.pattern.match(text, start):
            yield match
            stop = match.end() + len(". ")


def _sentence_starts(text: str) -> list[int]:
    """Where sentences of a text begin, which has single blanks."""
    return [0, *(match.end() for match in _STOP.finditer(text))]
