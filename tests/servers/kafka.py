"""Apache Kafka itself, one node in KRaft mode, as a child of the test run.

It can be taken away and brought back on the same port with the same data, which
is how an outage is tested.
"""

import asyncio
import secrets
import signal
from collections.abc import Mapping
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from tests.servers.child import Child
from tests.servers.jars import jars, java
from tests.servers.ports import free_port
from tests.servers.standing import LentServer, OwnServer

# A restarted broker may register only when its former session has ended (9 s by
# default). The log cleaner's buffer alone would take a quarter of the heap.
_PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller_port}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
message.max.bytes=4194304
replica.fetch.max.bytes=4194304
log.retention.ms=-1
log.cleaner.dedupe.buffer.size=8388608
log.cleaner.threads=1
num.network.threads=2
num.io.threads=4
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
"""
_JVM = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
_CLUSTER = "YWxlcnRzLXRlc3RzLTAwMA"
_STARTED = "Kafka Server started"


class KafkaTopics:
    """Topics of the broker at `address`."""

    def __init__(self, address: str) -> None:
        self.address = address

    async def create_topic(
        self, name: str, partitions: int = 1, config: Mapping[str, str] | None = None
    ) -> None:
        """Create a topic and return when every partition has a leader."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.address)
        await admin.start()
        try:
            topic = NewTopic(name, partitions, 1, topic_configs=dict(config or {}))
            answer = await admin.create_topics([topic])
            for _, code, message in answer.topic_errors:
                if code:
                    raise RuntimeError(f"topic {name}: error {code}: {message}")
            while not await _led(admin, name, partitions):
                await asyncio.sleep(0.02)  # the broker tells nobody when leaders are chosen
        finally:
            await admin.close()

    async def fresh_topic(self, prefix: str = "reports", partitions: int = 1) -> str:
        """Create a topic that no other test has, and say its name."""
        name = f"{prefix}-{secrets.token_hex(4)}"
        await self.create_topic(name, partitions)
        return name


async def _led(admin: AIOKafkaAdminClient, name: str, partitions: int) -> bool:
    (topic,) = await admin.describe_topics([name])
    leaders = [partition["leader"] for partition in topic["partitions"]]
    return len(leaders) == partitions and -1 not in leaders


class BorrowedKafka(LentServer, KafkaTopics):
    """A broker that somebody else runs."""

    setting = "ALERTS_TEST_KAFKA"

    def halt(self) -> None:
        """Nothing: it is not ours."""


class KafkaServer(OwnServer, KafkaTopics):
    """A broker of our own."""

    in_order = signal.SIGTERM
    as_a_crash = signal.SIGKILL

    def __init__(self) -> None:
        port = free_port()
        OwnServer.__init__(self, "alerts-kafka-")
        KafkaTopics.__init__(self, f"127.0.0.1:{port}")
        self._java, self._jars = java(), jars()
        self._properties = self._home / "server.properties"
        self._properties.write_text(
            _PROPERTIES.format(port=port, controller_port=free_port(), data=self._home / "data")
        )

    def halt(self) -> None:
        """End the broker at once and remove its data: nobody waits for what is thrown away."""
        if self._child:
            self._child.stop(signal.SIGKILL)
        super().halt()

    def _making(self) -> list[str]:
        return self._command(
            "kafka.tools.StorageTool", "format", "--cluster-id", _CLUSTER, "--config"
        )

    def _launched(self) -> Child:
        self._log.write_bytes(b"")
        return Child.start(self._command("kafka.Kafka"), log=self._log)

    def _ready(self) -> bool:
        return _STARTED in self._log.read_text(errors="replace")

    def _command(self, *main: str) -> list[str]:
        log = Path(__file__).with_name("log4j2.xml")
        jvm = (*_JVM, f"-Dlog4j2.configurationFile={log}", "-cp", f"{self._jars}/*")
        return [self._java, *jvm, *main, str(self._properties)]


Kafka = KafkaServer | BorrowedKafka
