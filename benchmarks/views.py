"""The network view in headless Chromium, with 500, 2,000 and 5,000 nodes: as drawn, and all of it.

    python benchmarks/views.py
    python benchmarks/views.py --sizes 500,5000 --report docs/benchmarks.md

The nodes are the best connected of minutes made up by `corpus.py`. A page is opened from disk several
times and the best counts. Its time to rest runs from the request until two frames were painted after
the drawing stood; latencies are from a key or click until the frame that shows the answer. Processor
time is that of the page's own thread, which on a busy machine says more than the clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # for `tests`, where the browser's options are

from benchmarks.corpus import meetings
from minutegraph.graph.load import load_minutes
from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.store import open_store
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.drawable import read
from minutegraph.graph.views.network import DRAWN, render
from tests.browser import FLAGS, NAMES

SIZES = (500, 2000, 5000)
RUNS = 3
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Each acts, and is over with the frame that shows the answer.
_ACTS = {
    "search": """() => { const box = document.getElementById("search");
      box.value = "an"; box.dispatchEvent(new Event("input", { bubbles: true })); }""",
    "click": """() => { const at = network.canvasToDOM(network.getPosition(0));
      network.body.emitter.emit("click", { nodes: [0], edges: [], pointer: { DOM: at } }); }""",
    "filter": """() => document.querySelector('input[name="kind"]').click()""",
}


@dataclass
class Opened:
    """One page: size in KB, seconds to write it, and what the browser took, in s, MB and ms."""

    nodes: int
    links: int
    drawn: int
    kilobytes: float
    written: float
    rest: float
    processor: float
    heap: float
    latency: dict[str, float]

    def row(self) -> str:
        """As a line of the table."""
        cells = [
            f"{self.nodes:,}",
            f"{self.links:,}",
            f"{self.drawn:,}",
            f"{self.kilobytes:,.0f}",
            f"{self.written:.1f}",
            f"{self.rest:.2f}",
            f"{self.processor:.2f}",
            f"{self.heap:.0f}",
            *(f"{self.latency[act]:.0f}" for act in _ACTS),
        ]
        return f"| {' | '.join(cells)} |"


def graph(size: int) -> tuple[list[Node], list[Relationship]]:
    """The best connected nodes of made-up minutes, with the links between them."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(f"{folder}/g.kgl", write=True) as store:
            load_minutes(store, [made.minutes for made in meetings(max(4, size // 60))])
        with open_store(f"{folder}/g.kgl") as store:
            rows = store.read(
                "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n AS n, r AS r ORDER BY n.key, type(r)"
            ).rows
    drawn = read(*collect(rows)).most_connected(size)
    return [each.node for each in drawn.nodes], [each.link for each in drawn.links]


def measure(browser: Any, folder: Path, size: int, limit: int) -> Opened:
    """Write the page, open it, use it."""
    nodes, links = graph(size)
    began = time.process_time()
    html = render(nodes, links, heading=f"{size:,} nodes", limit=limit)
    written = time.process_time() - began
    path = folder / f"{size}-{limit}.html"
    path.write_text(html, "utf-8")
    runs = [_open(browser, path) for _ in range(RUNS)]
    return Opened(
        nodes=len(nodes),
        links=len(links),
        drawn=min(limit, len(nodes)),
        kilobytes=path.stat().st_size / 1000,
        written=written,
        rest=min(run["rest"] for run in runs),
        processor=min(run["processor"] for run in runs),
        heap=min(run["heap"] for run in runs),
        latency={act: min(run[act] for run in runs) for act in _ACTS},
    )


def _open(browser: Any, path: Path) -> dict[str, float]:
    room = browser.new_context(viewport={"width": 1280, "height": 800})
    page = room.new_page()
    tools = room.new_cdp_session(page)
    tools.send("Performance.enable")
    began = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate(_FRAME)
    found = {"rest": time.perf_counter() - began}
    figures = {
        each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]
    }
    found["processor"] = figures["TaskDuration"]
    found["heap"] = figures["JSHeapUsedSize"] / 1e6
    for act, script in _ACTS.items():
        found[act] = page.evaluate(
            f"async () => {{ const began = performance.now(); ({script})(); await ({_FRAME})(); "
            "return performance.now() - began; }"
        )
    room.close()
    return found


def text(rows: Sequence[Opened], version: str) -> str:
    """The report."""
    usable = [row for row in rows if row.drawn == min(DRAWN, row.nodes)]
    largest = usable[-1]
    machine = (
        f"{os.cpu_count()} cores shared with other work, Chromium {version} with software rendering, "
        f"Python {platform.python_version()}; best of {RUNS}."
    )
    heads = "nodes, links, drawn, KB, written CPU s, at rest s, page CPU s, heap MB".split(", ")
    heads += [f"{act} ms" for act in _ACTS]
    lines = [
        machine,
        "",
        f"| {' | '.join(heads)} |",
        f"| {' | '.join('---' for _ in heads)} |",
        *(row.row() for row in rows),
        "",
        f"{largest.nodes:,} nodes can be used after {largest.rest:.1f} s as drawn unless told otherwise.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="nodes")
    parser.add_argument("--report", type=Path, help="a page to write between its markers")
    options = parser.parse_args()
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no Chromium: install Debian's package chromium to measure the views")
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        version = browser.version
        for all_of in (False, True):
            for size in map(int, options.sizes.split(",")):
                rows.append(measure(browser, Path(folder), size, size if all_of else DRAWN))
                print(rows[-1].row(), file=sys.stderr)
        browser.close()
    report = text(rows, version)
    if options.report is None:
        print(report, end="")
        return
    begin, end = "<!-- begin views -->\n", "<!-- end views -->\n"
    page = options.report.read_text("utf-8")
    before, _, rest = page.partition(begin)
    options.report.write_text(f"{before}{begin}{report}{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    main()
