"""Rules over HTTP: saved in ids, answered in their owner's own words.

A rule that is acknowledged here counts for every report consumed from then on.
"""

import asyncio
from collections.abc import Sequence
from typing import assert_never

from alerts.model.condition import Condition
from alerts.model.rule import Resolved
from alerts.store import rules
from alerts.store.records import After
from alerts.store.rules import NewRule, Stale, StoredRule, UnknownDestinations
from alerts.web.api import Api
from alerts.web.naming import resolve_names
from alerts.web.paging import PageQuery, paged
from alerts.web.problem import Flaw, Refusal, Trouble, invalid, not_found
from alerts.web.route import Auth, Call, Empty, Json, Route, Tag
from alerts.web.rule_shapes import RuleAnswer, RuleChanges, Rules, RuleSent, shown
from alerts.web.shape import Nothing
from alerts.web.version import changed_meanwhile, check_match, etag

Means = tuple[Condition, tuple[Resolved, ...]]


async def _create(call: Call[RuleSent, Nothing]) -> Json:
    api = call.api
    sent, means = call.body, await _meant(api, call.body.when)
    new = _new_rule(call.subscriber_id, api.new_id("rul"), sent, means)
    async with api.counting:
        if await rules.count_rules(api.db, call.subscriber_id) >= api.limits.rules:
            raise Refusal(
                Trouble.LIMIT_REACHED, f"a subscriber has at most {api.limits.rules} rules"
            )
        made = _saved(await rules.create(api.db, new, api.now()), sent)
    return _tagged(made, Location=f"{api.public_url}/v1/rules/{made.id}")


async def _list(call: Call[Nothing, PageQuery]) -> Json:
    async def fetch(limit: int, after: After | None) -> Sequence[StoredRule]:
        return await rules.page(call.api.db, call.subscriber_id, limit, after)

    return await paged(call, fetch, lambda found: Rules(items=tuple(map(shown, found))))


async def _owned(call: Call[object, Nothing]) -> StoredRule:
    found = await rules.get(call.api.db, call.subscriber_id, call.id("rul"))
    if found is None:
        raise not_found()
    return found


async def _get(call: Call[Nothing, Nothing]) -> Json:
    return _tagged(await _owned(call))


async def _replace(call: Call[RuleSent, Nothing]) -> Json:
    old = await _owned(call)
    check_match(call.if_match, old)
    means = await _meant(call.api, call.body.when)
    only_at = None if call.if_match is None else old.revision
    return _tagged(_saved(await _become(call.api, old, call.body, means, only_at), call.body))


async def _change(call: Call[RuleChanges, Nothing]) -> Json:
    """Change parts. A condition that stays, stays as it was understood when it was saved.

    Whoever changes another part in the same moment loses nothing: what stays is read again.
    """
    while True:
        old = await _owned(call)
        check_match(call.if_match, old)
        body, means = await _changed(call.api, old, call.body)
        outcome = await _become(call.api, old, body, means, old.revision)
        if not isinstance(outcome, Stale):
            return _tagged(_saved(outcome, body))


async def _changed(api: Api, old: StoredRule, changes: RuleChanges) -> tuple[RuleSent, Means]:
    body = RuleSent(
        name=old.name if changes.name is None else changes.name,
        when=old.sent if changes.when is None else changes.when,
        notify=old.notify if changes.notify is None else changes.notify,
        enabled=old.enabled if changes.enabled is None else changes.enabled,
    )
    stays = changes.when is None
    return body, (old.when, old.resolved) if stays else await _meant(api, body.when)


async def _meant(api: Api, when: Condition) -> Means:
    """Resolve the names beside the loop: what a wrong one may have meant takes a while to find."""
    return await asyncio.to_thread(resolve_names, api.gazetteer, when, api.limits.rule)


async def _become(
    api: Api, old: StoredRule, body: RuleSent, means: Means, only_at: int | None
) -> StoredRule | UnknownDestinations | Stale | None:
    new = _new_rule(old.subscriber_id, old.id, body, means)
    return await rules.replace(api.db, new, api.now(), only_at=only_at)


async def _delete(call: Call[Nothing, Nothing]) -> Empty:
    api, only_at = call.api, None
    if call.if_match is not None:
        old = await _owned(call)
        check_match(call.if_match, old)
        only_at = old.revision
    outcome = await rules.delete(
        api.db, call.subscriber_id, call.id("rul"), api.now(), only_at=only_at
    )
    match outcome:
        case True:
            return Empty()
        case False:
            raise not_found()
        case Stale():
            raise changed_meanwhile()
        case _:
            assert_never(outcome)


def _new_rule(owner: str, id_: str, sent: RuleSent, means: Means) -> NewRule:
    when, resolved = means
    return NewRule(
        id=id_,
        subscriber_id=owner,
        name=sent.name,
        sent=sent.when,
        when=when,
        resolved=resolved,
        notify=tuple(dict.fromkeys(sent.notify)),
        enabled=sent.enabled,
    )


def _saved(outcome: StoredRule | UnknownDestinations | Stale | None, sent: RuleSent) -> StoredRule:
    match outcome:
        case StoredRule():
            return outcome
        case UnknownDestinations():
            flaws = [
                Flaw(pointer=f"/notify/{sent.notify.index(id_)}", detail=f"{id_} is none of yours")
                for id_ in outcome.ids
            ]
            raise invalid("the rule notifies a destination that you do not have", flaws)
        case Stale():
            raise changed_meanwhile()
        case None:
            raise not_found()
        case _:
            assert_never(outcome)


def _tagged(rule: StoredRule, **headers: str) -> Json:
    return Json(shown(rule), {"ETag": etag(rule), **headers})


_EXAMPLE = {
    "name": "Fields east of the Euphrates",
    "when": {"facility": ["al-Omar oil field", "Koniko"]},
    "notify": [],
}

ROUTES = (
    Route(
        method="POST",
        path="/v1/rules",
        name="createRule",
        tag=Tag.RULES,
        summary="Create a rule",
        description=(
            "Keys of `when` are ANDed, the values of one key ORed. Every name is resolved now; "
            "an unknown or ambiguous one is refused with the entities that it could mean."
        ),
        auth=Auth.SUBSCRIBER,
        handle=_create,
        body=RuleSent,
        example=_EXAMPLE,
        query=Nothing,
        answer=RuleAnswer,
        status=201,
        troubles=(Trouble.LIMIT_REACHED,),
        tagged=True,
        creates=True,
    ),
    Route(
        method="GET",
        path="/v1/rules",
        name="listRules",
        tag=Tag.RULES,
        summary="List your rules",
        auth=Auth.SUBSCRIBER,
        handle=_list,
        body=Nothing,
        query=PageQuery,
        answer=Rules,
        paged=True,
    ),
    Route(
        method="GET",
        path="/v1/rules/{id}",
        name="getRule",
        tag=Tag.RULES,
        summary="Get a rule",
        auth=Auth.SUBSCRIBER,
        handle=_get,
        body=Nothing,
        query=Nothing,
        answer=RuleAnswer,
        tagged=True,
    ),
    Route(
        method="PUT",
        path="/v1/rules/{id}",
        name="replaceRule",
        tag=Tag.RULES,
        summary="Replace a rule",
        auth=Auth.SUBSCRIBER,
        handle=_replace,
        body=RuleSent,
        example=_EXAMPLE,
        query=Nothing,
        answer=RuleAnswer,
        tagged=True,
        guarded=True,
    ),
    Route(
        method="PATCH",
        path="/v1/rules/{id}",
        name="changeRule",
        tag=Tag.RULES,
        summary="Change parts of a rule",
        description="`when`, if sent, replaces the whole condition.",
        auth=Auth.SUBSCRIBER,
        handle=_change,
        body=RuleChanges,
        example={"enabled": False},
        query=Nothing,
        answer=RuleAnswer,
        tagged=True,
        guarded=True,
    ),
    Route(
        method="DELETE",
        path="/v1/rules/{id}",
        name="deleteRule",
        tag=Tag.RULES,
        summary="Delete a rule",
        auth=Auth.SUBSCRIBER,
        handle=_delete,
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        guarded=True,
    ),
)
