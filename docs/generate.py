"""Writes the parts of docs/cli.md that come from the program: each --help, each named query.

python docs/generate.py            writes them anew
python docs/generate.py --check    exit status 1 where they are not current
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from minutegraph import queries
from minutegraph.cli import cli

PAGE = Path(__file__).with_name("cli.md")
_BLOCK = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->\n)", re.DOTALL)


def generated(page: str) -> str:
    """The page with its generated parts as they are to be."""
    parts = {"commands": commands(), "queries": named_queries()}
    return _BLOCK.sub(lambda block: f"{block[1]}{parts[block[2]]}{block[3]}", page)


def commands() -> str:
    """Each command's help, as a terminal of 80 columns shows it."""
    return "".join(
        f"\n### {path}\n\n```text\n{text}\n```\n" for path, text in _helps(cli, "minutegraph", None)
    )


def _helps(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, str]]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=78)
    yield context.command_path, command.get_help(context)
    # Named queries have a part of their own.
    if isinstance(command, click.Group) and name != "query":
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from _helps(found, child, context)


def named_queries() -> str:
    """Each named query: its question, parameters and columns."""
    text = ""
    for name in queries.names():
        query = queries.get(name)
        text += f"\n### {name}\n\n{query.question}\n\n"
        text += "".join(
            f"- `--{param.name.replace('_', '-')}` {param.text}\n" for param in query.params
        )
        text += f"\nColumns: {', '.join(f'`{column}`' for column in query.columns)}\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def main() -> None:
    """Write the page, or say that it is not current."""
    page = PAGE.read_text("utf-8")
    current = generated(page)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(current, "utf-8")
    elif page != current:
        sys.exit(f"{PAGE} is not current: run `make docs`")


if __name__ == "__main__":
    main()
