"""What a rule asks of a report, as people write it: one shape that holds itself.

The keys of an object are ANDed, the values of a key ORed. Whatever is unknown here is refused,
for a misspelt key would be a rule that asks for less than its owner believes. How much one rule
may ask is a setting, and no part of the shape (`alerts.model.rule_limits`).
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from alerts.model.area import MultiPolygon, Polygon
from alerts.model.entity import Kind
from alerts.model.report import EventType, Severity

_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"


class Scope(StrEnum):
    """Which mentions a clause looks at: what happened, or all that the report names."""

    PRIMARY = "primary"
    ANY = "any"


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be blank")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(_LANGUAGE, value, re.ASCII):
        raise ValueError("must be a language tag, as en, ar or ckb")
    return value


def _left_out(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def _key(description: str, *, alias: str | None = None) -> Any:
    """Make a key that may be left out, in JSON and in its schema."""
    return Field(
        default=None,
        alias=alias,
        exclude_if=lambda value: value is None,
        description=description,
        json_schema_extra=_left_out,
    )


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_not_blank)]
Language = Annotated[
    str,
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE}$", "examples": ["en", "ar"]}),
]
_SOME = Field(min_length=1)
Names = Annotated[tuple[Name, ...], _SOME]
Finite = Annotated[float, Field(allow_inf_nan=False)]
_None = SkipJsonSchema[None]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class AtLeast(_Part):
    """A severity, and all that is graver."""

    at_least: Severity


class Near(_Part):
    """A circle: a point in degrees (WGS 84) and a radius in kilometres."""

    lat: Annotated[Finite, Field(ge=-90, le=90)]
    lon: Annotated[Finite, Field(ge=-180, le=180)]
    km: Annotated[Finite, Field(gt=0)]


class Condition(_Part):
    """Keys are ANDed, the values of one key ORed; a value is an entity's id or any of its names.

    A region takes in all that lies in it, an actor all its parts. `mention` governs its object
    and all nested in it, unless overridden there.
    """

    region: Names | _None = _key("Where it happened.")
    facility: Names | _None = _key("What it happened at.")
    actor: Names | _None = _key("Who did it, or to whom it was done.")
    source: Names | _None = _key("Who reports.")
    event_type: Annotated[tuple[EventType, ...], _SOME] | _None = _key("What happened.")
    severity: AtLeast | _None = _key("How grave it was, at least.")
    language: Annotated[tuple[Language, ...], _SOME] | _None = _key(
        "The report's language; `en` takes in `en-GB`."
    )
    words: Names | _None = _key(
        "Phrases that stand in title or body, in any script, whatever their case and marks."
    )
    near: Near | _None = _key("Within so many kilometres of a point.")
    within: Annotated[Polygon | MultiPolygon, Field(discriminator="type")] | _None = _key(
        "Inside an area."
    )
    all_of: Annotated[tuple["Condition", ...], _SOME] | _None = _key(
        "Conditions all of which hold.", alias="all"
    )
    any_of: Annotated[tuple["Condition", ...], _SOME] | _None = _key(
        "Conditions of which one holds.", alias="any"
    )
    not_: "Condition | _None" = _key("A condition that does not hold.", alias="not")
    mention: Scope | _None = _key(
        "`primary` (what happened; the default) or `any` (background too)."
    )

    @model_validator(mode="after")
    def _needs_a_key(self) -> Self:
        if not any(getattr(self, name) is not None for name in _CLAUSES):
            raise ValueError(f"a condition needs at least one of: {', '.join(CLAUSE_KEYS)}")
        return self

    def named(self) -> Iterator[tuple[Kind, tuple[str, ...]]]:
        """Give this object's own keys that name entities, with their values."""
        for kind, values in (
            (Kind.REGION, self.region),
            (Kind.FACILITY, self.facility),
            (Kind.ACTOR, self.actor),
            (Kind.SOURCE, self.source),
        ):
            if values:
                yield kind, values

    def nulls(self) -> Iterator[str]:
        """Give the keys of this object that were written as null, which asks for nothing."""
        for name in Condition.model_fields:
            if name in self.model_fields_set and getattr(self, name) is None:
                yield Condition.model_fields[name].alias or name

    def nested(self) -> Iterator[tuple[str, "Condition"]]:
        """Give the conditions in this one, each with its JSON Pointer from here."""
        for place, part in enumerate(self.all_of or ()):
            yield f"/all/{place}", part
        for place, part in enumerate(self.any_of or ()):
            yield f"/any/{place}", part
        if self.not_ is not None:
            yield "/not", self.not_


_CLAUSES = tuple(name for name in Condition.model_fields if name != "mention")
CLAUSE_KEYS = tuple(Condition.model_fields[name].alias or name for name in _CLAUSES)
KEYS = (*CLAUSE_KEYS, "mention")
