"""Writes docs/images: each view of our own samples, as a light browser window shows it at first.

python docs/screenshots.py               all of them
python docs/screenshots.py person site   some
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import FLAGS, NAMES

IMAGES = Path(__file__).with_name("images")
LARGEST = 150_000  # bytes
COLOURS = 255


@dataclass(frozen=True, slots=True)
class Shot:
    """A page: the command that writes it, the window, what is searched for before."""

    words: tuple[str, ...]
    height: int = 800
    width: int = 1200
    page: str = ""  # of a site, the page in its folder
    search: str = ""


SHOTS = {
    "network": Shot(
        ("view", "network", "--person", "John Sefton"), 700, 1040, search="Thornby Flight"
    ),
    "attendance": Shot(("view", "attendance", "--meeting", "2024-02-06"), width=760),
    "attendance-body": Shot(("view", "attendance", "--body", "Waterways"), width=760),
    "meeting": Shot(("view", "meeting", "--meeting", "2024-09-10"), 900),
    "actions": Shot(("view", "actions", "--as-of", "2024-12-31")),
    "sector-government": Shot(("view", "sector-government", "--body", "Waterways"), 900),
    "issue": Shot(("view", "issue", "gates"), 900),
    "person": Shot(("view", "person", "John Sefton"), 900),
    "co-attendance": Shot(("view", "co-attendance", "--body", "Waterways"), 900),
    "organisation": Shot(("view", "organisation", "National Waterways Agency"), 900),
    "site": Shot(("site", "--name", "Minutes of two bodies"), page="index.html"),
}


def commands(folder: Path, name: str, shot: Shot) -> Path:
    """The file that a view is in, after the command has written it."""
    out = folder / (name if shot.page else f"{name}.html")
    _run(folder, *shot.words, "-o", str(out))
    return out / shot.page if shot.page else out


def _run(folder: Path, *words: str) -> None:
    program = [sys.executable, "-m", "minutegraph", "--quiet", "--graph", str(folder / "g.kgl")]
    subprocess.run([*program, *words], check=True)


def picture(browser: Any, path: Path, shot: Shot) -> bytes:
    """The window as PNG."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, color_scheme="light", locale="en-GB"
    )
    page.goto(path.as_uri())
    if shot.search:
        page.fill("#search", shot.search)
        page.press("#search", "Enter")
        page.evaluate("document.activeElement.blur()")
    page.wait_for_function(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    )
    taken = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    whole = _png(taken.convert("RGB"))
    # Flat colours and text: where a picture is too large, a palette keeps most of it.
    return (
        whole
        if len(whole) <= LARGEST
        else _png(taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE))
    )


def _png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Write them, or fail where one is too large."""
    wanted = sys.argv[1:] or list(SHOTS)
    if unknown := [name for name in wanted if name not in SHOTS]:
        sys.exit(f"no screenshot {unknown[0]}: there are {', '.join(SHOTS)}")
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no Chromium: install Debian's package chromium to take screenshots")
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        _run(folder, "load", str(ROOT / "examples"))
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for name in wanted:
            shot = SHOTS[name]
            image = picture(browser, commands(folder, name, shot), shot)
            if len(image) > LARGEST:
                sys.exit(f"{name}.png has {len(image):,} bytes: make its window smaller")
            (IMAGES / f"{name}.png").write_bytes(image)
            print(f"docs/images/{name}.png: {len(image):,} bytes", file=sys.stderr)
        browser.close()


if __name__ == "__main__":
    main()
