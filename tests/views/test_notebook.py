"""Views in a notebook: what a cell shows, and that it stays in its frame."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutegraph.errors import MinutegraphError, UsageError
from minutegraph.graph.views.network import render
from minutegraph.notebook import Graph, Page, open_graph
from tests.browser import opened
from tests.conftest import Shell
from tests.views import sample
from tests.views.test_network_hostile import hostile_page


@pytest.fixture(scope="module")
def graph(forum: Shell) -> Graph:
    return open_graph(forum.folder / "minutes.kgl")


def cell(path: Path, page: Page) -> Path:
    """A page of a notebook's kind, with what a cell shows."""
    shown = page._repr_html_()
    path.write_text(f"<!DOCTYPE html><html lang=en><title>Notebook</title>{shown}", "utf-8")
    return path


def test_a_notebook_finds_what_to_show() -> None:
    from IPython.core.formatters import DisplayFormatter

    page = Page(render(*sample.graph(), heading="Tidewater & Co"))
    data, _ = DisplayFormatter().format(page)  # type: ignore[no-untyped-call]
    assert data["text/html"].startswith('<iframe srcdoc="')
    assert html.unescape(data["text/html"].split('"')[1]) == page.html
    assert len(data["text/plain"]) < 100


def test_it_is_what_the_command_writes(graph: Graph, forum: Shell, tmp_path: Path) -> None:
    forum("view", "--query", "attendance", "-p", "person=Bo Ek", "-o", tmp_path / "a.html")
    saved = graph.draw(query="attendance", person="Bo Ek").save(tmp_path / "b.html")
    assert saved.read_bytes() == (tmp_path / "a.html").read_bytes()
    forum("view", "person", "Bo Ek", "-o", tmp_path / "a.html")
    assert graph.view("person", "Bo Ek").html == (tmp_path / "a.html").read_text("utf-8")
    assert "HSF 2024-05-14" in graph.draw(meeting="2024-05-14", paragraphs=True).html
    assert "Drawn: 3 of" in graph.view("network", limit=3).html
    drawn = graph.draw(
        cypher="MATCH (p:Person {name: $name}) RETURN p.name AS who",
        name="Bo Ek",
        pattern="(who:Person)",
    )
    assert "Nodes (1)" in drawn.html


def test_rows_are_plain_values(graph: Graph) -> None:
    rows = graph.query("attendance", person="Bo Ek", since="2024-01-01")
    assert {row["person"] for row in rows} == {"Bo Ek"}
    assert graph.cypher("MATCH (p:Person {name: $name}) RETURN p.name AS name", name="Bo Ek") == [
        {"name": "Bo Ek"}
    ]


def test_what_does_not_fit_says_so(graph: Graph, tmp_path: Path) -> None:
    attempts: list[tuple[Callable[[], Page], str]] = [
        (lambda: graph.view("persons", "Bo Ek"), "person"),
        (lambda: graph.view("person"), "takes a name"),
        (lambda: graph.view("person", "Bo Ek", since="2024"), "no option of person"),
        (lambda: graph.draw(query="said", cypher="RETURN 1 AS x"), "one thing"),
        (lambda: graph.draw(person="Bo Ek", meeting="2024-05-14"), "one thing"),
    ]
    for wrong, says in attempts:
        with pytest.raises(UsageError, match=says):
            wrong()
    with pytest.raises(MinutegraphError, match="no graph"):
        open_graph(tmp_path / "none.kgl")


def test_it_works_inside_its_frame(browser: Any, tmp_path: Path) -> None:
    path = cell(tmp_path / "notebook.html", Page(render(*sample.graph(), heading="Tidewater")))
    with opened(browser, path) as (page, seen):
        frame = page.frame_locator("iframe")
        assert frame.locator("#status").inner_text() == (
            "Showing 56 of 56 nodes, 102 of 102 links."
        )
        frame.locator("#search").fill("dubois")
        frame.locator("#search").press("Enter")
        assert frame.locator("#details-body h3").inner_text() == "Céline Dubois"
        with page.expect_download() as download:
            frame.locator("#save").click()
        assert download.value.suggested_filename == "tidewater.png"
        assert not seen.messages
        assert not [url for url in seen.requests if url.startswith("http")]


def test_nothing_leaves_the_frame_and_its_policy_holds(browser: Any, tmp_path: Path) -> None:
    hostile = hostile_page(tmp_path / "page.html").read_text("utf-8")
    planted = hostile.replace("</main>", "<script>parent.hit = window.hit = 1</script></main>")
    path = cell(tmp_path / "notebook.html", Page(planted))
    with opened(browser, path) as (page, seen):
        frame = next(each for each in page.frames if each != page.main_frame)
        frame.wait_for_selector("#links-table")
        assert frame.evaluate("() => window.hit") is None
        assert page.evaluate("() => window.hit") is None
        assert page.locator("body > *").count() == 1
        assert (
            frame.evaluate("() => { try { return parent.document.title } catch { return null } }")
            is None
        )
        assert any("Content Security Policy" in message for message in seen.messages)
        assert not [url for url in seen.requests if url.startswith("http")]
