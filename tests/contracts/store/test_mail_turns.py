"""A mail domain's turns are one line for all processes, and a promised one is kept for its mail."""

import asyncio
import itertools
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text, update

from alerts.model.delivery import Status
from alerts.store import deliveries, tables
from alerts.store import mail_turns as turns
from alerts.store.database import Database
from alerts.store.mail_tables import mail_lines, mail_turns
from alerts.store.mail_turns import MailTurn, ask, begin_anew, forget_idle
from tests.contracts.store.making import NOW, claimed, notice, queue, rows, tried

APART = timedelta(seconds=1)
HOUR = timedelta(hours=1)


async def line_up(db: Database, ids: Sequence[str], domain: str = "a.example") -> list[MailTurn]:
    return [await ask(db, domain, one, APART) for one in ids]


async def let_pass(db: Database, span: timedelta) -> None:
    """Do to the lines, and to what stands in them, what time would."""
    back = span // timedelta(microseconds=1)
    instants = [
        *((mail_lines, name) for name in ("ends", "free")),
        *((mail_turns, name) for name in ("at", "since")),
        (tables.deliveries, "next_at"),
    ]

    def work(connection: Connection) -> None:
        for table, name in instants:
            connection.execute(text(f"UPDATE {table.name} SET {name} = {name} - {back}"))

    await db.write(work)


def gaps(turns: Sequence[MailTurn]) -> list[timedelta]:
    at = sorted(turn.at for turn in turns)
    return [later - sooner for sooner, later in itertools.pairwise(at)]


async def test_turns_follow_each_other_and_another_domain_has_its_own(db: Database) -> None:
    turns = await line_up(db, ["1", "2", "3"])
    assert [turn.is_near for turn in turns] == [True, False, False]
    assert gaps(turns) == [APART, APART]
    (other,) = await line_up(db, ["4"], "b.example")
    assert (other.is_near, other.wait) == (True, timedelta(0))


async def test_two_processes_share_one_line(db: Database, other: Database) -> None:
    async with asyncio.timeout(20):
        both = await asyncio.gather(
            line_up(db, [f"here{n}" for n in range(10)]),
            line_up(other, [f"there{n}" for n in range(10)]),
        )
    assert gaps([*both[0], *both[1]]) == [APART] * 19


async def test_a_turn_that_one_process_promised_is_kept_by_another(
    db: Database, other: Database
) -> None:
    promised = (await line_up(db, ["1", "2", "3"]))[1]
    (again,) = await line_up(other, ["2"])
    assert (again.at, again.is_near) == (promised.at, False)
    await let_pass(db, APART)
    (come,) = await line_up(other, ["2"])
    assert come.is_near
    (next_one,) = await line_up(other, ["2"])
    assert not next_one.is_near, "a turn is used once"


async def test_what_waits_for_its_turn_counts_as_due_since_it_was(db: Database) -> None:
    await queue(db, 2)
    first, second = await claimed(db)
    await line_up(db, ["other"] * 5 + [second.id])
    (turn,) = await line_up(db, [second.id])
    await deliveries.put_off(db, second.lease, turn.at)
    await deliveries.record_attempts(db, [tried(first)], NOW, notice)
    long = await deliveries.oldest_due(db)
    assert long is not None
    await let_pass(db, timedelta(seconds=2))
    longer = await deliveries.oldest_due(db)
    assert longer is not None
    assert longer >= long + timedelta(seconds=2)


async def test_what_is_not_due_any_more_counts_for_nothing(db: Database) -> None:
    await queue(db, 1)
    (one,) = await claimed(db)
    *_, turn = await line_up(db, ["other", one.id])
    await deliveries.put_off(db, one.lease, turn.at)
    assert await deliveries.oldest_due(db) is not None

    def cancel(connection: Connection) -> None:
        gone = {"status": Status.CANCELLED, "next_at": None}
        connection.execute(update(tables.deliveries).values(**gone))

    await db.write(cancel)
    assert await deliveries.oldest_due(db) is None


async def test_lines_and_turns_of_long_ago_are_forgotten(db: Database) -> None:
    (turn, _) = await line_up(db, ["1", "2"])
    for before, left in ((turn.at - HOUR, 1), (turn.at + HOUR, 0)):
        await forget_idle(db, before)
        assert [await rows(db, table) for table in (mail_lines, mail_turns)] == [left, left]


async def test_what_is_urgent_has_its_turn_at_once_and_is_counted(db: Database) -> None:
    crowd = await line_up(db, [str(n) for n in range(5)])
    (before,) = await db.rows(mail_lines.select())
    got = await ask(db, "a.example", "dlv_urgent", APART, is_urgent=True)
    assert (got.is_near, got.wait) == (True, timedelta(0))
    (after,) = await db.rows(mail_lines.select())
    assert after.free - before.free == APART // timedelta(microseconds=1)
    (again,) = await line_up(db, ["4"])
    assert again.at == crowd[-1].at


async def put_off_by_a_clock_a_day_ahead(db: Database) -> None:
    """Let a mail of three go; the others are put off, and then the clock is set back by a day."""
    await queue(db, 3)
    mails = await claimed(db)
    for mail in mails:
        (got,) = await line_up(db, [mail.id])
        if got.is_near:
            await deliveries.record_attempts(db, [tried(mail)], NOW, notice)
        else:
            await deliveries.put_off(db, mail.lease, got.at)
    await let_pass(db, -24 * HOUR)
    assert await claimed(db) == []


async def test_when_the_clock_was_set_back_the_line_goes_on_soon(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST", 1)  # each in a transaction of its own
    await put_off_by_a_clock_a_day_ahead(db)
    (asked,) = await line_up(db, ["new"])
    assert not asked.is_near
    assert asked.wait < timedelta(minutes=1), "it is told to come soon"
    assert await begin_anew(db, APART)
    assert (await line_up(db, ["new"]))[0].is_near
    back = await claimed(db)
    assert len(back) == 2, "what was put off is due"
    again = await line_up(db, [mail.id for mail in back])
    assert all(turn.wait <= 2 * APART for turn in again), "and stands in the line of the present"


async def test_when_the_clock_was_set_back_and_nobody_asks_they_are_called(db: Database) -> None:
    await put_off_by_a_clock_a_day_ahead(db)
    assert await begin_anew(db, APART)
    assert len(await claimed(db)) == 2
    assert not await begin_anew(db, APART)


async def test_lines_of_a_time_that_only_grows_are_left_alone(db: Database) -> None:
    promised = await line_up(db, [str(n) for n in range(100)])
    assert not await begin_anew(db, APART)
    assert (await line_up(db, ["99"]))[0].at == promised[-1].at


async def test_a_turn_that_is_still_to_come_is_kept_where_others_are_called_back(
    db: Database,
) -> None:
    await queue(db, 2)
    first, second = await claimed(db)
    for mail in (first, second):
        (kept,) = await line_up(db, [mail.id], "crowded.example")
    await deliveries.put_off(db, second.lease, kept.at)
    await line_up(db, ["1"])
    strayed = update(mail_lines).where(mail_lines.c.domain == "a.example")
    ahead = {"free": mail_lines.c.free + 24 * HOUR // timedelta(microseconds=1)}
    await db.write(lambda connection: connection.execute(strayed.values(**ahead)))
    assert await begin_anew(db, APART)
    (again,) = await claimed(db)
    assert (await line_up(db, [again.id], "crowded.example"))[0].at == kept.at
