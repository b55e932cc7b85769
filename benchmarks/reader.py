"""What reading costs: seconds at 1, 4 and 16 times the length, and megabytes of text a second.

    python benchmarks/reader.py                  every shape, as text
    python benchmarks/reader.py --formats        the same minutes as HTML, DOCX and PDF as well
    python benchmarks/reader.py --profile        the functions that take the time, for text

Times are those of one core, the best of a few runs; of formats, what comes before the reading of
lines is given by itself. The exponent is that of the length in the cost, between the shortest and
the longest document: 1.0 is linear. Megabytes are those of the text, not of the file that holds
it. Exits with 1 where an aim is missed and --strict is given.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import math
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from minutegraph.loaders import SourceFile
from minutegraph.loaders.docx import DocxLoader
from minutegraph.loaders.html import HtmlLoader
from minutegraph.loaders.pdf import PdfLoader
from minutegraph.loaders.text import TextLoader

_WRITERS = Path(__file__).parents[1] / "tests" / "loaders" / "make_formats.py"

AIM_SPEED = 2.0  # MB of text a second
AIM_EXPONENT = 1.1
STEPS = (1, 4, 16)

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


def seconds(
    run: Callable[[], object], times: int, clock: Callable[[], float] = time.process_time
) -> float:
    """The least time of some runs."""
    best = math.inf
    for _ in range(times):
        gc.collect()
        start = clock()
        run()
        best = min(best, clock() - start)
    return best


def measure(shape: str, times: int) -> tuple[float, float]:
    """Prints the costs of one shape; its speed at the longest (MB/s) and its exponent."""
    loader = TextLoader()
    sizes, costs = [], []
    for scale in STEPS:
        source = as_text(document(shape, scale), shape == "markdown")
        loader.load(source)  # what is compiled or cached once is no cost of a document
        sizes.append(len(source.data))
        costs.append(seconds(lambda source=source: loader.load(source), times))  # type: ignore[misc]
    exponent = math.log(costs[-1] / costs[0]) / math.log(sizes[-1] / sizes[0])
    speed = sizes[-1] / costs[-1] / 1e6
    row = "  ".join(f"{s / 1e3:7.0f} kB {c:7.3f} s" for s, c in zip(sizes, costs, strict=True))
    print(f"{shape:10} {row}   {speed:5.2f} MB/s   exponent {exponent:.2f}")
    return speed, exponent


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


def real(folder: Path, times: int) -> None:
    """Prints the speed over the real minutes of a folder, where there is one."""
    files = sorted(p for p in folder.glob("*") if p.suffix in {".txt", ".md"})
    if not files:
        print(f"(no minutes in {folder}: the speed on real ones was not measured)")
        return
    loader = TextLoader()
    sources = [SourceFile(path, path.read_bytes()) for path in files]
    cost = seconds(lambda: [loader.load(source) for source in sources], times)
    size = sum(len(source.data) for source in sources)
    print(f"{'real':10} {len(files)} files {size / 1e3:.0f} kB {cost:.3f} s   "
          f"{size / cost / 1e6:.2f} MB/s")  # fmt: skip


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
    parser.add_argument("--shape", choices=["numbered", "markdown", "crowd"], action="append")
    parser.add_argument("--times", type=int, default=3, help="runs of which the best counts")
    parser.add_argument("--formats", action="store_true", help="HTML, DOCX and PDF as well")
    parser.add_argument("--profile", action="store_true", help="show the hottest functions")
    parser.add_argument("--rows", type=int, default=35, help="rows of the profile")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where an aim is missed")
    options = parser.parse_args()
    shapes = options.shape or ["numbered", "markdown", "crowd"]
    if options.profile:
        for shape in shapes:
            print(f"== {shape}")
            profile(shape, 8, options.rows)
        return 0
    results = [measure(shape, options.times) for shape in shapes]
    if options.formats:
        measure_formats(options.times)
    real(Path(__file__).parents[1] / ".." / "shared" / "minutes", options.times)
    missed = any(s < AIM_SPEED or e > AIM_EXPONENT for s, e in results)
    print(f"aims: at least {AIM_SPEED} MB/s, exponent at most {AIM_EXPONENT}: "
          f"{'missed' if missed else 'met'}")  # fmt: skip
    return int(missed and options.strict)


if __name__ == "__main__":
    sys.exit(main())
