"""A request that is no sound HTTP: it is answered as every other, and nobody repeats its bytes.

The server's parser quotes the bytes at fault, and those may be a key or a link's token. So
neither the log nor the answer has them: the log says that such a request came, the answer is
a problem. They are their sender's fault besides, so that whoever scans the port would fill a
log of errors.
"""

import logging
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError, LineTooLong
from aiohttp.log import server_logger
from aiohttp.web import RequestPayloadError
from aiohttp.web_protocol import RequestHandler

from alerts.web.problem import MEDIA_TYPE, Refusal, Trouble

_TOO_LONG = "the request line or a header is longer than the server reads"
_HEADERS = {"Server": "alerts", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Runner(web.AppRunner):
    """Runs an application; what never reaches it is answered with a problem too."""

    __slots__ = ("_public_url",)

    def __init__(self, app: web.Application, *, public_url: str, shutdown_s: float) -> None:
        super().__init__(app, access_log=None, shutdown_timeout=shutdown_s)
        self._public_url = public_url

    async def _make_server(self) -> web.Server:
        made = await super()._make_server()
        return _Server(made, self._public_url, access_log=None)


class _Server(web.Server):
    """A server like another, but for what it says of unsound requests."""

    def __init__(self, like: web.Server, public_url: str, **options: Any) -> None:
        super().__init__(
            like.request_handler,
            request_factory=like.request_factory,
            handler_cancellation=like.handler_cancellation,
            **options,
        )
        self._public_url = public_url

    def __call__(self) -> RequestHandler:
        return _Connection(self, self._public_url, loop=self._loop, **self._kwargs)


class _Connection(RequestHandler):
    """A connection that ends with a problem where the parser gives up."""

    __slots__ = ("_public_url",)

    def __init__(self, server: web.Server, public_url: str, **options: Any) -> None:
        super().__init__(server, **options)
        self._public_url = public_url

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer with a problem, and close: where the next request begins cannot be known."""
        super().handle_error(request, status, exc, message)  # it logs, and stops a second answer
        refusal = _refusal(status, exc)
        response = web.Response(
            body=refusal.problem(self._public_url).model_dump_json().encode(),
            status=refusal.trouble.status,
            content_type=MEDIA_TYPE,
            headers=_HEADERS,
        )
        response.force_close()
        return response


def _refusal(status: int, error: BaseException | None) -> Refusal:
    if isinstance(error, LineTooLong):
        return Refusal(Trouble.MALFORMED, _TOO_LONG)
    if status < Trouble.INTERNAL.status:
        return Refusal(Trouble.MALFORMED, "the request is not sound HTTP")
    return Refusal(Trouble.INTERNAL, "a fault of ours; it has been logged")


def tell_nothing_of_what_was_sent() -> None:
    """Have the server's own logger keep to this; to say it twice changes nothing."""
    server_logger.addFilter(_without_the_bytes)


def _without_the_bytes(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if not isinstance(error, HttpProcessingError | RequestPayloadError):
        return True
    record.msg, record.args = "refused a request that is no sound HTTP", ()
    record.exc_info = record.exc_text = None
    record.levelno, record.levelname = logging.INFO, "INFO"
    return server_logger.isEnabledFor(logging.INFO)
