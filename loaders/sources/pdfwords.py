"""The words of a PDF with their places, taken by a process that may fail for us."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from array import array
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from minutegraph.loaders.sources.limits import Limits, Refused

_WORKER = Path(__file__).with_name("pdfworker.py")


@dataclass(slots=True)
class Word:
    """A word where it stands; in points, y upwards from the page's lower edge."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class Page:
    """A page's words in no certain order, and the straight lines drawn on it."""

    width: float
    height: float
    words: list[Word]
    rules: list[tuple[float, float, float, float]]


class _Worker:
    """One process that reads PDFs, started when first needed and again after it failed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._memory = 0
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes, bytes]:
        """The process's answer to a file, its words' texts, and their places."""
        with self._lock:
            process = self._started(limits.memory)
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(limits.seconds, stop)
            timer.daemon = True
            timer.start()
            answer, whole = b"", False
            found: dict[str, Any] = {}
            texts = places = b""
            try:
                assert process.stdin is not None and process.stdout is not None
                request = {"length": len(data), "pages": limits.pages}
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.write(data)
                process.stdin.flush()
                answer = process.stdout.readline()
                if answer.endswith(b"\n"):
                    found = json.loads(answer)
                    sizes = found.get("texts", 0), found.get("places", 0)
                    texts = process.stdout.read(sizes[0])
                    places = process.stdout.read(sizes[1])
                    whole = (len(texts), len(places)) == sizes
            except OSError:
                pass  # it died while it was written to
            finally:
                timer.cancel()
            if not whole:
                self.stop()
                return {"error": "late" if late.is_set() else "crash"}, b"", b""
        return found, texts, places

    def _started(self, memory: int) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and (
            process.poll() is not None or self._memory != memory or self._owner != os.getpid()
        ):
            self.stop()
            process = None
        if process is None:
            # -P: the folder of the script is no place to import from (it has an html.py).
            process = subprocess.Popen(
                [sys.executable, "-P", str(_WORKER), str(memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._process, self._memory, self._owner = process, memory, os.getpid()
        return process

    def stop(self) -> None:
        """End the process, if it is ours."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


_worker = _Worker()
atexit.register(_worker.stop)


def words_of(data: bytes, limits: Limits) -> list[Page]:
    """The pages of a PDF.

    Raises:
        Refused: it is damaged, encrypted or scanned, or breaks a limit.
    """
    answer, texts, places = _worker.ask(data, limits)
    error = answer.get("error")
    if error:
        raise Refused(_refusal(error, answer.get("detail", ""), limits))
    looks = [(bool(bold), bool(italic)) for bold, italic in answer["fonts"]]
    numbers = array("f")
    numbers.frombytes(places)
    five = iter(numbers)
    words = iter(zip(texts.decode().split("\n"), five, five, five, five, five, strict=False))
    pages = []
    for page in answer["pages"]:
        pages.append(
            Page(
                page["width"],
                page["height"],
                [
                    Word(text, left, right, base, round(size, 1), *looks[int(font)])
                    for text, left, right, base, size, font in islice(words, page["words"])
                ],
                [(r[0], r[1], r[2], r[3]) for r in page["rules"]],
            )
        )
    if not any(page.words for page in pages):
        if answer["images"]:
            raise Refused(
                " is scanned: its pages are pictures without text; run OCR over it first "
                "(ocrmypdf, for one) and give the result"
            )
        raise Refused(" holds no text: if its pages are pictures, run OCR over it first")
    return pages


def _refusal(error: str, detail: str, limits: Limits) -> str:
    if error == "pages":
        return (
            f" has {int(detail):,} pages, more than the limit of {limits.pages:,}: "
            "raise it with --max-pages"
        )
    if error == "encrypted":
        return " is encrypted: save it without a password"
    if error == "late":
        return (
            f" took longer than the limit of {limits.seconds} seconds to read: "
            "raise it with --max-seconds"
        )
    if error == "memory":
        return f" needs more than {limits.memory:,} bytes of memory to read"
    if error == "crash":
        return " cannot be read: it is damaged, or needs more memory than it may have"
    return " is a damaged PDF: open it in a viewer and print it to a new one"
