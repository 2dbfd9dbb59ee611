"""One line for each request, with nothing in it that nobody should read."""

import asyncio
import logging
import re
from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import LogCapture

from tests.web.site import Parts, Site
from tests.web.test_links import CONFIRM, link


@pytest.fixture
def lines() -> Iterator[LogCapture]:
    kept, before = LogCapture(), structlog.get_config()
    structlog.configure(processors=[kept])
    yield kept
    structlog.configure(**before)


async def test_a_request_is_one_line_with_route_status_time_and_who(
    lines: LogCapture, site: Site
) -> None:
    key = await site.subscriber()
    rule = await site.rule(key)
    lines.entries.clear()
    await site.call("GET", f"/v1/rules/{rule}", key)
    (line,) = lines.entries
    assert re.fullmatch(r"sub_[a-z0-9]+", line.pop("subscriber_id"))
    assert line.pop("ms") >= 0
    assert line == {
        "event": "http.request",
        "log_level": "info",
        "method": "GET",
        "route": "/v1/rules/{id}",
        "status": 200,
    }


async def test_neither_keys_nor_tokens_nor_queries_nor_bodies_are_logged(
    lines: LogCapture, site: Site, parts: Parts
) -> None:
    key = await site.subscriber()
    token = link(parts, CONFIRM, await site.email(key, "secret.person@example.org"))
    await site.call("POST", token)
    await site.call("GET", "/v1/entities?q=secretquery", key)
    await site.call("GET", "/secretpath?q=secretquery", key)
    logged = repr(lines.entries)
    assert len(lines.entries) == 5
    for secret in (key.partition(".")[2], token.rpartition("/")[2], "secret"):
        assert secret not in logged


async def test_probes_are_not_worth_a_line_at_info(lines: LogCapture, site: Site) -> None:
    for path in ("/livez", "/readyz", "/metrics"):
        await site.call("GET", path)
    assert {line["log_level"] for line in lines.entries} == {"debug"}


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /livez HTTP/1.1\r\nHost: a\r\nAuthorization : Bearer secret\r\n\r\n",
        b"GET /confirm/secret\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    ids=["a header with a space", "a path with NUL"],
)
async def test_what_is_no_sound_http_leaves_one_line_without_its_bytes(
    caplog: pytest.LogCaptureFixture, site: Site, request_head: bytes
) -> None:
    with caplog.at_level(logging.INFO):
        reader, writer = await asyncio.open_connection(site.client.host, site.client.port)
        writer.write(request_head)
        assert b" 400 " in await reader.readline()
        writer.close()
        await writer.wait_closed()
    (record,) = [record for record in caplog.records if record.name == "aiohttp.server"]
    assert record.levelno == logging.INFO
    assert "secret" not in caplog.text
