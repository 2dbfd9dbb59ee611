"""An address that its server refused for good is left in peace, whoever has it."""

from datetime import timedelta

from alerts.deliver.email.suppression import Suppressions
from alerts.model.delivery import Delivered, Refused, TryAgain
from alerts.model.rule import Channel, DestinationState
from alerts.store import destinations
from alerts.store.database import Database
from alerts.store.destinations import NewDestination, address_digest
from alerts.store.suppressions import LISTED_FOR, why_suppressed
from tests.deliver.email.test_email_channel import Inbox, Serve, channel, delivery, serve
from tests.deliver.sending import now

__all__ = ["serve"]
DESK = "desk@newsroom.example"


async def test_a_refused_address_gets_nothing_more_from_anybody(
    serve: Serve,
    db: Database,
) -> None:
    refusing, taking = Inbox({"RCPT": "550 5.1.1 no such user"}), Inbox({})
    listed = Suppressions(db, now)
    async with channel(await serve(refusing), suppressions=listed) as opened:
        first = await opened.send(delivery())
    async with channel(await serve(taking), suppressions=listed) as opened:
        second = await opened.send(delivery("dlv_2"))
    assert isinstance(first, Refused)
    assert second == Refused(f"{first.reason}; so nothing was sent to it")
    assert taking.messages == []
    assert await listed.why("DESK@newsroom.example") == first.reason


async def test_what_is_refused_for_now_or_is_our_fault_lists_nobody(
    serve: Serve,
    db: Database,
) -> None:
    listed = Suppressions(db, now)
    for replies in ({"RCPT": "451 4.7.1 greylisted"}, {"DATA": "554 5.7.1 looks like spam"}):
        async with channel(await serve(Inbox(replies)), suppressions=listed) as opened:
            assert isinstance(await opened.send(delivery()), TryAgain)
    assert await listed.why(DESK) is None


async def test_who_becomes_active_again_is_written_to_again(
    serve: Serve,
    db: Database,
) -> None:
    listed = Suppressions(db, now)
    await listed.add(DESK, "the address was refused: 550")
    made = NewDestination("dst_m", "sub_1", Channel.EMAIL, DESK, DestinationState.DISABLED)
    await destinations.create(db, made, now())
    only_from = (DestinationState.DISABLED,)
    active = DestinationState.ACTIVE
    assert await destinations.set_state(db, "dst_m", active, None, now(), only_from=only_from)
    async with channel(await serve(Inbox({})), suppressions=listed) as opened:
        assert await opened.send(delivery()) == Delivered(250)


async def test_an_address_comes_off_the_list_in_time(db: Database) -> None:
    began = now()
    await Suppressions(db, lambda: began).add(DESK, "refused")
    await Suppressions(db, lambda: began + timedelta(days=1)).add(DESK, "refused again")
    digest = address_digest(DESK)
    assert await why_suppressed(db, digest, began + LISTED_FOR) == "refused"
    later = began + LISTED_FOR + timedelta(microseconds=1)
    assert await why_suppressed(db, digest, later) is None
