"""The Python that the documents show, run as it is printed."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, ConsumerRecord

from alerts.intake.envelope import report_in
from alerts.keyring import new_webhook_secret, signed_headers
from tests.docs.pages import Page
from tests.servers.kafka import Kafka

EXAMPLES = Page.at("docs/how-to/send-reports.md").blocks("python")
ENTROPY = bytes(range(32))
SECRET = new_webhook_secret(ENTROPY)
BODY = b'{"type":"alert.created"}'


@pytest.fixture(params=Page.at("docs/how-to/verify-a-webhook.md").blocks("python"))
def read_event(request: pytest.FixtureRequest) -> Callable[..., Any]:
    names: dict[str, Any] = {}
    exec(request.param, names)
    reader: Callable[..., Any] = names["read_event"]
    return reader


def sent(
    at: datetime | None = None, body: bytes = BODY, secrets: tuple[bytes, ...] = (ENTROPY,)
) -> dict[str, str]:
    at = at or datetime.now(UTC)  # noqa: TID251 - a receiver's clock is the world's
    return signed_headers(body, message_id="dlv_1", at=at, secrets=secrets)


def test_a_webhook_of_ours_is_read(read_event: Callable[..., Any]) -> None:
    assert read_event(SECRET, sent(), BODY) == {"type": "alert.created"}


def test_while_a_secret_is_replaced_one_good_signature_is_enough(
    read_event: Callable[..., Any],
) -> None:
    assert read_event(SECRET, sent(secrets=(bytes(32), ENTROPY)), BODY)


@pytest.mark.parametrize(
    "headers",
    [
        sent(body=b"{}"),
        sent(secrets=(bytes(32),)),
        sent(at=datetime.now(UTC) - timedelta(minutes=6)),  # noqa: TID251 - the same
        sent() | {"webhook-id": "dlv_2"},
    ],
    ids=["another body", "another secret", "too old", "another id"],
)
def test_any_other_is_refused(read_event: Callable[..., Any], headers: dict[str, str]) -> None:
    with pytest.raises(Exception, match=r"(?i)sign|old"):
        read_event(SECRET, headers, BODY)


@pytest.mark.parametrize("example", EXAMPLES, ids=["plain", "structured", "binary", "outbox"])
async def test_a_producer_sends_what_can_be_read(
    kafka: Kafka, tmp_path: Path, example: str
) -> None:
    topic = await kafka.fresh_topic("docs")
    outbox = tmp_path / "outbox.db"
    _fill(outbox)
    environment = os.environ | {"KAFKA": kafka.address, "TOPIC": topic, "OUTBOX": str(outbox)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", example, env=environment)
    assert await asyncio.wait_for(process.wait(), 60) == 0
    record = await _first(kafka, topic)
    report = report_in(record.value, record.headers, 1_000_000)
    assert report.source.name == "Example Desk"
    assert report.ignored_fields == ()
    with sqlite3.connect(outbox) as database:
        left = database.execute("SELECT count(*) FROM outbox").fetchone()[0]
    assert left == (0 if "outbox" in example else 1)
    database.close()


def _fill(outbox: Path) -> None:
    (schema,) = [line for line in EXAMPLES[-1].splitlines() if "CREATE TABLE" in line]
    report = '{"id": "desk-1", "source": {"name": "Example Desk"}, "body": "A blast."}'
    with sqlite3.connect(outbox) as database:
        database.execute(schema.partition('"')[2].rpartition('"')[0])
        database.execute("INSERT INTO outbox (key, report) VALUES ('desk-1', ?)", (report,))
    database.close()


async def _first(kafka: Kafka, topic: str) -> ConsumerRecord:
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=kafka.address, auto_offset_reset="earliest"
    ) as consumer:
        return await consumer.getone()
