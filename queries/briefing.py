"""An issue's path as a briefing in Markdown: what was said when and by whom, and what is open.

Every line of it that states something quotes the minutes and cites them. Texts come from documents,
so whatever would be markup in them is shown as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from minutegraph.graph.store.base import Row
from minutegraph.queries.output import no_markup, plain

_SHOWN = 3  # days that the line about the whole names


def briefing(issue: str, rows: Sequence[Row], left: Iterable[Row]) -> str:
    """Rows of `trace` as Markdown that ends in a newline: by meeting, then what is open.

    Args:
        left: as `still_open` gives them.
    """
    lines = [f"# {no_markup(issue)}", "", _whole(rows)]
    bodies = {row["body"] for row in rows}
    for (day, meeting), group in groupby(rows, key=lambda row: (row["date"], row["meeting"])):
        found = list(group)
        where = found[0]["body"] if len(bodies) > 1 or not day else None
        title = " – ".join(plain(each) for each in (day or meeting, where) if each)
        lines += ["", f"## {no_markup(title)}"]
        for item, told in groupby(found, key=lambda row: row["item"]):
            lines += ["", *([f"*{no_markup(plain(item))}*", ""] if item else [])]
            lines += [_bullet(row) for row in told]
    lines += ["", "## What is open", ""]
    lines += [_open(row) for row in left] or [
        "No action about it is open, as far as these minutes tell."
    ]
    return "\n".join(lines) + "\n"


def still_open(rows: Iterable[Row]) -> Iterator[Row]:
    """Of rows of `trace` the actions that are still to be done, as rows of what, who and when."""
    for row in rows:
        if row["open"]:
            yield {
                "action": row["text"],
                "owners": row["people"],
                "due": row["due"],
                "since": row["date"],
                "source": row["source"],
            }


def _whole(rows: Sequence[Row]) -> str:
    days = sorted({plain(row["date"]) for row in rows if row["date"]})
    meetings = len({row["meeting"] for row in rows})
    bodies = sorted({plain(row["body"]) for row in rows if row["body"]})
    told = f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}"
    told += f" of {meetings} {'meeting' if meetings == 1 else 'meetings'}"
    if len(bodies) <= _SHOWN:
        told += f" of the {' and the '.join(no_markup(body) for body in bodies)}" if bodies else ""
    else:
        told += f" of {len(bodies)} bodies"
    if days:
        told += f", {days[0]} to {days[-1]}" if len(days) > 1 else f", {days[0]}"
    return f"{told}."


def _bullet(row: Row) -> str:
    who = plain(row["people"])
    told = f"- **{plain(row['kind'])}**" + (f", {no_markup(who)}" if who else "")
    told += f": “{no_markup(plain(row['text']))}”"
    if row["state"] in ("done", "dropped"):
        told += f" – {row['state']}"
        told += f": “{no_markup(plain(row['outcome']))}”" if row["outcome"] else ""
    elif row["outcome"]:
        told += f" – “{no_markup(plain(row['outcome']))}”"
    return f"{told} ({no_markup(plain(row['source']))})"


def _open(row: Row) -> str:
    who = plain(row["owners"]) or "Nobody named"
    due = f", due {no_markup(plain(row['due']))}" if row["due"] else ""
    said = no_markup(plain(row["action"]))
    return f"- {no_markup(who)}{due}: “{said}” ({no_markup(plain(row['source']))})"
