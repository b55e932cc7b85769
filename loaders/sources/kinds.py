"""What format a file is in, by what it holds; by its suffix where its content does not tell."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.reader.scan import decode

STRUCTURED = (".yaml", ".yml", ".json")
HTML = (".html", ".htm", ".xhtml")
WIKI = {
    ".org": "org", ".wiki": "wiki", ".mediawiki": "wiki", ".mw": "wiki",
    ".rst": "rst", ".rest": "rst", ".adoc": "adoc", ".asciidoc": "adoc", ".asc": "adoc",
}  # fmt: skip
# What a suffix says of a file whose content says nothing.
_SUFFIXES = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt",
    ".pdf": "pdf", ".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "csv",
    **dict.fromkeys(HTML, "html"), **WIKI,
}  # fmt: skip
_BINARY = frozenset({"docx", "odt", "pdf", "xlsx"})
# What begins files that are known and not read, with what to do about them.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file: save it as .docx"),
    (b"{\\rtf", "Rich Text Format: save it as .docx"),
    (b"\x89PNG", "a picture: minutes in it need OCR first"),
    (b"\xff\xd8\xff", "a picture: minutes in it need OCR first"),
    (b"GIF8", "a picture: minutes in it need OCR first"),
    (b"II*\0", "a picture: minutes in it need OCR first"),
    (b"MM\0*", "a picture: minutes in it need OCR first"),
    (b"\x1f\x8b", "a gzip archive: unpack it and give the files in it"),
    (b"BZh", "a bzip2 archive: unpack it and give the files in it"),
    (b"\xfd7zXZ\0", "an xz archive: unpack it and give the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it and give the files in it"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it and give the files in it"),
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*){0,5}"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|style|div|p|h[1-6]|table|article|main|"
    r"section|ul|ol|span|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = (".md", ".markdown", ".mkd")


def kind_of(source: SourceFile) -> str:
    """The format: text, org, wiki, rst, adoc, html, docx, odt, pdf, xlsx, csv, structured, or other."""
    return _kind(source.suffix, source.data)


def foreign(data: bytes) -> str | None:
    """What a file is that is known and not read here, and what to do; None for all others."""
    if _is_zip(data) and _zip_kind(data) is None:
        return "an archive that holds no document: unpack it and give the files in it"
    return next((what for mark, what in _OTHERS if data.startswith(mark)), None)


@lru_cache(maxsize=8)
def _kind(suffix: str, data: bytes) -> str:
    if suffix in STRUCTURED:
        return "structured"
    if _is_zip(data):
        return _zip_kind(data) or _SUFFIXES.get(suffix, "other")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if foreign(data) is not None:
        return "other"
    named = _SUFFIXES.get(suffix)
    if named in _BINARY:
        # The name is wrong, or the file is damaged: what can be read as text is text.
        return _looks_like_text(data) or str(named)
    if named is not None and named != "html":
        return named
    if suffix not in _MARKDOWN and (named == "html" or _HTML_START.match(_head(data))):
        return "html"
    return "text"


def _looks_like_text(data: bytes) -> str | None:
    try:
        text = decode(data, "")
    except DocumentError:
        return None
    return "html" if _HTML_START.match(text[:10_000]) else "text"


def _head(data: bytes) -> str:
    """The beginning of a file as text, for marks that are plain ASCII in every encoding."""
    head = data[:10_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:8]:
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_zip(data: bytes) -> bool:
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def _zip_kind(data: bytes) -> str | None:
    """The document that a ZIP archive is; a damaged one by the names in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:10_000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        names = {
            part.decode() for part in (b"word/", b"xl/", b"mimetype") if part in data[:100_000]
        }
    for name in names:
        if name.startswith("word/"):
            return "docx"
        if name.startswith("xl/"):
            return "xlsx"
    if "mimetype" in names or "content.xml" in names:
        return "odt"
    return None
