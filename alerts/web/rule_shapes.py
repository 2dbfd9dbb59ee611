"""Rules as they are sent and answered.

The answer is what was sent, word for word, with what each name became beside it.
"""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from alerts.model.condition import Condition
from alerts.model.entity import Kind
from alerts.store.rules import StoredRule
from alerts.web.shape import Sent, Shape, absent
from alerts.web.subscribers import Name

Notify = Annotated[
    tuple[Annotated[str, Field(max_length=100)], ...],
    Field(max_length=100, description="Ids of your destinations; may be empty."),
]


class RuleSent(Sent):
    """A rule to be. `when` may name entities by id or by any of their names."""

    name: Name
    when: Condition
    notify: Notify = ()
    enabled: bool = True


class RuleChanges(Sent):
    """What is to change of a rule; the rest stays."""

    name: Name | SkipJsonSchema[None] = absent()
    when: Condition | SkipJsonSchema[None] = absent()
    notify: Notify | SkipJsonSchema[None] = absent()
    enabled: bool | SkipJsonSchema[None] = absent()

    @model_validator(mode="after")
    def _null_is_no_change(self) -> Self:
        nulls = sorted(name for name in self.model_fields_set if getattr(self, name) is None)
        if nulls:
            raise ValueError(f"null is no value of {', '.join(nulls)}; leave out what stays")
        return self


class ResolvedAnswer(Shape):
    """What a name in the rule became."""

    name: str
    kind: Kind
    id: str


class RuleAnswer(Shape):
    """A rule as it was sent, and what its names became."""

    id: str
    name: str
    when: Condition
    notify: tuple[str, ...]
    enabled: bool
    resolved: tuple[ResolvedAnswer, ...]
    created_at: datetime
    updated_at: datetime


class Rules(Shape):
    """A page of rules, newest first."""

    items: tuple[RuleAnswer, ...]


def shown(rule: StoredRule) -> RuleAnswer:
    """Write a rule down for its owner."""
    return RuleAnswer(
        id=rule.id,
        name=rule.name,
        when=rule.sent,
        notify=rule.notify,
        enabled=rule.enabled,
        resolved=tuple(ResolvedAnswer(name=r.name, kind=r.kind, id=r.id) for r in rule.resolved),
        created_at=rule.created_at,
        updated_at=rule.updated_at,
    )
