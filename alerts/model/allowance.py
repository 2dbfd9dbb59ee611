"""At most so many deliveries a second to one destination.

One instant is kept: up to when the rate is used up. What lies between then and now may be sent
at once, but no more than a second's worth, or one: who was idle is met by no flood. Instants
are whole microseconds.
"""

from dataclasses import dataclass

SLOWEST, FASTEST = 0.01, 1000.0
_SECOND = 1_000_000
_HALF = 0.5  # a microsecond: instants are rounded


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be sent of `per_second` at the instant `now`; None: nothing was used yet."""

    per_second: float
    used_until: int | None
    now: int

    @property
    def left(self) -> int:
        """Count what may be sent now."""
        return int((self.now - self._used_until + _HALF) / self._step)

    def after(self, number: int) -> int:
        """Give up to when the rate is used up once so many are sent."""
        return self._used_until + round(number * self._step)

    def wait_after(self, number: int) -> int:
        """Give how long it takes, once so many are sent, until the next one may be."""
        return max(0, self.after(number + 1) - self.now)

    @property
    def _step(self) -> float:
        return _SECOND / self.per_second

    @property
    def _used_until(self) -> int:
        """Forget what was saved up too long ago; after a jump of the clock, what lies ahead too."""
        longest_ago = self.now - round(max(self._step, _SECOND))
        if self.used_until is None:
            return longest_ago
        return min(max(self.used_until, longest_ago), self.now)
