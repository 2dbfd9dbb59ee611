"""YAML as rules are written in it, each value with the place where it stands.

A plain word is text unless it is a number, `true`, `false` or `null`: by the older reading of YAML
the region `NO` would be false, and no rule of Norway's would ever match. Of two members with one
name the first would be lost in silence; that is refused, and so is all that the rest of YAML can do
to a reader: tags, circles, copies of copies.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from alerts.model.errors import InvalidInput
from alerts.model.json_text import escaped, has_unstorable_text

_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100
_MOST_VALUES = 2_000_000
_MOST_DIGITS = 300
_STRING_TAGS = {None, "!", "tag:yaml.org,2002:str"}
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)


class _Mark(Protocol):
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says, as decoded JSON.

    `places` has where, by JSON Pointer: of a member where its name stands, of an item the item.
    """

    value: object
    places: Mapping[str, Place]

    def place(self, pointer: str) -> Place:
        """Give where something stands, or what it would stand in, if it is missing."""
        while pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places[pointer]


@dataclass(eq=False)
class Unreadable(InvalidInput):
    """Text that is not YAML, or is YAML of a kind that no rule needs."""

    place: Place = field(default=Place(1, 1))


@dataclass(slots=True)
class _Open:
    """A list or an object whose end was not reached yet."""

    value: list[object] | dict[str, object]
    pointer: str
    anchor: str | None
    began: int
    key: str | None = None


def read_yaml(text: str) -> Written:
    """Read one YAML document. Raises `Unreadable`."""
    document = _Document()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            document.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = ": ".join(filter(None, [error.context, error.problem]))
        raise Unreadable(f"is no YAML: {told}", place=_place(mark)) from error
    except yaml.YAMLError as error:
        raise Unreadable("is no YAML: it holds a character that no text has") from error
    return Written(document.value, document.places or {"": Place(1, 1)})


class _Document:
    """A document as far as it was read; nothing in it is walked by recursion."""

    def __init__(self) -> None:
        self.value: object = None
        self.places: dict[str, Place] = {}
        self._open: list[_Open] = []
        self._anchored: dict[str, tuple[object, int]] = {}
        self._values = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Read on. Raises `Unreadable`."""
        at = _place(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise Unreadable("holds a second document: make a file of each", place=at)
            case yaml.ScalarEvent() if self._awaits_key:
                self._take_key(event, at)
            case yaml.ScalarEvent():
                self._put(_scalar(event, at), at, event.anchor)
            case yaml.AliasEvent():
                self._put_copy(str(event.anchor), at)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._begin(event, at)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self._open.pop()
                if done.anchor is not None:
                    self._anchored[done.anchor] = (done.value, self._values - done.began + 1)
            case _:
                return

    @property
    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._key is None

    @property
    def _key(self) -> str | None:
        return self._open[-1].key

    def _take_key(self, event: yaml.ScalarEvent, at: Place) -> None:
        inside = self._open[-1]
        key = str(event.value)
        if has_unstorable_text(key):
            raise Unreadable("holds NUL or an unpaired surrogate", place=at)
        if key in inside.value:
            first = self.places[f"{inside.pointer}/{escaped(key)}"].line
            raise Unreadable(f"{key!r} stands twice here; the other is in line {first}", place=at)
        inside.key = key
        self.places[f"{inside.pointer}/{escaped(key)}"] = at

    def _begin(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent, at: Place) -> None:
        if self._awaits_key:
            raise Unreadable("must be text: a list or an object is no name of a member", place=at)
        if event.tag is not None:
            raise Unreadable(f"has the tag {event.tag}; nothing here needs one", place=at)
        if len(self._open) >= _DEEPEST:
            raise Unreadable("is nested too deeply", place=at)
        value: list[object] | dict[str, object]
        value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        pointer = self._put(value, at, None)
        self._open.append(_Open(value, pointer, event.anchor, self._values))

    def _put_copy(self, anchor: str, at: Place) -> None:
        if self._awaits_key:
            raise Unreadable("a copy is no name of a member", place=at)
        if anchor not in self._anchored:
            raise Unreadable(f"*{anchor} copies what is not there, or not whole yet", place=at)
        value, size = self._anchored[anchor]
        self._put(value, at, None, size)

    def _put(self, value: object, at: Place, anchor: str | None, size: int = 1) -> str:
        """Put a value where the reading is, and give its pointer."""
        self._values += size
        if self._values > _MOST_VALUES:
            raise Unreadable(f"holds more than {_MOST_VALUES} values: make several files", place=at)
        if anchor is not None:
            self._anchored[anchor] = (value, size)
        if not self._open:
            self.value = value
            self.places[""] = at
            return ""
        inside = self._open[-1]
        if isinstance(inside.value, list):
            pointer = f"{inside.pointer}/{len(inside.value)}"
            inside.value.append(value)
            self.places[pointer] = at
        else:
            pointer = f"{inside.pointer}/{escaped(str(inside.key))}"
            inside.value[str(inside.key)] = value
            inside.key = None
        return pointer


def _scalar(event: yaml.ScalarEvent, at: Place) -> object:
    text = str(event.value)
    if has_unstorable_text(text):
        raise Unreadable("holds NUL or an unpaired surrogate", place=at)
    if event.tag not in _STRING_TAGS:
        raise Unreadable(f"has the tag {event.tag}; nothing here needs one", place=at)
    return _meant(text) if event.implicit[0] and event.tag is None else text


def _meant(text: str) -> object:
    """Read a plain word by the core schema of YAML 1.2, as far as JSON has what it means."""
    if text.lower() in _WORDS and text in {text.lower(), text.upper(), text.capitalize()}:
        return _WORDS[text.lower()]
    if len(text) > _MOST_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


def _place(mark: _Mark | None) -> Place:
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


def members(value: object, pointer: str) -> Iterator[tuple[str, object]]:
    """Give the members of a list or an object, each with its pointer."""
    match value:
        case dict():
            for name, member in value.items():
                yield f"{pointer}/{escaped(name)}", member
        case list():
            for place, item in enumerate(value):
                yield f"{pointer}/{place}", item
        case _:
            return
