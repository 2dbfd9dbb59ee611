"""Databases with the rules in place, made once and copied for every run."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from alerts.keyring import Keyring, new_webhook_secret, parse_secret_keys, seal_webhook_secret
from alerts.model.rule import Channel, DestinationState, Rule
from alerts.store import destinations, subscribers
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database, upgrade
from alerts.store.destinations import NewDestination
from alerts.store.revisions import next_revision
from alerts.store.subscribers import NewKey, NewSubscriber
from alerts.store.tables import rule_destinations, rules
from alerts.wiring import chance
from bench.workload import Subscriber, Workload

SECRET_KEY = "the secret key of a benchmark which guards nothing"

RULES = BulkInsert(
    rules,
    [
        *("id", "subscriber_id", "name", "sent", "when_ids", "resolved", "enabled"),
        *("created_at", "updated_at", "revision"),
    ],
)
RULES_NOTIFIED = BulkInsert(
    rule_destinations, ["rule_id", "position", "destination_id", "subscriber_id"]
)


async def seed(url: str, work: Workload, hooks: str, *, mail: bool) -> None:
    """Create the schema, and in it all subscribers, destinations and rules.

    `hooks` is where webhooks go, as a URL without its last segment. With `mail`, the watched
    texts' rules notify a mail address too.
    """
    await upgrade(url)
    db = Database.open(url)
    try:
        for subscriber in work.subscribers.values():
            await enrol(db, subscriber, hooks)
        await _write_rules(db, work, mail=mail)
    finally:
        await db.close()


async def enrol(db: Database, subscriber: Subscriber, hooks: str) -> None:
    """Create a subscriber with its webhook and its mail address."""
    now = chance.now()
    key = NewKey(chance.new_id("key"), hash="0" * 64)
    await subscribers.create_subscriber(db, NewSubscriber(subscriber.id, "A desk"), key, now)
    secret = new_webhook_secret(chance.entropy(32))
    hook = NewDestination(
        id=subscriber.webhook,
        subscriber_id=subscriber.id,
        channel=Channel.WEBHOOK,
        target=f"{hooks}/{subscriber.id}",
        state=DestinationState.ACTIVE,
        secret=seal_webhook_secret(
            Keyring(parse_secret_keys(SECRET_KEY)), subscriber.webhook, secret, chance.entropy(12)
        ),
    )
    address = NewDestination(
        id=subscriber.email,
        subscriber_id=subscriber.id,
        channel=Channel.EMAIL,
        target=f"{subscriber.id}@desk.example",
        state=DestinationState.ACTIVE,
    )
    await destinations.create(db, hook, now)
    await destinations.create(db, address, now)


async def _write_rules(db: Database, work: Workload, *, mail: bool) -> None:
    """Write all rules in one transaction: ten thousand of them would take minutes else."""
    now = chance.now()
    watching = {rule.id for rule in work.watches.values()}
    notified = [
        (rule.id, place, to, rule.subscriber_id)
        for rule in work.rules
        for place, to in enumerate(
            (*rule.notify, work.subscribers[rule.subscriber_id].email)
            if mail and rule.id in watching
            else rule.notify
        )
    ]

    def write(connection: Connection) -> None:
        revision = next_revision(connection)
        rows = [_row(rule, now, revision) for rule in work.rules]
        RULES.run(connection, rows)
        RULES_NOTIFIED.run(connection, notified)

    await db.write(write)


def _row(rule: Rule, now: datetime, revision: int) -> tuple[Any, ...]:
    when = rule.when.model_dump_json(exclude_unset=True)
    return (
        *(rule.id, rule.subscriber_id, rule.name, when, when, "[]", True),
        *(now, now, revision),
    )


def copy_sqlite(template: Path, copy: Path) -> str:
    """Copy a database file, its log folded in; give the copy's URL."""
    with sqlite3.connect(template) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(template, copy)
    return f"sqlite:///{copy}"
