"""Makes a digest of its alerts just before it is first sent; all else passes by.

Only then is it known what is in it. The store keeps the bytes that were made: whoever tries
it again, after a crash too, sends the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from alerts.deliver.channel import ChannelPort, NotYet
from alerts.model.delivery import Delivery, Outcome, Purpose, TryAgain
from alerts.model.event_digest import Gathered, digest_event
from alerts.store import digests
from alerts.store.database import Database
from alerts.telemetry.metrics import DIGESTS

_log = structlog.get_logger()
_EMPTY = "the alerts of this digest are past retention"


@dataclass(frozen=True, slots=True)
class Digesting:
    """A channel, before which digests are made."""

    channel: ChannelPort
    db: Database
    clock: Callable[[], datetime]
    public_url: str

    async def send(self, delivery: Delivery) -> Outcome | NotYet:
        """Send a delivery, a digest with what it tells of. Raises `Unavailable`."""
        if delivery.purpose is not Purpose.DIGEST or delivery.event:
            return await self.channel.send(delivery)
        now = self.clock()
        made = await digests.make(self.db, delivery.id, self._writing(now), now)
        if made is None:
            return TryAgain(_EMPTY, temporary=False, ours=True)
        if made.count is not None:
            DIGESTS.inc()
            _log.info(
                "digest.made",
                delivery_id=delivery.id,
                destination_id=delivery.destination_id,
                subscriber_id=delivery.subscriber_id,
                alerts=made.count,
            )
        return await self.channel.send(replace(delivery, event=made.event))

    def _writing(self, now: datetime) -> Callable[[Gathered], bytes]:
        return lambda gathered: digest_event(gathered, public_url=self.public_url, at=now)
