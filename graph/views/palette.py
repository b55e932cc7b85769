"""Shape and colour per kind of node, in the Okabe-Ito colours, for light and dark pages.

A kind never differs from another by colour alone: the shape or the size differs too. Outlines are
darker (lighter on dark pages) than the fill, so that a shape keeps a contrast of at least 3:1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from minutegraph.graph.model import Node

# Shapes that stand beside their text; those that hold it would grow and cover their neighbours.
Shape = Literal["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind is drawn: `size` in px is the shape's half width, colours are #rrggbb.

    `line_width` is in px.
    """

    shape: Shape
    size: int
    fill: str
    light_line: str
    dark_line: str
    line_width: float = 1.5


_BLUE = ("#0072b2", "#00476f", "#7cc4ec")
_SKY = ("#56b4e9", "#1f6a96", "#b3dcf5")
_ORANGE = ("#e69f00", "#8a5f00", "#ffd27a")
_GREEN = ("#009e73", "#00593f", "#6fdcbc")
_YELLOW = ("#f0e442", "#7d7500", "#fff9a6")
_VERMILLION = ("#d55e00", "#8c3d00", "#ffa869")
_PURPLE = ("#cc79a7", "#86406a", "#f0bcd9")
_GREY = ("#9aa0a6", "#55595e", "#d5d8dc")

STYLES: dict[str, Style] = {
    "Meeting": Style("hexagon", 15, *_PURPLE),
    "Session": Style("diamond", 13, *_PURPLE),
    "Person": Style("dot", 9, *_SKY),
    "Member": Style("dot", 9, *_BLUE),
    "Official": Style("dot", 8, "#dff0fb", "#0072b2", "#3fa0dc", 4),  # a ring
    "Organisation": Style("square", 10, *_ORANGE),
    "Body": Style("square", 14, *_YELLOW),
    "AgendaItem": Style("triangleDown", 10, *_GREEN),
    "Paragraph": Style("dot", 5, *_GREY),
    "Action": Style("triangle", 11, *_VERMILLION),
    "Decision": Style("diamond", 9, *_GREEN),
    "Topic": Style("star", 12, *_YELLOW),
    "Document": Style("square", 7, *_GREY),
}
_OTHER: tuple[Style, ...] = (
    Style("hexagon", 9, *_SKY),
    Style("hexagon", 9, *_ORANGE),
    Style("hexagon", 9, *_GREEN),
    Style("star", 9, *_VERMILLION),
    Style("star", 9, *_BLUE),
    Style("hexagon", 9, *_GREY),
)


@dataclass(frozen=True, slots=True)
class Looks:
    """Kinds other than those of the vocabulary.

    Attributes:
        kinds: of a node, by label and key; nodes that are not in it have the usual ones.
        styles: of these kinds, in the order of the legend.
        links: kinds of relationship in the order of the filter.
        widths: of a relationship's line in px, by its kind; 1 unless given.
        arrows: whether relationships have a direction.
    """

    kinds: Mapping[tuple[str, str], str]
    styles: Mapping[str, Style]
    links: Sequence[str] = ()
    widths: Mapping[str, float] = field(default_factory=dict)
    arrows: bool = True

    def kind_of(self, node: Node) -> str:
        return self.kinds.get((node.label, node.key)) or kind_of(node)

    def styles_of(self, kinds: Iterable[str]) -> dict[str, Style]:
        wanted = set(kinds)
        own = {kind: style for kind, style in self.styles.items() if kind in wanted}
        return own | styles(sorted(wanted - own.keys()))

    def link_place(self, kind: str) -> tuple[int, str]:
        return (self.links.index(kind) if kind in self.links else len(self.links), kind)


def outline(style: Style) -> str:
    """The shape as an SVG path around 0,0, within 10 units, larger kinds larger."""
    size = 5 + style.size / 3
    if style.shape == "dot":
        return f"M{-size:g} 0a{size:g} {size:g} 0 1 0 {2 * size:g} 0a{size:g} {size:g} 0 1 0 {-2 * size:g} 0z"
    return "M" + "L".join(f"{x * size:g} {y * size:g}" for x, y in _CORNERS[style.shape]) + "z"


_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -1), (1, 0.75), (-1, 0.75)),
    "triangleDown": ((0, 1), (1, -0.75), (-1, -0.75)),
    "hexagon": ((-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)),
    "star": (
        *((0, -1), (0.26, -0.36), (0.95, -0.31), (0.42, 0.14), (0.59, 0.81)),
        *((0, 0.44), (-0.59, 0.81), (-0.42, 0.14), (-0.95, -0.31), (-0.26, -0.36)),
    ),
}


def kind_of(node: Node) -> str:
    """What a node is drawn and filtered as.

    A person who served in one role only is that role; a committee is a body.

    >>> kind_of(Node(("Person", "Official"), "p1"))
    'Official'
    >>> kind_of(Node(("Person", "Member", "Official"), "p2"))
    'Person'
    """
    roles = [label for label in ("Member", "Official") if label in node.labels]
    if node.label == "Person" and len(roles) == 1:
        return roles[0]
    if node.label == "Organisation" and "Body" in node.labels:
        return "Body"
    return node.label


def styles(kinds: list[str]) -> dict[str, Style]:
    """The style of each kind, in the vocabulary's order, unknown kinds after it by name."""
    known = [kind for kind in STYLES if kind in kinds]
    unknown = sorted(set(kinds) - set(known))
    return {kind: STYLES[kind] for kind in known} | {
        kind: _OTHER[min(place, len(_OTHER) - 1)] for place, kind in enumerate(unknown)
    }


def readable(name: str) -> str:
    """A label or relationship type as words.

    >>> readable("AgendaItem"), readable("SENT_APOLOGIES")
    ('Agenda item', 'sent apologies')
    """
    if name.isupper():
        return name.replace("_", " ").lower()
    spaced = "".join(
        f" {char.lower()}" if place and char.isupper() and name[place - 1].islower() else char
        for place, char in enumerate(name)
    )
    return spaced.replace("_", " ")


USUAL = Looks({}, {})
