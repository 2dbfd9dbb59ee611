"""A port that stays the server's own while the server is down.

The kernel hands out its ephemeral ports to outgoing connections. A server that
comes back to such a port may find it taken, and a client that keeps knocking at
it may be given that very port as its own and connect to itself. So ports are
taken from below that range.
"""

import itertools
import os
import socket

_FIRST, _LAST = 20_000, 32_000
# Runs at the same time begin at different places: two would otherwise both find
# a port free and both choose it.
_candidates = itertools.count(os.getpid() * 37)


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens, never the same twice in a run."""
    for candidate in itertools.islice(_candidates, _LAST - _FIRST):
        port = _FIRST + candidate % (_LAST - _FIRST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"no free port between {_FIRST} and {_LAST}")
