"""Every action of a document: inline marks, lists, tables; one action is one, however often named."""

from __future__ import annotations

import re

from minutegraph.loaders.minutes import Action, Assignee
from minutegraph.loaders.reader import actions as grammar
from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.blocks import LABEL, Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.names import fold
from minutegraph.loaders.reader.outline import ParagraphDraft
from minutegraph.loaders.reader.sentences import line_at, sentences

_REVIEW = re.compile(
    r"\b(?:actions?|matters?)\b.{0,30}\b(?:previous|last|earlier|prior|past|outstanding|arising|from (?:the )?(?:meeting|minutes))\b"
    r"|\b(?:review|update|status|progress)\w*\b.{0,20}\bactions?\b|\bprevious actions\b|\bmatters arising\b|\baction (?:log|tracker|review)\b",
    re.IGNORECASE,
)
_OUTSTANDING = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|\d+)?\s*(?:outstanding|open|remaining|carried[- ]over|incomplete)\s+actions?\b(?P<how>[^:]{0,160}):\s*(?P<list>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DASH = re.compile(r"\s+[–—-]\s+")
_LABEL_ONLY = re.compile(
    r"^\W*(?:actions?|action (?:points?|items?)|to[- ]?do)\s*:?\W*$", re.IGNORECASE
)


def read_actions(context: Context) -> set[int]:
    """Fill `minutes.actions` and `minutes.reviewed_actions`.

    Returns:
        Ids of the blocks that are actions, which hold neither speech nor decisions.
    """
    taken: set[int] = set()
    inline: list[ActionDraft] = []
    listed: list[ActionDraft] = []
    reviewed: list[ActionDraft] = []
    bare: list[ActionDraft] = []
    for ordinal, draft in context.paragraphs():
        review = _is_review(context, draft)
        _paragraph(context, ordinal, draft, review, taken, inline, listed, reviewed, bare)
    _section(context, listed, taken)
    drafts = _joined(inline, listed, bare)
    old = {d.ref for d in reviewed if d.ref}
    minutes = context.minutes
    for found in drafts:
        action = _action(context, found)
        action.carried_over = found.ref is not None and found.ref in old
        minutes.actions.append(action)
    for found in reviewed:
        action = _action(context, found)
        action.carried_over = True
        minutes.reviewed_actions.append(action)
    return taken


def _is_review(context: Context, draft: ParagraphDraft) -> bool:
    item = context.item_title(draft.item) or ""
    return bool(_REVIEW.search(item) or (draft.heading and _REVIEW.search(draft.heading)))


def _paragraph(
    context: Context,
    ordinal: int,
    draft: ParagraphDraft,
    review: bool,
    taken: set[int],
    inline: list[ActionDraft],
    listed: list[ActionDraft],
    reviewed: list[ActionDraft],
    bare: list[ActionDraft],
) -> None:
    """The actions of one paragraph, in document order."""
    parts = draft.parts

    def place(found: ActionDraft, block: Block, offset: int = 0) -> ActionDraft:
        found.line = line_at(block, offset)
        found.page = block.line.page
        found.paragraph, found.item = ordinal, draft.item
        return found

    if parts[0].line.table:
        where = grammar.columns(parts[0].line.cells or ())
        if where:
            for part in parts[1:]:
                row = grammar.row_action(part.line.cells or (), where)
                if row:
                    (reviewed if review else listed).append(place(row, part))
            taken.update(id(p) for p in parts)
        return
    opened = False
    for index, part in enumerate(parts):
        text = part.rest if part.ref else part.text
        shift = len(part.text) - len(text)
        if _LABEL_ONLY.match(text):
            opened = True
            taken.add(id(part))
            continue
        if opened and part.line.bullet:
            taken.add(id(part))
            if part.line.depth > parts[0].line.depth and inline and grammar.is_status(text):
                inline[-1].status = text
            elif not (part.line.depth > 1 and inline):
                inline.append(place(grammar.read_text(text), part))
            continue
        if part.told and part.told.action:
            taken.add(id(part))
            inline.append(place(_told(part.told.action), part))
            continue
        match = grammar.MARKER.match(text)
        if match and (match["text"].strip() or match["ref"]):
            taken.add(id(part))
            found = grammar.read_text(match["text"], match["for"])
            found.ref = match["ref"]
            if not match["text"].strip() and index + 1 < len(parts):
                found = grammar.read_text(parts[index + 1].text)
                found.ref = match["ref"]
                taken.add(id(parts[index + 1]))
            inline.append(place(found, part, shift))
            continue
        if index and id(parts[index - 1]) in taken and inline and _detail(inline[-1], text):
            taken.add(id(part))
            continue
        if review and part.line.bullet and (found_review := _reviewed(text)):
            reviewed.append(place(found_review, part))
            continue
        if "action" in text and (match := _OUTSTANDING.search(text)):
            reviewed.extend(
                place(d, part, shift + match.start("list")) for d in _outstanding(match)
            )
            continue
        if "ction" not in text and "CTION" not in text:
            continue
        cut = grammar.INLINE.search(text)
        if cut:
            found = grammar.read_text(text[cut.end() :])
            inline.append(place(found, part, shift + cut.start()))
            continue
        for offset, sentence in sentences(text):
            tail = grammar.TAIL.search(sentence)
            if tail is None:
                continue
            body = sentence[: tail.start()].strip()
            found = grammar.read_text(body)
            found.ref = tail["ref"]
            if tail["who"] and grammar.looks_like_owners(tail["who"]):
                found.owners = grammar.split_owners(tail["who"])
            bare.append(place(found, part, shift + offset))


def _told(groups: dict[str, str]) -> ActionDraft:
    """The action of a line that a profile's pattern reads."""
    draft = grammar.read_text(groups["text"], groups.get("owner"))
    draft.ref = groups.get("ref")
    draft.due = groups.get("due") or draft.due
    return draft


def _detail(action: ActionDraft, text: str) -> bool:
    """Owner, deadline or status on a line of its own under an action."""
    if match := grammar.OWNER_LINE.match(text):
        action.owners = grammar.split_owners(match["who"])
    elif match := grammar.DUE_LINE.match(text):
        action.due = match["due"].strip()
    elif match := grammar.STATUS_LINE.match(text):
        action.status = match["status"].strip()
    else:
        return False
    return True


def _reviewed(text: str) -> ActionDraft | None:
    """A line of a review of earlier actions: "text – owner – status"."""
    pieces = [p.strip().rstrip(".") for p in _DASH.split(text)]
    if len(pieces) < 2:
        return None
    draft = ActionDraft(pieces[0], source="review")
    for piece in pieces[1:]:
        if grammar.is_status(piece):
            draft.status = piece
        elif not draft.owners and len(piece) < 50 and grammar.looks_like_owners(piece):
            draft.owners = grammar.split_owners(piece)
        else:
            draft.outcome = f"{draft.outcome} – {piece}" if draft.outcome else piece
    return draft


def _outstanding(match: re.Match[str]) -> list[ActionDraft]:
    """The actions of "two outstanding actions …: a letter to X and a letter to Y"."""
    text = match["list"].strip()
    count = _NUMBERS.get(
        (match["n"] or "").lower(), int(match["n"]) if (match["n"] or "").isdigit() else 0
    )
    pieces = [p.strip(" .;-") for p in re.split(r";\s*|\n-?\s*", text) if p.strip(" .;-")]
    if len(pieces) == 1 and count > 1:
        split = [p.strip(" .,") for p in re.split(r",?\s+and\s+(?=(?:a|an|the|for|to)\s)", text)]
        if len(split) == count:
            pieces = split
    how = re.sub(r"^\s*(?:from|that|which|have|has|been|were|are)\s+", "", match["how"]).strip()
    reason = re.search(
        r"\b(?:delayed|deferred|postponed|carried|on hold|outstanding|due to|because)\b.*", how
    )
    return [
        ActionDraft(p, status="outstanding", outcome=reason[0] if reason else None, source="review")
        for p in pieces
    ]


def _section(context: Context, listed: list[ActionDraft], taken: set[int]) -> None:
    """Actions under a heading of their own: a table, or a list with owners."""
    blocks = context.outline.action_blocks
    where: dict[str, int] | None = None
    table = 0
    for block, item in blocks:
        taken.add(id(block))
        if block.line.table:
            if block.line.table != table:
                table = block.line.table
                where = grammar.columns(block.line.cells or ())
                if where:
                    continue
            if where and (row := grammar.row_action(block.line.cells or (), where)):
                row.line, row.page, row.item = block.no, block.line.page, item
                listed.append(row)
                continue
            context.outline.not_understood.append(block)
            continue
        text = block.rest if block.ref else block.text
        if listed and _detail(listed[-1], text):
            continue
        if listed and block.line.bullet and block.line.depth and listed[-1].line:
            if grammar.is_status(text):
                listed[-1].status = text
            continue
        match = grammar.MARKER.match(text)
        found = grammar.read_text(match["text"] if match else text, match["for"] if match else None)
        if not (block.line.bullet or block.ref or match or found.owners):
            if LABEL.match(text) or len(text) > 30:
                context.outline.not_understood.append(block)
            continue
        found.ref = (match["ref"] if match else None) or (block.ref if block.level > 1 else None)
        found.line, found.page, found.item, found.source = block.no, block.line.page, item, "list"
        listed.append(found)


def _joined(
    inline: list[ActionDraft], listed: list[ActionDraft], bare: list[ActionDraft]
) -> list[ActionDraft]:
    """Inline and listed actions without doubles: the list's words, the text's place."""
    result = list(listed)
    refs = {d.ref: d for d in listed if d.ref}
    for draft in [*inline, *bare]:
        twin = refs.get(draft.ref) if draft.ref else None
        if twin is None and listed:
            twin = next((d for d in listed if _alike(d.text, draft.text)), None)
        if twin is None and listed and draft in bare:
            # A mark without words of its own points to the list.
            continue
        if twin is not None:
            if twin.paragraph is None:
                twin.paragraph, twin.item = draft.paragraph, draft.item
            twin.owners = twin.owners or draft.owners
            twin.due = twin.due or draft.due
            continue
        result.append(draft)
    result.sort(key=lambda d: d.line or 0)
    return result


def _alike(a: str, b: str) -> bool:
    """Two texts of one action: mostly the same words."""
    one = {w for w in re.findall(r"\w+", fold(a)) if len(w) > 3}
    two = {w for w in re.findall(r"\w+", fold(b)) if len(w) > 3}
    if not one or not two:
        return False
    return len(one & two) >= 0.7 * min(len(one), len(two)) and len(one & two) >= 3


def _action(context: Context, draft: ActionDraft) -> Action:
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
