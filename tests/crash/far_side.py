"""What the far side took, by id, and what it was told: the same account for webhooks and mails.

A delivery is taken when the whole of the answer that says so was handed to the network: from
there on, another arrival of it is a repeat.
"""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from random import Random  # noqa: TID251 - to be drawn again, from the seed
from typing import Self

from alerts.model.rule import Channel


class FarSide(ABC):
    """Receivers of every temper, on one port. Tempers are off once they have mended."""

    channel: Channel
    out_of_patience: str
    "How the delivery log begins to tell that no answer came while the worker waited."

    def __init__(self, seed: int) -> None:
        self.secret = ""
        self.port = 0
        self.mended = False
        self.taken: Counter[str] = Counter()
        self.unanswered: Counter[str] = Counter()
        self.ids_of: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.forged = 0
        self.changed = 0
        self._bodies: dict[str, bytes] = {}
        self._dice = Random(seed)

    @property
    def repeats(self) -> dict[str, int]:
        """Give how often deliveries came again after they were taken."""
        return {id_: count - 1 for id_, count in self.taken.items() if count > 1}

    @property
    def begun(self) -> set[str]:
        """Give what has come and is not taken yet."""
        return self._bodies.keys() - self.taken.keys()

    def mend(self) -> None:
        """Have it take all that comes."""
        self.mended = True

    def note(self, path: str, reports: Iterable[str], id_: str, body: bytes) -> None:
        """Note an arrival, before anything is answered."""
        for report in reports:
            self.ids_of[path, report].add(id_)
        self.changed += self._bodies.setdefault(id_, body) != body

    @asynccontextmanager
    @abstractmethod
    def serving(self) -> AsyncIterator[Self]:
        """Serve until the context is left."""

    @abstractmethod
    def target(self, path: str) -> str:
        """Give the address of the receiver with a temper."""

    @abstractmethod
    def settings(self) -> dict[str, str]:
        """Give what a worker has to be told, so that it sends there."""
