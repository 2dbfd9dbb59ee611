"""From the report's Kafka timestamp to the receiver's 200, at a steady rate.

Every report matches one rule. The clock of one machine is on both ends; Kafka's timestamp
has whole milliseconds, cut off, so that the figures are up to 1 ms too long.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from alerts.model.ids import alert_id, delivery_id
from alerts.model.report import parse_report
from bench.machine import cpu_seconds
from bench.rig import FarSide, put, serve
from bench.texts import Text
from bench.workload import Subscriber, Workload

_WARM_UP = 100


@dataclass(frozen=True, slots=True)
class Spread:
    """How long deliveries took."""

    p50_ms: float
    p99_ms: float
    max_ms: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run. CPU is that of all the service's processes."""

    webhooks: Spread
    mails: Spread | None
    deliveries: int
    cpu_us_per_report: float


async def run(
    *,
    kafka: str,
    topic: str,
    settings: dict[str, str],
    roles: tuple[str, ...],
    work: Workload,
    rate: float,
    seconds: float,
    mail: bool,
    far: FarSide,
    folder: Path,
) -> Run:
    """Start the service, warm it up, load it, and time what arrives, each delivery once."""
    async with AsyncExitStack() as stack:
        await far.forget()
        processes = await serve(stack, folder, settings, *roles)
        pids = [process.child.pid for process in processes if process.child]
        warm = [(f"warm-{n}", text) for n, text in enumerate(work.matching(_WARM_UP))]
        await put(kafka, topic, _bodies(warm), folder, rate)
        await far.hooks(_wanted(work, warm, _webhook))
        before = sum(map(cpu_seconds, pids))
        timed = [(f"r-{n}", t) for n, t in enumerate(work.matching(round(rate * seconds)))]
        sent = await put(kafka, topic, _bodies(timed), folder, rate)
        hooks = _wanted(work, timed, _webhook)
        hooked = await far.hooks(hooks)
        mails = _wanted(work, timed, _email) if mail else []
        mailed = await far.mails(mails)
        cpu = sum(map(cpu_seconds, pids)) - before
        return Run(
            webhooks=_spread(hooked, hooks, sent),
            mails=_spread(mailed, mails, sent) if mail else None,
            deliveries=len(hooks) + len(mails),
            cpu_us_per_report=cpu / len(timed) * 1e6,
        )


def wanted_hooks(work: Workload, reports: list[tuple[str, Text]]) -> list[str]:
    """Give the ids of the webhooks that these reports, by id, must lead to."""
    watched = [(id_, text) for id_, text in reports if text in work.watches]
    return _wanted(work, watched, _webhook)


def _webhook(subscriber: Subscriber) -> str:
    return subscriber.webhook


def _email(subscriber: Subscriber) -> str:
    return subscriber.email


def _wanted(
    work: Workload, reports: list[tuple[str, Text]], to: Callable[[Subscriber], str]
) -> list[str]:
    """Derive the deliveries' ids, as the service does."""
    made = []
    for id_, text in reports:
        owner = work.subscribers[work.watches[text].subscriber_id]
        alert = alert_id(parse_report(text.report(id_)).key, owner.id)
        made.append(delivery_id(alert, to(owner)))
    return made


def _bodies(reports: list[tuple[str, Text]]) -> list[bytes]:
    return [text.report(id_) for id_, text in reports]


def _spread(arrived: dict[str, float], wanted: list[str], sent: list[float]) -> Spread:
    took = [(arrived[id_] - at) * 1000 for id_, at in zip(wanted, sent, strict=True)]
    cuts = quantiles(took, n=100, method="inclusive")
    return Spread(round(cuts[49], 1), round(cuts[98], 1), round(max(took), 1))
