"""How much of a document is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What an untrusted file may cost.

    Attributes:
        pages: of a PDF.
        expanded: bytes that the parts of a packed file (DOCX, ODT, XLSX) may have unpacked.
        seconds: for taking the text out of a PDF.
        memory: bytes of address space for the text of a PDF, where the system can hold to it.
        rows: rows of a table or sheet.
        characters: of text, once it is out of its format.
        paragraph: characters of one paragraph.
    """

    pages: int = 2_000
    expanded: int = 60_000_000
    seconds: int = 30
    memory: int = 1_000_000_000
    rows: int = 20_000
    characters: int = 10_000_000
    paragraph: int = 200_000


LIMITS = Limits()


class Refused(Exception):
    """A file cannot be read: what is wrong with it, as the end of a sentence on its path."""
