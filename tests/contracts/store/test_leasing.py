"""What is recorded where it is sent is its recorder's from the start, and nobody else's."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

import pytest

from alerts.model.delivery import Delivery, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations, reports
from alerts.store.database import Database
from alerts.store.leasing import Seats
from alerts.store.sharing import Room
from tests.contracts.store.making import (
    MINUTE,
    NOW,
    claimed,
    held,
    notice,
    report,
    statuses,
    tried,
    webhook,
)

State = DestinationState
RUN_OUT = timedelta(seconds=-1)


@dataclass
class Sender:
    """A process that sends what it records."""

    room: Room = field(default_factory=lambda: Room(10))
    lease: timedelta = MINUTE
    begun: list[Delivery] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def seats(self) -> AbstractContextManager[Seats]:
        @contextmanager
        def keep() -> Iterator[Seats]:
            rooms = {Channel.WEBHOOK: self.room}
            yield Seats("me", self.lease, self._token, rooms, self.begun.extend)

        return keep()

    def _token(self) -> str:
        return str(next(self.numbers))


async def record(db: Database, sender: Sender, *batch: reports.NewReport) -> list[int]:
    """Record; give how many deliveries of each report were left to a claim."""
    return [it.left for it in await reports.record(db, batch, NOW, seats=sender.seats)]


async def test_it_is_begun_with_all_that_a_channel_needs_and_not_claimed(db: Database) -> None:
    sender, one = Sender(), report(told=[("sub_a", ["dst_a"])])

    assert await record(db, sender, one) == [0]

    assert await claimed(db) == []
    (begun,) = sender.begun
    await deliveries.release(db, [begun.lease])
    (same,) = await claimed(db)
    assert replace(same, lease=begun.lease) == begun


async def test_its_answer_counts_and_its_lease_is_renewed(db: Database) -> None:
    sender = Sender(lease=RUN_OUT)
    await record(db, sender, report(told=[("sub_a", ["dst_a"])]))
    (begun,) = sender.begun

    assert await deliveries.renew(db, [begun.lease], MINUTE) == [begun.lease]
    assert (await deliveries.record_attempts(db, [tried(begun)], NOW, notice)).held == (begun.id,)
    assert await statuses(db) == {begun.id: Status.DELIVERED}


async def test_if_its_recorder_dies_another_claims_it(db: Database) -> None:
    sender = Sender(lease=RUN_OUT)
    await record(db, sender, report(told=[("sub_a", ["dst_a"])]))

    (again,) = await claimed(db)
    (begun,) = sender.begun
    assert again.id == begun.id
    assert again.lease != begun.lease
    assert (await deliveries.record_attempts(db, [tried(begun)], NOW, notice)).held == ()


async def test_a_report_that_comes_again_is_begun_once(db: Database) -> None:
    sender, one = Sender(), report(told=[("sub_a", ["dst_a"])])
    await record(db, sender, one)
    await record(db, sender, one)
    assert len(sender.begun) == 1


async def test_what_has_no_seat_is_left_to_a_claim(db: Database) -> None:
    await webhook(db, "dst_b1")
    sender = Sender(Room(3, each=2))
    batch = [report(str(n), told=[("sub_a", ["dst_a", "dst_b1"])]) for n in range(3)]

    assert sum(await record(db, sender, *batch)) == 3

    assert len(sender.begun) == 3
    assert len({d.lease for d in sender.begun}) == 3
    rest = await claimed(db)
    assert len(rest) == 3
    assert not {d.id for d in rest} & {d.id for d in sender.begun}


async def test_a_process_without_seats_begins_nothing(db: Database) -> None:
    sender = Sender(Room(0))
    assert await record(db, sender, report(told=[("sub_a", ["dst_a"])])) == [1]
    assert sender.begun == []
    assert len(await claimed(db)) == 1


@pytest.mark.parametrize("state", [State.DISABLED, State.UNSUBSCRIBED, State.PENDING])
async def test_nothing_is_begun_for_a_destination_that_is_not_open(
    db: Database, state: DestinationState
) -> None:
    await destinations.set_state(db, "dst_a", state, None, NOW, only_from=set(State))
    sender = Sender()
    await record(db, sender, report(told=[("sub_a", ["dst_a"])]))
    assert sender.begun == []


async def test_what_is_held_is_not_begun(db: Database) -> None:
    await destinations.set_state(db, "dst_a", State.DISABLED, None, NOW, only_from=[State.ACTIVE])
    sender = Sender()
    await record(db, sender, held(report(told=[("sub_a", ["dst_a"])])))
    assert sender.begun == []
    assert set((await statuses(db)).values()) == {Status.HELD}


async def test_a_fan_out_in_parts_is_left_to_claims(db: Database) -> None:
    sender, one = Sender(), report(told=[("sub_a", ["dst_a"]), ("sub_b", ["dst_b"])])
    (recorded,) = await reports.record(db, [one], NOW, chunk=2, seats=sender.seats)
    assert (recorded.deliveries, recorded.left) == (2, 2)
    assert sender.begun == []
