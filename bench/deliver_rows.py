"""The rows of `bench.deliver`, each measured beside what it is held against."""

import argparse
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median

from alerts.model.rule import Channel
from bench.deliver_site import HANGING, DeliverSite, Dialect, Figures
from bench.sender import Job

Row = Callable[[DeliverSite, argparse.Namespace], Awaitable[Figures]]

_MANY = 2_000
_PACED_ENDPOINTS = 1_000
_PACED_PER_S = 200.0
_PACED_S = 20
_EVERY = 20  # each twentieth delivery goes to the endpoint that hangs
_MAILS = 2_000
_SHORT = b"{}"
_PENDING_S = 10.0


@dataclass(frozen=True, slots=True)
class _Rate:
    """Deliveries a second, beside a bare client to the same receiver in turn with it."""

    dialect: Dialect
    endpoints: int
    recorded: bool = False

    async def __call__(self, site: DeliverSite, asked: argparse.Namespace) -> Figures:
        bare, ours = [], []
        for _ in range(asked.runs):
            bare.append(await site.bare(self.endpoints, asked.deliveries))
            ours.append(await self._run(site, asked.deliveries))
        return {
            "endpoints": self.endpoints,
            "deliveries": asked.deliveries,
            "webhooks_per_s": _mid(ours, "per_s"),
            "bare_client_per_s": _mid(bare, "per_s"),
            "ratio_to_bare_client": _ratio(ours, bare, "per_s"),
            "cpu_us_per_webhook": _mid(ours, "cpu_us_each"),
            "bare_client_cpu_us": _mid(bare, "cpu_us_each"),
            "cpu_ratio_to_bare_client": _ratio(bare, ours, "cpu_us_each"),
            "each_per_s": [round(run["per_s"]) for run in ours],
            "each_bare_per_s": [round(run["per_s"]) for run in bare],
        }

    async def _run(self, site: DeliverSite, count: int) -> Figures:
        channel = Channel.WEBHOOK
        url = await site.database(self.dialect, site.endpoints(self.endpoints), channel)
        if not self.recorded:
            await site.pile(url, self.endpoints, count, channel, site.event)
        await site.arrivals()
        run = await site.send(
            Job(
                url,
                backlog=0 if self.recorded else count,
                record=count if self.recorded else 0,
                destinations=_ids(self.endpoints),
                event=site.event.decode(),
            )
        )
        if run["left"] or len(await site.arrivals()) != count:
            raise AssertionError("not all arrived")
        return run


@dataclass(frozen=True, slots=True)
class _Hanging:
    """How late the others' deliveries come while one endpoint of a thousand hangs."""

    dialect: Dialect

    async def __call__(self, site: DeliverSite, asked: argparse.Namespace) -> Figures:
        before, after = [], []
        for _ in range(asked.runs):
            before.append(await self._run(site, every=0))
            after.append(await self._run(site, every=_EVERY))
        figures: Figures = {
            "endpoints": _PACED_ENDPOINTS,
            "offered_per_s": _PACED_PER_S,
            "to_the_hanging_percent": 100 / _EVERY,
        }
        for name in ("p50_ms", "p99_ms"):
            figures[name] = _mid(before, name)
            figures[f"{name}_beside_the_hanging"] = _mid(after, name)
            figures[f"ratio_{name}"] = _mid(after, name) / _mid(before, name)
        return figures

    async def _run(self, site: DeliverSite, *, every: int) -> Figures:
        ordinary = site.endpoints(_PACED_ENDPOINTS - 1)
        hang = f"http://127.0.0.1:{site.hook_port}/hang"
        url = await site.database(self.dialect, [*ordinary, hang], Channel.WEBHOOK)
        await site.arrivals()
        run = await site.send(
            Job(
                url,
                record=round(_PACED_PER_S * _PACED_S),
                together=10,
                rate=_PACED_PER_S,
                destinations=_ids(len(ordinary)),
                hanging=_ids(_PACED_ENDPOINTS)[-1] if every else HANGING,
                every=every,
                event=site.event.decode(),
            )
        )
        arrived = await site.arrivals()
        # The first seconds are those of a process that has only just begun.
        late = sorted((arrived[id_] - at) * 1000 for id_, at in _settled(run["recorded"]))
        return {"p50_ms": late[len(late) // 2], "p99_ms": late[len(late) * 99 // 100]}


async def _mails(site: DeliverSite, asked: argparse.Namespace) -> Figures:
    runs = []
    for _ in range(asked.runs):
        to = [f"desk@d{number}.example" for number in range(_MAILS // 4)]
        url = await site.database("sqlite", to, Channel.EMAIL)
        await site.pile(url, len(to), _MAILS, Channel.EMAIL, site.event)
        job = Job(url, backlog=_MAILS, event=site.event.decode(), smtp_port=site.smtp_port)
        runs.append(await site.send(job))
    return {
        "mails": _MAILS,
        "mails_per_s": _mid(runs, "per_s"),
        "cpu_us_per_mail": _mid(runs, "cpu_us_each"),
        "each_per_s": [round(run["per_s"]) for run in runs],
    }


@dataclass(frozen=True, slots=True)
class _Pending:
    """What a million that wait cost the process that sends: memory, and its pace."""

    dialect: Dialect

    async def __call__(self, site: DeliverSite, asked: argparse.Namespace) -> Figures:
        few = await self._run(site, asked.deliveries)
        many = await self._run(site, asked.pending)
        return {
            "pending": asked.pending,
            "rss_mb": many["rss_mb"],
            "rss_mb_of_few": few["rss_mb"],
            "webhooks_per_s": many["per_s"],
            "webhooks_per_s_of_few": few["per_s"],
            "few": asked.deliveries,
        }

    async def _run(self, site: DeliverSite, count: int) -> Figures:
        channel = Channel.WEBHOOK
        url = await site.database(self.dialect, site.endpoints(_MANY), channel)
        await site.pile(url, _MANY, count, channel, _SHORT)
        await site.arrivals()
        run = await site.send(Job(url, backlog=count, seconds=_PENDING_S))
        await site.arrivals()
        return run


def _ids(count: int) -> tuple[str, ...]:
    return tuple(f"dst_{number:06}" for number in range(count))


def _settled(recorded: Mapping[str, float]) -> list[tuple[str, float]]:
    return list(recorded.items())[len(recorded) // 4 :]


def _mid(runs: list[Figures], name: str) -> float:
    return median(float(run[name]) for run in runs)


def _ratio(over: list[Figures], under: list[Figures], name: str) -> float:
    return median(float(a[name]) / float(b[name]) for a, b in zip(over, under, strict=True))


ROWS: Mapping[str, Row] = {
    "backlog/sqlite": _Rate("sqlite", 1),
    "backlog/postgresql": _Rate("postgresql", 1),
    "recorded/sqlite": _Rate("sqlite", 1, recorded=True),
    "recorded/postgresql": _Rate("postgresql", 1, recorded=True),
    "backlog/sqlite/2000-endpoints": _Rate("sqlite", _MANY),
    "backlog/postgresql/2000-endpoints": _Rate("postgresql", _MANY),
    "hanging/sqlite": _Hanging("sqlite"),
    "hanging/postgresql": _Hanging("postgresql"),
    "mails/sqlite": _mails,
    "pending/sqlite": _Pending("sqlite"),
    "pending/postgresql": _Pending("postgresql"),
}
