"""The rules that a report matched, as they are now.

The index holds no more of a rule than finding it takes; all else is fetched here for the few that
were found, in one query however many they are.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from alerts.store.among import among
from alerts.store.database import Database
from alerts.store.records import AnyRow
from alerts.store.tables import rule_destinations, rules

_r, _to = rules.c, rule_destinations.c
_BODIES = (
    select(_r.id, _r.subscriber_id, _r.name, _r.when_ids, _r.revision, _to.destination_id)
    .outerjoin(rule_destinations, _to.rule_id == _r.id)
    .where(among(_r.id, "ids"), _r.deleted_at.is_(None), _r.enabled)
    .order_by(_r.id, _to.position)
)


@dataclass(frozen=True, slots=True)
class RuleBody:
    """A rule in use. `when` is its condition in ids, as JSON; `notify` in its owner's order."""

    id: str
    subscriber_id: str
    name: str
    when: str
    notify: tuple[str, ...]
    revision: int


async def rule_bodies(db: Database, ids: Collection[str]) -> list[RuleBody]:
    """Give these rules, all as of one moment, but for those deleted or switched off by then."""
    rows = await db.read(lambda connection: list(connection.execute(_BODIES, {"ids": ids})))
    by_rule = (list(some) for _, some in groupby(rows, key=lambda row: row.id))
    return [_body(some) for some in by_rule]


def _body(rows: Sequence[AnyRow]) -> RuleBody:
    """Make a rule of its rows, one a destination; one without any has one row all the same."""
    rule = rows[0]
    notify = tuple(row.destination_id for row in rows if row.destination_id is not None)
    return RuleBody(rule.id, rule.subscriber_id, rule.name, rule.when_ids, notify, rule.revision)
