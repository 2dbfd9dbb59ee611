"""How fast one mail domain is written to, whoever has addresses there.

The large ones slow down or turn away who sends them much at once, and then all mail to them
waits. So hand-overs to one domain keep a distance; those to others pass by.
"""

_FORGET_OVER = 1000


class DomainPace:
    """When each domain may be written to next, in seconds of a clock that only grows."""

    def __init__(self, per_second: float) -> None:
        self._distance_s = 1 / per_second
        self._next: dict[str, float] = {}

    def wait_s(self, domain: str, now_s: float, most_s: float) -> float | None:
        """Take the domain's next turn, and give how long it is until then.

        None, and no turn is taken, when that is longer than `most_s`.
        """
        turn = max(self._next.get(domain, now_s), now_s)
        if turn - now_s > most_s:
            return None
        self._next[domain] = turn + self._distance_s
        if len(self._next) > _FORGET_OVER:
            self._next = {name: at for name, at in self._next.items() if at > now_s}
        return turn - now_s
