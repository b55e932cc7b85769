"""`minutegraph topics` and `trace`: the words of issues, and their path through the meetings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutegraph.console import (
    Settings,
    counted,
    format_option,
    output_option,
    put,
    put_rows,
    row_format,
    topics_option,
)
from minutegraph.errors import UsageError

if TYPE_CHECKING:
    from minutegraph.graph.topics.vocabulary import Vocabulary

_day = click.DateTime(["%Y-%m-%d"])
# What a table shows; the other formats show more.
_SHOWN = ("date", "kind", "people", "text", "source")
_LEFT = ("action", "owners", "due", "source")


def _wanted(settings: Settings, topics_file: Path | None) -> Path:
    path = settings.topics_path(topics_file)
    if path is None:
        raise UsageError(f"{settings.graph} is a server: say with --topics FILE where topics are")
    return path


@click.group(short_help="Keep the words of issues that are followed.", subcommand_metavar="COMMAND")
def topics() -> None:
    """Keep the words of issues that are followed.

    A topic is an issue with the words that show it in minutes: its name, other words, acronyms.
    They are kept in a YAML file beside the graph, to be written by hand as well (`topics apply`
    then brings the graph to it); in the graph, what has the words is ABOUT the topic. No document
    is read again when words change.

    \b
    Examples:
      minutegraph topics add Beacon 'leading light'
      minutegraph topics list
    """


@topics.command("list", short_help="List the topics and their words.")
@topics_option
@format_option()
@click.pass_obj
def list_(settings: Settings, topics_file: Path | None, form: str | None) -> None:
    """List the topics and their words.

    \b
    Example:
      minutegraph topics list
    """
    from minutegraph.graph.topics.vocabulary import read_vocabulary

    rows = [
        {
            "topic": name,
            "aliases": list(topic.aliases),
            "not": list(topic.unlike),
            "broader": topic.broader,
            "related": list(topic.related),
        }
        for name, topic in read_vocabulary(settings.topics_path(topics_file)).topics.items()
    ]
    put_rows(("topic", "aliases", "not", "broader", "related"), rows, form)


@topics.command(short_help="List words of the texts that may be topics.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=60, show_default=True, help="How many at most."
)
@click.option("--add", "into", is_flag=True, help="Add them to the file of topics, to be judged.")
@output_option(required=False)
@topics_option
@format_option()
@click.pass_obj
def suggest(
    settings: Settings,
    limit: int,
    into: bool,
    output: Path | None,
    topics_file: Path | None,
    form: str | None,
) -> None:
    """List words of the texts that may be topics.

    They are phrases that stand as nouns in headings, paragraphs and actions, and acronyms with what
    the texts say they are; the likeliest first: those that come back in other meetings and keep to
    some items of business. What is a topic already is left out. With -o or --add they are written
    as topics, each with a line that shows it: take out what is none, put together what is one, then
    `topics apply`.

    \b
    Examples:
      minutegraph topics suggest
      minutegraph topics suggest --add
    """
    from minutegraph.graph.store import open_store
    from minutegraph.graph.topics.corpus import bodies, names, texts
    from minutegraph.graph.topics.suggest import Suggestion
    from minutegraph.graph.topics.suggest import suggest as suggested
    from minutegraph.graph.topics.vocabulary import VocabularyFile, read_vocabulary

    if into and output:
        raise UsageError("--add and -o are two places: give one")
    if output and output.exists():
        raise UsageError(f"{output} is there already: name another file, or use --add")
    path = _wanted(settings, topics_file) if into else output
    with open_store(settings.graph) as store:
        found = suggested(
            lambda: texts(store),
            names=names(store),
            bodies=bodies(store),
            known=read_vocabulary(settings.topics_path(topics_file)),
            limit=limit,
        )
    if path is None:
        put_rows(Suggestion._fields, [each._asdict() for each in found], form)
        settings.note(counted(len(found), "suggestion"))
        return
    number = VocabularyFile(path).propose((s.topic, s.aliases, s.comment) for s in found)
    settings.note(f"{counted(number, 'topic')} to be judged in {path}")


@topics.command(short_help="Add a topic, or words to one.")
@click.argument("name", metavar="TOPIC")
@click.argument("aliases", nargs=-1, metavar="[WORDS]...")
@click.option("--not", "unlike", multiple=True, metavar="PHRASE", help="A phrase that is not it.")
@click.option("--broader", metavar="TOPIC", help="The topic that it is part of.")
@click.option("--related", multiple=True, metavar="TOPIC", help="A topic that is near to it.")
@topics_option
@click.pass_obj
def add(
    settings: Settings,
    name: str,
    aliases: tuple[str, ...],
    unlike: tuple[str, ...],
    broader: str | None,
    related: tuple[str, ...],
    topics_file: Path | None,
) -> None:
    """Add a topic, or words to one.

    WORDS are other words for it, and acronyms. Words stand for their inflections; acronyms in
    capitals are found in capitals only.

    \b
    Examples:
      minutegraph topics add Beacon 'leading light'
      minutegraph topics add Beacon --not 'beacon award'
    """
    from minutegraph.graph.topics.vocabulary import VocabularyFile

    file = VocabularyFile(_wanted(settings, topics_file))
    file.add(name, aliases, unlike, broader, related)
    _follow(settings, file.vocabulary)


@topics.command(short_help="Make one topic of two.")
@click.argument("name", metavar="TOPIC")
@click.argument("other")
@topics_option
@click.pass_obj
def merge(settings: Settings, name: str, other: str, topics_file: Path | None) -> None:
    """Make one topic of two: OTHER and its words become words of TOPIC.

    \b
    Example:
      minutegraph topics merge Beacon 'North mole light'
    """
    from minutegraph.graph.topics.vocabulary import VocabularyFile

    file = VocabularyFile(_wanted(settings, topics_file))
    file.merge(name, other)
    _follow(settings, file.vocabulary)


@topics.command(short_help="Take out a topic, or one of its words.")
@click.argument("name", metavar="TOPIC")
@click.argument("alias", required=False, metavar="[WORDS]")
@topics_option
@click.pass_obj
def drop(settings: Settings, name: str, alias: str | None, topics_file: Path | None) -> None:
    """Take out a topic, or one of its other words.

    \b
    Examples:
      minutegraph topics drop Beacon
      minutegraph topics drop Beacon 'leading light'
    """
    from minutegraph.graph.topics.vocabulary import VocabularyFile

    file = VocabularyFile(_wanted(settings, topics_file))
    file.drop(name, alias)
    _follow(settings, file.vocabulary)


@topics.command(short_help="Bring the graph to the file of topics.")
@topics_option
@click.pass_obj
def apply(settings: Settings, topics_file: Path | None) -> None:
    """Bring the graph to the file of topics, after it was edited by hand.

    \b
    Example:
      minutegraph topics apply
    """
    from minutegraph.graph.topics.vocabulary import read_vocabulary

    _follow(settings, read_vocabulary(_wanted(settings, topics_file)))


def _follow(settings: Settings, vocabulary: Vocabulary) -> None:
    """Bring the graph, where there is one yet, to the vocabulary."""
    from minutegraph.graph.load import follow
    from minutegraph.graph.store import is_server, open_store

    if not is_server(settings.graph) and not Path(settings.graph).exists():
        return
    with open_store(settings.graph, write=True) as store:
        settings.tell(follow(store, vocabulary))


@click.command(short_help="Follow an issue through the meetings of all bodies.")
@click.argument("issue")
@click.option("--body", metavar="TEXT", help="Part of the body's name, or its acronym.")
@click.option("--person", metavar="TEXT", help="Part of the name of who speaks or is to act.")
@click.option("--organisation", metavar="TEXT", help="Part of the name of who they belong to.")
@click.option("--since", type=_day, metavar="DAY", help="First day, as 2020-06-16.")
@click.option("--until", type=_day, metavar="DAY", help="Last day, as 2020-06-16.")
@click.option("--kind", metavar="KIND", help="One kind of entry alone, as decided.")
@topics_option
@format_option("a table on a terminal, otherwise CSV; markdown is a briefing")
@click.pass_obj
def trace(
    settings: Settings,
    *,
    issue: str,
    body: str | None,
    person: str | None,
    organisation: str | None,
    since: datetime | None,
    until: datetime | None,
    kind: str | None,
    topics_file: Path | None,
    form: str | None,
) -> None:
    """Follow an issue through the meetings of all bodies.

    ISSUE is a topic (see `topics`), by its name or any of its words, or words that stand next to
    each other. AND, OR, NOT and parentheses join them; "quotation marks" hold words together that
    are a topic's or an operator's. Words are compared whole, by their stems and without accents:
    `fee` finds fees, not feel.

    Each entry is raised (the first of a body), discussed, asked, answered, decided, action given or
    action reviewed, with the words that show the issue: its own, those of the item it stands under,
    or of the action it is the same as. At the end stands what is open.

    \b
    Examples:
      minutegraph trace beacon
      minutegraph trace '(beacon OR "leading light") NOT award' --kind decided
      minutegraph trace beacon --since 2024-01-01 --format markdown
    """
    from minutegraph.graph.store import open_store
    from minutegraph.graph.topics.links import vocabulary_in
    from minutegraph.graph.topics.search import search_of
    from minutegraph.graph.topics.vocabulary import read_vocabulary
    from minutegraph.queries.briefing import briefing, still_open
    from minutegraph.queries.nearby import nearby
    from minutegraph.queries.trace import COLUMNS, Limits
    from minutegraph.queries.trace import trace as traced

    with open_store(settings.graph) as store:
        topics = settings.topics_path(topics_file)
        vocabulary = read_vocabulary(topics) if topics else vocabulary_in(store)
        search = search_of(issue, vocabulary)
        who = {"person": person, "organisation": organisation}
        days = (since.date() if since else None, until.date() if until else None)
        rows = traced(store, search, **who, limits=Limits(body, *days, kind))
        every = rows
        if kind or any(days):  # what is open is so whatever part is shown
            every = traced(store, search, **who, limits=Limits(body))
        near = [] if every else nearby(store, search, vocabulary)
    left = list(still_open(every))
    form = row_format(form)
    if form == "markdown":
        put(briefing(search.topic or issue, rows, left))
    elif form == "table":
        put_rows(_SHOWN, rows, form)
        if left:
            put("\nOpen:\n\n")
            put_rows(_LEFT, left, form)
    else:
        put_rows(COLUMNS, rows, form)
    settings.note(counted(len(rows), "row"))
    for line in near:
        settings.note(line)
