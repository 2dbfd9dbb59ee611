"""Receivers that answer slowly, and have much waiting, hold not all the slots for themselves."""

import asyncio
from dataclasses import dataclass, field

import pytest

from alerts.model.delivery import Delivered, Delivery, Outcome
from alerts.model.rule import Channel
from alerts.pauses import until_set
from tests.deliver.sending import MoodyDatabase, dispatcher, enqueue, running, webhook

TAKES_S = 0.4
SLOTS = 24
WAITING = 900


@dataclass
class Village:
    """Slow receivers take their time and every delivery; all others answer at once."""

    slow: frozenset[str]
    got: dict[str, int] = field(default_factory=dict)
    under_way: dict[str, int] = field(default_factory=dict)

    async def send(self, delivery: Delivery) -> Outcome:
        to = delivery.destination_id
        self.under_way[to] = self.under_way.get(to, 0) + 1
        if to in self.slow:
            await until_set(asyncio.Event(), TAKES_S)
        self.under_way[to] -= 1
        self.got[to] = self.got.get(to, 0) + 1
        return Delivered(200)

    def busy(self) -> int:
        return sum(self.under_way.values())


@pytest.mark.parametrize("slow", [2, 10])
async def test_new_deliveries_to_quick_receivers_pass_by_slow_ones_that_fill_the_slots(
    db: MoodyDatabase, slow: int
) -> None:
    names = [f"slow{number}" for number in range(slow)]
    for name in names:
        await webhook(db, name)
        await enqueue(db, WAITING // slow, to=name)
    village = Village(frozenset(f"dst_{name}" for name in names))
    crowded = dispatcher(db, {Channel.WEBHOOK: village}, slots={Channel.WEBHOOK: SLOTS})
    async with running(crowded):
        async with asyncio.timeout(20):
            while village.busy() < SLOTS * 3 // 4:
                await until_set(asyncio.Event(), 0.01)
        for number in range(12):
            await webhook(db, f"quick{number}")
            await enqueue(db, 2, to=f"quick{number}")
        async with asyncio.timeout(20):
            while sum(village.got.get(f"dst_quick{n}", 0) for n in range(12)) < 24:
                await until_set(asyncio.Event(), 0.01)
        served_meanwhile = sum(village.got.get(f"dst_{name}", 0) for name in names)
    assert served_meanwhile < WAITING * 2 // 3, "else the quick ones waited for all of these"
