"""Reports that were recorded and are kept, as they came and as they were understood then."""

from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import select

from alerts.model.entity import Resolution
from alerts.store.database import Database
from alerts.store.tables import reports

_RESOLUTION = TypeAdapter(Resolution)
_r = reports.c


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report's bytes as Kafka brought them, and what was found in it."""

    raw: bytes
    resolution: Resolution


async def kept(db: Database, digest: str) -> KeptReport | None:
    """Find a report that everybody may see, by its key's digest; None past retention."""
    query = select(_r.raw, _r.mentions).where(_r.digest == digest, _r.audience.is_(None))
    rows = await db.rows(query)
    if not rows:
        return None
    ((raw, mentions),) = rows
    return KeptReport(bytes(raw), _RESOLUTION.validate_json(bytes(mentions)))
