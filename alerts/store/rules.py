"""What subscribers want to hear of, as they wrote it and as the matcher needs it.

A rule may notify only live destinations of its own subscriber. That is checked in the
transaction that writes the rule, after the revision's row was taken, which every change
of a destination takes too: so no destination can go between the check and the commit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from alerts.model.condition import Condition
from alerts.model.entity import Kind
from alerts.model.rule import Resolved
from alerts.store.among import among
from alerts.store.bulk import BulkInsert
from alerts.store.database import Database
from alerts.store.records import After, newest_first
from alerts.store.revisions import next_revision
from alerts.store.tables import destinations, rule_destinations, rules

_r = rules.c
_LIVE = _r.deleted_at.is_(None)
_NOTIFY = BulkInsert(rule_destinations, ["rule_id", "position", "destination_id", "subscriber_id"])


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule to be, or what an existing one is to become: `when` holds ids only."""

    id: str
    subscriber_id: str
    name: str
    sent: Condition
    when: Condition
    resolved: tuple[Resolved, ...]
    notify: tuple[str, ...]
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A rule as it is kept. `sent` is the condition in its owner's own words."""

    id: str
    subscriber_id: str
    name: str
    sent: Condition
    when: Condition
    resolved: tuple[Resolved, ...]
    notify: tuple[str, ...]
    enabled: bool
    created_at: datetime
    updated_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class UnknownDestinations:
    """The rule was not written: these are no live destinations of its subscriber."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """Nothing was written: the rule is not any more at the revision that was to be changed."""


async def create(db: Database, rule: NewRule, now: datetime) -> StoredRule | UnknownDestinations:
    """Write a new rule."""

    def work(connection: Connection) -> StoredRule | UnknownDestinations:
        revision = next_revision(connection)
        if unknown := _unknown(connection, rule):
            return unknown
        connection.execute(
            insert(rules).values(
                id=rule.id,
                subscriber_id=rule.subscriber_id,
                created_at=now,
                **_changing(rule, now, revision),
            )
        )
        _notify(connection, rule)
        return _stored(connection, rule.subscriber_id, rule.id)

    return await db.write(work)


async def get(db: Database, subscriber_id: str, rule_id: str) -> StoredRule | None:
    """Find a subscriber's rule; None when there is none of theirs."""
    query = select(rules).where(_of(subscriber_id, rule_id))
    found = await db.read(lambda connection: _found(connection, query))
    return found[0] if found else None


async def page(
    db: Database, subscriber_id: str, limit: int, after: After | None = None
) -> list[StoredRule]:
    """Give a subscriber's rules, newest first."""
    follows, order = newest_first(rules, after)
    query = (
        select(rules)
        .where(_r.subscriber_id == subscriber_id, _LIVE, follows)
        .order_by(*order)
        .limit(limit)
    )
    return await db.read(lambda connection: _found(connection, query))


async def replace(
    db: Database, rule: NewRule, now: datetime, *, only_at: int | None = None
) -> StoredRule | UnknownDestinations | Stale | None:
    """Give an existing rule a new meaning; None when it is none of theirs.

    With `only_at`, only if that is still its revision.
    """

    def work(connection: Connection) -> StoredRule | UnknownDestinations | Stale | None:
        revision = next_revision(connection)
        found = _revision_of(connection, rule.subscriber_id, rule.id)
        if found is None:
            return None
        if only_at not in {None, found}:
            return Stale()
        if unknown := _unknown(connection, rule):
            return unknown
        connection.execute(
            update(rules).where(_r.id == rule.id).values(**_changing(rule, now, revision))
        )
        _forget_notify(connection, rule.id)
        _notify(connection, rule)
        return _stored(connection, rule.subscriber_id, rule.id)

    return await db.write(work)


async def delete(
    db: Database, subscriber_id: str, rule_id: str, now: datetime, *, only_at: int | None = None
) -> bool | Stale:
    """Delete a rule, leaving a tombstone for the indexes; False when it is none of theirs.

    With `only_at`, only if that is still its revision.
    """

    def work(connection: Connection) -> bool | Stale:
        revision = next_revision(connection)
        found = _revision_of(connection, subscriber_id, rule_id)
        if found is None:
            return False
        if only_at not in {None, found}:
            return Stale()
        connection.execute(
            update(rules)
            .where(_r.id == rule_id)
            .values(deleted_at=now, updated_at=now, revision=revision)
        )
        _forget_notify(connection, rule_id)
        return True

    return await db.write(work)


async def count_rules(db: Database, subscriber_id: str) -> int:
    """Count a subscriber's rules, for their limit."""
    query = select(func.count()).where(_r.subscriber_id == subscriber_id, _LIVE)
    ((number,),) = await db.rows(query)
    return int(number)


def _of(subscriber_id: str, rule_id: str) -> ColumnElement[bool]:
    return (_r.id == rule_id) & (_r.subscriber_id == subscriber_id) & _LIVE


def _revision_of(connection: Connection, subscriber_id: str, rule_id: str) -> int | None:
    """Give a rule's revision, and keep others from changing it until this is written."""
    found = connection.execute(
        select(_r.revision).where(_of(subscriber_id, rule_id)).with_for_update()
    ).one_or_none()
    return None if found is None else int(found.revision)


def _unknown(connection: Connection, rule: NewRule) -> UnknownDestinations | None:
    x = destinations.c
    known = set(
        connection.scalars(
            select(x.id).where(
                among(x.id, rule.notify),
                x.subscriber_id == rule.subscriber_id,
                x.deleted_at.is_(None),
            )
        )
    )
    unknown = tuple(one for one in rule.notify if one not in known)
    return UnknownDestinations(unknown) if unknown else None


def _changing(rule: NewRule, now: datetime, revision: int) -> dict[str, object]:
    resolved = [{"name": r.name, "kind": r.kind, "id": r.id} for r in rule.resolved]
    return {
        "name": rule.name,
        "sent": rule.sent.model_dump_json(exclude_unset=True),
        "when_ids": rule.when.model_dump_json(exclude_unset=True),
        "resolved": orjson.dumps(resolved).decode(),
        "enabled": rule.enabled,
        "updated_at": now,
        "revision": revision,
    }


def _notify(connection: Connection, rule: NewRule) -> None:
    rows = [
        (rule.id, place, destination_id, rule.subscriber_id)
        for place, destination_id in enumerate(dict.fromkeys(rule.notify))
    ]
    _NOTIFY.run(connection, rows)


def _forget_notify(connection: Connection, rule_id: str) -> None:
    connection.execute(sa.delete(rule_destinations).where(rule_destinations.c.rule_id == rule_id))


def _notified_by(connection: Connection, rule_ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Give each rule's destinations in their owner's order."""
    if not rule_ids:
        return {}
    joined = rule_destinations.c
    found = connection.execute(
        select(joined.rule_id, joined.destination_id)
        .where(among(joined.rule_id, rule_ids))
        .order_by(joined.position)
    )
    notified: dict[str, tuple[str, ...]] = {}
    for rule_id, destination_id in found:
        notified[rule_id] = (*notified.get(rule_id, ()), destination_id)
    return notified


def _stored(connection: Connection, subscriber_id: str, rule_id: str) -> StoredRule:
    (stored,) = _found(connection, select(rules).where(_of(subscriber_id, rule_id)))
    return stored


def _found(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[StoredRule]:
    rows = list(connection.execute(query))
    notified = _notified_by(connection, [row.id for row in rows])
    return [
        StoredRule(
            id=row.id,
            subscriber_id=row.subscriber_id,
            name=row.name,
            sent=Condition.model_validate_json(row.sent),
            when=Condition.model_validate_json(row.when_ids),
            resolved=tuple(
                Resolved(it["name"], Kind(it["kind"]), it["id"])
                for it in orjson.loads(row.resolved)
            ),
            notify=notified.get(row.id, ()),
            enabled=row.enabled,
            created_at=row.created_at,
            updated_at=row.updated_at,
            revision=row.revision,
        )
        for row in rows
    ]
