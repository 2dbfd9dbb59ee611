"""The one way to wait here: for an event, in bounded time.

Nobody sleeps; whoever waits can be told to stop.
"""

import asyncio


async def until_set(event: asyncio.Event, seconds: float) -> bool:
    """Wait until `event` is set, `seconds` at most; tell whether it is."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return event.is_set()
    return True
