"""`minutegraph site`: the whole graph as a folder of pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import click

from minutegraph.console import Settings, counted


@click.command(short_help="Write the whole graph as a folder of linked pages.")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Folder to write: empty, or one that holds such a site.",
)
@click.option("--name", default="Minutes", show_default=True, help="What the site is called.")
@click.pass_obj
def site(settings: Settings, /, folder: Path, name: str) -> None:
    """Write the whole graph as a folder of linked pages.

    Bodies, meetings, people, organisations, issues, actions and documents have a page each, and
    every citation opens the paragraph in its meeting. Open FOLDER/index.html from disk, or put the
    folder on any web host: nothing is fetched from elsewhere. Only pages that changed are written
    again, and those of what is gone are removed.

    \b
    Examples:
      minutegraph site -o site
      minutegraph site -o site --name 'Waterways minutes'
    """
    from minutegraph.graph.store import open_store
    from minutegraph.queries.shown.site import publish

    with ExitStack() as stack:
        store = stack.enter_context(open_store(settings.graph))

        def start(pages: int) -> Callable[[], object]:
            return stack.enter_context(settings.progress("writing pages", pages))

        done = publish(store, folder, name=name, registry=settings.judgements(), start=start)
    pages = {"written": done.written, "unchanged": done.unchanged, "removed": done.removed}
    said = ", ".join(f"{number:,} {word}" for word, number in pages.items() if number)
    settings.note(f"{counted(done.written + done.unchanged, 'file')}: {said}")
    settings.note(f"{folder / 'index.html'} is written: open it in a browser")
