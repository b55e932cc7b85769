"""`minutegraph resolve`: judging who is who, in a dialogue or by single commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import click

from minutegraph.console import Settings, counted, format_option, put_rows
from minutegraph.errors import UsageError

if TYPE_CHECKING:
    from minutegraph.graph.load import LoadSummary
    from minutegraph.graph.resolve.candidates import Candidate
    from minutegraph.graph.resolve.desk import Desk
    from minutegraph.graph.resolve.registry import Verb
    from minutegraph.graph.store import Store

_SHOWN = 5  # places each side is written at
_COLUMNS = ("status", "kind", "judgement", "names", "value", "score", "reasons")
_VERBS = ("same", "different", "unsure", "name", "alias", "acronym", "sector", "parent")
_ANSWERS = {"y": "same", "n": "different", "u": "unsure"}


@contextmanager
def _desk(settings: Settings, *, write: bool = True) -> Iterator[tuple[Desk, Store]]:
    from minutegraph.graph.resolve.desk import Desk
    from minutegraph.graph.store import open_store

    path = settings.registry_path
    if path is None:
        raise UsageError(
            f"{settings.graph} is a server: say with --registry FILE where judgements are kept"
        )
    with open_store(settings.graph, write=write) as store:
        yield Desk(store, path), store


@click.group(
    invoke_without_command=True,
    short_help="Judge who is who: go through the names that may be one.",
    subcommand_metavar="[COMMAND]",
)
@click.pass_context
def resolve(ctx: click.Context) -> None:
    """Judge who is who: go through the names that may be one.

    Without a command, each pair of people or organisations that may be one is shown with where it
    is written, likeliest first, and the answer is asked for: y (yes, one), n (no, two), u (cannot
    be told), s (later), q (stop). Answers go to the registry, a YAML file beside the graph, and
    into the graph at once; stop whenever you like, answered pairs do not come again.

    Names are given as documents write them. Where several have one name, say which with
    "name @ organisation" or "name @ doc:file", or give the key.

    \b
    Examples:
      minutegraph resolve
      minutegraph resolve same 'Susan Leigh' 'Sue Leigh'
      minutegraph resolve undo same 'Susan Leigh' 'Sue Leigh'
      minutegraph resolve different 'Ann Lee @ Boat Trust' 'Ann Lee @ Harbour Office'
    """
    if ctx.invoked_subcommand is None:
        settings = ctx.find_object(Settings)
        assert settings is not None
        with _desk(settings) as (desk, store):
            _dialogue(desk, store, settings)


def _dialogue(desk: Desk, store: Store, settings: Settings) -> None:
    later: set[tuple[str, str]] = set()
    answered = 0
    while True:
        left = [c for c in desk.candidates() if (c.one, c.other) not in later]
        if not left:
            break
        candidate = left[0]
        click.echo(_question(desk, store, candidate, len(left)))
        try:
            answer = click.prompt(
                "One? (y)es, (n)o, (u)nsure, (s)kip, (q)uit",
                type=click.Choice([*_ANSWERS, "s", "q"], case_sensitive=False),
                show_choices=False,
            )
        except click.Abort:  # end of input
            click.echo()
            break
        if answer == "q":
            break
        if answer == "s":
            later.add((candidate.one, candidate.other))
            continue
        try:
            desk.pair(cast("Verb", _ANSWERS[answer]), (candidate.one, candidate.other))
            answered += 1
        except UsageError as error:
            click.echo(f"{error}\n", err=True)
            later.add((candidate.one, candidate.other))
    settings.note(f"{counted(answered, 'pair')} judged, {len(desk.candidates())} left")


def _question(desk: Desk, store: Store, candidate: Candidate, left: int) -> str:
    from minutegraph.graph.resolve.desk import Identity
    from minutegraph.graph.views.text import visible
    from minutegraph.queries.evidence import evidence

    reasons = ", ".join(candidate.reasons)
    lines = [f"\n{counted(left, 'pair')} left. Score {candidate.score:.2f}: {reasons}"]
    for key in (candidate.one, candidate.other):
        rows = evidence(store, key)
        lines.append(f"\n  {desk.words(Identity(candidate.kind, key))}  ({key})")
        for row in rows[:_SHOWN]:
            what = [row["written"], row["organisation"], row["position"]]
            said = ", ".join(dict.fromkeys(str(each) for each in what if each))
            times = f" ({row['times']} times)" if row["times"] != 1 else ""
            lines.append(f"    {said}{times} – {row['source']}")
        if len(rows) > _SHOWN:
            lines.append(f"    … and {len(rows) - _SHOWN} more")
    return (
        "\n".join(visible(line) if line else line for line in "\n".join(lines).split("\n")) + "\n"
    )


def _pair(verb: str, text: str, example: str) -> Callable[..., None]:
    @resolve.command(verb, short_help=text)
    @click.argument("one")
    @click.argument("other")
    @click.pass_obj
    def command(settings: Settings, one: str, other: str) -> None:
        with _desk(settings) as (desk, _):
            _tell(settings, desk.pair(cast("Verb", verb), (one, other)))

    command.help = _help(verb, text, example)
    return cast(Callable[..., None], command)


def _value(verb: str, metavar: str, text: str, example: str) -> Callable[..., None]:
    @resolve.command(verb, short_help=text)
    @click.argument("name")
    @click.argument("value", metavar=metavar)
    @click.pass_obj
    def command(settings: Settings, name: str, value: str) -> None:
        with _desk(settings) as (desk, _):
            _tell(settings, desk.value(cast("Verb", verb), name, value))

    command.help = _help(verb, text, example)
    return cast(Callable[..., None], command)


def _help(verb: str, text: str, example: str) -> str:
    return (
        f"{text}\n\nThe graph follows at once; `resolve undo {verb}` takes it back.\n\n"
        f"\b\nExample:\n  minutegraph resolve {verb} {example}"
    )


same = _pair(
    "same", "Judge two names to be one person or organisation.", "'Susan Leigh' 'Sue Leigh'"
)
different = _pair(
    "different",
    "Judge two names, or two parts of one, to be different.",
    "'Ann Lee @ Boat Trust' 'Ann Lee @ doc:may.md'",
)
name = _value(
    "name", "TEXT", "Say what a person or organisation is called.", "'Sue Leigh' 'Susan Leigh'"
)
alias = _value(
    "alias", "TEXT", "Say what else a person or organisation is called.", "'Susan Leigh' Suze"
)
acronym = _value("acronym", "LETTERS", "Say what an organisation's acronym is.", "'Boat Trust' BT")
sector = _value(
    "sector", "SECTOR", "Say what sector an organisation belongs to.", "'Boat Trust' voluntary"
)
parent = _value(
    "parent",
    "ORGANISATION",
    "Say what larger organisation one is part of.",
    "'Lock Inspectorate' 'Ministry of Boats'",
)


@resolve.command(short_help="Take a judgement back.")
@click.argument("verb", type=click.Choice(_VERBS), metavar="JUDGEMENT")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def undo(settings: Settings, verb: str, names: tuple[str, ...]) -> None:
    """Take a judgement back.

    JUDGEMENT is same, different, unsure, name, alias, acronym, sector or parent; NAME... are the
    names as `resolve list` shows them. Of an alias, give the name and the alias. The graph is what
    it is without the judgement, whatever was loaded or judged since.

    \b
    Examples:
      minutegraph resolve undo same 'Susan Leigh' 'Sue Leigh'
      minutegraph resolve undo name 'Sue Leigh'
      minutegraph resolve undo alias 'Susan Leigh' Suze
    """
    of, value = (names, None)
    if verb not in ("same", "different", "unsure"):
        of, value = names[:1], names[1] if len(names) > 1 else None
        if verb != "alias" and value is not None:
            raise UsageError(f"undo {verb} takes one name")
    with _desk(settings) as (desk, _):
        _tell(settings, desk.undo(cast("Verb", verb), of, value))


@resolve.command("list", short_help="List the candidates and the judgements.")
@format_option()
@click.pass_obj
def list_(settings: Settings, form: str | None) -> None:
    """List the candidates and the judgements.

    A candidate's names can be given to `resolve same` and `resolve different` as they are.

    \b
    Examples:
      minutegraph resolve list
      minutegraph resolve list --format json
    """
    with _desk(settings, write=False) as (desk, _):
        put_rows(_COLUMNS, list(_rows(desk)), form)


def _rows(desk: Desk) -> Iterator[dict[str, Any]]:
    from minutegraph.graph.resolve.desk import Identity

    empty = dict.fromkeys(_COLUMNS)
    for candidate in desk.candidates():
        found = [Identity(candidate.kind, key) for key in (candidate.one, candidate.other)]
        yield empty | {
            "status": "candidate",
            "kind": candidate.kind,
            "names": [desk.ref(each, each.key) for each in found],
            "score": candidate.score,
            "reasons": list(candidate.reasons),
        }
    for judgement in desk.ledger.registry.judgements():
        value = judgement.value
        yield empty | {
            "status": "judged",
            "kind": judgement.kind,
            "judgement": judgement.verb,
            "names": list(judgement.of),
            "value": value if value is None or isinstance(value, str) else str(value),
        }
    for problem in desk.resolution.problems:
        yield empty | {"status": "does not hold", "reasons": [problem]}


def _tell(settings: Settings, summary: LoadSummary) -> None:
    settings.note(
        f"nodes: {summary.nodes_added} added, {summary.nodes_removed} removed; relationships: "
        f"{summary.relationships_added} added, {summary.relationships_removed} removed"
    )
    for line in summary.notes:
        settings.note(line)
