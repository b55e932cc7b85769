"""The network view: any nodes and relationships as one page to look at, search and print.

pyvis holds the drawing (nodes, edges, options); the page around it is ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pyvis.network import Network as PyvisNetwork  # type: ignore[import-untyped]

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.views.drawable import Graph, read, ref_of
from minutegraph.graph.views.facts import Facts
from minutegraph.graph.views.layout import Box, positions
from minutegraph.graph.views.page import render_page
from minutegraph.graph.views.palette import USUAL, Looks, outline, readable
from minutegraph.graph.views.text import text_width, visible, wrap

DRAWN = 300  # nodes drawn with their names; more cannot be read at once
TABLE_ROWS = 5000  # rows of each table
FONT = 13  # px
ASPECTS = (1.6, 0.7)  # the drawing area of a screen, and of a phone
LABEL_WIDTH = 132.0  # px
LABEL_LINES = 3


def render(
    nodes: Iterable[Node],
    relationships: Iterable[Relationship],
    *,
    heading: str,
    note: str | None = None,
    limit: int = DRAWN,
    looks: Looks = USUAL,
    template: str = "network.html.j2",
    styles: Iterable[str] = (),
    **context: object,
) -> str:
    """A self-contained HTML page that draws and lists `nodes` and `relationships`.

    Args:
        nodes, relationships: in any order, repeated or not; the same graph gives the same bytes.
            An end that is not among `nodes` becomes a node with nothing but its key.
        heading, note: shown on top, as text.
        looks: kinds of nodes and relationships other than those of the vocabulary.
        template: a page that extends network.html.j2; `styles` are further files of assets/, and
            `context` is what else it shows, `links` as of `render_page`.
        limit: nodes drawn at most, those around the most connected one first; the page says what
            it leaves out, and its tables list the others too.
    """
    everything = read(nodes, relationships, looks)
    drawn = everything.most_connected(limit)
    network = _draw(drawn, looks)
    return network.generate_html(
        template,
        heading=heading,
        note=note,
        left_out=_left_out(everything, drawn, limit),
        **_legend(drawn, looks),
        **_tables(everything, looks),
        drawn_nodes=len(drawn.nodes),
        drawn_links=len(drawn.links),
        details=_details(drawn, looks),
        file_name=_file_name(heading),
        styles=["network.css", *styles],
        **context,
    )


class _Network(PyvisNetwork):  # type: ignore[misc]
    """pyvis as the builder; rendering is ours, and nothing of its own page is used."""

    def __init__(self) -> None:
        # Directed: an undirected pyvis network drops parallel links.
        super().__init__(directed=True, cdn_resources="in_line")
        self.options: dict[str, Any] = {
            "autoResize": True,
            "physics": {"enabled": False},
            "layout": {"randomSeed": 1, "improvedLayout": False},
            "interaction": {
                "hover": True,
                "hoverConnectedEdges": False,
                "selectConnectedEdges": False,
                "tooltipDelay": 3600000,
                "keyboard": {"enabled": False},
                "zoomSpeed": 0.6,
            },
            "nodes": {
                "borderWidth": 1.5,
                "borderWidthSelected": 3.5,
                "labelHighlightBold": False,
                "font": {"size": FONT, "face": "system-ui, sans-serif", "strokeWidth": 3},
            },
            "edges": {
                "width": 1,
                "hoverWidth": 0.8,
                "selectionWidth": 1,
                "smooth": False,
                "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
                "font": {"size": 11, "face": "system-ui, sans-serif", "strokeWidth": 4},
            },
        }

    def get_nodes(self) -> Any:
        """The ids, as a mapping: pyvis looks each end of a link up in it."""
        return self.node_map

    def generate_html(
        self, template: str, *, details: dict[str, Any], file_name: str, **page: Any
    ) -> str:
        """The page; `details` is what the panels show, `page` what the template shows."""
        data = {
            "network": {"nodes": self.nodes, "edges": self.edges},
            "options": self.options,
            "file_name": file_name,
            "hint": "Select a node or a link to see what is said of it, and where.",
            **details,
        }
        return render_page(
            template,
            scripts=["vis-network.min.js", "network.js", "network-controls.js"],
            data=data,
            **page,
        )


def _draw(graph: Graph, looks: Looks = USUAL) -> _Network:
    kinds = looks.styles_of([each.kind for each in graph.nodes])
    groups = {kind: f"kind{place}" for place, kind in enumerate(kinds)}
    labels = [wrap(_short(each.node), FONT, LABEL_WIDTH, LABEL_LINES) for each in graph.nodes]
    boxes = []
    for each, label in zip(graph.nodes, labels, strict=True):
        size = kinds[each.kind].size
        wide = max([2.0 * size, *(text_width(line, FONT) for line in label)])
        boxes.append(Box(wide / 2 + 1, size + 2.0, size + 4.0 + FONT * len(label)))
    ends = [graph.ends(each) for each in graph.links]
    network = _Network()
    across, upright = positions(boxes, ends, ASPECTS)
    for number, (x, y) in enumerate(across):
        kind = graph.nodes[number].kind
        network.add_node(
            number,
            label="\n".join(labels[number]) or " ",
            shape=kinds[kind].shape,
            size=kinds[kind].size,
            group=groups[kind],
            x=x,
            y=y,
            upright=upright[number],
        )
    beside: Counter[tuple[int, int]] = Counter()
    for number, (start, end) in enumerate(ends):
        pair = (min(start, end), max(start, end))
        line: dict[str, Any] = {"width": looks.widths.get(graph.links[number].link.kind, 1)}
        if not looks.arrows:
            line["arrows"] = ""
        network.add_edge(start, end, id=number, **line, **_bend(beside[pair], start <= end))
        beside[pair] += 1
    return network


def _short(node: Node) -> str:
    """The name on the drawing: a paragraph is its number, an acronym stands in for a long name."""
    ref = ref_of(node)
    if node.label == "Paragraph" and ref:
        return ref
    acronym = node.properties.get("acronym")
    return str(acronym) if acronym and len(node.name) > 32 else node.name


def _bend(before: int, forward: bool) -> dict[str, Any]:
    """Links of the same two nodes fan out: the first is straight, the others bow by turns."""
    if before == 0:
        return {}
    side = (before % 2 == 1) == forward
    bow = min(0.9, 0.16 * ((before + 1) // 2))
    return {
        "smooth": {"enabled": True, "type": "curvedCW" if side else "curvedCCW", "roundness": bow}
    }


def _details(graph: Graph, looks: Looks) -> dict[str, Any]:
    kinds = looks.styles_of([each.kind for each in graph.nodes])
    return {
        "groups": {f"kind{n}": asdict(style) for n, style in enumerate(kinds.values())},
        "nodes": [
            {
                "name": visible(each.node.name),
                "kind": visible(each.kind),
                "words": visible(readable(each.kind)),
                "search": visible(_search_text(each.node)),
                "span": each.span,
                **asdict(each.facts),
            }
            for each in graph.nodes
        ],
        "links": [
            {
                "from": graph.ends(each)[0],
                "to": graph.ends(each)[1],
                "kind": visible(each.link.kind),
                "words": visible(readable(each.link.kind)),
                "span": each.span,
                **asdict(each.facts),
            }
            for each in graph.links
        ],
    }


def _search_text(node: Node) -> str:
    """What a search looks through: the name, other names, the number."""
    parts = [node.name]
    for name in ("acronym", "aliases", "ref"):
        value = node.properties.get(name)
        parts += [str(part) for part in value] if isinstance(value, list) else [str(value or "")]
    return " ".join(part for part in parts if part)


def _legend(graph: Graph, looks: Looks) -> dict[str, Any]:
    counts = Counter(each.kind for each in graph.nodes)
    kinds = [
        {
            "value": visible(kind),
            "words": visible(readable(kind)),
            "count": counts[kind],
            "path": outline(style),
            **asdict(style),
        }
        for kind, style in looks.styles_of(counts).items()
    ]
    types = [
        {"value": visible(kind), "words": visible(readable(kind)), "count": count, "path": ""}
        for kind, count in sorted(
            Counter(each.link.kind for each in graph.links).items(),
            key=lambda counted: looks.link_place(counted[0]),
        )
    ]
    known = [each.span for each in graph.nodes if each.span]
    known += [each.span for each in graph.links if each.span]
    return {
        "kinds": kinds,
        "types": types,
        "first_day": min((first for first, _ in known), default=None),
        "last_day": max((last for _, last in known), default=None),
    }


def _tables(graph: Graph, looks: Looks) -> dict[str, Any]:
    names = [visible(each.node.name) for each in graph.nodes]
    kinds = list(looks.styles_of([each.kind for each in graph.nodes]))
    order = [(kinds.index(each.kind), name) for name, each in zip(names, graph.nodes, strict=True)]
    node_rows = []
    for place in sorted(range(len(names)), key=lambda place: order[place])[:TABLE_ROWS]:
        each = graph.nodes[place]
        node_rows.append((names[place], visible(readable(each.kind)), *_told(each.facts)))
    links = [(each, *graph.ends(each)) for each in graph.links]
    links.sort(key=lambda link: (link[0].link.kind, order[link[1]], order[link[2]]))
    link_rows = []
    for drawn, start, end in links[:TABLE_ROWS]:
        words = visible(readable(drawn.link.kind))
        link_rows.append((names[start], words, names[end], *_told(drawn.facts)))
    return {
        "node_columns": ["Name", "Kind", "Details", "Source"],
        "node_total": len(graph.nodes),
        "node_rows": node_rows,
        "node_note": _count_note(len(node_rows), len(graph.nodes), "nodes"),
        "link_columns": ["From", "Relationship", "To", "Details", "Source"],
        "link_total": len(links),
        "link_rows": link_rows,
        "link_note": _count_note(len(link_rows), len(graph.links), "links"),
    }


def _told(facts: Facts) -> tuple[str, str]:
    quotes = [f"{label}: {text}" for label, text in facts.quotes]
    told = [f"{name}: {value}" for name, value in facts.facts]
    return "\n".join([*quotes, *told]), "\n".join(facts.places)


def _count_note(listed: int, total: int, what: str) -> str | None:
    if listed == total:
        return None
    return f"The first {listed:,} of {total:,} {what}; ask a query for the others."


def _left_out(everything: Graph, drawn: Graph, limit: int) -> str | None:
    if len(drawn.nodes) == len(everything.nodes):
        return None
    nodes, links = len(everything.nodes), len(everything.links)
    return (
        f"Drawn: {len(drawn.nodes):,} of {nodes:,} nodes, grown from the best connected one, with "
        f"the {len(drawn.links):,} of {links:,} links between them. Left out of the drawing: "
        f"{nodes - len(drawn.nodes):,} nodes and {links - len(drawn.links):,} links, because more "
        f"than {limit:,} names cannot be read at once. The tables list them too; --limit draws more."
    )


def _file_name(heading: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
    return f"{plain[:60] or 'network'}.png"
