"""How long it takes to follow an issue through many meetings, on each engine.

    python benchmarks/search.py minutes.kgl [neo4j://localhost:7687]

Graphs hold meetings of `benchmarks/corpus.py` (`minutegraph load` of its rows, and `minutegraph copy`
or `export neo4j-admin` for the server). Issues are titles of agenda items, drawn from a
seed; each is asked as it stands, within a body, and joined with words by AND, OR and NOT. Times are
by the clock in a process that has the graph open, the best of three after one that warms up; both
engines must tell the same rows.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.search import search_of
from minutegraph.graph.topics.vocabulary import Vocabulary
from minutegraph.queries.trace import Limits, trace

_ISSUES = 8
_TIMES = 3
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


def asked(store: Store, issue: str, body: str | None) -> tuple[float, list[dict[str, object]]]:
    """Seconds, and the rows."""
    best = float("inf")
    for _ in range(1 + _TIMES):
        start = time.perf_counter()
        rows = trace(store, search_of(issue, Vocabulary()), limits=Limits(body=body))
        best = min(best, time.perf_counter() - start)
    return best, rows


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("graphs", nargs="+")
    graphs = parser.parse_args().graphs
    stores = [open_store(url) for url in graphs]
    times: dict[str, list[list[float]]] = defaultdict(lambda: [[] for _ in stores])
    sizes: dict[str, list[int]] = defaultdict(list)
    same = number = 0
    for kind, issue, body in questions(stores[0]):
        answers = [asked(store, issue, body) for store in stores]
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
