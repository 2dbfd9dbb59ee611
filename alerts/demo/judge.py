"""Whether everyone got what is theirs, once, and nobody anything else.

Every receipt counts, the second copy of a webhook too: a receiver may have to bear a
repeat after a crash, but on a calm day there is no excuse for one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from alerts.model.rule import Channel


class Receipt(NamedTuple):
    """One report's alert in one subscriber's hand, by one channel."""

    report: str
    subscriber: str
    channel: Channel

    def __str__(self) -> str:
        """Say it as a line of the summary."""
        return f"{self.report} to {self.subscriber} by {self.channel.value}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What went wrong, by kind; `unread` are messages that could not be taken for alerts."""

    missing: tuple[Receipt, ...] = ()
    doubled: tuple[Receipt, ...] = ()
    wrong: tuple[Receipt, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether nothing went wrong."""
        return not (self.missing or self.doubled or self.wrong or self.unread)

    def complaints(self) -> tuple[str, ...]:
        """Name each fault in a line."""
        return (
            *(f"missing: {receipt}" for receipt in self.missing),
            *(f"doubled: {receipt}" for receipt in self.doubled),
            *(f"went to the wrong one: {receipt}" for receipt in self.wrong),
            *(f"no alert: {message}" for message in self.unread),
        )


def judge(
    expected: Iterable[Receipt], got: Iterable[Receipt], unread: Iterable[str] = ()
) -> Verdict:
    """Compare what came with what had to come."""
    wanted, counted = frozenset(expected), Counter(got)
    return Verdict(
        missing=tuple(sorted(wanted - counted.keys())),
        doubled=tuple(sorted(r for r, times in counted.items() if times > 1 and r in wanted)),
        wrong=tuple(sorted(counted.keys() - wanted)),
        unread=tuple(unread),
    )
