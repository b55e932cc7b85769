"""Loading and every named query on both engines, in one run, with sizes that double.

    python benchmarks/stores.py                          both engines, where Neo4j can be started
    python benchmarks/stores.py --only embedded
    python benchmarks/stores.py --sizes 125,250,500,1000 --report docs/benchmarks.md
    python benchmarks/stores.py --stream 10000 --report docs/benchmarks.md

Machines differ and this one may be busy: what counts are ratios within the run and exponents. The
corpus is that of `corpus.py`, the questions those of `questions.py`; the answers of both engines
are compared as they come. `NEO4J_URI` names a server that may be emptied; without it one is started
as for the tests.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1]))  # for `tests`, where a server is started

from benchmarks.corpus import meetings
from benchmarks.questions import Question, questions
from minutegraph import queries
from minutegraph.graph.load import load_minutes
from minutegraph.graph.store import Result, Store, Transaction, open_store
from minutegraph.loaders.minutes import Minutes

SIZES = (25, 50, 100)  # meetings of 100 paragraphs: minutes, not the hour of the published run
RUNS = 2  # of each question, after the first
SLOW = 0.5  # seconds from which on once is enough
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass
class Engine:
    """An engine, with graphs that are empty at first.

    Attributes:
        server: number of the process that does the work, where it is not this one.
    """

    name: str
    version: str
    fresh: Callable[[], str]
    server: int | None = None

    def clock(self) -> float:
        """Processor time of this process and of the server, in seconds."""
        own = time.process_time()
        if self.server is None:
            return own
        fields = Path(f"/proc/{self.server}/stat").read_text().rpartition(")")[2].split()
        return own + (int(fields[11]) + int(fields[12])) / _TICK


@dataclass
class Loaded:
    """What loading a corpus took, in seconds of the clock and of the processor.

    Attributes:
        again: the clock's when nothing has changed.
        written: the processor's for the same statements with the same rows alone, without making
            them from minutes.
    """

    paragraphs: int
    rows: int
    wall: float
    busy: float
    again: float
    written: float


@dataclass
class Asked:
    """What a query took, in seconds: of each question the best of some runs, and the first one."""

    times: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    rows: int = 0  # of the longest answer

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        # Inclusive: never more than the slowest that was measured.
        inside = len(self.times) > 1
        return quantiles(self.times, n=20, method="inclusive")[-1] if inside else self.times[0]


Answers = dict[tuple[str, bool], Asked]  # by query and whether the answer is bounded


Tape = list[tuple[str, dict[str, object]]]  # statements that write, with their rows


@dataclass
class _Listening:
    """A transaction that notes what is written."""

    tx: Transaction
    tape: Tape

    def __post_init__(self) -> None:
        self.rows = self.tx.rows

    def read(self, cypher: str, /, **params: object) -> Result:
        return self.tx.read(cypher, **params)

    def write(self, cypher: str, /, **params: object) -> Result:
        self.tape.append((cypher, params))
        return self.tx.write(cypher, **params)


def taped(minutes: Sequence[Minutes]) -> Tape:
    """What loading a corpus writes."""
    tape: Tape = []
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder, "tape.kgl")), write=True) as store,
    ):
        transact = store.transact
        store.transact = lambda work: transact(lambda tx: work(_Listening(tx, tape)))  # type: ignore[method-assign]
        load_minutes(store, minutes)
    return tape


def replay(engine: Engine, url: str, tape: Tape) -> float:
    """Write what a corpus makes, and nothing else; seconds of the processor."""

    def part(statements: Tape) -> Callable[[Transaction], None]:
        def work(tx: Transaction) -> None:
            for cypher, params in statements:
                tx.write(cypher, **params)

        return work

    with open_store(url, write=True) as store:
        store.schema()
        start = engine.clock()
        # One transaction where a file is saved after each, some where a server holds them in memory.
        size = 20 if engine.server else len(tape)
        for begin in range(0, len(tape), size):
            store.transact(part(tape[begin : begin + size]))
        return engine.clock() - start


def load(engine: Engine, url: str, minutes: Sequence[Minutes], written: float = 0.0) -> Loaded:
    """Load a corpus, and once more."""
    with open_store(url, write=True) as store:
        start, busy = time.perf_counter(), engine.clock()
        summary = load_minutes(store, minutes)
        wall, busy = time.perf_counter() - start, engine.clock() - busy
        start = time.perf_counter()
        again = load_minutes(store, minutes)
        twice = time.perf_counter() - start
    assert len(again.unchanged) == len(minutes)
    rows = summary.nodes_added + summary.relationships_added
    return Loaded(sum(len(m.paragraphs) for m in minutes), rows, wall, busy, twice, written)


def ask(store: Store, asked: Sequence[Question]) -> tuple[Answers, list[list[dict[str, object]]]]:
    """Ask every question some times; how long it took, and the answers."""
    found: Answers = defaultdict(Asked)
    answers = []
    for question in asked:
        entry = found[question.query, question.bounded]
        start = time.perf_counter()
        rows = queries.run(store, question.query, **question.params).rows  # what is cached once
        answers.append(rows)
        first = time.perf_counter() - start
        entry.firsts.append(first)
        # A question of the whole graph that takes long is asked once; another may just be cold.
        once = first > SLOW and not question.bounded
        best = first if once else math.inf
        for _ in range(0 if once else RUNS):
            start = time.perf_counter()
            queries.run(store, question.query, **question.params)
            best = min(best, time.perf_counter() - start)
        entry.times.append(best)
        entry.rows = max(entry.rows, len(rows))
    return dict(found), answers


def files(count: int) -> tuple[float, float]:
    """Seconds to load a folder of Markdown files, and to load it again."""
    with tempfile.TemporaryDirectory() as folder:
        for meeting in meetings(count):
            path = Path(folder, "minutes", meeting.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(meeting.text, "utf-8")
        command = [sys.executable, "-m", "minutegraph", "--quiet", "load", "minutes"]
        taken = []
        for _ in range(2):
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, check=True)
            taken.append(time.perf_counter() - start)
    return taken[0], taken[1]


def stream(count: int) -> str:
    """One load of many meetings into the embedded engine, made as they are loaded; as Markdown."""
    import resource

    with tempfile.TemporaryDirectory() as folder:
        url = str(Path(folder, "minutes.kgl"))
        coming = (meeting.minutes for meeting in meetings(count))
        with open_store(url, write=True) as store:
            start, busy = time.perf_counter(), time.process_time()
            summary = load_minutes(store, coming)
            wall, busy = time.perf_counter() - start, time.process_time() - busy
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # KiB on Linux
        start = time.perf_counter()
        with open_store(url) as store:
            opened = time.perf_counter() - start
            paragraphs = store.counts().nodes["Paragraph"]
            asked = [question for question in questions(store) if question.bounded]
            times, _ = ask(store, asked)
        size = Path(url).stat().st_size / 1e9
    rows = summary.nodes_added + summary.relationships_added
    slow = sorted(times.items(), key=lambda entry: -entry[1].p50)
    told = ", ".join(f"`{name}` {entry.p50 * 1e3:.0f} ms" for (name, _), entry in slow)
    return (
        f"## {paragraphs:,} paragraphs in one load\n\n"
        f"{count:,} meetings, {rows:,} nodes and relationships: "
        f"{busy:,.0f} s of the processor and {wall:,.0f} s by the clock with making them up, "
        f"{rows / busy:,.0f} rows a second of the processor; {memory:.1f} GB of memory at most, "
        f"a file of {size:.2f} GB that opens in {opened:.1f} s.\n\n"
        f"Questions about somebody or something, p50: {told}.\n"
    )


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Slope of the straight line through the logarithms: 1 where cost is linear in size."""
    if len(sizes) < 2:
        return math.nan
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)


@contextlib.contextmanager
def engines(folder: Path, only: str | None) -> Iterator[list[Engine]]:
    """Those there are."""
    made = iter(range(1000))
    found = []
    if only in (None, "embedded"):
        name = f"kglite {version('kglite')}"
        found.append(Engine("embedded", name, lambda: str(folder / f"{next(made)}.kgl")))
    with contextlib.ExitStack() as stack:
        if only in (None, "neo4j"):
            from tests.neo4j.server import NoServerError, given, started

            try:
                # A heap that suits the corpus, not the tests.
                os.environ.setdefault("_JAVA_OPTIONS", "-Xmx2g")
                server = given() or stack.enter_context(started())
                os.environ.update(server.environment)

                def emptied() -> str:
                    server.wipe()
                    return server.url

                with server.driver() as driver:
                    agent = driver.get_server_info().agent.replace("/", " ")
                found.append(Engine("neo4j", agent, emptied, _child("java")))
            except NoServerError as error:
                print(f"without Neo4j: {error}", file=sys.stderr)
        yield found


def _child(name: str) -> int | None:
    """The process of a name that this one started, where there is /proc to tell."""
    for task in Path("/proc/self/task").glob("*/children"):
        for child in task.read_text().split():
            if Path(f"/proc/{child}/comm").read_text().strip() == name:
                return int(child)
    return None


class Report:
    """What was measured, as Markdown."""

    def __init__(self, found: Sequence[Engine]) -> None:
        self.engines = found
        self.loads: dict[str, list[Loaded]] = defaultdict(list)
        self.asked: dict[str, list[Answers]] = defaultdict(list)
        self.files: tuple[int, float, float] | None = None
        self.same = self.compared = 0

    def text(self) -> str:
        """The page's part."""
        return "\n".join([*self._machine(), *self._loading(), *self._again(), *self._asking()])

    def _machine(self) -> list[str]:
        names = ", ".join(engine.version for engine in self.engines)
        machine = f"{os.cpu_count()} cores shared with other work, {platform.system()}"
        return [f"{machine}, Python {platform.python_version()}; {names}.", ""]

    def _loading(self) -> list[str]:
        lines = [
            "### Loading",
            "",
            "| paragraphs | nodes and relationships | "
            + " | ".join(f"{e.name}: rows/s | CPU s | rows alone, CPU s" for e in self.engines)
            + (" | rate | CPU | rows alone" if len(self.engines) == 2 else "")
            + " |",
            "| --- " * (2 + 3 * len(self.engines) + 3 * (len(self.engines) == 2)) + "|",
        ]
        for place, first in enumerate(self.loads[self.engines[0].name]):
            loads = [self.loads[engine.name][place] for engine in self.engines]
            cells = [f"{first.paragraphs:,}", f"{first.rows:,}"]
            for one in loads:
                cells += [f"{one.rows / one.wall:,.0f}", f"{one.busy:.1f}", f"{one.written:.1f}"]
            if len(loads) == 2:
                cells += [f"{loads[1].wall / loads[0].wall:.1f} ×"]
                cells += [f"{loads[1].busy / loads[0].busy:.1f} ×"]
                cells += [f"{loads[1].written / loads[0].written:.1f} ×"]
            lines.append(f"| {' | '.join(cells)} |")
        told = []
        for engine in self.engines:
            loads = self.loads[engine.name]
            slope = exponent([one.rows for one in loads], [one.busy for one in loads])
            told.append(f"{slope:.2f} {engine.name}")
        return [*lines, "", f"Exponent of the processor time: {', '.join(told)}.", ""]

    def _again(self) -> list[str]:
        told = [
            f"{one.wall / one.again:.0f} × faster ({engine.name}, structured minutes)"
            for engine in self.engines
            for one in self.loads[engine.name][-1:]
        ]
        if self.files:
            count, first, again = self.files
            told.append(
                f"{first / again:.0f} × faster (embedded, {count:,} files: "
                f"{first:.1f} s and {again:.1f} s with starting Python)"
            )
        return ["### Loading what has not changed", "", f"{'; '.join(told)}.", ""]

    def _asking(self) -> list[str]:
        paragraphs = self.loads[self.engines[0].name][-1].paragraphs
        lines = []
        for bounded, heading in (
            (True, f"### Questions about somebody or something, at {paragraphs:,} paragraphs"),
            (False, "### Questions whose answers grow with what is loaded"),
        ):
            lines += [
                heading,
                "",
                "| query | rows at most | "
                + " | ".join(f"{e.name} p50 | p95, ms | exponent" for e in self.engines)
                + " |",
                "| --- " * (2 + 3 * len(self.engines)) + "|",
            ]
            for name in queries.names():
                cells = [f"`{name}`", ""]
                for engine in self.engines:
                    asked = [each.get((name, bounded)) for each in self.asked[engine.name]]
                    last = asked[-1]
                    if last is None:
                        cells += ["", "", ""]
                        continue
                    cells[1] = f"{last.rows:,}"
                    sizes = [one.rows for one in self.loads[engine.name]]
                    slope = exponent(sizes, [each.p50 for each in asked if each])
                    cells += [f"{last.p50 * 1e3:.1f}", f"{last.p95 * 1e3:.1f}", f"{slope:.2f}"]
                if cells[1]:
                    lines.append(f"| {' | '.join(cells)} |")
            lines.append("")
        for engine in self.engines:
            last = self.asked[engine.name][-1]
            extra = [
                first - best
                for (_, bounded), asked in last.items()
                for first, best in zip(asked.firsts, asked.times, strict=True)
                if bounded
            ]
            lines.append(
                f"A question's first time on {engine.name}: {median(extra) * 1e3:.0f} ms more in the "
                f"median, {max(extra):.1f} s at most."
            )
        if self.compared:
            lines += ["", f"Both engines gave the same rows to {self.same} of {self.compared} questions.", ""]  # fmt: skip
        return lines


def measure(sizes: Sequence[int], only: str | None, with_files: int) -> Report:
    """Load and ask, smallest corpus first."""
    with tempfile.TemporaryDirectory() as folder, engines(Path(folder), only) as found:
        report = Report(found)
        warm = [meeting.minutes for meeting in meetings(25, seed=1)]
        for engine in found:
            load(engine, engine.fresh(), warm)
        for size in sizes:
            minutes = [meeting.minutes for meeting in meetings(size)]
            tape = taped(minutes)
            given: list[list[list[dict[str, object]]]] = []
            for engine in found:
                written = replay(engine, engine.fresh(), tape)
                url = engine.fresh()
                done = load(engine, url, minutes, written)
                report.loads[engine.name].append(done)
                print(f"{size} meetings, {engine.name}: {done}", file=sys.stderr)
                with open_store(url) as store:
                    asked = list(questions(store))
                    times, answers = ask(store, asked)
                report.asked[engine.name].append(times)
                given.append(answers)
            if len(given) == 2:
                for question, one, other in zip(asked, *given, strict=True):
                    report.compared += 1
                    report.same += one == other
                    if one != other:
                        print(f"differs: {question}", file=sys.stderr)
        if with_files:
            report.files = (with_files, *files(with_files))
        return report


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="meetings")
    parser.add_argument("--only", choices=["embedded", "neo4j"])
    parser.add_argument("--files", type=int, default=250, help="how many to read; 0 for none")
    parser.add_argument("--stream", type=int, metavar="N", help="only load N meetings, streaming")
    parser.add_argument("--report", type=Path, help="a page to write between its markers")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server goes as well
    if options.stream:
        name, text = "stream", stream(options.stream)
    else:
        sizes = [int(size) for size in options.sizes.split(",")]
        name, text = "stores", measure(sizes, options.only, options.files).text()
    if options.report is None:
        print(text)
        return
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->\n"
    page = options.report.read_text("utf-8")
    if begin not in page:
        page = f"{page.rstrip()}\n\n{begin}{end}"
    before, _, rest = page.partition(begin)
    options.report.write_text(f"{before}{begin}{text}{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    main()
