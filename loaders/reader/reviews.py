"""What minutes say of the actions of earlier meetings."""

from __future__ import annotations

import re

from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.sentences import sentences

DASH = re.compile(r"\s+[–—-]\s+")
OUTSTANDING = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|\d+)?\s*(?:outstanding|open|remaining|carried[- ]over|incomplete)\s+actions?\b(?P<how>[^:]{0,160}):\s*(?P<list>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NOTED = re.compile(
    r"\b[Aa]ctions?\s+(?:[Pp]oints?\s+|[Ii]tems?\s+|[Nn]o\.?\s*)?"
    r"(?P<refs>[A-Z]{0,3}\d[\d./-]{0,8}(?:(?:,\s*|,?\s+and\s+|\s*&\s*)[A-Z]{0,3}\d[\d./-]{0,8}){0,9})"
    r"\s+(?:was|were|is|are|(?:has|have|had)\s+been)\s+(?:now\s+|(?:noted|reported)\s+(?:as|to\s+be)\s+)?"
    r"(?P<state>(?:not\s+)?(?:yet\s+)?(?:completed?|closed|done|discharged|carried\s+(?:over|forward)|"
    r"ongoing|outstanding|in\s+progress|withdrawn|superseded|dropped|no\s+longer\s+(?:needed|required)))\b"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def infer_status(found: ActionDraft, words: str) -> None:
    """What a review says of an action in its last words: "… : done.", "Ongoing."."""
    if words.endswith(")") or words[-1:] in "✅✔☑":
        # "… (done)", "… ✅"
        state = words[words.rfind("(") + 1 : -1] if words.endswith(")") else words[-1:]
        if len(state) < 40 and (grammar.CLOSED.search(state) or grammar.is_status(state)):
            found.status = found.status or state
            return
    pieces = sentences(words)
    told = re.split(r":\s+|\s[–—-]\s", pieces[-1][1] if pieces else words)[-1]
    apart = told != words.strip()  # a state of its own, not the words of the action
    if apart and grammar.CLOSED.search(told) or grammar.is_status(told):
        found.status = found.status or told.rstrip(".")


def noted(text: str) -> list[ActionDraft]:
    """Actions whose state a sentence tells by their numbers.

    >>> [(d.ref, d.status) for d in noted("It was noted that actions 7 and 9 were complete.")]
    [('7', 'complete'), ('9', 'complete')]
    """
    return [
        ActionDraft(f"Action {ref}", ref=ref, status=match["state"], outcome=text, source="review")
        for match in _NOTED.finditer(text)
        for ref in re.findall(r"[A-Z]{0,3}\d[\d./-]{0,8}(?<![./-])", match["refs"])
    ]


def reviewed(text: str) -> ActionDraft | None:
    """A line of a review of earlier actions: "text – owner – status"."""
    pieces = [p.strip().rstrip(".") for p in DASH.split(text)]
    if len(pieces) < 2:
        return None
    draft = ActionDraft(pieces[0], source="review")
    for piece in pieces[1:]:
        if grammar.is_status(piece):
            draft.status = piece
        elif not draft.owners and len(piece) < 50 and grammar.looks_like_owners(piece):
            draft.owners = grammar.split_owners(piece)
        else:
            draft.outcome = f"{draft.outcome} – {piece}" if draft.outcome else piece
    return draft


def outstanding(match: re.Match[str]) -> list[ActionDraft]:
    """The actions of "two outstanding actions …: a letter to X and a letter to Y"."""
    text = match["list"].strip()
    count = _NUMBERS.get(
        (match["n"] or "").lower(), int(match["n"]) if (match["n"] or "").isdigit() else 0
    )
    pieces = [p.strip(" .;-") for p in re.split(r";\s*|\n-?\s*", text) if p.strip(" .;-")]
    if len(pieces) == 1 and count > 1:
        split = [p.strip(" .,") for p in re.split(r",?\s+and\s+(?=(?:a|an|the|for|to)\s)", text)]
        if len(split) == count:
            pieces = split
    how = re.sub(r"^\s*(?:from|that|which|have|has|been|were|are)\s+", "", match["how"]).strip()
    reason = re.search(
        r"\b(?:delayed|deferred|postponed|carried|on hold|outstanding|due to|because)\b.*", how
    )
    return [
        ActionDraft(p, status="outstanding", outcome=reason[0] if reason else None, source="review")
        for p in pieces
    ]
