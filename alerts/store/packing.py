"""Things of different sizes, put together for one transaction each."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def packed(items: Iterable[T], size: Callable[[T], int], room: int) -> list[list[T]]:
    """Put items together in their order; what is larger than the room has one of its own."""
    packs: list[list[T]] = []
    left = 0
    for item in items:
        if not packs or size(item) > left:
            packs.append([])
            left = room
        packs[-1].append(item)
        left -= size(item)
    return packs
