"""What stands around the service: a receiver, a mail sink, a load, each in its own process."""

import asyncio
import signal
import sys
from collections.abc import Collection, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from bench.seeded import SECRET_KEY
from tests.e2e.world import Process
from tests.servers.child import Child
from tests.servers.ports import free_port

_PATIENCE_S = 120
_LOOK_EVERY_S = 0.1
_LOCALHOST = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class FarSide:
    """Where webhooks and mail go."""

    hook_port: int
    mail_port: int
    smtp_port: int

    @classmethod
    async def start(cls, folder: Path, stack: AsyncExitStack) -> "FarSide":
        """Start the receiver and the mail sink."""
        far = cls(free_port(), free_port(), free_port())
        _serve(folder, stack, "hooks", far.hook_port)
        _serve(folder, stack, "mails", far.mail_port, far.smtp_port)
        await far.hooks(())
        await far.mails(())
        return far

    async def forget(self) -> None:
        """Forget what has come: the next run's deliveries have the same ids."""
        async with aiohttp.ClientSession() as session:
            for port in (self.hook_port, self.mail_port):
                async with session.delete(f"{_LOCALHOST}:{port}/arrivals"):
                    pass

    @property
    def hook_url(self) -> str:
        """Where webhooks go, but for the last segment."""
        return f"{_LOCALHOST}:{self.hook_port}"

    async def hooks(self, wanted: Collection[str]) -> dict[str, float]:
        """Wait for these deliveries at the receiver; give when each came. A double is an error."""
        return await _arrived(self.hook_port, wanted)

    async def mails(self, wanted: Collection[str]) -> dict[str, float]:
        """Wait for these deliveries at the mail sink; give when each came."""
        return await _arrived(self.mail_port, wanted)


def _serve(folder: Path, stack: AsyncExitStack, name: str, *ports: int) -> None:
    command = [sys.executable, "-m", "bench.receiver", *map(str, ports)]
    child = Child.start(command, log=folder / f"{name}.log")
    stack.callback(child.stop, signal.SIGKILL)


async def _arrived(port: int, wanted: Collection[str]) -> dict[str, float]:
    missing = set(wanted)
    async with asyncio.timeout(_PATIENCE_S), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{_LOCALHOST}:{port}/arrivals") as answer:
                    came: list[tuple[str, float]] = await answer.json()
            except aiohttp.ClientConnectionError:
                came, missing = [], missing | {""}  # it has only just been started
            else:
                missing = set(wanted) - {id_ for id_, _ in came}
            if not missing:
                break
            await asyncio.sleep(_LOOK_EVERY_S)
    at = dict(came)
    if len(at) != len(came):
        raise AssertionError(f"{len(came) - len(at)} deliveries came twice")
    return at


async def put(
    servers: str, topic: str, reports: Iterable[bytes], folder: Path, rate: float = 0.0
) -> list[float]:
    """Put reports onto Kafka from a process of its own; give their Kafka timestamps."""
    file = folder / "load.jsonl"
    file.write_bytes(b"\n".join(reports))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.feed", servers, topic, str(file), str(rate)),
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"the load ended with code {process.returncode}")
    timestamps: list[float] = orjson.loads(told)
    return timestamps


async def serve(
    stack: AsyncExitStack, folder: Path, environment: dict[str, str], *roles: str
) -> list[Process]:
    """Start the service's processes as the command line does, logs on, and await readiness."""
    started = [Process(role, environment, folder) for role in roles]
    for process in started:
        process.start()
        stack.callback(process.stop)
    async with asyncio.timeout(_PATIENCE_S), aiohttp.ClientSession() as session:
        for process in started:
            while not await _is_ready(session, process):  # noqa: ASYNC110 - a remote state
                await asyncio.sleep(_LOOK_EVERY_S)
    return started


async def _is_ready(session: aiohttp.ClientSession, process: Process) -> bool:
    if process.child and not process.child.running:
        raise RuntimeError(process.log.read_text())
    try:
        async with session.get(f"{process.url}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientConnectionError:
        return False


def environment(
    kafka: str, topic: str, group: str, database_url: str, far: FarSide, **more: Any
) -> dict[str, str]:
    """Give the service's settings; what is not named here is as shipped."""
    return {
        "ALERTS_KAFKA_BOOTSTRAP_SERVERS": kafka,
        "ALERTS_KAFKA_TOPIC": topic,
        "ALERTS_KAFKA_GROUP": group,
        "ALERTS_DATABASE_URL": database_url,
        "ALERTS_SECRET_KEY": SECRET_KEY,
        "ALERTS_SMTP_URL": f"smtp://127.0.0.1:{far.smtp_port}",
        "ALERTS_EGRESS_ALLOW": "127.0.0.0/8",
        **more,
    }
