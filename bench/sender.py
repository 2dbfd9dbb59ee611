"""The delivering part of the service, as `alerts serve` builds it, and a stopwatch.

`python -m bench.sender JOB`, a process of its own, where JOB is JSON (see `Job`). Signing,
attempt rows, metrics and log lines are on; the log goes to standard error, figures to standard
output, on a line.
"""

import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from time import process_time

import orjson
from sqlalchemy import func, select, text

from alerts.deliver.attempt import Instruments
from alerts.deliver.channel import ChannelPort, NotYet
from alerts.deliver.dispatcher import Dispatcher
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.domains import DomainTurns
from alerts.deliver.email.message import Sender
from alerts.deliver.email.server import parse_smtp_url
from alerts.deliver.email.suppression import Suppressions
from alerts.deliver.pace import Pace
from alerts.deliver.webhook.channel import WebhookChannel
from alerts.deliver.webhook.egress import EgressGuard
from alerts.model.delivery import Delivery, Outcome
from alerts.model.rule import Channel
from alerts.settings import Settings
from alerts.store.database import Database
from alerts.store.reports import record
from alerts.store.tables import IS_WAITING, deliveries
from alerts.telemetry.log import LogFormat, configure
from alerts.telemetry.readiness import Readiness
from alerts.wiring import chance
from alerts.wiring.interpreter import keep_what_is_built, share_quickly
from bench.backlog import keyring, report_to
from bench.machine import resident_mb

_LOOK_EVERY_S = 0.02
_SHIPPED = {
    Channel.WEBHOOK: Settings.model_fields["webhook_concurrency"],
    Channel.EMAIL: Settings.model_fields["mail_concurrency"],
}
_PUBLIC_URL = "https://alerts.example"


@dataclass(frozen=True, slots=True)
class Job:
    """What to send.

    `backlog`: so many lie there already. `record`: so many are recorded while sending goes on,
    `together` in a transaction, at most `rate` a second (0: as fast as it goes), in turn to
    `destinations` and each `every`th to `hanging`. It ends when all but those have been
    acknowledged, or after `seconds`.
    """

    database_url: str
    backlog: int = 0
    record: int = 0
    together: int = 100
    rate: float = 0.0
    destinations: tuple[str, ...] = ()
    hanging: str = ""
    every: int = 0
    event: str = "{}"
    seconds: float = 600.0
    smtp_port: int = 0


class _Watched:
    """A channel, and how many it has sent."""

    def __init__(self, channel: ChannelPort) -> None:
        self._channel = channel
        self.sent = 0

    async def send(self, delivery: Delivery) -> Outcome | NotYet:
        outcome = await self._channel.send(delivery)
        self.sent += not isinstance(outcome, NotYet)
        return outcome


async def send(job: Job) -> dict[str, object]:
    """Do the job; give the figures."""
    channel = Channel.EMAIL if job.smtp_port else Channel.WEBHOOK
    async with AsyncExitStack() as stack:
        db = Database.open(job.database_url)
        stack.push_async_callback(db.close)
        watched = _Watched(await _open(job, db, stack))
        stop, nudge = asyncio.Event(), asyncio.Event()
        dispatcher = Dispatcher(
            db,
            {channel: watched},
            worker="bench",
            instruments=Instruments(chance.now, chance.ticks, chance.jitter, chance.token),
            public_url=_PUBLIC_URL,
            nudge=nudge,
            readiness=Readiness(),
            slots={channel: _SHIPPED[channel].default},
            pace=Pace(poll=Settings.model_fields["delivery_poll"].default),
            each=Settings.model_fields["destination_concurrency"].default,
        )
        share_quickly()
        keep_what_is_built()
        began, cpu = chance.ticks(), process_time()
        running = asyncio.create_task(dispatcher.run(stop))
        recorded = await _record(job, db, channel, dispatcher, nudge)
        answering = job.backlog + sum(not it.hangs for it in recorded)
        left = await _wait(job, db, watched, answering, began)
        seconds, cpu = chance.ticks() - began, process_time() - cpu
        if left or job.hanging:
            running.cancel()
        stop.set()
        await asyncio.wait([running])
    done = answering - left
    return {
        "per_s": done / seconds,
        "cpu_us_each": cpu / max(done, 1) * 1e6,
        "acknowledged": done,
        "left": left,
        "rss_mb": resident_mb(),
        "recorded": {it.id: it.at for it in recorded if not it.hangs} if job.rate else {},
    }


async def _open(job: Job, db: Database, stack: AsyncExitStack) -> ChannelPort:
    if job.smtp_port:
        sender = Sender.of("Alerts <alerts@service.example>", _PUBLIC_URL)
        server = parse_smtp_url(f"smtp://127.0.0.1:{job.smtp_port}")
        return await stack.enter_async_context(
            EmailChannel(
                server,
                sender,
                keyring(),
                turns=DomainTurns(db),
                suppressions=Suppressions(db, chance.now),
            )
        )
    guard = EgressGuard(["127.0.0.0/8"])
    webhook = WebhookChannel(keyring=keyring(), guard=guard, clock=chance.now)
    return await stack.enter_async_context(webhook)


@dataclass(frozen=True, slots=True)
class _Recorded:
    id: str
    at: float
    hangs: bool


async def _record(
    job: Job, db: Database, channel: Channel, dispatcher: Dispatcher, nudge: asyncio.Event
) -> list[_Recorded]:
    """Record at the pace asked for; give when each was, in seconds of the steady clock."""
    recorded: list[_Recorded] = []
    event, to = job.event.encode(), job.destinations
    began = chance.ticks()
    for start in range(0, job.record, job.together):
        numbers = range(start, min(start + job.together, job.record))
        if job.rate:
            await asyncio.sleep(max(0.0, began + start / job.rate - chance.ticks()))
        batch = [
            report_to(channel, n, _to(job, n) or to[n % len(to)], event, chance.now())
            for n in numbers
        ]
        at = chance.ticks()
        done = await record(db, batch, chance.now(), seats=dispatcher.seats)
        if any(one.left for one in done):
            nudge.set()
        recorded += [
            _Recorded(report.alerts[0].deliveries[0].id, at, bool(_to(job, n)))
            for n, report in zip(numbers, batch, strict=True)
        ]
    return recorded


def _to(job: Job, number: int) -> str:
    return job.hanging if job.every and number % job.every == 0 else ""


async def _wait(job: Job, db: Database, watched: _Watched, wanted: int, began: float) -> int:
    """Wait until so many are acknowledged, or the time is up; give how many are left."""
    waiting = select(func.count()).where(
        text(IS_WAITING), deliveries.c.destination_id != job.hanging
    )
    while True:
        is_over = chance.ticks() >= began + job.seconds
        if is_over or watched.sent >= wanted:
            left = int((await db.rows(waiting))[0][0])
            if is_over or not left:
                return left
        await asyncio.sleep(_LOOK_EVERY_S)


if __name__ == "__main__":
    configure("info", LogFormat.JSON)
    fields = orjson.loads(sys.argv[1])
    figures = asyncio.run(send(Job(**{**fields, "destinations": tuple(fields["destinations"])})))
    sys.stdout.write(orjson.dumps(figures).decode() + "\n")
