"""What is said, to be done, decided and referred to."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache

from minutegraph.graph.actions.due import due_date
from minutegraph.graph.actions.wording import likeness, stems, twin, without
from minutegraph.graph.cast import Person
from minutegraph.graph.draft import Draft, Place, place, short
from minutegraph.graph.model import Value
from minutegraph.loaders import minutes as model
from minutegraph.loaders.states import State, state_of

_ISO_DAY = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


def add_speech(draft: Draft) -> None:
    """SPOKE_IN; names that are nobody's for certain stay with their paragraph."""
    unresolved: dict[Place, set[str]] = defaultdict(set)
    for speaker in draft.minutes.speakers:
        at, ref = draft.place_of(speaker)
        if at is None or at[0] != "Paragraph":
            continue
        person = draft.people.find(speaker.name, here=draft.here(speaker))
        person = person or draft.people.other(speaker.name)
        written = speaker.as_written or speaker.name
        if person:
            draft.relate(place(person), "SPOKE_IN", at, speaker, ref, as_written=written)
        elif not speaker.name.endswith("(unnamed)"):  # "Members" stands for no one person
            unresolved[at].add(written)
    for at, names in unresolved.items():
        draft.nodes[at].properties["unresolved"] = sorted(names)


def add_ambiguous(draft: Draft) -> None:
    """Names in the text that can be several people's stay with their paragraph, with whose."""
    found: dict[Place, dict[str, list[str]]] = defaultdict(dict)
    owners = {
        (action.line, owner)
        for action in (*draft.minutes.actions, *draft.minutes.reviewed_actions)
        for owner in (*action.owners, *(a.as_written for a in action.assignees))
    }
    begun = sorted((p.line, at) for at, p in draft.paragraphs.values() if p.line)
    for warning in draft.minutes.warnings:
        if not (warning.name and warning.line) or (warning.line, warning.name) in owners:
            continue
        place = bisect_right(begun, warning.line, key=lambda each: each[0]) - 1
        if place >= 0:
            found[begun[place][1]].setdefault(warning.name, warning.candidates)
    for at, names in found.items():
        properties = draft.nodes[at].properties
        properties["ambiguous"] = sorted(names)
        properties["ambiguous_among"] = [" or ".join(names[name]) for name in sorted(names)]


def add_actions(draft: Draft) -> None:
    """Actions with owners; one reviewed that is also kept on is one action."""
    reviewed = list(draft.minutes.reviewed_actions)
    for number, action in enumerate(draft.minutes.actions, 1):
        at: Place = ("Action", draft.key("action", number))
        review = next((r for r in reviewed if _same(draft, action, r)), None)
        if review:
            reviewed.remove(review)
        _action(draft, action, at, review)
        if review or action.outcome or action.carried_over:
            _review(draft, at, review or action)
    for number, action in enumerate(reviewed, 1):
        at = ("Action", draft.key("action", f"reviewed-{number}"))
        _action(draft, action, at, action, kept=False)
        _review(draft, at, action)


def _same(draft: Draft, action: model.Action, review: model.Action) -> bool:
    """Whether an action kept on is one reviewed: by its own number and wording, else by words
    and owners. Numbers alone do not do, as a meeting may count its own anew."""
    number, other = _number(draft, action), _number(draft, review)
    if number and other and number != other:
        return False
    mine, theirs = (_worded(each.text, tuple(each.owners)) for each in (action, review))
    like = likeness(mine, theirs)
    if number and other:
        return like.part >= 0.5 or not stems(mine) or not stems(theirs)
    return like.same or (like.strong and set(action.owners) == set(review.owners))


@lru_cache(maxsize=1 << 10)
def _worded(text: str, owners: tuple[str, ...]) -> str:
    return without(text, owners)


def add_decisions(draft: Draft) -> None:
    """Decisions with how the vote went."""
    for number, decision in enumerate(draft.minutes.decisions, 1):
        stands, ref = draft.place_of(decision)
        at: Place = ("Decision", draft.key("decision", number))
        votes = decision.votes or model.Votes()
        counted = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained}
        draft.node(
            at,
            {
                "name": short(decision.text) or "Decision",
                "ref": decision.ref,
                "text": decision.text,
                "by": decision.by,
                "proposer": decision.proposer,
                "seconder": decision.seconder,
                "votes": ", ".join(f"{n} {vote}" for vote, n in counted.items() if n is not None),
                "voted": [f"{vote}: {', '.join(who)}" for vote, who in votes.names.items()],
                "meeting": draft.meeting[1],
                "line": decision.line,
                "page": decision.page,
                "source": draft.source(decision.line, decision.page, ref),
            },
        )
        draft.relate(at, "TAKEN_IN", stands or draft.meeting, decision, ref)


def add_mentions(draft: Draft) -> None:
    """MENTIONS of people, organisations and other meetings of the body."""
    for mention in draft.minutes.mentions:
        at, ref = draft.place_of(mention)
        if at is None or at[0] != "Paragraph":
            continue
        end: Place | None
        if mention.kind == "organisation":
            end = place(draft.organisations.get(mention.name))
        elif mention.kind == "meeting":
            end = _other_meeting(draft, mention)
        else:
            end = _person(draft, mention)
        if end:
            written = mention.as_written or mention.name
            draft.relate(at, "MENTIONS", end, mention, ref, as_written=written)


def _action(
    draft: Draft,
    action: model.Action,
    at: Place,
    review: model.Action | None,
    *,
    kept: bool = True,
) -> None:
    """An action as one meeting has it.

    Args:
        review: what the meeting says of it where it is from an earlier one.
        kept: whether the meeting lists it among what is to be done.
    """
    stands, ref = draft.place_of(action)
    said = review or action
    owners = action.assignees or [
        model.Assignee(as_written=owner, name=owner) for owner in action.owners
    ]
    draft.node(
        at,
        {
            "name": short(action.text) or "Action",
            "ref": action.ref,
            "number": _number(draft, action),
            "text": action.text,
            "twin": twin(_number(draft, action), action.text),
            "due": action.due,
            "due_date": due_date(action.due, draft.date, draft.minutes.meeting.next_meeting),
            "status": action.status or said.status,
            "outcome": action.outcome or said.outcome,
            "state": _state(action, said, kept=kept),
            "carried_over": action.carried_over or review is not None,
            "owners_as_written": [owner.as_written for owner in owners],
            "meeting": draft.meeting[1],
            "date": draft.date,
            "line": action.line,
            "page": action.page,
            "source": draft.source(action.line, action.page, ref),
        },
    )
    if kept:
        draft.relate(at, "RAISED_IN", stands or draft.meeting, action, ref)
    for owner in owners:
        written: Value = owner.as_written
        for who in _owner(draft, owner, action):
            draft.relate(
                at, "ASSIGNED_TO", who, action, ref, as_written=written, role=owner.role
            )  # fmt: skip


def _state(action: model.Action, said: model.Action, *, kept: bool) -> State | None:
    """Its state after the meeting: what is listed as to be done is open, whatever else is said."""
    state = state_of(action.status) or state_of(action.outcome)
    if state in ("done", "dropped") or not kept:
        return state
    return "carried" if action.carried_over or said is not action else "open"


def _number(draft: Draft, action: model.Action) -> str | None:
    """The action's own number: none where it is a paragraph's or item's number or title."""
    return action.number or (action.ref if action.ref not in draft.places else None)


def _review(draft: Draft, at: Place, action: model.Action) -> None:
    _, ref = draft.place_of(action)
    draft.relate(
        at,
        "REVIEWED_AT",
        draft.meeting,
        action,
        ref,
        status=action.status,
        as_written=action.outcome,
    )


def _owner(draft: Draft, owner: model.Assignee, action: model.Action) -> list[Place]:
    """Who is to do it: a listed person, those listed as secretariat, an organisation, or somebody
    the text names in full; empty where nobody can be told."""
    organisation = draft.organisations.find(owner.name or owner.as_written)
    if owner.name is None:
        if organisation is None and owner.role == "secretariat":
            return [place(person) for person in draft.people.listed if _is_secretariat(person)]
        return [place(organisation)] if organisation else []
    if person := draft.people.find(owner.name, here=draft.here(action)):
        return [place(person)]
    if organisation:
        return [place(organisation)]
    if any(m.kind == "person" and m.name == owner.name for m in draft.minutes.mentions):
        person = draft.people.other(owner.name)
    return [place(person)] if person else []


def _is_secretariat(person: Person) -> bool:
    """Whether a list says so, by its heading or with the entry; who takes notes need not be."""
    return "secretary" in person.capacities and any(
        "secretariat" in (text or "").casefold()
        for entry in person.entries
        for text in (entry.section, entry.position, entry.as_written)
    )


def _person(draft: Draft, mention: model.Mention) -> Place | None:
    person = draft.people.find(mention.name, here=draft.here(mention))
    person = person or draft.people.other(mention.name)
    if person is None:
        return None
    if mention.organisation:
        draft.summarise(
            place(person),
            "AFFILIATED_WITH",
            place(draft.organisations.get(mention.organisation)),
            mention,
            positions=mention.position or "",
        )
    return place(person)


def _other_meeting(draft: Draft, mention: model.Mention) -> Place | None:
    """Another meeting of the same body, where its day is known."""
    days = _ISO_DAY.findall(mention.name)
    if draft.body is None or len(days) != 1:
        return None
    if mention.organisation and draft.organisations.get(mention.organisation) is not draft.body:
        return None
    try:
        date = dt.date.fromisoformat(days[0])
    except ValueError:
        return None
    at = draft.meeting_of(date)
    if at == draft.meeting:
        return None
    if at not in draft.nodes:
        name = meeting_name(draft, date)
        draft.node(at, {"name": name, "date": date, "status": "mentioned"})
        draft.relate(at, "MEETING_OF", place(draft.body), mention)
    return at


def meeting_name(draft: Draft, date: dt.date | None) -> str:
    """A meeting's name: whose it is and when, else the file that records it."""
    minutes = draft.minutes
    whose = (draft.body.acronym or draft.body.name) if draft.body else None
    whose = whose or short(minutes.meeting.title or minutes.document.title)
    if date is None:
        return f"{whose} ({draft.file})" if whose else draft.file
    return f"{whose or draft.file} {date.isoformat()}"
