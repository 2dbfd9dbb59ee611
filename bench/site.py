"""The servers that rows share, each started, filled or seeded when the first row needs it."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench.latency import wanted_hooks
from bench.rig import FarSide, put
from bench.seeded import copy_sqlite, seed
from bench.workload import Workload
from tests.servers.kafka import KafkaServer
from tests.servers.postgres import PostgresServer

Dialect = Literal["sqlite", "postgresql"]
PARTITIONS = 4


@dataclass
class Site:
    """Where the rows run. Everything in it ends with the stack."""

    work: Workload
    far: FarSide
    folder: Path
    stack: AsyncExitStack
    _kafka: KafkaServer | None = None
    _postgres: PostgresServer | None = None
    _templates: dict[tuple[Dialect, bool], str] = field(default_factory=dict)
    _full: dict[int, str] = field(default_factory=dict)
    _made: int = 0

    def kafka(self) -> KafkaServer:
        """Give Apache Kafka."""
        if self._kafka is None:
            self._kafka = KafkaServer()
            self.stack.callback(self._kafka.halt)
            self._kafka.boot()
        return self._kafka

    async def empty_topic(self) -> str:
        """Make a topic with nothing in it."""
        return await self.kafka().fresh_topic("reports", PARTITIONS)

    async def full_topic(self, reports: int) -> str:
        """Give the topic that holds so many reports; fill it once."""
        if reports not in self._full:
            topic = await self.empty_topic()
            bodies = [t.report(f"r-{n}") for n, t in enumerate(self.work.mixed(reports))]
            await put(self.kafka().address, topic, bodies, self.folder)
            self._full[reports] = topic
        return self._full[reports]

    def hooks_of_full_topic(self, reports: int) -> set[str]:
        """Give the ids of the webhooks that the full topic must lead to."""
        named = [(f"r-{n}", text) for n, text in enumerate(self.work.mixed(reports))]
        return set(wanted_hooks(self.work, named))

    async def database(self, dialect: Dialect, *, mail: bool = False) -> str:
        """Give a new database with all rules in it."""
        made = (dialect, mail)
        if made not in self._templates:
            self._templates[made] = await self._template(dialect, mail=mail)
        template = self._templates[made]
        self._made += 1
        if dialect == "postgresql":
            return await self.postgres().create_database("bench", template=template)
        return await asyncio.to_thread(
            copy_sqlite, Path(template.removeprefix("sqlite:///")), self._file(f"{self._made}")
        )

    def postgres(self) -> PostgresServer:
        """Give PostgreSQL, which waits for the disk as in earnest."""
        if self._postgres is None:
            self._postgres = PostgresServer(durable=True)
            self.stack.callback(self._postgres.halt)
            self._postgres.boot()
        return self._postgres

    async def _template(self, dialect: Dialect, *, mail: bool) -> str:
        if dialect == "postgresql":
            url = await self.postgres().create_database("template")
        else:
            url = f"sqlite:///{self._file(f'template-{mail}')}"
        await seed(url, self.work, self.far.hook_url, mail=mail)
        return url

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.db"
