import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage

import aiohttp
import pytest
from standardwebhooks import Webhook

from alerts.demo.api import Api
from alerts.demo.arrivals import Arrival, Arrivals
from alerts.demo.cast import CAST, Subscribed
from alerts.demo.inbox import Hook, Letter, Post
from alerts.demo.judge import Receipt
from alerts.model.rule import Channel
from tests.demo.events import event

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
DESK = CAST[1]
PUT_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT_MS = PUT_AT.timestamp() * 1000 + 25
WAIT_S = 5


async def put_at_ms(_report: str) -> int:
    return int(PUT_AT.timestamp() * 1000)


def hook(*, secret: str = SECRET, body: bytes | None = None, to: str = DESK.slug) -> Hook:
    content = event().to_bytes() if body is None else body
    headers = {
        "webhook-id": "dlv_1",
        "webhook-timestamp": str(int(PUT_AT.timestamp())),
        "webhook-signature": Webhook(secret).sign("dlv_1", PUT_AT, content.decode()),
    }
    return Hook(to, headers, content, AT_MS)


def letter(address: str, **headers: str) -> Letter:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("…")
    return Letter(address, message, AT_MS)


@dataclass
class Desk:
    """A desk that reads its post; `shown` is what it was shown, `changed` each time."""

    post: Post = field(default_factory=asyncio.Queue)
    shown: asyncio.Queue[Arrival | str] = field(default_factory=asyncio.Queue)

    async def next_shown(self) -> Arrival | str:
        async with asyncio.timeout(WAIT_S):
            return await self.shown.get()

    @asynccontextmanager
    async def reading(self, *, enrolled: bool = True) -> AsyncIterator[Arrivals]:
        arrivals = Arrivals(self.post, put_at_ms, self.shown.put_nowait)
        async with aiohttp.ClientSession() as session:
            # Port 1 is nobody's: whatever is asked of the service fails.
            api = Api(session, "http://127.0.0.1:1", "key")
            if enrolled:
                arrivals.expect(Subscribed(DESK, api, {}, SECRET))
            task = asyncio.create_task(arrivals.run())
            yield arrivals
            task.cancel()
            await asyncio.wait({task})


async def test_a_signed_webhook_is_an_alert_with_the_time_it_took() -> None:
    desk = Desk()
    async with desk.reading():
        desk.post.put_nowait(hook())
        shown = await desk.next_shown()
    assert isinstance(shown, Arrival)
    assert shown.receipt == Receipt("r1", DESK.name, Channel.WEBHOOK)
    assert shown.ms == pytest.approx(25)
    assert shown.is_news


async def test_a_second_copy_counts_again_but_is_no_news() -> None:
    desk = Desk()
    async with desk.reading() as arrivals:
        desk.post.put_nowait(hook())
        desk.post.put_nowait(hook())
        assert await arrivals.until(lambda read: len(read) == 2, WAIT_S)
    assert [arrival.is_news for arrival in arrivals.read] == [True, False]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (hook(secret=OTHER), "its signature is not by our secret"),
        (hook(to="elsewhere"), "nobody lives"),
        (hook(body=b"{}"), "Field required"),
        (hook(body=event().model_copy(update={"id": "dlv_2"}).to_bytes()), "another id"),
        (letter("who@desk.example", Message_ID="<dlv_1@x>"), "nobody lives"),
        (letter(DESK.address, Message_ID="<hello@x>"), "names no delivery"),
        (letter(DESK.address, Message_ID="<dlv_1@x>"), "failed"),
    ],
    ids=["forged", "stray", "no alert", "other id", "stray mail", "no delivery", "unknown"],
)
async def test_what_cannot_be_taken_for_an_alert_is_told_and_kept_in_mind(
    message: Hook | Letter, told: str
) -> None:
    desk = Desk()
    async with desk.reading() as arrivals:
        if "who@" in getattr(message, "address", ""):
            desk.post.put_nowait(letter("who@desk.example"))  # the first is its confirmation
        desk.post.put_nowait(message)
        assert told in str(await desk.next_shown())
    assert len(arrivals.unread) == 1
    assert arrivals.read == []


async def test_the_first_letter_to_one_not_yet_enrolled_is_for_whoever_confirms_it() -> None:
    desk = Desk()
    first = letter(DESK.address, Subject="Confirm")
    async with desk.reading(enrolled=False) as arrivals:
        desk.post.put_nowait(first)
        assert await arrivals.letter_to(DESK.address) is first
    assert arrivals.unread == []


async def test_waiting_ends_in_time_when_nothing_comes() -> None:
    async with Desk().reading() as arrivals:
        assert not await arrivals.until(bool, 0.01)
