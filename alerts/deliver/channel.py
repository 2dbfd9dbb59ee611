"""The door that every channel stands behind: a delivery in, an outcome out.

It may also say that it is not the delivery's turn: then nothing was tried, and nothing has come
of it.

A channel never raises for what a receiver does; each thing a receiver can do has an
outcome. What it raises is a fault of ours, and the dispatcher retries that too.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.model.delivery import Delivery, Outcome


@dataclass(frozen=True, slots=True)
class NotYet:
    """Its turn comes at that instant of the database's clock; till then it is in nobody's hands."""

    at: datetime


class ChannelPort(Protocol):
    """Sends one delivery, once, in bounded time."""

    async def send(self, delivery: Delivery) -> Outcome | NotYet:
        """Try it, if it is its turn, and say what came of it."""
        ...
