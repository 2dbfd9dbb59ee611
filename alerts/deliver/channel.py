"""The door that every channel stands behind: a delivery in, an outcome out.

A channel never raises for what a receiver does; each thing a receiver can do has an
outcome. What it raises is a fault of ours, and the dispatcher retries that too.
"""

from typing import Protocol

from alerts.model.delivery import Delivery, Outcome


class ChannelPort(Protocol):
    """Sends one delivery, once, in bounded time."""

    async def send(self, delivery: Delivery) -> Outcome:
        """Try it, and say what came of it."""
        ...
