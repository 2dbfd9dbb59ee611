"""A destination's state decides over what waits for it."""

import asyncio
from collections.abc import Callable

import pytest

from alerts.model.delivery import Status
from alerts.model.errors import InvalidInput
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations, reports
from alerts.store.database import Database
from alerts.store.records import After
from alerts.store.webhook_secrets import replace_secret
from tests.contracts.store.making import (
    MINUTE,
    NOW,
    claimed,
    notice,
    queue,
    statuses,
    tried,
    webhook,
)

State = DestinationState


async def mailbox(db: Database, name: str, subscriber: str, address: str) -> None:
    new = destinations.NewDestination(name, subscriber, Channel.EMAIL, address, State.PENDING)
    ask = reports.NewDelivery(f"dlv_{name}", name, Channel.EMAIL, b"confirm")
    await destinations.create(db, new, NOW, confirmation=ask)


async def state_of(db: Database, destination: str) -> DestinationState:
    found = await destinations.find(db, destination)
    assert found is not None
    return found.state


async def test_a_destination_comes_back_as_it_was_made(db: Database) -> None:
    made = await webhook(db, "dst_1")
    assert await destinations.get(db, "sub_a", "dst_1") == made
    assert (made.headers, made.secret) == (b"sealed headers", b"sealed secret")
    assert (made.state, made.state_reason, made.created_at) == (State.ACTIVE, None, NOW)


async def test_destinations_are_paged_newest_first(db: Database) -> None:
    for name in ("dst_1", "dst_2", "dst_3"):
        await webhook(db, name)
    first = await destinations.page(db, "sub_a", 3)
    assert [d.id for d in first] == ["dst_a", "dst_3", "dst_2"]
    rest = await destinations.page(db, "sub_a", 3, After(first[-1].created_at, first[-1].id))
    assert [d.id for d in rest] == ["dst_1"]
    assert await destinations.count_destinations(db, "sub_a") == 4


async def test_headers_change_and_can_be_taken_away(db: Database) -> None:
    new: destinations.Changes = {"headers": b"new"}
    changed = await destinations.change(db, "sub_a", "dst_a", new, NOW + MINUTE)
    assert changed is not None
    assert (changed.headers, changed.updated_at) == (b"new", NOW + MINUTE)
    gone = await destinations.change(db, "sub_a", "dst_a", {"headers": None}, NOW)
    assert gone is not None
    assert gone.headers is None


async def test_a_rate_changes_and_can_be_taken_away_and_the_rest_stays(db: Database) -> None:
    changed = await destinations.change(db, "sub_a", "dst_a", {"rate": 2.5}, NOW)
    assert changed is not None
    assert (changed.rate, changed.headers) == (2.5, b"sealed headers")
    gone = await destinations.change(db, "sub_a", "dst_a", {"rate": None}, NOW)
    assert gone is not None
    assert (gone.rate, gone.headers) == (None, b"sealed headers")


async def test_a_state_changes_only_from_where_it_may(db: Database) -> None:
    assert not await destinations.set_state(
        db, "dst_a", State.ACTIVE, None, NOW, only_from=[State.DISABLED]
    )
    assert await destinations.set_state(
        db, "dst_a", State.FAILING, "timeouts", NOW, only_from=[State.ACTIVE]
    )
    found = await destinations.find(db, "dst_a")
    assert found is not None
    assert (found.state, found.state_reason) == (State.FAILING, "timeouts")


async def test_an_address_is_sent_to_once_its_owner_confirmed(db: Database) -> None:
    await mailbox(db, "dst_m", "sub_a", "a@x.example")
    assert await destinations.confirm(db, "dst_m", NOW)
    assert await state_of(db, "dst_m") is State.ACTIVE
    assert not await destinations.confirm(db, "dst_m", NOW)


async def test_unsubscribing_cancels_what_waits_even_in_flight(db: Database) -> None:
    await queue(db, 3)
    (sent, flying) = await claimed(db, 2)
    await deliveries.record_attempts(db, [tried(sent)], NOW, notice)

    assert await destinations.unsubscribe(db, "dst_a", NOW)

    now = await statuses(db)
    assert now.pop(sent.id) is Status.DELIVERED
    assert set(now.values()) == {Status.CANCELLED}
    assert (await deliveries.record_attempts(db, [tried(flying)], NOW, notice)).held == ()
    assert await claimed(db) == []
    assert not await destinations.unsubscribe(db, "dst_a", NOW)


async def test_an_old_confirmation_does_not_undo_an_unsubscription(db: Database) -> None:
    await queue(db, 1)
    await destinations.unsubscribe(db, "dst_a", NOW)

    assert not await destinations.confirm(db, "dst_a", NOW)
    assert await state_of(db, "dst_a") is State.UNSUBSCRIBED
    assert await claimed(db) == []


async def test_deleting_cancels_what_waits_and_forgets_the_secrets(db: Database) -> None:
    await queue(db, 2)
    assert await destinations.delete(db, "sub_a", "dst_a", NOW) == destinations.Deleted()

    assert set((await statuses(db)).values()) == {Status.CANCELLED}
    assert await destinations.get(db, "sub_a", "dst_a") is None
    assert await destinations.find(db, "dst_a") is None
    assert await destinations.delete(db, "sub_a", "dst_a", NOW) is None
    assert not await destinations.confirm(db, "dst_a", NOW)


async def test_confirmations_are_counted_over_all_subscribers(db: Database) -> None:
    await mailbox(db, "dst_1", "sub_a", "Someone@x.example")
    await mailbox(db, "dst_2", "sub_b", "someone@X.example")
    await mailbox(db, "dst_3", "sub_b", "other@x.example")
    await destinations.delete(db, "sub_a", "dst_1", NOW)

    digest = destinations.address_digest("someone@x.example")
    assert await destinations.confirmations_since(db, digest, NOW) == 2
    assert await destinations.confirmations_since(db, digest, NOW + MINUTE) == 0


async def test_every_state_is_counted(db: Database) -> None:
    await webhook(db, "dst_off", state=State.DISABLED)
    counted = await destinations.count_by_state(db)
    assert counted == dict.fromkeys(State, 0) | {State.ACTIVE: 2, State.DISABLED: 1}


async def test_two_who_replace_a_secret_at_once_do_so_one_after_the_other(db: Database) -> None:
    await webhook(db, "dst_1")

    def marked(mark: bytes) -> Callable[[bytes], bytes]:
        return lambda sealed: sealed + mark

    changes = [replace_secret(db, "sub_a", "dst_1", marked(b"%d" % n), NOW) for n in range(4)]
    assert all(await asyncio.gather(*changes))
    found = await destinations.get(db, "sub_a", "dst_1")
    assert found is not None
    assert found.secret is not None
    assert sorted(found.secret.removeprefix(b"sealed secret")) == sorted(b"0123")


async def test_a_change_that_is_refused_leaves_the_secret_as_it_was(db: Database) -> None:
    def refuse(_: bytes) -> bytes:
        raise InvalidInput("so many already")

    with pytest.raises(InvalidInput):
        await replace_secret(db, "sub_a", "dst_a", refuse, NOW)
    found = await destinations.get(db, "sub_a", "dst_a")
    assert found is not None
    assert found.secret == b"sealed secret"
