"""The servers keep what they promise: real, restartable, and gone at the end."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from tests.servers.child import Child
from tests.servers.kafka import Kafka
from tests.servers.ports import free_port
from tests.servers.postgres import Postgres

_WAIT_S = 30


async def _first_value(kafka: Kafka, topic: str) -> bytes | None:
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=kafka.address, group_id=topic, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        batches = await consumer.getmany(timeout_ms=_WAIT_S * 1000)
        return next((record.value for records in batches.values() for record in records), None)
    finally:
        await consumer.stop()


async def _send(kafka: Kafka, topic: str, value: bytes) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=kafka.address, acks="all", max_request_size=3 * 2**20
    )
    await producer.start()
    try:
        await producer.send_and_wait(topic, value)
    finally:
        await producer.stop()


@pytest.mark.parametrize("crash", [False, True], ids=["stopped", "crashed"])
async def test_kafka_comes_back_on_its_port_with_its_records(kafka: Kafka, crash: bool) -> None:
    topic = await kafka.fresh_topic(partitions=3)
    await _send(kafka, topic, b"kept")
    await kafka.stop(crash=crash)
    await kafka.start()
    assert await _first_value(kafka, topic) == b"kept"


async def test_kafka_takes_a_record_above_its_usual_limit(kafka: Kafka) -> None:
    topic = await kafka.fresh_topic()
    value = os.urandom(2 * 2**20)
    await _send(kafka, topic, value)
    assert await _first_value(kafka, topic) == value


@pytest.mark.parametrize("crash", [False, True], ids=["stopped", "crashed"])
async def test_postgres_comes_back_on_its_port_with_its_rows(
    postgres: Postgres, crash: bool
) -> None:
    url = await postgres.create_database()
    before = await asyncpg.connect(url)
    try:
        await before.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        await postgres.stop(crash=crash)
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
            await before.execute("SELECT 1")
    finally:
        before.terminate()
    await postgres.start()
    after = await asyncpg.connect(url)
    assert await after.fetchval("SELECT answer FROM kept") == 42
    await after.close()


async def test_a_database_starts_as_a_copy_of_its_template(postgres: Postgres) -> None:
    template = await postgres.create_database("template")
    connection = await asyncpg.connect(template)
    await connection.execute("CREATE TABLE copied AS SELECT 1 AS one")
    await connection.close()
    copies = [await postgres.create_database(template=template) for _ in range(2)]
    assert len({template, *copies}) == 3
    for url in copies:
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT one FROM copied") == 1
        await connection.close()


def test_a_server_that_dies_at_once_shows_its_last_words(tmp_path: Path) -> None:
    child = Child.start(["sh", "-c", "echo port is taken; exit 3"], log=tmp_path / "log")
    with pytest.raises(RuntimeError, match=r"code 3(.|\n)*port is taken"):
        child.wait_until(lambda: False)


def test_a_server_that_does_not_heed_is_killed(tmp_path: Path) -> None:
    child = Child.start(
        ["sh", "-c", "trap '' TERM; echo up; while :; do read _ < /dev/zero; done"],
        log=(log := tmp_path / "log"),
        patience_s=0.1,
    )
    child.wait_until(lambda: "up" in log.read_text())
    child.stop(signal.SIGTERM)
    assert not child.running


_STARTS_A_SERVER = """
import pathlib, signal, sys
from tests.servers.child import Child
log = pathlib.Path(sys.argv[1])
child = Child.start(["sh", "-c", "echo $$; exec tail -f /dev/null"], log=log)
child.wait_until(lambda: log.read_text().endswith("\\n"))
print(child.pid, flush=True)
signal.pause()
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux ties a child's life to its parent's"
)
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_the_run_that_started_it(tmp_path: Path, end: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", _STARTS_A_SERVER, str(tmp_path / "log")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    with run, run.stdout as told:  # type: ignore[union-attr]  # PIPE makes it a stream
        server = os.pidfd_open(int(told.readline()))
        run.send_signal(end)
    gone, _, _ = select.select([server], [], [], _WAIT_S)
    os.close(server)
    assert gone


def test_ports_are_never_given_out_twice() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == 50
    assert max(ports) < 32_768
