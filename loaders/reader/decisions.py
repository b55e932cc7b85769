"""Decisions: what a body agreed, resolved, approved, and who moved it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutegraph.loaders.reader.signs import UNKNOWN, Guarded, any_of, any_search, sign
from minutegraph.loaders.reader.words import GROUP_WORDS, PART_GROUPS, WHOLE_GROUPS

_VERBS = (
    r"(?:agreed|approved|resolved|decided|adopted|endorsed|ratified|accepted|carried|elected|"
    r"appointed|co-opted|confirmed|authorised|authorized|voted|deferred|AGREED|APPROVED|RESOLVED|DEFERRED)"
)
_VERB_WORDS = (
    "agreed approved resolved decided adopted endorsed ratified accepted carried elected appointed "
    "opted confirmed authori voted deferred"
)
_DIGITS = "0 1 2 3 4 5 6 7 8 9"
_ADVERBS = r"(?:(?:also|then|unanimously|formally|therefore|further|all|both|duly|provisionally|subsequently|have|has|had)\s+)*"
_WHOLE = Guarded(
    _VERB_WORDS,
    rf"(?:^|[.;,:]\s|\band\s|\bvote of\s|\s[–—-]\s)(?:the\s+|all\s+)?(?:(?-i:[A-Z])[\w’'&-]+\s+){{0,4}}(?i:{WHOLE_GROUPS})(?:\s+members|\s+of\s+(?-i:[A-Z])\w+)?\s+{_ADVERBS}{_VERBS}\b"
    rf"|^(?:the\s+)?(?i:{WHOLE_GROUPS})\s(?:[^.;]|\.(?=\d)){{3,140}}\sand\s+{_ADVERBS}(?:agreed|approved|endorsed|resolved|adopted)\s+(?:to|that|on|the)\b",
    re.IGNORECASE,
    also=GROUP_WORDS,
)
_PARTIES = Guarded(
    "members trustees directors councillors governors",
    rf"^(?:The\s+|All\s+)?(?i:members|trustees|directors|councillors|governors|[^.;]{{0,80}}\b(?:and\s+(?:the\s+)?members|members\s+and\s+[a-z]+))\s+"
    rf"{_ADVERBS}(?P<verb>{_VERBS})\b(?P<rest>.*)",
)
_IT_WAS = Guarded(
    "it=",
    r"\bit\s+(?:was|is|has been|had been)\s+(?:\w+ly\s+)?(?:therefore\s+|also\s+|then\s+)?"
    r"(?:agreed|resolved|decided|approved|recommended that|confirmed that|proposed,? seconded and|proposed,? and,? (?:accepted|agreed))\b",
    re.IGNORECASE,
)
_WE = Guarded(
    "we=",
    r"\bwe\s+(?:have\s+|all\s+|also\s+|\w+\s+and\s+)?(?:agreed|decided|approved|resolved|voted)\b",
    re.IGNORECASE,
)
_RESOLVED = Guarded(
    "resolved agreed decision decided approved ordered carried",
    r"^\W*(?:RESOLVED|AGREED|DECISION|DECIDED|APPROVED|ORDERED|CARRIED)\b\s*(?:[:,–—-]|\bthat\b|\bto\b|\d)",
    re.IGNORECASE,
)
_OPENING = Guarded(
    "agreed approved resolved carried adopted accepted decided passed",
    r"^\W*(?:agreed|approved|resolved|carried|adopted|accepted|decided|passed)\s+"
    r"(?:to\b|that\b|on\b|as\b|with\b|by\b|unanimously\b|nem\.? con|the\b|in principle\b|subject to\b)",
    re.IGNORECASE,
)
_PASSIVE = Guarded(
    "minutes agenda record regulation mandate summary statement precept motion proposal report budget "
    "account recommendation plan policy paper draft nomination application special order resolution "
    "expenditure payment cheque invoice quot tender grant funding strategy request amendment procedure "
    "terms decision apologies",
    r"\b(?!apologies\b[^.]{0,60}\baccepted from\b)(?:minutes|agenda|record|regulation|mandate|summary|statement|precept|motion|proposal|report|budget|accounts|recommendations?|plan|policy|paper|draft|"
    r"nomination|application|special order|order|resolution|expenditure|payments?|cheques|invoices?|quotation|quote|tender|grant|funding|strategy|request|amendment|procedure|terms of reference|decision|apologies)\b"
    r"(?:[^.;(]|\([^()]*\)){0,120}?\b(?:was|were|is|are|has been|have been)\s+(?:\w+ly\s+|then\s+|duly\s+|therefore\s+)?"
    r"(?:and\s+)?(?:(?:taken as read|put to (?:a|the) vote|amended|noted|received|tabled|reviewed|considered|discussed|circulated|presented|read|checked|proposed|seconded) and(?:,[^,.;]{3,50},)?\s+)?(?:agreed|approved|accepted|adopted|ratified|carried|signed|confirmed|endorsed|passed|received and)\b"
    r"(?!\s+(?:by|at)\s+(?:the\s+)?(?:previous|last|government|parliament|ministers))",
    re.IGNORECASE,
    also="agreed approved accepted adopted ratified carried signed confirmed endorsed passed received",
)
_AND_AGREED = Guarded(
    "agreed approved",
    r"\b(?:well\s+received|discussed|considered|noted|supported|proposed)\s+and\s+(?:agreed|approved)\b",
    re.IGNORECASE,
    also="received discussed considered noted supported proposed",
)
_ELECTED = Guarded(
    "elected appointed opted reelected reappointed reopted recoopted",
    r"\b(?:is|was|were|are)\s+(?:duly\s+|unanimously\s+|nominated and\s+|proposed and\s+)*(?:re-?)?(?:elected|appointed|co-opted)\b",
    re.IGNORECASE,
    also="was= were= is= are=",
)
_MOTION = Guarded(
    "motion",
    r"\bmotion\s+(?:was\s+)?(?:passed|passes|carried|carries|approved|failed|defeated)\b",
    re.IGNORECASE,
)
_MOVED = Guarded("moved", r"\bit (?:is|was) moved,? and seconded\b", re.IGNORECASE)
_CONSENSUS = Guarded(
    "consensus agreement consent",
    r"\bunanimous consent (?:to|for|on)\b|^\W*(?:\w+\s+)?(?:consensus|agreement)\s+(?:to|that|on|reached)\b|^\W*\[\s*consensus\b|\bthere (?:was|is) (?:an?\s+)?(?:\w+\s+)?(?:consensus|agreement) (?:that|to|on|among)\b|\bconsensus (?:was )?(?:reached|agreed|to)\b",
    re.IGNORECASE,
)
_OBJECTIONS = Guarded("objection", r"(?:^|[.,;:(]\s*)no objections?\b", re.IGNORECASE)
_SUPPORTIVE = Guarded(
    "we=",
    r"\bwe\b[^.]{0,160}\b(?:are supportive|(?<!\bto )support the|agreed that)\b",
    re.IGNORECASE,
)
# A verb set in capitals in a sentence that is not: "Members AGREED to meet in May."
_CAPITALS = Guarded(
    _VERB_WORDS,
    r"\b(?:RESOLVED|AGREED|APPROVED|ADOPTED|CARRIED|DEFERRED|ELECTED|APPOINTED|VOTED)\b",
)
_SECONDED_AND = Guarded(
    "second",
    r"\bsecond(?:ed)?\b.{0,100}?\b(?:approved|agreed|carried|appointed|elected|accepted|resolved|adopted|passed)\b",
    re.IGNORECASE,
    also="approved agreed carried appointed elected accepted resolved adopted passed",
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|would be|to be|needs? to be|should be|could be|can be|will be|must be|may be|not|never|until|unless|once|before|previously|had already)\s+"
    r"(?:\w+\s+){0,3}(?:agreed|approved|decided|resolved|adopted|elected|accepted|confirmed)\b"
    r"|\bagreed with\b(?! (?:the )?(?:proposal|recommendation|motion))|\bagreed (?:this|it) (?:was|is)\b",
    re.IGNORECASE,
)
_NAME = r"((?:(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Prof|Sir|Dame)\.?\s+)?[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3})"
_PROPOSER = re.compile(
    rf"(?:\b(?i:proposed|moved|motion|sponsor(?:ed)?|proposer)(?:\s+(?:by|from|to approve))?\s*:?\s*[\[(]?\s*{_NAME})"
    rf"|(?:^|[.;(]\s*){_NAME},?\s+(?:proposed|moved|moves|motioned)\b|\[{_NAME}\]"
)
_PROPOSES = sign("propos mov motion sponsor")
_SECONDER = Guarded(
    "second",
    rf"\b(?i:second(?:ed|er)?)(?:\s+by)?\s*:?\s*[\[(]?\s*{_NAME}|{_NAME}\s+(?:seconded|seconds)\b",
)
_FOR = Guarded(
    _DIGITS,
    r"(?<![:.\d])\b(\d{1,3})\s+(?:(?:votes?|members?)\s+)?(?:in\s+favou?r|for|yes|ayes?|yeas?)\b|\b(?:in favou?r|for|yes|ayes?)\s*[:=-]\s*(\d{1,3})",
    re.IGNORECASE,
)
_AGAINST = Guarded(
    _DIGITS,
    r"\b(\d{1,3})\s+(?:(?:votes?|members?)\s+)?(?:against|opposed|no|nays?|noes)\b|\b(?:against|opposed|no|nays?|noes)\s*[:=-]\s*(\d{1,3})",
    re.IGNORECASE,
)
_ABSTAIN = Guarded(
    "abst",
    r"\b(\d{1,3})\s+(?:abstain\w*|abstentions?)\b|\b(?:abstain\w*|abstentions?)\s*[:=-]\s*(\d{1,3})",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"^(?P<by>(?:The\s+|All\s+)?[^.;]{{0,60}}?(?i:\b(?:{WHOLE_GROUPS}|{PART_GROUPS})))\s+{_ADVERBS}{_VERBS}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as a sentence states it; names as written."""

    by: str | None
    proposer: str | None
    seconder: str | None
    for_: int | None
    against: int | None
    abstained: int | None


# Of every sentence that states a decision, or what became of one.
MAY_DECIDE = sign(
    "agree approv resol deci proposed adopt endors ratif accept carried elect reelect appoint reappoint opted "
    "coopt confirm authori consent motion moved moves nominat second consensus objection vot recommend defer support favo nem m= "
    "passed signed ordered set fixed"
)


# What stands behind a decision and is part of it: who moved it, and that it was carried.
TRAILER = Guarded(
    "proposed moved motion vote proposal carried passed",
    r"^\W*(?:(?:proposed|moved)(?:\s+by)?\s*:?\s+[^.;:]{2,60}?[,;.]?\s*(?:and\s+)?seconded(?:\s+by)?\s*:?\s+[^.;:,]{2,40}[.,;]?\s*"
    r"(?:(?:and\s+)?(?:carried|passed|agreed|approved|resolved)?(?:\s+unanimously)?)?"
    r"|(?:the\s+)?(?:motion|vote|proposal)?\s*(?:was\s+|is\s+)?(?:unanimously\s+)?(?:carried|passed)"
    r"(?:\s+(?:unanimously|nem\.?\s?con|by\s[^.]{1,40}|\d[\d\s–to-]*|with\s[^.]{1,40}))?)\W*$",
    re.IGNORECASE,
)
PROPOSAL = re.compile(
    r"^\W*(?:(?i:draft )?PROPOS(?:ED|AL)(?: RESOLUTION)?|Proposed resolution)\s*:\s*(?P<text>\S.*)$",
    re.DOTALL,
)
TAKEN = Guarded(
    "so resol proposal accepted adopted approved passed carried",
    r"^\W*(?:so resolved|resolved|resolution(?:\s*:\s*(?:accepted|adopted|passed|approved|as proposed|as above))?|"
    r"(?:proposal )?(?:accepted|adopted|approved|passed|carried))\W*$",
    re.IGNORECASE,
)
# A ruling in a word or two, which says nothing of what was ruled on.
BARE = Guarded(
    "agreed approved adopted accepted carried passed ratified endorsed",
    r"^\W*(?:unanimously\s+|all\s+)?(?:agreed|approved|adopted|accepted|carried|passed|ratified|endorsed)"
    r"(?:\s+(?:unanimously|by (?:consensus|acclamation|all)|as (?:presented|written|submitted|circulated|amended)|nem\.? con|with no (?:changes|objections|corrections|notes|comments|amendments|dissent)|without (?:\w+ )?(?:change|objection|correction|amendment|dissent|discussion|comment)s?|\d+\s*[-–]\s*\d+(?:\s*[-–]\s*\d+)?))*\W*$",
    re.IGNORECASE,
)
BARE_STEM = Guarded(
    "resolved agreed decided decision resolution",
    r"^\W*(?:it was\s+)?(?:unanimously\s+)?(?:resolved|agreed|decided|decisions?|resolutions?)(?:\s+(?:that|to))?\W*$",
    re.IGNORECASE,
)
# A sentence that moves something, which another decides.
MOVING = Guarded(
    "motion moved moves nominated second proposed vote m=",
    r"^(?-i:[A-Z])[\w'’.-]+(?:\s(?-i:[A-Z])[\w'’.-]+){0,2}\sproposed\s(?!by\b)|^(?:the )?vote (?:on|to)\b|\b(?:motion (?:to|that|by|from|made)|(?:the following|a) motion\b|(?:moved|moves|motioned)\b(?! by:)(?! (?:in|on|out|into|from|forward|away|back|over|house|online)\b)|"
    r"nominated [A-Z]\w*|second(?:ed)? by(?!:)|it was (?:moved|proposed)|proposed (?:by(?!:)|that|to|(?:acceptance|approval|adoption))|M/S(?:/[CP])?)\b",
    re.IGNORECASE,
    also="motion moved moves nominated by= proposed vote m=",
)
STEM = re.compile(
    r"\b(?:RESOLVED|AGREED|resolved|agreed|decided)(?:\s+(?:to|that)(?:\s+[\w’'-]+){0,6})?:$"
)


MARK = Guarded(
    "decision conclusion agreed confirmed approved endorsed ratified adopted resol recommended motion outcome result consensus",
    r"^\W*(?:(?i:Decisions?|Conclusions?|Agreed|Confirmed(?=:\s+(?:that\s+)?the\s+minutes)|Approved|Endorsed|Ratified|Adopted|Resolved|Resolution|Recommended(?:\s+to\s+\w+)?|Motion|Outcome|Result|Consensus)(?:\s+(?:no\.?\s*|#)?[A-Z]{0,5}\d[\d./-]*)?\s*:|RESOLVED\b\s*[:,]?)\s*(?P<text>\S.*)$",
    re.DOTALL,
)


# Sentences that state a decision whatever else they say.
_CERTAIN = (
    _MOVED,
    _MOTION,
    _CONSENSUS,
    # Moved, seconded and approved, carried or passed, in short.
    Guarded("m=", r"\bM/S/[ACP]\b(?=\s(?:to|that|unanimously)\b)"),
    Guarded(
        "decision",
        r"\b(?:the|a) decision (?:was|has been) (?:made|taken|reached) (?:to|that|not to)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "favo",
        r"\b(?!0)\d{1,3}\s?[-–]\s?\d{1,3},?\s*(?:\([^()]{0,40}\)\s*)?in favou?r\b",
        re.IGNORECASE,
    ),
)
_CERTAIN_SIGNS = any_of(_CERTAIN)
# Sentences that state a decision unless they speak of one that might be.
_LIKELY = (
    _IT_WAS,
    _WE,
    _AND_AGREED,
    _WHOLE,
    _PASSIVE,
    _SUPPORTIVE,
    Guarded(
        "minutes notes record agenda budget accounts report proposal plan",
        r"^(?:the\s+)?(?:previous\s+|last\s+|proposed\s+|draft\s+)?(?:minutes|notes|record|agenda|budget|accounts|report|proposal|plan)\b"
        r"(?:\s(?!(?:to|not|be|were|was|are|is|will|should|must|may|can)\b)[\w’'/,]+){0,10}?\s+(?:were\s+)?(?:agreed|approved|accepted|adopted|passed)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "minutes notes agenda budget",
        r"^(?:[\w’'/.-]+\s){0,5}(?:minutes|notes|agenda|budget)\s+(?:(?:were|was)\s+)?unanimously\s+(?:approved|adopted|accepted)\b"
        r"|^(?:[\w’'/.-]+\s){0,5}(?:minutes|notes|agenda|budget)\s+(?:approved|adopted|accepted)\s+(?:unanimously|as|by)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "following",
        r"\bthe following (?:\w+ )?(?:were|was|have been) (?:\w+ and )?(?:ratified|approved|agreed|adopted)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "approved adopted agreed carried passed accepted",
        r"\b(?:was|were) (?:approved|adopted|agreed|carried|passed|accepted) (?:unanimously|by (?:consensus|acclamation|a majority|unanimous|general))",
        re.IGNORECASE,
    ),
    Guarded(
        "approved adopted ratified endorsed carried",
        r"^(?:the|this|these|both|all)\s[^.;:,]{3,60}(?:, as [^.;:,]{3,50},)?\s(?:was|were) (?:duly |unanimously |formally |reviewed and |discussed and )?"
        r"(?:approved|adopted|ratified|endorsed|carried)(?:\s(?:for|as|subject to)\s[^.;]{3,60})?\W*$",
        re.IGNORECASE,
    ),
    Guarded(
        "motion",
        r"^motion (?:to|that|by)\b[^;]{3,160}[,;.–—-]\s*(?:was\s+)?(?:unanimously\s+)?(?:approved|carried|passed|adopted)\b",
        re.IGNORECASE,
    ),
    Guarded("agreed", r"^[A-Z][^.;:,]{3,40}\sagreed:\s+\S"),
    Guarded("elected reelected", r"^(?:[A-Z][\w'’.-]+\s?){1,4}:\s+(?:re-?)?elected\b"),
    Guarded(
        "these they it",
        r"^(?:these|they|it)\s(?:was|were) (?:duly |unanimously )?(?:approved|agreed|adopted)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "all=",
        r"(?:^|[.;,]\s)all(?: present)? (?:unanimously )?agreed (?:that (?!it (?:is|was)\b)|to\b(?! disagree))",
        re.IGNORECASE,
    ),
    Guarded(
        "parties everyone everybody",
        r"(?:^|[.;,]\s)(?:all (?:the )?parties|everyone|everybody)\s(?:present\s)?(?:ha(?:ve|s)\s)?agreed\sto\b",
        re.IGNORECASE,
    ),
    Guarded(
        "elected reelected",
        r"^[A-Z][^.;:]{3,80}\s(?:re-?)?elected\s(?:by acclamation|unopposed|unanimously)\b",
    ),
    Guarded("so", r"\bso (?:voted|ordered)\b", re.IGNORECASE),
    Guarded(
        "vote ballot poll",
        r"(?<!if the )(?<!if a )\b(?:vote|ballot|poll),?\s(?:which\s|that\s)?(?:was\s)?(?:passed|carried)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "set fixed kept held",
        r"^(?:the|a|an|this|all)\s[^.;:]{3,60}\s(?:was|were) (?:set|fixed|kept|held) at\s+[£$€\d]",
        re.IGNORECASE,
    ),
    Guarded(
        "voted",
        r"^(?:after [^,]{3,60},?\s+)?(?:all\s+|the\s+)?(?:[a-z-]+\s+){0,2}[a-z]+s (?:present )?(?:then )?voted (?:unanimously )?(?:by [^,.]{3,40} )?(?:to|for|in favou?r|against)\b",
        re.IGNORECASE,
    ),
    Guarded(
        "carried favo nem aye= ayes=",
        r"\bcarried (?:nem|unanimously|by)\b|\b(?:all|everyone)(?: voted)? in favou?r\b|\ball ayes?\b|\bayes? all\b|\bnem\.? con\b",
        re.IGNORECASE,
    ),
)  # fmt: skip
_UNDECIDED = re.compile(
    r"\bquorate\b|\bquorum was\b|\bnot clearly\b|\bno (?:clear )?(?:decision|agreement)\b",
    re.IGNORECASE,
)
# What must follow a verb that people as well as bodies use every day.
_NEEDS = {
    "agreed": re.compile(r"\s*(?:to|for|on|the|that|unanimously|a)\b"),
    "confirmed": re.compile(r"\s*(?:the|a)\b"),
    "accepted": re.compile(r"\s*(?:the|a|that the)\b"),
}
_WHO_IS = re.compile(r"\bwho (?:is|was|were|are)\b")


def is_decision(sentence: str, signs: int = UNKNOWN) -> bool:
    """Whether a sentence of these signs states that something was decided.

    >>> is_decision("The group agreed to meet in May."), is_decision("Officials agreed this was so.")
    (True, False)
    """
    if len(sentence) > 2000:
        return False
    if _RESOLVED.match(sentence, signs):
        return True
    if "ED" in sentence and _CAPITALS.search(sentence, signs) and not sentence.isupper():
        return True
    if "second" in sentence and _SECONDED_AND.search(sentence, signs):
        return True
    if signs & _CERTAIN_SIGNS and any_search(_CERTAIN, sentence, signs):
        return True
    return _states(sentence, signs)


def _states(sentence: str, signs: int) -> bool:
    """Whether a sentence states a decision, not one that might be.

    Doubt counts where it stands, not before: "It was agreed that … should be approved".
    """
    likely = [each for each in _LIKELY if signs & each.sign and signs & each.also]
    ends = [m.end() for each in likely if (m := each.pattern.search(sentence))]
    if opening := _OPENING.match(sentence, signs):
        ends.append(len(sentence))
    match = _PARTIES.match(sentence, signs)
    if match:
        needed = _NEEDS.get(match["verb"].lower())
        if needed is None or needed.match(match["rest"]):
            ends.append(match.end("verb"))
    if not (ends or opening):
        certain = (
            (_ELECTED.search(sentence, signs) and not _WHO_IS.search(sentence))
            or (len(sentence) < 200 and _OBJECTIONS.search(sentence, signs))
            or (signs & _AGAINST.sign and is_vote(sentence, signs))
        )
        if not certain:
            return False
        ends.append(len(sentence))
    if _UNDECIDED.search(sentence):
        return False
    unsure = _HYPOTHETICAL.search(sentence)
    return unsure is None or min(ends) <= unsure.start()


def is_vote(sentence: str, signs: int = UNKNOWN) -> bool:
    """Whether a sentence gives the counts of a vote that carried: "Vote on X: 4 in favour, 1 against"."""
    if not signs & _AGAINST.sign or "vote" not in sentence.lower() or " means " in sentence:
        return False
    found = ruling(sentence, signs)
    return bool(found.for_) and found.against is not None and (found.for_ or 0) > found.against


def ruling(sentence: str, signs: int = UNKNOWN) -> Ruling:
    """Who decided, proposed and seconded, and the counts of a vote, in a sentence of these signs."""
    by = _BY.match(sentence)
    proposes = signs & _PROPOSES or "[" in sentence
    return Ruling(
        by["by"].strip() if by else None,
        _first(_PROPOSER.search(sentence)) if proposes else None,
        _first(_SECONDER.search(sentence, signs)),
        _count(_FOR.search(sentence, signs)),
        _count(_AGAINST.search(sentence, signs)),
        _count(_ABSTAIN.search(sentence, signs)),
    )


def _first(match: re.Match[str] | None) -> str | None:
    return next((g for g in match.groups() if g), None) if match else None


def _count(match: re.Match[str] | None) -> int | None:
    found = _first(match)
    return int(found) if found else None
