"""What the log says of a request that is no sound HTTP: that it came, and not what was in it.

The server's parser quotes the bytes at fault, and those may be a key or a link's token. They
are their sender's fault besides, so that whoever scans the port would fill a log of errors.
"""

import logging

from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger
from aiohttp.web import RequestPayloadError


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
