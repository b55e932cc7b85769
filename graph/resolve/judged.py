"""Judgements applied to clusters: which hold, and why the others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from minutegraph.graph.resolve.clusters import Clusters

T = TypeVar("T", bound=Hashable)

Find = Callable[[str], Collection[T]]


def meant(
    clusters: Clusters[T], text: str, find: Find[T], problems: list[str], judgement: str
) -> T | None:
    """What stands for the one cluster that a name of the registry means.

    None where no document loaded has the name, or several clusters do: that is a problem.
    """
    roots = {clusters.root(unit) for unit in find(text)}
    if len(roots) > 1:
        problems.append(
            f"{judgement}: {text} can be {len(roots)} by what the documents say: "
            "write “@ organisation” or “@ doc:file” behind the name"
        )
    return next(iter(roots)) if len(roots) == 1 else None


def join_same(
    clusters: Clusters[T],
    groups: Iterable[Sequence[str]],
    apart: Iterable[tuple[T, T]],
    find: Find[T],
) -> list[str]:
    """Join what a person judged to be the same, whatever order the judgements stand in.

    Where one chain of them contradicts a judgement that two are different, none of it counts.

    Args:
        apart: what was judged to be different.

    Returns:
        What does not hold, one line each.
    """
    problems: list[str] = []
    chains: Clusters[T] = Clusters()
    links: list[tuple[T, T, str]] = []
    for group in groups:
        said = f"same: {', '.join(group)}"
        roots = [meant(clusters, text, find, problems, said) for text in group]
        there = [root for root in roots if root is not None]
        for one, other in pairwise(there):
            chains.join(one, other)
            links.append((one, other, said))
    against = {
        chains.root(clusters.root(one))
        for one, other in apart
        if chains.root(clusters.root(one)) == chains.root(clusters.root(other))
    }
    for said in sorted({said for one, _, said in links if chains.root(one) in against}):
        problems.append(f"{said}: others say that they are different, so it does not count")
    for one, other, _ in links:
        if chains.root(one) not in against:
            clusters.join(one, other)
    return sorted(set(problems))


def by_cluster(clusters: Clusters[T], things: Iterable[T]) -> dict[T, list[T]]:
    """The things of each cluster."""
    found: dict[T, list[T]] = defaultdict(list)
    for thing in things:
        found[clusters.root(thing)].append(thing)
    return found
