"""Whether a process lives, and whether it can do its work."""

import asyncio

from aiohttp.test_utils import TestClient, TestServer

from alerts.model.errors import Unavailable
from alerts.telemetry.readiness import Readiness
from alerts.web import health
from alerts.web.app import build_health_app
from tests.web.site import Parts, Site


async def test_a_process_that_answers_lives(site: Site) -> None:
    answer = await site.call("GET", "/livez")
    assert (answer.status, answer.json) == (200, {"alive": True})


async def test_it_is_ready_when_every_part_is(site: Site, parts: Parts) -> None:
    parts.readiness.ready("intake")
    answer = await site.call("GET", "/readyz")
    assert answer.status == 200
    ready = {"ready": True, "reason": None}
    assert answer.json == {"ready": True, "parts": {"database": ready, "intake": ready}}


async def test_a_part_that_waits_is_named_with_its_reason(site: Site, parts: Parts) -> None:
    parts.readiness.ready("delivery")
    parts.readiness.waiting("intake", "Kafka does not answer")
    answer = await site.call("GET", "/readyz")
    assert answer.status == 503
    assert answer.json["ready"] is False
    assert answer.json["parts"]["intake"] == {"ready": False, "reason": "Kafka does not answer"}
    assert answer.json["parts"]["delivery"]["ready"] is True


async def test_a_database_that_is_gone_is_found_out_at_once_and_life_goes_on(
    site: Site, parts: Parts
) -> None:
    await parts.db.close()
    parts.path.write_bytes(b"no database any more" * 1000)
    answer = await site.call("GET", "/readyz")
    assert answer.status == 503
    assert answer.json["parts"]["database"]["reason"] == "does not answer"
    assert (await site.call("GET", "/livez")).status == 200


async def test_a_database_that_hangs_holds_the_answer_only_so_long() -> None:
    never = asyncio.Event()

    async def ping() -> None:
        await never.wait()

    assert (await health.ready(Readiness(), ping, ping_within_s=0.01)).status == 503


async def test_a_part_that_says_why_the_database_is_not_ready_is_believed() -> None:
    readiness = Readiness()
    readiness.waiting("database", "the schema is old")

    async def ping() -> None:
        return

    answer = await health.ready(readiness, ping)
    assert isinstance(answer.value, health.ReadyAnswer)
    assert answer.value.parts["database"].reason == "the schema is old"


async def test_metrics_are_prometheus_text(site: Site) -> None:
    answer = await site.call("GET", "/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert "# TYPE alerts_reports_total counter" in answer.text


async def test_a_process_that_is_starting_does_not_say_that_nothing_is_there() -> None:
    async def ping() -> None:
        return

    readiness = Readiness()
    readiness.waiting("start", "the parts are being built")
    app = build_health_app(readiness, ping, public_url="https://alerts.example", ticks=lambda: 0.0)
    async with TestClient(TestServer(app)) as client:
        answer = await client.delete("/v1/rules/rul_a")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert answer.content_type == "application/problem+json"


async def test_a_process_without_the_api_serves_its_health_and_nothing_else() -> None:
    async def ping() -> None:
        raise Unavailable("away")

    app = build_health_app(
        Readiness(), ping, public_url="https://alerts.example", ticks=lambda: 0.0
    )
    async with TestClient(TestServer(app)) as client:
        statuses = {
            path: (await client.get(path)).status
            for path in ("/livez", "/readyz", "/metrics", "/v1/rules", "/openapi.json")
        }
    assert list(statuses.values()) == [200, 503, 200, 404, 404]
