"""`python -m minutegraph` and the console script: help at once, all else by click."""

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--help"]:
        from minutegraph.overview import TEXT

        print(TEXT, end="")
    else:
        from minutegraph.cli import main as command_line

        command_line()


if __name__ == "__main__":
    main()
