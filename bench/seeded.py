"""Databases with the rules in place, made once and copied for every run."""

import shutil
import sqlite3
from pathlib import Path

from alerts.keyring import Keyring, new_webhook_secret, parse_secret_keys, seal_webhook_secret
from alerts.model.rule import Channel, DestinationState, Rule
from alerts.store import destinations, rules, subscribers
from alerts.store.database import Database, upgrade
from alerts.store.destinations import NewDestination
from alerts.store.rules import NewRule
from alerts.store.subscribers import NewKey, NewSubscriber
from alerts.wiring import chance
from bench.workload import Subscriber, Workload

SECRET_KEY = "the secret key of a benchmark, worth nothing"


async def seed(url: str, work: Workload, hooks: str, *, mail: bool) -> None:
    """Create the schema, and in it all subscribers, destinations and rules.

    `hooks` is where webhooks go, as a URL without its last segment. With `mail`, the watched
    texts' rules notify a mail address too.
    """
    await upgrade(url)
    db = Database.open(url)
    try:
        for subscriber in work.subscribers.values():
            await _enrol(db, subscriber, hooks)
        watching = {rule.id for rule in work.watches.values()}
        for rule in work.rules:
            await _add(db, rule, work.subscribers[rule.subscriber_id], mail and rule.id in watching)
    finally:
        await db.close()


async def _enrol(db: Database, subscriber: Subscriber, hooks: str) -> None:
    now = chance.now()
    key = NewKey(chance.new_id("key"), hash="0" * 64)
    await subscribers.create_subscriber(
        db, NewSubscriber(subscriber.id, "A desk"), key, now
    )
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


async def _add(db: Database, rule: Rule, owner: Subscriber, mail: bool) -> None:
    notify = (*rule.notify, owner.email) if mail else rule.notify
    new = NewRule(
        id=rule.id,
        subscriber_id=rule.subscriber_id,
        name=rule.name,
        sent=rule.when,
        when=rule.when,
        resolved=(),
        notify=notify,
    )
    await rules.create(db, new, chance.now())


def copy_sqlite(template: Path, copy: Path) -> str:
    """Copy a database file, its log folded in; give the copy's URL."""
    with sqlite3.connect(template) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(template, copy)
    return f"sqlite:///{copy}"
