"""`minutegraph export`: the graph, or a part of it, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from minutegraph.console import Settings, output_option, put


@click.group(
    short_help="Write the graph, or a part of it, for other programs.",
    subcommand_metavar="FORMAT",
)
def export() -> None:
    """Write the graph, or a part of it, for other programs.

    \b
    Examples:
      minutegraph export ical -o actions.ics
      minutegraph export ical --owner Lee -o lee.ics
    """


@export.command(short_help="Open actions as tasks of a calendar (iCalendar).")
@click.option("--owner", metavar="TEXT", help="Part of an owner's name, or as written.")
@click.option("--as-of", metavar="TEXT", help="The day to answer for: later meetings are left out.")
@output_option(required=False)
@click.pass_obj
def ical(settings: Settings, /, owner: str | None, as_of: str | None, output: Path | None) -> None:
    """Open actions as tasks of a calendar (iCalendar, RFC 5545).

    Each open action is a task (VTODO) with its deadline where the minutes give a day, its owners,
    and where it was written. Importing a later export brings the same tasks up to date.

    \b
    Examples:
      minutegraph export ical -o actions.ics
      minutegraph export ical --owner Lee --as-of 2024-06-30
    """
    from minutegraph.graph.store import open_store
    from minutegraph.queries import calendar

    with open_store(settings.graph) as store:
        text = calendar.ical(store, owner=owner, as_of=as_of)
    put(text, output)
    number = text.count("BEGIN:VTODO\r\n")
    settings.note(f"{number} open {'action' if number == 1 else 'actions'}")
