"""A webhook receiver that answers 200 and remembers when it did so. A process of its own.

`python -m bench.receiver PORT [SMTP_PORT]`; given the second port it takes mail instead.
`GET /arrivals` tells delivery ids with seconds since 1970; `DELETE` forgets them.
"""

import asyncio
import re
import sys
from email import message_from_bytes

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope

from alerts.wiring import chance

_LOCALHOST = "127.0.0.1"
_DELIVERY = re.compile(r"<(dlv_[^@]+)@")
Arrivals = list[tuple[str, float]]


class Inbox:
    """What has come, by webhook or mail."""

    def __init__(self) -> None:
        self.arrivals: Arrivals = []

    async def hook(self, request: web.Request) -> web.Response:
        """Take a webhook."""
        await request.read()
        self.arrivals.append((request.headers["webhook-id"], chance.now().timestamp()))
        return web.Response()

    async def told(self, _request: web.Request) -> web.Response:
        """Tell what has come."""
        return web.json_response(self.arrivals)

    async def forget(self, _request: web.Request) -> web.Response:
        """Begin anew."""
        self.arrivals.clear()
        return web.Response()

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail."""
        at = chance.now().timestamp()
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        found = _DELIVERY.search(str(message_from_bytes(content)["Message-ID"]))
        if found:
            self.arrivals.append((found[1], at))
        return "250 OK"


async def _serve(port: int, smtp_port: int | None) -> None:
    inbox = Inbox()
    app = web.Application()
    app.router.add_get("/arrivals", inbox.told)
    app.router.add_delete("/arrivals", inbox.forget)
    app.router.add_post("/{subscriber}", inbox.hook)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, _LOCALHOST, port).start()
    if smtp_port is not None:
        loop = asyncio.get_running_loop()
        await loop.create_server(
            lambda: SMTP(inbox, loop=loop, hostname="mail.example"), _LOCALHOST, smtp_port
        )
    await asyncio.Event().wait()


if __name__ == "__main__":
    ports = [int(port) for port in sys.argv[1:]]
    asyncio.run(_serve(ports[0], ports[1] if ports[1:] else None))
