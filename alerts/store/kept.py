"""Reports that were recorded and are kept, as they came and as they were understood then."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

import orjson
from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from alerts.model.entity import Resolution
from alerts.store.among import among
from alerts.store.bulk import BulkUpdate
from alerts.store.database import Database
from alerts.store.tables import report_entities, reports

_RESOLUTION = TypeAdapter(Resolution)
_r = reports.c
_e = report_entities.c
_MOST_TERMS = 40  # asked of the database row by row; of more, rows are asked here
_WEIGHED = BulkUpdate(reports, ["digest", "mentions", "gazetteer"])

Demanded = Sequence[Sequence[AbstractSet[str]]]


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report's bytes as Kafka brought them, and what was found in it with which gazetteer."""

    digest: str
    received_at: datetime
    raw: bytes
    resolution: Resolution
    gazetteer: str


async def kept(db: Database, digests: Collection[str]) -> list[KeptReport]:
    """Give those reports that are kept and that everybody may see, in no order."""
    query = select(_r.digest, _r.received_at, _r.raw, _r.mentions, _r.gazetteer).where(
        among(_r.digest, digests), _r.audience.is_(None)
    )
    return [
        KeptReport(
            row.digest,
            row.received_at,
            bytes(row.raw),
            _RESOLUTION.validate_json(bytes(row.mentions)),
            row.gazetteer,
        )
        for row in await db.rows(query)
    ]


async def count_since(db: Database, since: datetime) -> int:
    """Count the reports kept since then."""
    query = select(func.count()).select_from(report_entities).where(_e.received_at >= since)
    ((number,),) = await db.rows(query)
    return int(number)


async def naming(db: Database, since: datetime, demanded: Demanded) -> list[str]:
    """Give the digests of the reports since then that name what is demanded, newest first.

    One of the alternatives, and of each set of entities in it one.
    """
    query = select(_e.digest, _e.entities).where(_e.received_at >= since)
    terms = sum(len(entities) for one in demanded for entities in one)
    if terms <= _MOST_TERMS and all(demanded):
        query = query.where(
            or_(
                *(
                    and_(*(or_(*map(_has, sorted(entities))) for entities in one))
                    for one in demanded
                )
            )
        )
    query = query.order_by(_e.received_at.desc(), _e.digest)

    def read(connection: Connection) -> list[str]:
        return [
            digest
            for digest, named in connection.execute(query)
            if _names(frozenset(named.split()), demanded)
        ]

    return await db.read(read)


async def keep_weighed(
    db: Database, weighed: Sequence[tuple[str, Resolution]], gazetteer: str
) -> None:
    """Keep what was found out anew of kept reports, by their digests, with a gazetteer."""
    rows = [
        (digest, orjson.dumps(resolution), gazetteer)
        for digest, resolution in sorted(weighed, key=itemgetter(0))
    ]
    if rows:
        await db.write(lambda connection: _WEIGHED.run(connection, rows))


def entities_text(entities: Iterable[str]) -> str:
    """Write the entities of a report so that one of them can be looked for: between spaces."""
    return f" {' '.join(entities)} "


def _has(entity: str) -> ColumnElement[bool]:
    return _e.entities.contains(f" {entity} ", autoescape=True)


def _names(named: AbstractSet[str], demanded: Demanded) -> bool:
    return any(all(not entities.isdisjoint(named) for entities in one) for one in demanded)
