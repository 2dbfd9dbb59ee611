"""Names of message headers that are no UTF-8, read as far as they can be told.

Kafka's broker takes any bytes for a name; aiokafka 0.14 decodes them strictly, and what it
raises comes from the fetch, for the whole batch, again and again: one message would stop its
partition for ever. So a batch in which a name cannot be decoded is read once more, with its
odd bytes kept as lone surrogates (PEP 383), and its messages come out like all others.
"""

from collections.abc import Iterator
from struct import Struct
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record.default_records import (
    DefaultRecordBatch,
    _DefaultRecordBatchPy,
)
from aiokafka.record.memory_records import MemoryRecords
from aiokafka.record.util import decode_varint_py

_LENGTH = Struct(">8xi")  # behind the batch's first offset; it counts what follows it


def read_every_name() -> None:
    """Have aiokafka's consumers read through this; to say it twice changes nothing.

    Its fetcher has no seam for it but the name by which it finds its reader of batches.
    """
    fetcher.MemoryRecords = LenientRecords


def is_sound(name: str) -> bool:
    """Tell whether a name was UTF-8 as it came."""
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_told(name: str) -> str:
    r"""Write a name so that every client can read it: a byte that is no UTF-8 as `\xff`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class LenientRecords:
    """What a fetch brought of one partition, batch by batch: aiokafka's `MemoryRecords`."""

    def __init__(self, fetched: bytes) -> None:
        self._strict = MemoryRecords(fetched)
        self._fetched = fetched
        self._at = 0

    def size_in_bytes(self) -> int:
        """Give the size of all that was fetched."""
        return int(self._strict.size_in_bytes())

    def has_next(self) -> bool:
        """Tell whether another whole batch is there."""
        return bool(self._strict.has_next())

    def next_batch(self) -> Any:
        """Give the next batch. Control batches and formats before the second have no headers."""
        begin, batch = self._at, self._strict.next_batch()
        if batch is None:
            return None
        self._at += _LENGTH.size + _LENGTH.unpack_from(self._fetched, begin)[0]
        if not isinstance(batch, DefaultRecordBatch) or batch.is_control_batch:
            return batch
        return _Batch(batch, self._fetched, slice(begin, self._at))


class _Batch:
    """A batch that is read strictly, and from the first name that cannot be on leniently."""

    def __init__(self, strict: Any, fetched: bytes, place: slice) -> None:
        self._strict = strict
        self._fetched = fetched
        self._place = place

    def __getattr__(self, name: str) -> Any:
        return getattr(self._strict, name)

    def __iter__(self) -> Iterator[Any]:
        told = -1
        try:
            for record in self._strict:
                told = record.offset
                yield record
        except (UnicodeDecodeError, CorruptRecordException):  # the second without its extension
            for record in _LenientBatch(self._fetched[self._place]):
                if record.offset > told:
                    yield record


class _LenientBatch(_DefaultRecordBatchPy):  # type: ignore[misc] # aiokafka has no types
    """aiokafka's own reader in Python, over bytes whose names always decode."""

    _buffer: bytearray

    def _read_msg(self) -> Any:
        if not isinstance(self._buffer, _Bytes):
            self._buffer = _Bytes(self._buffer)
        return super()._read_msg(decode_varint_py)


class _Bytes(bytearray):
    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Name(found) if isinstance(found, bytearray) else found


class _Name(bytearray):
    def decode(self, encoding: str = "utf-8", errors: str = "surrogateescape") -> str:
        return super().decode(encoding, errors)
