"""What is claimed while all places are taken: how much of it there may be, and for how long."""

from dataclasses import dataclass, replace

import pytest

from alerts.deliver.breaker import NARROWEST
from alerts.deliver.lanes import Lanes
from alerts.model.delivery import Delivered, Delivery, Outcome, Refused, Status, TryAgain
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations
from alerts.store.delivery_log import Chosen
from tests.deliver.email.test_email_channel import delivery
from tests.deliver.sending import MoodyDatabase, dispatcher, enqueue, running, until

SLOTS = 16
EACH = 8
AWAY = TryAgain("503 Service Unavailable", 503)


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def to(name: str) -> Delivery:
    return replace(delivery(), destination_id=f"dst_{name}")


def answer(lanes: Lanes, name: str, outcome: Outcome, times: int) -> None:
    for _ in range(times):
        lanes.line_up(to(name))
        begun = lanes.begin()
        assert begun is not None
        lanes.answered(begun, outcome)
        lanes.leave(begun)


def quick(clock: Clock) -> Lanes:
    """Make lanes of which one has just given a hundred answers a second."""
    lanes = Lanes(SLOTS, EACH, clock)
    lanes.room()
    answer(lanes, "quick", Delivered(200), 10)
    clock.now += 0.1
    return lanes


def test_who_answers_well_may_have_as_many_ahead_as_lately_ended() -> None:
    lanes = quick(Clock())
    assert lanes.room().for_one("dst_quick") == EACH + 15
    assert lanes.room().for_one("dst_new") == NARROWEST
    assert lanes.room().slots == SLOTS + 15


def test_nothing_stands_ahead_where_nothing_ends() -> None:
    clock = Clock()
    lanes = quick(clock)
    clock.now += 10.0
    assert lanes.room().for_one("dst_quick") == EACH
    assert lanes.room().slots == SLOTS


@pytest.mark.parametrize("outcome", [AWAY, Refused("410 Gone", 410)], ids=repr)
def test_who_fails_has_nothing_ahead(outcome: Outcome) -> None:
    lanes = quick(Clock())
    answer(lanes, "quick", outcome, 1)
    assert lanes.room().for_one("dst_quick") <= NARROWEST + 1


def test_what_stands_ahead_begins_when_a_place_is_free_of_each_lane_in_turn() -> None:
    lanes = quick(Clock())
    lines = [to("quick") for _ in range(EACH + 2)]
    for one in [*lines, to("b")]:
        lanes.line_up(one)
    begun = []
    while (more := lanes.begin()) is not None:
        begun.append(more)
    assert [it.destination_id for it in begun].count("dst_quick") == EACH
    assert begun[1].destination_id == "dst_b"
    assert lanes.ahead == 2
    lanes.leave(begun[0])
    assert lanes.begin() == lines[EACH]
    assert lanes.begin() is None


def test_what_has_stood_ahead_for_a_second_is_taken_back() -> None:
    clock = Clock()
    lanes = quick(clock)
    for _ in range(EACH + 2):
        lanes.line_up(to("quick"))
        lanes.begin()
    clock.now += 0.9
    assert lanes.take_back() == []
    clock.now += 0.2
    assert len(lanes.take_back()) == 2
    assert (lanes.ahead, lanes.held) == (0, EACH)


def test_a_lane_that_shuts_gives_back_what_stands_ahead_in_it_and_no_other() -> None:
    lanes = quick(Clock())
    answer(lanes, "b", Delivered(200), 2)
    begun = []
    for name in ("quick", "b"):
        for _ in range(EACH + 2):
            lanes.line_up(to(name))
    while (one := lanes.begin()) is not None:
        begun.append(one)
    lanes.answered(next(it for it in begun if it.destination_id == "dst_b"), Refused("gone"))
    assert {it.destination_id for it in lanes.take_back()} == {"dst_b"}
    assert {it.destination_id for it in lanes.take_back(all_of_it=True)} == {"dst_quick"}
    assert lanes.held == len(begun)


@dataclass
class Goer:
    """Takes so many, and is gone."""

    takes: int
    got: int = 0

    async def send(self, _: Delivery) -> Outcome:
        self.got += 1
        return Delivered(200) if self.got <= self.takes else Refused("410 Gone", 410)


async def test_what_stood_ahead_of_a_receiver_that_is_gone_is_held(db: MoodyDatabase) -> None:
    await enqueue(db, 240)
    to_it = Chosen(destination_id="dst_webhook")
    async with running(dispatcher(db, {Channel.WEBHOOK: Goer(60)})):

        async def all_settled() -> bool:
            found = await deliveries.page(db, "sub_1", to_it, 1000)
            return {it.status for it in found} <= {Status.DELIVERED, Status.FAILED, Status.HELD}

        await until(all_settled)
    there = await destinations.get(db, "sub_1", "dst_webhook")
    assert there is not None
    assert there.state is DestinationState.DISABLED
