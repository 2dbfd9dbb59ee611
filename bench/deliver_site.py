"""Where deliveries are measured: a receiver, a mail sink, databases, and the processes that send."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import aiohttp
import orjson

from alerts.model.rule import Channel
from alerts.model.sample import sample_alert
from alerts.store.database import Database, upgrade
from alerts.wiring import chance
from bench.backlog import enrol, pile_up
from bench.endpoints import endpoint
from bench.sender import Job
from tests.servers.child import Child
from tests.servers.ports import free_port
from tests.servers.postgres import PostgresServer

Dialect = Literal["sqlite", "postgresql"]
Figures = dict[str, Any]
HANGING = "dst_hanging"
_LOOK_EVERY_S = 0.1
_PATIENCE_S = 60


@dataclass
class DeliverSite:
    """Everything in it ends with the stack."""

    folder: Path
    stack: AsyncExitStack
    hook_port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    smtp_port: int = field(default_factory=free_port)
    event: bytes = field(default_factory=lambda: sample_alert("https://a.example", chance.now()))
    _postgres: PostgresServer | None = None
    _made: int = 0

    @classmethod
    async def start(cls, folder: Path, stack: AsyncExitStack) -> "DeliverSite":
        """Start the far side."""
        site = cls(folder, stack)
        site._child("bench.sink", str(site.hook_port))
        site._child("bench.receiver", str(site.mail_port), str(site.smtp_port))
        for port in (site.hook_port, site.mail_port):
            await _answering(port)
        return site

    async def database(self, dialect: Dialect, targets: Sequence[str], channel: Channel) -> str:
        """Make a database with a destination for each target; give its URL."""
        self._made += 1
        if dialect == "sqlite":
            url = f"sqlite:///{self.folder}/{self._made}.db"
        else:
            if self._postgres is None:
                self._postgres = PostgresServer(durable=True)
                self.stack.callback(self._postgres.halt)
                self._postgres.boot()
            url = await self._postgres.create_database("bench")
        await upgrade(url)
        db = Database.open(url)
        try:
            await enrol(db, channel, targets)
        finally:
            await db.close()
        return url

    async def pile(self, url: str, to: int, count: int, channel: Channel, event: bytes) -> None:
        """Let so many deliveries wait, for `to` destinations in turn."""
        db = Database.open(url)
        try:
            ids = [f"dst_{number:06}" for number in range(to)]
            await pile_up(db, channel, ids, count, event)
        finally:
            await db.close()

    def endpoints(self, count: int) -> list[str]:
        """Give the URLs of so many endpoints."""
        return [endpoint(self.hook_port, number) for number in range(count)]

    async def bare(self, endpoints: int, requests: int) -> Figures:
        """Measure a client that only posts, with as much under way as the sender may have."""
        at_once = 50 if endpoints == 1 else 100
        numbers = (self.hook_port, endpoints, requests, at_once, len(self.event))
        return await self._told("bench.bare", *map(str, numbers))

    async def send(self, job: Job) -> Figures:
        """Measure the sender at a job."""
        return await self._told("bench.sender", orjson.dumps(asdict(job)).decode())

    async def arrivals(self) -> dict[str, float]:
        """Give when each delivery came, and forget them. A double is an error."""
        url = f"http://127.0.0.1:{self.hook_port}/"
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as answer:
                came: list[tuple[str, float]] = await answer.json()
            async with session.delete(url):
                pass
        at = dict(came)
        if len(at) != len(came):
            raise AssertionError(f"{len(came) - len(at)} deliveries came twice")
        return at

    async def _told(self, module: str, *words: str) -> Figures:
        with (self.folder / "sender.log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", module, *words), stdout=asyncio.subprocess.PIPE, stderr=log
            )
            told, _ = await process.communicate()
        if process.returncode:
            raise RuntimeError((self.folder / "sender.log").read_text()[-2000:])
        figures: Figures = orjson.loads(told)
        return figures

    def _child(self, module: str, *words: str) -> None:
        command = [sys.executable, "-m", module, *words]
        child = Child.start(command, log=self.folder / f"{module}.log")
        self.stack.callback(child.stop, signal.SIGKILL)


async def _answering(port: int) -> None:
    async with asyncio.timeout(_PATIENCE_S), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/arrivals"):
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(_LOOK_EVERY_S)
