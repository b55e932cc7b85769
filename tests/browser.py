"""A headless Chromium for tests of the views, and pages that tell what they did.

Debian: `apt-get install chromium`. Where it is missing the tests skip with one line; where CI is
set in the environment they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Seen:
    """What a page asked for, said and did since it was opened."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def nothing_but(self, page: Path) -> bool:
        """Whether only the file itself was asked for, and nothing was said."""
        return self.requests == [page.as_uri()] and not self.messages


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium (playwright's `Browser`)."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        _missing("no Chromium: install Debian's package chromium to test the views in a browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("no playwright: install the test dependency group to test the views in a browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        running.close()


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def opened(browser: Any, path: Path, **context: Any) -> Iterator[tuple[Any, Seen]]:
    """The file at `path` open in a context of its own, and what is seen of it.

    Requests that would leave the disk are refused as well as noted; a script that asks the reader
    something (alert and the like) counts as a message.

    Args:
        context: options of playwright's `Browser.new_context`.
    """
    given = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", **context}
    room = browser.new_context(**given)
    seen = Seen()

    def route(route: Any) -> None:
        seen.requests.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def dialog(dialog: Any) -> None:
        seen.messages.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    try:
        page = room.new_page()
        page.route("**/*", route)
        page.on("console", lambda message: seen.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.messages.append(f"error: {error}"))
        page.on("dialog", dialog)
        page.goto(path.as_uri())
        yield page, seen
    finally:
        room.close()
