"""The network view without a browser: the same bytes, the right files, colours that part."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.views import network
from minutegraph.graph.views.drawable import read
from minutegraph.graph.views.palette import STYLES, kind_of, readable, styles
from tests.views import sample

VIS_NETWORK = "ec6a8e97e2aa8c588983548eb6a82725dc120da43ceda69c917018255853d8e5"
PAPER = {"light": "#ffffff", "dark": "#15181c"}  # as in page.css
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def test_the_same_graph_gives_the_same_bytes_in_any_order() -> None:
    nodes, links = sample.graph()
    first = network.render(nodes, links, heading="A meeting")
    rng = random.Random(7)
    shuffled = [*nodes, *nodes[:5]], [*links, *links[:5]]
    for each in shuffled:
        rng.shuffle(each)
    assert network.render(*shuffled, heading="A meeting") == first


def test_the_same_graph_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    code = (
        "import hashlib; from tests.views import sample; from minutegraph.graph.views import network;"
        "page = network.render(*sample.graph(), heading='A meeting', limit=40);"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    prints = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}"}
        run = [sys.executable, "-c", code]
        prints.add(subprocess.run(run, env=env, check=True, capture_output=True).stdout)
    assert len(prints) == 1


def test_vis_network_is_the_file_we_know_and_brings_its_licence() -> None:
    assets = files("minutegraph.graph.views").joinpath("assets")
    library = assets.joinpath("vis-network.min.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() == VIS_NETWORK
    assert VIS_NETWORK in assets.joinpath("vis-network.txt").read_text("utf-8")
    assert "MIT" in assets.joinpath("vis-network.LICENSE-MIT").read_text("utf-8")
    assert "Apache" in assets.joinpath("vis-network.LICENSE-APACHE-2.0").read_text("utf-8")


def test_a_page_names_no_address() -> None:
    nodes, links = sample.graph()
    page = network.render(nodes, links, heading="A meeting")
    library = files("minutegraph.graph.views").joinpath("assets", "vis-network.min.js")
    rest = page.replace(library.read_text("utf-8"), "")
    assert len(rest) < len(page)
    assert "http:" not in rest and "https:" not in rest and "//cdn" not in rest


def test_what_is_drawn_of_a_large_graph_hangs_together() -> None:
    nodes, links = sample.graph()
    drawn = read(nodes, links).most_connected(20)
    assert len(drawn.nodes) == 20
    linked = {number for each in drawn.links for number in drawn.ends(each)}
    assert linked == set(range(20))
    names = {each.node.name for each in drawn.nodes}
    assert {"With officials", "Members only", "Lantern Archive Trust"} <= names


def test_limits_of_tables_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "TABLE_ROWS", 10)
    page = network.render(*sample.graph(), heading="A meeting")
    assert "The first 10 of 56 nodes; ask a query for the others." in page
    assert "The first 10 of 102 links; ask a query for the others." in page


def test_parallel_links_are_all_drawn() -> None:
    a, b = ("Person", "a"), ("Person", "b")
    links = [Relationship(a, "MET", b, {"line": n}) for n in range(3)]
    links += [Relationship(b, "MET", a), Relationship(a, "MET", b, {"line": 0})]
    drawn = network._draw(read([], links))
    assert len(drawn.edges) == 4
    bends = {str(edge.get("smooth")) + str(edge["from"] < edge["to"]) for edge in drawn.edges}
    assert len(bends) == 4


@pytest.mark.parametrize("ground", PAPER)
def test_outlines_stand_out_from_the_page(ground: str) -> None:
    faint = {
        kind: round(contrast(getattr(style, f"{ground}_line"), PAPER[ground]), 1)
        for kind, style in styles([*STYLES, *"ABCDEF"]).items()
        if contrast(getattr(style, f"{ground}_line"), PAPER[ground]) < 3
    }
    assert not faint


@pytest.mark.parametrize("sight", SIGHTS)
def test_kinds_can_be_told_apart(sight: str) -> None:
    alike = [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(STYLES.items(), 2)
        if a.shape == b.shape
        and abs(a.size - b.size) < 3
        and a.line_width == b.line_width
        and distance(a.fill, b.fill, sight) < 0.1
    ]
    assert not alike


def test_a_person_is_drawn_in_the_role_served() -> None:
    assert kind_of(Node(("Person", "Member"), "k")) == "Member"
    assert kind_of(Node(("Person", "Official", "Member"), "k")) == "Person"
    assert kind_of(Node(("Organisation", "Body"), "k")) == "Body"
    assert kind_of(Node(("Boat", "Member"), "k")) == "Boat"
    assert [readable(name) for name in ("AgendaItem", "HAS_ITEM", "Boat")] == [
        "Agenda item",
        "has item",
        "Boat",
    ]


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """By the formula of WCAG."""
    weights = (0.2126, 0.7152, 0.0722)
    levels = sorted(
        sum(weight * part for weight, part in zip(weights, linear(each), strict=True)) + 0.05
        for each in (one, other)
    )
    return levels[1] / levels[0]


def distance(one: str, other: str, sight: str) -> float:
    """In OKLab, as seen with `sight`; 0.02 is about what an eye can just tell."""
    a, b = oklab(one, sight), oklab(other, sight)
    return float(sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5)


def oklab(colour: str, sight: str) -> list[float]:
    seen = [
        max(0.0, sum(weight * part for weight, part in zip(row, linear(colour), strict=True)))
        for row in SIGHTS[sight]
    ]
    cones = [
        sum(weight * part for weight, part in zip(row, seen, strict=True)) ** (1 / 3)
        for row in (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        )
    ]
    return [
        sum(weight * part for weight, part in zip(row, cones, strict=True))
        for row in (
            (0.2104542553, 0.7936177850, -0.0040720468),
            (1.9779984951, -2.4285922050, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.8086757660),
        )
    ]
