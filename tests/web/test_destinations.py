"""Destinations: judged when saved, proven before use, gone only when nobody needs them."""

import asyncio
from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest

from alerts.keyring import open_headers, open_webhook_secrets
from alerts.model.rule import DestinationState
from alerts.store import destinations
from alerts.store.suppressions import suppress
from alerts.web.app import Limits
from tests.web.conftest import Serve
from tests.web.site import Parts, Site

HOOK = {"type": "webhook", "url": "https://hooks.example/a"}
MAIL = {"type": "email", "address": "duty@Example.org"}


async def test_a_webhook_is_active_at_once_and_shows_its_secret_this_once(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/destinations", key, HOOK)
    assert made.status == 201
    assert made.json["state"] == "active"
    assert made.json["url"] == HOOK["url"]
    path = f"/v1/destinations/{made.json['id']}"
    assert made.headers["Location"].endswith(path)
    kept = await destinations.find(parts.db, made.json["id"])
    assert kept is not None
    assert kept.secret is not None
    (signing,) = open_webhook_secrets(parts.keyring, kept.id, kept.secret).at(parts.clock.now())
    assert signing == b64decode(made.json["secret"].removeprefix("whsec_"))
    shown = await site.call("GET", path, key)
    listed = await site.call("GET", "/v1/destinations", key)
    without = {k: v for k, v in made.json.items() if k != "secret"}
    assert shown.json == without
    assert listed.json["items"] == [without]


async def test_headers_are_kept_sealed_and_only_their_names_are_shown(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    made = await site.call(
        "POST", "/v1/destinations", key, HOOK | {"headers": {"Authorization": "Bearer s3cret"}}
    )
    assert made.json["header_names"] == ["Authorization"]
    assert "s3cret" not in made.text
    kept = await destinations.find(parts.db, made.json["id"])
    assert kept is not None
    assert kept.headers is not None
    assert b"s3cret" not in kept.headers
    assert open_headers(parts.keyring, kept.id, kept.headers) == [
        ("Authorization", "Bearer s3cret")
    ]


async def test_a_patch_replaces_all_headers_and_nothing_else(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/destinations", key, HOOK | {"headers": {"X-A": "1"}})
    path = f"/v1/destinations/{made.json['id']}"
    changed = await site.call("PATCH", path, key, {"headers": {"X-B": "2"}})
    assert changed.status == 200
    assert changed.json["header_names"] == ["X-B"]
    assert changed.json["url"] == HOOK["url"]
    cleared = await site.call("PATCH", path, key, {"headers": {}})
    assert "header_names" not in cleared.json


@pytest.mark.parametrize("kind", [HOOK, {"type": "email", "address": "duty@example.org"}])
async def test_a_rate_is_set_changed_and_given_back(site: Site, kind: dict[str, Any]) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/destinations", key, kind | {"rate": 5})
    assert (made.status, made.json["rate"]) == (201, 5)
    path = f"/v1/destinations/{made.json['id']}"
    changed = await site.call("PATCH", path, key, {"rate": 0.5})
    assert (changed.status, changed.json["rate"]) == (200, 0.5)
    assert (await site.call("GET", path, key)).json == changed.json
    given_back = await site.call("PATCH", path, key, {"rate": None})
    assert (given_back.status, "rate" in given_back.json) == (200, False)


async def test_a_patch_leaves_alone_what_it_does_not_name(site: Site) -> None:
    key = await site.subscriber()
    sent = HOOK | {"headers": {"X-A": "1"}, "rate": 5}
    made = await site.call("POST", "/v1/destinations", key, sent)
    path = f"/v1/destinations/{made.json['id']}"
    slower = await site.call("PATCH", path, key, {"rate": 1})
    assert slower.json["header_names"] == ["X-A"]
    other = await site.call("PATCH", path, key, {"headers": {"X-B": "2"}})
    assert (other.json["header_names"], other.json["rate"]) == (["X-B"], 1)
    null = await site.call("PATCH", path, key, {"headers": None})
    assert (null.status, null.pointers) == (422, ["/headers"])


@pytest.mark.parametrize("rate", [0, -1, 0.001, 1000.5, "fast", True])
async def test_a_rate_that_is_none_is_refused(site: Site, rate: object) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/destinations", key, HOOK | {"rate": rate})
    assert (answer.status, answer.pointers) == (422, ["/rate"])


@pytest.mark.parametrize("change", [{"url": "https://b.example/"}, {"address": "b@example.org"}])
async def test_url_and_address_never_change(site: Site, change: dict[str, str]) -> None:
    key = await site.subscriber()
    path = f"/v1/destinations/{await site.webhook(key)}"
    answer = await site.call("PATCH", path, key, {"headers": {}} | change)
    assert answer.status == 422
    assert answer.pointers == [f"/{next(iter(change))}"]


async def test_a_mail_address_has_no_headers_to_change(site: Site) -> None:
    key = await site.subscriber()
    path = f"/v1/destinations/{await site.email(key)}"
    answer = await site.call("PATCH", path, key, {"headers": {"X-A": "1"}})
    assert answer.status == 422
    assert answer.pointers == ["/headers"]


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"type": "webhook"}, "/url"),
        ({"type": "webhook", "url": "http://hooks.example/"}, "/url"),
        ({"type": "webhook", "url": "https://10.1.2.3/"}, "/url"),
        ({"type": "webhook", "url": "https://[::1]/"}, "/url"),
        ({"type": "webhook", "url": "https://user:pass@hooks.example/"}, "/url"),
        ({"type": "webhook", "url": "nonsense"}, "/url"),
        (HOOK | {"headers": {"Host": "x"}}, "/headers/Host"),
        (HOOK | {"headers": {"X-A": "a\r\nX-B: b"}}, "/headers/X-A"),
        (HOOK | {"headers": {"X-A": "1", "x-a": "2"}}, "/headers"),
        (HOOK | {"secret": "whsec_mine"}, "/secret"),
        (HOOK | {"address": "a@example.org"}, "/address"),
        ({"type": "email"}, "/address"),
        ({"type": "email", "address": "a@x.example,b@y.example"}, "/address"),
        ({"type": "email", "address": "nobody"}, "/address"),
        ({"type": "pigeon"}, "/type"),
        ({}, "/type"),
    ],
)
async def test_what_could_not_be_sent_to_is_refused_when_saved(
    site: Site, sent: dict[str, Any], pointer: str
) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/destinations", key, sent)
    assert answer.status == 422
    assert answer.pointers == [pointer]
    assert (await site.call("GET", "/v1/destinations", key)).json == {"items": []}


async def test_a_private_webhook_inside_what_the_operator_allows_is_taken(site: Site) -> None:
    key = await site.subscriber()
    sent = {"type": "webhook", "url": "http://127.0.0.1:9000/hook"}
    assert (await site.call("POST", "/v1/destinations", key, sent)).status == 201


async def test_a_mail_address_is_pending_and_its_confirmation_is_due_at_once(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    made = await site.call("POST", "/v1/destinations", key, MAIL)
    assert made.status == 201
    assert made.json["state"] == "pending"
    assert made.json["address"] == "duty@example.org"
    assert "secret" not in made.json
    (mail,) = (await site.call("GET", "/v1/deliveries", key)).json["items"]
    assert (mail["purpose"], mail["status"], mail["type"]) == ("confirmation", "pending", "email")
    assert mail["destination_id"] == made.json["id"]
    assert parts.nudges == ["due"]


async def test_an_address_gets_only_so_many_confirmations_a_day_whoever_asks(
    site: Site, parts: Parts
) -> None:
    keys = [await site.subscriber() for _ in range(4)]
    asked = [
        await site.call("POST", "/v1/destinations", key, {"type": "email", "address": address})
        for key, address in zip(
            keys,
            ["duty@example.org", "DUTY@example.org", "duty@EXAMPLE.org", "Duty@example.org"],
            strict=True,
        )
    ]
    assert [answer.status for answer in asked] == [201, 201, 201, 429]
    assert int(asked[-1].headers["Retry-After"]) > 0
    parts.clock.at += timedelta(days=1)
    assert (await site.call("POST", "/v1/destinations", keys[3], MAIL)).status == 201


async def test_many_at_once_do_not_slip_past_the_limits(serve: Serve) -> None:
    site = await serve(limits=Limits(destinations=5))
    key = await site.subscriber()
    asked = [site.call("POST", "/v1/destinations", key, HOOK) for _ in range(10)]
    statuses = [answer.status for answer in await asyncio.gather(*asked)]
    assert sorted(statuses) == [201] * 5 + [409] * 5


async def test_a_service_without_a_mail_server_takes_no_address(serve: Serve) -> None:
    site = await serve(check_address=None)
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/destinations", key, MAIL)
    assert answer.status == 422
    assert "ALERTS_SMTP_URL" in answer.json["errors"][0]["detail"]


async def test_a_destination_that_a_rule_notifies_stays_and_the_rules_are_named(
    site: Site,
) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    rule = await site.rule(key, [destination])
    path = f"/v1/destinations/{destination}"
    answer = await site.call("DELETE", path, key)
    assert answer.status == 409
    assert rule in answer.json["detail"]
    await site.call("DELETE", f"/v1/rules/{rule}", key)
    assert (await site.call("DELETE", path, key)).status == 204
    assert (await site.call("GET", path, key)).status == 404


async def test_a_test_alert_is_due_at_once_and_answers_its_delivery(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    path = f"/v1/destinations/{await site.webhook(key)}/test"
    sent = await site.call("POST", path, key)
    assert sent.status == 202
    assert (sent.json["purpose"], sent.json["status"]) == ("test", "pending")
    assert parts.nudges == ["due"]
    (listed,) = (await site.call("GET", "/v1/deliveries?status=pending", key)).json["items"]
    assert listed == sent.json


@pytest.mark.parametrize("state", ["pending", "disabled", "unsubscribed"])
async def test_a_test_goes_only_where_alerts_would(site: Site, parts: Parts, state: str) -> None:
    key = await site.subscriber()
    id_ = await site.email(key)
    await destinations.set_state(
        parts.db,
        id_,
        DestinationState(state),
        None,
        parts.clock.now(),
        only_from=tuple(DestinationState),
    )
    answer = await site.call("POST", f"/v1/destinations/{id_}/test", key)
    assert answer.status == 409
    assert state in answer.json["detail"]


async def test_why_a_destination_was_disabled_is_shown(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    id_ = await site.webhook(key)
    await destinations.set_state(
        parts.db,
        id_,
        DestinationState.DISABLED,
        "410 Gone",
        parts.clock.now(),
        only_from=tuple(DestinationState),
    )
    shown = await site.call("GET", f"/v1/destinations/{id_}", key)
    assert (shown.json["state"], shown.json["state_reason"]) == ("disabled", "410 Gone")


async def test_an_address_whose_server_refused_it_is_not_asked_again(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    digest = destinations.address_digest("duty@example.org")
    await suppress(parts.db, digest, "550 no such user", parts.clock.now())
    refused = await site.call("POST", "/v1/destinations", key, MAIL)
    assert refused.status == 422
    assert refused.pointers == ["/address"]
    assert "550" not in refused.text
    parts.clock.at += timedelta(days=31)
    assert (await site.call("POST", "/v1/destinations", key, MAIL)).status == 201
