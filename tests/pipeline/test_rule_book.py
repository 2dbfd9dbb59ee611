"""What an alert says of a rule is true of it, whenever the rule was changed."""

import asyncio
from collections.abc import Callable
from functools import partial
from itertools import count

import pytest

from alerts.model.errors import Unavailable
from alerts.pipeline import Incoming, RuleBook
from alerts.store import rules
from tests.pipeline.conftest import GAZETTEER, NOW, House
from tests.pipeline.test_pipeline import claimed

Make = Callable[..., Incoming]


async def told(house: House) -> list[tuple[str, str | None]]:
    """Give each alert's rule by its name, with what it asked for first."""
    return [
        (rule.name, rule.because[0].wanted)
        for event in await claimed(house)
        for rule in event.data.rules
    ]


async def test_a_rule_changed_after_the_look_alerts_only_for_what_it_says_now(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    rule = await house.rule(owner, to, region=["SY"])
    house.book.meanwhile = partial(house.change, rule, owner, to, region=["IQ"])

    await house.pipeline.process([incoming("before")])
    await house.pipeline.process([incoming("after"), incoming("Iraq", body="Shelling in Iraq.")])

    assert await told(house) == [("changed", "IQ")]


async def test_a_rule_changed_after_the_look_to_what_is_met_as_well_alerts_with_the_new_reason(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    rule = await house.rule(owner, await house.webhook(owner), region=["SY"])

    async def change() -> None:
        new = await house.webhook(owner)  # a destination that the book has not seen
        await house.change(rule, owner, new, facility=["conoco-gas-plant"])

    house.book.meanwhile = change
    await house.pipeline.process([incoming()])

    assert await told(house) == [("changed", "conoco-gas-plant")]


@pytest.mark.parametrize("end", ["deleted", "switched off"])
async def test_a_rule_that_went_after_the_look_alerts_nobody(
    house: House, incoming: Make, end: str
) -> None:
    owner = await house.subscriber()
    rule = await house.rule(owner, await house.webhook(owner), region=["SY"])

    async def go() -> None:
        if end == "deleted":
            await rules.delete(house.db, owner, rule, NOW)
        else:
            (found,) = await rules.page(house.db, owner, 1)
            off = rules.NewRule(
                *(rule, owner, "off", found.sent, found.when, (), ()), enabled=False
            )
            await rules.replace(house.db, off, NOW)

    house.book.meanwhile = go
    await house.pipeline.process([incoming("one")])
    await house.pipeline.process([incoming("two")])

    assert await told(house) == []
    assert len(house.book.index) == 0


async def test_rules_are_fetched_once_for_many_reports_and_again_when_they_change(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    to = await house.webhook(owner)
    rule = await house.rule(owner, to, region=["SY"])
    await house.rule(owner, to, facility=["conoco-gas-plant"])
    await house.book.refresh()

    async def reads(some: list[str]) -> int:
        before = house.db.reads
        await house.pipeline.process([incoming(id_) for id_ in some])
        return house.db.reads - before

    looks = 1  # for the revision, each batch
    assert await reads(["1", "2", "3"]) == looks + 1
    assert await reads(["4", "5"]) == looks
    await house.change(rule, owner, to, region=["SY-DY"])
    changes = 2  # of destinations, and of rules
    assert await reads(["6"]) == looks + changes + 1
    assert (await told(house)).count(("changed", "SY-DY")) == 1


async def test_only_so_many_rules_stay_at_hand_those_used_last(house: House) -> None:
    owner = await house.subscriber()
    ids = [await house.rule(owner, region=["SY"]) for _ in range(4)]
    book = RuleBook(house.db, {}, lambda: 0.0, keep=2)
    await book.refresh()
    assert (await book.rules(ids[:3])).keys() == set(ids[:3])
    await book.rules([ids[1]])
    await book.rules([ids[3]])  # in the place of the third

    before = house.db.reads
    await book.rules([ids[1], ids[3]])
    assert house.db.reads == before
    await book.rules([ids[2]])
    assert house.db.reads == before + 1


async def test_a_rule_that_names_a_retired_entity_alerts_for_what_replaced_it(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, await house.webhook(owner), facility=["conoco-plant"])

    await house.pipeline.process([incoming()])

    assert await told(house) == [("a rule", "conoco-gas-plant")]


async def test_a_load_that_broke_off_leaves_nothing_that_was_deleted_meanwhile(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    rule = await house.rule(owner, await house.webhook(owner), region=["SY"])
    loading = house.book.catching_up()
    while await anext(loading) == 0:  # the destinations come first
        pass
    await loading.aclose()
    assert len(house.book.index) == 1

    await rules.delete(house.db, owner, rule, NOW)
    await house.book.refresh()

    assert len(house.book.index) == 0
    await house.pipeline.process([incoming()])
    assert await told(house) == []


async def test_when_the_database_goes_away_before_the_fetch_the_batch_comes_again(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    await house.rule(owner, await house.webhook(owner), region=["SY"])
    await house.book.refresh()
    house.db.reads_left = 1  # for the revision

    with pytest.raises(Unavailable):
        await house.pipeline.process([incoming()])
    house.db.reads_left = None
    assert await house.pipeline.process([incoming()]) == []

    assert await told(house) == [("a rule", "SY")]


async def test_while_rules_are_loaded_others_have_their_turns(house: House) -> None:
    owner = await house.subscriber()
    for _ in range(120):
        await house.rule(owner, region=["SY"])
    seconds = count()
    elsewhere = 0
    seen: set[int] = set()

    def ticks() -> float:
        seen.add(elsewhere)
        return next(seconds)  # each look at the clock finds a second gone

    async def others() -> None:
        nonlocal elsewhere
        while True:
            elsewhere += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    book = RuleBook(house.db, GAZETTEER.retired, ticks)
    await book.refresh()
    task.cancel()

    assert len(book.index) == 120
    assert len(seen) > 2  # some fifty rules a turn
