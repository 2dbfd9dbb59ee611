"""Which parts of the process can do their work now, and why one cannot."""


class Readiness:
    """The parts by name; a part is ready, or says in a sentence why it is not.

    Each part is written by the one task that runs it and read by `/readyz`.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, str | None] = {}

    def waiting(self, part: str, reason: str) -> None:
        """Say that a part cannot work now."""
        self._waiting[part] = reason

    def ready(self, part: str) -> None:
        """Say that a part works."""
        self._waiting[part] = None

    def parts(self) -> dict[str, str | None]:
        """Give every part with its reason to wait; None for one that is ready."""
        return dict(self._waiting)
