"""One HTML page that opens from disk: our template, our scripts and styles, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from minutegraph.graph.views.links import Links, NoLinks
from minutegraph.graph.views.text import visible

_PACKAGE = "minutegraph.graph.views"


def render_page(
    template: str,
    *,
    heading: str,
    note: str | None = None,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    links: Links | None = None,
    **context: object,
) -> str:
    """A page from `template`, which extends page.html.j2.

    Args:
        template: file name in this folder; every value is escaped in it.
        heading, note: shown on top, as text.
        styles, scripts: files of assets/ to put into the page, in order, after page.css. The page
            runs and applies these and nothing else: its policy names them by hash.
        links: what is around the page; nothing by default.
        context: what else the template shows.
    """
    links = links or NoLinks()
    around = ["site-nav.css"] if links.frame else []
    style_texts = [_asset(name) for name in ("page.css", *styles, *around)]
    script_texts = [_asset(name) for name in scripts]
    return (
        environment()
        .get_template(template)
        .render(
            heading=visible(heading),
            note=visible(note) if note else None,
            policy=_policy(style_texts, script_texts),
            styles=[Markup(text) for text in style_texts],
            scripts=[Markup(text) for text in script_texts],
            links=links,
            **context,
        )
    )


def render_view(
    name: str,
    data: object,
    *,
    heading: str,
    note: str | None = None,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    links: Links | None = None,
) -> str:
    """A page that shows one part: parts/`name`.html.j2, whose macro `show` takes data and links.

    Args:
        data: what the part shows; texts of documents in it need no care, see `environment`.
        heading, note, styles, scripts, links: as of `render_page`.
    """
    return render_page(
        "view.html.j2",
        heading=heading,
        note=note,
        styles=styles,
        scripts=scripts,
        part=f"parts/{name}.html.j2",
        data=data,
        links=links,
    )


@cache
def environment() -> Environment:
    """The templates of this folder: every text is escaped, and shows what would hide in it."""
    return Environment(
        loader=PackageLoader(_PACKAGE, ""),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> str:
    text = files(_PACKAGE).joinpath("assets", name).read_text(encoding="utf-8")
    # Such text would end its element early; ours has none, and an update must not bring one in.
    if any(end in text.lower() for end in ("</script", "</style", "<!--", "\r")):
        raise ValueError(f"assets/{name} cannot stand inside a page as it is")
    return text


def _policy(styles: list[str], scripts: list[str]) -> str:
    def hashes(texts: list[str]) -> str:
        return " ".join(f"'sha256-{_digest(text)}'" for text in texts) or "'none'"

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
