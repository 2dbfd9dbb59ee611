"""What an HTTP client does that only posts: no queue, no signature, no log, no database.

`python -m bench.bare PORT ENDPOINTS REQUESTS AT_ONCE BYTES`, a process of its own. It prints how
many requests a second were answered, and the CPU time of each.
"""

import asyncio
import sys
from collections.abc import Iterator
from time import process_time

import aiohttp
import orjson

from alerts.wiring import chance
from bench.endpoints import endpoint

_WARM_UP = 500


async def measure(
    port: int, endpoints: int, requests: int, at_once: int, size: int
) -> dict[str, float]:
    """Post so many requests of `size` bytes, `at_once` under way."""
    body = b"x" * size
    headers = {
        "Content-Type": "application/cloudevents+json",
        "webhook-no": "no more than as many bytes as an id",
        "webhook-timestamp": "1700000000",
        "webhook-signature": "v1," + "A" * 43 + "=",
    }
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def work(numbers: Iterator[int]) -> None:
            for number in numbers:
                url = endpoint(port, number % endpoints)
                async with session.post(url, data=body, headers=headers) as response:
                    await response.read()

        async def run(count: int) -> None:
            numbers = iter(range(count))
            async with asyncio.TaskGroup() as group:
                for _ in range(at_once):
                    group.create_task(work(numbers))

        await run(max(_WARM_UP, endpoints))
        began, cpu = chance.ticks(), process_time()
        await run(requests)
        seconds, cpu = chance.ticks() - began, process_time() - cpu
    return {"per_s": requests / seconds, "cpu_us_each": cpu / requests * 1e6}


if __name__ == "__main__":
    figures = asyncio.run(measure(*map(int, sys.argv[1:6])))
    sys.stdout.write(orjson.dumps(figures).decode() + "\n")
