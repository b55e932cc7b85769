"""The blocks of the running text as steps of a walk, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from minutegraph.loaders.reader.blocks import Block
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.layout import REVIEW
from minutegraph.loaders.reader.outline import ParagraphDraft


@dataclass(slots=True)
class Step:
    """One block of the running text, with where it stands.

    Attributes:
        text: the block's text without its number, and without a state or a scribe's name before it.
    """

    ordinal: int
    draft: ParagraphDraft
    part: Block
    review: bool
    text: str


def is_review(context: Context, draft: ParagraphDraft) -> bool:
    first = draft.parts[0]
    if draft.ref and len(draft.parts) > 1 and len(first.rest) < 90 and REVIEW.search(first.rest):
        return True  # "1.4 Actions from the last meeting" over a list
    title = context.item_title(draft.item) or ""
    return _reviews(title, draft.heading or "")


@lru_cache(maxsize=256)
def _reviews(title: str, heading: str) -> bool:
    """Whether an item's title, or a heading below it, is of a review of earlier actions."""
    return REVIEW.search(title) is not None or REVIEW.search(heading) is not None
