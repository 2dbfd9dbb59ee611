"""The leases this process holds, by its own steady clock.

The database's clock grants a lease, but a process that slept (a paused machine, a long
collection) must not trust that it still has it: just before sending it looks here. The
deadline counts from before the claim was asked for, so that it errs on the safe side.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta


class Leases:
    """Leases with their deadlines, in seconds of a monotonic clock that the caller reads."""

    def __init__(self, length: timedelta) -> None:
        self.length = length
        self._until: dict[str, float] = {}

    def take(self, leases: Iterable[str], asked_at: float) -> None:
        """Note leases granted, or renewed, on a request made at `asked_at`."""
        until = asked_at + self.length.total_seconds()
        self._until.update((lease, until) for lease in leases)

    def holds(self, lease: str, now: float) -> bool:
        """Tell whether a lease is surely still ours."""
        return now < self._until.get(lease, now)

    def have_lapsed(self, now: float) -> bool:
        """Tell whether there is one that may be another's by now."""
        return any(until <= now for until in self._until.values())

    def drop(self, leases: Iterable[str]) -> None:
        """Forget leases that are done with."""
        for lease in leases:
            self._until.pop(lease, None)

    def renewed(
        self, asked_for: Collection[str], granted: Collection[str], asked_at: float
    ) -> None:
        """Note what came of a renewal: what was not granted is lost; what is done stays so."""
        still = self._until.keys()
        self.take([lease for lease in granted if lease in still], asked_at)
        self.drop(set(asked_for) - set(granted))

    def all(self) -> list[str]:
        """List what is held."""
        return list(self._until)
