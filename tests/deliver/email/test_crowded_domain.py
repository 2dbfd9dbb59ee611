"""Mails to a domain that gets many wait for their turn in the queue, and others pass by."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from alerts.deliver.channel import NotYet
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.domains import DomainTurns
from alerts.model.delivery import Delivery, Outcome, Status
from alerts.model.rule import Channel, DestinationState
from alerts.model.sample import sample_alert
from alerts.pauses import until_set
from alerts.store import deliveries, destinations, tables
from alerts.store.delivery_log import EVERY
from alerts.store.destinations import NewDestination
from alerts.store.reports import NewDelivery
from tests.deliver.email.test_email_channel import Inbox, Serve, channel, serve
from tests.deliver.sending import MoodyDatabase, all_are, dispatcher, enqueue, now, running, until

__all__ = ["serve"]
PER_S = 5
SAMPLE = sample_alert("https://alerts.example", now())
MAIL = Channel.EMAIL


async def mail_to(db: MoodyDatabase, name: str, domain: str) -> None:
    address = f"{name}@{domain}"
    new = NewDestination(f"dst_{name}", "sub_1", MAIL, address, DestinationState.ACTIVE)
    await destinations.create(db, new, now())
    await enqueue(db, 1, MAIL, name, event=SAMPLE)


async def ask_for_consent(db: MoodyDatabase, name: str, domain: str) -> None:
    new = NewDestination(f"dst_{name}", "sub_1", MAIL, f"{name}@{domain}", DestinationState.PENDING)
    mail = NewDelivery(f"dlv_{name}", new.id, MAIL, SAMPLE)
    await destinations.create(db, new, now(), confirmation=mail)


def written_to(inbox: Inbox, domain: str) -> int:
    return sum(message.rcpt_tos[0].endswith(domain) for message in inbox.messages)


async def crowd(db: MoodyDatabase, number: int) -> None:
    for place in range(number):
        await mail_to(db, f"one{place}", "crowded.example")


def opened_at(port: int, db: MoodyDatabase, per_s: float = PER_S) -> EmailChannel:
    return channel(port, turns=DomainTurns(db, per_s))


@dataclass
class Counting:
    """A channel that counts how often each delivery is put off."""

    channel: EmailChannel
    put_off: Counter[str]

    async def send(self, delivery: Delivery) -> Outcome | NotYet:
        outcome = await self.channel.send(delivery)
        self.put_off[delivery.id] += isinstance(outcome, NotYet)
        return outcome


async def test_mail_to_another_domain_does_not_wait_behind_them(
    db: MoodyDatabase, serve: Serve
) -> None:
    await crowd(db, 60)
    inbox = Inbox({})
    async with (
        opened_at(await serve(inbox), db) as mail,
        running(dispatcher(db, {MAIL: mail}, slots={MAIL: 4})),
    ):
        async with asyncio.timeout(10):
            while not inbox.messages:
                await until_set(asyncio.Event(), 0.01)
        await mail_to(db, "other", "quiet.example")
        async with asyncio.timeout(10):
            while not written_to(inbox, "quiet.example"):
                await until_set(asyncio.Event(), 0.01)
        assert written_to(inbox, "crowded.example") < 20


async def test_what_asks_for_consent_does_not_wait_behind_them(
    db: MoodyDatabase, serve: Serve
) -> None:
    await crowd(db, 60)
    inbox = Inbox({})
    async with (
        opened_at(await serve(inbox), db) as mail,
        running(dispatcher(db, {MAIL: mail}, slots={MAIL: 4})),
        asyncio.timeout(10),
    ):
        while written_to(inbox, "crowded.example") < PER_S:
            await until_set(asyncio.Event(), 0.01)
        await ask_for_consent(db, "new", "crowded.example")
        while not written_to(inbox, "new@crowded.example"):
            await until_set(asyncio.Event(), 0.01)
        assert len(inbox.messages) < 30


async def test_each_is_sent_once_in_its_turn_and_tried_once(
    db: MoodyDatabase, serve: Serve
) -> None:
    await crowd(db, 8)
    inbox = Inbox({})
    async with opened_at(await serve(inbox), db) as mail:
        began = asyncio.get_running_loop().time()
        async with running(dispatcher(db, {MAIL: mail}, slots={MAIL: 4})):
            await until(all_are(db, Status.DELIVERED))
        took_s = asyncio.get_running_loop().time() - began
    assert len(inbox.messages) == 8
    assert took_s >= 7 / PER_S
    assert {len(one.attempts) for one in await deliveries.page(db, "sub_1", EVERY, 100)} == {1}


async def test_what_waits_for_its_turn_is_in_nobody_s_hands(
    db: MoodyDatabase, serve: Serve
) -> None:
    await crowd(db, 60)
    inbox = Inbox({})
    async with (
        opened_at(await serve(inbox), db) as mail,
        running(dispatcher(db, {MAIL: mail}, slots={MAIL: 4})),
    ):

        async def all_know_their_turn() -> bool:
            soon = now() + timedelta(milliseconds=900)
            late = tables.deliveries.select().where(tables.deliveries.c.next_at <= soon)
            return len(await db.rows(late)) <= PER_S

        await until(all_know_their_turn)
        rows = await db.rows(tables.deliveries.select())
    assert sum(row.lease is not None for row in rows) <= 8, "four slots, and what is being written"
    assert {row.status for row in rows if row.next_at is not None} == {Status.PENDING}


async def test_two_workers_keep_one_rate_and_hardly_put_one_off_twice(
    db: MoodyDatabase, serve: Serve
) -> None:
    await crowd(db, 40)
    inbox, put_off = Inbox({}), Counter[str]()
    port = await serve(inbox)
    async with opened_at(port, db, 20) as here, opened_at(port, db, 20) as there:
        began = asyncio.get_running_loop().time()
        workers = [
            dispatcher(db, {MAIL: Counting(each, put_off)}, worker=name, slots={MAIL: 4})
            for name, each in (("one", here), ("two", there))
        ]
        async with running(*workers):
            await until(all_are(db, Status.DELIVERED))
        took_s = asyncio.get_running_loop().time() - began
    assert len(inbox.messages) == 40
    assert took_s >= 39 / 20 - 0.1
    assert max(put_off.values()) <= 2, "once, and once more where this machine stalls"
