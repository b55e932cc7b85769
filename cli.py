"""The command line: options and calls. What is done stands in loaders, graph and queries.

Data goes to standard output and all else to standard error. Exit status: 0 done, 1 failed, 2 wrong
usage, 130 interrupted. Only click is imported here at the top: each command imports what it needs.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import click

from minutegraph import __version__
from minutegraph.analyses import analyse
from minutegraph.console import (
    Batch,
    Failed,
    Settings,
    counted,
    format_option,
    output_option,
    param_option,
    put,
    put_rows,
    queries_option,
    read_stdin,
    reading,
    reading_options,
    row_format,
    terminal_width,
    typed_params,
)
from minutegraph.errors import DocumentError, MinutegraphError, UsageError
from minutegraph.exports import export
from minutegraph.issues import topics, trace
from minutegraph.keeping import copy, load, unload
from minutegraph.named import NamedQueries, collection
from minutegraph.overview import TEXT
from minutegraph.publishing import site
from minutegraph.resolving import resolve
from minutegraph.viewing import view


class Commands(click.Group):
    """The top of the command line: its help is ready-made, its errors are one line."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what `minutegraph --help` prints."""
        formatter.write(TEXT)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors that a user can mend become click's."""
        try:
            return super().invoke(ctx)
        except MinutegraphError as error:
            raise Failed.of(error) from None
        except KeyboardInterrupt:
            ctx.exit(130)


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--graph", envvar="MINUTEGRAPH_GRAPH", default="minutes.kgl", metavar="URL")
@click.option("--registry", envvar="MINUTEGRAPH_REGISTRY", metavar="FILE")
@click.option("--quiet", is_flag=True)
@click.version_option(__version__, prog_name="minutegraph", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, graph: str, registry: str | None, quiet: bool) -> None:
    """Minutes of meetings as a knowledge graph."""
    ctx.obj = Settings(graph, quiet, registry)
    if ctx.invoked_subcommand is None:
        raise UsageError("no command: minutegraph --help lists them")


@cli.command(short_help="Load bundled samples, answer three questions, draw them.")
@click.argument("folder", default="demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Load the bundled samples, answer three questions, draw them.

    Everything is written below FOLDER (default: demo): the samples themselves, the graph, and
    views to open in a browser.

    \b
    Examples:
      minutegraph demo
      minutegraph demo /tmp/first-look
    """
    from minutegraph.demo import run

    run(folder, terminal_width(), click.echo)


@cli.command(short_help="Print what a document says, without loading it.")
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "yaml"]),
    help="How to print: by the suffix of the output file, otherwise json.",
)
@output_option(required=False)
@click.option("--force", is_flag=True, help="Overwrite a reviewed file, corrections and all.")
@reading_options
def parse(file: str, form: str | None, output: Path | None, force: bool, **options: Any) -> None:
    """Print what a document says, without loading it.

    The minutes are printed in the document's own terms: attendance, sessions, agenda items,
    paragraphs, speakers, actions, decisions, each with its line. As YAML they can be corrected by
    hand and loaded from there. A file that was written so and corrected is not overwritten: what
    the document now says differently is printed instead, and the exit status is 1.

    \b
    Examples:
      minutegraph parse minutes.md
      minutegraph parse minutes.md -o minutes.yaml
      minutegraph load minutes.yaml
    """
    from minutegraph import loaders
    from minutegraph.loaders.structured import dump_json, dump_yaml

    minutes = loaders.load(file, **reading(**options))
    if output and not force:
        from minutegraph.loaders.reviewed import against_review

        found = against_review(minutes, Path(file), output)
        if found is not None:
            put("".join(f"{line}\n" for line in found))
            if found:
                raise DocumentError(
                    f"{output} is reviewed and not overwritten: it differs in "
                    f"{counted(len(found), 'fact')} from {file}; --force overwrites it"
                )
            return
    yaml = form == "yaml" or (form is None and output and output.suffix in (".yaml", ".yml"))
    put(dump_yaml(minutes) if yaml else dump_json(minutes), output)


@cli.command(short_help="Say what was understood of documents and what was not.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Exit status 1 on any line or warning reported.")
@click.option(
    "--suggest-profile", is_flag=True, help="Draft a layout profile from what was not understood."
)
@format_option("a report unless given")
@reading_options
def check(
    files: tuple[str, ...],
    strict: bool,
    suggest_profile: bool,
    form: str | None,
    **options: Any,
) -> None:
    """Say what was understood of documents and what was not.

    For each document: how many of its lines were understood, those that were not, names that may
    be several people, and statements that contradict each other. Folders are searched for
    documents. The formats other than table have one row or object a finding or document.

    \b
    Examples:
      minutegraph check minutes.md
      minutegraph check --strict minutes/
      minutegraph check --format json minutes/ > findings.json
      minutegraph check --suggest-profile minutes.md > minutes.profile.yaml
    """
    from minutegraph import loaders
    from minutegraph.queries import output
    from minutegraph.queries.report import COLUMNS, Report, as_text, lines_of, report

    how = reading(**options)

    def examine(file: Path) -> Report:
        return report(loaders.load(file, **how), file, how["limits"])

    def draft(file: Path) -> str:
        from minutegraph.loaders.suggest import suggest

        lines = lines_of(file, how["limits"]).values()
        try:
            minutes = loaders.load(file, **how)
        except DocumentError:  # nothing in it was recognised, which is when a draft is wanted
            minutes = loaders.Minutes()
        return suggest(minutes, lines)

    batch = Batch()
    if suggest_profile:
        put("".join(batch.each(batch.files(files), draft)))
        batch.end()
        return
    reports = list(batch.each(batch.files(files), examine))
    if form in (None, "table"):
        put(as_text(reports))
    elif not reports:
        pass
    elif form == "json":
        put(output.as_json([each.as_object() for each in reports]))
    else:
        put_rows(COLUMNS, [row for each in reports for row in each.rows()], form)
    batch.failed |= strict and not all(each.clean for each in reports)
    batch.end()


cli.add_command(load)
cli.add_command(unload)
cli.add_command(copy)
cli.add_command(resolve)
cli.add_command(topics)


@cli.group(
    cls=NamedQueries,
    invoke_without_command=True,
    short_help="Answer a named question; without a name, list them.",
    subcommand_metavar="[NAME] [--PARAM VALUE]...",
)
@queries_option
@format_option()
@click.pass_context
def query(ctx: click.Context, form: str | None, folders: tuple[Path, ...]) -> None:
    """Answer a named question; without a name, list them.

    Each question has options of its own, all of them optional unless it says otherwise:
    `minutegraph query NAME --help` lists them and what the columns mean.

    \b
    Examples:
      minutegraph query
      minutegraph query attendance --capacity official
      minutegraph query actions --owner Lee --format csv > actions.csv
      minutegraph query --queries our-queries/ budget-lines --since 2024-04-01
    """
    ctx.meta["form"] = form
    if ctx.invoked_subcommand is None:
        known = [each for _, each in sorted(collection(ctx).queries.items())]
        columns = ("name", "question", "folder") if folders else ("name", "question")
        put_rows(columns, [{c: getattr(each, c) for c in columns} for each in known], form)


cli.add_command(trace)
cli.add_command(analyse)
cli.add_command(export)


@cli.command(short_help="Run any Cypher, read-only unless told otherwise.")
@click.argument("text", default="-", metavar="[QUERY]")
@param_option
@click.option("--write", is_flag=True, help="Allow the query to change the graph.")
@format_option()
@click.pass_obj
def cypher(
    settings: Settings, text: str, params: tuple[str, ...], write: bool, form: str | None
) -> None:
    """Run any Cypher, read-only unless told otherwise.

    Without QUERY, or where it is -, the query is read from standard input. Give values as
    parameters rather than inside the query: nothing in them can then be taken for Cypher.

    \b
    Examples:
      minutegraph cypher 'MATCH (p:Person) RETURN p.name AS name ORDER BY name'
      minutegraph cypher 'MATCH (m:Meeting {date: date($on)}) RETURN m' -p on=2024-05-14
      minutegraph cypher --format json < question.cypher
    """
    from minutegraph.graph.store import open_store

    query = read_stdin() if text == "-" else text
    if not query.strip():
        raise UsageError("no query: give it as an argument or on standard input")
    given = typed_params(params)
    with open_store(settings.graph, write=write) as store:
        result = (store.write if write else store.read)(query, **given)
    put_rows(result.columns, result.rows, form)
    for warning in result.warnings:
        settings.note(f"Warning: {warning}")
    settings.note(counted(len(result.rows), "row"))


@cli.command(short_help="Count what is in the graph and list its documents.")
@format_option()
@click.pass_obj
def info(settings: Settings, form: str | None) -> None:
    """Count what is in the graph and list its documents.

    \b
    Examples:
      minutegraph info
      minutegraph --graph demo/minutes.kgl info --format json
    """
    from minutegraph.graph.store import open_store
    from minutegraph.queries.contents import contents

    with open_store(settings.graph) as store:
        put(contents(store, row_format(form), terminal_width()))


@cli.command(short_help="Print the graph's vocabulary, or the schema of minutes.")
@click.option("--json", "as_json", is_flag=True, help="The JSON Schema of structured minutes.")
@format_option()
def schema(as_json: bool, form: str | None) -> None:
    """Print the graph's vocabulary, or the JSON Schema of minutes.

    The vocabulary is what Cypher can ask for: labels and relationships, what they carry, and what
    that means. The JSON Schema is for those who write minutes as YAML or JSON themselves.

    \b
    Examples:
      minutegraph schema
      minutegraph schema --json > minutes.schema.json
    """
    if as_json:
        from minutegraph.loaders.structured.schema import json_schema
        from minutegraph.queries.output import as_json as written

        put(written(json_schema()))
    else:
        from minutegraph.queries.vocabulary import COLUMNS, rows

        put_rows(COLUMNS, rows(), form)


cli.add_command(view)
cli.add_command(site)


@cli.command(short_help="Print what makes a shell complete commands and options.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="SHELL")
def completion(shell: str) -> None:
    """Print what makes a shell complete commands and options.

    SHELL is bash, zsh or fish.

    \b
    Examples:
      minutegraph completion bash >> ~/.bashrc
      minutegraph completion zsh >> ~/.zshrc
      minutegraph completion fish > ~/.config/fish/completions/minutegraph.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    put(found(cli, {}, "minutegraph", "_MINUTEGRAPH_COMPLETE").source())


def main() -> None:
    """The console script, after `minutegraph.__main__` has seen that more than help is wanted."""
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A text that the terminal's encoding has not is still shown, as an escape.
            sys.stdout.reconfigure(errors="backslashreplace")
        cli.main(prog_name="minutegraph")
    except KeyboardInterrupt:
        sys.exit(130)
