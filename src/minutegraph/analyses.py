"""`minutegraph analyse`: figures about the graph as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from minutegraph.console import Settings, counted, format_option, put_rows


@click.group(
    short_help="Figures of the whole graph: who is central, who links whom.",
    subcommand_metavar="KIND",
)
def analyse() -> None:
    """Figures of the whole graph: who is central, who links whom, who belongs together.

    They rest on who was in the same room at the same time: in one session, for at least one
    agenda item where the minutes tell when people came and left. Every row ends in where that is
    written.

    \b
    Examples:
      minutegraph analyse brokers
      minutegraph analyse centrality --by betweenness --since 2020-01-01
    """


def _kind(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every kind has."""
    options = (
        click.option("--body", metavar="TEXT", help="Part of the body's name, or its acronym."),
        click.option("--since", metavar="TEXT", help="First day, as 2020-06-16."),
        click.option("--until", metavar="TEXT", help="Last day, as 2020-06-16."),
        click.option(
            "--top",
            type=click.IntRange(min=0),
            default=20,
            metavar="N",
            help="Rows at most, 20 unless given; 0 for all.",
        ),
        format_option(),
        click.pass_obj,
    )
    for option in reversed(options):
        command = option(command)
    return command


@analyse.command(short_help="People through whom the sector and government are linked.")
@_kind
def brokers(settings: Settings, /, **options: Any) -> None:
    """People through whom the sector and government are linked.

    A broker sat with somebody of the sector and with somebody of government who never sat with
    each other. `links` counts such pairs; `share` divides each among all who link it, and orders
    the rows: those whom nobody could replace come first. `between` names the pair that fewest
    others link.

    \b
    Example:
      minutegraph analyse brokers --body 'Harbour Forum' --top 5
    """
    _print(settings, "brokers", **options)


@analyse.command(short_help="People by their place in the network of who sat with whom.")
@click.option(
    "--by",
    type=click.Choice(["people", "pagerank", "betweenness"]),
    default="people",
    help="What to order by: people, unless given.",
)
@_kind
def centrality(settings: Settings, /, **options: Any) -> None:
    """People by their place in the network of who sat with whom.

    `people` is how many others somebody sat with. `pagerank` weighs them by the sessions shared
    and by their own place. `betweenness` is the part of all shortest ways between two others that
    lead through somebody; in a large network it is estimated, and a note says so.

    \b
    Example:
      minutegraph analyse centrality --by betweenness
    """
    _print(settings, "centrality", **options)


@analyse.command("co-attendance", short_help="Pairs of people by the sessions they shared.")
@_kind
def co_attendance(settings: Settings, /, **options: Any) -> None:
    """Pairs of people by the sessions they shared, and the agenda items of them.

    \b
    Example:
      minutegraph analyse co-attendance --since 2020-01-01 --format csv --top 0
    """
    _print(settings, "co-attendance", **options)


@analyse.command(short_help="Groups of people who sat with each other more than with others.")
@_kind
def communities(settings: Settings, /, **options: Any) -> None:
    """Groups of people who sat with each other more than with others.

    Found by the method of Louvain from sessions shared; the same graph always gives the same
    groups. A note says the modularity: near 0 the groups explain little, near 1 hardly anybody
    sits outside their own.

    \b
    Example:
      minutegraph analyse communities --format json
    """
    _print(settings, "communities", **options)


def _print(settings: Settings, kind: str, *, form: str | None, top: int, **given: Any) -> None:
    from minutegraph.graph.analyse.figures import COLUMNS
    from minutegraph.graph.store import open_store
    from minutegraph.queries.analysis import analyse as figures_of

    by = given.pop("by", None)
    with open_store(settings.graph) as store:
        figures = figures_of(store, kind, given, top=top or None, by=by)
    put_rows(COLUMNS[kind], figures.rows, form)
    for note in figures.notes:
        settings.note(note)
    settings.note(counted(len(figures.rows), "row"))
