"""What it means when no answer came at all.

All of these may mend: names come back, servers restart, certificates are renewed. The
reason is written for the destination's owner, who sees it beside the attempt. Where it was this
machine that had nothing left to dial with, it says nothing against the receiver.
"""

import errno
import os

import aiohttp

from alerts.deliver.webhook.egress import FORBIDDEN, EgressRefused
from alerts.model.delivery import TryAgain

FAILURES = (aiohttp.ClientError, OSError)  # a TimeoutError is an OSError
# Files, memory, ports of this machine.
_OURS = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS, errno.EADDRNOTAVAIL}

NOT_DIALLED = TryAgain(f"not dialled: it {FORBIDDEN}", temporary=False)


def why_not_dialled(error: BaseException, refused_dials: list[str]) -> str | None:
    """Say what the egress guard refused, the address too: for the operator, and nobody else."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, EgressRefused):
        return str(cause.strerror)
    return refused_dials[0] if refused_dials else None


def outcome_of_failure(error: BaseException) -> TryAgain:
    """Judge one of `FAILURES` of a dial that the egress guard allowed."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, OSError) and cause.errno in _OURS:
        return TryAgain(
            f"not dialled, for want of something of ours: {_system_says(cause)}", ours=True
        )
    return TryAgain(_reason(error), temporary=not isinstance(error, aiohttp.InvalidURL))


def _reason(error: BaseException) -> str:  # noqa: C901, PLR0911 - one sentence a kind
    match error:
        case aiohttp.InvalidURL():
            return "not a URL that can be dialled"
        case aiohttp.ConnectionTimeoutError():
            return "no connection in time"
        case TimeoutError():
            return "no answer in time"
        case aiohttp.ClientConnectorCertificateError():
            return f"the TLS certificate is not valid: {error.certificate_error}"
        case aiohttp.ClientSSLError():
            return "TLS could not be agreed on"
        case aiohttp.ClientConnectorDNSError():
            return "the host name does not resolve"
        case aiohttp.ClientConnectorError():
            return f"no connection: {_system_says(error.os_error)}"
        case aiohttp.ServerDisconnectedError():
            return "the connection was closed without an answer"
        case aiohttp.ClientResponseError() | aiohttp.ClientPayloadError():
            return "the answer is not valid HTTP"
        case OSError():
            return f"the connection was lost: {_system_says(error)}"
        case _:
            return f"the request failed ({type(error).__name__})"


def _system_says(error: OSError) -> str:
    """Put the error's number into words; its own text may hold the address that was dialled."""
    return os.strerror(error.errno) if error.errno else "it failed"
