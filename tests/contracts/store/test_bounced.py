"""A bounce disables a destination once, tells its owner, and lists the address."""

from alerts.model.rule import Channel, DestinationState
from alerts.store import destinations
from alerts.store.bounced import bounced
from alerts.store.database import Database
from alerts.store.destinations import NewDestination, address_digest
from alerts.store.suppressions import why_suppressed
from tests.contracts.store.making import NOW, claimed, notice

DESK = "desk@newsroom.example"
REASON = "the address was refused after the mail was taken: 550"
State = DestinationState


async def mail(db: Database, state: DestinationState) -> None:
    made = NewDestination("dst_m", "sub_a", Channel.EMAIL, DESK, state)
    await destinations.create(db, made, NOW)


async def stands(db: Database) -> tuple[DestinationState, str | None]:
    found = await destinations.find(db, "dst_m")
    assert found is not None
    return found.state, found.state_reason


async def test_it_disables_lists_and_tells_once(db: Database) -> None:
    await mail(db, State.ACTIVE)
    assert await bounced(db, "dst_m", REASON, NOW, notice)
    assert not await bounced(db, "dst_m", REASON, NOW, notice)
    assert await stands(db) == (State.DISABLED, REASON)
    assert await why_suppressed(db, address_digest(DESK), NOW) == REASON
    assert [delivery.destination_id for delivery in await claimed(db)] == ["dst_a"]


async def test_one_that_waits_for_its_confirmation_waits_on(db: Database) -> None:
    await mail(db, State.PENDING)
    assert not await bounced(db, "dst_m", REASON, NOW, notice)
    assert await stands(db) == (State.PENDING, None)
    assert await why_suppressed(db, address_digest(DESK), NOW) == REASON


async def test_a_webhook_and_one_that_is_gone_are_left_alone(db: Database) -> None:
    assert not await bounced(db, "dst_a", REASON, NOW, notice)
    assert not await bounced(db, "dst_nobody", REASON, NOW, notice)
    found = await destinations.find(db, "dst_a")
    assert found is not None
    assert found.state is State.ACTIVE
