"""Takes the words out of PDFs, in a process of its own: run as a script, never imported.

A PDF is a program for a large C++ library. Kept apart like this, one that crashes it, hangs it
or exhausts memory costs an error line and not the process that asked.

It reads requests from standard input, a line of JSON ({"length", "pages"}) and then the file's
bytes, and answers each with a line of JSON:

    {"pages": [{"width", "height", "words": n, "rules": [...]}], "fonts": [...], "images": n,
     "texts": n, "places": n}                                 or {"error": what, "detail": text}

and after it, of the lengths it gives, the words of all pages in UTF-8, parted by line feeds, and
for each of them five numbers of four bytes: left, right, baseline and size in points, y upwards
from the page's lower edge, and its font. A rule, a drawn straight line, is [left, bottom, right,
top]; a font is [bold, italic].
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import sys
from array import array
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted", re.IGNORECASE)
_MOST_OBJECTS = 20_000  # of a page; beyond, its drawn lines are not looked at
_MOST_RULES = 4_000
_ERRORS = {1: "unknown", 2: "file", 3: "damaged", 4: "encrypted", 5: "encrypted", 6: "damaged"}


# Asked for each word: pointers as plain numbers, and places to fill in made once.
_piece_at = pdfium.FPDFText_GetTextObject
_piece_at.restype = ctypes.c_void_p
_font_of = pdfium.FPDFTextObj_GetFont
_font_of.argtypes, _font_of.restype = [ctypes.c_void_p], ctypes.c_void_p
for _ask in (
    pdfium.FPDFFont_GetBaseFontName,
    pdfium.FPDFFont_GetWeight,
    pdfium.FPDFFont_GetItalicAngle,
):
    _ask.argtypes = [ctypes.c_void_p, *_ask.argtypes[1:]]
_origin_of = pdfium.FPDFText_GetCharOrigin
_origin_of.argtypes = [_origin_of.argtypes[0], ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
_box_of = pdfium.FPDFText_GetLooseCharBox
_box_of.argtypes = [_box_of.argtypes[0], ctypes.c_int, ctypes.c_void_p]


class _Problem(Exception):
    pass


def main(memory: int) -> None:
    """Answer requests until standard input ends."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system: the time limit still holds
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    pdfium.FPDF_InitLibrary()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["length"])
        texts, places = b"", b""
        try:
            found = _Words()
            answer = _document(data, request["pages"], found)
            texts, places = "\n".join(found.texts).encode(), found.places.tobytes()
            answer |= {"texts": len(texts), "places": len(places)}
        except _Problem as problem:
            answer = {"error": problem.args[0], "detail": problem.args[1]}
        except MemoryError:
            answer = {"error": "memory", "detail": ""}
        answers.write(json.dumps(answer, separators=(",", ":")).encode() + b"\n")
        answers.write(texts)
        answers.write(places)
        answers.flush()


class _Words:
    """Words as they are sent: their texts, and five numbers for each."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.places = array("f")


def _document(data: bytes, most_pages: int, found: _Words) -> dict[str, Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _Problem(_ERRORS.get(pdfium.FPDF_GetLastError(), "damaged"), "")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > most_pages:
            raise _Problem("pages", str(count))
        fonts = _Fonts()
        pages = []
        images = 0
        for number in range(count):
            page = pdfium.FPDF_LoadPage(document, number)
            if not page:
                pages.append({"width": 0, "height": 0, "words": 0, "rules": []})
                continue
            try:
                answer = _page(page, fonts, found)
                if not answer["words"]:
                    images += _has_images(page)
                pages.append(answer)
            finally:
                pdfium.FPDF_ClosePage(page)
        return {"pages": pages, "fonts": fonts.looks, "images": images}
    finally:
        pdfium.FPDF_CloseDocument(document)


class _Fonts:
    """The looks of the fonts met, each with a number."""

    def __init__(self) -> None:
        self.looks: list[list[bool]] = []
        self._numbers: dict[tuple[bool, bool], int] = {}
        self._known: dict[int, int] = {}

    def number(self, font: int | None) -> int:
        """The number of a font's look, by the library's own handle of the font."""
        known = self._known.get(font or 0)
        if known is None:
            known = self._known[font or 0] = self._number(font)
        return known

    def forget(self) -> None:
        """Handles are good for one page only."""
        self._known.clear()

    def _number(self, font: int | None) -> int:
        name = ctypes.create_string_buffer(200)
        size = pdfium.FPDFFont_GetBaseFontName(font, name, 200) if font else 0
        text = name.value.decode("latin-1") if size else ""
        weight = pdfium.FPDFFont_GetWeight(font) if font else -1
        angle = ctypes.c_int()
        slanted = bool(font) and pdfium.FPDFFont_GetItalicAngle(font, angle) and angle.value
        look = (
            bool(_BOLD.search(text)) or weight >= 600,
            bool(_ITALIC.search(text)) or bool(slanted and -45 < angle.value < 0),
        )
        if look not in self._numbers:
            self._numbers[look] = len(self.looks)
            self.looks.append(list(look))
        return self._numbers[look]


def _page(page: Any, fonts: _Fonts, found: _Words) -> dict[str, Any]:
    turned = pdfium.FPDFPage_GetRotation(page)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    frame = _Frame(turned, width, height)
    text_page = pdfium.FPDFText_LoadPage(page)
    before = len(found.texts)
    fonts.forget()
    if text_page:
        try:
            _read_words(text_page, fonts, frame, found)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    words = len(found.texts) - before
    rules = _rules(page, frame) if words else []
    return {"width": round(width, 1), "height": round(height, 1), "words": words, "rules": rules}


class _Frame:
    """Turns a page's own coordinates into those of the page as it is shown."""

    def __init__(self, turned: int, width: float, height: float) -> None:
        self.turned, self.width, self.height = turned, width, height

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turned == 1:
            return y, self.height - x
        if self.turned == 2:
            return self.width - x, self.height - y
        if self.turned == 3:
            return self.width - y, x
        return x, y


def _read_words(text_page: Any, fonts: _Fonts, frame: _Frame, found: _Words) -> None:
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    to_x, to_y, to_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    looks: dict[int, tuple[float, int, bool]] = {}
    turned = frame.turned != 0
    texts, places = found.texts, found.places
    for match in _WORD.finditer(_text(text_page, count)):
        first, end = match.span()
        key = _piece_at(text_page, first) or 0
        look = looks.get(key)
        if look is None or not key:
            look = looks[key] = _look(text_page, first, key, fonts, frame.turned)
        if not look[2]:
            continue  # a watermark or a margin note set across
        _origin_of(text_page, first, to_x, to_y)
        if not _box_of(text_page, end - 1, to_box):
            continue
        left, base, right = x.value, y.value, box.right
        if turned:
            left, base = frame.point(left, base)
            corners = frame.point(box.left, box.bottom)[0], frame.point(box.right, box.top)[0]
            right = max(corners)
        text = match[0]
        if text[-1] == "\ufffe":
            text = text[:-1] + "-"
        if "\0" in text:
            text = text.replace("\0", "") or "?"
        texts.append(text)
        places.extend((left, right, base, look[0], look[1]))


def _look(
    text_page: Any, place: int, piece: int, fonts: _Fonts, turned: int
) -> tuple[float, int, bool]:
    """The size and font of the piece of text at a place, and whether it stands upright."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, place)
    upright = True
    if pdfium.FPDFText_GetMatrix(text_page, place, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - 90 * turned
        upright = abs((angle + 180) % 360 - 180) < 8
    font = _font_of(piece) if piece else None
    return round(size, 1), fonts.number(font), upright


def _text(text_page: Any, count: int) -> str:
    """A page's characters, one for each of the library's own places."""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: max(0, got - 1) * 2].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    points = (pdfium.FPDFText_GetUnicode(text_page, place) for place in range(count))
    return "".join(chr(p) if 0 < p < 0x110000 and not 0xD800 <= p < 0xE000 else " " for p in points)


def _rules(page: Any, frame: _Frame) -> list[list[float]]:
    """The straight lines that are drawn on a page, across or down."""
    count = pdfium.FPDFPage_CountObjects(page)
    if not 0 < count <= _MOST_OBJECTS:
        return []
    edges = [ctypes.c_float() for _ in range(4)]
    rules: list[list[float]] = []
    for place in range(count):
        item = pdfium.FPDFPage_GetObject(page, place)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *edges):
            continue
        x0, y0 = frame.point(edges[0].value, edges[1].value)
        x1, y1 = frame.point(edges[2].value, edges[3].value)
        box = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
        wide, high = box[2] - box[0], box[3] - box[1]
        if (high <= 3 < wide or wide <= 3 < high) and len(rules) < _MOST_RULES:
            rules.append([round(edge, 1) for edge in box])
    return rules


def _has_images(page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 50)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, place))
        == pdfium.FPDF_PAGEOBJ_IMAGE
        for place in range(count)
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
