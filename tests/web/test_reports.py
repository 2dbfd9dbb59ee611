"""Reports over HTTP: onto the topic as they were sent, all or none."""

from typing import Any

import orjson
import pytest

from alerts.model.errors import InvalidInput
from alerts.web.app import Limits
from tests.web.conftest import Serve
from tests.web.site import OPERATOR, Parts, Site

REPORT = {"id": "z-1", "source": {"name": "Zhyan  News"}, "title": "Missile hits al-Omar"}
JSON = {"Content-Type": "application/json"}


async def test_a_report_goes_onto_the_topic_byte_for_byte_as_it_was_sent(
    site: Site, parts: Parts
) -> None:
    sent = b'{ "id":"z-1",\n"source":{"name":"Zhyan  News"}, "title":"\\u0627\xd9\x84", "x":1e2}'
    answer = await site.call("POST", "/v1/reports", OPERATOR, data=sent, headers=JSON)
    assert answer.status == 202
    assert answer.json == {"accepted": 1, "ignored_fields": []}
    assert parts.topic.messages == [(b"zhyan news/z-1", sent)]


async def test_a_list_goes_onto_the_topic_report_by_report_in_its_order(
    site: Site, parts: Parts
) -> None:
    reports = [REPORT | {"id": f"z-{n}", "own": {"a": [None, 1.5]}} for n in range(3)]
    answer = await site.call("POST", "/v1/reports", OPERATOR, reports)
    assert answer.json["accepted"] == 3
    assert [key for key, _ in parts.topic.messages] == [b"zhyan news/z-%d" % n for n in range(3)]
    assert [orjson.loads(value) for _, value in parts.topic.messages] == reports


async def test_revisions_of_a_report_share_a_key_so_that_they_stay_in_order(
    site: Site, parts: Parts
) -> None:
    await site.call("POST", "/v1/reports", OPERATOR, [REPORT, REPORT | {"revision": 1}])
    assert len({key for key, _ in parts.topic.messages}) == 1


@pytest.mark.parametrize("text", [rb"\u0000", rb"\ud800"], ids=["nul", "half a pair"])
async def test_text_that_nobody_can_keep_is_refused_where_it_stands(
    site: Site, parts: Parts, text: bytes
) -> None:
    one = b'{"id":"1","source":{"name":"s"},"title":"a","actors":["b","%s"]}' % text
    for sent, pointer in ((one, "/actors/1"), (b"[%s]" % one, "/0/actors/1")):
        answer = await site.call("POST", "/v1/reports", OPERATOR, data=sent, headers=JSON)
        assert answer.status == 422
        assert answer.pointers == [pointer]
    assert parts.topic.messages == []


@pytest.mark.parametrize(
    ("bad", "pointer"),
    [
        ({"source": {"name": "a"}, "title": "x"}, "/1/id"),
        ({"id": "1", "title": "x"}, "/1/source"),
        ({"id": "1", "source": {}, "title": "x"}, "/1/source/name"),
        ({"id": "1", "source": {"name": "a"}}, "/1"),
        ({"id": "x" * 257, "source": {"name": "a"}, "title": "x"}, "/1/id"),
        ({"id": "1", "source": {"name": "a"}, "title": "x\0"}, "/1/title"),
        (7, "/1"),
        (None, "/1"),
        ([], "/1"),
    ],
)
async def test_one_that_cannot_be_a_report_is_named_and_none_is_taken(
    site: Site, parts: Parts, bad: Any, pointer: str
) -> None:
    answer = await site.call(
        "POST", "/v1/reports", OPERATOR, data=orjson.dumps([REPORT, bad]), headers=JSON
    )
    assert answer.status == 422
    assert answer.pointers == [pointer]
    assert parts.topic.messages == []


async def test_an_optional_field_that_cannot_be_read_costs_no_report_and_is_named(
    site: Site,
) -> None:
    answer = await site.call(
        "POST", "/v1/reports", OPERATOR, [REPORT, REPORT | {"id": "z-2", "severity": "awful"}]
    )
    assert answer.json == {"accepted": 2, "ignored_fields": ["/1/severity"]}


async def test_an_empty_list_is_no_report(site: Site) -> None:
    answer = await site.call("POST", "/v1/reports", OPERATOR, data=b"[]", headers=JSON)
    assert answer.status == 422


async def test_a_report_over_the_limit_is_named_and_none_is_taken(
    serve: Serve, parts: Parts
) -> None:
    site = await serve(limits=Limits(report_bytes=1000))
    reports = [REPORT, REPORT | {"id": "z-2", "body": "x" * 1000}]
    answer = await site.call("POST", "/v1/reports", OPERATOR, reports)
    assert answer.status == 413
    assert answer.pointers == ["/1"]
    assert parts.topic.messages == []


async def test_when_kafka_is_away_it_is_503_and_the_caller_may_send_again(
    site: Site, parts: Parts
) -> None:
    parts.topic.is_away = True
    answer = await site.call("POST", "/v1/reports", OPERATOR, REPORT)
    assert answer.status == 503
    parts.topic.is_away = False
    assert (await site.call("POST", "/v1/reports", OPERATOR, REPORT)).status == 202


async def test_a_process_without_kafka_says_so(serve: Serve) -> None:
    site = await serve(topic=None)
    answer = await site.call("POST", "/v1/reports", OPERATOR, REPORT)
    assert answer.status == 503


class Narrow:
    """A topic whose batches hold one report."""

    async def put(self, messages: Any) -> None:
        if len(messages) > 1:
            raise InvalidInput("the request is too large")


async def test_more_than_a_batch_holds_is_413(serve: Serve) -> None:
    site = await serve(topic=Narrow())
    answer = await site.call("POST", "/v1/reports", OPERATOR, [REPORT, REPORT])
    assert answer.status == 413


async def test_a_report_of_a_list_that_is_nested_too_deeply_to_write_is_named(
    site: Site, parts: Parts
) -> None:
    deep = b'{"id":"1","source":{"name":"a"},"title":"x","own":' + b"[" * 500 + b"]" * 500 + b"}"
    alone = await site.call("POST", "/v1/reports", OPERATOR, data=deep, headers=JSON)
    assert alone.status == 202
    answer = await site.call("POST", "/v1/reports", OPERATOR, data=b"[" + deep + b"]", headers=JSON)
    assert answer.status == 422
    assert answer.pointers == ["/0"]
    assert len(parts.topic.messages) == 1
