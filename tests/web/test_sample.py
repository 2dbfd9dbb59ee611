"""The published sample is a webhook like any other, and its secret is good for nothing else."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from jsonschema import Draft202012Validator
from standardwebhooks import Webhook

from alerts.model.event import AlertEvent
from alerts.model.sample import sample_alert
from tests.web.site import PUBLIC_URL, Parts, Site

SCHEMA = Path(__file__).parents[2] / "schemas" / "alert.json"
PATH = "/.well-known/webhook-sample.json"
AT = datetime(2026, 3, 1, tzinfo=UTC)


async def test_anybody_gets_a_webhook_that_was_signed_just_now(site: Site, parts: Parts) -> None:
    parts.clock.at = datetime.now(UTC)  # noqa: TID251 - the library reads its own clock
    sample = (await site.call("GET", PATH)).json
    event = Webhook(sample["secret"]).verify(sample["body"], sample["headers"])
    assert event["id"] == sample["headers"]["webhook-id"] == "dlv_sample"
    assert event["source"] == PUBLIC_URL


async def test_the_command_line_takes_it_as_it_is(site: Site, parts: Parts, tmp_path: Path) -> None:
    parts.clock.at = datetime.now(UTC)  # noqa: TID251 - the command reads its own clock
    (tmp_path / "sample.json").write_text((await site.call("GET", PATH)).text, "utf-8")
    words = ("webhook", "verify", "--sample", str(tmp_path / "sample.json"))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "alerts", *words), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert json.loads(out) == {"verified": True, "id": "dlv_sample"}


async def test_no_webhook_of_a_subscriber_has_the_samples_secret(site: Site) -> None:
    key = await site.subscriber()
    sent = {"type": "webhook", "url": "https://hooks.example/a"}
    made = (await site.call("POST", "/v1/destinations", key, sent)).json
    assert made["secret"] != (await site.call("GET", PATH)).json["secret"]


def test_it_fits_the_schema_and_its_words_say_that_it_is_made_up() -> None:
    body = sample_alert(PUBLIC_URL, AT)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(json.loads(body))
    report = AlertEvent.read(body).data.report
    assert "made-up" in str(report.title)
    assert "made up" in str(report.excerpt)


def test_it_is_the_same_but_for_its_instant() -> None:
    assert sample_alert(PUBLIC_URL, AT) == sample_alert(PUBLIC_URL, AT)
