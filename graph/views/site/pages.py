"""Renders the pages of a site: our templates, relative links, scripts and styles as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment

from minutegraph.graph.views.links import Frame
from minutegraph.graph.views.page import environment
from minutegraph.graph.views.record import Named
from minutegraph.graph.views.site.addresses import Addresses, FromPage
from minutegraph.graph.views.site.model import Passage
from minutegraph.graph.views.text import visible

MOST = 300  # passages or actions on the page of one person or thing
STYLES = ("page.css", "matrix.css", "meeting.css", "profile.css", "site-nav.css", "site.css")
SCRIPTS = ("filter.js", "search.js", "site.js")
# Where a page's files come from: the site itself. From disk, Chromium takes 'self' for any file;
# Firefox for none, so that files are named as well (on a web host that allows nothing more).
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
_SHORT = 300  # characters of a passage on another page than its meeting's


class Pages:
    """Makes pages.

    Args:
        name: of the site.
        sections: (word, path from the top) of the pages every page leads to.
    """

    def __init__(
        self, addresses: Addresses, name: str, sections: Sequence[tuple[str, str]]
    ) -> None:
        self.addresses = addresses
        self.name = visible(name)
        self.sections = sections

    def around(self, path: str, back: tuple[str, str] | None = None) -> FromPage:
        """What is around the page at `path`; `back` is (words, path) of the one it belongs to."""
        return FromPage(self.addresses, Frame(self.name, path, self.sections, back))

    def page(
        self,
        path: str,
        template: str,
        heading: str,
        *,
        over: str = "",
        scripts: Iterable[str] = (),
        **shown: Any,
    ) -> bytes:
        """The page at `path`, from site/`template`.html.j2; `over` stands above the heading."""
        text = (
            site_environment()
            .get_template(f"site/{template}.html.j2")
            .render(
                heading=visible(heading),
                over=over,
                policy=POLICY,
                styles=STYLES,
                scripts=(*scripts, "site.js"),
                links=self.around(path),
                **shown,
            )
        )
        return text.encode()


@cache
def site_environment() -> Environment:
    """The templates of all views, with what those of the site need."""
    own = environment().overlay()
    own.filters = {**own.filters, "excerpt": excerpt}
    own.globals = {**own.globals, "by_meeting": by_meeting, "most": MOST}
    return own


def assets() -> Iterator[tuple[str, bytes]]:
    """Scripts and styles of the site: path and content."""
    folder = files("minutegraph.graph.views").joinpath("assets")
    for name in (*STYLES, *SCRIPTS):
        yield f"assets/{name}", folder.joinpath(name).read_bytes()


def excerpt(text: str, longest: int = _SHORT) -> str:
    """A text, cut at a word with an ellipsis where it is longer than so many characters.

    >>> excerpt("one two three", 9)
    'one two …'
    """
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    head = flat[: longest - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head} …"


def by_meeting(
    passages: Iterable[Passage], backwards: bool = False
) -> list[tuple[Named, object, list[Passage]]]:
    """Passages under their meetings, in order or the last meeting first: (meeting, date, passages)."""
    found = [
        (meeting, date, list(group))
        for (meeting, date), group in groupby(passages, key=lambda each: (each.meeting, each.date))
    ]
    return found[::-1] if backwards else found
