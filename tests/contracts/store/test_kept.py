"""Which kept reports name something, and what is found out about them later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import orjson
import pytest
from sqlalchemy import Connection, text

from alerts.model.entity import Kind, Mention, Resolution, Role
from alerts.store import reports, retention, tables
from alerts.store.database import Database, upgrade
from alerts.store.kept import Demanded, count_since, keep_weighed, kept, naming
from tests.contracts.store.making import MINUTE, NOW, report, rows

OIL, SYRIA, SDF = "al-omar-oil-field", "SY", "syrian-democratic-forces"
LATER = (
    *("mail_turns", "mail_lines", "digest_entries", "alert_rates", "suppressions", "repeats"),
    "report_entities",
)
LATER_INDEXES = ("ix_deliveries_held", "ix_destinations_updated_at")
STANDING = (
    *("destinations.failing_since", "destinations.rate", "destinations.rate_used_until"),
    "subscribers.max_alerts_per_hour",
)
SEEN = ("excerpt", "dns_ms", "connect_ms", "tls_ms", "first_byte_ms")


async def keep(db: Database, number: str, *entities: str, at: datetime = NOW) -> str:
    new = replace(report(number), entities=entities)
    await reports.record(db, [new], at)
    return new.key.digest


@pytest.mark.parametrize(
    ("demanded", "found"),
    [
        ([[{SYRIA}]], "21"),
        ([[{SYRIA}, {SDF}]], "2"),
        ([[{OIL}], [{SDF}]], "21"),
        ([[{"IQ", "S%", "al_omar_oil_field"}]], ""),
        ([[]], "321"),
        ([[{SYRIA, *(f"x-{n}" for n in range(900))}, {SDF}]], "2"),
    ],
)
async def test_reports_that_name_what_is_demanded_are_found_newest_first(
    db: Database, demanded: Demanded, found: Sequence[str]
) -> None:
    digests = {
        "1": await keep(db, "1", OIL, SYRIA),
        "2": await keep(db, "2", SYRIA, SDF, at=NOW + MINUTE),
        "3": await keep(db, "3", "SYR", at=NOW + 2 * MINUTE),
    }
    assert await naming(db, NOW, demanded) == [digests[number] for number in found]


async def test_what_is_older_is_neither_found_nor_counted(db: Database) -> None:
    await keep(db, "1", SYRIA)
    later = await keep(db, "2", SYRIA, at=NOW + MINUTE)
    assert await naming(db, NOW + MINUTE, [[{SYRIA}]]) == [later]
    assert await count_since(db, NOW + MINUTE) == 1


async def test_what_a_report_names_is_forgotten_with_it(db: Database) -> None:
    await keep(db, "1", SYRIA)
    await keep(db, "2", SYRIA, at=NOW + MINUTE)
    await retention.purge(db, NOW + MINUTE, 10, keys_before=NOW)
    assert await rows(db, tables.report_entities) == 1


async def test_a_repeat_names_nothing_more(db: Database) -> None:
    for _ in range(2):
        await keep(db, "1", SYRIA)
    assert await rows(db, tables.report_entities) == 1


async def test_what_is_found_out_later_is_kept(db: Database) -> None:
    open_ = orjson.dumps(Resolution(weighed=False))
    new = replace(report("1"), mentions=open_)
    await reports.record(db, [new], NOW)
    news = Resolution((Mention(SYRIA, Kind.REGION, Role.PRIMARY),))
    await keep_weighed(db, [(new.key.digest, news)], "newer")
    (found,) = await kept(db, [new.key.digest])
    assert (found.resolution, found.gazetteer) == (news, "newer")


async def test_reports_that_were_kept_before_the_table_was_are_taken_in(
    db: Database, url: str
) -> None:
    found = Resolution((Mention(SYRIA, Kind.REGION, Role.PRIMARY),))
    new = replace(report("1"), mentions=orjson.dumps(found))
    await reports.record(db, [new], NOW)

    def go_back(connection: Connection) -> None:
        for index in LATER_INDEXES:  # what has come since
            connection.execute(text(f"DROP INDEX {index}"))
        for table in LATER:
            connection.execute(text(f"DROP TABLE {table}"))
        for column in (*STANDING, *(f"attempts.{name}" for name in SEEN)):
            table, name = column.split(".")
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    await db.write(go_back)
    await upgrade(url)
    assert await naming(db, NOW, [[{SYRIA}]]) == [new.key.digest]
