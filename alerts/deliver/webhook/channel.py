"""Sends an alert as one signed POST, and is never held longer than it agreed to.

One session serves all: connections are kept alive per receiver, and everything a receiver
controls (redirects, cookies, size, pace, encoding) is switched off or bounded.
"""

import asyncio
import errno
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache, partial
from importlib.metadata import version
from types import TracebackType
from typing import Self

import aiohttp
import structlog

from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.failure import (
    FAILURES,
    NOT_DIALLED,
    outcome_of_failure,
    why_not_dialled,
)
from alerts.deliver.webhook.interim import ImpatientHandler
from alerts.deliver.webhook.resolver import GuardedResolver
from alerts.deliver.webhook.response import EXCERPT_LENGTH, excerpt_of, outcome_of
from alerts.deliver.webhook.stopwatch import Stopwatch, TimedConnector, TimedSocket
from alerts.keyring import Keyring, open_headers, open_webhook_secrets, signed_headers
from alerts.model.delivery import Delivery, Outcome, Seen

_log = structlog.get_logger()
MAX_RESPONSE_BYTES = 16 * 1024
_SECRETS_KEPT = 4096
_CLOSED = {errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE}
_TRACED = b'"traceparent":"'
_TRACEPARENT = re.compile(_TRACED + rb'([0-9a-f]{2}(?:-[0-9a-f]+){3})"')


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a receiver may take: to connect, to answer, and to finish its answer."""

    connect: timedelta = timedelta(seconds=5)
    total: timedelta = timedelta(seconds=15)
    body: timedelta = timedelta(seconds=2)


class WebhookChannel:
    """Webhook deliveries, behind `ChannelPort`; an asynchronous context manager."""

    def __init__(
        self,
        *,
        keyring: Keyring,
        guard: EgressGuard,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        self._keyring = keyring
        self._guard = guard
        self._clock = clock
        self._limits = limits or Limits()
        self._session: aiohttp.ClientSession | None = None
        # A secret that is replaced is sealed anew, so what was opened stands for ever.
        self._secrets = lru_cache(_SECRETS_KEPT)(partial(open_webhook_secrets, keyring))

    async def __aenter__(self) -> Self:
        """Open the session; nothing is dialled yet."""
        connector = TimedConnector(
            limit=0,  # the dispatcher bounds how many are under way
            socket_factory=self._socket,
            resolver=GuardedResolver(self._guard),
            ttl_dns_cache=10,
        )
        connector.answer_by(ImpatientHandler)
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(
                total=self._limits.total.total_seconds(),
                sock_connect=self._limits.connect.total_seconds(),
            ),
            headers={
                "User-Agent": f"alerts/{version('alerts')}",
                "Accept": "*/*",
                "Accept-Encoding": "identity",
            },
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, delivery: Delivery) -> Outcome:
        """Post the event once; twice if a kept-alive connection turned out to be dead."""
        headers = self._headers(delivery)
        watch = Stopwatch()
        plain = not _is_tls(delivery)
        with self._guard.watching(plain=plain) as refused_dials, watch.running():
            try:
                return await self._post(delivery, headers, watch)
            except FAILURES as error:
                if not (watch.reused and _went_stale(error)):
                    return self._failed(delivery, error, refused_dials, watch)
            try:
                return await self._post(delivery, headers, watch)
            except FAILURES as error:
                return self._failed(delivery, error, refused_dials, watch)

    def _socket(self, addr_info: aiohttp.AddrInfoType) -> socket.socket:
        return TimedSocket.of(self._guard.socket_factory(addr_info))

    def _failed(
        self,
        delivery: Delivery,
        error: BaseException,
        refused_dials: list[str],
        watch: Stopwatch,
    ) -> Outcome:
        refused = why_not_dialled(error, refused_dials)
        if refused is None:
            outcome = outcome_of_failure(error)
        else:
            # Whoever gave us the URL is told no more than that; the operator may have to allow it.
            outcome = NOT_DIALLED
            _log.warning(
                "egress.refused",
                delivery_id=delivery.id,
                destination_id=delivery.destination_id,
                reason=refused,
            )
        return replace(outcome, seen=Seen(phases=watch.phases(tls=_is_tls(delivery))))

    def _headers(self, delivery: Delivery) -> dict[str, str]:
        """Put the subscriber's own headers first, so that ours stand in any doubt."""
        if delivery.secret is None:
            raise ValueError(f"{delivery.destination_id} is a webhook without a secret")
        own = delivery.headers
        custom = dict(open_headers(self._keyring, delivery.destination_id, own)) if own else {}
        now = self._clock()
        signing = self._secrets(delivery.destination_id, delivery.secret).at(now)
        return {
            **custom,
            **_trace_of(delivery.event),
            "Content-Type": "application/cloudevents+json",
            **signed_headers(delivery.event, message_id=delivery.id, at=now, secrets=signing),
        }

    async def _post(self, delivery: Delivery, headers: dict[str, str], watch: Stopwatch) -> Outcome:
        if self._session is None:
            raise RuntimeError("the channel is not open")
        async with self._session.post(
            delivery.target,
            data=delivery.event,
            headers=headers,
            allow_redirects=False,
        ) as response:
            watch.answer()
            beginning = await self._pass_over_body(response)
            excerpt = excerpt_of(beginning, response.headers.get("Content-Encoding"))
            seen = Seen(excerpt, watch.phases(tls=_is_tls(delivery)))
            retry_after = response.headers.get("Retry-After")
            return outcome_of(response.status, retry_after, self._clock(), seen)

    async def _pass_over_body(self, response: aiohttp.ClientResponse) -> bytes:
        """Read a short body, so that the connection can be kept; cut off any other.

        The status has been read by then, and it alone decides: no body can undo it. Gives the
        beginning, for the delivery log.
        """
        left, beginning = MAX_RESPONSE_BYTES, b""
        if response.content.at_eof():
            return beginning
        try:
            async with asyncio.timeout(self._limits.body.total_seconds()):
                while left > 0 and (chunk := await response.content.read(left)):
                    left -= len(chunk)
                    beginning += chunk[: EXCERPT_LENGTH - len(beginning)]
        except FAILURES:
            left = 0
        if left <= 0:
            response.close()
        return beginning


def _trace_of(event: bytes) -> dict[str, str]:
    trace = _TRACEPARENT.search(event) if _TRACED in event else None
    return {"traceparent": trace[1].decode()} if trace else {}


def _is_tls(delivery: Delivery) -> bool:
    return delivery.target.startswith("https:")


def _went_stale(error: BaseException) -> bool:
    """Tell a connection that was closed under us from a receiver that is slow or talks badly.

    The client makes a reset an error of its own, which is no `ConnectionError`.
    """
    if isinstance(error, aiohttp.ServerDisconnectedError | ConnectionError):
        return True
    return isinstance(error, OSError) and error.errno in _CLOSED
