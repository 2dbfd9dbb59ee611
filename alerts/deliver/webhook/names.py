"""Names, looked up so that one whose name server hangs makes nobody else's wait.

The system looks a name up in a thread and cannot be told to stop: where the name server does not
answer, that takes half a minute. Whoever has a hundred such names must not hold all there are
of a pool's threads, nor a process that is to end. So each look-up has a thread of its own, which
nobody waits for; a few seconds it counts among those that are under way at once, and after that
among those that hang. Of one name there is one look-up at a time, however many ask.
"""

import asyncio
import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeAlias

Answers: TypeAlias = list[tuple[int, str]]
AskSystem = Callable[[str, int, int], Answers]
_Key: TypeAlias = tuple[str, int, int]

_AT_ONCE = 32
_MOST_HANGING = 1000
_HANGS_AFTER_S = 2.0


def ask_system(host: str, port: int, flags: int) -> Answers:
    """Ask the system for all addresses of a name, as (family, address). Raises `OSError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "not a host name") from error
    return [(family, str(destination[0])) for family, *_, destination in found]


class Names:
    """Look-ups of one event loop; `ask` is done in a thread."""

    def __init__(
        self,
        ask: AskSystem = ask_system,
        *,
        at_once: int = _AT_ONCE,
        most_hanging: int = _MOST_HANGING,
        hangs_after_s: float = _HANGS_AFTER_S,
    ) -> None:
        self._ask = ask
        self._places = asyncio.Semaphore(at_once)
        self._most = at_once + most_hanging
        self._hangs_after_s = hangs_after_s
        self._under_way: dict[_Key, asyncio.Future[Answers]] = {}

    async def look_up(self, host: str, port: int, flags: int = 0) -> Answers:
        """Give all addresses of a name, as (family, address). Raises `OSError`."""
        key = (host, port, flags)
        asked = self._under_way.get(key)
        if asked is None:
            async with self._places:
                asked = self._under_way.get(key) or self._begin(key)
                await asyncio.wait([asked], timeout=self._hangs_after_s)
        return await asyncio.shield(asked)

    def _begin(self, key: _Key) -> "asyncio.Future[Answers]":
        if len(self._under_way) >= self._most:
            raise OSError(errno.ENOBUFS, "too many names hang")
        loop = asyncio.get_running_loop()
        asked: asyncio.Future[Answers] = loop.create_future()

        def tell(answer: Answers | BaseException) -> None:
            del self._under_way[key]
            if isinstance(answer, BaseException):
                asked.set_exception(answer)
                asked.exception()  # whoever asked may have gone
            else:
                asked.set_result(answer)

        def work() -> None:
            answer: Answers | BaseException
            try:
                answer = self._ask(*key)
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
                answer = error
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(tell, answer)

        self._under_way[key] = asked
        try:
            Thread(target=work, name="name", daemon=True).start()
        except RuntimeError as error:
            del self._under_way[key]
            raise OSError(errno.ENOMEM, "no thread to ask in") from error
        return asked
