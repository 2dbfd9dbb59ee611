"""A rule says what its owner said, and notifies only what is theirs and still there."""

from dataclasses import replace

from alerts.model.condition import Condition
from alerts.model.entity import Kind
from alerts.model.rule import DestinationState, Resolved
from alerts.store import destinations, rules
from alerts.store.database import Database
from alerts.store.records import After
from tests.contracts.store.making import CONDITION, MINUTE, NOW, rule, stored, webhook


async def test_a_rule_comes_back_as_it_was_sent(db: Database) -> None:
    await webhook(db, "dst_z")
    sent = Condition(facility=("al-Omar", "Koniko"))
    resolved = (Resolved("al-Omar", Kind.FACILITY, "al-omar-oil-field"),)
    made = await stored(db, "rul_1", sent=sent, resolved=resolved, notify=("dst_z", "dst_a"))

    assert await rules.get(db, "sub_a", "rul_1") == made
    assert (made.sent, made.when, made.resolved) == (sent, CONDITION, resolved)
    assert made.notify == ("dst_z", "dst_a")
    assert (made.created_at, made.updated_at, made.enabled) == (NOW, NOW, True)


async def test_a_rule_may_notify_nobody(db: Database) -> None:
    assert (await stored(db, "rul_1", notify=())).notify == ()


async def test_a_rule_cannot_notify_what_is_not_its_owners(db: Database) -> None:
    await webhook(db, "dst_gone")
    await destinations.delete(db, "sub_a", "dst_gone", NOW)

    refused = await rules.create(db, rule("rul_1", ["dst_a", "dst_b", "dst_gone"]), NOW)

    assert refused == rules.UnknownDestinations(("dst_b", "dst_gone"))
    assert await rules.get(db, "sub_a", "rul_1") is None


async def test_a_replaced_rule_keeps_its_birth(db: Database) -> None:
    await stored(db, "rul_1")
    changed = replace(rule("rul_1", []), name="Other", enabled=False)

    now = await rules.replace(db, changed, NOW + MINUTE)

    assert isinstance(now, rules.StoredRule)
    assert (now.name, now.notify, now.enabled) == ("Other", (), False)
    assert (now.created_at, now.updated_at) == (NOW, NOW + MINUTE)
    refused = await rules.replace(db, rule("rul_1", ["dst_b"]), NOW)
    assert refused == rules.UnknownDestinations(("dst_b",))
    assert await rules.get(db, "sub_a", "rul_1") == now
    assert await rules.replace(db, rule("rul_none"), NOW) is None


async def test_a_deleted_rule_is_gone_and_frees_its_destinations(db: Database) -> None:
    await stored(db, "rul_1")
    assert await rules.count_rules(db, "sub_a") == 1

    assert await rules.delete(db, "sub_a", "rul_1", NOW)

    assert await rules.get(db, "sub_a", "rul_1") is None
    assert await rules.page(db, "sub_a", 10) == []
    assert await rules.count_rules(db, "sub_a") == 0
    assert not await rules.delete(db, "sub_a", "rul_1", NOW)
    assert await rules.replace(db, rule("rul_1"), NOW) is None
    assert await destinations.delete(db, "sub_a", "dst_a", NOW) == destinations.Deleted()


async def test_a_rule_that_is_another_by_now_is_not_written(db: Database) -> None:
    made = await stored(db, "rul_1")
    now = await rules.replace(db, rule("rul_1", []), NOW, only_at=made.revision)
    assert isinstance(now, rules.StoredRule)

    refused = await rules.replace(db, rule("rul_1"), NOW, only_at=made.revision)
    assert refused == rules.Stale()
    assert await rules.delete(db, "sub_a", "rul_1", NOW, only_at=made.revision) == rules.Stale()
    assert await rules.get(db, "sub_a", "rul_1") == now
    assert await rules.delete(db, "sub_a", "rul_1", NOW, only_at=now.revision) is True
    assert await rules.delete(db, "sub_a", "rul_1", NOW, only_at=now.revision) is False


async def test_rules_are_paged_newest_first(db: Database) -> None:
    for age in range(4):
        await rules.create(db, rule(f"rul_{age}"), NOW - age * MINUTE)
    first = await rules.page(db, "sub_a", 3)
    assert [r.id for r in first] == ["rul_0", "rul_1", "rul_2"]
    rest = await rules.page(db, "sub_a", 3, After(first[-1].created_at, first[-1].id))
    assert [r.id for r in rest] == ["rul_3"]
    assert rest[0].notify == ("dst_a",)


async def test_a_destination_in_use_says_by_which_rules(db: Database) -> None:
    await stored(db, "rul_2")
    await stored(db, "rul_1")

    in_use = await destinations.delete(db, "sub_a", "dst_a", NOW)

    assert in_use == destinations.InUse(("rul_1", "rul_2"))
    kept = await destinations.get(db, "sub_a", "dst_a")
    assert kept is not None
    assert kept.state is DestinationState.ACTIVE
