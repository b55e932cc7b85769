"""What reading costs: seconds at 1, 4 and 16 times the length, and megabytes of text a second.

    python benchmarks/reader.py                  every shape, as text, and real minutes
    python benchmarks/reader.py --calls          calls a kilobyte: the same on every machine
    python benchmarks/reader.py --formats        the same minutes as HTML, DOCX and PDF as well
    python benchmarks/reader.py --profile        the functions that take the time, for text

Times are processor time of one core, the best of a few runs, with the language's words known and
the documents' own forgotten before each; of formats, what comes before the reading of lines is
given by itself, by the clock. The exponent is that of the length in the cost, between the shortest
and the longest document: 1.0 is linear. Megabytes are those of the text, not of the file that
holds it. `--report` writes the table into a page, between its markers. Exits with 1 where an aim
is missed and --strict is given.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import importlib.util
import math
import pkgutil
import platform
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from minutegraph.loaders import SourceFile, reader
from minutegraph.loaders.docx import DocxLoader
from minutegraph.loaders.html import HtmlLoader
from minutegraph.loaders.pdf import PdfLoader
from minutegraph.loaders.text import TextLoader

_WRITERS = Path(__file__).parents[1] / "tests" / "loaders" / "make_formats.py"

AIM_SPEED = 2.0  # MB of text a second
AIM_EXPONENT = 1.1
STEPS = (1, 4, 16)
SHAPES = ("numbered", "markdown", "crowd")

_FIRST = """Agnes Bernard Carmen Dorian Edith Felix Greta Hugo Ingrid Jasper Karin Leopold Mona
Nils Odette Piers Quentin Rhona Stefan Thea Ursula Viktor Wanda Xavier Yvette Zoltan""".split()
_LAST = """Abbott Brandt Castell Dunmore Ekberg Farrow Galvin Hartog Ibsen Jarrold Kessel Lomax
Mortimer Nygaard Oakden Pruitt Quayle Rennick Sandoval Tremaine Underhill Vickers Wexford Yardley
Zeller""".split()
_ORGS = """Harbour Trust|Ministry of Waterways (MoW)|Lower Valley Council|Institute of Locks|
Tidal Data Centre|Office for Bridges|Coastal Archive|Boat Users Forum""".replace("\n", "").split(
    "|"
)
_VERBS = "noted reported asked explained suggested confirmed welcomed questioned".split()
_THINGS = """the dredging programme|the timetable for the lock repairs|the consultation on mooring
fees|the report on flood barriers|the register of barges|a revised budget for the towpaths|the
letter to the Ministry of Waterways|the findings of the survey|progress with the archive|the risks
set out in paper 4""".replace("\n", " ").split("|")
_TAILS = """and that more work was needed before the summer|which had been circulated beforehand|
although several questions remained open|and would come back to this at the next meeting|as the
figures for the second quarter had shown|with thanks to everyone who had contributed|because the
costs (some 12.5 million) could not be met from this year's funds|in line with what MoW had asked
for in its letter of 3 March 2023""".replace("\n", " ").split("|")


def people(rng: random.Random, count: int) -> list[str]:
    """Distinct full names."""
    names = [f"{first} {last}" for first in _FIRST for last in _LAST]
    while len(names) < count:
        names += [f"{n.split()[0]} {rng.choice(_LAST)}-{n.split()[1]}" for n in names]
    return rng.sample(names, count)


def sentence(rng: random.Random, names: list[str]) -> str:
    """One sentence of the kind minutes are made of."""
    name = rng.choice(names)
    who = rng.choice([name, name.split()[0], "The chair", "Members", "The group", "It was", name])
    verb = "noted" if who == "It was" else rng.choice(_VERBS)
    return f"{who} {verb} that {rng.choice(_THINGS)} had been discussed {rng.choice(_TAILS)}."


def document(shape: str, scale: int, seed: int = 7) -> str:
    """Minutes of about 20 kB times `scale`, the same for the same arguments.

    Args:
        shape: "numbered" (plain text, wrapped lines), "markdown" (headings and bullets) or
            "crowd" (as "numbered", and the attendance list grows with the length).
    """
    rng = random.Random(f"{seed} {shape}")
    names = people(rng, 20 * (scale if shape == "crowd" else 1))
    markdown = shape == "markdown"
    out = ["# Canal Users Panel: minutes" if markdown else "Canal Users Panel", ""]
    out += ["Date: 14 March 2023", "Venue: Lock House", ""]
    out += ["## Present" if markdown else "Members present:", ""]
    for number, name in enumerate(names):
        entry = f"{name}, {_ORGS[number % len(_ORGS)]}"
        out.append(f"- {entry}" if markdown else entry)
    out.append("")
    for item in range(1, 8 * scale + 1):
        title = rng.choice(_THINGS).removeprefix("the ").capitalize()
        out += [f"## {item}. {title}" if markdown else f"{item}. {title}", ""]
        for number in range(1, 7):
            text = " ".join(sentence(rng, names) for _ in range(rng.randint(1, 4)))
            if markdown:
                out.append(f"- {text}")
            else:
                out += [*_wrapped(f"{item}.{number} {text}"), ""]
        action = f"{rng.choice(names)} to send {rng.choice(_THINGS)} to members by 3 May 2023."
        decision = f"The panel agreed {rng.choice(_THINGS)}."
        out += ["", f"**ACTION:** {action}" if markdown else f"Action {item}.1: {action}", ""]
        out += [f"**Decision:** {decision}" if markdown else f"{item}.7 {decision}", ""]
    return "\n".join(out)


def _wrapped(text: str, width: int = 90) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def as_text(text: str, markdown: bool) -> SourceFile:
    """The text itself as a file."""
    return SourceFile(Path("bench.md" if markdown else "bench.txt"), text.encode())


@functools.cache
def _remembering() -> list[functools._lru_cache_wrapper[object]]:
    """The functions of the reader that remember what they found for texts of documents."""
    modules = pkgutil.iter_modules(reader.__path__, f"{reader.__name__}.")
    found = [
        value
        for module in modules
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, functools._lru_cache_wrapper)
        and value.cache_parameters()["maxsize"] != 1
    ]
    return list({id(value): value for value in found}.values())


def seconds(
    run: Callable[[], object], times: int, clock: Callable[[], float] = time.process_time
) -> float:
    """The least time of some runs, none of which knows the documents."""
    best = math.inf
    for _ in range(times):
        for function in _remembering():
            function.cache_clear()
        gc.collect()
        start = clock()
        run()
        best = min(best, clock() - start)
    return best


def calls(run: Callable[[], object]) -> int:
    """How many functions, of Python and of C, a run calls."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for function in _remembering():
        function.cache_clear()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@dataclass(frozen=True)
class Cost:
    """What reading documents of one kind costs, by length in bytes: seconds, or calls."""

    kind: str
    sizes: list[int]
    costs: list[float]

    @property
    def exponent(self) -> float | None:
        """Of the length in the cost; None of a single length."""
        if len(self.sizes) < 2:
            return None
        return math.log(self.costs[-1] / self.costs[0]) / math.log(self.sizes[-1] / self.sizes[0])

    @property
    def speed(self) -> float:
        """Megabytes a second, of the longest."""
        return self.sizes[-1] / self.costs[-1] / 1e6

    @property
    def missed(self) -> bool:
        """Whether it misses an aim."""
        return self.speed < AIM_SPEED or (self.exponent or 1.0) > AIM_EXPONENT


def documents(shape: str) -> list[SourceFile]:
    """The documents of one shape, by length."""
    return [as_text(document(shape, scale), shape == "markdown") for scale in STEPS]


def measure(shape: str, times: int) -> Cost:
    """The seconds that one shape takes."""
    loader = TextLoader()
    sizes, costs = [], []
    for source in documents(shape):
        loader.load(source)  # what is compiled or learnt once is no cost of a document
        sizes.append(len(source.data))
        costs.append(seconds(lambda source=source: loader.load(source), times))  # type: ignore[misc]
    return Cost(shape, sizes, costs)


def counted(shape: str) -> Cost:
    """The calls that one shape takes."""
    loader = TextLoader()
    sizes, costs = [], []
    for source in documents(shape):
        loader.load(source)
        sizes.append(len(source.data))
        costs.append(calls(lambda source=source: loader.load(source)))  # type: ignore[misc]
    return Cost(shape, sizes, costs)


def measure_formats(times: int) -> None:
    """Prints the cost of taking the text out of each format: lines, before they are read."""
    spec = importlib.util.spec_from_file_location("make_formats", _WRITERS)
    assert spec and spec.loader
    make = importlib.util.module_from_spec(spec)
    sys.modules["make_formats"] = make
    spec.loader.exec_module(make)
    loaders: dict[str, HtmlLoader | DocxLoader | PdfLoader] = {
        ".html": HtmlLoader(),
        ".docx": DocxLoader(),
        ".pdf": PdfLoader(),
    }
    for suffix, loader in loaders.items():
        sizes, costs = [], []
        for scale in STEPS[: 2 if suffix == ".pdf" else 3]:  # writing long PDFs takes minutes
            text = document("markdown", scale)
            source = SourceFile(Path(f"bench{suffix}"), make.WRITERS[suffix](text))
            loader.lines(source)
            sizes.append(len(text))
            # PDFs are taken apart by another process: only the clock sees all of it.
            costs.append(seconds(lambda: loader.lines(source), times, time.perf_counter))  # noqa: B023
        exponent = math.log(costs[-1] / costs[0]) / math.log(sizes[-1] / sizes[0])
        row = "  ".join(f"{s / 1e3:7.0f} kB {c:7.3f} s" for s, c in zip(sizes, costs, strict=True))
        print(
            f"{suffix:10} {row}   {sizes[-1] / costs[-1] / 1e6:5.2f} MB/s   exponent {exponent:.2f}"
        )


def real_minutes() -> list[SourceFile]:
    """Real minutes, where there are any beside the checkout."""
    folder = Path(__file__).parents[1] / ".." / "shared" / "minutes"
    files = sorted(p for p in folder.glob("*") if p.suffix in {".txt", ".md"})
    if not files:
        print("(no real minutes here: the speed on them was not measured)", file=sys.stderr)
    return [SourceFile(path, path.read_bytes()) for path in files]


def measure_real(times: int) -> list[Cost]:
    """The seconds that real minutes take, all together; empty where there are none."""
    loader = TextLoader()
    sources = real_minutes()
    if not sources:
        return []
    for source in sources:
        loader.load(source)
    cost = seconds(lambda: [loader.load(source) for source in sources], times)
    return [Cost(f"real ({len(sources)} files)", [sum(len(s.data) for s in sources)], [cost])]


def table(costs: list[Cost]) -> str:
    """The costs as a table of Markdown."""
    rows = [
        "| minutes | bytes | seconds | MB a second | exponent |",
        "| --- | --- | --- | --- | --- |",
    ]
    for cost in costs:
        sizes = ", ".join(f"{size:,}" for size in cost.sizes)
        times = ", ".join(f"{seconds:.3f}" for seconds in cost.costs)
        exponent = "" if cost.exponent is None else f"{cost.exponent:.2f}"
        rows.append(f"| {cost.kind} | {sizes} | {times} | {cost.speed:.2f} | {exponent} |")
    return "\n".join(rows) + f"\n\nPython {platform.python_version()}, {platform.machine()}.\n"


def profile(shape: str, scale: int, rows: int) -> None:
    """Prints where the time goes, by own time."""
    import cProfile
    import pstats

    source = as_text(document(shape, scale), shape == "markdown")
    loader = TextLoader()
    loader.load(source)
    profiler = cProfile.Profile()
    profiler.runcall(loader.load, source)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(rows)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shape", choices=SHAPES, action="append")
    parser.add_argument("--times", type=int, default=3, help="runs of which the best counts")
    parser.add_argument("--calls", action="store_true", help="count calls, not seconds")
    parser.add_argument("--formats", action="store_true", help="HTML, DOCX and PDF as well")
    parser.add_argument("--profile", action="store_true", help="show the hottest functions")
    parser.add_argument("--rows", type=int, default=35, help="rows of the profile")
    parser.add_argument("--report", type=Path, help="a page to write between its markers")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where an aim is missed")
    options = parser.parse_args()
    shapes = options.shape or SHAPES
    if options.profile:
        for shape in shapes:
            print(f"== {shape}")
            profile(shape, 8, options.rows)
        return 0
    if options.calls:
        for cost in map(counted, shapes):
            print(f"{cost.kind:10} {1000 * cost.costs[-1] / cost.sizes[-1]:6.0f} calls a kB   "
                  f"exponent {cost.exponent:.2f}")  # fmt: skip
        return 0
    costs = [measure(shape, options.times) for shape in shapes] + measure_real(options.times)
    print(table(costs))
    if options.formats:
        measure_formats(options.times)
    missed = [cost.kind for cost in costs if cost.missed]
    print(f"aims: at least {AIM_SPEED} MB/s, exponent at most {AIM_EXPONENT}: "
          f"{'missed by ' + ', '.join(missed) if missed else 'met'}")  # fmt: skip
    if options.report:
        begin, end = "<!-- begin reading -->\n", "<!-- end reading -->\n"
        page = options.report.read_text("utf-8")
        before, _, rest = page.partition(begin)
        text = f"{before}{begin}{table(costs)}{end}{rest.partition(end)[2]}"
        options.report.write_text(text, "utf-8")
    return int(bool(missed) and options.strict)


if __name__ == "__main__":
    sys.exit(main())
