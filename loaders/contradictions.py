"""What the minutes say that cannot all be so; reported, never mended."""

from __future__ import annotations

from minutegraph.loaders.minutes import Minutes, ReaderWarning


def find(minutes: Minutes) -> list[ReaderWarning]:
    """People who speak though no list has them in the room at that item.

    Paragraphs that report out of order ("later in the meeting") are still checked by item: a
    person who spoke later was in the room earlier or it is worth a look.
    """
    rooms: dict[str, list[tuple[int, int]]] = {}
    for presence in minutes.presence:
        if presence.from_item is not None and presence.to_item is not None:
            rooms.setdefault(presence.name, []).append((presence.from_item, presence.to_item))
    listed = {a.name: a for a in minutes.attendance}
    found: list[ReaderWarning] = []
    seen: set[tuple[str, int | None]] = set()
    for speaker in minutes.speakers:
        attendee = listed.get(speaker.name)
        if attendee is None or (speaker.name, speaker.item_ordinal) in seen:
            continue
        seen.add((speaker.name, speaker.item_ordinal))
        where = f" in {speaker.ref}" if speaker.ref else ""
        if attendee.status in ("apologies", "absent"):
            message = f"{speaker.name} speaks{where} but is listed as {attendee.status}"
            found.append(_warning("speaks-but-absent", message, speaker.line))
            continue
        if speaker.item_ordinal is None or not minutes.items:
            continue
        spans = rooms.get(speaker.name, [])
        if not spans and attendee.sessions is None:
            continue
        if not any(a <= speaker.item_ordinal <= b for a, b in spans):
            message = f"{speaker.name} speaks{where} but was not in the room at that item"
            found.append(_warning("speaks-while-out", message, speaker.line))
    return found


def _warning(code: str, message: str, line: int | None) -> ReaderWarning:
    return ReaderWarning(code=code, message=message, line=line)
