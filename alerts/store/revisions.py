"""One number that grows with every change of a rule or a destination.

A sequence would not do: its numbers are handed out before the commit, so a reader could
see 8 while 7 is still to come, and miss 7 for ever. Here a writer holds the counter's row
until it commits: commit order is number order, and who has seen a number has seen all
changes up to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select, update

from alerts.model.condition import Condition
from alerts.model.rule import Addressee, Channel, DestinationState, Rule
from alerts.store.among import among
from alerts.store.database import Database
from alerts.store.records import AnyRow
from alerts.store.tables import counters, destinations, rule_destinations, rules

_RULES = "rules"
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule as it is now; None when it was deleted."""

    id: str
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class DestinationChange:
    """A destination as it is now; None when it was deleted."""

    id: str
    addressee: Addressee | None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed up to `revision`, each rule and destination once, as it is now."""

    revision: int
    rules: tuple[RuleChange, ...]
    destinations: tuple[DestinationChange, ...]


_REVISION = select(counters.c.value).where(counters.c.name == _RULES)
_NEXT = (
    update(counters)
    .where(counters.c.name == _RULES)
    .values(value=counters.c.value + 1)
    .returning(counters.c.value)
)


async def rules_revision(db: Database) -> int:
    """Give the number of the newest committed change."""
    ((revision,),) = await db.rows(_REVISION)
    return int(revision)


async def changes_since(db: Database, revision: int) -> Changes:
    """Give what changed after `revision`, as of one moment; since 0, all that is live."""

    def read(connection: Connection) -> Changes:
        newest = int(connection.execute(_REVISION).scalar_one())
        if newest == revision:
            return Changes(newest, (), ())
        changed_destinations = [
            _destination_change(row)
            for page in _pages(connection, destinations, revision)
            for row in page
        ]
        changed_rules: list[RuleChange] = []
        for page in _pages(connection, rules, revision):
            notified = notified_by(connection, [row.id for row in page])
            changed_rules += [_rule_change(row, notified.get(row.id, ())) for row in page]
        return Changes(newest, tuple(changed_rules), tuple(changed_destinations))

    return await db.read(read)


def next_revision(connection: Connection) -> int:
    """Take the counter for this transaction: the first thing that a change does.

    Whoever locked rows first and came for the counter after could wait for one who holds
    the counter and wants those rows.
    """
    return int(connection.execute(_NEXT).scalar_one())


def notified_by(connection: Connection, rule_ids: list[str]) -> dict[str, tuple[str, ...]]:
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


def _pages(connection: Connection, table: Table, revision: int) -> Iterator[list[AnyRow]]:
    page = _page_of(table, everything=revision == 0)
    last = ""
    while True:
        found = connection.execute(page, {"revision": revision, "last": last})
        rows = list(found)
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        last = rows[-1].id


def _page_of(table: Table, *, everything: bool) -> Select[*tuple[Any, ...]]:
    page = select(table).where(table.c.id > bindparam("last")).order_by(table.c.id).limit(_PAGE)
    if everything:
        return page.where(table.c.deleted_at.is_(None))
    return page.where(table.c.revision > bindparam("revision"))


def _rule_change(row: AnyRow, notify: tuple[str, ...]) -> RuleChange:
    if row.deleted_at is not None:
        return RuleChange(row.id, None)
    rule = Rule(
        id=row.id,
        subscriber_id=row.subscriber_id,
        name=row.name,
        when=Condition.model_validate_json(row.when_ids),
        notify=notify,
        enabled=row.enabled,
    )
    return RuleChange(row.id, rule)


def _destination_change(row: AnyRow) -> DestinationChange:
    if row.deleted_at is not None:
        return DestinationChange(row.id, None)
    addressee = Addressee(
        row.id, row.subscriber_id, Channel(row.channel), DestinationState(row.state)
    )
    return DestinationChange(row.id, addressee)
