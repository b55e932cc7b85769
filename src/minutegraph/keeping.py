"""`minutegraph load`, `unload` and `copy`: what goes into a graph, out of it and elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from minutegraph.console import Batch, Settings, counted, reading, reading_options, topics_option
from minutegraph.errors import UsageError


@click.command(short_help="Load minutes, or folders of them, into the graph.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--again", is_flag=True, help="Read files again that have not changed.")
@click.option(
    "--batch",
    "documents",
    type=click.IntRange(min=1),
    metavar="N",
    help="Save after every N documents: all at once in a file, 100 on a server unless given.",
)
@topics_option
@reading_options
@click.pass_obj
def load(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    again: bool,
    documents: int | None,
    topics_file: Path | None,
    **options: Any,
) -> None:
    """Load minutes, or folders of them, into the graph.

    A document that has not changed since it was loaded is skipped; of one that has, what it said
    before is replaced. Judgements about who is who (see `resolve`) are applied, those written
    into their file by hand as well, and topics (see `topics`) are linked with what has their words.
    Minutes that were corrected (see `parse`) are loaded in place of their
    document. A file that cannot be read is reported and the others are loaded; the exit
    status is then 1. All that is loaded is there at once, or nothing of it; on a server, and with
    --batch, that is so for each batch of documents, and the same command again does what is left.

    \b
    Examples:
      minutegraph load minutes/
      minutegraph load 2024-05.md 2024-06.yaml
      minutegraph --graph council.kgl load council/
    """
    from itertools import chain, islice

    from minutegraph import loaders
    from minutegraph.graph.load import load_minutes
    from minutegraph.graph.store import open_store
    from minutegraph.graph.topics.vocabulary import read_vocabulary
    from minutegraph.loaders.reviewed import without_reviewed
    from minutegraph.queries.contents import loaded_already

    how = reading(**options)
    registry = settings.judgements()
    topics = settings.topics_path(topics_file)
    vocabulary = read_vocabulary(topics) if topics else None
    batch = Batch()
    files, reviews = without_reviewed(batch.files(paths))
    if left := loaders.passed_over(paths):
        kinds = ", ".join(f"{suffix} ({number})" for suffix, number in left.items())
        settings.note(f"passed over, as no minutes are read from such files: {kinds}")
    for review in reviews:
        settings.note(f"{review.source}: taken as reviewed in {review.reviewed}")
        if review.changed:
            settings.note(
                f"{review.source} has changed since it was reviewed: "
                f"minutegraph parse {review.source} -o {review.reviewed} says in what"
            )
    skip, judged = loaded_already(settings.graph, () if again else files, registry, vocabulary)
    new = [file for file in files if file not in skip]
    with settings.progress("Loading", len(new)) as step:

        def read(file: Path) -> loaders.Minutes:
            step()
            return loaders.load(file, **how)

        minutes = batch.each(sorted(new), read)
        first = list(islice(minutes, 1))
        if first or not judged:
            with open_store(settings.graph, write=True) as store:
                coming = chain(first, minutes)
                summary = load_minutes(
                    store, coming, registry=registry, vocabulary=vocabulary, batch=documents
                )
    if first or not judged:
        settings.tell(summary, len(skip))
    elif skip:
        settings.note(f"{counted(len(skip), 'document')} unchanged")
    batch.end()


@click.command(short_help="Take out of the graph what one document says.")
@click.argument("document")
@click.pass_obj
def unload(settings: Settings, document: str) -> None:
    """Take out of the graph what one document says.

    DOCUMENT is its path, file name or key, as `info` lists them. What other documents say as well
    stays.

    \b
    Example:
      minutegraph unload minutes/2024-05.md
    """
    from minutegraph.graph.load import unload as take_out
    from minutegraph.graph.store import open_store

    registry = settings.judgements()
    with open_store(settings.graph, write=True) as store:
        summary = take_out(store, document, registry=registry)
    settings.tell(summary)


@click.command(short_help="Copy a graph from a file to a server, back, or to another.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--replace", is_flag=True, help="Let the copy take the place of a graph in TO.")
@click.pass_obj
def copy(settings: Settings, source: str, target: str, replace: bool) -> None:
    """Copy a graph from a file to a server, back, or to another.

    Everything is copied and then compared: counts, and a hash of all that is in both. Judgements
    about who is who are in a file of their own, which --registry names for a server.

    \b
    Examples:
      minutegraph copy minutes.kgl neo4j://localhost:7687
      minutegraph copy neo4j://localhost:7687 minutes.kgl --replace
    """
    from minutegraph.graph.copy import copy as copied
    from minutegraph.graph.store import open_store

    if source == target:
        raise UsageError(f"{source} cannot be copied to itself")
    with (
        open_store(source) as here,
        open_store(target, write=True) as there,
        settings.progress("Copying", here.counts().total) as step,
    ):
        found = copied(here, there, replace=replace, on_progress=step)
    settings.note(
        f"{counted(found.nodes, 'node')} and {counted(found.relationships, 'relationship')}: "
        f"{target} is the same as {source} (content {str(found)[:16]})"
    )
