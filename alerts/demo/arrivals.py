"""What the inboxes got, read as alerts: who got which report, and how long it took.

One task reads, one message after the other, and shows each before it takes the next; whoever
waits for something to arrive is told after each.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from alerts.demo.api import CallFailed
from alerts.demo.cast import Subscribed
from alerts.demo.inbox import Hook, Letter, Post
from alerts.demo.judge import Receipt
from alerts.keyring import fault_of
from alerts.model.event import AlertData, AlertEvent
from alerts.model.rule import Channel

_DELIVERY = re.compile(r"dlv_[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An alert in a subscriber's hand. `ms`: from Kafka's timestamp to here, if known.

    `is_news` is false when the subscriber has this alert already, by another channel or
    as a repeat.
    """

    receipt: Receipt
    delivery_id: str
    data: AlertData
    ms: float | None
    subject: str | None
    is_news: bool


class _UnreadableError(Exception):
    """A message that cannot be taken for an alert, with the reason."""


class Arrivals:
    """Reads the post of everyone enrolled. `run` it in a task; it alone changes what it holds.

    `put_at_ms` tells when a report was put onto Kafka; `show` is given each alert, or what is
    wrong with a message that is none.
    """

    def __init__(
        self,
        post: Post,
        put_at_ms: Callable[[str], Awaitable[int | None]],
        show: Callable[[Arrival | str], None],
    ) -> None:
        self._post = post
        self._put_at_ms = put_at_ms
        self._show = show
        self._by_slug: dict[str, Subscribed] = {}
        self._by_address: dict[str, Subscribed] = {}
        self._confirmations: dict[str, asyncio.Future[Letter]] = {}
        self._changed = asyncio.Condition()
        self.read: list[Arrival] = []
        self.unread: list[str] = []

    def expect(self, who: Subscribed) -> None:
        """Take post for a subscriber from now on."""
        self._by_slug[who.member.slug] = who
        self._by_address[who.member.address] = who

    async def letter_to(self, address: str) -> Letter:
        """Give the first letter to an address, which then is nobody else's."""
        return await self._confirmations.setdefault(
            address, asyncio.get_running_loop().create_future()
        )

    async def run(self) -> None:
        """Read and show, for ever."""
        while True:
            message = await self._post.get()
            if isinstance(message, Letter) and self._confirms(message):
                continue
            try:
                arrival = await self._read(message)
            except (_UnreadableError, CallFailed) as error:
                self.unread.append(str(error))
                self._show(str(error))
            else:
                self.read.append(arrival)
                self._show(arrival)
            async with self._changed:
                self._changed.notify_all()

    async def until(self, done: Callable[[Sequence[Arrival]], bool], seconds: float) -> bool:
        """Wait until what has arrived is enough, `seconds` at most; tell whether it is."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: done(self.read))
        except TimeoutError:
            return done(self.read)
        return True

    def _confirms(self, letter: Letter) -> bool:
        """Hand over the first letter to an address that waits to be confirmed."""
        if letter.address not in self._by_address:
            waiting = self._confirmations.setdefault(
                letter.address, asyncio.get_running_loop().create_future()
            )
            if not waiting.done():
                waiting.set_result(letter)
                return True
        return False

    async def _read(self, message: Hook | Letter) -> Arrival:
        match message:
            case Hook():
                return await self._read_hook(message)
            case Letter():
                return await self._read_letter(message)

    async def _read_hook(self, hook: Hook) -> Arrival:
        who = self._by_slug.get(hook.name)
        if who is None or who.secret is None:
            raise _UnreadableError(f"a webhook to /hook/{hook.name}, where nobody lives")
        now_s = hook.at_ms / 1000
        if fault := fault_of(hook.headers, hook.body, secret=who.secret, now_s=now_s):
            raise _UnreadableError(f"a webhook to {who.member.name}: {fault}")
        try:
            event = AlertEvent.read(hook.body)
        except ValidationError as error:
            raise _UnreadableError(f"a webhook to {who.member.name}: {error}") from error
        if event.id != hook.headers["webhook-id"]:
            raise _UnreadableError(f"a webhook to {who.member.name} whose body has another id")
        return await self._arrival(who, Channel.WEBHOOK, event.id, event.data, hook.at_ms, None)

    async def _read_letter(self, letter: Letter) -> Arrival:
        """Read a mail by asking the API about the delivery that its Message-ID names."""
        who = self._by_address.get(letter.address)
        if who is None:
            raise _UnreadableError(f"a mail to {letter.address}, where nobody lives")
        delivery = _DELIVERY.search(str(letter.message["Message-ID"]))
        if delivery is None:
            raise _UnreadableError(f"a mail to {letter.address} that names no delivery")
        data = await _alert_of(who, delivery[0])
        subject = " ".join(str(letter.message["Subject"]).split())
        return await self._arrival(who, Channel.EMAIL, delivery[0], data, letter.at_ms, subject)

    async def _arrival(
        self,
        who: Subscribed,
        channel: Channel,
        delivery_id: str,
        data: AlertData,
        at_ms: float,
        subject: str | None,
    ) -> Arrival:
        receipt = Receipt(data.report.id, who.member.name, channel)
        put_at = await self._put_at_ms(data.report.id)
        return Arrival(
            receipt=receipt,
            delivery_id=delivery_id,
            data=data,
            ms=None if put_at is None else at_ms - put_at,
            subject=subject,
            is_news=not any(r.data.alert_id == data.alert_id for r in self.read),
        )


async def _alert_of(who: Subscribed, delivery_id: str) -> AlertData:
    """Find the alert that a delivery brings among the subscriber's newest."""
    listed = await who.api.get("/v1/alerts?limit=200")
    for item in listed["items"]:
        if any(delivery["id"] == delivery_id for delivery in item["deliveries"]):
            return AlertData.model_validate(
                {
                    "alert_id": item["id"],
                    "subscriber_id": who.member.slug,
                    "rules": item["rules"],
                    "report": item["report"],
                    "entities": item["entities"],
                }
            )
    raise CallFailed(f"the API knows no alert with the delivery {delivery_id}")
