"""What topics cost as minutes grow: suggesting them, linking them, and one document more.

    python benchmarks/topics.py [--meetings 31 62 125 250] [--paragraphs 100] [--report docs/benchmarks.md]

Processor time of this process, the embedded engine in it, over the corpus of `benchmarks/corpus.py`.
Each figure is the better of two runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpus import meetings
from benchmarks.stores import exponent
from minutegraph.graph.load import follow, load_minutes
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.topics.corpus import bodies, names, texts
from minutegraph.graph.topics.suggest import suggest
from minutegraph.graph.topics.vocabulary import Topic, Vocabulary

COLUMNS = ("suggest", "link 50 topics", "link 1 topic", "one document more")


def measure(count: int, paragraphs: int) -> tuple[int, list[float]]:
    """Paragraphs of a corpus, and what each of `COLUMNS` costs on it, in seconds."""
    minutes = list(meetings(count + 2, paragraphs=paragraphs))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder) / "m.kgl"), write=True) as store,
    ):
        load_minutes(store, [each.minutes for each in minutes[:count]])
        number = store.counts().nodes["Paragraph"]

        def suggested() -> object:
            return suggest(lambda: texts(store), names=names(store), bodies=bodies(store), limit=50)

        words = [each.topic for each in suggested()]  # type: ignore[attr-defined]
        fifty = Vocabulary(topics={name: Topic() for name in words})
        one = Vocabulary(topics={words[0]: Topic()})
        costs = [
            min(_cost(suggested) for _ in range(2)),
            _linking(store, fifty),
            _linking(store, one),
            min(
                _cost(lambda extra=extra: load_minutes(store, [extra.minutes]))  # type: ignore[misc]
                for extra in minutes[count:]
            ),
        ]
    return number, costs


def _linking(store: Store, vocabulary: Vocabulary) -> float:
    costs = []
    for _ in range(2):
        follow(store, Vocabulary())
        costs.append(_cost(lambda: follow(store, vocabulary)))
    return min(costs)


def _cost(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Measure, print, and write the report where one is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, nargs="+", default=[31, 62, 125, 250, 500])
    parser.add_argument("--paragraphs", type=int, default=100)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    rows = [measure(count, options.paragraphs) for count in options.meetings]
    lines = [
        f"| paragraphs | {' | '.join(f'{column}, CPU s' for column in COLUMNS)} |",
        f"| {' | '.join(['---'] * (len(COLUMNS) + 1))} |",
        *(f"| {n:,} | {' | '.join(f'{cost:.2f}' for cost in costs)} |" for n, costs in rows),
    ]
    sizes = [number for number, _ in rows]
    grown = [exponent(sizes, [costs[at] for _, costs in rows]) for at in range(len(COLUMNS))]
    lines.append(f"| exponent | {' | '.join(f'{each:.2f}' for each in grown)} |")
    text = "\n".join(lines) + "\n"
    print(text)
    if options.report:
        begin, end = "<!-- begin topics -->\n", "<!-- end topics -->\n"
        before, _, rest = options.report.read_text("utf-8").partition(begin)
        _, _, after = rest.partition(end)
        options.report.write_text(f"{before}{begin}{text}{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
