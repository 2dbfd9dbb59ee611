"""How answers and requests are written down.

A request with a member that nobody knows is refused: a misspelt `enabeld` would else be
a rule that its owner believes is off.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """The base of all that is answered. A later release may add members."""

    model_config = ConfigDict(frozen=True)


class Sent(Shape):
    """The base of all that is sent."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Sent):
    """No body, or no query parameters."""


class Ignored(Shape):
    """Query parameters that mean nothing: mail programs and trackers add theirs to a link."""


def without_default(schema: dict[str, Any]) -> None:
    """Take the default out of a field's schema, where to leave it out means something else."""
    schema.pop("default", None)


def absent(description: str | None = None) -> Any:
    """Make a field that is left out, in JSON and in its schema, where it has no value.

    Its type is written `T | SkipJsonSchema[None]`.
    """
    return Field(
        default=None,
        exclude_if=lambda value: value is None,
        description=description,
        json_schema_extra=without_default,
    )
