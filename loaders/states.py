"""How far an action is, from the words minutes use for it."""

from __future__ import annotations

import re
from typing import Literal

State = Literal["open", "carried", "done", "dropped"]

# Words that leave no doubt, at the start of what is said; what follows is comment.
_DROPPED = re.compile(
    r"(?:\b(?:dropped|withdrawn|cancelled|canceled|abandoned|superseded|obsolete|lapsed)\b"
    r"|\bno longer (?:needed|required|relevant|applicable|necessary|being pursued|pursued)\b"
    r"|\bovertaken\b|\bnot (?:needed|required|pursued|proceeding|being (?:pursued|taken forward))\b)",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:carried|carry (?:over|forward)|c/f(?:wd)?|rolled (?:over|forward)"
    r"|on-?\s?going|in (?:progress|hand|train|part)|progressing|under\s?way|outstanding|pending|overdue"
    r"|unfinished|re-?opened|(?:kept|keep|left|is|still|remains?|currently) open|will be"
    r"|incomplete|continu(?:e|es|ed|ing)|to (?:be|follow)|still|remain(?:s|ing)?|awaiting|awaited"
    r"|deferred|delayed|postponed|paused|on hold|slipped|started|commenced"
    r"|(?:part(?:ly|ially)?|mostly|nearly|almost|largely|half)[ -]+(?:done|complete[d]?|closed)"
    r"|no (?:progress|update|action)|\d?\d ?%)(?!\w)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|completed?|closed|discharged|actioned|fulfilled|finished|achieved|implemented"
    r"|resolved(?! (?:to|that)\b))\b|[✓✔☑✅]|^\W*x\W*$|\b100 ?%",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|nothing|hardly|yet to|has(?:n['’]t)|have(?:n['’]t)|un)\b", re.IGNORECASE
)
_YET = re.compile(r"\W*not (?:yet|started|begun)\b", re.IGNORECASE)
_OPEN = re.compile(r"\W*open\b", re.IGNORECASE)
_ACTION = re.compile(r"\baction (?:is|was|has been|now|can be)(?: \w+){1,2}", re.IGNORECASE)
_STATED = 6  # words; a longer piece is prose, and only its first words tell the state
_PIECE = re.compile(r"\s*(?:[.;:,(]|\s[–—-]|[–—]|-\s)\s*")


def state_of(words: str | None) -> State | None:
    """What words say of an action: done, dropped, or still to be done (`carried`).

    Only words that leave no doubt count, in the first piece that has any; None where there are
    none ("Received", "Ann to speak to Bo").

    >>> [state_of(said) for said in ("Done- sent in May", "Not Done", "Ongoing", "Received")]
    ['done', 'carried', 'carried', None]
    >>> [state_of(said) for said in ("Closed – no longer needed", "to be completed", "Partly done")]
    ['dropped', 'carried', 'carried']
    """
    pieces = [piece for piece in _PIECE.split(words or "") if piece]
    for number, piece in enumerate(pieces):
        if number and len(piece.split()) > 3:
            break  # prose behind the status tells what happened, not how far it is
        if found := _piece(piece):
            if found == "done" and any(_DROPPED.match(later) for later in pieces[number + 1 :]):
                return "dropped"
            return found
    return None


def _piece(piece: str) -> State | None:
    words = piece.split()
    text = piece if len(words) <= _STATED else " ".join(words[:3])
    if len(words) > _STATED and (told := _ACTION.search(piece)):
        text += " " + told[0]
    if _DROPPED.search(text):
        return "dropped"
    if _DONE.search(text):
        return "carried" if _NOT.search(text) or _CARRIED.search(text) else "done"
    if _CARRIED.search(text) or _OPEN.match(text) or _YET.match(text):
        return "carried"
    return None
