"""The clock and the dice: the only readers of either."""

import random
import secrets
import time
from datetime import UTC, datetime

from alerts.model.ids import record_id


def now() -> datetime:
    """Give the instant, in UTC."""
    return datetime.now(UTC)


def ticks() -> float:
    """Give seconds that only ever grow."""
    return time.monotonic()


def jitter() -> float:
    """Draw from [0, 1), for spreading retries."""
    return random.random()  # noqa: S311 - spreads load; guards no secret


def entropy(size: int) -> bytes:
    """Draw bytes that nobody can guess."""
    return secrets.token_bytes(size)


def token() -> str:
    """Draw a text that nobody else draws."""
    return secrets.token_hex(16)


def new_id(prefix: str) -> str:
    """Make a new opaque id, as `rul_…`."""
    return record_id(prefix, entropy(16))
