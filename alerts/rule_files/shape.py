"""What stands in a file of rules.

A rule in a file is the rule that is sent to the server, but that destinations have names of the
file's own, and that reports stand beside it which it must match and must not.
"""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from alerts.model.condition import Condition

_WAYS = ("id", "url", "address")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _report(value: object) -> object:
    if not isinstance(value, str | dict) or not value:
        raise ValueError("must be a report, or its text alone")
    return value


Name = Annotated[str, Field(min_length=1, max_length=200)]
Written = Annotated[
    Any, AfterValidator(_report), WithJsonSchema({"type": ["string", "object"], "minLength": 1})
]
Reports = Annotated[
    tuple[Written, ...], Field(max_length=1_000, description="Reports, or their text alone.")
]


class DestinationWritten(_Part):
    """A destination that the server has, found by its id or by where it leads."""

    id: Annotated[str, Field(pattern=r"^dst_[a-z0-9]{1,64}$")] | None = None
    url: Annotated[str, Field(min_length=1, max_length=2048)] | None = None
    address: Annotated[str, Field(min_length=3, max_length=254)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(getattr(self, way) is not None for way in _WAYS) != 1:
            raise ValueError(f"needs one of: {', '.join(_WAYS)}")
        return self


class RuleWritten(_Part):
    """A rule. Without `id` its name says which of the server's it is."""

    id: Annotated[str, Field(pattern=r"^rul_[a-z0-9]{1,64}$")] | None = None
    name: Name
    when: Condition
    notify: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    enabled: bool = True
    must_match: Reports = ()
    must_not_match: Reports = ()


class RuleFileWritten(_Part):
    """A file of rules. It is read part by part, so that one fault hides no other."""

    destinations: dict[str, DestinationWritten] = {}
    rules: tuple[RuleWritten, ...]


FILE_KEYS = tuple(RuleFileWritten.model_fields)
RULE_KEYS = tuple(RuleWritten.model_fields)
DESTINATION_KEYS = _WAYS
