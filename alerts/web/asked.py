"""A rule that somebody asks about: one of theirs, by its id, or one that is not saved yet."""

import asyncio
from typing import Annotated

from pydantic import Discriminator, Tag
from pydantic.json_schema import SkipJsonSchema

from alerts.match.stored import in_use
from alerts.model.condition import Condition
from alerts.store import rules
from alerts.web.api import Api
from alerts.web.naming import resolve_names
from alerts.web.problem import Flaw, invalid
from alerts.web.rule_shapes import Notify
from alerts.web.shape import Sent, absent
from alerts.web.subscribers import Name


class RuleAsked(Sent):
    """A rule to try, as it would be saved; only `when` matters."""

    when: Condition
    name: Name | SkipJsonSchema[None] = absent()
    notify: Notify = ()
    enabled: bool = True


def _is_id(value: object) -> str:
    return "id" if isinstance(value, str) else "rule"


AskedRule = Annotated[
    Annotated[str, Tag("id")] | Annotated[RuleAsked, Tag("rule")], Discriminator(_is_id)
]


async def asked_condition(api: Api, owner: str, asked: str | RuleAsked) -> Condition:
    """Give the condition in ids. Raises `Refusal` for what is no rule of theirs, or unsound."""
    if isinstance(asked, RuleAsked):
        limits = api.limits.rule
        when, _ = await asyncio.to_thread(
            resolve_names, api.gazetteer, asked.when, limits, "/rule/when"
        )
        return when
    found = await rules.get(api.db, owner, asked)
    if found is None:
        detail = "is no rule of yours"
        raise invalid("there is no such rule", [Flaw(pointer="/rule", detail=detail)])
    return in_use(found.when, api.gazetteer.retired)
