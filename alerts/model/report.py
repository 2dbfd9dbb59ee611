"""One message saying that something happened, as the rest of the house sees it.

Producers are many and careless, and a missed report is the worst fault there is: so
only what makes a report a report is required, an optional field that cannot be read
is dropped and named, and fields that nobody knows are ignored.
"""

import hashlib
import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

import orjson
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    WithJsonSchema,
)

from alerts.model.errors import DeadReason, MalformedReport, Problem
from alerts.model.formats import in_our_shape
from alerts.model.ids import ReportKey, fold_source
from alerts.model.json_text import decode_json, has_unstorable_text, unstorable

_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)


class Severity(StrEnum):
    """The Common Alerting Protocol's scale, least first."""

    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"
    EXTREME = "extreme"


class EventType(StrEnum):
    """ACLED's sub-event types (codebook 2023), in snake case."""

    GOVERNMENT_REGAINS_TERRITORY = "government_regains_territory"
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = "non_state_actor_overtakes_territory"
    ARMED_CLASH = "armed_clash"
    EXCESSIVE_FORCE_AGAINST_PROTESTERS = "excessive_force_against_protesters"
    PROTEST_WITH_INTERVENTION = "protest_with_intervention"
    PEACEFUL_PROTEST = "peaceful_protest"
    VIOLENT_DEMONSTRATION = "violent_demonstration"
    MOB_VIOLENCE = "mob_violence"
    CHEMICAL_WEAPON = "chemical_weapon"
    AIR_DRONE_STRIKE = "air_drone_strike"
    SUICIDE_BOMB = "suicide_bomb"
    SHELLING_ARTILLERY_MISSILE_ATTACK = "shelling_artillery_missile_attack"
    REMOTE_EXPLOSIVE_LANDMINE_IED = "remote_explosive_landmine_ied"
    GRENADE = "grenade"
    SEXUAL_VIOLENCE = "sexual_violence"
    ATTACK = "attack"
    ABDUCTION_FORCED_DISAPPEARANCE = "abduction_forced_disappearance"
    AGREEMENT = "agreement"
    ARRESTS = "arrests"
    CHANGE_TO_GROUP_ACTIVITY = "change_to_group_activity"
    DISRUPTED_WEAPONS_USE = "disrupted_weapons_use"
    HEADQUARTERS_OR_BASE_ESTABLISHED = "headquarters_or_base_established"
    LOOTING_PROPERTY_DESTRUCTION = "looting_property_destruction"
    NON_VIOLENT_TRANSFER_OF_TERRITORY = "non_violent_transfer_of_territory"
    OTHER = "other"


def _instant(value: object) -> datetime:
    """Read RFC 3339 with an offset; a naive time or a year that UTC cannot hold is an error."""
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("must be an RFC 3339 time with an offset, as 2021-07-12T21:00:00Z")
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("is outside the years 1 to 9999 in UTC") from error


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("must be a finite number")
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be blank")
    return value


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Number = Annotated[float, AfterValidator(_finite)]
NotBlank = Annotated[str, Field(min_length=1), AfterValidator(_not_blank)]
Listed = tuple[str, ...]

BLANK = ""  # stands where a producer's list held something that is no name

_VALUE = ConfigDict(frozen=True, extra="ignore", strict=True)


class ReportSource(BaseModel):
    """Who reported: an outlet or a monitor. `name` is part of the report's key."""

    model_config = _VALUE

    name: NotBlank
    url: str | None = None
    kind: Literal["media", "monitor", "official", "social", "sensor"] | None = None


class Location(BaseModel):
    """A point in degrees (WGS 84); `precision_km` is how far off it may be."""

    model_config = _VALUE

    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
    precision_km: Annotated[Number, Field(ge=0)] | None = None


def _enum_of(kind: type[StrEnum]) -> BeforeValidator:
    """Let a strict model take an enumeration's value from JSON."""
    return BeforeValidator(lambda value: kind(value) if isinstance(value, str) else value)


class Report(BaseModel):
    """A report as its producer meant it.

    A list of names keeps its producer's order and length, so that `/facilities/1` in
    evidence is the producer's second; an entry that could not be read is left blank ("").
    """

    model_config = _VALUE

    id: Annotated[str, Field(min_length=1, max_length=256), AfterValidator(_not_blank)]
    source: ReportSource
    title: str | None = None
    body: str | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")] | None = None
    revision: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    published_at: Instant | None = None
    occurred_at: Instant | None = None
    regions: Listed = ()
    facilities: Listed = ()
    actors: Listed = ()
    location: Location | None = None
    event_type: Annotated[EventType, _enum_of(EventType)] | None = None
    severity: Annotated[Severity, _enum_of(Severity)] | None = None

    _ignored: tuple[str, ...] = PrivateAttr(default=())

    @cached_property
    def key(self) -> ReportKey:
        """What tells this report from all others."""
        return ReportKey(fold_source(self.source.name), self.id, self.revision)

    @cached_property
    def content(self) -> bytes:
        """16 bytes that differ when two reports of one key say different things."""
        told = [getattr(self, name) for name in _TOLD]
        text = orjson.dumps(told, default=dict)
        return hashlib.blake2b(text, digest_size=16).digest()

    @property
    def ignored_fields(self) -> tuple[str, ...]:
        """JSON Pointers of the optional fields that could not be read."""
        return self._ignored


_FIELDS = frozenset(Report.model_fields)
_TOLD = tuple(name for name in Report.model_fields if name not in {"id", "revision"})
_TELLS_SOMETHING = ("title", "body", "regions", "facilities", "actors", "location")
_LISTS = frozenset({"regions", "facilities", "actors"})
_REQUIRED = {("id",), ("source",), ("source", "name")}


def parse_report(body: bytes) -> Report:
    """Read a report from UTF-8 JSON bytes.

    Raises `MalformedReport`, with the reason that its dead letter carries.
    """
    if not body.strip():
        raise MalformedReport("the message is empty", reason=DeadReason.EMPTY)
    return report_of(decode_json(body))


def report_of(value: object) -> Report:
    """Read a report from decoded JSON, of our shape or one in `formats`. Raises `MalformedReport`."""
    if not isinstance(value, dict):
        raise MalformedReport(
            "a report is a JSON object", (Problem("", f"got {_json_type(value)}"),)
        )
    known: dict[str, Any] = {
        name: member
        for name, member in in_our_shape(value).items()
        if name in _FIELDS and member is not None  # null says what absence says
    }
    if has_unstorable_text(known):
        raise unstorable(known)
    report, ignored = _read_leniently(known)
    if not any(_is_told(getattr(report, name)) for name in _TELLS_SOMETHING):
        raise MalformedReport(
            "the report says nothing",
            (Problem("", f"needs at least one of: {', '.join(_TELLS_SOMETHING)}"),),
        )
    report._ignored = ignored  # noqa: SLF001 - pydantic's way to fill a private field
    return report


def _read_leniently(known: dict[str, Any]) -> tuple[Report, tuple[str, ...]]:
    """Validate; drop the optional fields that fail; a required one that fails is an error."""
    known, blanked = _blank_bad_names(known)
    try:
        return Report.model_validate(known), blanked
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
    fatal = [f for f in faults if f["loc"] in _REQUIRED or f["loc"][0] == "id"]
    if fatal:
        raise MalformedReport(
            "the report cannot be read",
            tuple(Problem(_pointer(f["loc"]), f["msg"]) for f in fatal),
        )
    doomed = {_field_to_drop(f["loc"]) for f in faults}
    for path in doomed:
        known = _without(known, path)
    return Report.model_validate(known), blanked + tuple(sorted(_pointer(p) for p in doomed))


def _blank_bad_names(known: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Take unreadable entries out of the lists of names without moving the others."""
    bad: list[str] = []
    cleaned = dict(known)
    for name in sorted(_LISTS & known.keys()):
        entries = known[name]
        if isinstance(entries, list):
            readable = [isinstance(e, str) and bool(e.strip()) for e in entries]
            bad += [f"/{name}/{i}" for i, ok in enumerate(readable) if not ok]
            cleaned[name] = tuple(
                e if ok else BLANK for e, ok in zip(entries, readable, strict=True)
            )
    return cleaned, tuple(bad)


def _field_to_drop(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Drop a whole top-level field, but of the source only the part that failed."""
    head = str(loc[0])
    return (head, str(loc[1])) if head == "source" else (head,)


def _without(known: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    head, *rest = path
    if not rest:
        return {k: v for k, v in known.items() if k != head}
    return known | {head: _without(known[head], tuple(rest))}


def _is_told(value: object) -> bool:
    """Tell whether a field says anything: blank text and lists of blanks say nothing."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, tuple):
        return any(value)
    return value is not None


def _pointer(loc: Sequence[int | str]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in loc)


def _json_type(value: object) -> str:
    names = {str: "a string", list: "a list", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
