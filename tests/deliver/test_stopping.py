"""A worker that is told to stop gives back what it has not sent, and nothing that it has."""

from datetime import timedelta

from structlog.testing import capture_logs

from alerts.model.delivery import Refused, Status
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations
from tests.deliver.sending import MoodyDatabase, dispatcher, enqueue, receiver, running, until


async def test_an_answer_that_waits_to_be_written_is_not_given_back(db: MoodyDatabase) -> None:
    (only,) = await enqueue(db, 1)
    port = receiver(Refused("410 Gone", 410), closed=True)
    with capture_logs() as logs:
        async with running(dispatcher(db, {Channel.WEBHOOK: port}, grace=timedelta(0))) as stop:
            await port.arrived.wait()
            db.away = True
            port.open.set()

            async def the_writer_pauses_for_long() -> bool:
                await deliveries.oldest_due(db)
                refused = [line for line in logs if line["event"] == "delivery.store_unavailable"]
                return sum("kept" in line for line in refused) >= 4

            await until(the_writer_pauses_for_long)
            stop.set()
            db.away = False
    kept = await deliveries.get(db, "sub_1", only)
    assert kept is not None
    assert kept.status is Status.FAILED
    there = await destinations.get(db, "sub_1", "dst_webhook")
    assert there is not None
    assert there.state is DestinationState.DISABLED
