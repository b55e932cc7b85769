"""Building a site again: nothing is rendered where nothing changed, everything where anything did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minutegraph.graph.store import open_store
from minutegraph.graph.views.site.folder import MANIFEST
from minutegraph.queries.shown import site as building
from minutegraph.queries.shown.site import publish
from tests.conftest import FORUM_MAY, Shell
from tests.views.test_site import done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with a graph of one meeting and its site."""
    shell = Shell(tmp_path_factory.mktemp("built"))
    (shell.folder / "may.md").write_text(FORUM_MAY, "utf-8")
    done(shell, "load", "may.md")
    done(shell, "site", "-o", "site")
    return shell


class Rendered(Exception):
    """Something was read to render it."""


@pytest.fixture
def no_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(*_: object) -> None:
        raise Rendered

    monkeypatch.setattr(building, "read_world", raises)


@pytest.mark.usefixtures("no_rendering")
def test_nothing_is_rendered_where_nothing_changed(built: Shell) -> None:
    folder = built.folder / "site"
    with open_store(str(built.graph)) as store:
        kept = publish(store, folder)
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    assert (kept.written, kept.removed, kept.unchanged) == (0, 0, len(sizes) - 1)
    assert kept.bytes == sum(sizes) - (folder / MANIFEST).stat().st_size


@pytest.mark.usefixtures("no_rendering")
@pytest.mark.parametrize("what", ["page", "gone", "name", "graph", "saved", "program", "broke off"])
def test_whatever_changed_is_rendered(
    built: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    folder, graph, name = tmp_path / "site", tmp_path / "minutes.kgl", "Minutes"
    shutil.copytree(built.folder / "site", folder)
    shutil.copy(built.graph, graph)
    page = folder / "people/ann-lee.html"
    if what == "page":
        page.write_bytes(page.read_bytes().replace(b"Lee", b"Leo"))
    elif what == "gone":
        page.unlink()
    elif what == "name":
        name = "Other minutes"
    elif what == "graph":
        with open_store(str(graph), write=True) as store:
            store.write("MATCH (p:Person) WHERE p.key = 'person:ann-lee' SET p.honorific = 'Dr'")
    elif what == "program":
        monkeypatch.setattr(building, "program", lambda: "another version")
    elif what == "broke off":
        with (folder / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write("people/bo-ek.html\n")
    with open_store(str(graph)) as store:
        if what == "saved":  # by somebody else, since it was opened
            (tmp_path / "copy.kgl").write_bytes(graph.read_bytes())
            (tmp_path / "copy.kgl").replace(graph)
        with pytest.raises(Rendered):
            publish(store, folder, name=name)
