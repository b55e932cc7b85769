"""`minutegraph export`, as a shell runs it."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar

from tests.conftest import Shell

HOSTILE = """\
# Quay Forum

Minutes of the meeting held on 5 March 2024

## Present

- Ann Lee, Quay Trust

## 1. Buoys

ACTION: Ann Lee to paint; mark, and \x1b[2J moor the buoys\u202e END:VTODO by 12 March 2024
"""


def test_open_actions_as_tasks(forum: Shell) -> None:
    run = forum("export", "ical", "-o", "actions.ics")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "1 open action\n")
    data = (forum.folder / "actions.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    (task,) = Calendar.from_ical(data).walk("VTODO")
    assert str(task["summary"]) == "Bo Ek to write to the Department about the beacon by 1 June."
    assert task.decoded("due") == dt.date(2024, 6, 1)
    assert task.decoded("dtstamp") == dt.datetime(2024, 5, 14, tzinfo=dt.UTC)
    assert str(task["uid"]) == "action:harbour-safety-forum:2024-05-14:1@minutegraph"
    assert (str(task["contact"]), str(task["status"])) == ("Bo Ek", "NEEDS-ACTION")
    assert "may.md, line 25" in str(task["description"])
    again = forum("export", "ical")
    assert again.stdout.encode().replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")


def test_only_somebodys(forum: Shell) -> None:
    assert "VTODO" in forum("export", "ical", "--owner", "bo e").stdout
    none = forum("export", "ical", "--owner", "ann")
    assert "VTODO" not in none.stdout
    assert none.stderr == "0 open actions\n"
    assert "VTODO" not in forum("export", "ical", "--as-of", "2024-05-13").stdout


def test_a_day_that_is_none(forum: Shell) -> None:
    run = forum("export", "ical", "--as-of", "June")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "Error: as_of is June: give a day as 2020-06-16\n"


def test_text_of_a_document_stays_text(shell: Shell) -> None:
    (shell.folder / "quay.md").write_text(HOSTILE, "utf-8")
    assert shell("load", "quay.md").returncode == 0
    run = shell("export", "ical", "-o", "quay.ics")
    assert run.returncode == 0, run.stderr
    data = (shell.folder / "quay.ics").read_bytes()
    (task,) = Calendar.from_ical(data).walk("VTODO")
    assert "paint; mark, and" in str(task["summary"])
    assert not set("\x1b\u202e") & set(data.decode())
