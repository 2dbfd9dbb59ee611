"""From Kafka to the receiver: how many reports a second, and how long one takes.

`python -m bench.pipeline --json` prints a line a row; see README.md for what each means.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import orjson
from confluent_kafka import Producer

from bench import latency, throughput
from bench.machine import load_average, machine
from bench.rig import FarSide, environment
from bench.site import Dialect, Site
from bench.workload import Workload, workload

Figures = dict[str, object]
Row = Callable[[Site, argparse.Namespace], Awaitable[Figures]]

_SPLIT = ("api", "intake", "deliver")
_EMBEDDED_FETCH_WAIT_MS = 5  # new data does not wake a fetch that waits there


def main() -> None:
    """Run the rows asked for."""
    asked = _asked()
    _print(machine(), as_json=asked.json)
    asyncio.run(_run(asked))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.pipeline", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON line a row")
    parser.add_argument("--rows", nargs="*", choices=list(ROWS), default=list(ROWS), metavar="ROW")
    parser.add_argument("--rules", type=int, default=10_000)
    parser.add_argument("--reports", type=int, default=30_000, help="for throughput")
    parser.add_argument("--runs", type=int, default=3, help="of throughput; the median counts")
    parser.add_argument("--rate", type=float, default=50.0, help="reports a second, for latency")
    parser.add_argument("--seconds", type=float, default=30.0, help="for latency")
    return parser.parse_args()


async def _run(asked: argparse.Namespace) -> None:
    work = workload(asked.rules)
    _print(_described(work), as_json=asked.json)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alerts-bench-")))
        site = Site(work, await FarSide.start(folder, stack), folder, stack)
        for name in asked.rows:
            figures = await ROWS[name](site, asked)
            row = {"row": name, **figures, "load_average": load_average()}
            _print(row, as_json=asked.json)


def _described(work: Workload) -> Figures:
    words = [len(text.body.split()) for text in work.texts]
    sizes = [len(text.report("r-10000")) for text in work.texts]
    arabic = sum(text.language == "ar" for text in work.texts)
    return {
        "row": "workload",
        "rules": len(work.rules),
        "subscribers": len(work.subscribers),
        "texts": len(work.texts),
        "words_mean": round(sum(words) / len(words)),
        "bytes_mean": round(sum(sizes) / len(sizes)),
        "arabic_percent": round(100 * arabic / len(work.texts), 1),
        "matching_percent": work.matching_percent,
        "mentions_mean": round(work.mentions_mean, 2),
        "near_misses_mean": round(work.near_misses_mean, 1),
    }


def _throughput(dialect: Dialect) -> Row:
    async def row(site: Site, asked: argparse.Namespace) -> Figures:
        topic = await site.full_topic(asked.reports)
        hooks = site.hooks_of_full_topic(asked.reports)
        runs = [
            await throughput.run(
                kafka=site.kafka().address,
                topic=topic,
                group=f"{topic}-{dialect}-{number}",
                database_url=await site.database(dialect),
                reports=asked.reports,
                hooks=hooks,
                far=site.far,
                folder=site.folder,
            )
            for number in range(asked.runs)
        ]
        return {
            "reports": asked.reports,
            "reports_per_s": round(median(run.reports_per_s for run in runs)),
            "cpu_us_per_report": round(median(run.cpu_us_per_report for run in runs)),
            "each_reports_per_s": [round(run.reports_per_s) for run in runs],
            "processed": [run.processed for run in runs],
            "matched": [run.matched for run in runs],
        }

    return row


@dataclass(frozen=True, slots=True)
class _Latency:
    """A row of latencies: which database, which processes, with mail or not."""

    dialect: Dialect
    roles: tuple[str, ...] = ("all",)
    mail: bool = False
    embedded: bool = False

    async def __call__(self, site: Site, asked: argparse.Namespace) -> Figures:
        with _embedded_broker() if self.embedded else _broker_of(site) as kafka:
            topic = "reports" if self.embedded else await site.empty_topic()
            url = await site.database(self.dialect, mail=self.mail)
            settings = environment(kafka, topic, f"group-of-{topic}", url, site.far)
            if self.embedded:
                settings["ALERTS_KAFKA_FETCH_WAIT_MS"] = str(_EMBEDDED_FETCH_WAIT_MS)
            run = await latency.run(
                kafka=kafka,
                topic=topic,
                settings=settings,
                roles=self.roles,
                work=site.work,
                rate=asked.rate,
                seconds=asked.seconds,
                mail=self.mail,
                far=site.far,
                folder=site.folder,
            )
        figures: Figures = {"offered_reports_per_s": asked.rate, "deliveries": run.deliveries}
        figures |= asdict(run.webhooks)
        if run.mails is not None:
            figures |= {f"mail_{name}": value for name, value in asdict(run.mails).items()}
        return figures | {"cpu_us_per_report": round(run.cpu_us_per_report)}


@contextmanager
def _broker_of(site: Site) -> Iterator[str]:
    yield site.kafka().address


@contextmanager
def _embedded_broker() -> Iterator[str]:
    """Run the demo's broker, librdkafka's own, in this process: apart from the service."""
    broker = Producer({"test.mock.num.brokers": 1, "log_level": 0})
    metadata = broker.list_topics("reports", timeout=10)
    yield ",".join(f"{b.host}:{b.port}" for b in metadata.brokers.values())
    del broker


ROWS: Mapping[str, Row] = {
    "throughput/sqlite": _throughput("sqlite"),
    "throughput/postgresql": _throughput("postgresql"),
    "latency/sqlite/one-process": _Latency("sqlite"),
    "latency/postgresql/split-roles": _Latency("postgresql", _SPLIT),
    "latency/sqlite/one-process/mail": _Latency("sqlite", mail=True),
    "latency/postgresql/split-roles/mail": _Latency("postgresql", _SPLIT, mail=True),
    "latency/sqlite/one-process/embedded-broker": _Latency("sqlite", embedded=True),
}


def _print(row: Mapping[str, object], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    else:
        name, *figures = (f"{key} {value}" for key, value in row.items())
        sys.stdout.buffer.write(f"{name.removeprefix('row ')}: {', '.join(figures)}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
