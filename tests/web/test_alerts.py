"""Alerts and deliveries as their owner reads them."""

from datetime import timedelta

import pytest

from alerts.model.delivery import Advance, Attempt, Phases, Seen, Status
from alerts.model.digest import Rate
from alerts.model.rule import Channel
from alerts.store import claiming, deliveries
from alerts.store.deliveries import AttemptResult
from alerts.store.sharing import Room
from tests.contracts.store.making import notice
from tests.web.recorded import alerted, owner_of
from tests.web.site import Parts, Site


async def test_an_alert_tells_what_happened_why_and_who_was_told(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    id_ = await alerted(parts, await owner_of(parts, key), destination)
    answer = await site.call("GET", f"/v1/alerts/{id_}", key)
    assert answer.status == 200
    alert = answer.json
    assert alert["id"] == id_
    assert alert["report"]["title"] == "Blast at the Koniko gas field"
    (rule,) = alert["rules"]
    (because,) = rule["because"]
    assert because["entity"]["id"] == "conoco-gas-plant"
    assert because["evidence"] == {"field": "/title", "start": 13, "end": 19, "text": "Koniko"}
    assert alert["entities"][0]["lat"] is None
    (delivery,) = alert["deliveries"]
    assert delivery["destination_id"] == destination
    assert (delivery["status"], delivery["attempts"]) == ("pending", [])
    assert (await site.call("GET", "/v1/alerts", key)).json["items"] == [alert]


async def test_a_delivery_shows_each_attempt_and_when_the_next_one_comes(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    alert = await alerted(parts, await owner_of(parts, key), destination)
    (claimed,) = (
        await claiming.claim(parts.db, "worker", Room(10), timedelta(seconds=60), [Channel.WEBHOOK])
    ).deliveries
    now = parts.clock.now()
    seen = Seen("come back later", Phases(1.0, 2.0, 3.0, 4.0))
    attempt = Attempt(now, "retry", 503, "503 Service Unavailable", 12.5, seen)
    advance = Advance(Status.RETRYING, now + timedelta(seconds=5))
    result = AttemptResult(claimed.id, claimed.lease, attempt, advance)
    await deliveries.record_attempts(parts.db, [result], now, notice)
    shown = (await site.call("GET", f"/v1/alerts/{alert}", key)).json["deliveries"][0]
    assert shown["status"] == "retrying"
    assert shown["next_at"] > shown["attempts"][0]["at"]
    (tried,) = shown["attempts"]
    assert (tried["outcome"], tried["status"], tried["ms"]) == ("retry", 503, 12.5)
    assert tried["timing"] == {"dns": 1.0, "connect": 2.0, "tls": 3.0, "first_byte": 4.0}
    assert tried["excerpt"] == "come back later"


async def test_deliveries_can_be_asked_for_by_status_and_destination(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    one, two = await site.webhook(key), await site.webhook(key)
    owner = await owner_of(parts, key)
    await alerted(parts, owner, one, report="1")
    await alerted(parts, owner, two, report="2")
    everything = (await site.call("GET", "/v1/deliveries", key)).json["items"]
    assert {it["destination_id"] for it in everything} == {one, two}
    of_one = (await site.call("GET", f"/v1/deliveries?destination={one}", key)).json["items"]
    assert [it["destination_id"] for it in of_one] == [one]
    assert (await site.call("GET", "/v1/deliveries?status=delivered", key)).json["items"] == []
    of_both = f"/v1/deliveries?status=pending&destination={two}"
    assert len((await site.call("GET", of_both, key)).json["items"]) == 1


@pytest.mark.parametrize("query", ["status=lost", "destination=rul_a", "destination=%00"])
async def test_a_filter_that_cannot_be_is_refused(site: Site, query: str) -> None:
    key = await site.subscriber()
    assert (await site.call("GET", f"/v1/deliveries?{query}", key)).status == 400


async def test_an_alert_that_is_not_there_is_404(site: Site) -> None:
    key = await site.subscriber()
    assert (await site.call("GET", f"/v1/alerts/alr_{'0' * 32}", key)).status == 404


async def test_a_digest_is_shown_as_a_delivery_and_lists_its_alerts(
    site: Site, parts: Parts
) -> None:
    key, stranger = await site.subscriber(), await site.subscriber()
    destination = await site.webhook(key)
    owner, rate = await owner_of(parts, key), Rate(1, timedelta(minutes=15))
    single = await alerted(parts, owner, destination, "1", rate=rate)
    over = [await alerted(parts, owner, destination, number, rate=rate) for number in "23"]

    listed = (await site.call("GET", "/v1/deliveries?status=pending", key)).json["items"]
    digest = next(one for one in listed if one["purpose"] == "digest")
    assert len(listed) == 2
    assert (digest["alert_id"], digest["attempts"]) == (None, [])
    assert digest["next_at"] > digest["created_at"]
    of_digest = f"/v1/alerts?delivery={digest['id']}"
    carried = (await site.call("GET", of_digest, key)).json["items"]
    assert sorted(one["id"] for one in carried) == sorted(over)
    assert [one["deliveries"] for one in carried] == [[digest]] * 2
    (own,) = (await site.call("GET", f"/v1/alerts/{single}", key)).json["deliveries"]
    assert (own["purpose"], own["alert_id"]) == ("alert", single)
    assert (await site.call("GET", of_digest, stranger)).json["items"] == []
    assert (await site.call("GET", "/v1/alerts?delivery=nonsense", key)).status == 400
