"""`python -m minutegraph`."""

from minutegraph.cli import main

main()
