"""How long a rule takes to be tried on the kept reports.

`python -m bench.preview [--reports 100000] [--json]`: so many reports over ninety days, of which
no rule could match any when they came, so that what is news is found out by the first preview
of each (`first_s`), and kept for the next (`again_s`). SQLite, one process, from the condition to
all that the answer tells.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import orjson

from alerts.model.condition import Condition
from alerts.model.entity import Kind
from alerts.model.report import parse_report
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.store.database import Database, upgrade
from alerts.store.reports import NewReport, record
from alerts.web.api import Limits
from alerts.web.reader import Reader
from alerts.web.trial import try_rule
from alerts.wiring import chance
from bench.machine import load_average, machine
from bench.rows import shown_as
from bench.texts import texts

_TEXTS = 2_000
_SEED = 20210712
_DAYS = 90
_TOGETHER = 1_000


def main() -> None:
    """Print the figures, one row a rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000, metavar="N")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    asked = parser.parse_args()
    show = shown_as(as_json=asked.json)
    show(machine())
    with tempfile.TemporaryDirectory() as folder:
        for row in asyncio.run(_measured(asked.reports, Path(folder) / "kept.db")):
            show(row)


async def _measured(count: int, path: Path) -> list[Mapping[str, object]]:
    await upgrade(f"sqlite:///{path}")
    db = Database.open(f"sqlite:///{path}")
    gazetteer = Gazetteer.load()
    resolver = Resolver(gazetteer)
    try:
        await _keep(db, resolver, count)
        reader = Reader(gazetteer, lambda: resolver, parse_report)
        since = chance.now() - timedelta(days=_DAYS + 1)
        most = Limits().preview_reports
        rows: list[Mapping[str, object]] = []
        for name, when in _rules(resolver).items():
            run = partial(try_rule, db, reader, when, since, most)
            row: dict[str, object] = {"row": "preview", "rule": name, "reports": count}
            for which in ("first_s", "again_s"):
                began = perf_counter()
                trial = await run()
                row[which] = perf_counter() - began
            row |= {"candidates": trial.candidates, "read": trial.read, "matches": trial.matches}
            rows.append(row | {"load_average": load_average()})
        return rows
    finally:
        await db.close()


def _rules(resolver: Resolver) -> Mapping[str, Condition]:
    """Give rules from narrow to wide, of what the texts name."""
    named: dict[Kind, dict[str, int]] = {}
    for text in texts(resolver.gazetteer, _TEXTS, _SEED):
        for mention in resolver.resolve(parse_report(text.report("r"))).mentions:
            counts = named.setdefault(mention.kind, {})
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
    facility, actor, region = (
        min(named[kind].items(), key=lambda item: (-item[1], item[0]))[0]
        for kind in (Kind.FACILITY, Kind.ACTOR, Kind.REGION)
    )
    return {
        "a facility": Condition(facility=(facility,)),
        "a region and an actor": Condition(region=(region,), actor=(actor,)),
        "a region": Condition(region=(region,)),
        "words alone": Condition(words=("drone",)),
    }


async def _keep(db: Database, resolver: Resolver, count: int) -> None:
    """Record reports as the pipeline does where no rule could match."""
    drawn = texts(resolver.gazetteer, _TEXTS, _SEED)
    found = [resolver.resolve(parse_report(text.report("r"))) for text in drawn]
    now = chance.now()
    for start in range(0, count, _TOGETHER):
        at = now - timedelta(days=_DAYS) * (1 - start / count)
        rows = []
        for number in range(start, min(start + _TOGETHER, count)):
            raw = drawn[number % _TEXTS].report(f"r-{number}")
            report, resolution = parse_report(raw), found[number % _TEXTS]
            rows.append(
                NewReport(
                    key=report.key,
                    content=report.content,
                    raw=raw,
                    mentions=orjson.dumps(replace(resolution, weighed=False)),
                    gazetteer=resolver.gazetteer.version,
                    published_at=None,
                    occurred_at=None,
                    topic="reports",
                    partition=0,
                    offset=number,
                    kafka_at=at,
                    entities=tuple(mention.entity for mention in resolution.mentions),
                )
            )
        await record(db, rows, at)


if __name__ == "__main__":
    main()
