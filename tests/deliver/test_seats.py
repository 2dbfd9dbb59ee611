"""Slots kept for what this process records: used at once, given back, and none at the end."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from alerts.deliver.breaker import NARROWEST
from alerts.model.delivery import Status
from alerts.model.rule import Channel
from alerts.store.leasing import Seats
from tests.deliver.sending import (
    MoodyDatabase,
    all_are,
    dispatcher,
    enqueue,
    first_look,
    receiver,
    running,
    until,
)


async def test_what_is_recorded_here_is_sent_without_a_claim(db: MoodyDatabase) -> None:
    port = receiver()
    here = dispatcher(db, {Channel.WEBHOOK: port}, poll=timedelta(hours=1))
    async with running(here):
        await first_look(here)
        ids = await enqueue(db, NARROWEST, seats=here.seats)
        await until(all_are(db, Status.DELIVERED))
    assert sorted(port.got) == ids


async def test_there_are_no_seats_before_the_start_and_after_the_stop(db: MoodyDatabase) -> None:
    here = dispatcher(db, {Channel.WEBHOOK: receiver()})
    with here.seats() as before:
        assert before.rooms[Channel.WEBHOOK].slots == 0
    async with running(here):
        await first_look(here)
    with here.seats() as after:
        assert after.rooms[Channel.WEBHOOK].slots == 0


async def test_what_is_kept_for_the_recorder_is_claimed_by_nobody_meanwhile(
    db: MoodyDatabase,
) -> None:
    here = dispatcher(db, {Channel.WEBHOOK: receiver()}, slots={Channel.WEBHOOK: 10})
    async with running(here):
        await first_look(here)
        with here.seats() as one, here.seats() as two:
            assert one.rooms[Channel.WEBHOOK].slots == 5
            assert two.rooms[Channel.WEBHOOK].slots == 3
        with here.seats() as again:
            assert again.rooms[Channel.WEBHOOK].slots == 5


async def test_what_is_committed_at_the_stop_is_given_back(db: MoodyDatabase) -> None:
    port, other = receiver(), receiver()
    here = dispatcher(db, {Channel.WEBHOOK: port})
    async with running(here) as stop:
        await first_look(here)

        @contextmanager
        def late() -> Iterator[Seats | None]:
            with here.seats() as seats:
                stop.set()
                yield seats

        recording = asyncio.create_task(enqueue(db, 2, seats=late))
        await recording
    assert port.got == []
    async with running(dispatcher(db, {Channel.WEBHOOK: other}, worker="two")):
        await until(all_are(db, Status.DELIVERED))
