"""Which sector an organisation belongs to, and what that rests on.

In this order: a person's judgement; what documents show, where they agree; what is public
knowledge (`sectors.yaml`); what the name itself says. Where none of them tells, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from minutegraph.graph.keys import organisation_slug


class Sector(NamedTuple):
    """A sector and what it rests on; `name` is empty where the evidence is at odds."""

    name: str
    basis: str


# Names that leave no doubt. A society may be a limited company and "Department of" a university's.
_NAMES = (
    ("government", r"^(?:the )?Ministry (?:of|for) "),
    ("government", r"^(?:HM|His Majesty['’]s|Her Majesty['’]s) "),
    ("government", r"^(?:the )?(?:UK|Scottish|Welsh|British|Irish) Government\b"),
    ("local government",
     r"\b(?:County|Borough|City|District|Parish|Town|Metropolitan Borough) Council$"),
    ("local government", r"^(?:the )?(?:London|Royal) Borough of "),
    ("academic", r"^(?:the )?University of (?!.*\b(?:Union|Press|Hospitals?|Trust|Society|Club)\b)"),
    ("academic", r"^(?!.*\b(?:Union|Society|Club|Friends)\b)(?:[A-Z][\w'’&-]*\s+){1,4}University$"),
    ("voluntary", r"\b(?:Charity|Charities|Charitable (?:Trust|Foundation|Society)|CIO)$"),
    ("private", r"\b(?:plc|PLC|LLP|GmbH)$"),
)  # fmt: skip
_BY_NAME = [(sector, re.compile(pattern)) for sector, pattern in _NAMES]
_ACADEMIC = re.compile(
    r"\b(?:studies|continuing education|university|faculty|school of)\b", re.IGNORECASE
)
_DEPARTMENT = re.compile(r"^(?:the )?Department for (?=[A-Z])")

# Headings of attendance lists that say which sector those below them come from.
_HEADINGS = (
    ("voluntary",
     r"\b(?:third|voluntary|charit(?:y|able)|community|not[- ]for[- ]profit|non-?profit) sector\b"),
    ("voluntary", r"\b(?:charities|NGOs?|VCSE?|VCFSE)\b"),
    ("voluntary", r"\bcivil society (?:organi[sz]ations|members|representatives)\b"),
    ("voluntary",
     r"\bvoluntary (?:and community )?(?:organi[sz]ations|members|representatives|bodies)\b"),
    ("academic", r"\b(?:academics?|universit(?:y|ies)) (?:sector|members|representatives)\b"),
    ("private",
     r"\b(?:private|commercial) sector\b|\bindustry (?:members|representatives)\b"),
    ("government", r"(?<!local )(?<!non-)\bgovernment (?:departments?|members|representatives)\b"),
    ("local government", r"\blocal (?:government|authorit(?:y|ies)) (?:members|representatives)\b"),
)  # fmt: skip
_MIXED = re.compile(r"\b(?:officials?|civil servants?)\b", re.IGNORECASE)
_BY_HEADING = [(sector, re.compile(pattern, re.IGNORECASE)) for sector, pattern in _HEADINGS]


def sector_of(
    names: Iterable[str], judged: str | None, stated: Iterable[Sector] = ()
) -> Sector | None:
    """The sector of an organisation.

    Args:
        names: all that documents call it, its own first.
        judged: what the registry says.
        stated: what documents show, the latest last.
    """
    if judged:
        return Sector(judged.strip().lower(), "judged in the registry")
    said = list(stated)
    if len({sector.name for sector in said}) == 1:
        return said[-1]
    called = list(names)
    known = next((found for name in called if (found := _known(name))), None)
    known = known or next((found for name in called if (found := by_name(name))), None)
    if known or not said:
        return known
    return Sector("", "documents differ: " + "; ".join(sector.basis for sector in said))


def by_name(name: str) -> Sector | None:
    """The sector that a name itself says.

    >>> by_name("Ministry of Boats").name, by_name("Thornby Town Council").name
    ('government', 'local government')
    >>> by_name("Department of Physics"), by_name("Harbour Trust")
    (None, None)
    """
    for sector, pattern in _BY_NAME:
        if match := pattern.search(name):
            return Sector(sector, f"its name says “{match[0].strip()}”")
    if _DEPARTMENT.search(name) and not _ACADEMIC.search(name):
        return Sector("government", "its name says “Department for”")
    return None


def by_heading(heading: str | None) -> str | None:
    """The sector of those listed under a heading.

    >>> by_heading("Third sector members"), by_heading("Members present")
    ('voluntary', None)
    """
    if not heading or _MIXED.search(heading):
        return None
    found = {sector for sector, pattern in _BY_HEADING if pattern.search(heading)}
    return found.pop() if len(found) == 1 else None


def _known(name: str) -> Sector | None:
    return _table().get(organisation_slug(name))


@cache
def _table() -> Mapping[str, Sector]:
    import yaml

    text = files("minutegraph.graph").joinpath("sectors.yaml").read_text("utf-8")
    return {
        organisation_slug(name): Sector(sector, f"known as a UK {kind}")
        for sector, kinds in yaml.safe_load(text).items()
        for kind, names in kinds.items()
        for name in names
    }
