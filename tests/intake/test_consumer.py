"""The consumer on Apache Kafka: nothing stops it, nothing is dropped."""

import asyncio

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from confluent_kafka import Producer

from alerts.telemetry import metrics
from tests.intake.conftest import (
    MAX_BYTES,
    PATIENCE_S,
    Batch,
    Bench,
    Ledger,
    WatchedCluster,
    report_of,
)

REPORT = {"id": "good", "source": {"name": "s"}, "body": "b"}


async def test_a_report_arrives_and_its_offset_is_committed(bench: Bench) -> None:
    await bench.put_report("one")
    stop = await bench.member()

    await bench.ledger.until(lambda: bench.ledger.ids == ["one"])
    stop.set()

    async with asyncio.timeout(PATIENCE_S):
        while await bench.committed() < 1:
            pass


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        pytest.param(None, b"empty", id="null value"),
        pytest.param(b"", b"empty", id="empty"),
        pytest.param(b"<report/>", b"not_json", id="not JSON"),
        pytest.param(b"[" * 100_000, b"not_json", id="deeply nested"),
        pytest.param(orjson.dumps([REPORT]), b"invalid_report", id="wrong shape"),
        pytest.param(orjson.dumps(REPORT | {"id": "x" * 10_000}), b"invalid_report", id="long id"),
        pytest.param(orjson.dumps(REPORT | {"body": "a\0b"}), b"invalid_text", id="NUL"),
        pytest.param(
            b'{"id":"1","source":{"name":"s"},"body":"\\ud83d"}', b"invalid_text", id="surrogate"
        ),
    ],
)
async def test_what_is_no_report_is_buried_as_it_came_and_the_next_goes_on(
    bench: Bench, value: bytes | None, reason: bytes
) -> None:
    headers = [("origin", b"crawler-3")]
    await bench.put(value, key=b"its key", headers=headers, partition=2)
    await bench.put_report("next")
    await bench.member()

    await bench.ledger.until(lambda: bench.ledger.ids == ["next"])
    (letter,) = await bench.dead(1)

    told = dict(letter.headers)
    assert (letter.key, letter.value) == (b"its key", value)
    assert told["origin"] == b"crawler-3"
    assert told["reason"] == reason
    assert (told["topic"], told["partition"], told["offset"]) == (bench.topic.encode(), b"2", b"0")


@pytest.mark.parametrize("codec", [0, 1, 4], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("before", [0, 2])
async def test_a_header_whose_name_is_no_utf8_costs_its_own_message_alone(
    bench: Bench, codec: int, before: int
) -> None:
    firsts = [f"first-{n}" for n in range(before)]
    odd, name = report_of("odd"), b"caf\xe9\xff"
    names = [*((report_of(one), "naïve".encode()) for one in firsts), (odd, name)]
    await bench.put_with_names([*names, (report_of("next"), b"plain")], codec)
    await bench.put_report("last", partition=0)
    await bench.member()

    await bench.ledger.until(lambda: bench.ledger.ids == [*firsts, "next", "last"])
    (letter,) = await bench.dead(1)

    told = dict(letter.headers)
    assert (letter.key, letter.value) == (b"its key", odd)
    assert (told["caf\\xe9\\xff"], told["origin"]) == (b"x", b"crawler-3")
    assert told["reason"] == b"invalid_text"
    assert (told["partition"], told["offset"]) == (b"0", str(before).encode())


async def test_a_message_of_nothing_at_all_is_buried_and_the_next_goes_on(bench: Bench) -> None:
    crawler = Producer({"bootstrap.servers": bench.kafka.address})
    crawler.produce(bench.topic, None, key=None, headers=[("origin", None)])
    assert await asyncio.to_thread(crawler.flush, PATIENCE_S) == 0
    await bench.put_report("next")
    await bench.member()

    await bench.ledger.until(lambda: bench.ledger.ids == ["next"])
    (letter,) = await bench.dead(1)

    assert (letter.key, letter.value) == (None, b"")
    assert dict(letter.headers)["reason"] == b"empty"


async def test_a_report_too_large_is_buried_cut_to_fit(bench: Bench) -> None:
    huge = orjson.dumps(REPORT | {"body": "x" * 2 * MAX_BYTES})
    await bench.put(huge)
    await bench.member()

    (letter,) = await bench.dead(1)

    assert dict(letter.headers)["reason"] == b"too_large"
    assert letter.value == huge[:MAX_BYTES]


async def test_a_report_that_our_own_code_chokes_on_is_buried(bench: Bench) -> None:
    bench.ledger.cursed = {"cursed"}
    await bench.put_report("cursed")
    await bench.put_report("next")
    await bench.member()

    await bench.ledger.until(lambda: "next" in bench.ledger.ids)
    (letter,) = await bench.dead(1)

    assert dict(letter.headers)["reason"] == b"internal_error"
    assert orjson.loads(letter.value)["id"] == "cursed"


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
async def test_every_codec_of_kafka_is_read(bench: Bench, codec: str) -> None:
    async with AIOKafkaProducer(
        bootstrap_servers=bench.kafka.address, compression_type=codec
    ) as producer:
        for number in range(20):
            body = orjson.dumps(REPORT | {"id": f"{codec}-{number}", "body": "same words " * 50})
            await producer.send(bench.topic, body)
        await producer.flush()
    await bench.member()

    await bench.ledger.until(lambda: len(bench.ledger.ids) == 20)


async def test_a_report_of_an_aborted_transaction_never_happened(bench: Bench) -> None:
    async with AIOKafkaProducer(
        bootstrap_servers=bench.kafka.address, transactional_id=bench.topic
    ) as producer:
        await producer.begin_transaction()
        await producer.send_and_wait(bench.topic, report_of("withdrawn"), partition=0)
        await producer.abort_transaction()
        async with producer.transaction():
            await producer.send_and_wait(bench.topic, report_of("meant"), partition=0)
    await bench.member()

    await bench.ledger.until(lambda: "meant" in bench.ledger.ids)
    assert bench.ledger.ids == ["meant"]


async def test_what_could_not_be_recorded_is_read_again_once_it_can(bench: Bench) -> None:
    bench.ledger.away = True
    for number in range(30):
        await bench.put_report(f"r-{number}")
    await bench.put(b"no report")
    await bench.member()
    await bench.ledger.until(lambda: bench.ledger.refused >= 1)

    assert await bench.committed() == 0
    bench.ledger.away = False

    await bench.ledger.until(lambda: len(bench.ledger.ids) >= 30)
    assert sorted(bench.ledger.ids) == sorted(f"r-{n}" for n in range(30))
    assert len(await bench.dead(1)) == 1


async def test_an_outage_is_sat_out_without_spinning(bench: Bench) -> None:
    bench.ledger.away = True
    await bench.put_report("one")
    await bench.member()

    await bench.ledger.until(lambda: bench.ledger.pings >= 3)

    assert bench.ledger.refused == 1  # it asks whether the ledger is back before it reads again


async def test_in_an_outage_nothing_is_fetched(bench: Bench) -> None:
    in_the_outage: list[Batch] = []

    async def fetched(batch: Batch) -> None:
        if bench.ledger.refused:
            in_the_outage.append(batch)

    bench.ledger.away = True
    await bench.put_report("one")
    await bench.member(cluster=WatchedCluster(bench.kafka.address, fetched=fetched))

    await bench.ledger.until(lambda: bench.ledger.pings >= 3)

    assert in_the_outage == []


async def test_without_its_dead_letter_topic_nothing_is_committed(bench: Bench) -> None:
    bench.dead_topic = f"{bench.dead_topic}-not-there-yet"
    await bench.put(b"no report")
    await bench.member()
    await bench.ledger.until(lambda: bench.ledger.pings >= 1)

    assert await bench.committed() == 0
    await bench.kafka.create_topic(bench.dead_topic)

    assert len(await bench.dead(1)) == 1


async def test_kafka_may_go_and_come_back(bench: Bench) -> None:
    await bench.put_report("before")
    await bench.member()
    await bench.ledger.until(lambda: bench.ledger.ids == ["before"])

    await bench.kafka.stop(crash=True)
    async with asyncio.timeout(PATIENCE_S):
        while bench.readiness.parts()["kafka"] is None:
            await asyncio.sleep(0.1)
    await bench.kafka.start()
    await bench.put_report("after")

    # "before" may come twice, and after it: whether its offset was committed in time is open.
    await bench.ledger.until(lambda: "after" in bench.ledger.ids)
    async with asyncio.timeout(PATIENCE_S):
        while bench.readiness.parts()["kafka"] is not None:
            await asyncio.sleep(0.1)


async def test_members_share_the_partitions_and_hand_them_over(bench: Bench) -> None:
    first, second = Ledger(), Ledger()
    stop_first = await bench.member(first)
    await bench.put_report("r-0")
    await first.until(lambda: first.ids == ["r-0"])
    await bench.member(second)
    sent = 1
    async with asyncio.timeout(PATIENCE_S):
        while not second.ids:  # a rebalance goes on while reports flow
            await bench.put_report(f"r-{sent}")
            sent += 1
    stop_first.set()
    for number in range(sent, sent + 100):
        await bench.put_report(f"r-{number}")

    everything = {f"r-{n}" for n in range(sent + 100)}
    await second.until(lambda: {*first.ids, *second.ids} == everything)


async def test_what_was_fetched_before_a_rebalance_is_left_to_whoever_has_it_now(
    bench: Bench,
) -> None:
    fetched, handed_over = asyncio.Event(), asyncio.Event()

    async def stand_still(_: Batch) -> None:
        fetched.set()
        async with asyncio.timeout(PATIENCE_S):
            await handed_over.wait()

    first, second = Ledger(), Ledger()
    for partition in range(4):
        await bench.put_report(f"r-{partition}", partition=partition)
    await bench.member(first, WatchedCluster(bench.kafka.address, fetched=stand_still))
    async with asyncio.timeout(PATIENCE_S):
        await fetched.wait()
    await bench.member(second)
    await second.until(lambda: len(second.ids) == 2)
    handed_over.set()

    await first.until(lambda: len(first.ids) >= 2)
    assert sorted(first.ids + second.ids) == [f"r-{n}" for n in range(4)]


async def test_a_missing_topic_is_named_and_awaited(bench: Bench) -> None:
    bench.topic = f"{bench.topic}-later"
    await bench.member()
    async with asyncio.timeout(PATIENCE_S):
        while "does not exist" not in (bench.readiness.parts().get("kafka") or ""):
            await asyncio.sleep(0.1)

    await bench.kafka.create_topic(bench.topic)
    await bench.put_report("first")

    await bench.ledger.until(lambda: bench.ledger.ids == ["first"])


async def test_while_a_batch_cannot_be_recorded_the_process_is_not_ready(bench: Bench) -> None:
    bench.ledger.away = True
    bench.ledger.answers = True  # as a database with a full disk does
    await bench.put_report("one")
    await bench.member()

    await bench.ledger.until(lambda: bench.ledger.refused >= 3)
    assert bench.readiness.parts()["recording"] == "the ledger is closed"
    bench.ledger.away = False
    await bench.ledger.until(lambda: bench.ledger.ids == ["one"])

    async with asyncio.timeout(PATIENCE_S):
        while bench.readiness.parts()["recording"] is not None:
            await asyncio.sleep(0.05)


async def test_the_lag_of_a_partition_is_shown_by_who_reads_it_and_nobody_else(
    bench: Bench,
) -> None:
    stop = await bench.member()
    async with asyncio.timeout(PATIENCE_S):
        while len(shown(bench.topic)) < 4:
            await asyncio.sleep(0.05)

    stop.set()

    async with asyncio.timeout(PATIENCE_S):
        while shown(bench.topic):
            await asyncio.sleep(0.05)


def shown(topic: str) -> list[str]:
    """Give the partitions of a topic whose lag is to be seen."""
    return [
        sample.labels["partition"]
        for metric in metrics.KAFKA_LAG.collect()
        for sample in metric.samples
        if sample.labels["topic"] == topic
    ]
