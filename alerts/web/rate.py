"""How often one key may call: a bucket that fills steadily and is emptied by calls.

Kept in the process and forgotten with it. With several processes behind one address each
counts for itself, so the real limit is their sum.
"""

from dataclasses import dataclass

_MANY = 10_000


@dataclass(frozen=True, slots=True)
class _Level:
    tokens: float
    at: float


class Buckets:
    """One bucket per key; each holds a minute's worth of calls."""

    def __init__(self, per_minute: int) -> None:
        self._capacity = float(per_minute)
        self._per_second = per_minute / 60
        self._levels: dict[str, _Level] = {}

    def take(self, key: str, now: float) -> float:
        """Take one call at `now` (seconds that only grow).

        Gives 0 when there was one, else the seconds until there will be.
        """
        tokens = self._tokens(key, now)
        if tokens < 1:
            return (1 - tokens) / self._per_second
        if len(self._levels) >= _MANY:
            self._forget_full(now)
        self._levels[key] = _Level(tokens - 1, now)
        return 0.0

    def _tokens(self, key: str, now: float) -> float:
        level = self._levels.get(key)
        if level is None:
            return self._capacity
        return min(self._capacity, level.tokens + (now - level.at) * self._per_second)

    def _forget_full(self, now: float) -> None:
        """Drop the full ones: a full bucket is the same as none."""
        self._levels = {
            key: level
            for key, level in self._levels.items()
            if self._tokens(key, now) < self._capacity
        }
