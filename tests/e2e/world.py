"""The service as its users meet it: processes, a broker, a database, receivers.

Nothing here reaches into the code under test: processes are started by the command line,
set up over HTTP, fed through Kafka, and judged by what arrives.
"""

import asyncio
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiohttp
import orjson
from aiohttp import web
from aiokafka import AIOKafkaProducer
from aiosmtpd.smtp import SMTP, Envelope
from standardwebhooks import Webhook

from tests.servers.child import Child
from tests.servers.kafka import Kafka
from tests.servers.ports import free_port

OPERATOR = "operator-key-of-the-end-to-end-tests"
PATIENCE_S = 60
LOOK_AGAIN_S = 0.05
Json = dict[str, Any]


async def until(told: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Return once it is so, of what nobody calls out: another process's log."""
    async with asyncio.timeout(patience_s):
        while not told():
            await asyncio.sleep(LOOK_AGAIN_S)


@dataclass
class Inbox:
    """What has arrived: webhooks with sound signatures, and mails."""

    hooks: list[Json] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    forged: int = 0
    delay_s: float = 0.0
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take_hook(self, request: web.Request) -> web.Response:
        body = await request.read()
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        secret = self.secrets.get(request.match_info["receiver"])
        if secret is None:
            return web.Response(status=500)
        try:
            event = Webhook(secret).verify(body, dict(request.headers))
        except Exception:
            self.forged += 1
            raise
        async with self._news:
            self.hooks.append(event | {"receiver": request.match_info["receiver"]})
            self._news.notify_all()
        return web.Response(status=200)

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: SMTP, _session: object, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        async with self._news:
            self.mails.append(parsed)
            self._news.notify_all()
        return "250 OK"

    async def until(self, told: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        async with asyncio.timeout(patience_s), self._news:
            await self._news.wait_for(told)

    def copies(self) -> Counter[str]:
        """Count the arrivals of each webhook by its id."""
        return Counter(h["id"] for h in self.hooks)

    def reports_of(self, receiver: str) -> set[str]:
        """Give the ids of the reports that a receiver has heard of."""
        return {h["data"]["report"]["id"] for h in self.hooks if h["receiver"] == receiver}


class Process:
    """`alerts serve` as a child, its log lines readable."""

    def __init__(self, role: str, environment: Mapping[str, str], folder: Path) -> None:
        self.role = role
        self.port = free_port()
        self.log = folder / f"{role}-{self.port}.log"
        self._environment = dict(environment) | {
            "ALERTS_HTTP_PORT": str(self.port),
            "ALERTS_LOG_FORMAT": "json",
            # The same code as this process has.
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
        }
        self.child: Child | None = None

    def start(self) -> None:
        pairs = [f"{name}={value}" for name, value in self._environment.items()]
        command = ["env", "-i", *pairs, sys.executable, "-m", "alerts", "serve"]
        self.child = Child.start([*command, "--role", self.role], log=self.log)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        if self.child:
            self.child.stop(by)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def lines(self, event: str) -> list[Json]:
        """Read the log's lines of one event, as far as they are written."""
        whole, _, _ = self.log.read_bytes().rpartition(b"\n")
        found = [orjson.loads(line) for line in whole.splitlines() if line]
        return [line for line in found if line["event"] == event]

    async def until_lines(
        self,
        event: str,
        count: int = 1,
        *,
        having: Mapping[str, object] = MappingProxyType({}),
    ) -> list[Json]:
        """Return the log's lines of one event with these values once there are `count`, or more.

        A line is written after what it tells of: who has just received something may be
        ahead of it.
        """
        found: list[Json] = []

        def enough() -> bool:
            found[:] = [line for line in self.lines(event) if having.items() <= line.items()]
            return len(found) >= count

        await until(enough)
        return found


class World:
    """One set of servers and any number of processes of the service on them."""

    def __init__(
        self, kafka: Kafka, database_url: str, folder: Path, stack: AsyncExitStack
    ) -> None:
        self.kafka = kafka
        self.database_url = database_url
        self.folder = folder
        self.inbox = Inbox()
        self.topic = ""
        self.dead_topic = ""
        self.hook_port = 0
        self.smtp_port = 0
        self._stack = stack
        self._processes: list[Process] = []
        self._senders: dict[str, AIOKafkaProducer] = {}

    async def open(self, partitions: int = 4) -> None:
        self.topic = await self.kafka.fresh_topic("reports", partitions)
        self.dead_topic = await self.kafka.fresh_topic("dead")
        app = web.Application()
        app.router.add_post("/{receiver}", self.inbox.take_hook)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.hook_port = runner.addresses[0][1]
        loop = asyncio.get_running_loop()
        smtp = await loop.create_server(
            lambda: SMTP(self.inbox, loop=loop, hostname="mail.example"), "127.0.0.1", 0
        )
        self._stack.callback(smtp.close)
        self.smtp_port = smtp.sockets[0].getsockname()[1]

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "ALERTS_KAFKA_BOOTSTRAP_SERVERS": self.kafka.address,
            "ALERTS_KAFKA_TOPIC": self.topic,
            "ALERTS_KAFKA_DEAD_TOPIC": self.dead_topic,
            "ALERTS_KAFKA_GROUP": f"group-{self.topic}",
            "ALERTS_DATABASE_URL": self.database_url,
            "ALERTS_OPERATOR_KEY": OPERATOR,
            "ALERTS_SECRET_KEY": "a secret key for the end-to-end tests",
            "ALERTS_SMTP_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "ALERTS_MAIL_FROM": "Alerts <alerts@service.example>",
            "ALERTS_PUBLIC_URL": "https://alerts.example",
            "ALERTS_EGRESS_ALLOW": "127.0.0.0/8",
            **more,
        }

    def process(self, role: str = "all", **more: str) -> Process:
        """Make a process of the service, not started yet."""
        made = Process(role, self.environment(**more), self.folder)
        self._processes.append(made)
        self._stack.callback(made.stop, signal.SIGKILL)
        return made

    async def run(self, role: str = "all", **more: str) -> Process:
        """Start a process and return when it is ready."""
        made = self.process(role, **more)
        made.start()
        await self.ready(made)
        return made

    async def ready(self, process: Process) -> None:
        async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
            while True:
                if process.child and not process.child.running:
                    raise AssertionError(process.log.read_text())
                try:
                    async with session.get(f"{process.url}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientConnectionError:
                    pass
                await asyncio.sleep(LOOK_AGAIN_S)

    async def not_ready(self, process: Process, part: str) -> str:
        """Return, with the reason, once the process says that `part` is not ready."""
        async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
            while True:
                try:
                    async with session.get(f"{process.url}/readyz") as answer:
                        told = await answer.json()
                except aiohttp.ClientConnectionError:
                    told = {}  # it has only just been started
                if reason := told.get("parts", {}).get(part, {}).get("reason"):
                    return str(reason)
                await asyncio.sleep(LOOK_AGAIN_S)

    async def put(self, *reports: Json | bytes) -> None:
        """Put reports onto Kafka, spread over the partitions."""
        async with AIOKafkaProducer(
            bootstrap_servers=self.kafka.address, acks="all", enable_idempotence=True
        ) as producer:
            sent = [
                await producer.send(self.topic, r if isinstance(r, bytes) else orjson.dumps(r))
                for r in reports
            ]
            await asyncio.gather(*sent)


class Client:
    """One subscriber's way to the API."""

    def __init__(self, url: str, key: str, world: World, name: str) -> None:
        self.url = url
        self.key = key
        self.world = world
        self.name = name

    async def call(self, method: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(method, self.url + path, json=body) as answer,
        ):
            told = await answer.json() if answer.status != 204 else None
            assert answer.status < 300, (method, path, answer.status, told)
            return told

    @property
    def hooks(self) -> list[Json]:
        """What this subscriber's receiver got."""
        return [h for h in self.world.inbox.hooks if h["receiver"] == self.name]

    @property
    def mails(self) -> list[EmailMessage]:
        """What came to this subscriber's address."""
        return [m for m in self.world.inbox.mails if m["To"] == f"{self.name}@desk.example"]

    async def until(self, *, hooks: int = 0, mails: int = 0) -> None:
        """Return once at least so many have come."""
        await self.world.inbox.until(lambda: len(self.hooks) >= hooks and len(self.mails) >= mails)

    async def webhook(self) -> str:
        """Register this subscriber's receiver; give the destination's id."""
        url = f"http://127.0.0.1:{self.world.hook_port}/{self.name}"
        made = await self.call("POST", "/v1/destinations", {"type": "webhook", "url": url})
        self.world.inbox.secrets[self.name] = made["secret"]
        return str(made["id"])

    async def email(self) -> str:
        """Register an address and confirm it as its owner would; give the destination's id."""
        address = f"{self.name}@desk.example"
        made = await self.call("POST", "/v1/destinations", {"type": "email", "address": address})
        assert made["state"] == "pending"
        inbox = self.world.inbox
        await inbox.until(lambda: any(m["To"] == address for m in inbox.mails))
        mail = next(m for m in inbox.mails if m["To"] == address)
        link = re.search(r"https://alerts\.example(/confirm/\S+)", text_of(mail))
        assert link, text_of(mail)
        async with aiohttp.ClientSession() as session:
            async with session.get(self.url + link[1]) as page:
                assert page.status == 200
            shown = await self.call("GET", f"/v1/destinations/{made['id']}")
            assert shown["state"] == "pending", "a scanner that follows the link confirms nothing"
            async with session.post(self.url + link[1]) as page:
                assert page.status == 200
        return str(made["id"])

    async def rule(self, *notify: str, **when: list[str]) -> str:
        body = {"name": f"{self.name}'s rule", "when": when, "notify": list(notify)}
        return str((await self.call("POST", "/v1/rules", body))["id"])


async def enrol(world: World, process: Process, name: str) -> Client:
    """Make a subscriber with the operator's key; give its client."""
    operator = Client(process.url, OPERATOR, world, "operator")
    made = await operator.call("POST", "/v1/subscribers", {"name": name})
    return Client(process.url, made["key"], world, name)


def text_of(mail: EmailMessage) -> str:
    """Give a mail's plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def report(id_: str, body: str = "Drones hit the Koniko gas field.", **more: object) -> Json:
    return {"id": id_, "source": {"name": "Zhyan"}, "title": f"Report {id_}", "body": body, **more}


@asynccontextmanager
async def opened(
    kafka: Kafka, database_url: str, folder: Path, partitions: int = 4
) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        world = World(kafka, database_url, folder, stack)
        await world.open(partitions)
        yield world
