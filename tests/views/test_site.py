"""The static site: whole, linked, stable, and safe whatever the documents say."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from minutegraph.errors import UsageError
from minutegraph.graph.store import open_store
from minutegraph.graph.views.site.addresses import Addresses, stem
from minutegraph.graph.views.site.folder import MANIFEST, SiteFolder
from minutegraph.graph.views.site.search import fold, shard
from minutegraph.queries.shown.records import records
from minutegraph.queries.shown.site import publish, read_world
from tests.browser import opened
from tests.conftest import Shell
from tests.neo4j.server import Server
from tests.views.test_every_view import EXAMPLES, OPEN_ALL, SIDEWAYS, faults, hostile_minutes

MINUTES = Path(__file__).resolve().parents[3] / "shared" / "minutes"
KINDS = ("bodies", "meetings", "people", "organisations", "issues", "actions", "documents")


class Page(HTMLParser):
    """What a page links to and can be linked at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                self.links.append(value or "")
            elif name == "id":
                self.ids.append(value or "")


def crawl(folder: Path) -> dict[str, Page]:
    """All pages, by path from the top."""
    return {
        file.relative_to(folder).as_posix(): Page(file.read_text("utf-8"))
        for file in sorted(folder.rglob("*.html"))
    }


def broken(folder: Path) -> list[str]:
    """Links and anchors that lead nowhere, and ids that are there twice."""
    pages = crawl(folder)
    found = []
    for path, page in pages.items():
        found += [f"{path}: id {one} twice" for one in set(page.ids) if page.ids.count(one) > 1]
        for link in page.links:
            target, _, anchor = link.partition("#")
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            to = to if target else path
            if to.startswith("..") or not (folder / to).is_file():
                found.append(f"{path}: {link}")
            elif anchor and anchor not in pages[to].ids:
                found.append(f"{path}: {link} has no such place")
    return found


def done(shell: Shell, *words: object, **more: str) -> str:
    """A command that must succeed; what it says on standard error."""
    run = shell(*words, **more)
    assert run.returncode == 0, run.stderr
    return run.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with the graph of our samples, an issue among them, and its site in site/."""
    shell = Shell(tmp_path_factory.mktemp("site"))
    done(shell, "load", EXAMPLES)
    done(shell, "topics", "add", "Lock gates", "gates")
    done(shell, "load", EXAMPLES)
    done(shell, "site", "-o", "site")
    return shell


def test_every_link_and_anchor_leads_somewhere(made: Shell) -> None:
    assert broken(made.folder / "site") == []
    assert len(crawl(made.folder / "site")) > 100


def test_everything_has_a_page_that_can_be_reached(made: Shell) -> None:
    folder = made.folder / "site"
    pages = crawl(folder)
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        path = todo.pop()
        for link in pages[path].links:
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.split("#")[0]))
            if link.split("#")[0].endswith(".html") and to not in reached:
                reached.add(to)
                todo.append(to)
    assert reached == set(pages)
    with open_store(str(made.graph)) as store:
        world = read_world(store)
        addresses = Addresses()
        for label, things in (("Person", world.people), ("Topic", world.topics)):
            addresses.give(label, [thing.key for thing in things])
            for thing in things:
                assert thing.name in (folder / addresses.of(label, thing.key)).read_text("utf-8")
        counts = store.counts().nodes
        assert (folder / "networks/canal-and-waterways-heritage-advisory-panel.html").is_file()
        for view in ("sector-government", "co-attendance", "issues/lock-gates"):
            assert f"views/{view}.html" in reached
        number = {kind: len(list((folder / kind).glob("*.html"))) - 1 for kind in KINDS}
        assert number["people"] == counts["Person"]
        assert number["bodies"] + number["organisations"] == counts["Organisation"]
        assert number["meetings"] == counts["Meeting"]
        assert number["documents"] == counts["Document"]
        assert number["issues"] == counts["Topic"] == 1
        steps = "".join(file.read_text("utf-8") for file in (folder / "actions").glob("*.html"))
        assert steps.count('<li class="panel" id="') == counts["Action"]
        places = 0
        for record in records(store, world.recorded):
            file = folder / "meetings" / f"{stem(record.key)}.html"
            ids = Page(file.read_text("utf-8")).ids
            parts: list[Any] = [*record.statements, *record.decisions, *record.tasks]
            assert {record.anchors[part.key] for part in parts} <= set(ids)
            places += len(parts)
        assert places == counts["Paragraph"] + counts["Decision"] + counts["Action"]


def light_and_phone(browser: Any, first: Path) -> Iterator[tuple[Any, Any, bool]]:
    """A page, what it was seen to do, and whether it is light: in a window, and dark on a phone."""
    for scheme, width in (("light", 1280), ("dark", 390)):
        viewport = {"width": width, "height": 800}
        with opened(browser, first, color_scheme=scheme, viewport=viewport) as (page, seen):
            yield page, seen, scheme == "light"


def show_all(page: Any, file: Path) -> None:
    """Open a file, and all that is closed in it: it is no wider than the window."""
    page.goto(file.as_uri())
    page.evaluate(OPEN_ALL)
    assert page.evaluate(SIDEWAYS) <= 0, file


def test_a_picture_leads_back_and_on(browser: Any, made: Shell) -> None:
    site = made.folder / "site"
    pages = sorted([*(site / "views").rglob("*.html"), *(site / "networks").glob("*.html")])
    assert len(pages) == 5
    for page, seen, light in light_and_phone(browser, pages[0]):
        for file in pages:
            show_all(page, file)
            if light and "views" in file.parts:  # axe is slow
                assert faults(page) == [], file
            page.click("nav.site a.home")
            assert page.evaluate("() => location.pathname") == (site / "index.html").as_posix()
        page.goto((site / "views/issues/lock-gates.html").as_uri())
        page.click(".head .over a")
        assert page.inner_text("h1") == "Lock gates"
        page.click("main >> text=as a picture")
        page.click("#entries .source a >> nth=0")
        page.wait_for_selector(":target")
        assert seen.messages == []


def test_a_citation_opens_the_quoted_paragraph(browser: Any, made: Shell) -> None:
    with opened(browser, made.folder / "site/people/fiona-calder.html") as (page, seen):
        words = page.text_content("#said ~ .passages .quoted")
        page.click("#said ~ .passages .source a")
        target = page.locator(":target")
        assert words.rstrip(" …") in " ".join(target.text_content().split())
        assert target.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        assert page.evaluate("() => location.pathname").startswith(
            (made.folder / "site/meetings").as_posix()
        )
        assert seen.messages == []


def times(folder: Path) -> dict[str, int]:
    return {
        file.relative_to(folder).as_posix(): file.stat().st_mtime_ns
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }


def test_only_what_changed_is_written_and_what_is_gone_is_removed(shell: Shell) -> None:
    site = shell.folder / "site"
    done(shell, "load", "minutes")
    assert " 0 " not in done(shell, "site", "-o", "site")
    first = times(site)
    said = done(shell, "site", "-o", "site")
    assert "written," not in said and " removed" not in said
    assert times(site) == first

    (site / "CNAME").write_text("minutes.example", "utf-8")
    june = shell.folder / "minutes" / "june.md"
    june.write_text(june.read_text("utf-8").replace("at night", "by night"), "utf-8")
    done(shell, "load", "minutes")
    done(shell, "site", "-o", "site")
    changed = {name for name, time in times(site).items() if first.get(name) != time}
    assert "meetings/harbour-safety-forum-2024-06-11.html" in changed
    assert "meetings/harbour-safety-forum-2024-05-14.html" not in changed
    assert "people/kit-marsh.html" not in changed

    done(shell, "unload", "minutes/may.md")
    assert "removed" in done(shell, "site", "-o", "site")
    assert not (site / "people/kit-marsh.html").exists()
    assert (site / "CNAME").read_text("utf-8") == "minutes.example"
    assert broken(site) == []


def test_a_folder_with_other_things_is_left_alone(forum: Shell) -> None:
    other = forum.folder / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", "utf-8")
    for given in (other, other / "thesis.txt"):
        run = forum("site", "-o", given)
        assert run.returncode == 2
        assert len(run.stderr.splitlines()) == 1, run.stderr
    assert [file.name for file in other.iterdir()] == ["thesis.txt"]


def test_a_file_of_the_users_in_the_place_of_a_page_stays(shell: Shell) -> None:
    done(shell, "load", "minutes")
    done(shell, "site", "-o", "site")
    mine = shell.folder / "site/people/max-muster.html"
    mine.write_text("mine", "utf-8")
    may = shell.folder / "minutes" / "may.md"
    may.write_text(may.read_text("utf-8").replace("Sam Poole", "Max Muster"), "utf-8")
    done(shell, "load", "minutes")
    run = shell("site", "-o", "site")
    assert run.returncode == 2 and "max-muster.html" in run.stderr
    assert mine.read_text("utf-8") == "mine"


def test_a_build_that_breaks_off_leaves_nothing_unaccounted_for(tmp_path: Path) -> None:
    with SiteFolder(tmp_path / "site") as first:
        first.put("people/ann.html", b"Ann")
    second = SiteFolder(tmp_path / "site")
    second.put("people/bo.html", b"Bo")  # and no more: it broke off
    with SiteFolder(tmp_path / "site") as third:
        third.put("index.html", b"Home")
    files = {file.name for file in (tmp_path / "site").rglob("*")}
    assert files == {MANIFEST, "index.html"}


def test_a_folder_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    with SiteFolder(tmp_path / "site") as site:
        site.put("index.html", b"Home")
    (tmp_path / "site/people").symlink_to(tmp_path / "else")
    with pytest.raises(UsageError, match="leads out of the site"):
        SiteFolder(tmp_path / "site").put("people/ann.html", b"Ann")
    assert list((tmp_path / "else").iterdir()) == []


@pytest.mark.parametrize("name", ["../x.html", "/x.html", "people/../../x", "A.html", ".x", "a//b"])
def test_no_file_leaves_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text(f"{name}\n", "utf-8")
    (tmp_path / "x.html").write_text("mine", "utf-8")
    with SiteFolder(tmp_path / "site") as site, pytest.raises(ValueError, match="no name"):
        site.put(name, b"x")
    assert (tmp_path / "x.html").read_text("utf-8") == "mine"


def test_a_paragraph_without_words_is_no_hindrance(shell: Shell) -> None:
    """Structured minutes may number a paragraph and leave it empty."""
    (shell.folder / "bare.yaml").write_text(
        "body: {name: Reed Board}\nmeeting: {date: 2024-01-09}\n"
        "attendance: [{name: Ann Lee, capacity: member, status: present}]\n"
        "items: [{ref: '1', title: Gate}]\nparagraphs: [{ref: '1.1', item: '1', text: ''}]\n",
        "utf-8",
    )
    done(shell, "load", "bare.yaml")
    done(shell, "site", "-o", "bare")
    assert broken(shell.folder / "bare") == []


def test_a_meeting_that_two_documents_record_has_its_items_once(shell: Shell) -> None:
    may = (shell.folder / "minutes" / "may.md").read_text("utf-8")
    (shell.folder / "minutes" / "may-again.md").write_text(
        f"{may}\nCopied for the archive.\n", "utf-8"
    )
    assert "record the same meeting" in shell("load", "minutes").stderr
    done(shell, "site", "-o", "twice")
    assert broken(shell.folder / "twice") == []


def test_an_empty_graph_is_said(tmp_path: Path) -> None:
    run = Shell(tmp_path)("site", "-o", "site")
    assert run.returncode != 0 and len(run.stderr.splitlines()) == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "key",
    ["person:con", "person:../../etc/passwd", "person:", "person:index", "person:index-2", "x",
     "person:é", "person:山田", "doc:" + "long" * 60, "person:a/b", "person:COM1", "person:\ud800"],
)  # fmt: skip
def test_names_of_files_are_safe_everywhere(key: str) -> None:
    name = stem(key)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,90}[a-z0-9])?", name)
    assert name.split("-")[0] not in ("con", "com1") or name != name.split("-")[0]
    assert name not in ("index", "index-2")


def test_names_that_meet_get_pages_apart() -> None:
    addresses = Addresses()
    keys = ["person:a-b", "person:a:b", "person:a.b", "person:A-B"]
    addresses.give("Person", keys)
    assert len({addresses.of("Person", key).lower() for key in keys}) == len(keys)
    assert addresses.of("Person", "person:a-b") == "people/a-b.html"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of minutes in which every text is an attack."""
    shell = Shell(tmp_path_factory.mktemp("hostile"))
    given = json.dumps(hostile_minutes(), ensure_ascii=True)
    (shell.folder / "bad.yaml").write_text(given, "utf-8")
    done(shell, "load", "bad.yaml")
    done(shell, "site", "-o", "in/site", "--name", "</title><script>window.hit = 1</script>")
    assert sorted(each.name for each in (shell.folder / "in").iterdir()) == ["site"]
    assert not [each for each in (shell.folder / "in").rglob("*") if each.is_symlink()]
    return shell.folder / "in" / "site"


def test_no_text_of_a_document_runs(browser: Any, hostile: Path) -> None:
    assert broken(hostile) == []
    shown = [hostile / "index.html"]
    for kind in KINDS:
        if (hostile / kind).is_dir():
            shown += [*sorted((hostile / kind).glob("*.html"))[:3], hostile / kind / "index.html"]
    for bypass in (False, True):
        with opened(browser, shown[0], bypass_csp=bypass) as (page, seen):
            for file in shown:
                page.goto(file.as_uri())
                page.evaluate(OPEN_ALL)
                assert page.evaluate("() => window.hit") is None, file
                assert page.is_visible("main")
                odd = "a[href^='javascript:'], base, iframe, img, [onload], [onerror], main style"
                assert page.locator(odd).count() == 0
            page.goto(shown[0].as_uri())
            for words in ("script", "alpha", "onerror window", "constructor", "7", "عربي"):
                page.fill("#words", words)
                page.wait_for_function(
                    "() => /\\d/.test(document.querySelector('#found').textContent)"
                )
                page.wait_for_function("() => !/Searching/.test(found.textContent)")
                assert page.locator("#results a").count() > 0, words
            assert page.evaluate("() => [window.hit, Object.prototype.hit]") == [None, None]
            assert page.locator("#results img, #results script, #results svg").count() == 0
            assert seen.messages == []
            assert all(url.startswith("file:") for url in seen.requests)


def one_of_each(folder: Path) -> Iterator[Path]:
    """The home page, two lists, and of each kind the largest page."""
    yield folder / "index.html"
    yield folder / "people" / "index.html"
    yield folder / "actions" / "index.html"
    for kind in KINDS:
        others = [file for file in (folder / kind).glob("*.html") if file.name != "index.html"]
        yield max(sorted(others), key=lambda file: file.stat().st_size)


def test_pages_have_no_fault_and_fit_a_phone(browser: Any, made: Shell) -> None:
    pages = list(one_of_each(made.folder / "site"))
    for page, seen, light in light_and_phone(browser, pages[0]):
        for file in pages:
            show_all(page, file)
            # The colours of the dark are the same on all pages, and axe is slow.
            if light or file in pages[2:5]:
                assert faults(page) == [], file
        page.goto(pages[0].as_uri())
        page.fill("#words", "thorn")
        wait_for_search(page)
        assert page.locator("mark").count() > 0
        assert faults(page) == []
        assert page.evaluate(SIDEWAYS) <= 0
        assert seen.messages == []
        assert all(url.startswith("file:") for url in seen.requests)


def test_all_but_search_is_there_without_javascript(browser: Any, made: Shell) -> None:
    # What stands where there is no JavaScript, beside the controls that need it.
    words = """() => {
      const main = document.querySelector("main").cloneNode(true);
      for (const each of main.querySelectorAll("[data-needs-script], noscript")) each.remove();
      return main.textContent.replace(/\\s+/g, " ");
    }"""
    pages = list(one_of_each(made.folder / "site"))
    with opened(browser, pages[0]) as (page, _):
        scripted = []
        for file in pages:
            page.goto(file.as_uri())
            scripted.append(page.evaluate(words))
    with opened(browser, pages[0], java_script_enabled=False) as (page, seen):
        for file, said in zip(pages, scripted, strict=True):
            page.goto(file.as_uri())
            for each in page.locator("main > section > h2, main table").all()[:3]:
                assert each.is_visible(), file
            shown = " ".join(page.text_content("main").split())
            assert all(part in shown for part in said.split(" ")), file
        assert seen.messages == []


def wait_for_search(page: Any) -> None:
    page.wait_for_function("() => /\\d/.test(document.getElementById('found').textContent)")


def test_search_finds_names_and_words_by_keyboard(browser: Any, forum: Shell) -> None:
    may = forum.folder / "accents.md"
    may.write_text(
        "# Fjord Board\n\nMinutes of the meeting held on 3 May 2024\n\n## Present\n\n"
        "- Zoë Łukasz (Chair), Øresund Trust\n\n## 1. Marée basse\n\n"
        "1.1 Zoë Łukasz said that the café on the quay was closed for want of straße.\n",
        "utf-8",
    )
    graph = ("--graph", "accents.kgl")
    done(forum, *graph, "load", "accents.md", "minutes")
    done(forum, *graph, "site", "-o", "accents")
    with opened(browser, forum.folder / "accents/people/index.html") as (page, seen):
        page.keyboard.press("/")
        page.wait_for_selector("#words:focus")
        for asked, found in (
            ("lukas", "Zoë Łukasz"), ("ZOE ŁUK", "Zoë Łukasz"), ("oresund", "Øresund Trust"),
            ("boatmen", "Boatmen's Union"), ("safety for", "Harbour Safety Forum"),
        ):  # fmt: skip
            page.fill("#words", "")
            page.keyboard.type(asked)
            wait_for_search(page)
            assert page.text_content("#results a").startswith(found), asked
        for asked, marked in (("cafe strasse", "café"), ("beac", "beacon"), ("mole closing", None)):
            page.fill("#words", "")
            page.keyboard.type(asked)
            wait_for_search(page)
            marks = page.locator("mark")
            assert (marks.first.text_content() if marks.count() else None) == marked, asked
        page.fill("#words", "")
        page.keyboard.type("night")
        wait_for_search(page)
        assert "2 passages" in page.text_content("#found")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector(":target")
        assert "night" in page.text_content(":target")
        assert seen.messages == []


@pytest.mark.parametrize(
    "text", ["Zoë Łukasz", "STRASSE straße", "ΌΣΟΣ", "Ångström İstanbul ı", "x1 маяк", "ﬁrst"]
)
def test_page_and_index_fold_words_alike(browser: Any, made: Shell, text: str) -> None:
    with opened(browser, made.folder / "site/index.html") as (page, _):
        folded = page.evaluate("(text) => fold(text)", text)
        assert folded == fold(text)
        for word in folded.split():
            assert page.evaluate("(word) => shard(word)", word) == shard(word)


@pytest.mark.skipif(not MINUTES.is_dir(), reason="no real minutes beside the repository")
def test_the_site_of_real_minutes_is_whole(browser: Any, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    files = [file for file in sorted(MINUTES.iterdir()) if not file.name.startswith("ATTRIB")]
    shell("load", *files)
    done(shell, "site", "-o", "site")
    assert broken(tmp_path / "site") == []
    largest = sorted(
        (tmp_path / "site").rglob("*.html"), key=lambda file: file.stat().st_size, reverse=True
    )
    with opened(browser, largest[0], viewport={"width": 390, "height": 800}) as (page, seen):
        for file in largest[:4]:
            page.goto(file.as_uri())
            assert page.evaluate(SIDEWAYS) <= 0, file
        assert seen.messages == []


def test_both_engines_give_the_same_bytes(
    neo4j_server: Server, neo4j_empty: str, made: Shell, tmp_path: Path
) -> None:
    done(made, "copy", made.graph, neo4j_empty, **neo4j_server.environment)
    with open_store(neo4j_empty) as store:
        publish(store, tmp_path / "server")
    here, there = made.folder / "site", tmp_path / "server"
    assert times(here).keys() == times(there).keys()
    for name in times(here):
        assert (here / name).read_bytes() == (there / name).read_bytes(), name
