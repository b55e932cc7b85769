"""Habits of the minutes of councils, boards and advisory groups that only show in small."""

from __future__ import annotations

import pytest

from minutegraph.loaders.minutes import Minutes
from tests.loaders.format_helpers import Read

TITLE = "Cedar Glen Panel\nMinutes of the meeting of 9 January 2024\n\n"
ITEMS = "\n1. Gate\n\nPam Sykes said it was old.\n\n2. Pool\n\nRudy Vance said it was new.\n"


def people(minutes: Minutes) -> list[tuple[str, str | None, str | None, str, str]]:
    return [(p.name, p.organisation, p.position, p.capacity, p.status) for p in minutes.attendance]


LISTS = [
    # Columns that became one: a name, its initials, a post.
    (
        (
            "Present:\nDr Pam Sykes PS Clinical Chair\nRudy Vance RVa Lay Member for Audit\n"
            "Lou Castell LC Director of Parks – Quay Council\n"
        ),
        [
            ("Pam Sykes", None, None, "chair", "present"),
            ("Rudy Vance", None, "Lay Member for Audit", "member", "present"),
            ("Lou Castell", "Quay Council", "Director of Parks", "member", "present"),
        ],
    ),
    # A list within the list of those who came.
    (
        "## Attendees\nPam Sykes (PS), Rudy Vance (RV)\nOn the phone: Lou Castell (LC), Ida Moss (IM)\n",
        [
            ("Pam Sykes", None, None, "member", "present"),
            ("Rudy Vance", None, None, "member", "present"),
            ("Lou Castell", None, None, "member", "remote"),
            ("Ida Moss", None, None, "member", "remote"),
        ],
    ),
    # Kinds of governors are no organisations, and a post may be two.
    (
        "Present:\nPam Sykes (PS)Parent/Chair\nRudy Vance (RV) - Foundation\nIda Moss (IM) – LA\n",
        [
            ("Pam Sykes", None, "Parent/Chair", "chair", "present"),
            ("Rudy Vance", None, "Foundation", "member", "present"),
            ("Ida Moss", None, "LA", "member", "present"),
        ],
    ),
    # Whom all are from; a label inside the list.
    (
        "Other attendees:\n\nPam Sykes (Quay Trust), Rudy Vance, Lou Castell (minutes) – all Ferry Office.\n",
        [
            ("Pam Sykes", "Quay Trust", None, "member", "present"),
            ("Rudy Vance", "Ferry Office", None, "member", "present"),
            ("Lou Castell", "Ferry Office", None, "secretary", "present"),
        ],
    ),
    (
        "Panel: Pam Sykes (Chair), Rudy Vance (Quay Trust), Ex Officio: Lou Castell (Ferry Office).\n",
        [
            ("Pam Sykes", None, None, "chair", "present"),
            ("Rudy Vance", "Quay Trust", None, "member", "present"),
            ("Lou Castell", "Ferry Office", None, "member", "present"),
        ],
    ),
    # Semicolons without blanks.
    (
        "Present\nPam Sykes (Chairman);Rudy Vance (CEO);Lou Castell;\n",
        [
            ("Pam Sykes", None, None, "chair", "present"),
            ("Rudy Vance", None, "CEO", "member", "present"),
            ("Lou Castell", None, None, "member", "present"),
        ],
    ),
    # A title at the end of a line, and who chairs under a label of their own.
    (
        "Chair\nProfessor Pam Sykes\nPresent\nDr Vance, Mr Castell, Ms Moss, Mr\nWren, Dr Oake\n",
        [
            ("Pam Sykes", None, None, "chair", "present"),
            *((n, None, None, "member", "present") for n in ("Vance", "Castell", "Moss", "Wren", "Oake")),
        ],
    ),
    # People with titles, one a paragraph.
    (
        "MEMBERS PRESENT: Ms. Pam Sykes (Chairperson)\n\nMr. Rudy Vance\n\nMs. Lou Castell\n\nMEMBERS ABSENT: NONE\n",
        [
            ("Pam Sykes", None, None, "chair", "present"),
            ("Rudy Vance", None, None, "member", "present"),
            ("Lou Castell", None, None, "member", "present"),
        ],
    ),
    # A sentence about somebody, below their line.
    (
        "Present:\nPam Sykes, Quay Trust\nPam is the owner of the gate. (Pam joined at 11am)\nRudy Vance, Ferry Office\n",
        [
            ("Pam Sykes", "Quay Trust", None, "member", "partial"),
            ("Rudy Vance", "Ferry Office", None, "member", "present"),
        ],
    ),
    # A post before a name is no label of a list.
    (
        "Guests:\nSenator Pam Sykes\nRepresentative Rudy Vance\nLou Castell, Warden Service\nIda Moss, Habitat Biologist\n",
        [
            ("Pam Sykes", None, None, "guest", "present"),
            ("Rudy Vance", None, "Representative", "guest", "present"),
            ("Lou Castell", "Warden Service", None, "guest", "present"),
            ("Ida Moss", None, "Habitat Biologist", "guest", "present"),
        ],
    ),
    # Told in a sentence.
    (
        (
            "Commissioner Pam Sykes presided with Commissioners Rudy Vance and Lou Castell present. "
            "Recording Secretary Ida Moss was also present.\n"
        ),
        [
            ("Pam Sykes", None, None, "chair", "present"),
            ("Rudy Vance", None, None, "member", "present"),
            ("Lou Castell", None, None, "member", "present"),
            ("Ida Moss", None, None, "secretary", "present"),
        ],
    ),
    # A table whose rows are closed on the right only.
    (
        (
            "Attendees:\nName | Post |\nDr Pam Sykes | Chief Adviser - Parks & Pools |\n"
            "Rudy Vance | Panel Member (online) |\n"
        ),
        [
            ("Pam Sykes", None, "Chief Adviser - Parks & Pools", "member", "present"),
            ("Rudy Vance", None, "Panel Member", "member", "remote"),
        ],
    ),
    # A list that goes on below a comma; a label with a semicolon.
    (
        "PRESENT: Pam S (Chair), Rudy V, Lou C,\n\n Dr. A. Penn-Oake, Ida M, Sam D.\n\nAPOLOGIES; Ann O, Bo R, Cy T\n",
        [
            ("Pam S", None, None, "chair", "present"),
            *((n, None, None, "member", "present") for n in ("Rudy V", "Lou C", "A. Penn-Oake", "Ida M", "Sam D")),
            *((n, None, None, "member", "apologies") for n in ("Ann O", "Bo R", "Cy T")),
        ],
    ),
    # A line broken off at the first letter of a name, which is no body.
    (
        (
            "In Attendance\nChairman – Pam Sykes\nGroup members – R Vance, L Castell, I Moss, B\n"
            "Apologies received: Ann Oake and Sam Wren\n"
        ),
        [
            ("Pam Sykes", None, None, "chair", "present"),
            *((n, None, None, "member", "present") for n in ("R Vance", "L Castell", "I Moss")),
            *((n, None, None, "member", "apologies") for n in ("Ann Oake", "Sam Wren")),
        ],
    ),
    # Lists side by side in a table.
    (
        (
            "| Present: | | | |\n| Pam Sykes (PS) | Clerk | Apologies: | Ida Moss (IM) |\n"
            "| Rudy Vance (RV) | Councillor | | Lou Castell (LC) |\n| Ann Oake (AO) | Councillor | Copies to: | Post Office |\n"
        ),
        [
            ("Pam Sykes", None, None, "secretary", "present"),
            ("Rudy Vance", None, "Councillor", "member", "present"),
            ("Ann Oake", None, "Councillor", "member", "present"),
            ("Ida Moss", None, None, "member", "apologies"),
            ("Lou Castell", None, None, "member", "apologies"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_names(read: Read, text: str, expected: list[tuple[str, ...]]) -> None:
    assert people(read(TITLE + text + ITEMS)) == expected


def test_who_did_not_attend_but_had_sent_apologies(read: Read) -> None:
    minutes = read(
        TITLE + "Present: Pam Sykes, Lou Castell\n\n1. Apologies\n\nIda Moss and Ann Oake did not attend the meeting; "
        "they had sent their apologies.\n\n2. Pool\n\nIt was confirmed that the meeting was quorate.\n"
    )  # fmt: skip
    assert [(p.name, p.status) for p in minutes.attendance][2:] == [
        ("Ida Moss", "apologies"),
        ("Ann Oake", "apologies"),
    ]
    assert minutes.decisions == []


def test_minutes_numbered_by_committee_and_year(read: Read) -> None:
    minutes = read(
        TITLE + "CONFIRMED\n\nPresent: Pam Sykes, Rudy Vance\n\nHB/2122/214: Welcome\nPam Sykes welcomed all.\n"
        "HB/2122/215: Questions from the public\nThere were none.\n"
    )  # fmt: skip
    assert [(i.ref, i.title) for i in minutes.items] == [
        ("HB/2122/214", "Welcome"),
        ("HB/2122/215", "Questions from the public"),
    ]


def test_actions_in_bold_and_under_headings_that_say_of_what(read: Read) -> None:
    minutes = read(
        TITLE + "Present: Pam Sykes (PS), Rudy Vance (RV)\n\n**1. Gate**\n\nPS said it was old.\n\n"
        "**Action - RV to mend it**\n\nPool fees: the panel agreed the fees could be doubled.\n\n**2. Pool**\n\n"
        "RV said it was new.\n\n### Actions relating to the pool\n\n* PS to fill it\n"
        "* The notice needs to be clear that it is cold\n* Panel meetings to go on\n"
    )  # fmt: skip
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("RV to mend it", ["Rudy Vance"]),
        ("PS to fill it", ["Pam Sykes"]),
        ("The notice needs to be clear that it is cold", []),
        ("Panel meetings to go on", []),
    ]
    assert [d.text for d in minutes.decisions] == [
        "Pool fees: the panel agreed the fees could be doubled."
    ]
    assert [i.title for i in minutes.items] == ["Gate", "Pool"]


def test_the_day_that_a_label_gives_is_the_meetings(read: Read) -> None:
    minutes = read(
        "Cedar Glen Panel\n\nDate: 20 December 2023\n\nPresent:\n\n- Pam Sykes\n- Rudy Vance\n\n"
        "In attendance:\n\n- Lou Castell\n\nPam welcomed the members to the last meeting of the year.\n\n"
        "Following discussion with officials, the panel agreed to hold a meeting of the panel on 11 January 2024 "
        "to consider a draft report.\n"
    )
    assert str(minutes.meeting.date) == "2023-12-20"
    assert len(minutes.decisions) == 1


def test_pages_of_a_meetings_system(read: Read) -> None:
    minutes = read(
        "Audit Panel\nWednesday, 19th January, 2022\n\n"
        "Election of Vice-Chair:\n\nMinutes:\n\nPam Sykes was elected.\n\n"
        "Disclosure of interests:\n\nMinutes:\n\nNone were received.\n\n"
        "Accounts for the year:\n\nMinutes:\n\nPam Sykes proposed acceptance of the accounts seconded by Rudy Vance\n"
    )
    assert [i.title for i in minutes.items] == [
        "Election of Vice-Chair:",
        "Disclosure of interests:",
        "Accounts for the year:",
    ]
    assert minutes.decisions[-1].seconder == "Rudy Vance"


def test_who_took_the_chair_after_another_sentence(read: Read) -> None:
    minutes = read(
        TITLE + "Present: Cllr P Sykes, Cllr R Vance\n\n1. Election\n\nCllr Sykes would chair the Parish Council. "
        "Cllr Sykes took the Chair.\n\n2. Pool\n\nNone.\n"
    )  # fmt: skip
    assert [p.capacity for p in minutes.attendance] == ["chair", "member"]


MARGIN = """<h1>Cedar Glen Council, 9 January 2024</h1>
<h4>PRESENT</h4><p>Councillors Pam Sykes, Rudy Vance and Lou Castell.</p>
<ol><li><h4>GATE</h4>
<p>1i) Cllr. P. Sykes would write to the owner of the gate.      <em>Cllr. P. Sykes</em></p>
<p>1ii) The bank statement of May was read.   <em>Noted</em></p>
<p>1iii) Prices of paint for the old gate had been asked for.   <em>Clerk</em></p></li>
<li><h4>POOL</h4>
<ul><li>It was agreed that the pool would be closed.</li>
<li>Cllr. R. Vance and the Clerk to review the fees of the pool.</li></ul>
<em>Cllr. Rudy Vance/Clerk</em>
<p>Councillors were asked to think of other uses of it. <em>ALL</em></p></li></ol>
"""


def test_owners_in_italics_behind_what_they_are_to_do(read: Read) -> None:
    minutes = read(MARGIN, "minutes.html")
    assert [(a.text.rstrip("."), a.owners) for a in minutes.actions] == [
        ("1i) Cllr. P. Sykes would write to the owner of the gate", ["Pam Sykes"]),
        ("1iii) Prices of paint for the old gate had been asked for", ["Clerk"]),
        ("Cllr. R. Vance and the Clerk to review the fees of the pool", ["Rudy Vance", "Clerk"]),
        ("Councillors were asked to think of other uses of it", ["ALL"]),
    ]


def test_whose_the_actions_below_a_label_are(read: Read) -> None:
    minutes = read(
        TITLE + "Officials present:\n\n- Pam Sykes (Chair)\n- Rudy Vance\n\n## Gate\n\nIt is old.\n\n"
        "**Actions:** for Secretariat\n\n- Ask for a price\n- Send the price to Rudy\n\n## Pool\n\n"
        "It is new.\n\nAction: All members to send comments.\n"
    )  # fmt: skip
    assert [(a.text.rstrip("."), a.owners) for a in minutes.actions] == [
        ("Ask for a price", ["Secretariat"]),
        ("Send the price to Rudy", ["Secretariat"]),
        ("All members to send comments", ["All members"]),
    ]
    assert [p.capacity for p in minutes.attendance] == ["chair", "official"]


def test_a_mayor_in_the_chair_and_clerks_who_were_also_present(read: Read) -> None:
    minutes = read(
        "Minutes of the Quay Town Council Meeting 9 January 2024\n\n\n"
        "Present                The Mayor, Cllr. P. Sykes (PS) (in the chair).\n\n\n"
        "Councillors:     Mrs. R. Vance (RV), L. Castell (LC) and D.J.E. Moss (DJEM).\n\n\n"
        "Councillors not present: I. Dale (ID), F. Roe (FR)\n\n\n"
        "The Town Clerk, Mrs. L.M. Hurst and the Town Clerk’s Assistant, Mr. A. Penn were also present.\n\n\n"
        "T1.    Apologies for Absence\nApologies for absence were received from Cllr. FR.\n\n"
        "T2.    Declarations of Interest\nNone were made.\n",
        "minutes.txt",
    )
    assert [(p.name, p.capacity, p.status) for p in minutes.attendance] == [
        ("P. Sykes", "chair", "present"),
        ("R. Vance", "member", "present"),
        ("L. Castell", "member", "present"),
        ("D.J.E. Moss", "member", "present"),
        ("I. Dale", "member", "absent"),
        ("F. Roe", "member", "apologies"),
        ("L.M. Hurst", "secretary", "present"),
        ("A. Penn", "official", "present"),
    ]


def test_items_that_begin_like_months(read: Read) -> None:
    text = TITLE + (
        "Present: Pam Sykes, Rudy Vance\n\n1 Apologies\n\nNone were received.\n\n"
        "2 Declarations of Interest\n\nNone were made.\n\n3 Marketing\n\nRudy Vance spoke of posters.\n"
    )
    titles = [item.title for item in read(text, "minutes.txt").items]
    assert titles == ["Apologies", "Declarations of Interest", "Marketing"]


def test_by_whom_a_meeting_was_called_to_order_at_a_time(read: Read) -> None:
    minutes = read(
        "The regular meeting of the Board of Trustees was called to order at 4.30 p.m. by President Pam Sykes. "
        "In attendance were Trustees Rudy Vance, Lou Castell and Ida Moss.\nAbsent: Trustee Sam Dale.\n\n"
        "Finance Report:\nThe report was reviewed.\n",
        "minutes.txt",
    )
    assert minutes.body.name == "Board of Trustees"
    assert [p.name for p in minutes.attendance if p.capacity == "chair"] == ["Pam Sykes"]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("- New roof for the gatehouse (ACTION)\n- Report of the warden (INFORMATION)\n", []),
        ("- Pam Sykes to order the roof (ACTION)\n", ["Pam Sykes to order the roof"]),
        ("The roof will be ordered in May. (Action)\n", ["The roof will be ordered in May."]),
    ],
)
def test_a_mark_behind_a_title_asks_nobody_to_do_anything(
    read: Read, text: str, actions: list[str]
) -> None:
    minutes = read(f"{TITLE}Present: Pam Sykes (Chair), Rudy Vance\n\n## Roof\n\n{text}")
    assert [action.text for action in minutes.actions] == actions
