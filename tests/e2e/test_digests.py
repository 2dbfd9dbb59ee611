"""Too many alerts: the first come by themselves, the others together, and none is missing."""

import asyncio
import signal
from pathlib import Path

import orjson
import pytest
from jsonschema import Draft202012Validator

from tests.e2e.world import (
    LOOK_AGAIN_S,
    PATIENCE_S,
    Client,
    Json,
    World,
    enrol,
    report,
    text_of,
)

ROOT = Path(__file__).parents[2]
RATE, REPORTS = 3, 20
SETTINGS = {"ALERTS_MAX_ALERTS_PER_HOUR": str(RATE), "ALERTS_DIGEST_INTERVAL": "4"}


async def digests(desk: Client) -> list[Json]:
    items: list[Json] = (await desk.call("GET", "/v1/deliveries?limit=200"))["items"]
    return [one for one in items if one["purpose"] == "digest"]


async def all_delivered(desk: Client) -> list[Json]:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            found = await digests(desk)
            if found and all(one["status"] == "delivered" for one in found):
                return found
            await asyncio.sleep(LOOK_AGAIN_S)


def told_by(events: list[Json], kind: str) -> list[Json]:
    return [event for event in events if event["type"] == kind]


async def check(world: World, desk: Client) -> list[str]:
    """See that every report reached webhook and mailbox once; give the digests' mails."""
    hook, mail = await desk.webhook(), await desk.email()
    await desk.rule(hook, mail, facility=["Koniko"])
    inbox = world.inbox
    await world.put(*(report(f"r-{n}", title=f"Missile number {n}.") for n in range(REPORTS)))

    def arrived() -> bool:
        lists = [event["data"]["count"] for event in told_by(desk.hooks, "alert.digest")]
        return bool(sum(lists) == REPORTS - RATE)

    await inbox.until(arrived)
    found = await all_delivered(desk)
    assert inbox.forged == 0

    singles = told_by(desk.hooks, "alert.created")
    assert len(singles) == RATE
    schema = Draft202012Validator(orjson.loads((ROOT / "schemas/digest.json").read_bytes()))
    in_digests = []
    for event in told_by(desk.hooks, "alert.digest"):
        schema.validate({name: value for name, value in event.items() if name != "receiver"})
        in_digests += event["data"]["alerts"]
        listed = await desk.call("GET", f"/v1/alerts?limit=100&delivery={event['id']}")
        ids = {alert["id"] for alert in listed["items"]}
        assert ids == {alert["alert_id"] for alert in event["data"]["alerts"]}
        for alert in listed["items"]:
            assert event["id"] in [one["id"] for one in alert["deliveries"]]
            assert alert["rules"][0]["because"]
    titles = [event["data"]["report"]["title"] for event in singles]
    titles += [alert["title"] for alert in in_digests]
    assert sorted(titles) == sorted(f"Missile number {n}." for n in range(REPORTS))
    assert {tuple(alert["places"]) for alert in in_digests} == {("Conoco gas plant", "Deir ez-Zor")}

    letters = [text_of(letter) for letter in desk.mails]
    of_digests = [letter for letter in letters if letter.startswith("DIGEST")]
    for number in range(REPORTS):
        assert sum(f"Missile number {number}." in letter for letter in letters) == 1
    assert len(of_digests) == len([one for one in found if one["destination_id"] == mail])
    return of_digests


async def test_in_one_process_on_sqlite(lite_world: World) -> None:
    service = await lite_world.run(**SETTINGS)
    desk = await enrol(lite_world, service, "desk")
    (letter, *_) = await check(lite_world, desk)
    assert "more reports met your rules" in letter.lower()
    lines = await service.until_lines("digest.made", 2)
    assert sum(line["alerts"] for line in lines) == 2 * (REPORTS - RATE)
    processed = await service.until_lines("report.processed", REPORTS)
    assert sum(line.get("over_rate", 0) for line in processed) == REPORTS - RATE


@pytest.mark.parametrize("recorders", [2])
async def test_with_several_processes_on_postgresql(pg_world: World, recorders: int) -> None:
    api = await pg_world.run("api", **SETTINGS)
    desk = await enrol(pg_world, api, "desk")
    senders = [await pg_world.run("deliver", **SETTINGS) for _ in range(2)]
    for _ in range(recorders):
        await pg_world.run("intake", **SETTINGS)
    await check(pg_world, desk)
    made = [line for sender in senders for line in sender.lines("digest.made")]
    assert len({line["delivery_id"] for line in made}) == len(made)
    assert set(pg_world.inbox.copies().values()) == {1}


async def test_a_sender_killed_with_a_digest_in_hand_leaves_it_to_the_next_as_it_was_made(
    pg_world: World,
) -> None:
    more = SETTINGS | {"ALERTS_MAX_ALERTS_PER_HOUR": "1", "ALERTS_DELIVERY_LEASE": "2"}
    api = await pg_world.run("api", **more)
    desk = await enrol(pg_world, api, "desk")
    await desk.rule(await desk.webhook(), facility=["Koniko"])
    first = await pg_world.run("deliver", **more)
    await pg_world.run("intake", **more)
    pg_world.inbox.delay_s = 2.0
    await pg_world.put(*(report(f"r-{n}") for n in range(5)))
    (line, *_) = await first.until_lines("digest.made")
    first.stop(signal.SIGKILL)

    await pg_world.run("deliver", **more)
    await all_delivered(desk)
    copies = [event for event in desk.hooks if event["id"] == line["delivery_id"]]
    assert copies in ([copies[0]], [copies[0]] * 2)  # it was killed before its request, or after
    lists = {event["id"]: event["data"] for event in told_by(desk.hooks, "alert.digest")}
    in_digests = [alert["alert_id"] for data in lists.values() for alert in data["alerts"]]
    singles = {event["data"]["alert_id"] for event in told_by(desk.hooks, "alert.created")}
    assert len(in_digests) == len(set(in_digests)) == 4
    assert len(singles) == 1
