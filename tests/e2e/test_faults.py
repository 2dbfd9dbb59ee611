"""Processes are killed, servers go away and come back: nothing is lost, nothing comes twice.

The one repeat allowed is a webhook under way when its sender was killed; it carries the
same id, and there are no more of them than could have been under way.
"""

import asyncio
import signal

import pytest

from tests.e2e.world import PATIENCE_S, Process, World, enrol, report, until

pytestmark = pytest.mark.crash

IN_FLIGHT = 100  # the default ALERTS_WEBHOOK_CONCURRENCY


def seen(*processes: Process) -> set[str]:
    """Give the ids of the reports that some process has recorded, or found recorded."""
    lines = (line for process in processes for line in process.lines("report.processed"))
    return {line["report_id"] for line in lines}


async def until_seen(wanted: set[str], *processes: Process) -> None:
    """Return once some process has spoken of each of the reports."""
    await until(lambda: wanted <= seen(*processes))


async def test_killed_in_the_middle_and_started_again_it_loses_nothing(
    lite_world: World,
) -> None:
    world = lite_world
    service = await world.run()
    desk = await enrol(world, service, "desk")
    await desk.rule(await desk.webhook(), region=["SY"])
    reports = [report(f"r-{n}") for n in range(300)]
    world.inbox.delay_s = 0.02

    await world.put(*reports[:150])
    await desk.until(hooks=20)
    service.stop(signal.SIGKILL)
    await world.put(*reports[150:])
    service.start()

    wanted = {r["id"] for r in reports}
    # What it had in hand is leased for a minute yet, and not lost.
    await world.inbox.until(lambda: world.inbox.reports_of("desk") == wanted, 2 * PATIENCE_S)
    repeats = sum(count - 1 for count in world.inbox.copies().values())
    assert repeats <= IN_FLIGHT
    assert len(world.inbox.copies()) == len(wanted), "a repeat has the id of the first"


async def test_stopped_in_good_order_it_repeats_nothing(lite_world: World) -> None:
    world = lite_world
    service = await world.run()
    desk = await enrol(world, service, "desk")
    await desk.rule(await desk.webhook(), region=["SY"])
    reports = [report(f"r-{n}") for n in range(200)]
    world.inbox.delay_s = 0.02

    await world.put(*reports)
    await desk.until(hooks=20)
    await asyncio.to_thread(service.stop)  # the receiver must go on answering
    assert service.lines("service.stopped")
    assert service.child
    assert service.child.exit_code == 0
    service.start()

    wanted = {r["id"] for r in reports}
    await world.inbox.until(lambda: world.inbox.reports_of("desk") == wanted)
    assert set(world.inbox.copies().values()) == {1}


async def test_under_load_through_a_rebalance_each_alert_comes_once(pg_world: World) -> None:
    world = pg_world
    api = await world.run("api")
    senders = [await world.run("deliver"), await world.run("deliver")]
    readers = [await world.run("intake")]
    desk = await enrol(world, api, "desk")
    await desk.rule(await desk.webhook(), region=["SY"])
    reports = [report(f"r-{n}") for n in range(3000)]

    await world.put(*reports[:1000])
    readers.append(world.process("intake"))
    readers[1].start()  # joins under load
    await world.put(*reports[1000:2000])
    await world.ready(readers[1])
    await world.put(*reports[2000:2500])
    readers[0].stop(signal.SIGKILL)  # leaves without a word: its partitions must be taken over
    await world.put(*reports[2500:])

    wanted = {r["id"] for r in reports}
    await world.inbox.until(lambda: world.inbox.reports_of("desk") == wanted, patience_s=120)
    assert set(world.inbox.copies().values()) == {1}
    # One that was killed between recording and saying so leaves that to who comes after it.
    await until_seen(wanted, *readers)
    took_part = [bool(s.lines("delivery.attempted")) for s in senders]
    assert took_part == [True, True]


async def test_a_rule_counts_in_every_process_once_it_is_acknowledged(pg_world: World) -> None:
    world = pg_world
    api = await world.run("api")
    await world.run("deliver")
    readers = [await world.run("intake"), await world.run("intake")]
    desk = await enrol(world, api, "desk")
    hook = await desk.webhook()

    for number in range(5):
        rule = await desk.rule(hook, facility=["Koniko"])
        await world.put(*[report(f"with-{number}-{i}") for i in range(4)])
        await desk.until(hooks=4 * (number + 1))
        await desk.call("DELETE", f"/v1/rules/{rule}")
        without = {f"without-{number}-{i}" for i in range(4)}
        await world.put(*map(report, without))
        await until_seen(without, *readers)

    await desk.rule(hook, facility=["Koniko"])
    await world.put(report("last"))
    await world.inbox.until(lambda: "last" in world.inbox.reports_of("desk"))
    heard = world.inbox.reports_of("desk")
    assert heard == {f"with-{n}-{i}" for n in range(5) for i in range(4)} | {"last"}


@pytest.mark.parametrize("first_back", ["kafka", "postgres"])
async def test_kafka_and_the_database_may_both_go_and_come_back(
    pg_world: World, request: pytest.FixtureRequest, first_back: str
) -> None:
    world = pg_world
    postgres = request.getfixturevalue("postgres")
    service = await world.run()
    desk = await enrol(world, service, "desk")
    await desk.rule(await desk.webhook(), region=["SY"])
    await world.put(report("before"))
    await desk.until(hooks=1)

    await postgres.stop()
    await world.put(report("while the database is away"))
    await world.not_ready(service, "database")
    await world.kafka.stop()
    await world.not_ready(service, "kafka")
    servers = [world.kafka, postgres]
    for server in servers if first_back == "kafka" else servers[::-1]:
        await server.start()
    await world.ready(service)
    await world.put(report("after"))

    wanted = {"before", "while the database is away", "after"}
    await world.inbox.until(lambda: world.inbox.reports_of("desk") == wanted)
    assert set(world.inbox.copies().values()) == {1}
    assert service.child
    assert service.child.running


async def test_it_starts_before_its_servers_and_waits(pg_world: World) -> None:
    world = pg_world
    await world.kafka.stop()
    service = world.process()
    service.start()
    await world.not_ready(service, "kafka")

    await world.kafka.start()
    await world.ready(service)

    desk = await enrol(world, service, "desk")
    await desk.rule(await desk.webhook(), region=["SY"])
    await world.put(report("first"))
    await desk.until(hooks=1)


async def test_a_receiver_that_is_away_hears_of_it_later(lite_world: World) -> None:
    world = lite_world
    service = await world.run()
    desk = await enrol(world, service, "desk")
    await desk.rule(await desk.webhook(), region=["SY"])
    secret = world.inbox.secrets.pop("desk")  # the receiver answers 500 from here on

    await world.put(report("one"))
    await service.until_lines("delivery.attempted")
    world.inbox.secrets["desk"] = secret

    await desk.until(hooks=1)
    attempts = service.lines("delivery.attempted")
    assert [(a["outcome"], a["attempt"]) for a in attempts][:1] == [("retry", 1)]
    (event,) = desk.hooks
    assert event["id"] == attempts[0]["delivery_id"]
