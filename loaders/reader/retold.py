"""Actions of a closing list that tell an inline one again in other words."""

from __future__ import annotations

from collections import Counter

from minutegraph.loaders.reader.actions import ActionDraft
from minutegraph.loaders.reader.alike import half_alike
from minutegraph.loaders.reader.context import Context
from minutegraph.loaders.reader.names import fold


class Retold:
    """Finds the action of a closing list that tells an inline one again in other words."""

    def __init__(
        self, context: Context, listed: list[ActionDraft], inline: list[ActionDraft]
    ) -> None:
        self.context = context
        self.by_owners: dict[frozenset[str], list[ActionDraft]] = {}
        for draft in listed:
            if draft.owners:
                self.by_owners.setdefault(self._whose(draft), []).append(draft)
        self.often = Counter((self._whose(draft), draft.item) for draft in inline)

    def _whose(self, draft: ActionDraft) -> frozenset[str]:
        """The owners as people where the lists tell, else as written."""
        found = ((owner, self.context.room.resolve(owner).index) for owner in draft.owners)
        return frozenset(fold(owner) if index is None else str(index) for owner, index in found)

    def find(self, draft: ActionDraft) -> ActionDraft | None:
        """The one of the same owners that says half the same words, or that is of the same item."""
        own = self.by_owners.get(self._whose(draft), []) if draft.owners else []
        fits = [other for other in own[:50] if half_alike(draft, other)]
        if not fits and draft.item and self.often[self._whose(draft), draft.item] == 1:
            item = self.context.minutes.items[draft.item - 1]
            names = {fold(name) for name in (item.ref, item.title) if name}
            fits = [o for o in own[:50] if o.section and fold(o.section.strip(" .")) in names]
        return fits[0] if len(fits) == 1 else None
