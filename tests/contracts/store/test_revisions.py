"""Whoever polls the revision misses no change, whatever the order of the commits."""

import asyncio
from dataclasses import replace

from sqlalchemy import Connection, select

from alerts.model.condition import Condition
from alerts.model.rule import Channel, DestinationState
from alerts.store import deliveries, destinations, revisions, rules, tables
from alerts.store.bulk import BulkInsert
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

_COLUMNS = [column.name for column in tables.rules.columns]
_COPIES = BulkInsert(tables.rules, _COLUMNS)


async def told(db: Database, revision: int) -> revisions.Changes:
    """Put all parts together."""
    parts = [part async for part in revisions.changes_since(db, revision)]
    return revisions.Changes(
        [change for part in parts for change in part.rules],
        [change for part in parts for change in part.destinations],
    )


async def test_all_that_is_live_and_switched_on_comes_at_first(db: Database) -> None:
    await webhook(db, "dst_z")
    made = await stored(db, "rul_1", notify=("dst_z", "dst_a"))
    await stored(db, "rul_gone")
    await stored(db, "rul_off", enabled=False)
    await rules.delete(db, "sub_a", "rul_gone", NOW)

    changes = await told(db, 0)

    assert [c.id for c in changes.destinations] == ["dst_a", "dst_b", "dst_z"]
    when = made.when.model_dump_json(exclude_unset=True)
    assert changes.rules == [revisions.RuleChange("rul_1", when, made.revision)]
    addressee = changes.destinations[0].addressee
    assert addressee is not None
    assert (addressee.subscriber_id, addressee.channel) == ("sub_a", Channel.WEBHOOK)


async def test_only_what_changed_since_comes_after(db: Database) -> None:
    for number in range(1, 4):
        await stored(db, f"rul_{number}")
    before = await revisions.rules_revision(db)
    assert await told(db, before) == revisions.Changes([], [])

    await rules.replace(db, rule("rul_3"), NOW)
    await rules.replace(db, replace(rule("rul_1"), enabled=False), NOW)
    await rules.delete(db, "sub_a", "rul_2", NOW)
    changes = await told(db, before)

    in_order = [(change.id, change.when is None) for change in changes.rules]
    assert in_order == [("rul_3", False), ("rul_1", True), ("rul_2", True)]
    assert changes.destinations == []
    assert changes.rules[-1].revision == await revisions.rules_revision(db) > before


async def test_every_change_of_a_destination_is_told(db: Database) -> None:
    await queue(db, 1)
    (delivery,) = await claimed(db)
    seen = await revisions.rules_revision(db)
    refused = tried(delivery, disable="410")
    await deliveries.record_attempts(db, [refused], NOW, notice)

    ((change),) = (await told(db, seen)).destinations
    assert change.addressee is not None
    assert change.addressee.state is DestinationState.DISABLED
    seen = await revisions.rules_revision(db)
    await destinations.unsubscribe(db, "dst_b", NOW)
    await destinations.delete(db, "sub_a", "dst_a", NOW)
    left, gone = (await told(db, seen)).destinations
    assert gone == revisions.DestinationChange("dst_a", None)
    assert left.addressee is not None
    assert left.addressee.state is DestinationState.UNSUBSCRIBED


async def test_more_than_a_part_of_rules_comes_whole_though_all_changed_at_once(
    db: Database,
) -> None:
    await stored(db, "rul_0")
    before = await revisions.rules_revision(db)
    many = 10_100  # two parts and more

    def work(connection: Connection) -> None:
        (row,) = (connection.execute(select(tables.rules))).mappings()
        revision = revisions.next_revision(connection)
        same = dict(row) | {"revision": revision}
        copies = [same | {"id": f"rul_{n}"} for n in range(1, many)]
        _COPIES.run(connection, [tuple(copy[name] for name in _COLUMNS) for copy in copies])

    await db.write(work)
    assert len({c.id for c in (await told(db, 0)).rules}) == many
    changed = (await told(db, before)).rules
    assert len({c.id for c in changed}) == len(changed) == many - 1


async def test_a_reader_that_polls_misses_no_committed_change(
    db: Database, other: Database
) -> None:
    acknowledged: dict[str, int] = {}
    seen: dict[str, int] = {}
    revision = 0
    writing = True

    async def write(store: Database, writer: int) -> None:
        for turn in range(15):
            when = Condition(words=(f"{turn}",))
            one = replace(rule(f"rul_{writer}_{turn % 4}"), when=when)
            made = await rules.replace(store, one, NOW + MINUTE)
            if made is None:
                await rules.create(store, one, NOW)
            acknowledged[one.id] = turn

    async def read() -> None:
        nonlocal revision
        while True:
            due = dict(acknowledged)
            last = not writing
            newest = await revisions.rules_revision(db)
            for change in (await told(db, revision)).rules:
                (turn,) = Condition.model_validate_json(change.when or "").words or ()
                seen[change.id] = int(turn)
            revision = newest
            missed = {id_ for id_, turn in due.items() if seen.get(id_, -1) < turn}
            assert not missed
            if last:
                return

    reading = asyncio.create_task(read())
    await asyncio.gather(*(write(store, n) for n, store in enumerate([db, other] * 3)))
    writing = False
    await reading
    assert seen == acknowledged
