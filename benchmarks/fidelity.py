"""What the reader gets right, measured against labels made by reading.

    python benchmarks/fidelity.py [--detail] [FOLDER_OF_MINUTES FOLDER_OF_LABELS ...]

Without arguments: our own samples, and the shared set of real minutes where it stands beside the
repository. Each measure is precision, recall and F1 over all documents of a folder; facts match
one to one. Labels are JSON beside or apart from the minutes, named like them with `.gold.json`.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from minutegraph.errors import MinutegraphError
from minutegraph.loaders import load

ROOT = Path(__file__).resolve().parent.parent
SETS = (
    (ROOT / "examples" / "panel", ROOT / "tests" / "gold"),
    (ROOT / "tests" / "layouts", ROOT / "tests" / "layouts"),
    (ROOT.parent / "shared" / "minutes", ROOT.parent / "shared" / "gold"),
)
MEASURES = (
    "attendance", "affiliation", "capacity", "items", "actions", "owners", "decisions",
    "speakers", "date",
)  # fmt: skip
Json = dict[str, Any]


def norm(text: object) -> str:
    """Lower case, no accents, no punctuation, single blanks."""
    flat = unicodedata.normalize("NFKD", str(text or ""))
    flat = "".join(c for c in flat if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]|_", " ", flat).split())


def alike(a: object, b: object) -> bool:
    """Two texts that say the same: one begins the other, or they nearly agree."""
    one, two = norm(a), norm(b)
    if not one or not two:
        return False
    short = min(len(one), len(two))
    if one == two or (short > 11 and (one.startswith(two) or two.startswith(one))):
        return True
    if short > 24 and (one in two or two in one):
        return True
    ratio = difflib.SequenceMatcher(None, one[: short + 8], two[: short + 8], autojunk=False)
    return ratio.ratio() >= 0.84


def pair(
    gold: list[Any], found: list[Any], same: Callable[[Any, Any], bool]
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """One-to-one matches, labels without a match, findings without one."""
    left, pairs, missed = list(found), [], []
    for label in gold:
        hit = next((f for f in left if same(label, f)), None)
        if hit is None:
            missed.append(label)
        else:
            left.remove(hit)
            pairs.append((label, hit))
    return pairs, missed, left


class Scores:
    """Counts of right, missed and invented facts by measure."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {m: [0, 0, 0] for m in MEASURES}
        self.notes: list[str] = []

    def add(self, measure: str, right: int, missed: list[Any], invented: list[Any]) -> None:
        """Count, and note what was wrong."""
        row = self.counts[measure]
        row[0] += right
        row[1] += len(missed)
        row[2] += len(invented)
        self.notes += [f"{measure} missed: {m}" for m in missed]
        self.notes += [f"{measure} invented: {i}" for i in invented]

    def figures(self, measure: str) -> tuple[float, float, float] | None:
        """Precision, recall and F1; None where there was nothing to find and nothing found."""
        right, missed, invented = self.counts[measure]
        if not right + missed + invented:
            return None
        return (
            right / (right + invented) if right + invented else 0.0,
            right / (right + missed) if right + missed else 0.0,
            2 * right / (2 * right + missed + invented),
        )


def score(gold: Json, got: Json, scores: Scores) -> None:
    """Compare one document's labels with what was read of it."""

    def room(status: object) -> str:
        return "room" if status in (None, "present", "partial", "remote") else str(status)

    def person(a: Json, b: Json) -> bool:
        known = [a["name"], *(a.get("aliases") or [])]
        return any(norm(n) == norm(b["name"]) for n in known)

    pairs, missed, extra = pair(
        gold["attendance"],
        got["attendance"],
        lambda g, p: person(g, p) and room(g.get("status")) == room(p["status"]),
    )
    scores.add("attendance", len(pairs), [g["name"] for g in missed], [p["name"] for p in extra])
    right, lost, wrong = 0, [], []
    for g, p in pairs:
        want, have = norm(g.get("organisation")), norm(p.get("organisation"))
        if want and have and (want in have or have in want):
            right += 1
        else:
            lost += [f"{g['name']}: {want}"] if want else []
            wrong += [f"{g['name']}: {have}"] if have else []
    scores.add("affiliation", right, lost, wrong)
    special = [(g, p) for g, p in pairs if g.get("capacity") not in (None, "member")]
    off = [f"{g['name']}: {g['capacity']}" for g, p in special if g["capacity"] != p["capacity"]]
    scores.add("capacity", len(special) - len(off), off, [])
    pairs, missed, extra = pair(
        [i for i in gold["items"] if i.get("title")],
        got["items"],
        lambda g, p: alike(g["title"], p["title"]),
    )
    subs = [s if isinstance(s, str) else s.get("title") for s in gold.get("sub_items") or []]
    extra = [p["title"] for p in extra if not any(alike(s, p["title"]) for s in subs)]
    scores.add("items", len(pairs), [g["title"] for g in missed], extra)
    for measure in ("actions", "decisions"):
        firm = [x for x in gold[measure] if not (x.get("weak") or x.get("implicit"))]
        soft = [x for x in gold[measure] if x.get("weak") or x.get("implicit")]
        pairs, missed, extra = pair(firm, got[measure], lambda g, p: alike(g["text"], p["text"]))
        extra = [p for p in extra if not any(alike(s["text"], p["text"]) for s in soft)]
        scores.add(
            measure, len(pairs), [g["text"][:70] for g in missed], [p["text"][:70] for p in extra]
        )
        if measure == "actions":
            for g, p in pairs:
                hits, lost_owners, extra_owners = pair(
                    g.get("owners") or [],
                    p["owners"],
                    lambda a, b: norm(a) == norm(b) or norm(a) in norm(b).split(),
                )
                scores.add("owners", len(hits), lost_owners, extra_owners)
    if gold.get("speakers_labelled_in_full"):
        numbered = all(re.fullmatch(r"[\d.]+", str(s["ref"])) for s in gold["speakers"])

        def key(s: Json) -> tuple[str, ...]:
            return (norm(s["ref"]), norm(s["name"])) if numbered else (norm(s["name"]),)

        want_all = Counter(key(s) for s in gold["speakers"])
        have_all = Counter(key(s) for s in got["speakers"])
        scores.add(
            "speakers",
            (want_all & have_all).total(),
            list((want_all - have_all).elements()),
            list((have_all - want_all).elements()),
        )
    date = got["meeting"]["date"]
    same_date = date == gold["date"]
    scores.add("date", int(same_date), [] if same_date else [gold["date"]], [])


def measure(minutes: Path, labels: Path) -> tuple[Scores, dict[str, Scores]]:
    """Scores over a folder, and of each of its documents."""
    total, each = Scores(), {}
    for label in sorted(labels.glob("*.gold.json")):
        path = minutes / label.name.removesuffix(".gold.json")
        if label.name.startswith("series-") or not path.is_file():
            continue
        gold = json.loads(label.read_text(encoding="utf-8"))
        try:
            got = json.loads(load(path).model_dump_json())
        except MinutegraphError as error:
            total.notes.append(f"{path.name}: {error}")
            continue
        own = each[path.name] = Scores()
        score(gold, got, own)
        score(gold, got, total)
    return total, each


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--detail", action="store_true", help="say what was missed and invented")
    parser.add_argument("folders", nargs="*", type=Path)
    args = parser.parse_args()
    sets = tuple(zip(args.folders[::2], args.folders[1::2], strict=True)) or SETS
    for minutes, labels in sets:
        if not minutes.is_dir() or not labels.is_dir():
            print(f"\n{minutes.name}: not here, skipped")
            continue
        total, each = measure(minutes, labels)
        print(f"\n{minutes.name}: {len(each)} documents")
        print(f"{'':34}" + "".join(f"{m[:9]:>10}" for m in MEASURES))
        for name, own in (*each.items(), ("all", total)):
            for row, figure in enumerate(("P", "R", "F1") if name == "all" else ("F1",)):
                index = row if name == "all" else 2
                cells = [own.figures(m) for m in MEASURES]
                shown = "".join(f"{'-' if c is None else f'{c[index]:.2f}':>10}" for c in cells)
                print(f"{name[:30]:30} {figure:3}" + shown)
            if args.detail and name != "all":
                print("".join(f"    {note}\n" for note in own.notes), end="")


if __name__ == "__main__":
    main()
