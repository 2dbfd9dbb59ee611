"""What the tables' rows are outside the store, where more than one noun needs them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, literal, tuple_

from alerts.model.delivery import Attempt, Purpose, Status
from alerts.model.rule import Channel
from alerts.store.types import Instant, Text

# A row of whatever was selected; it becomes a value before it leaves the store.
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class After:
    """Where a page ended. Pages go newest first; ids of alerts cannot be sorted by time."""

    created_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class StoredDelivery:
    """A delivery as its owner sees it. `next_at` is when it will be tried again."""

    id: str
    alert_id: str | None
    destination_id: str
    channel: Channel
    purpose: Purpose
    status: Status
    attempts: tuple[Attempt, ...]
    next_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """How many rows a report added.

    `left` are the deliveries that wait for a claim, `over` the alerts that go in a digest.
    """

    alerts: int = 0
    deliveries: int = 0
    left: int = 0
    over: int = 0

    def __add__(self, more: "Added") -> "Added":
        """Count both."""
        return Added(
            self.alerts + more.alerts,
            self.deliveries + more.deliveries,
            self.left + more.left,
            self.over + more.over,
        )


def newest_first(table: Table, after: After | None) -> tuple[ColumnElement[bool], list[Any]]:
    """Give the condition and the order of a page that follows `after`."""
    order = [table.c.created_at.desc(), table.c.id.desc()]
    if after is None:
        return table.c.id.is_not(None), order
    place = tuple_(table.c.created_at, table.c.id)
    end = tuple_(literal(after.created_at, Instant), literal(after.id, Text))
    return place < end, order
