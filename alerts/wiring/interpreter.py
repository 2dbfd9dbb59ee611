"""A process set for doing a great many small things at once."""

import gc
import resource
import sys
from contextlib import suppress

_SWITCH_S = 0.0002
# A batch of reports is tens of thousands of objects, none of them garbage before it is recorded.
_GC = (20_000, 10, 10)


def share_quickly() -> None:
    """Let threads wait less for each other.

    SQLite answers in a thread of its own, which waits for the interpreter's lock up to this
    long at each of its steps; Python's 5 ms would add up to most of an alert's latency.
    """
    sys.setswitchinterval(_SWITCH_S)


def open_many() -> None:
    """Have as many files open as the system lets us: each receiver's connection is one.

    What a service is given at first, often 1,024, is fewer than there are receivers.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # a system's own limit may be lower still
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def keep_what_is_built() -> None:
    """Leave what there is by now out of collections, once all is built.

    The gazetteer and the rules stay: a collection that walks them holds all else up.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC)
