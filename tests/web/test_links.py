"""The links in mails: following one shows a page, and only its button acts."""

import asyncio
import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from alerts.keyring import Key, Keyring, TokenPurpose
from alerts.model.delivery import Status
from alerts.model.rule import DestinationState
from alerts.store import destinations
from tests.web.recorded import alerted, owner_of
from tests.web.site import Answer, Parts, Site

CONFIRM, UNSUBSCRIBE = TokenPurpose.CONFIRM, TokenPurpose.UNSUBSCRIBE
BOTH = pytest.mark.parametrize("purpose", list(TokenPurpose))
EITHER_WAY = pytest.mark.parametrize("method", ["GET", "POST"])
DAY = timedelta(days=1)


def link(parts: Parts, purpose: TokenPurpose, destination: str, valid_for: timedelta = DAY) -> str:
    expires_at = parts.clock.now() + valid_for
    return f"/{purpose}/{parts.keyring.sign_token(purpose, destination, expires_at)}"


async def state_of(parts: Parts, destination: str) -> str:
    found = await destinations.find(parts.db, destination)
    assert found is not None
    return found.state


def assert_page(answer: Answer, status: int = 200) -> None:
    """A page is whole in itself, cannot be framed, leaks no address and leads nowhere."""
    assert answer.status == status, answer.text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Location" not in answer.headers
    styles = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    hashes = " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in styles)
    assert answer.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src {hashes}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert not re.search(r"https?://|<script|<img|<a |style=", answer.text)


async def test_following_the_link_changes_nothing_and_its_button_confirms(
    site: Site, parts: Parts
) -> None:
    destination = await site.email(await site.subscriber())
    path = link(parts, CONFIRM, destination)
    page = await site.call("GET", path)
    assert_page(page)
    assert '<form method="post">' in page.text
    assert await state_of(parts, destination) == "pending"
    done = await site.call("POST", path)
    assert_page(done)
    assert "<form" not in done.text
    assert await state_of(parts, destination) == "active"


async def test_confirming_twice_says_that_it_is_done(site: Site, parts: Parts) -> None:
    destination = await site.email(await site.subscriber())
    path = link(parts, CONFIRM, destination)
    first = await site.call("POST", path)
    assert (await site.call("POST", path)).text == first.text
    assert (await site.call("GET", path)).text == first.text


async def test_a_mail_programs_one_click_stops_all_mail_and_what_waits(
    site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    destination = await site.email(key)
    await site.call("POST", link(parts, CONFIRM, destination))
    await alerted(parts, await owner_of(parts, key), destination)
    path = link(parts, UNSUBSCRIBE, destination)
    done = await site.call("POST", path, data={"List-Unsubscribe": "One-Click"})
    assert_page(done)
    assert await state_of(parts, destination) == "unsubscribed"
    log = (await site.call("GET", "/v1/deliveries", key)).json["items"]
    assert {it["status"] for it in log} == {Status.CANCELLED}


async def test_following_the_link_to_leave_changes_nothing(site: Site, parts: Parts) -> None:
    destination = await site.email(await site.subscriber())
    path = link(parts, UNSUBSCRIBE, destination)
    page = await site.call("GET", path)
    assert_page(page)
    assert '<form method="post">' in page.text
    assert await state_of(parts, destination) == "pending"


@EITHER_WAY
async def test_leaving_is_not_undone_by_the_confirmation_from_before(
    site: Site, parts: Parts, method: str
) -> None:
    destination = await site.email(await site.subscriber())
    confirm, leave = link(parts, CONFIRM, destination), link(parts, UNSUBSCRIBE, destination)
    await site.call("POST", confirm)
    await site.call("POST", leave)
    assert "<form" not in (await site.call("GET", leave)).text
    answer = await site.call(method, confirm)
    assert_page(answer, 410)
    assert "<form" not in answer.text
    assert await state_of(parts, destination) == "unsubscribed"


async def test_leaving_is_undone_by_confirming_anew(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    await site.call("POST", link(parts, UNSUBSCRIBE, await site.email(key)))
    again = await site.email(key)
    await site.call("POST", link(parts, CONFIRM, again))
    assert await state_of(parts, again) == "active"


@BOTH
async def test_what_a_tracker_adds_to_a_link_means_nothing(
    site: Site, parts: Parts, purpose: TokenPurpose
) -> None:
    destination = await site.email(await site.subscriber())
    path = link(parts, purpose, destination) + "?utm_source=mail&utm_source=again"
    assert_page(await site.call("GET", path))
    assert_page(await site.call("POST", path))
    assert await state_of(parts, destination) in {"active", "unsubscribed"}


@BOTH
async def test_to_ask_for_the_heads_alone_changes_nothing(
    site: Site, parts: Parts, purpose: TokenPurpose
) -> None:
    destination = await site.email(await site.subscriber())
    assert (await site.call("HEAD", link(parts, purpose, destination))).status == 200
    assert await state_of(parts, destination) == "pending"


@BOTH
@EITHER_WAY
async def test_an_expired_link_says_so_and_does_nothing(
    site: Site, parts: Parts, purpose: TokenPurpose, method: str
) -> None:
    destination = await site.email(await site.subscriber())
    answer = await site.call(method, link(parts, purpose, destination, -DAY))
    assert_page(answer, 410)
    assert "too old" in answer.text
    assert await state_of(parts, destination) == "pending"


@BOTH
@EITHER_WAY
async def test_a_forged_or_broken_link_says_so_and_does_nothing(
    site: Site, parts: Parts, purpose: TokenPurpose, method: str
) -> None:
    destination = await site.email(await site.subscriber())
    good = link(parts, purpose, destination)
    other = TokenPurpose.CONFIRM if purpose is UNSUBSCRIBE else UNSUBSCRIBE
    of_other_purpose = link(parts, other, destination).rpartition("/")[2]
    stranger = Keyring([Key("one", b"another secret here")])
    forged = stranger.sign_token(purpose, destination, parts.clock.now() + DAY)
    for path in (
        good[:-1],
        good + "x",
        f"/{purpose}/{of_other_purpose}",
        f"/{purpose}/{forged}",
        f"/{purpose}/x",
        f"/{purpose}/a.b.c",
        f"/{purpose}/%00",
        f"/{purpose}/%F0.é.ü",
    ):
        answer = await site.call(method, path)
        assert_page(answer, 400)
        assert "not complete" in answer.text
    assert await state_of(parts, destination) == "pending"


@BOTH
@EITHER_WAY
async def test_the_link_of_a_destination_that_is_gone_says_so(
    site: Site, parts: Parts, purpose: TokenPurpose, method: str
) -> None:
    key = await site.subscriber()
    destination = await site.email(key)
    path = link(parts, purpose, destination)
    await site.call("DELETE", f"/v1/destinations/{destination}", key)
    assert_page(await site.call(method, path), 410)


async def test_a_disabled_address_is_not_enabled_by_an_old_confirmation(
    site: Site, parts: Parts
) -> None:
    destination = await site.email(await site.subscriber())
    await destinations.set_state(
        parts.db,
        destination,
        DestinationState.DISABLED,
        "550",
        parts.clock.now(),
        only_from=tuple(DestinationState),
    )
    assert_page(await site.call("POST", link(parts, CONFIRM, destination)), 409)
    assert await state_of(parts, destination) == "disabled"


async def test_an_address_is_shown_as_text_whatever_it_holds(site: Site, parts: Parts) -> None:
    address = "b{}&x'@example.org"
    destination = await site.email(await site.subscriber(), address)
    page = await site.call("GET", link(parts, CONFIRM, destination))
    assert "b{}&amp;x&#39;<wbr>@example.org" in page.text


async def test_of_two_clicks_at_once_both_find_it_confirmed(site: Site, parts: Parts) -> None:
    destination = await site.email(await site.subscriber())
    path = link(parts, CONFIRM, destination)
    one, other = await asyncio.gather(site.call("POST", path), site.call("POST", path))
    assert (one.status, other.status) == (200, 200)
