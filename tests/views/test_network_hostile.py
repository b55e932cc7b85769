"""Whatever a document says, no script of it runs and the page stays whole."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from minutegraph.graph.model import Node, Relationship, Value
from minutegraph.graph.views.network import render
from tests.browser import opened

HOSTILE = (
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 1</script>",
    "</SCRIPT ><img src=x onerror='window.hit = 1'>",
    "<!-- <script> window.hit = 1 //",
    "<img src=https://example.invalid/x onerror=window.hit=1>",
    "<svg onload=window.hit=1><style>*{display:none}</style>",
    '"><details open ontoggle=window.hit=1>',
    "' autofocus onfocus=window.hit=1 x='",
    "javascript:window.hit=1",
    "<a href=javascript:window.hit=1>x</a>",
    "{{ 7 * 7 }}{% raw %}${window.hit = 1}",
    "]]>--></style></title></textarea></noscript></table><base href=//example.invalid/>",
    "\u202egnp.exe\u2066\u2069\ufeff",
    "\x00\x07\x1b[31m\x7f\u2028\u2029\ud800",
    "__proto__",
    "constructor",
    "\n\n  \t",
    "&lt;b&gt; &amp;",
    "word" * 400,
    "ا" * 30 + " عربي",
)


def hostile_page(path: Path, **more: Any) -> Path:
    """Every text that reaches the page, hostile."""
    nodes = []
    links = []
    for place, text in enumerate(HOSTILE):
        properties: dict[str, Value] = {
            "name": text,
            "text": text,
            "ref": text,
            "aliases": [text],
            text: text,
        }
        nodes.append(Node((text, "Member"), f"{text}{place}", {**properties, "source": text}))
        nodes.append(Node(("Document",), text, {"name": text, "path": text, "date": text}))
        stated: dict[str, Value] = {
            name: text for name in ("document", "as_written", "basis", "page", "line", text)
        }
        other = HOSTILE[place - 1]
        links.append(
            Relationship(
                (text, f"{text}{place}"), text, (other, f"{other}{(place - 1) % 20}"), stated
            )
        )
        links.append(Relationship((text, f"{text}{place}"), "RECORDED_IN", ("Document", text)))
    heading = " ".join(HOSTILE)
    html = render(nodes, links, heading=heading, note=heading, **more)
    path.write_text(html, "utf-8")  # fails where a lone surrogate is left
    return path


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_documents_add_no_element_and_no_attribute(tmp_path: Path, page_file: Path) -> None:
    hostile, plain = Elements(), Elements()
    hostile.feed(hostile_page(tmp_path / "page.html").read_text("utf-8"))
    plain.feed(page_file.read_text("utf-8"))
    assert hostile.tags <= plain.tags
    assert hostile.attributes <= plain.attributes
    assert not {name for name in hostile.attributes if name.startswith("on")}
    assert "style" not in hostile.attributes


@pytest.mark.parametrize(
    ("bypass", "limit"),
    [(False, 300), (True, 300), (False, 5)],
    ids=["policy on", "policy bypassed", "most left out"],
)
def test_nothing_runs(browser: Any, tmp_path: Path, bypass: bool, limit: int) -> None:
    path = hostile_page(tmp_path / "page.html", limit=limit)
    with opened(browser, path, bypass_csp=bypass) as (page, seen):
        drawn = page.evaluate("() => nodes.length")
        assert drawn == min(limit, 2 * len(HOSTILE))
        page.evaluate("() => { for (const node of nodes) select(node, { show: true }); }")
        page.evaluate("() => { for (const link of links) select(link, { show: true }); }")
        for text in HOSTILE:
            page.fill("#search", text.replace("\ud800", ""))
            page.keyboard.press("Enter")
        for box in page.locator('input[type="checkbox"]').all():
            box.uncheck()
        page.click("#reset")
        page.hover("#drawing")
        page.evaluate("() => { dispatchEvent(new Event('beforeprint')); picture(); }")
        assert page.evaluate("() => window.hit") is None
        assert page.evaluate("() => Object.prototype.hit") is None
        assert page.is_visible("#links-table")
        assert seen.nothing_but(path), seen


def test_the_policy_alone_stops_what_is_planted(browser: Any, tmp_path: Path) -> None:
    html = hostile_page(tmp_path / "page.html").read_text("utf-8")
    planted = (
        "<script>window.hit = 1</script><img src=data:, onerror='window.hit = 2'>"
        "<style>body { display: none }</style><iframe src='data:text/html,x'></iframe>"
        "<script src='https://example.invalid/x.js'></script>"
    )
    path = tmp_path / "planted.html"
    path.write_text(html.replace("</main>", planted + "</main>"), "utf-8")
    with opened(browser, path) as (page, seen):
        refused = page.evaluate(
            "() => fetch('https://example.invalid/').then(() => 'sent', () => 'refused')"
        )
        assert refused == "refused"
        assert page.evaluate("() => window.hit") is None
        assert page.is_visible("#drawing")
        assert seen.requests == [path.as_uri()]
        assert any("Content Security Policy" in message for message in seen.messages)
