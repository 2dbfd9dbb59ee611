"""A worker that kills itself at a named point of the delivery path, or whose clock jumps.

Built as the service builds it, but for what is watched. A point is a transaction (`claim`, `record_attempts`, `renew`, `release`,
`record_together`, `make`, for mails `ask` and `put_off`) that is `written` or `committed`, or a
request that has `begun` or is `answered`, or one of a mail's dialogue. With the point `clock`, the clock jumps five days forward and back, again and again; with any other it lives until it is stopped.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection

from alerts.cli.environment import from_environment
from alerts.deliver.channel import NotYet
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.webhook.channel import WebhookChannel
from alerts.model.delivery import Delivered, Delivery, Outcome
from alerts.model.rule import Channel
from alerts.pauses import until_set
from alerts.store.clock import DatabaseClock
from alerts.store.database import Database
from alerts.store.reports import record
from alerts.telemetry.readiness import Readiness
from alerts.wiring import chance, parts
from alerts.wiring.storage import read_keyring
from tests.crash.doomed_mail import PUTTING_OFF, ImpatientChannel, doom
from tests.crash.loads import reports_to

T = TypeVar("T")
_GOOD = "dst_good"
_RELEASE = "release"
_RECORD = "record_together"
_CLOCK = "clock"


class Fate:
    """The point at which this process dies."""

    def __init__(self, point: str, after: int) -> None:
        self.point = point
        self._left = after

    def at(self, point: str) -> None:
        """Die, if it is here and now."""
        if point == self.point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class DoomedDatabase(Database):
    """A database in whose transactions this process may die."""

    fate: Fate
    stopping = False

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do as it does, and look out for the end."""
        name = work.__qualname__.partition(".")[0].lstrip("_")
        if name == "change_leases":
            name = _RELEASE if self.stopping else "renew"
            name = "put_off" if PUTTING_OFF.get() else name

        def watched(connection: Connection) -> T:
            done = work(connection)
            self.fate.at(f"{name}.written")
            return done

        done = await super().write(watched)
        self.fate.at(f"{name}.committed")
        return done


def live(point: str, after: int) -> None:
    """Be such a worker, until the end."""
    asyncio.run(_run(point, after))


async def _run(point: str, after: int) -> None:
    fate, stop = Fate(point, after), asyncio.Event()
    DoomedDatabase.fate = fate

    def begin() -> None:
        fate.at("request.begun")
        if point.startswith(_RELEASE):
            DoomedDatabase.stopping = True
            stop.set()

    class DoomedChannel(WebhookChannel):
        async def send(self, delivery: Delivery) -> Outcome:
            begin()
            outcome = await super().send(delivery)
            fate.at("request.answered")
            return outcome

    class DoomedMail(ImpatientChannel):
        async def send(self, delivery: Delivery) -> Outcome | NotYet:
            begin()
            outcome = await super().send(delivery)
            if isinstance(outcome, Delivered):
                fate.at("request.answered")
            return outcome

    doom(fate.at)
    setattr(parts, WebhookChannel.__name__, DoomedChannel)
    setattr(parts, EmailChannel.__name__, DoomedMail)
    if point == _CLOCK:
        setattr(chance, chance.now.__name__, _jumping(chance.now))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = from_environment()
    channel = Channel.EMAIL if settings.smtp_url else Channel.WEBHOOK
    async with AsyncExitStack() as stack:
        db = DoomedDatabase.open(settings.database_url.get_secret_value())
        stack.push_async_callback(db.close)
        keyring = await read_keyring(settings, db)
        clock = DatabaseClock(db, chance.now, chance.ticks)
        await clock.set()
        world = parts.World(settings, Readiness(), db, keyring, clock, asyncio.Event(), stop)
        dispatcher = await parts.deliver(world, stack)
        running = asyncio.create_task(dispatcher.run(stop))
        if point.startswith(_RECORD):
            for number in count(1):
                if await until_set(stop, 0.05):
                    break
                batch = reports_to([os.getpid() * 1000 + number], [_GOOD], channel)
                await record(db, batch, clock.now(), seats=dispatcher.seats)
        await running


def _jumping(now: Callable[[], datetime]) -> Callable[[], datetime]:
    jumps = count()
    far = timedelta(days=5)  # longer than anything is tried, and than receivers bear
    return lambda: now() + (far, -far, timedelta(0))[next(jumps) // 50 % 3]
