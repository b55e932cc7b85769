"""Nodes and links as a view shows them: with their kind, facts and dates, in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.views.collect import collect
from minutegraph.graph.views.facts import Facts, Span, facts_of, spans
from minutegraph.graph.views.palette import USUAL, Looks

Place = tuple[str, str]  # main label and key


@dataclass(frozen=True, slots=True)
class DrawnNode:
    node: Node
    kind: str
    span: Span | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class DrawnLink:
    link: Relationship
    span: Span | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and links with what the page says of each; `number` is a node's place in the list."""

    nodes: list[DrawnNode]
    links: list[DrawnLink]
    number: dict[Place, int]

    @classmethod
    def of(cls, nodes: list[DrawnNode], links: list[DrawnLink]) -> Graph:
        return cls(nodes, links, {place_of(each.node): n for n, each in enumerate(nodes)})

    def most_connected(self, limit: int) -> Graph:
        """At most `limit` nodes that hang together; the same ones for equal graphs.

        Grows from the node with most links, each time by the best connected node that is linked
        to those taken already, so that what is drawn has links to show.
        """
        if len(self.nodes) <= limit:
            return self
        beside: dict[Place, set[Place]] = {place: set() for place in self.number}
        degree: Counter[Place] = Counter()
        for each in self.links:
            beside[each.link.start].add(each.link.end)
            beside[each.link.end].add(each.link.start)
            degree.update({each.link.start, each.link.end})
        ranked = sorted((-degree[place], place) for place in self.number)
        reachable: list[tuple[int, Place]] = []
        kept: set[Place] = set()
        seen: set[Place] = set()
        for start in ranked:
            if len(kept) == limit:
                break
            if start[1] not in seen:
                seen.add(start[1])
                heappush(reachable, start)
            while reachable and len(kept) < limit:
                place = heappop(reachable)[1]
                kept.add(place)
                for other in beside[place] - seen:
                    seen.add(other)
                    heappush(reachable, (-degree[other], other))
        return Graph.of(
            [each for each in self.nodes if place_of(each.node) in kept],
            [each for each in self.links if {each.link.start, each.link.end} <= kept],
        )

    def ends(self, each: DrawnLink) -> tuple[int, int]:
        return self.number[each.link.start], self.number[each.link.end]


def read(
    all_nodes: Iterable[Node], relationships: Iterable[Relationship], looks: Looks = USUAL
) -> Graph:
    """The graph in its one order, with facts and dates worked out from the whole of it."""
    nodes, links = collect([{"nodes": list(all_nodes), "relationships": list(relationships)}])
    dated, link_spans = spans(nodes, links)
    documents = {node.key: node.name for node in nodes if node.label == "Document"}
    by_place = {place_of(node): node for node in nodes}
    rests_on: dict[Place, set[str]] = {place: set() for place in by_place}
    drawn_links = []
    for link, span in zip(links, link_spans, strict=True):
        stated = link.properties.get("document")
        keys = {str(key) for key in (stated if isinstance(stated, list) else [stated]) if key}
        rests_on[link.start] |= keys
        rests_on[link.end] |= keys
        ends = (by_place[link.start], by_place[link.end])
        paragraph = next((ref_of(end) for end in ends if end.label == "Paragraph"), None)
        facts = facts_of(link.properties, documents, paragraph=paragraph)
        drawn_links.append(DrawnLink(link, span, facts))
    drawn_nodes = []
    for place, node in by_place.items():
        # Only what stands at one place has the documents of its links: people stand at many.
        stands = any(name in node.properties for name in ("text", "line", "page"))
        facts = facts_of(
            node.properties,
            documents,
            paragraph=ref_of(node) if stands else None,
            also_in=sorted(rests_on[place]) if stands else [],
        )
        drawn_nodes.append(DrawnNode(node, looks.kind_of(node), dated.get(place), facts))
    return Graph.of(drawn_nodes, drawn_links)


def place_of(node: Node) -> Place:
    return node.label, node.key


def ref_of(node: Node) -> str | None:
    ref = node.properties.get("ref")
    return None if ref in (None, "") else str(ref)
