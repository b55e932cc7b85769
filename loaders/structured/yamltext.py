"""YAML text to a tree of values that know their lines, and values to YAML that people can edit.

Plain texts stay as written: only `null` (also `~` and nothing at all), `true` and `false` are
anything else, so that `ref: 1.10`, `start: 19:00`, `answer: no` and dates need no quotes.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from minutegraph.loaders.structured.tree import MAX_DEPTH, Builder, Fault, Mapping, Sequence

# The same parser and emitter in C where PyYAML was built with them.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_PLAIN = {"": None, "~": None, "null": None, "true": True, "false": False}
_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_HINTS = {
    "mapping values are not allowed in this context": "put a text that holds ': ' in quotes",
    "found unexpected ':'": "put a text that holds ':' in quotes",
    "found character that cannot start any token": "put a text that begins so in quotes",
    "found undefined tag handle": "put a text that begins with ! in quotes",
}
WIDTH = 96


def read_yaml(text: str) -> Any:
    """The values of a YAML text that holds one document.

    Raises:
        Fault: it is no YAML, holds several documents, has a key twice, is nested too deeply,
            expands to too much, or loses text to a comment that was hardly meant as one.
    """
    builder = Builder()
    anchors: dict[str, Any] = {}
    lines = text.splitlines() if "#" in text else None
    documents = 0
    try:
        event: Any
        for event in yaml.parse(text, Loader=_Loader):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.ScalarEvent):
                value = _scalar(event, line)
                if lines is not None and event.style in (None, ""):
                    _no_lost_text(event, value, lines)
                if event.anchor:
                    anchors[event.anchor] = value
                if builder.wants_key:
                    builder.key(event.value, line)
                else:
                    builder.value(value, line)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                _no_tag(event.tag, line)
                kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
                container = kind(line)
                builder.open(container)
                if event.anchor:
                    anchors[event.anchor] = container
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                builder.close()
            elif isinstance(event, yaml.AliasEvent):
                if event.anchor not in anchors:
                    raise Fault(f"alias *{event.anchor} stands for nothing before it", line)
                target = anchors[event.anchor]
                if builder.wants_key and isinstance(target, str):
                    builder.key(target, line)
                else:
                    builder.alias(target, line)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Fault("a second YAML document begins: keep one meeting a file", line)
    except yaml.reader.ReaderError:
        raise _unreadable(text) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, text) from None
    return builder.root


def _scalar(event: Any, line: int) -> Any:
    _no_tag(event.tag, line)
    if event.implicit[0] and event.style in (None, ""):
        return _PLAIN.get(event.value, event.value)
    return event.value


def _no_tag(tag: str | None, line: int) -> None:
    if tag not in _TAGS:
        raise Fault(
            f"tags such as {tag} are not read: put a text that begins with ! in quotes", line
        )


def _no_lost_text(event: Any, value: Any, lines: list[str]) -> None:
    """`ref: #44` and `title: Meeting #4` are comments to YAML and hardly ever meant so."""
    mark = event.end_mark
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    if re.match(r"\s+#\w" if value is None else r"\s+#\d", rest):
        begin = rest.strip()[:12]
        raise Fault(
            f"{begin!r} begins a comment: put the text in quotes, or a blank after the # of a "
            "comment",
            mark.line + 1,
            mark.column + 1,
        )


def _unreadable(text: str) -> Fault:
    found = _UNREADABLE.search(text)
    if found is None:
        return Fault("not readable as YAML: a character is not allowed", 1)
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return Fault(f"character U+{ord(found[0]):04X} is not allowed in YAML: remove it", line, column)


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Fault:
    problem = str(error.problem or error.context or "syntax error").strip()
    message = f"not readable as YAML: {problem}"
    mark = error.problem_mark or error.context_mark
    if "nesting" in problem:  # a limit of the parser's own, which looks ahead of our count
        return Fault(f"nested deeper than {MAX_DEPTH} levels", mark.line + 1 if mark else 1)
    begun = error.context_mark
    if error.context and begun is not None and mark is not None and begun.line != mark.line:
        message += f", {error.context} that begins in line {begun.line + 1}"
    if mark is None:
        return Fault(message, 1)
    if text[mark.index : mark.index + 1] == "\t":
        message += ": indent with blanks, not tabs"
    elif problem in _HINTS:
        message += f": {_HINTS[problem]}"
    return Fault(message, mark.line + 1, mark.column + 1)


class Flow(list[Any]):
    """A list to be written on one line."""


class FlowMap(dict[str, Any]):
    """A mapping to be written on one line."""


class _Dumper(_Base):  # type: ignore[misc]
    """Texts that any YAML reader would take for something else are quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Any, text: str) -> Any:
    style = None
    if "\n" in text:
        if all(line == line.strip() for line in text.split("\n")) and text.strip() == text:
            style = "|"
    elif len(text) > WIDTH - 16 and text == " ".join(text.split(" ")) == text.strip():
        style = ">" if "  " not in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    Flow, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True)
)
_Dumper.add_representer(
    FlowMap, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v, flow_style=True)
)
# YAML 1.2 reads more as numbers than the 1.1 that PyYAML knows.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"([-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+)$", re.ASCII),
    list("-+.0123456789"),
)


def write_yaml(data: dict[str, Any]) -> str:
    """YAML in block style, unicode kept, a blank line between the top keys."""
    parts = [
        yaml.dump(
            {key: value},
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=WIDTH,
        )
        for key, value in data.items()
    ]
    return "\n".join(parts)
