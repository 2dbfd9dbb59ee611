"""The hot statements look up what they need, however much lies beside it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from alerts.model.digest import Rate, digest_due, digest_id
from alerts.model.ids import alert_id
from alerts.store import (
    alerts,
    claiming,
    deliveries,
    destinations,
    digests,
    mail_turns,
    reports,
    retention,
    rules,
)
from alerts.store.database import Database
from alerts.store.revisions import changes_since
from alerts.store.rule_bodies import rule_bodies
from alerts.store.sharing import Room
from tests.contracts.store.making import (
    ALL_CHANNELS,
    HOUSE,
    MINUTE,
    NOW,
    claimed,
    house,
    notice,
    report,
    stored,
    tried,
)

TOLD = [("sub_a", ["dst_a"])]


@pytest.fixture
def said() -> Iterator[set[str]]:
    """All that is said to a database while the test runs."""
    statements: set[str] = set()

    def note(*arguments: object) -> None:
        statements.add(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


async def test_sqlite_walks_through_no_table(
    sqlite_template: Path, tmp_path: Path, said: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "_LEAST_SEEN", 1)  # so that it looks behind what it sees
    path = tmp_path / "alerts.db"
    shutil.copyfile(sqlite_template, path)
    db = Database.open(f"sqlite:///{path}")
    await house(db, HOUSE)
    await stored(db, "rul_1")
    await reports.known(db, [report().key.digest])
    await reports.record(db, [report(told=TOLD)], NOW)
    await claiming.claim(db, "w", Room(1, of={"dst_a": 0}), MINUTE, ALL_CHANNELS, "dst_b")
    (delivery,) = await claimed(db)
    await deliveries.renew(db, [delivery.lease], MINUTE)
    gone = tried(delivery, disable="410", unless_delivered_since=NOW)
    await deliveries.record_attempts(db, [gone], NOW, notice)
    await rules.get(db, "sub_a", "rul_1")
    await rule_bodies(db, ["rul_1"])
    for revision in (0, 1):
        async for _ in changes_since(db, revision):
            pass
    await alerts.get(db, "sub_a", alert_id(report().key, "sub_a"))
    await reports.record(db, [report("2", told=TOLD)], NOW, rate=Rate(0, MINUTE))
    digest = digest_id("dst_a", digest_due("dst_a", NOW, MINUTE))
    await digests.make(db, digest, lambda _: b"{}", NOW)
    await alerts.page(db, "sub_a", 10, delivery_id=digest)
    for _ in range(2):
        await mail_turns.ask(db, "newsroom.example", "dlv_1", MINUTE)
    await deliveries.oldest_due(db)
    await retention.purge(db, NOW, 10, keys_before=NOW)
    await destinations.unsubscribe(db, "dst_a", NOW)
    await db.close()

    walks, steps = [], set()
    with closing(sqlite3.connect(path)) as connection:
        for statement in said:
            if statement.startswith(("SELECT", "UPDATE", "WITH", "INSERT")):
                asked = connection.execute(
                    f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?")
                )
                planned = [step for *_, step in asked]
                steps.update(planned)
                walks += [
                    f"{step}: {statement}"
                    for step in planned
                    if step.startswith("SCAN")
                    and not step.startswith(
                        (
                            *("SCAN json_each", "SCAN due", "SCAN few", "SCAN listed"),
                            *("SCAN locked", "SCAN numbered", "SCAN walk"),
                            "SCAN mail_turns USING INDEX ix_mail_turns_since",  # to the first
                        )
                    )
                ]
    assert walks == []
    # A claim of webhooks walks past no mail that waits.
    assert [s for s in steps if "ix_deliveries_due (channel=? AND next_at<?)" in s]
