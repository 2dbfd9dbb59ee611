"""The rules of one process, while another changes them in the same database."""

import asyncio
from dataclasses import replace

from alerts.match.explain import explain
from alerts.model.condition import Condition
from alerts.pipeline import RuleBook
from alerts.store import destinations, rules
from alerts.store.database import Database
from tests.contracts.store.making import NOW, rule, stored, webhook
from tests.match.making import facts

FACTS = {region: facts(region) for region in ("SY", "IQ")}


def book_of(db: Database) -> RuleBook:
    return RuleBook(db, {}, lambda: 0.0)


async def test_what_another_process_committed_counts_from_the_next_look(
    db: Database, other: Database
) -> None:
    book = book_of(db)
    for turn in range(4):
        region = ("SY", "IQ")[turn % 2]
        when = Condition(region=(region,))
        changed = replace(rule("rul_1"), when=when, sent=when)
        if await rules.replace(other, changed, NOW) is None:
            await rules.create(other, changed, NOW)

        await book.refresh()

        met = {where: book.index.matching(seen) for where, seen in FACTS.items()}
        assert met == {"SY": [], "IQ": []} | {region: ["rul_1"]}
        assert (await book.rules(["rul_1"]))["rul_1"].when == when
    await rules.delete(other, "sub_a", "rul_1", NOW)
    await book.refresh()
    assert len(book.index) == 0
    assert await book.rules(["rul_1"]) == {}


async def test_a_rule_is_given_whole_with_destinations_that_are_known_however_new(
    db: Database, other: Database
) -> None:
    """Another process gives a rule new destinations and regions while this one asks for it."""
    await stored(other, "rul_1")
    book = book_of(db)
    newest = 0

    async def write() -> None:
        nonlocal newest
        for turn in range(1, 31):
            await webhook(other, f"dst_{turn}")
            when = Condition(region=(_region(turn),))
            new = replace(rule("rul_1", [f"dst_{turn}"]), when=when, name=f"{turn}")
            await rules.replace(other, new, NOW)
            newest = turn
            if turn > 1:
                await destinations.delete(other, "sub_a", f"dst_{turn - 1}", NOW)

    writing = asyncio.create_task(write())
    turn = 0
    while turn < 30:
        due = newest
        await book.refresh()
        found = (await book.rules(["rul_1"]))["rul_1"]
        if found.name == "Fields":  # as it was made
            continue
        turn = int(found.name)
        assert turn >= due
        assert found.notify == (f"dst_{turn}",)
        assert explain(found.when, FACTS[_region(turn)], str).met
        assert f"dst_{turn}" in book.addressees or newest > turn
    await writing


def _region(turn: int) -> str:
    return ("SY", "IQ")[turn % 2]
