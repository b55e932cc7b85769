"""An invented meeting, about as large as real ones: 66 nodes to draw, search and filter."""

from __future__ import annotations

import datetime as dt

from minutegraph.graph.model import Node, Relationship, Value

DOCUMENT = "tidewater-2024-03-14.txt"
BODY = ("Organisation", "tidewater-records-forum")
MEETINGS = {1: ("Meeting", "trf-2023-11-09"), 2: ("Meeting", "trf-2024-03-14")}
SESSIONS = {1: ("Session", "trf-2024-03-14/1"), 2: ("Session", "trf-2024-03-14/2")}

ORGANISATIONS = {
    "dcm": ("Department for Coastal Matters", "DCM", "government"),
    "hro": ("Harbour Records Office", "HRO", "government"),
    "uot": ("University of Tidewater", None, "academic"),
    "saltmarsh": ("Saltmarsh Family History Society", None, "voluntary"),
    "lantern": ("Lantern Archive Trust", None, "voluntary"),
    "quayside": ("Quayside Genealogists", None, "voluntary"),
    "ferry": ("Ferry & Lighthouse Museum", None, "voluntary"),
    "brinewell": ("Brinewell County Council", None, "government"),
}

# key: name, role, organisation, position, sessions attended
PEOPLE: dict[str, tuple[str, str, str, str, tuple[int, ...]]] = {
    "amara-osei": ("Amara Osei", "Member", "lantern", "Chair", (1, 2)),
    "bjorn-aakre": ("Bjørn Aakre", "Member", "saltmarsh", "Trustee", (1, 2)),
    "celine-dubois": ("Céline Dubois", "Member", "quayside", "Secretary", (1, 2)),
    "dov-halpern": ("Dov Halpern", "Member", "ferry", "Curator", (1, 2)),
    "eilidh-macrae": ("Eilidh MacRae", "Member", "uot", "Reader in Archival Science", (1,)),
    "farah-siddiqui": ("Farah Siddiqui", "Member", "lantern", "Director", (1, 2)),
    "gethin-pryce": ("Gethin Pryce", "Member", "saltmarsh", "Treasurer", (2,)),
    "hanneke-de-wit": ("Hanneke de Wit", "Member", "quayside", "Researcher", (1, 2)),
    "imre-szabo": ("Imre Szabó", "Member", "uot", "Lecturer", (1, 2)),
    "juno-blackwood": ("Juno Blackwood", "Official", "dcm", "Deputy Director", (1,)),
    "kofi-mensah": ("Kofi Mensah", "Official", "dcm", "Policy Lead", (1,)),
    "leonie-brandt": ("Leonie Brandt", "Official", "hro", "Registrar", (1,)),
    "marek-zielinski": ("Marek Zieliński", "Official", "hro", "Head of Digitisation", (1, 2)),
    "nuria-vidal": ("Núria Vidal", "Official", "brinewell", "Archivist", (1,)),
    "oskar-lindqvist": ("Oskar Lindqvist", "Official", "dcm", "Statistician", ()),
}

# ref: title, session, paragraphs as ref -> (text, speakers, mentions)
Minutes = dict[str, tuple[str, list[str], list[tuple[str, str]]]]
ITEMS: dict[str, tuple[str, int, Minutes]] = {
    "1": (
        "Welcome and apologies",
        1,
        {
            "1.1": (
                "The Chair welcomed everyone; one apology had been received.",
                ["amara-osei"],
                [],
            )
        },
    ),
    "2": (
        "Scanning of the parish registers",
        1,
        {
            "2.1": (
                (
                    "Mr Zieliński said that 41 of 60 volumes had been scanned, and that the rest "
                    "would follow by midsummer."
                ),
                ["marek-zielinski"],
                [],
            ),
            "2.2": (
                "Ms Dubois asked whether the Lantern Archive Trust could have the images early.",
                ["celine-dubois"],
                [("Organisation", "lantern")],
            ),
            "2.3": (
                "Ms Brandt saw no obstacle; a letter from the Trust would be enough.",
                ["leonie-brandt"],
                [("Organisation", "lantern")],
            ),
        },
    ),
    "3": (
        "Fees for certificates",
        1,
        {
            "3.1": (
                "Ms Blackwood reported that the fee review was with ministers.",
                ["juno-blackwood"],
                [],
            ),
            "3.2": (
                "Dr MacRae and Mr Aakre thought a flat fee unfair to small societies.",
                ["eilidh-macrae", "bjorn-aakre"],
                [],
            ),
        },
    ),
    "4": (
        "Access to the lighthouse logs",
        1,
        {
            "4.1": (
                "Mr Halpern described the condition of the logs held at the museum.",
                ["dov-halpern"],
                [("Organisation", "ferry")],
            ),
            "4.2": (
                "Ms Vidal offered storage at the county record office.",
                ["nuria-vidal"],
                [("Organisation", "brinewell")],
            ),
        },
    ),
    "5": (
        "Membership",
        2,
        {
            "5.1": (
                "Mr Pryce proposed that the forum seek a second academic member.",
                ["gethin-pryce"],
                [],
            ),
            "5.2": (
                "Ms de Wit would approach the university.",
                ["hanneke-de-wit"],
                [("Organisation", "uot")],
            ),
        },
    ),
    "6": (
        "Response to the consultation",
        2,
        {
            "6.1": (
                "Dr Szabó presented a draft; members sent their comments to Ms Siddiqui.",
                ["imre-szabo", "farah-siddiqui"],
                [],
            )
        },
    ),
}

# key: name, raised in, owners, due, status
ACTIONS = {
    "a1": (
        "Send the list of scanned volumes to members",
        "2.1",
        ["marek-zielinski"],
        "30 April",
        "open",
    ),
    "a2": (
        "Write to the Registrar about early images",
        "2.3",
        ["celine-dubois", "lantern"],
        None,
        "open",
    ),
    "a3": (
        "Share the timetable of the fee review",
        "3.1",
        ["juno-blackwood"],
        "next meeting",
        "done",
    ),
    "a4": ("Visit the museum store", "4.2", ["nuria-vidal", "dov-halpern"], None, "open"),
    "a5": ("Invite a second academic member", "5.2", ["hanneke-de-wit"], None, "open"),
    "a6": ("Collect comments on the draft response", "6.1", ["farah-siddiqui"], "2 April", "open"),
}
DECISIONS = {
    "d1": ("The forum agreed to oppose a flat fee", "3.2"),
    "d2": ("The draft response was approved subject to comments", "6.1"),
}
TOPICS = {
    "fees": ("Certificate fees", ["3", "3.1", "3.2", "d1"]),
    "scans": ("Register scans", ["2", "a1"]),
}


def graph() -> tuple[list[Node], list[Relationship]]:
    """The meeting of 14 March 2024, as a query would return it."""
    nodes: list[Node] = []
    links: list[Relationship] = []
    line = 0

    def node(place: tuple[str, str], name: str, *further: str, **properties: Value) -> None:
        given = {key: value for key, value in properties.items() if value is not None}
        nodes.append(Node((place[0], *further), place[1], {"name": name, **given}))

    def link(start: tuple[str, str], kind: str, end: tuple[str, str], **given: Value) -> None:
        nonlocal line
        line += 1
        stated = {key: value for key, value in given.items() if value is not None}
        links.append(Relationship(start, kind, end, {"document": DOCUMENT, "line": line, **stated}))

    node(("Document", DOCUMENT), "Minutes of 14 March 2024", path=DOCUMENT, media_type="text/plain")
    node(BODY, "Tidewater Records Forum", "Body", acronym="TRF")
    node(MEETINGS[1], "TRF, 9 November 2023", date=dt.date(2023, 11, 9))
    node(MEETINGS[2], "TRF, 14 March 2024", date=dt.date(2024, 3, 14), venue="Customs House")
    link(MEETINGS[1], "MEETING_OF", BODY)
    link(MEETINGS[2], "MEETING_OF", BODY)
    link(MEETINGS[2], "FOLLOWS", MEETINGS[1])
    link(MEETINGS[2], "RECORDED_IN", ("Document", DOCUMENT))
    node(SESSIONS[1], "With officials", ordinal=1)
    node(SESSIONS[2], "Members only", ordinal=2)
    for session in SESSIONS.values():
        link(MEETINGS[2], "HAS_SESSION", session)
    for key, (name, acronym, sector) in ORGANISATIONS.items():
        node(("Organisation", key), name, acronym=acronym, sector=sector)
    for key, (name, role, organisation, position, attended) in PEOPLE.items():
        person = ("Person", key)
        node(person, name, role)
        written = f"{name}, {position}, {ORGANISATIONS[organisation][0]}"
        home = ("Organisation", organisation)
        link(person, "AFFILIATED_WITH", home, position=position, as_written=written)
        for ordinal in attended:
            link(
                person,
                "ATTENDED",
                SESSIONS[ordinal],
                capacity=role.lower(),
                status="present",
                as_written=written,
                basis="attendance list",
            )
        if not attended:
            link(person, "SENT_APOLOGIES", MEETINGS[2], as_written=f"{name} (DCM)")
    link(("Person", "amara-osei"), "CHAIRED", MEETINGS[2])
    for ref, (title, ordinal, paragraphs) in ITEMS.items():
        item = ("AgendaItem", f"item-{ref}")
        node(item, f"{ref}. {title}", ref=ref, ordinal=int(ref))
        link(SESSIONS[ordinal], "HAS_ITEM", item)
        for number, (text, speakers, mentions) in paragraphs.items():
            minute = ("Paragraph", f"p-{number}")
            node(minute, number, ref=number, text=text, line=line + 1, page=1 + line // 60)
            link(item, "HAS_PARAGRAPH", minute)
            for speaker in speakers:
                link(("Person", speaker), "SPOKE_IN", minute, as_written=PEOPLE[speaker][0])
            for mention in mentions:
                link(minute, "MENTIONS", mention, as_written=ORGANISATIONS[mention[1]][0])
    for key, (text, ref, owners, due, status) in ACTIONS.items():
        node(("Action", key), text, ref=ref, text=text, due=due, status=status)
        link(("Action", key), "RAISED_IN", ("Paragraph", f"p-{ref}"))
        for owner in owners:
            label = "Person" if owner in PEOPLE else "Organisation"
            link(("Action", key), "ASSIGNED_TO", (label, owner), as_written=owner.split("-")[0])
    for key, (text, ref) in DECISIONS.items():
        node(("Decision", key), text, ref=ref, text=text)
        link(("Decision", key), "TAKEN_IN", ("Paragraph", f"p-{ref}"))
    for key, (name, about) in TOPICS.items():
        node(("Topic", key), name)
        for part in about:
            label = {"a": "Action", "d": "Decision"}.get(part[0], "")
            place = (label, part) if label else ("AgendaItem", f"item-{part}")
            if "." in part:
                place = ("Paragraph", f"p-{part}")
            link(place, "ABOUT", ("Topic", key))
    return nodes, links
