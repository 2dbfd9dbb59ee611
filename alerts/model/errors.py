"""Errors named by what to do about them.

There are two that a caller plans for. Whatever else is raised is a bug, and
is treated as one: logged, answered with 500, dead-lettered when it comes twice.
"""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where (a JSON Pointer), what, and what would be right."""

    pointer: str
    detail: str
    candidates: tuple[str, ...] = ()


@dataclass(eq=False)
class InvalidInput(Exception):  # noqa: N818 - named by what to do: the caller mends it
    """The caller must change what it sent: 4xx over HTTP, a dead letter on Kafka."""

    detail: str
    problems: tuple[Problem, ...] = field(default=())

    def __str__(self) -> str:
        """Say all of it in one line."""
        parts = [f"{p.pointer or '/'}: {p.detail}" for p in self.problems]
        return "; ".join([self.detail, *parts])


class Unavailable(Exception):  # noqa: N818 - named by what to do: wait and try again
    """Something we depend on is away; time mends it. Retry, and stay unready meanwhile."""


class DeadReason(StrEnum):
    """Why a record cannot be a report; the header `reason` on `reports.dead`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    INVALID_TEXT = "invalid_text"
    INVALID_REPORT = "invalid_report"
    INTERNAL_ERROR = "internal_error"


@dataclass(eq=False)
class MalformedReport(InvalidInput):
    """Bytes that cannot become a report, with the reason a dead letter carries."""

    reason: DeadReason = DeadReason.INVALID_REPORT
