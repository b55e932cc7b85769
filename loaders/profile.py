"""Layout profiles: a body's habits as data, for minutes the reader's grammar does not cover.

A profile is a small YAML file beside the minutes (`minutegraph-profile.yaml`, or
`NAME.profile.yaml` for one file) or named outright. It adds to the grammar and never replaces
it. Patterns are Python regular expressions whose named groups say what they find.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from minutegraph.errors import DocumentError
from minutegraph.loaders.minutes import Capacity, Status

FOLDER_PROFILE = "minutegraph-profile.yaml"


def _pattern(groups: tuple[str, ...], needed: tuple[str, ...]) -> AfterValidator:
    """A validator for a regular expression with some of `groups` and all of `needed`."""

    def check(text: str) -> str:
        try:
            compiled = re.compile(text)
        except re.error as error:
            raise ValueError(f"no regular expression: {error}") from None
        unknown = set(compiled.groupindex) - set(groups)
        if unknown:
            raise ValueError(f"unknown groups {sorted(unknown)}: use {', '.join(groups)}")
        missing = [name for name in needed if name not in compiled.groupindex]
        if missing:
            raise ValueError(f"the group (?P<{missing[0]}>…) is missing")
        return text

    return AfterValidator(check)


class SectionProfile(BaseModel):
    """What an attendance list's label means."""

    model_config = ConfigDict(extra="forbid")

    capacity: Capacity = "member"
    status: Status = "present"


class Profile(BaseModel):
    """A body's layout, declared.

    Attributes:
        sections: label of an attendance list, as written, to what it means.
        person: a line of such a list; groups name, organisation, position, initials.
        item: an item's heading; groups ref, title.
        action: an action's line; groups text, owner, due, ref.
        decision: a line or sentence that decides; group text.
        ignore: lines that say nothing (running heads, slogans).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: dict[str, SectionProfile] = {}
    person: (
        Annotated[str, _pattern(("name", "organisation", "position", "initials"), ("name",))] | None
    ) = None
    item: Annotated[str, _pattern(("ref", "title"), ("title",))] | None = None
    action: Annotated[str, _pattern(("text", "owner", "due", "ref"), ("text",))] | None = None
    decision: Annotated[str, _pattern(("text",), ("text",))] | None = None
    ignore: list[Annotated[str, _pattern((), ())]] = Field(default=[])

    @cached_property
    def labels(self) -> dict[str, tuple[str, SectionProfile]]:
        """The sections by their label in lower case without a colon."""
        return {k.strip().rstrip(":").lower(): (k, v) for k, v in self.sections.items()}

    def match(self, field: str, text: str) -> dict[str, str] | None:
        """The groups that a pattern finds in a text; None where it has none or does not match."""
        pattern = getattr(self, field)
        found = re.match(pattern, text) if pattern and len(text) < 2000 else None
        return {k: v.strip() for k, v in found.groupdict().items() if v} if found else None

    def ignores(self, text: str) -> bool:
        """Whether a line is one that says nothing."""
        return any(re.fullmatch(pattern, text) for pattern in self.ignore)


NO_PROFILE = Profile()


def read_profile(path: Path) -> Profile:
    """A profile from its file.

    Raises:
        DocumentError: it cannot be read, is no YAML, or does not fit.
    """
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Profile.model_validate(data or {})
    except OSError as error:
        raise DocumentError(f"profile {path} cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise DocumentError(f"profile {path}{line} is no YAML") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"]) or "the file"
        raise DocumentError(f"profile {path}: {place}: {first['msg']}") from None


def profile_for(path: Path) -> Profile:
    """The profile that stands beside a file of minutes, or one that adds nothing."""
    for candidate in (
        path.with_name(path.stem + ".profile.yaml"),
        path.with_name(FOLDER_PROFILE),
    ):
        if candidate.is_file():
            return read_profile(candidate)
    return NO_PROFILE
