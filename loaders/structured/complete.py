"""What people need not write by hand, filled in from what they did write.

Works on plain dicts and lists before they are validated, so it takes nothing for granted about
their types. A key that is there is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# Lists of things said or decided somewhere in the text.
IN_TEXT = (
    "speakers",
    "actions",
    "reviewed_actions",
    "decisions",
    "membership_changes",
    "movements",
    "mentions",
)
NUMBERED = ("sessions", "items", "paragraphs")
# Every list whose entries carry a line.
LISTS = ("attendance", *NUMBERED, *IN_TEXT, "presence", "glossary", "warnings")
_ACTIONS = ("actions", "reviewed_actions")

Entry = dict[str, Any]
Path = tuple[int | str, ...]
# The list, the position in it, the key, what is written there.
Lost = tuple[str, int, str, Any]


def entries(data: Entry, key: str) -> list[Entry]:
    """The mappings of a list; empty where there is no list."""
    return [entry for _, entry in _placed(data, key)]


def _placed(data: Entry, key: str) -> list[tuple[int, Entry]]:
    found = data.get(key)
    if not isinstance(found, list):
        return []
    return [(n, entry) for n, entry in enumerate(found) if isinstance(entry, dict)]


def complete(data: Entry) -> list[Lost]:
    """Fill ordinals, sessions, the items and paragraphs that refs point to, and assignees.

    Returns:
        The refs that point to nothing, where the document has something to point to.
    """
    for key in NUMBERED:
        for position, entry in enumerate(entries(data, key), 1):
            if entry.get("ordinal") is None:
                entry["ordinal"] = position
    _sessions(data)
    lost = _paragraphs(data)
    lost += _in_text(data)
    names = {e["name"] for e in entries(data, "attendance") if isinstance(e.get("name"), str)}
    for key in _ACTIONS:
        for action in entries(data, key):
            _assign(action, names)
    return lost


def cite(data: Entry) -> None:
    """Give each entry the line it stands on in the file it was read from."""
    found = [data.get(key) for key in ("body", "meeting")]
    for entry in [*found, *(e for key in LISTS for e in entries(data, key))]:
        line = getattr(entry, "line", None)
        if isinstance(entry, dict) and line is not None:
            entry.setdefault("line", line)


def name_items(data: Entry, items: list[Entry]) -> None:
    """Say `item: 3` instead of its ordinal wherever that is enough."""
    by_name = _named(items)
    called = {item["ordinal"]: _called(item) for item in items}
    for key in IN_TEXT:
        for entry in entries(data, key):
            name = called.get(entry.get("item_ordinal"))
            if name and by_name.get(name) == entry["item_ordinal"]:
                entry["item"] = name
                del entry["item_ordinal"]


def _sessions(data: Entry) -> None:
    items = entries(data, "items")
    if data.get("sessions") is None:
        ordinals = {n for item in items if (n := _number(item.get("session"))) is not None}
        data["sessions"] = [{"ordinal": ordinal} for ordinal in sorted(ordinals | {1})]
    sessions = entries(data, "sessions")
    listed: dict[str, Any] = {}
    for session in sessions:
        refs = session.get("items")
        for ref in refs if isinstance(refs, list) else ():
            listed.setdefault(_plain(ref), session["ordinal"])
    for item in items:
        if "session" not in item:
            for key in (item.get("ref"), item.get("title")):
                if key is not None and _plain(key) in listed:
                    item["session"] = listed[_plain(key)]
                    break
    for session in sessions:
        if session.get("items") is None:
            ordinal = _number(session["ordinal"])
            session["items"] = [
                _called(item) or "" for item in items if _number(item.get("session", 1)) == ordinal
            ]


def _paragraphs(data: Entry) -> list[Lost]:
    items = entries(data, "items")
    by_name = _named(items)
    by_ordinal = {_number(item["ordinal"]): item for item in items}
    lost: list[Lost] = []
    for position, paragraph in _placed(data, "paragraphs"):
        if "item_ordinal" not in paragraph:
            if paragraph.get("item") is not None:
                ordinal = by_name.get(paragraph["item"])
                if ordinal is None:
                    lost.append(("paragraphs", position, "item", paragraph["item"]))
                    continue
            elif "item" in paragraph or (ordinal := by_name.stem(paragraph.get("ref"))) is None:
                continue
            paragraph["item_ordinal"] = ordinal
        if "item" not in paragraph:
            item = by_ordinal.get(_number(paragraph["item_ordinal"]))
            if item is not None and (called := _called(item)):
                paragraph["item"] = called
    return lost


def _in_text(data: Entry) -> list[Lost]:
    items, paragraphs = entries(data, "items"), entries(data, "paragraphs")
    item_names = _named(items)
    # Actions have their own numbers: 7 is hardly ever the item they were raised in.
    titles = _Index(([item.get("title")], item["ordinal"]) for item in items)
    paragraph_refs = _Index(([p.get("ref")], p["ordinal"]) for p in paragraphs)
    items_by_ordinal = {_number(i["ordinal"]): i for i in items}
    paragraphs_by_ordinal = {_number(p["ordinal"]): p for p in paragraphs}
    lost: list[Lost] = []
    for key in IN_TEXT:
        for position, entry in _placed(data, key):
            ref, item_name = entry.get("ref"), entry.pop("item", None)
            if item_name is not None and "item_ordinal" not in entry:
                entry["item_ordinal"] = item_names.get(item_name)
                if entry["item_ordinal"] is None:
                    lost.append((key, position, "item", item_name))
            paragraph = paragraphs_by_ordinal.get(_number(entry.get("paragraph")))
            if "paragraph" not in entry:
                paragraph = paragraphs_by_ordinal.get(paragraph_refs.get(ref))
                if paragraph is not None and _agree(entry, paragraph):
                    entry["paragraph"] = paragraph["ordinal"]
            if "item_ordinal" not in entry:
                ordinal: Any
                if paragraph is not None:
                    ordinal = paragraph.get("item_ordinal")
                elif key in _ACTIONS:
                    ordinal = titles.get(ref)
                else:
                    ordinal = item_names.get(ref) or item_names.stem(ref)
                    if ordinal is None and ref is not None and (items or paragraphs):
                        lost.append((key, position, "ref", ref))
                if ordinal is not None:
                    entry["item_ordinal"] = ordinal
            if "ref" not in entry and key not in _ACTIONS:
                item = items_by_ordinal.get(_number(entry.get("item_ordinal")))
                called = (paragraph or {}).get("ref") or (_called(item) if item else None)
                if called:
                    entry["ref"] = called
    return lost


def _agree(entry: Entry, paragraph: Entry) -> bool:
    """Whether the item an entry names, if it does, is the paragraph's."""
    written = entry.get("item_ordinal")
    return "item_ordinal" not in entry or _number(written) == _number(paragraph.get("item_ordinal"))


def _assign(action: Entry, names: set[str]) -> None:
    owners, assignees = action.get("owners"), action.get("assignees")
    if isinstance(owners, list) and assignees is None:
        action["assignees"] = [
            {"as_written": owner, **({"name": owner} if owner in names else {})}
            for owner in owners
            if isinstance(owner, str)
        ]
    elif isinstance(assignees, list) and owners is None:
        action["owners"] = [
            a.get("name") or a.get("as_written") for a in assignees if isinstance(a, dict)
        ]


class _Index:
    """Names to ordinals; a name of two things points to neither."""

    def __init__(self, named: Iterable[tuple[list[Any], Any]]) -> None:
        self._found: dict[str, int | None] = {}
        for names, ordinal in named:
            for name in {_plain(n) for n in names if n is not None} - {""}:
                self._found[name] = None if name in self._found else _number(ordinal)

    def get(self, name: Any) -> int | None:
        """The ordinal of what is called so."""
        return self._found.get(_plain(name)) if isinstance(name, str) else None

    def stem(self, ref: Any) -> int | None:
        """The ordinal of the item whose number begins a paragraph's: 4 of 4.2, 4.2 of 4.2.1."""
        if not isinstance(ref, str):
            return None
        stem = _plain(ref)
        while "." in stem:
            stem = stem.rpartition(".")[0]
            if stem in self._found:
                return self._found[stem]
        return None


def _named(items: list[Entry]) -> _Index:
    return _Index(([item.get("ref"), item.get("title")], item["ordinal"]) for item in items)


def _called(item: Entry) -> Any:
    return item.get("ref") or item.get("title")


def _plain(name: Any) -> str:
    return str(name).strip().rstrip(".").casefold()


def _number(value: Any) -> int | None:
    """A number as YAML, JSON or the model hold it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isdecimal() and len(value) < 10:
        return int(value)
    return None
