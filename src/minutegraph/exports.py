"""`minutegraph export`: the graph, or a part of it, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from minutegraph.console import Settings, output_option, put

# As in minutegraph.graph.export, which knows who writes them: what one is, what to know, options.
FORMATS = {
    "jsonl": (
        "Everything, a JSON object a line for each node and relationship.",
        "Dates are text; what only the loader needs is left out.",
        "-o graph.jsonl",
    ),
    "graphml": (
        "Everything as GraphML, for yEd, Gephi, igraph and networkx.",
        "Lists and dates are text.",
        "-o graph.graphml",
    ),
    "gexf": ("Everything as GEXF, for Gephi.", "Lists and dates are text.", "-o graph.gexf"),
    "cytoscape": (
        "Everything as JSON of Cytoscape and Cytoscape.js.",
        "Dates are text.",
        "-o graph.cyjs",
    ),
    "neo4j-admin": (
        "Everything as a folder of CSV files for `neo4j-admin database import`.",
        (
            "In that folder, with the server stopped: neo4j-admin database import full neo4j "
            "@import.args; with the server running again: cypher-shell -f schema.cypher."
        ),
        "-o folder",
    ),
}


@click.group(
    short_help="Write the graph, or a part of it, for other programs.",
    subcommand_metavar="FORMAT",
)
def export() -> None:
    """Write the graph, or a part of it, for other programs.

    Nobody's graph is locked in: jsonl and neo4j-admin hold all of it. To move it to a server or
    back, minutegraph copy is shorter.

    \b
    Examples:
      minutegraph export jsonl -o graph.jsonl
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


def _whole(name: str, about: str, more: str, example: str) -> click.Command:
    """`minutegraph export FORMAT`: everything in the graph."""

    def run(output: Path) -> None:
        from minutegraph.graph.export import write
        from minutegraph.graph.store import open_store

        settings = click.get_current_context().find_object(Settings)
        assert settings is not None
        with open_store(settings.graph) as store:
            counts = write(store, name, output)
        settings.note(", ".join(f"{number:,} {what}" for what, number in counts.items()))

    text = f"{about}\n\n{more}\n\n\b\nExample:\n  minutegraph export {name} {example}"
    command = click.Command(name, callback=run, help=text, short_help=about)
    return output_option(required=True)(command)  # type: ignore[return-value]


for _name, _told in FORMATS.items():
    export.add_command(_whole(_name, *_told))
