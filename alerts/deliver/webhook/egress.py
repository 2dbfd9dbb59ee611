"""Webhooks reach nothing private: judged when the URL is saved, and again at every dial.

The check at save is for the person, who gets a reason. The check at the dial is the wall:
an HTTP client skips its resolver for IP literals and a name may point elsewhere by then,
but every connection needs a socket, and sockets are made here.

Whoever gave us a name is not told what our name server makes of it: neither the address nor
its kind, at save or after a dial. Of an address that they wrote themselves they hear why.
"""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextvars import ContextVar
from ipaddress import ip_network

from aiohttp import AddrInfoType

from alerts.deliver.webhook.addresses import (
    Address,
    Network,
    carried,
    parse_address,
    why_not_public,
)
from alerts.deliver.webhook.aside import Within
from alerts.deliver.webhook.names import Answers, Names
from alerts.deliver.webhook.url import WebhookUrl, parse_url, refuse
from alerts.model.errors import InvalidInput

_LOOKUP_SECONDS = 3.0
_LOOPBACK = "127.0.0.1"
_OPEN_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024
FORBIDDEN = "leads to an address that webhooks must not reach"

LookUp = Callable[[str, int, int], Awaitable[Answers]]


class Refusals(list[str]):
    """The reasons of the dials of one request that were refused; `plain` is one without TLS."""

    plain = False


_refusals: ContextVar[Refusals | None] = ContextVar("refusals", default=None)


class EgressRefused(OSError):  # noqa: N818 - a verdict, told apart from network errors
    """A dial to an address that is not permitted. An `OSError`, as the dialler expects."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EACCES, reason)


class EgressGuard:
    """Judges addresses; `allow` are networks that webhooks may reach though not public."""

    def __init__(
        self, allow: Iterable[Network | str] = (), *, look_up: LookUp | None = None
    ) -> None:
        self._allow = tuple(_network(entry) for entry in allow)
        self._look_up = look_up or Names().look_up

    def why_refused(self, address: str) -> str | None:
        """Say why an address must not be dialled, or None. The reason does not repeat it."""
        parsed = parse_address(address)
        if parsed is None:
            return "not a plain IP address"
        why = why_not_public(parsed)
        if why is None or self._is_allowed(parsed):
            return None
        return f"not on the public internet ({why})"

    def check_url(self, url: str, resolved: Collection[str] | None = None) -> None:
        """Refuse a URL that webhooks must not go to; `resolved` are its host's addresses.

        Plain http, and ports below 1024 other than 80 and 443, are only for hosts whose
        addresses all lie in `allow`. Raises `InvalidInput` with the reason.
        """
        self._check(parse_url(url), resolved)

    async def check_destination(self, url: str) -> None:
        """Look the host up, and do as `check_url` does.

        A name that does not resolve (yet) is no fault of its owner: the dial judges it.
        """
        target = parse_url(url)
        self._check(target, None if target.literal else await self._resolved(target))

    async def resolve(self, host: str, port: int) -> Answers:
        """Look a name up for a dial. Raises `OSError`, and `EgressRefused` for any bad answer.

        A name with one private address among public ones is refused whole: which of them the
        dialler would take is a matter of chance and of whoever can make the others fail.
        """
        answers = await self._look_up(host, port, socket.AI_ADDRCONFIG)
        for _, address in answers:
            why = self.why_refused(address)
            if why is not None:
                raise EgressRefused(f"{address} is {why}")
        return answers

    def socket_factory(self, addr_info: AddrInfoType) -> socket.socket:
        """Make the socket for a dial (aiohttp's `TCPConnector(socket_factory=…)`), or refuse."""
        family, kind, proto, _, (address, port, *_) = addr_info
        aside = _refusals.get()
        plain = aside is not None and aside.plain
        why = self._why_not_dialled(str(address), int(port), plain=plain)
        if why is not None:
            refused = EgressRefused(f"{address} is {why}")
            if aside is not None:
                aside.append(str(refused.strerror))
            raise refused
        return socket.socket(family, kind, proto)

    def watching(self, *, plain: bool = False) -> Within[Refusals]:
        """Collect the reasons of the dials refused within, of a request with TLS or `plain`.

        The dialler folds the errors of several addresses into one and loses their type, so
        the verdict is kept aside.
        """
        refusals = Refusals()
        refusals.plain = plain
        return Within(_refusals, refusals)

    def _why_not_dialled(self, address: str, port: int, *, plain: bool) -> str | None:
        """Say why not, or None: a name that was inside when it was saved may be outside by now."""
        why = self.why_refused(address)
        if why is not None or not (plain or _is_closed(port)):
            return why
        parsed = parse_address(address)
        if parsed is not None and self._is_allowed(parsed):
            return None
        return "outside, and without TLS" if plain else f"outside, and its port is {port}"

    async def _resolved(self, target: WebhookUrl) -> list[str]:
        try:
            async with asyncio.timeout(_LOOKUP_SECONDS):
                return [address for _, address in await self._look_up(target.host, target.port, 0)]
        except OSError:
            return []

    def _is_allowed(self, address: Address) -> bool:
        forms = {address, carried(address)}
        return any(form in network for form in forms for network in self._allow)

    def _check(self, target: WebhookUrl, resolved: Collection[str] | None) -> None:
        addresses = _addresses(target, resolved)
        for address in addresses:
            why = self.why_refused(address)
            if why is not None:
                raise refuse(f"{FORBIDDEN}: it is {why}" if target.literal else FORBIDDEN)
        parsed = [parse_address(address) for address in addresses]
        inside = bool(parsed) and all(a is not None and self._is_allowed(a) for a in parsed)
        if target.scheme != "https" and not inside:
            raise refuse("must be https")
        if _is_closed(target.port) and not inside:
            raise refuse(f"must not use port {target.port}: webhooks go to 443, or 1024 and above")


def _is_closed(port: int) -> bool:
    """Tell a port that is other services' and no web server's."""
    return port not in _OPEN_PORTS and port < _FIRST_FREE_PORT


def _addresses(target: WebhookUrl, resolved: Collection[str] | None) -> Collection[str]:
    if target.literal:
        return [target.literal]
    if not resolved and target.is_localhost:
        return [_LOOPBACK]
    return resolved or ()


def _network(entry: Network | str) -> Network:
    try:
        return ip_network(entry)
    except ValueError as error:
        raise InvalidInput(f"EGRESS_ALLOW: {entry!r} is not a network in CIDR form") from error
