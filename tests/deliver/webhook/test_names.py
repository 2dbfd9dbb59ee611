"""A name that hangs in its name server keeps nobody else from theirs, nor a process from its end."""

import asyncio
import errno
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from alerts.deliver.webhook.names import Answers, Names, ask_system

ADDRESS: Answers = [(socket.AF_INET, "93.184.215.14")]


class System:
    """Answers at once, but for names that hang until it is let go."""

    def __init__(self) -> None:
        self.let_go = Event()
        self.asked: list[str] = []

    def ask(self, host: str, port: int, flags: int) -> Answers:
        self.asked.append(host)
        if host.startswith("hangs"):
            self.let_go.wait()
        if host.startswith("none"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return ADDRESS


@contextmanager
def system() -> Iterator[System]:
    made = System()
    yield made
    made.let_go.set()


async def test_a_name_is_looked_up_and_one_that_is_none_is_told() -> None:
    with system() as there:
        names = Names(there.ask)
        assert await names.look_up("www.example", 443) == ADDRESS
        with pytest.raises(socket.gaierror):
            await names.look_up("none.example", 443)


async def test_more_that_hang_than_there_are_places_hold_up_nobody() -> None:
    with system() as there:
        names = Names(there.ask, at_once=2, hangs_after_s=0.01)
        hanging = [asyncio.create_task(names.look_up(f"hangs{n}.example", 443)) for n in range(9)]
        async with asyncio.timeout(5):
            assert await names.look_up("www.example", 443) == ADDRESS
        assert not any(task.done() for task in hanging)
        there.let_go.set()
        async with asyncio.timeout(5):
            assert await asyncio.gather(*hanging) == [ADDRESS] * 9


async def test_all_who_ask_for_one_name_wait_for_one_answer() -> None:
    with system() as there:
        names = Names(there.ask)
        waiting = [asyncio.create_task(names.look_up("hangs.example", 443)) for _ in range(5)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        there.let_go.set()
        async with asyncio.timeout(5):
            answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert answers[1:] == [ADDRESS] * 4
    assert there.asked == ["hangs.example"]


async def test_where_too_many_hang_it_is_told_as_a_want_of_ours() -> None:
    with system() as there:
        names = Names(there.ask, at_once=1, most_hanging=1, hangs_after_s=0.0)
        hanging = [asyncio.create_task(names.look_up(f"hangs{n}.example", 443)) for n in range(2)]
        async with asyncio.timeout(5):
            while len(there.asked) < 2:
                await asyncio.sleep(0)
            with pytest.raises(OSError, match="too many") as told:
                await names.look_up("www.example", 443)
        assert told.value.errno == errno.ENOBUFS
        there.let_go.set()
        await asyncio.gather(*hanging)


def test_a_name_that_no_name_server_could_know_does_not_resolve() -> None:
    with pytest.raises(socket.gaierror):
        ask_system("x" * 300 + ".example", 443, 0)


_ENDS = """
import asyncio, time
from alerts.deliver.webhook.names import Names

async def main():
    names = Names(lambda *_: time.sleep(600), hangs_after_s=0.01)
    asyncio.ensure_future(names.look_up("hangs.example", 443))
    await asyncio.sleep(0.1)

asyncio.run(main())
"""


def test_a_process_ends_though_a_name_hangs() -> None:
    subprocess.run([sys.executable, "-c", _ENDS], check=True, timeout=30)
