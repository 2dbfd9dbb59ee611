"""A tenant can neither see nor touch what is another's, through any function there is."""

import inspect
from types import ModuleType
from typing import Any

import pytest

from alerts.model.ids import alert_id, delivery_id
from alerts.model.rule import Channel
from alerts.store import (
    alerts,
    deliveries,
    destinations,
    reports,
    resending,
    rules,
    subscribers,
    webhook_secrets,
)
from alerts.store.database import Database
from alerts.store.delivery_log import EVERY
from tests.contracts.store.making import MINUTE, NOW, report, rule, stored, to

ALERT = alert_id(report().key, "sub_a")
DELIVERY = delivery_id(ALERT, "dst_a")
# What each function that takes a subscriber is asked of sub_a's, and what sub_b hears.
STRANGER: dict[Any, tuple[tuple[Any, ...], object]] = {
    subscribers.list_keys: ((), ["key_sub_b"]),
    subscribers.revoke_key: (("key_sub_a", NOW), subscribers.Revocation.UNKNOWN),
    destinations.get: (("dst_a",), None),
    destinations.page: ((10,), ["dst_b"]),
    destinations.change: (("dst_a", {"rate": 1.0}, NOW), None),
    destinations.delete: (("dst_a", NOW), None),
    destinations.count_destinations: ((), 1),
    webhook_secrets.replace_secret: (("dst_a", bytes.upper, NOW), False),
    rules.get: (("rul_a",), None),
    rules.page: ((10,), []),
    rules.delete: (("rul_a", NOW), False),
    rules.count_rules: ((), 0),
    alerts.get: ((ALERT,), None),
    alerts.page: ((10,), []),
    deliveries.get: ((DELIVERY,), None),
    deliveries.page: ((EVERY, 10), []),
    resending.resend: ((DELIVERY, NOW), None),
    resending.resend_failed: (("dst_a", NOW, NOW + MINUTE, NOW), None),
    deliveries.enqueue_test: ((to("dst_a", "dlv_t"), NOW), False),
}
# It makes something new for whom it names.
HARMLESS = {subscribers.add_key}
# The operator's, who sees and sets this of everybody.
OPERATORS = {subscribers.get_subscriber, subscribers.change_max_alerts}


def tenants_functions() -> list[Any]:
    modules: list[ModuleType] = [
        *(alerts, deliveries, destinations, reports, resending, rules, subscribers),
        webhook_secrets,
    ]
    return [
        function
        for module in modules
        for function in vars(module).values()
        if inspect.iscoroutinefunction(function)
        and function.__module__ == module.__name__
        and not function.__name__.startswith("_")
        and list(inspect.signature(function).parameters)[:2] == ["db", "subscriber_id"]
    ]


@pytest.fixture
async def furnished(db: Database) -> Database:
    await stored(db, "rul_a")
    await reports.record(db, [report(told=[("sub_a", ["dst_a"])])], NOW)
    return db


def test_every_function_that_takes_a_subscriber_is_tried() -> None:
    assert set(tenants_functions()) == STRANGER.keys() | HARMLESS | OPERATORS


@pytest.mark.parametrize("function", STRANGER, ids=lambda f: f"{f.__module__}.{f.__name__}")
async def test_a_stranger_gets_only_what_is_theirs(furnished: Database, function: Any) -> None:
    arguments, expected = STRANGER[function]
    heard = await function(furnished, "sub_b", *arguments)
    if isinstance(heard, list):
        heard = [one.id for one in heard]
    assert heard == expected
    assert await rules.get(furnished, "sub_a", "rul_a") is not None
    kept = await destinations.get(furnished, "sub_a", "dst_a")
    assert kept is not None
    assert kept.headers == b"sealed headers"


async def test_a_stranger_can_neither_replace_a_rule_nor_notify_by_anothers_destination(
    furnished: Database,
) -> None:
    assert await rules.replace(furnished, rule("rul_a", (), "sub_b"), NOW) is None
    refused = await rules.create(furnished, rule("rul_b", ["dst_a"], "sub_b"), NOW)
    assert refused == rules.UnknownDestinations(("dst_a",))


async def test_an_alert_shows_its_owners_deliveries_only(furnished: Database) -> None:
    mine = await alerts.get(furnished, "sub_a", ALERT)
    assert mine is not None
    assert [(d.id, d.channel) for d in mine.deliveries] == [(DELIVERY, Channel.WEBHOOK)]
