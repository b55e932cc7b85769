"""The static site of invented minutes: how long it takes, how large it is, what building again costs.

    python benchmarks/site.py
    python benchmarks/site.py --sizes 250,500,1000,2000 --report docs/benchmarks.md

The minutes are made up by `corpus.py`, 100 paragraphs a meeting. The site is built into an empty
folder, again with nothing changed, and once more after one meeting was taken out. Processor time says
more than the clock on a busy machine; what counts are the ratios and the exponent.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import meetings
from minutegraph.graph.load import load_minutes, unload
from minutegraph.graph.store import Store, open_store
from minutegraph.queries.shown.site import publish

SIZES = (125, 250, 500)
_COLUMNS = (
    "meetings", "files", "MB", "of it the index", "largest file, MB", "CPU s", "clock s",
    "again, CPU s", "ratio", "a meeting less, CPU s", "files written", "memory, MB",
)  # fmt: skip
_FIRST, _LAST = "<!-- begin site -->", "<!-- end site -->"


@dataclass(frozen=True, slots=True)
class Built:
    """One size: seconds of the processor and the clock; files and megabytes; most memory in MB."""

    meetings: int
    files: int
    megabytes: float
    index: float
    largest: float
    first: float
    clock: float
    again: float
    changed: float
    rewritten: int
    memory: float


def measure(count: int) -> Built:
    """One size, in a process of its own so that its memory is its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph, site = str(folder / "g.kgl"), folder / "site"
        subprocess.run([sys.executable, __file__, "--load", graph, "--one", str(count)], check=True)
        with open_store(graph) as store:
            clock = time.perf_counter()
            first = _seconds(lambda: publish(store, site))
            clock = time.perf_counter() - clock
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            again = _seconds(lambda: publish(store, site))
        with open_store(graph, write=True) as store:
            unload(store, _last(store))
            start = time.process_time()
            done = publish(store, site)
            changed = time.process_time() - start
        sizes = {file: file.stat().st_size for file in site.rglob("*") if file.is_file()}
        index = {file: size for file, size in sizes.items() if "search" in file.parts}
        return Built(
            count,
            len(sizes),
            sum(sizes.values()) / 1e6,
            sum(index.values()) / 1e6,
            max(sizes.values()) / 1e6,
            first,
            clock,
            again,
            changed,
            done.written,
            memory,
        )


def _last(store: Store) -> str:
    """Key of the document of the latest meeting."""
    (row,) = store.read("MATCH (d:Document) RETURN d.key AS key ORDER BY d.date DESC LIMIT 1").rows
    return str(row["key"])


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def report(all_built: list[Built]) -> str:
    """The figures as Markdown."""
    lines = [
        f"{platform.system()}, Python {platform.python_version()}, a busy machine.",
        "",
        f"| {' | '.join(_COLUMNS)} |",
        "| --- " * len(_COLUMNS) + "|",
    ]
    lines += [
        f"| {b.meetings:,} | {b.files:,} | {b.megabytes:.0f} | {b.index:.0f} | {b.largest:.1f} "
        f"| {b.first:.0f} | {b.clock:.0f} | {b.again:.1f} | {b.again / b.first:.2f} "
        f"| {b.changed:.0f} | {b.rewritten:,} | {b.memory:,.0f} |"
        for b in all_built
    ]
    if len(all_built) > 1:
        one, two = all_built[0], all_built[-1]
        exponent = math.log(two.first / one.first) / math.log(two.meetings / one.meetings)
        lines += ["", f"Exponent of the processor time: {exponent:.2f}."]
    return "\n".join(lines)


def main() -> None:
    """Measure each size and print, or write, the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of meetings")
    parser.add_argument("--report", type=Path, help="Markdown file to write the figures into")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--load", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.load:
        with open_store(given.load, write=True) as store:
            load_minutes(store, (each.minutes for each in meetings(given.one)))
        return
    if given.one:
        print(json.dumps(asdict(measure(given.one))))
        return
    built = []
    for size in given.sizes.split(","):
        run = subprocess.run(
            [sys.executable, __file__, "--one", size], check=True, capture_output=True, text=True
        )
        built.append(Built(**json.loads(run.stdout)))
        print(report(built[-1:]).splitlines()[-1], file=sys.stderr)
    text = report(built)
    print(text)
    if given.report:
        whole = given.report.read_text("utf-8")
        before, _, rest = whole.partition(_FIRST)
        _, _, after = rest.partition(_LAST)
        given.report.write_text(f"{before}{_FIRST}\n{text}\n{_LAST}{after}", "utf-8")


if __name__ == "__main__":
    main()
