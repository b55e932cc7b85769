"""Views as commands: `minutegraph view KIND`, each of which writes one HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from minutegraph.console import (
    Settings,
    named_values,
    output_option,
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
    """

    question: str
    options: Mapping[str, str]
    page: str
    more: str = ""


KINDS: dict[str, Kind] = {}


@click.group(short_help="Draw a part of the graph as one HTML file.", subcommand_metavar="KIND")
def view() -> None:
    """Draw a part of the graph as one HTML file.

    The file opens from disk and needs no network.
    """


@view.command(short_help="Nodes and the relationships between them.")
@click.option("--meeting", metavar="TEXT", help="A meeting: key, date, or part of the name.")
@click.option("--person", metavar="TEXT", help="A person: key, part of the name, or an alias.")
@click.option("--organisation", metavar="TEXT", help="An organisation: name or acronym.")
@click.option("--query", metavar="NAME", help="What a named query returns.")
@click.option("--cypher", metavar="QUERY", help="What a Cypher query returns.")
@param_option
@queries_option
@output_option(required=True)
@click.pass_obj
def network(
    settings: Settings,
    /,
    query: str | None,
    cypher: str | None,
    params: tuple[str, ...],
    folders: tuple[Path, ...],
    output: Path,
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
      minutegraph view network --cypher 'MATCH p=(:Action)-->(:Person) RETURN p' -o actions.html
    """
    from minutegraph.graph.store import open_store
    from minutegraph.queries import with_folders
    from minutegraph.queries.drawing import draw_cypher, draw_part, draw_query

    chosen = {kind: wanted for kind, wanted in parts.items() if wanted is not None}
    if len(chosen) + (query is not None) + (cypher is not None) > 1:
        raise UsageError("draw one thing: --meeting, --person, --organisation, --query or --cypher")
    with open_store(settings.graph) as store:
        if cypher is not None:
            page = draw_cypher(store, cypher, typed_params(params))
        elif query is not None:
            page = draw_query(store, with_folders(folders), query, named_values(params))
        else:
            kind = next(iter(chosen), "network")
            page = draw_part(store, kind, chosen | named_values(params))
    put(page, output)
    settings.note(f"{output} is written: open it in a browser")


def _command(name: str, kind: Kind) -> click.Command:
    """`minutegraph view NAME`."""

    def run(output: Path | None, **given: str | None) -> None:
        from minutegraph.graph.store import open_store

        settings = click.get_current_context().find_object(Settings)
        assert settings is not None
        module, function = kind.page.split(":")
        page = getattr(import_module(f"minutegraph.queries.shown.{module}"), function)
        chosen = {option: value for option, value in given.items() if value is not None}
        with open_store(settings.graph) as store:
            html = page(store, chosen)
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
    return click.Command(
        name,
        callback=run,
        params=[*options, output],
        help=f"{kind.question}\n\n{kind.more}".strip(),
        short_help=kind.question,
    )


for _name, _kind in KINDS.items():
    view.add_command(_command(_name, _kind))
