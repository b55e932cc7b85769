"""What the commands of the command line share: settings, options, output, errors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from minutegraph.errors import DocumentError, MinutegraphError, UsageError

if TYPE_CHECKING:
    from minutegraph.graph.load import LoadSummary
    from minutegraph.graph.resolve.registry import Registry

FORMATS = ("table", "json", "csv", "markdown")  # as in minutegraph.queries.output
LIMITS = {
    "bytes": "Read documents of up to N bytes.",
    "pages": "Read PDFs of up to N pages.",
    "seconds": "Spend up to N seconds of processor time on the text of a PDF.",
    "expanded": "Read packed documents (DOCX, ODT, XLSX) of up to N bytes unpacked.",
}

T = TypeVar("T")
S = TypeVar("S")


class Settings(NamedTuple):
    """The options that stand before the command."""

    graph: str
    quiet: bool
    registry: str | None = None

    @property
    def registry_path(self) -> Path | None:
        """Where judgements about who is who are kept; None where nothing says so."""
        from minutegraph.graph.resolve.registry import registry_path

        return registry_path(self.graph, self.registry)

    def judgements(self) -> Registry:
        """What people judged about who is who.

        Raises:
            RegistryError: the file cannot be read or does not fit.
        """
        from minutegraph.graph.resolve.registry import read_registry

        return read_registry(self.registry_path)

    def topics_path(self, given: Path | None) -> Path | None:
        """Where topics are kept, unless given; None where nothing says so."""
        if given is not None or "://" in self.graph or not Path(self.graph).name:
            return given
        return Path(self.graph).with_suffix(".topics.yaml")

    def note(self, message: str) -> None:
        """Something people like to know and programs do not need: on standard error."""
        if not self.quiet:
            click.echo(_one_line(message), err=True)

    def tell(self, summary: LoadSummary, skipped: int = 0) -> None:
        """What a load or unload did."""
        done = {
            "added": len(summary.added),
            "changed": len(summary.changed),
            "removed": len(summary.removed),
            "unchanged": len(summary.unchanged) + skipped,
        }
        documents = ", ".join(f"{number} {word}" for word, number in done.items() if number)
        if documents:
            self.note(f"documents: {documents}")
        for things, added, removed in (
            ("nodes", summary.nodes_added, summary.nodes_removed),
            ("relationships", summary.relationships_added, summary.relationships_removed),
        ):
            self.note(f"{things}: {added} added, {removed} removed")
        if summary.unresolved or summary.warnings:
            names, warnings = (
                counted(summary.unresolved, "name"),
                counted(summary.warnings, "warning"),
            )
            self.note(f"{names} unresolved, {warnings}: `minutegraph check` says which")
        if summary.candidates:
            pairs = counted(summary.candidates, "pair")
            self.note(f"{pairs} of names may be one: `minutegraph resolve` asks about them")
        for line in summary.notes:
            self.note(line)

    @contextmanager
    def progress(self, label: str, length: int) -> Iterator[Callable[..., None]]:
        """A bar on standard error where that is a terminal; call what it gives for each step."""
        if self.quiet or length < 2 or not sys.stderr.isatty():
            yield lambda *_: None
            return
        with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
            yield lambda number=1, *_: bar.update(number)


class Failed(click.ClickException):
    """One line on standard error, and exit status 1."""

    @classmethod
    def of(cls, error: MinutegraphError) -> Failed:
        """What click shows of an error."""
        said = "; ".join([str(error), *getattr(error, "__notes__", ())])
        return (WrongUsage if isinstance(error, UsageError) else cls)(_one_line(said))


class WrongUsage(Failed):
    """The same with exit status 2."""

    exit_code = UsageError.exit_code


def _one_line(text: str) -> str:
    """Names in it come from files and their names, which may hold anything."""
    from minutegraph.graph.views.text import visible

    return visible(" ".join(text.split()))


class Batch:
    """Files one after another: a bad one is reported, and the others still have their turn."""

    def __init__(self) -> None:
        self.failed = False

    def each(self, things: Iterable[T], do: Callable[[T], S]) -> Iterator[S]:
        """What `do` makes of each thing, without those it cannot read."""
        for thing in things:
            try:
                yield do(thing)
            except DocumentError as error:
                self.failed = True
                Failed.of(error).show()

    def files(self, paths: Iterable[str]) -> list[Path]:
        """The files that the paths name, and the minutes in the folders they name, each once."""
        from minutegraph import loaders

        found = self.each(paths, lambda path: loaders.find([path]))
        files = dict.fromkeys(file for files in found for file in files)
        return list(self.each(files, _named_in_text))

    def end(self) -> None:
        """Exit status 1 where something failed."""
        if self.failed:
            click.get_current_context().exit(1)


def _named_in_text(file: Path) -> Path:
    try:
        str(file).encode()
    except UnicodeEncodeError:
        raise DocumentError(f"{file}: rename it, its name is no text that can be kept") from None
    return file


def format_option(
    otherwise: str = "a table on a terminal, otherwise CSV, unless given",
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """How rows are printed; `row_format` is what is done where it is not given."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), help=f"How to print: {otherwise}."
    )


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """How documents are read: what `reading` takes."""
    for name, text in reversed(LIMITS.items()):
        command = click.option(f"--max-{name}", type=click.IntRange(min=1), metavar="N", help=text)(
            command
        )
    return click.option(
        "--profile", metavar="FILE", help="A layout profile, not the one beside the document."
    )(command)


def reading(*, profile: str | None, max_bytes: int | None, **limits: int | None) -> dict[str, Any]:
    """The arguments of `minutegraph.loaders.load` that the options stand for."""
    from dataclasses import replace

    from minutegraph import loaders

    given = {name.removeprefix("max_"): value for name, value in limits.items() if value}
    found: dict[str, Any] = {"profile": profile, "limits": replace(loaders.LIMITS, **given)}
    return found | ({"max_bytes": max_bytes} if max_bytes else {})


topics_option = click.option(
    "--topics",
    "topics_file",
    type=click.Path(path_type=Path),
    envvar="MINUTEGRAPH_TOPICS",
    metavar="FILE",
    help="Where topics are kept. Environment variable MINUTEGRAPH_TOPICS; otherwise "
    "minutes.topics.yaml beside minutes.kgl, and none for a server.",
)


def output_option(required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Where a file is written."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), required=required, help="File to write."
    )


def param_option(command: Callable[..., None]) -> Callable[..., None]:
    """Parameters of a query, typed."""
    return click.option(
        "-p",
        "--param",
        "params",
        metavar="NAME=VALUE",
        multiple=True,
        help="A parameter of the query: number, true, false, null, JSON list, otherwise text.",
    )(command)


def queries_option(command: Callable[..., None]) -> Callable[..., None]:
    """Folders of the user's own named queries, beside the built-in ones."""
    return click.option(
        "--queries",
        "folders",
        type=click.Path(path_type=Path),
        multiple=True,
        envvar="MINUTEGRAPH_QUERIES",
        metavar="FOLDER",
        help="Also answer the questions of a folder's .cypher files; several times for several. "
        "Environment variable MINUTEGRAPH_QUERIES.",
    )(command)


def named_values(pairs: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE pairs, as text.

    Raises:
        UsageError: one has no name or no value.
    """
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"-p {pair} has no value: write -p name=value")
        found[name] = value
    return found


def typed_params(pairs: Sequence[str]) -> dict[str, Any]:
    """NAME=VALUE pairs with their values typed.

    Raises:
        UsageError: one has no name or value, or a value that no query can take.
    """
    return {name: _typed(value) for name, value in named_values(pairs).items()}


def _typed(value: str) -> Any:
    import json

    try:
        read = json.loads(value, parse_constant=str)
    except (ValueError, RecursionError):
        return value
    parts = read if isinstance(read, list) else [read]
    if any(isinstance(part, dict | list) for part in parts):
        raise UsageError(f"{value} is nested: a parameter is a number, text, true, null or a list")
    if any(isinstance(part, int) and not -(2**63) <= part < 2**63 for part in parts):
        raise UsageError(f"{value} is too large a number: as text it is '\"{value}\"'")
    return read


def read_stdin() -> str:
    """All of standard input.

    Raises:
        UsageError: it is not UTF-8.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("standard input is not UTF-8 text") from None


def counted(number: int, thing: str) -> str:
    """A number with its noun."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def put_rows(
    columns: Sequence[str], rows: Sequence[Mapping[str, object]], form: str | None
) -> None:
    """Print rows in the format wanted, or the one that `row_format` chooses."""
    from minutegraph.queries.output import render

    put(render(columns, rows, row_format(form), width=terminal_width()))


def row_format(form: str | None) -> str:
    """How to print rows: as wanted, else a table on a terminal and CSV elsewhere."""
    return form or ("table" if sys.stdout.isatty() else "csv")


def terminal_width() -> int:
    """Columns of the terminal; 80 where there is none."""
    import shutil

    return max(shutil.get_terminal_size().columns, 40)


def put(text: str, output: Path | None = None) -> None:
    """Print, or write to a file.

    Raises:
        MinutegraphError: the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    from minutegraph.queries.output import save

    save(output, text)
