"""What holds of every view: as the command line writes it, as a browser shows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.conftest import Shell
from tests.views.test_network_hostile import HOSTILE
from tests.views.test_network_page import WCAG

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
REAL = ROOT.parent / "shared" / "minutes"

# Name of the file, and what is asked for; each of both graphs.
VIEWS: dict[str, tuple[str, ...]] = {
    "actions": ("actions", "--as-of", "2024-12-31"),
    "attendance": ("attendance",),
    "attendance-body": ("attendance", "--body", "org:"),
    "issue": ("issue", "issue:"),
    "meeting": ("meeting",),
    "organisation": ("organisation", "org:"),
    "person": ("person", "person:"),
    "co-attendance": ("co-attendance", "--since", "2024-05-01"),
    "sector-government": ("sector-government",),
}
# What names a body or a person in the invented graph, the hostile one and that of real minutes.
FITS = {
    "org:": ("Canal and Waterways", "Hostile Panel", "Reducing Reoffending"),
    "person:": ("John Sefton", "Alpha8", "Anne Fox"),
    "issue:": ("Thornby", "agreed OR alert OR hit", "probation"),
}
GRAPHS = ("good", "bad", "real")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two graphs: `good.kgl` of our samples, `bad.kgl` of minutes in which every text is an attack.

    Each with a page of every view, `good-NAME.html` and `bad-NAME.html`.
    """
    path = tmp_path_factory.mktemp("every")
    run(path, "--graph", "good.kgl", "load", str(EXAMPLES))
    (path / "bad.yaml").write_text(json.dumps(hostile_minutes(), ensure_ascii=True), "utf-8")
    run(path, "--graph", "bad.kgl", "load", "bad.yaml")
    for name in VIEWS:
        write(path, "good", name)
        write(path, "bad", name)
    return path


@pytest.fixture(scope="module")
def real(folder: Path) -> Path:
    """The same folder with `real.kgl` of real minutes and its pages, `real-NAME.html`."""
    run(folder, "--graph", "real.kgl", "load", str(REAL))
    for name in VIEWS:
        write(folder, "real", name)
    return folder


def write(folder: Path, graph: str, name: str, out: str | None = None) -> Path:
    """A page of a view of one of the graphs."""
    kind, *options = VIEWS[name]
    asked = [FITS[word][GRAPHS.index(graph)] if word in FITS else word for word in options]
    path = folder / (out or f"{graph}-{name}.html")
    run(folder, "--graph", f"{graph}.kgl", "view", kind, *asked, "-o", path.name)
    return path


def run(folder: Path, *words: str) -> None:
    """A command that must succeed."""
    done = Shell(folder)(*words)
    assert done.returncode == 0, done.stderr


def hostile_minutes() -> dict[str, Any]:
    """Minutes in which names, titles and texts try to run something or to break the page."""
    texts = [text.replace("\ud800", "").replace("\x00", "").strip() or "x" for text in HOSTILE]
    names = [f"{text} Alpha{number}" for number, text in enumerate(texts)]
    return {
        "body": {"name": f"Hostile Panel {texts[1]}", "acronym": "HP"},
        "meeting": {"title": texts[0], "date": "2024-05-14", "venue": texts[4], "mode": texts[5]},
        "sessions": [{"title": texts[2], "items": [str(n) for n in range(len(texts))]}],
        "attendance": [
            {
                "name": name,
                "organisation": f"{texts[-number]} Office",
                "position": texts[-number],
                "capacity": ("member", "official", "chair")[number % 3],
            }
            for number, name in enumerate(names)
        ]
        + [{"name": f"{texts[3]} Beta", "status": "apologies", "as_written": texts[3]}],
        "items": [{"ref": str(n), "title": text} for n, text in enumerate(texts)],
        "paragraphs": [
            {"ref": f"{n}.1", "item": str(n), "text": text} for n, text in enumerate(texts)
        ],
        "speakers": [
            {"name": name, "ref": f"{n}.1", "as_written": texts[n]} for n, name in enumerate(names)
        ],
        "actions": [
            {"ref": f"{n}.1", "item": str(n), "text": text, "owners": [names[n]], "due": text}
            for n, text in enumerate(texts)
        ],
        "decisions": [
            {"ref": f"{n}.1", "item": str(n), "text": f"Agreed {text}"}
            for n, text in enumerate(texts)
        ],
    }


def faults(page: Any) -> list[str]:
    """What axe finds wrong by WCAG 2.2 A and AA."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    result = Axe().run(page, options={"runOnly": WCAG, "preload": False}).response
    assert len(result["passes"]) > 5
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


OPEN_ALL = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", VIEWS)
def test_opens_alone_fits_a_phone_and_has_no_fault(browser: Any, folder: Path, name: str) -> None:
    path = folder / f"good-{name}.html"
    for scheme, width in (("light", 1280), ("dark", 390)):
        viewport = {"width": width, "height": 800}
        with opened(browser, path, color_scheme=scheme, viewport=viewport) as (page, seen):
            page.evaluate(OPEN_ALL)
            assert faults(page) == []
            assert page.evaluate(SIDEWAYS) <= 0
            assert seen.nothing_but(path), seen


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the shared real minutes are not beside the repository"
)
@pytest.mark.parametrize("name", VIEWS)
def test_real_minutes_fit_a_phone_and_have_no_fault(browser: Any, real: Path, name: str) -> None:
    path = real / f"real-{name}.html"
    with opened(browser, path, viewport={"width": 390, "height": 800}) as (page, seen):
        page.evaluate(OPEN_ALL)
        assert faults(page) == []
        assert page.evaluate(SIDEWAYS) <= 0
        assert seen.nothing_but(path), seen


WATCH = """() => {
  const all = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const stops = [...document.querySelectorAll(all)].filter(
    (each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility());
  const look = (each) => [each, ...each.querySelectorAll('*')].map((part) => {
    const style = getComputedStyle(part);
    return [style.outlineStyle, style.boxShadow, style.stroke, style.strokeOpacity];
  }).join();
  const before = new Map(stops.map((each) => [each, look(each)]));
  window.missed = new Set(stops);
  window.unmarked = new Set();
  document.addEventListener('focusin', ({target}) => {
    window.missed.delete(target);
    if (before.get(target) === look(target)) window.unmarked.add(target);
  });
  return stops.length;
}"""
NAMED = "(name) => [...window[name]].map((each) => each.outerHTML.slice(0, 120))"


@pytest.mark.parametrize("name", VIEWS)
def test_the_keyboard_alone_reaches_everything(browser: Any, folder: Path, name: str) -> None:
    with opened(browser, folder / f"good-{name}.html") as (page, _):
        for _ in range(page.evaluate(WATCH) + 20):  # boxes that scroll are stops too
            page.keyboard.press("Tab")
        assert page.evaluate(NAMED, "missed") == []
        assert page.evaluate(NAMED, "unmarked") == []


# What is drawn on a canvas, where there is one: not all of one colour.
PRINTED = """() => {
  const canvas = document.querySelector('#print');
  if (!canvas) return true;
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size > 10 && canvas.checkVisibility();
}"""


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_printed_has_no_controls_and_leaves_nothing_out(
    browser: Any, folder: Path, name: str
) -> None:
    with opened(browser, folder / f"good-{name}.html", color_scheme="dark") as (page, seen):
        page.emulate_media(media="print")
        assert page.pdf().startswith(b"%PDF")
        shown = page.locator("input, select, button, .on-screen").filter(visible=True)
        assert shown.all_inner_texts() == []
        assert page.evaluate(PRINTED)
        closed = page.locator(".rest-of > :not(summary)")
        assert all(each.is_visible() for each in closed.all())
        assert seen.messages == []


@pytest.mark.parametrize("name", VIEWS)
def test_no_text_of_a_document_runs(browser: Any, folder: Path, name: str) -> None:
    path = folder / f"bad-{name}.html"
    for bypass in (False, True):
        with opened(browser, path, bypass_csp=bypass) as (page, seen):
            page.evaluate(OPEN_ALL)
            for control in page.locator("summary, button, input[type=search]").all()[:40]:
                if control.is_visible():
                    control.focus()
            assert page.evaluate("() => window.hit") is None
            assert page.evaluate("() => Object.prototype.hit") is None
            assert page.evaluate("() => document.querySelectorAll('base, iframe, img').length") == 0
            assert (
                page.evaluate("() => document.querySelectorAll('a[href^=javascript]').length") == 0
            )
            assert page.is_visible("main")
            assert seen.nothing_but(path), seen


@pytest.mark.parametrize("name", VIEWS)
def test_says_the_same_without_javascript(browser: Any, folder: Path, name: str) -> None:
    path = folder / f"good-{name}.html"
    words = """() => {
      const main = document.querySelector('main').cloneNode(true);
      for (const own of main.querySelectorAll('[data-needs-script], [role=status], noscript')) own.remove();
      return main.textContent.replace(/\\s+/g, ' ');
    }"""
    with opened(browser, path) as (page, _):
        with_scripts = page.evaluate(words)
    with opened(browser, path, java_script_enabled=False) as (page, seen):
        without = " ".join((page.text_content("main") or "").split())
        assert seen.nothing_but(path), seen
    missing = set(with_scripts.split()) - set(without.split())
    assert not missing


@pytest.mark.parametrize("name", VIEWS)
def test_the_same_graph_gives_the_same_bytes(folder: Path, name: str) -> None:
    again = write(folder, "good", name, f"again-{name}.html")
    assert again.read_bytes() == (folder / f"good-{name}.html").read_bytes()
