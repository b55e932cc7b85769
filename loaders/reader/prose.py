"""Attendance that sentences state: who was there, who sent apologies, who took the chair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from minutegraph.loaders.minutes import Attendee, Capacity, Status
from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.entries import parse_line
from minutegraph.loaders.reader.inline import parse_inline, share_title
from minutegraph.loaders.reader.lists import read_label
from minutegraph.loaders.reader.names import fold, is_person, related_given_names, take_apart
from minutegraph.loaders.reader.qualifiers import Entry
from minutegraph.loaders.reader.sentences import sentences
from minutegraph.loaders.reader.signs import Guarded, any_of
from minutegraph.loaders.reader.words import ORGANISATION_WORDS, POSITION_WORDS

_NAME = r"(?:[A-Z](?:\.|[\w'’-]*)\s+){0,4}[A-Z][\w'’-]+"
_APOLOGIES = Guarded(
    "apologies",
    r"\bapologies(?: for (?:absence|non-attendance))?\s+(?:\w+\s+){0,2}(?:received|noted|accepted|given|sent|submitted|tendered|were|from)\s*"
    r"(?:(?:from|by|for|on behalf of)\s+|:\s*)?(?P<who>[A-Z](?:[^.;]|\.(?=\s?(?!Apolog)[A-Z]\w*\.?\s[A-Z])|(?<=\b[A-Z])\.(?=\s?[A-Z])|(?<=\bCllr)\.|"
    r";(?=\s+(?:[A-Z][a-z]+\s+){0,2}(?:Prof\w*|Drs?|M[rs]{1,2}|Miss|Cllrs?|Councillors?|Sir|Dame|Lord|[A-Z]{1,3}\.?)\s))*)",
    re.IGNORECASE,
)
_BARE = Guarded(
    "apologies",
    r"(?:^|[.;]\s+)Apologies:?\s+(?P<who>[A-Z][\w'’-]+\s[A-Z][^.;:]*)",
)
_SENT = Guarded(
    "apologies regrets",
    r"(?P<who>[A-Z][^.;:]{2,80}?)\s+(?:sent|gave|had sent|tendered|had given)\s+(?:(?:his|her|their)\s+)?(?:apologies|regrets)\b",
)
_WROTE = Guarded(
    "apologies",
    rf"(?P<who>{_NAME}(?:,?\s+(?:and|&)\s+{_NAME})?)\s+did not attend\b[^.]{{0,30}}[;,]\s+(?:they|he|she)\s+had\s+(?:sent|given)\s+"
    r"(?:(?:his|her|their)\s+)?apologies\b",
)
_ABSENT = Guarded(
    "absent present excused",
    rf"(?P<who>{_NAME}(?:,?\s+(?:and|&)\s+{_NAME})?)\s+(?:was|were) (?:also )?(?:absent|not present|excused)\b",
)
# Sentences of the title matter, and of items that are about who is there.
_PRESENT = Guarded(
    "present attendance room call attending",
    r"(?P<also>\b[Aa]lso )?\b(?:[Pp]resent|[Ii]n (?:attendance|the room)|[Oo]n the call|[Aa]ttending)\b"
    r"[^:]{0,40}?\b(?:were|was)\b:?\s+(?P<who>.+)",
)
_FOLLOWING = Guarded(
    "following",
    r"\b[Tt]he following\b(?P<kind>[^:]{0,60}?)\b(?P<verb>(?:(?:were|was) (?:also )?)?(?:present|in attendance|absent|excused)|"
    r"participated|attended|joined|(?:sent|gave|submitted) (?:their )?(?:apologies|regrets)|apologies)\b[^:]{0,70}:\s*(?P<who>.+)",
)
_GUESTS = Guarded(
    "visitor guest observer liaison staff",
    r"\b(?P<kind>[Vv]isitors?|[Gg]uests?|[Oo]bservers?|[Ll]iaisons?|[Ss]taff)\s+"
    r"(?:(?:present|attending|in attendance)\s+)?(?:were|was|included|include)\s+(?P<who>.+)",
)
_ATTENDED_BY = Guarded(
    "attended joined",
    r"\b(?:was|were)\s+(?:also\s+)?(?:attended|joined)(?:\s+remotely)?\s+by:?\s+(?P<who>[A-Z].+)",
)
_ATTENDED = Guarded(
    "present attendance room call answered responded attended",
    r"^(?:[^:]{0,40}:\s+)?(?P<who>[A-Z][^;:]{3,400}?)\s+(?:(?:were|was)\s+(?P<also>also\s+)?(?:present|in attendance|"
    r"in the room|on the call)\b|,?\s*(?:answered|responded to)\s+(?:the\s+)?roll(?:\s+call)?\b|"
    r"(?:also\s+)?attended(?:\s+the\s+(?:meeting|call))?(?=[.,;]|\s+(?:as|by|via|remotely|online)\b))",
)
# "The Town Clerk, Mrs A. Lee, and the Clerk's Assistant, Mr B. Roe, were also present."
_POST_AND_NAME = re.compile(
    r"\b[Tt]he (?P<post>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4}), (?P<who>(?:Mrs?|Ms|Miss|Dr)\.? "
    r"(?:[A-Z]\.\s?|[A-Z][\w’'-]+\s?){1,4})(?<=[\w.])"
)
# "Commissioner Ann Lee presided with Commissioners Bo Roe and Cy Dee present."
_PRESIDED = Guarded(
    "presided",
    rf"(?P<who>{_NAME})\s+presided,?\s+with\s+(?P<others>[A-Z].+?)\s+(?:present|in attendance)\b",
)
_OPENED = Guarded(
    "order",
    rf"(?P<who>{_NAME})(?:,\s+[^,.]{{3,60}},)?\s+(?:then\s+)?(?:called|brought)\b[^.]{{0,90}}?\bto order\b|"
    rf"\b[Cc]all(?:ed)? to order\b(?:[^.]|\d\.\d|\b[ap]\.m\.){{0,60}}?\bby\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,3}}(?P<who2>{_NAME})",
)
_ROLL = Guarded(
    "roll",
    rf"(?P<who>{_NAME})(?:,\s+[^,.]{{3,40}},)?\s+(?:called|took) (?:the )?roll\b|\b[Rr]oll [Cc]all by\s+(?P<who2>{_NAME})",
)
# Capitalised words; the first letter is a set by itself, to which a search can skip.
_WORDS = r"(?P<who>[A-Z][\w'’.-]*\s?(?:[A-Z][\w'’.-]*\s?){0,3})"
_WORDS_OR_LOGIN = rf"(?:{_WORDS}|(?P<login>@[A-Za-z0-9][\w-]*))"
_SUBJECT = r"(?P<who>[A-Z][\w'’.-]*\s(?:[A-Z][\w'’.-]*\s){0,3})"
_CHAIRED_BY = Guarded(
    "chaired led lead presided opened facilitated moderated",
    r"\b(?:chaired|led|(?<![a-z] )[Ll]ead|presided over|opened and chaired|facilitated|moderated)\s+by\s+"
    + _WORDS,
)
_CHAIR_LABEL = Guarded(
    "chair presiding facilitator moderator",
    r"\b(?i:chair(?:man|person)?|in the chair|presiding|facilitator|moderator)\s*:\s+"
    + _WORDS_OR_LOGIN,
)
_TOOK_CHAIR = Guarded(
    "chair presided conducted",
    _SUBJECT
    + r"(?:acted as (?:the )?[Cc]hair(?:man|woman|person)?|(?:took|was in|in) the [Cc]hair|"
    r"presided|(?:chaired|conducted) the meeting)",
)
_STANDING_IN = Guarded(
    "chair",
    r"(?P<who>[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,3}),\s(?:standing in|acting|serving|sitting) as (?:the )?chair\b",
    also="standing acting serving sitting",
)
_TOOK_NOTES = Guarded(
    "recorded took kept",
    _SUBJECT + r"(?:recorded|took|kept) (?:the |these )?(?:minutes|notes)\b",
)
_NOTED = Guarded(
    "minutes notes",
    r"\b(?:minutes|notes)\s+(?:(?:were|are)\s+)?(?:taken\s+|recorded\s+|written\s+)?by\s*:?\s+"
    r"(?:the\s+(?:\w+\s+)?(?:secretary|clerk),?\s+)?@?" + _WORDS,
    re.IGNORECASE,
)
_NOTES_LABEL = Guarded(
    "taker taking minutetak notetak scrib secretary keeper",
    r"\b(?:minute[- ]?tak(?:er|ing)|note[- ]?tak(?:er|ing)|scribe|scribing|secretary|"
    r"keeper of the minutes)\s*:\s+" + _WORDS_OR_LOGIN,
    re.IGNORECASE,
)
_CONVENED = Guarded(
    "convened opened",
    rf"\b(?:convened|opened)\s+by\s+(?:the\s+)?(?P<who>{_NAME}),?\s+(?:\(?(?:the\s+)?(?:[A-Z][a-z]+\s+)?[Cc]hair(?:man|woman|person)?\b)(?P<who2>)",
)
# Who signs under the minutes wrote them: "Respectfully submitted by", and the name below.
_SUBMITTED = Guarded(
    "submitted recorded prepared taken",
    r"^(?:respectfully\s+)?(?:submitted|(?:minutes\s+)?(?:recorded|prepared|taken))(?:\s+by)?\s*[:,]?\s*(?P<who>\S[^.:]{3,60})?\.?$",
    re.IGNORECASE,
)
_CHAIRMANSHIP = Guarded(
    "chairmanship chairpersonship presidency",
    rf"\bunder the (?:chairmanship|chairpersonship|presidency) of\s+(?P<who>(?:M[rs]{{1,2}}\.?\s+)?{_NAME})(?P<who2>)",
)
_ROLE = tuple[Guarded, Capacity, bool]
_ROLES: tuple[_ROLE, ...] = (
    # (pattern, capacity, whether it says that the person was there)
    (_OPENED, "chair", True),
    (_CHAIRMANSHIP, "chair", True),
    (_CONVENED, "chair", True),
    (_ROLL, "secretary", True),
    (_CHAIRED_BY, "chair", False),
    (_TOOK_CHAIR, "chair", False),
    (_STANDING_IN, "chair", False),
    (_TOOK_NOTES, "secretary", False),
    (_NOTED, "secretary", False),
)
_ROLE_LABELS: tuple[_ROLE, ...] = (
    (_CHAIR_LABEL, "chair", False),
    (_NOTES_LABEL, "secretary", False),
)
_SENTENCE_BEFORE = re.compile(r"^.*[a-z]{5}\.\s+(?=\S)")
_NOON = re.compile(r"\.m\. (?=[A-Z])")
_KINDS: dict[str, Capacity] = {
    "visitor": "guest", "guest": "guest", "observer": "observer", "staff": "staff",
}  # fmt: skip
_REPLACED = ("member", "staff", "official")  # by what somebody did in the meeting
_PRESIDING = frozenset("chair chairman chairwoman chairperson president mayor".split())
_AWAY = any_of((_APOLOGIES, _SENT, _BARE, _ABSENT))  # of sentences that tell it wherever they stand
_TELLING = any_of(
    [_APOLOGIES, _SENT, _ABSENT, _PRESENT, _FOLLOWING, _GUESTS, _ATTENDED, _ATTENDED_BY]
) | any_of(pattern for pattern, _, _ in (*_ROLES, *_ROLE_LABELS))
ABOUT_PEOPLE = re.compile(
    r"\b(?:attend\w*|present|roll(?: |-)?call|visitors?|guests?|introductions?|apologies|absences?|"
    r"call(?:ed)? to order|quorum|participants?|welcome)\b",
    re.IGNORECASE,
)


def add_from_prose(people: list[Attendee], blocks: Iterable[tuple[Block, bool]]) -> None:
    """Attendance, apologies, chair and note-taker that sentences state, where the lists do not.

    Args:
        blocks: those of the preface and the paragraphs, each with whether it can say who was
            there: in the preface and under items that are about it.
    """
    known = _Known(people)
    blocks = list(blocks)
    telling = [(block, about) for block, about in blocks if block.signs & _TELLING]
    for block, about in telling:
        if not (about or block.signs & _AWAY):
            continue
        for who, status, capacity in _in_prose(block, about):
            for entry in _listed(who, status):
                listed = known.by_initials(entry.name.text)
                if listed and status == "apologies" and listed.status == "absent":
                    listed.status = "apologies"
                elif listed is None and known.find(entry.name.text, block.no) is None:
                    known.add(_attendee(entry, status, capacity, block))
    for block, about in telling:
        roles = (*_ROLES, *_ROLE_LABELS) if ":" in block.text else _ROLES
        for pattern, capacity, there in (role for role in roles if role[0].sign & block.signs):
            for match in pattern.finditer(block.text, block.signs):
                written = next((who for who in match.groups() if who), "")
                written = _SENTENCE_BEFORE.sub("", written)
                person = known.find(_bare(written))
                if person is None and there and (opener := _presiding(written)):
                    person = _attendee(opener, "present", "member", block)
                    known.add(person)
                if person is None and pattern is _NOTED and about and "taken" in match[0].lower():
                    person = _attendee(
                        Entry(take_apart(written), written), "present", "member", block
                    )
                    if " " not in person.name or not is_person(person.name):
                        continue
                    known.add(person)
                free = not any(p.capacity == capacity for p in people)
                guest = capacity == "secretary" and person and person.capacity == "guest"
                if free and person and (guest or person.capacity in _REPLACED):
                    person.capacity = capacity
    _signed(known, [block for block, _ in blocks])


def _signed(known: _Known, blocks: list[Block]) -> None:
    """Whoever signs below "Respectfully submitted" took the minutes, if nobody is said to have."""
    if any(p.capacity == "secretary" for p in known.people):
        return
    for number, block in enumerate(blocks):
        if not block.signs & _SUBMITTED.sign or len(block.text) >= 100:
            continue
        match = _SUBMITTED.match(block.text, block.signs)
        if match is None:
            continue
        below = blocks[number + 1].text if number + 1 < len(blocks) else ""
        written = (match["who"] or below).split(",")[0].strip(" _–—-")
        person = known.find(_bare(written)) if is_person(written) else None
        if (
            person
            and person.capacity in ("member", "staff", "official")
            and not (person.status in ("apologies", "absent"))
        ):
            person.capacity = "secretary"
        return


def _presiding(written: str) -> Entry | None:
    """Who "Chair Lee" or "President Ann Lee" is; a lone name only behind such a title."""
    name = _bare(written)
    titled = written.split()[0].lower() in _PRESIDING
    return Entry(take_apart(name), name) if is_person(name, single=titled) else None


class _Known:
    """The people found so far; a name that can be one of theirs adds nobody."""

    def __init__(self, people: list[Attendee]) -> None:
        self.people = people
        self.names = {fold(p.name): p for p in people}

    def add(self, person: Attendee) -> None:
        self.people.append(person)
        self.names[fold(person.name)] = person

    def by_initials(self, name: str) -> Attendee | None:
        """The one person of whom the lists give these initials: "AL" of "Ann Lee (AL)"."""
        if not name.isupper() or len(name) > 5:
            return None
        fits = [p for p in self.people if name in p.aliases]
        return fits[0] if len(fits) == 1 else None

    def find(self, name: str, line: int | None = None) -> Attendee | None:
        """The one listed person whom a name, a given name or a surname with initials can mean.

        Args:
            line: where the name stands in a list; whoever else the list has is somebody else.
        """
        if name[:1] == "@":
            called = [p for p in self.people if name in p.aliases or name[1:] in p.aliases]
            return called[0] if len(called) == 1 else None
        key = fold(take_apart(name).text)
        if not key or key in self.names:
            return self.names.get(key)
        words = key.split()
        fits = [
            p
            for known, p in self.names.items()
            if _fits(words, known.split()) and (line is None or p.line != line)
        ]
        return fits[0] if len(fits) == 1 else None


def _fits(words: list[str], known: list[str]) -> bool:
    if len(words) == 1:
        return known[0] == words[0] or known[-1] == words[0]
    return known[-1] == words[-1] and (
        len(known) == 1
        or known[0] == words[0]
        or known[0] in related_given_names(words[0])
        or (
            known[0][0] == words[0][0]
            and min(len(known[0].strip(".")), len(words[0].strip("."))) == 1
        )
    )


def _bare(text: str) -> str:
    """A name without the posts before it: "Senate President Ann Lee" gives "Ann Lee"."""
    words = text.strip(" .,").split()
    while len(words) > 1 and (
        words[0].lower() in POSITION_WORDS
        or words[0].lower() in ORGANISATION_WORDS
        or words[0].lower() in {"senate", "vice", "acting", "past", "the", "interim"}
    ):
        words.pop(0)
    return take_apart(" ".join(words)).text


def _listed(who: str, status: Status) -> Iterator[Entry]:
    """The people of a list inside a sentence, full names only."""
    who = re.sub(r",?\s+(?:as well as|together with|along with)\s+", ", ", who)
    who = re.sub(r"\s+(?:(?:was|were)\s+)?(?:noted|received|accepted)$", "", who)
    who = re.sub(r",?\s+with the substitution of\b.*", "", who)
    parts = _NEXT_TITLE.split(who) if " from " in who else [who]
    sent = [parse_line(part) if _SEVERAL_FROM.match(part) else None for part in parts]
    for part, several in zip(parts, sent, strict=True):
        share_title(several or [])
        yield from _full(several or parse_inline(part, apologies=status == "apologies")[0])


# Where the people of another body begin: "… from Upton Council and Councillors Lee and Roe from …".
_NEXT_TITLE = re.compile(r"\s+and\s+(?=(?:Councillors|Cllrs|Professors|Drs|Messrs)\b)")


_SEVERAL_FROM = re.compile(r"(?:Councillors|Cllrs|Professors|Drs|Messrs)\b.* from (?:the )?[A-Z]")


def _full(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        name = entry.name.text
        full = len(name.split()) > 1 and is_person(name)
        if (full or entry.name.honorific or entry.capacity == "chair") and name[:1].isupper():
            yield entry


def _attendee(entry: Entry, status: Status, capacity: Capacity, block: Block) -> Attendee:
    return Attendee(
        name=entry.name.text,
        as_written=entry.as_written,
        honorific=entry.name.honorific,
        post_nominals=list(entry.name.post_nominals),
        organisation=entry.organisation,
        position=entry.position,
        capacity=entry.capacity or capacity,
        status=entry.status if entry.status and status == "present" else status,
        reason=entry.reason,
        line=block.no,
        page=block.line.page,
    )


def _in_prose(block: Block, about: bool) -> Iterator[tuple[str, Status, Capacity]]:
    """What a block lists, sentence by sentence: the people's text, their status and capacity."""
    text, signs = block.text, block.signs
    if ".m. " in text:
        text = _NOON.sub("m. ", text)  # "p.m." ends a sentence where a capital follows
    for pattern in (_APOLOGIES, _WROTE, _SENT, _BARE):
        for m in pattern.finditer(text, signs):
            yield m["who"], "apologies", "member"
    if not (about or signs & _ABSENT.sign):
        return
    for _, sentence in sentences(text):
        for m in _ABSENT.finditer(sentence, signs):
            yield m["who"], "absent", "member"
        if about:
            yield from _attending(sentence.rstrip("."), signs)


def _attending(sentence: str, signs: int) -> Iterator[tuple[str, Status, Capacity]]:
    """Whom a sentence has present (or, of "the following", away)."""
    if m := _FOLLOWING.search(sentence, signs):
        status: Status = "present"
        if "apolog" in m["verb"] or "regret" in m["verb"] or "excused" in m["verb"]:
            status = "apologies"
        elif "absent" in m["verb"]:
            status = "absent"
        label = read_label(m["kind"].strip())
        yield m["who"], status, label.capacity if label else "member"
    elif m := _PRESENT.search(sentence, signs):
        # "… were 34 members, among them: Ann Lee (president), …"
        yield m["who"].rsplit(": ", 1)[-1], "present", "staff" if m["also"] else "member"
    elif m := _PRESIDED.search(sentence, signs):
        yield (
            f"{m['who']}; {m['others']}".replace(", Sr.", "").replace(", Jr.", ""),
            "present",
            "member",
        )
    elif m := _GUESTS.search(sentence, signs):
        yield m["who"], "present", _KINDS.get(m["kind"].lower().rstrip("s"), "member")
    elif m := _ATTENDED_BY.search(sentence, signs):
        yield m["who"], "present", "guest" if " also " in m[0] else "member"
    elif m := _ATTENDED.match(sentence, signs):
        if len(held := list(_POST_AND_NAME.finditer(m["who"]))) and m["also"]:
            yield "; ".join(f"{h['who']} ({h['post']})" for h in held), "present", "official"
            return
        entries, rest = parse_inline(m["who"].rstrip(","))
        if not rest and all(len(e.name.text.split()) > 1 or e.name.honorific for e in entries[1:]):
            yield m["who"].rstrip(","), "present", "staff" if m["also"] else "member"
