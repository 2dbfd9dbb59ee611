"""A process that starts with very many rules: how long it takes, and what it holds then.

`python -m bench.load --rules 1000000 --json`. The rules of `bench.match` lie in PostgreSQL, in the
service's own tables; a fresh process with gazetteer and resolver in it loads them as `alerts serve`
does. Then some reports are held against what it has, and against an index made anew of the same
rules the long way: other numbers of matches are an error.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import TypeVar

import orjson
from sqlalchemy import Connection

from alerts.match.conjunctions import ConjunctionIndex
from alerts.match.demands import demands_of
from alerts.model.condition import Condition
from alerts.model.ids import record_id
from alerts.pipeline import RuleBook
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.store.database import Database, upgrade
from alerts.store.revisions import next_revision
from alerts.telemetry import log
from alerts.telemetry.readiness import Readiness
from alerts.wiring import chance
from alerts.wiring.loading import load
from bench.machine import load_average, machine
from bench.match_line import Line
from bench.match_work import Kind, reports, rules
from bench.rows import shown_as
from bench.seeded import RULES, RULES_NOTIFIED, enrol
from bench.workload import Subscriber
from tests.servers.postgres import Databases, PostgresServer

_REPORTS = 200
_SUBSCRIBERS = 1_000
_TOGETHER = 10_000
_MB = 1_000_000
T = TypeVar("T")


def main() -> None:
    """Print the figures; fail if what was loaded matches otherwise than it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=100_000, metavar="N")
    parser.add_argument("--workload", type=Kind, choices=list(Kind), default=Kind.MIXED)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    asked = parser.parse_args()
    show = shown_as(as_json=asked.json)
    show(machine())
    server = PostgresServer()
    try:
        server.boot()
        url = asyncio.run(filled(server, asked.workload, asked.rules))
        row = _afresh(loaded, url, asked.workload)
        row["load_average"] = load_average()
    finally:
        server.halt()
    show({"row": "load", "workload": asked.workload.value, "rules": asked.rules} | row)
    if row["matches"] != _afresh(matches_of_new, asked.workload, asked.rules):
        sys.exit("what was loaded matches otherwise than the same rules do")


def _afresh(work: Callable[..., T], *given: object) -> T:
    """Do it in a process of its own, whose memory is its own too."""
    with get_context("spawn").Pool(1, log.configure, ("info", None)) as fresh:
        return fresh.apply(work, given)


async def filled(server: Databases, kind: Kind, count: int) -> str:
    """Make a database with so many rules, each of a subscriber and with a webhook; give its URL."""
    url = await server.create_database("load")
    await upgrade(url)
    db = Database.open(url)
    owners = [_owner(number) for number in range(_SUBSCRIBERS)]
    try:
        for owner in owners:
            await enrol(db, owner, "https://receiver.example")
        lines = enumerate(rules(kind, count))
        while some := list(islice(lines, _TOGETHER)):
            await db.write(partial(_write, some, owners))
    finally:
        await db.close()
    return url


def _owner(number: int) -> Subscriber:
    hook, mail = (record_id("dst", n.to_bytes(16)) for n in (number, _SUBSCRIBERS + number))
    return Subscriber(record_id("sub", number.to_bytes(16)), hook, mail)


def _write(
    lines: list[tuple[int, bytes]], owners: list[Subscriber], connection: Connection
) -> None:
    now = chance.now()
    revision = next_revision(connection)
    rows, notified = [], []
    for number, line in lines:
        rule = orjson.loads(line)
        when = orjson.dumps(rule["when"]).decode()
        owner = owners[number % len(owners)]
        about = (rule["id"], owner.id, f"What {rule['id'][-6:]} watches")
        rows.append((*about, when, when, "[]", True, now, now, revision))
        notified.append((rule["id"], 0, owner.webhook, owner.id))
    RULES.run(connection, rows)
    RULES_NOTIFIED.run(connection, notified)


def loaded(url: str, kind: Kind) -> dict[str, object]:
    """Load all rules; tell how that went, and how many matches reports have with them."""
    return asyncio.run(_load(url, kind))


async def _load(url: str, kind: Kind) -> dict[str, object]:
    gazetteer = Gazetteer.load()
    resolver = Resolver(gazetteer)  # takes memory in the service too
    db = Database.open(url)
    book = RuleBook(db, gazetteer.retired, chance.ticks)
    before_mb = _resident_mb()
    began, cpu = chance.ticks(), process_time()
    await load(book, Readiness(), asyncio.Event())
    load_s, cpu_s = chance.ticks() - began, process_time() - cpu
    held_mb = _resident_mb()
    await db.close()
    lines = reports(kind, _REPORTS)
    matches = sum(len(book.index.conjunctions.matching(Line(line))) for line in lines)
    del resolver
    return {
        "loaded": len(book.index),
        "load_s": load_s,
        "cpu_s": cpu_s,
        "before_mb": before_mb,
        "resident_mb": held_mb,
        "bytes_per_rule": (held_mb - before_mb) * _MB / len(book.index),
        "matches": matches,
    }


def matches_of_new(kind: Kind, count: int) -> int:
    """Give the number of matches of the same reports with the same rules, made the long way."""
    index = ConjunctionIndex()
    for line in rules(kind, count):
        rule = orjson.loads(line)
        when = Condition.model_validate_json(orjson.dumps(rule["when"]))
        index.put(rule["id"], demands_of(when))
    return sum(len(index.matching(Line(line))) for line in reports(kind, _REPORTS))


def _resident_mb() -> float:
    """Give what this process holds now (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


if __name__ == "__main__":
    main()
