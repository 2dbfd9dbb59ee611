"""The interpreter, set for a process that does a great many small things at once."""

import gc
import sys

_SWITCH_S = 0.0002
# A batch of reports is tens of thousands of objects, none of them garbage before it is recorded.
_GC = (20_000, 10, 10)


def share_quickly() -> None:
    """Let threads wait less for each other.

    SQLite answers in a thread of its own, which waits for the interpreter's lock up to this
    long at each of its steps; Python's 5 ms would add up to most of an alert's latency.
    """
    sys.setswitchinterval(_SWITCH_S)


def keep_what_is_built() -> None:
    """Leave what there is by now out of collections, once all is built.

    The gazetteer and the rules stay: a collection that walks them holds all else up.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC)
