"""Who was in the room from which item to which: derived from what the minutes state.

Works on `Minutes` however they came about, so that structured minutes need not spell it out.
"""

from __future__ import annotations

from minutegraph.loaders.minutes import Attendee, Minutes, Movement, Presence

_IN_ROOM = ("present", "remote", "partial")


def session_of(minutes: Minutes, item: int | None) -> int | None:
    """The session of an item, both by ordinal."""
    return next((i.session for i in minutes.items if i.ordinal == item), None)


def derive(minutes: Minutes) -> list[Presence]:
    """One interval of items for each person and session they were in, with what it rests on.

    People are in every session of their list's entry from its first item to its last; a stage
    direction ends the interval with the item in which they leave, or begins one with the item in
    which they join. Arrival and departure times that no item is tied to change nothing.
    """
    ordinals: dict[int, list[int]] = {}
    for item in minutes.items:
        ordinals.setdefault(item.session, []).append(item.ordinal)
    moves: dict[str, list[Movement]] = {}
    for move in minutes.movements:
        for name in dict.fromkeys(move.names):
            moves.setdefault(name, []).append(move)
    found: list[Presence] = []
    for attendee in minutes.attendance:
        if attendee.status in _IN_ROOM:
            found.extend(_of(attendee, minutes, ordinals, moves.get(attendee.name, [])))
    return found


def _of(
    attendee: Attendee, minutes: Minutes, items: dict[int, list[int]], moves: list[Movement]
) -> list[Presence]:
    every = [s.ordinal for s in minutes.sessions] or [1]
    own = attendee.sessions if attendee.sessions is not None else every
    listed = [s for s in own if s not in attendee.absent_sessions]
    moves = sorted(moves, key=lambda m: (m.item_ordinal or 0, m.paragraph or 0, m.line or 0))
    found: list[Presence] = []
    gone = False
    for session in listed:
        ordinals = items.get(session, [])
        basis = _basis(attendee, session, len(every))
        here = [m for m in moves if session_of(minutes, m.item_ordinal) == session]
        if not ordinals:
            if not gone:
                found.append(_interval(attendee, session, None, None, basis))
            continue
        # Left in an earlier session for good, unless the list names this one outright.
        if gone and attendee.sessions is None and not any(m.kind == "joined" for m in here):
            continue
        start: int | None = ordinals[0]
        if here and here[0].kind == "joined" or gone and attendee.sessions is None:
            start = None
        for move in here:
            at = move.item_ordinal or ordinals[0]
            if move.kind == "joined" and start is None:
                start, basis = at, _moved(basis, move)
            elif move.kind == "left" and start is not None:
                found.append(_interval(attendee, session, start, at, _moved(basis, move)))
                start = None
        gone = start is None
        if start is not None:
            found.append(_interval(attendee, session, start, ordinals[-1], basis))
    return found


def _interval(
    attendee: Attendee, session: int, start: int | None, end: int | None, basis: str
) -> Presence:
    return Presence(
        name=attendee.name,
        session=session,
        from_item=start,
        to_item=end,
        basis=basis,
        line=attendee.line,
        page=attendee.page,
    )


def _basis(attendee: Attendee, session: int, sessions: int) -> str:
    where = f"“{attendee.section}”" if attendee.section else "the attendance list"
    basis = f"listed under {where}"
    if attendee.sessions is not None and sessions > 1:
        basis += f", session {session}"
    for word, time in (("arrived", attendee.arrived), ("left", attendee.left)):
        if time and not time[:1].isdigit() or time and (":" in time or "m" in time.lower()):
            basis += f", {word} {time}"
    return basis


def _moved(basis: str, move: Movement) -> str:
    where = f" in {move.ref}" if move.ref else ""
    line = f" (line {move.line})" if move.line else ""
    return f"{basis}; {move.kind}{where}{line}"
