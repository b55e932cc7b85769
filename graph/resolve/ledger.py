"""Writing the registry: entries come and go, what a person wrote around them stays."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any

from minutegraph.errors import RegistryError
from minutegraph.graph.keys import slug
from minutegraph.graph.resolve.registry import (
    KEYS,
    LISTS,
    PAIRS,
    Judgement,
    Post,
    Registry,
    parse_registry,
    read_registry,
)
from minutegraph.loaders.structured.yamltext import WIDTH

_HEADER = """\
# Who is who: judgements that people made, applied whenever minutes are loaded.
# `minutegraph resolve` writes here; an entry that is taken out is undone.
"""


class Ledger:
    """The registry's file, to be changed.

    Attributes:
        registry: what it says now.
    """

    def __init__(self, path: Path) -> None:
        """Read the file; one that does not exist is made by the first `save`.

        Raises:
            RegistryError: it cannot be read or does not fit.
        """
        self.path = path
        self.registry = read_registry(path)
        self._yaml = round_trip()
        text = path.read_text(encoding="utf-8-sig") if path.exists() else _HEADER
        data = self._load(text)
        # Comments alone belong to no value that could keep them.
        self._header = text if data is None else ""
        self._data: Any = {} if data is None else data

    def add(self, judgement: Judgement) -> bool:
        """Note a judgement; one of the same names with another value is replaced.

        Returns:
            Whether that changes anything.
        """
        if any(_same(judgement, known) for known in self.registry.judgements()):
            return False
        key = KEYS[judgement.verb]
        if judgement.verb in PAIRS:
            self._section(judgement, key, []).append(_flow(list(judgement.of)))
        elif judgement.verb in LISTS:
            section = self._section(judgement, key, {})
            name = _key_like(section, judgement.of[0])
            if section.get(name) is None:
                section[name] = [] if judgement.verb == "post" else _flow([])
            section[name].append(_written(judgement.value))
        else:
            section = self._section(judgement, key, {})
            section[_key_like(section, judgement.of[0])] = judgement.value
        self.registry = self._reread()
        return True

    def remove(self, judgement: Judgement) -> bool:
        """Take out a judgement. A value of None stands for any.

        Of three or more that are noted as the same, those named are taken out but for the first.

        Returns:
            Whether it was there.
        """
        key = KEYS[judgement.verb]
        section = (self._data.get(judgement.kind) or {}).get(key)
        if not section:
            return False
        if judgement.verb in PAIRS:
            gone = _remove_group(section, judgement.of)
        else:
            gone = _remove_value(section, judgement)
        if gone:
            if not section:
                del self._data[judgement.kind][key]
            if not self._data[judgement.kind]:
                del self._data[judgement.kind]
            self.registry = self._reread()
        return gone

    def save(self) -> None:
        """Write the file, as a whole or not at all.

        Raises:
            RegistryError: it cannot be written.
        """
        write_whole(self.path, self._text())

    def _load(self, text: str) -> Any:
        from ruamel.yaml.error import YAMLError

        try:
            return self._yaml.load(text)
        except YAMLError as error:
            message = str(error).splitlines()[0]
            raise RegistryError(f"{self.path} cannot be changed: {message}") from None

    def _section(self, judgement: Judgement, key: str, empty: Any) -> Any:
        if self._data.get(judgement.kind) is None:
            self._data[judgement.kind] = {}
        kind = self._data[judgement.kind]
        if kind.get(key) is None:
            kind[key] = empty
        return kind[key]

    def _text(self) -> str:
        if not self._data:
            return self._header
        out = io.StringIO()
        self._yaml.dump(self._data, out)
        return self._header + out.getvalue()

    def _reread(self) -> Registry:
        return parse_registry(self._text(), str(self.path))


def write_whole(path: Path, text: str) -> None:
    """Write a file as a whole or not at all.

    Raises:
        RegistryError: it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise RegistryError(f"{path} cannot be written: {error.strerror}") from None


def round_trip() -> Any:
    """YAML that is changed and keeps a person's comments."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = WIDTH
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _flow(values: list[Any]) -> Any:
    from ruamel.yaml.comments import CommentedSeq

    made = CommentedSeq(values)
    made.fa.set_flow_style()
    return made


def _written(value: str | Post | None) -> Any:
    if not isinstance(value, Post):
        return value
    from ruamel.yaml.comments import CommentedMap

    made = CommentedMap(value.model_dump(by_alias=True, exclude_none=True))
    made.fa.set_flow_style()
    return made


def _key_like(section: Any, name: str) -> str:
    """The key of the section that is the name but for how it is spelt."""
    return next((key for key in section if slug(str(key)) == slug(name)), name)


def _same(one: Judgement, other: Judgement) -> bool:
    if (one.kind, one.verb, one.value) != (other.kind, other.verb, other.value):
        return False
    return {slug(name) for name in one.of} == {slug(name) for name in other.of}


def _remove_group(section: Any, names: tuple[str, ...]) -> bool:
    wanted = [slug(name) for name in names]
    for place, group in enumerate(section):
        there = [slug(str(name)) for name in group]
        if not set(wanted) <= set(there):
            continue
        if len(set(there) - set(wanted[1:])) < 2:
            del section[place]
        else:
            for gone in wanted[1:]:
                group.pop(there.index(gone))
                there.remove(gone)
        return True
    return False


def _remove_value(section: Any, judgement: Judgement) -> bool:
    name = _key_like(section, judgement.of[0])
    if name not in section:
        return False
    if judgement.verb not in LISTS or judgement.value is None:
        del section[name]
        return True
    wanted = _plain(_written(judgement.value))
    found = [place for place, value in enumerate(section[name]) if _plain(value) == wanted]
    for place in reversed(found):
        del section[name][place]
    if not section[name]:
        del section[name]
    return bool(found)


def _plain(value: Any) -> Any:
    """A value of the file to compare: texts but for how they are spelt, a post's parts as text."""
    if isinstance(value, dict):
        return {key: str(part) for key, part in value.items()}
    return slug(str(value))
