"""The resolver of the dialler: what it passes on, the guard has judged as a whole.

It is no wall, as addresses written as such never come here; the wall stands where sockets
are made. But only here all the answers of a name are seen together.
"""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from alerts.deliver.webhook.egress import EgressGuard


class GuardedResolver(AbstractResolver):
    """Names for aiohttp, by way of the guard."""

    def __init__(self, guard: EgressGuard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Give the addresses of a name, or raise `OSError`."""
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=found,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for found, address in await self._guard.resolve(host, port)
            if family in {socket.AF_UNSPEC, found}
        ]

    async def close(self) -> None:
        """Hold nothing."""
