"""An action as read to the model's, its owners resolved."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import Action, Assignee
from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.context import Context


def to_action(context: Context, draft: ActionDraft) -> Action:
    """The model's action, owners resolved where the document decides them."""
    assignees = []
    for written in draft.owners:
        bare = re.sub(r"^(?:the)\s+", "", written)
        if grammar.is_group_or_role(bare):
            role = context.room.role(bare)
            name = context.minutes.attendance[role.index].name if role.index is not None else None
            assignees.append(Assignee(as_written=written, name=name, role=bare.lower()))
            continue
        person = context.who(written, draft.item, draft.text, draft.line)
        if person is None and written.isupper():
            person = context.initialled(written, draft.item)
        assignees.append(Assignee(as_written=written, name=person.name if person else None))
    ref = draft.ref
    paragraph = context.outline.paragraphs[draft.paragraph - 1] if draft.paragraph else None
    if ref is None:
        if paragraph is not None:
            ref = context.ref_of(paragraph)
        elif draft.item:
            ref = context.item_title(draft.item)
    return Action(
        ref=ref,
        number=draft.ref,
        text=draft.text,
        owners=[a.as_written if a.role else (a.name or a.as_written) for a in assignees],
        assignees=assignees,
        due=draft.due,
        status=draft.status,
        outcome=draft.outcome,
        item_ordinal=draft.item,
        paragraph=draft.paragraph,
        line=draft.line,
        page=draft.page,
    )
