"""Records of one size, side by side in one string of bytes, in no order.

Few are immutable bytes, which have no room to spare, for of most keys there are two or three. To
add one copies the rest, so that a great many would take time by their square: they are kept in bytes
that grow in place, and the last takes the place of one that goes.
"""

from typing import Final

Records = bytes | bytearray

_FEW_MOST: Final = 64
_FEW_LEAST: Final = 32  # lower, so that a number on the border does not change to and fro


def with_one(held: Records, record: bytes) -> Records:
    """Give the records with one more, in what `held` is if that grows in place."""
    if isinstance(held, bytearray):
        held += record
        return held
    more = held + record
    return more if len(more) <= _FEW_MOST * len(record) else bytearray(more)


def without_one(held: Records, record: bytes) -> Records:
    """Give the records, of which `record` is one, without it."""
    size = len(record)
    at = held.find(record)
    while at % size:  # what looks like it across two others
        at = held.find(record, at + 1)
    if isinstance(held, bytes):
        return held[:at] + held[at + size :]
    last = held[-size:]
    del held[-size:]
    if at < len(held):
        held[at : at + size] = last
    return held if len(held) > _FEW_LEAST * size else bytes(held)
