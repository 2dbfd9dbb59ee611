"""The receivers that the documents show, run as they are printed, against our own sender."""

import asyncio
import io
import os
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from alerts.deliver.webhook.channel import WebhookChannel
from alerts.deliver.webhook.egress import EgressGuard
from alerts.keyring import Key, Keyring, new_webhook_secret, seal_webhook_secret, signed_headers
from alerts.model.delivery import Delivered, Delivery, Purpose
from alerts.model.rule import Channel
from alerts.model.sample import SAMPLE_DELIVERY, sample_alert
from tests.docs.pages import Page
from tests.servers.fixtures import absence
from tests.servers.ports import free_port

PAGE = Page.at("docs/how-to/receive-webhooks.md")
ENTROPY = bytes(range(32))
KEYRING = Keyring([Key("k", b"secret" * 6)])
STARTED_WITHIN_S = 180  # a compiler may have a whole library to build first


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a receiver's clock is the world's


@dataclass(frozen=True)
class Language:
    """How a receiver is run: its fence, its file, and what runs the file."""

    fence: str
    file: str
    program: str
    words: Sequence[str] = ()


LANGUAGES = (
    Language("python", "receiver.py", sys.executable),
    Language("js", "receiver.js", "node"),
    Language("go", "receiver.go", "go", ("run",)),
)


@dataclass(frozen=True)
class Receiver:
    """A receiver that listens."""

    url: str
    process: asyncio.subprocess.Process

    async def dealt_with(self) -> str:
        assert self.process.stdout is not None
        return (await asyncio.wait_for(self.process.stdout.readline(), 10)).decode().strip()


@asynccontextmanager
async def started(language: Language, folder: Path) -> AsyncIterator[Receiver]:
    (code,) = PAGE.blocks(language.fence)
    file = folder / language.file
    file.write_text(code, "utf-8")
    port = free_port()
    told = {"WEBHOOK_SECRET": new_webhook_secret(ENTROPY), "PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        *(language.program, *language.words, str(file)),
        env=os.environ | told | {"GOTOOLCHAIN": "local", "GOPROXY": "off"},
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        await _listens(port, process)
        yield Receiver(f"http://127.0.0.1:{port}/hook", process)
    finally:
        # `go run` has a child; both are of the session that began here.
        os.killpg(process.pid, 9)
        await process.wait()


async def _listens(port: int, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(STARTED_WITHIN_S):
        while process.returncode is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
    pytest.fail(f"the receiver ended with {process.returncode}")


@pytest.fixture(params=LANGUAGES, ids=lambda language: language.fence)
async def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Receiver]:
    language: Language = request.param
    if shutil.which(language.program) is None:
        reason = f"there is no {language.program} here: its receiver was not run"
        raise absence(request.config, reason)
    async with started(language, tmp_path) as running:
        yield running


def delivery(url: str) -> Delivery:
    sealed = seal_webhook_secret(KEYRING, "dst_1", new_webhook_secret(ENTROPY), b"n" * 12)
    return Delivery(
        id=SAMPLE_DELIVERY,
        destination_id="dst_1",
        subscriber_id="sub_1",
        alert_id="alr_1",
        channel=Channel.WEBHOOK,
        purpose=Purpose.ALERT,
        event=sample_alert("https://alerts.example", now()),
        target=url,
        headers=None,
        secret=sealed,
        attempts=0,
        created_at=now(),
        lease="lease",
    )


async def status_of(url: str, headers: dict[str, str], body: bytes | io.BytesIO) -> int:
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as got:
        return got.status


@pytest.mark.timeout(240)
async def test_a_receiver_takes_what_is_ours_once_and_nothing_else(receiver: Receiver) -> None:
    guard = EgressGuard(["127.0.0.0/8"])
    async with WebhookChannel(keyring=KEYRING, guard=guard, clock=now) as channel:
        sent = delivery(receiver.url)
        assert await channel.send(sent) == Delivered(204)
        assert await channel.send(sent) == Delivered(204)

    async def answer(
        body: bytes = b'{"id":"dlv_2","type":"alert.test"}',
        secrets: Sequence[bytes] = (ENTROPY,),
        age: timedelta = timedelta(0),
        changes: dict[str, str] | None = None,
    ) -> int:
        signed = b'{"id":"dlv_2","type":"alert.test"}'
        headers = signed_headers(signed, message_id="dlv_2", at=now() - age, secrets=secrets)
        return await status_of(receiver.url, headers | (changes or {}), body)

    assert await answer(body=b"{}") == 401
    assert await answer(secrets=[bytes(32)]) == 401
    assert await answer(age=timedelta(minutes=6)) == 401
    assert await answer(age=timedelta(minutes=-6)) == 401
    assert await answer(changes={"webhook-id": "dlv_3"}) == 401
    assert await answer(changes={"webhook-timestamp": "soon"}) == 401
    assert await answer(changes={"webhook-signature": "v1,"}) == 401
    assert await status_of(receiver.url, {}, b"{}") == 401
    assert await answer(secrets=[bytes(32), ENTROPY]) == 204
    assert await receiver.dealt_with() == f"alert.created {SAMPLE_DELIVERY}"
    assert await receiver.dealt_with() == "alert.test dlv_2"


async def test_a_receiver_reads_no_body_without_end(receiver: Receiver) -> None:
    try:
        status = await status_of(receiver.url, {}, io.BytesIO(bytes(3_000_000)))
    except aiohttp.ClientError:
        return
    assert status in {401, 413}
