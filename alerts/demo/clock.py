"""The demo's own clock: an onlooker does not ask the runner for the time."""

import time


def now_ms() -> float:
    """Give milliseconds since 1970, as Kafka's timestamps have them."""
    return time.time_ns() / 1e6
