"""The vocabulary minutes are written in: words that mark lists, roles, speech and decisions.

General English usage of secretariats only; no name of a person, body or document belongs here.
"""

from __future__ import annotations

HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev revd reverend cllr "
    "councillor ald alderman hon hhj judge capt captain col colonel sgt mme herr frau sister "
    "brother father pcso pc sergeant cdr lt maj gen adm brig inspector commissioner supervisor senator "
    "rev'd rev’d cr crs cllrs councillors messrs ing dipl.-ing sra ir drs commissioners supervisors senators "
    "councilmember councilmembers councilman councilwoman alderwoman aldermen trustee trustees "
    "selectman selectwoman selectmen alderperson councilor councilors earl viscount viscountess "
    "countess marquess duke duchess professors profs doctors mesdames".split()
)
# Titles of more than one word, longest first.
LONG_HONORIFICS = (
    *(
        f"{tier} {title}"
        for tier in ("county", "borough", "district", "unitary", "city", "town", "parish", "ward")
        for title in ("cllrs", "cllr", "councillors", "councillor")
    ),
    *(
        f"{rank} {title}"
        for rank in (
            "associate",
            "assistant",
            "clinical",
            "emeritus",
            "emerita",
            "adjunct",
            "visiting",
            "assoc",
            "assoc.",
            "asst",
            "asst.",
        )
        for title in ("professors", "professor", "profs", "prof.", "prof", "dean")
    ),
    "distinguished professors",
    "distinguished professor",
    "the hon justice",
    "hon justice",
    "police constable",
    "the honourable",
    "the honorable",
    "the rt hon",
    "rt hon",
    "the right hon",
    "the hon",
    "right hon",
    "the rev",
    "the revd",
)

POST_NOMINALS = frozenset(
    "QC KC MP MSP MEP MLA AM MS TD MBE OBE CBE DBE KBE GBE CB KCB DCB CMG CVO LVO MVO JP DL QPM KPM "
    "PhD MD MSc BSc MA BA MBA LLB LLM DPhil EdD FRS FBA FRSA FRCP FRCS FRGS FRAeS FIET CEng PE "
    "RN CPA AICP RIBA CIPFA MRICS FRICS JD ACA FCA FCCA CFA Esq Jr Sr II III IV PC SC".split()
)

# Particles that stay lower case inside names.
PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn binti ter ten te zu y e "
    "af av 't mac ap v".split()
)

# Words that make a phrase an organisation rather than a person.
ORGANISATION_WORDS = frozenset(
    "trust trusts association associations society foundation charity charities council councils "
    "committee commission commissions commissioner commissioners ministry department departments "
    "dept office agency service services authority authorities group groups board panel taskforce "
    "partnership partnerships federation network networks union institute institution university "
    "college school academy centre center ltd limited plc llp inc gmbh cic company corporation "
    "bank church police hospital nhs alliance consortium forum initiative initiatives organisation "
    "organisations organization parliament government secretariat directorate division team "
    "laboratory lab labs project projects programme treasury cabinet court bureau club company "
    "league guild chamber brigade movement fellowship cooperative co-operative "
    "parish borough county district town fund funders unit units body".split()
)

# Words that make a phrase a post rather than an organisation.
POSITION_WORDS = frozenset(
    "gp reporter co-optee associate director minister secretary chair chairman chairwoman chairperson convener convenor president "
    "head manager officer adviser advisor assistant lead leader ceo cto cfo coo executive chief "
    "commissioner clerk treasurer coordinator co-ordinator administrator analyst consultant "
    "engineer professor lecturer researcher editor counsel solicitor barrister representative "
    "deputy governor inspector superintendent ombudsman ambassador liaison intern fellow trustee "
    "vice-chair vice-president warden specialist developer architect scientist economist master "
    "statistician surveyor planner registrar dean provost rapporteur facilitator supervisor "
    "student apprentice volunteer member observer scribe mayor sheriff bishop curator archivist "
    "ecologist archaeologist historian accountant auditor librarian nurse doctor partner founder "
    "owner principal parliamentary under-secretary chancellor vice-chancellor pro-vice-chancellor "
    "pro-chancellor rector vice-rector bursar host hostess webmaster organiser organizer marshal "
    "steward maintainer contributor committer attorney actuary trainer teacher headteacher tutor "
    "buyer designer strategist controller comptroller paralegal caretaker ranger sysadmin "
    "bookkeeper councillor councilor vp svp evp commander sergeant constable chaplain rep assessor attorney legislator collector councilman councilwoman councilmember alderman selectman vorsitzende vorsitzender kassenwart kassenwartin "
    "schatzmeister schatzmeisterin schriftführer schriftführerin beisitzer beisitzerin présidente "
    "secrétaire trésorier trésorière presidente secretario tesorero voorzitter secretaris "
    "penningmeester ordförande sekreterare kassör geschäftsführer geschäftsführerin".split()
)

# Posts that minutes call by letters.
POSTS_IN_SHORT = {
    "CEO": "chief executive", "CFO": "chief financial officer", "COO": "chief operating officer",
    "FD": "finance director", "ED": "executive director", "MD": "managing director",
    "HT": "headteacher", "DHT": "deputy headteacher", "AHT": "assistant headteacher",
    "CoG": "chair", "VC": "vice-chair",
}  # fmt: skip

# Verbs that report somebody speaking, past and present.
SPEECH_VERBS = frozenset(
    "said says asked asks explained explains noted notes reported reports thanked thanks welcomed "
    "welcomes clarified clarifies added adds suggested suggests stated states commented comments "
    "confirmed confirms reconfirmed reconfirms apologised apologized advised advises informed informs observed observes "
    "replied replies responded responds answered answers raised raises highlighted highlights "
    "emphasised emphasized stressed acknowledged acknowledges agreed agrees argued argues "
    "questioned questions queried queries mentioned mentions outlined outlines described describes "
    "presented presents introduced introduces summarised summarized reiterated recalled recalls "
    "remarked remarks warned warns urged urges proposed proposes requested requests assured "
    "reassured announced announces recommended recommends reminded reminds pointed points "
    "expressed expresses encouraged invited invites gave gives congratulated wondered wonders "
    "felt feels believed believes considered disagreed disagrees objected objects opened opens "
    "closed closes spoke speaks told tells drew updated updates briefed shared shares concluded "
    "indicated indicates declared declares offered offers hoped hopes echoed supported "
    "supports cautioned cautions challenged paid read sought enquired inquired elaborated "
    "reflected reflects insisted reaffirmed accepted accepts showed walked talked led "
    "undertook set sets provided provides preferred prefers favoured endorsed endorses commended praised applauded wanted wants reviewed thought thinks regretted complained doubted "
    "demonstrated found took takes called calls was is put puts hopes queried countered insisted "
    "proposed estimated explained assured notified disclosed declared inquired mused joked "
    "objected conceded admitted maintained predicted promised volunteered offered".split()
)
# Of those, verbs that report speech only with what follows: "gave an update", "raised the issue".
WEAK_SPEECH_VERBS = {
    "gave": r"(?:an?|the|some|his|her|their|apologies|thanks|details|examples?|brief|short)\b",
    "gives": r"(?:an?|the|some|his|her|their)\b",
    "pointed": r"(?:out|to)\b",
    "points": r"(?:out|to)\b",
    "drew": r"(?:attention|the)\b",
    "paid": r"(?:tribute|thanks)\b",
    "read": r"(?:out|a|the|from)\b",
    # Opening or closing a meeting runs it; it is no statement unless words go with it.
    "opened": r"(?:the (?:item|discussion|debate)|by\b|.*\band (?:welcomed|thanked|asked|said)\b)",
    "opens": r"(?:the (?:item|discussion|debate)|by\b|.*\band (?:welcomes|thanks|asks|says)\b)",
    "closed": r"(?:by\b|.*\band (?:thanked|wished|said)\b)",
    "closes": r"(?:by\b|.*\band (?:thanks|wishes|says)\b)",
    "took": r"(?:the (?:opposite|contrary|same|opposing) view|issue|the (?:report|paper) as read)\b",
    "takes": r"(?:the (?:opposite|contrary|same|opposing) view|issue)\b",
    "called": r"(?:for|on (?:the|members|all)|attention)\b",
    "calls": r"(?:for|attention)\b",
    "was": r"(?:concerned|worried|pleased|surprised|keen|doubtful|grateful|sceptical|of the (?:view|opinion)|against|in favou?r)\b",
    "is": r"(?:concerned|worried|pleased|surprised|keen|doubtful|grateful|sceptical|of the (?:view|opinion)|against|in favou?r)\b",
    "set": r"out\b",
    "sets": r"out\b",
    "provided": r"(?:an?|the|some|further|his|her|their)\s+(?:\w+\s+){0,2}(?:update|overview|summary|report|briefing|presentation|details|background|feedback|information|outline|explanation|clarification)\b",
    "provides": r"(?:an?|the)\s+(?:\w+\s+){0,2}(?:update|overview|summary|report|briefing|presentation)\b",
    "updated": r"(?:the (?:\w+ )?(?:group|board|(?:sub-?)?committee|meeting|council|commission|members?|team|panel|forum|trustees)|members|everyone|us|attendees|on)\b",
    "updates": r"(?:the (?:group|board|committee|meeting|council|members?|team)|members|everyone|us|on)\b",
    "found": r"(?:it|the|that|this)\b",
    "put": r"(?:forward|the (?:case|cost|view|question)|it to)\b",
    "puts": r"(?:forward|the (?:case|view|question))\b",
    "offered": r"(?:to|an?|the|that|help|some)\b",
    "promised": r"(?:to|that|an?|the)\b",
    "volunteered": r"(?:to|that|for)\b",
    "maintained": r"that\b",
    "led": r"(?:the|a)\b",
    "walked": r"(?:the|through|members|us|everyone)\b",
    "shared": r"(?:an?|the|some|his|her|their|that|thoughts|views|slides|details)\b",
    "shares": r"(?:an?|the|some|that)\b",
    "considered": r"that\b",
    "supported": r"(?:the|this|that|a)\b",
    "accepted": r"(?:that|the(?! (?:position|office|post|role|nomination|chair)))\b",
    "showed": r"(?:the|a|how|that|slides|his|her|their)\b",
    "notes": r"(?:that|the)\b",
    "minutes": r"(?:that)\b",
    "reports": r"(?:that|on|the)\b",
    "questions": r"(?:whether|why|the|how)\b",
    "comments": r"(?:that|on)\b",
    "reviewed": r"(?:the|a|progress)\b",
    "talked": r"(?:about|through|to)\b",
    "wanted": r"(?:to (?:know|see|understand|hear|thank|raise|note|ask))\b",
    "wants": r"(?:to (?:know|see|understand|hear|thank|raise|note|ask))\b",
}

# Groups that can speak without a name being given. "whole" ones also decide.
WHOLE_GROUPS = (
    "group|committee|board|council|meeting|panel|commission|forum|trustees|directors|governors|"
    "steering group|steering committee|advisory group|working group|taskforce|task force|"
    "sub-committee|subcommittee|cabinet|assembly|team|society|senate|bureau|congress|synod|executive|exec"
)
PART_GROUPS = (
    "members|officials|attendees|participants|councillors|delegates|guests|observers|residents|"
    "officers|staff|several members|some members|one member|other members|representatives"
)
# Of which each of those holds one, its last.
GROUP_WORDS = " ".join(
    group.replace("-", " ").split()[-1] for group in f"{WHOLE_GROUPS}|{PART_GROUPS}".split("|")
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari janvier enero", "february feb februar februari février febrero",
            "march mar märz maart mars marzo", "april apr avril abril", "may mai mei maj mayo",
            "june jun juni juin junio", "july jul juli juillet julio",
            "august aug augustus août agosto", "september sept sep septembre septiembre",
            "october oct oktober octobre octubre", "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

# Headings that are parts of a document, not items of business.
CONTAINER_HEADINGS = frozenset(
    "agenda minutes notes discussion discussions meeting links link details metadata summary "
    "topics proceedings contents items business".split()
) | {
    "meeting minutes", "meeting notes", "minutes of the meeting", "minutes of meeting",
    "agenda items", "agenda and minutes", "agenda & minutes", "agenda / minutes", "agenda/minutes",
    "minutes and notes", "notes and minutes", "discussion notes", "meeting agenda", "agenda topics",
    "discussion items", "discussion topics", "topics discussed", "items discussed",
    "matters discussed", "discussion summary", "meeting summary", "call notes", "raw notes",
    "detailed minutes", "agenda and notes", "agenda & notes", "agenda/notes",
}  # fmt: skip
END_MARKERS = frozenset(
    {"ends", "end", "fin", "[ends]", "(ends)", "end of minutes", "end of meeting", "end of notes"}
)
