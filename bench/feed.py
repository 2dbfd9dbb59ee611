"""Puts reports onto Kafka at a steady rate. A process of its own.

`python -m bench.feed SERVERS TOPIC FILE RATE`: FILE has a report a line; a RATE of 0 is as
fast as it goes. The pace does not wait for anybody: a slow service does not slow the load.
Standard output tells the Kafka timestamps as JSON, in seconds since 1970.
"""

import asyncio
import sys
from pathlib import Path

import orjson
from aiokafka import AIOKafkaProducer

from alerts.wiring import chance


async def _send(servers: str, topic: str, lines: list[bytes], rate: float) -> list[float]:
    sent: list[float] = []
    acknowledged = []
    async with AIOKafkaProducer(bootstrap_servers=servers, acks="all") as producer:
        await producer.partitions_for(topic)
        began = chance.ticks()
        for number, line in enumerate(lines):
            if rate:
                await asyncio.sleep(max(0.0, began + number / rate - chance.ticks()))
            milliseconds = int(chance.now().timestamp() * 1000)
            acknowledged.append(await producer.send(topic, line, timestamp_ms=milliseconds))
            sent.append(milliseconds / 1000)
        await asyncio.gather(*acknowledged)
    return sent


if __name__ == "__main__":
    reports = Path(sys.argv[3]).read_bytes().splitlines()
    sys.stdout.buffer.write(
        orjson.dumps(asyncio.run(_send(sys.argv[1], sys.argv[2], reports, float(sys.argv[4]))))
    )
