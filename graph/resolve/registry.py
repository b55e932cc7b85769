"""The registry: a person's judgements about who is who, in one YAML file beside the graph.

    people:
      same:
        - [Susan Leeming, Sue Leeming]
      different:
        - [Ann Lee @ Harbour Trust, Ann Lee @ Ministry of Boats]
      names:
        S. Ek: Solveig Ek
      aliases:
        Solveig Ek: [Sol]
      posts:
        Solveig Ek:
          - {position: Director, organisation: Harbour Trust, from: 2021-04-01, until: 2023-03-31}
    organisations:
      same:
        - [Ministry of Boats, Boat Office]
      different: []
      names: {Boat Office: Ministry of Boats}
      acronyms: {Ministry of Boats: MoB}
      aliases: {Ministry of Boats: [the Boats]}
      sectors: {Harbour Trust: voluntary}
      parents: {Lock Inspectorate: Ministry of Boats}

Whom a judgement speaks of is said by a name as documents write it. Where several have the name,
` @ ` and an organisation's name or a document's key (`doc:may.md`) say which: see `Ref`. Each entry
is one judgement; taking it out undoes it, and the order of entries plays no part. `unsure`, with
pairs as under `different`, changes nothing but that nobody is asked about them again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from minutegraph.errors import RegistryError
from minutegraph.loaders.structured.problems import near, shown_path
from minutegraph.loaders.structured.tree import Fault, line_of
from minutegraph.loaders.structured.yamltext import read_yaml

Kind = Literal["people", "organisations"]
Verb = Literal[
    "same", "different", "unsure", "name", "alias", "acronym", "sector", "parent", "post"
]  # fmt: skip

PAIRS: dict[Verb, str] = {"same": "same", "different": "different", "unsure": "unsure"}
VALUES: dict[Verb, str] = {
    "name": "names", "acronym": "acronyms", "sector": "sectors", "parent": "parents",
}  # fmt: skip
LISTS: dict[Verb, str] = {"alias": "aliases", "post": "posts"}
KEYS: dict[Verb, str] = {**PAIRS, **VALUES, **LISTS}

_MAX_BYTES = 20_000_000
_AT = " @ "


class Ref(NamedTuple):
    """Whom a judgement speaks of: a name, and where several have it, of which organisation or in
    which document (its key)."""

    name: str
    organisation: str | None = None
    document: str | None = None

    @classmethod
    def parse(cls, text: str) -> Ref:
        """What a text of the registry names.

        >>> Ref.parse("Ann Lee @ Harbour Trust")
        Ref(name='Ann Lee', organisation='Harbour Trust', document=None)
        >>> Ref.parse("Ann Lee @ doc:may.md")
        Ref(name='Ann Lee', organisation=None, document='doc:may.md')
        """
        name, *further = (part.strip() for part in text.split(_AT))
        document = next((part for part in further if part.startswith("doc:")), None)
        organisation = next((part for part in further if not part.startswith("doc:")), None)
        return cls(name, organisation, document)

    def __str__(self) -> str:
        return _AT.join(part for part in self if part)


def _named(text: str) -> str:
    parts = text.split(_AT)
    documents = sum(part.strip().startswith("doc:") for part in parts[1:])
    if not all(part.strip() for part in parts) or documents > 1 or len(parts) - documents > 2:
        raise ValueError("a name is wanted, or “name @ organisation” or “name @ doc:file”")
    return text


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError("a date is wanted, as in 2020-06-16") from None
    return value


Name = Annotated[str, AfterValidator(_named)]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Group = Annotated[list[Name], Field(min_length=2)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Post(_Part):
    """A post somebody holds; both days belong to it, and one that is missing is not known."""

    position: Text
    organisation: Name | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class People(_Part):
    """Judgements about people, by name."""

    same: list[Group] = []
    different: list[Group] = []
    unsure: list[Group] = []
    names: dict[Name, Text] = {}
    aliases: dict[Name, list[Text]] = {}
    posts: dict[Name, list[Post]] = {}


class Organisations(_Part):
    """Judgements about organisations and bodies, by name."""

    same: list[Group] = []
    different: list[Group] = []
    unsure: list[Group] = []
    names: dict[Name, Text] = {}
    aliases: dict[Name, list[Text]] = {}
    acronyms: dict[Name, Text] = {}
    sectors: dict[Name, Text] = {}
    parents: dict[Name, Name] = {}


class Judgement(NamedTuple):
    """One entry.

    Attributes:
        of: whom it speaks of: several names for same and different, otherwise one.
        value: what it says: the name, alias, acronym, sector, parent's name or the post.
    """

    kind: Kind
    verb: Verb
    of: tuple[str, ...]
    value: str | Post | None = None


class Registry(_Part):
    """All judgements."""

    people: People = People()
    organisations: Organisations = Organisations()

    def judgements(self) -> Iterator[Judgement]:
        """Each entry, in the file's order within its section."""
        for kind in ("people", "organisations"):
            section = getattr(self, kind)
            for verb, key in KEYS.items():
                entries = getattr(section, key, None) or ()
                if verb in PAIRS:
                    for group in entries:
                        yield Judgement(kind, verb, tuple(group))
                elif verb in VALUES:
                    for name, value in dict(entries).items():
                        yield Judgement(kind, verb, (name,), value)
                else:
                    for name, values in dict(entries).items():
                        for value in values:
                            yield Judgement(kind, verb, (name,), value)


def registry_path(graph: str, given: str | None) -> Path | None:
    """Where the registry of a graph is: as given, else beside the graph's file.

    Args:
        graph: URL of the graph.
        given: what the option or environment says.

    Returns:
        `minutes.registry.yaml` for `minutes.kgl`; None for a server where nothing is given.
    """
    if given:
        return Path(given)
    if "://" in graph or not Path(graph).name:
        return None
    return Path(graph).with_suffix(".registry.yaml")


def read_registry(path: Path | None) -> Registry:
    """The judgements of a file; none where there is no path or no file.

    Raises:
        RegistryError: it cannot be read, is no YAML or does not fit; with the line.
    """
    if path is None:
        return Registry()
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise RegistryError(f"{path} is larger than {_MAX_BYTES:,} bytes: it is no registry")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Registry()
    except OSError as error:
        raise RegistryError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RegistryError(f"{path} is not UTF-8 text") from None
    return parse_registry(text, str(path))


def parse_registry(text: str, path: str) -> Registry:
    """The judgements of a text.

    Args:
        path: how messages call it.

    Raises:
        RegistryError: it is no YAML or does not fit; with the line.
    """
    try:
        tree = read_yaml(text)
    except Fault as fault:
        raise RegistryError(f"{path}, line {fault.line}: {fault.problem}") from None
    try:
        return Registry.model_validate(_without_empty(tree) or {})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = tuple(step for step in first["loc"] if step != "[key]")
        raise RegistryError(
            f"{path}, line {line_of(tree, where)}: {_message(where, first)}"
        ) from None


def _without_empty(tree: object) -> object:
    """The tree without keys that say nothing, such as a heading whose entries were taken out."""
    if isinstance(tree, dict):
        return {key: _without_empty(value) for key, value in tree.items() if value is not None}
    if isinstance(tree, list):
        return [_without_empty(value) for value in tree]
    return tree


def _message(where: tuple[int | str, ...], error: object) -> str:
    kind, said = str(error["type"]), str(error["msg"])  # type: ignore[index]
    if kind == "extra_forbidden":
        model: type[BaseModel] = Registry
        for step in where[:-1]:
            parts: dict[str, type[BaseModel]] = {"people": People, "organisations": Organisations}
            model = parts.get(str(step), Post)
        allowed = [field.alias or name for name, field in model.model_fields.items()]
        return f"unknown key {str(where[-1])!r}{near(str(where[-1]), allowed)}"
    said = said.removeprefix("Value error, ").removeprefix("Input should be ")
    if kind == "too_short":
        said = "two names or more are wanted, as in [one, another]"
    return f"{shown_path(where)}: {said}"
