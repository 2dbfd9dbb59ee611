"""A report goes onto Kafka; the right subscriber, and nobody else, hears of it, and why."""

import asyncio

import aiohttp
import pytest

from tests.e2e.world import (
    LOOK_AGAIN_S,
    OPERATOR,
    PATIENCE_S,
    Client,
    Process,
    World,
    enrol,
    report,
    text_of,
)

# One service serves the whole module: its start costs more than all it does here.
pytestmark = pytest.mark.asyncio(loop_scope="module")

BODY = "أفادت مصادر محلية بسقوط صاروخ على حقل كونيكو للغاز. Drones hit the Koniko gas field."


async def test_a_report_becomes_a_signed_webhook_and_a_mail_that_say_why(
    world: World, service: Process
) -> None:
    desk, other = await enrol(world, service, "why"), await enrol(world, service, "other")
    hook, mail = await desk.webhook(), await desk.email()
    rule = await desk.rule(hook, mail, facility=["كونيكو"])
    await other.rule(await other.webhook(), region=["Iraq"])

    await world.put(report("zhyan-1", BODY, title="Missile in the night"))
    await desk.until(hooks=1, mails=2)

    (event,) = desk.hooks
    (matched,) = event["data"]["rules"]
    (because,) = matched["because"]
    assert event["type"] == "alert.created"
    assert matched["id"] == rule
    assert because["entity"]["id"] == "conoco-gas-plant"
    words = because["evidence"]
    assert words["field"] == "/body"
    assert BODY[words["start"] : words["end"]] == words["text"]
    named = {e["id"] for e in event["data"]["entities"]}
    assert {"conoco-gas-plant", "SY-DY", "SY"} <= named
    alert_mail = desk.mails[1]
    assert "Missile in the night" in alert_mail["Subject"]
    assert alert_mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "why's rule" in text_of(alert_mail)
    assert words["text"] in text_of(alert_mail)
    assert other.hooks == []
    assert world.inbox.forged == 0

    (line,) = await service.until_lines("report.processed", having={"report_id": "zhyan-1"})
    assert (line["alerts"], line["rules_matched"]) == (1, 1)
    sent = await service.until_lines("delivery.attempted", having={"delivery_id": event["id"]})
    assert [(x["outcome"], x["status"], x["attempt"]) for x in sent] == [("delivered", 200, 1)]


async def test_the_log_and_the_owner_can_see_what_was_sent(world: World, service: Process) -> None:
    desk = await enrol(world, service, "owner")
    await desk.rule(await desk.webhook(), region=["SY-DY"])
    await world.put(report("seen"))
    await desk.until(hooks=1)

    async with asyncio.timeout(PATIENCE_S):
        while True:  # the receiver knows before the sender has written it down
            (alert,) = (await desk.call("GET", "/v1/alerts"))["items"]
            (delivery,) = alert["deliveries"]
            if delivery["status"] == "delivered":
                break
            await asyncio.sleep(LOOK_AGAIN_S)

    assert alert["report"]["id"] == "seen"
    assert [a["outcome"] for a in delivery["attempts"]] == ["delivered"]
    await service.until_lines("delivery.attempted", having={"delivery_id": delivery["id"]})
    log = service.log.read_text()
    assert desk.key not in log
    assert world.inbox.secrets["owner"] not in log


async def test_unsubscribing_by_one_click_ends_the_mails(world: World, service: Process) -> None:
    desk = await enrol(world, service, "leaver")
    mail = await desk.email()
    await desk.rule(mail, facility=["Tishrin Dam"])
    await world.put(report("first", "Shells fell near Tishrin Dam."))
    await desk.until(mails=2)

    link = desk.mails[1]["List-Unsubscribe"].strip("<>").split(">")[0]
    path = link.removeprefix("https://alerts.example")
    async with (
        aiohttp.ClientSession() as session,
        session.post(service.url + path, data={"List-Unsubscribe": "One-Click"}) as answer,
    ):
        assert answer.status == 200
    await desk.rule(await desk.webhook(), facility=["Tishrin Dam"])
    await world.put(report("second", "Shells fell near Tishrin Dam again."))

    await desk.until(hooks=1)
    assert len(desk.mails) == 2
    assert (await desk.call("GET", f"/v1/destinations/{mail}"))["state"] == "unsubscribed"


async def test_reports_put_over_http_take_the_same_way(world: World, service: Process) -> None:
    desk = await enrol(world, service, "http")
    await desk.rule(await desk.webhook(), facility=["Mosul Dam"])
    operator = Client(service.url, OPERATOR, world, "operator")

    both = [report(f"http-{n}", "A guard post at Mosul Dam was shelled.") for n in (1, 2)]
    await operator.call("POST", "/v1/reports", both)

    await desk.until(hooks=2)
    assert world.inbox.reports_of("http") == {"http-1", "http-2"}


async def test_the_same_report_again_alerts_nobody_again(world: World, service: Process) -> None:
    desk = await enrol(world, service, "again")
    await desk.rule(await desk.webhook(), facility=["Haditha Dam"])

    await world.put(*[report("one", "A drone fell at Haditha Dam.")] * 5)
    await desk.until(hooks=1)
    await world.put(
        report("one", "Other words about Haditha Dam."), report("two", "A drone hit Haditha Dam.")
    )
    await desk.until(hooks=2)

    assert world.inbox.reports_of("again") == {"one", "two"}
    assert set(world.inbox.copies().values()) == {1}

    repeats = await service.until_lines(
        "report.processed", 5, having={"report_id": "one", "outcome": "duplicate"}
    )
    assert sorted(x["content_differs"] for x in repeats) == [False] * 4 + [True]


async def test_bad_input_stops_nobody(world: World, service: Process) -> None:
    desk = await enrol(world, service, "bad")
    await desk.rule(await desk.webhook(), facility=["Darbandikhan Dam"])
    before = len(service.lines("report.rejected"))

    await world.put(b"no json", report("x" * 10_000), report("nul", "a\0b"))
    await world.put(report("good", "A leak at Darbandikhan Dam."))

    await desk.until(hooks=1)
    rejected = (await service.until_lines("report.rejected", before + 3))[before:]
    assert sorted(x["reason"] for x in rejected) == ["invalid_report", "invalid_text", "not_json"]
