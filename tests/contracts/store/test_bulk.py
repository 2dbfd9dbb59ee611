"""Many rows in one statement say what they would say one by one, whatever they have in common."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select, text

from alerts.model.rule import Channel
from alerts.store.bulk import BulkInsert, BulkUpdate, Row
from alerts.store.claiming import claim
from alerts.store.database import Database
from alerts.store.sharing import Room
from alerts.store.tables import reports
from tests.contracts.store.making import queue

NOW = datetime(2021, 7, 13, tzinfo=UTC)
COLUMNS = [column.name for column in reports.columns if column.name != "incident_id"]
INSERT = BulkInsert(reports, COLUMNS)
CHANGE = BulkUpdate(reports, ["digest", "gazetteer", "mentions", "published_at"])
VALUES: dict[str, object] = {
    **dict.fromkeys(COLUMNS),
    "source": "desk",
    "report_id": "r",
    "revision": 0,
    "raw": b"{}",
    "mentions": b"[]",
    "gazetteer": "g",
    "kafka_topic": "reports",
    "kafka_partition": 0,
    "kafka_offset": 0,
    "kafka_at": NOW,
    "received_at": NOW,
}


def row(number: int, **given: object) -> Row:
    own = {"digest": f"{number:04}", "report_id": f"r-{number}", **given}
    return tuple((VALUES | own)[name] for name in COLUMNS)


async def kept(db: Database) -> list[Row]:
    query = select(*(reports.c[name] for name in COLUMNS)).order_by(reports.c.digest)
    return [tuple(row) for row in await db.rows(query)]


ALIKE = [row(n) for n in range(40)]
DIFFERENT = [
    row(
        n,
        source=f"desk-{n % 3}",
        raw=b"\0\xff" * n,
        mentions=b"" if n % 2 else b"'\"\\",
        published_at=NOW + timedelta(microseconds=n) if n % 4 else None,
        kafka_offset=n,
    )
    for n in range(40)
]


@pytest.mark.parametrize("rows", [[], ALIKE[:1], ALIKE, DIFFERENT[:3], DIFFERENT])
async def test_rows_come_back_as_they_were_given(db: Database, rows: list[Row]) -> None:
    await db.write(lambda connection: INSERT.run(connection, rows))
    assert await kept(db) == rows


async def test_what_is_there_stays_and_what_is_new_is_told(db: Database) -> None:
    await db.write(lambda connection: INSERT.run(connection, DIFFERENT[:30]))
    new = await db.write(lambda connection: INSERT.new(connection, ALIKE))
    assert new == {str(it[0]) for it in ALIKE[30:]}
    assert await kept(db) == [*DIFFERENT[:30], *ALIKE[30:]]


@pytest.mark.parametrize("count", [1, 40])
async def test_a_change_is_of_the_rows_that_it_names(db: Database, count: int) -> None:
    await db.write(lambda connection: INSERT.run(connection, [*ALIKE, row(99)]))
    changes: list[Row] = [(f"{n:04}", "new", b"\0" * n, None) for n in range(count)]
    await db.write(lambda connection: CHANGE.run(connection, changes))
    after = [row(n, gazetteer="new", mentions=b"\0" * n) for n in range(count)]
    assert await kept(db) == [*after, *ALIKE[count:], row(99)]


async def test_a_claim_leaves_most_deliveries_in_their_pages(db: Database) -> None:
    """Beside its old self one needs no new index entries: see the migration that made the room."""
    if db.dialect != "postgresql":
        pytest.skip("SQLite changes rows where they are")
    await queue(db, 200)

    def pages(connection: Connection) -> set[tuple[str, str]]:
        found = connection.execute(text("SELECT id, ctid::text FROM deliveries"))
        return {(id_, place.partition(",")[0]) for id_, place in found}

    before = await db.read(pages)
    got = await claim(db, "worker", Room(200), timedelta(minutes=1), [Channel.WEBHOOK])
    assert len(got.deliveries) == len(before) == 200
    assert len(await db.read(pages) & before) > 100
