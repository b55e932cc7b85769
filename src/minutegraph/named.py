"""Named queries as commands: what a query's file declares becomes its options and its help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from minutegraph.console import Settings, counted, format_option, put_rows
from minutegraph.errors import UsageError

if TYPE_CHECKING:
    from minutegraph.queries import Collection, Query


class NamedQueries(click.Group):
    """A command for each named query, made from what its file says."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names."""
        return collection(ctx).names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command of a query.

        Raises:
            UsageError: there is none of that name.
        """
        known = collection(ctx)
        return _query_command(known, known.get(cmd_name))


def collection(ctx: click.Context) -> Collection:
    """The queries there are: the built-in ones, and those of the folders given.

    Raises:
        UsageError: a folder or one of its files is not as it should be.
    """
    from minutegraph.queries import with_folders

    return with_folders(ctx.params.get("folders") or ())


def _query_command(known: Collection, found: Query) -> click.Command:
    """`minutegraph query NAME`: the parameters that the query's file declares are its options."""

    def run(columns: str | None, form: str | None, **params: str | bool | None) -> None:
        from minutegraph.graph.store import open_store

        ctx = click.get_current_context()
        settings = ctx.find_object(Settings)
        assert settings is not None
        shown = _chosen(found, columns)
        with open_store(settings.graph) as store:
            rows = known.run(store, found.name, **params).rows
        put_rows(shown, rows, form or ctx.meta["form"])
        settings.note(counted(len(rows), "row"))

    command = click.Command(
        found.name,
        callback=run,
        params=[
            *(
                click.Option(
                    [f"--{param.name.replace('_', '-')}", param.name],
                    metavar=None if param.flag else "TEXT",
                    is_flag=param.flag or None,  # False would let an option go without its value
                    required=param.required,
                    help=param.text,
                )
                for param in found.params
            ),
            click.Option(
                ["--columns"], metavar="NAME,NAME", help="The columns to print, in order."
            ),
        ],
        help=f"{found.question}\n\nColumns: {', '.join(found.columns)}",
        short_help=found.question,
    )
    format_option()(command)
    return command


def _chosen(query: Query, names: str | None) -> Sequence[str]:
    """The columns of a query to print.

    Args:
        names: as `--columns` takes them; all where it is None.

    Raises:
        UsageError: the query has no such column.
    """
    from minutegraph.queries.query import unknown

    if names is None:
        return query.columns
    chosen = [name.strip() for name in names.split(",")]
    for name in chosen:
        if name not in query.columns:
            raise UsageError(unknown(f"column of {query.name}", name, query.columns))
    return chosen
