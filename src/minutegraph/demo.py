"""The demo: the bundled samples loaded, three questions answered, the answers drawn."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from shlex import join
from typing import NamedTuple

from minutegraph import loaders, queries
from minutegraph.errors import MinutegraphError
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.queries.output import render, save
from minutegraph.queries.shown import attendance, issue, sector_government
from minutegraph.queries.shown.site import publish

SHOWN = 8  # rows of each answer


class Answer(NamedTuple):
    """A named query with its parameters, and the columns shown of it."""

    query: str
    params: Mapping[str, str]
    columns: str


class View(NamedTuple):
    """A file to draw: how, of what, and what it shows."""

    file: str
    page: Callable[[Store, dict[str, str]], str]
    params: dict[str, str]
    shows: str


QUESTIONS = {
    "Which officials attended which sessions?": [
        Answer(
            "attendance",
            {"capacity": "official"},
            "meeting,session,person,organisation,source",
        ),
    ],
    "How are charities and other organisations connected with government?": [
        Answer("sector-government", {}, "organisation,sector,government,sessions,items"),
    ],
    "How did one issue travel: the lock gates at Thornby?": [
        Answer("said", {"topic": "gates", "until": "2024-05-31"}, "date,text,source"),
        Answer("decisions", {"topic": "gates"}, "date,decision,source"),
    ],
}
VIEWS = (
    View(
        "attendance.html",
        attendance.page,
        {"meeting": "2020-06-16"},
        "who was in the room, item by item",
    ),
    View("sectors.html", sector_government.page, {}, "who meets whom"),
    View("issue.html", issue.page, {"issue": "lock gates"}, "how an issue travelled"),
)


def run(folder: Path, width: int, say: Callable[[str], None]) -> None:
    """Show it all; what is written goes below `folder`, over what an earlier demo wrote there.

    Args:
        width: columns of the terminal.

    Raises:
        MinutegraphError: the folder cannot be written.
    """
    graph = str(folder / "minutes.kgl")
    program = ["minutegraph", "--graph", graph]
    samples = _copy_samples(folder / "minutes")
    with open_store(graph, write=True) as store:
        load_minutes(store, [loaders.load(sample) for sample in samples])
    say(f"The minutes of {len(samples)} meetings are in {folder / 'minutes'}:\n")
    say(f"$ {join([*program, 'load', str(folder / 'minutes')])}\n")
    with open_store(graph) as store:
        for number, (words, answers) in enumerate(QUESTIONS.items(), 1):
            say(f"{number}. {words}\n")
            for answer in answers:
                say(_answer(store, answer, program, width))
        say("To look at, in a browser:\n")
        for view in VIEWS:
            save(folder / view.file, view.page(store, view.params))
            say(f"  {folder / view.file}: {view.shows}")
        publish(store, folder / "site")
        say(f"  {folder / 'site' / 'index.html'}: all of it, as linked pages with a search")
    say("\nTo go on:\n")
    for more in (["query"], ["query", "said", "--topic", "gates"], ["info"]):
        say(f"  {join([*program, *more])}")
    say("  minutegraph load FOLDER-WITH-YOUR-MINUTES")


def _answer(store: Store, answer: Answer, program: list[str], width: int) -> str:
    """The command, and the first rows of what it prints."""
    rows = queries.run(store, answer.query, **answer.params).rows
    options = [word for name, value in answer.params.items() for word in (f"--{name}", value)]
    command = [*program, "query", answer.query, *options, "--columns", answer.columns]
    table = render(answer.columns.split(","), rows[:SHOWN], "table", width=width)
    more = f"… and {len(rows) - SHOWN} more rows\n" if len(rows) > SHOWN else ""
    return f"$ {join(command)}\n\n{table}{more}"


def _copy_samples(folder: Path) -> list[Path]:
    """The bundled minutes as files of the user's own, in order of their names."""
    copied = []
    try:
        with as_file(files("minutegraph").joinpath("examples")) as examples:
            for sample in sorted(loaders.find([examples])):
                if sample.stem != "README":
                    copy = folder / sample.relative_to(examples)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(sample, copy)
                    copied.append(copy)
    except OSError as error:
        raise MinutegraphError(f"{folder} cannot be written: {error.strerror}") from None
    return copied
