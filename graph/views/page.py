"""One HTML page that opens from disk: our template, our scripts and styles, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from minutegraph.graph.views.text import visible

_PACKAGE = "minutegraph.graph.views"


def render_page(
    template: str,
    *,
    heading: str,
    note: str | None = None,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    **context: object,
) -> str:
    """A page from `template`, which extends page.html.j2.

    Args:
        template: file name in this folder; every value is escaped in it.
        heading, note: shown on top, as text.
        styles, scripts: files of assets/ to put into the page, in order, after page.css. The page
            runs and applies these and nothing else: its policy names them by hash.
        context: what else the template shows.
    """
    style_texts = [_asset(name) for name in ("page.css", *styles)]
    script_texts = [_asset(name) for name in scripts]
    return (
        _environment()
        .get_template(template)
        .render(
            heading=visible(heading),
            note=visible(note) if note else None,
            policy=_policy(style_texts, script_texts),
            styles=[Markup(text) for text in style_texts],
            scripts=[Markup(text) for text in script_texts],
            **context,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(_PACKAGE, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


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
