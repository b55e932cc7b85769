"""The network view as a reader meets it, in a real browser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from minutegraph.graph.model import Node, Relationship
from minutegraph.graph.views.network import render
from tests.browser import opened
from tests.views import sample

OVERLAPS = """() => {
  const boxes = nodes.filter((node) => node.shown).map((node) => network.getBoundingBox(node.id));
  let count = 0;
  boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) count += 1;
  }));
  return count;
}"""
POSITIONS = "() => JSON.stringify(network.getPositions())"
SHOWN = "() => nodes.filter((node) => node.shown).map((node) => node.name)"
SELECTED = "() => selected && (selected.name ?? title(selected))"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def click_node(page: Any, name: str) -> None:
    at = page.evaluate(
        """(name) => {
          const node = nodes.find((each) => each.name === name);
          const at = network.canvasToDOM(network.getPosition(node.id));
          const frame = stage.getBoundingClientRect();
          return [frame.left + at.x, frame.top + at.y];
        }""",
        name,
    )
    page.mouse.click(*at)


def click_link(page: Any, start: str, kind: str, end: str) -> None:
    """At a point of the link that is near no node and no other link."""
    at = page.evaluate(
        """([start, kind, end]) => {
          const link = links.find((each) => nodes[each.from].name === start && each.kind === kind
            && nodes[each.to].name === end);
          const [a, b] = [network.getPosition(link.from), network.getPosition(link.to)];
          const frame = stage.getBoundingClientRect();
          for (let share = 0.1; share < 0.9; share += 0.02) {
            const at = network.canvasToDOM(
              { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) });
            if (network.getNodeAt(at) === undefined && network.getEdgeAt(at) === link.id) {
              return [frame.left + at.x, frame.top + at.y];
            }
          }
          return null;
        }""",
        [start, kind, end],
    )
    assert at, "no part of the link is in the open"
    page.mouse.click(*at)


def test_opens_from_disk_without_a_request_or_a_message(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, seen):
        assert page.inner_text("#status") == "Showing 56 of 56 nodes, 102 of 102 links."
        click_node(page, "Amara Osei")
        assert seen.nothing_but(page_file), seen


def test_comes_to_rest_and_stands_where_python_put_it(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, _), opened(browser, page_file) as (again, _):
        assert page.evaluate(POSITIONS) == again.evaluate(POSITIONS)
        assert page.evaluate(
            "() => nodes.every((node) => network.getPosition(node.id).x === node.x)"
        )
        drawn_at_rest = page.evaluate(
            """() => new Promise((done) => {
              let [frames, drawn] = [0, 0];
              const next = () => { frames += 1; frames < 40 ? requestAnimationFrame(next) : done(drawn); };
              requestAnimationFrame(() => {
                network.on("beforeDrawing", () => { drawn += 1; });
                next();
              });
            })"""
        )
        assert drawn_at_rest <= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_names_overlap_at_first_sight(browser: Any, page_file: Path, scheme: str) -> None:
    with opened(browser, page_file, color_scheme=scheme) as (page, _):
        assert page.evaluate(OVERLAPS) == 0
        assert page.evaluate("() => network.getScale()") > 0.6
        inside = """() => nodes.every((node) => {
          const box = network.getBoundingBox(node.id);
          const a = network.canvasToDOM({ x: box.left, y: box.top });
          const b = network.canvasToDOM({ x: box.right, y: box.bottom });
          return a.x >= 0 && a.y >= 0 && b.x <= stage.clientWidth && b.y <= stage.clientHeight;
        })"""
        assert page.evaluate(inside)


def test_search_finds_parts_and_accents_and_enter_selects(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, _):
        page.keyboard.press("/")
        page.keyboard.type("dubois cel")
        assert page.locator("#hits li").all_inner_texts() == ["Céline Dubois Member"]
        page.keyboard.press("Enter")
        assert page.evaluate(SELECTED) == "Céline Dubois"
        assert page.inner_text("#status") == "Selected: Céline Dubois, Member, 5 links"
        for typed, name in [
            ("BJORN", "Bjørn Aakre"),
            ("zielinski", "Marek Zieliński"),
            ("DCM", "Department for Coastal Matters"),
            ("szabó", "Imre Szabó"),
        ]:
            page.fill("#search", typed)
            page.keyboard.press("Enter")
            assert page.evaluate(SELECTED) == name
        page.fill("#search", "nobody at all")
        page.keyboard.press("Enter")
        assert page.evaluate(SELECTED) == "Imre Szabó"
        assert page.inner_text("#status") == "0 names found."


def test_filters_give_exact_counts_and_reset_restores(browser: Any, page_file: Path) -> None:
    nodes, links = sample.graph()
    with opened(browser, page_file) as (page, _):
        before = page.evaluate(POSITIONS)
        page.uncheck('input[name="kind"][value="Paragraph"]')
        paragraphs = {(n.label, n.key) for n in nodes if n.label == "Paragraph"}
        left = sum(1 for each in links if not {each.start, each.end} & paragraphs)
        assert page.inner_text("#status") == f"Showing 45 of 56 nodes, {left} of 102 links."
        page.check('input[name="kind"][value="Paragraph"]')

        page.click('[data-tick="type"][data-to="none"]')
        page.check('input[name="type"][value="ATTENDED"]')
        attended = [each for each in links if each.kind == "ATTENDED"]
        ends = {each.start for each in attended} | {each.end for each in attended}
        assert page.inner_text("#status") == (
            f"Showing {len(ends)} of 56 nodes, {len(attended)} of 102 links."
        )
        assert "Oskar Lindqvist" not in page.evaluate(SHOWN)  # sent apologies, so left unconnected

        page.click("#reset")
        assert page.inner_text("#status") == "Showing 56 of 56 nodes, 102 of 102 links."
        assert page.evaluate(POSITIONS) == before

        # Only the meeting of November and what holds it: the body, undated.
        page.fill("#until", "2023-12-31")
        page.keyboard.press("Tab")
        assert sorted(page.evaluate(SHOWN)) == ["TRF, 9 November 2023", "Tidewater Records Forum"]
        page.click("#reset")
        page.click('[data-tick="kind"][data-to="none"]')
        page.check('input[name="kind"][value="Member"]')
        assert page.inner_text("#status") == "Showing 9 of 56 nodes, 0 of 102 links."


def test_a_click_shows_document_paragraph_and_the_words(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, _):
        page.click('[data-tick="kind"][data-to="none"]')
        for kind in ("Paragraph", "Official", "Topic"):
            page.check(f'input[name="kind"][value="{kind}"]')
        click_node(page, "3.1")
        details = page.inner_text("#details-body")
        assert "Ms Blackwood reported that the fee review was with ministers." in details
        assert "Minutes of 14 March 2024, page 1, line 59, paragraph 3.1" in details

        click_link(page, "Juno Blackwood", "SPOKE_IN", "3.1")
        details = page.inner_text("#details-body")
        assert "Juno Blackwood spoke in 3.1" in details.replace("\n", " ")
        assert page.locator("#details-body blockquote").all_text_contents() == [
            "Juno Blackwood",
            "Ms Blackwood reported that the fee review was with ministers.",
        ]
        assert "Minutes of 14 March 2024, line " in details


def test_the_neighbourhood_of_a_node_is_set_off(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, _):
        bright = """() => nodes.filter((node) => (drawnNodes.get(node.id).opacity ?? 1) === 1)
          .map((node) => node.name)"""
        assert len(page.evaluate(bright)) == 56
        click_node(page, "Kofi Mensah")
        assert sorted(page.evaluate(bright)) == [
            "Department for Coastal Matters",
            "Kofi Mensah",
            "With officials",
        ]
        page.keyboard.press("Escape")
        assert len(page.evaluate(bright)) == 56


def test_everything_by_keyboard(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, seen):

        def tab_to(css: str) -> None:
            for _ in range(60):
                page.keyboard.press("Tab")
                if page.evaluate("(css) => document.activeElement.matches(css)", css):
                    return
            pytest.fail(f"Tab does not reach {css}")

        view = "() => { const { x, y } = network.getViewPosition(); return [x, y]; }"
        tab_to("#search")
        tab_to("#print-page")
        tab_to("#drawing")
        x, y = page.evaluate(view)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        moved_x, moved_y = page.evaluate(view)
        assert moved_x > x and moved_y > y
        scale = page.evaluate("() => network.getScale()")
        page.keyboard.press("+")
        assert page.evaluate("() => network.getScale()") > scale
        page.keyboard.press("-")
        page.keyboard.press("-")
        assert page.evaluate("() => network.getScale()") < scale
        page.keyboard.press("Shift+ArrowLeft")
        first = page.evaluate(SELECTED)
        page.keyboard.press("Shift+ArrowLeft")
        assert first and page.evaluate(SELECTED) not in (None, first)
        page.keyboard.press("Escape")
        assert page.evaluate(SELECTED) is None

        tab_to('input[name="kind"][value="Document"]')
        page.keyboard.press("Space")
        assert page.inner_text("#status").startswith("Showing 55 of 56 nodes")
        tab_to("#names")
        page.keyboard.press("End")
        assert page.evaluate(SELECTED) == "Write to the Registrar about early images"
        page.keyboard.press("Shift+Tab")  # back over the filters to a link of the details
        for _ in range(60):
            if page.evaluate("() => document.activeElement.matches('.links li > :first-child')"):
                break
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        assert page.evaluate(SELECTED).startswith("Write to the Registrar about early images — ")
        assert seen.nothing_but(page_file), seen


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_fault(browser: Any, page_file: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    viewport = {"width": width, "height": 800}
    with opened(browser, page_file, color_scheme=scheme, viewport=viewport) as (page, _):
        click_node(page, "With officials")
        page.fill("#search", "a")  # leaves the names found open above the drawing
        result = Axe().run(page, options={"runOnly": WCAG}).response
        faults = [
            f"{fault['id']}: {node['html'][:120]}"
            for fault in result["violations"]
            for node in fault["nodes"]
        ]
        assert not faults
        assert len(result["passes"]) > 10


def test_tables_hold_everything_without_javascript(browser: Any, page_file: Path) -> None:
    nodes, links = sample.graph()
    with opened(browser, page_file, java_script_enabled=False) as (page, seen):
        names = page.locator("#nodes-table tbody td:first-child").all_inner_texts()
        assert sorted(names) == sorted(node.name for node in nodes)
        assert page.locator("#links-table tbody tr").count() == len(links)
        told = page.inner_text("#links-table")
        assert "Hanneke de Wit, Researcher, Quayside Genealogists" in told
        assert "Minutes of 14 March 2024, line 100" in told
        assert "needs JavaScript" in page.inner_text("main")
        assert not page.is_visible("#filters")
        assert seen.nothing_but(page_file), seen


def test_the_picture_holds_the_drawing(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file, color_scheme="dark") as (page, _):
        with page.expect_download() as download:
            page.click("#save")
        assert download.value.suggested_filename == "tidewater-records-forum.png"
        png = Path(download.value.path()).read_bytes()
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        ground, organisations = page.evaluate(
            """async (data) => {
              const image = new Image();
              image.src = data;
              await image.decode();
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [image.width, image.height];
              const pen = canvas.getContext("2d");
              pen.drawImage(image, 0, 0);
              const pixels = new Uint32Array(
                pen.getImageData(0, 0, image.width, image.height).data.buffer);
              const count = (abgr) => pixels.filter((pixel) => pixel === abgr).length;
              return [count(0xff1c1815), count(0xff009fe6)];
            }""",
            "data:image/png;base64," + base64.b64encode(png).decode(),
        )
        assert ground > 100_000 and organisations > 300


def test_print_gives_the_drawing_in_daylight(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file, color_scheme="dark") as (page, _):
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        printed = page.evaluate(
            """() => {
              const canvas = document.getElementById("print");
              const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              let [white, orange] = [0, 0];
              for (let i = 0; i < bytes.length; i += 4) {
                if (bytes[i] === 255 && bytes[i + 1] === 255 && bytes[i + 2] === 255) white += 1;
                if (bytes[i] === 230 && bytes[i + 1] === 159 && bytes[i + 2] === 0) orange += 1;
              }
              return [white / (bytes.length / 4), orange];
            }"""
        )
        assert printed[0] > 0.5 and printed[1] > 300


def test_a_phone_shows_the_graph_first_and_never_scrolls_sideways(
    browser: Any, page_file: Path
) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with opened(browser, page_file, **phone) as (page, _):
        assert page.evaluate("() => document.documentElement.scrollWidth") == 390
        top = {css: page.locator(css).bounding_box()["y"] for css in ("#drawing", "#filters")}
        assert top["#drawing"] < 400 < top["#filters"]
        assert page.evaluate(OVERLAPS) == 0
        click_node(page, "With officials")
        assert page.inner_text("#details-body h3") == "With officials"
        assert page.evaluate("() => document.documentElement.scrollWidth") == 390


def test_a_large_graph_says_what_is_left_out(browser: Any, tmp_path: Path) -> None:
    nodes = [Node(("Person",), f"p{n}", {"name": f"Person {n}"}) for n in range(120)]
    links = [
        Relationship(("Person", f"p{n}"), "KNOWS", ("Person", f"p{n // 2}")) for n in range(1, 120)
    ]
    path = tmp_path / "large.html"
    path.write_text(render(nodes, links, heading="Large", limit=50), "utf-8")
    with opened(browser, path) as (page, seen):
        assert page.inner_text("#left-out").startswith(
            "Drawn: 50 of 120 nodes, grown from the best connected one, "
            "with the 49 of 119 links between them."
        )
        assert page.inner_text("#status") == "Showing 50 of 50 nodes, 49 of 49 links."
        assert page.locator("#nodes-table tbody tr").count() == 120
        assert page.locator("#links-table tbody tr").count() == 119
        assert page.evaluate(OVERLAPS) == 0
        assert seen.nothing_but(path), seen


def test_names_of_links_stand_on_no_name_that_is_lit(browser: Any, page_file: Path) -> None:
    with opened(browser, page_file) as (page, _):
        named, covered = page.evaluate(
            """() => {
              const pen = document.createElement("canvas").getContext("2d");
              pen.font = "11px system-ui, sans-serif";
              let [named, covered] = [0, 0];
              for (const node of nodes) {
                select(node);
                const near = new Set(node.links.flatMap((link) => [link.from, link.to]));
                for (const link of node.links) {
                  const { label } = drawnLinks.get(link.id);
                  if (!label) continue;
                  named += 1;
                  const [a, b] = [nodes[link.from], nodes[link.to]];
                  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
                  const half = pen.measureText(label).width / 2;
                  for (const id of near) {
                    const { left, right, bottom } = network.getBoundingBox(id);
                    const top = nodes[id].y + data.network.nodes[id].size;
                    if (x + half > left && x - half < right && y + 5 > top && y - 5 < bottom) covered += 1;
                  }
                }
              }
              return [named, covered];
            }"""
        )
        assert named > 50
        assert covered == 0


def test_of_a_very_large_drawing_only_what_is_chosen_is_painted(
    browser: Any, tmp_path: Path
) -> None:
    links = [
        Relationship(("Person", f"p{n}"), "KNOWS", ("Person", f"p{n + 1}"))
        for n in range(0, 1100, 2)
    ]
    path = tmp_path / "all.html"
    path.write_text(render([], links, heading="All", limit=1100), "utf-8")
    with opened(browser, path) as (page, seen):
        painted = page.evaluate(
            """() => {
              const touched = { nodes: 0, links: 0 };
              drawnNodes.on("update", (_, { items }) => { touched.nodes += items.length; });
              drawnLinks.on("update", (_, { items }) => { touched.links += items.length; });
              select(nodes[0]);
              select(null);
              return touched;
            }"""
        )
        assert painted == {"nodes": 0, "links": 2}  # set off, and back
        assert page.inner_text("#status") == "Showing 1,100 of 1,100 nodes, 550 of 550 links."
        assert seen.nothing_but(path), seen


@pytest.mark.parametrize("graph", ["empty", "alone", "loops"])
def test_odd_graphs_open(browser: Any, tmp_path: Path, graph: str) -> None:
    a, b = ("Thing", "a"), ("Thing", "b")
    nodes, links = {
        "empty": ([], []),
        "alone": ([Node(("Thing",), "a")], []),
        "loops": (
            [],
            [Relationship(x, kind, y) for kind in ("R", "S") for x in (a, b) for y in (a, b)],
        ),
    }[graph]
    path = tmp_path / "odd.html"
    path.write_text(render(nodes, links, heading=graph), "utf-8")
    with opened(browser, path) as (page, seen):
        shown = {"empty": "0 of 0 nodes", "alone": "1 of 1 node", "loops": "2 of 2 nodes"}[graph]
        assert shown in page.inner_text("#status")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.click("#fit")
        page.click("#reset")
        assert seen.nothing_but(path), seen
