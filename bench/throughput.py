"""Reports a second, from Kafka to the committed offset, with a topic full of reports waiting.

Measured from outside: the group's committed offset is looked at from its first commit, which
leaves out the start and the first batch, until it is at the end.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient

from alerts.wiring import chance
from bench.machine import cpu_seconds
from bench.rig import FarSide, environment, serve

_LOOK_EVERY_S = 0.1  # more often would take its share of two cores
_PATIENCE_S = 600


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `processed` reports counted in the log, `matched` those that met a rule."""

    reports_per_s: float
    cpu_us_per_report: float
    processed: int
    matched: int


async def run(
    *,
    kafka: str,
    topic: str,
    group: str,
    database_url: str,
    reports: int,
    hooks: set[str],
    far: FarSide,
    folder: Path,
) -> Run:
    """Start the service on the full topic and time it; `hooks` must all arrive, once each."""
    async with AsyncExitStack() as stack:
        await far.forget()
        admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
        await admin.start()
        stack.push_async_callback(admin.close)
        settings = environment(kafka, topic, group, database_url, far)
        (process,) = await serve(stack, folder, settings, "all")
        if process.child is None:
            raise RuntimeError("the service was not started")
        first = await _committed(admin, group, at_least=1)
        began, cpu_before = chance.ticks(), cpu_seconds(process.child.pid)
        await _committed(admin, group, at_least=reports)
        seconds = chance.ticks() - began
        cpu = cpu_seconds(process.child.pid) - cpu_before
        await far.hooks(hooks)
        lines = process.lines("report.processed")
        counted = reports - first
        return Run(
            reports_per_s=counted / seconds,
            cpu_us_per_report=cpu / counted * 1e6,
            processed=len(lines),
            matched=sum(line["rules_matched"] > 0 for line in lines),
        )


async def _committed(admin: AIOKafkaAdminClient, group: str, *, at_least: int) -> int:
    """Wait until the group has committed so many reports; say how many it has."""
    async with asyncio.timeout(_PATIENCE_S):
        while True:
            offsets = await admin.list_consumer_group_offsets(group)
            committed = sum(max(0, int(offset.offset)) for offset in offsets.values())
            if committed >= at_least:
                return committed
            await asyncio.sleep(_LOOK_EVERY_S)
