"""What is moved to large pages is this process's own memory, and says what it said."""

from alerts.wiring.huge_pages import collapse, own_ranges, ranges

MB = 1 << 20
MAPS = """\
00400000-00500000 rw-p 00000000 00:00 0                                  [heap]
10100000-10a00000 rw-p 00000000 00:00 0 
20000000-2a000000 rw-p 00000000 00:00 0                                  [anon:malloc]
30000000-30400000 r--p 00000000 00:00 0 
40000000-40400000 rw-s 00000000 00:01 1043                               /dev/zero (deleted)
50000000-50400000 rw-p 00011000 08:01 9821                               /usr/lib/libc.so.6
60000000-60400000 rw-p 00000000 00:00 0                                  [stack]
"""  # noqa: W291 - as the system writes it


def test_whole_large_pages_of_private_memory_are_taken_some_at_a_time() -> None:
    assert list(ranges(MAPS)) == [
        (0x10200000, 0x10A00000),
        (0x20000000, 0x24000000),
        (0x24000000, 0x28000000),
        (0x28000000, 0x2A000000),
    ]


def test_what_is_moved_stays_as_it_was() -> None:
    held = [bytearray([number]) * (3 * MB) for number in range(8)]

    for pages in own_ranges():
        collapse(pages)

    assert held == [bytearray([number]) * (3 * MB) for number in range(8)]
