"""What a layout profile says of a block."""

from __future__ import annotations

from dataclasses import dataclass

from minutegraph.loaders.profile import Profile, SectionProfile


@dataclass(frozen=True, slots=True)
class Told:
    """The readings a profile gives a block; each None where it gives none.

    Attributes:
        section: (label, meaning) of the attendance list it begins.
        person: groups of the person's line it is.
        item: (ref, title) of the item it begins.
        action: groups of the action it is; decision: the text of the decision it is.
    """

    section: tuple[str, SectionProfile] | None = None
    person: dict[str, str] | None = None
    item: tuple[str | None, str] | None = None
    action: dict[str, str] | None = None
    decision: str | None = None


def told(text: str, profile: Profile) -> Told | None:
    """What a profile says of a block's text; None where it says nothing."""
    section = profile.labels.get(text.strip().rstrip(":").lower())
    item = profile.match("item", text)
    decision = profile.match("decision", text)
    found = Told(
        section,
        profile.match("person", text),
        (item.get("ref"), item["title"]) if item and item.get("title") else None,
        profile.match("action", text),
        decision.get("text") if decision else None,
    )
    return found if found != Told() else None
