"""How long it takes to follow an issue through many meetings, on each engine.

    python benchmarks/search.py minutes.kgl [neo4j://localhost:7687]

Graphs hold meetings of `benchmarks/corpus.py` (`minutegraph load` of its rows, and `minutegraph copy`
or `export neo4j-admin` for the server). Issues are titles of agenda items, drawn from a
seed; each is asked as it stands, within a body, and joined with words by AND, OR and NOT. Times are
of the processor, the client's and with `--server PID` the server's too, in a process that has the
graph open: the better of two after one that warms up, and after as many questions of another seed,
which a server needs to get up to speed. Both engines must tell the same rows.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.search import search_of
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.queries.trace import Limits, trace

_ISSUES = 8
_TIMES = 2
_TITLES = "MATCH (i:AgendaItem) RETURN i.heading AS title, count(*) AS times ORDER BY title"
_BODIES = (
    "MATCH (:Meeting)-[:MEETING_OF]->(b:Organisation) RETURN DISTINCT b.name AS name ORDER BY name"
)


def questions(store: Store, seed: int = 7) -> Iterator[tuple[str, str, str | None]]:
    """Of each question what kind it is, the issue, and the body."""
    chance = random.Random(seed)
    titles = [str(row["title"]) for row in store.read(_TITLES).rows]
    placed = sorted({title for title in titles if " at " in title})
    common = sorted({title for title in titles if " at " not in title})
    bodies = [str(row["name"]) for row in store.read(_BODIES).rows]
    for title in chance.sample(placed, min(_ISSUES, len(placed))):
        what, place = title.rsplit(" at ", 1)
        yield "a phrase", title, None
        yield "a phrase, in a body", title, chance.choice(bodies)
        yield "AND", f'"{what}" AND {place} AND autumn', None
        yield "OR, NOT", f'("{title}" OR "the loan of {place}") NOT thaw', None
        yield "a phrase nobody used", f"{what} at Nowhere", None
        yield "common words, in a body", chance.choice(common), chance.choice(bodies)


def clock(server: int | None) -> float:
    """Processor time of this process, and of a server's, in seconds."""
    if server is None:
        return time.process_time()
    fields = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def asked(
    store: Store, issue: str, body: str | None, server: int | None
) -> tuple[float, list[dict[str, object]]]:
    """Seconds, and the rows."""
    best = float("inf")
    for _ in range(1 + _TIMES):
        start = clock(server)
        rows = trace(store, search_of(issue, Vocabulary()), limits=Limits(body=body))
        best = min(best, clock(server) - start)
    return best, rows


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("graphs", nargs="+")
    parser.add_argument("--server", type=int, metavar="PID", help="process of the server")
    given = parser.parse_args()
    graphs = given.graphs
    stores = [open_store(url) for url in graphs]
    for store in stores:
        for _, issue, body in questions(store, seed=1):
            trace(store, search_of(issue, Vocabulary()), limits=Limits(body=body))
    times: dict[str, list[list[float]]] = defaultdict(lambda: [[] for _ in stores])
    sizes: dict[str, list[int]] = defaultdict(list)
    same = number = 0
    for kind, issue, body in questions(stores[0]):
        answers = [
            asked(store, issue, body, given.server if "://" in store.url else None)
            for store in stores
        ]
        print(kind, [f"{seconds * 1e3:.0f}" for seconds, _ in answers], file=sys.stderr)
        for place, (seconds, _) in enumerate(answers):
            times[kind][place].append(seconds * 1e3)
        sizes[kind].append(len(answers[0][1]))
        same += all(rows == answers[0][1] for _, rows in answers)
        number += 1
    paragraphs = stores[0].counts().nodes["Paragraph"]
    print(f"{paragraphs:,} paragraphs; the same rows to {same} of {number} questions.\n")
    names = [name for url in graphs for name in (f"{_engine(url)} p50", "p95, ms")]
    print(f"| issue | rows, median | at most | {' | '.join(names)} |")
    print(f"| --- | --- | --- | {' | '.join('---' for _ in names)} |")
    whole = {
        **times,
        "all": [[s for kind in times.values() for s in kind[p]] for p in range(len(stores))],
    }
    sizes["all"] = [size for each in sizes.values() for size in each]
    for kind, each in whole.items():
        cells = [cell for ms in each for cell in (statistics.median(ms), _p95(ms))]
        told = " | ".join(f"{cell:.0f}" for cell in cells)
        print(f"| {kind} | {statistics.median(sizes[kind]):.0f} | {max(sizes[kind])} | {told} |")
    issue = next(issue for kind, issue, _ in questions(stores[0]) if kind == "a phrase")
    for store in stores:
        store.close()
    for url in graphs:
        command = [sys.executable, "-m", "minutegraph", "--quiet", "--graph", url, "trace", issue]
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        print(f"\n`minutegraph trace` from the command line, {_engine(url)}: "
              f"{time.perf_counter() - start:.1f} s with opening the graph.")  # fmt: skip


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def _engine(url: str) -> str:
    return "neo4j" if "://" in url else "embedded"


if __name__ == "__main__":
    main()
