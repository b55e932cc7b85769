"""Actions: the marks minutes give them, their owners, deadlines and states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from minutegraph.loaders.reader.agenda import STAMP
from minutegraph.loaders.reader.names import (
    has_organisation_word,
    has_position_word,
    is_person,
)
from minutegraph.loaders.reader.sentences import sentences
from minutegraph.loaders.reader.words import ORGANISATION_WORDS, PARTICLES, POSITION_WORDS
from minutegraph.loaders.states import state_of

_WORD = r"(?:ACTIONS?|Actions?|action)(?:\s+(?:points?|items?|POINTS?|ITEMS?|Points?|Items?))?|AP\b|AP(?=\d)|A\.P\.|AI(?=\s*[:#\d(])"
_REF = r"(?P<ref>#?[A-Z]{0,3}\d{1,4}(?:[./-]\d{1,4})*[a-z]?)"
MARKER = re.compile(
    rf"^\W*(?:[Nn]ext\s)?(?:{_WORD})(?:\s*|-(?=\d))(?:{_REF})?\s*(?:\((?P<state>[^()]{{2,40}})\)\s*)?"
    r"(?:(?:for|on|by|to)\s+(?P<for>[^:–—-]{2,60}?)|(?P<who>(?:[A-Z][\w'’.-]*\s?){1,3}))?\s*"
    r"(?P<sep>[:–—]|\s-\s|-\s)\s*(?P<text>.*)$",
    re.DOTALL,
)
# How every mark begins, whatever follows; nearly no other paragraph begins so.
_MARKED = re.compile(r"\W*(?:[Nn]ext )?(?:[Aa][CcPpIi.]|[Tt][Oo])|[→⇒=-]")
TODO = re.compile(
    r"^\W*(?:TODO|TO DO|To do|AI(?=\s?\()|ACTION(?=\s?\(@)|Action(?=\s?\(@))\s*(?:\((?P<for>[^()]{1,60})\)|(?P<at>@[\w-]+)(?=[\s:]))?\s*(?:[:–-]|(?<=[\w)]))\s*(?P<text>\S.*)$"
    r"|^(?:→|⇒|=>|->)\s*(?!https?:)(?P<arrow>\S.*)$",
    re.DOTALL,
)
# "AP125 Ann to write": a number and no other mark.
NUMBERED = re.compile(
    r"^\W*(?:AP|ACTION|Action|Action Point|AI)\s?#?(?P<ref>\d{1,4}(?:[./-]\d{1,4})*[a-z]?)\s+(?P<text>[A-Z@].{8,})$",
    re.DOTALL,
)
FOLLOW_UP = re.compile(r"^\W*Follow[- ]?ups?\s*:\s+(?P<text>\S.*)$", re.DOTALL)
BOX = re.compile(r"^\[(?P<mark>[ xX✓✔]?)\]\s*(?P<text>.+)$", re.DOTALL)
_FIELD = re.compile(
    r"[\s.;(]+(?P<name>owners?|lead|responsible|resp|assigned to|by whom|due(?: date)?|deadline|target date|by when|status)\s*:\s*",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"^\W*(?:AP|A\.P\.|[Aa]ction(?: [Pp]oint| [Ii]tem)?|ACTION(?: POINT| ITEM)?)\s*{_REF}\W*$"
)
TAIL = re.compile(
    r"[\[(]?\b(?:ACTION|Action)\s*(?:[Pp]oint\s*)?(?P<ref>#?[A-Z]{0,3}\d{1,4}(?:[./]\d{1,4})*)?"
    r"\s*(?P<sep>[:–—-])?\s*(?P<who>[A-Z][^\])\n]{0,60}?)?(?P<close>[\])])?\s*\.?\s*$"
)
INLINE = re.compile(
    r"(?<=[.!?;:]\s)\**TODO\s*:\s*(?=\S)|"
    r"(?<=[.!?;]\s)\**(?:[Nn]ext [Aa]ctions?|(?:ACTION|Action)(?:\s+(?:point|item))?)\s*(?:#?[\dA-Z.]{1,8})?\s*:\s*(?=\S)"
    r"|(?<=[.!?;]\s)ACTION\s+(?=[A-Z][\w'’.-]*\s+to\s)"
)
_LABELLED = re.compile(r"^(?P<who>[^:]{2,80}?)\s*:\s+(?P<text>\S.*)$", re.DOTALL)
_LEAD_DUE = re.compile(
    r"^(?P<due>(?:Prior to|Before|By|Ahead of|Following|Within|At|After|In advance of|On|In time for)\s+[^,]{2,60}),\s+(?P<rest>[A-Za-z].*)$",
    re.DOTALL,
)
_TO = re.compile(
    r"^(?P<who>[^.;:]{1,140}?)\s+(?:\((?P<paren>or [^)]{2,60})\)\s+)?(?:(?:is|are)\s+)?(?:to|will|shall|should|can|tasked with|volunteered to|offered to|agreed to|must|has agreed to|have agreed to)\s+(?:both\s+|then\s+|also\s+)?"
    r"(?!(?:the|an?|your|our|my|his|her|its|their|this|that|these|those|all|each|every|us|them|him|it|me|you|who\w*)\b)(?P<what>[a-z].*)$",
    re.DOTALL,
)
# "Everybody please read the draft."
_PLEASE = re.compile(
    r"^(?P<who>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}),?\s+please\s+[a-z]", re.DOTALL
)
_LATER_OWNER = re.compile(
    r"(?:^|[.;]\s+)(?P<who>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?)\s+(?:will|to)\s+(?!be\s(?!\w+ing\b))[a-z]"
)
_DASH = re.compile(r"\s+[–—-]\s+")
_AND_BEFORE = re.compile(r"^(?:and|&)\s+")
_OR = re.compile(r"\s*\(\s*(?:or|and)\s+|\s+or\s+")
_SPLIT = re.compile(r"\s*,\s*(?:and\s+|&\s+)?|\s+and\s+|\s*&\s*|\s*/\s*|\s*;\s*|\s*\+\s*")
_DUE = re.compile(
    r"\b(?:by|before|no later than|ahead of|in time for|due)\s+(?P<due>(?:the\s+)?(?:end of|next|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|christmas|easter|q[1-4])[^.;,()]{0,40})",
    re.IGNORECASE,
)
_DUE_PAREN = re.compile(
    r"\(\s*(?:by|due|deadline:?)\s+([^)]{2,40})\)|\bin (\d+ (?:days|weeks|months))\b|\b(\d+ (?:days|weeks|months)(?:'|’)? time)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"^(?:done|complete[d]?|closed|open|ongoing|on-?going|in progress|not (?:yet )?(?:done|started|complete)|outstanding|pending|"
    r"carried (?:over|forward)|deferred|dropped|superseded|discharged|overdue|delayed|withdrawn)\b",
    re.IGNORECASE,
)
_STATE_BEHIND = re.compile(
    r"\s*[\[(](?P<state>done|completed?|closed|open|ongoing|on-going|in progress|pending|outstanding|carried (?:over|forward))[\])]\W*$",
    re.IGNORECASE,
)
# What is to do something is no owner: "Motion to adjourn", "Proposal to meet twice".
_LINKS = frozenset(
    "of the for and from in at on with or via per on behalf co editors editor specialist lead".split()
)
_INTENTS = frozenset(
    "motion vote proposal plan request decision option agreement attempt offer invitation "
    "recommendation resolution reminder suggestion idea intention".split()
)
# Behind a name these begin what its bearer is or does: "Canals and Rivers are willing to help".
_PREDICATES = frozenset(
    "is are was were has have had be been being am do does did not who which that it we they".split()
)
# Nobody acts who is called so: "Stakeholder meetings to go on".
_NO_STARTS = frozenset("in on at from with of by as comments feedback".split())
_THINGS = frozenset(
    "meeting meetings minutes agenda paper papers document documents comment comments slides "
    "website terms".split()
)
# "Report will be posted": who is to post it is not said.
_PASSIVE = re.compile(
    r"be (?:\w+ly )?(?:\w+(?:ed|wn|en|ut|ne|ft|lt|nt|ght)|made|read|paid|put|set|held)\b"
)
# What became of something, never whose it is: "Feedback on the plan – received".
_OUTCOMES = frozenset(
    "received sent circulated actioned noted discussed resolved issued published updated arranged booked "
    "ordered paid submitted contacted emailed written done reported installed repaired delivered approved "
    "agreed cancelled completed complete closed ongoing outstanding pending deferred carried open".split()
)
_GENERIC = frozenset(
    "all everyone everybody members secretariat secretary chair clerk staff officers officials board "
    "committee group team trustees directors tbc tbd".split()
)
_ROLE = re.compile(
    r"^(?:the\s+)?(?:acting\s+|vice[- ]|deputy\s+|co-?)?(?:chair(?:s|man|woman|person)?|secretar(?:y|iat)|clerk|treasurer|convenor|"
    r"minister|president|director|executive|officers?|members?|all(?:\s+.*)?|everyone|group|board|committee|staff|team|officials?)\b.*$",
    re.IGNORECASE,
)
_COLUMNS = (
    ("ref", re.compile(r"^(?:no\.?|number|ref\.?|#|id|action (?:no\.?|number|ref|point)|ap|item no\.?)$", re.IGNORECASE)),
    ("owner", re.compile(r"^(?:resp\.?|responsib\w+|owners?|who|lead|assigned(?: to)?|by whom|action(?:ed)? by|person\w*|name|assignee|action owner)\.?$", re.IGNORECASE)),
    ("due", re.compile(r"^(?:due|deadline|by when|when|date|target(?: date)?|due date|timescale|due by|completion date)\.?$", re.IGNORECASE)),
    ("status", re.compile(r"^(?:status|state|progress|done\??|outcome|rag)\.?$", re.IGNORECASE)),
    ("notes", re.compile(r"^(?:notes?|comments?|updates?|remarks?)\.?$", re.IGNORECASE)),
    ("section", re.compile(r"^(?:sec\.?|section|item|minute|agenda item|para)\.?$", re.IGNORECASE)),
    ("text", re.compile(r"^(?:detail\w*|actions?|description|task|what|action (?:item|required|agreed|point)s?|decision)\.?$", re.IGNORECASE)),
)  # fmt: skip
_PLAN_COLUMN = re.compile(
    r"^(?:(?:agenda\s+)?topics?|agenda(?: items?)?|duration|mins?\.?|minutes|presenters?|moderators?|slides)$",
    re.IGNORECASE,
)
_UNKNOWN_OWNER = re.compile(
    r"^(?:\?+|tbc|tbd|n/?a|-+|none|unassigned|unclaimed|unowned|to be confirmed)$", re.IGNORECASE
)


def may_be_marked(text: str) -> bool:
    """Whether a text begins as one that a mark opens; nearly none does."""
    first = text[:1]
    return (first in "AaTtNn" or not first.isalnum()) and _MARKED.match(text) is not None


_PLACED = re.compile(
    r" (?:at|into|up|out|with|about|through|over|from) (?:[a-z]|$)| (?:an?|this|that|it) "
)


@dataclass(slots=True)
class ActionDraft:
    """An action as written, before its owners are resolved."""

    text: str
    owners: list[str] = field(default_factory=list)
    ref: str | None = None
    due: str | None = None
    status: str | None = None
    outcome: str | None = None
    line: int | None = None
    page: int | None = None
    paragraph: int | None = None
    item: int | None = None
    source: str = "inline"
    kept: bool = False
    label: str | None = None  # what stands before a colon and is taken for whose it is
    section: str | None = None  # the item that a table's row gives


_ARTICLE = re.compile(r"^[Tt]he\s+(?=[A-Z])")


def split_owners(text: str) -> list[str]:
    """Owners as written: "Ann & Bob Lee", "chair, secretariat and leads on X".

    >>> split_owners("chair, secretariat and flood leads on the panel")
    ['chair', 'secretariat', 'flood leads on the panel']
    """
    return list(_owners(text))


@lru_cache(maxsize=1_000)
def _owners(text: str) -> tuple[str, ...]:
    """The owners of a text, which is asked for them each time somebody may be named in it."""
    text = _AND_BEFORE.sub("", text.strip().strip(".;:()[]*").strip())
    if text[:1] == "@" and not any(c in text for c in " ,;&+"):
        return (text,)  # "@osprey/tsc": a team
    if not text or _UNKNOWN_OWNER.match(text):
        return ()
    parts: list[str] = []
    for alternative in _OR.split(text):
        parts += [_ARTICLE.sub("", p.strip(" ().*")) for p in _SPLIT.split(alternative)]
    return tuple(p for p in parts if p and not _UNKNOWN_OWNER.match(p))


def read_several(text: str, given: str | None = None) -> list[ActionDraft]:
    """One action, or one a sentence where each says "Name to do": "Ann to write. Bob to call."."""
    pieces = [s for _, s in sentences(text)]
    if given is None and len(pieces) > 1:
        drafts = [read_text(p) for p in pieces]
        if all(d.owners and _TO.match(p) for d, p in zip(drafts, pieces, strict=True)):
            return drafts
    return [read_text(text, given)]


def split_fields(text: str) -> tuple[str, dict[str, str]]:
    """A text less the labelled pieces at its end, and those by what they say.

    >>> split_fields("Mend the gate. Owner: Ann Lee. Due: 3 May")
    ('Mend the gate', {'owner': 'Ann Lee', 'due': '3 May'})
    """
    head, *pieces = _FIELD.split(" " + text)
    if not pieces:
        return text, {}
    fields: dict[str, str] = {}
    for name, value in zip(pieces[::2], pieces[1::2], strict=True):
        low = name.lower()
        kind = (
            "due"
            if low.startswith(("due", "deadline", "target", "by when"))
            else low
            if low == "status"
            else "owner"
        )
        fields.setdefault(kind, value.strip(" .;()"))
    return head.strip(), fields


def apply_fields(draft: ActionDraft, fields: dict[str, str]) -> None:
    """Set what labelled pieces say of an action."""
    if "owner" in fields:
        draft.owners = split_owners(fields["owner"])
    draft.due = fields.get("due", draft.due)
    draft.status = fields.get("status", draft.status)


def read_text(text: str, given: str | None = None) -> ActionDraft:
    """The owners, deadline and text of an action's words.

    Args:
        given: owners the marker names ("ACTION for all:").

    >>> read_text("Before Easter, Ann Lee to write to the Trust").owners
    ['Ann Lee']
    """
    text = text.strip().strip("*").strip()
    if "[recorded in" in text:
        text = text[: text.index("[recorded in")].rstrip()
    text = STAMP.sub("", text) if text.endswith(")") else text
    if text.endswith("]") and "[" not in text:
        text = text[:-1].strip()
    done = text.startswith("~~")
    if done or "~~" in text:
        text = text.replace("~~", "").strip()
    state = _STATE_BEHIND.search(text)
    if state:
        text = text[: state.start()].rstrip()
    text, fields = split_fields(text)
    draft = ActionDraft(text)
    body = text
    apply_fields(draft, fields)
    draft.status = draft.status or (state["state"] if state else "done" if done else None)
    given = given or fields.get("owner")
    if match := _LEAD_DUE.match(text):
        draft.due, body = draft.due or match["due"], match["rest"]
    if given:
        draft.owners = split_owners(given)
    elif (
        (match := _LABELLED.match(body))
        and not is_status(match["text"])  # "Ann to write to the Trust: ongoing"
        and looks_like_owners(match["who"])
    ):
        draft.label, draft.text = match["who"], match["text"].strip()
        draft.owners = split_owners(re.sub(r"^(?:For|To)\s+", "", match["who"]))
    elif match := _TO.match(body):
        who = _DASH.split(match["who"])[-1].strip()  # "Signs – Ann to ask": the subject before
        if match["paren"]:
            who = f"{who} ({match['paren']})"
        if looks_like_owners(who) and _could_act(who) and not _PASSIVE.match(match["what"]):
            draft.owners = split_owners(who)
    elif (match := _PLEASE.match(body)) and (
        match["who"].lower() in _GENERIC or is_person(match["who"], single=True)
    ):
        draft.owners = [match["who"]]
    if (
        not draft.owners
        and (match := _LATER_OWNER.search(body))
        and looks_like_owners(match["who"])
    ):
        draft.owners = split_owners(match["who"])
    if draft.due is None:
        draft.due = find_due(text)
    return draft


def _could_act(who: str) -> bool:
    """Whether what stands before "to write" can be people: not "Schedule a short meeting"."""
    return any(_could_be_one(part) for part in split_owners(who))


def _could_be_one(part: str) -> bool:
    if not _QUOTES.isdisjoint(part):
        return False
    small = [w for w in part.split() if w[0].islower() and w.lower() not in _LITTLE]
    return (
        not (small or any(w[0].isdigit() for w in part.split()))
        or is_group_or_role(part)
        or has_position_word(part)
        or has_organisation_word(part)
    )


_QUOTES = frozenset('"“”()[]')
_LITTLE = PARTICLES | frozenset("of the and for on with from in at all both".split())


def find_due(text: str) -> str | None:
    """The deadline an action's words give, as written."""
    if match := _DUE_PAREN.search(text):
        return next(g for g in match.groups() if g).strip()
    match = _DUE.search(text)
    return match["due"].strip() if match else None


def _says_more(words: list[str]) -> bool:
    """Whether words behind the first are neither a name's nor a post's: "Ann requests"."""
    return any(
        word.islower()
        and word.isalpha()
        and word not in PARTICLES
        and word not in _LINKS
        and not {word, word.removesuffix("s")} & (POSITION_WORDS | ORGANISATION_WORDS | _GENERIC)
        for word in words[1:]
    )


def looks_like_owners(text: str) -> bool:
    """Whether a text can be a list of owners: names, initials, roles, groups."""
    text = text.strip()
    if not text or len(text) > 140 or "[" in text or "]" in text:
        return False
    parts = split_owners(text)
    if not parts:
        return bool(_UNKNOWN_OWNER.match(text))
    good = 0
    for part in parts:
        words = part.split()
        first = re.split(r"['’](?!s$)", words[0].lower())[0]  # "we" of "We're"
        if first in _INTENTS or not _PREDICATES.isdisjoint(words[1:]):
            return False
        if words[-1].lower() in _THINGS or first in _NO_STARTS:
            return False
        if first == "the" and words[1:] and words[1].islower() and not _ROLE.match(part):
            return False  # "the proposal needs"
        named = len(words) > 1 and part[0].isupper() and words[1][0].isupper()  # "Open Data Team"
        if (first in _OUTCOMES and not named) or first in {
            "we",
            "you",
            "let",
            "i",
            "it",
            "there",
            "they",
            "this",
            "that",
            "he",
            "she",
            "please",
            "need",
        }:
            return False
        if (
            first in _GENERIC
            or _ROLE.match(part)
            or (
                words[0][0].isupper()
                and len(words) <= 6
                and not _PLACED.search(part)
                and not _says_more(words)
            )
            or (first[0] == "@" and len(words) == 1)
        ):
            good += 1
        elif _PLACED.search(part):
            return False  # "Look at the plan, show": what to do, and no owner
        elif part[0].islower() and len(parts) > 1 and len(words) <= 8:
            good += 0.5  # type: ignore[assignment]
    return good >= max(1, len(parts) * 0.6)


def is_group_or_role(owner: str) -> bool:
    """Whether an owner is a role or a group rather than a person by name."""
    return bool(_ROLE.match(owner)) or owner.split()[0].lower() in _GENERIC


def columns(header: tuple[str, ...]) -> dict[str, int] | None:
    """What the columns of an action table hold; None where the header is of no action table."""
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        for kind, pattern in _COLUMNS:
            if pattern.match(cell.strip()) and kind not in found:
                found[kind] = index
                break
    plan = any(_PLAN_COLUMN.match(cell.strip()) for cell in header)
    if plan and not any(cell.strip().lower().startswith("action") for cell in header):
        return None  # an agenda: "What | Topics | Who", "Item | Presenter | Minutes"
    if "text" not in found and "section" in found and "owner" in found:
        found["text"] = found.pop("section")
    if "text" not in found or not ({"owner", "status", "due"} & set(found)):
        return None
    return found


def row_action(cells: tuple[str, ...], where: dict[str, int]) -> ActionDraft | None:
    """The action of a table's row."""

    def cell(kind: str) -> str | None:
        index = where.get(kind)
        value = cells[index].strip() if index is not None and index < len(cells) else ""
        return value or None

    text = cell("text")
    if not text:
        return None
    draft = ActionDraft(text, split_owners(cell("owner") or ""), source="table")
    draft.ref = (cell("ref") or "").rstrip(".") or None
    draft.due = cell("due") or find_due(text)
    draft.status = cell("status")
    draft.outcome = cell("notes")
    draft.section = cell("section")
    if draft.owners == [] and not cell("owner"):
        said = read_text(text)
        draft.owners = said.owners
    return draft


CLOSED = re.compile(
    r"[✅✔☑]|\b(?:done|completed?|closed|cancelled|canceled|discharged|no longer (?:needed|required)|"
    r"overtaken|superseded|withdrawn|dropped)\b",
    re.IGNORECASE,
)


def is_closed(draft: ActionDraft) -> bool:
    """Whether an action's status says that nothing is left to do."""
    return state_of(draft.status) in ("done", "dropped")


def is_open(draft: ActionDraft) -> bool:
    """Whether an action's status says outright that it is still to be done."""
    return state_of(draft.status) == "carried"


def is_owners_only(text: str) -> bool:
    """Whether the words behind a marker name owners and nothing to do: "ACTION: Clerk"."""
    bare = text.strip().strip("[]().*").strip()
    parts = split_owners(bare)
    if not parts or len(bare.split()) > 8:
        return False
    return all(
        is_person(part, single=True)
        or re.fullmatch(r"[A-Z]{2,4}[a-z]?", part)
        or (part[0].isupper() and len(part.split()) <= 4 and has_position_word(part))
        or (is_group_or_role(part) and len(part.split()) <= 3)
        for part in parts
    )


def is_status(text: str) -> bool:
    """Whether a text states how far an action is: "Done", "Not yet done, see below"."""
    return bool(_STATUS.match(text.strip()))
