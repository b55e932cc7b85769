"""Views as commands: `minutegraph view KIND`, each of which writes one HTML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from minutegraph.console import (
    Settings,
    named_values,
    param_option,
    put,
    queries_option,
    typed_params,
)
from minutegraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Kind:
    """A view that answers one question.

    Attributes:
        question: what it answers; becomes its help.
        options: names without dashes and what each takes; all are text.
        page: "module:function" in `minutegraph.queries.shown`, called as `function(store, given)`
            with the options that were given, by name; returns the page.
        more: further paragraphs of its help, with examples.
        argument: what it is of, where that stands behind the kind; handed on among the options.
        judged: whether `function` also takes `registry`, the judgements about who is who.
    """

    question: str
    options: Mapping[str, str]
    page: str
    more: str = ""
    argument: str | None = None
    judged: bool = False


_SPAN = {
    "since": "From this day on, as 2024-05-14.",
    "until": "Until this day, as 2024-12-31.",
}
_BODY = "Part of the body's name, or its acronym."
_MEETING = "Key, date, beginning of a date, or part of the name; the latest that fits."

KINDS: dict[str, Kind] = {
    "attendance": Kind(
        "Who was in the room, who spoke, who left when?",
        {
            "meeting": _MEETING,
            "body": "A body's meetings instead: part of its name, or its acronym.",
            **_SPAN,
        },
        "attendance:page",
        """People against the items of a meeting, or against the meetings of a body.

\b
Examples:
  minutegraph view attendance --meeting 2024-05-14
  minutegraph view attendance --body 'Waterways' -o waterways.html""",
    ),
    "actions": Kind(
        "What is to be done, by whom, how old is it, and what became of the rest?",
        {
            "owner": "Part of a name, an alias, or a role as written.",
            "body": "Actions of a body's meetings: part of its name, or its acronym.",
            "status": "open (carried over included), carried, done, dropped or unclear.",
            "as_of": "The day to answer for, as 2024-12-31; later meetings are left out. Today unless given.",
        },
        "actions:page",
        """Actions as a board, each with its steps through the meetings.

\b
Examples:
  minutegraph view actions
  minutegraph view actions --body 'Waterways' --as-of 2024-12-31 -o board.html""",
    ),
    "meeting": Kind(
        "What happened at a meeting: who was there, what was said, decided and given to do?",
        {"meeting": _MEETING, "body": "Part of a body's name, or its acronym.", **_SPAN},
        "meeting:page",
        """Everything about one meeting on one page, each paragraph with what came of it.

\b
Examples:
  minutegraph view meeting --meeting 2024-05-14
  minutegraph view meeting --body 'Waterways' -o latest.html""",
    ),
    "co-attendance": Kind(
        "Who sits with whom: communities, and who links the sector and government?",
        {
            "threshold": "Sessions two must have shared to be drawn; otherwise so many that people "
            "can be told apart.",
            "body": _BODY,
            **_SPAN,
        },
        "co_attendance:page",
        "\b\nExamples:\n  minutegraph view co-attendance\n"
        "  minutegraph view co-attendance --threshold 3 --since 2023-01-01 -o circle.html",
    ),
    "issue": Kind(
        "How did an issue travel through the meetings, and what is open?",
        {"body": _BODY, **_SPAN},
        "issue:page",
        "ISSUE is a topic of the graph, by its name or any of its words, or words as for `trace`: AND, "
        "OR, NOT, parentheses and quotation marks.\n\n"
        "\b\nExamples:\n  minutegraph view issue gates\n"
        "  minutegraph view issue '\"match funding\" OR grants' --since 2024-01-01 -o money.html",
        argument="issue",
    ),
    "person": Kind(
        "Who is this person: roles over time, meetings, words, actions, names?",
        {},
        "profile:person_page",
        "NAME is a key, a name or part of one, or an alias; where several fit, they are listed.\n\n"
        "\b\nExamples:\n  minutegraph view person 'Ann Lee'\n"
        "  minutegraph view person person:ann-lee -o ann.html",
        argument="name",
        judged=True,
    ),
    "organisation": Kind(
        "What is this organisation or body: people over time, meetings, words, actions, names?",
        {},
        "profile:organisation_page",
        "NAME is a key, a name or part of one, an acronym or an alias; where several fit, they are "
        "listed.\n\n"
        "\b\nExamples:\n  minutegraph view organisation 'Harbour Trust'\n"
        "  minutegraph view organisation HMPPS -o hmpps.html",
        argument="name",
        judged=True,
    ),
    "sector-government": Kind(
        "Who meets whom: organisations of the sector, and departments?",
        {
            "organisation": "Part of the organisation's name, or its acronym.",
            "sector": "voluntary, academic, private, …; all but government unless given.",
            "government": "Part of the department's name, or its acronym.",
            "body": _BODY,
            **_SPAN,
        },
        "sector_government:page",
        "\b\nExamples:\n  minutegraph view sector-government\n"
        "  minutegraph view sector-government --since 2023-01-01 --body panel -o panel.html",
    ),
}


def _drawing_options(command: Callable[..., None]) -> Callable[..., None]:
    """What a network is drawn of, and how much of it."""
    for option in reversed(
        (
            click.option("--query", metavar="NAME", help="What a named query returns."),
            click.option("--cypher", metavar="QUERY", help="What a Cypher query returns."),
            click.option(
                "--draw",
                "pattern",
                metavar="PATTERN",
                help="What a row of it draws, where rows hold no nodes: "
                "(person:Person)-[:MET {source}]->(other:Person) over its columns.",
            ),
            param_option,
            queries_option,
            click.option(
                "--limit",
                type=click.IntRange(min=1),
                metavar="N",
                help="Draw up to N nodes; 300, which can still be read, unless given.",
            ),
            click.option("--all", "everything", is_flag=True, help="Draw all nodes."),
            click.option(
                "-o",
                "--output",
                type=click.Path(path_type=Path),
                help="File to write; network.html unless given.",
            ),
        )
    ):
        command = option(command)
    return command


@click.group(
    short_help="Draw a part of the graph as one HTML file.",
    subcommand_metavar="[KIND]",
    invoke_without_command=True,
)
@_drawing_options
@click.pass_context
def view(ctx: click.Context, /, **given: Any) -> None:
    """Draw a part of the graph as one HTML file.

    The file opens from disk and needs no network. Without KIND, what --query or --cypher returns is
    drawn as a network.

    \b
    Examples:
      minutegraph view --query attendance -p meeting=2024-05-14 -o attendance.html
      minutegraph view --cypher 'MATCH p=(:Action)-->(:Person) RETURN p' -o actions.html
      minutegraph view person 'Ann Lee'
    """
    named = given["query"] is not None or given["cypher"] is not None
    if ctx.invoked_subcommand is None:
        if not named:
            raise UsageError(
                "draw what? give a KIND (`minutegraph view --help`), --query or --cypher"
            )
        ctx.invoke(network, meeting=None, person=None, organisation=None, **given)
    elif any(value for name, value in given.items() if name != "folders"):
        raise UsageError(
            f"options stand behind the kind: minutegraph view {ctx.invoked_subcommand} …"
        )


@view.command(short_help="Nodes and the relationships between them.")
@click.option("--meeting", metavar="TEXT", help="A meeting: key, date, or part of the name.")
@click.option("--person", metavar="TEXT", help="A person: key, part of the name, or an alias.")
@click.option("--organisation", metavar="TEXT", help="An organisation: name or acronym.")
@_drawing_options
@click.pass_obj
def network(
    settings: Settings,
    /,
    query: str | None,
    cypher: str | None,
    pattern: str | None,
    params: tuple[str, ...],
    folders: tuple[Path, ...],
    limit: int | None,
    everything: bool,
    output: Path | None,
    **parts: str | None,
) -> None:
    """Nodes and the relationships between them, to look at, search and print.

    Without options the whole graph is drawn, as far as it can be read. One option chooses a part
    of it. Parameters (-p) go to the query; those of the built-in ones are: hops=2 for a person's
    or organisation's further surroundings, paragraphs=true for all of a meeting's, label,
    relationship and limit for the whole graph.

    \b
    Examples:
      minutegraph view network --meeting 2024-05-14 -o meeting.html
      minutegraph view network --person 'Ann Lee' -p hops=2 -o ann.html
      minutegraph view network --query co-attendance --limit 1000
    """
    from minutegraph.graph.store import open_store
    from minutegraph.queries import with_folders
    from minutegraph.queries.drawing import draw_cypher, draw_part, draw_query

    chosen = {kind: wanted for kind, wanted in parts.items() if wanted is not None}
    if len(chosen) + (query is not None) + (cypher is not None) > 1:
        raise UsageError("draw one thing: --meeting, --person, --organisation, --query or --cypher")
    if pattern is not None and query is None and cypher is None:
        raise UsageError("--draw says what the rows of --query or --cypher draw: give one of them")
    if everything and limit is not None:
        raise UsageError("--all draws all nodes, --limit some: give one of them")
    most: dict[str, Any] = {"limit": None} if everything else {"limit": limit} if limit else {}
    with open_store(settings.graph) as store:
        if cypher is not None:
            page = draw_cypher(store, cypher, typed_params(params), pattern, **most)
        elif query is not None:
            known = with_folders(folders)
            page = draw_query(store, known, query, named_values(params), pattern, **most)
        else:
            kind = next(iter(chosen), "network")
            page = draw_part(store, kind, chosen | named_values(params), **most)
    path = output or Path("network.html")
    put(page, path)
    settings.note(f"{path} is written: open it in a browser")


def _command(name: str, kind: Kind) -> click.Command:
    """`minutegraph view NAME`."""

    def run(output: Path | None, **given: str | None) -> None:
        from minutegraph.graph.store import open_store

        settings = click.get_current_context().find_object(Settings)
        assert settings is not None
        module, function = kind.page.split(":")
        page = getattr(import_module(f"minutegraph.queries.shown.{module}"), function)
        chosen = {option: value for option, value in given.items() if value is not None}
        judged = {"registry": settings.judgements()} if kind.judged else {}
        with open_store(settings.graph) as store:
            html = page(store, chosen, **judged)
        path = output or Path(f"{name}.html")
        put(html, path)
        settings.note(f"{path} is written: open it in a browser")

    options: list[click.Parameter] = [
        click.Option([f"--{option.replace('_', '-')}", option], metavar="TEXT", help=text)
        for option, text in kind.options.items()
    ]
    output = click.Option(
        ["-o", "--output"],
        type=click.Path(path_type=Path),
        help=f"File to write; {name}.html unless given.",
    )
    if kind.argument:
        options.insert(0, click.Argument([kind.argument]))
    return click.Command(
        name,
        callback=run,
        params=[*options, output],
        help=f"{kind.question}\n\n{kind.more}".strip(),
        short_help=kind.question,
    )


for _name, _kind in KINDS.items():
    view.add_command(_command(_name, _kind))
