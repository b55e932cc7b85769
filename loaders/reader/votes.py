"""Votes by name, one a line."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import Decision, Votes
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.signs import Guarded

_VOTE_LINE = Guarded(
    "yes= no= aye= nay= abstain= abstained= abstains= for= against= absent= recuse= recused= 0= 1=",
    r"^(?P<who>[A-Z][\w .'’-]{1,50}?)\s*(?:(?:[-–—:]|\s-\s)\s*(?P<vote>yes|no|aye|nay|abstain(?:ed|s)?|for|against|absent|recused?)\.?"
    r"|\s(?P<count>[+-][01]|0)(?:\s*\([^()]*\))?)$",
    re.IGNORECASE,
)
_COUNTS = {"+1": "yes", "-1": "no", "0": "abstain", "+0": "abstain", "-0": "abstain"}


def roll_calls(context: Context) -> None:
    """Votes by name ("Ann Lee - Yes", "Ann +1"), one a line, belong to the decision before them."""
    minutes = context.minutes
    rows: list[tuple[str, str, Block, int]] = []
    item: int | None = None
    for ordinal, draft in context.paragraphs():
        for part in draft.parts:
            told = part.signs & _VOTE_LINE.sign and (len(part.text) < 90 or part.text[-1:] == ")")
            match = _VOTE_LINE.match(part.text, part.signs) if told else None
            if match is None or draft.item != item:
                if rows:
                    _attach(context, item, rows)
                rows, item = [], draft.item
            if match is not None:
                vote = _COUNTS.get(match["count"]) or (match["vote"] or "").lower()
                rows.append((match["who"], vote, part, ordinal))
    _attach(context, item, rows)
    minutes.decisions.sort(key=lambda d: d.line or 0)


def _attach(context: Context, item: int | None, rows: list[tuple[str, str, Block, int]]) -> None:
    """Give a run of votes to the last decision of their item that stands before them."""
    if len(rows) < 2:
        return
    minutes = context.minutes
    names: dict[str, list[str]] = {}
    for who, vote, part, _ in rows:
        person = context.who(who, item, "", part.no)
        names.setdefault(_kind(vote), []).append(person.name if person else who)
    votes = Votes.model_validate(
        {
            "for": len(names.get("for", [])),
            "against": len(names.get("against", [])),
            "abstained": len(names.get("abstained", [])),
            "names": names,
        }
    )
    first = rows[0][2].no
    own = [d for d in minutes.decisions if d.item_ordinal == item]
    before = [d for d in own if (d.line or 0) < first and d.votes is None] or own[:1]
    if before:
        before[-1].votes = votes
        return
    # The motion is what stands before the votes.
    said = [
        p for p in minutes.paragraphs
        if p.item_ordinal == item and p.ordinal < rows[0][3] and not p.text.rstrip().endswith(":")
    ]  # fmt: skip
    if said:
        minutes.decisions.append(
            Decision(
                text=said[-1].text, votes=votes, ref=said[-1].ref or said[-1].item,
                item_ordinal=item, paragraph=said[-1].ordinal, line=said[-1].line,
            )
        )  # fmt: skip


def _kind(vote: str) -> str:
    if vote in {"yes", "aye", "for"}:
        return "for"
    if vote in {"no", "nay", "against"}:
        return "against"
    return "abstained" if vote.startswith("abst") else "absent"
