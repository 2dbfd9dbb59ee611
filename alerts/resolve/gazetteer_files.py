"""Gazetteer files, ours and the operator's, read into entities.

People write these files by hand, so every fault is told with the file, the entity and the field,
and all the faults of a file at once.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import orjson
import yaml
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from alerts.model.entity import Entity, Kind, Link
from alerts.model.errors import InvalidInput, Problem

_Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
_Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
_Names = dict[_Language, tuple[_Name, ...]]
_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATA = files("alerts.resolve") / "data"
_COMPILED = "compiled.jsonl"
SUFFIXES = (".yaml", ".yml", ".jsonl")
_MAX_TOLD = 20  # faults named of one file; a wrong file would have thousands


class _ParentEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: _Name
    link: _Name
    takes_in: bool = True


class _Entry(BaseModel):
    """An entity as a file spells it; see `alerts.model.entity.Entity`."""

    model_config = ConfigDict(extra="forbid")

    id: _Name
    kind: Kind
    type: _Name
    name: _Name
    parents: tuple[_ParentEntry, ...] = ()
    names: _Names = {}
    short: _Names = {}
    exact: _Names = {}
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    replaced_by: _Name | None = None

    def entity(self) -> Entity:
        return Entity(
            id=self.id,
            kind=self.kind,
            type=self.type,
            name=self.name,
            parents=tuple(Link(p.id, p.link, p.takes_in) for p in self.parents),
            names=self.names,
            short=self.short,
            exact=self.exact,
            lat=self.lat,
            lon=self.lon,
            replaced_by=self.replaced_by,
        )


class _Added(BaseModel):
    """More names for an entity of another entry, which need not be copied for that."""

    model_config = ConfigDict(extra="forbid")

    add_to: _Name
    names: _Names = {}
    short: _Names = {}
    exact: _Names = {}


def _form(entry: object) -> str:
    return "addition" if isinstance(entry, Mapping) and "add_to" in entry else "entity"


_EitherEntry = Annotated[
    Annotated[_Entry, Tag("entity")] | Annotated[_Added, Tag("addition")], Discriminator(_form)
]
_ENTRIES: TypeAdapter[list[_Entry | _Added]] = TypeAdapter(list[_EitherEntry])


@dataclass(frozen=True, slots=True)
class Addition:
    """More names of an entity, told apart from the entity itself."""

    add_to: str
    names: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    exact: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GazetteerFile:
    """One file's entities, and its names for those of others. `digest` changes with its content."""

    name: str
    digest: bytes
    entities: tuple[Entity, ...]
    additions: tuple[Addition, ...] = ()


def shipped_files() -> Iterator[GazetteerFile]:
    """Read the files that come with the package."""
    compiled = _compiled((_DATA / _COMPILED).read_bytes())
    for file in _walk(_DATA):
        if file.name != _COMPILED:
            content = file.read_bytes()
            name = str(file).removeprefix(str(_DATA)).lstrip("/\\")
            entries = compiled.get(hashlib.sha256(content).hexdigest())
            if entries is None:
                yield read_file(name, content)
            else:
                yield _gazetteer_file(name, content, entries)


def compile_shipped() -> bytes:
    """Give what `compiled.jsonl` is to hold: the entries of each file that people write.

    JSON takes a twentieth of the time that YAML takes to read. Before its entries each file is
    named by its SHA-256, and looked up by it: so one that was changed since is read itself.
    """
    lines: list[object] = []
    for file in _walk(_DATA):
        if not file.name.endswith(".jsonl"):
            content = file.read_bytes()
            lines.append(hashlib.sha256(content).hexdigest())
            entries = _yaml(file.name, content)
            lines += entries if isinstance(entries, list) else []
    return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)


def _compiled(content: bytes) -> dict[str, list[object]]:
    by_digest: dict[str, list[object]] = {}
    entries: list[object] = []
    for line in content.splitlines():
        value = orjson.loads(line)
        if isinstance(value, str):
            entries = by_digest[value] = []
        else:
            entries.append(value)
    return by_digest


def operator_files(paths: Sequence[Path]) -> Iterator[GazetteerFile]:
    """Read the operator's files; a folder stands for the gazetteer files in it.

    Raises `InvalidInput` where one cannot be read.
    """
    for name, content in operator_contents(paths):
        yield read_file(name, content)


def operator_contents(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Give the operator's files unread, each with its name. Raises `InvalidInput`."""
    for path in paths:
        try:
            found = [*_walk(path)] if path.is_dir() else [path]
            contents = [(str(file), file.read_bytes()) for file in found]
        except OSError as error:
            raise InvalidInput(f"gazetteer file {path}: {error.strerror}") from error
        yield from contents


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(SUFFIXES):
            yield entry


def read_file(name: str, content: bytes) -> GazetteerFile:
    """Read one file's bytes: a YAML list of entities, or JSON Lines, by the name's suffix.

    In both a line that begins with # is a comment.

    Raises `InvalidInput` naming file, entity and field of each fault.
    """
    raw = _json_lines(name, content) if name.endswith(".jsonl") else _yaml(name, content)
    return _gazetteer_file(name, content, raw)


def _gazetteer_file(name: str, content: bytes, raw: object) -> GazetteerFile:
    try:
        entries = _ENTRIES.validate_python(raw)
    except ValidationError as error:
        raise InvalidInput(f"gazetteer file {name}", _problems(raw, error)) from error
    digest = hashlib.sha256(content).digest()
    return GazetteerFile(
        name,
        digest,
        tuple([entry.entity() for entry in entries if isinstance(entry, _Entry)]),
        tuple(
            [
                Addition(entry.add_to, entry.names, entry.short, entry.exact)
                for entry in entries
                if isinstance(entry, _Added)
            ]
        ),
    )


def _json_lines(name: str, content: bytes) -> list[object]:
    entries: list[object] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or line.startswith(b"#"):
            continue
        try:
            entries.append(orjson.loads(line))
        except orjson.JSONDecodeError as error:
            raise InvalidInput(
                f"gazetteer file {name}, line {number}: not JSON: {error}"
            ) from error
    return entries


def _yaml(name: str, content: bytes) -> object:
    try:
        read: object = yaml.load(content, Loader=_Loader)  # noqa: S506 - a safe loader, both ways
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise InvalidInput(f"gazetteer file {name}: not YAML: {told}") from error
    return [] if read is None else read


def _problems(raw: object, error: ValidationError) -> tuple[Problem, ...]:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return tuple(
        Problem(f"{_entity_of(raw, fault['loc'])}", f"{_field_of(fault['loc'])}{fault['msg']}")
        for fault in faults[:_MAX_TOLD]
    )


def _entity_of(raw: object, loc: tuple[int | str, ...]) -> str:
    """Name an entry by its id, or by its place where it has none."""
    if not (loc and isinstance(raw, list) and isinstance(loc[0], int)):
        return ""
    entry = raw[loc[0]]
    named = (entry.get("id") or entry.get("add_to")) if isinstance(entry, Mapping) else None
    return f"entity {named}" if isinstance(named, str) else f"entity number {loc[0] + 1}"


def _field_of(loc: tuple[int | str, ...]) -> str:
    """Name the field; between the entry's place and it stands which form the entry has."""
    return "".join(f"{part}: " for part in loc[2:])
