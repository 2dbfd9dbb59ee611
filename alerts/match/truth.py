"""True, false or unknown: Kleene's strong logic, in which what is unknown stays so.

`not` of unknown is unknown, so that nothing follows from what a report does not say.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never


class Truth(StrEnum):
    """A verdict."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def opposite(truth: Truth) -> Truth:
    """Give the verdict of `not`."""
    match truth:
        case Truth.TRUE:
            return Truth.FALSE
        case Truth.FALSE:
            return Truth.TRUE
        case Truth.UNKNOWN:
            return Truth.UNKNOWN
        case _:
            assert_never(truth)


def every(truths: Iterable[Truth]) -> Truth:
    """Give the verdict of `all`: false as soon as one is."""
    verdict = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            verdict = truth
    return verdict


def some(truths: Iterable[Truth]) -> Truth:
    """Give the verdict of `any`: true as soon as one is."""
    return opposite(every(map(opposite, truths)))
