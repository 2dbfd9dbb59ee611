"""How fast one mail domain is written to, whoever has addresses there.

The large ones slow down or turn away who sends them much at once, and then all mail to them
waits. So hand-overs to one domain keep a distance; those to others pass by. Who has to wait for
long is told so, and finds its turn kept when it comes back.
"""

_FORGET_OVER = 1000
# A turn is kept for so long after its time: were many kept, all could be taken at once.
_KEPT_S = 1.0


class DomainPace:
    """When each domain may be written to next, in seconds of a clock that only grows."""

    def __init__(self, per_second: float) -> None:
        self._distance_s = 1 / per_second
        self._next: dict[str, float] = {}
        self._kept: dict[str, float] = {}

    def wait_s(self, domain: str, whose: str, now_s: float) -> float:
        """Take the domain's next turn, and give how long it is until then.

        Who asks again before it, or when it has come, has the same turn still.
        """
        turn = self._kept.get(whose)
        if turn is None or now_s - turn > _KEPT_S:
            turn = max(self._next.get(domain, now_s), now_s)
            self._next[domain] = turn + self._distance_s
        if turn > now_s:
            self._kept[whose] = turn
        else:
            self._kept.pop(whose, None)
        self._forget(now_s)
        return max(0.0, turn - now_s)

    def _forget(self, now_s: float) -> None:
        if len(self._next) > _FORGET_OVER:
            self._next = {name: at for name, at in self._next.items() if at > now_s}
        oldest = next(iter(self._kept.values()), now_s)
        if now_s - oldest > _KEPT_S:
            self._kept = {one: at for one, at in self._kept.items() if now_s - at <= _KEPT_S}
