import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from alerts.demo.stage import environment, free_port, running
from alerts.model.errors import InvalidInput
from alerts.settings import read_settings


@dataclass
class SlowService:
    """A service that starts when it may, and writes down what becomes of it."""

    may_start: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    is_starting: asyncio.Event = field(default_factory=asyncio.Event)
    story: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def start(self, _told: Mapping[str, str]) -> "AsyncIterator[SlowService]":
        self.story.append("starting")
        self.is_starting.set()
        await self.may_start.wait()
        self.story.append("started")
        yield self
        self.story.append("stopped in good order")


def test_a_port_in_use_is_refused_by_name() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InvalidInput, match=f"port {port} is in use"):
            free_port(port)


def test_the_service_understands_all_that_it_is_told(tmp_path: Path) -> None:
    told = environment(
        port=8099,
        kafka="127.0.0.1:1",
        smtp="smtp://127.0.0.1:2",
        folder=tmp_path,
        operator_key="demo-0123456789abcdef0123456789abcdef",
    )
    assert read_settings(told).http_port == 8099


async def test_a_service_that_is_left_while_it_starts_is_started_then_stopped() -> None:
    service = SlowService()

    async def demo() -> None:
        async with running(service.start, {}):
            pass

    task = asyncio.create_task(demo())
    await service.is_starting.wait()
    task.cancel()
    await asyncio.sleep(0)
    service.may_start.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert service.story == ["starting", "started", "stopped in good order"]


async def test_a_service_that_does_not_start_says_why() -> None:
    @asynccontextmanager
    async def broken(told: Mapping[str, str]) -> AsyncIterator[SlowService]:
        if not told:
            raise InvalidInput("no such setting")
        yield SlowService()

    with pytest.raises(InvalidInput, match="no such setting"):
        async with running(broken, {}):
            pass
