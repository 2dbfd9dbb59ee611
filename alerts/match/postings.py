"""Sets of numbers that cost little while they are small: most keys have one rule.

One number stands for itself, a few are packed side by side, and many become a roaring
bitmap. A posting is replaced, not changed, while it is small; so is whatever holds it.
"""

from array import array
from collections.abc import Iterable
from struct import Struct
from typing import Final, TypeVar

from pyroaring import BitMap

# `bytes` are unsigned 32-bit numbers in the machine's order, unordered and each once.
_TYPE: Final = "I"
_ONE, _TWO = Struct(f"={_TYPE}"), Struct(f"=2{_TYPE}")
_WIDTH: Final = _ONE.size
# A bitmap of scattered numbers takes some 1,000 bytes before its first one; packed ones 33 + 4 each.
_PACKED_MOST: Final = 128
_BITMAP_LEAST: Final = 64  # lower, so that a set on the border does not change to and fro

# Uniting very many bitmaps at once is the faster. A few, mostly one large and others small, take
# half the time one by one, the smallest first.
_FOLDED_MOST: Final = 12

Posting = int | bytes | BitMap
K = TypeVar("K")


class Postings(dict[K, Posting]):
    """The numbers that stand under each key."""

    __slots__ = ()

    def put(self, keys: Iterable[K], number: int) -> None:
        """Let a number stand under some keys, under none of which it does."""
        get = self.get
        for key in keys:
            held = get(key)
            if held is None:  # most keys are one number's
                self[key] = number
            elif isinstance(held, BitMap):
                held.add(number)
            else:
                self[key] = with_number(held, number)

    def take(self, keys: Iterable[K], number: int) -> None:
        """Let a number stand no longer under some keys, under all of which it does."""
        for key in keys:
            held = self[key]
            if isinstance(held, int):
                del self[key]
            elif (left := without_number(held, number)) is not None and left is not held:
                self[key] = left


def with_number(posting: Posting, number: int) -> Posting:
    """Give the posting with one number more, which it does not hold yet."""
    if isinstance(posting, int):
        return _TWO.pack(posting, number)
    if isinstance(posting, bytes):
        if len(posting) < _PACKED_MOST * _WIDTH:
            return posting + _ONE.pack(number)
        bitmap = BitMap(array(_TYPE, posting), optimize=False)
        bitmap.add(number)
        return bitmap
    posting.add(number)
    return posting


def without_number(posting: Posting, number: int) -> Posting | None:
    """Give the posting with one number less, which it does hold; nothing if it was the last."""
    if isinstance(posting, int):
        return None
    if isinstance(posting, bytes):
        packed = _ONE.pack(number)
        at = posting.find(packed)
        while at % _WIDTH:  # what looks like it across two others
            at = posting.find(packed, at + 1)
        left = posting[:at] + posting[at + _WIDTH :]
        return left if len(left) > _WIDTH else _ONE.unpack(left)[0]
    posting.remove(number)
    if len(posting) < _BITMAP_LEAST:
        return posting.to_array().tobytes()
    return posting


def united(postings: Iterable[Posting]) -> BitMap:
    """Give all numbers of these postings, as a new bitmap."""
    few = array(_TYPE)
    many: list[BitMap] = []
    for posting in postings:
        if isinstance(posting, int):
            few.append(posting)
        elif isinstance(posting, bytes):
            few.frombytes(posting)
        else:
            many.append(posting)
    if len(many) > _FOLDED_MOST:
        many.append(BitMap(few, optimize=False))
        return BitMap.union(*many)
    together = BitMap(few, optimize=False) if few else BitMap()
    for bitmap in sorted(many, key=len):
        together |= bitmap
    return together
