"""What a text does with an issue: by its place in the record, and by words that say so.

A paragraph asks where it says asked, wondered, enquired or queried with what was wanted to be known,
or speaks of a question put; it answers where it says replied, responded or answered, or in reply to
something. To be asked to do something is no question. Of one that does both the answer counts.
"""

from __future__ import annotations

import re

RAISED, DISCUSSED, ASKED, ANSWERED = "raised", "discussed", "asked", "answered"
DECIDED, GIVEN, REVIEWED = "decided", "action given", "action reviewed"
KINDS = (RAISED, DISCUSSED, ASKED, ANSWERED, DECIDED, GIVEN, REVIEWED)

_WHAT = r"(?:whether|if|how|what|when|where|who|whom|whose|why|which|about)"
_ASKED = re.compile(
    rf"""\b(?:
      (?:asked|asks)\s+(?:[^\s.;:?!]+\s+){{0,6}}?{_WHAT}\b
    | (?:asked|asks)\s+for\s+(?:(?:an?|more|further|some|any)\s+)?
      (?:clarification|confirmation|details?|information|update|views?|assurance)
    | wondered\s+{_WHAT}\b | enquired | inquired | queried
    | questions?\s+(?:from|by|was|were|about|on|as\s+to)\b
    | (?:raised|put|posed|had)\s+(?:an?|the|some|several|two|three|further|many)\s+(?:\w+\s+)?questions?
    | (?:reply|response|answer)\s+to\s+(?:an?|the|his|her|their|this|that|questions?)\b[^.;]{{0,30}}\bquestions?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ANSWERED = re.compile(
    r"""\b(?:
      replied\b
    | responded\b(?!\s+to\s+the\s+(?:consultation|survey|call|invitation|report))
    | answered(?=\s*[,.:;]|\s+(?:that|yes|no|in\s+the)\b|\s+(?:[\w'’]+\s+){0,3}questions?\b)
    | in\s+(?:reply|answer)\b
    | in\s+response\s+to\s+(?:an?|the|this|that|his|her|their|\w+['’]s)?\s*(?:\w+\s+)?(?:questions?|query|queries)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these is in every text that either finds; to look for them takes a tenth of the time.
_SIGNS = ("ask", "wonder", "nqui", "quer", "questi", "repl", "respon", "answer")

# Somebody comes or goes, and nothing else is said.
_MOVES = re.compile(
    r"[^.;:]{1,200}\b(?:left|joined|arrived|withdrew|returned|departed|rejoined)"
    r"(?:\s+(?:the|this)\s+(?:meeting|room|call|session|chamber)|\s+us)?"
    r"(?:\s+at\s+(?:this\s+point|[\d.:]+\s*(?:[ap]\.?m\.?)?))?[\s.]*",
    re.IGNORECASE,
)


def only_moves(text: str) -> bool:
    """Whether a paragraph says no more than that people came or went.

    >>> only_moves("Ms Marsh arrived at 7.05pm."), only_moves("Oak was all that was left to buy.")
    (True, False)
    """
    return _MOVES.fullmatch(text.strip()) is not None


def kind_of(text: str) -> str:
    """Whether a paragraph asks, answers or just discusses.

    >>> kind_of("Susan Pellow asked whether keepers would be told.")
    'asked'
    >>> kind_of("Asked about the price, Ms Calder replied that it was not known.")
    'answered'
    >>> kind_of("The chair asked members to read the paper about gates.")
    'discussed'
    """
    # In lower case as a pattern that ignores case has it: a long s is an s, a dotless i an i.
    plain = text.lower().replace("ſ", "s").replace("ı", "i")
    if not any(sign in plain for sign in _SIGNS):
        return DISCUSSED
    if _ANSWERED.search(text):
        return ANSWERED
    return ASKED if any(not _requests(m[0]) for m in _ASKED.finditer(text)) else DISCUSSED


def _requests(asked: str) -> bool:
    """Whether what stands between asked and what was wanted is a request: asked Holm to say how."""
    return " to " in asked.lower() and asked.lower().startswith("ask")
