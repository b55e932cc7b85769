"""Views and answers in a notebook: what the command line writes to files, shown inline.

    from minutegraph.notebook import open_graph

    graph = open_graph("minutes.kgl")
    graph.view("person", "Ann Lee")
    graph.draw(query="attendance", meeting="2024-05-14")
    graph.query("actions", owner="Lee")  # rows as dicts, such as pandas.DataFrame takes

A page stands in a frame of its own that can reach neither the notebook nor any other page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from minutegraph.errors import UsageError
from minutegraph.graph.resolve.registry import read_registry, registry_path
from minutegraph.graph.store import Store, open_store
from minutegraph.graph.views.network import DRAWN
from minutegraph.queries import with_folders
from minutegraph.queries.drawing import CENTRES, draw_cypher, draw_part, draw_query
from minutegraph.queries.output import save

__all__ = ["Graph", "Page", "open_graph"]

HEIGHT = 760  # px

# Scripts, the PNG and the printer; not the notebook's origin, its cookies, or other pages.
_SANDBOX = "allow-scripts allow-downloads allow-modals"


@dataclass(frozen=True, slots=True)
class Page:
    """A view: shown where a notebook shows the last value of a cell.

    Attributes:
        html: the whole page, the same bytes that `minutegraph view` writes.
        height: of its frame, in px.
    """

    html: str
    height: int = HEIGHT

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="{_SANDBOX}" width="100%" '
            f'height="{self.height}" style="border: 0" title="minutegraph"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<minutegraph page, {len(self.html):,} characters: a notebook shows it>"

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it to a file, to open in a browser or to hand on.

        Raises:
            MinutegraphError: the file cannot be written.
        """
        file = Path(path)
        save(file, self.html)
        return file


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to look at; it is opened for each question and let go after it.

    Attributes:
        url: a path or address, as `--graph` takes it.
        registry: the file of judgements; None for that beside the graph.
        queries: folders of named queries of one's own.
    """

    url: str
    registry: str | None = None
    queries: tuple[Path, ...] = ()

    def view(self, kind: str, name: str | None = None, **options: Any) -> Page:
        """A view that answers one question: what `minutegraph view KIND` writes.

        Args:
            kind: as `minutegraph view --help` lists them.
            name: whom or what it is of, where the kind takes a NAME.
            options: those of the kind, without dashes, as text.

        Raises:
            UsageError: no such kind or option, or nothing fits.
        """
        from minutegraph.queries.query import unknown
        from minutegraph.viewing import KINDS

        if kind == "network":
            return self.draw(**options)
        if kind not in KINDS:
            raise UsageError(unknown("view", kind, ["network", *KINDS]))
        chosen = KINDS[kind]
        if (name is None) is not (chosen.argument is None):
            takes = "takes a name" if chosen.argument else "takes no name"
            raise UsageError(f"the view {kind} {takes}")
        for option in options:
            if option not in chosen.options:
                raise UsageError(unknown(f"option of {kind}", option, chosen.options))
        given = options | ({chosen.argument: name} if chosen.argument and name else {})
        module, function = chosen.page.split(":")
        page = getattr(import_module(f"minutegraph.queries.shown.{module}"), function)
        more: dict[str, Any] = {}
        if chosen.judged:
            more["registry"] = read_registry(registry_path(self.url, self.registry))
        with self._open() as store:
            return Page(page(store, given, **more))

    def draw(
        self,
        *,
        query: str | None = None,
        cypher: str | None = None,
        pattern: str | None = None,
        limit: int | None = DRAWN,
        **given: Any,
    ) -> Page:
        """A network: of a query's rows, of a part of the graph, or of all of it.

        Args:
            query: name of a named query.
            cypher: a query; its values are parameters, `given`.
            pattern: what a row draws, where rows hold no nodes: see docs/cypher.md.
            limit: nodes drawn at most; None for all.
            given: parameters of the query; without one, `meeting`, `person` or `organisation` choose a
                part of the graph, and what goes with them: `hops`, `paragraphs`.

        Raises:
            UsageError: no such query or parameter, or nothing that can be drawn.
            QueryError: the engine refuses it.
        """
        if query is not None and cypher is not None:
            raise UsageError("draw one thing: query or cypher")
        with self._open() as store:
            if cypher is not None:
                return Page(draw_cypher(store, cypher, given, pattern, limit=limit))
            named = {name: _as_text(value) for name, value in given.items()}
            if query is not None:
                known = with_folders(self.queries)
                return Page(draw_query(store, known, query, named, pattern, limit=limit))
            centres = [name for name in CENTRES if name in named]
            if len(centres) > 1:
                raise UsageError(f"draw one thing: {' or '.join(centres)}")
            kind = centres[0] if centres else "network"
            return Page(draw_part(store, kind, named, limit=limit))

    def query(self, name: str, /, **params: Any) -> list[dict[str, object]]:
        """The rows of a named query, as dicts of its columns.

        Raises:
            UsageError: no such query or parameter, or a value that does not fit.
        """
        named = {
            key: value if value is None or isinstance(value, bool) else _as_text(value)
            for key, value in params.items()
        }
        with self._open() as store:
            return with_folders(self.queries).run(store, name, **named).rows

    def cypher(self, text: str, /, **params: Any) -> list[dict[str, object]]:
        """The rows of a Cypher query, which cannot write.

        Raises:
            QueryError: the engine refuses it.
        """
        with self._open() as store:
            return store.read(text, **params).rows

    def _open(self) -> Store:
        return open_store(self.url)


def open_graph(
    url: str | PathLike[str] = "minutes.kgl",
    *,
    registry: str | None = None,
    queries: Iterable[str | PathLike[str]] = (),
) -> Graph:
    """A graph to look at.

    Args:
        url: a file, or a server's address with credentials from the environment.
        registry: the file of judgements; that beside the graph unless given.
        queries: folders of named queries of one's own.

    Raises:
        MinutegraphError: there is none, or it cannot be opened.
    """
    graph = Graph(fspath(url), registry, tuple(Path(folder) for folder in queries))
    with graph._open():  # says at once where there is none
        return graph


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
