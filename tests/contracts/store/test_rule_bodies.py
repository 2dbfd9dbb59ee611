"""What is fetched of the rules that a report matched."""

from dataclasses import replace

from alerts.store import rules
from alerts.store.database import Database
from alerts.store.rule_bodies import RuleBody, rule_bodies
from tests.contracts.store.making import NOW, rule, stored, webhook


async def test_rules_in_use_come_whole_with_their_destinations_in_order(db: Database) -> None:
    await webhook(db, "dst_0")
    silent = await stored(db, "rul_1", notify=())
    told = await stored(db, "rul_2", notify=("dst_a", "dst_0"), name="Told")
    theirs = await rules.create(db, rule("rul_3", ["dst_b"], "sub_b"), NOW)
    assert isinstance(theirs, rules.StoredRule)

    found = await rule_bodies(db, ["rul_3", "rul_2", "rul_1", "rul_none"])

    when = told.when.model_dump_json(exclude_unset=True)
    assert sorted(found, key=lambda body: body.id) == [
        RuleBody("rul_1", "sub_a", "Fields", when, (), silent.revision),
        RuleBody("rul_2", "sub_a", "Told", when, ("dst_a", "dst_0"), told.revision),
        RuleBody("rul_3", "sub_b", "Fields", when, ("dst_b",), theirs.revision),
    ]


async def test_rules_deleted_or_switched_off_do_not_come(db: Database) -> None:
    for number in ("rul_1", "rul_2", "rul_3"):
        await stored(db, number)
    await rules.delete(db, "sub_a", "rul_1", NOW)
    await rules.replace(db, replace(rule("rul_2"), enabled=False), NOW)

    assert [body.id for body in await rule_bodies(db, ["rul_1", "rul_2", "rul_3"])] == ["rul_3"]


async def test_the_newest_form_comes_with_its_revision(db: Database) -> None:
    await stored(db, "rul_1")
    changed = await rules.replace(db, replace(rule("rul_1", ()), name="New"), NOW)
    assert isinstance(changed, rules.StoredRule)

    (body,) = await rule_bodies(db, ["rul_1"])

    assert (body.name, body.notify, body.revision) == ("New", (), changed.revision)
