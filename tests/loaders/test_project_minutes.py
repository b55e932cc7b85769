"""Habits of projects that keep minutes beside their code: each text is a document of its own."""

from __future__ import annotations

import pytest

from tests.loaders.format_helpers import Read

HEAD = "# Osprey TSC meeting 2022-03-01\n\n"
ATTENDEES = "## Attendees\n\n- Pam Sykes\n- Rudy Vance\n- Lou Castell\n\n"


def test_boxes_companies_and_stand_ins(read: Read) -> None:
    minutes = read(
        HEAD + "## Voting member attendance\n\n"
        "* [x] Pam Sykes - Chairperson, Fen Animation Ltd\n* [x] Rudy Vance, Marsh Works\n"
        "* [x] Lou Castell for Ivy Noakes, Reed Systems\n\n## Other attendees\n\n"
        "* Mark Dodd, Jane Orchard (tideWorks)\n* Olaf Ringsted (Delta Foundation)\n\n"
        "## Release\n\nPam: the branch is cut.\n"
    )
    assert [(a.name, a.organisation, a.capacity) for a in minutes.attendance] == [
        ("Pam Sykes", "Fen Animation Ltd", "chair"),
        ("Rudy Vance", "Marsh Works", "member"),
        ("Lou Castell", "Reed Systems", "member"),
        ("Mark Dodd", "tideWorks", "guest"),
        ("Jane Orchard", "tideWorks", "guest"),
        ("Olaf Ringsted", "Delta Foundation", "guest"),
    ]


def test_a_list_of_nobody_ends_where_something_else_begins(read: Read) -> None:
    minutes = read(
        HEAD + ATTENDEES + "Community/Other Attendees\n\n* None\n\nRecording: Osprey - 1 March\n\n"
        "Transcript: Osprey - 1 March\n\n## Release\n\nPam: the branch is cut.\n"
    )
    assert [a.name for a in minutes.attendance] == ["Pam Sykes", "Rudy Vance", "Lou Castell"]


def test_members_of_the_body_itself_have_no_organisation_of_its_name(read: Read) -> None:
    minutes = read(
        HEAD + "## Attending\n\n* Pam Sykes (@psykes) - TSC\n* Rudy Vance (@rudy) - Reedbed\n\n"
        "## Topics\n\n### Release\n\nNo change.\n\n### Budget\n\nNo change.\n"
    )
    assert [a.organisation for a in minutes.attendance] == [None, "Reedbed"]


def test_a_list_of_points_is_the_outline(read: Read) -> None:
    minutes = read(
        HEAD
        + "Attendance: Pam Sykes, Rudy Vance, Lou Castell\n\n**Nothing was sent in before**\n\n"
        "- Check-in\n- Announcements\n    - Lou: the archive moves soon\n- Pam Sykes: Meeting times\n"
        "    - Rudy: could they be shorter? Lou: yes, weekly then.\n    - Pam: that is fine with me.\n- Close\n"
    )
    assert [i.title for i in minutes.items] == [
        "Check-in",
        "Announcements",
        "Meeting times",
        "Close",
    ]
    assert [s.name for s in minutes.speakers] == [
        "Lou Castell",
        "Rudy Vance",
        "Lou Castell",
        "Pam Sykes",
    ]


def test_an_agenda_apart_from_what_was_said(read: Read) -> None:
    minutes = read(
        "Agenda\n======\n\n* Open requests\n* Should labels have blanks?\n\nMinutes\n=======\n"
        "Present: Pam, Rudy and Lou\n\n* No open requests\n"
        "* It was agreed that labels have blanks\n",
        "tsc-2022-03-01.md",
    )
    assert [i.title for i in minutes.items] == ["Open requests", "Should labels have blanks?"]
    (decision,) = minutes.decisions
    assert decision.item_ordinal is None  # which of the items it belongs to nothing says


def test_items_beside_a_container_and_in_it(read: Read) -> None:
    minutes = read(
        "# Osprey Consortium\n\n## Minutes of the Advisory Council\n\n**Date**: 1 March 2022\n\n"
        "## Agenda and Minutes\n\n### Welcome\n\nPam opened the call.\n\n### Attendees\n\n"
        "* Pam Sykes (Reedbed)\n* Rudy Vance (Marsh Works)\n\n## Old business\n\nNone.\n\n"
        "## Summit\n\nThe call for papers ends soon.\n\n## Annual review\n\nLittle was done.\n"
    )
    assert [i.title for i in minutes.items] == [
        "Welcome",
        "Old business",
        "Summit",
        "Annual review",
    ]
    assert minutes.body.name == "Advisory Council"


def test_a_table_of_topics_below_a_dated_agenda(read: Read) -> None:
    minutes = read(
        HEAD + ATTENDEES + "## Agenda 1st March 2022\n\n* Release\n* Any other business\n\n"
        "## Decisions/Actions\n\nActions\n\n* **Pam & Lou:** write to the mirrors.\n\n"
        "| Topic | Discussion | Notes |\n| --- | --- | --- |\n| Quorum | Met. | None |\n"
        "| Release | Rudy asked for a week. | Fine. |\n| Mirrors | Two are slow. | |\n"
    )
    assert [i.title for i in minutes.items] == ["Quorum", "Release", "Mirrors"]
    assert [a.owners for a in minutes.actions] == [["Pam Sykes", "Lou Castell"]]


def test_the_summary_of_a_logged_chat(read: Read) -> None:
    minutes = read(
        "======================\n#osprey: Osprey Dev Call\n======================\n\n\n"
        "Meeting started by pam at 18:12:42 UTC. The full logs are at\n"
        "http://example.org/logs/osprey.2022-03-01-18.12.log.html\n\n\n\nMeeting summary\n"
        "---------------\n\n* LINK:\n  http://example.org/1  (rudy, 18:15:12)\n"
        "* ACTION: Lou will look at it  (pam, 18:16:00)\n* Releases  (pam, 18:17:00)\n"
        "  * LINK: http://example.org/2  (rudy, 18:17:30)\n\n* Mirrors  (pam, 18:18:00)\n"
        "  * ACTION: Rudy will ask the mirrors  (pam, 18:19:00)\n\n* Docs  (pam, 18:20:00)\n\n\n\n"
        "Meeting ended at 18:28:38 UTC.\n\n\n\nPeople present (lines said)\n"
        "---------------------------\n\n* pam (17)\n* rudy (4)\n* logbot (3)\n* lou (2)\n",
        "osprey.txt",
    )
    assert [(a.name, a.organisation) for a in minutes.attendance] == [
        ("pam", None),
        ("rudy", None),
        ("lou", None),
    ]
    assert [i.title for i in minutes.items] == ["Releases", "Mirrors", "Docs"]


def test_a_vote_that_passed_and_who_led(read: Read) -> None:
    minutes = read(
        HEAD + ATTENDEES + "- Lead by Rudy Vance\n\n## Branches\n\n"
        "**We held a vote, which passed unanimously, to cut a branch a month.**\n\n"
        "## Mirrors\n\nIf the vote passed, mirrors would follow.\n"
    )
    assert [a.capacity for a in minutes.attendance] == ["member", "chair", "member"]
    assert [d.text for d in minutes.decisions] == [
        "We held a vote, which passed unanimously, to cut a branch a month."
    ]


def test_who_proposed_and_a_ruling_on_lines_of_their_own(read: Read) -> None:
    minutes = read(
        '+++\ntitle = "Board meeting: 2022-03-01"\ndate = 2022-03-01\n[extra]\nauthor = "Pam"\n+++\n\n'
        + ATTENDEES
        + "## Adopt the bylaws\n\nProposed by: Pam\n\nThey are in the archive.\n\nUnanimously approved.\n\n"
        "## Officers\n\n**Rudy for treasurer.**\n\nProposed by: Lou\n\nUnanimously approved, for a year.\n\n"
        "## Domain\n\nWe might move it. Broad talk of when.\n\n## Logs\n\nAgreed on a log a month.\n"
    )
    assert [(d.text, d.proposer) for d in minutes.decisions] == [
        ("Adopt the bylaws … Unanimously approved.", "Pam Sykes"),
        ("Rudy for treasurer. … Unanimously approved, for a year.", "Lou Castell"),
        ("Agreed on a log a month.", None),
    ]
    assert minutes.meeting.date is not None and minutes.meeting.date.isoformat() == "2022-03-01"


def test_counts_are_of_what_was_asked_above(read: Read) -> None:
    minutes = read(
        "Title: Board Meeting 2022-03-01\nDate: 2019-05-07 10:20\nModified: 2023-01-01\nslug: board\n"
        "url: /\n\n[Main Page](i.html) -\\> [Meetings](m.html)\n\n### Directors Present\n\n-   Pam Sykes, President\n"
        "-   Rudy Vance, Secretary\n\n### 1st Order of business:\n\nCan we pay for paint?\n\n"
        "Vote on spending \\$40 on paint.\n\n-   Vote: 3 in favor, 0 opposed, 0 abstained\n"
        "-   Resolution: Vote passed\n\n### 2nd Order of business:\n\nThe door sticks.\n"
    )
    (decision,) = minutes.decisions
    assert decision.text.startswith("Vote on spending $40 on paint. … ")
    assert decision.votes is not None and decision.votes.for_ == 3
    assert minutes.meeting.date is not None and minutes.meeting.date.isoformat() == "2022-03-01"


def test_actions_for_everybody_and_for_nobody(read: Read) -> None:
    minutes = read(
        HEAD
        + "### Attendees:\n\nMeeting chair pro tem: Pam Sykes, Reed Foundation\n\nTSC members:\n\n"
        "  * [x] Rudy Vance, Marsh Works\n  * [x] Lou Castell, Fenland\n\n### Notes\n\n* Charter\n"
        "  - **Action**: Everybody please read the draft.\n"
        "  - **Action**: Look at the licence, show it\n    to your lawyers if you have any. It's\n"
        "    identical to the old one, so please do not\n    change it.\n"
        "* Mirrors\n  - **Action**: RV will tell people of the list. You will need to sign up again.\n"
        "  - Let's keep Thursdays for now. (No objections.)\n* Docs\n  - Nothing new.\n"
    )
    assert [(a.text.split(".")[0], a.owners) for a in minutes.actions] == [
        ("Everybody please read the draft", ["Everybody"]),
        ("Look at the licence, show it to your lawyers if you have any", []),
        ("RV will tell people of the list", ["Rudy Vance"]),
    ]
    assert next((a.name, a.organisation, a.capacity) for a in minutes.attendance) == (
        "Pam Sykes",
        "Reed Foundation",
        "chair",
    )
    assert [d.text for d in minutes.decisions] == ["Let's keep Thursdays for now. (No objections.)"]


def test_a_table_in_html_inside_markdown(read: Read) -> None:
    minutes = read(
        HEAD + ATTENDEES + '## Agenda\n\n<table><thead><tr><th width="198">Discussion Points</th>'
        "<th>Notes/Action Items</th><th>Actions: Responsible/None</th></tr></thead><tbody>"
        "<tr><td>Quorum</td><td>Met</td><td><br></td></tr>"
        "<tr><td>Mirrors &#x26; logs</td><td><ul><li>Agreed to keep two mirrors.</li>"
        "<li>Rudy is unsure</li></ul></td><td><ul><li>Lou Castell tasked with asking for a third</li></ul>"
        "</td></tr></tbody></table>\n"
    )
    assert [i.title for i in minutes.items] == ["Quorum", "Mirrors & logs"]
    assert [d.text for d in minutes.decisions] == ["Agreed to keep two mirrors."]
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Lou Castell tasked with asking for a third", ["Lou Castell"])
    ]


def test_a_title_with_a_line_above_and_below_it(read: Read) -> None:
    minutes = read(
        ".. include:: links.inc\n\n=====================\nOsprey User Meeting 4\n=====================\n\n"
        "Date\n====\nThese are the minutes of the Osprey User Meeting of 1 March 2022.\n\n"
        "Participants\n============\nThe following users were present.\n\n- Pam Sykes\n- Rudy Vance, secretary\n"
        "- Lou Castell\n\nApologies\n=========\n\n\nPrevious minutes\n================\n- These were approved.\n\n"
        "Plans\n=====\n- None yet.\n",
        "osprey-4.txt",
    )
    assert [i.title for i in minutes.items] == ["Previous minutes", "Plans"]
    assert len(minutes.attendance) == 3
    assert minutes.body.name == "Osprey User"


def test_people_by_their_logins(read: Read) -> None:
    minutes = read(
        "# Open board call notes 2022-03-01\n\nAttendees: @pam, @rudy-v, @lou, and a bunch more (30?)\n\n"
        "Notes by: @rudy-v\n\n## Notes\n\n- @pam: Where we are:\n"
        "  - Planning to move the archive\n  - @lou: when will it be moved?\n\n- @pam: Next steps\n"
        "  - Target to start by Monday\n  - @rudy-v: that is early enough for me\n- @lou: Mirrors\n"
        "  - @pam: two are fast enough\n"
    )
    assert [(a.name, a.aliases, a.capacity) for a in minutes.attendance] == [
        ("pam", ["@pam"], "member"),
        ("rudy-v", ["@rudy-v"], "secretary"),
        ("lou", ["@lou"], "member"),
    ]
    assert [i.title for i in minutes.items] == ["Where we are:", "Next steps", "Mirrors"]
    assert [s.name for s in minutes.speakers] == ["lou", "rudy-v", "pam"]
    assert minutes.actions == []


def test_no_word_is_an_owner_where_no_list_names_people(read: Read) -> None:
    minutes = read(
        "# Osprey board 2022-03-01\n\n## Plans\n\n- Planning to move the archive\n"
        "- Target to start on Monday\n\n## Election\n\nIssy Noakes elected by acclamation.\n\n"
        "## Logs\n\nUnanimous consent to a log a month.\n"
    )
    assert minutes.actions == []
    assert [d.text for d in minutes.decisions] == [
        "Issy Noakes elected by acclamation.",
        "Unanimous consent to a log a month.",
    ]


def test_a_committee_in_brackets_is_nobodys_employer(read: Read) -> None:
    minutes = read(
        "March 1, 2022\n\nHost: Olaf Ringsted\n\nAttendees:\n  * Pam Sykes (_TSC_) - Fenland\n"
        "  * Rudy Vance (_TSC_) - Marsh Works\n  * Olaf Ringsted - Reed Foundation\n\n# Osprey Notes\n\n"
        "* Mirrors\n  * **TODO** - Rudy Vance to ask for a third\n"
    )
    assert [(a.name, a.organisation) for a in minutes.attendance] == [
        ("Olaf Ringsted", "Reed Foundation"),
        ("Pam Sykes", "Fenland"),
        ("Rudy Vance", "Marsh Works"),
    ]
    assert [a.owners for a in minutes.actions] == [["Rudy Vance"]]


def test_a_name_alone_over_what_was_said(read: Read) -> None:
    minutes = read(
        HEAD + "## Attendance\n\n* Host: Jean-Claude Morel\n* Secretary: Jean-Claude Morel\n"
        "* TSC Attendees:\n  * [x] Pam Sykes - Fenland\n  * [x] Jean-Claude Morel - Reedbed\n"
        "* Other Attendees:\n  * Rudy Vance (Marsh Works)\n\n## Action Items\n\n"
        "* @osprey/tsc: Find a third mirror\n\n## Details\n\n### Docs\n\n* JC:\n    * They are with us.\n"
        "    * The old ones are gone.\n\n## Mirrors\n\n* Rudy:\n    * I asked for one.\n"
        "* Pam: Two are enough for now.\n* JC: That is for later.\n\n## Logs\n\n* Pam: One a month is enough.\n"
    )
    assert [i.title for i in minutes.items] == ["Action Items", "Docs", "Mirrors", "Logs"]
    assert [s.name for s in minutes.speakers] == [
        "Jean-Claude Morel",
        "Rudy Vance",
        "Pam Sykes",
        "Jean-Claude Morel",
        "Pam Sykes",
    ]
    assert [a.owners for a in minutes.actions] == [["@osprey/tsc"]]


def test_who_conducted_a_meeting_and_who_wrote_it_down(read: Read) -> None:
    minutes = read(
        "## Minutes of the 2nd meeting of the Osprey Board, 1 March 2022\n\n"
        "Minutes were taken by Ivy Noakes (secretary).\n\n## Attendees\n\n### Attendees present\n\n"
        "Board members present:\n\n- Pam Sykes, Fenland\n- Rudy Vance, Marsh Works\n\nAlso present:\n\n"
        "- Ivy Noakes, Reedbed\n- Olaf Ringsted, Reed Foundation\n\n## Proceedings\n\n### Opening\n\n"
        "As chairperson, Pam Sykes conducted the meeting.\n\n### Mirrors\n\n"
        "**Outcome:** Adopted, by a 2-0 vote\n\n### Logs\n\nConsensus agreed with one log a month.\n"
    )
    assert [(a.name, a.capacity) for a in minutes.attendance] == [
        ("Pam Sykes", "chair"),
        ("Rudy Vance", "member"),
        ("Ivy Noakes", "secretary"),
        ("Olaf Ringsted", "guest"),
    ]
    assert [d.text for d in minutes.decisions] == [
        "Adopted, by a 2-0 vote",
        "Consensus agreed with one log a month.",
    ]


def test_a_column_that_asks_who_is_present(read: Read) -> None:
    minutes = read(
        HEAD + "## Attendance\n\n| Name (Affiliation) | Present? |\n|---|---|\n"
        "| Pam Sykes (Marsh Works) | Yes |\n| Rudy Vance (Reed Systems) | No |\n"
        "| Lou Castell (Delta Trust) | Yes |\n\n## Release\n\nNo change.\n"
    )
    assert [(a.name, a.organisation, a.status) for a in minutes.attendance] == [
        ("Pam Sykes", "Marsh Works", "present"),
        ("Rudy Vance", "Reed Systems", "absent"),
        ("Lou Castell", "Delta Trust", "present"),
    ]


def test_logins_lead_and_write_and_their_links_are_no_text(read: Read) -> None:
    minutes = read(
        HEAD + "Facilitator: [@pam][pam]\n\nScribe: [@rudyv][rudyv]\n\n**Attendees:**\n\n"
        "- Pam Sykes ([@pam][pam])\n- Rudy Vance ([@rudyv][rudyv])\n- Lou Castell ([@lou][lou])\n\n"
        "## Release\n\nNo change.\n\n## Budget\n\nNo change.\n\n# Action items\n\n"
        "* [@lou][lou] to draw the map\n\n[pam]: https://osprey.example/pam\n"
        '[rudyv]: https://osprey.example/rudyv\n[lou]: <https://osprey.example/lou> "Lou"\n'
    )
    assert [a.capacity for a in minutes.attendance] == ["chair", "secretary", "member"]
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("@lou to draw the map", ["Lou Castell"])
    ]


def test_an_agenda_of_titles_in_bold_with_notes_below(read: Read) -> None:
    minutes = read(
        HEAD + ATTENDEES + "## Agenda\n\n* **Election results** (Pam)  \nTwo seats were filled.  \n"
        "Rudy told the list.\n\n* **Release 4** (Lou)  \nThe branch is cut.\n\n"
        "* **Meeting next week?**\nNo.\n"
    )
    assert [(i.title or "").split(" (")[0] for i in minutes.items] == [
        "Election results",
        "Release 4",
        "Meeting next week?",
    ]


def test_every_point_of_an_agenda_that_says_what_was_said(read: Read) -> None:
    minutes = read(
        HEAD + ATTENDEES + "## Agenda\n\n*Feel free to add a point!*\n\n- Meeting times\n"
        "    - Twice a month was asked for.\n- Grants, and how we apply for them and report on what they paid for.\n"
        "- Website\n    - The search is slow.\n- Release 4\n    - The branch is cut.\n\n"
        "## Action items\n\n- Pam will move the website\n"
    )
    assert [(i.title or "").split(",")[0] for i in minutes.items] == [
        "Meeting times",
        "Grants",
        "Website",
        "Release 4",
    ]


def test_observers_sent_by_somebody(read: Read) -> None:
    minutes = read(
        HEAD + "## Present\n\n* Pam Sykes @psykes (TSC)\n* Rudy Vance @rudy (observer/Reedbed)\n"
        "* Lou Castell (guest/Marsh Works)\n\n## Release\n\nNo change.\n"
    )
    assert [(a.name, a.organisation, a.capacity) for a in minutes.attendance] == [
        ("Pam Sykes", None, "member"),
        ("Rudy Vance", "Reedbed", "observer"),
        ("Lou Castell", "Marsh Works", "guest"),
    ]


def test_titles_that_end_in_issues_and_the_list_of_them(read: Read) -> None:
    link = "https://forge.example/osprey"
    minutes = read(
        HEAD + f"## Links\n\n* **Issue**: [osprey#70]({link}/70)\n\n" + ATTENDEES + "## Agenda\n\n"
        f"* Slow mirrors [osprey#71]({link}/71)\n* Quorum rule [osprey#72]({link}/72)\n\n## Minutes\n\n"
        f"### Slow mirrors [osprey#71]({link}/71)\n\nTwo are slow.\n\n**Next steps**\n\n* Ask again.\n\n---\n\n"
        f"### Quorum rule [osprey#72]({link}/72)\n\nNo change.\n"
    )
    assert [(i.ref, i.title) for i in minutes.items] == [
        ("#71", "Slow mirrors"),
        ("#72", "Quorum rule"),
    ]


def test_the_day_of_a_page_is_not_that_of_the_meeting(read: Read) -> None:
    minutes = read(
        "title: 2018 AGM\nslug: 2018-agm\ndate: 2022-08-26 12:03:03\ntags: \nlink: \nhidetitle: true\n\n"
        "# Minutes of FENLUG AGM 2018 - 26 November 2018\n\n## Present\n\n- Pam Sykes\n- Rudy Vance\n\n"
        "## Election\n\n- Secretary - Pam Sykes\n- Committee \\#1 - Rudy Vance\n"
    )
    assert str(minutes.meeting.date) == "2018-11-26"
    assert minutes.body.name == "FENLUG AGM"
    assert [a.organisation for a in minutes.attendance] == [None, None]


def test_who_is_to_do_what_behind_other_sentences(read: Read) -> None:
    minutes = read(
        "[[_TOC_]]\n\n"
        + ATTENDEES
        + "## Business\n\n### Mirrors\n\n* Two are slow. Pam to write to their owners.\n"
        "* The third is gone. Rudy to the rescue.\n\nResolutions:\n\n* Lou to draft a list\n"
        "* Rudy: Action item to look for a fourth\n* See https://forge.example/osprey/71\n",
        "osprey-2022-03-01.md",
    )
    assert [(a.text, a.owners) for a in minutes.actions] == [
        ("Pam to write to their owners.", ["Pam Sykes"]),
        ("Lou to draft a list", ["Lou Castell"]),
        ("look for a fourth", ["Rudy Vance"]),
    ]
    assert minutes.decisions == []
    assert minutes.body.name != "[[TOC]]"


@pytest.mark.parametrize(
    ("sentence", "decided"),
    [
        ("Pam asked about the list. All agreed that it should be public.", True),
        ("M/S/A to thank Rudy for the years as treasurer.", True),
        ("All agreed that it was cold.", False),
    ],
)
def test_decided_by_all_or_in_short(read: Read, sentence: str, decided: bool) -> None:
    minutes = read(HEAD + ATTENDEES + f"## Release\n\n{sentence}\n\n## Close\n\nNone.\n")
    assert [d.text for d in minutes.decisions] == (
        [sentence.split("list. ")[-1]] if decided else []
    )
