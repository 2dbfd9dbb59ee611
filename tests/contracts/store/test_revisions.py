"""Whoever polls the revision misses no change, whatever the order of the commits."""

import asyncio
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations, revisions, rules, tables
from alerts.store.database import Database
from tests.contracts.store.making import (
    MINUTE,
    NOW,
    claimed,
    notice,
    queue,
    rule,
    stored,
    tried,
    webhook,
)


async def test_all_that_is_live_comes_at_first(db: Database) -> None:
    await webhook(db, "dst_z")
    await stored(db, "rul_1", notify=("dst_z", "dst_a"))
    await stored(db, "rul_gone")
    await rules.delete(db, "sub_a", "rul_gone", NOW)

    changes = await revisions.changes_since(db, 0)

    assert changes.revision == await revisions.rules_revision(db)
    assert [c.id for c in changes.destinations] == ["dst_a", "dst_b", "dst_z"]
    ((one),) = changes.rules
    assert one.rule is not None
    assert (one.rule.notify, one.rule.enabled) == (("dst_z", "dst_a"), True)
    addressee = changes.destinations[0].addressee
    assert addressee is not None
    assert (addressee.subscriber_id, addressee.channel) == ("sub_a", Channel.WEBHOOK)


async def test_only_what_changed_since_comes_after(db: Database) -> None:
    await stored(db, "rul_1")
    await stored(db, "rul_2")
    before = await revisions.rules_revision(db)
    assert await revisions.changes_since(db, before) == revisions.Changes(before, (), ())

    await rules.replace(db, replace(rule("rul_1"), enabled=False), NOW)
    await rules.delete(db, "sub_a", "rul_2", NOW)
    changes = await revisions.changes_since(db, before)

    disabled, deleted = changes.rules
    assert disabled.rule is not None
    assert not disabled.rule.enabled
    assert deleted == revisions.RuleChange("rul_2", None)
    assert changes.destinations == ()
    assert changes.revision > before


async def test_every_change_of_a_destination_is_told(db: Database) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db)
    seen = await revisions.rules_revision(db)
    refused = tried(delivery, disable="410")
    await deliveries.record_attempts(db, [refused], NOW, notice)

    told = await revisions.changes_since(db, seen)
    ((change),) = told.destinations
    assert change.addressee is not None
    assert change.addressee.state is DestinationState.DISABLED
    await destinations.unsubscribe(db, "dst_b", NOW)
    await destinations.delete(db, "sub_a", "dst_a", NOW)
    gone, left = (await revisions.changes_since(db, told.revision)).destinations
    assert gone == revisions.DestinationChange("dst_a", None)
    assert left.addressee is not None
    assert left.addressee.state is DestinationState.UNSUBSCRIBED


async def test_more_than_a_page_of_rules_comes_whole(db: Database) -> None:
    made = await stored(db, "rul_0")

    def work(connection: Connection) -> None:
        (row,) = (connection.execute(select(tables.rules))).mappings()
        copies = [dict(row) | {"id": f"rul_{n}"} for n in range(1, 1100)]
        connection.execute(insert(tables.rules), copies)
        notified = [
            {"rule_id": f"rul_{n}", "position": 0, "destination_id": "dst_a"}
            for n in range(1, 1100)
        ]
        owner = made.subscriber_id
        connection.execute(insert(tables.rule_destinations).values(subscriber_id=owner), notified)

    await db.write(work)
    changes = await revisions.changes_since(db, 0)
    assert len({c.id for c in changes.rules}) == len(changes.rules) == 1100
    assert all(c.rule is not None and c.rule.notify == ("dst_a",) for c in changes.rules)


async def test_a_reader_that_polls_misses_no_committed_change(
    db: Database, other: Database
) -> None:
    acknowledged: dict[str, str] = {}
    seen: dict[str, str | None] = {}
    revision = 0
    writing = True

    async def write(store: Database, writer: int) -> None:
        for turn in range(15):
            one = replace(rule(f"rul_{writer}_{turn % 4}"), name=f"{turn}")
            made = await rules.replace(store, one, NOW + MINUTE)
            if made is None:
                await rules.create(store, one, NOW)
            acknowledged[one.id] = one.name

    async def read() -> None:
        nonlocal revision
        while True:
            due = dict(acknowledged)
            last = not writing
            changes = await revisions.changes_since(db, revision)
            revision = changes.revision
            for change in changes.rules:
                seen[change.id] = change.rule.name if change.rule else None
            missed = {i for i, name in due.items() if int(seen.get(i) or -1) < int(name)}
            assert not missed
            if last:
                return

    reading = asyncio.create_task(read())
    await asyncio.gather(*(write(store, n) for n, store in enumerate([db, other] * 3)))
    writing = False
    await reading
    assert seen == acknowledged
