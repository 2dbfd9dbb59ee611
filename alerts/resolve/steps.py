"""Long work as steps, which whoever drives them may pause between.

A report may be a megabyte of names. Resolving it must not keep probes and heartbeats waiting,
and need not: what is pure can stop anywhere.
"""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]


def at_one_go(steps: Steps[T]) -> T:
    """Do all steps, and give what they come to."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            made: T = done.value
            return made
