"""What failed is sent again, and what was held is released, when its owner says so."""

import itertools
from datetime import datetime, timedelta

import pytest

from alerts.model.delivery import Advance, Attempt, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store import claiming, deliveries, destinations, waiting
from alerts.store.deliveries import AttemptResult
from alerts.store.sharing import Room
from alerts.store.waiting import SPREAD
from alerts.web import reopening
from tests.contracts.store.making import notice
from tests.web.recorded import alerted, owner_of
from tests.web.site import Parts, Site

State = DestinationState


async def failed(site: Site, parts: Parts, key: str, destination: str, report: str = "1") -> str:
    """Record an alert whose delivery was tried and given up; give the delivery's id."""
    alert = await alerted(parts, await owner_of(parts, key), destination, report)
    minute = timedelta(minutes=1)
    (claimed,) = (
        await claiming.claim(parts.db, "worker", Room(10), minute, [Channel.WEBHOOK])
    ).deliveries
    now = parts.clock.now()
    attempt = Attempt(now, "retry", 503, "503 Service Unavailable", 12.5)
    result = AttemptResult(claimed.id, claimed.lease, attempt, Advance(Status.FAILED, None))
    await deliveries.record_attempts(parts.db, [result], now, notice)
    shown = await site.call("GET", f"/v1/alerts/{alert}", key)
    return str(shown.json["deliveries"][0]["id"])


async def put_into(parts: Parts, destination: str, state: DestinationState) -> None:
    now = parts.clock.now()
    await destinations.set_state(parts.db, destination, state, None, now, only_from=set(State))


async def test_a_delivery_is_shown_and_sent_again(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    id_ = await failed(site, parts, key, await site.webhook(key))
    path = f"/v1/deliveries/{id_}"
    assert (await site.call("GET", path, key)).json["status"] == "failed"

    again = await site.call("POST", f"{path}/resend", key)

    assert again.status == 202
    assert (again.json["id"], again.json["status"]) == (id_, "retrying")
    assert len(again.json["attempts"]) == 1
    assert parts.nudges == ["due"]
    assert (await site.call("GET", path, key)).json == again.json


async def test_a_confirmation_is_not_sent_again(site: Site) -> None:
    key = await site.subscriber()
    await site.email(key)
    (mail,) = (await site.call("GET", "/v1/deliveries", key)).json["items"]

    assert (await site.call("POST", f"/v1/deliveries/{mail['id']}/resend", key)).status == 409


@pytest.mark.parametrize("state", [State.DISABLED, State.UNSUBSCRIBED])
async def test_nothing_is_sent_again_where_nothing_is_sent(
    site: Site, parts: Parts, state: DestinationState
) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    id_ = await failed(site, parts, key, destination)
    await put_into(parts, destination, state)

    one = await site.call("POST", f"/v1/deliveries/{id_}/resend", key)
    sent = {"since": "2026-01-01T00:00:00Z"}
    many = await site.call("POST", f"/v1/destinations/{destination}/resend", key, sent)

    assert (one.status, many.status) == (409, 409)
    assert state in one.json["detail"]


async def test_nothing_is_sent_again_to_a_destination_that_was_deleted(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    id_ = await failed(site, parts, key, destination)
    await site.call("DELETE", f"/v1/destinations/{destination}", key)

    answer = await site.call("POST", f"/v1/deliveries/{id_}/resend", key)

    assert answer.status == 409
    assert "deleted" in answer.json["detail"]


async def test_what_was_not_held_yet_is_released_at_the_same_pace(
    site: Site, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    key = await site.subscriber()
    destination = await site.webhook(key)
    owner = await owner_of(parts, key)
    for number in range(7):
        await alerted(parts, owner, destination, str(number))
    await put_into(parts, destination, State.DISABLED)

    enabled = await site.call("POST", f"/v1/destinations/{destination}/enable", key)

    assert (enabled.status, enabled.json["state"]) == (200, "active")
    now, minute = parts.clock.now(), timedelta(minutes=1)
    assert await waiting.settle_all(parts.db, destination, now, within=minute)
    listed = (await site.call("GET", "/v1/deliveries", key)).json["items"]
    due = sorted(datetime.fromisoformat(it["next_at"]) for it in listed)
    assert [later - sooner for sooner, later in itertools.pairwise(due)] == [SPREAD] * 6


async def test_where_very_much_waits_it_is_enabled_in_several_goes(
    site: Site, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    key = await site.subscriber()
    destination = await site.webhook(key)
    owner = await owner_of(parts, key)
    for number in range(7):
        await alerted(parts, owner, destination, str(number))
    await put_into(parts, destination, State.DISABLED)
    path = f"/v1/destinations/{destination}/enable"

    monkeypatch.setattr(reopening, "_HOLDING", timedelta(0))
    refused = await site.call("POST", path, key)
    shown = await site.call("GET", f"/v1/destinations/{destination}", key)
    monkeypatch.undo()
    enabled = await site.call("POST", path, key)

    assert (refused.status, refused.headers["Retry-After"]) == (503, "1")
    assert shown.json["state"] == "disabled"
    assert (enabled.status, enabled.json["state"]) == (200, "active")


async def test_one_that_is_enabled_again_lets_go_of_what_is_still_held(
    site: Site, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    key = await site.subscriber()
    destination = await site.webhook(key)
    owner = await owner_of(parts, key)
    for number in range(7):
        await alerted(parts, owner, destination, str(number))
    await put_into(parts, destination, State.DISABLED)
    path = f"/v1/destinations/{destination}/enable"
    await site.call("POST", path, key)

    again = await site.call("POST", path, key)

    assert again.status == 200
    listed = (await site.call("GET", "/v1/deliveries", key)).json["items"]
    assert {it["status"] for it in listed} == {"pending"}


async def test_all_that_failed_in_a_window_is_sent_again(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    early = await failed(site, parts, key, destination, "1")
    since = parts.clock.now().isoformat()
    late = await failed(site, parts, key, destination, "2")

    path = f"/v1/destinations/{destination}/resend"
    again = await site.call("POST", path, key, {"since": since})

    assert again.status == 202
    assert again.json == {"deliveries": 1, "more": False}
    listed = (await site.call("GET", "/v1/deliveries?status=failed", key)).json["items"]
    assert [it["id"] for it in listed] == [early]
    listed = (await site.call("GET", "/v1/deliveries?status=retrying", key)).json["items"]
    assert [it["id"] for it in listed] == [late]


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({}, "/since"),
        ({"since": "yesterday"}, "/since"),
        ({"since": "2026-03-01T00:00:00"}, "/since"),
        ({"since": "2026-03-02T00:00:00Z", "until": "2026-03-01T00:00:00Z"}, "/since"),
        ({"since": "2026-03-01T00:00:00Z", "status": "held"}, "/status"),
    ],
)
async def test_a_window_that_cannot_be_is_refused(
    site: Site, sent: dict[str, str], pointer: str
) -> None:
    key = await site.subscriber()
    path = f"/v1/destinations/{await site.webhook(key)}/resend"
    answer = await site.call("POST", path, key, sent)
    assert answer.status == 422
    assert answer.pointers == [pointer]


async def test_a_disabled_destination_is_enabled_and_gets_what_was_held(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    await alerted(parts, await owner_of(parts, key), destination)
    await put_into(parts, destination, State.DISABLED)
    (held,) = (await site.call("GET", "/v1/deliveries?status=held", key)).json["items"]
    path = f"/v1/destinations/{destination}/enable"

    enabled = await site.call("POST", path, key)

    assert enabled.status == 200
    assert enabled.json["state"] == "active"
    assert "state_reason" not in enabled.json
    assert parts.nudges == ["due"]
    (due,) = (await site.call("GET", "/v1/deliveries?status=pending", key)).json["items"]
    assert due["id"] == held["id"]
    assert (await site.call("POST", path, key)).status == 200


@pytest.mark.parametrize("state", [State.PENDING, State.UNSUBSCRIBED])
async def test_consent_cannot_be_given_for_another(
    site: Site, parts: Parts, state: DestinationState
) -> None:
    key = await site.subscriber()
    destination = await site.email(key)
    await put_into(parts, destination, state)

    answer = await site.call("POST", f"/v1/destinations/{destination}/enable", key)

    assert answer.status == 409
    assert state in answer.json["detail"]


async def test_the_log_can_be_asked_for_by_time(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    await alerted(parts, await owner_of(parts, key), destination, "1")
    between = parts.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    await alerted(parts, await owner_of(parts, key), destination, "2")

    later = (await site.call("GET", f"/v1/deliveries?since={between}", key)).json["items"]
    earlier = (await site.call("GET", f"/v1/deliveries?until={between}", key)).json["items"]

    assert (len(later), len(earlier)) == (1, 1)
    assert later[0]["id"] != earlier[0]["id"]
    assert (await site.call("GET", "/v1/deliveries?since=noon", key)).status == 400
