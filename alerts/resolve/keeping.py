"""Building something large that stays, without looking for garbage in it, then or later.

Python looks through all that was made each time that enough was made. Of a gazetteer nothing
is garbage: that is a third of the time it takes to load, and afterwards every full round would
hold the event loop for a tenth of a second.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def keeping_all() -> Iterator[None]:
    """Suspend the search for cyclic garbage, and leave what is alive at the end out of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_on:
            gc.enable()
