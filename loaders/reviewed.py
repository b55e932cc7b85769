"""Minutes that a person reviewed: which file they stand for, and whether that has changed since.

`parse SOURCE -o REVIEWED.yaml` writes what was read; a person corrects it; from then on the
reviewed file speaks for the source, whose lines it cites.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import read_source
from minutegraph.loaders.differences import differences
from minutegraph.loaders.minutes import Minutes

_SUFFIXES = (".yaml", ".yml", ".json")
# The document's own entries stand at the head of what `parse` writes.
_HEAD = 4000


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewed file, the source it stands for, and whether the source has changed since."""

    reviewed: Path
    source: Path
    changed: bool


def review_of(path: Path) -> Review | None:
    """What a file reviews; None where it is no reviewed file or its source is not there."""
    if path.suffix.lower() not in _SUFFIXES:
        return None
    try:
        head = path.read_bytes()[:_HEAD].decode("utf-8", "replace")
    except OSError:
        return None
    stated = _in_json(head) if path.suffix.lower() == ".json" else _in_yaml(head)
    named, sha = stated.get("path"), stated.get("sha256")
    if not isinstance(named, str) or not isinstance(sha, str) or not named:
        return None
    written = Path(named)
    for candidate in (written, path.parent / written, path.parent / written.name):
        if candidate.is_file() and not candidate.samefile(path):
            try:
                changed = read_source(candidate).sha256 != sha
            except DocumentError:
                return None
            return Review(path, candidate, changed)
    return None


def _in_yaml(head: str) -> dict[str, str]:
    """The entries of `document`, of a text that may end anywhere after them."""
    found: dict[str, str] = {}
    depth, inside, key = 0, False, None
    with contextlib.suppress(yaml.YAMLError):
        for event in yaml.parse(head):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                inside = key == "document" if depth == 2 else inside
                key = None
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                if inside and depth < 2:
                    break
            elif isinstance(event, yaml.ScalarEvent) and depth <= 2:
                if key is not None and inside:
                    found[key] = event.value
                key = event.value if key is None else None
    return found


def _in_json(head: str) -> dict[str, object]:
    """The same of JSON."""
    at = re.search(r'"document"\s*:\s*(?={)', head)
    if at is None:
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(head, at.end())
    except ValueError:
        return {}
    return dict(found)


def without_reviewed(files: Iterable[Path]) -> tuple[list[Path], list[Review]]:
    """Files less the sources that another of them reviews, and those reviews."""
    kept = list(files)
    reviews = [found for file in kept if (found := review_of(file)) is not None]
    spoken_for = {review.source.resolve() for review in reviews}
    here = {file.resolve() for file in kept}
    return (
        [file for file in kept if file.resolve() not in spoken_for],
        [review for review in reviews if review.source.resolve() in here],
    )


def against_review(minutes: Minutes, source: Path, output: Path) -> list[str] | None:
    """What a new reading says differently from the reviewed file it would overwrite.

    Returns:
        One line a difference (see `differences`); None where `output` is no review of `source`.

    Raises:
        DocumentError: `output` cannot be read as structured minutes.
    """
    review = review_of(output) if output.is_file() else None
    if review is None or not review.source.samefile(source):
        return None
    from minutegraph.loaders.structured import StructuredLoader

    return differences(StructuredLoader().load(read_source(output)), minutes)
