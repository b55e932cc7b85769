"""What two readings of one meeting say differently, fact by fact."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from minutegraph.loaders.minutes import Minutes

# Lists of facts, and what tells two of their facts apart.
_FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("attendance", ("name",)),
    ("sessions", ("ordinal",)),
    ("items", ("ref", "title")),
    ("paragraphs", ("ref", "text")),
    ("actions", ("ref", "text")),
    ("reviewed_actions", ("ref", "text")),
    ("decisions", ("ref", "text")),
    ("speakers", ("ref", "name")),
    ("movements", ("ref", "kind", "names")),
    ("membership_changes", ("ref", "name", "change")),
    ("glossary", ("acronym",)),
    ("mentions", ("ref", "kind", "name")),
)
# Where a fact stands may move without the fact changing.
_PLACES = frozenset({"line", "page", "ordinal", "paragraph", "item_ordinal"})


def differences(reviewed: Minutes, read: Minutes) -> list[str]:
    """One line for each fact that only one of two readings has, or that they give differently.

    Lines begin with "-" (only in `reviewed`), "+" (only in `read`) or "~" (changed).
    """
    found = list(_single("body", reviewed.body, read.body))
    found += _single("meeting", reviewed.meeting, read.meeting)
    for kind, key in _FACTS:
        found += _list(kind, key, getattr(reviewed, kind), getattr(read, kind))
    return found


def _single(kind: str, one: BaseModel, two: BaseModel) -> Iterator[str]:
    for name, (before, after) in _changed(one, two).items():
        yield f"~ {kind}.{name}: {_shown(before)} → {_shown(after)}"


def _list(
    kind: str, key: tuple[str, ...], one: list[BaseModel], two: list[BaseModel]
) -> Iterator[str]:
    left, right = _keyed(key, one), _keyed(key, two)
    gone = [k for k in left if k not in right]
    new = [k for k in right if k not in left]
    # A fact whose words were edited is a change, not one lost and one found.
    for before in list(gone):
        near = difflib.get_close_matches(" ".join(before), [" ".join(k) for k in new], 1, 0.75)
        if near:
            after = next(k for k in new if " ".join(k) == near[0])
            gone.remove(before)
            new.remove(after)
            yield f"~ {kind}: {_shown(' '.join(before))} → {_shown(' '.join(after))}"
    for before in gone:
        yield f"- {kind}: {_shown(' '.join(before))}"
    for after in new:
        yield f"+ {kind}: {_shown(' '.join(after))}"
    for same in left:
        if same in right:
            for name, (old, now) in _changed(left[same], right[same]).items():
                label = _shown(" ".join(same))
                yield f"~ {kind} {label}: {name}: {_shown(old)} → {_shown(now)}"


def _keyed(key: tuple[str, ...], facts: list[BaseModel]) -> dict[tuple[str, ...], BaseModel]:
    found: dict[tuple[str, ...], BaseModel] = {}
    for fact in facts:
        own = tuple(str(getattr(fact, name) or "") for name in key)
        count = 1
        while (*own, str(count)) in found:
            count += 1
        found[(*own, str(count))] = fact
    return {k[:-1] if k[-1] == "1" else k: v for k, v in found.items()}


def _changed(one: BaseModel, two: BaseModel) -> dict[str, tuple[Any, Any]]:
    before, after = one.model_dump(), two.model_dump()
    return {
        name: (before[name], after[name])
        for name in before
        if name not in _PLACES and before[name] != after[name]
    }


def _shown(value: Any) -> str:
    text = "nothing" if value in (None, [], {}, "") else str(value).replace("\n", " ")
    return text if len(text) <= 90 else text[:87] + "…"
