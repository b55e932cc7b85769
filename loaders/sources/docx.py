"""DOCX to a flow: python-docx opens the package, the text is taken as Word would print it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from minutegraph.loaders.sources import archive, looks
from minutegraph.loaders.sources.docxreader import Reader
from minutegraph.loaders.sources.flow import Flow
from minutegraph.loaders.sources.limits import Limits, Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(slots=True)
class Document:
    """What a DOCX holds: its flow, and how many pages Word last printed it on."""

    flow: list[Flow]
    pages: int | None


def read_docx(data: bytes, limits: Limits) -> Document:
    """The flow of a DOCX file.

    Raises:
        Refused: it is damaged, encrypted, too large when unpacked, or no Word document.
    """
    archive.check(data, "DOCX", limits)
    from docx.opc.exceptions import OpcError
    from docx.package import Package
    from lxml import etree

    try:
        package = Package.open(io.BytesIO(data))
        main = package.main_document_part
        root = _element(main)
        parts = {
            name: _related(main, name) for name in ("styles", "numbering", "footnotes", "endnotes")
        }
        header = _header(main, root)
    except (OpcError, etree.LxmlError, *archive.DAMAGED, AttributeError, TypeError):
        # What python-docx raises on a damaged package is often not an exception of its own.
        raise Refused(" is a damaged Word document: open it in Word and save it again") from None
    body = root.find(f"{_W}body")
    if body is None:
        raise Refused(
            " is no Word document of the usual kind: open it in Word and save it as .docx"
        )
    reader = Reader(parts, limits, printed=_is_printed(root))
    heads = [] if header is None else reader.heads(header)
    flow = list(reader.blocks(body))
    flow += reader.notes
    looks.settle_titles(flow)
    looks.mark_headings(flow)
    return Document([*looks.title_matter(heads, flow), *flow], reader.page)


def _element(part: Any) -> Any:
    """The parsed element of a part, also of one whose content type python-docx does not know."""
    from docx.oxml.parser import parse_xml

    element = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)


def _related(part: Any, kind: str) -> Any | None:
    for relation in part.rels.values():
        if relation.reltype == _TYPES + kind and not relation.is_external:
            return _element(relation.target_part)
    return None


def _is_printed(root: Any) -> bool:
    return next(root.iter(f"{_W}lastRenderedPageBreak"), None) is not None


def _header(main: Any, root: Any) -> Any | None:
    """The element of the first page's header."""
    section = next(root.iter(f"{_W}sectPr"), None)
    if section is None:
        return None
    kinds = {r.get(f"{_W}type"): r for r in section.iterchildren(f"{_W}headerReference")}
    first = kinds.get("first") if section.find(f"{_W}titlePg") is not None else None
    chosen = first if first is not None else kinds.get("default")
    relation = None if chosen is None else main.rels.get(chosen.get(f"{_REL}id"))
    if relation is None or relation.is_external:
        return None
    return _element(relation.target_part)
