"""A whole API on a real socket over SQLite, for a test to call as a stranger would."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from alerts.deliver.email.address import parse_address
from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.headers import check_header
from alerts.keyring import Key, Keyring
from alerts.model.entity import Entity, Kind, Link
from alerts.model.errors import Unavailable
from alerts.model.ids import record_id
from alerts.model.report import parse_report
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.store.database import Database
from alerts.telemetry.readiness import Readiness
from alerts.web.app import Api, Limits, build_app

OPERATOR = "the-operators-own-key"
PUBLIC_URL = "https://alerts.example"


def gazetteer() -> Gazetteer:
    """Two Omars, so that one name is ambiguous; a plant by many names; a chain of regions."""
    syria = Entity("SY", Kind.REGION, "country", "Syria", names={"ar": ("سوريا",)})
    deir = Entity("SY-DY", Kind.REGION, "governorate", "Deir ez-Zor", (Link("SY", "part_of"),))
    mayadin = Entity(
        "SY-DY/al-mayadin", Kind.REGION, "town", "Al-Mayadin", (Link("SY-DY", "part_of"),)
    )
    omar = Entity(
        "al-omar-oil-field",
        Kind.FACILITY,
        "oil field",
        "al-Omar oil field",
        (Link("SY-DY", "located_in"),),
        names={"en": ("Omar",), "ar": ("حقل العمر",)},
        lat=35.1,
        lon=40.6,
    )
    other = Entity(
        "omar-gas-plant", Kind.FACILITY, "gas plant", "Omar gas plant", names={"en": ("Omar",)}
    )
    conoco = Entity(
        "conoco-gas-plant",
        Kind.FACILITY,
        "gas plant",
        "Conoco gas plant",
        (Link("SY-DY", "located_in"),),
        names={"en": ("Koniko", "Conoco"), "ar": ("كونيكو",)},
    )
    old = Entity(
        "koniko-field", Kind.FACILITY, "gas plant", "Koniko field", replaced_by="conoco-gas-plant"
    )
    sdf = Entity("syrian-democratic-forces", Kind.ACTOR, "armed group", "Syrian Democratic Forces")
    return Gazetteer.of([syria, deir, mayadin, omar, other, conoco, old, sdf])


class Topic:
    """A Kafka topic that keeps what it is given, and can be away."""

    def __init__(self) -> None:
        self.messages: list[tuple[bytes, bytes]] = []
        self.is_away = False

    async def put(self, messages: Sequence[tuple[bytes, bytes]]) -> None:
        if self.is_away:
            raise Unavailable("Kafka did not take the reports: nobody is there")
        self.messages += messages


class Clock:
    """A clock that a test sets; each reading of the time is a little later than the last."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.passed = 0.0

    def now(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at

    def ticks(self) -> float:
        return self.passed


class Chance:
    """Ids and secrets that come in the same order in every run."""

    def __init__(self) -> None:
        self._drawn = 0

    def entropy(self, size: int) -> bytes:
        self._drawn += 1
        return hashlib.shake_256(b"%d" % self._drawn).digest(size)

    def new_id(self, prefix: str) -> str:
        return record_id(prefix, self.entropy(16))


@dataclass(frozen=True)
class Parts:
    """What a test may want to reach into from outside."""

    db: Database
    path: Path
    clock: Clock = field(default_factory=Clock)
    topic: Topic = field(default_factory=Topic)
    readiness: Readiness = field(default_factory=Readiness)
    keyring: Keyring = field(default_factory=lambda: Keyring([Key("one", b"a secret of tests")]))
    nudges: list[str] = field(default_factory=list)


def api_of(parts: Parts, **changes: Any) -> Api:
    chance = Chance()
    values: dict[str, Any] = {
        "db": parts.db,
        "gazetteer": gazetteer(),
        "read_kept": parse_report,
        "keyring": parts.keyring,
        "guard": EgressGuard(["127.0.0.0/8"]),
        "check_header": check_header,
        "check_address": parse_address,
        "topic": parts.topic,
        "readiness": parts.readiness,
        "public_url": PUBLIC_URL,
        "operator_key_hash": hashlib.sha256(OPERATOR.encode()).digest(),
        "now": parts.clock.now,
        "ticks": parts.clock.ticks,
        "new_id": chance.new_id,
        "entropy": chance.entropy,
        "nudge": lambda: parts.nudges.append("due"),
        "limits": Limits(),
    }
    values |= changes
    values.setdefault("resolver", cache(partial(Resolver, values["gazetteer"])))
    return Api(**values)


@dataclass(frozen=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    text: str
    json: Any

    @property
    def pointers(self) -> list[str]:
        return [error["pointer"] for error in self.json["errors"]]


class Site:
    """The served API; `parts` are behind it."""

    def __init__(self, client: "TestClient[Request, Application]", parts: Parts) -> None:
        self.client = client
        self.parts = parts

    @property
    def url(self) -> str:
        return str(self.client.make_url("")).rstrip("/")

    async def call(
        self, method: str, path: str, key: str | None = None, json: Any = None, **more: Any
    ) -> Answer:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        headers |= more.pop("headers", {})
        sent: dict[str, Any] = {} if json is None else {"json": json}
        async with self.client.request(
            method, path, headers=headers, allow_redirects=False, **sent, **more
        ) as response:
            return await _whole(response)

    async def subscriber(self, name: str = "Watch desk") -> str:
        """Create a subscriber and give its key."""
        made = await self.call("POST", "/v1/subscribers", OPERATOR, {"name": name})
        assert made.status == 201, made.text
        return str(made.json["key"])

    async def webhook(self, key: str, url: str = "https://hooks.example/a") -> str:
        """Create a webhook and give its id."""
        made = await self.call("POST", "/v1/destinations", key, {"type": "webhook", "url": url})
        assert made.status == 201, made.text
        return str(made.json["id"])

    async def email(self, key: str, address: str = "duty@example.org") -> str:
        """Create a pending mail address and give its id."""
        sent = {"type": "email", "address": address}
        made = await self.call("POST", "/v1/destinations", key, sent)
        assert made.status == 201, made.text
        return str(made.json["id"])

    async def rule(self, key: str, notify: Sequence[str] = ()) -> str:
        """Create a rule and give its id."""
        sent = {"name": "Fields", "when": {"facility": ["Koniko"]}, "notify": list(notify)}
        made = await self.call("POST", "/v1/rules", key, sent)
        assert made.status == 201, made.text
        return str(made.json["id"])


async def _whole(response: ClientResponse) -> Answer:
    text = await response.text()
    value = await response.json(content_type=None) if "json" in response.content_type else None
    return Answer(response.status, response.headers, text, value)


async def served(api: Api, parts: Parts) -> Site:
    """Start an API on a free port."""
    client = TestClient(TestServer(build_app(api)))
    await client.start_server()
    return Site(client, parts)
